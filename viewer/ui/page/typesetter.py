"""Typeset a Note: from its Markdown events to the text of a NoteDocument.

There is no second parser: the events are the note's own. A note is typeset as a whole: real ones
are small (half of them have less than 7 kB, one in a hundred more than 23), and that takes 20 ms.
GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import takewhile
from typing import Any, NamedTuple

from PySide6.QtGui import QFont, QTextCursor

from viewer.notes.layout import MARKER
from viewer.notes.note import CitedTime, Note, Span
from viewer.notes.obsidian import is_picture
from viewer.notes.videos import name_of
from viewer.ui.kit.theme import Theme
from viewer.ui.page.document import InsetKind, Link, NoteDocument, Property
from viewer.ui.page.document_writer import DEEPEST, LINE_SEPARATOR, DocumentWriter
from viewer.ui.page.embeds import first_player, is_cited, is_player, player_in
from viewer.ui.page.styles import Style

# Above this a page would take seconds: of 21,233 real notes one has more than 500 kB, and none of
# them a tenth of so many blocks and citations.
_MOST_BYTES, _MOST_PARTS = 500_000, 20_000
LONGEST_LINE = 20_000  # bytes, in a source: Qt takes a minute for one of 100,000 spaces
_Event = tuple[Any, int, int]
_CALLOUT = re.compile(rb"\[!([A-Za-z-]+)\][+-]?[ \t]*")
_LINE = re.compile(rb"[^\r\n]*")
# Behind the words of a picture, as Obsidian writes it: how wide it is to be, and how high.
_SIZE = re.compile(r"(?:\||^)\s*(\d{1,4})(?:x\d{1,4})?\s*$")
_CALLOUT_WITHIN = 200  # bytes of the start of a quote in which its kind is named


def is_too_large(note: Note) -> bool:
    """Return whether a note is only shown as source, without a page.

    Not if it has a line that is too long for the source editor.
    """
    is_large = len(note.data) > _MOST_BYTES or len(note.blocks) + len(note.citations) > _MOST_PARTS
    return is_large and longest_line(note.data) <= LONGEST_LINE


def longest_line(data: bytes) -> int:
    """Return how many bytes the longest line has."""
    return max(map(len, data.splitlines()), default=0)


class Typesetter(DocumentWriter):
    """Sets one note into `picture`."""

    def __init__(
        self, note: Note, times: Sequence[CitedTime], theme: Theme, font: QFont, title: str
    ) -> None:
        """Make an empty document for `note`; `times` are its decided times."""
        super().__init__(note, times, theme, font)
        self.unset_formulas: Set[str] = frozenset()  # to be shown as they are written
        self._title = title
        self._footnotes = _footnotes(note)
        self._images: list[str] = []  # that are open: their addresses; empty of an embedded note
        self._trim_link = False

    def run(self) -> NoteDocument:
        """Typeset the note."""
        edit = QTextCursor(self.picture.document)
        edit.beginEditBlock()  # for each edit is laid out by itself
        self._set_title()
        self._set(self._note.shown_events())
        if not self._note.blocks:
            self._close_block()
            self._open_block(0.0, 0.85, hint=True)
            self._no_text(len(self._note.data))
        edit.endEditBlock()
        return self.picture

    def _set(self, events: Iterator[_Event]) -> None:
        for event, start, end in events:
            begins = _tag(event["Start"]) if isinstance(event, dict) and "Start" in event else None
            if begins is not None and begins[0] == "Table":
                self._set_table(len(begins[1]), events)
            elif begins is not None and begins[0] == "MetadataBlock":
                for inside, _, _ in events:
                    if isinstance(inside, dict) and "End" in inside:
                        break
            else:
                self._set_one(event, start, end)

    def _set_one(self, event: Any, start: int, end: int) -> None:
        if event == "Rule":
            self._close_block()
            self._open_block(0.6, 0.9, rule=True)
            self._close_block()
        elif event in ("SoftBreak", "HardBreak"):
            self._line_break(start, end, LINE_SEPARATOR if event == "HardBreak" else " ")
        elif isinstance(event, dict):
            ((kind, value),) = event.items()
            if kind == "Start":
                self._start(*_tag(value), start, end)
            elif kind == "End":
                self._end(_tag(value)[0], start, end)
            else:
                self._inline(kind, value, start, end)

    def _set_table(self, columns: int, events: Iterator[_Event]) -> None:
        inside = list(takewhile(lambda one: one[0] != _TABLE_END, events))
        rows = sum(event in _ROWS for event, _, _ in inside)
        table = self._begin_table(rows, columns)
        row, column = -1, 0
        for event, start, end in inside:
            if event in _ROWS:
                row, column = row + 1, 0
            elif event == _CELL:
                self._begin_cell(table.cellAt(row, column), is_head=row == 0)
                column += 1
            elif event == _CELL_END:
                self._close_block()
                self._style = Style()
            else:
                self._set_one(event, start, end)
        self._end_table(table)

    def _set_title(self) -> None:
        if not self._title or self._note.is_headed(self._title):
            return
        self._style = Style(heading=1)
        self._open_block(0.0, 0.7, heading=1)
        self._cursor.insertText(self._title, self._formats.of(self._style))
        self._close_block()
        self._style = Style()

    def _start(self, name: str, detail: Any, start: int, end: int) -> None:
        if name in _BLOCKS:
            self._close_block()
        if name == "Paragraph":
            tight = bool(self._lists)
            above = 0.0 if self._after_heading else 0.85
            self._open_block(0.4 if tight else above, 0.4 if tight else 0.85)
            if not tight or self._bars:
                self._start_callout(start)
        elif name == "Heading":
            level = int(str(detail["level"])[1:])
            self._style = self._style._replace(heading=level)
            self._open_block({1: 1.7, 2: 1.6}.get(level, 1.3), 0.4, heading=level)
        elif name == "List":
            self._lists.append(detail if isinstance(detail, int) else None)
            self._left += _item_em(len(self._lists)) * self._em
        elif name == "Item":
            self._start_item()
        elif name == "BlockQuote":
            kind = str(detail).lower() if detail else "quote"
            begins = self._note.data[start : min(end, start + _CALLOUT_WITHIN)]
            if detail is None and _CALLOUT.match(begins.lstrip(b"> \t")):
                kind = "callout"
            self._bars.append([self._left, kind])
            if len(self._bars) <= DEEPEST:
                self._left += self._em * 1.1
            if detail:
                self._callout_title(kind, kind.capitalize())
                self._close_block()
        elif name == "CodeBlock" and is_player(self._note, start, end, self._next_citation):
            self._open_block(0.5, 0.85)
            self._player(start, end)
        elif name == "CodeBlock" and is_cited(self._note, start, end, self._next_citation):
            self._open_block(0.4 if self._lists else 0.85, 0.3)
        elif name == "CodeBlock":
            self._style = Style(code=1, in_block=1)
            self._open_block(0.5, 0.9, code=True)
        elif name == "FootnoteDefinition":
            note = self._footnotes.get(str(detail))
            self._marker = f"{note.number if note is not None else detail}."
            self._left += self._em * 1.75
        elif name in _INLINE:
            self._push(_INLINE[name], 1)
        elif (
            name == "Link"
            and detail["link_type"] == "Html"
            and first_player(self._note, start, end)
        ):
            self._player(start, end)  # the tag of one
        elif name == "Link":
            self._start_link(detail)
            bar = self._note.data.find(b"|", start, end)
            if bar >= 0:
                self._chips_of_address(start, bar + 1)  # `[[v.mp4#t=5|words]]`
        elif name == "Image" and is_player(self._note, start, end, self._next_citation):
            self._images.append("")
            self._player(start, end)
        elif name == "Image":
            self._start_image(detail)

    def _end(self, name: str, start: int, end: int) -> None:
        if name in _INLINE:
            self._push(_INLINE[name], -1)
            return
        if name == "Link":
            self._style = self._style._replace(link=-1)
            self._trim_link = False
            self._chips_of_address(start, end)
            return
        if name == "Image":
            self._end_image(start, end)
            self._chips_of_address(start, end)
            return
        if name == "Heading":
            if not self._cursor.positionInBlock():
                self._no_text(start)
            self._style = self._style._replace(heading=0, bold=0)
        elif name in ("CodeBlock", "HtmlBlock"):
            self._style = Style()
        elif name == "List":
            self._left -= _item_em(len(self._lists)) * self._em
            self._lists.pop()
        elif name == "FootnoteDefinition":
            self._left -= self._em * 1.75
            self._marker = ""
        elif name == "BlockQuote":
            bar = self._bars.pop()
            self._left = float(str(bar[0]))
        elif name == "Item" and self._marker:
            self._open_block(0.0, 0.3)  # an item without any text still shows its bullet
            marker = MARKER.search(self._note.data, start, end)
            self._no_text(marker.end() if marker is not None else start)
        self._close_block()

    def _chips_of_address(self, start: int, end: int) -> None:
        """Add the chips of citations in the address of a link, before or after its text."""
        citations = self._note.citations
        while self._next_citation < len(citations):
            span = citations[self._next_citation].span
            if span.end > end or self._words is not None:
                return
            if span.start < max(start, self._skip_to):
                self._next_citation += 1
                continue
            self._insert_chips(span)

    def _start_item(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._marker = "\u2022"
        else:
            self._marker = f"{number}."
            self._lists[-1] = number + 1

    def _mark_task(self, marker: str) -> None:
        """Show a task's box: on the current block in a loose list, else on the next one."""
        if not self._open:
            self._marker = marker
            return
        fmt = self._cursor.blockFormat()
        fmt.setProperty(Property.MARKER, marker)
        self._cursor.setBlockFormat(fmt)

    def _start_callout(self, start: int) -> None:
        """Turn `[!kind] title` at the start of a quote into its title line."""
        if not self._bars or self._bars[-1][1] != "callout":
            return
        mark = _CALLOUT.match(self._note.data, start)
        if mark is None:
            return
        kind = mark[1].decode().lower()
        self._bars[-1] = [self._bars[-1][0], kind]
        self._skip_to = mark.end()
        self._open = False
        self._fresh = True
        line = _LINE.match(self._note.data, mark.end())
        has_title = line is not None and bool(line[0].strip())
        self._callout_title(kind, "" if has_title else kind.capitalize())

    def _callout_title(self, kind: str, text: str) -> None:
        self._open_block(0.5 if self._lists else 1.1, 0.2, callout=kind)
        self._style = self._style._replace(bold=self._style.bold + 1)
        self._in_callout_title = True
        if text:
            self._cursor.insertText(text, self._formats.of(self._style))

    def _start_link(self, detail: Mapping[str, Any]) -> None:
        wiki = isinstance(detail["link_type"], dict)
        target = str(detail["dest_url"])
        heading = ""
        if wiki:
            target, _, heading = target.rstrip("\\").strip().partition("#")
            target = target.strip()
        self._start_own_link(Link(target, wiki, heading.strip()))
        self._trim_link = wiki

    def _footnote(self, label: str, start: int, end: int) -> None:
        """Show a footnote reference as its number, linked to its footnote."""
        note = self._footnotes.get(label)
        style = self._style
        if note is not None:
            self._start_own_link(Link(f"[^{label}]", False, footnote=note.span))
        self._push("sup", 1)
        self._text(start, end, str(note.number) if note is not None else label)
        self._style = style

    def _inline(self, kind: str, value: Any, start: int, end: int) -> None:
        if kind == "Text":
            self._text(start, end, value)
        elif kind == "Code":
            self._push("code", 1)
            self._text(start, end, value)
            self._push("code", -1)
        elif kind == "InlineHtml":
            self._covered(start, end)  # the tag of a citation
        elif kind == "TaskListMarker":
            self._mark_task("task-done" if value else "task-open")
        elif kind in _FORMULAS:
            self._formula(_FORMULAS[kind], str(value), start, end)
        elif kind == "FootnoteReference":
            self._footnote(str(value), start, end)
        elif kind == "Tag":
            style = self._style
            self._start_own_link(Link(f"#{value}", False, tag=str(value)))
            self._push("tag", 1)
            self._text(start, end, f"#{value}")
            self._style = style
        else:
            self._text(start, end, str(value))

    def _push(self, name: str, by: int) -> None:
        if name:
            value = max(0, getattr(self._style, name) + by)
            self.picture.has_grounds |= name in ("tag", "mark")
            self._style = self._style._replace(**{name: value})

    def _start_image(self, detail: Mapping[str, Any]) -> None:
        """Begin a picture, whose alternative text is not shown beside it; or an embedded note."""
        target, is_wiki = str(detail["dest_url"]), isinstance(detail["link_type"], dict)
        file = target.partition("#")[0].rstrip("\\").strip()
        self._images.append(file if is_wiki else target)
        if is_wiki and not is_picture(target):
            self._images[-1] = ""
            self._start_link(detail)
        elif len(self._images) == 1 and target:
            self._words = []

    def _end_image(self, start: int, end: int) -> None:
        target, words = self._images.pop(), self._words
        if not target:
            self._style = self._style._replace(link=-1)
        if self._images or words is None:
            return
        self._words = None
        said = "".join(words).strip()
        size = _SIZE.search(said)
        said = said[: size.start()] if size is not None else said
        if said == target:
            said = ""  # the link itself
        width = int(size[1]) if size is not None else 0
        style = self._style
        if "://" in target and style.link < 0:
            self._start_own_link(Link(target, False))
        # A citation among its words is shown before it, and so are the bytes up to there.
        span = Span(max(start, self._skip_to), end)
        self._inset(InsetKind.PICTURE, target, said, span, width)
        self._style = style

    def _formula(self, kind: InsetKind, source: str, start: int, end: int) -> None:
        written = self._note.text(Span(start, end))
        if self._words is not None or source in self.unset_formulas:
            self._push("code", 1)
            self._text(start, end, written)
            self._push("code", -1)
        elif not self._covered(start, end):
            if kind is InsetKind.DISPLAY and self._cursor.positionInBlock():
                self._line_break(start, start, LINE_SEPARATOR)
            self._inset(kind, source, written, Span(start, end))
            if kind is InsetKind.DISPLAY:
                self._pending = LINE_SEPARATOR, end, end  # of no bytes: see `_is_below_formula`

    def _text(self, start: int, end: int, text: str) -> None:
        """Add the text of bytes [start, end), with chips for the citations among them."""
        if self._covered(start, end):
            return
        data = self._note.data
        verbatim = len(text) == end - start or len(text.encode()) == end - start
        if start < self._skip_to:
            if not verbatim:
                return
            start = self._skip_to
            text = data[start:end].decode("utf-8", "replace")
        if self._trim_link:
            stripped = text.lstrip()
            start += len(text) - len(stripped) if verbatim else 0
            text = stripped
            self._trim_link = False
        if self._style.link >= 0 and data[end : end + 2] == b"]]":
            stripped = text.rstrip()
            end -= len(text) - len(stripped) if verbatim else 0
            text = stripped
        while verbatim and self._note.players:
            player = player_in(self._note, start, end, self._next_citation)
            if player is None:
                break
            if player.start > start:
                self._cited_text(start, player.start, self._note.text(Span(start, player[0])))
            self._player(*player)
            start, text = player.end, self._note.text(Span(player.end, end))
        if start < end:
            self._cited_text(start, end, text)

    def _cited_text(self, start: int, end: int, text: str) -> None:
        data = self._note.data
        verbatim = len(text) == end - start or len(text.encode()) == end - start
        citations = self._note.citations
        while (
            self._next_citation < len(citations) and citations[self._next_citation].span.start < end
        ):
            span = citations[self._next_citation].span
            if span.start > start and verbatim:
                self._insert(start, span.start, data[start : span.start].decode("utf-8", "replace"))
            elif span.start > start:
                self._insert(start, span.start, text)
            self._insert_chips(span)
            start = self._skip_to
            if start >= end or not verbatim:
                return
            text = data[start:end].decode("utf-8", "replace")
        if text:
            self._insert(start, end, text)

    def _player(self, start: int, end: int) -> None:
        """Show the name of the video embedded at bytes [start, end); a click plays it."""
        player = first_player(self._note, start, end)
        assert player is not None
        video, style = player[1], self._style
        ref = self._note.videos[video]
        self._start_own_link(Link(ref.url or ref.path or "", False, video=video))
        self._inset(InsetKind.VIDEO, ref.url or ref.path or "", name_of(ref), Span(start, end))
        self._style = style
        self._skip_to = max(self._skip_to, end)

    def _covered(self, start: int, end: int) -> bool:
        """Return whether bytes [start, end) are shown already, or as a citation just now."""
        if end <= self._skip_to:
            return True
        citations = self._note.citations
        while (
            self._next_citation < len(citations)
            and citations[self._next_citation].span.end <= start
        ):
            self._next_citation += 1  # it stands where no text is shown, as in a link's title
        if self._next_citation < len(citations):
            span = citations[self._next_citation].span
            if span.start <= start and end <= span.end:
                self._insert_chips(span)
                return True
        return False


def _item_em(depth: int) -> float:
    """Return the indent of the items of a list in so many, that one included."""
    return 1.75 if depth <= DEEPEST else 0.0


_BLOCKS = {"Paragraph", "Heading", "List", "Item", "BlockQuote", "CodeBlock", "HtmlBlock"}
_BLOCKS.add("FootnoteDefinition")
_ROWS = ({"Start": "TableHead"}, {"Start": "TableRow"})
_CELL, _CELL_END, _TABLE_END = {"Start": "TableCell"}, {"End": "TableCell"}, {"End": "Table"}
_FORMULAS = {"InlineMath": InsetKind.FORMULA, "DisplayMath": InsetKind.DISPLAY}
_INLINE = {
    "Emphasis": "italic",
    "Strong": "bold",
    "Strikethrough": "strike",
    "Highlight": "mark",
    "Underline": "underline",
    "Superscript": "sup",
    "Subscript": "sub",
    "Small": "small",
    "Monospace": "code",
}


def _tag(value: Any) -> tuple[str, Any]:
    if isinstance(value, str):
        return value, None
    ((name, detail),) = value.items()
    return str(name), detail


class _Footnote(NamedTuple):
    """One definition, `[^label]: …`."""

    number: int  # from 1 on, by the first reference; behind these what nothing refers to
    span: Span


def _footnotes(note: Note) -> dict[str, _Footnote]:
    """Return the footnotes of a note by their labels."""
    if b"[^" not in note.data or b"]:" not in note.data:
        return {}
    referred: dict[str, None] = {}
    defined: dict[str, Span] = {}
    for event, start, end in note.events():
        if event.__class__ is str:
            continue
        if "FootnoteReference" in event:
            referred.setdefault(str(event["FootnoteReference"]))
        elif "Start" in event and event["Start"].__class__ is dict:
            ((name, label),) = event["Start"].items()
            if name == "FootnoteDefinition":
                defined.setdefault(str(label), Span(start, end))
    order = [label for label in (*referred, *defined) if label in defined]
    numbers = {label: number for number, label in enumerate(dict.fromkeys(order), 1)}
    return {label: _Footnote(numbers[label], span) for label, span in defined.items()}
