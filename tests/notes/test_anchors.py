"""Where in a note a link to a heading or a block leads."""

import pytest

from viewer.notes.anchors import offset_of_anchor
from viewer.notes.note import Note

TEXT = """---
title: T
---

# First

## Part

A paragraph that is meant. ^para

# Second *loud*

## Part

- An item ^item-1
    - Its child ^child

| a | b |
| - | - |
| 1 | 2 |

^table

## E=mc^2
"""


@pytest.mark.parametrize(
    ("anchor", "begins"),
    [
        ("First", "# First"),
        ("first", "# First"),
        ("Part", "## Part\n\nA para"),
        ("First#Part", "## Part\n\nA para"),
        ("Second loud#Part", "## Part\n\n- An"),
        ("No such#Part", "## Part\n\nA para"),
        ("^para", "A paragraph"),
        ("^item-1", "- An item"),
        ("^child", "- Its child"),
        ("^table", "| a | b |"),
        ("First^para", "A paragraph"),
        ("E=mc^2", "## E=mc"),
    ],
)
def test_place_is_found_when_it_is_there(anchor: str, begins: str) -> None:
    note = Note.parse(TEXT.encode())
    offset = offset_of_anchor(note, anchor)
    assert offset is not None
    assert note.data[offset:].decode().lstrip().startswith(begins)


@pytest.mark.parametrize("anchor", ["", "#", "^", "^par", "Third", "^First", "Part#First"])
def test_no_place_is_found_when_it_is_not_there(anchor: str) -> None:
    expected = TEXT.index("# First") if anchor == "Part#First" else None
    assert offset_of_anchor(Note.parse(TEXT.encode()), anchor) == expected
