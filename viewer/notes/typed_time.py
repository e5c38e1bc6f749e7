"""A time that was just typed as plain text, made a citation of. Pure; any thread."""

from __future__ import annotations

import re

from viewer.notes.edit import Change, Edit
from viewer.notes.note import Note
from viewer.notes.retime import cite

# Not what is part of a date, a ratio, an address, a link or a citation that is being written.
_TYPED = re.compile(rb"(?<![\w:.,\[(/=&#\"'-])(?:(\d{1,2}):)?([0-5]?\d):([0-5]\d)\Z")
_LONGEST = 12


def cited_time(note: Note, end: int, duration_ms: int) -> Change | None:
    """Make a citation of the time that ends at byte `end`, in the syntax that the note uses most.

    `note` holds what was typed. None where no time stands there that lies in the video, and where
    a citation would not be one: in code, in a link, in the front matter.
    """
    found = _TYPED.search(note.data, max(0, end - _LONGEST), end)
    if found is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    ms = ((hours * 60 + minutes) * 60 + seconds) * 1000
    if ms > duration_ms:
        return None
    start = found.start()
    without = note.with_data(note.data[:start] + note.data[end:])
    (edit,) = cite(without, start, ms, duration_ms).edits
    if edit.start != start:
        return None
    change = Change.of(f"Cite {found[0].decode()}", [Edit(start, found[0], edit.new.strip())])
    cited = note.with_data(change.apply(note.data))
    return change if len(cited.citations) == len(without.citations) + 1 else None
