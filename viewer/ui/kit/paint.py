"""What hand-painted parts share: a smooth painter, rounded faces and frames, a line of words.

They are painted from left to right, in any window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPaintDevice,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.characters import in_order, is_right_to_left

if TYPE_CHECKING:  # when it runs, Qt's class stands behind it among the bases of a widget
    AnyWidget = QWidget
else:
    AnyWidget = object

RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


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
    room: QRectF | QRect,
    words: str,
    font: QFont,
    colour: QColor,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    *,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> float:
    """Paint one line in the middle of `room`, cut short where it is too long; give its width."""
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(words, cut, room.width())
    painter.setFont(font)
    painter.setPen(colour)
    paint_text(painter, room, shown, side | Qt.AlignmentFlag.AlignVCenter)
    return metrics.horizontalAdvance(shown)


def paint_text(
    painter: QPainter,
    room: QRectF | QRect,
    words: str,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    *,
    wraps: bool = False,
) -> None:
    """Paint words at a side of `room`, in the painter's font and colour.

    The words have a direction of their own, which times, paths and names keep.
    """
    to_left = is_right_to_left(words)
    force = Qt.TextFlag.TextForceRightToLeft if to_left else Qt.TextFlag.TextForceLeftToRight
    flags = int(side | Qt.AlignmentFlag.AlignAbsolute) | int(force)
    flags |= int(Qt.TextFlag.TextWordWrap) if wraps else 0
    painter.drawText(room, flags, in_order(words))
