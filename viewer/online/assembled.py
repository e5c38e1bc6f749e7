"""A segmented stream, read as one file or piece by piece. No Qt; any thread.

Each piece is its own `StreamSource`, requested when somebody reads there. In the one file every
piece is at the start of a reserved slot; the rest of the slot is a `free` box (ISO 14496-12), which
players skip. Everything before the fragment itself (a brand, an index of the piece) is left out: an
index has to point at fragments (measured: otherwise libav loses one in ten after some seeks).
"""

from __future__ import annotations

import math
import struct
import threading
from bisect import bisect_right
from collections.abc import Callable, Generator, Iterator
from itertools import accumulate
from typing import Any

from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.online.proxy import ServedFile, StreamSource
from viewer.online.spool import SpoolFile
from viewer.online.tracks import StreamError, Track, no_pieces
from viewer.online.upstream import Upstream

_FREE_HEAD = 8
_HEAD_BYTES = 16 << 10  # in which the fragment of a piece begins


class Assembled:
    """All pieces of one track."""

    def __init__(
        self,
        track: Track,
        upstream: Upstream,
        file: SpoolFile,
        renew: Callable[[Track], Track],
        **told: Any,
    ) -> None:
        """Like `StreamSource`, for a track with `parts`; `told` are the callbacks of each piece."""
        self.kind = track.kind
        self._track = track
        self._renew_track = renew
        self._lock = threading.Lock()
        self._skipped: dict[int, int] = {}
        rooms = [part.room for part in track.parts]
        # Where each piece begins, and the end of the last.
        self._starts = [len(track.head), *accumulate(rooms, initial=len(track.head))][1:]
        self.pieces = [
            StreamSource(
                track.piece(number),
                upstream,
                file,
                lambda _old, number=number: self._renew(number, _old),  # type: ignore[misc]
                **told,
            )
            for number in range(len(rooms))
        ]

    def close(self) -> None:
        """Let every reader end."""
        for piece in self.pieces:
            piece.close()

    @property
    def closed(self) -> bool:
        return self.pieces[0].closed

    def measure(self, wanted: Callable[[], bool]) -> int:
        """Return the size of the one file, including all slots."""
        return self._starts[-1]

    def read(
        self, start: int, end: int, wanted: Callable[[], bool]
    ) -> Generator[bytes, None, None]:
        """Yield the bytes [start, end) of the one file, like `StreamSource.read`."""
        if start < len(self._track.head):
            yield self._track.head[start:end]
            start = len(self._track.head)
        while start < end and wanted() and not self.closed:
            number = bisect_right(self._starts, start) - 1
            begin, room = self._starts[number], self._track.parts[number].room
            stop = min(end, begin + room)
            piece = self.pieces[number]
            skipped = self._before_fragment(number, wanted)
            if skipped is None:
                return
            size = piece.measure(wanted) - skipped
            if size > room - _FREE_HEAD and size != room:
                raise piece.fail(no_pieces("a piece is larger than its room"))
            at = start
            first, last = at - begin + skipped, min(stop - begin, size) + skipped
            for data in piece.read(first, last, wanted):
                yield data
                at += len(data)
            if at < min(stop, begin + size):
                return
            if at < stop:
                left = room - size
                head = struct.pack(">I4s", left, b"free")[at - begin - size :]
                head = head[: stop - at]
                yield head
                yield from _zeros(stop - at - len(head))
            start = stop

    def playlist(self, urls: list[str]) -> bytes:
        """Write a playlist of the pieces, each at its address in `urls`."""
        longest = math.ceil(max(part.duration_s for part in self._track.parts))
        lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{longest}"]
        lines += ["#EXT-X-MEDIA-SEQUENCE:0", "#EXT-X-PLAYLIST-TYPE:VOD"]
        for part, url in zip(self._track.parts, urls, strict=True):
            lines += [f"#EXTINF:{part.duration_s:.6f},", url]
        return "\n".join([*lines, "#EXT-X-ENDLIST", ""]).encode()

    def _before_fragment(self, number: int, wanted: Callable[[], bool]) -> int | None:
        """Return how many bytes of a piece precede its fragment; None if nobody waits for it."""
        if number not in self._skipped:
            piece = self.pieces[number]
            length = min(piece.measure(wanted), _HEAD_BYTES)
            head = b"".join(piece.read(0, length, wanted))
            if len(head) < length:
                return None
            at, kind = 0, b""
            while kind != b"moof" and at + 8 <= len(head):
                size, kind = struct.unpack_from(">I4s", head, at)
                if kind != b"moof":
                    at += max(8, size)
            self._skipped[number] = at if kind == b"moof" else 0
        return self._skipped[number]

    def _renew(self, number: int, old: Track) -> Track:
        with self._lock:
            track = self._track
        if track.piece(number) == old:
            track = self._renew_track(track)
            if len(track.parts) != len(self.pieces):
                raise StreamError(Failure.of(FailureKind.UNKNOWN, "other pieces"))
            with self._lock:
                self._track = track
        return track.piece(number)


def _zeros(count: int) -> Iterator[bytes]:
    while count > 0:
        size = min(count, 64 << 10)
        yield bytes(size)
        count -= size


def serve(source: StreamSource | Assembled, add: Callable[[ServedFile], str]) -> list[str]:
    """Serve a stream with `add`; return its address, followed by those of its pieces."""
    if not isinstance(source, Assembled) or source.kind != "m3u8":
        return [add(source)]
    urls = [add(piece) for piece in source.pieces]
    return [add(_Text(source.playlist(urls))), *urls]


class _Text:
    kind = "m3u8"

    def __init__(self, text: bytes) -> None:
        self._text = text
        self.closed = False

    def close(self) -> None:
        self.closed = True

    def measure(self, wanted: Callable[[], bool]) -> int:
        return len(self._text)

    def read(
        self, start: int, end: int, wanted: Callable[[], bool]
    ) -> Generator[bytes, None, None]:
        yield self._text[start:end]
