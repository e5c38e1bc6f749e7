"""The headings of a note, and the claims under each. Pure; any thread."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from viewer.notes.model import BlockKind, CitedTime, Span
from viewer.notes.note import Note


class Heading(NamedTuple):
    """One heading, with the section below it: up to the next one that is not deeper."""

    level: int  # 1 to 6
    text: str
    start: int  # byte of its block
    claims: int  # of its section
    end: int  # byte where its section ends
    ms: int | None  # where the first citation of its section that can be gone to leads


def headings(note: Note, times: Sequence[CitedTime]) -> list[Heading]:
    """List the headings in order; `times` says where citations lead."""
    spans = [
        block.span
        for block in note.blocks
        if block.kind is BlockKind.HEADING and not note.is_hidden(block.span)
    ]
    levels = [_level(note.data, span) for span in spans]
    claims = [claim for claim in note.claims if not claim.stands_for_child]
    result = []
    for number, (span, text) in enumerate(zip(spans, note.plain.each(spans), strict=True)):
        deeper = number + 1
        while deeper < len(spans) and levels[deeper] > levels[number]:
            deeper += 1
        end = spans[deeper].start if deeper < len(spans) else len(note.data)
        first = bisect_left(claims, span.start, key=lambda claim: claim.span.start)
        last = bisect_left(claims, end, key=lambda claim: claim.span.start)
        cited = (times[c].ms for claim in claims[first:last] for c in claim.citations)
        ms = next((ms for ms in cited if ms is not None), None)
        result.append(Heading(levels[number], text, span.start, last - first, end, ms))
    return result


def heading_at(found: Sequence[Heading], offset: int) -> int | None:
    """Return the index of the heading that byte `offset` is under; None above the first."""
    at = bisect_right(found, offset, key=lambda heading: heading.start) - 1
    return at if at >= 0 else None


def path_at(found: Sequence[Heading], offset: int) -> list[Heading]:
    """Return the headings around byte `offset`, the outermost first."""
    return [one for one in found if one.start <= offset < one.end]


def _level(data: bytes, span: Span) -> int:
    text = data[span.start : span.end].strip()
    marks = len(text) - len(text.lstrip(b"#"))
    if 0 < marks <= 6:
        return marks
    return 1 if text.endswith(b"=") else 2  # underlined
