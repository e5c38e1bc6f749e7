"""A block of HTML, read as the blocks of Markdown that say the same: see `html_events`. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from viewer.notes.entities import unescape
from viewer.notes.html_names import (
    BLOCKS,
    BOLD_BLOCKS,
    EMBEDS,
    HEADINGS,
    HIDDEN,
    LISTS,
    TABLE_PARTS,
)
from viewer.notes.html_tags import Tag, attributes, is_source, tokens
from viewer.notes.html_words import DEEPEST, Event, Flow, Reader, is_cited, kind_of
from viewer.notes.lazy_regex import late
from viewer.notes.model import Citation

_MOST_COLUMNS = 40
# What text is cut at: line ends with the white space behind them, and entities.
_PART = late(rb"(?P<line>[\r\n]\s*+)|(?P<entity>&#?\w++;?)")
_LINES = late(rb"[^\n]*+\n?")
_SPACE = b" \t\r\n\f\v"
_NUMBER = late(r"[0-9]{1,6}")


class _Held:
    """A block that holds others, and is written where the first words in it are."""

    __slots__ = ("at", "kind", "name", "start")

    def __init__(self, name: str, kind: Any, start: int) -> None:
        self.name, self.kind, self.start = name, kind, start
        self.at = -1  # its place among the events, once it is written


class _Cell:
    """A cell of a table."""

    __slots__ = ("end", "is_head", "out", "start")

    def __init__(self, start: int, *, is_head: bool) -> None:
        self.start = self.end = start
        self.is_head = is_head
        self.out: list[Event] = []


class HtmlBlock(Reader):
    """One block of HTML, as the parser found it: tags may lack their ends, or their beginnings."""

    def __init__(
        self,
        data: bytes,
        citations: Sequence[Citation],
        lines: Sequence[tuple[int, int]],
        closed: frozenset[str],
    ) -> None:
        # Where the pieces begin that stand together in the file: there, and in what is read.
        self._there: list[int] = []
        self._here: list[int] = []
        parts, size, last = [], 0, -1
        for start, end in lines:
            if start != last:
                self._there.append(start)
                self._here.append(size)
            parts.append(data[start:end])
            size, last = size + end - start, end
        super().__init__(b"".join(parts), citations, closed)
        self._out: list[Event] = []
        self._outer = self._flow = Flow(self._out)
        self._held: list[_Held] = []
        self._text: _Held | None = None  # the paragraph, heading or code that is open
        self._heading: _Held | None = None
        self._in_code = False
        self._keeps_lines = False  # of code in a cell
        self._is_bare = False  # the words of an item are open, without a paragraph
        self._rows: list[list[_Cell]] | None = None  # of the table that is open
        self._spans: dict[int, int] = {}  # by column: rows over which a cell above still reaches
        self._is_row_open = False
        self._cell: _Cell | None = None
        self._fillers: list[_Cell] = []  # beside it, where it takes several columns
        self._depth = 0  # of tables in cells

    def read(self) -> list[Event]:
        """Return the events of the block."""
        raw, size = self._raw, len(self._raw)
        hidden_to, hidden_by = -1, ""
        for token in tokens(raw, 0, size):
            if not isinstance(token, Tag):
                if token[1] > hidden_to:
                    self._take_text(max(token[0], hidden_to), token[1])
                continue
            if token.start < hidden_to and not is_source(token, hidden_by):
                continue
            if token.name in HIDDEN and not token.is_end:
                closing = self._closings.hidden_to(token, size)
                hidden_to, hidden_by = max(hidden_to, closing), token.name
            self._take_tag(token)
        self._end_table(self._at(size))
        self._end_to(0, self._at(size))
        return self._out

    def _at(self, here: int) -> int:
        """Return the byte of the file that is byte `here` of what is read."""
        piece = max(bisect_right(self._here, here) - 1, 0)
        return self._there[piece] + here - self._here[piece] if self._there else 0

    def _bytes(self, start: int, end: int) -> tuple[int, int]:
        first = self._at(start)
        return first, max(first, self._at(end - 1) + 1 if end > start else first)

    # ------------------------------------------------------------------ words

    def _take_text(self, start: int, end: int) -> None:
        if self._in_code:
            if self._text is None and self._raw.startswith(b"\n", start):
                start += 1
            for line in _LINES.finditer(self._raw, start, end):
                self._take_line_of_code(*line.span())
            return
        at = start
        for part in _PART.finditer(self._raw, start, end):
            self._take_words(at, part.start())
            at = part.end()
            if part.lastgroup == "line":
                self._flow.line(*self._bytes(*part.span()), is_hard=self._keeps_lines)
                continue
            self._take_entity(part[0], *part.span())
        self._take_words(at, end)

    def _take_entity(self, written: bytes, start: int, end: int) -> None:
        self._begin_text(start)
        event = {"Text": unescape(written.decode())}
        if self._in_code:
            self._out.append((event, *self._bytes(start, end)))
        else:
            self._flow.words(event, *self._bytes(start, end))

    def _take_line_of_code(self, start: int, end: int) -> None:
        if start == end:
            return
        self._begin_text(start)
        at = start
        for part in _PART.finditer(self._raw, start, end):
            if part.lastgroup == "entity":
                self._add_code(at, part.start())
                self._take_entity(part[0], *part.span())
                at = part.end()
        self._add_code(at, end)

    def _add_code(self, start: int, end: int) -> None:
        if end > start:
            self._out.append((self._text_event(start, end), *self._bytes(start, end)))

    def _take_words(self, start: int, end: int) -> None:
        """Take words without a line end."""
        words = self._raw[start:end]
        if words.strip(_SPACE):
            self._begin_text(start)
            if not self._flow.has_words:
                start += len(words) - len(words.lstrip(_SPACE))
            self._flow.words(self._text_event(start, end), *self._bytes(start, end))
        elif words and self._flow.has_words:
            self._flow.line(*self._bytes(start, end), is_hard=False)

    def _text_event(self, start: int, end: int) -> dict[str, str]:
        return {"Text": self._raw[start:end].decode("utf-8", "replace")}

    def _begin_text(self, here: int) -> None:
        """Write what holds the words that follow, and the paragraph that they begin."""
        if self._rows and self._cell is None:
            self._begin_cell(self._at(here), is_head=False, across=1, down=1)
        if self._cell is not None or self._text is not None or self._is_bare:
            return
        at = self._at(here)
        if self._held and self._held[-1].kind.__class__ is dict and "List" in self._held[-1].kind:
            self._held.append(_Held("li", "Item", at))
        is_first = bool(self._held) and self._held[-1].kind == "Item" and self._held[-1].at < 0
        self._write_held()
        if self._in_code:
            self._text = _Held("pre", {"CodeBlock": {"Fenced": ""}}, at)
        elif self._heading is not None:
            self._text = self._heading
        elif is_first:
            self._is_bare = True
            return
        else:
            self._text = _Held("p", "Paragraph", at)
        self._write(self._text)

    def _write_held(self) -> None:
        for one in self._held:
            if one.at < 0:
                self._write(one)

    def _write(self, one: _Held) -> None:
        one.at = len(self._out)
        self._out.append(({"Start": one.kind}, one.start, one.start))

    def _end(self, one: _Held, at: int) -> None:
        """End a block that is written; its start says now how far it reaches."""
        if one.at < 0:
            return
        self._out[one.at] = {"Start": one.kind}, one.start, max(one.start, at)
        self._out.append(({"End": kind_of(one.kind)}, one.start, max(one.start, at)))

    def _end_text(self, at: int) -> None:
        self._flow.end(at)
        if self._text is not None:
            self._end(self._text, at)
        if self._heading is not None and self._heading.at >= 0:
            self._heading = None
        self._text, self._is_bare = None, False

    def _end_to(self, number: int, at: int) -> None:
        """End the words, and the blocks that hold others but for the first `number`."""
        self._end_text(at)
        while len(self._held) > number:
            self._end(self._held.pop(), at)

    # ------------------------------------------------------------------ tags

    def _take_tag(self, tag: Tag) -> None:
        at, end = self._bytes(tag.start, tag.end)
        if is_cited(self._citations, at, end):
            self._begin_text(tag.start)
            self._flow.words(
                {"InlineHtml": self._raw[tag.start : tag.end].decode("utf-8", "replace")}, at, end
            )
            return
        if tag.name in TABLE_PARTS and not self._in_code and self._take_table_part(tag, at, end):
            return
        if self._in_code:
            if tag.name == "pre" and tag.is_end:
                self._end_text(at)
                self._in_code = False
        elif self._cell is not None:
            if not self._take_inline(self._flow, tag, at, end):
                if tag.name == "pre":
                    self._keeps_lines = not tag.is_end
                self._take_line(self._flow, tag, at, end)
        elif self._is_word(tag):
            self._begin_text(tag.start)
            self._take_inline(self._flow, tag, at, end)
        elif tag.name in EMBEDS or tag.name in ("img", "object"):
            if not tag.is_end and attributes(self._raw, tag, "src", "alt", "data"):
                self._begin_text(tag.start)
                self._take_inline(self._flow, tag, at, end)
        elif not self._take_inline(self._flow, tag, at, end) and tag.name in BLOCKS:
            self._take_block(tag, at, end)

    def _take_block(self, tag: Tag, at: int, end: int) -> None:
        name = tag.name
        if self._heading is not None and name in ("p", "div", "center"):
            self._flow.line(at, end, is_hard=False)
            return
        self._end_text(end if tag.is_end else at)
        self._heading = None
        if name in HEADINGS:
            if not tag.is_end:
                level = {"level": f"H{HEADINGS[name]}", "id": None, "classes": (), "attrs": ()}
                self._heading = _Held(name, {"Heading": level}, at)
        elif name in BOLD_BLOCKS or name == "dd":
            self._flow.close(name, at, at)
            if name == "dd":
                self._flow.close("dt", at, at)
            elif not tag.is_end:
                self._flow.open(name, "Strong", at, end)
        elif name == "hr":
            self._write_held()
            self._out.append(("Rule", at, end))
        elif name == "pre":
            self._in_code = not tag.is_end
        elif tag.is_end:
            self._end_held(name, end)
        elif name == "li":
            lists = [number for number, one in enumerate(self._held) if one.name in LISTS]
            self._end_to(lists[-1] + 1 if lists else len(self._held), at)
            if len(self._held) < DEEPEST:
                if not lists:
                    self._held.append(_Held("ul", {"List": None}, at))
                self._held.append(_Held("li", "Item", at))
        elif len(self._held) < DEEPEST and name in LISTS:
            first = attributes(self._raw, tag, "start").get("start") if name == "ol" else None
            number = int(first.value) if first is not None and _NUMBER.fullmatch(first.value) else 1
            self._held.append(_Held(name, {"List": number if name == "ol" else None}, at))
        elif len(self._held) < DEEPEST and name == "blockquote":
            self._held.append(_Held(name, {"BlockQuote": None}, at))

    def _end_held(self, name: str, end: int) -> None:
        for number in range(len(self._held) - 1, -1, -1):
            if self._held[number].name == name:
                self._end_to(number, end)
                return
            if name == "li" and self._held[number].name in LISTS:
                return

    # ------------------------------------------------------------------ tables

    def _take_table_part(self, tag: Tag, at: int, end: int) -> bool:
        """Take a tag of a table; False: it begins a line as others do."""
        if tag.name == "table" and not tag.is_end:
            if self._rows is None:
                self._end_text(at)
                self._heading, self._rows, self._spans = None, [], {}
            else:
                self._depth += 1
                self._take_line(self._flow, tag, at, end)
            return True
        if self._rows is None:
            self._end_text(at)
            return True
        if self._depth:
            self._depth -= tag.name == "table"
            self._take_line(self._flow, tag, at, end)
            return True
        self._end_cell(at)
        self._end_text(at)
        if tag.name == "table":
            self._end_table(end)
        elif tag.name not in ("td", "th"):
            self._is_row_open = False
            if tag.name == "tr" and not tag.is_end:
                self._begin_row()
        elif not tag.is_end:
            said = attributes(self._raw, tag, "colspan", "rowspan")
            across, down = (
                min(int(said[name].value), _MOST_COLUMNS)
                if name in said and _NUMBER.fullmatch(said[name].value)
                else 1
                for name in ("colspan", "rowspan")
            )
            self._begin_cell(at, is_head=tag.name == "th", across=across, down=down)
        return True

    def _begin_row(self) -> None:
        assert self._rows is not None
        self._rows.append([])
        self._is_row_open = True

    def _begin_cell(self, at: int, *, is_head: bool, across: int, down: int) -> None:
        assert self._rows is not None
        if not self._is_row_open:
            self._begin_row()
        row = self._rows[-1]
        while self._spans.get(len(row), 0) > 0 and len(row) < _MOST_COLUMNS:
            self._spans[len(row)] -= 1
            row.append(_Cell(at, is_head=is_head))
        self._cell = _Cell(at, is_head=is_head)
        self._fillers = [
            _Cell(at, is_head=is_head) for _ in range(min(across, _MOST_COLUMNS - len(row)) - 1)
        ]
        for cell in (self._cell, *self._fillers):
            self._spans[len(row)] = down - 1
            row.append(cell)
        self._flow = Flow(self._cell.out)

    def _end_cell(self, at: int) -> None:
        if self._cell is not None:
            self._flow.end(at)
            self._cell.end = at
            for cell in self._fillers:
                cell.start = cell.end = at
            self._flow, self._cell, self._keeps_lines = self._outer, None, False

    def _end_table(self, end: int) -> None:
        """Write the table that is open, if there are words in it."""
        if self._rows is None:
            return
        self._end_cell(end)
        self._end_text(end)
        rows = [row for row in self._rows if any(cell.out for cell in row)]
        self._rows, self._is_row_open, self._depth = None, False, 0
        if not rows:
            return
        self._write_held()
        inner: list[Event] = []
        for number, row in enumerate(rows):
            is_head = not number and all(cell.is_head for cell in row) and len(rows) > 1
            cells: list[Event] = []
            for cell in row:
                words = cell.out
                if cell.is_head and not is_head and words:
                    bold = ({"Start": "Strong"}, cell.start, cell.start)
                    words = [bold, *words, ({"End": "Strong"}, cell.end, cell.end)]
                cells += _element("TableCell", cell.start, cell.end, words)
            row_end = max(cell.end for cell in row)
            inner += _element("TableHead" if is_head else "TableRow", row[0].start, row_end, cells)
        columns = ("None",) * max(map(len, rows))
        self._out += _element({"Table": columns}, rows[0][0].start, end, inner)


def _element(kind: Any, start: int, end: int, inner: Iterable[Event]) -> list[Event]:
    return [({"Start": kind}, start, end), *inner, ({"End": kind_of(kind)}, start, end)]
