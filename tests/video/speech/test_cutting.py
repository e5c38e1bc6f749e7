"""Words with times become cues that can be read: all words, once, with their times."""

from hypothesis import given
from hypothesis import strategies as st

from viewer.video.speech.engine import Cutter, Heard
from viewer.video.transcripts.transcript import Cue, Transcript


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
