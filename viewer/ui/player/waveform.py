"""How loud a film is, painted in one colour over the width of the timeline. GUI thread."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

_RANGE = 70  # half dB: what is so much below the loudest has no height


class Waveform:
    """Keeps its picture, which is made anew only when something of it changed."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._picture = QPixmap()

    def paint(
        self,
        painter: QPainter,
        room: QRectF,
        levels: bytes,
        duration_ms: int,
        colour: QColor,
        ratio: float,
    ) -> None:
        """Paint the levels of a film into `room`; `ratio` is device pixels per px."""
        if not levels:
            return
        key = (room.width(), room.height(), levels, duration_ms, colour.rgba(), ratio)
        if key != self._key:
            self._key = key
            self._picture = _picture(room, levels, duration_ms, colour, ratio)
        painter.drawPixmap(room.topLeft(), self._picture)


def _picture(
    room: QRectF, levels: bytes, duration_ms: int, colour: QColor, ratio: float
) -> QPixmap:
    from viewer.video.sound.levels import columns  # here, for few look at it

    width, height = math.ceil(room.width() * ratio), math.ceil(room.height() * ratio)
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    heights = columns(levels, width, duration_ms)
    lowest = max(heights) - _RANGE
    painter = QPainter(picture)
    for x, level in enumerate(heights):
        high = round((level - lowest) / _RANGE * height)
        if high > 0:
            painter.fillRect(x, height - high, 1, high, colour)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
