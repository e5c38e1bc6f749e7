"""Copy streams and packets from one file into another unchanged. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any


def add_copy_of(container: Any, stream: Any) -> Any:
    """Add a stream to a container, for copied packets of another; return it."""
    # Else PyAV wants an encoder of the name of the decoder: there is none for AV1.
    return container.add_stream_from_template(stream, opaque=True)


def dated(packets: Iterable[Any]) -> Iterator[Any]:
    """Yield PyAV's packets, each with a decoding time; those without any time are left out.

    Matroska omits the decoding times of the first packets if frames are reordered: they get times
    before the first known one. Packets without any time are the empty ones at the end of each
    stream.
    """
    waiting: dict[int, list[Any]] = {}
    known: set[int] = set()
    for packet in packets:
        index = packet.stream.index
        if packet.dts is None:
            if packet.pts is not None and index not in known:
                waiting.setdefault(index, []).append(packet)
            continue
        known.add(index)
        yield from _before(waiting.pop(index, ()), packet.dts)
        yield packet
    for rest in waiting.values():
        yield from _before(rest, min(packet.pts for packet in rest) + _step(rest))


def _before(packets: Sequence[Any], dts: int) -> Iterator[Any]:
    """Give each packet without a decoding time one before `dts`."""
    step = _step(packets)  # once: who takes a packet may change it
    for left, packet in enumerate(packets):
        packet.dts = dts - (len(packets) - left) * step
        yield packet


def _step(packets: Sequence[Any]) -> int:
    return max((int(packet.duration or 1) for packet in packets), default=1)
