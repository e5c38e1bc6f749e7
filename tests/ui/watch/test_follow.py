"""Which claims are in force at which moment, and where clicks and keys lead from there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from viewer.notes.note import Note
from viewer.notes.timecode import format_range
from viewer.ui.watch.follow import Follow

pytestmark = pytest.mark.usefixtures("qapp")

# Out of order, with a run of three, and with a time (0:20) that two claims cite.
_MIXED = """Late words [0:40].

Run of three [0:10], [0:20] and [0:30]. Early words [0:05].

Words again [0:20].
"""
_LATE, _RUN, _EARLY, _AGAIN = range(4)


def _follow(text: str, duration_ms: int | None = None) -> Follow:
    note = Note.parse(text.encode())
    follow = Follow()
    follow.set_note(note, note.times(duration_ms))
    return follow


def _at(follow: Follow, ms: int) -> tuple[set[int], set[int]]:
    follow.set_position(ms)
    return set(follow.claims_now), set(follow.citations_now)


def test_end_of_a_range_is_no_moment() -> None:
    follow = _follow("A stretch [0:10-0:20]. Then [0:30].")
    assert [moment.ms for moment in follow.moments] == [10_000, 30_000]
    assert _at(follow, 19_999) == ({0}, {0})
    assert _at(follow, 20_000) == (set(), set())
    assert _at(follow, 30_000) == ({1}, {2})


def test_range_stays_in_force_while_others_begin_in_it() -> None:
    follow = _follow("Outer [0:10-1:00]. Inner [0:20-0:30]. Open [0:40]. Late [2:00].")
    outer, inner, open_, late = range(4)
    for ms, claims, current in (
        (9_999, set(), None),
        (10_000, {outer}, outer),
        (20_000, {outer, inner}, inner),
        (30_000, {outer}, outer),
        (40_000, {outer, open_}, open_),
        (60_000, {open_}, open_),
        (120_000, {late}, late),
    ):
        assert _at(follow, ms)[0] == claims, ms
        assert follow.current_claim == current, ms


def test_claim_is_the_current_one_behind_its_range_until_the_next_begins() -> None:
    follow = _follow("First [0:10-0:20]. Then [0:30]. Last [0:40-0:50].")
    assert _at(follow, 25_000) == (set(), set())
    assert follow.current_claim == 0
    assert follow.citations_begun_last == {0}
    assert follow.repeat_range(25_000) == (10_000, 20_000)
    assert follow.next_in_note(1, None) == 1
    assert follow.next_in_time(1, 25_000) == (1, 2)
    assert follow.next_in_time(-1, 25_000) == (0, 0)  # it is over: the way back leads to it
    assert follow.next_in_time(-1, 15_000) is None


def test_repeat_lasts_as_long_as_the_range() -> None:
    follow = _follow("Long [0:10-2:00]. Inner [0:20]. Then [0:25-0:27].")
    assert follow.repeat_range(12_000) == (10_000, 120_000)
    assert follow.repeat_range(21_000) == (20_000, 25_000)
    assert follow.repeat_range(26_000) == (25_000, 27_000)
    follow.set_position(26_000)
    follow.gone_to = 0  # gone to, and in force
    assert follow.repeat_range(26_000) == (10_000, 120_000)


@given(
    st.lists(
        st.tuples(st.integers(0, 120), st.none() | st.integers(1, 40)), min_size=1, max_size=12
    ),
    st.lists(st.integers(0, 170_000), min_size=1, max_size=12),
)
@examples(0.8)
def test_ranges_in_force_are_as_a_plain_search_finds_them(
    drawn: list[tuple[int, int | None]], positions: list[int]
) -> None:
    times = [(at * 1000, None if size is None else (at + size) * 1000) for at, size in drawn]
    text = "\n\n".join(f"Words [{format_range(*time).replace('–', '-')}]." for time in times)
    follow = _follow(text)
    for ms in positions:
        begun = [start for start, _ in times if start <= ms]
        wanted = {
            number
            for number, (start, end) in enumerate(times)
            if start <= ms and (start == max(begun) if end is None else ms < end)
        }
        assert _at(follow, ms)[0] == wanted


def test_target_passes_over_what_cannot_be_reached() -> None:
    follow = _follow("A run [0:50], [0:10], [0:20].", duration_ms=30_000)
    assert follow.target_of(0) == 1
    follow.set_position(10_000)
    assert follow.target_of(0) == 2
    follow.set_position(20_000)
    assert follow.target_of(0) == 1


def test_stand_in_leads_to_the_claim_of_its_child() -> None:
    follow = _follow("- Parent\n  - Child [0:10]\n")
    parent = 0
    assert follow.target_of(parent) == 0
    assert follow.claim_of(0) == 1
    assert follow.next_in_note(1, 0) == 1


def test_next_in_note_starts_from_a_byte_when_nothing_is_in_force() -> None:
    follow = _follow(_MIXED)
    inside = _MIXED.index("three")
    assert follow.next_in_note(1, inside) == _EARLY
    assert follow.next_in_note(-1, inside) == _RUN
    assert follow.next_in_note(-1, 0) == _LATE


def test_next_in_note_goes_from_where_one_went_though_another_cites_the_same_time() -> None:
    follow = _follow(_MIXED)
    follow.gone_to = _AGAIN
    follow.set_position(20_000)
    assert follow.current_claim == _AGAIN
    assert follow.next_in_note(-1, None) == _EARLY
    follow.set_position(30_000)
    assert follow.current_claim == _RUN


def test_next_in_time_goes_through_equal_times_in_note_order() -> None:
    follow = _follow(_MIXED)
    at_ms = 0
    for step, wanted in ((1, [4, 1, 2, 5, 3, 0]), (-1, [3, 5, 2, 1, 4])):
        gone = []
        while (found := follow.next_in_time(step, at_ms)) is not None:
            claim, citation = found
            gone.append(citation)
            at_ms = next(moment.ms for moment in follow.moments if moment.citation == citation)
            follow.gone_to = claim
            follow.set_position(at_ms)
        assert gone == wanted


def test_other_times_for_the_same_note_keep_the_claim_that_one_went_to() -> None:
    text = "One [0:10]. Two [0:50]."
    note = Note.parse(text.encode())
    follow = Follow()
    follow.set_note(note, note.times(None))
    follow.gone_to = 0
    follow.set_note(note, note.times(30_000))
    assert follow.current_claim == 0
    follow.set_note(Note.parse(text.encode()), note.times(None))
    assert follow.current_claim is None
