"""The reading view of a note: typeset text, clickable claims, and highlights for those in force.

The view shows a `NoteDocument` and paints what is not text around it. It only signals user actions
(`claim_activated` and the like); it never seeks, opens or edits anything itself. Its signals carry
indexes into the note's claims, citations and links.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from viewer.notes.layout import own_span
from viewer.notes.note import CitedTime, Note, Span
from viewer.notes.rearrange import block_at
from viewer.translation import tr
from viewer.ui.kit.focus import BY_TAB
from viewer.ui.kit.plain import plain
from viewer.ui.kit.renderer import Decoded
from viewer.ui.kit.scroll_bar import WheelNotches
from viewer.ui.kit.theme import body_font, theme_of
from viewer.ui.kit.timers import once
from viewer.ui.note.document import Inset, Link, cursor_over
from viewer.ui.note.document_writer import chip_state
from viewer.ui.note.geometry import GUTTER_PX
from viewer.ui.note.hit_test import NOTHING, Target, Targets
from viewer.ui.note.lights import Lights
from viewer.ui.note.painter import NotePainter
from viewer.ui.note.pictures import Drawn, NotePictures
from viewer.ui.note.styles import Formats
from viewer.ui.note.text import NoteText
from viewer.ui.note.typesetter import Typesetter, is_too_large

_MOST_INSETS = 500  # that are looked after at once
_GAP_PX = 8  # between two blocks, of which each has a half
_CARET_KEYS = frozenset(
    {
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)


def _same(byte: int) -> int:
    return byte


class NoteView(NoteText):
    """Shows one note, read-only."""

    claim_activated = Signal(int)  # index of a claim that was clicked, or had Enter pressed in it
    citation_activated = Signal(int)  # index of a citation whose chip was clicked
    step_requested = Signal(int, int)  # index of a citation to move, by 1 frame or by -1
    link_activated = Signal(object)  # Link
    # Point of the screen, byte under it (-1: none), target there.
    menu_requested = Signal(QPoint, int, object)
    person_scrolled = Signal()  # by wheel, key or scroll bar; never by the view itself
    zoom_requested = Signal(int)  # notches of the wheel, upwards for larger text
    typesetting_finished = Signal()  # a note is set, or set anew
    edit_requested = Signal(int)  # byte that was double-clicked
    going_taken_back = Signal()  # the click that went somewhere was the first of a double click
    caret_moved = Signal()  # by the user: with a key, or a click that does nothing else
    below_clicked = Signal()  # the blank space below the last block was clicked
    resized = Signal()
    pictures_arrived = Signal()
    pointer_moved = Signal(object)  # QMouseEvent

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Note"))
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(False)
        self.times: Sequence[CitedTime] = ()
        self._title = self._hint = ""
        self._doubts: frozenset[int] | None = None
        self._seeks = True  # whether there is a video for times to lead to
        self.video_has_keys = False  # those that else move the caret or scroll: see `_is_own_key`
        self._folder: Path | None = None
        self._vault: Path | None = None
        self._pictures = NotePictures(self)
        self._pictures.arrived.connect(self._look_at_insets)
        self._pictures.arrived.connect(self.pictures_arrived)
        self._looking = once(self, 0, self._look_at_insets)
        self._wheel = WheelNotches()  # with Ctrl
        self._was_double_click = False
        self._has_gone = False  # by it, too: to a claim or a citation
        self._painter = NotePainter(self)
        self._targets = Targets(self)
        self.lights = Lights(self, self._finder, self._targets)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._scrolled_by_person())
        self.verticalScrollBar().valueChanged.connect(lambda _: self._on_scrolled())
        self.caret_moved.connect(self._describe_caret)
        # A filter and not `event`: an exception raised below `super().event()` crashes PySide 6.11
        # on Python 3.11, and would never reach the crash log.
        self.installEventFilter(self)
        self.viewport().installEventFilter(self)

    def set_why_in_doubt(self, why_in_doubt: Callable[[int], str]) -> None:
        """Use `why_in_doubt` for a citation's tooltip; "" for its target."""
        self._targets.set_why_in_doubt(why_in_doubt)

    def is_missing(self, link: Link) -> bool:
        """Return whether a link is known to lead to no note."""
        return link.wiki and link.target in self._targets.missing

    def set_missing(self, targets: frozenset[str]) -> None:
        """Mark links to these targets as broken."""
        if targets != self._targets.missing:
            self._targets.missing = targets
            self.lights.mark()

    # ------------------------------------------------------------------ showing

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
        self._title, self._folder, self._vault, self._caret_by_keys = title, folder, vault, False
        self.setAccessibleName(title or tr("Note"))
        self._pictures.try_again()
        self.lights.forget()
        self.clear_found()
        if is_too_large(note):
            self.clear_note()
            self.typesetting_finished.emit()
        else:
            self._typeset(note, times, None)

    def set_times(self, times: Sequence[CitedTime]) -> None:
        """Show other times for the citations, without scrolling."""
        if len(times) == len(self.times) and all(map(CitedTime.leads_as, times, self.times)):
            self.times = times
        elif self.picture is not None:
            self._typeset(self.picture.note, times, _same)

    def show_video(self, note: Note, times: Sequence[CitedTime]) -> None:
        """Show the note with another of its videos: only its chips change."""
        if self.picture is None:
            return
        self.picture.note = note
        self.set_times(times)
        self._mark_chips()

    def set_doubts(self, doubts: frozenset[int] | None) -> None:
        """Draw exactly these citations' chips as in doubt; None: by their times.

        Only those chips change.
        """
        self._doubts = doubts
        self._mark_chips()

    def set_seeks(self, seeks: bool) -> None:
        """Draw chips grey if there is no video to seek in."""
        if seeks != self._seeks:
            self._seeks = seeks
            self._mark_chips()

    def shutdown(self) -> None:
        """Stop the renderer, at the end of the program."""
        self._pictures.shutdown()

    def picture_of(self, address: str) -> QImage | None:
        """Return a picture of the note; None if missing or still loading."""
        drawn = self._pictures.of(address)
        return drawn.image if isinstance(drawn, Decoded) else None

    def drawn(self, inset: Inset) -> Drawn | None:
        """Return the content of an inset; None if not known yet."""
        return self._pictures.drawn(inset)

    def clear_note(self) -> None:
        """Show nothing."""
        self.clear_found()
        self._stop_typesetting()
        self.picture = None
        self._show_document(QTextDocument())

    def set_hint(self, text: str) -> None:
        """Show `text` as a hint in an empty note."""
        self._hint = text
        self.viewport().update()

    def set_in_force(self, claims: frozenset[int], citations: frozenset[int]) -> None:
        """Highlight these claims, and fill these citations' chips, without a new layout."""
        self.lights.set_in_force(claims, citations)

    def flash_claim(self, claim: int) -> None:
        """Flash a claim once, to show where a jump went."""
        self.lights.flash(claim)

    def mark_words(self, span: Span, claim: int, words: Iterable[str]) -> None:
        """Mark the words of a search result; `claim` is that of the passage, or -1."""
        self.lights.mark_words(span, claim, words)

    def mark_reviewed(self, claim: int | None) -> None:
        """Mark the claim whose finding is shown, until the note changes; None marks none."""
        self.lights.set_reviewed(claim)

    def activate_at_caret(self) -> bool:
        """Do what a click on the text at the cursor does; False if nothing."""
        target = self._targets.at_caret()
        self._activate(target)
        return target != NOTHING

    def links_at(self, offset: int | None) -> dict[Link, str]:
        """Return the links of the block at byte `offset`, with their text; None: of the note."""
        note = self.note
        if note is None:
            return {}
        if offset is None:
            return self._targets.links_in(Span(0, len(note.data)))
        block = block_at(note, offset)
        return self._targets.links_in(own_span(note, block)) if block is not None else {}

    def set_folder(self, folder: Path) -> None:
        """Use another folder for pictures from the next layout on: the note was moved."""
        self._folder = folder

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
        self.lights.stop_marks()
        self._title = title
        self._typeset(note, times, moved, caret)

    def _mark_found(self) -> None:
        self.lights.mark()

    # ------------------------------------------------------------------ typesetting

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
        past_px = 0
        if moved is not None and self.picture is not None:
            cursor, top = self.textCursor(), self.top_byte()
            past_px = self.offset_px(top) if top is not None else 0
            ends = map(self.picture.byte_at, (cursor.anchor(), cursor.position()))
            places = [moved(at) if at is not None else None for at in (top, *ends)]
        self._stop_typesetting()
        self.times = times
        self._finder.stop()  # its places are in what goes
        self._seen_key = ()
        typesetter = Typesetter(note, times, theme_of(self), body_font(), self._title)
        typesetter.doubts, typesetter.unset_formulas = self._doubts, self._pictures.unset
        typesetter.seeks = self._seeks
        # It is shown only now: it may bring a scroll bar, and so another size, and who hears of
        # that is to find the places of it.
        self.picture = typesetter.run()
        self._place_document(self.picture.document)
        self._show_document(self.picture.document)
        self.lights.forget_hover()
        top, anchor, at = places
        if top is not None:
            self.scroll_to_byte(top, past_px)
        if caret is not None:
            self.show_caret_at(caret)
        elif anchor is not None and at is not None:
            self._set_caret(self.picture.caret_at(at), self.picture.caret_at(anchor))
        self._pictures.show(self._folder, self._vault)
        self._look_at_insets()
        if top is not None and past_px:
            self.scroll_to_byte(top, past_px)  # the pictures above that place have their size now
        self.lights.mark()
        self.typesetting_finished.emit()

    def _mark_chips(self) -> None:
        """Redraw the chips; their text, and so all positions, stay."""
        picture = self.picture
        if picture is None:
            return
        formats = Formats(theme_of(self), body_font())
        cursor = QTextCursor(picture.document)
        cursor.beginEditBlock()
        for index, chip in enumerate(picture.chips):
            time = self.times[chip.citation]
            state = chip_state(picture.note, chip.citation, time, self._doubts, seeks=self._seeks)
            if chip.state is state:
                continue
            picture.chips[index] = chip._replace(state=state)
            for start, end, fmt in (
                (chip.start, chip.start + 1, formats.pad_before(state, chip.mark)),
                (chip.start + 1, chip.end - 1, formats.chips[state]),
            ):
                cursor_over(picture.document, start, end).setCharFormat(fmt)
        cursor.endEditBlock()
        self.viewport().update()

    def _look_at_insets(self) -> None:
        """Show the visible pictures and formulas, keeping the top of the view in place."""
        picture = self.picture
        if picture is None or not picture.insets:
            return
        start, end = self.seen()
        insets = picture.insets_between(start, end)[:_MOST_INSETS]
        self._pictures.set_resolution(int(self._column_width()), self.devicePixelRatioF())
        at_top = self.top_position()
        before = self.places.extent(at_top, at_top)[0]
        formats = Formats(theme_of(self), body_font())

        def as_written(inset: Inset) -> QTextCharFormat:
            return formats.of_formula(inset.points)

        if self._pictures.look(picture, insets, self.column_rect().width(), as_written):
            self._seen_key = ()
            self._looking.start()  # others may be in view now
            value = self.verticalScrollBar().value()
            value += round(self.places.extent(at_top, at_top)[0] - before) if at_top else 0
            self._let_scroll_to(value)
            self.verticalScrollBar().setValue(value)
            self.resized.emit()
        self.viewport().update()

    def _stop_typesetting(self) -> None:
        self._pictures.stop()
        self._scrolling.stop()

    # ------------------------------------------------------------------ what lies where

    def _activate(self, target: Target) -> None:
        if target.citation is not None:
            self.citation_activated.emit(target.citation)
        elif target.link is not None and self.picture is not None:
            self.link_activated.emit(self.picture.links[target.link])
        elif target.claim is not None:
            self.claim_activated.emit(target.claim)

    def _on_scrolled(self) -> None:
        if self.picture is not None and self.picture.insets:
            self._looking.start()
        if self._finder.places or self._targets.missing:
            self.lights.mark()  # only what is in view is marked

    def _scrolled_by_person(self) -> None:
        self._scrolling.stop()
        self.person_scrolled.emit()

    # ------------------------------------------------------------------ Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture is not None:
            painter = QPainter(self.viewport())
            # Not below a block that is open: that says itself how to begin.
            washes = self.lights.washes
            washes.hint = self._hint if self.shows_caret else ""
            self._painter.paint(painter, self.picture, event.rect(), washes)
            painter.end()
        super().paintEvent(event)
        if self.picture is not None:
            painter = QPainter(self.viewport())
            painter.save()
            self._painter.paint_insets(painter, self.picture, event.rect(), self.drawn)
            painter.restore()
            self.paint_caret(painter)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_same_width = event.oldSize().width() == event.size().width()
        top = self.top_byte() if not is_same_width else None
        self._place_column()
        super().resizeEvent(event)
        if top is not None:
            self.scroll_to_byte(top)
        self._looking.start()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() not in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            return
        if self._dressed_in != (theme_of(self), body_font()):
            self._paint_paper()
            self._place_column()
            if self.picture is not None:
                self._typeset(self.picture.note, self.times, _same)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt gives the margins beside the column to the frame, which would pass the wheel on.
        if watched is self and isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        if (
            watched is self
            and event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_own_key(event)
        ):
            event.accept()
            return True
        if watched is self.viewport():
            if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
                text = self._targets.tool_tip_at(event.pos(), self.lights.washes.hover_step)
                QToolTip.showText(event.globalPos(), plain(text), self)  # "" hides it
                return True
            if event.type() is QEvent.Type.Leave:
                self.lights.set_hover(NOTHING)
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = self._wheel.add(event)
            if notches:
                self.zoom_requested.emit(notches)
            return
        self._scrolled_by_person()
        super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        dragging = bool(event.buttons() & Qt.MouseButton.LeftButton)
        target = NOTHING if dragging else self._targets.at_point(event.position().toPoint())
        self.lights.set_hover(target)
        self.pointer_moved.emit(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._was_double_click = self._caret_by_keys = False
            self._scrolling.stop()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.lights.washes.hover_step:
            self._pressed = event.position().toPoint()
            return  # each click is one step
        self._was_double_click = True
        if self._is_below(event.position().toPoint()):
            return  # the first click was all
        if self._has_gone:
            self._has_gone = False
            self.going_taken_back.emit()
        super().mouseDoubleClickEvent(event)
        offset = self.caret_byte()
        if offset is None and self.note is not None and not self.note.blocks:
            offset = len(self.note.data)  # there is nothing else to click on
        if event.button() is Qt.MouseButton.LeftButton and offset is not None:
            self.edit_requested.emit(offset)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed, self._has_gone = self._pressed, None, False
        if event.button() is not Qt.MouseButton.LeftButton or pressed is None:
            return
        point = event.position().toPoint()
        moved = (point - pressed).manhattanLength() >= QApplication.startDragDistance()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if moved or shift or self._was_double_click or self.textCursor().hasSelection():
            return  # text was selected
        if self.note is not None and not self.note.blocks:
            self.edit_requested.emit(len(self.note.data))  # there is nothing else to click on
            return
        target = self._targets.at_point(point)
        if self.lights.washes.hover_step and target.citation is not None and target.step:
            self.step_requested.emit(target.citation, target.step)
            self.lights.set_hover(self._targets.at_point(point))
            self.lights.ask_steps()  # for the next one: the note was set anew
            return
        self._has_gone = target.claim is not None or target.citation is not None
        if target == NOTHING and self._is_below(point):
            self.below_clicked.emit()
            return
        self._activate(target)
        if target == NOTHING:
            self.select_beside(point)
            self.caret_moved.emit()

    def _go_to_place(self, start: int, end: int) -> None:
        super()._go_to_place(start, end)
        self.caret_moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._caret_by_keys |= event.reason() in BY_TAB
        self._update_caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_caret()

    def _is_below(self, point: QPoint) -> bool:
        if self.note is None or not self.note.blocks:
            return False
        last = self.document().characterCount() - 1
        return point.y() > self.places.extent(last, last)[1] - self.verticalScrollBar().value()

    def _is_own_key(self, event: QKeyEvent) -> bool:
        """Return whether a player key moves the cursor or scrolls, since there is no video."""
        if self.video_has_keys or self.note is None or not self.note.blocks:
            return False
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if event.key() == Qt.Key.Key_Space:
            return plain and self.verticalScrollBar().maximum() > 0
        at, last = self.textCursor().position(), self.document().characterCount() - 1
        return plain and (
            (event.key() == Qt.Key.Key_Left and at > 0)
            or (event.key() == Qt.Key.Key_Right and at < last)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self._targets.at_caret())
            return
        before = self.verticalScrollBar().value()
        self._scrolling.stop()
        if event.key() in _CARET_KEYS and plain and not self.caret_is_in_view():
            # After scrolling away, continue from what is visible, not from where the cursor was.
            self._set_caret(self.cursorForPosition(QPoint(GUTTER_PX, 4)).position())
        self._caret_by_keys |= event.key() in _CARET_KEYS
        link = self._targets.link_on_the_way(Qt.Key(event.key())) if plain else None
        if link is not None:  # not back from the line after: a screen reader would read both
            self._set_caret(link)
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)
        if self.verticalScrollBar().value() != before:
            self.person_scrolled.emit()
        if event.key() in _CARET_KEYS:
            self.caret_moved.emit()

    def _describe_caret(self) -> None:
        """Tell screen readers what Enter does at the cursor, like a tooltip."""
        words = self._targets.tool_tip(self._targets.at_caret())
        self.setAccessibleDescription(tr("Link: {0}").format(words) if words else "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            offset, target = self.caret_byte(), self._targets.at_caret()
            where = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        else:
            position = self.cursorForPosition(event.pos()).position()
            offset = self.picture.byte_at(position) if self.picture else None
            inset = self._targets.inset_at(event.pos())
            target = replace(self._targets.at_point(event.pos()), inset=inset)
            where = event.globalPos()
            top, bottom = self.places.extent(position, position)
            y = event.pos().y() + self.verticalScrollBar().value()
            if target == NOTHING and not top - _GAP_PX <= y <= bottom + _GAP_PX:
                offset = None  # nothing stands there
        self.menu_requested.emit(where, -1 if offset is None else offset, target)
