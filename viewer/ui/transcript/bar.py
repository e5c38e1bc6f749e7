"""The line above a transcript: how far transcribing is, or that a model heard what is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.buttons import IconButton, Painted, WordButton
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import Theme


@dataclass(frozen=True, slots=True)
class BarButton:
    """A button of the bar: what it calls, its words, and its icon where it has one.

    Buttons are the same where these are: `act` is a bound method, which is equal to itself.
    """

    act: Callable[[], object]
    words: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class BarContent:
    """What the bar says."""

    words: str
    buttons: tuple[BarButton, ...] = ()
    fraction: float | None = None  # of what is done, 0 to 1; None: there is nothing to wait for
    tone: str = "muted"  # or "bad"
    tip: str = ""  # the words for those who have the pointer there


class TranscriptBar(Painted, QWidget):
    """The line; hidden while it has nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, Role.Grouping)
        self.content: BarContent | None = None  # what is shown
        self._words = Words("", self, scale=0.92)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = row_of(self, (self._words, 1), gap=2, around=(16, 3, 8, 4))
        self._buttons: list[QWidget] = []
        self.hide()

    def show_content(self, content: BarContent | None) -> None:
        """Show this; None hides it. The keyboard stays on a button that stays."""
        before = self.content
        if content == before:
            return
        self.content = content
        if content is None:
            self.hide()
            return
        if before is None or before.buttons != content.buttons:
            self._put_buttons(content.buttons)
        self._words.show_words(content.words, content.tone)
        self._words.setToolTip(plain(content.tip))
        self.setAccessibleName(content.words)
        self.show()
        self.update()

    def _put_buttons(self, buttons: Sequence[BarButton]) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons)
        old, self._buttons = self._buttons, []
        for one in buttons:
            made: IconButton | WordButton
            if one.icon:
                made = IconButton(one.icon, None, self, words=one.words)
            else:
                made = WordButton(one.words, self)
            made.clicked.connect(lambda _=False, act=one.act: act())
            self._row.addWidget(made)
            self._buttons.append(made)
            made.show()
        if had_focus and self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for button in old:
            button.hide()
            button.deleteLater()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            # Once every part has heard of it.
            QTimer.singleShot(0, self._words, self._words.dress)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        foot = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(foot, theme.line)
        content = self.content
        if content is not None and content.fraction is not None:
            foot.setTop(self.height() - 2)
            foot.setWidth(max(3.0, self.width() * content.fraction))
            painter.fillRect(foot, theme.link)
