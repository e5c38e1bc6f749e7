"""The text of HTML in a note, with the formatting of its tags.

`with_html` replaces a note's HTML by the events that Markdown would give (Link, Strong, HardBreak,
Text …), so that other code need not know HTML. Formatting that Markdown does not have gets events
of its own: `{"Start": "Underline"}`, "Superscript", "Subscript", "Small" and "Monospace". A block
of HTML is one paragraph between Start and End of the HtmlBlock; a line begins in it with each line
of the file, and at the tags of paragraphs, rows and the like. Tags that nobody knows, comments and
scripts give nothing, and no address in a tag is loaded: a picture is its words as a link, and so is
what a player plays (`link_type` "Html").

Offsets are bytes of the file, in their order. Tags in a citation stay as they are written,
`{"InlineHtml": …}`: an anchor is no HTML here. Never raises, and takes time in proportion to the
note. Pure; any thread.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from viewer.base.lazy_regex import late
from viewer.notes.html_names import BLOCKS, EMBEDS, HIDDEN, KNOWN, LOOKS, unescape
from viewer.notes.html_tags import (
    Closings,
    Tag,
    attributes,
    closed_names,
    is_source,
    is_word,
    tag_at,
    tokens,
)
from viewer.notes.model import Citation

Event = tuple[Any, int, int]

_DEEPEST = 40  # so many elements are kept in mind; nobody writes any deeper
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Highlight", "Link", "Image"})
# What the text between tags is made of.
_PART = late(rb"(?P<line>[\r\n]\s*+)|(?P<entity>&#?\w++;?)|[^\r\n&]++|&")
# Where no link leads, and nothing is to be seen of an address.
_NO_PLACE = re.compile(r"(?:javascript|data|vbscript|blob):", re.IGNORECASE)


def with_html(
    events: Iterable[Event], data: bytes, citations: Sequence[Citation]
) -> Iterator[Event]:
    """Yield a note's events, those of HTML replaced by Markdown events; see the module."""
    html = _Html(data, citations)
    lines: list[tuple[int, int]] | None = None  # of the block of HTML that is open
    for event, start, end in events:
        if event == {"End": "HtmlBlock"}:
            yield from html.take_block(lines or [], start, end)
            lines = None
        elif lines is not None:
            # Tags reach over the ends of lines, but for those that stand in a quote.
            begin = lines.pop()[0] if lines and lines[-1][1] == start else start
            lines.append((begin, end))
            continue
        elif event == {"Start": "HtmlBlock"}:
            lines = []
        yield from html.take(event, start, end)


class _Html:
    """The text of one block of the note, with the elements that are open in it."""

    def __init__(self, data: bytes, citations: Sequence[Citation]) -> None:
        self._data, self._citations = data, citations
        self._closings = Closings(data)
        self._closed: frozenset[str] | None = None  # names, see `is_word`
        self._out: list[Event] = []
        # What is open, the innermost last: the name of its tag, and what an event calls it, or
        # nothing. What is Markdown's has no name, and what ends with that is named `/`.
        self._stack: list[tuple[str, str]] = []
        self._break: Event | None = None  # counts if more words follow
        self._has_words = False
        self._end = 0  # of the block
        self._hidden_to, self._hidden_by = -1, ""

    def take(self, event: Any, start: int, end: int) -> list[Event]:
        """Return what replaces an event of Markdown."""
        if event.__class__ is str:
            if event == "Rule":
                self._out.append((event, start, end))
            elif start >= self._hidden_to:
                self._line(start, end, is_hard=event == "HardBreak")
            return self._taken()
        part = event.get("Start") or event.get("End")
        name = part if part.__class__ is str else next(iter(part or event))
        if part is not None and name not in _INLINE:
            self._leave(0, start if "Start" in event else end)
            self._break, self._has_words, self._hidden_to = None, False, -1
            self._end = end if "Start" in event else self._end
            self._out.append((event, start, end))
        elif "Start" in event:
            self._words(event, start, end)
            self._stack.append(("", name))
        elif "End" in event:
            own = self._innermost("")
            self._leave(own + 1, end)
            self._out.append((event, start, end))
            self._leave(max(own, 0), end)
            while self._stack and self._stack[-1][0] == "/":
                self._leave(len(self._stack) - 1, end)
        elif name == "InlineHtml":
            if (tag := tag_at(self._data, start, end)) is not None:  # else a comment
                self._take_tag(tag, is_in_block=False)
        elif start >= self._hidden_to:
            self._words(event, start, end)
        return self._taken()

    def take_block(self, lines: Sequence[tuple[int, int]], start: int, end: int) -> list[Event]:
        """Return the paragraph of a block of HTML, given as its lines; nothing without text."""
        for low, high in lines:
            for token in tokens(self._data, low, high):
                if isinstance(token, Tag):
                    self._take_tag(token, is_in_block=True)
                elif token[1] > self._hidden_to:
                    self._take_text(max(token[0], self._hidden_to), token[1])
        self._leave(0, end)
        shown = self._taken()
        if not self._has_words:
            return []
        return [({"Start": "Paragraph"}, start, end), *shown, ({"End": "Paragraph"}, start, end)]

    def _taken(self) -> list[Event]:
        taken, self._out = self._out, []
        return taken

    # ------------------------------------------------------------------ words

    def _take_text(self, start: int, end: int) -> None:
        for part in _PART.finditer(self._data, start, end):
            raw = part[0]
            if part.lastgroup == "line":
                self._line(*part.span(), is_hard=True)
            elif part.lastgroup == "entity":
                self._words({"Text": unescape(raw.decode())}, *part.span())
            else:
                if self._break is not None or not self._has_words:
                    raw = raw.lstrip()
                if raw:
                    text = {"Text": raw.decode("utf-8", "replace")}
                    self._words(text, part.end() - len(raw), part.end())

    def _words(self, event: Any, start: int, end: int) -> None:
        """Write visible text, after a pending break."""
        if self._break is not None and self._has_words:
            self._out.append(self._break)
        self._break, self._has_words = None, True
        self._out.append((event, start, end))

    def _line(self, start: int, end: int, *, is_hard: bool) -> None:
        """Begin a new line, or with a soft break a new word, if more text follows."""
        if is_hard and (self._break is None or self._break[0] == "SoftBreak"):
            self._break = "HardBreak", start, end
        elif self._break is None:
            self._break = "SoftBreak", start, end

    # ------------------------------------------------------------------ elements

    def _enter(self, name: str, look: str, tag: Any, start: int, end: int) -> None:
        if len(self._stack) >= _DEEPEST:
            return
        if any(one[1] == look for one in self._stack):
            look = ""  # no link stands in another, and nothing is twice as bold
        self._stack.append((name, look))
        if look:
            self._out.append(({"Start": tag}, start, end))

    def _close(self, name: str, at: int) -> None:
        """Close the innermost element of that name, with everything in it."""
        own = self._innermost(name)
        if own >= 0 and self._innermost("") > own:
            self._stack[own] = "/", self._stack[own][1]
        elif own >= 0:
            self._leave(own, at)

    def _innermost(self, name: str) -> int:
        """Return the index of the innermost element of that name; -1 if there is none."""
        places = range(len(self._stack) - 1, -1, -1)
        return next((at for at in places if self._stack[at][0] == name), -1)

    def _leave(self, number: int, at: int) -> None:
        for name, look in reversed(self._stack[number:]):
            if name and look:
                self._out.append(({"End": look}, at, at))
        del self._stack[number:]

    # ------------------------------------------------------------------ tags

    def _take_tag(self, tag: Tag, *, is_in_block: bool) -> None:
        name, start, end = tag.name, tag.start, tag.end
        at = bisect_right(self._citations, start, key=lambda one: one.span.start) - 1
        if at >= 0 and end <= self._citations[at].span.end:
            self._words(
                {"InlineHtml": self._data[start:end].decode("utf-8", "replace")}, start, end
            )
            return
        if start < self._hidden_to and not is_source(tag, self._hidden_by):
            return
        if name in HIDDEN and not tag.is_end:
            if is_in_block:
                closing = self._closings.hidden_to(tag, self._end)
            else:  # `<script>` in a sentence is not closed, and hides nothing of it
                closing = self._closings.after(name, end, self._end)
            self._hidden_to, self._hidden_by = max(self._hidden_to, closing), name
        if self._is_word(tag):
            self._words({"Text": self._data[start:end].decode("utf-8", "replace")}, start, end)
        elif name in LOOKS and not tag.is_end:
            if not self._data.endswith(b"/>", start, end):
                self._enter(name, LOOKS[name], LOOKS[name], start, end)
        elif name in LOOKS or name == "a":
            self._close(name, start)
            href = attributes(self._data, tag, "href").get("href") if not tag.is_end else None
            if href is not None and _NO_PLACE.match(href.value) is None:
                self._enter(name, "Link", _link_to(href.value, "Inline"), start, end)
        elif name == "img" or name == "object" or name in EMBEDS:
            if not tag.is_end:
                self._link(tag)
        elif name == "br" or name in BLOCKS:
            self._line(start, end, is_hard=name not in ("td", "th"))
            if name == "li" and not tag.is_end:
                self._words({"Text": "\u2022 "}, end - 1, end)

    def _is_word(self, tag: Tag) -> bool:
        if tag.name in KNOWN:
            return False
        if self._closed is None:
            self._closed = closed_names(self._data)
        return is_word(self._data, tag, self._closed)

    def _link(self, tag: Tag) -> None:
        """Show a picture as its text, and a player as its title: a link to its source."""
        said = attributes(self._data, tag, "src", "alt", "title", "data")
        source = said.get("src") or said.get("data")
        if source is not None and _NO_PLACE.match(source.value) is not None:
            source = None
        is_picture = tag.name == "img"
        words = said.get("alt" if is_picture else "title") or source
        if words is None or (source is None and not is_picture):
            return
        shown = words.value.rpartition("/")[2] if words is source and is_picture else words.value
        if not is_picture:
            self._line(tag.start, tag.start, is_hard=False)
        if source is not None:
            kind = "Inline" if is_picture else "Html"
            self._enter("/link", "Link", _link_to(source.value, kind), tag.start, tag.end)
        self._words({"Text": " ".join(shown.split())}, words.start, words.end)
        self._close("/link", tag.end)
        if not is_picture:
            self._line(tag.end, tag.end, is_hard=False)


def _link_to(address: str, kind: str) -> Any:
    return {"Link": {"link_type": kind, "dest_url": address, "title": "", "id": ""}}
