"""The small marks that tell several notes apart, by shape as well as by colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from viewer.ui.kit.theme import Theme

MARK_PX = 9
# Away from amber, green and red, which say what is so in this window.
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
    """Paint the mark of a note; None: a ring, for the note that is shown."""
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
