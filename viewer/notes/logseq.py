"""Logseq's properties of bullets and of the page, in the text of a note.

`id:: 61d8…` or `collapsed:: true` on a line of its own below the first of a bullet, and such lines
at the very top of the page. Like front matter they are not part of the note's text and are not
shown, except for a line with a citation. A bullet that begins so, `- Show:: …`, is content of other
programs. Offsets are bytes of the file. Pure; any thread.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from viewer.notes.model import Citation

Event = tuple[Any, int, int]

_LINE = re.compile(rb"[ \t>]*[A-Za-z\x80-\xff][\w.\x80-\xff-]*::(?:[ \t][^\r\n]*)?(?=[\r\n]|\Z)")
_BLOCKS = frozenset({"Heading", "CodeBlock", "List", "Table", "BlockQuote"})
_BREAKS = ("SoftBreak", "HardBreak")


def without_properties(
    events: Iterable[Event], data: bytes, citations: Sequence[Citation]
) -> Iterator[Event]:
    """Yield events without those of the properties of the page and its items."""
    items, is_top, behind_block = 0, True, False
    skipped = (0, 0)
    for event, start, end in events:
        name = _tag(event)
        # A list that is indented by a tab may begin before the tab, or at the line end before it.
        if skipped[0] <= start < skipped[1] and name not in ("List", "Item"):
            continue
        if event.__class__ is str and event in _BREAKS and items:
            last = _end_of_lines(data, end, citations)
            if last > end:
                skipped = start, last
                continue
        elif name == "Paragraph" and "Start" in event and (is_top or items):
            last = _end_of_lines(data, start, citations) if _begins_line(data, start) else start
            if last > start and not data[last:end].strip():
                skipped = start, end
                continue
            if last > start and items:
                skipped = start + 1, _next_line(data, last)
        elif items and behind_block and "Text" in event and _begins_line(data, start):
            last = _end_of_lines(data, start, citations)
            if last > start:
                skipped = start, _next_line(data, last)
                continue
        elif name == "Item":
            items += 1 if "Start" in event else -1
        is_top = False
        # A bullet without blank lines has no paragraphs, but what stands behind a heading in it.
        behind_block = name in _BLOCKS and "End" in event
        yield event, start, end


def _tag(event: Any) -> str:
    """Return which block or inline an event begins or ends; "" for any other."""
    if event.__class__ is str:
        return ""
    value = event.get("Start") or event.get("End") or ""
    return value if value.__class__ is str else next(iter(value))


def _begins_line(data: bytes, offset: int) -> bool:
    before = data[max(0, offset - 80) : offset].rstrip(b" \t>")
    return not before or before.endswith((b"\n", b"\r"))


def _next_line(data: bytes, line_end: int) -> int:
    wide = 2 if data.startswith(b"\r\n", line_end) else 1
    return min(line_end + wide, len(data))


def _end_of_lines(data: bytes, offset: int, citations: Sequence[Citation]) -> int:
    """Return where the properties whose lines begin at `offset` end; `offset` if there are none."""
    last = offset
    while (line := _LINE.match(data, offset)) is not None:
        cited = bisect_left(citations, offset, key=lambda one: one.span.start)
        if cited < len(citations) and citations[cited].span.start < line.end():
            break
        last = line.end()
        offset = _next_line(data, last)
        if offset == last:
            break
    return last
