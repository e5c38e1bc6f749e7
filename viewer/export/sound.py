"""The audio of a video from a moment on, exact to the sample. No Qt; one thread at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av.error

from viewer.media.decoder import open_container
from viewer.media.sound_decoding import resampled

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
        self._at = 0  # the next sample, counted from `begin`
        self._planes = [bytearray() for _ in range(CHANNELS)]  # what is read from there on

    def close(self) -> None:
        self._pieces = iter(())
        self._container.close()

    def begin(self, start: Fraction, length: Fraction) -> None:
        """Seek to second `start` of the video; at most `length` seconds will be read from there."""
        self._at, self._planes = 0, [bytearray() for _ in range(CHANNELS)]
        if self._stream is not None:
            self._pieces = self._read(start, start + length)

    def read(self, count: int) -> list[bytes]:
        """Return the next `count` samples, a plane for each channel; silence if there are none."""
        size = _BYTES * count
        while len(self._planes[0]) <= size and (piece := next(self._pieces, None)):
            first, data = piece
            start = _BYTES * (first - self._at)
            for plane, samples in zip(self._planes, data, strict=True):
                part = samples[max(0, -start) :]
                plane += bytes(max(0, start - len(plane)))  # a gap is silent
                plane[max(0, start) : max(0, start) + len(part)] = part
        read = [bytes(plane[:size].ljust(size, b"\0")) for plane in self._planes]
        for plane in self._planes:
            del plane[:size]
        self._at += count
        return read

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
        # Counted from the first piece: packet times are rounded, and would cause gaps.
        at: int | None = None
        with suppress(av.error.FFmpegError, OSError):  # cut off: what was read is what there is
            for time, made in resampled(self._container, "fltp", SAMPLE_RATE, "stereo"):
                if time is not None:
                    if time > end:
                        return
                    due = round((time - start) * SAMPLE_RATE)
                    if at is None or abs(due - at) > SAMPLE_RATE // 50:
                        at = due
                if at is None:
                    continue
                for piece in made:
                    yield at, [bytes(plane)[: _BYTES * piece.samples] for plane in piece.planes]
                    at += piece.samples
