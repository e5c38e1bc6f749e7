"""Which of many cited times are in force at a position: a bisection for each question.

What has no end is in force until the next time that is cited. A range is in force from its start to
its end (half-open), whatever else is cited in between; behind it nothing is, until the next time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate


class InForce:
    """Knows when each of some times begins and ends, in ms."""

    def __init__(self, times: Sequence[tuple[int, int | None]]) -> None:
        """Take the start and end of each, by start."""
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
        """Return the indexes of those that began last, all at one time, of the first `started`."""
        if not started:
            return range(0)
        return range(bisect_left(self._starts, self._starts[started - 1]), started)

    def at(self, ms: int, started: int) -> tuple[int, ...]:
        """Return the indexes of those in force at `ms`, of the first `started`; in order."""
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
