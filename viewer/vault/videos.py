"""Which video each note of a vault names, by the front matter at its top.

Reads the top of each file: ten thousand notes take about a second when nothing is cached.
Keep it off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.notes.front import read_front_matter, video_ref
from viewer.notes.model import VideoRef


def video_of(note: Path) -> VideoRef | None:
    """Read which video a note names; None where it names none or cannot be read."""
    front = read_front_matter(note)
    return video_ref(front.values) if front is not None else None


def videos_of(root: Path, notes: Iterable[str]) -> Iterator[tuple[str, VideoRef]]:
    """Yield each note (a path relative to `root`) that names a video, with it."""
    for note in notes:
        ref = video_of(root / note)
        if ref is not None:
            yield note, ref
