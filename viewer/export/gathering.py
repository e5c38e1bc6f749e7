"""Gather the notes to export and what is known about their videos. Reads the disk. No Qt.

With many notes, neither the notes nor their transcripts are kept in memory: they are read again
when needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from viewer.errors import ViewerError
from viewer.evidence.sources import Places, Sources
from viewer.export.editors import Footage
from viewer.export.entries import Wanted, entries_of
from viewer.export.form import ExportForm, Material, Wares
from viewer.export.sound import has_sound
from viewer.notes.file import read_note
from viewer.notes.model import CitedTime, Span, VideoRef
from viewer.notes.note import Note
from viewer.notes.videos import video_key
from viewer.video.frames.decoder import rate_of
from viewer.video.frames.pictures import Cancelled, never
from viewer.video.transcripts.transcript import Transcript

WHOLE = "note"
"""The scope that is all of each note."""


class Scope(NamedTuple):
    """A part of notes that can be exported."""

    id: str
    words: str
    # Gives which claims of a note are in it; None: all.
    wanted: Callable[[Note, Path], Wanted | None] = lambda note, path: None
    areas: Sequence[Span] | None = None  # where not only claims are wanted: in which bytes


class Opened(NamedTuple):
    """A note as shown, and what the window knows about the open video."""

    note: Note
    path: Path
    media: Path | None  # the file that is open
    duration_ms: int | None
    transcript: Transcript | None


class Chosen(NamedTuple):
    """Which notes, and which parts of them, are to be exported."""

    name: str  # of a file for all of them, without a suffix
    # Each with the name of its file in what is exported, and where its videos are looked for.
    notes: Sequence[tuple[Path, str, Places]]
    scopes: Sequence[Scope]
    opened: Opened | None = None  # the one among them that is shown
    tags: Sequence[str] = ()  # a note without one of these has nothing that is wanted


class Stock(NamedTuple):
    """What was chosen, with everything known about it."""

    chosen: Chosen
    footage: Mapping[str, Footage]  # by the key of the video
    materials: Mapping[str, Sequence[Material]]  # by the id of the scope
    unread: int  # notes that could not be read

    def wares(self, form: ExportForm, scope: Scope) -> Wares:
        """Return what a format uses of a scope."""
        taken = [
            one
            for one in self.materials.get(scope.id, ())
            if one.entries.entries or (form.takes_text and one.has_text)
        ]
        sources = {path for path, *_ in self.chosen.notes}
        sources |= {one.path for one in self.footage.values() if one.path is not None}
        return Wares(self.chosen.name, taken, self.footage, scope.id != WHOLE, sources)


def gather(
    chosen: Chosen,
    failed: Callable[[ViewerError], None] | None = None,
    cancelled: Callable[[], bool] = never,
) -> Stock:
    """Read the notes, and look for their videos; unreadable ones are passed to `failed`.

    Raises Cancelled, and without `failed` ViewerError for an unreadable note.
    """
    footage: dict[str, Footage] = {}
    materials: dict[str, list[Material]] = defaultdict(list)
    gatherers: dict[Path | None, Gatherer] = {}  # by the vault
    unread = 0
    for path, name, places in chosen.notes:
        if cancelled():
            raise Cancelled
        if chosen.tags and not _may_have(path, chosen.tags):
            continue
        if places.vault not in gatherers:
            gatherers[places.vault] = Gatherer(places, chosen.opened, footage)
        try:
            read = list(gatherers[places.vault].read(path, name, chosen.scopes))
        except ViewerError as error:
            if failed is not None:
                failed(error)
            elif len(chosen.notes) == 1:
                raise
            unread += 1
            continue
        for scope, material in zip(chosen.scopes, read, strict=True):
            materials[scope.id].append(material)
    return Stock(chosen, footage, materials, unread)


def _may_have(path: Path, tags: Sequence[str]) -> bool:
    """Return from a note's bytes whether it may have these tags; parsing takes far longer."""
    try:
        data = read_note(path)
    except ViewerError:
        return True  # whoever reads it says why it can't be
    text = data.replace(b"\\", b"").decode("utf-8", "replace").casefold()
    return all(f"#{tag.lstrip('#').casefold()}" in text for tag in tags)


class Gatherer:
    """Reads notes, and their videos' lengths, which decide how times are read. One thread."""

    def __init__(
        self,
        places: Places,
        opened: Opened | None = None,
        footage: dict[str, Footage] | None = None,
    ) -> None:
        # By the key of the video; what others found is known already.
        self.footage = {} if footage is None else footage
        self._places, self._opened = places, opened
        self._sources = Sources(places)

    def read(self, path: Path, name: str, scopes: Sequence[Scope]) -> Iterator[Material]:
        """Read a note, and yield what each scope exports of it. Raises ViewerError.

        `name` is its file's name in exports.
        """
        note = self._note_at(path)
        videos: list[VideoRef | None] = [note.videos[at] for at in note.played]
        found = [self._find(video, note, path) for video in videos or [None]]
        times_by = partial(_times_of, [one.duration_ms for one in found])
        times = times_by(note)
        by_key = {video_key(video): video for video in videos}
        again = partial(self._note_at, path)
        said = partial(self._said, by_key, video_key(note.video), path)
        vault = self._places.vault or path.parent
        for scope in scopes:
            wanted, areas = scope.wanted(note, path), scope.areas
            entries = entries_of(note, name, times, wanted)
            if areas is None and wanted is not None:
                areas = sorted({entry.span for entry in entries.entries})
            has_text = bool(note.blocks) and areas != []
            yield Material(entries, path, again, times_by, said, vault, areas, has_text)

    def _find(self, video: VideoRef | None, note: Note, path: Path) -> Footage:
        key, opened = video_key(video), self._opened_at(path)
        known = self.footage.get(key)
        if known is not None and known.path is not None:
            return known
        found = _find_footage(self._sources, video, path)
        if opened is not None and key == video_key(note.video):
            if opened.media is not None and opened.media != found.path:
                found = found._replace(path=opened.media, rate=rate_of(opened.media))
            found = found._replace(duration_ms=opened.duration_ms or found.duration_ms)
        self.footage[key] = found
        return found

    def _opened_at(self, path: Path) -> Opened | None:
        return self._opened if self._opened is not None and self._opened.path == path else None

    def _note_at(self, path: Path) -> Note:
        opened = self._opened_at(path)
        if opened is not None:
            return opened.note
        return Note.parse(read_note(path), said=self._sources.dismissed.said_of(path))

    def _said(
        self, videos: dict[str, VideoRef | None], main: str, path: Path, key: str
    ) -> Transcript | None:
        """Return the transcript of a video, by its key; `main` is the note's own video's."""
        opened = self._opened_at(path)
        if opened is not None and key == main and opened.transcript is not None:
            return opened.transcript
        return self._sources.of(videos.get(key), path).transcript


def _times_of(lengths: Sequence[int | None], note: Note) -> Sequence[CitedTime]:
    if note.played:
        return note.times_by(dict(zip(note.played, lengths, strict=True)))
    return note.times(lengths[0])


def _find_footage(sources: Sources, video: VideoRef | None, note_path: Path) -> Footage:
    """Find the file of a video of the note at `note_path`.

    For one that is not here, only the length may be known, as its site stated it.
    """
    facts = sources.of(video, note_path)
    path = sources.media_of(video, note_path)
    if path is None:
        return Footage(None, None, facts.duration_ms)
    rate = rate_of(path)
    # Of one that cannot be read whoever makes something of it says why.
    return Footage(path, rate, facts.duration_ms, rate is None or has_sound(path))


def find_picture(note_path: Path, vault: Path, address: str) -> Path | None:
    """Find a picture that a note shows: relative to it, or to its vault; never outside."""
    if "://" in address:
        return None
    root = vault.resolve()
    paths = (folder / unquote(address) for folder in (note_path.parent, vault))
    return next((p for p in paths if p.is_file() and p.resolve().is_relative_to(root)), None)
