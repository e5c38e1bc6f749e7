"""Write a note as HTML, with any replacement for its citations. Pure.

No tag of a note's HTML is copied, only what its events say, so the result is safe to open.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from viewer.base.translation import tr
from viewer.notes.html_names import unescape
from viewer.notes.model import CitedTime, VideoRef
from viewer.notes.note import Note, Span
from viewer.notes.timecode import format_range

_Event = tuple[Any, int, int]  # with its start and end in bytes of the file, see `Note.events`
_PLAIN_TAGS = {
    "Paragraph": "p",
    "Item": "li",
    "Emphasis": "em",
    "Strong": "strong",
    "Strikethrough": "s",
    "Highlight": "mark",
    "Superscript": "sup",
    "Subscript": "sub",
    "Underline": "u",
    "Small": "small",
    "Monospace": "code",
    "TableRow": "tr",
    "DefinitionList": "dl",
    "DefinitionListTitle": "dt",
    "DefinitionListDefinition": "dd",
}
_CALLOUT = re.compile(rb"[> \t]{0,99}+\[!([A-Za-z0-9-]+)\]")
# Events at whose start alone a citation is written before them.
_APART = frozenset(("Start", "End", "Text"))
_SAFE = ("http://", "https://", "mailto:")
# Whose start or end is the end of the text before it.
_BLOCKS = frozenset(
    {
        *("Paragraph", "Heading", "Item", "TableCell", "List", "BlockQuote", "CodeBlock", "Table"),
        *("FootnoteDefinition", "DefinitionListTitle", "DefinitionListDefinition"),
    }
)


class Writing(NamedTuple):
    """How to write a note, apart from its citations."""

    # Returns the address of a picture of the note, or "": then its words are written.
    picture: Callable[[str], str] = lambda address: ""
    # Gives the HTML of LaTeX, and is told whether it stands by itself; by default it is MathML.
    formula: Callable[[str, bool], str] | None = None
    # Gives what stands at the end of a block's text, by the indexes of the citations in it.
    below: Callable[[Sequence[int]], str] = lambda cited: ""
    # The bytes wanted, see `_part_of`; None: all.
    areas: Sequence[Span] | None = None
    # The level of its first headings: those below have no gaps between.
    first_level: int = 2
    # The attributes that name the language of the program, if it is not that of the note.
    named: str = ""


def note_html(note: Note, cite: Callable[[int], str], writing: Writing | None = None) -> str:
    """Write the Markdown below the front matter as HTML.

    `cite` returns the HTML of a citation by its index.
    """
    return _Writer(note, cite, writing or Writing()).write()


def citer(
    note: Note, times: Sequence[CitedTime], address_of: Callable[[VideoRef | None, int], str]
) -> Callable[[int], str]:
    """Return a function that writes citations as links; `address_of` may return "" for a moment."""

    def cite(index: int) -> str:
        citation, time = note.citations[index], times[index]
        if time.ms is None:
            return f'<span class="time lost">{html.escape(citation.written)}</span>'
        words = format_range(time.ms, time.end_ms)
        address = address_of(note.video_of(citation), time.ms)
        if not address:
            return f'<span class="time">{words}</span>'
        return f'<a class="time" href="{html.escape(address)}">{words}</a>'

    return cite


class _Writer:
    def __init__(self, note: Note, cite: Callable[[int], str], writing: Writing) -> None:
        self._note, self._cite, self._writing = note, cite, writing
        self._out: list[str] = []
        self._next = 0  # citation
        self._cited: list[int] = []  # in the block that is being written
        self._left_out: Sequence[Span] = ()
        self._skip_to = 0  # bytes before this are written, as a citation
        self._closed: list[str] = []  # how each open element is closed
        self._alt: list[str] | None = None  # the words of the picture that is open
        self._images: list[str] = []
        self._aligned: tuple[str, ...] = ()
        self._cell, self._in_head, self._has_body = 0, False, False
        self._levels: list[int] = []  # of the headings around, in the note
        self._callout: list[bool] = []
        self._is_first_text = False
        self._is_callout_title = False
        self._footnote = ""  # the name of one that has just begun

    def write(self) -> str:
        events: Iterable[_Event] = self._note.shown_events()
        if self._writing.areas is not None:
            events, self._left_out = _part_of(events, self._writing.areas)
        for event, start, end in events:
            # Those among words are written with these, and no others before a block; see `_text`.
            is_apart = event.__class__ is not str and not event.keys().isdisjoint(_APART)
            self._flush(start if is_apart else end)
            name, value = _named(event)
            if name == "Start":
                self._end_text(_named(value)[0])
                self._start(*_named(value), start)
            elif name == "End":
                self._end_text(_named(value)[0])
                self._end(_named(value)[0])
            elif end > self._skip_to:
                self._leaf(name, value, start, end)
        self._flush(len(self._note.data))
        return "".join(self._out)

    # ------------------------------------------------------------------ citations

    def _flush(self, before: int) -> None:
        citations = self._note.citations
        while self._next < len(citations) and citations[self._next].span.start < before:
            index = self._next
            self._next += 1
            if self._is_left_out(citations[index].span.start):
                continue
            self._skip_to = max(self._skip_to, citations[index].span.end)
            if not citations[index].ends_range:
                self._put(self._cite(index))
                self._cited.append(index)

    def _is_left_out(self, offset: int) -> bool:
        at = bisect_right(self._left_out, offset, key=lambda one: one.start) - 1
        return at >= 0 and offset < self._left_out[at].end

    def _end_text(self, name: str) -> None:
        if self._cited and name in _BLOCKS:
            self._put(self._writing.below(self._cited))
            self._cited = []

    def _put(self, markup: str) -> None:
        if self._alt is None:
            self._out.append(markup)

    # ------------------------------------------------------------------ events

    def _leaf(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Text":
            self._text(value, start, end)
        elif name == "Code":
            self._words(value, f"<code>{html.escape(value)}</code>")
        elif name == "SoftBreak":
            if self._is_callout_title:
                self._is_callout_title = False
                self._put("</strong><br>")
            else:
                self._words(" ", "\n")
        elif name == "HardBreak":
            self._words(" ", "<br>\n")
        elif name == "Rule":
            self._put("<hr>\n")
        elif name == "Tag":
            self._words(f"#{value}", f'<span class="tag">#{html.escape(value)}</span>')
        elif name == "TaskListMarker":
            #: The box of a task.
            sign, words = ("☑", tr("done")) if value else ("☐", tr("to do"))
            label = f'{self._writing.named} aria-label="{html.escape(words)}"'
            self._put(f'<span role="img"{label}>{sign}</span> ')
        elif name == "FootnoteReference":
            name = html.escape(str(value))
            self._put(f'<sup><a href="#fn-{name}">{name}</a></sup>')
        elif name in ("InlineMath", "DisplayMath"):
            self._put((self._writing.formula or _mathml)(value, name == "DisplayMath"))

    def _level(self, level: int) -> int:
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return min(6, self._writing.first_level + len(self._levels) - 1)

    def _text(self, text: str, start: int, end: int) -> None:
        citations = self._note.citations
        low = max(start, self._skip_to)
        while self._next < len(citations) and (begin := citations[self._next].span.start) < end:
            if begin > low:
                self._letters(self._note.text(Span(low, begin)))
            self._flush(begin + 1)
            low = max(low, self._skip_to)
        if low < end:
            self._letters(text if low == start else self._note.text(Span(low, end)))

    def _letters(self, text: str) -> None:
        if self._callout and self._callout[-1] and self._is_first_text:
            # `[`, `!note`, `]` are texts of their own.
            if text in ("[", "]") or text.startswith("!"):
                return
            self._is_first_text = False
            text = text.lstrip("+-").lstrip()
        self._words(text, html.escape(text, quote=False))

    def _words(self, text: str, markup: str) -> None:
        if self._alt is not None:
            self._alt.append(text)
        else:
            self._out.append(markup)

    def _start(self, name: str, value: Any, start: int) -> None:
        opened, closed = "", ""
        if name in _PLAIN_TAGS:
            tag, end = _PLAIN_TAGS[name], "\n" if name in ("Paragraph", "Item") else ""
            opened, closed = f"<{tag}>", f"</{tag}>{end}"
            if name == "Paragraph" and self._is_first_text:
                self._is_callout_title = True
                opened += "<strong>"
            elif name == "Paragraph" and self._footnote:
                opened += f"<sup>{html.escape(self._footnote)}</sup> "
                self._footnote = ""
        elif name == "Heading":
            # The title of the page is its first heading.
            level = self._level(int(value["level"][1]))
            opened, closed = f"<h{level}>", f"</h{level}>\n"
        elif name == "List":
            first = f' start="{value}"' if value not in (None, 1) else ""
            tag = "ul" if value is None else "ol"
            opened, closed = f"<{tag}{first}>\n", f"</{tag}>\n"
        elif name == "BlockQuote":
            found = _CALLOUT.match(self._note.data, start)
            self._callout.append(found is not None)
            self._is_first_text = found is not None
            kind = f' class="callout {found[1].decode().casefold()}"' if found is not None else ""
            opened, closed = f"<blockquote{kind}>\n", "</blockquote>\n"
        elif name == "CodeBlock":
            opened, closed = "<pre><code>", "</code></pre>\n"
        elif name == "Table":
            self._aligned, self._has_body, self._cell = tuple(value), False, 0
            opened = "<table>\n"
        elif name == "TableHead":
            self._cell, self._in_head = 0, True
            opened, closed = "<thead><tr>", "</tr></thead><tbody>\n"
        elif name == "TableCell":
            align = self._aligned[self._cell] if self._cell < len(self._aligned) else "None"
            style = f' class="{align.casefold()}"' if align in ("Right", "Center") else ""
            opened, closed = f"<td{style}>", "</td>"
            if self._in_head:
                opened, closed = f'<th scope="col"{style}>', "</th>"
        elif name == "Link":
            address = str(value["dest_url"])
            opened, closed = '<span class="link">', "</span>"
            if address.casefold().startswith(_SAFE):
                opened, closed = f'<a href="{html.escape(address)}" rel="noreferrer">', "</a>"
        elif name == "Image":
            self._images.append(str(value["dest_url"]))
            if self._alt is None:
                self._alt = []
        elif name == "FootnoteDefinition":
            self._footnote = str(value)
            opened = f'<aside role="note" id="fn-{html.escape(self._footnote)}">'
            closed = "</aside>\n"
        self._put(opened)
        self._closed.append(closed)

    def _end(self, name: str) -> None:
        closed = self._closed.pop()
        if name == "Paragraph" and self._is_callout_title:
            self._is_callout_title = False
            closed = f"</strong>{closed}"
        elif name == "TableRow":
            self._cell = 0
        elif name == "BlockQuote":
            self._callout.pop()
        elif name == "Table":
            closed = "</tbody></table>\n" if self._has_body else "</table>\n"
        elif name == "TableHead":
            self._in_head, self._cell, self._has_body = False, 0, True
        elif name == "TableCell":
            self._cell += 1
        elif name == "Image":
            self._end_image()
        elif name == "FootnoteDefinition":
            self._footnote = ""
        self._put(closed)

    def _end_image(self) -> None:
        address = self._images.pop()
        if self._images or self._alt is None:
            return
        words, self._alt = html.escape(" ".join("".join(self._alt).split())), None
        if found := self._writing.picture(address):
            self._put(f'<img src="{html.escape(found)}" alt="{words}">')
        else:
            self._put(f'<span class="missing">{words or html.escape(address)}</span>')


def _mathml(latex: str, is_block: bool) -> str:
    """Write a formula as MathML, which browsers show, or as written if that is impossible."""
    from latex2mathml.converter import convert_to_element  # here, for few notes have one

    try:
        root = convert_to_element(latex, display="block" if is_block else "inline")
    except Exception:  # noqa: BLE001 - it raises whatever comes of bad LaTeX
        return f"<code>{html.escape(latex)}</code>"
    # Its own way to text writes the words of a formula as markup. Here they stay words.
    for element in root.iter():
        element.text = unescape(element.text) if element.text else None
        element.attrib.pop("href", None)
    return ET.tostring(root, encoding="unicode")


# ---------------------------------------------------------------------- a part of a note

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


def _part_of(events: Iterable[_Event], areas: Sequence[Span]) -> tuple[list[_Event], list[Span]]:
    """Leave out every block without anything in `areas`; return what stays, and what is left out.

    A block is kept whole, with its enclosing blocks and the headings above it. Both `areas` and
    what is left out are half-open, in bytes; the latter in order.
    """
    every = list(events)
    kept = _kept(every, areas)
    stays: list[_Event] = []
    gone: list[Span] = []
    depth = 0  # within what is left out
    for at, (event, start, end) in enumerate(every):
        name, value = _named(event)
        if depth or (name == "Start" and _is_block(_named(value)[0]) and at not in kept):
            if not depth:
                gone.append(Span(start, end))
            depth += {"Start": 1, "End": -1}.get(name, 0)
        elif name != "Rule":
            stays.append((event, start, end))
    return stays, gone


def _kept(every: Sequence[_Event], areas: Sequence[Span]) -> set[int]:
    starts = sorted(area.start for area in areas)
    # Up to where the areas reach that begin before a place.
    reach = list(accumulate((area.end for area in sorted(areas)), max))
    kept: set[int] = set()
    open_: list[_Block] = []
    headings: list[_Block] = []  # over what comes next, each deeper than the one before
    for at, (event, start, end) in enumerate(every):
        name, value = _named(event)
        if name not in ("Start", "End") or not _is_block(kind := _named(value)[0]):
            continue
        if name == "Start":
            if open_ and open_[-1].text_end is None:
                open_[-1].text_end = start
            level = int(_named(value)[1]["level"][1]) if kind == "Heading" else 0
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


def _named(event: Any) -> tuple[str, Any]:
    if event.__class__ is str:
        return event, None
    ((name, value),) = event.items()
    return name, value
