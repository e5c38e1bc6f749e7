"""What the chip of a citation says, and how it is drawn: from the citation and where it leads."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.notes.counts import is_read_shifted, needs_a_look
from viewer.notes.marking import regions_of
from viewer.notes.note import Citation, CitedTime, Note, TimeStatus
from viewer.notes.region import region_of
from viewer.notes.timecode import format_ms, format_range
from viewer.ui.note.document import ChipState
from viewer.ui.note.styles import WORD_JOINER


def chip_state(
    note: Note, index: int, time: CitedTime, doubts: frozenset[int] | None = None
) -> ChipState:
    """Return how the chip of citation `index` is drawn, given where it leads.

    `doubts` are the citations that are in doubt; None where only their times are known.
    """
    if note.citations[index].video is not None and time.ms is not None:
        return ChipState.ELSEWHERE
    if doubts is None or time.ms is None:
        return state_of(note.citations[index], time)
    return ChipState.DOUBT if index in doubts else ChipState.PLAIN


def state_of(citation: Citation, time: CitedTime) -> ChipState:
    """Return how the chip of a citation is drawn, given where it leads."""
    if time.ms is None:
        return ChipState.OUT_OF_REACH
    if needs_a_look(citation, time) and not is_read_shifted(citation, time):
        return ChipState.DOUBT
    return ChipState.PLAIN


def is_in_range_chip(note: Note, index: int, times: Sequence[CitedTime]) -> bool:
    """Return whether a citation ends a range that is shown as one chip, which says its time too."""
    return note.citations[index].ends_range and times[index - 1].end_ms is not None


def mark_of(note: Note, index: int) -> int:
    """Return the number of the mark that a citation has in the picture, as `Chip` has it."""
    citation = note.citations[index]
    if region_of(note.data, citation) is None:
        return -1
    claims = (one for one in note.claims if index in one.citations and not one.stands_for_child)
    regions = list(regions_of(note, claim)) if (claim := next(claims, None)) else [index]
    return regions.index(index) + 1 if len(regions) > 1 else 0


def chip_text(note: Note, index: int, time: CitedTime, mark: int) -> str:
    """Return the text of a chip: the time it leads to, or its range; or else what was written.

    With a question mark where something else may be meant. A second `mark` in the picture at the
    same time, as `mark_of` numbers it, has its number alone.
    """
    if mark > 1 and note.citations[index - 1].readings == note.citations[index].readings:
        return str(mark)
    if time.ms is not None:
        # A line may not break in it, as it could behind a dash.
        shown = format_range(time.ms, time.end_ms).replace("–", f"–{WORD_JOINER}")
        return shown if time.is_sure else f"{shown}{WORD_JOINER}?"
    citation = note.citations[index]
    if time.status is TimeStatus.PAST_END and citation.readings:
        return format_ms(citation.readings[0].ms)
    return " ".join(citation.written.split())[:24] or "?"
