"""Keep the index of transcripts up to date: once for a command, continuously beside a window.

`update_said` looks through the library and the vault once: each folder of a library, each with
notes of a vault. A `SaidKeeper` does so on a thread of the process that keeps the index of the
notes, after those, and again whenever the library, the notes' videos, their transcripts or the
user's choice of one change. A transcript that was added, changed or removed is noticed by the size
and time of its file. Each video is replaced in a transaction of its own, so after being killed the
next run continues.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.errors import (
    Cancelled,
    IndexDamagedError,
    IndexingError,
    MediaError,
    NoteFileError,
)
from viewer.media.address import is_youtube_id
from viewer.media.caption_formats import caption_suffixes
from viewer.media.library import INFO_NAME, Library, read_info
from viewer.media.media import (
    SOUND_SUFFIXES,
    VIDEO_SUFFIXES,
    Pairings,
    files_in,
    find_media,
    library_key,
    media_around,
    media_files,
    remembered,
)
from viewer.media.transcript import Transcript
from viewer.media.transcript_files import TranscriptFile, captions_in, find_transcripts, preferred
from viewer.notes.file import read_note, storable
from viewer.notes.language import language_of
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.real_path import real_path
from viewer.vault.full_text import joined
from viewer.vault.index import Index
from viewer.vault.schema import SETTLED_NS, index_path, open_as_it_is, transaction, writing
from viewer.vault.watch import Watch

Progress = Callable[[int, int], None]  # transcripts read, of so many

_FAILED_S = 10.0  # how long to wait when the index cannot be written, as where the disk is full
_STEP_S = 0.5  # nobody waits for a transcript as for a note that was just saved
_CHOICES = ("transcripts.json", "pairings.json")


class SaidPlaces(NamedTuple):
    """Where transcripts are found, and where their index is."""

    root: Path  # the vault
    cache: Path
    library: Path
    state: Path  # the folder with what the user chose
    languages: Sequence[str] = ()  # in which transcripts are wanted, the best first


def update_said(places: SaidPlaces, progress: Progress | None = None) -> bool:
    """Bring the transcript index up to date; return whether anything changed. Raises IndexingError.

    For the process that holds the index's lock.
    """
    path = index_path(places.cache, places.root)
    index = Index.open(path, places.root)
    if index is None:
        return False  # the notes come first
    with closing(index):
        videos = index.videos_of_notes()
    saved = in_library(places.library, places.languages)
    own = in_vault(videos, places.root, places.library, places.state, saved, places.languages)
    with writing(), closing(open_as_it_is(path)) as db:
        return _write(db, saved | own, progress)


def _write(db: sqlite3.Connection, wanted: Mapping[str, Spoken], progress: Progress | None) -> bool:
    rows = db.execute("SELECT key, id, stamp FROM said").fetchall()
    known = {str(key): (int(number), str(stamp)) for key, number, stamp in rows}
    gone = [number for key, (number, _) in known.items() if key not in wanted]
    if gone:
        with transaction(db):
            for number in gone:
                _remove(db, number)
    fresh = []
    for key, spoken in wanted.items():
        stamp = stamp_of(spoken, time.time_ns())
        if not stamp or key not in known or known[key][1] != stamp:
            fresh.append((key, spoken, stamp))
    for done, (key, spoken, stamp) in enumerate(fresh):
        if progress is not None:
            progress(done, len(fresh))
        read = _first_readable(spoken.files)
        with transaction(db):
            if key in known:
                _remove(db, known[key][0])
            _put(db, key, spoken, stamp, *read)
    if progress is not None and fresh:
        progress(len(fresh), len(fresh))
    return bool(gone or fresh)


def _put(
    db: sqlite3.Connection,
    key: str,
    spoken: Spoken,
    stamp: str,
    file: TranscriptFile,
    transcript: Transcript | None,
) -> None:
    text = transcript.text if transcript is not None else ""
    sentences = transcript.sentences() if transcript is not None else ()
    title, channel = map(storable, title_of(spoken))
    ref = spoken.ref
    number = db.execute(
        "INSERT INTO said VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?)",
        (
            *(storable(key), ref.video_id, ref.url, ref.path),
            os.fsencode(spoken.note) if spoken.note is not None else b"",
            *(title, channel, os.fsencode(file.path)),
            transcript.language if transcript is not None else file.language,
            *(len(sentences), stamp),
        ),
    ).lastrowid
    lines = joined(storable(text[one.start : one.end]) for one in sentences)
    places = json.dumps([(one.start_ms, one.end_ms) for one in sentences])
    db.execute("INSERT INTO said_pages VALUES (?,?,?,?,?)", (number, title, lines, "", places))


def _remove(db: sqlite3.Connection, number: int) -> None:
    db.execute("DELETE FROM said_pages WHERE id = ?", (number,))
    db.execute("DELETE FROM said WHERE id = ?", (number,))


def _first_readable(files: tuple[TranscriptFile, ...]) -> tuple[TranscriptFile, Transcript | None]:
    for file in files:
        try:
            return file, file.read()
        except MediaError:
            continue  # the pane says what is wrong with it
    return files[0], None


_MOST_BYTES = 100_000  # of a note, to tell its language


class Spoken(NamedTuple):
    """A video with its transcripts, the one shown first."""

    ref: VideoRef
    files: tuple[TranscriptFile, ...]
    note: Path | None = None  # that names it; None in a library
    folder: Path | None = None  # of a library: what is known of the video is there


def in_library(library: Path, languages: Sequence[str]) -> dict[str, Spoken]:
    """List the saved videos with transcripts, by the names of their folders.

    `languages` are those in which the user wants transcripts, best first.
    """
    found = {}
    captions = remembered(captions_in)
    for folder in Library(library).folders():
        key = folder.name
        ref = VideoRef(key if is_youtube_id(key) else None)
        # Only the name of the video counts, whatever its ending is.
        media = folder / f"{key}.mp4"
        files = find_transcripts(ref, media, None, library, media, listing=captions)
        if files and ref.video_id is None:
            info = read_info(folder)
            if info is None or not info.url:
                continue  # which video it is, only a note can say
            ref = VideoRef(None, info.url)
        if files:
            found[key] = Spoken(ref, _ordered(files, *languages), None, folder)
    return found


def in_vault(
    videos: Iterable[tuple[VideoRef, str]],
    root: Path,
    library: Path | None,
    state: Path,
    saved: Mapping[str, Spoken],
    languages: Sequence[str],
) -> dict[str, Spoken]:
    """List the videos of a vault's notes whose transcripts are not those of the library (`saved`).

    `videos` come each with the note that names it, by its path in the vault; `state` is the folder
    with the user's choices. The language of a note is preferred over `languages`.
    """
    chosen, pairings = Pairings(state / "transcripts.json"), Pairings(state / "pairings.json")
    captions, media_in = remembered(captions_in), remembered(media_files)
    of_library = {one.files[0].path for one in saved.values()}
    folders = Library(library).folders() if library is not None else ()
    saved_as = {folder.name for folder in folders}
    found: dict[str, Spoken] = {}
    seen: set[tuple[VideoRef, str]] = set()
    suffixes = {*VIDEO_SUFFIXES, *SOUND_SUFFIXES, *caption_suffixes()}
    names_in = remembered(partial(files_in, suffixes=suffixes))

    @cache
    def names_around(folder: str) -> str:
        return "\n".join(path.name for path in media_around(root / folder, root, names_in))

    for ref, relative in videos:
        folder, has_name = relative.rpartition("/")[0], ref.video_id or ref.url
        # Notes of one folder about one video have the same transcripts, but by a path of their own.
        if has_name and (ref, folder) in seen:
            continue
        seen.add((ref, folder))
        # Of most of a hundred thousand there is nothing, which names alone tell. What was chosen
        # for a video that has a name was chosen for all notes about it.
        chooser = root if has_name else root / relative
        is_named = ref.path or chosen.get(ref, chooser) or pairings.get(ref, chooser)
        is_there = ref.video_id is not None and ref.video_id in names_around(folder)
        is_saved = saved_as and not saved_as.isdisjoint((ref.video_id, library_key(ref)))
        if not (is_named or is_there or is_saved):
            continue
        note = root / relative
        # Not in the library, whose transcripts were looked for already.
        media = find_media(ref, note, root, None, pairings, media_in)
        media_path = media.path if media is not None else None
        files = find_transcripts(ref, note, root, library, media_path, chosen, captions)
        if not files:
            continue
        several = len({file.language for file in files}) > 1
        ordered = _ordered(files, _language_in(note) if several else "", *languages)
        key = _key(ref, note, media_path)
        if key not in found and ordered[0].path not in of_library:
            found[key] = Spoken(ref, ordered, note)
    return found


def title_of(spoken: Spoken) -> tuple[str, str]:
    """Read the title and the channel of a saved video; empty if unknown."""
    info = read_info(spoken.folder) if spoken.folder is not None else None
    return (info.title, info.channel) if info is not None else ("", "")


def stamp_of(spoken: Spoken, now_ns: int) -> str:
    """Return a text that differs once any transcript has changed; empty if too recent to tell."""
    parts = []
    places = [file.path for file in spoken.files]
    if spoken.folder is not None:
        places.append(spoken.folder / INFO_NAME)
    for place in places:
        try:
            status = place.stat()
        except OSError:
            parts.append(place.name)  # it went, or there is none
            continue
        if status.st_mtime_ns > now_ns - SETTLED_NS:
            return ""
        parts.append(f"{os.fsencode(place)!r}:{status.st_size}:{status.st_mtime_ns}")
    return "\n".join(parts)


def _ordered(files: list[TranscriptFile], *languages: str) -> tuple[TranscriptFile, ...]:
    first = preferred(files, *languages)
    return tuple(sorted(files, key=lambda file: file is not first))


def _language_in(note: Path) -> str:
    try:
        return language_of(Note.parse(read_note(note)[:_MOST_BYTES]))
    except NoteFileError:
        return ""


def _key(ref: VideoRef, note: Path, media: Path | None) -> str:
    key = ref.video_id or library_key(ref)
    return key or os.fspath(media or os.path.normpath(note.parent / (ref.path or "")))


class SaidKeeper:
    """Repeats the update on a thread of its own until `stop` is set; then call `wake`.

    `tell` is called on that thread: `said` with whether anything changed, `failed` with a message.
    So is `damaged`, if the index is; once it is recreated, call `look_again`.
    """

    def __init__(
        self,
        places: SaidPlaces,
        stop: threading.Event,
        tell: Callable[..., None],
        damaged: Callable[[], None],
    ) -> None:
        self._places, self._stop, self._tell, self._damaged = places, stop, tell, damaged
        self._watch = Watch(real_path(places.library), stop, step_s=_STEP_S)
        self._lock = threading.Lock()
        self._is_wanted = True
        self._choices: tuple[Any, ...] = ()

    def start(self) -> None:
        """Start; everything is checked once."""
        threading.Thread(target=self._keep, daemon=True, name="said").start()

    def wake(self) -> None:
        """Make the thread notice at once that it should stop."""
        self._watch.wake()

    def look_again(self, paths: Iterable[Path] | None, *, videos: bool) -> None:
        """Check these `paths` of the vault (None: any), and whether notes name other `videos`."""
        # A folder that is gone cannot be told from a file without an ending.
        known = {"", *VIDEO_SUFFIXES, *SOUND_SUFFIXES, *caption_suffixes()}
        files = paths is None or any(path.suffix.casefold() in known for path in paths)
        if videos or files:
            with self._lock:
                self._is_wanted = True
            self._watch.wake()

    def _keep(self) -> None:
        is_first = True
        for found in self._watch.changes():
            try:
                wanted = self._take_wish()
                if not (wanted or found is None or found):
                    continue
                changed = update_said(self._places, self._end_if_stopped)
            except Cancelled:
                return
            except IndexDamagedError:
                self._damaged()
                continue
            except IndexingError as error:
                self._tell("failed", words=error.words())
                self._stop.wait(_FAILED_S)
                self.look_again(None, videos=True)
                continue
            self._tell("said", changed=changed or is_first)
            is_first = False

    def _take_wish(self) -> bool:
        """Return whether something in the vault, or a choice, has changed."""
        with self._lock:
            wanted, self._is_wanted = self._is_wanted, False
        choices = tuple(_modified(self._places.state / name) for name in _CHOICES)
        chosen, self._choices = choices != self._choices, choices
        return wanted or chosen

    def _end_if_stopped(self, _done: int, _count: int) -> None:
        if self._stop.is_set():
            raise Cancelled


def _modified(path: Path) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - every other second
    except OSError:
        return 0
