"""A stream that is half loaded: what of it can be trusted after the program was killed.

While a stream is written, sums of what stands in its file are kept beside it. When loading goes on,
the file is cut back to the last byte that a sum vouches for: what a crash, a full disk or a power
cut left behind is loaded anew, and what comes out is the same as in one go. No Qt, no network.

The names are those of yt-dlp: `NAME.part` while it is loaded, `NAME` afterwards, `NAME.ytdl` and
`NAME.part-Frag…` where the stream comes in fragments.
"""

from __future__ import annotations

import hashlib
import json
import os
from glob import escape
from pathlib import Path
from typing import Any, NamedTuple

from viewer.damaged import read_json

BLOCK_BYTES = 1 << 20
_READ_BYTES = 1 << 20


class _Sum(NamedTuple):
    """The sum of the bytes from the end of the one before, up to `end`."""

    end: int
    digest: str
    # How many fragments these bytes hold; None where the stream is one piece.
    fragments: int | None
    # How many bytes the site says that the whole stream has; None where it does not say.
    total: int | None


class ChangedError(Exception):
    """The stream at the site is not the one of which a part was loaded."""


class PartialFile:
    """The file of one stream, and its sums."""

    def __init__(self, path: Path) -> None:
        """`path` is the name of the whole file."""
        self.path = path
        self._part = path.with_name(f"{path.name}.part")
        self._ytdl = path.with_name(f"{path.name}.ytdl")
        self._sums_path = path.with_name(f"{path.name}.sums")
        self._sums: list[_Sum] = []
        self._total: int | None = None

    @property
    def loaded_bytes(self) -> int:
        """What stands on the disk."""
        for path in (self.path, self._part):
            try:
                return path.stat().st_size
            except OSError:
                continue
        return 0

    @property
    def is_whole(self) -> bool:
        return self.path.exists()

    def recover(self) -> None:
        """Look through what was left behind, and cut it back to what can be trusted."""
        for fragment in self._part.parent.glob(f"{escape(self._part.name)}-Frag*"):
            fragment.unlink(missing_ok=True)
        source = self.path if self.path.exists() else self._part
        size = source.stat().st_size if source.exists() else 0
        self._sums = self._good_sums(source)
        trusted = self._end
        if source == self.path:
            if trusted == size and size > 0:
                return
            source.rename(self._part)
        if trusted == 0:
            self.discard()
            return
        os.truncate(self._part, trusted)
        last = self._sums[-1]
        self._total = last.total
        if last.fragments is not None:
            state = {"downloader": {"current_fragment": {"index": last.fragments}}}
            self._ytdl.write_text(json.dumps(state), "utf-8")
        self._sums_path.write_text("".join(f"{json.dumps(each)}\n" for each in self._sums), "utf-8")

    def discard(self) -> None:
        """Forget the stream: everything of it goes."""
        for path in (self.path, self._part, self._ytdl, self._sums_path):
            path.unlink(missing_ok=True)
        self._sums = []
        self._total = None

    def note(self, *, total: int | None, fragments: int | None = None) -> None:
        """Take down what stands in the file now; call it as often as you like.

        `total`: how many bytes the site says that the whole stream has. Raise ChangedError where
        it said something else when the part was loaded.
        """
        if total is not None:
            if self._total is not None and total != self._total:
                raise ChangedError
            self._total = total
        if fragments is not None and not self._fragments_are(fragments):
            return
        try:
            size = self._part.stat().st_size
        except OSError:
            return
        if size < self._end:
            # The site cannot go on in the middle, and the stream was begun anew.
            self._sums = []
            self._sums_path.unlink(missing_ok=True)
        if size - self._end >= (1 if fragments is not None else BLOCK_BYTES):
            self._add(self._part, size, fragments)

    def finish(self) -> None:
        """Take down the end of a stream that is whole."""
        size = self.path.stat().st_size
        if size < self._end:
            self._sums = []
        if size > self._end or not self._sums:
            self._add(self.path, size, None)

    @property
    def _end(self) -> int:
        """Up to where a sum vouches."""
        return self._sums[-1].end if self._sums else 0

    def _fragments_are(self, fragments: int) -> bool:
        """Whether yt-dlp wrote down, too, that so many fragments are in the file."""

        def are_there(state: Any) -> bool:
            return bool(state["downloader"]["current_fragment"]["index"] == fragments)

        return read_json(self._ytdl, are_there) or False

    def _add(self, source: Path, end: int, fragments: int | None) -> None:
        digest = _digest(source, self._end, end)
        if digest is not None:
            self._sums.append(_Sum(end, digest, fragments, self._total))
            with self._sums_path.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(self._sums[-1])}\n")

    def _good_sums(self, source: Path) -> list[_Sum]:
        """Read the sums that hold, from the front."""
        good: list[_Sum] = []
        last = 0
        try:
            for line in self._sums_path.read_text("utf-8").split("\n"):
                each = _Sum(*json.loads(line))
                if each.end < last or _digest(source, last, each.end) != each.digest:
                    break
                good.append(each)
                last = each.end
        except (OSError, ValueError, TypeError, RecursionError):
            pass  # none yet, or the last line is half written
        return good


def _digest(source: Path, begin: int, end: int) -> str | None:
    """Sum the bytes from `begin` up to `end`; None where the file does not reach so far."""
    found = hashlib.blake2b(digest_size=16)
    try:
        with source.open("rb") as file:
            file.seek(begin)
            left = end - begin
            while left > 0:
                chunk = file.read(min(left, _READ_BYTES))
                if not chunk:
                    return None
                found.update(chunk)
                left -= len(chunk)
    except OSError:
        return None
    return found.hexdigest()
