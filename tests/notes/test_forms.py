"""The forms in which people cite a time: how each is found, read, and changed byte for byte."""

import pytest

from tests.notes.form_notes import NOTES, NOTHING, Cited, data_of
from tests.notes.places import places_of
from viewer.commands.show import json_of
from viewer.notes.edit import Change
from viewer.notes.note import Note
from viewer.notes.ranges import end_at, without_end
from viewer.notes.retime import retime, shift_times

ALL = [(text, expected) for notes in NOTES.values() for text, expected in notes]
# Where no video is named a note is known by its times: to change one can change what it is.
SURE = [text for name, notes in NOTES.items() if "no video" not in name for text, _ in notes]
_LATER_MS = 3_725_000


def read(data: bytes) -> list[Cited]:
    shown = json_of(Note.parse(data), None)["citations"]
    assert isinstance(shown, list)
    return [
        Cited(one["written"], one["reads_ms"], one["end_ms"], one["video"], one["side"])
        for one in shown
    ]


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_form_is_read_when_it_stands_in_a_note(text: str, expected: list[Cited]) -> None:
    assert read(data_of(text)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_cited_when_it_only_looks_so(text: str) -> None:
    assert read(data_of(text)) == []


@pytest.mark.parametrize("text", SURE)
def test_only_the_bytes_of_the_time_change_when_it_is_retimed(text: str) -> None:
    data = data_of(text)
    note = Note.parse(data)
    for index, citation in enumerate(note.citations):
        change = retime(note, citation, _LATER_MS)
        after = _applied(change, note)
        places = places_of(note, citation)
        for edit in change.edits:
            assert any(place.start <= edit.start and edit.end <= place.end for place in places)
        found = Note.parse(after)
        assert len(found.citations) == len(note.citations)
        time = found.times(None)[index]
        # A form without parts of a minute or second leaves them out.
        assert time.ms is not None
        assert abs(time.ms - _LATER_MS) < 1_000
        assert found.citations[index].syntax == citation.syntax
        assert found.citations[index].video == citation.video
        label = found.citations[index].label_readings
        assert not label or abs(label[0].ms - _LATER_MS) < 1_000


def test_time_that_a_macro_says_twice_changes_in_both_places() -> None:
    address = "https://www.bilibili.com/video/BV1xx411c7mD"
    note = Note.parse(f"- {{{{video {address}?t=6.8#t=6.83}}}} Words".encode())
    after = _applied(retime(note, note.citations[0], 125_500), note)
    assert after.decode() == f"- {{{{video {address}?t=125.5#t=125.50}}}} Words"


@pytest.mark.parametrize("text", SURE)
def test_bytes_come_back_when_times_are_shifted_there_and_back(text: str) -> None:
    note = Note.parse(data_of(text))
    there = shift_times(note, note.citations, 7_000)
    later = Note.parse(_applied(there, note))
    for one, two in zip(note.times(None), later.times(None), strict=True):
        assert one.ms is not None
        assert two.ms == one.ms + 7_000
        assert one.end_ms is None or two.end_ms == one.end_ms + 7_000
    back = shift_times(later, later.citations, -7_000).apply(later.data)
    # What left out a part that was nothing has it now.
    back = back.replace(b"#t=0,", b"#t=,").replace(b"9m0s", b"9m").replace(b"&t=0)", b")")
    assert back == note.data


@pytest.mark.parametrize("text", SURE)
def test_range_is_as_asked_when_its_end_moves_and_goes(text: str) -> None:
    note = Note.parse(data_of(text))
    for index, time in enumerate(note.times(None)):
        assert time.ms is not None
        if note.citations[index].end_span is None:
            continue
        after = Note.parse(_applied(end_at(note, index, time.ms + 95_000), note))
        assert after.times(None)[index].ms == time.ms
        end_ms = after.times(None)[index].end_ms
        assert end_ms is not None
        assert 0 <= end_ms - time.ms - 95_000 < 1_000
        gone = Note.parse(_applied(without_end(note, index), note))
        assert gone.times(None)[index].ms == time.ms
        assert gone.citations[index].end_span is None


def _applied(change: Change, note: Note) -> bytes:
    assert change
    after = change.apply(note.data)
    assert change.invert().apply(after) == note.data
    return after
