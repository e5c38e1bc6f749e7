"""Change the blocks of a note: add a bullet, delete, move, nest.

Positions are those of `Note.blocks`. The user moves the *unit* around a block: the list item with
its content, the table row, else the block itself. Line ends, blank lines and a missing final
newline stay where they are in the file; the units are swapped around them.

Markdown can read moved text as something else (a paragraph under a list becomes part of it). So
each change is read back before it is returned: if the blocks are not the intended ones, as few
blank lines as possible are added; if that does not help the result is None, as it is if there is
nothing to do, and the action should be disabled.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from viewer.base.translation import tr
from viewer.notes.edit import Change, Edit, line_end
from viewer.notes.front import BOM
from viewer.notes.layout import (
    INDENT,
    LEADING,
    LEADING_IN_QUOTE,
    MARKER,
    blank_from,
    blocks_around,
    blocks_below,
    bullet_text,
    children_of,
    first_words_at,
    gap_before,
    gap_in_list,
    indent_of,
    item_blocks,
    items_beside,
    line_ends,
    line_start,
    lines_of,
    matched_indent,
    movable_units,
    next_marker,
    numbers_exchanged,
    prefix_of,
    renumbered,
    siblings_of,
    start_of,
    text_span,
    usual_marker,
)
from viewer.notes.model import BlockKind
from viewer.notes.note import Note

_Key = tuple[BlockKind, int, bytes]


def unit_of(note: Note, block: int) -> int:
    """Return the block that moves as one with `block`: its list item, its row, or itself."""
    at = block
    while at >= 0:
        if note.blocks[at].kind in (BlockKind.ITEM, BlockKind.ROW):
            return at
        at = note.blocks[at].parent
    return block


def block_at(note: Note, offset: int) -> int | None:
    """Return the innermost block at byte `offset`, else the last one before it, or None."""
    tops, blocks = note.tops, note.blocks
    number = bisect_right(tops, offset, key=lambda top: blocks[top].span.start) - 1
    if number < 0:
        return None
    last, found = tops[number], None
    for index in range(last, tops[number + 1] if number + 1 < len(tops) else len(blocks)):
        block = blocks[index]
        if block.span.start > offset:
            break
        if offset < block.span.end or offset == len(note.data) == block.span.end:
            found = index
    return last if found is None else found


# --- adding and deleting ---


def insert_bullet(note: Note, offset: int, text: str = "") -> Change | None:
    """Add a bullet below the block at byte `offset`.

    Below a list item and its content an item of the same kind follows, an ordered one with the next
    number. Below any other block a list begins, or the new bullet becomes the first of the list
    that follows there. The cursor belongs at the end of the inserted `text`. None if no bullet can
    be added (only code with an unclosed fence follows).
    """
    if not note.blocks:
        end = line_end(note.data, min(offset, len(note.data)))
        return _insert(note, tr("New bullet"), _places_without_blocks(note, text, end))
    return _bullet_below(note, _unit(note, block_at(note, offset) or 0), text)


def insert_bullet_at(
    note: Note, times: Sequence[tuple[int, int]], ms: int, lit: int | None = None
) -> Change | None:
    """Add a bullet for the moment `ms` after the claim in force then, level with it.

    `times` are the moments of the note in ms, each with the index of its claim, in order. Of claims
    that begin at the same moment it comes after `lit`, and after those right behind that. A moment
    earlier than all comes before the first; in a note without claims, last. It never separates a
    list from the line that introduces it. None as with `insert_bullet`.
    """
    placed = ((at, claim, note.claims[claim]) for at, claim in times)
    own = [(at, claim, _whole(note, c.block)) for at, claim, c in placed if c.block >= 0]
    begun = [one for one in own if one[0] <= ms]
    if not own:
        return (
            _bullet_below(note, note.tops[-1]) if note.tops else insert_bullet(note, len(note.data))
        )
    if not begun:
        return _bullet_above(note, own[0][2])
    last = [one for one in begun if one[0] == begun[-1][0]]
    block = next((one[2] for one in last if one[1] == lit), last[0][2])
    equal, later = {one[2] for one in last}, {one[2] for one in own if one[0] > ms}
    is_opened = False
    for beside in siblings_of(note, block):
        if beside > block:
            is_opened |= _leads(note, block, beside) and (
                beside not in later or _opens(note, block, beside)
            )
            if beside not in equal and not (is_opened and _is_item(note, beside)):
                break
            block = beside
    return _bullet_below(note, block)


def _unit(note: Note, block: int) -> int:
    """Return the unit of a block for adding to it: as `unit_of`, but the whole table."""
    unit = unit_of(note, block)
    return note.blocks[unit].parent if note.blocks[unit].kind is BlockKind.ROW else unit


def _whole(note: Note, block: int) -> int:
    """Return what a new bullet goes next to: the item around a block, else its outermost block."""
    block = unit_of(note, block)
    while not _is_item(note, block) and note.blocks[block].parent >= 0:
        block = note.blocks[block].parent
    return block


def _is_item(note: Note, block: int) -> bool:
    return note.blocks[block].kind is BlockKind.ITEM


def _leads(note: Note, block: int, following: int) -> bool:
    """Return whether a list begins with `following`, right after a paragraph."""
    is_paragraph = note.blocks[block].kind is BlockKind.PARAGRAPH
    return is_paragraph and _is_item(note, following)


def _opens(note: Note, block: int, following: int) -> bool:
    """Return whether a paragraph before a list is written as the line that introduces it."""
    span = text_span(note, block)
    ends = note.plain.of(span).rstrip(" ()[].").endswith((":", "："))
    return ends or line_ends(note.data[span.end : start_of(note, following)]) < 2


def _bullet_above(note: Note, block: int) -> Change | None:
    """Add a bullet before a block, and before the line that introduces its list."""
    while True:
        before = [one for one in siblings_of(note, block) if one < block][-1:]
        parent = note.blocks[block].parent
        if before and _is_item(note, before[0]):
            return _bullet_below(note, before[0])
        if before and _leads(note, before[0], block):
            block = before[0]
        elif not before and parent >= 0 and _is_item(note, parent):
            block = parent
        else:
            break
    if block == 0 and note.blocks[block].kind is BlockKind.HEADING:
        return _bullet_below(note, block)  # it is the title
    end = line_end(note.data, start_of(note, block))
    return _insert(note, tr("New bullet"), [_place_above(note, block, "", end)])


def _bullet_below(note: Note, block: int, text: str = "") -> Change | None:
    end = line_end(note.data, start_of(note, block))
    return _insert(note, tr("New bullet"), _places_below(note, block, text, end))


def _insert(
    note: Note, name: str, places: Iterable[tuple[Edit, int]], kind: BlockKind = BlockKind.ITEM
) -> Change | None:
    """Insert a block at the first of these places where it is read as one of that kind."""
    before = _keys(note)
    for edit, lead in places:
        change = Change.of(name, [edit])
        after = note.with_data(change.apply(note.data))
        kept = not before - _keys(after)
        starts = (start_of(after, at) for at, one in enumerate(after.blocks) if one.kind is kind)
        if kept and edit.start + lead in starts:
            return change
    return None


def insert_below(note: Note, offset: int, text: str) -> Change | None:
    """Add a line of text below the block at byte `offset`; below an item as an item.

    Elsewhere as a paragraph. None if it would not be read as one there.
    """
    found = block_at(note, offset)
    block = _unit(note, found) if found is not None else None
    if block is None or _is_item(note, block):
        return insert_bullet(note, offset, text)
    end = line_end(note.data, min(offset, len(note.data)))
    places = _new_places(note, block, end)
    edits = ((Edit(at, b"", lead + text.encode() + after), len(lead)) for at, lead, after in places)
    return _insert(note, tr("New paragraph"), edits, BlockKind.PARAGRAPH)


def _places_without_blocks(note: Note, text: str, end: bytes) -> Iterator[tuple[Edit, int]]:
    body = note.body
    if note.front is not None and not note.data[body:].strip():
        # Below an empty line, as the first words of a note are written.
        at = first_words_at(note)
        missing = 0 if at > body else 1 if note.data.endswith((b"\n", b"\r")) else 2
        yield Edit(at, b"", end * missing + bullet_text(b"", b"- ", text, end)), len(end) * missing
    at_line = not body or note.data[:body].endswith((b"\n", b"\r", BOM))
    lead = b"" if at_line else end
    new = lead + bullet_text(b"", b"- ", text, end)
    rest = note.data[body:].lstrip(b" \t")
    if not rest or rest.startswith((b"\n", b"\r")):
        yield Edit(body, b"", new), len(lead)
    yield Edit(body, b"", new + end), len(lead)
    yield Edit(body, b"", new + end + end), len(lead)


def _places_below(note: Note, block: int, text: str, end: bytes) -> Iterator[tuple[Edit, int]]:
    """Yield where a bullet can go below a block, best first: the edit, and where its marker is."""
    data = note.data
    place = text_span(note, block)
    prefix = prefix_of(data, place.start)
    if note.blocks[block].kind is BlockKind.ITEM:
        bullet = bullet_text(prefix, next_marker(data, place.start), text, end)
        for gap in (gap_in_list(note, block, end), end + prefix.rstrip(b" \t") + end):
            for after in (b"", end):
                yield Edit(place.end, b"", gap + prefix + bullet + after), len(gap + prefix)
    following = [one for one in siblings_of(note, block) if one > block][:1]
    if following and _is_item(note, following[0]):
        yield _place_above(note, following[0], text, end)
    for at, blank, after in _new_places(note, block, end):
        level = blank.rpartition(end)[2]
        bullet = bullet_text(level, usual_marker(note), text, end)
        yield Edit(at, b"", blank + bullet + after), len(blank)


def _place_above(note: Note, block: int, text: str, end: bytes) -> tuple[Edit, int]:
    """Return where a bullet goes before a block: first in its list, or in a list of its own."""
    first = start_of(note, block)
    level = prefix_of(note.data, first)
    marker, gap = usual_marker(note), end + level.rstrip(b" \t") + end
    if _is_item(note, block):
        marker, gap = next_marker(note.data, first, step=0), gap_in_list(note, block, end)
    return Edit(first, b"", bullet_text(level, marker, text, end) + gap + level), 0


def _new_places(note: Note, block: int, end: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield where something new can go below a block: the byte, and the text around it.

    Level with the block, else at the margin, else below everything that encloses it.
    """
    place = text_span(note, block)
    prefix = prefix_of(note.data, place.start)
    outermost = [block, *blocks_around(note, block)][-1]
    for at in (place.end, text_span(note, outermost).end, len(note.data)):
        for level in dict.fromkeys((prefix, prefix.rstrip(b" \t") + b" " * (b">" in prefix), b"")):
            for after in (b"", end):
                yield at, end + level.rstrip(b" \t") + end + level, after


def delete_block(note: Note, block: int) -> Change | None:
    """Delete the unit around a block, and one of the gaps beside it.

    A quote that becomes empty goes, too. None if the rest would be read differently.
    """
    block = unit_of(note, block)
    children = Counter(one.parent for one in note.blocks)
    while (around := note.blocks[block].parent) >= 0:
        if note.blocks[around].kind is not BlockKind.QUOTE or children[around] > 1:
            break
        block = around
    data = note.data
    start, stop = text_span(note, block)
    line = line_start(data, start)
    whole = INDENT.fullmatch(data, line, start) is not None
    start = line if whole else start
    inside = {block, *blocks_below(note, block)}
    expected = Counter(key for index, key in _keyed(note) if index not in inside)
    in_quote = any(note.blocks[one].kind is BlockKind.QUOTE for one in blocks_around(note, block))
    body = note.body
    before = data[blank_from(data, body, start, in_quote=in_quote) : start] if whole else b""
    gap = (LEADING_IN_QUOTE if in_quote else LEADING).match(data, stop)
    after = gap[0] if gap is not None and whole else b""
    taken = data[start:stop]
    lead = Edit(start - len(before), before + taken, b"")
    trail = Edit(start, taken + after, b"")
    # The larger gap stays; at the end of the file, what stands behind its last line.
    at_body = start - len(before) == body
    lead_first = bool(before) and (
        stop + len(after) == len(data) or line_ends(before) + at_body < line_ends(after)
    )
    tries = [lead, trail] if lead_first else [trail, lead]
    alone = Edit(start, taken, b"")
    return _first_that_reads(note, tr("Delete"), ([one] for one in (*tries, alone)), expected)


# --- moving ---


def move(note: Note, block: int, *, down: bool) -> Change | None:
    """Swap the unit around a block with its neighbour in the same list or part.

    For other units a list counts as one neighbour; items stay in their list, and the numbers of an
    ordered list stay in place. None at the edge.
    """
    block = unit_of(note, block)
    units = list(movable_units(note, block))
    here = next(at for at, unit in enumerate(units) if block in unit[1])
    other = here + (1 if down else -1)
    if not 0 <= other < len(units):
        return None
    upper, lower = (units[at][0] for at in sorted((here, other)))
    data = note.data
    gap = data[upper.end : lower.start]
    is_listed = note.blocks[block].kind in (BlockKind.ITEM, BlockKind.ROW)
    if is_listed and gap.strip(b" \t\r\n>"):
        return None  # the line between a table's head and its rows
    one, two = data[upper.start : upper.end], data[lower.start : lower.end]
    if note.blocks[block].kind is BlockKind.ITEM:
        one, two = numbers_exchanged(one, two)
    end = line_end(data, lower.start)
    expected = _keys(note)
    name = tr("Move down") if down else tr("Move up")

    def candidates() -> Iterator[list[Edit]]:
        above = gap_before(data, upper.start)
        blank_before = line_ends(above) > 1 or len(above) == upper.start
        below = data[lower.end :]
        below = below[: len(below) - len(below.lstrip(b" \t\r\n"))]
        blank_after = line_ends(below) > 1 or lower.end + len(below) == len(data)
        for pads in sorted(product((b"", end), repeat=3), key=lambda pads: sum(map(len, pads))):
            before, middle, after = pads
            if (
                (before and blank_before)
                or (after and blank_after)
                or (middle and line_ends(gap) > 1)
            ):
                continue
            if down:
                # The upper one moves: what it passes stays byte for byte.
                stays = Edit(lower.start, data[lower.start : lower.end], two)
                taken = Edit(upper.start, data[upper.start : lower.start], before)
                put = Edit(lower.end, b"", gap + middle + one + after)
                yield [taken, stays.trimmed(), put]
            else:
                stays = Edit(upper.start, data[upper.start : upper.end], one)
                put = Edit(upper.start, b"", before + two + gap + middle)
                taken = Edit(upper.end, data[upper.end : lower.end], after)
                yield [put, stays.trimmed(), taken]

    return _first_that_reads(note, name, candidates(), expected)


def moved_to(note: Note, block: int, change: Change) -> int | None:
    """Return the byte of a block's text after `move` has moved it."""
    place = text_span(note, block)
    marker = MARKER.match(note.data, place.start, place.end)
    start = place.start
    if note.blocks[block].kind is BlockKind.ITEM and marker is not None:
        start = marker.end()  # its number can be another now
    words = note.data[start : place.end]
    for edit, span in zip(change.edits, change.new_spans(), strict=True):
        if (at := edit.new.find(words)) >= 0:
            return span.start + at
    return None


def nest(note: Note, block: int) -> Change | None:
    """Make a list item, with its content, the last child of the item before it."""
    block = unit_of(note, block)
    if note.blocks[block].kind is not BlockKind.ITEM:
        return None
    items = items_beside(note, block)
    at = items.index(block)
    own = indent_of(note, block)
    if at == 0 or own is None:
        return None
    parent = items[at - 1]
    children = [
        child for child in children_of(note, parent) if note.blocks[child].kind is BlockKind.ITEM
    ]
    target = indent_of(note, children[-1]) if children else None
    if target is None or not target.startswith(own) or target == own:
        marker = MARKER.match(note.data, start_of(note, parent))
        width = len(marker[0]) - len(marker["task"] or b"") if marker is not None else 2
        tabs = any(b"\t" in (indent_of(note, one) or b"") for one in item_blocks(note))
        target = own + (b"\t" if tabs and width <= 4 else b" " * width)
    added = target[len(own) :]
    edits = [
        Edit(line + matched_indent(note.data, line, own), b"", added)
        for line in lines_of(note.data, text_span(note, block))
    ]
    edits += renumbered(note, block, children[-1] if children else None)
    return _nested(note, block, tr("Indent"), edits, note.blocks[block].depth + 1)


def unnest(note: Note, block: int) -> Change | None:
    """Move a list item, with its content, out of the item around it.

    The items that follow it there become its children, as they are now below it.
    """
    block = unit_of(note, block)
    parent = note.blocks[block].parent
    if note.blocks[block].kind is not BlockKind.ITEM or parent < 0:
        return None
    own, target = indent_of(note, block), indent_of(note, parent)
    if note.blocks[parent].kind is not BlockKind.ITEM or own is None or target is None:
        return None
    if not own.startswith(target) or own == target:
        return None
    edits = []
    for line in lines_of(note.data, text_span(note, block)):
        matched = matched_indent(note.data, line, own)
        if matched > len(target):
            taken = note.data[line + len(target) : line + matched]
            edits.append(Edit(line + len(target), taken, b""))
    edits += renumbered(note, block, parent)
    return _nested(note, block, tr("Outdent"), edits, note.blocks[block].depth - 1)


def _nested(note: Note, block: int, name: str, edits: list[Edit], depth: int) -> Change | None:
    """Return the change if it leaves the item at `depth` and all blocks intact."""
    change = Change.of(name, edits)
    after = note.with_data(change.apply(note.data))
    before_start = start_of(note, block)
    start = change.map(before_start, after=True)
    # The marker itself may be written anew: its start is the start of what is new.
    starts = {start_of(after, one): after.blocks[one].depth for one in item_blocks(after)}
    if starts.get(start, starts.get(change.map(before_start))) != depth:
        return None
    before = Counter((kind, _unmarked(key)) for _, (kind, _, key) in _keyed(note))
    found = Counter((kind, _unmarked(key)) for _, (kind, _, key) in _keyed(after))
    return change if before == found else None


# --- reading back ---


def _first_that_reads(
    note: Note, name: str, candidates: Iterable[list[Edit]], expected: Counter[_Key]
) -> Change | None:
    for edits in candidates:
        change = Change.of(name, edits)
        after = note.with_data(change.apply(note.data))
        if _keys(after) == expected:
            return change
    return None


def _keys(note: Note) -> Counter[_Key]:
    return Counter(key for _, key in _keyed(note))


def _keyed(note: Note) -> Iterator[tuple[int, _Key]]:
    """Yield for every block its kind and its own text, without white space.

    A paragraph in a list item counts as the item's own text: whether an item has one depends on the
    blank lines around its neighbours.
    """
    # A block's own bytes are those in no block within it.
    own: list[list[bytes]] = [[] for _ in note.blocks]
    open_blocks: list[int] = []
    at = 0

    def give(stop: int) -> None:
        nonlocal at
        if open_blocks and stop > at:
            own[open_blocks[-1]].append(note.data[at:stop])
        at = max(at, stop)

    def close() -> None:
        give(note.blocks[open_blocks[-1]].span.end)
        open_blocks.pop()

    for index, block in enumerate(note.blocks):
        while open_blocks and open_blocks[-1] != block.parent:
            close()
        give(block.span.start)
        open_blocks.append(index)
    while open_blocks:
        close()
    for index in reversed(range(len(note.blocks))):
        block = note.blocks[index]
        if _is_item_text(note, index):
            own[block.parent][1:1] = own[index]
    for index, block in enumerate(note.blocks):
        if not _is_item_text(note, index):
            text = b"".join(b"".join(own[index]).split()).replace(b">", b"")
            text = _unmarked(text) if block.kind is BlockKind.ITEM else text
            yield index, (block.kind, block.depth, text)


def _unmarked(key: bytes) -> bytes:
    return re.sub(rb"\A\d+", b"0", key)


def _is_item_text(note: Note, index: int) -> bool:
    block = note.blocks[index]
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.parent >= 0
        and note.blocks[block.parent].kind is BlockKind.ITEM
    )
