"""Which stretch is listened to next: every moment once, the place that plays first."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.video.speech.child import FIRST_MS, LONGEST_MS, next_piece
from viewer.video.transcripts.transcribed import Ranges, joined, missing

_END = 400_000
_times = st.integers(0, _END)


@given(
    wanted=st.lists(st.tuples(_times, _times), max_size=4).map(joined),
    places=st.lists(st.none() | _times, min_size=1, max_size=10),
    share=st.floats(0.3, 1.0),
)
def test_all_that_is_wanted_is_heard_once(
    wanted: Ranges, places: list[int | None], share: float
) -> None:
    finished: Ranges = ()
    heard = 0
    for number in range(200):
        piece = next_piece(wanted, finished, _END, places[number % len(places)])
        if piece is None:
            break
        assert piece.floor_ms <= piece.start_ms < piece.limit_ms <= piece.ceiling_ms
        start_ms = piece.floor_ms if piece.is_open_start else piece.start_ms
        end_ms = piece.limit_ms
        if end_ms - start_ms > piece.longest_ms:
            end_ms = start_ms + round(piece.longest_ms * share)
        elif piece.is_open_end:
            end_ms = piece.ceiling_ms
        assert not any(start_ms < end and start < end_ms for start, end in finished), "heard twice"
        finished = joined((*finished, (start_ms, end_ms)))
        heard += end_ms - start_ms
    assert missing(finished, wanted) == ()
    assert heard == sum(end - start for start, end in finished)


def test_pieces_follow_each_other_and_the_first_is_short() -> None:
    whole: Ranges = ((0, _END),)
    first = next_piece(whole, (), _END)
    assert (first.start_ms, first.longest_ms, first.is_open_start) == (0, FIRST_MS, False)
    second = next_piece(whole, ((0, 25_000),), _END)
    assert (second.start_ms, second.longest_ms, second.is_open_start) == (25_000, LONGEST_MS, False)


def test_place_that_plays_comes_first_and_what_follows_it_next() -> None:
    whole: Ranges = ((0, _END),)
    near = next_piece(whole, ((0, 25_000),), _END, 200_000)
    assert (near.start_ms, near.is_open_start, near.floor_ms) == (198_000, True, 195_000)
    behind = next_piece(whole, ((0, 25_000), (196_000, 224_000)), _END, 200_000)
    assert (behind.start_ms, behind.is_open_start) == (224_000, False)
    # A place near the start of what is missing is no reason to cut there.
    assert next_piece(whole, ((0, 196_000),), _END, 200_000) == next_piece(
        whole, ((0, 196_000),), _END
    )
    rest = next_piece(whole, ((0, 25_000), (196_000, _END)), _END, 200_000)
    assert (rest.start_ms, rest.limit_ms, rest.is_open_end) == (25_000, 196_000, False)


def test_ends_of_what_is_asked_for_may_move_to_a_quiet_place() -> None:
    piece = next_piece(((100_000, 110_000),), ((0, 98_500), (111_000, 120_000)), _END)
    assert (piece.is_open_start, piece.floor_ms) == (True, 98_500)
    assert (piece.is_open_end, piece.ceiling_ms) == (True, 111_000)
    # The end of the sound is an end that cannot move.
    last = next_piece(((_END - 5_000, _END + 90_000),), (), _END)
    assert (last.limit_ms, last.is_open_end) == (_END, False)
