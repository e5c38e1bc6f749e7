"""The counts of a note: each number shown anywhere is defined here, once.

- **Claims**: the texts that have citations of their own. What borrows the citation of a claim
  nearby (a stand-in) is none of its own.
- **To look at**: the citations that need a look: what is written says so (see `needs_a_look`), or a
  check (`viewer.check.finding`). Those of a shifted note are as many, though one card shows and
  one repair mends them all. What the user keeps as it is does not count.

Any thread.
"""

from collections.abc import Sequence
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


def to_look_at(note: Note, times: Sequence[CitedTime]) -> list[int]:
    """Return the citations to look at, in the order of the note; `times` are the decided times."""
    pairs = enumerate(zip(note.citations, times, strict=True))
    return [index for index, (citation, time) in pairs if needs_a_look(citation, time)]


def doubts_by_times(note: Note, times: Sequence[CitedTime]) -> Doubts:
    """Return what is in doubt in an unchecked note, judged by its decided times."""
    places = to_look_at(note, times)
    marked = (at for at in places if is_marked(note.citations[at], times[at]))
    return Doubts(places, frozenset(marked))


def is_past_end(citation: Citation, time: CitedTime) -> bool:
    """Return whether a time is past the end, and nothing else explains what is wrong with it."""
    is_late = time.status is TimeStatus.PAST_END
    return is_late and bool(citation.readings) and agreed_ms(citation) is None


def count_past_end(note: Note, duration_ms: int) -> int:
    """Count the times of a note, including ends, that are past the end of its video."""
    times = note.times(duration_ms)
    ends = sum(time.end_fault is EndFault.PAST_END for time in times)
    return ends + sum(map(is_past_end, note.citations, times))


def is_read_shifted(citation: Citation, time: CitedTime) -> bool:
    """Return whether a citation is one of the shifted ones of a note read so as a whole.

    It leads to the right moment; only its format needs a look.
    """
    return time.status is TimeStatus.SHIFTED and bool(citation.readings)


def is_marked(citation: Citation, time: CitedTime) -> bool:
    """Return whether a citation's chip and tick say that it needs a look."""
    return needs_a_look(citation, time) and not is_read_shifted(citation, time)


def needs_a_look(citation: Citation, time: CitedTime) -> bool:
    """Return whether a citation needs a look, given its decided time.

    No time can be read, or only from the label; the time is past the end; it is shifted; the label
    names another moment; or a range ends before it starts, or past the end.
    """
    return (
        time.status is not TimeStatus.HOLDS
        or not citation.readings
        or time.end_fault is not None
        or label_differs(citation, time)
        or agreed_ms(citation) is not None
    )


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
