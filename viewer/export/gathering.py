"""Notes that are to be exported, with all that is known of their videos. Reads the disk. No Qt.

Of many notes neither the notes nor what is said in their videos are kept: whoever needs them reads
them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from viewer.errors import ViewerError
from viewer.evidence.sources import Places, Sources
from viewer.export.editors import Footage
from viewer.export.entries import Wanted, entries_of
from viewer.export.form import ExportForm, Material, Stopped, Wares
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
    """A part of a note that can be exported."""

    id: str
    wanted: Wanted | None  # which claims are in it; None: all
    areas: Sequence[Span] | None = None  # where not only claims are wanted: in which bytes


Scopes = Sequence[Scope]


class Opened(NamedTuple):
    """A note as it is shown, and what the window knows of the video that is open."""

    note: Note
    path: Path
    media: Path | None  # the file that is open
    duration_ms: int | None
    transcript: Transcript | None


class Known(NamedTuple):
    """A note that was read."""

    note: Note
    # Gives what is exported of it: which claims, and if not only claims, which bytes; None: all.
    material: Callable[[Wanted | None, Sequence[Span] | None], Material]


class NoteAt(NamedTuple):
    """A note that is to be exported."""

    path: Path
    name: str  # of its file in what is exported
    places: Places  # where its videos are looked for


class Stock(NamedTuple):
    """Notes with all that is known of them."""

    name: str  # of a file for all of them, without a suffix
    sources: frozenset[Path]  # their files
    footage: dict[str, Footage]  # by the key of the video
    materials: dict[str, list[Material]]  # by the id of the scope
    unread: int  # notes that could not be read

    def wares(self, form: ExportForm, scope: str) -> Wares:
        """Return what a form takes of a scope."""
        taken = [
            one
            for one in self.materials.get(scope, ())
            if one.entries.entries or (form.takes_text and one.has_text)
        ]
        videos = {one.path for one in self.footage.values() if one.path is not None}
        return Wares(self.name, taken, self.footage, scope != WHOLE, self.sources | videos)


def gather(
    name: str,
    notes: Iterable[NoteAt],
    scopes: Callable[[Note, Path], Scopes],
    failed: Callable[[ViewerError], None],
    opened: Opened | None = None,
    cancelled: Stopped = never,
) -> Stock:
    """Read notes, and look for their videos; `failed` is told of each that cannot be read.

    Raises Cancelled, and what `failed` raises.
    """
    stock = Stock(name, frozenset(), {}, {}, 0)
    gatherers: dict[Path | None, Gatherer] = {}  # by the vault
    sources, unread = set(), 0
    for path, called, places in notes:
        if cancelled():
            raise Cancelled
        sources.add(path)
        if places.vault not in gatherers:
            gatherers[places.vault] = Gatherer(places, opened, stock.footage)
        try:
            known = gatherers[places.vault].read(path, called)
        except ViewerError as error:
            failed(error)
            unread += 1
            continue
        for scope in scopes(known.note, path):
            material = known.material(scope.wanted, scope.areas)
            stock.materials.setdefault(scope.id, []).append(material)
    return stock._replace(sources=frozenset(sources), unread=unread)


class Gatherer:
    """Reads notes, and how long their videos are, which decides how times are read. One thread."""

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

    def read(self, path: Path, name: str) -> Known:
        """Read a note; `name` is what its file is called in exports. Raises ViewerError."""
        note = self._note_at(path)
        videos: list[VideoRef | None] = [note.videos[at] for at in note.played]
        found = [self._find(video, note, path) for video in videos or [None]]
        times_by = partial(times_of, [one.duration_ms for one in found])
        times = times_by(note)
        by_key = {video_key(video): video for video in videos}
        again = partial(self._note_at, path)
        said = partial(self._said, by_key, video_key(note.video), path)
        vault = self._places.vault or path.parent

        def material(wanted: Wanted | None, areas: Sequence[Span] | None = None) -> Material:
            entries = entries_of(note, name, times, wanted)
            if areas is None and wanted is not None:
                areas = sorted({entry.span for entry in entries.entries})
            has_text = bool(note.blocks) and areas != []
            return Material(entries, path, again, times_by, said, vault, areas, has_text)

        return Known(note, material)

    def _find(self, video: VideoRef | None, note: Note, path: Path) -> Footage:
        """Look for a video of the note at `path`; one that is here is looked for once."""
        key, opened = video_key(video), self._opened_at(path)
        known = self.footage.get(key)
        if known is not None and known.path is not None:
            return known
        found = find_footage(self._sources, video, path)
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
        return opened.note.whole() if opened is not None else Note.parse(read_note(path))

    def _said(
        self, videos: dict[str, VideoRef | None], main: str, path: Path, key: str
    ) -> Transcript | None:
        """Give what is said in a video, by its key; `main` is that of the note's own video."""
        opened = self._opened_at(path)
        if opened is not None and key == main and opened.transcript is not None:
            return opened.transcript
        return self._sources.of(videos.get(key), path).transcript


def times_of(lengths: Sequence[int | None], note: Note) -> Sequence[CitedTime]:
    """Give where the citations of a note lead; `lengths`, in ms, are those of its videos."""
    if note.played:
        return note.times_by(dict(zip(note.played, lengths, strict=True)))
    return note.times(lengths[0])


def find_footage(sources: Sources, video: VideoRef | None, note_path: Path) -> Footage:
    """Look for a video of the note at `note_path`.

    One that is not here may be known by its length alone, as the site said it.
    """
    facts = sources.of(video, note_path)
    path = sources.media_of(video, note_path)
    return Footage(path, rate_of(path) if path is not None else None, facts.duration_ms)


def find_picture(note_path: Path, vault: Path, address: str) -> Path | None:
    """Find a picture that a note shows: beside it, or from the top of its vault; never outside."""
    if "://" in address:
        return None
    root = vault.resolve()
    paths = (folder / unquote(address) for folder in (note_path.parent, vault))
    return next((p for p in paths if p.is_file() and p.resolve().is_relative_to(root)), None)
