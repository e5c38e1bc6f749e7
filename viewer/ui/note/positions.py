"""Ascending numbers, of which all from one on can be moved at once.

A note of ten thousand claims has fifty thousand pieces of text. When a word is typed near its top
their places are not counted anew: they lie in chunks, and what was added is added to a chunk.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

_CHUNK = 512


class Positions:
    """A list of ascending ints. Indexes are not negative."""

    __slots__ = ("_added", "_chunks", "_firsts", "_lows")

    def __init__(self) -> None:
        self._chunks: list[list[int]] = []  # none is empty
        self._added: list[int] = []  # to each number of a chunk, when it is read
        self._firsts: list[int] = []  # the index of each chunk's first number
        self._lows: list[int] = []  # that number

    def __len__(self) -> int:
        return self._firsts[-1] + len(self._chunks[-1]) if self._chunks else 0

    def __getitem__(self, index: int) -> int:
        chunk = bisect_right(self._firsts, index) - 1
        return self._chunks[chunk][index - self._firsts[chunk]] + self._added[chunk]

    def __iter__(self) -> Iterator[int]:
        for chunk, added in zip(self._chunks, self._added, strict=True):
            for value in chunk:
                yield value + added

    def append(self, value: int) -> None:
        """Add a number that is not less than the last one."""
        if self._chunks and len(self._chunks[-1]) < _CHUNK:
            self._chunks[-1].append(value - self._added[-1])
        else:
            self._firsts.append(len(self))
            self._chunks.append([value])
            self._added.append(0)
            self._lows.append(value)

    def count_to(self, value: int) -> int:
        """Count the numbers that are at most `value`."""
        chunk = bisect_right(self._lows, value) - 1
        if chunk < 0:
            return 0
        inside = bisect_right(self._chunks[chunk], value - self._added[chunk])
        return self._firsts[chunk] + inside

    def count_below(self, value: int) -> int:
        """Count the numbers that are less than `value`."""
        chunk = bisect_left(self._lows, value) - 1
        if chunk < 0:
            return 0
        inside = bisect_left(self._chunks[chunk], value - self._added[chunk])
        return self._firsts[chunk] + inside

    def splice(self, start: int, stop: int, new: Sequence[int], by: int) -> None:
        """Put `new` in the place of the numbers `start` to `stop`, and move those behind `by`."""
        first = max(0, bisect_right(self._firsts, start) - 1)
        last = max(first, bisect_right(self._firsts, stop) - 1)
        between: list[int] = []
        if self._chunks:
            added = self._added[first]
            head = self._chunks[first][: start - self._firsts[first]]
            between = [value + added for value in head]
        between += new
        if self._chunks:
            added = self._added[last] + by
            tail = self._chunks[last][stop - self._firsts[last] :]
            between += [value + added for value in tail]
        behind = last + 1
        size = _CHUNK if len(between) > 2 * _CHUNK else max(1, len(between))
        chunks = [between[at : at + size] for at in range(0, len(between), size)]
        if by:
            self._added[behind:] = [added + by for added in self._added[behind:]]
            self._lows[behind:] = [low + by for low in self._lows[behind:]]
        self._chunks[first:behind] = chunks
        self._added[first:behind] = [0] * len(chunks)
        self._lows[first:behind] = [chunk[0] for chunk in chunks]
        self._firsts = list(accumulate(map(len, self._chunks), initial=0))[:-1]
