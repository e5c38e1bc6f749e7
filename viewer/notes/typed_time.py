"""Turn a time or range that was just typed as plain text into a citation. Pure; any thread."""

from __future__ import annotations

import re

from viewer.base.translation import tr
from viewer.notes.edit import Change, Edit
from viewer.notes.note import Note
from viewer.notes.own_form import Wish
from viewer.notes.ranges import end_at
from viewer.notes.retime import cite
from viewer.notes.timecode import parse_typed_range

# Not part of a date, a ratio, an address, a link or an unfinished citation.
_BEFORE = rb"(?<![\w:.,\[(/=&#\"'-])"
_TIME = rb"(?:\d{1,2}:)?[0-5]?\d:[0-5]\d"
_TYPED = re.compile(_BEFORE + _TIME + rb"(?:(?:-|\xe2\x80\x93)" + _TIME + rb")?\Z")
_LONGEST = 24


def cited_time(
    note: Note, data: bytes, end: int, duration_ms: int, wish: Wish | None = None
) -> Change | None:
    """Turn the time that ends at byte `end` into a citation, in the form that the note uses most.

    Two with a dash between become a range. `data` is the text typed since `note` was parsed; it is
    parsed only if there is a time, since this is called for every word. None if no time within the
    video is there, and where it would not be a citation: in code, in a link, in the front matter.
    None as well if it is a citation already, as in a note of plain times.
    """
    found = _TYPED.search(data, max(0, end - _LONGEST), end)
    if found is None:
        return None
    typed = parse_typed_range(found[0].decode())
    if typed is None or max(typed[0], typed[1] or 0) > duration_ms:
        return None
    ms, end_ms = typed
    start = found.start()
    without = note.with_data(data[:start] + data[end:])
    (edit,) = cite(without, start, ms, duration_ms, wish).edits
    if edit.start != start:
        return None
    change = Change.of(
        tr("Add timestamp {0}").format(found[0].decode()), [Edit(start, found[0], edit.new.strip())]
    )
    if not change:
        return None
    cited = note.with_data(change.apply(data))
    if len(cited.citations) != len(without.citations) + 1:
        return None
    if end_ms is None:
        return change
    index = sum(one.span.start < start for one in cited.citations)
    ending = end_at(cited, index, end_ms, duration_ms)
    return change.then(ending, change.name) if ending else None
