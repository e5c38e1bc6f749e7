"""The problems of a note: the single source for the header, the chips, the ticks and the pane.

A `Review` is what `examine` (`viewer.check.check`) found in one note, and what the user ignores. It
is immutable, so any thread may use it. After an edit, the results of unchanged citations are
carried over until the note is checked again. Citations without a result yet are in doubt if their
times alone say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from viewer.check.finding import CaptionsFinding, Finding, Proposal
from viewer.notes.counts import Doubts, claims_cited, doubts_by_times
from viewer.notes.model import Citation, CitedTime, TimeStatus
from viewer.notes.note import Note

_WORTH_A_LOOK = 0.02  # how likely another proposal has to be


@dataclass(frozen=True, slots=True)
class Item:
    """Something to look at: a citation with its finding, or all with the same systematic error."""

    finding: Finding
    # All that one repair mends: the citation alone, or those of a note that is written throughout
    # as minutes and seconds.
    citations: tuple[int, ...]
    # The claim that the first of them supports; None where it stands alone.
    claim: int | None = None

    @property
    def citation(self) -> int:
        return self.citations[0]

    @property
    def is_group(self) -> bool:
        """Return whether it stands for all times of the note with the same systematic error."""
        return len(self.citations) > 1


@dataclass(frozen=True, slots=True)
class Review:
    """What is known about the citations of `note`; nothing if that is None."""

    note: Note | None = None
    # By citation; None where nothing is known of it yet.
    findings: tuple[Finding | None, ...] = ()
    # The citations that are kept as they are.
    kept: frozenset[int] = frozenset()
    # What is wrong with the captions as a whole; None where nothing is, as far as is known.
    captions: CaptionsFinding | None = None

    def follow(self, note: Note) -> dict[int, int]:
        """Map unchanged citations to those of `note`, the edited version."""
        if self.note is None:
            return {}
        before, moved = self.note.citations, len(note.citations) - len(self.note.citations)
        head, tail = _unchanged(before, note.citations)
        behind = range(max(head, len(before) - tail), len(before))
        return {at: at for at in range(head)} | {at: at + moved for at in behind}

    def for_note(self, note: Note) -> Review:
        """Return what still holds for `note`, the edited version."""
        if note is self.note:
            return self
        places, findings = self.follow(note), dict.fromkeys(range(len(note.citations)))
        known = ((to, self.findings[at]) for at, to in places.items())
        findings |= {to: one and replace(one, citation=to) for to, one in known}
        kept = frozenset(places[at] for at in self.kept if at in places)
        return Review(note, tuple(findings.values()), kept, self.captions)

    def items(self) -> list[Item]:
        """List the items to look at, in the order of the note.

        Citations without a result yet are not among them.
        """
        note = self.note
        if note is None:
            return []
        items: list[Item] = []
        alike: list[int] = []
        claim_of = claims_cited(note)
        for index, finding in enumerate(self.findings):
            if finding is None or not finding.is_doubtful or index in self.kept:
                continue
            if finding.together:
                alike.append(index)
            else:
                items.append(Item(finding, (index,), claim_of[index]))
        if alike:
            finding = self.findings[alike[0]]
            assert finding is not None
            items.append(Item(finding, tuple(alike), claim_of[alike[0]]))
            items.sort(key=lambda item: item.citation)
        return items

    def doubts(self, note: Note, times: Sequence[CitedTime]) -> Doubts:
        """Return the problems of `note`, the same or edited version."""
        review, by_times = self.for_note(note), doubts_by_times(note, times)
        items = review.items()
        places = [index for item in items for index in item.citations]
        marked = {
            index
            for item in items
            for index in item.citations
            # Where the whole note is read as minutes and seconds, a click leads right already.
            if not item.finding.verdict.is_of_reading
            or times[index].status is not TimeStatus.SHIFTED
        }
        unknown = {index for index, finding in enumerate(review.findings) if finding is None}
        places += unknown.intersection(by_times.places)
        return Doubts(sorted(places), frozenset(marked | unknown & by_times.marked))


def offered(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals worth showing: the best, and those that are not nearly impossible."""
    return tuple(
        proposal
        for number, proposal in enumerate(proposals)
        if number == 0 or proposal.chance >= _WORTH_A_LOOK
    )


def _unchanged(before: Sequence[Citation], now: Sequence[Citation]) -> tuple[int, int]:
    """Count the unchanged citations at the beginning, and at the end."""
    head = _common(before, now)
    fewer = min(len(before), len(now))
    return head, min(_common(before[::-1], now[::-1]), fewer - head)


def _common(one: Sequence[Citation], two: Sequence[Citation]) -> int:
    count = 0
    for before, now in zip(one, two, strict=False):
        if before is not now and (before.written, before.label) != (now.written, now.label):
            break
        count += 1
    return count


def nearest(note: Note, items: Sequence[Item], at: int, by: int) -> int:
    """Return the index of the first item below (or above) the byte `at`, the user's place."""
    here = note.claim_at(at)
    starts = [note.citations[item.citation].span.start for item in items]
    if by > 0:
        at = here.span.end if here is not None else at
        return next((place for place, start in enumerate(starts) if start >= at), 0)
    at = here.span.start if here is not None else at
    above = [place for place, start in enumerate(starts) if start < at]
    return above[-1] if above else len(starts) - 1
