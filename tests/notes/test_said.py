import pytest

from viewer.notes.convert import convert
from viewer.notes.forms.every import BRACKET, ESCAPED, PLAIN
from viewer.notes.markup import MarkKind, read_marks
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.notes.retime import shift_times
from viewer.notes.said import judged, time_at

TEXT = b"""---
videoId: abcdefghijk
---
# Talk

- 0:10 First
- 10:30 Ann called, at 0:50 or 1:00-1:10 of the film
- 2:00 Third [0:20, 0:30] and [a link](https://youtu.be/abcdefghijk?t=62)
- 3:00 Fourth \\[0:40\\]
"""


def _time_at(note: Note, at: int) -> Span | None:
    return time_at(note.data, note.citations, note.refused, at)


def said(note: Note, words: bytes, *, is_time: bool) -> Note:
    at = note.data.index(words)
    if is_time:
        span = _time_at(note, at)
        at = span.start
    return note.with_said(judged(note.said, note.data, at, is_time=is_time))


def written(note: Note) -> list[str]:
    return [citation.written for citation in note.citations]


@pytest.fixture
def note() -> Note:
    """A note in which a clock time was rejected, and a time in its sentence was added."""
    read = Note.parse(TEXT)
    assert "10:30" in written(read)
    assert "0:50" not in written(read)
    return said(said(read, b"10:30", is_time=False), b"0:50", is_time=True)


def test_times_are_what_the_user_said_and_nothing_else_changes(note: Note) -> None:
    before = written(Note.parse(TEXT))
    assert written(note) == ["0:10", "0:50", *before[2:]]
    assert note.citations[1].syntax is PLAIN
    assert note.plain.of(note.claims[1].span) == "or 1:00-1:10 of the film"
    made = said(note, b"1:00-", is_time=True)
    assert made.times(None)[2].end_ms == 70_000
    # Only what looks like a time and is none yet is offered.
    assert _time_at(note, TEXT.index(b"0:50")) is None
    assert _time_at(note, TEXT.index(b"Third")) is None
    # What was written otherwise is as it was when it is one again.
    for words, form in ((b"[0:20", BRACKET), (b"\\[0:40", ESCAPED)):
        none = said(note, words, is_time=False)
        assert form not in {citation.syntax for citation in none.citations}
        assert said(none, words, is_time=True).citations == note.citations
    # The source shows the same.
    marks = read_marks(TEXT, said=note.said)
    cited = [TEXT[one.start : one.end] for one in marks if one.kind is MarkKind.CITATION]
    assert cited[:2] == [b"0:10", b"0:50"]
    # And the other way round.
    assert written(said(said(note, b"10:30", is_time=True), b"0:50", is_time=False)) == before


def test_what_was_said_goes_along_with_edits(note: Note) -> None:
    elsewhere = Note.parse(TEXT.replace(b"First", b"New\n- 0:12 More"), said=note.said)
    assert written(elsewhere)[:3] == ["0:10", "0:12", "0:50"]
    assert "10:30" in written(Note.parse(TEXT.replace(b"Ann", b"Bob"), said=note.said))
    # While the note is open of its own line, too; also where the time itself is changed.
    edited = note.with_data(
        TEXT.replace(b"- 10:30 Ann", b"  - At 10:30 Bob").replace(b"0:5", b"1:5")
    )
    assert written(edited)[:2] == ["0:10", "1:50"]
    assert written(edited.with_data(TEXT)) == written(note)
    # A line that is deleted, and put back.
    less = note.with_data(b"".join(one for one in TEXT.splitlines(True) if b"Ann" not in one))
    assert written(less) == ["0:10", *written(note)[2:]]
    assert written(less.with_data(TEXT)) == written(note)
    # And with changes of all times.
    change = shift_times(note, note.citations[:2], 5_000)
    assert written(note.with_data(change.apply(TEXT)))[:2] == ["0:15", "0:55"]
    assert b"- 10:30 Ann called, at [00:00:50] or" in convert(note, BRACKET).change.apply(TEXT)
