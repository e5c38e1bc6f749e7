"""Playlists and channels: what was offered of each, what of one is wanted, and notes about it.

The window and `cuenote save` share what they remember: one file for each list, named by a sum of
its address, in `lists/` of the state folder. No Qt; everything here waits for the disk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from viewer.damaged import read_state
from viewer.notes.beside import write_whole
from viewer.notes.draft import make_folder
from viewer.notes.front import front_videos, read_front_matter
from viewer.notes.new_file import write_new
from viewer.notes.template import USUAL, fill
from viewer.video.address import list_at
from viewer.video.media import library_key
from viewer.video.ytdlp.listing import ListedVideo


class OfferedVideos(NamedTuple):
    """What was offered of a list before."""

    keys: frozenset[str] = frozenset()  # of its videos
    day: str = ""  # ISO 8601, of the last time; "" where it was never offered


def _offered(kept: Any) -> OfferedVideos:
    return OfferedVideos(frozenset(map(str, kept["keys"])), str(kept["day"]))


class OfferedLists:
    """What was offered of every list, on the disk."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "lists"

    def of(self, url: str) -> OfferedVideos:
        """Read what was offered of the list at `url`; a damaged file is put aside."""
        return read_state(self._path(url), _offered) or OfferedVideos()

    def add(self, url: str, title: str, keys: Iterable[str]) -> None:
        """Remember that these were offered, too.

        Where that cannot be written they are offered once more, which harms nobody.
        """
        path = self._path(url)
        value = {
            "url": url,
            "title": title,
            "day": date.today().isoformat(),
            "keys": sorted(self.of(url).keys | frozenset(keys)),
        }
        with suppress(OSError, UnicodeEncodeError):
            write_whole(path, json.dumps(value, ensure_ascii=False))

    def _path(self, url: str) -> Path:
        plain = list_at(url) or url.partition("#")[0]
        return self._folder / f"{hashlib.sha256(plain.encode()).hexdigest()[:20]}.json"


@dataclass(frozen=True, slots=True)
class Items:
    """Numbers of a list's entries, from 1: `1-5,9,20-`."""

    parts: tuple[tuple[int, int | None], ...]

    @classmethod
    def of(cls, text: str) -> Items:
        """Read them; raise ValueError for anything else."""
        parts = []
        for part in text.split(","):
            first, dash, last = (each.strip() for each in part.partition("-"))
            start = int(first) if first or not dash else 1
            end = (int(last) if last else None) if dash else start
            if start < 1 or (end is not None and end < start):
                raise ValueError(f"“{part}” is no range of entries")
            parts.append((start, end))
        return cls(tuple(parts))

    def __contains__(self, number: int) -> bool:
        return any(
            first <= number and (last is None or number <= last) for first, last in self.parts
        )


def noted_keys(folder: Path) -> dict[str, Path]:
    """Find the notes whose front matter names a video on the web, by its key.

    In `folder` and the folders in it, no deeper: it may be one that holds far more than notes.
    """
    found: dict[str, Path] = {}
    for path in sorted([*folder.glob("*.md"), *folder.glob("[!.]*/*.md")]):
        front = read_front_matter(path)
        for ref in front_videos(front) if front is not None else ():
            key = library_key(ref)
            if key is not None:
                found.setdefault(key, path)
    return found


def make_stub(entry: ListedVideo, folder: Path, template: str = USUAL) -> tuple[Path, bytes]:
    """Make a note about a video of a list; give its path, and its bytes.

    Raise ViewerError where that fails; nothing of it is there then.
    """
    data = fill(template, entry.ref, entry.facts, date.today().isoformat())
    make_folder(folder)
    return write_new(folder, entry.title, data), data


def take_back(made: Mapping[Path, bytes], folder: Path | None = None) -> list[Path]:
    """Delete notes that still are as they were made; give the paths of those that stay.

    `folder` was made for them: it goes where nothing else is in it.
    """
    kept = []
    for path, data in made.items():
        try:
            if path.read_bytes() == data:
                path.unlink()
            else:
                kept.append(path)
        except FileNotFoundError:
            pass  # it is gone already
        except OSError:
            kept.append(path)
    if folder is not None:
        with suppress(OSError):
            folder.rmdir()
    return kept
