"""Where statements are said: by their words, by the order of the note, and by what is written."""

import pytest

from viewer.evidence.align import Statement, align
from viewer.evidence.order import Relation, weigh
from viewer.evidence.speech import Speech
from viewer.video.transcripts.transcript import Cue, Transcript


def _transcript(*said: tuple[int, str], language: str = "en") -> Transcript:
    return Transcript(tuple(Cue(s * 1000, s * 1000 + 4_000, text) for s, text in said), language)


_TALK = _transcript(
    (0, "We begin with Kubernetes and its history."),
    (30, "Containers share one kernel."),
    (60, "A scheduler places them on machines."),
    (90, "Containers share one kernel."),
    (600, "Questions from the audience."),
)


def _first(statement: Statement, transcript: Transcript = _TALK) -> int:
    (place,) = align([statement], transcript)
    return place.best(1)[0].ms


def test_statement_is_found_by_its_words() -> None:
    assert _first(Statement("Schedulers place containers", "Schedulers place containers")) == 60_000


def test_misheard_name_is_found_when_nothing_is_more_like_it() -> None:
    assert _first(Statement("Kubernettes came first", "Kubernettes came first")) == 0


def test_neighbours_decide_when_a_statement_is_said_twice() -> None:
    kernel = Statement("Containers share a kernel", "Containers share a kernel")
    schedule = Statement("A scheduler places them", "A scheduler places them", Relation.SAME)
    history = Statement("The history of Kubernetes", "The history of Kubernetes")
    places = align([history, kernel, schedule], _TALK)
    assert [place.best(1)[0].ms for place in places if place] == [0, 30_000, 60_000]
    places = align([schedule, kernel], _TALK)
    assert [place.best(1)[0].ms for place in places if place] == [60_000, 90_000]


def test_written_time_decides_when_a_statement_is_said_twice() -> None:
    text = "Containers share a kernel"
    assert _first(Statement(text, text, written=((90_000, 3.0),))) == 90_000


def test_nothing_is_found_when_no_word_is_shared_or_nothing_is_said() -> None:
    nothing = Statement("Zebras", "Zebras")
    assert align([nothing], _TALK) == (None,)
    assert align([nothing], Transcript(())) == (None,)
    assert align([], _TALK) == ()


def test_best_moments_lie_apart_and_chances_are_shares() -> None:
    (place,) = align([Statement("Containers share a kernel", "Containers share a kernel")], _TALK)
    best = place.best(3)
    assert all(abs(one.ms - two.ms) > 15_000 for one in best for two in best if one is not two)
    assert sum(place.shares) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "claim", "language"),
    [
        ("היום נבנה עפיפון מעץ", "בונים עפיפון", "he"),
        ("今日は凧を作ります", "凧を作る", "ja"),
        ("Heute bauen wir einen Drachen", "Drachen bauen", "de"),
    ],
)
def test_statement_is_found_in_other_languages(text: str, claim: str, language: str) -> None:
    said = _transcript((0, "abc"), (30, text), (60, "def"), (90, "ghi"), language=language)
    assert _first(Statement(claim, claim), said) == 30_000


def test_units_begin_with_sentences_and_are_short() -> None:
    cues = (Cue(0, 30_000, "One two three. Four five six seven eight nine ten eleven twelve"),)
    speech = Speech.of(Transcript(cues))
    texts = [speech.text[s:e] for s, e in zip(speech.starts, speech.ends, strict=True)]
    assert texts[0] == "One two three"
    assert texts[1].startswith("Four")
    assert all(b - a <= 12_000 for a, b in zip(speech.times_ms, speech.times_ms[1:], strict=False))


def test_shares_of_a_chain_add_up_to_one_whatever_the_steps() -> None:
    times = [[0, 40_000], [9_000_000], [10, 20_000, 20_000_000]]
    scores = [[0.0, -800.0], [5.0], [-3.0, 2.0, 900.0]]
    weighed = weigh(times, scores, [Relation.SAME, Relation.RUN, Relation.SECTION], 3)
    assert [sum(row) for row in weighed] == pytest.approx([1, 1, 1])
