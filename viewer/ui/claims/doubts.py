"""Which citations of a note are to be looked at, as far as their times alone say so.

The window starts with this; once a note is checked its `Review` knows more. Any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from viewer.notes.counts import is_past_end, is_read_shifted, to_look_at
from viewer.notes.model import CitedTime
from viewer.notes.note import Note


class Doubts(NamedTuple):
    """What is to be looked at in a note; see `viewer.notes.counts`."""

    # The citations to look at, in the order of the note.
    places: Sequence[int] = ()
    # The citations whose chips and ticks say so.
    marked: frozenset[int] = frozenset()
    # How many of the citations to look at lie past the end.
    past_end: int = 0


def doubts_by_times(note: Note, times: Sequence[CitedTime]) -> Doubts:
    """Return what is to be looked at in a note that was not checked."""
    places = to_look_at(note, times)
    return Doubts(
        places,
        frozenset(
            index for index in places if not is_read_shifted(note.citations[index], times[index])
        ),
        sum(map(is_past_end, note.citations, times)),
    )
