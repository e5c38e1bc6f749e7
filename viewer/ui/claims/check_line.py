"""What the check of the note came to: one sentence over the claims, and a menu."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from viewer.translation import tr
from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.buttons import IconButton
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.plain import plain
from viewer.ui.kit.sheet import CutWords, Worded

_LINES = 9  # of text: a tab that is higher has room for all of the sentence


class _Sentence(CutWords):
    """Wraps, or is cut short where only one line has room; its tooltip has all of it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            QLabel.paintEvent(self, event)
        else:
            super().paintEvent(event)


class CheckLine(Worded, QWidget):
    """The sentence, and a button with a menu; hidden where there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = _Sentence(self, tone="muted", scale=0.95)
        self.words.setWordWrap(True)
        self.more = more_button(self)
        row_of(self, (self.words, 1), self.more, around=(16, 0, 8, 0))
        self.hide()

    def show_sentence(self, words: str) -> None:
        """Show this; nothing hides the line."""
        self.words.setText(words)
        self.words.setToolTip(plain(words))
        self.setVisible(bool(words))

    def fit(self, height: int) -> None:
        """Take one line where the tab is so low that the claims need the room."""
        self.words.setWordWrap(height > _LINES * self.words.fontMetrics().height())


def more_button(parent: QWidget) -> IconButton:
    """Make the button of what can be done about the problems of a note, with an empty menu."""
    button = IconButton("more", None, parent)
    button.name(tr("Check"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(Menu(button))
    return button
