"""The line below the picture that says which video of the note plays, and how many others it has.

The whole line is a button. Hidden where the note has no other video, and in full screen.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from viewer.ui.kit.buttons import PaintedButton
from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.theme import Theme, paint_icon, ui_font, words_font

_LEFT, _GAP, _SIGN = 16, 8, 14


class VideosBar(PaintedButton, QAbstractButton):
    """Says “first.mp4 · 2 more videos in this note”."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = self._others = ""
        self._is_full = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def words(self) -> str:
        """What the line says."""
        return f"{self._name}  ·  {self._others}" if self._others else ""

    def set_words(self, name: str, others: str) -> None:
        """Name the video, and say how many others there are; nothing hides the line."""
        if (name, others) == (self._name, self._others):
            return
        self._name, self._others = name, others
        self.setAccessibleName(self.words)
        self.setToolTip(plain(self.tr("{0}: choose another video").format(self.words)))
        self._appear()
        self.update()

    def set_full(self, full: bool) -> None:
        """Hide the line while the picture has the whole screen."""
        self._is_full = full
        self._appear()

    def _appear(self) -> None:
        self.setVisible(bool(self._others) and not self._is_full)

    def sizeHint(self) -> QSize:
        return QSize(160, round(QFontMetricsF(words_font(self)).height()) + 14)

    def ring(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT / 2, 3, -_LEFT / 2, -2)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(_LEFT, 0, self.width() - 2 * _LEFT, 1, theme.line)
        face = self.ring()
        if self.underMouse() or self.isDown():
            paint_face(painter, face, 6, theme.hover)
        font = ui_font(self, 0.95, QFont.Weight.Medium)
        room = QRectF(face).adjusted(_LEFT / 2, 0, -_LEFT / 2, 0)
        sign = QRectF(room.right() - _SIGN, room.center().y() - _SIGN / 2, _SIGN, _SIGN)
        paint_icon(painter, "chevron-down", theme.muted, sign)
        room.setRight(sign.left() - _GAP)
        others = QFontMetricsF(words_font(self)).horizontalAdvance(self._others)
        name = QRectF(room)
        name.setRight(max(room.left() + room.width() * 0.3, room.right() - others - 2 * _GAP))
        cut = Qt.TextElideMode.ElideMiddle
        room.setLeft(
            room.left()
            + paint_words(painter, name, self._name, font, theme.ink, cut=cut)
            + 1.5 * _GAP
        )
        paint_words(painter, room, self._others, words_font(self), theme.muted)
