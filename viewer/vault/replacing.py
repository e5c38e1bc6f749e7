"""Search and replace in many notes: find the places, show them before and after, leave some out.

The chosen places become a `Rename` without a name, which `rename_files` carries out. Reads the
notes: keep it off the GUI thread.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from viewer.base.errors import NoteFileError
from viewer.notes.edit import Change, Edit
from viewer.notes.file import read_note
from viewer.notes.note import Note, is_utf8
from viewer.notes.sought import Sought
from viewer.vault.names import is_shown_only
from viewer.vault.rename import NoteChange, Rename

_AROUND = 48  # characters of the line shown at either side
_TAG = re.compile(r"<[^<>]*>")


class Shown(NamedTuple):
    """A place before and after, with its line around it."""

    lead: str
    old: str
    new: str
    tail: str


class Place(NamedTuple):
    """One place of a note: how it is shown, and its edits."""

    shown: Shown
    edits: tuple[Edit, ...]


class NotePlaces(NamedTuple):
    """The places of one note, by its path relative to the vault, and its SHA-256."""

    note: str
    before: str
    places: tuple[Place, ...]

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(edit for place in self.places for edit in place.edits)


def find_places(
    root: Path,
    notes: Iterable[str],
    sought: Sought,
    replacement: str,
    goes_on: Callable[[], bool] = lambda: True,
) -> Iterator[NotePlaces]:
    """Yield the notes that match, with the replacements; `sought` must be valid.

    Notes that cannot be read or changed are skipped. Ends early when `goes_on` returns False.
    """
    for note in notes:
        if not goes_on():
            return
        if is_shown_only(root / note):
            continue
        try:
            data = read_note(root / note)
        except NoteFileError:
            continue
        if not is_utf8(data):
            continue
        edits = list(_edits(data, sought, replacement))
        if edits:
            places = (Place(_shown(data, edit.span, (edit,)), (edit,)) for edit in edits)
            yield NotePlaces(note, sha256(data).hexdigest(), tuple(places))


def _edits(data: bytes, sought: Sought, replacement: str) -> Iterator[Edit]:
    text = data.decode("utf-8-sig")
    at, byte = 0, len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    for found in sought.places(text):
        start, end = found.span()
        byte += len(text[at:start].encode())
        old, new = text[start:end].encode(), sought.written(found, replacement).encode()
        if old != new:
            yield Edit(byte, old, new)
        at, byte = end, byte + len(old)


def places_of(data: bytes, edits: Sequence[Edit]) -> tuple[Place, ...]:
    """Group edits of a note into places: all edits within one timestamp are one place."""
    spans = iter([*(one.span for one in Note.parse(data).citations), (len(data), len(data))])
    span = next(spans)
    groups: list[tuple[tuple[int, int], list[Edit]]] = []
    for edit in edits:
        while span[1] <= edit.start < len(data):
            span = next(spans)
        if groups and span[0] <= groups[-1][1][0].start < edit.start < span[1]:
            groups[-1][1].append(edit)
        else:
            groups.append((span, [edit]))
    return tuple(Place(_as_read(_shown(data, *group)), tuple(group[1])) for group in groups)


def _as_read(shown: Shown) -> Shown:
    """Leave out the tags of a timestamp if its visible text changes, too."""
    old, new = (_TAG.sub("", words) for words in (shown.old, shown.new))
    return shown._replace(old=old, new=new) if old != new else shown


def _shown(data: bytes, span: tuple[int, int], edits: Sequence[Edit]) -> Shown:
    """Return how edits of bytes [start, end) are shown within their line."""
    start, end = span
    if not start <= edits[0].start < end:
        start, end = edits[0].start, edits[-1].end
    first = max(data.rfind(b"\n", 0, start), data.rfind(b"\r", 0, start)) + 1
    ends = [at for at in (data.find(b"\n", end), data.find(b"\r", end)) if at >= 0]
    last = min(ends, default=len(data))
    moved = tuple(edit._replace(start=edit.start - start) for edit in edits)
    old, new = data[start:end].decode(), Change("", moved).apply(data[start:end]).decode()
    lead = _TAG.sub("", data[first:start].decode()).lstrip()
    tail = _TAG.sub("", data[end:last].decode()).rstrip()
    # Cut between words, where there are any.
    if len(lead) > _AROUND:
        lead = "…" + lead[lead.find(" ", len(lead) - _AROUND) + 1 :][-_AROUND:]
    if len(tail) > _AROUND:
        tail = tail[: max(tail.rfind(" ", 0, _AROUND), 0) or _AROUND] + "…"
    return Shown(lead, " ".join(old.split()), " ".join(new.split()), tail)


def planned(root: Path, chosen: Sequence[NotePlaces], words: str) -> Rename:
    """Plan to change notes at these places; `words` name the change.

    A note that has changed by now is planned so that it will be skipped.
    """
    return Rename(root, "", "", tuple(_planned(root, one) for one in chosen), words=words)


def _planned(root: Path, one: NotePlaces) -> NoteChange:
    change = Change("", one.edits)
    try:
        data = read_note(root / one.note)
    except NoteFileError:
        data = b""
    is_same = sha256(data).hexdigest() == one.before
    after = sha256(change.apply(data)).hexdigest() if is_same else ""
    return NoteChange(one.note, change, one.before, after)
