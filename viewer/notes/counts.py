"""The counts of a note: each number shown anywhere is defined here, once.

- **Claims**: the texts that have citations of their own. What borrows the citation of a claim
  nearby (a stand-in) is none of its own.
- **To look at**: the citations that need a look: what is written says so (`faults_of`), or a check
  (`viewer.check.finding`). Those of a shifted note are as many, though one card shows and one
  repair mends them all. What the user keeps as it is does not count.

Any thread.
"""

from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from viewer.notes.model import Citation, CitedTime, Claim, EndFault, TimeStatus
from viewer.notes.note import Note
from viewer.notes.timecode import Form


class Doubts(NamedTuple):
    """What is in doubt in a note."""

    places: Sequence[int] = ()  # the citations to look at, in the order of the note
    marked: frozenset[int] = frozenset()  # those whose chips and ticks say so


def own_claims(note: Note) -> dict[int, Claim]:
    """Return the claims of a note, by their index, without stand-ins."""
    return {at: one for at, one in enumerate(note.claims) if not one.stands_for_child}


def claim_count(note: Note) -> int:
    """Count the claims of a note."""
    return len(own_claims(note))


def claims_cited(note: Note) -> list[int | None]:
    """Return for each citation the index of the claim that it supports."""
    claim_of: list[int | None] = [None] * len(note.citations)
    for index, claim in own_claims(note).items():
        for citation in claim.citations:
            claim_of[citation] = index
    return claim_of


class WrittenFault(Enum):
    """What is written shows that a citation is wrong: in the order in which it is looked for.

    The verdict that names it in `viewer.check.verdicts` has its texts and its repair.
    """

    UNREADABLE = auto()  # no time can be read, or only from the label
    SHIFTED = auto()  # minutes and seconds are written as hours and minutes
    PAST_END = auto()
    LABEL_DIFFERS = auto()
    WRONG_END = auto()  # a range ends before it starts, or past the end


def faults_of(note: Note, times: Sequence[CitedTime]) -> list[WrittenFault | None]:
    """Return what is wrong with each citation, by what is written alone: the one place it is said.

    `times` are the decided times. A fault that needs several citations is found here, too.
    """
    return list(map(_fault, note.citations, times))


def _fault(citation: Citation, time: CitedTime) -> WrittenFault | None:
    if time.reading is None or not citation.readings:
        return WrittenFault.UNREADABLE
    if time.status is TimeStatus.SHIFTED or agreed_ms(citation) is not None:
        return WrittenFault.SHIFTED
    if time.status is TimeStatus.PAST_END:
        return WrittenFault.PAST_END
    if label_differs(citation, time):
        return WrittenFault.LABEL_DIFFERS
    return WrittenFault.WRONG_END if time.end_fault is not None else None


def doubts_by_times(note: Note, times: Sequence[CitedTime]) -> Doubts:
    """Return what is in doubt in an unchecked note, judged by its decided times.

    Chips and ticks of a note read as shifted as a whole lead to the right moment: only their
    format needs a look, and they are not marked.
    """
    faults = {at: fault for at, fault in enumerate(faults_of(note, times)) if fault is not None}
    marked = (
        at
        for at, fault in faults.items()
        if fault is not WrittenFault.SHIFTED or times[at].status is not TimeStatus.SHIFTED
    )
    return Doubts([*faults], frozenset(marked))


def count_past_end(note: Note, duration_ms: int) -> int:
    """Count the times of a note, including ends, that are past the end of its video."""
    times = note.times(duration_ms)
    ends = sum(time.end_fault is EndFault.PAST_END for time in times)
    return ends + faults_of(note, times).count(WrittenFault.PAST_END)


def label_differs(citation: Citation, time: CitedTime) -> bool:
    """Return whether value and label name different moments; the value counts."""
    if time.status is not TimeStatus.HOLDS or time.ms is None:
        return False
    if not citation.readings or not citation.label_readings:
        return False
    apart_ms = abs(citation.label_readings[0].ms - time.ms)
    # An address says parts of a second that its label leaves out, or rounds.
    return apart_ms >= 1_000 if not citation.syntax.is_marked else apart_ms > 0


def agreed_ms(citation: Citation) -> int | None:
    """Return the time that differing value and label agree on in another reading; else None.

    `02:14:00` and its label `[02:14]` do: one of the two is minutes and seconds.
    """
    values, labels = citation.readings, citation.label_readings
    if not values or not labels or values[0].ms == labels[0].ms:
        return None
    for value in values:
        for label in labels:
            both_moved = value.form is Form.M_S_00 and label.form is Form.M_S_00
            if value.ms == label.ms and not both_moved:
                return value.ms
    return None
