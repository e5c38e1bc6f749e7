"""What has been received of a stream so far, in a file on disk. No Qt.

Two readers use a stream, the stills and the player, and the user goes back and forth in it: nothing
is requested twice. The file has no name, so that nothing is left behind whatever happens to the
program. It is as large as what was received: streams are stored by pages, in the order in which
they are touched, since not every disk supports sparse files. If the disk is full nothing more is
stored. Any thread.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from bisect import bisect_right
from pathlib import Path
from typing import IO

# The rest of the disk is not ours to fill with what the user only watches.
_LEAVE_BYTES = 1 << 30
_ASK_EVERY_BYTES = 16 << 20
_PAGE_BYTES = 256 << 10


class Spool:
    """Bytes of one stream, by their offset."""

    def __init__(self, folder: Path) -> None:
        """Store bytes in `folder`; store none if that cannot be written."""
        self._lock = threading.Lock()
        # Stretches that are held, in order, none touching the next: start and end, half-open.
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._pages: dict[int, int] = {}  # page of the stream → page of the file
        self._folder = folder
        self._unasked_bytes = 0  # written since the room on disk was looked at
        self._full = False
        self._file: IO[bytes] | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115
            self._full = not self._has_room()
        except OSError:
            self._full = True

    def close(self) -> None:
        """Delete the stored bytes."""
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._file = None
            self._starts, self._ends = [], []
            self._pages = {}

    def held_until(self, start: int) -> int:
        """Return the end of the gapless stretch stored from `start` on, or `start`."""
        with self._lock:
            at = bisect_right(self._starts, start) - 1
            return max(start, self._ends[at]) if at >= 0 else start

    def gap_until(self, start: int, end: int) -> int:
        """Return where the next stored stretch after `start` begins, at most `end`."""
        with self._lock:
            at = bisect_right(self._starts, start)
            return min(end, self._starts[at]) if at < len(self._starts) else end

    def read(self, start: int, end: int) -> bytes:
        """Return the stored bytes of [start, end) from `start` on, up to a gap."""
        with self._lock:
            at = bisect_right(self._starts, start) - 1
            if self._file is None or at < 0 or self._ends[at] <= start:
                return b""
            page, within = divmod(start, _PAGE_BYTES)
            self._file.seek(self._pages[page] * _PAGE_BYTES + within)
            wanted = min(end, self._ends[at]) - start
            return self._file.read(min(wanted, _PAGE_BYTES - within)) or b""

    def write(self, start: int, data: bytes) -> None:
        """Store `data` at `start`; nothing if the disk is full."""
        with self._lock:
            if self._full or self._file is None or not data:
                return
            self._unasked_bytes += len(data)
            try:
                if self._unasked_bytes > _ASK_EVERY_BYTES:
                    self._unasked_bytes = 0
                    self._full = not self._has_room()
                    if self._full:
                        return
                left = memoryview(data)
                while left:
                    page, within = divmod(start, _PAGE_BYTES)
                    place = self._pages.setdefault(page, len(self._pages))
                    self._file.seek(place * _PAGE_BYTES + within)
                    written = self._file.write(left[: _PAGE_BYTES - within])
                    if not written:
                        raise OSError("nothing was written")
                    self._add(start, start + written)
                    start, left = start + written, left[written:]
            except OSError:
                self._full = True

    def behind(self, start: int) -> Behind:
        """Return a view of the part after `start`, with its own offsets."""
        return Behind(self, start)

    def _has_room(self) -> bool:
        return shutil.disk_usage(self._folder).free > _LEAVE_BYTES

    def _add(self, start: int, end: int) -> None:
        first = bisect_right(self._ends, start)
        if first > 0 and self._ends[first - 1] == start:
            first -= 1
        last = bisect_right(self._starts, end)
        if first < last:
            start = min(start, self._starts[first])
            end = max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]


class Behind:
    """The part of a spool after `start`."""

    def __init__(self, spool: Spool, start: int) -> None:
        self._spool, self._start = spool, start

    def held_until(self, start: int) -> int:
        return self._spool.held_until(self._start + start) - self._start

    def gap_until(self, start: int, end: int) -> int:
        return self._spool.gap_until(self._start + start, self._start + end) - self._start

    def read(self, start: int, end: int) -> bytes:
        return self._spool.read(self._start + start, self._start + end)

    def write(self, start: int, data: bytes) -> None:
        self._spool.write(self._start + start, data)
