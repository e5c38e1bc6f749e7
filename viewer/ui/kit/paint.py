"""What hand-painted parts share: a smooth painter, a face with rounded corners, a line of words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QPen

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


def smooth(device: QPaintDevice) -> QPainter:
    """Begin to paint on something, with smooth edges."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def paint_face(
    painter: QPainter,
    rect: QRectF | QRect,
    radius: float,
    fill: QColor,
    edge: QColor | None = None,
) -> None:
    """Fill `rect` with rounded corners; an `edge` is a hairline just inside it."""
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(edge, 1.0))
        rect = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setBrush(fill)
    painter.drawRoundedRect(rect, radius, radius)


def paint_words(
    painter: QPainter,
    rect: QRectF | QRect,
    words: str,
    font: QFont,
    colour: QColor,
    side: int = LEFT,
    *,
    cut: Qt.TextElideMode | None = None,
) -> None:
    """Paint one line of words in `rect`; with `cut` what does not fit is left out there."""
    painter.setFont(font)
    painter.setPen(colour)
    if cut is not None:
        words = QFontMetricsF(font).elidedText(words, cut, rect.width())
    painter.drawText(rect, side, words)
