"""What two texts must share: terms, in any script, numbers as digits, signs as words."""

from __future__ import annotations

import pytest

from viewer.evidence.words import language_of, telling, terms


def _terms(text: str, language: str = "english") -> list[str]:
    return [one.term for one in terms(text, language)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The derivatives", "the DERIVATIVE"),
        ("seven of twenty", "7 of 20"),
        ("x²", "x squared"),
        ("π θ", "pi theta"),
        ("naïve", "naive"),
        ("Newton’s", "Newton"),
        ("1,000", "1000"),
        ("a = b", "a equals b"),
        (r"\frac{a}{b} \cdot x^2", "a b times x squared"),
        (r"\sqrt{\pi} + y^{3}", "root pi plus y cubed"),
        (r"\text{work} = F", "work equals f"),
    ],
)
def test_terms_are_the_same_when_the_same_is_said(one: str, two: str) -> None:
    assert _terms(one) == _terms(two)


def test_endings_are_cut_by_language() -> None:
    assert _terms("Wellen", language_of("de-AT")) == _terms("Welle", "german")
    assert language_of("tlh") == language_of("") == "english"


def test_pairs_of_characters_are_terms_when_words_are_not_parted() -> None:
    assert _terms("今日は") == ["今日", "日は"]
    assert _terms("風") == ["風"]


def test_right_to_left_words_are_terms() -> None:
    assert len(_terms("שלום עולם مرحبا")) == 3


def test_places_are_those_of_the_text() -> None:
    text = "ﬁve İstanbul, don’t – 今日!"
    for _, start, end in terms(text):
        assert 0 <= start < end <= len(text)
        assert not text[start:end].isspace()


def test_words_of_every_subject_tell_less() -> None:
    assert telling("the") < telling("signific") < telling("hologram") == 1
