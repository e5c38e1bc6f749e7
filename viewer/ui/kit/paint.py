"""Shared painting: a smooth painter, rounded faces and frames, a line of text.

Always painted from left to right, also in right-to-left windows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintDevice, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.characters import in_order, is_right_to_left
from viewer.ui.kit.theme import Theme

if TYPE_CHECKING:  # when it runs, Qt's class stands behind it among the bases of a widget
    AnyWidget = QWidget
else:
    AnyWidget = object


class Dressed(AnyWidget):
    """A widget with looks of its own: `dress` is called where colours or fonts are others."""

    def dress(self) -> None:
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.dress()


RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter


def smooth(device: QPaintDevice) -> QPainter:
    """Return a painter with antialiasing."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def paint_face(
    painter: QPainter, rect: QRectF | QRect, radius: float, fill: QColor, edge: QColor | None = None
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
    """Paint one line, vertically centred in `room` and elided; return its width."""
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
    """Paint text at a side of `room`, in the painter's font and colour.

    Text has its own direction; times, paths and names keep theirs.
    """
    to_left = is_right_to_left(words)
    force = Qt.TextFlag.TextForceRightToLeft if to_left else Qt.TextFlag.TextForceLeftToRight
    flags = int(side | Qt.AlignmentFlag.AlignAbsolute) | int(force)
    flags |= int(Qt.TextFlag.TextWordWrap) if wraps else 0
    painter.drawText(room, flags, in_order(words))


MARK_PX = 9
# Unlike amber, green and red, which have meanings in this window.
_HUES = (265, 185, 320, 225, 85, 20)
_SHAPES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)),  # square
    ((0.5, 0.02), (1.0, 0.92), (0.0, 0.92)),  # triangle
    ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),  # diamond
    ((0.0, 0.08), (1.0, 0.08), (0.5, 0.98)),  # triangle on its tip
    (  # cross
        *((0.35, 0), (0.65, 0), (0.65, 0.35), (1, 0.35), (1, 0.65), (0.65, 0.65)),
        *((0.65, 1), (0.35, 1), (0.35, 0.65), (0, 0.65), (0, 0.35), (0.35, 0.35)),
    ),
)


def mark_colour(number: int, theme: Theme) -> QColor:
    """Return the colour of the note `number`, from 0."""
    hue = _HUES[number % len(_HUES)]
    return QColor.fromHsl(hue, 130 if theme.dark else 140, 170 if theme.dark else 105)


def paint_mark(painter: QPainter, number: int | None, theme: Theme, rect: QRectF) -> None:
    """Paint the mark of a note; None: a ring, for the current note."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if number is None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.ink, 1.75))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark_colour(number, theme))
        points = [
            QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
            for x, y in _SHAPES[number % len(_SHAPES)]
        ]
        painter.drawPolygon(QPolygonF(points))
    painter.restore()
