"""The process that measures how loud a film is: `python -m viewer.video.sound.child FILE TO`.

It says what it finds in lines of JSON on its standard output, and keeps it in the file TO:

    {"event": "levels", "levels": base64 of what follows on}
    {"event": "done"}
    {"event": "failed", "words", "next_step"}

It runs at a low priority, and ends with who started it. No Qt.
"""

from __future__ import annotations

import base64
import math
import sys
import time
from array import array
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from operator import mul
from pathlib import Path
from typing import Any

import av.error

from viewer.child_side import end_with_parent, lower_priority, own_output
from viewer.errors import MediaError
from viewer.terminal import json_text
from viewer.translation import tr
from viewer.video.frames.decoder import length_of
from viewer.video.sound.decoding import resampled
from viewer.video.sound.levels import HOP_MS, LOUDEST

_SAYS_EVERY_S = 0.5


_PER_S = 1000 // HOP_MS
_FULL = float(1 << 15) ** 2
_HEARD_HZ = 8_000  # so many samples of a second are looked at, at least
_JITTER_S = Fraction(1, 50)  # what time stamps may be off before it counts as a gap
_LONGEST_S = 48 * 3600  # of what does not say how long it is


def measure(container: Any) -> Iterator[bytes]:
    """Yield the levels of the first sound track of an open file, in order, a piece at a time.

    Where a file has a gap it is silent. What is cut off ends where it can be read no more.
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
    """Takes samples, gives levels.

    Only some samples of a window are looked at: what is high folds down and keeps its strength, so
    nothing need be filtered out. In each window others are, else a tone in step with them would
    not be heard.
    """

    def __init__(self, rate: int, length_s: Fraction | int) -> None:
        self._rate = rate
        self._last = round((length_s + 1) * rate)  # what is later has a broken time stamp
        self._step = max(1, rate // _HEARD_HZ)
        self._samples = array("h")
        self._first: int | None = None  # the number of the first of them, from the film's start
        self._levels = bytearray()
        self._window = 0  # the next one

    def go_to(self, begin: Fraction) -> None:
        """Go on at a second of the film: a gap is silent, what was there before is dropped."""
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
        """Take what there is of the last window for all of it."""
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


def main(arguments: list[str]) -> int:
    """Measure; return 0 where that was done, else 1."""
    lower_priority()
    out = own_output()
    end_with_parent()

    def say(**event: str) -> None:
        print(json_text(event), file=out, flush=True)

    media, path = map(Path, arguments)
    from av.stream import Discard

    from viewer.video.frames.decoder import open_container
    from viewer.video.sound.levels import write_levels

    levels, said, said_at_s = bytearray(), 0, time.monotonic()
    try:
        with open_container(media) as container:
            if not container.streams.audio:
                raise MediaError(tr("There is no sound in “{0}”.").format(media.name))
            for stream in container.streams:
                if stream is not container.streams.audio[0]:
                    stream.discard = Discard.all  # the pictures are not even read
            for piece in measure(container):
                levels += piece
                if time.monotonic() - said_at_s >= _SAYS_EVERY_S:
                    said_at_s = time.monotonic()
                    say(event="levels", levels=base64.b64encode(levels[said:]).decode())
                    said = len(levels)
    except MediaError as error:
        say(event="failed", words=str(error), next_step=error.remedy)
        return 1
    say(event="levels", levels=base64.b64encode(levels[said:]).decode())
    with suppress(OSError):  # it is measured again the next time
        write_levels(path, bytes(levels))
    say(event="done")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
