"""Write a note's content into a document, block by block.

The `Typesetter` interprets the note's events. GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextTable,
    QTextTableCell,
    QTextTableFormat,
)

from viewer.notes.marking import regions_of
from viewer.notes.note import CitedTime, Note, Span, TimeStatus
from viewer.notes.region import region_of
from viewer.notes.timecode import format_ms, format_range
from viewer.ui.kit.theme import Theme
from viewer.ui.page.document import (
    Chip,
    ChipState,
    Inset,
    InsetKind,
    Link,
    NoteDocument,
    Piece,
    Property,
    cursor_over,
)
from viewer.ui.page.insets import box_of, inset_format, prepare
from viewer.ui.page.styles import NBSP, STOPS, WORD_JOINER, Formats, Style


def chip_state(
    note: Note, index: int, time: CitedTime, doubts: frozenset[int], *, seeks: bool = True
) -> ChipState:
    """Return how to draw the chip of citation `index`, given its decided time.

    `doubts` are the citations in doubt. Without `seeks` there is no video to seek in.
    """
    if note.citations[index].video is not None and time.ms is not None:
        return ChipState.ELSEWHERE
    if index in doubts:
        return ChipState.DOUBT
    return ChipState.PLAIN if seeks and time.ms is not None else ChipState.ELSEWHERE


def is_in_range_chip(note: Note, index: int, times: Sequence[CitedTime]) -> bool:
    """Return whether a citation ends a range whose single chip shows its time, too."""
    return note.citations[index].ends_range and times[index - 1].end_ms is not None


def mark_of(note: Note, index: int) -> int:
    """Return the number of a citation's mark in the picture, as in `Chip`."""
    citation = note.citations[index]
    if region_of(note.data, citation) is None:
        return -1
    claims = (one for one in note.claims if index in one.citations and not one.stands_for_child)
    regions = list(regions_of(note, claim)) if (claim := next(claims, None)) else [index]
    return regions.index(index) + 1 if len(regions) > 1 else 0


def chip_text(note: Note, index: int, time: CitedTime, mark: int) -> str:
    """Return the text of a chip: its time or range; or else the written text.

    With a question mark if something else may be meant. A second `mark` in the picture at the same
    time, as numbered by `mark_of`, shows only its number.
    """
    if mark > 1 and note.citations[index - 1].readings == note.citations[index].readings:
        return str(mark)
    if time.ms is not None:
        # A line may not break in it, as it could behind a dash.
        shown = format_range(time.ms, time.end_ms).replace("–", f"–{WORD_JOINER}")
        return shown if time.is_sure else f"{shown}{WORD_JOINER}?"
    citation = note.citations[index]
    if time.status is TimeStatus.PAST_END and citation.readings:
        return format_ms(citation.readings[0].ms)
    return " ".join(citation.written.split())[:24] or "?"


def chip_texts(note: Note, times: Sequence[CitedTime]) -> list[str]:
    """Return the text of each citation's chip; of one without a chip of its own, nothing."""
    return [
        "" if is_in_range_chip(note, index, times) else chip_text(note, index, time, 0)
        for index, time in enumerate(times)
    ]


def draw_chip(picture: NoteDocument, at: int, state: ChipState, formats: Formats) -> None:
    """Draw the chip at an index of `picture.chips` in another state."""
    chip = picture.chips[at] = picture.chips[at]._replace(state=state)
    pad_length = 2 if picture.document.characterAt(chip.start) == _FROM_LEFT[0] else 1
    start, end = chip.start + pad_length, chip.end - pad_length
    pad = cursor_over(picture.document, chip.start, start)
    pad.setCharFormat(formats.pad_before(state, chip.mark))
    cursor_over(picture.document, start, end).setCharFormat(formats.chips[state])


_FROM_LEFT = "\u2066", "\u2069"  # around a chip in words from the right
EM_SPACE = "\u2003"
LINE_SEPARATOR = "\u2028"  # what Qt breaks a line at, inside one block
# What Qt would begin a new block at, or cannot hold; each is one UTF-16 unit here and there.
_UNSHOWABLE = {0: "\ufffd", 0xFDD0: "\ufffd", 0xFDD1: "\ufffd", 0x2029: LINE_SEPARATOR}
_UNSHOWABLE |= {ord("\n"): LINE_SEPARATOR, ord("\r"): LINE_SEPARATOR}
_TO_LINES = {ord("\n"): LINE_SEPARATOR, ord("\r"): LINE_SEPARATOR}
# White space behind what is enough of it.
_MORE_SPACES = re.compile(r"(?<=[ \t])[ \t]+")
_MORE_IN_CODE = re.compile(r"(?<=[ \t]{200})[ \t]+")
_TABS_TO_SPACES = {ord("\t"): " "}
# Of the font's own line, which is about 1.2 em: this makes 1.5 em.
LINE_HEIGHT_PERCENT = 124.0
_INSET_EM = 36.0  # what an inset of unknown size has at most
# Deeper lists and quotes are not indented any further: they would leave the page.
DEEPEST = 10


class DocumentWriter:
    """Appends text to a document."""

    def __init__(self, note: Note, times: Sequence[CitedTime], theme: Theme, font: QFont) -> None:
        """See `Typesetter`."""
        self.picture = picture = NoteDocument(note, font)
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
        self._ends_in_space = True

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
        raw = self._note.data[start:end]
        # A line end that is shown as a space or a break of the line keeps the letters in step.
        verbatim = raw == text.encode() or (
            raw.replace(b"\n", b" ") == text.replace(LINE_SEPARATOR, " ").encode()
        )
        form = self._formats.of(self._style)
        if (
            verbatim
            and not self._in_code
            and text.isprintable()
            and "  " not in text
            and not (self._ends_in_space and text[0] == " ")
        ):
            self._put(start, end, text, form, verbatim=True)
            return
        shown = text.translate(_UNSHOWABLE)
        if shown[0] in "\ufeff\ufffe":
            shown = "\u200b" + shown[1:]  # at the start of a text Qt takes it for its byte order
        if not self._in_code:
            shown = shown.translate(_TABS_TO_SPACES)
        ranges = _kept(shown, in_code=self._in_code)
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
        self._ends_in_space = text[-1:] in (" ", LINE_SEPARATOR)

    def _insert_chips(self, span: Span) -> None:
        """Add the chips of all citations with the markup `span`, and skip its bytes."""
        if not self._open:
            self._open_block(0.0, 0.3 if self._lists else 0.85)
        citations = self._note.citations
        self._skip_to = max(self._skip_to, span.end)
        first = True
        while self._next_citation < len(citations) and citations[self._next_citation].span == span:
            index = self._next_citation
            self._next_citation += 1
            if is_in_range_chip(self._note, index, self._times):
                continue
            if first:
                is_beside_formula = self._is_below_formula
                if is_beside_formula:
                    self._pending = None
                self._insert_pending()
                at = self._cursor.position()
                if is_beside_formula:
                    self._cursor.insertText(EM_SPACE, self._formats.of(Style()))
            else:
                self._cursor.insertText(" ", self._formats.of(Style()))
            first, self._ends_in_space = False, True
            start, mark = self._cursor.position(), mark_of(self._note, index)
            # Else it would go along with words before it, and the end of a range come first.
            to_left = self._cursor.block().textDirection() is Qt.LayoutDirection.RightToLeft
            opens, ends = _FROM_LEFT if to_left else ("", "")
            self._cursor.insertText(opens + NBSP, self._formats.pad_before(ChipState.PLAIN, mark))
            words = chip_text(self._note, index, self._times[index], mark).replace(" ", NBSP)
            self._cursor.insertText(words, self._formats.chips[ChipState.PLAIN])
            is_last = self._next_citation == len(citations) or (
                citations[self._next_citation].span != span
            )
            is_stop = (
                is_last and self._note.data[span.end : span.end + 1].decode("latin-1") in STOPS
            )
            pad = self._formats.tight_pad if is_stop else self._formats.pad
            self._cursor.insertText(NBSP + ends, pad)
            self.picture.chips.append(Chip(start, self._cursor.position(), index, mark=mark))
        if not first:
            self._ends_in_space = False
            self._piece(at, span.start, span.end, verbatim=False)

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
        self.picture.insets.append(inset)
        self._piece(at, *span, verbatim=False)
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
        """Return whether a display formula comes directly before."""
        return self._pending is not None and self._pending[1] == self._pending[2]

    def _insert_pending(self) -> None:
        if self._pending is not None:
            text, start, end = self._pending
            self._pending = None
            self._put(start, end, text, self._formats.of(self._style), verbatim=False)

    def _piece(self, at: int, start: int, end: int, *, verbatim: bool) -> None:
        self.picture.pieces.append(Piece(at, self._cursor.position(), start, end, verbatim))

    def _no_text(self, at: int) -> None:
        """Record where the text of an empty block will be, at byte `at`."""
        self._piece(self._cursor.position(), at, at, verbatim=True)

    def _open_block(
        self,
        above: float,
        below: float,
        *,
        heading: int = 0,
        code: bool = False,
        rule: bool = False,
        callout: str = "",
        hint: bool = False,
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
            fmt.setProperty(Property.BARS, [list(bar) for bar in self._bars[:DEEPEST]])
        for which, value in (
            (Property.CODE, code),
            (Property.RULE, rule),
            (Property.CALLOUT_TITLE, callout),
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
        self._ends_in_space = True

    def _close_block(self) -> None:
        if self._open:
            _turn_round(self._cursor)
        self._open = False
        self._in_code = False
        if self._in_callout_title:
            self._in_callout_title = False
            self._style = self._style._replace(bold=max(0, self._style.bold - 1))

    def _begin_table(self, rows: int, columns: int) -> QTextTable:
        self._close_block()
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(self._em * 0.35)
        form.setCellSpacing(0)
        form.setLeftMargin(self._left)
        form.setTopMargin(self._em * 0.3)
        form.setBottomMargin(self._em * 0.9)
        form.setHeaderRowCount(1)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        self._table_left, self._left = self._left, 0.0
        return self._cursor.insertTable(rows, columns, form)

    def _begin_cell(self, cell: QTextTableCell, *, is_head: bool) -> None:
        self._cursor = cell.firstCursorPosition()
        self._fresh, self._open = True, False
        self._style = Style(bold=1) if is_head else Style()
        self._open_block(0.0, 0.0)

    def _end_table(self, table: QTextTable) -> None:
        self._style = Style()
        self._left = self._table_left
        self._cursor = QTextCursor(self.picture.document)
        self._cursor.setPosition(table.lastPosition() + 1)
        self._fresh, self._open = True, False


def _turn_round(cursor: QTextCursor) -> None:
    """Indent a right-to-left block at its right."""
    left = cursor.blockFormat().leftMargin()
    if left and cursor.block().textDirection() is Qt.LayoutDirection.RightToLeft:
        fmt = QTextBlockFormat()
        fmt.setLeftMargin(0.0)
        fmt.setRightMargin(left)
        cursor.mergeBlockFormat(fmt)


def _kept(text: str, *, in_code: bool) -> list[tuple[int, int]]:
    """Return the shown parts of `text`, as ascending half-open ranges.

    Of successive spaces only the first is shown, in code the first 200: Qt takes minutes for a line
    of 100,000.
    """
    at, ranges = 0, []
    for found in (_MORE_IN_CODE if in_code else _MORE_SPACES).finditer(text):
        ranges.append((at, found.start()))
        at = found.end()
    if at < len(text) or not ranges:
        ranges.append((at, len(text)))
    return ranges
