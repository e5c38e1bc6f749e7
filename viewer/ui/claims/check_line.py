"""What the check of the note came to: one sentence over the claims, and a menu."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton, QWidget

from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.buttons import IconButton
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.sheet import Worded, Words


class CheckLine(Worded, QWidget):
    """The sentence, and a button with a menu; hidden where there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Words("", self, tone="muted", scale=0.95)
        self.more = more_button(self)
        row_of(self, (self.words, 1), self.more, around=(16, 0, 8, 0))
        self.hide()

    def show_sentence(self, words: str) -> None:
        """Show this; nothing hides the line."""
        self.words.setText(words)
        self.setVisible(bool(words))


def more_button(parent: QWidget) -> IconButton:
    """Make the button of what can be done about the problems of a note, with an empty menu."""
    button = IconButton("more", None, parent)
    button.name(button.tr("Check"))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(Menu(button))
    return button
