"""The forms in which people cite a time: how each is found and read.

How they are changed is in `test_form_edits`.
"""

from typing import Any

import pytest

from tests.notes.form_notes import NOTES, NOTHING, SHORT, Cited, data_of
from viewer.commands.show import json_of
from viewer.notes.note import Note
from viewer.notes.retime import retime

ALL = [(text, expected) for notes in NOTES.values() for text, expected in notes]


def read(data: bytes) -> list[Cited]:
    shown: list[dict[str, Any]] = list(json_of(Note.parse(data), None))
    return [
        Cited(one["written"], one["reads_ms"], one["ends_ms"], one["video"], one["side"])
        for one in shown
        if one["kind"] == "timestamp"
    ]


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_form_is_read_when_it_stands_in_a_note(text: str, expected: list[Cited]) -> None:
    assert read(data_of(text)) == expected


@pytest.mark.parametrize("text", [*NOTHING, f"[1:00]({SHORT}?x={'a' * 3000}&t=60)"])
def test_nothing_is_cited_when_it_only_looks_so(text: str) -> None:
    assert read(data_of(text)) == []


def test_time_that_a_macro_says_twice_changes_in_both_places() -> None:
    address = "https://www.bilibili.com/video/BV1xx411c7mD"
    note = Note.parse(f"- {{{{video {address}?t=6.8#t=6.83}}}} Words".encode())
    after = retime(note, note.citations[0], 125_500).apply(note.data)
    assert after.decode() == f"- {{{{video {address}?t=125.5#t=125.50}}}} Words"
