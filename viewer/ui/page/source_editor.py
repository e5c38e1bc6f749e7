"""The source mode: the whole file as text, to be edited beside the player. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from viewer.base.translation import tr
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.ui.kit.scroll_bar import GentleScroll, WheelNotches
from viewer.ui.kit.theme import Theme, body_font, theme_of
from viewer.ui.page.column import column_px
from viewer.ui.page.document import cursor_over
from viewer.ui.page.find import Search
from viewer.ui.page.geometry import BAR_PX, GUTTER_PX
from viewer.ui.page.markdown_editor import MarkdownEditor
from viewer.ui.page.page_scroll import is_in_view
from viewer.ui.page.source_document import SourceDocument
from viewer.ui.page.source_keys import break_line, indent_lines
from viewer.ui.page.source_markup import LINE_HEIGHT, line_boxes
from viewer.ui.page.source_painting import boxes_in_view, lines_in_view
from viewer.ui.watch.history import Reveal

_LIST_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class SourceScroll(GentleScroll):
    """Scrolls a source by its bytes, line by line."""

    def __init__(self, view: SourceEditor, source: SourceDocument) -> None:
        super().__init__(view)
        self._editor, self._source, self._bar = view, source, view.verticalScrollBar()

    def caret_y(self) -> int | None:
        """Return the top of the cursor's line in the view, in pixels; None if out of view."""
        rect = self._editor.cursorRect()
        return rect.top() if self._editor.viewport().rect().contains(rect.center()) else None

    def bring_caret_to(self, y: int) -> None:
        """Scroll the cursor's line about `y` pixels down the view, so that it is visible."""
        self.stop()
        self._editor.ensureCursorVisible()
        line = QFontMetricsF(body_font()).height() * LINE_HEIGHT
        for _ in range(3):  # what comes into view may turn out to be higher than a line
            self._editor.dress_visible()
            below = round((self._editor.cursorRect().top() - y) / line)
            self._bar.setValue(self._bar.value() + below)
        self._editor.ensureCursorVisible()  # the page may still have scrolled to it

    def top_byte(self) -> int:
        """Return the byte at the top of the view."""
        block = self._editor.firstVisibleBlock()
        return self._source.text.byte_at(max(0, block.position()))

    def to_byte(self, byte: int) -> None:
        """Put the line of a byte at the top of the view, at once."""
        self.stop()
        self._bar.setValue(self._line_of(byte))

    def shows(self, byte: int, reveal: Reveal = Reveal.PART) -> bool:
        below = self._line_of(byte) - self._bar.value()
        return is_in_view(below, below + 1, self._bar.pageStep(), reveal)

    def reveal(self, byte: int, reveal: Reveal, *, at_once: bool = False) -> None:
        """Bring a byte's line into the comfortable part of the view, unless it is there already."""
        if not self.shows(byte, reveal):
            above = self._bar.pageStep() * 0.3
            self.go_to(max(0, round(self._line_of(byte) - above)), at_once=at_once)

    def _line_of(self, byte: int) -> int:
        position = self._source.text.position_of(byte)
        return self._source.document.findBlock(position).firstLineNumber()


class SourceSearch(Search):
    """What is searched in a source, and its highlights."""

    def __init__(self, view: SourceEditor, source: SourceDocument) -> None:
        super().__init__(
            view,
            self.mark,
            first=lambda: view.firstVisibleBlock().position(),
            go_to=lambda start, _end: view.setTextCursor(
                cursor_over(view.document(), start, start)
            ),
            position_of=lambda byte: source.text.position_of(byte),
            span_of=lambda start, end: source.span_of(cursor_over(view.document(), start, end)),
        )
        self._editor = view
        view.document().contentsChanged.connect(self._find_anew)

    def _find_anew(self) -> None:
        if self.places:
            current = self._editor.extraSelections()  # its cursor has moved with the text
            self.find_all(self.sought, current[0].cursor.selectionStart() if current else -1)

    def mark(self) -> None:
        """Colour the current match; `paint` does all matches' backgrounds.

        For each of its extra selections Qt searches from the first visible line.
        """
        selections = []
        if self.current >= 0:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor_over(self._editor.document(), *self.places[self.current])
            selection.format.setForeground(theme_of(self._editor).link_ink)
            selections.append(selection)
        self._editor.setExtraSelections(selections)
        self._editor.viewport().update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        for block, place in lines_in_view(self._editor) if self.places else ():
            low = block.position()
            for index in self.between(low, low + block.length()):
                start, end = self.places[index]
                ground = theme.link if index == self.current else theme.text_select
                for box in line_boxes(block, start - low, end - low, place.topLeft()):
                    painter.fillRect(box, ground)


class SourceEditor(MarkdownEditor):
    """Shows and edits the source of one note."""

    zoom_requested = Signal(int)  # notches of the wheel, upwards for larger text
    person_scrolled = Signal()  # by wheel, scroll bar or caret; or something was typed
    caret_moved = Signal()  # by the user, with a key or the mouse
    go_requested = Signal()  # Ctrl+click, which put the caret there
    search: SourceSearch
    enters_chips = True  # this is where all is edited as it is written

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Note as Markdown"))
        self.document().setDocumentMargin(GUTTER_PX)
        self._in_force: list[QTextCursor] = []
        self.search = SourceSearch(self, self._source)
        self._wheel = WheelNotches()  # with Ctrl
        self.scrolling = SourceScroll(self, self._source)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._by_person())

    def set_text(self, data: bytes, note: Note | None = None, line_end: bytes = b"\n") -> None:
        self._in_force = []
        self.search.clear()
        super().set_text(data, note, line_end)

    def set_read_only(self, read_only: bool) -> None:
        """Disable typing; the cursor stays, and keys without Ctrl are the player's."""
        if read_only == self.isReadOnly():
            return
        self.setReadOnly(read_only)
        if read_only:
            flags = self.textInteractionFlags()
            self.setTextInteractionFlags(flags | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setTabChangesFocus(read_only)
        self.setAccessibleDescription(tr("Read-only") if read_only else "")

    def set_in_force(self, spans: Sequence[Span]) -> None:
        """Highlight the text of these spans; the highlight follows edits before it."""
        self._in_force = [self._source.selecting(span) for span in spans]
        self.viewport().update()

    def spans_in_force(self) -> list[Span]:
        """Return the highlighted bytes."""
        return [self._source.span_of(cursor) for cursor in self._in_force]

    # ------------------------------------------------------------------ looks

    def _place_anew(self) -> None:
        self._place_column()
        self.search.mark()

    def _place_column(self) -> None:
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(14, int(width - column_px()) // 2)
        # The document's margin is on both sides; the page's is on the left alone.
        self.setViewportMargins(side, 0, max(0, side - GUTTER_PX), 0)

    def _paint_grounds(self, painter: QPainter, theme: Theme) -> None:
        for washes in boxes_in_view(self, self._in_force):
            top, bottom = washes[0].top(), washes[-1].bottom()
            bar = QRectF(GUTTER_PX - 3 * BAR_PX, top, BAR_PX, bottom - top)
            painter.fillRect(bar, theme.now_bar)
            for wash in washes:
                painter.fillRect(wash, theme.now_wash)
        self.search.paint(painter, theme)

    def _by_person(self) -> None:
        self.scrolling.stop()
        self.person_scrolled.emit()

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Qt gives the margins beside the column to the frame, which would pass the wheel on.
        if watched is self and isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_for_names(event):
            return
        if not self._takes(event):
            super().keyPressEvent(event)
            return
        self._by_person()
        self.caret_moved.emit()
        key, cursor = event.key(), self.textCursor()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.isReadOnly() or key not in _LIST_KEYS:
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shift:
                cursor.insertText("\n")  # Qt would write U+2028
            else:
                at = self._source.text.byte_at(cursor.selectionStart())
                break_line(cursor, in_code=self._markup.is_code(at))
            self.setTextCursor(cursor)
        else:
            indent_lines(cursor, deeper=key == Qt.Key.Key_Tab)
        self.ensureCursorVisible()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.caret_moved.emit()
        with_ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        is_click = event.button() is Qt.MouseButton.LeftButton
        if with_ctrl and is_click and not self.textCursor().hasSelection():
            self.go_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._wheel.zooms(event, self.zoom_requested):
            self._by_person()
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_column()
        self._layout.room_below = self.viewport().height() / 2
        super().resizeEvent(event)
        self.resized.emit()
