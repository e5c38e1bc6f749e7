"""A sequence made of runs of others, each moved by an amount that is added when an item is read.

What a long note is made of (thousands of citations, claims and blocks) has to be moved when a word
is typed near its top. Here only the runs are: an item costs its moving when it is asked for.
Immutable, any thread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeVar, overload

T = TypeVar("T")


class Shift(NamedTuple):
    """How far an item was moved: its bytes, and its indexes of citations and of blocks."""

    span_bytes: int = 0
    citations: int = 0
    blocks: int = 0

    def plus(self, other: Shift) -> Shift:
        """Give both movements as one."""
        return Shift(
            self.span_bytes + other.span_bytes,
            self.citations + other.citations,
            self.blocks + other.blocks,
        )


_STILL = Shift()


class _Run(NamedTuple):
    """The items `first` to `stop` of a tuple, moved by `shift`."""

    items: tuple[object, ...]
    first: int
    stop: int
    shift: Shift


class Spliced(Sequence[T]):
    """Items of several tuples, one after the other. Equal to any sequence of equal items."""

    __slots__ = ("_ends", "_move", "_runs")

    def __init__(self, move: Callable[[T, Shift], T], runs: Sequence[_Run]) -> None:
        """Join runs; `move` makes the item that another becomes when it is moved."""
        self._move = move
        self._runs = [run for run in runs if run.stop > run.first]
        self._ends: list[int] = []
        end = 0
        for run in self._runs:
            end += run.stop - run.first
            self._ends.append(end)

    @property
    def run_count(self) -> int:
        """How many runs it is made of."""
        return len(self._runs)

    def part(self, start: int, stop: int, shift: Shift = _STILL) -> list[_Run]:
        """Give the runs that the items `start` to `stop` are made of, moved by `shift`."""
        found: list[_Run] = []
        number = bisect_right(self._ends, start)
        while start < stop and number < len(self._runs):
            items, first, until, moved = self._runs[number]
            begin = self._ends[number] - (until - first)
            low, high = first + start - begin, min(until, first + stop - begin)
            found.append(_Run(items, low, high, moved.plus(shift)))
            start, number = self._ends[number], number + 1
        return found

    def as_made(self) -> list[T]:
        """Give the items as they were before they were moved."""
        made: list[T] = []
        for items, first, stop, _ in self._runs:
            made += items[first:stop]  # type: ignore[arg-type]
        return made

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        if isinstance(index, slice):
            start, stop, step = index.indices(len(self))
            if step != 1:
                return tuple(self[place] for place in range(start, stop, step))
            return tuple(self._over(self.part(start, stop)))
        if index < 0:
            index += len(self)
        number = bisect_right(self._ends, index)
        if index < 0 or number == len(self._runs):
            raise IndexError(index)
        items, _, until, shift = self._runs[number]
        item: T = items[until - self._ends[number] + index]  # type: ignore[assignment]
        return item if shift == _STILL else self._move(item, shift)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def __iter__(self) -> Iterator[T]:
        return self._over(self._runs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # it is equal to tuples, whose hash is another

    def __repr__(self) -> str:
        return f"Spliced({tuple(self)!r})"

    def _over(self, runs: Sequence[_Run]) -> Iterator[T]:
        move = self._move
        for items, first, stop, shift in runs:
            if shift == _STILL:
                yield from items[first:stop]  # type: ignore[misc]
            else:
                for item in items[first:stop]:
                    yield move(item, shift)  # type: ignore[arg-type]


def as_made(items: Sequence[T]) -> Sequence[T]:
    """Give the items as they were before they were moved, for what does not depend on places."""
    if not isinstance(items, Spliced):
        return items
    return items.as_made()


def splice(
    items: Sequence[T],
    start: int,
    stop: int,
    new: tuple[T, ...],
    shift: Shift,
    move: Callable[[T, Shift], T],
) -> Spliced[T]:
    """Put `new` in the place of the items `start` to `stop`; those behind are moved by `shift`."""
    if isinstance(items, Spliced):
        whole = items
    else:
        held = tuple(items)
        whole = Spliced(move, [_Run(held, 0, len(held), _STILL)])
    return Spliced(
        move,
        [
            *whole.part(0, start),
            _Run(new, 0, len(new), _STILL),
            *whole.part(stop, len(whole), shift),
        ],
    )
