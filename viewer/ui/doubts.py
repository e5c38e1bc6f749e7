"""Which citations of a note are to be looked at, as far as their times alone say so.

The window starts with this; once a note is checked its `Review` knows more. Any thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from viewer.notes.model import Citation, CitedTime
from viewer.notes.note import Note
from viewer.ui.chips import state_of
from viewer.ui.note_document import ChipState


class Doubts(NamedTuple):
    """What is to be looked at in a note."""

    # One citation for each thing to look at, in the order of the note.
    places: Sequence[int]
    # The citations whose chips and ticks say so.
    marked: frozenset[int]


def is_doubtful(citation: Citation, time: CitedTime) -> bool:
    """Say whether a citation is in doubt by its time alone."""
    return state_of(citation, time) is not ChipState.PLAIN


def doubts_by_times(note: Note, times: Sequence[CitedTime]) -> Doubts:
    """Say what is to be looked at in a note that was not checked."""
    found = [
        index
        for index, (citation, time) in enumerate(zip(note.citations, times, strict=True))
        if is_doubtful(citation, time)
    ]
    return Doubts(found, frozenset(found))
