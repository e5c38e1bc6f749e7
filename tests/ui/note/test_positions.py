"""Moved numbers are those that moving each would give."""

from bisect import bisect_left, bisect_right

from hypothesis import given
from hypothesis import strategies as st

from viewer.ui.note import document as positions
from viewer.ui.note.document import Positions

_NUMBERS = st.lists(st.integers(0, 60), max_size=30).map(sorted)


@given(_NUMBERS, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9), _NUMBERS), max_size=5))
def test_numbers_are_moved_when_some_are_replaced(
    start: list[int], steps: list[tuple[int, int, list[int]]]
) -> None:
    chunk, positions._CHUNK = positions._CHUNK, 4
    try:
        made, plain = Positions(), list(start)
        for number in start:
            made.append(number)
        for at, count, new in steps:
            first = at % (len(plain) + 1)
            last = min(len(plain), first + count)
            low = plain[first - 1] if first else 0
            fitting = [low + number for number in new]
            top = fitting[-1] if fitting else low
            by = max(0, top - plain[last]) + count if last < len(plain) else count
            plain = [*plain[:first], *fitting, *(number + by for number in plain[last:])]
            made.splice(first, last, fitting, by)
            made.append((plain[-1] if plain else 0) + 1)
            plain.append((plain[-1] if plain else 0) + 1)
            assert list(made) == plain
            assert len(made) == len(plain)
            assert [made[index] for index in range(len(plain))] == plain
            for number in {0, *plain, *(one + 1 for one in plain)}:
                assert made.count_to(number) == bisect_right(plain, number)
                assert made.count_below(number) == bisect_left(plain, number)
    finally:
        positions._CHUNK = chunk
