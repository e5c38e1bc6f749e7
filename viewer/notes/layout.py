"""The layout of a note's blocks: lines, indents, gaps and markers.

Used by `rearrange`. Positions are bytes of the file, blocks are indexes into `Note.blocks`.
"""

import re
from collections import Counter
from collections.abc import Iterator

from viewer.base.lazy_regex import late
from viewer.notes.edit import Edit, common_start, line_end, with_line_ends
from viewer.notes.front import BOM
from viewer.notes.model import BlockKind, Span
from viewer.notes.note import Note

LEADING = late(rb"(?>(?:[ \t]*+(?:\r\n|\r|\n))+)")
LEADING_IN_QUOTE = late(rb"[ \t]*+(?:\r\n|\r|\n)(?>(?:[ \t>]*+(?:\r\n|\r|\n))*)")
MARKER = late(rb"(?:[-*+]|(?P<number>\d{1,9})[.)])(?P<spaces>[ \t]*)(?P<task>\[[ xX]\] )?")
INDENT = late(rb"[ \t>]*")
_LINE_END = late(rb"[\r\n]")
LINE_START = late(rb"(?:\r\n|\r|\n)(?P<line>)")
_ITEM_MARK = late(rb"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\] )?")
BLANK = late(rb"[ \t>]*(?:[\r\n]|\Z)")


def text_span(note: Note, block: int) -> Span:
    """Return a block's bytes without its trailing line end and blank lines."""
    span = note.blocks[block].span
    in_quote = any(note.blocks[one].kind is BlockKind.QUOTE for one in blocks_around(note, block))
    return Span(start_of(note, block), blank_from(note.data, *span, in_quote=in_quote))


def blank_from(data: bytes, start: int, end: int, *, in_quote: bool) -> int:
    """Return the byte from which [start, end) is only line ends and blank lines, else `end`."""
    kept = data[start:end].rstrip(b" \t\r\n>" if in_quote else b" \t\r\n")
    found = _LINE_END.search(data, start + len(kept), end)
    return found.start() if found is not None else end


def own_span(note: Note, block: int) -> Span:
    """Return the bytes of a block's own text: of an item without bullet and children."""
    span = text_span(note, block)
    if note.blocks[block].kind is not BlockKind.ITEM:
        return span
    mark = _ITEM_MARK.match(note.data, span.start, span.end)
    start, end = mark.end() if mark is not None else span.start, span.end
    for index in range(block + 1, len(note.blocks)):
        child = note.blocks[index]
        if child.span.start >= end:
            break
        if child.kind is BlockKind.PARAGRAPH and child.span.start <= start:
            continue
        end = child.span.start
        break
    return Span(start, _end_of_words(note.data, start, end))


def _end_of_words(data: bytes, start: int, end: int) -> int:
    """Leave out trailing lines that hold at most quote marks, and spaces before them."""
    while (line := max(data.rfind(b"\n", start, end), data.rfind(b"\r", start, end))) >= 0:
        if data[line + 1 : end].strip(b" \t>"):
            break
        end = line
    return start + len(data[start:end].rstrip(b" \t"))


# --- the neighbourhood of a block ---


def blocks_around(note: Note, block: int) -> Iterator[int]:
    while (block := note.blocks[block].parent) >= 0:
        yield block


def children_of(note: Note, parent: int) -> list[int]:
    return [index for index, block in enumerate(note.blocks) if block.parent == parent]


def siblings_of(note: Note, block: int) -> list[int]:
    return children_of(note, note.blocks[block].parent)


def blocks_below(note: Note, block: int) -> range:
    """Return every block within `block`."""
    stop = block + 1
    depth = note.blocks[block].depth
    while stop < len(note.blocks) and note.blocks[stop].depth > depth:
        stop += 1
    return range(block + 1, stop)


def item_blocks(note: Note) -> Iterator[int]:
    return (index for index, block in enumerate(note.blocks) if block.kind is BlockKind.ITEM)


def items_beside(note: Note, block: int) -> list[int]:
    """Return the items of the list that `block` is in, in order."""
    row: list[int] = []
    for one in siblings_of(note, block):
        if note.blocks[one].kind is BlockKind.ITEM:
            row.append(one)
        elif block in row:
            break
        else:
            row = []
    return row


def unit_span(note: Note, block: int) -> Span:
    """Return a unit's bytes, from the start of its line if only white space precedes it."""
    place = text_span(note, block)
    line = line_start(note.data, place.start)
    start = place.start if note.data[line : place.start].strip(b" \t") else line
    return Span(start, place.end)


def movable_units(note: Note, block: int) -> Iterator[tuple[Span, set[int]]]:
    """Return what `block` can be swapped with and itself, in order: bytes and blocks."""
    if note.blocks[block].kind in (BlockKind.ITEM, BlockKind.ROW):
        is_item = note.blocks[block].kind is BlockKind.ITEM
        for one in items_beside(note, block) if is_item else siblings_of(note, block):
            yield unit_span(note, one), {one}
        return
    at = note.body if note.blocks[block].parent < 0 else None
    group: tuple[Span, set[int]] | None = None
    for one in siblings_of(note, block):
        span = unit_span(note, one)
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


def start_of(note: Note, block: int) -> int:
    """Return where a block begins; for an item, where its marker is.

    The parser lets an item that is indented by a tab begin before the tab, or the line.
    """
    start = note.blocks[block].span.start
    if note.blocks[block].kind is BlockKind.ITEM:
        while note.data[start : start + 1] in (b" ", b"\t", b"\r", b"\n"):
            start += 1
    return start


def lead_at_end(note: Note) -> bytes:
    """Return the line ends that a new block at the very end of the note needs before it."""
    lines = note.data.removeprefix(BOM).splitlines(keepends=True)
    end = line_end(note.data, len(note.data))
    if not lines:
        return b""
    if not lines[-1].endswith((b"\n", b"\r")):
        return end + end
    return end if lines[-1].strip() else b""


def first_words_at(note: Note) -> int:
    """Return the byte where the first text of an empty note goes: its end.

    Below front matter and an empty line there may be one more line end, which is for this text.
    """
    end = line_end(note.data, len(note.data))
    blank = note.data[note.front.span.end :] if note.front is not None else b""
    return len(note.data) - (len(end) if blank == end + end else 0)


def line_start(data: bytes, offset: int) -> int:
    at = max(data.rfind(b"\n", 0, offset), data.rfind(b"\r", 0, offset)) + 1
    return len(BOM) if at == 0 and data.startswith(BOM) and offset >= len(BOM) else at


def lines_of(data: bytes, place: Span) -> list[int]:
    """Return where the lines of a block begin, without blank ones."""
    starts = [line_start(data, place.start)]
    starts += [found.end() for found in LINE_START.finditer(data, *place)]
    return [start for start in starts if start < place.end and not BLANK.match(data, start)]


def matched_indent(data: bytes, line: int, indent: bytes) -> int:
    """Return how many bytes at the start of a line match `indent`."""
    return common_start(data[line : line + len(indent)], indent)


def indent_of(note: Note, block: int) -> bytes | None:
    """Return what precedes an item on its line; None if that is another marker."""
    start = start_of(note, block)
    indent = note.data[line_start(note.data, start) : start]
    return indent if INDENT.fullmatch(indent) else None


def prefix_of(data: bytes, offset: int) -> bytes:
    """Return what makes a new line level with `offset`: quote marks, and spaces for markers."""
    before = data[line_start(data, offset) : offset]
    return bytes(byte if byte in b" \t>" else 32 for byte in before)


def gap_before(data: bytes, end: int) -> bytes:
    return data[len(data[:end].rstrip(b" \t\r\n")) : end]


def line_ends(gap: bytes) -> int:
    return gap.count(b"\n") + gap.count(b"\r") - gap.count(b"\r\n")


def gap_in_list(note: Note, block: int, end: bytes) -> bytes:
    """Return the line ends between an item and its neighbour: two in a loose list."""
    row = items_beside(note, block)
    at = row.index(block)
    pair = row[at : at + 2] if at + 1 < len(row) else row[max(at - 1, 0) : at + 1]
    if len(pair) < 2:
        return end
    gap = note.data[text_span(note, pair[0]).end : start_of(note, pair[1])]
    kept = gap[: max(gap.rfind(b"\n"), gap.rfind(b"\r")) + 1]
    return kept if kept and not kept.strip(b" \t\r\n>") else end


def next_marker(data: bytes, start: int, step: int = 1) -> bytes:
    """Return the marker of an item that follows the one at `start`; a task is an open one."""
    found = MARKER.match(data, start)
    if found is None:
        return b"- "
    spaces = found["spaces"] if 0 < len(found["spaces"]) < 5 else b" "
    marker = found[0][: found.start("spaces") - start]
    if found["number"] is not None:
        number = str(int(found["number"]) + step).encode()
        marker = number + marker[-1:]
    return marker + spaces + (b"[ ] " if found["task"] else b"")


def usual_marker(note: Note) -> bytes:
    """Return the marker that most bullets of the note have."""
    found: Counter[bytes] = Counter()
    for item in item_blocks(note):
        marker = MARKER.match(note.data, start_of(note, item))
        if marker is not None and marker["number"] is None and 0 < len(marker["spaces"]) < 5:
            found[marker[0][: len(marker[0]) - len(marker["task"] or b"")]] += 1
    return found.most_common(1)[0][0] if found else b"- "


def bullet_text(prefix: bytes, marker: bytes, text: str, end: bytes) -> bytes:
    """Return an item's lines, the first without the prefix, further ones level with the first."""
    level = end + prefix + b" " * len(marker.removesuffix(b"[ ] "))
    return marker + with_line_ends(text, b"\n").replace(b"\n", level)


def with_number(text: bytes, number: bytes) -> bytes:
    found = re.match(rb"[ \t]*(\d{1,9})", text)
    return text if found is None else text[: found.start(1)] + number + text[found.end(1) :]


def numbers_exchanged(one: bytes, two: bytes) -> tuple[bytes, bytes]:
    """Keep the numbers of two swapped ordered items in place, if they are equally wide."""
    first = re.match(rb"[ \t]*(\d{1,9})[.)]", one)
    second = re.match(rb"[ \t]*(\d{1,9})[.)]", two)
    if first is None or second is None or len(first[1]) != len(second[1]):
        return one, two
    return with_number(one, second[1]), with_number(two, first[1])


def renumbered(note: Note, block: int, before: int | None) -> list[Edit]:
    """Give an ordered item the number after that of the item `before`, else 1, equally wide."""
    start = start_of(note, block)
    found = MARKER.match(note.data, start)
    if found is None or found["number"] is None:
        return []
    last = MARKER.match(note.data, start_of(note, before)) if before is not None else None
    number = int(last["number"]) + 1 if last is not None and last["number"] is not None else 1
    old = found[0][: found.end("spaces") - start]
    mark = old[len(found["number"]) : len(found["number"]) + 1]
    new = (str(number).encode() + mark).ljust(len(old))
    if not new.endswith(b" ") and old.endswith((b" ", b"\t")):
        new += b" "
    return [Edit(start, old, new).trimmed()]
