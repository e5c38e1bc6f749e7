"""HTML in a note, read as the Markdown that says the same.

`with_html` puts in the place of a note's HTML, blocks and single tags, the events that Markdown
would give (Paragraph, Heading, List, Table, Link, Strong, HardBreak, Text …), so that nobody
who reads a note need know HTML. Besides there are the looks that Markdown has not: `{"Start":
"Underline"}`, "Superscript", "Subscript", "Small" and "Monospace". Tags that nobody knows, comments
and scripts give nothing, and no address in a tag is loaded: a picture is its words as a link, and
so is what a player plays (`link_type` "Html").

The events of a block stand between Start and End of the HtmlBlock. Offsets are bytes of the file,
in their order. Tags in a citation stay as they are written, `{"InlineHtml": …}`: an anchor is no
HTML here. Never raises, and takes time in proportion to the note. Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from viewer.notes.blocks import ANCHOR_TAGS
from viewer.notes.html_names import HIDDEN
from viewer.notes.html_tags import is_source, tag_at
from viewer.notes.html_words import Event, Flow, Reader, is_cited, kind_of
from viewer.notes.model import Citation

_NEAR = 8  # bytes of white space that stand between the beginning of a cell and its words
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Highlight", "Link", "Image"})


def with_html(
    events: Iterable[Event], data: bytes, citations: Sequence[Citation]
) -> Iterator[Event]:
    """Yield a note's events with those of Markdown in the place of HTML; see the module."""
    inline = _InMarkdown(data, citations)
    lines: list[tuple[int, int]] | None = None  # of the block of HTML that is open
    is_idle = True  # there is no tag of which anything is known
    for event, start, end in events:
        if event.__class__ is dict:
            if lines is not None:
                if event.get("End") == "HtmlBlock":
                    from viewer.notes.html_blocks import HtmlBlock  # most HTML is a single tag

                    yield from HtmlBlock(data, citations, lines, inline.closed).read()
                    yield event, start, end
                    lines = None
                elif "Start" not in event and "End" not in event:
                    lines.append((start, end))
                continue
            if "InlineHtml" in event:
                if not is_idle or not event["InlineHtml"].startswith(ANCHOR_TAGS):
                    yield from inline.take_tag(event, start, end)
                    is_idle = inline.is_idle
                    continue
            elif event.get("Start") == "HtmlBlock":
                lines = []
            elif is_idle and ("Start" in event or "End" in event):
                inline.pass_by(event, start, end)
        if is_idle:
            yield event, start, end
        else:
            yield from inline.take(event, start, end)
            is_idle = inline.is_idle


class _InMarkdown(Reader):
    """The tags in paragraphs, headings, items and cells of Markdown."""

    def __init__(self, data: bytes, citations: Sequence[Citation]) -> None:
        super().__init__(data, citations)
        self._out: list[Event] = []
        self._flow = Flow(self._out)
        self._end = 0  # of the block
        self._tags_to = 0  # up to here there are only tags in it
        self._hidden_to, self._hidden_by = -1, ""
        self._passed: list[Event] = []  # the starts of Markdown's elements that are open
        self._ignored = 0  # Markdown's elements that are open in what is hidden

    @property
    def is_idle(self) -> bool:
        return self._flow.is_idle and self._hidden_to < 0

    def pass_by(self, event: Any, start: int, end: int) -> None:
        """Take notice of a start or end in Markdown, while there is nothing to do."""
        name = kind_of(event.get("Start") or event.get("End"))
        if name not in _INLINE:
            self._passed.clear()
            self._flow.has_words = False
            if "Start" in event:
                self._tags_to, self._end = start, end
        elif "Start" in event:
            self._passed.append((event, start, end))
        elif self._passed:
            self._passed.pop()

    def take_tag(self, event: Any, start: int, end: int) -> Iterable[Event]:
        """Return what stands in the place of a tag."""
        flow = self._flow
        for one in self._passed:
            flow.hold_markdown(*one)
        self._passed.clear()
        if is_cited(self._citations, start, end):
            flow.words(event, start, end)
            return self._taken()
        tag = tag_at(self._raw, start, end)
        if tag is None:
            return ()  # a comment
        if start < self._hidden_to and not is_source(tag, self._hidden_by):
            return ()
        if start - self._tags_to > _NEAR or self._raw[self._tags_to : start].strip(b" \t|"):
            flow.has_words = True
        else:
            self._tags_to = end
        if tag.name in HIDDEN and not tag.is_end:
            closing = self._closings.after(tag.name, end, self._end)
            if closing >= 0:
                self._hidden_to, self._hidden_by = closing, tag.name
        if not self._take_inline(flow, tag, start, end):
            self._take_line(flow, tag, start, end)
        return self._taken()

    def take(self, event: Any, start: int, end: int) -> Iterable[Event]:
        """Return an event of Markdown, with what ends or begins before it."""
        flow = self._flow
        if event.__class__ is str:
            if event == "Rule":
                self._out.append((event, start, end))
            elif start >= self._hidden_to:
                flow.line(start, end, is_hard=event == "HardBreak")
            return self._taken()
        part = event.get("Start") or event.get("End")
        if part is None:
            if start >= self._hidden_to:
                self._hidden_to = -1
                flow.words(event, start, end)
            return self._taken()
        name = kind_of(part)
        if name not in _INLINE:
            flow.end(start)
            flow.stack.clear()
            self._hidden_to, self._ignored = -1, 0
            if "Start" in event:
                self._tags_to, self._end = start, end
            self._out.append((event, start, end))
        elif "Start" not in event:
            if self._ignored:
                self._ignored -= 1
            else:
                flow.end_markdown(event, start, end)
        elif start < self._hidden_to:
            self._ignored += 1
        else:
            flow.begin_markdown(event, start, end)
        return self._taken()

    def _taken(self) -> list[Event]:
        taken = self._out[:]
        self._out.clear()
        return taken
