"""The words of HTML with the elements among them: of a paragraph, a cell, an item.

What `html_events` and `html_blocks` have in common. Pure; any thread.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from viewer.notes.html_names import BLOCKS, BOLD_BLOCKS, EMBEDS, KNOWN, LOOKS
from viewer.notes.html_tags import Closings, Tag, attributes, closed_names, is_word
from viewer.notes.model import Citation

Event = tuple[Any, int, int]

DEEPEST = 40
"""So many elements are kept in mind; nobody writes any deeper."""

# Where no link leads, and nothing is to be seen of an address.
_NO_PLACE = re.compile(r"(?:javascript|data|vbscript|blob):", re.IGNORECASE)


def kind_of(tag: Any) -> str:
    """Return what an event calls the element that it begins."""
    return tag if tag.__class__ is str else next(iter(tag))


def is_cited(citations: Sequence[Citation], start: int, end: int) -> bool:
    at = bisect_right(citations, start, key=lambda one: one.span.start) - 1
    return at >= 0 and end <= citations[at].span.end


class _Open:
    """An element among words that is open."""

    __slots__ = ("end", "is_closed", "is_written", "look", "name", "start")

    def __init__(self, name: str, look: Any, start: int, end: int) -> None:
        self.name = name  # of its tag; empty: it is Markdown's
        self.look = look  # what its event says; None: nothing is seen of it
        self.start, self.end = start, end
        self.is_written = False
        self.is_closed = False  # once what is in it ends


class Flow:
    """Words of one paragraph, cell or the like, with the elements among them.

    An element is written where its first words are, and ends with what holds it. Where more words
    follow it is begun again, as browsers do: `<b>a<p>b</b>` has two bold words.
    """

    def __init__(self, out: list[Event]) -> None:
        self.out = out
        self.stack: list[_Open] = []
        self.has_words = False
        self._break: Event | None = None  # counts if more words follow

    @property
    def is_idle(self) -> bool:
        return not self.stack and self._break is None

    def open(self, name: str, look: Any, start: int, end: int) -> None:
        if len(self.stack) >= DEEPEST:
            return
        if any(one.look is not None and kind_of(one.look) == kind_of(look) for one in self.stack):
            look = None  # no link stands in another, and nothing is twice as bold
        self.stack.append(_Open(name, look, start, end))

    def close(self, name: str, start: int, end: int) -> None:
        at = self._last(name)
        if at < 0:
            return
        if not all(one.name for one in self.stack[at:]):
            self.stack[at].is_closed = True  # when Markdown's own element in it has ended
            return
        if self.stack[at].is_written:
            self._end_from(at, start, end)
        del self.stack[at]

    def _last(self, name: str) -> int:
        """Return the place of the innermost that is called so; -1: there is none."""
        places = range(len(self.stack) - 1, -1, -1)
        return next((at for at in places if self.stack[at].name == name), -1)

    def _end_from(self, at: int, start: int, end: int) -> None:
        for one in reversed(self.stack[at:]):
            if one.is_written:
                self.out.append(({"End": kind_of(one.look)}, start, end))
                one.is_written = False

    def words(self, event: Any, start: int, end: int) -> None:
        """Write what is seen, behind the break and the elements that waited for it."""
        if self._break is not None:
            if self.has_words:
                self.out.append(self._break)
            self._break = None
        for one in self.stack:
            if not one.is_written and one.look is not None and one.name and not one.is_closed:
                self.out.append(({"Start": one.look}, one.start, one.end))
                one.is_written = True
        self.out.append((event, start, end))
        self.has_words = True

    def line(self, start: int, end: int, *, is_hard: bool) -> None:
        """Begin a new line, or with a soft break a new word, if more follows."""
        if is_hard and (self._break is None or self._break[0] == "SoftBreak"):
            self._break = "HardBreak", start, end
        elif self._break is None:
            self._break = "SoftBreak", start, end

    def end(self, at: int) -> None:
        """End what is written: the paragraph ends. What is open goes on in the next."""
        self._end_from(0, at, at)
        self._break, self.has_words = None, False

    # ------------------------------------------------------------------ Markdown's own elements

    def begin_markdown(self, event: Any, start: int, end: int) -> None:
        self.words(event, start, end)
        self.hold_markdown(event, start, end)

    def hold_markdown(self, event: Any, start: int, end: int) -> None:
        """Keep in mind that an element of Markdown is open, whose start is written."""
        self.stack.append(_Open("", kind_of(event["Start"]), start, end))

    def end_markdown(self, event: Any, start: int, end: int) -> None:
        at = self._last("")
        if at >= 0:
            self._end_from(at + 1, end, end)
            del self.stack[at]
        self.out.append((event, start, end))
        closed = [number for number, one in enumerate(self.stack) if one.is_closed]
        for number in reversed(closed):
            if all(one.name for one in self.stack[number:]):
                self._end_from(number, end, end)
                del self.stack[number]


class Reader:
    """What blocks of HTML and tags in Markdown have in common."""

    def __init__(
        self, raw: bytes, citations: Sequence[Citation], closed: frozenset[str] | None = None
    ) -> None:
        self._raw, self._citations = raw, citations  # what is read
        self._closed = closed
        self._closings = Closings(raw)

    @property
    def closed(self) -> frozenset[str]:
        """The names of the tags that end something in the note; see `is_word`."""
        if self._closed is None:
            self._closed = closed_names(self._raw)
        return self._closed

    def _is_word(self, tag: Tag) -> bool:
        return tag.name not in KNOWN and is_word(self._raw, tag, self.closed)

    def _link(self, flow: Flow, tag: Tag, at: int, end: int) -> None:
        """Show a picture as its words, and what is played as its title: a link to its source.

        `at` and `end` are the bytes of the tag in the file.
        """
        said = attributes(self._raw, tag, "src", "alt", "title", "data")
        source = said.get("src") or said.get("data")
        if source is not None and _NO_PLACE.match(source.value) is not None:
            source = None
        is_picture = tag.name == "img"
        words = said.get("alt" if is_picture else "title") or source
        if words is None or (source is None and not is_picture):
            return
        shown = words.value.rpartition("/")[2] if words is source and is_picture else words.value
        if not is_picture:
            flow.line(at, at, is_hard=False)
        if source is not None:
            kind = "Inline" if is_picture else "Html"
            flow.open("/link", _link_to(source.value, kind), at, end)
        flow.words({"Text": " ".join(shown.split())}, *self._bytes(words.start, words.end))
        if source is not None:
            flow.close("/link", end, end)
        if not is_picture:
            flow.line(end, end, is_hard=False)

    def _bytes(self, start: int, end: int) -> tuple[int, int]:
        """Return the bytes of the file that are `start` to `end` of what is read."""
        return start, end

    def _take_inline(self, flow: Flow, tag: Tag, at: int, end: int) -> bool:
        """Take a tag among words; False: it is none that is anything there."""
        look = LOOKS.get(tag.name)
        if self._is_word(tag):
            text = self._raw[tag.start : tag.end].decode("utf-8", "replace")
            flow.words({"Text": text}, at, end)
        elif look is not None or tag.name == "a":
            if tag.is_end:
                flow.close(tag.name, at, end)
            elif look is not None:
                if not self._raw.endswith(b"/>", tag.start, tag.end):
                    flow.open(tag.name, look, at, end)
            else:
                flow.close("a", at, at)
                href = attributes(self._raw, tag, "href").get("href")
                if href is not None and _NO_PLACE.match(href.value) is None:
                    flow.open("a", _link_to(href.value, "Inline"), at, end)
        elif tag.name == "br":
            flow.line(at, end, is_hard=True)
        elif tag.name == "img" or tag.name in EMBEDS or tag.name == "object":
            if not tag.is_end:
                self._link(flow, tag, at, end)
        else:
            return False
        return True

    def _take_line(self, flow: Flow, tag: Tag, at: int, end: int) -> None:
        """Take the tag of a block where there can be none: in a paragraph of Markdown, or a cell.

        It begins a line.
        """
        if tag.name in BOLD_BLOCKS:
            flow.line(at, end, is_hard=True)
            if tag.is_end:
                flow.close(tag.name, at, at)
            else:
                flow.open(tag.name, "Strong", at, end)
        elif tag.name in ("td", "th"):
            flow.line(at, end, is_hard=False)
        elif tag.name in BLOCKS:
            flow.line(at, end, is_hard=True)
            if tag.name == "li" and not tag.is_end:
                flow.words({"Text": "\u2022 "}, end - 1, end)


def _link_to(address: str, kind: str) -> Any:
    return {"Link": {"link_type": kind, "dest_url": address, "title": "", "id": ""}}
