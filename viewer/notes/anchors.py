"""Resolve the part of a link after `#`: the heading or block of a note that it leads to.

`Heading`, `Heading#Heading below it`, and `^id` for the block that ends with ` ^id`. A block that
is only `^id` names the block before it, as Obsidian writes below lists and tables.
"""

from __future__ import annotations

import re

from viewer.notes.note import BlockKind, Note

_BLANK = re.compile(rb"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)")


def offset_of_anchor(note: Note, anchor: str) -> int | None:
    """Return the byte where the heading or block that a link names begins, or None."""
    headings, caret, block = anchor.strip(" #").partition("^")
    if caret and block.strip():
        found = _block(note, block.strip())
        if found is not None:
            return found
        headings = anchor.strip(" #")  # a heading may hold a caret, too
    path = headings.split("#")
    found = _heading(note, path)
    return _heading(note, path[-1:]) if found is None else found


def _heading(note: Note, path: list[str]) -> int | None:
    """Find a heading; of `A#B` the first B below A."""
    wanted = [name for part in path if (name := _folded(part))]
    offset = None
    for block in note.blocks:
        if not wanted:
            break
        if block.kind is BlockKind.HEADING and _folded(note.plain.of(block.span)) == wanted[0]:
            offset = block.span.start
            del wanted[0]
    return offset if not wanted else None


def _block(note: Note, name: str) -> int | None:
    """Find the innermost block that has the mark `^name` at the end of a line."""
    mark = re.compile(
        rb"(?:^|(?<=[\r\n \t]))\^" + re.escape(name.encode()) + rb"[ \t]*(?=[\r\n]|$)"
    )
    found = mark.search(note.data, note.body)
    if found is None:
        return None
    holding = [block.span for block in note.blocks if block.span.start <= found.start()]
    inside = [span for span in holding if found.start() < span.end]
    if inside and note.data[inside[-1].start : found.start()].strip():
        return inside[-1].start
    # Alone: it is of what stands above it, up to a blank line.
    before = [span for span in holding if span.end <= found.start()]
    if not before:
        return found.start()
    gaps = [gap.end() for gap in _BLANK.finditer(note.data, note.body, before[-1].start)]
    return gaps[-1] if gaps else note.body


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
