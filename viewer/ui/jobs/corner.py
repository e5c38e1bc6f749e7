"""How far something is that goes on for long, in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from viewer.ui.kit.buttons import PressKeys, paint_focus, tip_of
from viewer.ui.kit.paint import paint_face, paint_words, smooth
from viewer.ui.kit.plain import plain
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font
from viewer.ui.shell.window import Window


class ProgressCorner(QAbstractButton):
    """What is done, and how far; a click triggers an action. Hidden while nothing is."""

    def __init__(self, window: Window, action_id: str, name: str, icon: str) -> None:
        """`name` is its accessible name, with {0} for what it says; `icon` one of ours."""
        super().__init__(window.status)
        self._action, self._name, self._icon = window.actions_[action_id], name, icon
        self._words = ""
        self._fraction = 0.0
        self._moves = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._action.trigger)
        PressKeys(self)
        self.hide()
        window.status.add_corner(self)

    @property
    def words(self) -> str:
        return self._words

    def show_progress(self, words: str, fraction: float, *, moves: bool) -> None:
        """Show this; no words hide it."""
        if (words, fraction, moves) == (self._words, self._fraction, self._moves):
            return
        self._words, self._fraction, self._moves = words, fraction, moves
        self.setAccessibleName(self._name.format(words))
        self.setToolTip(plain(tip_of(self._action)))
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # A little to spare, so that changing figures do not move it about.
        width = QFontMetricsF(ui_font(self, 0.9)).horizontalAdvance(self._words)
        return QSize(round(width / 12) * 12 + 12 + 22 + 76 + 18, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = smooth(self)
        if self.underMouse() or self.isDown():
            wash = theme.hover if theme.dark else theme.hover.darker(104)
            paint_face(painter, self.rect(), 5, wash)
        middle = self.height() / 2
        paint_icon(painter, self._icon, theme.muted, QRectF(8, middle - 7, 14, 14))
        bar = QRectF(28, middle - 1.5, 68, 3)
        paint_face(painter, bar, 1.5, theme.track)
        bar.setWidth(max(3.0, bar.width() * self._fraction))
        paint_face(painter, bar, 1.5, theme.link if self._moves else theme.muted)
        ink = theme.ink if self.underMouse() else theme.muted
        room = self.rect().adjusted(104, 0, 0, 0)
        paint_words(painter, room, self._words, ui_font(self, 0.9), ink)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), theme, 5)
