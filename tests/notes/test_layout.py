"""What is written in a block itself, as it is opened in place: its own words, whole."""

import pytest

from viewer.notes.layout import own_span
from viewer.notes.note import Note


@pytest.mark.parametrize(
    ("text", "block", "own"),
    [
        (b"* One <a>[1:00]</a>\r\n    * Two\r\n", b"One", b"One <a>[1:00]</a>"),
        (b"* One > two  \n    * Three\n", b"One", b"One > two"),
        (b"> * One >\n>   * Two\n", b"One", b"One >"),
        (b"> * One\n>\n>   * Two\n", b"One", b"One"),
        (b"1. [ ] One\n   more\n   1. Two\n", b"One", b"One\n   more"),
        (b"* One\r\r    * Two\r", b"One", b"One"),
        (b"A paragraph >\n\nB\n", b"A", b"A paragraph >"),
    ],
)
def test_block_is_its_words_without_bullet_and_children(
    text: bytes, block: bytes, own: bytes
) -> None:
    note = Note.parse(text)
    at = text.index(block)
    index = max(i for i, b in enumerate(note.blocks) if b.span.start <= at < b.span.end)
    assert note.data[own_span(note, index).start : own_span(note, index).end] == own
