"""Makes a picture file of one exact frame, at its full size. It waits: not for the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error
from av.video.reformatter import VideoReformatter

from viewer.errors import MediaError
from viewer.notes.region import Region
from viewer.translation import tr
from viewer.video.frames.frames import FrameFile
from viewer.video.frames.marks import draw_marks
from viewer.video.frames.pictures import Still
from viewer.video.media import Stream

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
    """Return suffix and bytes of a file that shows the frame for `ms`, as `FrameFile.still`.

    It is at its full size, or fits into a width and height; these regions are marked in it. WebP,
    or PNG where that cannot be written. Raise MediaError where there is no such frame.
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
    raise MediaError(tr("No frame of “{0}” can be saved").format(place.name))


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
