"""Are the pictures, clips and sounds in a page those of the video?

A frame is made once more. Where that gives other bytes (by another version of FFmpeg, or of another
file of the same video), both are compared as pictures. A clip is compared in each half second, and
at its beginning and end; its sound in each half second. No Qt; one thread.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from contextlib import closing
from fractions import Fraction
from operator import mul, sub
from pathlib import Path
from typing import Any

import av
import av.error
from av.video.reformatter import Interpolation

from viewer.errors import MediaError
from viewer.export.film import is_late
from viewer.export.html_page import CLIP_LINES, CLIP_MS, FRAME_SIZE, VERSION
from viewer.export.sound import SAMPLE_RATE, SoundReader, has_sound
from viewer.notes.beside import temporary_folder
from viewer.notes.timecode import format_exact
from viewer.translation import tr
from viewer.video.frames.frames import FrameFile
from viewer.video.frames.picture_file import encoded, frame_of

# Pictures are compared in blocks, each of up to so many cells a side; a cell is the mean of what is
# in it, and has four pixels at least, for codecs keep fewer badly.
_BLOCKS, _CELLS, _PIXELS = (16, 9), 6, 4
# How far the worst block may be apart, of 255, in the mean of its cells. Measured on eight codecs
# and on slides: frames in other qualities of WebP 2.1, with a word of 10 pixels put in 3.1 or more;
# frames of the same video in another encoding and size up to 8; true clips up to 3.9, and up to 8
# where they have 36 lines.
_FRAME_APART, _CLIP_APART, _OTHER_APART = 2.5, 12.0, 20.0
_STEP_MS = 500
_SIDE = 3  # pixels that a side may be off, for sizes are rounded
_SLACK_MS = 3  # of times that are rounded up in both
_UNEVEN_MS = 250  # that picture or sound may end earlier or later
_EVERY = 6  # sample of a sound is compared
_LAG = 96  # samples that it may be earlier or later, for times are rounded
_SILENT, _ALIKE = 0.003, 0.8  # noise, which codecs keep worst, is alike to 0.86

_PNG, _CLIP = b"\x89PNG\r\n\x1a\n", b"\x1aE\xdf\xa3"
# What ours are made of. Others move a picture, turn it, hide a part of it, or change its colours.
_PNG_CHUNKS = frozenset((b"IHDR", b"pHYs", b"IDAT", b"IEND"))
_OPAQUE = frozenset(("yuv420p", "rgb24"))


def kind_of(data: bytes) -> str:
    """Return what a page holds by its first bytes; empty of all that pages are not made with."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(_PNG):
        return "image/png"
    return "video/webm" if data.startswith(_CLIP) and b"webm" in data[:64] else ""


class Likeness:
    """A video that pictures and clips are held against."""

    def __init__(self, path: Path, *, is_same: bool, version: int = VERSION) -> None:
        """Open a video, which may be another file than the page was made of; raise MediaError.

        Pages of `version` 1 show the first frame at or after a moment, however late it comes.
        """
        self._path, self._is_same, self._has_held = path, is_same, version > 1
        self._file = FrameFile(path)
        self._file.canvas.target = FRAME_SIZE
        self.has_video = self._file.has_video

    def close(self) -> None:
        self._file.close()

    def has_frame(self, ms: int) -> bool:
        """Return whether there is a frame at `ms` or after it."""
        return self.has_video and self._file.first(ms).time_ms >= ms

    def frame(self, data: bytes, ms: int) -> str:
        """Return what is otherwise in the frame of a moment; raise MediaError."""
        kind = kind_of(data)
        if not kind.startswith("image/"):
            return tr("It is neither WebP nor PNG, which Cuenote uses for pictures.")
        still = self._file.still(ms) if self._has_held else self._file.first(ms)
        own = encoded(still, f".{kind[6:]}")
        if own == data:
            return ""
        shown, wanted = _decoded(data, kind), _decoded(own, kind)
        if abs(shown.width - wanted.width) + abs(shown.height - wanted.height) > _SIDE:
            return tr("Its size is different.")
        most = _FRAME_APART if self._is_same else _OTHER_APART
        return "" if apart(shown, wanted) < most else tr("The video looks different.")

    def clip(self, data: bytes, ms: int, end_ms: int) -> str:
        """Return what is otherwise in a clip from `ms` to `end_ms`; raise MediaError."""
        if kind_of(data) != "video/webm":
            return tr("It is not WebM, which Cuenote uses for clips.")
        end_ms = min(end_ms, ms + CLIP_MS)
        with temporary_folder() as folder:
            path = folder / "clip.webm"
            path.write_bytes(data)
            try:
                with av.open(str(path), format="matroska") as made:
                    held = [stream.codec_context.name for stream in made.streams]
                    is_see_through = any("alpha_mode" in one.metadata for one in made.streams)
                    times = [packet.pts * packet.time_base for packet in made.demux() if packet.pts]
            except (av.error.FFmpegError, ValueError) as error:
                raise MediaError(tr("The clip in the page can't be read.")) from error
            picture = ["vp9"] * self.has_video
            # Pages of before had a silent track where the video has none.
            is_silent = self.has_video and held == picture and not has_sound(self._path)
            if not (is_silent or held == [*picture, "opus"]) or is_see_through:
                return tr(
                    "It does not have exactly one video and one audio track, as Cuenote's clips do."
                )
            start_ms, after_ms = ms, end_ms
            if self.has_video:
                start_ms = shown_ms = self._file.first(ms).time_ms
                if self._has_held and is_late(start_ms, ms, end_ms):
                    shown_ms = self._file.step(start_ms, -1).time_ms
                    start_ms = start_ms if ms <= shown_ms < end_ms else ms
                with closing(FrameFile(path)) as clip:
                    after_ms, why = self._moving(clip, shown_ms, start_ms, end_ms)
                if why:
                    return why
            last_ms = int(1000 * max(times, default=0))
            off_ms = last_ms - (after_ms - start_ms)
            if off_ms > _UNEVEN_MS or (off_ms < -_UNEVEN_MS and not self.has_video):
                return tr("Its length is different.")
            # The sound of another file begins some samples earlier or later.
            # And where the picture ends before it, the clip does.
            length_ms = min(end_ms - start_ms, last_ms)
            is_heard = self._is_same and not is_silent
            return self._sounding(path, start_ms, length_ms) if is_heard else ""

    def _moving(
        self, clip: FrameFile, shown_ms: int, start_ms: int, end_ms: int
    ) -> tuple[int, str]:
        """Hold the picture of a clip, which begins with the frame of `shown_ms`, to the video's.

        Return when the frame behind it is shown, and what is otherwise.
        """
        file, (width, height) = self._file, clip.size
        if height > CLIP_LINES or abs(width - height * file.size[0] / file.size[1]) > _SIDE:
            return end_ms, tr("Its proportions are different.")
        # A clip says nothing of its colours, and is not to be guessed to have others.
        clip.canvas.colours, clip.canvas.range = file.canvas.colours, file.canvas.range
        last_ms = clip.first(end_ms).time_ms
        after_ms = file.first(start_ms + last_ms + _SLACK_MS).time_ms
        is_last = after_ms <= start_ms + last_ms + _SLACK_MS
        if start_ms + last_ms >= end_ms + _SLACK_MS or not (
            is_last or after_ms >= end_ms - _SLACK_MS
        ):
            return end_ms, tr("Its length is different.")
        most = _CLIP_APART if self._is_same else _OTHER_APART
        file.canvas.target = clip.size
        try:
            for at_ms in sorted({*range(0, last_ms, _STEP_MS), last_ms // 2, last_ms}):
                shown = clip.first(at_ms)
                from_ms = max(0, shown.time_ms - _SLACK_MS)
                wanted = file.first(start_ms + from_ms if from_ms else shown_ms)
                if apart(frame_of(shown), frame_of(wanted)) >= most:
                    where = format_exact(start_ms + shown.time_ms)
                    return end_ms, tr("The video looks different at {0}.").format(where)
        finally:
            file.canvas.target = FRAME_SIZE
        return max(end_ms, after_ms), ""

    def _sounding(self, path: Path, start_ms: int, length_ms: int) -> str:
        """Hold the sound of a clip against that of the video from `start_ms` on."""
        heard: list[list[bytes]] = []
        for source, from_ms in ((path, 0), (self._path, start_ms)):
            with closing(SoundReader(source)) as reader:
                reader.begin(Fraction(from_ms, 1000), Fraction(length_ms, 1000))
                heard.append(reader.read(SAMPLE_RATE * length_ms // 1000))
        for planes in zip(*heard, strict=True):
            at = _other_from(*(array("f", plane) for plane in planes))
            if at is not None:
                where = format_exact(start_ms + 1000 * at // SAMPLE_RATE)
                return tr("The video sounds different at {0}.").format(where)
        return ""


def _other_from(made: array[float], wanted: array[float]) -> int | None:
    """Return the sample at which one channel of a clip sounds otherwise; None where none does."""
    window = min(SAMPLE_RATE * _STEP_MS // 1000, len(made) - 2 * _LAG)
    last = len(made) - window - _LAG
    begins: list[int] = [*range(_LAG, last, window), last] if window > 0 else []
    lag: int | None = None
    for begin in begins:
        one = made[begin : begin + window : _EVERY]

        def alike(lag: int, begin: int = begin, one: array[float] = one) -> float:
            first = begin + lag
            return _alike(one, wanted[first : first + window : _EVERY])

        if lag is None and not _is_silent(one):
            lag = max(range(-_LAG, _LAG + 1, 4), key=alike)
        if alike(lag or 0) < _ALIKE:
            return begin
    return None


def _is_silent(samples: array[float]) -> bool:
    return _power(samples, samples) < _SILENT**2 * len(samples)


def _power(one: array[float], two: array[float]) -> float:
    return float(sum(map(mul, one, two)))


def _alike(one: array[float], two: array[float]) -> float:
    """Return how alike two sounds are: 1 the same, 0 nothing in common; silence is like silence."""
    if _is_silent(one) and _is_silent(two):
        return 1.0
    whole = _power(one, one) * _power(two, two)
    return _power(one, two) / math.sqrt(whole) if whole else 0.0


def apart(one: Any, two: Any) -> float:
    """Get how far two pictures are apart: the mean of the cells of their worst block, 0 to 255."""
    columns, rows = _BLOCKS
    side: int = max(1, min(_CELLS, one.width // (columns * _PIXELS)))
    each = 3 * side  # the values of a block, in a row of cells
    sums = [0] * columns * rows
    pairs = zip(_cells(one, side), _cells(two, side), strict=True)
    for y, (upper, lower) in enumerate(pairs):
        differences = list(map(abs, map(sub, upper, lower)))
        for x in range(columns):
            sums[y // side * columns + x] += sum(differences[each * x : each * x + each])
    return max(sums) / (each * side)


def _cells(frame: Any, side: int) -> Iterator[bytes]:
    """Yield rows of the means of a picture's cells, in red, green and blue."""
    width, height = (side * count for count in _BLOCKS)
    small = frame.reformat(width, height, "rgb24", interpolation=Interpolation.AREA)
    data, stride = bytes(small.planes[0]), small.planes[0].line_size
    return (data[y * stride : y * stride + 3 * width] for y in range(height))


def _decoded(data: bytes, kind: str) -> Any:
    """Decode a picture, by the one decoder of its kind."""
    context: Any = av.CodecContext.create(kind[6:], "r")
    context.options = {"max_pixels": str(FRAME_SIZE[0] * FRAME_SIZE[1])}
    try:
        frames = (
            [*context.decode(av.Packet(data)), *context.decode(None)] if _is_plain(data) else []
        )
    except (av.error.FFmpegError, ValueError) as error:
        raise MediaError(tr("The picture in the page can't be read.")) from error
    if not frames or frames[0].format.name not in _OPAQUE:
        raise MediaError(tr("The picture in the page is not written as Cuenote writes it."))
    return frames[0]


def _is_plain(data: bytes) -> bool:
    """Whether a WebP is one picture and nothing else, or a PNG of the chunks that ours have."""
    if data.startswith(b"RIFF"):
        whole, size = (int.from_bytes(data[at : at + 4], "little") for at in (4, 16))
        return data[12:16] == b"VP8 " and len(data) == 8 + whole == 20 + size + size % 2
    at = len(_PNG)
    while at < len(data):
        if data[at + 4 : at + 8] not in _PNG_CHUNKS:
            return False
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return at == len(data)
