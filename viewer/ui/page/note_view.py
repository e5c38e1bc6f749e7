"""The reading view of a note: typeset text, clickable claims, and highlights for those in force.

The view paints what is not text, and only signals user actions (`claim_activated` and the like): it
never seeks, opens or edits anything itself. Its signals carry indexes into the note's claims,
citations and links. Its parts are asked themselves: `shown` sets notes on it and knows where the
user is, `lights` highlights, `targets` knows what is where, `search` finds.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from viewer.base.translation import tr
from viewer.notes.model import Span
from viewer.ui.kit.focus import BY_TAB
from viewer.ui.kit.keys import MOVING_KEYS
from viewer.ui.kit.plain import plain
from viewer.ui.kit.scroll_bar import WheelNotches
from viewer.ui.kit.timers import once
from viewer.ui.page.caret import Caret
from viewer.ui.page.column import TextColumn
from viewer.ui.page.document import cursor_over
from viewer.ui.page.find import Search
from viewer.ui.page.hit_test import NOTHING, Target, Targets
from viewer.ui.page.lights import Lights
from viewer.ui.page.page_scroll import PageScroll
from viewer.ui.page.painter import NotePainter
from viewer.ui.page.pictures import NotePictures
from viewer.ui.page.shown_note import ShownNote

_GAP_PX = 8  # between two blocks, of which each has a half


class NoteView(TextColumn):
    """Shows one note, read-only."""

    claim_activated = Signal(int)  # index of a claim that was clicked, or had Enter pressed in it
    citation_activated = Signal(int)  # index of a citation whose chip was clicked
    step_requested = Signal(int, int)  # index of a citation to move, by 1 frame or by -1
    link_activated = Signal(object)  # Link
    # Point of the screen, byte under it (-1: none), target there.
    menu_requested = Signal(QPoint, int, object)
    person_scrolled = Signal()  # by wheel, key or scroll bar; never by the view itself
    zoom_requested = Signal(int)  # notches of the wheel, upwards for larger text
    edit_requested = Signal(int)  # byte that was double-clicked
    going_taken_back = Signal()  # the click that went somewhere was the first of a double click
    below_clicked = Signal()  # the blank space below the last block was clicked
    resized = Signal()
    tabbed_to = Signal()  # Tab or F6 put the focus here
    pointer_moved = Signal(object)  # QMouseEvent
    pointer_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Note"))
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(False)
        self._hint = ""
        self._wheel = WheelNotches()  # with Ctrl
        self._was_double_click = False
        self._has_gone = False  # by it, too: to a claim or a citation
        self.scrolling, self.caret, self.room = PageScroll(self), Caret(self), Room(self)
        self.pictures = NotePictures(self, self.scrolling)
        self.pictures.fitted.connect(self.resized)
        self.targets = Targets(self, self.pictures)
        self.lights = Lights(self, self.scrolling, self.targets)
        self.search = self.lights.search = Search(
            self,
            self.lights.mark,
            first=self.scrolling.first_position,
            go_to=self._go_to_found,
            position_of=lambda byte: self.picture.position_at(byte) if self.picture else 0,
            span_of=self._span_of_found,
        )
        parts = self.scrolling, self.caret, self.pictures, self.lights, self.search
        self.shown = ShownNote(self, *parts)
        self._painter = NotePainter(self)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._scrolled_by_person())
        self.verticalScrollBar().valueChanged.connect(self.pictures.look_soon)
        self.verticalScrollBar().valueChanged.connect(self.lights.mark_in_view)
        self.caret.moved.connect(self._describe_caret)
        # A filter and not `event`: an exception raised below `super().event()` crashes PySide 6.11
        # on Python 3.11, and would never reach the crash log.
        self.installEventFilter(self)
        self.viewport().installEventFilter(self)

    def set_hint(self, text: str) -> None:
        """Show `text` as a hint in an empty note."""
        self._hint = text
        self.viewport().update()

    def activate_at_caret(self) -> bool:
        """Do what a click on the text at the cursor does; False if nothing."""
        target = self.targets.at_caret()
        self._activate(target)
        return target != NOTHING

    def _go_to_found(self, start: int, end: int) -> None:
        self.caret.put(start)
        self.scrolling.reveal(start, end)
        self.caret.moved.emit()

    def _span_of_found(self, start: int, end: int) -> Span | None:
        span = self.picture.span_of(start, end) if self.picture is not None else None
        if span is None or self.picture is None:
            return None
        words = cursor_over(self.document(), start, end).selectedText().encode()
        at = self.picture.note.data.find(words, *span)  # what makes it bold, say, is around it
        return Span(at, at + len(words)) if at >= 0 else None

    def _activate(self, target: Target) -> None:
        if target.citation is not None:
            self.citation_activated.emit(target.citation)
        elif target.link is not None and self.picture is not None:
            self.link_activated.emit(self.picture.links[target.link])
        elif target.claim is not None:
            self.claim_activated.emit(target.claim)

    def _scrolled_by_person(self) -> None:
        self.scrolling.gentle.stop()
        self.person_scrolled.emit()

    # ------------------------------------------------------------------ Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture is not None:
            painter = QPainter(self.viewport())
            # Not below a block that is open: that says itself how to begin.
            washes = self.lights.washes
            washes.hint = self._hint if self.caret.is_shown else ""
            self._painter.paint(painter, self.picture, event.rect(), washes)
            painter.end()
        super().paintEvent(event)
        if self.picture is not None:
            painter = QPainter(self.viewport())
            painter.save()
            self._painter.paint_insets(painter, self.picture, event.rect(), self.pictures.drawn)
            painter.restore()
            self.caret.paint(painter)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_same_width = event.oldSize().width() == event.size().width()
        top = self.shown.top_byte() if not is_same_width else None
        self.place()
        super().resizeEvent(event)
        if top is not None:
            self.shown.scroll_to_byte(top)
        self.pictures.look_soon()
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        looks = QEvent.Type.PaletteChange, QEvent.Type.FontChange
        if event.type() in looks and self.dress():
            self.place()
            self.shown.typeset_again()

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
                text = self.targets.tool_tip_at(event.pos(), self.lights.washes.hover_step)
                QToolTip.showText(event.globalPos(), plain(text), self)  # "" hides it
                return True
            if event.type() is QEvent.Type.Leave:
                self.lights.set_hover(NOTHING)
                self.pointer_left.emit()
        return super().eventFilter(watched, event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._wheel.zooms(event, self.zoom_requested):
            self._scrolled_by_person()
            super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        dragging = bool(event.buttons() & Qt.MouseButton.LeftButton)
        target = NOTHING if dragging else self.targets.at_point(event.position().toPoint())
        self.lights.set_hover(target)
        self.pointer_moved.emit(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.scrolling.held_at = event.position().toPoint()
            self._was_double_click = self.caret.by_keys = False
            self.scrolling.gentle.stop()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.lights.washes.hover_step:
            self.scrolling.held_at = event.position().toPoint()
            return  # each click is one step
        self._was_double_click = True
        if self._is_below(event.position().toPoint()):
            return  # the first click was all
        if self._has_gone:
            self._has_gone = False
            self.going_taken_back.emit()
        super().mouseDoubleClickEvent(event)
        offset = self.shown.caret_byte()
        if offset is None and self.note is not None and not self.note.blocks:
            offset = len(self.note.data)  # there is nothing else to click on
        if event.button() is Qt.MouseButton.LeftButton and offset is not None:
            self.edit_requested.emit(offset)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self.scrolling.held_at = self.scrolling.held_at, None
        self._has_gone = False
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
        target = self.targets.at_point(point)
        if self.lights.washes.hover_step and target.citation is not None and target.step:
            self.step_requested.emit(target.citation, target.step)
            self.lights.set_hover(self.targets.at_point(point))
            self.lights.rest()  # for the next one: the note was set anew
            return
        self._has_gone = target.claim is not None or target.citation is not None
        if target == NOTHING and self._is_below(point):
            self.below_clicked.emit()
            return
        self._activate(target)
        if target == NOTHING:
            self.caret.select_beside(point)
            self.caret.moved.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_TAB:
            self.caret.by_keys = True
            self.tabbed_to.emit()
        self.caret.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.caret.update()

    def _is_below(self, point: QPoint) -> bool:
        if self.note is None or not self.note.blocks:
            return False
        last = self.document().characterCount() - 1
        return point.y() > self.places.extent(last, last)[1] - self.verticalScrollBar().value()

    def _is_own_key(self, event: QKeyEvent) -> bool:
        """Return whether a player key moves the cursor or scrolls, since there is no video."""
        if self.shown.video_has_keys or self.note is None or not self.note.blocks:
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Space:
            return plain and self.verticalScrollBar().maximum() > 0
        at, last = self.textCursor().position(), self.document().characterCount() - 1
        return plain and (
            (event.key() == Qt.Key.Key_Left and at > 0)
            or (event.key() == Qt.Key.Key_Right and at < last)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.targets.at_caret())
            return
        before = self.verticalScrollBar().value()
        self.scrolling.gentle.stop()
        if event.key() in MOVING_KEYS and plain and not self.caret.is_in_view():
            # After scrolling away, continue from what is visible, not from where the cursor was.
            self.caret.put(self.scrolling.first_position())
        self.caret.by_keys |= event.key() in MOVING_KEYS
        link = self.targets.link_on_the_way(Qt.Key(event.key())) if plain else None
        if link is not None:  # not back from the line after: a screen reader would read both
            self.caret.put(link)
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)
        if self.verticalScrollBar().value() != before:
            self.person_scrolled.emit()
        if event.key() in MOVING_KEYS:
            self.caret.moved.emit()

    def _describe_caret(self) -> None:
        """Tell screen readers what Enter does at the cursor, like a tooltip."""
        words = self.targets.tool_tip(self.targets.at_caret())
        self.setAccessibleDescription(tr("Link: {0}").format(words) if words else "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            offset, target = self.shown.caret_byte(), self.targets.at_caret()
            where = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        else:
            position = self.cursorForPosition(event.pos()).position()
            offset = self.picture.byte_at(position) if self.picture else None
            target = self.targets.at_point(event.pos())
            where = event.globalPos()
            top, bottom = self.places.extent(position, position)
            y = event.pos().y() + self.verticalScrollBar().value()
            if target == NOTHING and not top - _GAP_PX <= y <= bottom + _GAP_PX:
                offset = None  # nothing stands there
        self.menu_requested.emit(where, -1 if offset is None else offset, target)


class Room(QObject):
    """Makes room below some lines of one column, for what is put over it; one place at a time."""

    def __init__(self, column: TextColumn) -> None:
        super().__init__(column)
        self._column = column
        # In the block above it, with that one's own bottom margin, in px. Null with its document.
        self._made: tuple[QTextCursor, float] | None = None
        self._over = once(self, 0, self._take_back)

    def make(self, span: Span, height_px: float) -> None:
        """Reserve room of this height below the lines of `span`, and nowhere else."""
        edit = QTextCursor(self._column.document())
        edit.beginEditBlock()  # for each edit lays out what stands below
        self._take_back()
        picture = self._column.picture
        if picture is not None and height_px > 0:
            start, end = picture.range_of(span)
            cursor = QTextCursor(picture.document)
            cursor.setPosition(max(end - 1, start))
            margin_px = cursor.blockFormat().bottomMargin()
            self._made = cursor, margin_px
            _set_bottom_margin(cursor, margin_px + height_px)
        edit.endEditBlock()

    def give_back(self) -> None:
        """Reserve none after the event, or from a new layout on."""
        if self._made is not None:
            self._over.start()

    def _take_back(self) -> None:
        self._over.stop()
        if self._made is not None:
            _set_bottom_margin(*self._made)
            self._made = None


def _set_bottom_margin(cursor: QTextCursor, margin_px: float) -> None:
    if not cursor.isNull():
        form = QTextBlockFormat()
        form.setBottomMargin(margin_px)
        cursor.mergeBlockFormat(form)
