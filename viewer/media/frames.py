"""Exact frames of a video file, decoded with PyAV. No Qt.

VLC cannot say which frame it shows, and paused it stops a few frames early; here every frame has
its time. The time of a frame is its presentation time from the start of the file, rounded up to
the millisecond, so that seeking to the time of a frame brings that frame.

`FrameFile` belongs to one thread at a time. Decoding is the expensive part, so it avoids it where
possible: it continues from where it is if that is shorter than seeking, skips frames before the
target that no other frame refers to, and caches the frames on the way.
"""

from __future__ import annotations

import math
import zlib
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error
from av.video.reformatter import Interpolation, VideoReformatter

from viewer.base.errors import Cancelled, MediaError
from viewer.base.translation import tr
from viewer.media.decoder import Decoder, is_indexed, length_of, open_container, video_stream
from viewer.media.media import Stream, stamp_of
from viewer.media.pictures import HELD_MS, Canvas, Digest, Picture, Still, never

# A second thread helps with large pictures only; with small ones it just costs.
_LARGE_PIXELS = 1280 * 720
_CACHE_BYTES = 64 << 20
_PREVIEWS = 128
# More than so many take too long by the better way: 30 a second should leave time to spare.
_FINE_PIXELS = 1920 * 1200
# A clock is seldom further off than the first; past the second, by what VLC says, it is set right.
_REACH_MS = (150, 600)

# From FFmpeg's AVColorSpace to how swscale counts: BT.709, BT.470BG, BT.601, BT.2020.
_COLOURS = {1: 1, 5: 5, 6: 5, 9: 9, 10: 9}
_VIDEO_RANGE, _FULL_RANGE = 1, 2  # FFmpeg's AVColorRange


def _stamp_of(place: Path | Stream) -> tuple[int, int] | None:
    return stamp_of(place if isinstance(place, Path) else None)


def digest_of(frame: av.VideoFrame) -> Digest:
    """Compute the digest of every fourth row of `frame`'s luma.

    Even rows: VLC does not change them when it deinterlaces.
    """
    plane = frame.planes[0]
    stride, height = plane.line_size, plane.height
    # Rows are padded, by different amounts in VLC and FFmpeg.
    row_bytes = plane.width * (2 if frame.format.components[0].bits > 8 else 1)
    luma = memoryview(plane)
    split = height * 5 // 32 * 4
    upper = 0
    for start in range(0, split * stride, 4 * stride):
        upper = zlib.crc32(luma[start : start + row_bytes], upper)
    whole = upper
    for start in range(split * stride, height * stride, 4 * stride):
        whole = zlib.crc32(luma[start : start + row_bytes], whole)
    return Digest(upper, whole)


class Scaler:
    """Converts frames to pictures, on one thread."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._reformatter = VideoReformatter()

    def picture(self, frame: av.VideoFrame, width: int | None = None) -> Picture:
        """Convert `frame` to the current target size, or to `width` pixels across."""
        size = self._canvas.fitted_size()
        if width is not None:
            natural = self._canvas.natural_size
            size = (width, max(1, round(width * natural[1] / natural[0])))
        plane = self._scaled(frame, *size)
        return Picture(*size, plane.line_size, memoryview(plane), digest_of(frame))

    def still(self, frame: av.VideoFrame, time_ms: int, width: int | None = None) -> Still:
        """Convert the frame of `time_ms`, as `picture` does."""
        made = self.picture(frame, width)
        return Still(made.width, made.height, made.stride, made.pixels, made.digest, time_ms)

    def _scaled(self, frame: av.VideoFrame, width: int, height: int) -> Any:
        scaled = self._reformatter.reformat(
            frame,
            width,
            height,
            "bgra",
            src_colorspace=self._canvas.colours,
            dst_colorspace=self._canvas.colours,
            src_color_range=self._canvas.range,
            dst_color_range=_FULL_RANGE,
            interpolation=_interpolation(frame.width, width, height),
            # Several write over the ends of each other's rows where these are not padded.
            threads=1,
        )
        return scaled.planes[0]


def _interpolation(frame_width: int, width: int, height: int) -> Interpolation:
    fine = Interpolation.BICUBIC if width * height <= _FINE_PIXELS else Interpolation.BILINEAR
    if 2 * width <= frame_width:
        fine = Interpolation.AREA  # as sharp there, and half the work
    # The fast way leaves up to 7 pixels at the right edge unwritten where a width is odd.
    return fine | Interpolation.ACCURATE_RND if frame_width % 16 else fine


@dataclass(frozen=True, slots=True)
class _Seen:
    """A decoded frame, and the targets it answers: those in (after_ms, time_ms]."""

    after_ms: int  # -1: nothing comes before it
    exact: bool  # whether after_ms is the time of the frame before it, or -1
    time_ms: int
    frame: Any


class FrameFile:
    """The frames of one video file, by time."""

    def __init__(self, place: Path | Stream) -> None:
        """Open a file or a stream; raises MediaError with a message if it cannot be a video."""
        self._place, self._stamp = place, _stamp_of(place)
        self._container = open_container(place)
        self._stream = video_stream(self._container)
        self.has_video = self._stream is not None
        self.has_sound = bool(self._container.streams.audio) or (
            isinstance(place, Stream) and place.sound_url is not None
        )
        self.is_indexed = is_indexed(self._container)
        if not self.has_video and not self.has_sound:
            self._container.close()
            raise MediaError(
                tr("“{0}” is not a video.").format(place.name), tr("Choose another file.")
            )
        self.duration_ms = length_of(self._container)
        if self.duration_ms is None and isinstance(place, Stream):
            self.duration_ms = place.duration_ms
        self.frame_interval_ms = 40.0
        self.canvas = Canvas((1, 1), Fraction(1), 5, _VIDEO_RANGE)
        self._decoder: Decoder | None = None
        self._cache: OrderedDict[int, _Seen] = OrderedDict()
        self._cache_size = 1
        self._last_ms: int | None = None  # the last frame of the file, once it was seen
        self._previews: OrderedDict[tuple[int | None, int], Still] = OrderedDict()
        self._preview_decoder: Decoder | None = None
        if self._stream is not None:
            self._prepare(self._stream)
        self._scaler = Scaler(self.canvas)

    def as_now(self) -> FrameFile:
        """Return this, or if the file was written to since, a newly opened one instead.

        Raises MediaError if that fails; then this one stays open.
        """
        if _stamp_of(self._place) in (self._stamp, None):
            return self
        fresh = FrameFile(self._place)
        fresh.canvas, fresh._scaler = self.canvas, self._scaler  # which others have, too
        self.close()
        return fresh

    def close(self) -> None:
        """Close the file; no calls may follow."""
        self._cache.clear()
        self._previews.clear()
        for decoder in filter(None, (self._decoder, self._preview_decoder)):
            decoder.close()
        self._container.close()

    def still(self, ms: int, cancelled: Callable[[], bool] = never) -> Still:
        """Return the frame for `ms`: the first at or after it, or the last of the file.

        If that is more than 250 ms after `ms`, as with slides: the frame shown at `ms`. Calls
        `cancelled` between frames; raises Cancelled if it returns True, MediaError if nothing can
        be decoded.
        """
        seen = self._at(ms, cancelled)
        return self._scaler.still(seen.frame, seen.time_ms)

    def first(self, ms: int) -> Still:
        """Return the first frame at or after `ms`, with which a clip from `ms` on begins.

        Else the last of the file. Raises MediaError if nothing can be decoded.
        """
        seen = self._find(ms, never)
        return self._scaler.still(seen.frame, seen.time_ms)

    def step(self, from_ms: int, frames: int, cancelled: Callable[[], bool] = never) -> Still:
        """Return the frame `frames` after (before, where negative) the one at `from_ms`.

        Stops at the first and the last frame of the file. Raises what `still` does.
        """
        seen = self._at(from_ms, cancelled)
        for _ in range(frames):
            following = self._find(seen.time_ms + 1, cancelled)
            if following.time_ms <= seen.time_ms:
                break
            seen = following
        for _ in range(-frames):
            before = self._before(seen, cancelled)
            if before is None:
                break
            seen = before
        return self._scaler.still(seen.frame, seen.time_ms)

    def coming(self, ms: int, cancelled: Callable[[], bool] = never) -> tuple[Still, bool] | None:
        """Return the first frame at or after `ms`, and whether it is a key frame.

        None after the last. Raises what `still` does.
        """
        seen = self._find(ms, cancelled)
        if seen.time_ms < ms:
            return None
        return self._scaler.still(seen.frame, seen.time_ms), bool(seen.frame.key_frame)

    def following(
        self, ms: int, count: int, cancelled: Callable[[], bool] = never
    ) -> list[tuple[int, Digest]]:
        """Return time and digest of the first frame at or after `ms` and of those after it.

        Up to `count` in all, fewer at the end of the file. Raises what `still` does.
        """
        found: list[tuple[int, Digest]] = []
        while len(found) < count:
            seen = self._find(found[-1][0] + 1 if found else ms, cancelled)
            if found and seen.time_ms <= found[-1][0]:
                break
            found.append((seen.time_ms, digest_of(seen.frame)))
        return found

    def identify(
        self, digest: Digest, near_ms: int, cancelled: Callable[[], bool] = never
    ) -> int | None:
        """Return the time of the frame with `digest`, the nearest to `near_ms`.

        None if no frame within 600 ms has it. Raises what `still` does.
        """
        for reach_ms in _REACH_MS:
            alike: dict[bool, list[int]] = {True: [], False: []}
            seen = self._find(near_ms - reach_ms, cancelled)
            while True:
                found = digest_of(seen.frame)
                if found.upper == digest.upper:
                    alike[found == digest].append(seen.time_ms)
                following = self._find(seen.time_ms + 1, cancelled)
                if following.time_ms <= seen.time_ms or following.time_ms > near_ms + reach_ms:
                    break
                seen = following
            # Drawn over by subtitles, only the upper part holds.
            if times := alike[True] or alike[False]:
                return min(times, key=lambda time_ms: abs(time_ms - near_ms))
        return None

    def measure(self, cancelled: Callable[[], bool] = never) -> int | None:
        """Return the duration in ms by reading the whole file, for one that does not state it.

        None if nothing can be read. Raises Cancelled if `cancelled` returns True.
        """
        end_us = Fraction(0)
        with open_container(self._place) as container, suppress(av.error.FFmpegError):
            start_us = int(container.start_time or 0)
            for packet in container.demux():  # damaged further on: so far it can be played
                if cancelled():
                    raise Cancelled
                if packet.pts is not None and packet.time_base is not None:
                    end = (packet.pts + (packet.duration or 0)) * packet.time_base * 1_000_000
                    end_us = max(end_us, end - start_us)
        self.duration_ms = int(end_us) // 1000 or None
        return self.duration_ms

    def preview(self, ms: int, width: int) -> Still:
        """Return the last key frame at or before `ms`, `width` pixels across: near, and cheap.

        Raises MediaError if there is none.
        """
        if self._preview_decoder is None:
            self._prepare_previews()
        decoder = self._preview_decoder
        assert decoder is not None
        decoder.seek(max(0, ms))
        packet = decoder.key_packet()
        key = (packet.pts if packet is not None else None, width)
        if key in self._previews:
            self._previews.move_to_end(key)
            return self._previews[key]
        came = decoder.picture_of(packet) if packet is not None else None
        if came is None:
            raise MediaError(tr("No frame of “{0}” can be decoded").format(self._place.name))
        time_ms, frame = came
        still = self._previews[key] = self._scaler.still(frame, time_ms, width)
        if len(self._previews) > _PREVIEWS:
            self._previews.popitem(last=False)
        return still

    def _prepare(self, stream: Any) -> None:
        context = stream.codec_context
        rate = stream.average_rate or stream.guessed_rate
        if rate:
            self.frame_interval_ms = float(1000 / rate)
        guess = 1 if context.height >= 720 else 5
        self.canvas = Canvas(
            (context.width, context.height),
            stream.sample_aspect_ratio or Fraction(1),
            _COLOURS.get(int(context.colorspace), guess),
            _FULL_RANGE if int(context.color_range) == _FULL_RANGE else _VIDEO_RANGE,
        )
        threads = 2 if context.width * context.height >= _LARGE_PIXELS else 1
        self._decoder = Decoder(self._container, stream, threads)
        frame_bytes = context.width * context.height * 3 // 2
        self._cache_size = max(16, _CACHE_BYTES // max(1, frame_bytes))

    def _prepare_previews(self) -> None:
        """Open the file a second time, so that previews do not disturb the stills' decoder."""
        if self._stream is None:
            raise MediaError(tr("“{0}” has no picture").format(self._place.name))
        container = open_container(self._place)
        self._preview_decoder = Decoder(container, container.streams[self._stream.index], 1)

    # Finding frames

    def _at(self, ms: int, cancelled: Callable[[], bool]) -> _Seen:
        seen = self._find(ms, cancelled)
        before = self._before(seen, cancelled) if seen.time_ms > ms + HELD_MS else None
        return before or seen

    def _find(self, ms: int, cancelled: Callable[[], bool]) -> _Seen:
        ms = max(0, ms)
        if self._last_ms is not None:
            ms = min(ms, self._last_ms)
        for seen in reversed(self._cache.values()):
            if seen.after_ms < ms <= seen.time_ms:
                self._cache.move_to_end(seen.time_ms)
                return seen
        return self._decode(ms, ms, cancelled)

    def _before(self, seen: _Seen, cancelled: Callable[[], bool]) -> _Seen | None:
        reach_ms = math.ceil(12 * self.frame_interval_ms)
        while not seen.exact or (seen.after_ms >= 0 and seen.after_ms not in self._cache):
            # Come by a dozen frames: who steps back once steps back again.
            from_ms = max(0, seen.time_ms - reach_ms)
            seen = self._decode(seen.time_ms, from_ms, cancelled)
            if from_ms == 0:
                break
            reach_ms *= 4
        return self._cache.get(seen.after_ms)

    def _decode(self, ms: int, keep_ms: int, cancelled: Callable[[], bool]) -> _Seen:
        """Decode up to the first frame at or after `ms`; keep those at or after `keep_ms`."""
        decoder = self._decoder
        if decoder is None:
            raise MediaError(tr("“{0}” has no picture").format(self._place.name))
        before_ms: int | None = None
        if decoder.leads_to(keep_ms):
            before_ms = decoder.at_ms
        else:
            decoder.seek(keep_ms)
        back_ms = 500
        latest: _Seen | None = None
        while True:
            came = decoder.next(keep_ms, cancelled)
            if before_ms is None and not decoder.at_start and (came is None or came[0] > keep_ms):
                # Nothing is known about frames between `keep_ms` and this one.
                back_ms *= 2
                decoder.seek(keep_ms - back_ms)
                continue
            if came is None:
                if latest is None and before_ms is not None:
                    latest = self._cache.get(before_ms)
                if latest is not None and decoder.at_ms >= decoder.skipped_ms:
                    self._last_ms = latest.time_ms
                    return latest
                if keep_ms == 0:
                    raise MediaError(
                        tr("No frame of “{0}” can be decoded").format(self._place.name)
                    )
                # `ms` is past the end, and the last frames may have been skipped.
                keep_ms = max(0, min(keep_ms, decoder.packet_ms) - 1000)
                before_ms = None
                decoder.seek(keep_ms)
                continue
            time_ms, frame = came
            if decoder.turned:
                self.canvas.turn()
            if before_ms is None:
                known_ms, exact = (-1, True) if decoder.at_start else (time_ms - 1, False)
            else:
                known_ms, exact = before_ms, before_ms >= decoder.skipped_ms
            if not exact:
                known_ms = min(max(known_ms, decoder.skipped_ms), time_ms - 1)
            latest = _Seen(known_ms, exact, time_ms, frame)
            before_ms = time_ms
            if time_ms >= keep_ms:
                self._keep(latest)
            if time_ms >= ms:
                return latest

    def _keep(self, seen: _Seen) -> None:
        self._cache[seen.time_ms] = seen
        self._cache.move_to_end(seen.time_ms)
        if len(self._cache) > self._cache_size:
            self._cache.popitem(last=False)
