"""What has been received of a stream so far, in a file on disk. No Qt.

Two readers use a stream, the stills and the player, and the user goes back and forth in it: nothing
is requested twice. The file has no name, so that nothing is left behind whatever happens to the
program. Bytes are stored in the order in which they come, since not every disk supports sparse
files. If the disk is full nothing more is stored. Any thread.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import IO

# The rest of the disk is not ours to fill with what the user only watches.
_LEAVE_BYTES = 1 << 30
_ASK_EVERY_BYTES = 16 << 20


class SpoolFile:
    """A file that spools append to; they hold its `lock` meanwhile."""

    def __init__(self, folder: Path) -> None:
        """Store bytes in `folder`; store none if that cannot be written."""
        self.lock = threading.Lock()
        self.size = 0
        self._folder = folder
        self._ask_at = 0  # the size at which the room on disk is looked at
        self._is_full = False
        self._file: IO[bytes] | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115
        except OSError:
            pass

    def close(self) -> None:
        """Delete the stored bytes."""
        with self.lock:
            if self._file is not None:
                self._file.close()
            self._file = None

    def read(self, place: int, size: int) -> bytes:
        """Return up to `size` bytes from `place` on; none if it is closed."""
        if self._file is None:
            return b""
        self._file.seek(place)
        return self._file.read(size)

    def append(self, data: bytes) -> bool:
        """Store `data` at the end; return False if there is no room."""
        if self._file is None or self._is_full:
            return False
        try:
            if self.size >= self._ask_at:
                self._ask_at = self.size + _ASK_EVERY_BYTES
                self._is_full = shutil.disk_usage(self._folder).free <= _LEAVE_BYTES
            left = memoryview(data)
            self._file.seek(self.size)
            while left and not self._is_full:
                left = left[self._file.write(left) :]
        except OSError:
            self._is_full = True
        self.size += 0 if self._is_full else len(data)
        return not self._is_full


@dataclass(slots=True)
class _Stretch:
    """Stored bytes of a stream, half-open, and their place in the file."""

    start: int
    end: int
    place: int


class Spool:
    """Bytes of one file on the web, by their offset."""

    def __init__(self, file: SpoolFile) -> None:
        self._file = file
        self._held: list[_Stretch] = []  # in order; none overlaps another

    def gap_until(self, start: int, end: int) -> int:
        """Return where the next stored stretch after `start` begins, at most `end`."""
        with self._file.lock:
            return self._stop(self._after(start), end)

    def read(self, start: int, end: int) -> bytes:
        """Return the stored bytes of [start, end) from `start` on; fewer where a stretch ends."""
        with self._file.lock:
            at = self._after(start) - 1
            if at < 0 or self._held[at].end <= start:
                return b""
            found = self._held[at]
            return self._file.read(found.place + start - found.start, min(end, found.end) - start)

    def write(self, start: int, data: bytes) -> None:
        """Store `data` at `start`, but for what is stored already."""
        end = start + len(data)
        with self._file.lock:
            while start < end:
                at = self._after(start)
                before = self._held[at - 1] if at > 0 else _Stretch(-1, -1, -1)
                if before.end > start:
                    start = before.end
                    continue
                stop, place = self._stop(at, end), self._file.size
                if not self._file.append(data[start - end : stop - end or None]):
                    return
                if before.end == start and before.place + start - before.start == place:
                    before.end = stop
                else:
                    self._held.insert(at, _Stretch(start, stop, place))
                start = stop

    def _after(self, start: int) -> int:
        return bisect_right(self._held, start, key=lambda each: each.start)

    def _stop(self, at: int, end: int) -> int:
        return min(end, self._held[at].start) if at < len(self._held) else end
