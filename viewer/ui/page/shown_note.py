"""The note that is typeset on a page, and where the user is in it, as bytes. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QTextCursor

from viewer.base.translation import tr
from viewer.notes.counts import doubts_by_times
from viewer.notes.layout import own_span
from viewer.notes.note import CitedTime, Note, Span
from viewer.ui.kit.theme import body_font, theme_of
from viewer.ui.page.caret import Caret
from viewer.ui.page.column import TextColumn
from viewer.ui.page.document import ChipState, NoteDocument
from viewer.ui.page.document_writer import chip_state, chip_texts, draw_chip
from viewer.ui.page.find import Search
from viewer.ui.page.lights import Lights
from viewer.ui.page.page_scroll import PageScroll, is_in_view
from viewer.ui.page.pictures import NotePictures
from viewer.ui.page.styles import Formats
from viewer.ui.page.typesetter import Typesetter, is_too_large
from viewer.ui.watch.history import Reveal


class ShownNote(QObject):
    """Sets notes on one page, which keeps its place where a note is set anew.

    It is the page of the session while the source is not shown: see `viewer.ui.watch.frame`.
    """

    typesetting_finished = Signal()  # a note is set, or set anew

    def __init__(
        self,
        column: TextColumn,
        scroll: PageScroll,
        caret: Caret,
        pictures: NotePictures,
        lights: Lights,
        search: Search,
    ) -> None:
        super().__init__(column)
        self._column, self._scroll, self._caret = column, scroll, caret
        self._pictures, self._lights, self._search = pictures, lights, search
        pictures.unset_found.connect(self.typeset_again)
        self._title = ""
        self._doubts: frozenset[int] | None = None
        self._seeks = True  # whether there is a video for times to lead to
        self.video_has_keys = False  # those that else move the caret or scroll
        self.folder: Path | None = None
        self._vault: Path | None = None

    @property
    def note(self) -> Note | None:
        return self._column.note

    def isVisible(self) -> bool:  # noqa: N802 - as a widget says it
        return self._column.isVisible()

    def hasFocus(self) -> bool:  # noqa: N802
        return self._column.hasFocus()

    # ------------------------------------------------------------------ what is shown

    def show_note(
        self,
        note: Note,
        times: Sequence[CitedTime],
        *,
        title: str,
        folder: Path | None,
        vault: Path | None = None,
    ) -> None:
        """Show `note` from its top, or nothing if it is too large. `times` are its decided times.

        Its pictures are in `folder`, or else in `vault`.
        """
        self._title, self.folder, self._vault = title, folder, vault
        self._doubts = None  # they were of the note before
        self._caret.by_keys = False
        self._column.setAccessibleName(title or tr("Note"))
        self._pictures.try_again()
        self._lights.forget()
        self._search.clear()
        if is_too_large(note):
            self.clear_note()
            self.typesetting_finished.emit()
        else:
            self._typeset(note, times, None)

    def replace_note(
        self,
        note: Note,
        times: Sequence[CitedTime],
        moved: Callable[[int], int],
        *,
        title: str,
        caret: int | None,
    ) -> None:
        """Show the note after a change, without scrolling; `moved` maps old bytes to new ones."""
        self._lights.stop_marks()
        self._title = title
        self._typeset(note, times, moved, caret)

    def typeset_again(self) -> None:
        """Show the note anew, in the same place: the theme is another, or chips or formulas are."""
        if self._column.picture is not None:
            self._typeset(self._column.picture.note, self._column.times, lambda byte: byte)

    def set_times(self, times: Sequence[CitedTime]) -> None:
        """Show other times for the citations, without scrolling."""
        note, before = self.note, self._column.times
        self._column.times = times
        if note is None or chip_texts(note, times) == chip_texts(note, before):
            self._mark_chips()
        else:
            self.typeset_again()

    def show_video(self, note: Note, times: Sequence[CitedTime]) -> None:
        """Show the note with another of its videos: only its chips change."""
        if self._column.picture is not None:
            self._column.picture.note = note
            self.set_times(times)

    def set_doubts(self, doubts: frozenset[int] | None) -> None:
        """Draw exactly these citations' chips as in doubt; None: by their times."""
        if doubts != self._doubts:
            self._doubts = doubts
            self._mark_chips()

    def set_seeks(self, seeks: bool) -> None:
        """Draw chips grey if there is no video to seek in."""
        if seeks != self._seeks:
            self._seeks = seeks
            self._mark_chips()

    def clear_note(self) -> None:
        """Show nothing."""
        self._search.clear()
        self._stop()
        self._column.show_document(None)

    def _typeset(
        self,
        note: Note,
        times: Sequence[CitedTime],
        moved: Callable[[int], int] | None,
        caret: int | None = None,
    ) -> None:
        """Typeset a note, showing its beginning; or if `moved` maps bytes to it, the same place.

        Then the cursor goes to byte `caret`; None: it stays, with the selection.
        """
        places: list[int | None] = [None, None, None]
        past_px, before = 0, self._column.picture
        if moved is not None and before is not None:
            cursor, top = self._column.textCursor(), self.top_byte()
            past_px = self.offset_px(top) if top is not None else 0
            ends = map(before.byte_at, (cursor.anchor(), cursor.position()))
            places = [moved(at) if at is not None else None for at in (top, *ends)]
        self._stop()
        self._column.times = times
        self._search.stop()  # what was found is in what goes
        typesetter = Typesetter(note, times, theme_of(self._column), body_font(), self._title)
        typesetter.unset_formulas = self._pictures.unset
        picture = typesetter.run()
        self._draw_chips(picture)
        self._column.show_document(picture)
        self._lights.forget_hover()
        top, anchor, at = places
        if top is not None:
            self.scroll_to_byte(top, past_px)
        if caret is not None:
            self.show_caret_at(caret)
        elif anchor is not None and at is not None:
            self._caret.put(picture.caret_at(at), picture.caret_at(anchor))
        self._pictures.show(self.folder, self._vault)
        self._pictures.look()
        if top is not None and past_px:
            self.scroll_to_byte(top, past_px)  # the pictures above that place have their size now
        self._lights.mark()
        self.typesetting_finished.emit()

    def _stop(self) -> None:
        self._pictures.stop()
        self._scroll.gentle.stop()

    def _mark_chips(self) -> None:
        """Draw each chip as its state is now, without scrolling; its text stays."""
        picture = self._column.picture
        if picture is not None:
            top = self.top_byte()
            past_px = self.offset_px(top) if top is not None else 0
            if self._draw_chips(picture) and top is not None:
                self.scroll_to_byte(top, past_px)

    def _draw_chips(self, picture: NoteDocument) -> bool:
        """Draw the chips whose state is another now; return whether there are any."""
        changed: dict[int, ChipState] = {}
        note, times, doubts = picture.note, self._column.times, self._doubts
        if doubts is None:
            doubts = doubts_by_times(note, times).marked
        for at, chip in enumerate(picture.chips):
            state = chip_state(note, chip.citation, times[chip.citation], doubts, seeks=self._seeks)
            if state is not chip.state:
                changed[at] = state
        if changed:
            formats = Formats(theme_of(self._column), body_font())
            edit = QTextCursor(picture.document)
            edit.beginEditBlock()
            for at, state in changed.items():
                draw_chip(picture, at, state, formats)
            edit.endEditBlock()
        return bool(changed)

    # ------------------------------------------------------------------ what is lit

    def set_in_force(self, claims: frozenset[int], citations: frozenset[int]) -> None:
        """Highlight these claims, and fill these citations' chips, without a new layout."""
        self._lights.set_in_force(claims, citations)

    def flash_claim(self, claim: int) -> None:
        """Flash a claim once, to show where a jump went."""
        self._lights.flash(claim)

    # ------------------------------------------------------------------ where it is scrolled to

    def reveal_claim(
        self, claim: int, reveal: Reveal = Reveal.WELL, *, at_once: bool = False
    ) -> None:
        """Bring the claim into the comfortable part of the view, unless it is there already."""
        picture = self._column.picture
        if picture is not None:
            start, end = picture.range_of(picture.note.claims[claim].span)
            self._scroll.reveal(start, end, reveal, at_once=at_once)

    def shows_claim(self, claim: int) -> bool:
        """Return whether any part of a claim is in view."""
        note = self.note
        if note is None:
            return False
        rect = self.span_rect(note.claims[claim].span)
        return is_in_view(rect.top(), rect.bottom(), self._column.viewport().height(), Reveal.PART)

    def span_rect(self, span: Span, *, bring: bool = False) -> QRectF:
        """Return the rectangle of a span in the viewport; with `bring` it is scrolled into view."""
        column, picture = self._column, self._column.picture
        if picture is None:
            return QRectF()
        start, end = picture.range_of(span)
        top, bottom = column.places.extent(start, end)
        below = top - column.verticalScrollBar().value()
        height = column.viewport().height()
        if bring and not is_in_view(below, below + bottom - top, height, Reveal.PART):
            column.verticalScrollBar().setValue(round(top - height * 0.3))
        block = column.document().findBlock(start)
        rect = column.places.column_rect()
        rect.setLeft(rect.left() + block.blockFormat().leftMargin())
        rect.setTop(top)
        rect.setBottom(bottom)
        return rect.translated(-column.places.scroll_offset())

    def top_byte(self) -> int | None:
        """Return the byte at the top of the view; None at the very top, where the title is."""
        at_top, picture = self._scroll.top_position(), self._column.picture
        return picture.byte_at(at_top) if picture is not None and at_top else None

    def offset_px(self, offset: int) -> int:
        """Return how far the view is scrolled past the target of `scroll_to_byte`."""
        return self._column.verticalScrollBar().value() - self._top_of(offset)

    def scroll_to_byte(self, offset: int, offset_px: int = 0) -> None:
        """Scroll byte `offset` to the top of the view, at once; 0 is the very top.

        With `offset_px` that far below its top; see `offset_px`.
        """
        self._scroll.put_at(self._top_of(offset) + offset_px)

    def _top_of(self, offset: int) -> int:
        """Return the top of a byte's line in the document; 0 is the very top."""
        picture = self._column.picture
        if picture is None or not offset:
            return 0
        position = picture.position_at(offset)
        return round(self._column.places.extent(position, position)[0])

    # ------------------------------------------------------------------ where the cursor is

    @property
    def is_written_in(self) -> bool:
        """Return False: the user reads here, and need not be at the cursor."""
        return False

    def place_caret(self, claim: int) -> None:
        """Move the cursor to the start of a claim; the view does not scroll."""
        if self.note is not None:
            self._caret.by_keys = False  # the claim is lit
            self.show_caret_at(self.note.claims[claim].span.start)

    def show_caret_at(self, offset: int) -> None:
        """Move the cursor to byte `offset`; the view does not scroll."""
        if self._column.picture is not None:
            self._caret.put(self._column.picture.caret_at(offset))

    def bring_caret_to(self, y: int) -> None:
        """Scroll the cursor's line to `y` pixels down the view, at once."""
        value = self._column.verticalScrollBar().value() + self._column.cursorRect().top() - y
        self._scroll.put_at(max(0, value))

    def caret_byte(self) -> int | None:
        """Return the byte at the cursor; None above the text."""
        column = self._column
        return column.picture.byte_at(column.textCursor().position()) if column.picture else None

    def seen_caret_byte(self) -> int | None:
        """Return the byte at the cursor, if it is in view."""
        return self.caret_byte() if self._caret.is_in_view() else None

    def selected_span(self) -> Span | None:
        """Return the bytes of the selected text, or None where nothing is selected."""
        cursor, picture = self._column.textCursor(), self._column.picture
        if picture is None or not cursor.hasSelection():
            return None
        return picture.span_of(cursor.selectionStart(), cursor.selectionEnd())

    def selected_blocks(self) -> list[int]:
        """Return a byte in each block whose own text is completely selected, in order."""
        note, picture, chosen = self.note, self._column.picture, self.selected_span()
        if note is None or picture is None or chosen is None:
            return []
        cursor, found = self._column.textCursor(), []
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        for index, block in enumerate(note.blocks):
            if block.span.start <= chosen.end and chosen.start <= block.span.end:
                own = own_span(note, index)
                start, end = picture.range_of(own)
                if first <= start < end <= last:
                    found.append(own.start)
        return found
