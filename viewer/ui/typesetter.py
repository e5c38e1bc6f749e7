"""Sets a Note in type: from its Markdown events to the text of a NoteDocument.

There is no second parser: the events are the note's own. `Typesetter.run()` gives control back
after each block, so that a long note can be set in slices that never hold the window up. Everything
here belongs to the GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from html import unescape
from math import ceil
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)

from viewer.notes.footnotes import footnotes
from viewer.notes.note import CitedTime, Note, Part, Span
from viewer.ui.chips import chip_state, chip_text
from viewer.ui.insets import box_of, inset_format, prepare
from viewer.ui.note_document import (
    Chip,
    Inset,
    InsetKind,
    Link,
    NoteDocument,
    Property,
    Seam,
    Strip,
)
from viewer.ui.text_styles import NBSP, Formats, Style
from viewer.ui.theme import Theme

EM_SPACE = "\u2003"
LINE_SEPARATOR = "\u2028"  # what Qt breaks a line at, inside one block
# What Qt would begin a new block at, or cannot hold; each is one UTF-16 unit here and there.
_UNSHOWABLE = {0: "\ufffd", 0xFDD0: "\ufffd", 0xFDD1: "\ufffd", 0x2029: LINE_SEPARATOR}
_UNSHOWABLE |= {ord("\n"): LINE_SEPARATOR, ord("\r"): LINE_SEPARATOR}
_TO_LINES = {ord("\n"): LINE_SEPARATOR, ord("\r"): LINE_SEPARATOR}
_TO_SPACES = {ord("\n"): " ", ord("\r"): " "}
# Of the font's own line, which is about 1.2 em: this makes 1.5 em.
LINE_HEIGHT_PERCENT = 124.0
_CALLOUT = re.compile(rb"\[!([A-Za-z-]+)\][+-]?[ \t]*")
_ENTITY = re.compile(r"(&#?\w+;?)")
# Behind the words of a picture, as Obsidian writes it: how wide it is to be, and how high.
_SIZE = re.compile(r"(?:\||^)\s*(\d{1,4})(?:x\d{1,4})?\s*$")
_INSET_EM = 36.0  # what an inset of unknown size has at most
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:_-]*)[^<>]*?(/?)>|<!--.*?-->", re.DOTALL)
# What `![[…]]` shows; every other file is a note, or is opened elsewhere.
_PICTURES = (
    *(".png", ".jpg", ".jpeg", ".jfif", ".gif", ".bmp"),
    *(".svg", ".webp", ".tif", ".tiff", ".ico", ".avif"),
)
# HTML that only changes how the words look; every other tag is shown as it is written.
_HARMLESS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strike",
    "del": "strike",
    "code": "code",
    "kbd": "code",
    "sub": "sub",
    "sup": "sup",
    "mark": "mark",
    "small": "small",
    "span": "",
}


class Typesetter:
    """Sets one note. Run it with `for _ in typesetter.run(): …`, in slices or at once."""

    def __init__(
        self,
        note: Note,
        times: Sequence[CitedTime] | Mapping[int, CitedTime],
        theme: Theme,
        font: QFont,
        title: str,
        picture: NoteDocument | None = None,
    ) -> None:
        """Make a picture of `note`, or get ready to `replace` a part of the one that is given.

        `times` are where its citations lead; for a part, those of the part's are enough.
        """
        self.picture = NoteDocument(note, font) if picture is None else picture
        self._sink: NoteDocument | Strip = self.picture
        self._note = note
        self._times = times
        self.doubts: frozenset[int] | None = None  # citations in doubt; None: as their times say
        self.unset_formulas: Set[str] = frozenset()  # to be shown as they are written
        self._title = title
        self._footnotes = footnotes(note)
        self._formats = Formats(theme, font)
        self._em = self._formats.em
        self._cursor = QTextCursor(self.picture.document)
        self._depth = 0  # of blocks, as the note counts them
        self._stop = -1  # byte of the top-level block before which setting ends; -1: at the end
        self._stopped: Seam | None = None
        self._style = Style()
        self._fresh = True  # the block under the cursor is empty and not yet anybody's
        self._open = False  # text may be added to the block under the cursor
        self._in_code = False  # … and it is a block of code
        self._in_callout_title = False
        self._after_heading = True  # the block before is a heading, or there is none
        # A break that counts only if more text of its block follows: its text and its bytes.
        self._pending: tuple[str, int, int] | None = None
        self._trim_link = False
        self._left = 0.0
        self._bars: list[list[object]] = []
        self._lists: list[int | None] = []  # the next number of each list, None for bullets
        self._marker = ""
        self._images: list[str] = []  # that are open: their addresses; empty of an embedded note
        self._words: list[str] | None = None  # of the picture that is open
        self._next_citation = 0
        self._skip_to = 0  # bytes before this are shown already, as a chip or a callout's mark

    def run(self) -> Iterator[None]:
        """Set the note, block by block; control comes back after each."""
        self._set_title()
        self.picture.top = self._seam(self._note.body)
        yield from self._set(self._note.events())
        self.picture.is_complete = True

    def replace(self, part: Part) -> bool:
        """Set `part` of the note anew in the picture of the note before, which is complete.

        Wrap it into one edit of the document. False where the part does not fit, and then the
        picture is good for nothing any more.
        """
        picture, before = self.picture, self.picture.note
        first = picture.top
        if part.start > before.body and part.blocks:
            first = picture.seam(before.blocks[part.blocks.start].span.start)
        below = picture.seam(part.old_end)
        if first is None or (below is None and part.old_end < len(before.data)):
            return False
        end = picture.document.characterCount()
        until = below.at if below is not None else end
        if until <= first.at:
            return False
        strip = self._sink = Strip()
        self._cursor.setPosition(first.at)
        self._cursor.setPosition(until - 1, QTextCursor.MoveMode.KeepAnchor)
        self._cursor.removeSelectedText()
        self._style, self._after_heading = Style(*first.style), first.after_heading
        self._next_citation = part.citations.start
        self._stop = part.new_end if below is not None else -1
        for _ in self._set(self._note.events_between(part.start, part.read_end)):
            pass
        if self._fresh:
            return False
        if part.start > before.body and (not strip.seams or strip.seams[0][2:] != first[2:]):
            return False
        moved = picture.document.characterCount() - end
        if below is not None and (
            self._stopped is None
            or self._stopped[2:] != below[2:]
            or self._stopped.at != below.at + moved
        ):
            return False
        picture.take(strip, self._note, part, first.at, until, moved)
        return True

    def _set(self, events: Iterator[tuple[Any, int, int]]) -> Iterator[None]:
        skip_metadata = False
        for event, start, end in events:
            if isinstance(event, str):
                if event == "Rule":
                    self._close_block()
                    self._open_block(0.6, 0.9, rule=True)
                    self._close_block()
                elif event == "SoftBreak":
                    self._line_break(start, end, " ")
                elif event == "HardBreak":
                    self._line_break(start, end, LINE_SEPARATOR)
                continue
            ((kind, value),) = event.items()
            if kind == "Text":
                if not skip_metadata:
                    self._text(start, end, value)
            elif kind == "Start":
                name, detail = _tag(value)
                if name in _BLOCKS and not self._depth and self._is_at_stop(start):
                    return
                self._depth += name in _BLOCKS
                if name == "Table":
                    self._table(detail, events)
                    self._depth -= 1
                elif name == "MetadataBlock":
                    skip_metadata = True
                else:
                    self._start(name, detail, start, end)
            elif kind == "End":
                name, _ = _tag(value)
                if name == "MetadataBlock":
                    skip_metadata = False
                    continue
                self._depth -= name in _BLOCKS
                if self._end(name, start, end):
                    yield
            else:
                self._inline(kind, value, start, end)

    def _is_at_stop(self, start: int) -> bool:
        """Record that a top-level block begins at byte `start`; say whether setting ends there."""
        seam = self._seam(start)
        if start == self._stop:
            self._stopped = seam
            return True
        self._sink.add_seam(seam)
        return False

    def _seam(self, start: int) -> Seam:
        return Seam(
            start,
            self._cursor.position() + (not self._fresh),
            self._style,
            self._after_heading,
            (tuple(self._lists), self._left, len(self._bars), self._marker, self._trim_link),
        )

    def _set_title(self) -> None:
        first = next(iter(self._note.blocks), None)
        shown = first is not None and first.kind == "heading" and self._note.plain(first.span)
        if not self._title or shown == self._title:
            return
        self._style = Style(heading=1)
        self._open_block(0.0, 0.15, heading=1)
        self._cursor.insertText(self._title, self._formats.of(self._style))
        self._close_block()
        self._style = Style()
        self._open_block(0.0, 1.1, byline=True)
        self._close_block()

    def _start(self, name: str, detail: Any, start: int, end: int) -> None:
        if name == "Paragraph":
            self._close_block()
            tight = bool(self._lists)
            above = 0.0 if self._after_heading else 0.85
            self._open_block(0.4 if tight else above, 0.4 if tight else 0.85)
            if not tight or self._bars:
                self._start_callout(start)
        elif name == "Heading":
            level = int(str(detail["level"])[1:])
            self._close_block()
            self._style = self._style._replace(heading=level)
            self._open_block({1: 1.7, 2: 1.6}.get(level, 1.3), 0.4, heading=level)
        elif name == "List":
            self._close_block()
            self._lists.append(detail if isinstance(detail, int) else None)
            self._left += self._em * 1.75
        elif name == "Item":
            self._close_block()
            self._start_item()
        elif name == "BlockQuote":
            self._close_block()
            kind = str(detail).lower() if detail else "quote"
            if detail is None and _CALLOUT.match(self._note.data[start:end].lstrip(b"> \t")):
                kind = "callout"
            self._bars.append([self._left, kind])
            self._left += self._em * 1.1
            if detail:
                self._callout_title(kind, kind.capitalize())
                self._close_block()
        elif name == "CodeBlock":
            self._close_block()
            self._style = Style(code=1)
            self._open_block(0.5, 0.9, code=True)
        elif name == "HtmlBlock":
            self._close_block()
        elif name == "FootnoteDefinition":
            self._close_block()
            note = self._footnotes.get(str(detail))
            self._marker = f"{note.number if note is not None else detail}."
            self._left += self._em * 1.75
        elif name in _INLINE:
            self._push(_INLINE[name], 1)
        elif name == "Link":
            self._start_link(detail)
        elif name == "Image":
            self._start_image(detail)

    def _end(self, name: str, start: int, end: int) -> bool:
        """Leave an element; True where a block is done."""
        if name in _INLINE:
            self._push(_INLINE[name], -1)
            return False
        if name == "Link":
            self._style = self._style._replace(link=-1)
            return False
        if name == "Image":
            self._end_image(start, end)
            return False
        if name == "Heading":
            self._style = self._style._replace(heading=0, bold=0)
        elif name in ("CodeBlock", "HtmlBlock"):
            self._style = Style()
        elif name == "List":
            self._lists.pop()
            self._left -= self._em * 1.75
        elif name == "FootnoteDefinition":
            self._left -= self._em * 1.75
            self._marker = ""
        elif name == "BlockQuote":
            bar = self._bars.pop()
            self._left = float(str(bar[0]))
        elif name == "Item" and self._marker:
            self._open_block(0.0, 0.3)  # an item without any text still shows its bullet
        self._close_block()
        return True

    def _start_item(self) -> None:
        number = self._lists[-1] if self._lists else None
        if number is None:
            self._marker = "\u2022"
        else:
            self._marker = f"{number}."
            self._lists[-1] = number + 1

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
        line_end = len(self._note.data)
        for separator in (b"\n", b"\r"):
            found = self._note.data.find(separator, mark.end())
            line_end = min(line_end, found) if found >= 0 else line_end
        self._open = False
        self._fresh = True
        has_title = bool(self._note.data[mark.end() : line_end].strip())
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

    def _start_own_link(self, link: Link) -> None:
        self.picture.links.append(link)
        self._style = self._style._replace(link=len(self.picture.links) - 1)

    def _footnote(self, label: str, start: int, end: int) -> None:
        """Set a reference as its number, which leads to what it refers to."""
        note = self._footnotes.get(label)
        style = self._style
        if note is not None:
            self._start_own_link(Link(f"[^{label}]", False, footnote=note.span))
        self._push("sup", 1)
        self._text(start, end, str(note.number) if note is not None else label)
        self._style = style

    def _inline(self, kind: str, value: Any, start: int, end: int) -> None:
        if kind == "Code":
            self._push("code", 1)
            self._text(start, end, str(value))
            self._push("code", -1)
        elif kind in ("Html", "InlineHtml"):
            self._html(start, end, str(value))
        elif kind == "TaskListMarker":
            self._marker = "task-done" if value else "task-open"
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

    def _html(self, start: int, end: int, value: str) -> None:
        if self._covered(start, end):
            return
        at = 0
        for tag in _TAG.finditer(value):
            before = value[at : tag.start()]
            self._html_text(start + len(value[:at].encode()), before)
            at = tag.end()
            name = (tag[2] or "").lower()
            tag_start = start + len(value[: tag.start()].encode())
            tag_end = start + len(value[: tag.end()].encode())
            if self._covered(tag_start, tag_end) or not name:
                continue
            if name == "br":
                self._line_break(tag_start, tag_end, LINE_SEPARATOR)
            elif name in _HARMLESS:
                if _HARMLESS[name] and not tag[3]:
                    self._push(_HARMLESS[name], -1 if tag[1] else 1)
            else:
                self._style = self._style._replace(code=self._style.code + 1, muted=1)
                self._text(tag_start, tag_end, tag[0])
                self._style = self._style._replace(code=self._style.code - 1, muted=0)
        self._html_text(start + len(value[:at].encode()), value[at:])

    def _html_text(self, start: int, value: str) -> None:
        if not value.strip():
            if value and self._open:
                self._text(start, start + len(value.encode()), " ")
            return
        # Entities by themselves: what stands around them is shown letter for letter, and may cite.
        for piece in _ENTITY.split(value):
            end = start + len(piece.encode())
            if _ENTITY.fullmatch(piece):
                self._text(start, end, unescape(piece))
            elif piece:
                self._text(start, end, piece.replace("\r\n", " ").translate(_TO_SPACES))
            start = end

    def _push(self, name: str, by: int) -> None:
        if name:
            value = max(0, getattr(self._style, name) + by)
            self.picture.has_grounds |= name in ("tag", "mark")
            self._style = self._style._replace(**{name: value})

    def _start_image(self, detail: Mapping[str, Any]) -> None:
        """Begin a picture, whose words are not shown beside it; or what embeds another note."""
        target, is_wiki = str(detail["dest_url"]), isinstance(detail["link_type"], dict)
        file = target.partition("#")[0].rstrip("\\").strip()
        self._images.append(file if is_wiki else target)
        if is_wiki and not file.casefold().endswith(_PICTURES):
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
        self._inset(InsetKind.PICTURE, target, said, Span(start, end), width)
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

    def _inset(self, kind: InsetKind, source: str, words: str, span: Span, width: int = 0) -> None:
        if not self._open:
            self._open_block(0.0, 0.85)
        self._insert_pending()
        base = self._formats.of(self._style)
        at = self._cursor.position()
        inset = Inset(at, kind, source, words, base.fontPointSize(), width)
        if not self.picture.insets:
            prepare(self.picture.document)
        fmt = inset_format(base, box_of(inset, None, self._em * _INSET_EM))
        self._cursor.insertText("\ufffc", fmt)
        self._sink.add_inset(inset)
        self._piece(at, *span, verbatim=False)

    def _table(self, alignments: Any, events: Iterator[tuple[Any, int, int]]) -> None:
        rows: list[list[list[tuple[Any, int, int]]]] = []
        for event, start, end in events:
            if not isinstance(event, str):
                ((kind, value),) = event.items()
                if kind == "Start" and value in ("TableHead", "TableRow"):
                    rows.append([])
                    continue
                if kind == "Start" and value == "TableCell":
                    rows[-1].append([])
                    continue
                if kind == "End" and value == "Table":
                    break
                if kind == "End" and value in ("TableHead", "TableRow", "TableCell"):
                    continue
            rows[-1][-1].append((event, start, end))
        columns = max((len(row) for row in rows), default=0)
        if not columns:
            return
        self._close_block()
        table_format = QTextTableFormat()
        table_format.setBorder(0)
        table_format.setCellPadding(self._em * 0.35)
        table_format.setCellSpacing(0)
        table_format.setLeftMargin(self._left)
        table_format.setTopMargin(self._em * 0.3)
        table_format.setBottomMargin(self._em * 0.9)
        table_format.setHeaderRowCount(1)
        table_format.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table: QTextTable = self._cursor.insertTable(len(rows), columns, table_format)
        left, self._left = self._left, 0.0
        for row, cells in enumerate(rows):
            for column, inside in enumerate(cells):
                self._cursor = table.cellAt(row, column).firstCursorPosition()
                self._fresh, self._open = True, False
                self._style = Style(bold=1) if row == 0 else Style()
                self._open_block(0.0, 0.0)
                for event, start, end in inside:
                    self._cell_event(event, start, end)
        self._style = Style()
        self._left = left
        self._cursor = QTextCursor(self.picture.document)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh, self._open = True, False

    def _cell_event(self, event: Any, start: int, end: int) -> None:
        if isinstance(event, str):
            self._line_break(start, end, " ")
            return
        ((kind, value),) = event.items()
        if kind == "Start":
            name, detail = _tag(value)
            self._start(name, detail, start, end)
        elif kind == "End":
            self._end(_tag(value)[0], start, end)
        else:
            self._inline(kind, value, start, end)

    def _text(self, start: int, end: int, text: str) -> None:
        """Add what bytes [start, end) show, with chips where citations stand among them."""
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

    def _covered(self, start: int, end: int) -> bool:
        """Say whether bytes [start, end) are shown already, or are a citation that now is."""
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

    def _insert(self, start: int, end: int, text: str) -> None:
        if self._words is not None:
            self._words.append(text)
            return
        if self._is_below_formula and not text.strip():
            return
        if not self._open:
            if not text.strip():
                return
            self._open_block(0.0, 0.3 if self._lists else 0.85)
        if self._in_code:
            text = text.replace("\r\n", "\n").translate(_TO_LINES)
            if text.endswith(LINE_SEPARATOR):
                self._insert_pending()
                self._pending = LINE_SEPARATOR, end - 1, end
                text = text.removesuffix(LINE_SEPARATOR)
                if not text:
                    return
                pending, self._pending = self._pending, None
                self._insert_text(start, end - 1, text)
                self._pending = pending
                return
        self._insert_text(start, end, text)

    def _insert_text(self, start: int, end: int, text: str) -> None:
        self._insert_pending()
        at = self._cursor.position()
        raw = self._note.data[start:end]
        # A line end that is shown as a space or a break of the line keeps the letters in step.
        verbatim = raw == text.encode() or (
            raw.replace(b"\n", b" ") == text.replace(LINE_SEPARATOR, " ").encode()
        )
        shown = text.translate(_UNSHOWABLE)
        if shown[0] in "\ufeff\ufffe":
            shown = "\u200b" + shown[1:]  # at the start of a text Qt takes it for its byte order
        self._cursor.insertText(shown, self._formats.of(self._style))
        self._piece(at, start, end, verbatim=verbatim)

    def _insert_chips(self, span: Span) -> None:
        """Add the chips of all citations whose markup is `span`, and pass over its bytes."""
        if not self._open:
            self._open_block(0.0, 0.3 if self._lists else 0.85)
        is_beside_formula = self._is_below_formula
        if is_beside_formula:
            self._pending = None
        self._insert_pending()
        citations = self._note.citations
        at = self._cursor.position()
        if is_beside_formula:
            self._cursor.insertText(EM_SPACE, self._formats.of(Style()))
        first = True
        while self._next_citation < len(citations) and citations[self._next_citation].span == span:
            index = self._next_citation
            if not first:
                self._cursor.insertText(" ", self._formats.of(Style()))
            first = False
            time = self._times[index]
            state = chip_state(self._note, index, time, self.doubts)
            start = self._cursor.position()
            self._cursor.insertText(NBSP, self._formats.pad_before(state))
            self._cursor.insertText(
                chip_text(self._note, index, time).replace(" ", NBSP), self._formats.chips[state]
            )
            self._cursor.insertText(NBSP, self._formats.pad)
            self._sink.add_chip(Chip(start, self._cursor.position(), index, state))
            self._next_citation += 1
        self._piece(at, span.start, span.end, verbatim=False)
        self._skip_to = max(self._skip_to, span.end)

    def _line_break(self, start: int, end: int, text: str) -> None:
        if self._words is not None:
            self._words.append(" ")
            return
        if self._in_callout_title and text == " ":
            self._close_block()
            self._open_block(0.0, 0.5)
            return
        if self._open and end > self._skip_to:
            if text == LINE_SEPARATOR or self._pending is None:
                self._insert_pending()
            if self._pending is None:
                self._pending = text, start, end

    @property
    def _is_below_formula(self) -> bool:
        """Whether a formula that stands by itself comes before, with nothing behind it so far."""
        return self._pending is not None and self._pending[1] == self._pending[2]

    def _insert_pending(self) -> None:
        if self._pending is not None:
            text, start, end = self._pending
            self._pending = None
            at = self._cursor.position()
            self._cursor.insertText(text, self._formats.of(self._style))
            self._piece(at, start, end, verbatim=False)

    def _piece(self, at: int, start: int, end: int, *, verbatim: bool) -> None:
        self._sink.add_piece(at, self._cursor.position(), start, end, verbatim=verbatim)

    def _open_block(
        self,
        above: float,
        below: float,
        *,
        heading: int = 0,
        code: bool = False,
        rule: bool = False,
        byline: bool = False,
        callout: str = "",
    ) -> None:
        """Begin a block; `above` and `below` are its margins, in em."""
        fmt = QTextBlockFormat()
        percent = 105.0 if heading else LINE_HEIGHT_PERCENT
        # By a distance, and not by the share: a line with a picture in it is high enough.
        size = self._formats.of(self._style).fontPointSize() / self._formats.points
        distance = ceil(self._em * 1.2 * size) * (percent - 100) / 100
        fmt.setLineHeight(distance, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        inset = self._em * (0.8 if code else 1.5 if callout else 0.0)
        fmt.setLeftMargin(self._left + inset)
        fmt.setTopMargin(above * self._em)
        fmt.setBottomMargin(below * self._em)
        if heading:
            fmt.setHeadingLevel(heading)
        if self._marker:
            fmt.setProperty(Property.MARKER, self._marker)
            self._marker = ""
        if self._bars:
            fmt.setProperty(Property.BARS, [list(bar) for bar in self._bars])
        for which, value in (
            (Property.CODE, code),
            (Property.RULE, rule),
            (Property.BYLINE, byline),
            (Property.CALLOUT_TITLE, callout),
        ):
            if value:
                fmt.setProperty(which, value)
        if self._fresh:
            self._cursor.setBlockFormat(fmt)
            self._cursor.setBlockCharFormat(self._formats.of(self._style))
            self._fresh = False
        else:
            self._cursor.insertBlock(fmt, self._formats.of(self._style))
        self._open = True
        self._after_heading = bool(heading) or byline or bool(callout)
        self._in_code = code
        self._pending = None

    def _turn(self) -> None:
        """Indent a block that is written from the right at its right."""
        block = self._cursor.block()
        left = block.blockFormat().leftMargin()
        if left and block.textDirection() is Qt.LayoutDirection.RightToLeft:
            fmt = QTextBlockFormat()
            fmt.setLeftMargin(0.0)
            fmt.setRightMargin(left)
            self._cursor.mergeBlockFormat(fmt)

    def _close_block(self) -> None:
        if self._open:
            self._turn()
        self._open = False
        self._in_code = False
        if self._in_callout_title:
            self._in_callout_title = False
            self._push("bold", -1)


# What a note calls a block: where one stands in no other, there is a seam.
_BLOCKS = frozenset(
    {
        *("Paragraph", "Heading", "Item", "BlockQuote", "Table"),
        *("FootnoteDefinition", "HtmlBlock", "CodeBlock"),
    }
)
_FORMULAS = {"InlineMath": InsetKind.FORMULA, "DisplayMath": InsetKind.DISPLAY}
_INLINE = {"Emphasis": "italic", "Strong": "bold", "Strikethrough": "strike", "Highlight": "mark"}


def _tag(value: Any) -> tuple[str, Any]:
    """Split pyromark's tag into its name and what it says of itself."""
    if isinstance(value, str):
        return value, None
    ((name, detail),) = value.items()
    return str(name), detail
