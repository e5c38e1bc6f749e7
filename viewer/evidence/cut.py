"""Are captions those of another cut of the video? Then all is said so much later than it is cited.

Found from the citations whose moments are clear: where most of them are said apart from where they
are cited, all by the same, the captions are off and not the citations. Pure, and safe in any
thread.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from viewer.video.transcripts.offsets import OffsetPiece, Pieces

# So many have to agree on being this far off, each within so much of the rest.
FEWEST, _APART_MS, _ALIKE_MS = 5, 20_000, 6_000
# A new piece must be worth so many citations that would not agree without it.
_PIECE_COST = 3.0
# What is nearer counts a little more, so that the nearest of several offsets is taken.
_NEARER = 0.05
# Citations have whole seconds: what is cited begins within so much of the time.
_SECOND_MS = 1_000


class Seen(NamedTuple):
    """A citation whose moment is clear: when it is cited, and when the captions say it."""

    ms: int
    said_ms: int

    @property
    def late_ms(self) -> int:
        """How much later it is said than cited."""
        return self.said_ms - self.ms


def other_cut(seen: Sequence[Seen]) -> Pieces:
    """Get the pieces by which captions are off; none where they fit, or no offset is agreed on."""
    seen = sorted(seen)
    runs: list[tuple[int, list[Seen]]] = []
    for one, late_ms in zip(seen, _path(seen), strict=True):
        if abs(one.late_ms - late_ms) > _ALIKE_MS:
            continue
        if not runs or runs[-1][0] != late_ms:
            runs.append((late_ms, []))
        runs[-1][1].append(one)
    agreed = sum(len(run) for _, run in runs)
    off = sum(len(run) for late_ms, run in runs if abs(late_ms) > _APART_MS)
    if off < FEWEST or 2 * agreed <= len(seen):
        return ()
    pieces = [OffsetPiece(0, _exact(runs[0]))]
    for (_, before), after in pairwise(runs):
        late_ms = _exact(after)
        # Somewhere between the last one that is said so, and the first that is said otherwise.
        room_ms = after[1][0].ms - before[-1].ms
        pieces.append(
            OffsetPiece(before[-1].ms + pieces[-1].late_ms + max(0, room_ms) // 2, late_ms)
        )
    return tuple(pieces)


def _path(seen: Sequence[Seen]) -> list[int]:
    """Return the offset that holds at each citation: few changes, and few that disagree."""
    offsets = sorted({0, *(round(one.late_ms, -3) for one in seen)})
    costs = dict.fromkeys(offsets, 0.0)
    steps: list[dict[int, int]] = []
    for one in seen:
        cheapest = min(costs, key=costs.__getitem__)
        changed = costs[cheapest] + _PIECE_COST
        step = {late: late if cost <= changed else cheapest for late, cost in costs.items()}
        costs = {
            late_ms: min(cost, changed) + _disagreement(one, late_ms)
            for late_ms, cost in costs.items()
        }
        steps.append(step)
    late_ms = min(costs, key=costs.__getitem__)
    path = []
    for step in reversed(steps):
        path.append(late_ms)
        late_ms = step[late_ms]
    return path[::-1]


def _disagreement(one: Seen, late_ms: int) -> float:
    apart_ms = abs(one.late_ms - late_ms)
    return 1.0 if apart_ms > _ALIKE_MS else _NEARER * apart_ms / _ALIKE_MS


def _exact(run: tuple[int, list[Seen]]) -> int:
    """Return the offset under which most begin within the second that is cited."""
    if run[0] == 0:
        return 0
    lates = sorted(one.late_ms for one in run[1])
    middle = median(lates)
    return max(
        lates,
        key=lambda at: (
            bisect_left(lates, at + _SECOND_MS) - bisect_left(lates, at),
            -abs(at - middle),
        ),
    )
