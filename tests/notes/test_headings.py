"""The headings of a note: their levels, and what is claimed under each."""

from viewer.notes.headings import heading_at, headings
from viewer.notes.note import Note

TEXT = b"""---
title: x
---
Before [0:01]

# One *and* more
A [0:10]
## Within
B [0:20], C [0:30]

Three
===

%%
# Hidden
%%

Four
----
D [9:59:59]
> ### Quoted
> E [0:05]
"""


def test_headings_have_their_level_claims_and_first_time() -> None:
    note = Note.parse(TEXT)
    found = headings(note, note.times(60_000))
    assert [(one.level, one.text, one.claims, one.ms) for one in found] == [
        (1, "One and more", 3, 10_000),
        (2, "Within", 2, 20_000),
        (1, "Three", 2, 5_000),
        (2, "Four", 2, 5_000),  # what lies past the end of the video is no place to go to
        (3, "Quoted", 1, 5_000),
    ]
    assert heading_at(found, TEXT.index(b"Before")) is None
    assert heading_at(found, TEXT.index(b"A [")) == 0
    assert heading_at(found, TEXT.index(b"C [")) == 1
    assert heading_at(found, len(TEXT)) == 4


def test_a_note_without_headings_has_none() -> None:
    note = Note.parse(b"```\n# code\n```\n[0:01]\n")
    assert headings(note, note.times(None)) == []
