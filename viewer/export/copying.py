"""Copies of a video, or of a part of it, whose packets stay as they are. No Qt."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.error

from viewer.errors import MediaError
from viewer.export.new_file import new_file
from viewer.translation import numeral, tr
from viewer.video.frames.decoder import Decoder, open_container, video_stream
from viewer.video.frames.pictures import Cancelled, never
from viewer.video.packets import add_copy_of, dated

_KINDS = ("video", "audio", "subtitle")


def copy(
    source: Path,
    target: Path,
    *,
    start_ms: int = 0,
    end_ms: int | None = None,
    cancelled: Callable[[], bool] = never,
) -> int:
    """Copy `source` from the last key frame at or before `start_ms` up to `end_ms`.

    The suffix of `target` decides its container. Return where the copy begins, in ms of the source.
    Raises MediaError, Cancelled, and OSError of the disk; then there is no file. A file that is
    there is never written over.
    """
    try:
        with new_file(target) as part, closing(open_container(source)) as given:
            return _copy(given, part, start_ms, end_ms, cancelled)
    except (av.error.FFmpegError, ValueError) as error:
        raise MediaError(
            tr("The copy of {0} can't be written to {1}: {2}").format(source.name, target, error),
            tr("Try another suffix, such as .mkv."),
        ) from error


def _copy(
    given: Any,
    target: Path,
    start_ms: int,
    end_ms: int | None,
    cancelled: Callable[[], bool],
) -> int:
    zero = Fraction(int(given.start_time or 0), 1_000_000)
    # Of the packets' clock: when a key frame is shown is seldom a whole number of ms.
    shift = _go_to(given, start_ms) if start_ms > 0 else Fraction(0)
    begins_ms = max(0, math.ceil((shift - zero) * 1000)) if start_ms > 0 else 0
    with av.open(target, "w") as made:
        streams = {
            stream.index: add_copy_of(made, stream)
            for stream in given.streams
            if stream.type in _KINDS and stream.codec_context is not None
        }
        made.metadata.update(given.metadata)
        chosen = [given.streams[index] for index in streams]
        ended: set[int] = set()
        for packet in dated(given.demux(chosen)):
            if cancelled():
                raise Cancelled
            if packet.size == 0 or packet.pts is None:
                continue
            ticks = round(shift / packet.time_base)
            packet.pts -= ticks
            packet.dts -= ticks
            if start_ms > 0 and packet.pts < 0:
                continue  # sound is cut where the picture begins
            # Not by `pts`: what refers to a later frame would be left without it.
            ms = int(packet.dts * packet.time_base * 1000) + begins_ms
            if end_ms is not None and ms >= end_ms:
                ended.add(packet.stream.index)
                if all(one.index in ended for one in chosen if one.type != "subtitle"):
                    break
                continue
            packet.stream = streams[packet.stream.index]
            made.mux(packet)
    return begins_ms


def _go_to(given: Any, start_ms: int) -> Fraction:
    """Seek to the last key frame at or before a moment, or before it; return its time in s."""
    stream = video_stream(given)
    if stream is None:
        microseconds = start_ms * 1000 + int(given.start_time or 0)
        given.seek(microseconds)
        return Fraction(microseconds, 1_000_000)
    decoder = Decoder(given, stream, 1)
    for back_ms in (0, 10_000, 60_000, start_ms):
        decoder.seek(max(0, start_ms - back_ms))
        pts = _last_key(given, stream, decoder, start_ms)
        if pts is not None:
            decoder.seek(max(0, start_ms - back_ms))
            return Fraction(pts * stream.time_base)
    raise MediaError(tr("There is no key frame before {0} s.").format(numeral(start_ms / 1000, 3)))


def _last_key(given: Any, stream: Any, decoder: Decoder, start_ms: int) -> int | None:
    """Read from where a seek led up to a moment; give the timestamp of the last key frame.

    Where the file has no index, the seek leads far before it, or behind it: then there is None.
    """
    found = None
    for packet in given.demux(stream):
        if packet.pts is None:
            continue
        time_ms = decoder.time_ms(packet.pts)
        if packet.is_keyframe and (time_ms <= start_ms or (decoder.at_start and found is None)):
            found = packet.pts
        if decoder.time_ms(packet.pts if packet.dts is None else packet.dts) > start_ms:
            break
    return found
