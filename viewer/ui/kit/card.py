"""A card: the surface of everything that floats over the window.

The timeline's hover card, the volume slider and the palette share it, so that all have the same
border, corners and shadow. The shadow is painted, not a graphics effect: an effect would render the
whole card into a picture again for every key typed into it.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.paint import paint_face
from viewer.ui.kit.theme import Theme, theme_of


def paint_shadow(painter: QPainter, rect: QRectF, radius: float, reach: int, *, dark: bool) -> None:
    """Paint the soft shadow of a card at `rect`, falling downwards and `reach` px wide.

    It is drawn as rings, each one pixel wide and fainter than the one inside it: the cost grows
    with the outline of the card and not with its area.
    """
    drop = reach / 4
    strength = 0.38 if dark else 0.16
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for distance in range(-int(drop), reach):
        part = (distance + drop) / (reach + drop)
        alpha = strength * math.exp(-4.5 * part * part) * (1.0 - part)
        # Slightly wider than the step, or the seams between rings would show on a slope.
        painter.setPen(QPen(QColor.fromRgbF(0.0, 0.0, 0.0, alpha), 1.4))
        ring = rect.translated(0.0, drop).adjusted(-distance, -distance, distance, distance)
        corner = max(1.0, radius + distance)
        painter.drawRoundedRect(ring, corner, corner)


class Card(QWidget):
    """A widget that paints itself as a card, inside a margin for the shadow.

    Children go into `face()`. It is a plain child of its window, never a window of its own, so it
    works alike on every platform and in a screenshot.
    """

    def __init__(self, parent: QWidget | None, *, radius: float = 8.0, shadow: int = 12) -> None:
        super().__init__(parent)
        self._radius = radius
        self._shadow = shadow
        self._painted_key: tuple[float, bool] | None = None
        self._painted = QPixmap()  # the smallest card: its corners, and a strip between

    def margin(self) -> int:
        """Return the width of the margin for the shadow, in px."""
        return self._shadow

    def face(self) -> QRectF:
        """Return the visible card, in this widget's own coordinates."""
        rim = self._shadow
        return QRectF(self.rect()).adjusted(rim, rim, -rim, -rim)

    def _edge(self) -> int:
        """Return how far from its edges, in px, a card is not uniform."""
        # Steps of four are whole pixels of the device at every usual ratio.
        return 4 * math.ceil((2 * self._shadow + self._shadow / 4 + self._radius + 2) / 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        ratio = self.devicePixelRatioF()
        painter = QPainter(self)
        corner, width, height = self._edge(), self.width(), self.height()
        if width < 2 * corner + 4 or height < 2 * corner + 4:
            self._paint_face(painter, QRectF(self.rect()), theme)
            return
        if self._painted_key != (ratio, theme.dark):
            self._painted_key = ratio, theme.dark
            self._painted = self._paint_smallest(theme, ratio)

        def cuts(length: int) -> tuple[tuple[float, float, float, float], ...]:
            inner = length - 2 * corner
            return (
                (0, corner, 0, corner),
                (corner, inner, corner, 4),
                (length - corner, corner, corner + 4, corner),
            )

        # A card that grows while typing is composed of parts, not repainted.
        for x, wide, from_x, from_wide in cuts(width):
            for y, high, from_y, from_high in cuts(height):
                source = (each * ratio for each in (from_x, from_y, from_wide, from_high))
                painter.drawPixmap(QRectF(x, y, wide, high), self._painted, QRectF(*source))

    def _paint_smallest(self, theme: Theme, ratio: float) -> QPixmap:
        side = 2 * self._edge() + 4
        pixmap = QPixmap(math.ceil(side * ratio), math.ceil(side * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self._paint_face(painter, QRectF(0, 0, side, side), theme)
        painter.end()
        return pixmap

    def _paint_face(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        rim = self._shadow
        face = rect.adjusted(rim, rim, -rim, -rim)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shadow(painter, face, self._radius, self._shadow, dark=theme.dark)
        paint_face(painter, face, self._radius, theme.paper, theme.line)
