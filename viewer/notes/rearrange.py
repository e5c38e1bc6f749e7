"""Changes to the blocks of a note: add a bullet, delete, move, nest.

Positions are those of `Note.blocks`. What a person moves is the *unit* around a block: the list
item with all that is in it, the table row, else the block itself. Line ends, blank lines and a
missing final newline stay where they are in the file, and the units change places around them.

Markdown can read moved text as something else (a paragraph under a list becomes part of it). So
each change is read back before it is given out: where the blocks are not those that were meant,
blank lines are added, as few as will do; where that does not help the answer is None, as it is
where there is nothing to do, and the action is to be disabled.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product

from viewer.notes.edit import Change, Edit, line_end, with_line_ends
from viewer.notes.front import BOM
from viewer.notes.model import BlockKind, Claim, Span
from viewer.notes.note import Note

_TRAILING = re.compile(rb"(?:(?:\r\n|\r|\n)[ \t]*+)+\Z")
_TRAILING_IN_QUOTE = re.compile(rb"(?:(?:\r\n|\r|\n)[ \t>]*+)+\Z")
_LEADING = re.compile(rb"(?:[ \t]*+(?:\r\n|\r|\n))+")
_LEADING_IN_QUOTE = re.compile(rb"[ \t]*+(?:\r\n|\r|\n)(?:[ \t>]*+(?:\r\n|\r|\n))*+")
_MARKER = re.compile(rb"(?:[-*+]|(?P<number>\d{1,9})[.)])(?P<spaces>[ \t]*)(?P<task>\[[ xX]\] )?")
_INDENT = re.compile(rb"[ \t>]*")
_LINE_START = re.compile(rb"(?:\r\n|\r|\n)(?P<line>)")
_BLANK = re.compile(rb"[ \t>]*(?:[\r\n]|\Z)")

_Key = tuple[BlockKind, int, bytes]


def unit_of(note: Note, block: int) -> int:
    """Find the block that moves as one with `block`: its list item, its row, or itself."""
    at = block
    while at >= 0:
        if note.blocks[at].kind in (BlockKind.ITEM, BlockKind.ROW):
            return at
        at = note.blocks[at].parent
    return block


def block_at(note: Note, offset: int) -> int | None:
    """Find the innermost block at byte `offset`, else the last one before it; None in no text."""
    found = last = None
    for index, block in enumerate(note.blocks):
        if block.span.start > offset:
            break
        last = index if block.depth == 0 else last
        if offset < block.span.end or offset == len(note.data) == block.span.end:
            found = index
    return last if found is None else found


def text_span(note: Note, block: int) -> Span:
    """Give a block's bytes without the blank lines and the line end behind it."""
    span = note.blocks[block].span
    in_quote = any(note.blocks[one].kind is BlockKind.QUOTE for one in _around(note, block))
    blank = _TRAILING_IN_QUOTE if in_quote else _TRAILING
    found = blank.search(note.data, span.start, span.end)
    return Span(_start_of(note, block), found.start() if found is not None else span.end)


# --- adding and deleting ---


def insert_bullet(note: Note, offset: int, text: str = "") -> Change:
    """Add a bullet below the block at byte `offset`.

    Below a list item, with all that is in it, an item of the same kind follows; an ordered one has
    the next number. Below any other block a list begins, or the new bullet leads the list that
    follows there. The caret belongs at the end of what is inserted.
    """
    name = "New bullet"
    data = note.data
    end = line_end(data, min(offset, len(data)))
    found = block_at(note, offset)
    if found is None:
        body = _body(note)
        lead = b"" if not body or data[:body].endswith((b"\n", b"\r", BOM)) else end
        new = lead + _bullet(b"", b"- ", text, end)
        tail = data[body:].lstrip(b" \t")
        if body < len(data) and not tail.startswith((b"\n", b"\r")):
            new += end
        return Change.of(name, [Edit(body, b"", new)])
    block = unit_of(note, found)
    if note.blocks[block].kind is BlockKind.ROW:
        block = note.blocks[block].parent
    place = text_span(note, block)
    prefix = _prefix_of(data, place.start)
    if note.blocks[block].kind is BlockKind.ITEM:
        new = _gap_in_list(note, block, end) + prefix
        bullet = _bullet(prefix, _next_marker(data, place.start), text, end)
        return Change.of(name, [Edit(place.end, b"", new + bullet)])
    following = [one for one in _siblings(note, block) if one > block][:1]
    if following and note.blocks[following[0]].kind is BlockKind.ITEM:
        first = _start_of(note, following[0])
        prefix = _prefix_of(data, first)
        marker = _next_marker(data, first, step=0)
        new = _bullet(prefix, marker, text, end) + _gap_in_list(note, following[0], end) + prefix
        return Change.of(name, [Edit(first, b"", new)])
    blank = end + prefix.rstrip(b" \t") + end + prefix
    new = blank + _bullet(prefix, _usual_marker(note), text, end)
    return Change.of(name, [Edit(place.end, b"", new)])


def delete_block(note: Note, block: int) -> Change | None:
    """Delete the unit around a block, and one of the gaps beside it."""
    block = unit_of(note, block)
    data = note.data
    start, stop = text_span(note, block)
    line = _line_start(data, start)
    whole = _INDENT.fullmatch(data, line, start) is not None
    start = line if whole else start
    inside = {block, *_below(note, block)}
    expected = Counter(key for index, key in _keyed(note) if index not in inside)
    in_quote = any(note.blocks[one].kind is BlockKind.QUOTE for one in _around(note, block))
    body = _body(note)
    gap = (_TRAILING_IN_QUOTE if in_quote else _TRAILING).search(data, body, start)
    before = gap[0] if gap is not None and whole else b""
    gap = (_LEADING_IN_QUOTE if in_quote else _LEADING).match(data, stop)
    after = gap[0] if gap is not None and whole else b""
    taken = data[start:stop]
    lead = Edit(start - len(before), before + taken, b"")
    trail = Edit(start, taken + after, b"")
    # The larger gap stays; at the end of the file, what stands behind its last line.
    at_body = start - len(before) == body
    lead_first = bool(before) and (
        stop + len(after) == len(data) or _line_ends(before) + at_body < _line_ends(after)
    )
    tries = [lead, trail] if lead_first else [trail, lead]
    alone = Edit(start, taken, b"")
    return _first_that_reads(note, "Delete", ([one] for one in (*tries, alone)), expected)


def delete_claim(note: Note, claim: Claim) -> Change | None:
    """Delete a claim with its citations; with the last one of a block the block goes too."""
    data = note.data
    start, stop = claim.span if claim.stands_for_child else claim.reach
    block = claim.block
    if block < 0:
        return Change.of("Delete claim", [Edit(start, data[start:stop], b"")])
    own = text_span(note, block)
    marker = _MARKER.match(data, own.start, own.end)
    is_item = note.blocks[block].kind is BlockKind.ITEM
    text_start = marker.end() if marker is not None and is_item else own.start
    if not data[text_start:start].strip() and not data[stop : own.end].strip():
        below = _below(note, unit_of(note, block))
        if all(note.blocks[one].kind is BlockKind.PARAGRAPH for one in below):
            change = delete_block(note, block)
            return None if change is None else Change("Delete claim", change.edits)
    if data[stop : stop + 1] in (b"", b"\n", b"\r"):
        # The last of its line: the space before it has nothing left to part.
        while start > text_start and data[start - 1] in b" \t":
            start -= 1
    return Change.of("Delete claim", [Edit(start, data[start:stop], b"")])


# --- moving ---


def move(note: Note, block: int, *, down: bool) -> Change | None:
    """Let the unit around a block change places with its neighbour in the same list or part.

    A list counts as one neighbour for what is no item; items stay in their list, and the numbers
    of an ordered list stay in place. None at the edge.
    """
    block = unit_of(note, block)
    units = list(_units(note, block))
    here = next(at for at, unit in enumerate(units) if block in unit[1])
    other = here + (1 if down else -1)
    if not 0 <= other < len(units):
        return None
    upper, lower = (units[at][0] for at in sorted((here, other)))
    data = note.data
    gap = data[upper.end : lower.start]
    is_listed = note.blocks[block].kind in (BlockKind.ITEM, BlockKind.ROW)
    if is_listed and gap.strip(b" \t\r\n>"):
        return None  # what parts a table's head from its rows
    one, two = data[upper.start : upper.end], data[lower.start : lower.end]
    if note.blocks[block].kind is BlockKind.ITEM:
        one, two = _numbers_exchanged(one, two)
    end = line_end(data, lower.start)
    expected = Counter(key for _, key in _keyed(note))
    name = "Move down" if down else "Move up"

    def candidates() -> Iterator[list[Edit]]:
        above = _gap(data, upper.start)
        blank_before = _line_ends(above) > 1 or len(above) == upper.start
        below = data[lower.end :]
        below = below[: len(below) - len(below.lstrip(b" \t\r\n"))]
        blank_after = _line_ends(below) > 1 or lower.end + len(below) == len(data)
        for pads in sorted(product((b"", end), repeat=3), key=lambda pads: sum(map(len, pads))):
            before, middle, after = pads
            if (
                (before and blank_before)
                or (after and blank_after)
                or (middle and _line_ends(gap) > 1)
            ):
                continue
            if down:
                # The upper one goes: what it passes stays byte for byte.
                stays = Edit(lower.start, data[lower.start : lower.end], two)
                taken = Edit(upper.start, data[upper.start : lower.start], before)
                put = Edit(lower.end, b"", gap + middle + one + after)
                yield [taken, *_number_edit(stays), put]
            else:
                stays = Edit(upper.start, data[upper.start : upper.end], one)
                put = Edit(upper.start, b"", before + two + gap + middle)
                taken = Edit(upper.end, data[upper.end : lower.end], after)
                yield [put, *_number_edit(stays), taken]

    return _first_that_reads(note, name, candidates(), expected)


def nest(note: Note, block: int) -> Change | None:
    """Make a list item, with all that is in it, the last child of the item before it."""
    block = unit_of(note, block)
    if note.blocks[block].kind is not BlockKind.ITEM:
        return None
    items = _items_beside(note, block)
    at = items.index(block)
    own = _indent_of(note, block)
    if at == 0 or own is None:
        return None
    parent = items[at - 1]
    children = [
        child for child in _children(note, parent) if note.blocks[child].kind is BlockKind.ITEM
    ]
    target = _indent_of(note, children[-1]) if children else None
    if target is None or not target.startswith(own) or target == own:
        marker = _MARKER.match(note.data, _start_of(note, parent))
        width = len(marker[0]) - len(marker["task"] or b"") if marker is not None else 2
        tabs = any(b"\t" in (_indent_of(note, one) or b"") for one in _items(note))
        target = own + (b"\t" if tabs and width <= 4 else b" " * width)
    added = target[len(own) :]
    edits = [
        Edit(line + _matched(note.data, line, own), b"", added)
        for line in _lines_of(note.data, text_span(note, block))
    ]
    edits += _renumbered(note, block, children[-1] if children else None)
    return _nested(note, block, "Nest", edits, note.blocks[block].depth + 1)


def unnest(note: Note, block: int) -> Change | None:
    """Move a list item, with all that is in it, out of the item around it.

    The items that follow it in there become its children, as they stand below it.
    """
    block = unit_of(note, block)
    parent = note.blocks[block].parent
    if note.blocks[block].kind is not BlockKind.ITEM or parent < 0:
        return None
    own, target = _indent_of(note, block), _indent_of(note, parent)
    if note.blocks[parent].kind is not BlockKind.ITEM or own is None or target is None:
        return None
    if not own.startswith(target) or own == target:
        return None
    edits = []
    for line in _lines_of(note.data, text_span(note, block)):
        matched = _matched(note.data, line, own)
        if matched > len(target):
            taken = note.data[line + len(target) : line + matched]
            edits.append(Edit(line + len(target), taken, b""))
    edits += _renumbered(note, block, parent)
    return _nested(note, block, "Unnest", edits, note.blocks[block].depth - 1)


def _nested(note: Note, block: int, name: str, edits: list[Edit], depth: int) -> Change | None:
    """Give the change, if the item then stands at `depth` and all blocks are there still."""
    change = Change.of(name, edits)
    after = Note.parse(change.apply(note.data))
    before_start = _start_of(note, block)
    start = change.map(before_start, after=True)
    # The marker itself may be written anew: its start is the start of what is new.
    starts = {_start_of(after, one): after.blocks[one].depth for one in _items(after)}
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
        after = Note.parse(change.apply(note.data))
        if Counter(key for _, key in _keyed(after)) == expected:
            return change
    return None


def _keyed(note: Note) -> Iterator[tuple[int, _Key]]:
    """Say of every block what it is and which text of its own it has, white space left out.

    A paragraph in a list item counts as the item's own text: whether an item has one depends on
    the blank lines around its neighbours.
    """
    # The bytes that are a block's own are those that stand in no block within it.
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
            kind = block.kind
            if kind is BlockKind.ITEM:
                text = re.sub(rb"\A\d+", b"0", text)
            yield index, (kind, block.depth, text)


def _unmarked(key: bytes) -> bytes:
    """Leave out the number of an ordered item."""
    return re.sub(rb"\A\d+", b"0", key)


def _is_item_text(note: Note, index: int) -> bool:
    block = note.blocks[index]
    return (
        block.kind is BlockKind.PARAGRAPH
        and block.parent >= 0
        and note.blocks[block.parent].kind is BlockKind.ITEM
    )


# --- the neighbourhood of a block ---


def _around(note: Note, block: int) -> Iterator[int]:
    while (block := note.blocks[block].parent) >= 0:
        yield block


def _children(note: Note, parent: int) -> list[int]:
    return [index for index, block in enumerate(note.blocks) if block.parent == parent]


def _siblings(note: Note, block: int) -> list[int]:
    return _children(note, note.blocks[block].parent)


def _below(note: Note, block: int) -> range:
    """Every block within `block`."""
    stop = block + 1
    depth = note.blocks[block].depth
    while stop < len(note.blocks) and note.blocks[stop].depth > depth:
        stop += 1
    return range(block + 1, stop)


def _items(note: Note) -> Iterator[int]:
    return (index for index, block in enumerate(note.blocks) if block.kind is BlockKind.ITEM)


def _items_beside(note: Note, block: int) -> list[int]:
    """The items of the list of which `block` is one, in order."""
    row: list[int] = []
    for one in _siblings(note, block):
        if note.blocks[one].kind is BlockKind.ITEM:
            row.append(one)
        elif block in row:
            break
        else:
            row = []
    return row


def _unit_span(note: Note, block: int) -> Span:
    """A unit's bytes, from the start of its line where nothing but white space is before it."""
    place = text_span(note, block)
    line = _line_start(note.data, place.start)
    start = place.start if note.data[line : place.start].strip(b" \t") else line
    return Span(start, place.end)


def _units(note: Note, block: int) -> Iterator[tuple[Span, set[int]]]:
    """What `block` can change places with, itself included, in order: bytes and blocks of each."""
    if note.blocks[block].kind in (BlockKind.ITEM, BlockKind.ROW):
        row = (
            _items_beside(note, block)
            if note.blocks[block].kind is BlockKind.ITEM
            else _siblings(note, block)
        )
        for one in row:
            yield _unit_span(note, one), {one}
        return
    at = _body(note) if note.blocks[block].parent < 0 else None
    group: tuple[Span, set[int]] | None = None
    for one in _siblings(note, block):
        span = _unit_span(note, one)
        is_item = note.blocks[one].kind is BlockKind.ITEM
        if group is not None and is_item:
            group = Span(group[0].start, span.end), group[1] | {one}
            continue
        if group is not None:
            yield group
            at, group = group[0].end, None
        # A rule or a link's definition is no block, but stands between them all the same.
        if at is not None and (between := note.data[at : span.start]).strip(b" \t\r\n>"):
            start = at + len(between) - len(between.lstrip(b" \t\r\n"))
            yield Span(start, at + len(between.rstrip())), set()
        if is_item:
            group = span, {one}
        else:
            yield span, {one}
            at = span.end
    if group is not None:
        yield group
        at = group[0].end
    if note.blocks[block].parent < 0 and at is not None and (rest := note.data[at:].strip()):
        start = note.data.index(rest, at)
        yield Span(start, start + len(rest)), set()


# --- lines, gaps and markers ---


def _start_of(note: Note, block: int) -> int:
    """Where a block begins; of an item, where its marker stands.

    The parser lets an item that is indented by a tab begin before the tab, or the line.
    """
    start = note.blocks[block].span.start
    if note.blocks[block].kind is BlockKind.ITEM:
        while note.data[start : start + 1] in (b" ", b"\t", b"\r", b"\n"):
            start += 1
    return start


def _body(note: Note) -> int:
    """Where the Markdown begins: behind the front matter, or a byte order mark."""
    if note.front is not None:
        return note.front.span.end
    return len(BOM) * note.data.startswith(BOM)


def _line_start(data: bytes, offset: int) -> int:
    at = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    return 3 if at == 0 and data.startswith(b"\xef\xbb\xbf") and offset >= 3 else at


def _lines_of(data: bytes, place: Span) -> list[int]:
    """Where the lines begin that a block stands on, blank ones left out."""
    starts = [_line_start(data, place.start)]
    starts += [found.end() for found in _LINE_START.finditer(data, *place)]
    return [start for start in starts if start < place.end and not _BLANK.match(data, start)]


def _matched(data: bytes, line: int, indent: bytes) -> int:
    """Count the bytes at the start of a line that are as in `indent`."""
    count = 0
    while (
        count < len(indent) and data[line + count : line + count + 1] == indent[count : count + 1]
    ):
        count += 1
    return count


def _indent_of(note: Note, block: int) -> bytes | None:
    """What stands before an item on its line; None where that is another marker."""
    start = _start_of(note, block)
    indent = note.data[_line_start(note.data, start) : start]
    return indent if _INDENT.fullmatch(indent) else None


def _prefix_of(data: bytes, offset: int) -> bytes:
    """What a new line needs to stand level with `offset`: quote marks, and spaces for markers."""
    before = data[_line_start(data, offset) : offset]
    return bytes(byte if byte in b" \t>" else 32 for byte in before)


def _gap(data: bytes, end: int) -> bytes:
    start = end
    while start and data[start - 1] in b" \t\r\n":
        start -= 1
    return data[start:end]


def _line_ends(gap: bytes) -> int:
    return gap.count(b"\n") + gap.count(b"\r") - gap.count(b"\r\n")


def _gap_in_list(note: Note, block: int, end: bytes) -> bytes:
    """The line ends between an item and its neighbour: one, or a blank line in a loose list."""
    row = _items_beside(note, block)
    at = row.index(block)
    pair = row[at : at + 2] if at + 1 < len(row) else row[max(at - 1, 0) : at + 1]
    if len(pair) < 2:
        return end
    gap = note.data[text_span(note, pair[0]).end : _start_of(note, pair[1])]
    kept = gap[: max(gap.rfind(b"\n"), gap.rfind(b"\r")) + 1]
    return kept if kept and not kept.strip(b" \t\r\n>") else end


def _next_marker(data: bytes, start: int, step: int = 1) -> bytes:
    """The marker of an item that follows the one at `start`; a task is an open one."""
    found = _MARKER.match(data, start)
    if found is None:
        return b"- "
    spaces = found["spaces"] if 0 < len(found["spaces"]) < 5 else b" "
    marker = found[0][: found.start("spaces") - start]
    if found["number"] is not None:
        number = str(int(found["number"]) + step).encode()
        marker = number + marker[-1:]
    return marker + spaces + (b"[ ] " if found["task"] else b"")


def _usual_marker(note: Note) -> bytes:
    """The marker that most bullets of the note have."""
    found: Counter[bytes] = Counter()
    for item in _items(note):
        marker = _MARKER.match(note.data, _start_of(note, item))
        if marker is not None and marker["number"] is None and 0 < len(marker["spaces"]) < 5:
            found[marker[0][: len(marker[0]) - len(marker["task"] or b"")]] += 1
    return found.most_common(1)[0][0] if found else b"- "


def _bullet(prefix: bytes, marker: bytes, text: str, end: bytes) -> bytes:
    """An item's lines, the first without the prefix; further ones stand level with the first."""
    level = end + prefix + b" " * len(marker.removesuffix(b"[ ] "))
    return marker + with_line_ends(text, b"\n").replace(b"\n", level)


def _exchange(text: bytes, number: bytes) -> bytes:
    found = re.match(rb"[ \t]*(\d{1,9})", text)
    return text if found is None else text[: found.start(1)] + number + text[found.end(1) :]


def _numbers_exchanged(one: bytes, two: bytes) -> tuple[bytes, bytes]:
    """Let the numbers of two ordered items stay in place, if they are equally wide."""
    first = re.match(rb"[ \t]*(\d{1,9})[.)]", one)
    second = re.match(rb"[ \t]*(\d{1,9})[.)]", two)
    if first is None or second is None or len(first[1]) != len(second[1]):
        return one, two
    return _exchange(one, second[1]), _exchange(two, first[1])


def _number_edit(stays: Edit) -> list[Edit]:
    """Cut the edit of the unit that stays down to its number; none where that stays too."""
    return [stays.trimmed()] if stays.old != stays.new else []


def _renumbered(note: Note, block: int, before: int | None) -> list[Edit]:
    """Give an ordered item the number behind that of the item `before`, else 1, equally wide."""
    start = _start_of(note, block)
    found = _MARKER.match(note.data, start)
    if found is None or found["number"] is None:
        return []
    last = _MARKER.match(note.data, _start_of(note, before)) if before is not None else None
    number = int(last["number"]) + 1 if last is not None and last["number"] is not None else 1
    old = found[0][: found.end("spaces") - start]
    mark = old[len(found["number"]) : len(found["number"]) + 1]
    new = (str(number).encode() + mark).ljust(len(old))
    if not new.endswith(b" ") and old.endswith((b" ", b"\t")):
        new += b" "
    return [Edit(start, old, new).trimmed()]
