"""Places of the page as bytes of its note: what is in view, where the caret is, and going there.

A note is set in slices, so that a place may not be there yet: `CatchingUp` goes to it once it is.
GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPixmap, QTextCursor
from PySide6.QtWidgets import QWidget

from viewer.notes.layout import own_span, text_span
from viewer.notes.note import Span
from viewer.notes.rearrange import block_at, unit_of
from viewer.ui.note.document import NoteDocument
from viewer.ui.note.text import NoteText
from viewer.ui.note.typesetting import Typesetting
from viewer.ui.session.history import Reveal, is_in_view

VIEW_BYTES = 8_000  # more than fits into a view: what has to be set below what is to be its top


class _Wish(NamedTuple):
    offset: int
    past_px: int
    set_to: int
    act: Callable[[], None]


class CatchingUp(QObject):
    """The wishes of one view that wait."""

    def __init__(self, view: NoteText, typesetting: Typesetting) -> None:
        super().__init__(view)
        self._view, self._typesetting = view, typesetting
        self._waiting: dict[str, _Wish] = {}
        self.veil: QPixmap | None = None  # what is shown in the place of the note meanwhile
        typesetting.advanced.connect(self._look)
        typesetting.finished.connect(self._look)

    def when_set(
        self, what: str, offset: int, past_px: int, set_to: int, act: Callable[[], None]
    ) -> None:
        """Call `act`, which goes so far past byte `offset`, once the note is set to byte `set_to`.

        At once, where that is soon. What is wanted later under the same name takes its place.
        """
        self._waiting.pop(what, None)
        if self._typesetting.until(set_to):
            act()
        else:
            self._waiting[what] = _Wish(offset, past_px, set_to, act)

    def wish(self, what: str) -> _Wish | None:
        """Return what waits under this name, if something does."""
        return self._waiting.get(what)

    def put_veil(self) -> None:
        """Go on showing what is shown now, until nothing waits any more."""
        if self.veil is None and self._view.isVisible():
            self.veil = self._view.viewport().grab()

    def lift_veil(self) -> None:
        """Show the note, unless something waits."""
        if self.veil is not None and not self._waiting:
            self.veil = None
            self._view.viewport().update()

    def forget(self, what: str = "") -> None:
        """Let nothing wait, or not this, and show the note."""
        if what:
            self._waiting.pop(what, None)
        else:
            self._waiting.clear()
        self.lift_veil()

    def drop(self) -> None:
        """Let nothing wait; who calls this wants something else in its place."""
        self._waiting.clear()

    def _look(self) -> None:
        for what, wish in list(self._waiting.items()):
            if self._typesetting.is_set_to(wish.set_to):
                self._waiting.pop(what, None)
                wish.act()
        self.lift_veil()


class NotePlaces(NoteText):
    """A page whose places are named by bytes of the note."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typesetting = Typesetting(self)
        self._catching_up = CatchingUp(self, self._typesetting)

    def _show_all(self, rest: Span) -> None:
        """Show bytes `rest`, too, which were left out."""
        raise NotImplementedError

    def reveal_claim(
        self, claim: int, reveal: Reveal = Reveal.WELL, *, at_once: bool = False
    ) -> None:
        """Put the claim in the comfortable part, gently or at once, unless it is in view so."""
        note = self.note
        if note is None or self.picture is None:
            return
        span, before = note.claims[claim].span, self._catching_up.wish("scroll")

        def scroll(picture: NoteDocument) -> None:
            if before is not None:
                before.act()  # from there it may be in view
            start, end = picture.range_of(span)
            self.reveal_range(start, end, reveal, at_once=at_once)

        set_to = max(span.end, before.set_to if before is not None else 0)
        self._when_shown("scroll", span.start, scroll, set_to=set_to)

    def _when_shown(
        self,
        what: str,
        offset: int,
        act: Callable[[NoteDocument], None],
        *,
        past_px: int = 0,
        set_to: int | None = None,
    ) -> None:
        """Call `act` once byte `offset` is set, and all up to byte `set_to`.

        What was left out is shown, too. `what` is "scroll" or "caret"; see `CatchingUp`.
        """

        def when_set() -> None:
            picture = self.picture
            if picture is None:
                return
            rest = picture.left_out_at(picture.position_at(offset))
            # At its very start one may be because the button is there.
            if rest is not None and rest.start < offset < min(rest.end, picture.note.read_to):
                self._show_all(rest)
                self._when_shown(what, offset, act, past_px=past_px, set_to=set_to)
            else:
                act(picture)

        set_to = offset if set_to is None else set_to
        self._catching_up.when_set(what, offset, past_px, set_to, when_set)

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
        if self.picture is None:
            return
        self.show_caret_at(self.picture.note.claims[claim].span.start)

    def show_caret_at(self, offset: int) -> None:
        """Put the caret at byte `offset`, once that is set; the view does not scroll."""
        self._when_shown("caret", offset, lambda picture: self._set_caret(picture.caret_at(offset)))

    def bring_caret_to(self, y: int) -> None:
        """Scroll so that the caret's line begins `y` pixels down the view, at once."""
        offset = self.caret_byte() or 0

        def scroll(_: NoteDocument) -> None:
            bar = self.verticalScrollBar()
            value = max(0, bar.value() + self.cursorRect().top() - y)
            self._let_scroll_to(value)
            bar.setValue(value)

        self._when_shown("scroll", offset, scroll, set_to=offset + VIEW_BYTES)

    def seen_caret_byte(self) -> int | None:
        """Return the byte under the caret, where it is in view."""
        return self.caret_byte() if self.caret_is_in_view() else None

    def shows_claim(self, claim: int) -> bool:
        """Return whether a claim is in view, or a part of it."""
        note = self.note
        # Where nothing is set yet nothing is in view, and setting all up to there takes long.
        if note is None or not self._typesetting.is_set_to(note.claims[claim].span.start):
            return False
        rect = self.span_rect(note.claims[claim].span)
        return is_in_view(rect.top(), rect.bottom(), self.viewport().height(), Reveal.PART)

    def span_rect(self, span: Span, *, bring: bool = False) -> QRectF:
        """Return where a span's text stands, in the viewport; with `bring` it is scrolled there."""
        if self.picture is None:
            return QRectF()
        self._typesetting.until(span.end, in_any_case=True)
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
        wish = self._catching_up.wish("caret")
        if wish is not None:
            return wish.offset
        return self.picture.byte_at(self.textCursor().position()) if self.picture else None

    def top_byte(self) -> int | None:
        """Return the byte at the top of the view; None at the very top, where the title is."""
        wish = self._catching_up.wish("scroll")
        if wish is not None:
            return wish.offset
        at_top = self.top_position()
        return self.picture.byte_at(at_top) if self.picture is not None and at_top else None

    def offset_px(self, offset: int) -> int:
        """Return how far the view is scrolled past the place to which `scroll_to_byte` scrolls."""
        wish = self._catching_up.wish("scroll")
        if wish is not None:
            return wish.past_px
        return self.verticalScrollBar().value() - self.top_of(offset)

    def scroll_to_byte(self, offset: int, offset_px: int = 0) -> None:
        """Put the text of byte `offset` at the top of the view, at once; 0 is the very top.

        With `offset_px` so far below its top; see `offset_px`.
        """

        def scroll(_: NoteDocument) -> None:
            value = self.top_of(offset) + offset_px
            self._let_scroll_to(value)
            self.verticalScrollBar().setValue(value)

        self._when_shown("scroll", offset, scroll, past_px=offset_px, set_to=offset + VIEW_BYTES)
