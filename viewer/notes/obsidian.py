"""Obsidian's Markdown extensions that pulldown-cmark does not have: comments, highlights, tags.

`%%…%%` is not shown: within a paragraph, or from a line that begins with it on, over any blocks.
`==…==` is highlighted, and `#name` is a tag. None of them counts in code or in a link's address,
nor a tag in a link's text. Offsets are bytes of the file. Pure; any thread.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from viewer.notes.blocks import Outline
from viewer.notes.model import Citation, Span, WikiLink

Event = tuple[Any, int, int]

_PERCENTS = re.compile(rb"%%+")
_BLANK_LINE = re.compile(rb"(?:\r\n|\r|\n)[ \t>]*(?:\r\n|\r|\n)")
_MOST_INDENT = 64  # bytes of white space and marks of quotes before a comment that begins a line
_EQUALS = re.compile(rb"==+")
_TAG = re.compile(r"(?<![\w/#&])#(?=[\w/-]*[^\W\d])[\w][\w/-]*")
_EXTRAS = re.compile(rb"%%|==|#[\w\x80-\xff]")
_MOST_EVENTS = 2_000  # of one line
_WHITE = b" \t\r\n"
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
_BREAKS = ("SoftBreak", "HardBreak")
_PICTURES = (
    *(".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp"),
    *(".svg", ".webp", ".tif", ".tiff", ".ico", ".avif"),
)
_LEAVES = frozenset(
    {
        *("Text", "Code", "InlineHtml", "InlineMath", "DisplayMath"),
        *("FootnoteReference", "TaskListMarker"),
    }
)


def is_picture(target: str) -> bool:
    """Return whether an embed's target is a picture, by its name; else it is a note or audio."""
    name = target.partition("#")[0].rstrip("\\").strip()
    return name.casefold().endswith(_PICTURES)


def tags_in(text: str) -> list[str]:
    """Return the tags in text without markup, each without its `#`, repeated ones as often."""
    return [found[0][1:] for found in _TAG.finditer(text)] if "#" in text else []


def comments(data: bytes, body: int, closed: Sequence[Span]) -> tuple[Span, ...]:
    """Find the comments from byte `body` on, outside the spans `closed` (code, links, HTML)."""
    if b"%%" not in data:
        return ()
    others = sorted(closed)
    starts = [span.start for span in others]
    found: list[Span] = []
    opened = -1
    for mark in _PERCENTS.finditer(data, body):
        at = bisect_right(starts, mark.start()) - 1
        if mark.end() - mark.start() != 2 or (at >= 0 and mark.start() < others[at].end):
            continue
        if opened >= 0 and (
            _begins_line(data, body, opened)
            or not _BLANK_LINE.search(data, opened + 2, mark.start())
        ):
            found.append(Span(opened, mark.end()))
            opened = -1
        else:
            opened = mark.start()
    return tuple(found)


def _begins_line(data: bytes, body: int, offset: int) -> bool:
    start = max(body, offset - _MOST_INDENT)
    before = data[start:offset].rstrip(b" \t>")
    return before.endswith((b"\n", b"\r")) or (not before and start == body)


def has_extras(data: bytes) -> bool:
    """Return whether a file can contain any of these."""
    return _EXTRAS.search(data) is not None


def with_extras(events: Iterable[Event], data: bytes, hidden: Sequence[Span]) -> Iterator[Event]:
    """Yield a note's events without its comments (`hidden`), and with two more kinds.

    `{"Start": "Highlight"}` and its End, with the bytes of the mark, and `{"Tag": "name"}`.
    """
    starts = [span.start for span in hidden]

    def is_hidden(start: int, end: int) -> bool:
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= hidden[at].end:
            return False
        return end <= hidden[at].end or start + len(data[start:end].rstrip()) <= hidden[at].end

    in_code = False
    line: list[Event] = []  # what stands in one block without another between
    for event in events:
        kind, start, end = event
        if hidden and start < end and is_hidden(start, end):
            continue
        if not in_code and _is_inline(kind):
            line.append(event)
            if len(line) > _MOST_EVENTS:  # nobody wrote that by hand, and nobody is to wait for it
                yield from line
                line = []
            continue
        yield from _line(line, data, hidden)
        line = []
        if kind.__class__ is dict and "End" in kind:
            in_code = False
        elif kind.__class__ is dict and "Start" in kind:
            in_code = kind["Start"].__class__ is dict and "CodeBlock" in kind["Start"]
        yield event
    yield from _line(line, data, hidden)


def _is_inline(event: Any) -> bool:
    if event.__class__ is str:
        return event in _BREAKS
    ((key, value),) = event.items()
    if key in ("Start", "End"):
        name = value if value.__class__ is str else next(iter(value))
        return name in _INLINE
    return key in _LEAVES


def _line(events: list[Event], data: bytes, hidden: Sequence[Span]) -> Iterator[Event]:
    if not events:
        return
    start, end = events[0][1], max(event[2] for event in events)
    cuts = _comment_cuts(data, hidden, start, end)
    runs = _runs(events, cuts)
    if data.find(b"==", start, end) >= 0:
        cuts += _highlights(data, [run for run in runs if not run[2]])
    if data.find(b"#", start, end) >= 0:
        cuts += _tags(data, runs)
    cuts.sort(key=lambda cut: cut[:2])
    if not cuts:
        yield from events
        return
    yield from _cut(events, data, cuts)


Cut = tuple[int, int, Any]  # bytes that are no text, and the event that stands for them, or None


def _cut(events: list[Event], data: bytes, cuts: list[Cut]) -> Iterator[Event]:
    """Split the texts at `cuts`, and insert their replacements."""
    number = 0
    for event, start, end in events:
        if event.__class__ is str or "Text" not in event:
            yield event, start, end
            continue
        at = start
        while number < len(cuts) and cuts[number][1] <= at:
            number += 1
        if number == len(cuts) or cuts[number][0] >= end:
            yield event, start, end
            continue
        while number < len(cuts) and cuts[number][0] < end:
            first, last, instead = cuts[number]
            if first > at:
                yield {"Text": data[at:first].decode("utf-8", "replace")}, at, first
            if instead is not None and first >= start:
                yield instead, first, last
            at = max(at, last)
            if last > end:
                break
            number += 1
        if at < end:
            yield {"Text": data[at:end].decode("utf-8", "replace")}, at, end


def _comment_cuts(data: bytes, hidden: Sequence[Span], start: int, end: int) -> list[Cut]:
    """Return the comments in a line; of the spaces on both sides of one, one is left."""
    first = max(0, bisect_right(hidden, start, key=lambda span: span.start) - 1)
    cuts: list[Cut] = []
    for number in range(first, len(hidden)):
        span = hidden[number]
        if span.start >= end:
            break
        if span.end > start:
            spaces = data[span.start - 1 : span.start], data[span.end : span.end + 1]
            cuts.append((span.start, span.end + (spaces == (b" ", b" ")), None))
    return cuts


def _runs(events: list[Event], cuts: list[Cut]) -> list[tuple[int, int, bool]]:
    """Return the stretches of unchanged text, and which of them are a link's text.

    What touches a comment (`cuts`) is not one.
    """
    runs: list[tuple[int, int, bool]] = []
    links = passed = 0
    for event, start, end in events:
        if event.__class__ is str:
            continue
        ((key, value),) = event.items()
        if key in ("Start", "End"):
            name = value if value.__class__ is str else next(iter(value))
            if name in ("Link", "Image"):
                links += 1 if key == "Start" else -1
        elif key == "Text" and len(value.encode("utf-8", "replace")) == end - start:
            while passed < len(cuts) and cuts[passed][1] <= start:
                passed += 1
            for first, last in _without(start, end, cuts, passed):
                if runs and runs[-1][1] == first and runs[-1][2] == bool(links):
                    runs[-1] = (runs[-1][0], last, bool(links))
                else:
                    runs.append((first, last, bool(links)))
    return runs


def _without(start: int, end: int, cuts: list[Cut], number: int) -> Iterator[tuple[int, int]]:
    """Yield the parts of [start, end) outside all cuts; those before `number` end before it."""
    while number < len(cuts) and cuts[number][0] < end:
        first, last, _ = cuts[number]
        if start < first:
            yield start, first
        start = max(start, last)
        number += 1
    if start < end:
        yield start, end


def _highlights(data: bytes, runs: list[tuple[int, int, bool]]) -> list[Cut]:
    marks = [
        found.span()
        for start, end, _ in runs
        for found in _EQUALS.finditer(data, start, end)
        if found.end() - found.start() == 2 and data[found.start() - 1 : found.start()] != b"\\"
    ]
    cuts: list[Cut] = []
    opened: tuple[int, int] | None = None
    for start, end in marks:
        before, behind = data[start - 1 : start] if start else b" ", data[end : end + 1] or b" "
        if opened is not None and before not in _WHITE and not behind.isalnum():
            cuts.append((*opened, {"Start": "Highlight"}))
            cuts.append((start, end, {"End": "Highlight"}))
            opened = None
        elif opened is None and behind not in _WHITE and not before.isalnum():
            opened = start, end
    return cuts


def _tags(data: bytes, runs: list[tuple[int, int, bool]]) -> list[Cut]:
    cuts: list[Cut] = []
    for start, end, is_link in runs:
        if is_link or data.find(b"#", start, end) < 0:
            continue
        try:
            text = data[start:end].decode()
        except UnicodeDecodeError:
            continue
        at, first = 0, start
        for found in _TAG.finditer(text):
            first += len(text[at : found.start()].encode())
            at = found.start()
            if data[first - 1 : first] == b"\\":
                continue
            name = found[0].removeprefix("#")
            cuts.append((first, first + len(found[0].encode()), {"Tag": name}))
    return cuts


def wiki_links(
    data: bytes, found: Outline, citations: tuple[Citation, ...]
) -> tuple[WikiLink, ...]:
    """Return the wikilinks of a note, except those that are citations, `[[v.mp4#t=83]]`."""
    # `[[URL]](URL)` goes on behind the wikilink.
    cited = {
        citation.span.start: citation.span.end
        for citation in citations
        if citation.syntax.is_wikilink and data.startswith((b"[[", b"![["), citation.span.start)
    }
    result = []
    for link in found.links:
        span = Span(link.start, link.end)
        if not link.wiki or cited.get(span.start, 0) >= span.end:
            continue
        start = link.start + (3 if link.embed else 2)
        inner = data[start : link.end - 2].decode("utf-8", "replace")
        place, bar, shown = inner.partition("|")
        target, heading, block_ref = place, "", ""
        if "#" in place or "\\" in place:
            target, _, inside = place.rstrip("\\").partition("#")
            heading, _, block_ref = inside.partition("^")
        names = target.strip(), heading.strip(" #"), block_ref.strip()
        result.append(WikiLink(span, *names, (shown if bar else place).strip(), link.embed))
    return tuple(result)
