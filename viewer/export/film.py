"""Cut clips out of videos, exact to the frame: one claim, a range, or a reel of them.

A part begins with the first frame at or after its start, or if that is more than 250 ms later, as
with slides, with the frame shown at its start. It ends before the first frame at or after its end.
Video and audio are re-encoded (H.264 and AAC, or VP9 and Opus); the audio begins with the sample of
the first frame. Parts of several videos are fitted into the first one's frame size. No Qt; takes as
long as encoding does: not for the GUI thread.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import av
import av.error
import av.filter

from viewer.base.errors import Cancelled, MediaError
from viewer.base.translation import comma_list, tr
from viewer.export.new_file import is_of_disk
from viewer.export.sound import CHANNELS, SAMPLE_RATE, SoundReader, has_sound
from viewer.media.decoder import Decoder, open_container, video_stream
from viewer.media.frames import FrameFile
from viewer.media.picture_file import draw_marks
from viewer.media.pictures import HELD_MS, never
from viewer.media.transcript import Cue
from viewer.notes.region import Region

_TICKS = 90_000  # of a second, in which frames of any rate are placed
CARD_S = 2
_CARD_RATE = 25
_FURTHER_MS = 10_000
_USUAL_SIZE = (1280, 720)
# By the suffix of the file: the encoders of picture and sound, and their options.
_ENCODERS: dict[str, tuple[str, str, dict[str, str]]] = {
    ".mp4": ("libx264", "aac", {"preset": "veryfast", "crf": "20"}),
    ".mkv": ("libx264", "aac", {"preset": "veryfast", "crf": "20"}),
    ".webm": (
        "libvpx-vp9",
        "libopus",
        {"deadline": "good", "cpu-used": "5", "crf": "32", "b": "0", "row-mt": "1"},
    ),
    ".m4a": ("", "aac", {}),  # sound alone
}
SUFFIXES = tuple(_ENCODERS)


class FilmOverlay(NamedTuple):
    """An overlay of the video: RGBA, 8 bits each, of the video's size."""

    width: int
    height: int
    pixels: bytes


class FilmPart(NamedTuple):
    """From `start_ms` to `end_ms` of a video, half-open."""

    path: Path
    start_ms: int
    end_ms: int
    captions: Sequence[Cue] = ()  # burnt in; times are of the video
    # What is shown on a card before it; empty: no card.
    card: str = ""
    # What is marked in its picture all the time.
    regions: Sequence[Region] = ()
    # What its chapter is called; empty: it has none.
    title: str = ""


Painter = Callable[[str, int, int, bool], FilmOverlay]
"""Paints words for a film of a width and a height; the last says whether they fill a card."""


def write_film(
    parts: Sequence[FilmPart],
    target: Path,
    *,
    most_lines: int = 0,
    paint: Painter | None = None,
    metadata: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] = lambda done_ms, all_ms: None,
    cancelled: Callable[[], bool] = never,
) -> None:
    """Write the parts one after the other to `target`, whose suffix is one of `SUFFIXES`.

    The video has at most `most_lines` lines, or with 0 as many as the first one. Without `paint`
    neither captions nor cards are shown. Several parts with titles become chapters. There is an
    audio track if one of the videos has audio. Raises MediaError, Cancelled, and OSError of the
    disk.
    """
    if target.suffix.casefold() not in _ENCODERS:
        raise MediaError(
            tr("Videos can't be saved as “{0}”.").format(target.suffix),
            tr("Use {0}.").format(comma_list(SUFFIXES)),
        )
    if not parts:
        raise MediaError(tr("Nothing to export: no timestamp can be played."))
    try:
        _Film(target, parts, most_lines, paint, progress, cancelled).write(metadata or {})
    except (av.error.FFmpegError, ValueError) as error:
        if is_of_disk(error):
            raise
        raise MediaError(tr("“{0}” can't be saved: {1}.").format(target.name, error)) from error


def size_of(path: Path) -> tuple[int, int] | None:
    """Return the width and height at which a video is shown; None if it is audio only."""
    with closing(open_container(path)) as container:
        stream = video_stream(container)
        return _shown_size(container, stream) if stream is not None else None


def _shown_size(container: Any, stream: Any) -> tuple[int, int]:
    decoder = Decoder(container, stream, 1)
    decoder.seek(0)
    got = decoder.next(0, never)
    if got is None:
        raise MediaError(tr("No frame of the video can be read."))
    return _fitting(got[1], stream)


def _fitting(frame: Any, stream: Any) -> tuple[int, int]:
    aspect = stream.sample_aspect_ratio or Fraction(1)
    return max(1, round(frame.width * aspect)), frame.height


class _Film:
    def __init__(
        self,
        target: Path,
        parts: Sequence[FilmPart],
        most_lines: int,
        paint: Painter | None,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._target, self._parts, self._paint = target, parts, paint
        self._progress, self._cancelled = progress, cancelled
        self._all_ms = sum(part.end_ms - part.start_ms for part in parts)
        self._done_ms = 0
        self._size: tuple[int, int] | None = None  # of sound alone it has none
        if _ENCODERS[target.suffix.casefold()][0]:
            sizes = map(size_of, dict.fromkeys(part.path for part in parts))
            size = next((each for each in sizes if each is not None), None)
            if size is None and paint is not None and any(part.card for part in parts):
                size = _USUAL_SIZE
            self._size = _limited(size, most_lines) if size is not None else None
        self._out: Any = None
        self._video: Any = None
        self._audio: Any = None
        # How much is written, in seconds of the video, and in samples of its sound.
        self._at = Fraction(0)
        self._samples = 0
        self._chapters: list[tuple[Fraction, str]] = []  # where each begins
        self._waiting: tuple[Any, int] | None = None  # the frame that is written next, and its pts
        self._lengths: dict[int, int] = {}  # of frames, by their pts; all in ticks
        self._last: Any = None  # the packet that is written next
        self._first_dts = 0

    def write(self, metadata: Mapping[str, str]) -> None:
        codec, sound_codec, options = _ENCODERS[self._target.suffix.casefold()]
        movie = {"movflags": "+faststart"} if self._target.suffix == ".mp4" else {}
        with av.open(self._target, "w", options=movie) as out:
            self._out = out
            out.metadata.update(metadata)
            if self._size is not None:
                self._video = out.add_stream(codec, rate=30, options=dict(options))
                self._video.width, self._video.height = self._size
                self._video.pix_fmt = "yuv420p"
                self._video.codec_context.time_base = Fraction(1, _TICKS)
                self._video.codec_context.thread_type = "FRAME"  # PyAV cuts frames into slices
            if self._video is None or any(map(has_sound, {part.path for part in self._parts})):
                self._audio = out.add_stream(sound_codec, rate=SAMPLE_RATE)
                self._audio.layout = "stereo"
                self._audio.bit_rate = 128_000
            for part in self._parts:
                if part.title:
                    self._chapters.append((self._at, part.title))
                if part.card and self._paint is not None:
                    self._write_card(part.card)
                self._write_part(part)
                self._done_ms += part.end_ms - part.start_ms
                self._progress(self._done_ms, self._all_ms)
            if self._video is not None:
                self._end_video()
            if self._audio is not None:
                out.mux(self._audio.encode(None))
            if len(self._parts) > 1 and self._chapters:
                ends = [start for start, _ in self._chapters[1:]] + [self._at]
                spans = zip(self._chapters, ends, strict=True)
                # Now that it is known where they begin; they are written with the end of the file.
                out.set_chapters([_chapter(start, end, title) for (start, title), end in spans])

    # ------------------------------------------------------------------ parts

    def _write_card(self, words: str) -> None:
        assert self._paint is not None
        if self._size is None:
            return
        picture = _frame_of(self._paint(words, *self._size, True)).reformat(format="yuv420p")
        for number in range(CARD_S * _CARD_RATE):
            self._encode(picture, self._at + Fraction(number, _CARD_RATE))
        self._at += CARD_S
        count = round(self._at * SAMPLE_RATE) - self._samples
        self._put_samples([bytes(4 * count)] * CHANNELS)

    def _write_part(self, part: FilmPart) -> None:
        opened = open_container(part.path)
        with closing(opened) as container, closing(SoundReader(part.path)) as sound:
            stream = video_stream(container)
            if stream is None or self._video is None:
                self._write_sound(part, sound)
            else:
                self._write_frames(part, container, stream, sound)

    def _write_sound(self, part: FilmPart, sound: SoundReader) -> None:
        """Write an audio-only part; among parts with a picture it is black."""
        length = Fraction(part.end_ms - part.start_ms, 1000)
        sound.begin(Fraction(part.start_ms, 1000), length)
        if self._video is not None:
            black = av.VideoFrame(*self._size or _USUAL_SIZE, "yuv420p")
            for plane, value in zip(black.planes, (16, 128, 128), strict=True):
                plane.update(bytes((value,)) * plane.buffer_size)
            for second in range(-(-length.numerator // length.denominator)):
                self._encode(black, self._at + second)
        self._put_sound(sound, self._at, length)
        self._at += length

    def _write_frames(
        self, part: FilmPart, container: Any, stream: Any, sound: SoundReader
    ) -> None:
        start = Fraction(int(container.start_time or 0), 1_000_000)
        frames = _frames_from(container, stream, part, self._cancelled)
        first: Fraction | None = None
        length = last = Fraction(0)
        assert self._size is not None
        fitter = _Fitter(self._size, stream)
        sounded = Fraction(0)
        for time_ms, frame in frames:
            time = frame.pts * stream.time_base - start
            if first is None:
                first = time
                sound.begin(first, Fraction(part.end_ms, 1000) - first + 1)
            if time_ms >= part.end_ms:
                is_held = time_ms > part.end_ms + HELD_MS
                length = (Fraction(part.end_ms, 1000) if is_held else time) - first
                break
            text = next((c.text for c in part.captions if c.start_ms <= time_ms < c.end_ms), "")
            over = None
            if text and self._paint is not None:
                over = self._paint(text, *self._size, False)
            fitted = fitter.fit(frame, text, over, part.regions)
            self._encode(fitted, self._at + time - first)
            length = max(length, time - first + (time - first - last))
            last = time - first
            if last - sounded >= 1:
                self._put_sound(sound, self._at + sounded, last - sounded)
                sounded = last
                self._progress(self._done_ms + int(last * 1000), self._all_ms)
        else:
            if first is not None and stream.average_rate:
                length = last + 1 / Fraction(stream.average_rate)  # of the last frame of the video
        if first is None:
            raise MediaError(tr("No frame of “{0}” can be decoded").format(part.path.name))
        self._put_sound(sound, self._at + sounded, length - sounded)
        self._at += length

    # ------------------------------------------------------------------ what is written

    def _encode(self, frame: Any, at: Fraction) -> None:
        """Take the next frame; it is written once its duration is known."""
        if self._cancelled():
            raise Cancelled
        self._write_waiting(at)
        self._waiting = frame, round(at * _TICKS)

    def _write_waiting(self, until: Fraction) -> None:
        if self._waiting is None:
            return
        (frame, pts), self._waiting = self._waiting, None
        frame.pts, frame.time_base = pts, Fraction(1, _TICKS)
        frame.pict_type = 0  # the encoder decides what is a key frame
        self._lengths[pts] = round(until * _TICKS) - pts
        self._put_video(self._video.encode(frame))

    def _put_video(self, packets: Iterable[Any]) -> None:
        """Write all packets but the last, which `_end_video` writes."""
        for packet in packets:
            # Else the last one of the file would be as long as one of the rate that was named.
            packet.duration = self._lengths.pop(packet.pts, 0)
            if self._last is None:
                self._first_dts = packet.dts
            else:
                self._out.mux(self._last)
            self._last = packet

    def _end_video(self) -> None:
        self._write_waiting(self._at)
        self._put_video(self._video.encode(None))
        if self._last is None:
            return
        if self._target.suffix.casefold() == ".mp4":
            # There a track lasts from the first packet that is decoded to the end of the last.
            sum_ = self._last.dts - self._first_dts
            self._last.duration = max(1, round(self._at * _TICKS) - sum_)
        self._out.mux(self._last)

    def _put_sound(self, sound: SoundReader, at: Fraction, length: Fraction) -> None:
        count = round((at + length) * SAMPLE_RATE) - self._samples
        if count > 0:
            self._put_samples(sound.read(count))

    def _put_samples(self, planes: Sequence[bytes]) -> None:
        if self._audio is None:
            return
        for begin in range(0, len(planes[0]), 4 * SAMPLE_RATE):
            pieces = [plane[begin : begin + 4 * SAMPLE_RATE] for plane in planes]
            frame = av.AudioFrame(format="fltp", layout="stereo", samples=len(pieces[0]) // 4)
            for plane, piece in zip(frame.planes, pieces, strict=True):
                plane.update(piece + bytes(plane.buffer_size - len(piece)))
            frame.sample_rate = SAMPLE_RATE
            frame.pts, frame.time_base = self._samples, Fraction(1, SAMPLE_RATE)
            self._samples += frame.samples
            self._out.mux(self._audio.encode(frame))


def _chapter(start: Fraction, end: Fraction, title: str) -> Any:
    ms = round(start * 1000)
    base = Fraction(1, 1000)
    return {
        "id": ms + 1,
        "start": ms,
        "end": round(end * 1000),
        "time_base": base,
        "metadata": {"title": title},
    }


def _limited(size: tuple[int, int], most_lines: int) -> tuple[int, int]:
    """Limit a size, and make it even, as the encoders need."""
    width, height = size
    if most_lines and height > most_lines:
        width, height = round(width * most_lines / height), most_lines
    return max(2, width // 2 * 2), max(2, height // 2 * 2)


def _frames_from(
    container: Any, stream: Any, part: FilmPart, cancelled: Callable[[], bool]
) -> Iterator[tuple[int, Any]]:
    """Yield the frames of a part, with their times in ms; a held one counts from its start."""
    decoder = Decoder(container, stream, os.cpu_count() or 1)
    got = _first(decoder, part.start_ms, cancelled)
    # It begins with the frame before its first, held at its start, where that one comes late.
    if got is not None and got[0] > min(part.start_ms + HELD_MS, part.end_ms - 1):
        with closing(FrameFile(part.path)) as file:
            got = _first(decoder, file.step(got[0], -1).time_ms, cancelled)
    # A held one, or the first of the video if that comes after the part.
    if got is not None and not part.start_ms <= got[0] < part.end_ms:
        got = part.start_ms, got[1]
        got[1].pts = decoder.pts(part.start_ms)
    while got is not None:
        yield got
        got = decoder.next(part.start_ms, cancelled)


def _first(
    decoder: Decoder, start_ms: int, cancelled: Callable[[], bool]
) -> tuple[int, Any] | None:
    back_ms = 0
    while True:
        decoder.seek(max(0, start_ms - back_ms))
        got = decoder.next(start_ms, cancelled)
        # Some indexes lead to a key frame behind the moment.
        if decoder.at_start or (got is not None and got[0] <= start_ms):
            break
        back_ms = 2 * back_ms + _FURTHER_MS
    while got is not None and got[0] < start_ms:
        got = decoder.next(start_ms, cancelled)
    return got


def _frame_of(picture: FilmOverlay) -> Any:
    return av.VideoFrame.from_bytes(picture.pixels, picture.width, picture.height, "rgba")


def _marked(
    over: FilmOverlay | None,
    size: tuple[int, int],
    inner: tuple[int, int],
    regions: Sequence[Region],
) -> FilmOverlay:
    """Return the overlay of a clip with the regions of the picture in its middle."""
    width, height = size
    pixels = bytearray(over.pixels if over is not None else bytes(4 * width * height))
    left, top = (width - inner[0]) // 2, (height - inner[1]) // 2
    draw_marks(pixels, 4 * width, (left, top, *inner), regions)
    return FilmOverlay(width, height, bytes(pixels))


class _Fitter:
    """Fits frames into the clip's size with bars, and draws captions and marks."""

    def __init__(self, size: tuple[int, int], stream: Any) -> None:
        self._size, self._stream = size, stream
        self._nodes: tuple[Any, Any, Any] = (None, None, None)
        self._key: tuple[object, ...] = ()

    def fit(
        self, frame: Any, text: str, over: FilmOverlay | None, regions: Sequence[Region] = ()
    ) -> Any:
        key = (frame.width, frame.height, frame.format.name, text)
        if key != self._key:
            self._key, self._nodes = key, self._make(frame, over, regions)
        _, source, sink = self._nodes
        source.push(frame)
        return sink.pull()

    def _make(
        self, frame: Any, over: FilmOverlay | None, regions: Sequence[Region]
    ) -> tuple[Any, Any, Any]:
        """Return a filter graph (its nodes do not keep it alive), and its input and output."""
        width, height = self._size
        own_width, own_height = _fitting(frame, self._stream)
        scale = min(Fraction(width, own_width), Fraction(height, own_height))
        inner = [max(2, round(side * scale) // 2 * 2) for side in (own_width, own_height)]
        inner = [min(inner[0], width), min(inner[1], height)]
        if regions:
            over = _marked(over, self._size, (inner[0], inner[1]), regions)
        graph = av.filter.Graph()
        source = last = graph.add_buffer(
            width=frame.width,
            height=frame.height,
            format=frame.format,
            time_base=self._stream.time_base,
        )
        for name, arguments in (
            ("scale", f"{inner[0]}:{inner[1]}:flags=bicubic"),
            ("pad", f"{width}:{height}:(ow-iw)/2:(oh-ih)/2"),
            ("setsar", "1"),
        ):
            node = graph.add(name, arguments)
            last.link_to(node)
            last = node
        laid = None
        if over is not None:
            laid = graph.add_buffer(
                width=over.width,
                height=over.height,
                format=av.VideoFormat("rgba"),
                time_base=Fraction(1, _TICKS),
            )
            node = graph.add("overlay", "0:0:eof_action=repeat")
            last.link_to(node, 0, 0)
            laid.link_to(node, 0, 1)
            last = node
        node = graph.add("format", "yuv420p")
        last.link_to(node)
        sink = graph.add("buffersink")
        node.link_to(sink)
        graph.configure()
        if laid is not None and over is not None:
            picture = _frame_of(over)
            picture.pts, picture.time_base = 0, Fraction(1, _TICKS)
            laid.push(picture)
            laid.push(None)  # it stays
        return graph, source, sink
