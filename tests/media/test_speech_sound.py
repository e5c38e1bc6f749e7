from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.media.make_video import make_video
from viewer.base.errors import MediaError
from viewer.media.speech_child import FIRST_MS, LONGEST_MS, next_piece
from viewer.media.speech_engine import Cutter, Heard
from viewer.media.speech_sound import RATE, Sound, quietest_ms
from viewer.media.transcribed import Ranges, joined, missing
from viewer.media.transcript import Cue, Transcript

_RATE = 48_000


def write(
    path: Path,
    codec: str,
    bursts: Sequence[int],
    seconds: int,
    *,
    gap: tuple[int, int] = (0, 0),
    begin_s: float = 0.0,
) -> Path:
    """Write silence with a burst of 100 ms at some seconds; nothing at all in the seconds [gap)."""
    time = np.arange(_RATE * seconds) / _RATE
    samples = np.zeros(len(time), np.float32)
    for second in bursts:
        part = slice(second * _RATE, second * _RATE + _RATE // 10)
        samples[part] = 0.5 * np.sin(2 * np.pi * 440 * time[part])
    with av.open(str(path), "w") as out:
        track = out.add_stream(codec, rate=_RATE)
        track.layout = "mono"
        for at in range(0, len(samples), 960):
            if gap[0] <= at / _RATE < gap[1]:
                continue
            frame = av.AudioFrame.from_ndarray(
                (samples[None, at : at + 960] * 32767).astype(np.int16), format="s16", layout="mono"
            )
            frame.sample_rate = _RATE
            frame.pts = at + round(begin_s * _RATE)
            frame.time_base = Fraction(1, _RATE)
            out.mux(track.encode(frame))
        out.mux(track.encode(None))
    return path


def bursts_in(samples: np.ndarray, start_ms: int = 0) -> list[float]:
    level = np.abs(samples).reshape(-1)
    loud = np.convolve(level, np.ones(80) / 80, "same") > 0.1
    begins = np.flatnonzero(loud[1:] & ~loud[:-1])
    return [round(start_ms / 1000 + begin / RATE, 1) for begin in begins]


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    ("name", "codec"), [("a.wav", "pcm_s16le"), ("a.m4a", "aac"), ("a.mkv", "libopus"),
                        ("a.mp3", "libmp3lame"), ("a.flac", "flac")],
)  # fmt: skip
def test_sound_is_at_its_time_however_it_is_read(tmp_path: Path, name: str, codec: str) -> None:
    seconds = [2, 20, 21, 47, 70]
    path = write(tmp_path / name, codec, seconds, 80)
    sound = Sound(path)
    assert sound.duration_ms == pytest.approx(80_000, abs=100)
    whole = sound.read(0, 100_000)
    assert len(whole) == pytest.approx(80 * RATE, abs=RATE // 5)
    assert bursts_in(whole) == pytest.approx(seconds, abs=0.1)
    # In pieces, back, and far ahead.
    for start_ms, end_ms in ((0, 30_000), (25_000, 60_000), (19_500, 22_500), (65_000, 79_000)):
        part = sound.read(start_ms, end_ms)
        assert len(part) == (end_ms - start_ms) * 16
        expected = [s for s in seconds if start_ms <= s * 1000 < end_ms]
        assert bursts_in(part, start_ms) == pytest.approx(expected, abs=0.1)
    assert len(sound.read(200_000, 210_000)) == 0


def test_samples_are_the_same_whatever_was_read_before(spoken_file: Path) -> None:
    one, two = Sound(spoken_file), Sound(spoken_file)
    one.read(0, 28_000)
    assert np.array_equal(one.read(23_909, 70_000), two.read(23_909, 70_000))


def test_pieces_one_behind_the_other_are_the_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", "pcm_s16le", [1, 3, 5, 8], 10)
    whole, pieces = Sound(path), Sound(path)
    cuts = [0, 1_111, 1_112, 5_555, 9_000, 10_000]
    read = np.concatenate([pieces.read(*each) for each in pairwise(cuts)])
    assert np.array_equal(read, whole.read(0, 10_000))


def test_gap_is_silent_and_what_follows_it_at_its_time(tmp_path: Path) -> None:
    path = write(tmp_path / "a.mkv", "libopus", [2, 20, 55], 60, gap=(5, 50))
    sound = Sound(path)
    for end_ms in (60_000, 10_000, 30_000):
        expected = [s for s in (2, 55) if s * 1000 < end_ms]
        found = sound.read(0, end_ms)
        assert len(found) == pytest.approx(end_ms * 16, abs=RATE // 5)
        assert bursts_in(found) == pytest.approx(expected, abs=0.1)
    assert bursts_in(sound.read(40_000, 60_000), 40_000) == pytest.approx([55], abs=0.1)


def test_time_begins_where_the_players_does(tmp_path: Path) -> None:
    path = write(tmp_path / "a.ts", "mp2", [2, 20], 30, begin_s=90.0)
    sound = Sound(path)
    assert bursts_in(sound.read(0, 30_000)) == pytest.approx([2, 20], abs=0.1)
    assert bursts_in(sound.read(15_000, 25_000), 15_000) == pytest.approx([20], abs=0.1)


def test_files_without_sound_are_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no longer exists"):
        Sound(tmp_path / "none.mp4")
    (tmp_path / "words.mp4").write_text("not a film")
    with pytest.raises(MediaError, match="not a video"):
        Sound(tmp_path / "words.mp4")
    path = make_video(tmp_path / "silent.mp4", frames=1, sound=False)
    with pytest.raises(MediaError, match="no audio") as caught:
        Sound(path)
    assert caught.value.remedy


def test_quietest_place_is_in_the_pause() -> None:
    samples = np.random.default_rng(1).normal(0, 0.1, 60 * RATE).astype(np.float32)
    samples[50 * RATE : 50 * RATE + RATE // 2] *= 0.01
    assert quietest_ms(samples, 40_000, 57_000) == pytest.approx(50_250, abs=120)
    assert 40_000 <= quietest_ms(samples, 40_000, 40_100) <= 40_100
    assert quietest_ms(samples[:0], 0, 0) == 0


# ---------------------------------------------------------------------- plan


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


# ---------------------------------------------------------------------- cues


def cut(words: list[Heard], start_ms: int = 0, end_ms: int = 60_000) -> list[Cue]:
    cutter = Cutter(start_ms, end_ms)
    return [*cutter.take(words), *cutter.end()]


def said(text: str, every_ms: int = 300) -> list[Heard]:
    return [
        Heard(number * every_ms, (number + 1) * every_ms, f" {word}")
        for number, word in enumerate(text.split())
    ]


def test_cues_end_with_sentences() -> None:
    cues = cut(said("Most are short. “Is it so?” Yes! And on it goes"))
    assert [cue.text for cue in cues] == [
        "Most are short.",
        "“Is it so?”",
        "Yes!",
        "And on it goes",
    ]
    assert [(cue.start_ms, cue.end_ms) for cue in cues[:2]] == [(0, 900), (900, 1_800)]
    assert cues[0].word_times == (0, 300, 600)
    assert cues[0].word_places == (0, 5, 9)


def test_cues_end_at_pauses_and_before_they_grow_long() -> None:
    words = said("one two three")
    later = [Heard(w.start_ms + 2_000, w.end_ms + 2_000, w.text) for w in words]
    assert [cue.text for cue in cut(words + later)] == ["one two three", "one two three"]
    long = cut(said("word " * 60))
    assert all(len(cue.text) <= 84 for cue in long)
    assert sum(cue.text.count("word") for cue in long) == 60
    clause = cut(
        said("a long clause goes on and on until it has more than sixty letters, then more")
    )
    assert clause[0].text.endswith("letters,")


def test_words_of_several_segments_are_one_sentence() -> None:
    cutter = Cutter(0, 60_000)
    words = said("While the film plays, it follows.")
    assert cutter.take(words[:1]) == []
    (cue,) = cutter.take(words[1:])
    assert cue.text == "While the film plays, it follows."
    assert cutter.end() == []


def test_scripts_without_spaces_get_none() -> None:
    words = [
        Heard(0, 200, "你"),
        Heard(200, 400, "好"),
        Heard(400, 600, "。"),
        Heard(700, 900, " Ja"),
    ]
    assert [cue.text for cue in cut(words)] == ["你好。", "Ja"]


@given(
    st.lists(
        st.tuples(
            st.integers(-5_000, 70_000),
            st.integers(-5_000, 70_000),
            st.sampled_from((" so", " what?", "-ever", " ", "", " ja,", "。", " a\nb")),
        )
    )
)
def test_every_word_is_there_once_in_order_and_inside(words: list[tuple[int, int, str]]) -> None:
    start_ms, end_ms = 10_000, 40_000
    cues = cut([Heard(*word) for word in words], start_ms, end_ms)
    text = "".join("".join(cue.text.split()) for cue in cues)
    assert text == "".join("".join(word.split()) for *_, word in words)
    for cue in cues:
        assert start_ms <= cue.start_ms < cue.end_ms <= end_ms
        times = cue.word_times or (cue.start_ms,)
        assert list(times) == sorted(times)
        assert times[0] == cue.start_ms
    assert [cue.start_ms for cue in cues] == sorted(cue.start_ms for cue in cues)
    Transcript(tuple(cues))  # whose places must hold
