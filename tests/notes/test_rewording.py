"""Rewording: what a text field gives back changes the words that differ, and no other byte."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.notes.texts import notes, texts
from viewer.notes.edit import Change
from viewer.notes.model import Span
from viewer.notes.rewording import reworded


def shown(text: str) -> str:
    """As a Qt document gives it back."""
    for one in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(one, "\n")
    return text.replace("\u00a0", " ")


@given(notes())
@settings(max_examples=300, deadline=None)
def test_no_byte_changes_when_text_comes_back_as_shown(data: bytes) -> None:
    assert not reworded(data, Span(0, len(data)), shown(data.decode()))


@given(notes(), st.data())
@settings(max_examples=300, deadline=None)
def test_span_alone_changes_when_reworded(data: bytes, draw: st.DataObject) -> None:
    text = data.decode()
    start, end = sorted(draw.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    start, end = (len(text[:at].encode()) for at in (start, end))
    while start and data[start - 1 : start + 1] == b"\r\n":
        start -= 1
    while data[end - 1 : end + 1] == b"\r\n":
        end += 1
    end = max(start, end)
    new = draw.draw(texts(["\n"]))
    change = Change.of("Reword", reworded(data, Span(start, end), new))
    result = change.apply(data)
    assert all(start <= edit.start <= edit.end <= end for edit in change.edits)
    assert shown(result[start : len(result) - (len(data) - end)].decode()) == shown(new)
    assert change.invert().apply(result) == data


@pytest.mark.parametrize(
    ("old", "new", "edits"),
    [
        ("a\u00a0b c", "a b d", [(b"c", b"d")]),
        ("a\r\nb\r\nc", "a\nx\nb\nc", [(b"", b"x\r\n")]),
        ("a\rb", "a\nb\nc", [(b"", b"\rc")]),
        ("a\u2028b", "a\nc", [(b"b", b"c")]),
        ("x y", "x\u00a0y", [(b" ", b"\xc2\xa0")]),
        (
            "A good day, a bad night.",
            "A fine day, a long night.",
            [(b"good", b"fine"), (b"bad", b"long")],
        ),
        ("👩‍👩‍👧 one", "👩‍👩‍👧 two", [(b"one", b"two")]),
    ],
)
def test_edits_are_the_words_that_differ(
    old: str, new: str, edits: list[tuple[bytes, bytes]]
) -> None:
    data = old.encode()
    found = reworded(data, Span(0, len(data)), new)
    assert [(edit.old, edit.new) for edit in found] == edits
