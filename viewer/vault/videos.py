"""Which video each note of a vault names, by the front matter at its top.

Reads a few kilobytes of each file: ten thousand notes take about a second when nothing is cached.
Keep it off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.notes.front import front_matter, video_ref
from viewer.notes.model import VideoRef

# Front matter longer than this is looked at no further.
_TOP_BYTES = 1 << 14


def video_of(note: Path) -> VideoRef | None:
    """Read which video a note names; None where it names none or cannot be read."""
    try:
        with note.open("rb") as file:
            top = file.read(_TOP_BYTES)
    except OSError:
        return None
    front, _ = front_matter(top)
    return video_ref(front.values) if front is not None else None


def videos_of(root: Path, notes: Iterable[str]) -> Iterator[tuple[str, VideoRef]]:
    """Yield each note (a path relative to `root`) that names a video, with it."""
    for note in notes:
        ref = video_of(root / note)
        if ref is not None:
            yield note, ref
