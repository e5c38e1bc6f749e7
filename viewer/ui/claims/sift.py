"""Filter the listed claims: by words, by tags, and by state.

All criteria must match: each word in the claim, `#tag` as the beginning of one of its tags, and
states such as `is:problem`. Any thread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from viewer.notes.model import Span
from viewer.notes.obsidian import tags_in
from viewer.notes.undo import Step, retimed_places
from viewer.ui.claims.claims_view import ClaimRow


class ClaimState(StrEnum):
    """The states of a claim; the values are what is typed after `is:`."""

    DOUBT = "problem"  # it is to be looked at
    NOW = "now"  # it is in force
    REPAIRED = "repaired"  # its time was changed here, and can be changed back
    OUT = "out"  # its time cannot be reached
    RANGE = "range"  # its time has an end
    PICTURE = "picture"  # it shows a picture


@dataclass(frozen=True, slots=True)
class Sieve:
    """A parsed filter; an empty one matches everything."""

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    states: tuple[ClaimState, ...] = ()

    @classmethod
    def of(cls, text: str) -> Sieve:
        """Parse what was typed; anything else is a word."""
        words, tags, states = [], [], []
        for part in text.casefold().split():
            name = part.removeprefix("is:")
            if part.startswith("#") and len(part) > 1:
                tags.append(part[1:])
            elif name != part and name in tuple(ClaimState):
                states.append(ClaimState(name))
            elif part not in ("#", "is:"):
                words.append(part)
        return cls(tuple(words), tuple(tags), tuple(states))

    def __bool__(self) -> bool:
        return self != Sieve()

    def marks(self, text: str) -> list[tuple[int, int]]:
        """Return where in a text the words and tags first occur, in characters, in order."""
        folded = text.casefold()
        if len(folded) != len(text):
            return []  # letters that are longer when they are folded: nothing is marked
        found: list[tuple[int, int]] = []
        for word in (*self.words, *(f"#{tag}" for tag in self.tags)):
            at = folded.find(word)
            if at >= 0 and not any(at < end and start < at + len(word) for start, end in found):
                found.append((at, at + len(word)))
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Known:
    """The citations of the current note that are in doubt, and those in force."""

    doubts: frozenset[int] = frozenset()
    now: frozenset[tuple[int, int]] = frozenset()  # keys of rows
    steps: tuple[Step, ...] = ()  # what was done to the note
    repaired: frozenset[int] = frozenset()  # worked out from these, where it is asked for

    def of(self, rows: Sequence[ClaimRow]) -> Known:
        """Find the repaired citations; `rows` are those of the note, and others."""
        note = next((row.note for row in rows if row.other is None), None)
        spans = retimed_places(self.steps) if note is not None else []
        if note is None or not spans:
            return self
        starts = [citation.span.start for citation in note.citations]
        found = set()
        for span in spans:
            at = bisect_right(starts, span.start) - 1
            while at >= 0 and note.citations[at].span.end > span.start:
                value = note.citations[at].value
                if value.start <= span.start <= value.end:
                    found.add(at)
                at -= 1
        return replace(self, repaired=frozenset(found))


@dataclass(frozen=True, slots=True)
class OfferedFilters:
    """The filters that some claims offer, each with the number of matches."""

    states: Sequence[tuple[ClaimState, int]]
    tags: Sequence[tuple[str, int]]  # the most frequent first


def sift(rows: Sequence[ClaimRow], sieve: Sieve, known: Known) -> list[ClaimRow]:
    """Return the matching rows, in order."""
    known = known.of(rows) if ClaimState.REPAIRED in sieve.states else known
    return [row for row in rows if _passes(row, sieve, known)]


def offered(rows: Sequence[ClaimRow], known: Known) -> OfferedFilters:
    """Count the matches of each filter."""
    known = known.of(rows)
    states: Counter[ClaimState] = Counter()
    tags: Counter[str] = Counter()
    for row in rows:
        states.update(state for state in ClaimState if _is(row, state, known))
        tags.update(set(tags_of(row)))
    by_count = sorted(tags.items(), key=lambda one: (-one[1], one[0]))
    return OfferedFilters(
        [(state, states[state]) for state in ClaimState if states[state]], by_count
    )


def tags_of(row: ClaimRow) -> list[str]:
    """Return the tags of a claim, including those after its time."""
    return tags_in(_text(row))


def _passes(row: ClaimRow, sieve: Sieve, known: Known) -> bool:
    if not all(_is(row, state, known) for state in sieve.states):
        return False
    if not sieve.words and not sieve.tags:
        return True
    text = _text(row).casefold()
    if not all(word in text for word in sieve.words):
        return False
    tags = tags_in(text) if sieve.tags else ()
    return all(any(one.startswith(tag) for one in tags) for tag in sieve.tags)


def _is(row: ClaimRow, state: ClaimState, known: Known) -> bool:
    if state is ClaimState.DOUBT:
        return row.other is None and row.citation in known.doubts
    if state is ClaimState.NOW:
        return row.key in known.now
    if state is ClaimState.REPAIRED:
        return row.other is None and row.citation in known.repaired
    if state is ClaimState.OUT:
        return row.ms is None
    if state is ClaimState.RANGE:
        return row.end_ms is not None
    return row.has_picture


def _text(row: ClaimRow) -> str:
    """Return the text of a claim, and what follows its time: often its tags."""
    claim = row.note.claims[row.claim]
    return row.note.plain.of(Span(claim.span.start, max(claim.span.end, claim.reach.end)))
