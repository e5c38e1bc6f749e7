"""Tell markup from text in a note, and how text is formatted: for the source editor.

All of it comes from the parser: what it takes for text is text, everything else is markup.
`Stretches` cuts a note into parts that can be read on their own, so that only what is visible or
being typed in is read. Pure; any thread.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from viewer.notes.model import BlockKind, Citation, Said, Span
from viewer.notes.note import Note

# What is longer cannot be read while a key is held; it is shown plain.
_MOST_BYTES = 120_000
# Before what is read of a note about a video: plain times count in such a note alone.
_OF_VIDEO = b"---\nvideo: v.mp4\n---\n"
# Before a bullet that would be code if no other like it cited.
_INDENTED = b"\t- a [0:00]\n"


class MarkKind(StrEnum):
    """What a stretch of a note is; several kinds may apply at one place."""

    SYNTAX = "syntax"  # Markdown's own marks, addresses, the keys of the front matter
    TAG = "tag"  # HTML, and all of a citation in which a time stands
    TIME = "time"  # the time that a citation shows
    CITATION = "citation"  # all of one that has a time
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING = "heading"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRUCK = "struck"
    CODE = "code"
    BLOCK_OF_CODE = "block of code"
    LINK = "link"


class Mark(NamedTuple):
    """Bytes `start` to `end` of what was read, half-open, and their kinds."""

    start: int
    end: int
    kind: MarkKind


class MarkupStretch(NamedTuple):
    """A part of a note, and the lines that must precede it for it to be read correctly."""

    span: Span
    context: bytes


def read_marks(
    data: bytes, context: bytes = b"", said: frozenset[Said] = frozenset()
) -> list[Mark]:
    """Read a stretch of a note behind its context: its marks, in bytes of `data`, by start.

    What does not begin the file must have a context, or its first rule would begin front matter.
    `said` is what the user said of the note's times.
    """
    if len(data) > _MOST_BYTES:
        return []
    note = Note.parse(context + data, said=said, reads_html=False)
    by = len(context)
    return [
        Mark(max(0, start - by), end - by, kind)
        for start, end, kind in sorted(_marks(note))
        if end > by
    ]


class Stretches:
    """The parts of one parsed note that can be read on their own."""

    def __init__(self, note: Note) -> None:
        self._note, self.said = note, note.said
        self._starts = [note.blocks[index].span.start for index in note.tops]

    def at(self, offset: int) -> MarkupStretch:
        """Return the stretch that contains a byte of the note; together they cover the note."""
        note = self._note
        body = note.front.span.end if note.front is not None else 0
        if offset < body:
            return MarkupStretch(Span(0, body), b"")
        place = bisect_right(self._starts, offset) - 1
        if place + 1 < len(self._starts) and self._line_of(place + 1) <= offset:
            place += 1  # in the white space before its marker
        start = max(body, self._line_of(place)) if place >= 0 else body
        end = self._line_of(place + 1) if place + 1 < len(self._starts) else len(note.data)
        start, end = Span(start, max(start, end))
        first = b"\n" if start else b""
        if self._needs_video(start, end):
            first = _OF_VIDEO
        is_item = place >= 0 and note.blocks[note.tops[place]].kind is BlockKind.ITEM
        if is_item and note.data.startswith((b"\t", b"    "), start):
            first += _INDENTED
        return MarkupStretch(Span(start, end), first)

    def _needs_video(self, start: int, end: int) -> bool:
        """Return whether something here would not be a citation in a note without a video."""
        cited = self._note.citations
        first = bisect_left(cited, start, key=lambda one: one.span.start)
        last = bisect_left(cited, end, first, key=lambda one: one.span.start)
        return any(not one.syntax.is_marked for one in cited[first:last])

    def _line_of(self, place: int) -> int:
        return _line_start(self._note.data, self._starts[place])


def _line_start(data: bytes, offset: int) -> int:
    while data[offset : offset + 1] in (b"\r", b"\n"):
        offset += 1  # the parser lets an item after a blank line begin there
    newline = data.rfind(b"\n", 0, offset)
    return max(newline, data.rfind(b"\r", newline + 1, offset)) + 1


_INLINE = {
    "Strong": MarkKind.STRONG,
    "Emphasis": MarkKind.EMPHASIS,
    "Strikethrough": MarkKind.STRUCK,
    "CodeBlock": MarkKind.BLOCK_OF_CODE,
    "Link": MarkKind.LINK,
    "Image": MarkKind.LINK,
}
_CALLOUT = re.compile(rb"\[![\w-]+\][+-]?")
_HEADINGS = {"H1": MarkKind.HEADING_1, "H2": MarkKind.HEADING_2}


def _marks(note: Note) -> Iterator[Mark]:
    at = 0  # behind the last words
    if note.front is not None:
        for value in sorted(note.front.values.values(), key=lambda value: value.span):
            if value.span.start > at:
                yield Mark(at, value.span.start, MarkKind.SYNTAX)
            at = max(at, value.span.end)
        yield Mark(0, note.front.span.end, MarkKind.BLOCK_OF_CODE)
        if note.front.span.end > at:
            yield Mark(at, note.front.span.end, MarkKind.SYNTAX)
        at = max(at, note.front.span.end)
    in_quote = False  # and no words yet
    for event, start, end in note.events():
        if event.__class__ is str:
            continue
        ((key, value),) = event.items()
        if key == "Start":
            name = value if value.__class__ is str else next(iter(value))
            if name == "Heading":
                yield Mark(start, end, _HEADINGS.get(value[name]["level"], MarkKind.HEADING))
            elif name in _INLINE:
                yield Mark(start, end, _INLINE[name])
            in_quote = name == "BlockQuote" or (in_quote and name == "Paragraph")
            continue
        if key == "End":
            continue
        # A line of HTML that begins with no tag is words.
        is_tag = key == "InlineHtml" or (key == "Html" and value.lstrip().startswith("<"))
        if key == "Code":
            yield Mark(start, end, MarkKind.CODE)
            fence = _fence(note.data, start, end)
            start, end = start + fence, end - fence
        elif key in ("InlineMath", "DisplayMath"):
            yield Mark(start, end, MarkKind.CODE)
        elif is_tag:
            yield Mark(start, end, MarkKind.TAG)
        elif key in ("FootnoteReference", "Tag"):
            yield Mark(start, end, MarkKind.LINK)
        elif key not in ("Text", "Html"):
            continue
        elif in_quote:
            callout = _CALLOUT.match(note.data, start)
            start = callout.end() if callout is not None else start
        in_quote = False
        if start > at:
            yield Mark(at, start, MarkKind.SYNTAX)
        at = max(at, end)
    if at < len(note.data):
        yield Mark(at, len(note.data), MarkKind.SYNTAX)
    for citation in note.citations:
        if citation.ends_range:
            continue  # shown with the time where the range begins
        yield Mark(*citation.span, MarkKind.TAG)
        if citation.readings or citation.label_readings:
            yield Mark(*_shown_time(note.data, citation), MarkKind.TIME)
            yield Mark(*citation.span, MarkKind.CITATION)


def _fence(data: bytes, start: int, end: int) -> int:
    """Count the backticks on either side of a code span."""
    count = 0
    while data[start + count : start + count + 1] == b"`" and start + 2 * count + 2 < end:
        count += 1
    return count


def _shown_time(data: bytes, citation: Citation) -> Span:
    """Return the time or range that a citation shows: that of its label, if it has one."""
    span = citation.label_span
    if span is None or not citation.label_readings:
        end = citation.end_span
        return citation.value if end is None else Span(citation.value.start, end.end)
    label = data[span.start : span.end]
    start = span.start + len(label) - len(label.lstrip(b"[( \t"))
    return Span(start, max(start, span.end - (len(label) - len(label.rstrip(b"]) \t")))))
