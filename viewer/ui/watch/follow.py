"""Map the player's position to the claims in force, and a claim to its moment.

`Follow` knows the cited times of one note. It does not know the player: the window passes positions
to it and receives its signals. A moment without an end is in force until the next time that the
note cites, in whatever order. A range is in force from its start to its end (half-open), whatever
else is cited in between; after it nothing is, until the next time. GUI thread; each call costs a
bisection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from viewer.notes.counts import claims_cited, own_claims
from viewer.notes.model import CitedTime
from viewer.notes.note import Note

# Where nothing else is cited soon, a claim is repeated for no longer than this.
REPEAT_LIMIT_MS = 30_000


class InForce:
    """The times, in ms, that are in force at a position."""

    def __init__(self, times: Sequence[tuple[int, int | None]]) -> None:
        """Take the start and end of each, sorted by start."""
        self._starts = [start for start, _ in times]
        self._ends = [end for _, end in times]
        # Of those with an end: their indexes, and until when those up to each reach.
        self._ranges = [index for index, end in enumerate(self._ends) if end is not None]
        ends = (end for end in self._ends if end is not None)
        self._reach = list(accumulate(ends, max))

    def started(self, ms: int) -> int:
        """Count those that begin at or before `ms`."""
        return bisect_right(self._starts, ms)

    def last_group(self, started: int) -> range:
        """Return the indexes of the last ones to begin, all at one time, of the first `started`."""
        if not started:
            return range(0)
        return range(bisect_left(self._starts, self._starts[started - 1]), started)

    def at(self, ms: int, started: int) -> tuple[int, ...]:
        """Return the indexes in force at `ms`, of the first `started`; in order."""
        last = self.last_group(started)
        now = [index for index in last if not self._is_over(index, ms)]
        place = bisect_left(self._ranges, last.start) - 1
        while place >= 0 and self._reach[place] > ms:
            index = self._ranges[place]
            if not self._is_over(index, ms):
                now.insert(0, index)
            place -= 1
        return tuple(now)

    def _is_over(self, index: int, ms: int) -> bool:
        end = self._ends[index]
        return end is not None and ms >= end


class CitedMoment(NamedTuple):
    """A cited time, and the indexes of the claim and the citation that name it."""

    ms: int
    claim: int
    citation: int
    end_ms: int | None = None  # where its range ends, half-open; None where it has no end


class Follow(QObject):
    """Tells which claims of a note are in force, and which come next."""

    claims_changed = Signal(object, object)  # frozensets of indexes: claims, citations
    following_changed = Signal(bool)  # whether the note scrolls along

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._note: Note | None = None
        self._times: Sequence[CitedTime] = ()
        # Cited inside the video, by time; equal times in the order of the note.
        self.moments: list[CitedMoment] = []
        self.own_claims: list[int] = []  # indexes of claims with a citation of their own
        self._claim_of: list[int | None] = []  # by the index of the citation, that of its claim
        self._spans = InForce(())  # of _moments
        self._in_force: tuple[int, ...] = ()  # indexes into _moments, by time
        self._position_ms: int | None = None  # the player's, for which that is so
        self.is_following = True
        self.is_held = False  # whether the claims in force stay, whatever positions come
        self._lead = range(0)  # before a moment that was gone to, while that is played
        # The last frame: there the player has reached everything after it. None: not known.
        self.last_ms: int | None = None
        self.gone_to: int | None = None  # the claim gone to last, while it is in force

    # ------------------------------------------------------------------ what is so

    @property
    def claims_now(self) -> frozenset[int]:
        return frozenset(self.moments[index].claim for index in self._in_force)

    @property
    def citations_now(self) -> frozenset[int]:
        return frozenset(self.moments[index].citation for index in self._in_force)

    @property
    def current_claim(self) -> int | None:
        """The user's claim: last gone to, or else the first of those that began last.

        Even after the end of its range, until another is in force.
        """
        if self.gone_to is not None:
            return self.gone_to
        return min((moment.claim for moment in self._begun_last()), default=None)

    @property
    def citations_begun_last(self) -> frozenset[int]:
        """The citations in force that began last, or of the range that ended last."""
        return frozenset(moment.citation for moment in self._begun_last())

    def _begun_last(self) -> list[CitedMoment]:
        near: Sequence[int] = self._in_force
        if not near and self._position_ms is not None:
            near = self._spans.last_group(self._reached(self._position_ms))
        moments = [self.moments[index] for index in near]
        return [moment for moment in moments if moment.ms == moments[-1].ms]

    # ------------------------------------------------------------------ what happens

    def set_note(self, note: Note | None, times: Sequence[CitedTime]) -> None:
        """Set the note, or its times; nothing is in force until the next position."""
        was_any = self.current_claim is not None  # else it is known that nothing is in force
        if note is not self._note:
            self.gone_to = None
        self._note, self._times = note, times
        self.moments, self.own_claims, self._claim_of = [], [], []
        if note is not None:
            self.own_claims = list(own_claims(note))
            self._claim_of = claims_cited(note)
            self.moments = _moments(note, times, self._claim_of)
        self._spans = InForce([(moment.ms, moment.end_ms) for moment in self.moments])
        self._in_force, self._position_ms = (), None
        if was_any:
            self.claims_changed.emit(frozenset(), frozenset())

    def set_position(self, ms: int) -> None:
        """Set the player's position; emits `claims_changed` only if other claims are in force."""
        if self.is_held:
            return
        if ms not in self._lead:
            self._lead = range(0)
        self._position_ms = ms
        in_force = self._at(ms)
        if in_force == self._in_force:
            return
        self._in_force = in_force
        if self.gone_to is not None and self.gone_to not in self.claims_now:
            self.gone_to = None
        self.claims_changed.emit(self.claims_now, self.citations_now)

    def lead_to(self, ms: int, lead_ms: int) -> int:
        """Take playing from `lead_ms` before `ms` on for being at `ms`; return where it starts."""
        self._lead = range(max(0, ms - lead_ms), ms)
        return self._lead.start

    def meant(self, ms: int) -> int:
        """Return the moment that being at `ms` is taken for."""
        return self._lead.stop if ms in self._lead else ms

    def _at(self, ms: int | None) -> tuple[int, ...]:
        return () if ms is None else self._spans.at(self.meant(ms), self._reached(ms))

    def set_following(self, following: bool) -> None:
        """Scroll along with the player, or leave the view where the user put it."""
        if following != self.is_following:
            self.is_following = following
            self.following_changed.emit(following)

    # ------------------------------------------------------------------ where to go

    def target_of(self, claim: int) -> int:
        """Return the citation that a click on `claim` goes to.

        The first reachable one of its run; while the claim is in force, the next of the run after
        the one in force, cyclically. If none is reachable, the first of the run.
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
        """Return the claim that a citation supports."""
        return self._claim_of[citation] if citation < len(self._claim_of) else None

    def next_in_note(self, by: int, at_byte: int | None) -> int | None:
        """Return the claim `by` places on in note order, from the current one or else a byte."""
        own, note = self.own_claims, self._note
        if not own or note is None:
            return None
        current = self.current_claim
        if current is not None:
            place = bisect_left(own, current) + by
        elif at_byte is not None:
            starts = [note.claims[index].span.start for index in own]
            place = bisect_right(starts, at_byte) - (1 if by < 0 else 0)
        else:
            place = 0 if by > 0 else len(own) - 1
        return own[place] if 0 <= place < len(own) else None

    def next_in_time(self, by: int, position_ms: int) -> tuple[int, int] | None:
        """Return the (claim, citation) one step forward or back (`by` is 1 or -1) in time order.

        Claims that cite the same time are visited in note order. Backward from inside a claim leads
        to the one before it, and from after the end of a range to that range.
        """
        last = self._spans.last_group(self._reached(position_ms))
        is_over = bool(last) and last[-1] not in self._at(position_ms)
        place = last.stop if by > 0 else last.start - 1
        if by < 0 and is_over:
            place = last.stop - 1
        # A claim can cite one time more than once: for each of its marks in the picture.
        for index in last if by > 0 else reversed(last):
            if self.moments[index].claim == self.gone_to:
                place = index + by
        if not 0 <= place < len(self.moments):
            return None
        return self.moments[place].claim, self.moments[place].citation

    def repeat_range(self, position_ms: int) -> tuple[int, int] | None:
        """Return the stretch of the claim in force: its range, or until the next cited time.

        Without an end it is at most 30 s. Of several claims the user's. After the end of a range it
        is that range.
        """
        near = self._at(position_ms) or self._spans.last_group(self._reached(position_ms))
        now = [self.moments[index] for index in near]
        if not now:
            return None
        mine = [moment for moment in now if moment.claim == self.gone_to]
        moment = (mine or now)[-1]
        if moment.end_ms is not None:
            return moment.ms, moment.end_ms
        end_ms = moment.ms + REPEAT_LIMIT_MS
        end = self._reached(position_ms)
        if end < len(self.moments):
            end_ms = min(end_ms, self.moments[end].ms)
        return moment.ms, end_ms

    def _reached(self, ms: int) -> int:
        if self.last_ms is not None and ms >= self.last_ms:
            return len(self.moments)
        return self._spans.started(self.meant(ms))


def moments_of(note: Note, times: Sequence[CitedTime]) -> list[CitedMoment]:
    """Return the moments that `note` cites inside the video, by time; any thread."""
    return _moments(note, times, claims_cited(note))


def unreachable_of(note: Note, times: Sequence[CitedTime]) -> list[tuple[int, int]]:
    """Return the unreachable (claim, citation) pairs, in the order of the note; any thread."""
    claim_of = claims_cited(note)
    return [
        (claim, citation)
        for citation, (time, claim, cited) in enumerate(
            zip(times, claim_of, note.citations, strict=True)
        )
        if time.ms is None and claim is not None and not cited.ends_range and cited.video is None
    ]


def _moments(
    note: Note, times: Sequence[CitedTime], claim_of: Sequence[int | None]
) -> list[CitedMoment]:
    # The end of a range is no moment at which something is said.
    return sorted(
        CitedMoment(time.ms, claim, citation, time.end_ms)
        for citation, (time, claim, cited) in enumerate(
            zip(times, claim_of, note.citations, strict=True)
        )
        if time.ms is not None
        and claim is not None
        and not cited.ends_range
        and cited.video is None  # else it is a moment of another video
    )
