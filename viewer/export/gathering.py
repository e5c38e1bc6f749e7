"""Gather the notes to export and what is known about their videos. Reads the disk. No Qt.

With many notes, neither the notes nor their transcripts are kept in memory: they are read again
when needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from viewer.base.errors import ViewerError
from viewer.check.sources import Places, Sources
from viewer.export.editors import Footage
from viewer.export.entries import IsWanted, entries_of
from viewer.export.format import Content, ExportNote
from viewer.export.sound import has_sound
from viewer.media.decoder import rate_of
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
    footage: dict[str, Footage] = {}
    gatherers: dict[Path | None, _Gatherer] = {}  # by the vault
    found: list[ExportNote] = []
    sources: set[Path] = set()
    unread = 0
    for path, shown, places in notes:
        sources.add(path)
        if tags and not _may_have(path, tags):
            continue
        if places.vault not in gatherers:
            gatherers[places.vault] = _Gatherer(places, opened, footage)
        try:
            found.append(gatherers[places.vault].read(path, shown, scope))
        except ViewerError as error:
            failed(error)
            unread += 1
    sources |= {one.path for one in footage.values() if one.path is not None}
    return Content(name, found, footage, scope.id != WHOLE, sources, unread)


def _may_have(path: Path, tags: Sequence[str]) -> bool:
    """Return from a note's bytes whether it may have these tags; parsing takes far longer."""
    try:
        data = read_note(path)
    except ViewerError:
        return True  # whoever reads it says why it can't be
    text = data.replace(b"\\", b"").decode("utf-8", "replace").casefold()
    return all(f"#{tag.lstrip('#').casefold()}" in text for tag in tags)


class _Gatherer:
    """Reads notes, and their videos' lengths, which decide how times are read. One thread."""

    def __init__(
        self, places: Places, opened: OpenNote | None, footage: dict[str, Footage]
    ) -> None:
        self._footage = footage  # by the key of the video; what others found is known already
        self._places, self._opened = places, opened
        self._sources = Sources(places)

    def read(self, path: Path, name: str, scope: Scope) -> ExportNote:
        """Read what a scope exports of a note. Raises ViewerError.

        `name` is its file's name in exports.
        """
        note = self._note_at(path)
        videos: list[VideoRef | None] = [note.videos[at] for at in note.played]
        lengths = [self._find(video, note, path).duration_ms for video in videos or [None]]
        by_key = {video_key(video): video for video in videos}
        wanted, areas = scope.wanted(note, path), scope.areas
        entries = entries_of(note, name, _times_of(note, lengths), wanted)
        if areas is None and wanted is not None:
            areas = sorted({entry.span for entry in entries.entries})
        return ExportNote(
            entries,
            path,
            partial(self._again, path, lengths),
            partial(self._said, by_key, video_key(note.video), path),
            self._places.vault or path.parent,
            areas,
            has_text=bool(note.blocks) and areas != [],
        )

    def _find(self, video: VideoRef | None, note: Note, path: Path) -> Footage:
        key, opened = video_key(video), self._opened_at(path)
        known = self._footage.get(key)
        if known is not None and known.path is not None:
            return known
        found = _find_footage(self._sources, video, path)
        if opened is not None and key == video_key(note.video):
            if opened.media is not None and opened.media != found.path:
                found = found._replace(path=opened.media, rate=rate_of(opened.media))
            found = found._replace(duration_ms=opened.duration_ms or found.duration_ms)
        self._footage[key] = found
        return found

    def _opened_at(self, path: Path) -> OpenNote | None:
        return self._opened if self._opened is not None and self._opened.path == path else None

    def _note_at(self, path: Path) -> Note:
        opened = self._opened_at(path)
        if opened is not None:
            return opened.note
        return Note.parse(read_note(path), said=self._sources.dismissed.said_of(path))

    def _again(self, path: Path, lengths: Sequence[int | None]) -> tuple[Note, Sequence[CitedTime]]:
        note = self._note_at(path)
        return note, _times_of(note, lengths)

    def _said(
        self, videos: dict[str, VideoRef | None], main: str, path: Path, key: str
    ) -> Transcript | None:
        """Return the transcript of a video, by its key; `main` is the note's own video's."""
        opened = self._opened_at(path)
        if opened is not None and key == main and opened.transcript is not None:
            return opened.transcript
        return self._sources.of(videos.get(key), path).transcript


def _times_of(note: Note, lengths: Sequence[int | None]) -> Sequence[CitedTime]:
    if note.played:
        return note.times_by(dict(zip(note.played, lengths, strict=True)))
    return note.times(lengths[0])


def _find_footage(sources: Sources, video: VideoRef | None, note_path: Path) -> Footage:
    """Find the file of a video of the note at `note_path`.

    For one that is not here, only the length may be known, as its site stated it.
    """
    path = sources.media_of(video, note_path)
    length_ms = sources.length_of(video, note_path, path)
    if path is None:
        return Footage(None, None, length_ms)
    rate = rate_of(path)
    # Of one that cannot be read whoever makes something of it says why.
    return Footage(path, rate, length_ms, rate is None or has_sound(path))
