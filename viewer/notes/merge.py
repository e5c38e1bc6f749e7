"""Three-way merge of two edited versions of one text.

All three texts are cut into the same row of regions: joined over all regions, `base`, `ours` and
`theirs` are the whole texts again. In each region nobody, one side, or both changed something; so
every change of either side is in the result or in a conflict, by construction.

Lines are compared first. Changes of different lines are both kept, also of neighbouring ones. Where
both changed the same lines, their words are compared: if they changed different words both are
kept, and if not (or where two words changed side by side) the lines are one conflict, since half a
sentence from each makes no sentence. The same change made twice counts once. Both sides inserting
at one place is a conflict: only the user knows the order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import count

from viewer.notes.diff import Hunk, hunks, lines, pieces, word_hunks
from viewer.notes.edit import line_end


class MergeSide(StrEnum):
    """Who changed a region."""

    NOBODY = "nobody"
    OURS = "ours"
    THEIRS = "theirs"
    # Both, to the same text.
    BOTH = "both"
    CONFLICT = "conflict"


class MergeChoice(StrEnum):
    """What to take of a conflict."""

    OURS = "ours"
    THEIRS = "theirs"
    # Ours, then theirs.
    BOTH = "both"
    BASE = "base"


@dataclass(frozen=True, slots=True)
class MergeRegion:
    """One region of the three texts; if nobody changed it all are equal."""

    side: MergeSide
    base: bytes
    ours: bytes
    theirs: bytes

    def text(self, choice: MergeChoice) -> bytes:
        """Return the text of the region; `choice` counts for a conflict only."""
        is_open = self.side is MergeSide.CONFLICT
        if self.side is MergeSide.THEIRS or (is_open and choice is MergeChoice.THEIRS):
            return self.theirs
        if not is_open or choice is MergeChoice.OURS:
            return self.ours
        if choice is MergeChoice.BASE:
            return self.base
        if self.ours and self.theirs and self.ours[-1:] not in (b"\n", b"\r"):
            return self.ours + line_end(self.theirs + self.base) + self.theirs
        return self.ours + self.theirs


@dataclass(frozen=True)
class Merge:
    """The outcome: the regions in order."""

    regions: tuple[MergeRegion, ...]

    @cached_property
    def conflicts(self) -> tuple[MergeRegion, ...]:
        """The regions that the user has to decide; choices are given in this order."""
        return tuple(region for region in self.regions if region.side is MergeSide.CONFLICT)

    def text(self, choices: Mapping[int, MergeChoice] | None = None) -> bytes:
        """Return the merged text; a conflict without a choice stays ours."""
        return b"".join(self._chosen(choices or {}))

    @cached_property
    def ours(self) -> bytes:
        """The whole of our text."""
        return b"".join(region.ours for region in self.regions)

    @cached_property
    def theirs(self) -> bytes:
        """The whole of their text."""
        return b"".join(region.theirs for region in self.regions)

    def discarded(self, choices: Mapping[int, MergeChoice] | None = None) -> tuple[bytes, ...]:
        """Return the whole texts that the choices discard something of, to be kept."""
        chosen = self._chosen(choices or {})
        decided = [
            (region, text)
            for region, text in zip(self.regions, chosen, strict=True)
            if region.side is MergeSide.CONFLICT
        ]
        lost = []
        if any(region.ours not in text for region, text in decided):
            lost.append(self.ours)
        if any(region.theirs not in text for region, text in decided):
            lost.append(self.theirs)
        return tuple(lost)

    def _chosen(self, choices: Mapping[int, MergeChoice]) -> list[bytes]:
        numbers = count()
        return [
            region.text(choices.get(next(numbers), MergeChoice.OURS))
            if region.side is MergeSide.CONFLICT
            else region.text(MergeChoice.OURS)
            for region in self.regions
        ]


_Cut = Callable[[bytes], list[bytes]]
_Compare = Callable[[Sequence[bytes], Sequence[bytes]], list[Hunk]]


def merge(base: bytes, ours: bytes, theirs: bytes) -> Merge:
    """Merge two changed versions of `base`."""
    return Merge(tuple(_merged(base, ours, theirs, lines, hunks, by_words=False)))


def merge_copies(ours: bytes, theirs: bytes) -> Merge:
    """Merge two copies without a known common base (a sync conflict copy).

    What only one of them has is taken, since it cannot be told from what the other deleted;
    differences are conflicts.
    """
    our_lines = lines(ours)
    kept = []
    at = 0
    for hunk in hunks(our_lines, lines(theirs)):
        kept += our_lines[at : hunk.old_start]
        at = hunk.old_end
    return merge(b"".join([*kept, *our_lines[at:]]), ours, theirs)


class _Track:
    """One side's hunks, taken in order, and how far its text has been returned."""

    def __init__(self, base: list[bytes], text: list[bytes], compare: _Compare) -> None:
        self._text = text
        self.waiting = compare(base, text)[::-1]
        self.at = 0
        self._grown = 0  # by the hunks that were taken since text was given out

    def next_start(self, otherwise: int) -> tuple[int, int]:
        """Return where the next hunk begins and ends in the base."""
        if not self.waiting:
            return otherwise, otherwise
        return self.waiting[-1].old_start, self.waiting[-1].old_end

    def overlaps(self, low: int, high: int, touching: bool) -> bool:
        """Return whether the next hunk overlaps the base's pieces `low` to `high`."""
        start, end = self.next_start(high + 1)
        return start < high or (start == high and (touching or low == high == end))

    def take(self) -> int:
        """Take the next hunk; return where it ends in the base."""
        hunk = self.waiting.pop()
        self._grown += hunk.new_end - hunk.new_start - (hunk.old_end - hunk.old_start)
        return hunk.old_end

    def give(self, size: int) -> bytes:
        """Return the text of the base's next `size` pieces, with the hunks that were taken."""
        start, self.at = self.at, self.at + size + self._grown
        self._grown = 0
        return b"".join(self._text[start : self.at])


def _merged(
    base: bytes, ours: bytes, theirs: bytes, cut: _Cut, compare: _Compare, *, by_words: bool
) -> list[MergeRegion]:
    base_pieces = cut(base)
    size = len(base_pieces)
    sides = [_Track(base_pieces, cut(text), compare) for text in (ours, theirs)]
    regions: list[MergeRegion] = []
    at = 0
    while any(side.waiting for side in sides):
        first = min(sides, key=lambda side: side.next_start(size + 1))
        low, high = first.next_start(size + 1)
        if low > at:
            same = b"".join(base_pieces[at:low])
            regions.append(MergeRegion(MergeSide.NOBODY, same, same, same))
            for side in sides:
                side.at += low - at
        first.take()
        # At the end of the file a line may lack its end: what touches there is not apart.
        while touching := [
            side for side in sides if side.overlaps(low, high, by_words or high == size)
        ]:
            high = max(high, touching[0].take())
        ours_new, theirs_new = (side.give(high - low) for side in sides)
        regions += _decided(b"".join(base_pieces[low:high]), ours_new, theirs_new, by_words)
        at = high
    if at < size:
        same = b"".join(base_pieces[at:])
        regions.append(MergeRegion(MergeSide.NOBODY, same, same, same))
    return regions


def _decided(base: bytes, ours: bytes, theirs: bytes, by_words: bool) -> list[MergeRegion]:
    if ours == theirs:
        side = MergeSide.BOTH if ours != base else MergeSide.NOBODY
    elif theirs == base:
        side = MergeSide.OURS
    elif ours == base:
        side = MergeSide.THEIRS
    else:
        side = MergeSide.CONFLICT
        if not by_words and base:
            finer = _merged(base, ours, theirs, pieces, word_hunks, by_words=True)
            if all(region.side is not MergeSide.CONFLICT for region in finer):
                return finer
    return [MergeRegion(side, base, ours, theirs)]
