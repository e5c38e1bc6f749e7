"""A card: the floating surface of everything that lies over the window for a moment.

The hover card of the timeline, the volume slider and the palette share it, so that all of them have
one border, one corner and one shadow. The shadow is painted, not a graphics effect: an effect
would render the whole card into a picture again for every key typed into it.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from viewer.ui.theme import Theme, theme_of


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


def paint_card(painter: QPainter, rect: QRectF, theme: Theme, radius: float) -> None:
    """Paint the face of a card and its hairline border."""
    painter.setPen(QPen(theme.line, 1.0))
    painter.setBrush(theme.paper)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class Card(QWidget):
    """A widget that paints itself as a card, inside a margin kept for the shadow.

    Children go into `face()`. It is a plain child of its window, never a window of its own, so it
    works alike on every platform and in a screenshot.
    """

    def __init__(self, parent: QWidget | None, *, radius: float = 8.0, shadow: int = 12) -> None:
        super().__init__(parent)
        self._radius = radius
        self._shadow = shadow
        self._painted_key: tuple[int, int, float, bool] | None = None
        self._painted = QPixmap()

    def margin(self) -> int:
        """Give the width of the rim, in px, that belongs to the shadow."""
        return self._shadow

    def face(self) -> QRectF:
        """Give the visible card, in this widget's own coordinates."""
        rim = self._shadow
        return QRectF(self.rect()).adjusted(rim, rim, -rim, -rim)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        ratio = self.devicePixelRatioF()
        key = (self.width(), self.height(), ratio, theme.dark)
        if key != self._painted_key:
            self._painted_key = key
            self._painted = self._paint_face(theme, ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._painted)

    def _paint_face(self, theme: Theme, ratio: float) -> QPixmap:
        pixmap = QPixmap(math.ceil(self.width() * ratio), math.ceil(self.height() * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_shadow(painter, self.face(), self._radius, self._shadow, dark=theme.dark)
        paint_card(painter, self.face(), theme, self._radius)
        painter.end()
        return pixmap
