"""Ascending numbers, of which all from one on can be moved at once.

A note of ten thousand claims has fifty thousand pieces of text. When a word is typed near its top
their places are not counted anew: from a gap on, what was added is added when a place is read, and
the gap goes where the next change is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator


class Positions:
    """A list of ascending ints. Indexes are not negative."""

    __slots__ = ("_added", "_gap", "_values")

    def __init__(self) -> None:
        self._values: list[int] = []
        self._gap = 0
        self._added = 0  # to the values from the gap on, when they are read

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, index: int) -> int:
        value = self._values[index]
        return value + self._added if index >= self._gap else value

    def __iter__(self) -> Iterator[int]:
        yield from self._values[: self._gap]
        for value in self._values[self._gap :]:
            yield value + self._added

    def append(self, value: int) -> None:
        """Add a number that is not less than the last one."""
        self._values.append(value - self._added)

    def count_to(self, value: int) -> int:
        """Count the numbers that are at most `value`."""
        if self._gap < len(self._values) and self._values[self._gap] + self._added <= value:
            return bisect_right(self._values, value - self._added, self._gap)
        return bisect_right(self._values, value, 0, self._gap)

    def count_below(self, value: int) -> int:
        """Count the numbers that are less than `value`."""
        if self._gap < len(self._values) and self._values[self._gap] + self._added < value:
            return bisect_left(self._values, value - self._added, self._gap)
        return bisect_left(self._values, value, 0, self._gap)

    def splice(self, start: int, stop: int, new: Iterable[int], by: int) -> None:
        """Put `new` in the place of the numbers `start` to `stop`, and move those behind `by`."""
        values, gap, added = self._values, self._gap, self._added
        if added and stop > gap:
            values[gap:stop] = [value + added for value in values[gap:stop]]
        elif added and stop < gap:
            values[stop:gap] = [value - added for value in values[stop:gap]]
        before = len(values)
        values[start:stop] = new
        self._gap = stop + len(values) - before
        self._added = added + by
