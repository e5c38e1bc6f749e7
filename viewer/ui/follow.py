"""From the player's position to the claims in force, and from a claim to where it is said.

`Follow` knows the cited times of one note. It holds no player: the window feeds it positions and
listens to what it says. A claim is in force from a time it cites until the next time that the note
cites, in whatever order the note cites them. GUI thread; each call costs a bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from viewer.notes.model import CitedTime
from viewer.notes.note import Note

# Where nothing else is cited soon, a claim is repeated for no longer than this.
REPEAT_LIMIT_MS = 30_000


@dataclass(frozen=True, slots=True)
class Moment:
    """One cited time, with all that cites it: indexes of claims and of citations."""

    ms: int
    claims: frozenset[int]
    citations: frozenset[int]


class Follow(QObject):
    """Says which claims of a note are in force, and which come next."""

    claims_changed = Signal(object, object)  # frozensets of indexes: claims, citations
    following_changed = Signal(bool)  # whether the note scrolls along

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note: Note | None = None
        self._times: Sequence[CitedTime] = ()
        self._moments: list[Moment] = []
        self._starts: list[int] = []
        self._own_claims: list[int] = []  # indexes of claims with a citation of their own
        self._claim_of: dict[int, int] = {}  # citation index → claim index
        self._at = -1  # index into _moments; -1 before the first
        self._following = True
        self._current: int | None = None  # the claim gone to last, while it is in force

    # ------------------------------------------------------------------ what is so

    @property
    def moments(self) -> Sequence[Moment]:
        """The cited times that lie inside the video, in time order."""
        return self._moments

    @property
    def is_following(self) -> bool:
        return self._following

    @property
    def claims_now(self) -> frozenset[int]:
        return self._moments[self._at].claims if self._at >= 0 else frozenset()

    @property
    def citations_now(self) -> frozenset[int]:
        return self._moments[self._at].citations if self._at >= 0 else frozenset()

    @property
    def current_claim(self) -> int | None:
        """The claim that a person is at: gone to last, or else the first one in force."""
        if self._current is not None:
            return self._current
        return min(self.claims_now, default=None)

    # ------------------------------------------------------------------ what happens

    def set_note(self, note: Note | None, times: Sequence[CitedTime]) -> None:
        """Take another note, or other times for it; nothing is in force until a position comes."""
        if note is not self._note:
            self._current = None
        self._note, self._times = note, times
        self._claim_of = {}
        self._own_claims = []
        claims = note.claims if note is not None else ()
        for index, claim in enumerate(claims):
            if not claim.stands_for_child:
                self._own_claims.append(index)
                for citation in claim.citations:
                    self._claim_of[citation] = index
        by_time: dict[int, tuple[set[int], set[int]]] = {}
        for citation, time in enumerate(times):
            if time.ms is None or citation not in self._claim_of:
                continue
            if note is not None and note.citations[citation].ends_range:
                continue  # the end of a range is no moment at which something is said
            cited = by_time.setdefault(time.ms, (set(), set()))
            cited[0].add(self._claim_of[citation])
            cited[1].add(citation)
        self._moments = [
            Moment(ms, frozenset(claims_), frozenset(citations))
            for ms, (claims_, citations) in sorted(by_time.items())
        ]
        self._starts = [moment.ms for moment in self._moments]
        self._at = -1
        self.claims_changed.emit(frozenset(), frozenset())

    def set_position(self, ms: int) -> None:
        """Take the player's position; `claims_changed` only where other claims are in force."""
        at = bisect_right(self._starts, ms) - 1
        if at == self._at:
            return
        self._at = at
        if self._current is not None and self._current not in self.claims_now:
            self._current = None
        self.claims_changed.emit(self.claims_now, self.citations_now)

    def set_following(self, following: bool) -> None:
        """Scroll along with the player, or leave the view where the person put it."""
        if following != self._following:
            self._following = following
            self.following_changed.emit(following)

    def set_current(self, claim: int | None) -> None:
        """Take note of the claim that a person went to."""
        self._current = claim

    # ------------------------------------------------------------------ where to go

    def target_of(self, claim: int) -> int:
        """Give the citation that a click on `claim` goes to.

        The first of its run that can be reached; while the claim is in force, the next of the run
        after the one in force, round and round. Where none can be reached, the first of the run.
        """
        note = self._note
        assert note is not None
        run = list(note.claims[claim].citations)
        reachable = [
            c for c in run if self._times[c].ms is not None and not note.citations[c].ends_range
        ]
        if not reachable:
            return run[0]
        current = [c for c in reachable if c in self.citations_now]
        if current and len(reachable) > 1:
            return reachable[(reachable.index(current[-1]) + 1) % len(reachable)]
        return reachable[0]

    def claim_of(self, citation: int) -> int | None:
        """Give the claim that a citation supports."""
        return self._claim_of.get(citation)

    def next_in_note(self, by: int, at_byte: int | None) -> int | None:
        """Give the claim `by` places on in note order, from the current one or else from a byte."""
        own, note = self._own_claims, self._note
        if not own or note is None:
            return None
        current = self.current_claim
        if current in self._claim_of.values():
            place = bisect_left(own, current if current is not None else 0) + by
        elif at_byte is not None:
            starts = [note.claims[index].span.start for index in own]
            place = bisect_right(starts, at_byte) - (1 if by < 0 else 0)
        else:
            place = 0 if by > 0 else len(own) - 1
        return own[place] if 0 <= place < len(own) else None

    def next_in_time(self, by: int, position_ms: int) -> tuple[int, int] | None:
        """Give the (claim, citation) `by` (1 or -1) places on in time order.

        Claims that cite the same time are gone through in note order. Backwards from inside a
        claim leads to the one before it.
        """
        order = [
            (moment.ms, self._claim_of[citation], citation)
            for moment in self._moments
            for citation in sorted(moment.citations)
        ]
        in_force = bisect_right(self._starts, position_ms) - 1
        start_ms = self._starts[in_force] if in_force >= 0 else -1
        if by > 0:
            place = bisect_right(order, position_ms, key=lambda entry: entry[0])
        else:
            place = bisect_left(order, start_ms, key=lambda entry: entry[0]) - 1
        for index, (ms, claim, _) in enumerate(order):
            if ms == start_ms and claim == self._current:
                place = index + by
        if not 0 <= place < len(order):
            return None
        return order[place][1:]

    def repeat_range(self, position_ms: int) -> tuple[int, int] | None:
        """Give the stretch of the claim in force: until the next cited time, at most 30 s."""
        at = bisect_right(self._starts, position_ms) - 1
        if at < 0:
            return None
        start = self._starts[at]
        end = start + REPEAT_LIMIT_MS
        if at + 1 < len(self._starts):
            end = min(end, self._starts[at + 1])
        return start, end
