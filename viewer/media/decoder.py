"""Open a video file with PyAV, seek, and decode frames in order. No Qt.

A `Decoder` belongs to one thread at a time. The time of a frame is its presentation time from
the start of the file, rounded up to the millisecond.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error
import av.filter

from viewer.base.errors import Cancelled, MediaError, cant_read, why
from viewer.base.translation import tr
from viewer.media.media import Stream

# What FFmpeg would "play" as a video, and nobody else would: text, pictures, lists of files.
_NOT_VIDEO = (
    *("tty", "bin", "xbin", "adf", "idf", "image2", "concat", "ffmetadata"),
    *("srt", "ass", "webvtt", "lrc", "subviewer", "microdvd", "hls", "dash", "sdp"),
)

# What recordings are kept in; without an index, VLC cannot seek to a key frame.
_NOT_INDEXED = frozenset({"mpegts", "mpeg"})

_SAYS_WHEN_IT_ENDS = frozenset({"matroska,webm", "asf", "nut"})

_LAST_PTS = (1 << 62) - 1  # FFmpeg counts in 64 bits

# So little ahead is decoded sooner than sought.
_NEAR_MS = 500

# Decoders that can be told between two packets what to leave out; others are told once for all.
_CAN_SKIP = frozenset({"h264", "hevc", "mpeg4", "mpeg2video"})

_TURNS = {90: "transpose=cclock", -90: "transpose=clock", 180: "hflip,vflip", -180: "hflip,vflip"}


def open_container(place: Path | Stream) -> Any:
    """Open a file or a stream for reading; raises MediaError with a message if it is no video."""
    return _open_stream(place) if isinstance(place, Stream) else _open_file(place)


def length_of(container: Any) -> int | None:
    """Return the length that an open file states, from its first moment on, in ms, or None.

    If its times begin late, some containers state when it ends; some programs write the length.
    """
    length, start = int(container.duration or 0), int(container.start_time or 0)
    if container.format.name in _SAYS_WHEN_IT_ENDS and 0 < start < length:
        length -= start
    return length // 1000 or None


def duration_of(path: Path) -> int | None:
    """Read the length that a file states, as in `length_of`. Raises MediaError."""
    with open_container(path) as container:
        return length_of(container)


def has_picture(path: Path) -> bool:
    """Return whether a file has a video track; False if unreadable."""
    try:
        with open_container(path) as container:
            return video_stream(container) is not None
    except MediaError:
        return False


def _open_stream(stream: Stream) -> Any:
    try:
        # It leads to our own proxy, and what it gives must not lead anywhere else.
        # The system's proxy is not used for addresses on this computer.
        options = {"protocol_whitelist": "http,tcp", "multiple_requests": "1", "http_proxy": ""}
        is_list = stream.url.endswith(".m3u8")
        container = av.open(stream.url, format="hls" if is_list else None, options=options)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise MediaError(
            tr("“{0}” can't be streamed ({1})").format(stream.name, why(error)),
            tr("Try again later, or open the video in the browser."),
        ) from error
    # A playlist of ours is one; what a site calls a video may be another.
    if not is_list and _is_no_video(container):
        container.close()
        raise MediaError(tr("“{0}” is not a video.").format(stream.name))
    return container


def _is_no_video(container: Any) -> bool:
    formats = container.format.name.split(",")
    return any(format_.endswith("_pipe") or format_ in _NOT_VIDEO for format_ in formats)


def _open_file(path: Path) -> Any:
    name = path.name
    unlike = MediaError(tr("“{0}” is not a video.").format(name), tr("Choose another file."))
    try:
        if not path.exists():
            raise MediaError(tr("“{0}” no longer exists.").format(name), str(path))
        if not path.is_file():
            # A pipe or a device could keep us waiting for ever.
            raise unlike
        with path.open("rb") as file:
            if not file.read(1):
                raise MediaError(
                    tr("“{0}” is empty.").format(name), tr("Download or copy it again.")
                )
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    try:
        # A playlist in a video's clothes must not reach out to the network.
        container = av.open(f"file:{path}", options={"protocol_whitelist": "file"})
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise _why_not(path, error, unlike) from error
    if _is_no_video(container):
        container.close()
        raise unlike
    return container


def is_indexed(container: Any) -> bool:
    """Return whether a player that seeks in it ends up at a key frame."""
    return container.format.name not in _NOT_INDEXED


def video_stream(container: Any) -> Any | None:
    """Return the video stream, or None; an album cover does not count."""
    for stream in container.streams.video:
        if not stream.disposition & av.stream.Disposition.attached_pic:
            if stream.codec_context is None or not stream.codec_context.width:
                continue
            return stream
    return None


def _why_not(path: Path, error: Exception, unlike: MediaError) -> MediaError:
    with path.open("rb") as file:
        head = file.read(4096)
    if head[4:8] in (b"ftyp", b"moov", b"mdat") or head[:4] == b"\x1aE\xdf\xa3":
        words = tr("“{0}” is damaged or incomplete, perhaps after an interrupted download")
        return MediaError(words.format(path.name), tr("Download or copy it again."))
    return unlike if b"\0" not in head else unreadable(path, error)


def unreadable(path: Path, error: Exception) -> MediaError:
    """Return what is said of a file that cannot be read."""
    words = cant_read(path.name, error)
    if isinstance(error, PermissionError):
        return MediaError(words, tr("Check the permissions of {0}.").format(path))
    return MediaError(words, tr("Choose another file."))


class Decoder:
    """The frames of one stream in order, upright."""

    def __init__(self, container: Any, stream: Any, threads: int) -> None:
        self._container = container
        self._stream = stream
        self._context = stream.codec_context
        self._context.thread_type = "FRAME"
        self._context.thread_count = threads
        # A time in ms is (timestamp × ticks − start) ÷ ms, in whole numbers: it is asked for twice
        # a frame, and Fractions cost a tenth of a small frame's decoding.
        tick: Fraction = stream.time_base * 1_000_000
        self._ticks = tick.numerator
        self._per_ms = 1000 * tick.denominator
        self._start = int(container.start_time or 0) * tick.denominator
        self._has_index = len(stream.index_entries) >= stream.frames > 0
        self._packets: Iterator[Any] = iter(())
        self._ready: deque[av.VideoFrame] = deque()
        self._key_pts: int | None = None  # the first key frame after a seek
        self._can_skip = self._context.name in _CAN_SKIP
        self._skipping = False
        self._turner: _Turner | None = None
        self._ended = True
        # The current position. Times in ms; -1 before the first frame.
        self.at_ms = -1  # the last frame that came out since the last seek
        self.at_start = False  # whether the last seek went to the start of the file
        self.packet_ms = -1  # the latest packet that went in since the last seek
        self.skipped_ms = -1  # frames up to here may have been left out

    def close(self) -> None:
        """Free the decoder, and close the file."""
        self._packets = iter(())
        self._ready.clear()
        self._turner = None
        self._container.close()

    def time_ms(self, pts: int) -> int:
        """Return when a frame is shown, rounded up."""
        return -((self._start - pts * self._ticks) // self._per_ms)

    def pts(self, ms: int) -> int:
        """Return the latest timestamp of the stream that is not after `ms`, as far as they go."""
        return min((ms * self._per_ms + self._start) // self._ticks, _LAST_PTS)

    def leads_to(self, ms: int) -> bool:
        """Return whether decoding on reaches every frame from `ms` on sooner than seeking would."""
        if self._ended or self.at_ms < 0 or ms <= max(self.at_ms, self.skipped_ms):
            return False
        if ms - self.at_ms <= _NEAR_MS:
            return True
        if not self._has_index:
            return False
        index = self._stream.index_entries
        key = index.search_timestamp(self.pts(ms), backward=True)
        return bool(key >= 0 and index[key].timestamp <= self.pts(self.at_ms))

    def seek(self, ms: int) -> None:
        """Seek to the key frame before `ms`, or the start of the file for 0 and below.

        The first frame may still be after `ms` (the index uses decoding order): check `at_start`
        and seek further back.
        """
        self._ready.clear()
        self.at_ms = self.packet_ms = self.skipped_ms = -1
        self.at_start = ms <= 0
        self._key_pts = None
        self._ended = False
        pts = self.pts(ms)
        if self.at_start:
            # Where there is no index it is decoding times that count, and these are earlier.
            first = min(self._stream.start_time or 0, 0)
            pts = first - math.ceil(10 / self._stream.time_base)
        try:
            self._container.seek(pts, stream=self._stream, backward=not self.at_start)
        except av.error.FFmpegError as error:
            if not self.at_start:
                self._ended = True  # nothing comes: further back, then
            else:
                try:  # a stream in pieces takes no time before its start
                    self._container.seek(first, stream=self._stream)
                except av.error.FFmpegError:
                    raise MediaError(tr("No frame of the video can be read.")) from error
        self._packets = self._container.demux(self._stream)

    def next(self, keep_ms: int, cancelled: Callable[[], bool]) -> tuple[int, Any] | None:
        """Return the time of the next frame and the frame; None at the end.

        Frames before `keep_ms` may be skipped. Raises Cancelled if `cancelled` returns True.
        """
        while True:
            while self._ready:
                frame = self._ready.popleft()
                if frame.pts is None:
                    continue
                # After a seek these refer to frames that were never read.
                if self._key_pts is not None and frame.pts < self._key_pts:
                    continue
                time_ms = self.time_ms(frame.pts)
                if time_ms <= self.at_ms:
                    continue
                self.at_ms = time_ms
                return time_ms, self._upright(frame)
            if cancelled():
                raise Cancelled
            packet = None if self._ended else self._read()
            if packet is None:
                self._ended = True
                return None
            self._put(packet, keep_ms)

    def key_packet(self) -> Any | None:
        """Return the first packet after a seek, not read by `next`; None at the end."""
        packet = None if self._ended else self._read()
        self._ended = True
        return packet

    def picture_of(self, packet: Any) -> tuple[int, Any] | None:
        """Decode a key packet on its own, without waiting for those after it."""
        with suppress(av.error.FFmpegError, ValueError):
            for frame in [*self._context.decode(packet), *self._context.decode(None)]:
                if frame.pts is not None:
                    return self.time_ms(frame.pts), self._upright(frame)
        return None

    @property
    def turned(self) -> bool:
        """Return whether turning frames upright swaps width and height; after the first."""
        return self._turner is not None and self._turner.swaps

    def _read(self) -> Any | None:
        try:
            return next(self._packets, None)
        except (av.error.FFmpegError, OSError):
            return None  # cut off: what was read is what there is

    def _put(self, packet: Any, keep_ms: int) -> None:
        if packet.pts is not None:
            time_ms = self.time_ms(packet.pts)
            self.packet_ms = max(self.packet_ms, time_ms)
            skip = self._can_skip and time_ms < keep_ms
            if skip:
                self.skipped_ms = max(self.skipped_ms, time_ms)
            if skip != self._skipping:
                # Frames that no other refers to need no decoding to get past them.
                self._context.skip_frame = "NONREF" if skip else "DEFAULT"
                self._skipping = skip
            if self._key_pts is None and packet.is_keyframe and not self.at_start:
                self._key_pts = packet.pts
        with suppress(av.error.FFmpegError, ValueError):  # one is damaged, others may be whole
            self._ready.extend(packet.decode())

    def _upright(self, frame: Any) -> Any:
        turn = round(frame.rotation)
        if turn not in _TURNS:
            return frame
        if self._turner is None:
            self._turner = _Turner(frame, _TURNS[turn])
        return self._turner.turn(frame)


class _Turner:
    """Turns the frames of a camera held sideways, as VLC does."""

    def __init__(self, frame: Any, filters: str) -> None:
        self.swaps = filters.startswith("transpose")
        self._graph = av.filter.Graph()
        last = self._graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, 1000)
        )
        for text in filters.split(","):
            name, _, arguments = text.partition("=")
            node = self._graph.add(name, arguments)
            last.link_to(node)
            last = node
        last.link_to(self._graph.add("buffersink"))
        self._graph.configure()

    def turn(self, frame: Any) -> Any:
        self._graph.push(frame)
        return self._graph.pull()
