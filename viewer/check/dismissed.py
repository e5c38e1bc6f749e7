"""The user's decisions: which problems are ignored, and what is or is not a timestamp.

One JSON file in the state folder. An ignored problem is known by one claim and one time: the video,
the citation as written, and the words of its claim (those alone: case, markup and stops do not
count). So it survives edits elsewhere in the note and renaming it, and it ends when the time or the
claim changes. If a note names no video, or a citation has no text, the note's path is part of the
key, as for the decisions about times (`Said`).

Windows and commands may share the file. May be used from any thread; whatever writes waits for the
disk, so not on the GUI thread.
"""

import hashlib
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import Any

from viewer.notes.counts import own_claims
from viewer.notes.model import Said
from viewer.notes.note import Note
from viewer.notes.state_file import StateFile

FILE_NAME = "kept.json"
_WORD = re.compile(r"\w+")
# A citation as written, with a sum of the words of its claim; or what was said of a time.
_Entry = tuple[str, str] | Said
_Entries = Mapping[str, Set[_Entry]]  # by video or note
_Kept = tuple[str, _Entry]  # one of these


class Dismissed:
    """The decisions about all notes."""

    def __init__(self, state: Path) -> None:
        """Use the state folder, which need not exist yet."""
        self._file = StateFile[_Entries](state / FILE_NAME, _decoded, _written, {})

    def said_of(self, note_path: Path) -> frozenset[Said]:
        """Return the decisions about times of a note, for parsing it."""
        entries = self._file.read().get(_place(note_path), ())
        return frozenset(one for one in entries if isinstance(one, Said))

    def take_said(self, note_path: Path, before: Note, note: Note) -> None:
        """Save the decisions about times of `note`, which `before` became. Raises ViewerError."""
        place = _place(note_path)
        added, removed = note.said - before.said, before.said - note.said
        self._change({(place, one) for one in added}, {(place, one) for one in removed})

    def kept_of(self, note_path: Path, note: Note) -> frozenset[int]:
        """Return the indexes of all ignored citations of a note."""
        entries = self._file.read()
        subjects = _video(note), _place(note_path)
        written = {one[0] for subject in subjects for one in entries.get(subject, ())}
        found = [at for at, citation in enumerate(note.citations) if citation.written in written]
        claims = _claims(note) if found else {}
        keys = ((at, *_key(note_path, note, at, claims)) for at in found)
        return frozenset(at for at, subject, one in keys if one in entries.get(subject, ()))

    def keep(
        self, note_path: Path, note: Note, citations: Iterable[int], *, is_kept: bool = True
    ) -> None:
        """Ignore the problems of citations, or show them again. Raises ViewerError.

        Saved to the disk when this returns. If that fails, it applies until the program ends.
        """
        claims = _claims(note)
        keys = {_key(note_path, note, index, claims) for index in citations}
        self._change(keys, set()) if is_kept else self._change(set(), keys)

    def rename_note(self, old: Path, new: Path) -> None:
        """Move what is stored by a note's path to its new path. Raises ViewerError."""
        moved = self._file.read().get(_place(old), frozenset())
        self._change({(_place(new), one) for one in moved}, {(_place(old), one) for one in moved})

    def _change(self, added: set[_Kept], removed: set[_Kept]) -> None:
        if added or removed:
            self._file.change(lambda entries: _changed(entries, added, removed))


def _video(note: Note) -> str:
    named = note.video is not None and (note.video.video_id or note.video.url)
    return f"video:{named}" if named else ""


def _place(note_path: Path) -> str:
    return f"note:{os.fspath(note_path.absolute())}".encode("utf-8", "replace").decode()


def _claims(note: Note) -> dict[int, str]:
    """Return the words of its claim for each citation that supports one."""
    claims = own_claims(note).values()
    texts = note.plain.each([claim.span for claim in claims])
    return {
        index: " ".join(_WORD.findall(text.casefold()))
        for claim, text in zip(claims, texts, strict=True)
        for index in claim.citations
    }


def _key(note_path: Path, note: Note, citation: int, claims: Mapping[int, str]) -> _Kept:
    words = claims.get(citation, "")
    # A hash: text of a note is stored in the note, and nowhere else.
    digest = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:24]
    subject = _video(note) if words else ""
    return subject or _place(note_path), (note.citations[citation].written, digest)


def _changed(entries: _Entries, added: set[_Kept], removed: set[_Kept]) -> _Entries:
    kept = {(subject, one) for subject, each in entries.items() for one in each}
    result = defaultdict[str, set[_Entry]](set)
    for subject, one in (kept | added) - removed:
        result[subject].add(one)
    return result


def _decoded(value: Any) -> _Entries:
    return {
        str(subject): frozenset(filter(None, map(_entry, each)))
        for subject, each in value["kept"].items()
        if isinstance(each, list)
    }


def _written(entries: _Entries) -> object:
    return {"kept": {subject: sorted(each, key=str) for subject, each in sorted(entries.items())}}


def _entry(value: object) -> _Entry | None:
    match value:
        case [str(written), str(words)]:
            return written, words
        case [str(line), int(at), bool(is_time)]:
            return Said(line, at, is_time)
    return None
