"""What is shown over a window while something is dragged over it: where a drop goes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.buttons import Painted
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words
from viewer.ui.kit.theme import Theme, words_font

_RIM, _PAD = 4, 18  # px


class DropHint(Painted, QWidget):
    """A frame round the window, and in its middle the words for what a drop does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self.words = window, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_words(self, words: str) -> None:
        """Say it over the whole window."""
        self.words = words
        self.setAccessibleName(words)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.link, 2 * _RIM))
        painter.drawRect(self.rect())
        font = words_font(self, 1.15, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(font)
        wide = min(metrics.horizontalAdvance(self.words) + 2 * _PAD, self.width() - 8 * _RIM)
        face = QRectF(0, 0, wide, metrics.height() + _PAD)
        face.moveCenter(QRectF(self.rect()).center())
        paint_face(painter, face, 8, theme.link)
        room = face.adjusted(_PAD / 2, 0, -_PAD / 2, 0)
        paint_words(painter, room, self.words, font, theme.link_ink, CENTRE)
