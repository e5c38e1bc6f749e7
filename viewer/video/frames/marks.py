"""Draws regions into the pixels of a picture, as they are seen over it while the video plays.

The colours are grey, so that it does not matter in which order red, green and blue stand. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterable

from viewer.notes.region import Region

_DARK, _LIGHT = b"\x12\x12\x12\xff", b"\xff\xff\xff\xff"
_LINES = 360  # of a picture in which an outline is 1 + 2 + 1 pixels wide
_RING, _DOT = 9, 3  # pixels, there


def draw_marks(
    pixels: bytearray,
    stride: int,
    place: tuple[int, int, int, int],
    regions: Iterable[Region],
) -> None:
    """Draw regions of a picture that has 4 bytes a pixel and rows `stride` bytes apart.

    `place` is where the picture stands in it: left, top, width and height in pixels.
    """
    left, top, width, height = place
    unit = max(1, round(height / _LINES))
    for region in regions:
        inside = region.inside()
        x1 = left + round(width * inside.x / 100)
        y1 = top + round(height * inside.y / 100)
        x2 = left + round(width * (inside.x + inside.w) / 100)
        y2 = top + round(height * (inside.y + inside.h) / 100)
        draw = _Drawing(pixels, stride, (left, top, left + width, top + height))
        if region.is_point:
            draw.ring(x1, y1, unit)
        else:
            draw.outline(x1, y1, x2, y2, 2 * unit, _DARK)
            draw.outline(x1, y1, x2, y2, unit, _LIGHT)


class _Drawing:
    def __init__(self, pixels: bytearray, stride: int, clip: tuple[int, int, int, int]) -> None:
        self._pixels, self._stride, self._clip = pixels, stride, clip

    def fill(self, x1: int, y1: int, x2: int, y2: int, colour: bytes) -> None:
        left, top, right, bottom = self._clip
        x1, x2 = max(x1, left), min(x2, right)
        if x1 >= x2:
            return
        row = colour * (x2 - x1)
        for y in range(max(y1, top), min(y2, bottom)):
            start = y * self._stride + 4 * x1
            self._pixels[start : start + len(row)] = row

    def outline(self, x1: int, y1: int, x2: int, y2: int, half: int, colour: bytes) -> None:
        for y in (y1, y2):
            self.fill(x1 - half, y - half, x2 + half, y + half, colour)
        for x in (x1, x2):
            self.fill(x - half, y1 - half, x + half, y2 + half, colour)

    def ring(self, x: int, y: int, unit: int) -> None:
        far = (_RING + 2) * unit
        for row in range(-far, far + 1):
            for column in range(-far, far + 1):
                apart = (row * row + column * column) ** 0.5 / unit
                from_ring = abs(apart - _RING)
                if from_ring <= 2 or apart <= _DOT + 1:
                    is_light = from_ring <= 1 or apart <= _DOT
                    colour = _LIGHT if is_light else _DARK
                    self.fill(x + column, y + row, x + column + 1, y + row + 1, colour)
