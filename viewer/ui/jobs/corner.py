"""How far something is that goes on for long, in the status bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from viewer.ui.kit.buttons import PaintedButton, tip_of
from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.theme import Theme, paint_icon, ui_font
from viewer.ui.shell.window import Window


class ProgressCorner(PaintedButton, QAbstractButton):
    """What is done, and how far; a click triggers an action. Hidden while nothing is."""

    RING = 5.0

    def __init__(self, window: Window, action_id: str, name: str, icon: str) -> None:
        """`name` is its accessible name, with {0} for what it says; `icon` one of ours."""
        super().__init__(window.status)
        self._action, self._name, self._icon = window.actions_[action_id], name, icon
        self.words = ""
        self._fraction = 0.0
        self._moves = False
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._action.trigger)
        self.hide()
        window.status.add_corner(self)

    def show_progress(self, words: str, fraction: float, *, moves: bool) -> None:
        """Show this; no words hide it."""
        if (words, fraction, moves) == (self.words, self._fraction, self._moves):
            return
        self.words, self._fraction, self._moves = words, fraction, moves
        self.setAccessibleName(self._name.format(words))
        self.setToolTip(plain(tip_of(self._action)))
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        # A little to spare, so that changing figures do not move it about.
        width = QFontMetricsF(ui_font(self, 0.9)).horizontalAdvance(self.words)
        return QSize(round(width / 12) * 12 + 12 + 22 + 76 + 18, 24)

    def paint(self, painter: QPainter, theme: Theme) -> None:
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
        paint_words(painter, room, self.words, ui_font(self, 0.9), ink)
