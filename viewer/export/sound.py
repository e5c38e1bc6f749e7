"""The audio of a video from a moment on, exact to the sample. No Qt; one thread at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error

from viewer.media.decoder import open_container
from viewer.media.sound_decoding import decoded

SAMPLE_RATE, CHANNELS = 48_000, 2
_BYTES = 4  # of a sample
# Audio decoders need a little lead before the wanted place.
_BEFORE_S = Fraction(1, 2)


def has_sound(path: Path) -> bool:
    """Return whether a file has an audio track. Raises MediaError."""
    with closing(open_container(path)) as container:
        return bool(container.streams.audio)


class SoundReader:
    """Reads stereo samples (32-bit floats, a plane for each channel) of the first audio track."""

    def __init__(self, path: Path) -> None:
        """Open a file; one without audio is silent. Raises MediaError."""
        self._container = open_container(path)
        streams = self._container.streams.audio
        self._stream = streams[0] if streams else None
        self._pieces: Iterator[tuple[int, list[bytes]]] = iter(())
        self._rest: tuple[int, list[bytes]] | None = None
        self._at = 0  # the next sample, counted from `begin`

    def close(self) -> None:
        self._pieces = iter(())
        self._container.close()

    def begin(self, start: Fraction, length: Fraction) -> None:
        """Seek to second `start` of the video; at most `length` seconds will be read from there."""
        self._rest, self._at = None, 0
        if self._stream is not None:
            self._pieces = self._read(start, start + length)

    def read(self, count: int) -> list[bytes]:
        """Return the next `count` samples, a plane for each channel; silence if there are none."""
        planes = [bytearray(_BYTES * count) for _ in range(CHANNELS)]
        end = self._at + count
        while True:
            piece = self._rest if self._rest is not None else next(self._pieces, None)
            self._rest = None
            if piece is None:
                break
            first, data = piece
            size = len(data[0]) // _BYTES
            if first >= end:
                self._rest = piece
                break
            begin, stop = max(first, self._at), min(first + size, end)
            if stop > begin:
                for plane, samples in zip(planes, data, strict=True):
                    part = samples[_BYTES * (begin - first) : _BYTES * (stop - first)]
                    plane[_BYTES * (begin - self._at) : _BYTES * (stop - self._at)] = part
            if first + size > end:
                self._rest = piece
                break
        self._at = end
        return [bytes(plane) for plane in planes]

    def _read(self, start: Fraction, end: Fraction) -> Iterator[tuple[int, list[bytes]]]:
        """Yield chunks with the index of their first sample, counted from `start`."""
        stream: Any = self._stream
        zero = Fraction(int(self._container.start_time or 0), 1_000_000)
        # No seek at the start: it would skip the decoder's first frames.
        if start > _BEFORE_S:
            try:
                pts = (start - _BEFORE_S + zero) / stream.time_base
                self._container.seek(int(pts), stream=stream)
            except av.error.FFmpegError:
                return  # beyond its end: silence
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        # Counted from the first piece: packet times are rounded, and would cause gaps.
        at: int | None = None
        for time, frame in self._frames():
            if time is None:
                continue
            if time > end:
                return
            due = round((time - start) * SAMPLE_RATE)
            if at is None or abs(due - at) > SAMPLE_RATE // 50:
                at = due
                resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
            for made in resampler.resample(frame):
                planes = [bytes(plane)[: _BYTES * made.samples] for plane in made.planes]
                yield at, planes
                at += made.samples

    def _frames(self) -> Iterator[tuple[Fraction | None, Any]]:
        try:
            yield from decoded(self._container)
        except (av.error.FFmpegError, OSError):
            return  # cut off: what was read is what there is
