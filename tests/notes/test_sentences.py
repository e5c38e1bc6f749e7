import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.notes.note import Note
from viewer.notes.sentences import sentence_at

TEXT = """# A heading

One is here. Two is *there*! Three, “quoted”? And so on…

- Bullet one says this [0:10]. It goes on e.g. so
  - and its child. With more
- Bullet two

Vues à l'été. Déjà vu.
"""


def sentence(text: str, at: str, *, end: bool = False) -> str | None:
    data = text.encode()
    offset = data.index(at.encode()) + (len(at.encode()) if end else 0)
    span = sentence_at(Note.parse(data), offset)
    return data[span.start : span.end].decode() if span is not None else None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("One", "One is here"),
        ("here.", "One is here"),
        ("Two", "Two is *there*"),
        ("there", "Two is *there*"),
        ("quoted", "Three, “quoted”"),
        ("so on", "And so on"),
        ("Bullet one", "Bullet one says this [0:10]"),
        ("child", "and its child"),
        ("more", "With more"),
        ("Bullet two", "Bullet two"),
        ("heading", "A heading"),
        ("été", "Vues à l'été"),
        ("vu.", "Déjà vu"),
    ],
)
def test_sentence_is_the_one_around_the_place(at: str, expected: str) -> None:
    assert sentence(TEXT, at) == expected


def test_sentence_behind_its_stop_is_still_it() -> None:
    assert sentence("Only one.\n", "Only one.", end=True) == "Only one"
    assert sentence("Being written\n", "written", end=True) == "Being written"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("神经", "神经网络有二十一层"),
        ("它用", "它用反向传播学习[0:10]"),
        ("好", "他说：「好。」"),
        ("然后", "然后走了"),
    ],
)
def test_sentence_of_chinese_ends_without_a_space(at: str, expected: str) -> None:
    text = "神经网络有二十一层。它用反向传播学习[0:10]！他说：「好。」然后走了。\n"
    assert sentence(text, at) == expected


def test_nothing_is_found_where_nothing_is_written() -> None:
    assert sentence_at(Note.parse(b""), 0) is None
    assert sentence_at(Note.parse(b"- \n"), 2) is None


@given(st.text(alphabet="ab .!?\n-[0:1]\u2026é#>*", max_size=60), st.integers(0, 80))
def test_sentence_lies_inside_the_note_and_cuts_no_character(text: str, offset: int) -> None:
    data = text.encode()
    span = sentence_at(Note.parse(data), min(offset, len(data)))
    if span is not None:
        assert 0 <= span.start < span.end <= len(data)
        data[span.start : span.end].decode()
