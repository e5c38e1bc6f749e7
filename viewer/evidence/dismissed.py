"""What a person looked at and keeps as it is: citations that are no findings any more.

One JSON file in the state folder. What is remembered is a judgement of one claim and one time: the
video, the citation as written, and the words of its claim (those alone: case, markup and stops do
not count). So it survives edits elsewhere in the note and a new name for it, and it ends when the
time or the claim is changed. Where a note names no video, or a citation has no words to it, the
note's path is part of it.

Windows and commands may share the file. May be used from any thread; whatever writes waits for the
disk, so not on the GUI thread.
"""

import hashlib
import json
import os
import re
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from viewer.damaged import put_aside
from viewer.errors import NoteChangedError, NoteFileError, ViewerError
from viewer.notes.file import Fingerprint, read_version, save
from viewer.notes.note import Note
from viewer.translation import tr

FILE_NAME = "kept.json"
_WORD = re.compile(r"\w+")
_TRIES = 100  # another program writes it: each has its turn, for one of them always gets on
_Stamp = tuple[int, int, int]
# By video or note: the citations as written, each with a sum of the words of its claim.
_Entries = Mapping[str, frozenset[tuple[str, str]]]
_Kept = tuple[str, tuple[str, str]]  # one of these


class Dismissed:
    """The citations that are kept, of all notes."""

    def __init__(self, path: Path) -> None:
        """Keep them in the file `path`; it need not be there yet."""
        self._path = path
        self._lock = threading.Lock()
        self._stamp: _Stamp | None = None
        self._entries: _Entries = {}  # replaced as a whole

    @classmethod
    def open(cls, state: Path) -> "Dismissed":
        """Open what is kept in the state folder."""
        return cls(state / FILE_NAME)

    def kept_of(self, note_path: Path, note: Note) -> frozenset[int]:
        """Return the indexes of all citations of a note that are kept."""
        entries = self._read()
        if not entries:
            return frozenset()
        by_video = entries.get(_video(note), frozenset()) if note.video is not None else frozenset()
        by_note = entries.get(_place(note_path), frozenset())
        if not by_video and not by_note:
            return frozenset()
        written = {pair[0] for pair in by_video | by_note}
        claims = _claims(note)
        found = set()
        for index, citation in enumerate(note.citations):
            if citation.written in written:
                subject, pair = _key(note_path, note, index, claims)
                if pair in entries.get(subject, frozenset()):
                    found.add(index)
        return frozenset(found)

    def keep(self, note_path: Path, note: Note, citations: Iterable[int]) -> None:
        """Keep citations as they are; on the disk when this returns. Raises ViewerError.

        Where it cannot be saved it holds for this program, until it ends.
        """
        claims = _claims(note)
        self._change({_key(note_path, note, index, claims) for index in citations}, set())

    def forget(self, note_path: Path, note: Note, citations: Iterable[int]) -> None:
        """Let citations be findings again; on the disk when this returns. Raises ViewerError."""
        claims = _claims(note)
        self._change(set(), {_key(note_path, note, index, claims) for index in citations})

    def rename_note(self, old: Path, new: Path) -> None:
        """Keep what was kept by the path of a note under its new one. Raises ViewerError."""
        moved = self._read().get(_place(old), frozenset())
        if moved:
            self._change(
                {(_place(new), pair) for pair in moved}, {(_place(old), pair) for pair in moved}
            )

    # ------------------------------------------------------------------ the file

    def _read(self) -> _Entries:
        """Return what is kept now, whoever wrote it."""
        with self._lock:
            stamp = _stamp(self._path)
            if stamp is not None and stamp != self._stamp:
                try:
                    self._entries = _decoded(self._path.read_bytes())
                except OSError:
                    return self._entries  # it is looked at again the next time
                except ValueError:
                    put_aside(self._path)
                    self._entries = {}
                self._stamp = stamp
            return self._entries

    def _change(self, added: set[_Kept], removed: set[_Kept]) -> None:
        self._read()
        with self._lock:
            self._entries = _changed(self._entries, added, removed)
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                for attempt in range(_TRIES):
                    try:
                        self._write(added, removed)
                        return
                    except NoteChangedError:  # another window, in this very moment
                        if attempt == _TRIES - 1:
                            raise
            except (OSError, NoteFileError) as error:
                reason = error.strerror if isinstance(error, OSError) else str(error)
                raise ViewerError(
                    tr("What you chose to keep couldn't be saved in {0}: {1}").format(
                        self._path, reason
                    ),
                    tr("It will be forgotten when Cuenote is closed."),
                ) from error

    def _write(self, added: set[_Kept], removed: set[_Kept]) -> None:
        """Make the change to what the file holds now, which others may have written since."""
        expected: Fingerprint | None = None
        entries: _Entries = {}
        if self._path.exists():
            data, expected = read_version(self._path)
            try:
                entries = _decoded(data)
            except ValueError:
                put_aside(self._path)
                expected = None
        entries = _changed(entries, added, removed)
        save(self._path, _encoded(entries), expected)
        self._entries, self._stamp = entries, _stamp(self._path)


def _video(note: Note) -> str:
    video = note.video
    if video is None:
        return ""
    return f"video:{video.video_id or video.url or ''}" if video.video_id or video.url else ""


def _place(note_path: Path) -> str:
    return f"note:{os.fspath(note_path.absolute())}".encode("utf-8", "replace").decode()


def _claims(note: Note) -> dict[int, str]:
    """Per citation that supports a claim: the words of it."""
    claims = [claim for claim in note.claims if not claim.stands_for_child]
    texts = note.plain_each([claim.span for claim in claims])
    return {
        index: " ".join(_WORD.findall(text.casefold()))
        for claim, text in zip(claims, texts, strict=True)
        for index in claim.citations
    }


def _key(note_path: Path, note: Note, citation: int, claims: Mapping[int, str]) -> _Kept:
    words = claims.get(citation, "")
    # A sum: what is said in a note stands in the note, and nowhere else.
    digest = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:24]
    subject = _video(note) if words else ""
    return subject or _place(note_path), (note.citations[citation].written, digest)


def _changed(entries: _Entries, added: set[_Kept], removed: set[_Kept]) -> _Entries:
    result = dict(entries)
    for subject, pair in added:
        result[subject] = result.get(subject, frozenset()) | {pair}
    for subject, pair in removed:
        left = result.get(subject, frozenset()) - {pair}
        if left:
            result[subject] = left
        else:
            result.pop(subject, None)
    return result


def _encoded(entries: _Entries) -> bytes:
    kept = {subject: sorted(map(list, pairs)) for subject, pairs in sorted(entries.items())}
    text = json.dumps({"kept": kept}, ensure_ascii=False, indent=1)
    return text.encode("utf-8", "replace")


def _decoded(data: bytes) -> _Entries:
    """Read the file; an entry that is none holds nothing. Raise ValueError where it is damaged."""
    try:
        value: Any = json.loads(data)
        subjects: Any = value["kept"].items()
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not what is kept") from error
    result = {}
    for subject, pairs in subjects:
        if isinstance(pairs, list):
            result[str(subject)] = frozenset(
                (str(pair[0]), str(pair[1]))
                for pair in pairs
                if isinstance(pair, list) and len(pair) == 2
            )
    return result


def _stamp(path: Path) -> _Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
