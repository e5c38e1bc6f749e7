"""The page of a note as a text: its column, scroll position, cursor and selection.

Its content is a `NoteDocument`; `NoteView` sets that, and handles clicks. GUI thread.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtCore import (
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget
from shiboken6 import isValid

from viewer.notes.layout import own_span, text_span
from viewer.notes.note import CitedTime, Note, Span
from viewer.notes.rearrange import block_at, unit_of
from viewer.ui.kit.buttons import HIT_PX
from viewer.ui.kit.scroll_bar import GentleScroll, make_quiet
from viewer.ui.kit.theme import Theme, body_font, scaled, set_colour, theme_of
from viewer.ui.kit.timers import once
from viewer.ui.note.document import Chip, Inset, NoteDocument, cursor_over
from viewer.ui.note.find import Finder, Searched
from viewer.ui.note.geometry import GUTTER_PX, NoteGeometry
from viewer.ui.note.pictures import Drawn
from viewer.ui.note.styles import NBSP, WORD_JOINER
from viewer.ui.session.history import Reveal, is_in_view

_COLUMN_CHARACTERS = 72
_AROUND = 400  # letters above and below what is in view
_SCROLL_MS = 240
_CARET_PX = 2


class NoteText(Searched, QTextEdit):
    """A read-only column of text."""

    times: Sequence[CitedTime]  # where the citations lead that are shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.shows_caret = True  # while nothing is written over the page
        self._caret_by_keys = False  # who reads with the mouse is shown none
        self._caret_at = QRect()
        self.cursorPositionChanged.connect(self._update_caret)
        make_quiet(self)
        self.setTabChangesFocus(True)
        self.picture: NoteDocument | None = None  # the document that is shown
        self.places = NoteGeometry(self)
        self._room: tuple[QTextBlock, float] | None = None  # and its own bottom margin, in px
        self._room_over = once(self, 0, self._take_room_back)
        self._seen_key: tuple[object, ...] = ()  # what `_seen_range` was asked for
        self._seen_range = (0, 0)
        self._pressed: QPoint | None = None
        self._dressed_in: tuple[Theme, QFont] | None = None
        self._scrolling = GentleScroll(self, _SCROLL_MS, most_pages=3)
        self._finder = Finder()
        self._paint_paper()

    @property
    def note(self) -> Note | None:
        return self.picture.note if self.picture else None

    @abstractmethod
    def drawn(self, inset: Inset) -> Drawn | None:
        """Return the content of an inset; None if not known yet."""

    def make_room(self, span: Span | None, height_px: float = 0) -> None:
        """Reserve room below the lines of `span` for an overlay; None: no more.

        Room is given back after the event, or earlier with a new layout.
        """
        if span is None and self._room is not None:
            self._room_over.start()
            return
        edit = QTextCursor(self.document())
        edit.beginEditBlock()  # for each edit lays out what stands below
        self._take_room_back()
        if span is not None and self.picture is not None and height_px > 0:
            start, end = self.picture.range_of(span)
            block = self.document().findBlock(max(end - 1, start))
            margin_px = block.blockFormat().bottomMargin()
            self._room = block, margin_px
            _set_bottom_margin(block, margin_px + height_px)
        edit.endEditBlock()

    def _take_room_back(self) -> None:
        self._room_over.stop()
        if self._room is not None:
            block, margin_px = self._room
            self._room = None
            _set_bottom_margin(block, margin_px)

    def selected_span(self) -> Span | None:
        """Return the bytes of the selected text, or None where nothing is selected."""
        cursor = self.textCursor()
        if self.picture is None or not cursor.hasSelection():
            return None
        return self.picture.span_of(cursor.selectionStart(), cursor.selectionEnd())

    def reveal_range(
        self, start: int, end: int, reveal: Reveal = Reveal.WELL, *, at_once: bool = False
    ) -> None:
        """Bring document positions [start, end) into the comfortable part; see `reveal_claim`."""
        top, bottom = self.places.extent(start, end)
        height = self.viewport().height()
        value = self.verticalScrollBar().value()
        if is_in_view(top - value, bottom - value, height, reveal):
            return
        self._scroll_to(round(top - height * 0.3), at_once=at_once)

    def top_of(self, offset: int) -> int:
        """Return the top of byte `offset`'s line in the document; 0 is the very top."""
        if self.picture is None or not offset:
            return 0
        position = self.picture.position_at(offset)
        return round(self.places.extent(position, position)[0])

    def top_position(self) -> int:
        """Return the document position at the top of the view; 0 at the very top."""
        if not self.verticalScrollBar().value():
            return 0
        return self.cursorForPosition(QPoint(GUTTER_PX, 4)).position()

    def _place_document(self, document: QTextDocument) -> None:
        """Reserve room beside and above the text, and half a view below it."""
        frame = document.rootFrame().frameFormat()
        frame.setLeftMargin(GUTTER_PX)
        frame.setRightMargin(2)
        frame.setTopMargin(round(QFontMetricsF(body_font()).height() * 1.4))
        frame.setBottomMargin(self.viewport().height() // 2)
        document.rootFrame().setFrameFormat(frame)

    def _show_document(self, document: QTextDocument) -> None:
        """Show another document, deleting the previous one and all pointers into it."""
        before = self.document()
        self.setExtraSelections([])  # Qt crashes when it takes those away whose document is gone
        self._room = None
        self.setDocument(document)
        self.setCursorWidth(0)  # it is painted by `paint_caret`, and does not blink
        # PySide keeps every document that a view was ever given, until the view ends.
        if isValid(before):  # the very first one is Qt's own, and is gone by now
            before.deleteLater()

    def _scroll_to(self, value: int, *, at_once: bool = False) -> None:
        value = max(0, value)
        self._let_scroll_to(value)
        if self._pressed is not None:
            self._scrolling.stop()  # what was pressed stays under the mouse
        else:
            self._scrolling.go_to(value, at_once=at_once)

    def _let_scroll_to(self, value: int) -> None:
        """Make the scroll bar reach `value`, if the note does.

        Qt lays out lazily, and extends the bar only later.
        """
        bar = self.verticalScrollBar()
        if value > bar.maximum():
            bar.setMaximum(round(self.document().size().height()) - self.viewport().height())

    def _set_caret(self, position: int, anchor: int | None = None) -> None:
        bar, last = self.verticalScrollBar(), self.document().characterCount() - 1
        value = bar.value()
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position if anchor is None else anchor, last))
        cursor.setPosition(min(position, last), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar.setValue(value)  # setTextCursor scrolls to the caret; where to look is not its business

    @property
    def is_written_in(self) -> bool:
        """Return False: the user reads here, and need not be at the cursor."""
        return False

    def caret_is_in_view(self) -> bool:
        rect = self.cursorRect()
        return rect.bottom() >= 0 and rect.top() < self.viewport().height()

    def paint_caret(self, painter: QPainter) -> None:
        """Paint where a person is who moves by keys; paler while the keys are elsewhere."""
        if self.shows_caret and self._caret_by_keys:
            theme = theme_of(self)
            rect = self.cursorRect()
            rect.setRect(rect.left() - 1, rect.top(), _CARET_PX, rect.height())  # off the letter
            painter.fillRect(rect, theme.link if self.hasFocus() else theme.muted)

    def _update_caret(self) -> None:
        before, self._caret_at = self._caret_at, self.cursorRect().adjusted(-1, 0, _CARET_PX, 0)
        self.viewport().update(before)
        self.viewport().update(self._caret_at)

    def update_document_rect(self, rect: QRectF) -> None:
        """Repaint `rect` of the document."""
        # Bars are a little to the left of what they mark.
        around = rect.adjusted(-GUTTER_PX, -3, 4, 3).translated(-self.scroll_offset())
        self.viewport().update(around.toAlignedRect())

    def chip_of(self, citation: int) -> Chip | None:
        """Return the chip of a citation, or None."""
        return self.picture.chip_of(citation) if self.picture is not None else None

    def seen(self) -> tuple[int, int]:
        """Return the visible document positions [start, end), with a margin."""
        area, document = self.viewport().rect(), self.document()
        key = (self.verticalScrollBar().value(), area.size().toTuple(), document.characterCount())
        if key != self._seen_key:
            end = self.cursorForPosition(area.bottomRight()).position()
            start = self.top_position()
            if start > end:  # right after a layout Qt takes some points for the very end
                blocks = self.places.visible_blocks(QRectF(area).translated(self.scroll_offset()))
                start = next((block.position() for block in blocks), 0)
            self._seen_key, self._seen_range = key, (start - _AROUND, end + _AROUND)
        return self._seen_range

    def selection(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        """Return a selection of document positions [start, end), to be coloured."""
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor_over(self.document(), start, end)
        return selection

    def _column_width(self) -> float:
        metrics = QFontMetricsF(body_font())
        return metrics.averageCharWidth() * _COLUMN_CHARACTERS + GUTTER_PX

    def _paint_paper(self) -> None:
        theme = theme_of(self)
        self._dressed_in = theme, body_font()
        roles = QPalette.ColorRole
        set_colour(self, theme.paper, roles.Window, roles.Base)
        set_colour(self, theme.text_select, roles.Highlight)
        set_colour(self, theme.ink, roles.HighlightedText)
        self.setAutoFillBackground(True)
        self.verticalScrollBar().setPalette(self.palette())

    def _place_column(self) -> None:
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(14, int(width - self._column_width()) // 2)
        self.setViewportMargins(side, 0, max(side, scaled(HIT_PX)), 0)  # a pencil stands there

    def createMimeDataFromSelection(self) -> QMimeData:
        mime = QMimeData()
        text = self._without_pads(self.textCursor())
        text = text.replace("\u2029", "\n").replace("\u2028", "\n").replace("\ufffc", "")
        mime.setText(text.replace(NBSP, " ").replace(f"–{WORD_JOINER}", "–"))
        return mime

    def _without_pads(self, cursor: QTextCursor) -> str:
        """Return the selected text, without the padding of pills, and insets as their text."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        units = bytearray(cursor.selectedText().encode("utf-16-le", "surrogatepass"))
        if self.picture is None:
            return units.decode("utf-16-le", "replace")
        pads = [at for chip in self.picture.chips_between(start, end) for at in chip[:2]]
        instead = {at - (number % 2): "" for number, at in enumerate(pads)}
        for inset in self.picture.insets_between(start, end):
            instead[inset.position] = inset.words
        for at in sorted(instead, reverse=True):
            if start <= at < end:
                words = instead[at].encode("utf-16-le", "surrogatepass")
                units[2 * (at - start) : 2 * (at - start) + 2] = words
        return units.decode("utf-16-le", "replace")

    def scroll_offset(self) -> QPointF:
        """Return the offset from viewport to document coordinates."""
        return QPointF(0, self.verticalScrollBar().value())

    def column_rect(self) -> QRectF:
        """Return the column in document coordinates: its left and right edge."""
        return QRectF(GUTTER_PX, 0, self.viewport().width() - GUTTER_PX - 2, 1)

    # ------------------------------------------------------------------ places as bytes

    def reveal_claim(
        self, claim: int, reveal: Reveal = Reveal.WELL, *, at_once: bool = False
    ) -> None:
        """Bring the claim into the comfortable part of the view, unless it is there already."""
        if self.picture is not None:
            start, end = self.picture.range_of(self.picture.note.claims[claim].span)
            self.reveal_range(start, end, reveal, at_once=at_once)

    def select_beside(self, point: QPoint) -> bool:
        """Select the block, and all that is in it, whose margin contains a point of the viewport.

        False if there is none.
        """
        cursor, note, picture = self.cursorForPosition(point), self.note, self.picture
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        rect, value = self.cursorRect(cursor), self.verticalScrollBar().value()
        is_rtl = cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft
        is_beside = point.x() > rect.right() if is_rtl else point.x() < rect.left()
        at = picture.byte_at(cursor.position()) if picture is not None and is_beside else None
        block = block_at(note, at) if note is not None and at is not None else None
        if note is None or picture is None or block is None:
            return False
        start, end = picture.range_of(text_span(note, unit_of(note, block)))
        self.setTextCursor(cursor_over(self.document(), start, end))
        self.verticalScrollBar().setValue(value)
        return True

    def selected_blocks(self) -> list[int]:
        """Return a byte in each block whose own text is completely selected, in order."""
        note, picture, chosen = self.note, self.picture, self.selected_span()
        if note is None or picture is None or chosen is None:
            return []
        cursor, found = self.textCursor(), []
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        for index, block in enumerate(note.blocks):
            if block.span.start <= chosen.end and chosen.start <= block.span.end:
                own = own_span(note, index)
                start, end = picture.range_of(own)
                if first <= start < end <= last:
                    found.append(own.start)
        return found

    def place_caret(self, claim: int) -> None:
        """Move the cursor to the start of a claim; the view does not scroll."""
        if self.picture is not None:
            self._caret_by_keys = False  # the claim is lit
            self.show_caret_at(self.picture.note.claims[claim].span.start)

    def show_caret_at(self, offset: int) -> None:
        """Move the cursor to byte `offset`; the view does not scroll."""
        if self.picture is not None:
            self._set_caret(self.picture.caret_at(offset))

    def bring_caret_to(self, y: int) -> None:
        """Scroll the cursor's line to `y` pixels down the view, at once."""
        self._scroll_at_once(max(0, self.verticalScrollBar().value() + self.cursorRect().top() - y))

    def seen_caret_byte(self) -> int | None:
        """Return the byte at the cursor, if it is in view."""
        return self.caret_byte() if self.caret_is_in_view() else None

    def shows_claim(self, claim: int) -> bool:
        """Return whether any part of a claim is in view."""
        note = self.note
        if note is None:
            return False
        rect = self.span_rect(note.claims[claim].span)
        return is_in_view(rect.top(), rect.bottom(), self.viewport().height(), Reveal.PART)

    def span_rect(self, span: Span, *, bring: bool = False) -> QRectF:
        """Return the rectangle of a span in the viewport; with `bring` it is scrolled into view."""
        if self.picture is None:
            return QRectF()
        start, end = self.picture.range_of(span)
        top, bottom = self.places.extent(start, end)
        below = top - self.verticalScrollBar().value()
        height = self.viewport().height()
        if bring and not is_in_view(below, below + bottom - top, height, Reveal.PART):
            self.verticalScrollBar().setValue(round(top - height * 0.3))
        block = self.document().findBlock(start)
        left = self.column_rect().left() + block.blockFormat().leftMargin()
        rect = QRectF(left, top, self.column_rect().right() - left, bottom - top)
        return rect.translated(-self.scroll_offset())

    def caret_byte(self) -> int | None:
        """Return the byte at the cursor; None above the text."""
        return self.picture.byte_at(self.textCursor().position()) if self.picture else None

    def top_byte(self) -> int | None:
        """Return the byte at the top of the view; None at the very top, where the title is."""
        at_top = self.top_position()
        return self.picture.byte_at(at_top) if self.picture is not None and at_top else None

    def offset_px(self, offset: int) -> int:
        """Return how far the view is scrolled past the target of `scroll_to_byte`."""
        return self.verticalScrollBar().value() - self.top_of(offset)

    def scroll_to_byte(self, offset: int, offset_px: int = 0) -> None:
        """Scroll byte `offset` to the top of the view, at once; 0 is the very top.

        With `offset_px` that far below its top; see `offset_px`.
        """
        self._scroll_at_once(self.top_of(offset) + offset_px)

    def _scroll_at_once(self, value: int) -> None:
        self._let_scroll_to(value)
        self.verticalScrollBar().setValue(value)

    # ------------------------------------------------------------------ finding

    def _searched(self) -> QTextDocument:
        return self.document()

    def _first_position(self) -> int:
        return self.cursorForPosition(QPoint(GUTTER_PX, 4)).position()

    def _position_of(self, byte: int) -> int:
        return self.picture.position_at(byte) if self.picture is not None else 0

    def _span_of_place(self, start: int, end: int) -> Span | None:
        span = self.picture.span_of(start, end) if self.picture is not None else None
        if span is None or self.picture is None:
            return None
        words = cursor_over(self.document(), start, end).selectedText().encode()
        data = self.picture.note.data
        at = data.find(words, span.start, span.end)  # what makes it bold, say, is around it
        return Span(at, at + len(words)) if at >= 0 else None

    def _go_to_place(self, start: int, end: int) -> None:
        self._set_caret(start)
        self.reveal_range(start, end)


def _set_bottom_margin(block: QTextBlock, margin_px: float) -> None:
    if block.isValid():
        form = QTextBlockFormat()
        form.setBottomMargin(margin_px)
        QTextCursor(block).mergeBlockFormat(form)
