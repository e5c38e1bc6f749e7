from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notes.texts import notes, texts
from viewer.notes.edit import Change, Edit, StaleEdit, line_end, with_line_ends
from viewer.notes.model import Span


@st.composite
def changes(draw: Any, data: bytes) -> Change:
    """Any change of `data`: edits that do not overlap, some of which touch."""
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=8)))
    edits = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        new = draw(st.one_of(st.just(b""), texts().map(str.encode), st.binary(max_size=4)))
        edits.append(Edit(start, data[start:end], new))
    return Change.of("Change", edits)


@given(st.data(), notes())
def test_edit_changes_its_span_alone_when_applied(draw: st.DataObject, data: bytes) -> None:
    start, end = sorted(draw.draw(st.tuples(*[st.integers(0, len(data))] * 2)))
    new = draw.draw(texts()).encode()
    edit = Edit(start, data[start:end], new)
    result = Change("", (edit,)).apply(data)
    assert result == data[:start] + new + data[end:]
    trimmed = edit.trimmed()
    assert Change("", (trimmed,)).apply(data) == result
    assert start <= trimmed.start <= trimmed.end <= end


@given(st.data(), notes())
def test_changes_of_two_places_are_made_in_either_order(draw: st.DataObject, data: bytes) -> None:
    one, two = draw.draw(changes(data)), draw.draw(changes(data))
    both = one.past(two)
    if both is None:
        assert any(a.start < b.end and b.start < a.end for a in one.edits for b in two.edits)
        return
    assert both[0].apply(two.apply(data)) == both[1].apply(one.apply(data))


@given(st.data(), notes())
def test_trimmed_edit_cuts_no_character_when_text_is_utf8(draw: st.DataObject, data: bytes) -> None:
    new = draw.draw(notes())
    trimmed = Edit(0, data, new).trimmed()
    trimmed.old.decode()
    trimmed.new.decode()
    data[: trimmed.start].decode()
    data[trimmed.end :].decode()
    if trimmed.old and trimmed.new:
        assert not (trimmed.old[:1] == b"\n" and data[: trimmed.start].endswith(b"\r"))


@given(st.data(), notes())
def test_change_is_taken_back_when_inverted(draw: st.DataObject, data: bytes) -> None:
    change = draw.draw(changes(data))
    result = change.apply(data)
    assert change.invert().apply(result) == data
    assert change.invert().invert() == change
    for edit, place in zip(change.edits, change.new_spans(), strict=True):
        assert result[place.start : place.end] == edit.new


@given(st.data(), notes())
def test_composed_change_does_both_when_applied(draw: st.DataObject, data: bytes) -> None:
    first = draw.draw(changes(data))
    between = first.apply(data)
    second = draw.draw(changes(between))
    both = first.then(second)
    assert both.apply(data) == second.apply(between)
    assert both.invert().apply(second.apply(between)) == data
    assert first.then(first.invert()).apply(data) == data
    third = draw.draw(changes(second.apply(between)))
    assert both.then(third).apply(data) == third.apply(second.apply(between))


@given(st.data(), notes())
def test_positions_stay_with_their_text_when_mapped(draw: st.DataObject, data: bytes) -> None:
    change = draw.draw(changes(data))
    result = change.apply(data)
    before = [change.map(offset) for offset in range(len(data) + 1)]
    after = [change.map(offset, after=True) for offset in range(len(data) + 1)]
    assert before == sorted(before)
    assert after == sorted(after)
    assert all(0 <= one <= two <= len(result) for one, two in zip(before, after, strict=True))
    touched = {at for edit in change.edits for at in range(edit.start, edit.end)}
    for offset in range(len(data)):
        if offset not in touched:
            # A kept byte is between where its start and its end go.
            span = change.map_span(Span(offset, offset + 1))
            assert result[span.start : span.end] == data[offset : offset + 1]


def test_insertion_is_outside_when_a_span_is_mapped() -> None:
    change = Change.of("x", [Edit(2, b"", b"ab"), Edit(5, b"", b"c")])
    assert change.map_span(Span(2, 5)) == Span(4, 7)
    assert (change.map(2), change.map(2, after=True)) == (2, 4)
    replace = Change.of("x", [Edit(2, b"abc", b"z")])
    assert [replace.map(at) for at in (1, 2, 3, 5, 6)] == [1, 2, 2, 3, 4]
    assert [replace.map(at, after=True) for at in (1, 2, 3, 5, 6)] == [1, 2, 3, 3, 4]


def test_stale_edit_is_refused_when_other_bytes_stand_there() -> None:
    with pytest.raises(StaleEdit, match="at 1 expected b'b', found b'x'"):
        Change("", (Edit(1, b"b", b"c"),)).apply(b"axc")
    with pytest.raises(StaleEdit):
        Change("", (Edit(5, b"b", b"c"),)).apply(b"abc")
    with pytest.raises(StaleEdit):
        Change("", (Edit(-1, b"c", b""),)).apply(b"abc")
    with pytest.raises(ValueError, match="overlap"):
        Change.of("x", [Edit(0, b"ab", b""), Edit(1, b"bc", b"")])


def test_nothing_is_changed_when_old_and_new_are_equal() -> None:
    assert not Change.of("x", [Edit(0, b"a", b"a")])


@pytest.mark.parametrize(
    ("data", "near", "end"),
    [
        (b"", 0, b"\n"),
        (b"a", 1, b"\n"),
        (b"a\r\nb", 3, b"\r\n"),
        (b"a\r\nb", 0, b"\r\n"),
        (b"a\rb\r\nc", 3, b"\r"),
        (b"a\rb\r\nc", 5, b"\r\n"),
        (b"a\nb\r\nc", 1, b"\n"),
        (b"a\nb\rc", 5, b"\r"),
        (b"\n\r\n", 0, b"\n"),
    ],
)
def test_line_end_is_the_one_before_when_kinds_are_mixed(
    data: bytes, near: int, end: bytes
) -> None:
    assert line_end(data, near) == end


def test_line_ends_are_the_notes_when_text_is_written() -> None:
    assert with_line_ends("a\nb\r\nc\rd", b"\r\n") == b"a\r\nb\r\nc\r\nd"
    assert with_line_ends("a\u2028b\u0085", b"\r") == "a\u2028b\u0085".encode()
