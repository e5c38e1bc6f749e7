"""Gather the notes to export and what is known about their videos. Reads the disk. No Qt.

With many notes, neither the notes nor their transcripts are kept in memory: they are read again
when needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from viewer.base.errors import ViewerError
from viewer.check.sources import Places, Sources
from viewer.export.entries import Footage, IsWanted, entries_of
from viewer.export.format import Content, ExportNote
from viewer.media.decoder import has_picture
from viewer.media.transcript import Transcript
from viewer.notes.file import read_note
from viewer.notes.model import CitedTime, Span, VideoRef
from viewer.notes.note import Note
from viewer.notes.videos import video_key

WHOLE = "note"
"""The scope that is all of each note."""


class Scope(NamedTuple):
    """A part of notes that can be exported."""

    id: str
    words: str
    # Gives which claims of a note are in it; None: all.
    wanted: Callable[[Note, Path], IsWanted | None] = lambda note, path: None
    areas: Sequence[Span] | None = None  # where not only claims are wanted: in which bytes


class OpenNote(NamedTuple):
    """A note as shown, and what the window knows about the open video."""

    note: Note
    path: Path
    media: Path | None  # the file that is open
    duration_ms: int | None
    transcript: Transcript | None


def gather(
    notes: Iterable[tuple[Path, str, Places]],
    scope: Scope,
    *,
    name: str,
    opened: OpenNote | None = None,
    tags: Sequence[str] = (),
    failed: Callable[[ViewerError], object] = lambda error: None,
) -> Content:
    """Read a scope of notes, and look for their videos; unreadable ones are passed to `failed`.

    Each note comes with the name of its file in what is exported, and where its videos are looked
    for. `name` is that of a file for all of them, without a suffix; `opened` is the one among them
    that is shown. A note without one of `tags` has nothing that is wanted.
    """
    sources_in, footage = cache(Sources), dict[str, Footage]()
    found, files, unread = list[ExportNote](), set[Path](), 0
    for path, shown, places in notes:
        files.add(path)
        if tags and not _may_have(path, tags):
            continue
        known = opened if opened is not None and opened.path == path else None
        try:
            found.append(_read(path, shown, scope, sources_in(places), known, footage))
        except ViewerError as error:
            failed(error)
            unread += 1
    files |= {one.path for one in footage.values() if one.path is not None}
    return Content(name, found, footage, scope.id != WHOLE, files, unread)


def _may_have(path: Path, tags: Sequence[str]) -> bool:
    """Return from a note's bytes whether it may have these tags; parsing takes far longer."""
    try:
        data = read_note(path)
    except ViewerError:
        return True  # whoever reads it says why it can't be
    text = data.replace(b"\\", b"").decode("utf-8", "replace").casefold()
    return all(f"#{tag.lstrip('#').casefold()}" in text for tag in tags)


def _read(
    path: Path,
    name: str,
    scope: Scope,
    sources: Sources,
    opened: OpenNote | None,
    footage: dict[str, Footage],
) -> ExportNote:
    """Read what a scope exports of a note, and add its videos to `footage`. Raises ViewerError.

    Their lengths decide how times are read.
    """

    def parsed() -> Note:
        if opened is not None:
            return opened.note
        return Note.parse(read_note(path), said=sources.dismissed.said_of(path))

    note = parsed()
    videos: list[VideoRef | None] = [note.videos[at] for at in note.played]
    by_key, main = {video_key(video): video for video in videos or [None]}, video_key(note.video)
    for key, video in by_key.items():
        if key not in footage or footage[key].path is None:
            footage[key] = _find_footage(sources, video, path, opened if key == main else None)
    lengths = [footage[video_key(video)].duration_ms for video in videos or [None]]
    wanted, areas = scope.wanted(note, path), scope.areas
    entries = entries_of(note, name, _times_of(note, lengths), wanted)
    if areas is None and wanted is not None:
        areas = sorted({entry.span for entry in entries.entries})

    def again() -> tuple[Note, Sequence[CitedTime]]:
        found = parsed()
        return found, _times_of(found, lengths)

    def said(key: str) -> Transcript | None:
        if opened is not None and key == main and opened.transcript is not None:
            return opened.transcript
        return sources.of(by_key.get(key), path).transcript

    vault, has_text = sources.places.vault or path.parent, bool(note.blocks) and areas != []
    return ExportNote(entries, path, again, said, vault, areas, has_text)


def _times_of(note: Note, lengths: Sequence[int | None]) -> Sequence[CitedTime]:
    if note.played:
        return note.times_by(dict(zip(note.played, lengths, strict=True)))
    return note.times(lengths[0])


def _find_footage(
    sources: Sources, video: VideoRef | None, note_path: Path, opened: OpenNote | None
) -> Footage:
    """Find the file of a video of the note at `note_path`; `opened` if it is the one shown.

    For one that is not here, only the length may be known, as its site stated it.
    """
    path = sources.media_of(video, note_path)
    length_ms = sources.length_of(video, note_path, path)
    if opened is not None:
        path, length_ms = opened.media or path, opened.duration_ms or length_ms
    if path is None:
        return Footage(None, length_ms)
    return Footage(path, length_ms, has_picture(path))
