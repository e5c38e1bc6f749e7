"""Places of the page as bytes of its note: what is in view, where the caret is, and going there.

GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QTextCursor

from viewer.notes.layout import own_span, text_span
from viewer.notes.note import Span
from viewer.notes.rearrange import block_at, unit_of
from viewer.ui.note.text import NoteText
from viewer.ui.session.history import Reveal, is_in_view


class NotePlaces(NoteText):
    """A page whose places are named by bytes of the note."""

    def reveal_claim(
        self, claim: int, reveal: Reveal = Reveal.WELL, *, at_once: bool = False
    ) -> None:
        """Put the claim in the comfortable part, gently or at once, unless it is in view so."""
        if self.picture is not None:
            start, end = self.picture.range_of(self.picture.note.claims[claim].span)
            self.reveal_range(start, end, reveal, at_once=at_once)

    def select_beside(self, point: QPoint) -> bool:
        """Select the block, and all that is in it, in whose margin a point of the viewport is.

        False where it is in none.
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
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(value)
        return True

    def selected_blocks(self) -> list[int]:
        """Return a byte in each block whose own text is selected as a whole, in order."""
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
        """Put the caret at the start of a claim; the view does not scroll."""
        if self.picture is not None:
            self.show_caret_at(self.picture.note.claims[claim].span.start)

    def show_caret_at(self, offset: int) -> None:
        """Put the caret at byte `offset`; the view does not scroll."""
        if self.picture is not None:
            self._set_caret(self.picture.caret_at(offset))

    def bring_caret_to(self, y: int) -> None:
        """Scroll so that the caret's line begins `y` pixels down the view, at once."""
        self._scroll_at_once(max(0, self.verticalScrollBar().value() + self.cursorRect().top() - y))

    def seen_caret_byte(self) -> int | None:
        """Return the byte under the caret, where it is in view."""
        return self.caret_byte() if self.caret_is_in_view() else None

    def shows_claim(self, claim: int) -> bool:
        """Return whether a claim is in view, or a part of it."""
        note = self.note
        if note is None:
            return False
        rect = self.span_rect(note.claims[claim].span)
        return is_in_view(rect.top(), rect.bottom(), self.viewport().height(), Reveal.PART)

    def span_rect(self, span: Span, *, bring: bool = False) -> QRectF:
        """Return where a span's text stands, in the viewport; with `bring` it is scrolled there."""
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
        """Return the byte under the caret; None above the text."""
        return self.picture.byte_at(self.textCursor().position()) if self.picture else None

    def top_byte(self) -> int | None:
        """Return the byte at the top of the view; None at the very top, where the title is."""
        at_top = self.top_position()
        return self.picture.byte_at(at_top) if self.picture is not None and at_top else None

    def offset_px(self, offset: int) -> int:
        """Return how far the view is scrolled past the place to which `scroll_to_byte` scrolls."""
        return self.verticalScrollBar().value() - self.top_of(offset)

    def scroll_to_byte(self, offset: int, offset_px: int = 0) -> None:
        """Put the text of byte `offset` at the top of the view, at once; 0 is the very top.

        With `offset_px` so far below its top; see `offset_px`.
        """
        self._scroll_at_once(self.top_of(offset) + offset_px)

    def _scroll_at_once(self, value: int) -> None:
        self._let_scroll_to(value)
        self.verticalScrollBar().setValue(value)
