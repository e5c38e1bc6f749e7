"""A note after a change, read again only where it was changed.

Markdown is read line by line, and what a line means depends on the lines above it alone. So it is
enough to read the top-level blocks that an edit touches, with one above and one below: where the
one below comes out as it was, so does everything under it. Of that there are exceptions, and then
the whole note is read (`Edited.patches` is empty): definitions of links and footnotes, lines that
end with CR alone (the parser looks beyond those), tables, edits of the front matter, a list that
becomes loose, and whatever else comes out otherwise below.

The result is equal to `Note.parse` of the same bytes. Pure; any thread.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from viewer.notes.blocks import outline
from viewer.notes.citation_runs import cite
from viewer.notes.edit import Change, Edit, StaleEdit
from viewer.notes.front import BOM
from viewer.notes.model import Block, BlockKind, Span
from viewer.notes.note import MOST_BYTES, Note, Part, stands_alone, wiki_links

# Each edit costs a millisecond or two; so many cost as much as reading the whole note.
_MOST_EDITS = 40
_MOST_RUNS = 600
_STEPS = 40  # so far a block to begin or end with is looked for
# Shorter notes are read whole as fast.
_SMALL_BYTES = 20_000
_CLOSE_BYTES = 2_000
_MARK = re.compile(rb"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t])?")
_WORD = re.compile(rb"[\w\x80-\xff]")
_LINE_ENDS = (0x0A, 0x0D)


class Patch(NamedTuple):
    """One step from a note to the next: what was read again, and where it stands in both."""

    before: Note
    after: Note
    part: Part


class Edited(NamedTuple):
    """A note after a change, and the steps that led to it; none where it was read whole."""

    note: Note
    patches: tuple[Patch, ...]


def edited(note: Note, change: Change, data: bytes) -> Edited:
    """Give the note after `change`; `data` are its bytes then."""
    made = patched(note, change, data)
    if made is not None:
        return made
    return Edited(Note.parse(data, max(MOST_BYTES, note.read_to - note.body)), ())


def patched(note: Note, change: Change, data: bytes) -> Edited | None:
    """Give the note after `change`, read again in parts; None where it has to be read whole.

    That is so, too, where `change` does not lead from `note` to `data`.
    """
    if data == note.data:
        return Edited(note, ())
    if len(data) < _SMALL_BYTES or not change.edits:
        return None
    edits = _gathered(note.data, change.edits)
    if len(edits) > _MOST_EDITS:
        return None
    patches: list[Patch] = []
    current = note
    for edit in reversed(edits):  # so that the places of the others stay true
        try:
            patch = patch_of(current, edit)
        except StaleEdit:
            return None
        if patch is None:
            return None
        patches.append(patch)
        current = patch.after
    return Edited(current, tuple(patches)) if current.data == data else None


def _gathered(data: bytes, edits: Sequence[Edit]) -> list[Edit]:
    """Make one of edits that stand close to each other: the same blocks are read for them."""
    result: list[Edit] = []
    for edit in edits:
        if result and edit.start - result[-1].end <= _CLOSE_BYTES:
            last = result[-1]
            between = data[last.end : edit.start]
            edit = Edit(last.start, last.old + between + edit.old, last.new + between + edit.new)
            result.pop()
        result.append(edit)
    return result


def patch_of(note: Note, edit: Edit) -> Patch | None:
    """Read again what one edit touches; None where the whole note has to be read.

    Raises StaleEdit where the edit does not fit.
    """
    data = edit.apply(note.data)
    part = _part(note, edit, data)
    return None if part is None else Patch(note, note.replaced(data, part), part)


def _part(note: Note, edit: Edit, data: bytes) -> Part | None:
    if not note.can_be_patched or edit.start < note.body or note.run_count > _MOST_RUNS:
        return None
    if edit.start == 0 and data.startswith(BOM):
        return None  # the body begins behind the mark now
    if data[note.body : note.body + 3] == b"---" and note.front is None:
        return None
    tops, blocks = note.tops, note.blocks
    shift = len(edit.new) - len(edit.old)
    first = _block_above(note, edit)
    below = _block_below(note, edit)
    if first is None or below is None:
        return None
    above, base = first
    stop, old_end, read_until = below
    first_block = tops[above]
    stop_block = tops[stop] if stop < len(tops) else len(blocks)
    raw = data[base : read_until + shift]
    if not stands_alone(raw):
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return None
    found = outline(text, base, data)
    made = found.blocks
    old = blocks[first_block:stop_block]
    if any(block.kind is BlockKind.TABLE for block in (*made, *old)):
        return None
    # What it begins with must begin as it did, and what it ends with must be as it was.
    began = tops[above + 1] - first_block if above + 1 < len(tops) else len(blocks) - first_block
    if base == note.body:
        began = 0  # nothing stands above
    if began and (
        _outlines(made[:began], 0) != _outlines(old[:began], 0) or _is_loose(made) != _is_loose(old)
    ):
        return None
    new_end = old_end + shift
    new_stop = len(made)
    if stop < len(tops):
        after_stop = tops[stop + 1] if stop + 1 < len(tops) else len(blocks)
        last = blocks[stop_block:after_stop]
        new_stop = len(made) - len(last)
        if new_stop <= 0 or _outlines(made[new_stop:], 0) != _outlines(last, shift):
            return None
    citations, claims = cite(data, base, found, base + len(raw))
    links = wiki_links(data, found, citations)
    old_citations = _between(note.citations, base, old_end)
    old_claims = _between(note.claims, base, old_end)
    old_links = _between(note.links, base, old_end)
    cut = bisect_left(citations, new_end, key=_start)
    kept = note.citations[old_citations.stop : bisect_left(note.citations, read_until, key=_start)]
    if [one.span.start for one in citations[cut:]] != [one.span.start + shift for one in kept]:
        return None
    if any(one.span.end > new_end for one in citations[:cut]):
        return None
    return Part(
        base,
        old_end,
        new_end,
        base + len(raw),
        range(first_block, stop_block),
        tuple(
            block._replace(parent=block.parent + first_block) if block.parent >= 0 else block
            for block in made[:new_stop]
        ),
        old_citations,
        citations[:cut],
        old_claims,
        tuple(
            claim._replace(
                citations=range(
                    claim.citations.start + old_citations.start,
                    claim.citations.stop + old_citations.start,
                ),
                block=claim.block + first_block if claim.block >= 0 else -1,
            )
            for claim in claims[: bisect_left(claims, new_end, key=_start)]
        ),
        old_links,
        links[: bisect_left(links, new_end, key=_start)],
        range(above, stop),
    )


def _start(item: object) -> int:
    span: Span = item.span  # type: ignore[attr-defined]
    return span.start


def _between(items: Sequence[object], start: int, end: int) -> range:
    return range(bisect_left(items, start, key=_start), bisect_left(items, end, key=_start))


def _outlines(blocks: Sequence[Block], shift: int) -> list[tuple[BlockKind, int, int]]:
    """Say what blocks begin where, and how deep; where they end may depend on what follows."""
    return [(block.kind, block.span.start + shift, block.depth) for block in blocks]


def _is_loose(blocks: Sequence[Block]) -> bool:
    """Say whether the first block is an item whose words are a paragraph: its list is loose."""
    return len(blocks) > 1 and blocks[1].depth == 1 and blocks[1].kind is BlockKind.PARAGRAPH


def _block_above(note: Note, edit: Edit) -> tuple[int, int] | None:
    """Give a top-level block above the one that is edited, and where its line begins.

    At the top of the note: the first block, and where the text begins.
    """
    tops, blocks, data = note.tops, note.blocks, note.data
    number = bisect_right(tops, edit.start, key=lambda top: blocks[top].span.start) - 2
    for above in range(number, max(-1, number - _STEPS), -1):
        start = blocks[tops[above]].span.start
        line = max(data.rfind(b"\n", 0, start), data.rfind(b"\r", 0, start)) + 1
        line = max(line, note.body)
        if not data[line:start].strip(b" ") and _shows_how_it_stands(note, above):
            return above, line
    return (0, note.body) if number < _STEPS and tops else None


def _block_below(note: Note, edit: Edit) -> tuple[int, int, int] | None:
    """Give a top-level block below what is edited, where it begins, and where it ends.

    At the end of the note: behind the last block, and the end of the note twice.
    """
    tops, blocks, data = note.tops, note.blocks, note.data
    number = bisect_right(tops, edit.end, key=lambda top: blocks[top].span.start)
    for below in range(number, min(len(tops), number + _STEPS)):
        span = blocks[tops[below]].span
        at = span.start - 1
        while at > edit.end and data[at] not in _LINE_ENDS:
            at -= 1
        if at > edit.end and _shows_how_it_stands(note, below):
            return below, span.start, span.end
    if number + _STEPS >= len(tops):
        return len(tops), len(data), len(data)
    return None


def _shows_how_it_stands(note: Note, top: int) -> bool:
    """Say whether a block shows words, and whether its list is loose where it is in one."""
    tops, blocks = note.tops, note.blocks
    index = tops[top]
    kind, span, _, _ = blocks[index]
    if kind is BlockKind.PARAGRAPH or kind is BlockKind.HEADING:
        return True
    if kind is not BlockKind.ITEM:
        return False
    mark = _MARK.match(note.data, span.start, span.end)
    if mark is None:
        return False
    end = span.end
    if index + 1 < len(blocks) and blocks[index + 1].span.start < span.end:
        child = blocks[index + 1]
        if child.kind is BlockKind.PARAGRAPH and child.span.start <= mark.end():
            return True
        end = child.span.start
    return _WORD.search(note.data, mark.end(), end) is not None
