"""The audio of a video file for the models: 16,000 samples a second, one channel.

Read with PyAV a minute at a time, so a day of audio takes no more memory than a minute. Time 0 is
the player's: the start of the file, not of its audio; a gap in the file is silent. For the child
process: it imports PyAV and numpy when it is loaded. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.decoder import length_of, open_container, unreadable
from viewer.media.sound_decoding import resampled

RATE = 16_000
_PER_MS = RATE // 1000
_BEFORE_MS = 500
_JITTER = RATE // 20  # what time stamps may be off before it counts as a gap
_HOP = RATE // 50
_SMOOTH = 15  # hops: a pause of 0.3 s is a good one

Samples = NDArray[np.float32]


class Sound:
    """The audio of one file. The samples of a stretch do not depend on earlier reads."""

    def __init__(self, path: Path) -> None:
        """Open a file; raises MediaError if it cannot be read, or has no audio.

        `duration_ms` is its length according to its header, or None.
        """
        self._path = path
        with self._opened() as container:
            self.duration_ms = length_of(container)

    def _opened(self) -> Any:
        container = open_container(self._path)
        if not container.streams.audio:
            container.close()
            raise MediaError(
                tr("“{0}” has no audio.").format(self._path.name), tr("Choose another file.")
            )
        return container

    def read(self, start_ms: int, end_ms: int) -> Samples:
        """Return [start_ms, end_ms) of it; less if the audio ends before. Raises MediaError.

        Uses a new decoder each time: a continued one (AAC's noise), or resampling begun elsewhere,
        gives other samples, which a model may turn into other words.
        """
        start, end = start_ms * _PER_MS, end_ms * _PER_MS
        at = start
        pieces: list[Samples] = []
        container = self._opened()
        try:
            begin_us = int(container.start_time or 0)
            # A little before: decoders need a start, and time stamps are coarse in some files.
            container.seek(max(0, start_ms - _BEFORE_MS) * 1000 + begin_us, backward=True)
            expected: int | None = None  # where a piece without a time of its own begins
            for own, samples in _decoded(container):
                begin = expected if own is None else own
                if begin is None:
                    begin = start
                if expected is not None and abs(begin - expected) <= _JITTER:
                    begin = expected
                expected = begin + len(samples)
                if begin > at:  # a gap in the file is silent
                    pieces.append(np.zeros(min(begin, end) - at, np.float32))
                    at = min(begin, end)
                if at >= end:
                    break
                if expected > at:
                    pieces.append(samples[at - begin :])
                    at = expected
        except (av.error.FFmpegError, ValueError) as error:
            raise unreadable(self._path, error) from error
        finally:
            container.close()
        return np.concatenate([np.empty(0, np.float32), *pieces])[: end - start]


def _decoded(container: Any) -> Iterator[tuple[int | None, Samples]]:
    """Yield decoded frames, each with its first sample's index; None: it follows on."""
    for begin, made in resampled(container, "flt", RATE):
        samples = [np.empty(0, np.float32), *(frame.to_ndarray().reshape(-1) for frame in made)]
        yield None if begin is None else round(begin * RATE), np.concatenate(samples)


def quietest_ms(samples: Samples, from_ms: int, to_ms: int) -> int:
    """Return the middle of the quietest 0.3 s in [from_ms, to_ms) of samples, in their ms."""
    part = samples[from_ms * _PER_MS : to_ms * _PER_MS]
    hops = len(part) // _HOP
    if hops <= _SMOOTH:
        return from_ms + len(part) // _PER_MS // 2
    power = np.square(part[: hops * _HOP].reshape(hops, _HOP)).mean(axis=1)
    level = np.convolve(power, np.ones(_SMOOTH), "valid")
    middle = int(np.argmin(level)) + _SMOOTH // 2
    return from_ms + middle * _HOP // _PER_MS
