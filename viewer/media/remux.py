"""Remux a recording to Matroska while it is read, so that VLC can seek in it. No Qt, no vlc.

MPEG transport and program streams have no index. VLC seeks in them to an arbitrary packet, and
shows damaged pictures up to the next key frame. So VLC is given the file as Matroska from the key
frame before the target on: there it finds the key frame and leaves out what comes before the
target, as in any other file. Pictures are copied; sound is decoded, since several of its forms (AAC
in ADTS or LATM) cannot be put into Matroska as they are.

A `Remux` belongs to one thread at a time: VLC's reading thread. Times are counted from the start of
the recording, as in `decoder`, and do not change.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error

from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.decoder import Decoder, open_container, video_stream
from viewer.media.frame_worker import report_bug
from viewer.media.packets import add_copy_of

# How far VLC may read ahead; its option counts in KiB.
_READ_AHEAD_KIB = 2048
# VLC looks for the first key frame behind the target, then comes back to the first byte. It may be
# far: a frame so long behind the target is called one. Nothing is dropped before VLC has read so
# far beyond that one.
_LOOK_MS = 500
_LOOKED_BYTES = 4 * _READ_AHEAD_KIB * 1024
# Where times go back further than this, the recording was put together from several.
_SEAM_S = 10


class Remux:
    """One recording from one moment on, remuxed as it is read."""

    def __init__(self, path: Path, ms: int) -> None:
        """Begin at the last key frame at or before `ms`, or at the first one.

        Raises MediaError if that fails; VLC may play the file all the same.
        """
        self._path = path
        self._ms = ms
        self._made = _Made()
        self._at = 0
        self._ended = False
        self._looked_at: int | None = None  # the offset of what VLC looks for behind `ms`
        self._waiting: Any = None  # a packet of pictures to which more may belong
        self._last_dts = 0
        self._container = open_container(path)
        try:
            self._begin()
        except (av.error.FFmpegError, ValueError) as error:
            self.close()
            raise MediaError(tr("“{0}” can't be read: {1}.").format(path.name, error)) from error
        except MediaError:
            self.close()
            raise

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, at least one; none at the end."""
        while self._at >= self._made.end and not self._ended:
            self._make_more()
        data = self._made.part(self._at, size)
        self._at += len(data)
        if self._looked_at is not None and self._at > self._looked_at + _LOOKED_BYTES:
            self._made.drop_before(self._at)
        return data

    def seek(self, offset: int) -> bool:
        """Go to a byte; return False if it is no longer kept."""
        while offset > self._made.end and not self._ended:
            self._make_more()
        if not self._made.begin <= offset <= self._made.end:
            return False
        self._at = offset
        return True

    def close(self) -> None:
        """Close the files; no calls may follow."""
        self._packets: Iterator[Any] = iter(())
        self._container.close()

    def _begin(self) -> None:
        container = self._container
        video = self._video = video_stream(container)
        if video is None:
            raise MediaError(tr("“{0}” has no picture").format(self._path.name))
        sound = container.streams.best("audio", related=video)
        key = self._find_key([video, sound] if sound else [video])
        self._clock = _Clock(Fraction(int(container.start_time or 0), 1_000_000))
        self._first_s = self._clock.of(key)
        self._sound_s = self._first_s
        self._out = av.open(
            self._made, "w", format="matroska", options={"live": "1", "cluster_time_limit": "200"}
        )
        self._out_video = add_copy_of(self._out, video)
        if sound:
            self._out_sound = self._out.add_stream("pcm_s16le", rate=sound.rate)
            self._out_sound.layout = sound.layout
            self._resampler = self._new_resampler()
        if self._first_s > 0:
            # Times are counted from the first packet: let there be one at zero.
            self._mux(self._out_video, _packet_of(key, bytes(key)), Fraction(0))
        self._take(key)

    def _find_key(self, streams: list[Any]) -> Any:
        """Return the first key packet; the packets of `streams` after it come next."""
        decoder = Decoder(self._container, self._video, 1)
        back_ms = 0
        while True:
            decoder.seek(self._ms - back_ms)
            self._packets = self._container.demux(streams)
            for packet in self._packets:
                if packet.stream is not self._video or packet.pts is None:
                    continue
                is_after = decoder.time_ms(packet.pts) > self._ms
                if packet.is_keyframe and (decoder.at_start or not is_after):
                    return packet
                if is_after and not decoder.at_start:
                    break
            if decoder.at_start:
                raise MediaError(tr("No frame of “{0}” can be decoded").format(self._path.name))
            back_ms = max(500, 2 * back_ms)

    def _make_more(self) -> None:
        try:
            packet = next(self._packets, None)
        except (av.error.FFmpegError, OSError):
            packet = None  # cut off: what was read is what there is
        if packet is not None:
            self._take(packet)
            return
        self._put_pictures()
        self._ended = True
        self._out.close()

    def _take(self, packet: Any) -> None:
        if packet.stream is not self._video:
            self._take_sound(packet)
        elif packet.pts is not None:
            self._put_pictures()
            self._waiting = packet
        elif packet.size and self._waiting is not None:
            # The second field of a picture, or one of several pictures under one time.
            self._waiting = _packet_of(self._waiting, bytes(self._waiting) + bytes(packet))

    def _put_pictures(self) -> None:
        packet, self._waiting = self._waiting, None
        if packet is None:
            return
        at_s = self._clock.of(packet)
        if at_s < self._first_s:
            return  # made from what comes before the key frame, and shown before it
        packet = _packet_of(packet, bytes(packet))
        if self._looked_at is None and at_s * 1000 > self._ms + _LOOK_MS:
            self._looked_at = self._made.end
            packet.is_keyframe = True
        self._mux(self._out_video, packet, at_s)

    def _take_sound(self, packet: Any) -> None:
        if packet.pts is not None:
            self._sound_s = self._clock.of(packet)
        try:
            frames = packet.decode()
        except (av.error.FFmpegError, ValueError):
            return  # damaged: what follows may be whole
        for frame in frames:
            at_s = self._sound_s
            self._sound_s += Fraction(frame.samples, frame.sample_rate)
            if at_s < self._first_s:
                continue
            frame.time_base = Fraction(1, frame.sample_rate)
            frame.pts = round(at_s * frame.sample_rate)
            try:
                samples = self._resampler.resample(frame)
            except ValueError:
                # From stereo to surround, or the like.
                self._resampler = self._new_resampler()
                samples = self._resampler.resample(frame)
            for each in samples:
                for made in self._out_sound.encode(each):
                    self._out.mux(made)

    def _new_resampler(self) -> Any:
        context = self._out_sound.codec_context
        return av.AudioResampler("s16", context.layout, context.sample_rate)

    def _mux(self, stream: Any, packet: Any, at_s: Fraction) -> None:
        lag = packet.pts - packet.dts if packet.dts is not None else 0
        packet.stream = stream
        packet.pts = round(at_s / packet.time_base)
        # Matroska keeps no decoding times, but the muxer wants them in order.
        packet.dts = self._last_dts = min(packet.pts, max(self._last_dts, packet.pts - lag))
        with suppress(av.error.FFmpegError):  # damaged: what follows may be whole
            self._out.mux(packet)


class _Made:
    """The output bytes that are still kept: [begin, end)."""

    def __init__(self) -> None:
        self.begin = 0
        self._data = bytearray()

    @property
    def end(self) -> int:
        return self.begin + len(self._data)

    def write(self, data: bytes) -> int:
        self._data += data
        return len(data)

    def part(self, offset: int, size: int) -> bytes:
        at = offset - self.begin
        return bytes(self._data[at : at + size])

    def drop_before(self, offset: int) -> None:
        del self._data[: offset - self.begin]
        self.begin = offset


class _Clock:
    """Packet times in s from the start, made continuous across seams of the recording."""

    def __init__(self, start_s: Fraction) -> None:
        self._shifts = [-start_s]  # one for each part of the recording
        self._parts: dict[int, int] = {}  # by stream: seams come to each at its own time
        self._last: dict[int, Fraction] = {}

    def of(self, packet: Any) -> Fraction:
        stream = packet.stream_index
        part = self._parts.get(stream, 0)
        written_s: Fraction = packet.pts * packet.time_base
        at_s = written_s + self._shifts[part]
        last_s = self._last.get(stream, at_s)
        if last_s - at_s > _SEAM_S:
            part = self._parts[stream] = part + 1
            if part == len(self._shifts):
                self._shifts.append(last_s - written_s)
            at_s = written_s + self._shifts[part]
        self._last[stream] = at_s
        return at_s


def _packet_of(like: Any, data: bytes) -> Any:
    packet = av.Packet(data)
    packet.time_base = like.time_base
    packet.pts, packet.dts, packet.duration = like.pts, like.dts, like.duration
    packet.is_keyframe = like.is_keyframe
    return packet


class Feed:
    """Lets VLC read a recording through callbacks; it must live until its player has stopped."""

    def __init__(self, source: Remux) -> None:
        self._source = source
        # libvlc keeps no reference to them.
        self._callbacks: tuple[Any, ...] = (
            _OPEN(self._open),
            _READ(self._read),
            _SEEK(self._seek),
            _CLOSE(lambda _opaque: None),
        )

    def media(self, vlc: Any, instance: Any) -> Any:
        """Make a media of the binding `vlc` that reads from this."""
        # Not by the binding: it takes the callbacks for plain pointers.
        new = vlc.dll["libvlc_media_new_callbacks"]
        new.restype = _P
        new.argtypes = [_P, *map(type, self._callbacks), _P]
        media = vlc.Media(new(instance._as_parameter_, *self._callbacks, None))
        media.add_option(":demux=avformat")
        media.add_option(f":prefetch-buffer-size={_READ_AHEAD_KIB}")
        return media

    def close(self) -> None:
        """Close the recording; VLC must have stopped."""
        self._callbacks = ()
        self._source.close()

    # On VLC's threads, one call at a time

    def _open(self, _opaque: Any, _data: Any, size: Any) -> int:
        size[0] = _UNKNOWN
        return 0

    def _read(self, _opaque: Any, buffer: int, size: int) -> int:
        try:
            data = self._source.read(size)
        except Exception:  # noqa: BLE001 (a bug is reported; to VLC it is a file that cannot be read)
            report_bug()
            return -1
        ctypes.memmove(buffer, data, len(data))
        return len(data)

    def _seek(self, _opaque: Any, offset: int) -> int:
        try:
            return 0 if self._source.seek(offset) else -1
        except Exception:  # noqa: BLE001 (as above)
            report_bug()
            return -1


_UNKNOWN = (1 << 64) - 1
_P = ctypes.c_void_p
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.POINTER(_P), ctypes.POINTER(ctypes.c_uint64))
_READ = ctypes.CFUNCTYPE(ctypes.c_ssize_t, _P, _P, ctypes.c_size_t)
_SEEK = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.c_uint64)
_CLOSE = ctypes.CFUNCTYPE(None, _P)
