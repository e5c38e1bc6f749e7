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
        ("twenty-one and forty five", "21 and 45"),
        ("two hundred fifty six", "256"),
        ("three thousand two hundred", "3,200"),
        ("five million", "5 million"),
        ("one, two, three", "1 2 3"),
        ("nineteen eighty four", "19 84"),
        ("the third of 21 people", "the 3rd of twenty one people"),
        ("the twenty-first century", "the 21st century"),
        ("the 1st and the 2nd", "the first and the second"),
        ("two thirds", "2/3"),
        ("one half", "½"),
        ("three quarters", "¾"),
        ("one half", "1/2"),
        ("five sixths", "5⁄6"),
        (r"x \leq y", "x ≤ y"),
        ("a minus b", "a − b"),
        ("x squared plus y squared", "x^2 + y^2"),
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
    assert _terms("벡터를 더한다") == ["벡터", "터를", "더한", "한다"]


def test_right_to_left_words_are_terms() -> None:
    assert len(_terms("שלום עולם مرحبا")) == 3


def test_places_are_those_of_the_text() -> None:
    text = "ﬁve İstanbul, don’t – 今日!"
    for _, start, end in terms(text):
        assert 0 <= start < end <= len(text)
        assert not text[start:end].isspace()


def test_words_of_every_subject_tell_less() -> None:
    assert telling("the") < telling("signific") < telling("hologram") == 1


def test_numbers_are_one_term_where_they_are_written() -> None:
    text = "It took two hundred and fifty-one days, and thirty of them in the twentieth year."
    found = {text[one.start : one.end]: one.term for one in terms(text) if one.term[0].isdigit()}
    assert found == {"two hundred": "200", "fifty-one": "51", "thirty": "30", "twentieth": "20th"}
