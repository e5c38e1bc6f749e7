"""Read which video each note of a vault names in its front matter, or all that it names.

Reads the top of each file: ten thousand notes take about a second when nothing is cached; all
videos take several. Keep it off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from viewer.base.errors import NoteFileError
from viewer.notes.file import read_note
from viewer.notes.front import front_matter, front_videos, read_front_matter, video_ref
from viewer.notes.model import VideoRef
from viewer.notes.note import Note

# What names a video in the text of a note has one of these; else only its front matter can.
_OF_VIDEO = (
    *(b"youtu", b"vimeo", b"bilibili", b"twitch", b"{{", b"#t=", b".mp", b".m4", b".mkv"),
    *(b".webm", b".mov", b".avi", b".wav", b".og", b".opus", b".flac"),
)


def video_of(note: Path) -> VideoRef | None:
    """Read which video a note is about; None if it names none or cannot be read.

    If the front matter names one the rest is not read.
    """
    front = read_front_matter(note)
    video = video_ref(front.values) if front is not None else None
    if video is not None:
        return video
    try:
        data = read_note(note)
    except NoteFileError:
        return None
    return Note.parse(data).begun().video if _may_name_videos(data) else None


def all_videos_of(note: Path) -> tuple[VideoRef, ...]:
    """Read the videos a note is about, as in `Note.played`; none if it cannot be read."""
    try:
        data = read_note(note)
    except NoteFileError:
        return ()
    front = front_matter(data)[0]
    if not _may_name_videos(data[front.span.end if front is not None else 0 :]):
        return tuple(front_videos(front)) if front is not None else ()
    read = Note.parse(data)
    return tuple(read.videos[index] for index in read.played)


def _may_name_videos(data: bytes) -> bool:
    text = data.lower()
    return any(sign in text for sign in _OF_VIDEO)


def videos_of(root: Path, notes: Iterable[str]) -> Iterator[tuple[str, VideoRef]]:
    """Yield each note (a path relative to `root`) that names a video, with the video."""
    for note in notes:
        ref = video_of(root / note)
        if ref is not None:
            yield note, ref
