"""Decode the audio of a file with PyAV, at the player's times, and measure its loudness. No Qt."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from operator import mul
from typing import Any

import av
import av.error

from viewer.media.decoder import length_of
from viewer.media.sound_levels import HOP_MS, LOUDEST

_PER_S = 1000 // HOP_MS
_FULL = float(1 << 15) ** 2
_HEARD_HZ = 8_000  # so many samples of a second are looked at, at least
_JITTER_S = Fraction(1, 50)  # what time stamps may be off before it counts as a gap
_LONGEST_S = 48 * 3600  # of what does not say how long it is


def decoded(container: Any) -> Iterator[tuple[Fraction | None, Any]]:
    """Yield the frames of the first audio track from the seek position on.

    Each with the second at which it begins, counted from the start of the file and not of its
    audio, as in the player; None: it follows the last one. A damaged packet is skipped: what
    follows has its own time. Raises FFmpegError or OSError if the file cannot be read further.
    """
    begin = Fraction(int(container.start_time or 0), 1_000_000)
    for packet in container.demux(container.streams.audio[0]):
        try:
            frames = packet.decode()
        except (av.error.FFmpegError, ValueError):
            continue
        for frame in frames:
            known = frame.pts is not None and frame.time_base is not None
            yield (frame.pts * frame.time_base - begin if known else None), frame


def resampled(
    container: Any, form: str, rate: int, layout: str = "mono"
) -> Iterator[tuple[Fraction | None, list[Any]]]:
    """Yield what `decoded` does, as frames of that layout, `rate` samples a second.

    `form` is FFmpeg's name of the sample format.
    """
    resampler = av.AudioResampler(format=form, layout=layout, rate=rate)
    for begin, frame in decoded(container):
        frame.pts = None  # else the resampler makes up for gaps in its own way
        try:
            made = resampler.resample(frame)
        except ValueError:  # another form from here on
            resampler = av.AudioResampler(format=form, layout=layout, rate=rate)
            made = resampler.resample(frame)
        yield begin, made
    yield None, resampler.resample(None)


def measure(container: Any) -> Iterator[bytes]:
    """Yield the levels of the first audio track of an open file, in order, a piece at a time.

    A gap in a file is silent. A truncated file ends where it can no longer be read.
    """
    rate = int(container.streams.audio[0].codec_context.rate)
    length_ms = length_of(container)
    length_s = Fraction(length_ms, 1000) if length_ms else _LONGEST_S
    meter = _Meter(rate, length_s)
    with suppress(av.error.FFmpegError, OSError):
        for begin, made in resampled(container, "s16", rate):
            if begin is not None:
                meter.go_to(begin)
            for piece in made:
                meter.add(bytes(piece.planes[0])[: 2 * piece.samples])
            yield meter.take()
    meter.end()
    yield meter.take()


class _Meter:
    """Converts samples to levels.

    Only some samples of a window are used: high frequencies alias but keep their strength, so no
    filter is needed. Each window uses different ones, or a tone in step with them would be missed.
    """

    def __init__(self, rate: int, length_s: Fraction | int) -> None:
        self._rate = rate
        self._last = round((length_s + 1) * rate)  # what is later has a broken time stamp
        self._step = max(1, rate // _HEARD_HZ)
        self._samples = array("h")
        self._first: int | None = None  # the index of the first of them, from the video's start
        self._levels = bytearray()
        self._window = 0  # the next one

    def go_to(self, begin: Fraction) -> None:
        """Continue at a second of the video: a gap is silent, overlapping samples are dropped."""
        to = round(begin * self._rate)
        if self._first is None:
            self._first = min(0, to)
        at = self._first + len(self._samples)
        off = to - at
        if off == 0 or (at > 0 and abs(off) <= _JITTER_S * self._rate):
            return
        if to > self._last:
            return
        if off > 0:
            self.end()
            silent = max(0, to * _PER_S // self._rate - self._window)
            self._levels += bytes(silent)
            self._window += silent
            self._first = to
        else:
            del self._samples[max(0, len(self._samples) + off) :]
            self._first = min(self._first, to)

    def add(self, data: bytes) -> None:
        self._samples.frombytes(data)
        self._measure()

    def end(self) -> None:
        """Use the samples of the last, incomplete window for all of it."""
        self._measure(end=True)

    def take(self) -> bytes:
        levels, self._levels = bytes(self._levels), bytearray()
        return levels

    def _measure(self, *, end: bool = False) -> None:
        samples, step = self._samples, self._step
        first = self._first or 0
        start = self._window * self._rate // _PER_S - first
        while start < len(samples):
            stop = (self._window + 1) * self._rate // _PER_S - first
            if stop > len(samples) and not end:
                break
            part = samples[max(0, start) + self._window % step : max(0, stop) : step]
            self._levels.append(_level(sum(map(mul, part, part)), len(part)))
            self._window += 1
            start = stop
        done = min(max(0, start), len(samples))
        del samples[:done]
        self._first = first + done


def _level(energy: int, count: int) -> int:
    if energy <= 0:
        return 0
    return max(0, min(LOUDEST, round(LOUDEST + 20 * math.log10(energy / count / _FULL))))
