"""Playlists and channels: select entries, and make notes about their videos.

No Qt; everything here waits for the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from viewer.media.media import library_key
from viewer.media.ytdlp_listing import ListedVideo
from viewer.notes.draft import make_folder
from viewer.notes.front import front_videos, read_front_matter
from viewer.notes.new_file import write_new
from viewer.notes.template import USUAL, fill


@dataclass(frozen=True, slots=True)
class Items:
    """Numbers of a list's entries, from 1: `1-5,9,20-`."""

    parts: tuple[tuple[int, int | None], ...]

    @classmethod
    def of(cls, text: str) -> Items:
        """Parse them; raises ValueError for anything else."""
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
    """Find the notes whose front matter names a web video, by its key.

    Searches `folder` and its direct subfolders only: it may contain far more than notes.
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
    """Make a note about a video of a list; return its path and bytes.

    Raises ViewerError if that fails; then nothing of it is left.
    """
    data = fill(template, entry.ref, entry.facts, date.today().isoformat())
    make_folder(folder)
    return write_new(folder, entry.title, data), data


def take_back(made: Mapping[Path, bytes], folder: Path | None = None) -> list[Path]:
    """Delete those notes that are unchanged since they were made; return the paths of the others.

    `folder` was made for them: it is deleted if nothing else is in it.
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
