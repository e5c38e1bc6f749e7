"""Make a picture file of an exact frame at full size. Slow: not for the GUI thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error
from av.video.reformatter import VideoReformatter

from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.frames import FrameFile
from viewer.media.media import Stream
from viewer.media.pictures import Still
from viewer.notes.region import Region

# The best first, by suffix: FFmpeg's encoder, the pixels that it takes, its options.
# A lecture's slides stay sharp at this quality, at about a tenth of the size of a PNG.
_KINDS: dict[str, tuple[str, str, dict[str, str]]] = {
    ".webp": ("libwebp", "bgra", {"quality": "85", "preset": "text"}),
    ".png": ("png", "rgb24", {}),
}


def picture_file(
    place: Path | Stream,
    ms: int,
    fit: tuple[int, int] | None = None,
    regions: Sequence[Region] = (),
) -> tuple[str, bytes]:
    """Return suffix and bytes of a picture file of the frame for `ms`, as in `FrameFile.still`.

    At full size, or fitted into a width and height, with these regions marked. WebP, or PNG if that
    cannot be written. Raises MediaError if there is no such frame.
    """
    file = FrameFile(place)
    file.canvas.target = fit
    try:
        still = file.still(ms)
    finally:
        file.close()
    if regions:
        pixels = bytearray(still.pixels)
        draw_marks(pixels, still.stride, (0, 0, still.width, still.height), regions)
        still = replace(still, pixels=memoryview(pixels))
    for suffix in _KINDS:
        try:
            return suffix, _encoded(still, suffix)
        except (av.error.FFmpegError, av.codec.codec.UnknownCodecError):
            continue  # this FFmpeg was made without it, or the picture is too large for it
    raise MediaError(tr("No frame of “{0}” can be decoded").format(place.name))


def _frame_of(still: Still) -> Any:
    frame: Any = av.VideoFrame(still.width, still.height, "bgra")
    plane = frame.planes[0]
    row, stride = still.width * 4, plane.line_size
    rows = bytearray(stride * still.height)
    for y in range(still.height):
        start = y * still.stride
        rows[y * stride : y * stride + row] = still.pixels[start : start + row]
    plane.update(bytes(rows))
    return frame


def _encoded(still: Still, suffix: str) -> bytes:
    codec, pixels, options = _KINDS[suffix]
    frame = _frame_of(still)
    if pixels != "bgra":
        frame = VideoReformatter().reformat(frame, still.width, still.height, pixels)
    context: Any = av.CodecContext.create(codec, "w")
    context.width, context.height, context.pix_fmt = still.width, still.height, pixels
    context.time_base = Fraction(1, 25)
    context.options = options
    packets = [*context.encode(frame), *context.encode(None)]
    return b"".join(map(bytes, packets))


_DARK, _LIGHT = b"\x12\x12\x12\xff", b"\xff\xff\xff\xff"
_LINES = 360  # of a picture in which an outline is 1 + 2 + 1 pixels wide
_RING, _DOT = 9, 3  # pixels, there


def draw_marks(
    pixels: bytearray, stride: int, place: tuple[int, int, int, int], regions: Iterable[Region]
) -> None:
    """Draw regions of a picture that has 4 bytes a pixel and rows `stride` bytes apart.

    `place` is the picture's rectangle in it: left, top, width and height in pixels.
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
