"""Which transcripts are there: those of the library, and those that belong to the notes of a vault.

Where they are looked for is what `video.transcripts.files` knows; this asks it once for each video.
Reads the disk: of a library each folder, of a vault each folder with notes, once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from viewer.errors import NoteFileError
from viewer.notes.file import read_note
from viewer.notes.language import language_of
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.video.address import is_youtube_id
from viewer.video.downloads.library import INFO_NAME, Library, read_info
from viewer.video.media import (
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
from viewer.video.transcripts.files import TranscriptFile, captions_in, find_transcripts, preferred
from viewer.video.transcripts.formats import caption_suffixes

# A file that changed so lately may change again within one tick of the file system's clock.
_SETTLED_NS = 2_000_000_000
_MOST_BYTES = 100_000  # of a note, to tell its language


class Spoken(NamedTuple):
    """A video with transcripts, the one that is shown first."""

    ref: VideoRef
    files: tuple[TranscriptFile, ...]
    note: Path | None = None  # that names it; None in a library
    folder: Path | None = None  # of a library: what is known of the video is there


def in_library(library: Path, language: str) -> dict[str, Spoken]:
    """List the saved videos with transcripts, by the names of their folders.

    `language` is that in which a person wants transcripts; empty for none.
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
            found[key] = Spoken(ref, _ordered(files, language), None, folder)
    return found


def in_vault(
    videos: Iterable[tuple[VideoRef, str]],
    root: Path,
    library: Path | None,
    state: Path,
    saved: Mapping[str, Spoken],
    language: str,
) -> dict[str, Spoken]:
    """List the videos of a vault's notes whose transcripts are not those of the library (`saved`).

    `videos` come each with the note that names it, by its path in the vault; `state` is the folder
    with what a person chose for them.
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
        ordered = _ordered(files, language or (_language_in(note) if several else ""))
        key = _key(ref, note, media_path)
        if key not in found and ordered[0].path not in of_library:
            found[key] = Spoken(ref, ordered, note)
    return found


def title_of(spoken: Spoken) -> tuple[str, str]:
    """Read the title and the channel of a saved video; empty where nothing says them."""
    info = read_info(spoken.folder) if spoken.folder is not None else None
    return (info.title, info.channel) if info is not None else ("", "")


def stamp_of(spoken: Spoken, now_ns: int) -> str:
    """Return what is another text once any transcript changed; empty: too lately to tell."""
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
        if status.st_mtime_ns > now_ns - _SETTLED_NS:
            return ""
        parts.append(f"{os.fsencode(place)!r}:{status.st_size}:{status.st_mtime_ns}")
    return "\n".join(parts)


def _ordered(files: list[TranscriptFile], language: str) -> tuple[TranscriptFile, ...]:
    first = preferred(files, language)
    return tuple(sorted(files, key=lambda file: file is not first))


def _language_in(note: Path) -> str:
    try:
        return language_of(Note.parse(read_note(note)[:_MOST_BYTES]))
    except NoteFileError:
        return ""


def _key(ref: VideoRef, note: Path, media: Path | None) -> str:
    key = ref.video_id or library_key(ref)
    return key or os.fspath(media or os.path.normpath(note.parent / (ref.path or "")))
