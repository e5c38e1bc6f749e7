"""Puts what a note shows into a document, block by block, and bounds what one block holds.

Qt lays out a block as a whole. So a block that is full goes on in another, with nothing between;
and of what is very long a beginning is shown, with a button for the rest. What comes of a note's
events is the `Typesetter`'s business. GUI thread.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextTable,
    QTextTableFormat,
)

from viewer.notes.note import CitedTime, Note, Span
from viewer.translation import size_text, tr
from viewer.ui.kit.characters import is_right_to_left
from viewer.ui.kit.theme import Theme
from viewer.ui.note.chips import chip_state, chip_text, is_in_range_chip, mark_of
from viewer.ui.note.document import (
    Chip,
    ChipState,
    Inset,
    InsetKind,
    Link,
    NoteDocument,
    Property,
)
from viewer.ui.note.insets import box_of, inset_format, prepare
from viewer.ui.note.shown_text import is_plain, kept
from viewer.ui.note.styles import NBSP, STOPS, Formats, Style

EM_SPACE = "\u2003"
LINE_SEPARATOR = "\u2028"  # what Qt breaks a line at, inside one block
# What Qt would begin a new block at, or cannot hold; each is one UTF-16 unit here and there.
_UNSHOWABLE = {0: "\ufffd", 0xFDD0: "\ufffd", 0xFDD1: "\ufffd", 0x2029: LINE_SEPARATOR}
_UNSHOWABLE |= {ord("\n"): LINE_SEPARATOR, ord("\r"): LINE_SEPARATOR}
_TO_LINES = {ord("\n"): LINE_SEPARATOR, ord("\r"): LINE_SEPARATOR}
_TABS_TO_SPACES = {ord("\t"): " "}
# Of the font's own line, which is about 1.2 em: this makes 1.5 em.
LINE_HEIGHT_PERCENT = 124.0
# What setting and laying out takes, counted in letters: a piece of text with a format of its own
# takes as much as so many letters, and so does a block.
_PIECE_COST, _BLOCK_COST = 20, 200
# The most that is laid out at once; a block that is fuller goes on in another.
_BLOCK_MOST = 4_000
# The most that is shown of one block of the note, unless more is asked for.
_SHOWN_MOST = 30_000
_SHOWN_OF_CELL = 1_500
_INSET_EM = 36.0  # what an inset of unknown size has at most
_TURN = 400  # control is given back after so much
# What stands deeper in lists and quotes is not moved in any further: it would leave the page.
DEEPEST = 10


class DocumentWriter:
    """Sets text at the end of a document."""

    def __init__(
        self,
        note: Note,
        times: Sequence[CitedTime],
        theme: Theme,
        font: QFont,
        picture: NoteDocument,
        whole: Sequence[int],
    ) -> None:
        """See `Typesetter`."""
        self.picture = picture
        self.doubts: frozenset[int] | None = None  # citations in doubt; None: as their times say
        self._note, self._times = note, times
        self._formats = Formats(theme, font)
        self._em = self._formats.em
        self._cursor = QTextCursor(picture.document)
        self._style = Style()
        self._fresh = True  # the block under the cursor is empty and not yet anybody's
        self._open = False  # text may be added to the block under the cursor
        self._in_code = False  # … and it is a block of code
        self._in_callout_title = False
        self._after_heading = True  # the block before is a heading, or there is none
        # A break that counts only if more text of its block follows: its text and its bytes.
        self._pending: tuple[str, int, int] | None = None
        self._left = 0.0
        self._table_left = 0.0  # what `_left` was outside the table
        self._bars: list[list[object]] = []
        self._lists: list[int | None] = []  # the next number of each list, None for bullets
        self._marker = ""
        self._words: list[str] | None = None  # of the picture that is open
        self._next_citation = 0
        self._skip_to = 0  # bytes before this are shown already, as a chip or a callout's mark
        self._whole = whole
        self._top = Span(note.body, len(note.data))  # the top-level block that is being set
        self._spent = 0  # on the note
        self._due = 0  # when control is given back, in what is spent
        self._filled = 0  # of the document's block under the cursor
        self._shown = 0  # of the note's block
        self._ends_in_space = True
        self._rest: Span | None = None  # what is not shown of the note's block
        self._in_cell = False

    def take_same(self, note: Note) -> None:
        """Go on with the same note as one about another of its videos."""
        self._note = self.picture.note = note

    def state_of(self, citation: int) -> ChipState:
        """Return how the chip of a citation is to be drawn now."""
        return chip_state(self._note, citation, self._times[citation], self.doubts)

    @property
    def em(self) -> float:
        """The unit of every margin, in pixels."""
        return self._em

    @property
    def left(self) -> float:
        """How far what is set now is moved in, in pixels."""
        return self._left

    @property
    def is_whole(self) -> bool:
        """Whether all is to be shown of the top-level block that is being set."""
        at = bisect_left(self._whole, self._top.start)
        return at < len(self._whole) and self._whole[at] < self._top.end

    def turn(self) -> Iterator[None]:
        """Yield control back, where it is time to."""
        self._spent += 1
        if self._spent >= self._due:
            yield
            self._due = self._spent + _TURN

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
        if not self._has_room(start, end):
            return
        self._insert_pending()
        raw = self._note.data[start:end]
        # A line end that is shown as a space or a break of the line keeps the letters in step.
        verbatim = raw == text.encode() or (
            raw.replace(b"\n", b" ") == text.replace(LINE_SEPARATOR, " ").encode()
        )
        form = self._formats.of(self._style)
        if (
            verbatim
            and not self._in_code
            and is_plain(text)
            and not (self._ends_in_space and text[0] == " ")
        ):
            self._put(start, end, text, form, verbatim=True)
            return
        shown = text.translate(_UNSHOWABLE)
        if shown[0] in "\ufeff\ufffe":
            shown = "\u200b" + shown[1:]  # at the start of a text Qt takes it for its byte order
        if not self._in_code:
            shown = shown.translate(_TABS_TO_SPACES)
        ranges = kept(shown, in_code=self._in_code)
        if not self._in_code and self._ends_in_space and shown[0] == " ":
            low, high = ranges[0]  # in which there is one space at most
            ranges[0] = low + 1, high
            if high - low == 1:
                del ranges[0]
        if not verbatim:
            self._put(
                start, end, "".join(shown[low:high] for low, high in ranges), form, verbatim=False
            )
            return
        at, byte = 0, start
        for low, high in ranges:
            byte += low - at if len(text) == end - start else len(text[at:low].encode())
            part = shown[low:high]
            size = high - low if len(text) == end - start else len(text[low:high].encode())
            self._put(byte, byte + size, part, form, verbatim=True)
            at, byte = high, byte + size

    def _put(
        self, start: int, end: int, text: str, form: QTextCharFormat, *, verbatim: bool
    ) -> None:
        at = self._cursor.position()
        self._cursor.insertText(text, form)
        self._piece(at, start, end, verbatim=verbatim)
        self._count(len(text))
        self._ends_in_space = text[-1:] in (" ", LINE_SEPARATOR)

    def _insert_chips(self, span: Span) -> Iterator[None]:
        """Add the chips of all citations whose markup is `span`, and pass over its bytes."""
        if not self._open:
            self._open_block(0.0, 0.3 if self._lists else 0.85)
        citations = self._note.citations
        self._skip_to = max(self._skip_to, span.end)
        byte, first = span.start, True
        while self._next_citation < len(citations) and citations[self._next_citation].span == span:
            index = self._next_citation
            self._next_citation += 1
            if is_in_range_chip(self._note, index, self._times):
                continue
            if not self._has_room(byte if first else citations[index].value.start, span.end):
                continue
            if first:
                is_beside_formula = self._is_below_formula
                if is_beside_formula:
                    self._pending = None
                self._insert_pending()
                at = self._cursor.position()
                if is_beside_formula:
                    self._cursor.insertText(EM_SPACE, self._formats.of(Style()))
            elif not self._filled:  # this one begins a block of the document
                self._piece(at, byte, citations[index].value.start, verbatim=False)
                at, byte = self._cursor.position(), citations[index].value.start
            else:
                self._cursor.insertText(" ", self._formats.of(Style()))
            first, self._ends_in_space = False, True
            time = self._times[index]
            state = chip_state(self._note, index, time, self.doubts)
            start, mark = self._cursor.position(), mark_of(self._note, index)
            # Else it would go along with words before it, and the end of a range come first.
            to_left = is_right_to_left(self._cursor.block().text())
            opens, ends = ("\u2066", "\u2069") if to_left else ("", "")
            self._cursor.insertText(opens + NBSP, self._formats.pad_before(state, mark))
            words = chip_text(self._note, index, time, mark).replace(" ", NBSP)
            self._cursor.insertText(words, self._formats.chips[state])
            is_last = self._next_citation == len(citations) or (
                citations[self._next_citation].span != span
            )
            is_stop = (
                is_last and self._note.data[span.end : span.end + 1].decode("latin-1") in STOPS
            )
            pad = self._formats.tight_pad if is_stop else self._formats.pad
            self._cursor.insertText(NBSP + ends, pad)
            self.picture.add_chip(Chip(start, self._cursor.position(), index, state, mark))
            self._count(2 * _PIECE_COST)
            yield from self.turn()
        if not first:
            self._ends_in_space = False
            self._piece(at, byte, self._rest.start if self._rest else span.end, verbatim=False)

    def _inset(self, kind: InsetKind, source: str, words: str, span: Span, width: int = 0) -> None:
        if not self._open:
            self._open_block(0.0, 0.85)
        if not self._has_room(*span):
            return
        self._insert_pending()
        base = self._formats.of(self._style)
        at = self._cursor.position()
        inset = Inset(at, kind, source, words, base.fontPointSize(), width)
        if not self.picture.insets:
            prepare(self.picture.document)
        fmt = inset_format(base, box_of(inset, None, self._em * _INSET_EM))
        self._cursor.insertText("\ufffc", fmt)
        self.picture.add_inset(inset)
        self._piece(at, *span, verbatim=False)
        self._count(1)
        self._ends_in_space = False

    def _start_own_link(self, link: Link) -> None:
        self.picture.links.append(link)
        self._style = self._style._replace(link=len(self.picture.links) - 1)

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
            if self._has_room(start, end):
                self._put(start, end, text, self._formats.of(self._style), verbatim=False)

    def _piece(self, at: int, start: int, end: int, *, verbatim: bool) -> None:
        self.picture.add_piece(at, self._cursor.position(), start, end, verbatim=verbatim)

    def _no_text(self, at: int) -> None:
        """Record where the text of a block will stand, at byte `at`, that has none yet."""
        self._piece(self._cursor.position(), at, at, verbatim=True)

    def _count(self, letters: int) -> None:
        """Count what was put in."""
        cost = letters + _PIECE_COST
        self._spent += cost
        self._filled += cost
        self._shown += cost

    def _has_room(self, start: int, end: int) -> bool:
        """Return whether bytes [start, end) are to be shown; what is full goes on in a new block.

        What is not to be shown is the rest of the note's block, which `_close_block` offers.
        """
        if self._rest is not None:
            self._rest = Span(self._rest.start, max(self._rest.end, end))
            return False
        most = _SHOWN_OF_CELL if self._in_cell else _SHOWN_MOST
        if self._shown > most and not self.is_whole:
            self._rest = Span(start, end)
            return False
        if self._filled > _BLOCK_MOST and (
            self._ends_in_space or self._pending or self._filled > 1.5 * _BLOCK_MOST
        ):
            self._go_on_in_new_block()
        return True

    def _go_on_in_new_block(self) -> None:
        """Go on in another block of the document, right below and with nothing between."""
        self._pending = None
        form = self._cursor.blockFormat()
        below = form.bottomMargin()
        form.setBottomMargin(0)
        self._cursor.setBlockFormat(form)
        self._turn_round()
        form.setTopMargin(0)
        form.setBottomMargin(below)
        for which in (Property.MARKER, Property.CALLOUT_TITLE):
            form.clearProperty(which)
        form.setProperty(Property.JOINED, True)
        self._cursor.insertBlock(form, self._formats.of(self._style))
        self._filled = 0
        self._spent += _BLOCK_COST

    def _open_block(
        self,
        above: float,
        below: float,
        *,
        heading: int = 0,
        code: bool = False,
        rule: bool = False,
        callout: str = "",
        rest: bool = False,
        hint: bool = False,
    ) -> None:
        """Begin a block; `above` and `below` are its margins, in em."""
        self._offer_what_is_left()
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
            fmt.setProperty(Property.BARS, [list(bar) for bar in self._bars[:DEEPEST]])
        for which, value in (
            (Property.CODE, code),
            (Property.RULE, rule),
            (Property.CALLOUT_TITLE, callout),
            (Property.REST, rest),
            (Property.HINT, hint),
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
        self._after_heading = bool(heading or callout)
        self._in_code = code
        self._pending = None
        self._filled = self._shown = 0
        self._ends_in_space = True
        self._spent += _BLOCK_COST

    def _turn_round(self) -> None:
        """Indent a block that is written from the right at its right."""
        block = self._cursor.block()
        left = block.blockFormat().leftMargin()
        if left and block.textDirection() is Qt.LayoutDirection.RightToLeft:
            fmt = QTextBlockFormat()
            fmt.setLeftMargin(0.0)
            fmt.setRightMargin(left)
            self._cursor.mergeBlockFormat(fmt)

    def _close_block(self) -> None:
        self._offer_what_is_left()
        if self._open:
            self._turn_round()
        self._open = False
        self._in_code = False
        if self._in_callout_title:
            self._in_callout_title = False
            self._style = self._style._replace(bold=max(0, self._style.bold - 1))

    def _offer_what_is_left(self) -> None:
        rest, self._rest = self._rest, None
        if rest is not None and self._in_cell:
            self.offer_more_of_row(rest)
        elif rest is not None:
            marker, self._marker = self._marker, ""
            self.offer_rest(rest, size_text(rest.end - rest.start))
            self._marker = marker

    def offer_rest(self, rest: Span, remark: str = "") -> None:
        """Add a button that shows bytes `rest`, of which `remark` says how much it is."""
        text = tr("Show the rest") + (f"  ·  {remark}" if remark else "")
        style, self._style = self._style, Style(small=1, link=len(self.picture.links))
        self.picture.links.append(Link(text, wiki=False, is_rest=True))
        self._open_block(0.3, 0.9, rest=True)
        self._shown = 0
        self._put(
            rest.start,
            rest.end,
            text.replace(" ", NBSP),
            self._formats.of(self._style),
            verbatim=False,
        )
        self._style = style
        self._open = False

    def begin_table(self, rows: int, columns: int, form: QTextTableFormat) -> QTextTable:
        """Begin a table below what is set; its cells are set with `begin_cell` and `cell_event`."""
        self._close_block()
        self._table_left, self._left = self._left, 0.0
        self._spent += _BLOCK_COST
        return self._cursor.insertTable(rows, columns, form)

    def begin_cell(self, cursor: QTextCursor, *, is_head: bool) -> None:
        """Set what comes into a cell of a table, at `cursor`."""
        self._cursor = cursor
        self._fresh, self._open, self._in_cell = True, False, True
        self._style = Style(bold=1) if is_head else Style()
        self._open_block(0.0, 0.0)

    def offer_more_of_row(self, rest: Span) -> None:
        """Show in the cell that bytes `rest`, of it or of cells behind it, are left out."""
        self._style = self._style._replace(link=len(self.picture.links))
        self.picture.links.append(Link("", wiki=False, is_rest=True))
        self._put(
            rest.start, rest.end, NBSP + "\u2026", self._formats.of(self._style), verbatim=False
        )
        self._style = self._style._replace(link=-1)

    def end_cell(self) -> None:
        """Leave a cell."""
        self._close_block()
        self._in_cell, self._style = False, Style()

    def begin_cell_below(self, *, is_head: bool) -> None:
        """Set what comes into a cell that is too large for a table: in blocks, as a paragraph."""
        self._close_block()
        self._style = Style(bold=1) if is_head else Style()
        self._open_block(0.4, 0.4)

    @abstractmethod
    def cell_event(self, event: Any, start: int, end: int) -> Iterator[None]:
        """Set one of the events in a cell."""

    def end_table(self, table: QTextTable) -> None:
        """Go on below the table."""
        self._style = Style()
        self._left = self._table_left
        self._cursor = QTextCursor(self.picture.document)
        self._cursor.setPosition(table.lastPosition() + 1)
        self._fresh, self._open = True, False
