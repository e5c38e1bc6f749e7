"""The sound of a file as PyAV decodes it, at the times of the player. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
import av.error


def decoded(container: Any) -> Iterator[tuple[Fraction | None, Any]]:
    """Yield the frames of the first sound track from where one has sought to.

    Each with the second at which it begins, counted from the start of the file and not of its
    sound, where the player's 0 is; None: it follows on. A damaged packet is passed over: what
    follows has its own time. Raise FFmpegError or OSError where the file cannot be read further.
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


def resampled(container: Any, form: str, rate: int) -> Iterator[tuple[Fraction | None, list[Any]]]:
    """Yield what `decoded` does, as frames of one channel, `rate` samples a second.

    `form` is FFmpeg's name of the form of a sample.
    """
    resampler = av.AudioResampler(format=form, layout="mono", rate=rate)
    for begin, frame in decoded(container):
        frame.pts = None  # else the resampler makes up for gaps in its own way
        try:
            made = resampler.resample(frame)
        except ValueError:  # another form from here on
            resampler = av.AudioResampler(format=form, layout="mono", rate=rate)
            made = resampler.resample(frame)
        yield begin, made
    yield None, resampler.resample(None)
