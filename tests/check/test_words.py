import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from viewer.check.words import language_of, telling, terms


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
        ("two halves", "2/2"),
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


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("de", "3,5 Prozent", "3,5 %"),
        ("de", "1.000 Leute", "1000 Leute"),
        ("es", "3,5 por ciento", "3,5 %"),
        ("es", "1.200", "1,200"),
        ("fr", "12000", "12\u202f000"),
        ("ar", "٢١", "21"),
    ],
)
def test_numbers_are_the_same_however_they_are_written(language: str, one: str, two: str) -> None:
    assert _terms(one, language_of(language)) == _terms(two, language_of(language))


def test_numbers_of_other_languages_have_a_comma_before_their_parts() -> None:
    assert _terms("3,5 ja 1.200", language_of("fi")) == ["3.5", "ja", "1200"]


def test_words_of_every_subject_tell_less_in_any_language() -> None:
    assert telling("the") < telling("signific") < telling("hologram") == 1
    (para,) = _terms("para", "spanish")
    assert telling("und", "german") == telling(para, "spanish") == telling("我们") < 1
    assert telling("です") == telling("的人") < 1
    assert telling("und") == telling("leuchtturm", "german") == telling("灯塔") == 1
    assert telling("die") == telling("war") == 1  # of English


@pytest.mark.parametrize(
    "written", ["1.2.3", "٣٫٥", "1,,2", "²", "０", "12.", "1.234,5", "1,234.5"]
)
def test_digits_of_any_shape_make_terms(written: str) -> None:
    for language in ("english", "german", "spanish"):
        assert all(one.term for one in terms(written, language))


_SIGNS = "1 2,.0٣０²º%％ \n\u00a0-'"
_PIECES = [*_SIGNS, " Millionen", " por ciento", " mil", " two", " hundred"]
_SPOKEN = st.lists(st.sampled_from(_PIECES)).map("".join)


@example("ﬁve İstanbul, don’t – 今日!", "en")
@given(_SPOKEN | st.text(), st.sampled_from(["en", "de", "es", "fr"]))
def test_terms_of_any_text_are_in_order(text: str, language: str) -> None:
    last = 0
    for term, start, end in terms(text, language_of(language)):
        assert term
        assert last <= start < end <= len(text)
        assert not text[start:end].isspace()
        last = start


@pytest.mark.parametrize("text", ["1" * 50_000, "1.000" * 10_000])
def test_long_numbers_are_read_at_once(text: str) -> None:
    started = time.thread_time()
    for language in ("english", "german", "spanish"):
        terms(f"{text}\u00a0岁", language)
    assert time.thread_time() - started < 5


def test_pairs_of_characters_are_terms_when_words_are_not_parted() -> None:
    assert _terms("今日は") == ["今日", "日は"]
    assert _terms("風") == ["風"]
    assert _terms("벡터를 더한다") == ["벡터", "터를", "더한", "한다"]
    assert len(_terms("שלום עולם مرحبا")) == 3


def test_numbers_are_one_term_where_they_are_written() -> None:
    text = "It took two hundred and fifty-one days, and thirty of them in the twentieth year."
    found = {text[one.start : one.end]: one.term for one in terms(text) if one.term[0].isdigit()}
    assert found == {"two hundred": "200", "fifty-one": "51", "thirty": "30", "twentieth": "20th"}
