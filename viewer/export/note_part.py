"""A part of a note: the blocks of which something is wanted, and the headings over them. Pure.

Events are those of `Note.events`: (event, start, end) in bytes of the file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

from viewer.notes.note import Span

Event = tuple[Any, int, int]

# Blocks with text of their own, and those that only hold others.
_TEXTUAL = frozenset(
    {
        *("Paragraph", "Heading", "Item", "TableRow", "CodeBlock", "HtmlBlock"),
        *("DefinitionListTitle", "DefinitionListDefinition"),
    }
)
_HOLDING = frozenset(
    {"List", "BlockQuote", "Table", "TableHead", "FootnoteDefinition", "DefinitionList"}
)


class _Block:
    __slots__ = ("at", "head", "head_kind", "is_kept", "level", "text_end")

    def __init__(self, at: int, kind: str, level: int) -> None:
        self.at, self.level = at, level  # its place among the events; 0: it is no heading
        # The first block in it, without which the others are not understood.
        self.head_kind = {"Table": "TableHead", "Item": "Paragraph"}.get(kind)
        self.text_end: int | None = None  # where the first block in it begins
        self.head: int | None = None
        self.is_kept = False


def part_of(events: Iterable[Event], areas: Sequence[Span]) -> tuple[list[Event], list[Span]]:
    """Leave out every block of which nothing is in `areas`; give what stays, and what is left out.

    A block is kept whole, with those that it stands in, and the headings over it. Both `areas` and
    what is left out are half-open, in bytes; the latter in order.
    """
    every = list(events)
    kept = _kept(every, areas)
    stays: list[Event] = []
    gone: list[Span] = []
    depth = 0  # within what is left out
    for at, (event, start, end) in enumerate(every):
        name, value = named(event)
        if depth or (name == "Start" and _is_block(named(value)[0]) and at not in kept):
            if not depth:
                gone.append(Span(start, end))
            depth += {"Start": 1, "End": -1}.get(name, 0)
        elif name != "Rule":
            stays.append((event, start, end))
    return stays, gone


def _kept(every: Sequence[Event], areas: Sequence[Span]) -> set[int]:
    """Return the places of the starts of blocks that stay."""
    starts = sorted(area.start for area in areas)
    # Up to where the areas reach that begin before a place.
    reach = list(accumulate((area.end for area in sorted(areas)), max))
    kept: set[int] = set()
    open_: list[_Block] = []
    headings: list[_Block] = []  # over what comes next, each deeper than the one before
    for at, (event, start, end) in enumerate(every):
        name, value = named(event)
        if name not in ("Start", "End") or not _is_block(kind := named(value)[0]):
            continue
        if name == "Start":
            if open_ and open_[-1].text_end is None:
                open_[-1].text_end = start
            level = int(named(value)[1]["level"][1]) if kind == "Heading" else 0
            open_.append(_Block(at, kind, level))
            continue
        block = open_.pop()
        if block.level:
            while headings and headings[-1].level >= block.level:
                headings.pop()
            headings.append(block)
        text = Span(start, end if block.text_end is None else block.text_end)
        before = bisect_left(starts, text.end)
        is_hit = kind in _TEXTUAL and before > 0 and reach[before - 1] > text.start
        if is_hit:
            kept.update(heading.at for heading in headings)
        if is_hit or block.is_kept:
            kept.add(block.at)
            if open_:
                open_[-1].is_kept = True
        elif open_ and open_[-1].text_end == start and kind == open_[-1].head_kind:
            open_[-1].head = block.at
        if block.is_kept and block.head is not None:
            kept.add(block.head)
    return kept


def _is_block(name: str) -> bool:
    return name in _TEXTUAL or name in _HOLDING


def named(event: Any) -> tuple[str, Any]:
    """Return what an event is called, and what it says."""
    if event.__class__ is str:
        return event, None
    ((name, value),) = event.items()
    return name, value
