"""The source mode: the whole file as text, to be edited beside the player.

The Qt document is only a picture of a `SourceText`. What is typed is taken from the document's
changes as edits of the note's bytes (`edited`); what changes the note otherwise is shown through
`apply_change`. Nothing is ever read back from the document as a whole, and Qt's undo is off: the
note's own holds every change. All positions that leave it are bytes of the file. GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import (
    QByteArray,
    QEasingCurve,
    QEvent,
    QMimeData,
    QObject,
    QPropertyAnimation,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QStyle, QTextEdit, QWidget

from viewer.notes.edit import Change
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.ui.editing.source_keys import break_line, indent_lines, is_for_text
from viewer.ui.editing.source_layout import LINE_HEIGHT, SourceLayout, line_boxes
from viewer.ui.editing.source_markup import SourceMarkup
from viewer.ui.editing.source_text import SourceText, common_ends, length, units_of
from viewer.ui.kit.scroll_bar import SlimScrollBar
from viewer.ui.kit.theme import Theme, body_font, theme_of
from viewer.ui.kit.wheel import WheelNotches
from viewer.ui.note.pane import Source
from viewer.ui.session.history import Reveal, is_in_view

_COLUMN_CHARACTERS = 72  # as on the page
_GUTTER_PX = 18
_BAR_PX = 3
_SCROLL_MS = 240
_OWN_FORMAT = "application/x-cuenote-source"  # the very bytes of what was copied
_LIST_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class SourceEditor(Source):
    """Show and edit the text of one note as it is written."""

    edited = Signal(object)  # Change: what was typed, pasted, deleted or moved
    zoom_requested = Signal(int)  # notches of the wheel, upwards for larger text
    person_scrolled = Signal()  # by wheel, scroll bar or caret; or something was typed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Note as Markdown"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar())
        self._text = SourceText(b"")
        self._showing = False  # the document is being made to show the bytes, not edited
        self._in_force: list[QTextCursor] = []
        self._make_finder(self)
        self._dressed_in: tuple[Theme, QFont] | None = None
        self._wheel = WheelNotches()  # with Ctrl
        self._layout = SourceLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self.document().contentsChange.connect(self._on_change)
        self._markup = SourceMarkup(self.document(), theme_of(self))
        self._scrolling = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._scrolling.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._scrolling.setDuration(_SCROLL_MS)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._by_person())
        # Qt paints again what is as high as the letters; the ground of a selection is higher.
        self.selectionChanged.connect(self.viewport().update)
        # A filter and not `event`: an exception raised below `super().event()` crashes PySide.
        self.installEventFilter(self)
        self._dress()

    # ------------------------------------------------------------------ the text

    @property
    def data(self) -> bytes:
        """The bytes that are shown, what was typed included."""
        return self._text.data

    def set_text(self, data: bytes, note: Note | None = None) -> None:
        """Show these bytes, from the top; `note` is what they were parsed to, for the looks."""
        self._text = SourceText(data)
        with self._shows():
            self._in_force = []
            self.clear_found()
            self.setPlainText(self._text.shown())
        self.set_note(note)

    def set_note(self, note: Note | None) -> None:
        """Dress the lines as this note says, which is what is shown, parsed."""
        self._markup.set_note(note)
        self.viewport().update()

    def clear_text(self) -> None:
        """Show nothing, and keep nothing."""
        self.set_text(b"")

    def apply_change(self, change: Change) -> None:
        """Show a change of the bytes that was not typed here (undo, a merge, a time)."""
        with self._shows():
            for edit in reversed(change.edits):
                touched = self._text.apply(edit)
                if touched is None:
                    caret, top = self.byte_at_caret(), self.top_byte()
                    data = change.apply(self.data)
                    self.set_text(data)
                    self.place_caret(change.map(caret))
                    self.scroll_to_byte(change.map(top))
                    return
                self._show_line(*touched)
        self._markup.changed(change, self._text)

    def _show_line(self, first: int, old: str, new: str) -> None:
        head, tail = common_ends(old, new)
        if head + tail == len(old) == len(new):
            return
        start = self.document().findBlockByNumber(first).position()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start + length(old[:head]))
        cursor.setPosition(start + length(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new[head : len(new) - tail])

    @contextmanager
    def _shows(self) -> Iterator[None]:
        before, self._showing = self._showing, True
        try:
            yield
        finally:
            self._showing = before

    def _on_change(self, position: int, removed: int, added: int) -> None:
        """Take a change of the document over into the bytes.

        What Qt calls removed and added may be more than was changed, and counts the last block's
        end in or not; how long the document was and is says how far it reaches.
        """
        self._finder.shift(position, removed, added)
        if self._showing:
            return
        document, text = self.document(), self._text
        total = document.characterCount() - 1
        end = min(position + added, total)
        if _splits_pair(document.findBlock(end), end):
            end += 1
        old_end = text.units - (total - end)
        start = min(position, end, old_end)
        if _splits_pair(document.findBlock(start), start):
            start -= 1
        first, last = document.findBlock(start), document.findBlock(end)
        lines_below = document.blockCount() - 1 - last.blockNumber()
        edits = text.take(
            first.blockNumber(),
            start - first.position(),
            text.count - 1 - lines_below,
            last.position() + last.length() - 1 - end,
            _text_between(first, start, last, end),
        )
        if edits:
            change = Change.of(self.tr("Change the text"), edits)
            self._markup.changed(change, self._text)
            self.edited.emit(change)

    # ------------------------------------------------------------------ places

    def byte_at_caret(self) -> int:
        """Give the byte under the caret."""
        return self._byte_at(self.textCursor().position())

    def selected_span(self) -> Span | None:
        """Give the bytes of the selected text, or None where nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return Span(self._byte_at(cursor.selectionStart()), self._byte_at(cursor.selectionEnd()))

    def place_caret(self, byte: int) -> None:
        """Put the caret at a byte, and bring it into view."""
        cursor = self.textCursor()
        cursor.setPosition(self._position_of(byte))
        self.setTextCursor(cursor)

    def caret_y(self) -> int | None:
        """Give how far down the view the caret's line begins, in pixels; None: out of view."""
        rect = self.cursorRect()
        return rect.top() if self.viewport().rect().contains(rect.center()) else None

    def bring_caret_to(self, y: int) -> None:
        """Scroll so that the caret's line begins about `y` pixels down the view."""
        self._scrolling.stop()
        self.ensureCursorVisible()
        bar = self.verticalScrollBar()
        line = QFontMetricsF(body_font()).height() * LINE_HEIGHT
        for _ in range(3):  # what comes into view may turn out to be higher than a line
            self._dress_visible()
            bar.setValue(bar.value() + round((self.cursorRect().top() - y) / line))

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be typed; the caret stays, and keys without Ctrl are the player's."""
        if read_only == self.isReadOnly():
            return
        self.setReadOnly(read_only)
        if read_only:
            flags = self.textInteractionFlags()
            self.setTextInteractionFlags(flags | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setTabChangesFocus(read_only)
        self.setAccessibleDescription(self.tr("Read-only") if read_only else "")
        self._dress()

    def top_byte(self) -> int:
        """Give the byte at the top of the view."""
        return self._text.byte_of(max(0, self.firstVisibleBlock().blockNumber()), 0)

    def scroll_to_byte(self, byte: int) -> None:
        """Put the line of a byte at the top of the view, at once."""
        self._scrolling.stop()
        block = self.document().findBlock(self._position_of(byte))
        self.verticalScrollBar().setValue(block.firstLineNumber())

    def reveal_byte(self, byte: int, reveal: Reveal, *, at_once: bool = False) -> None:
        """Put a byte's line in the comfortable part, gently or at once, unless it is in view so."""
        bar = self.verticalScrollBar()
        line = self.document().findBlock(self._position_of(byte)).firstLineNumber()
        below = line - bar.value()
        if is_in_view(below, below + 1, bar.pageStep(), reveal):
            return
        value = max(0, round(line - bar.pageStep() * 0.3))
        self._scrolling.stop()
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        still = at_once or self.style().styleHint(hint, None, self) <= 0 or not self.isVisible()
        if still or abs(value - bar.value()) > 3 * bar.pageStep():
            bar.setValue(value)
            return
        self._scrolling.setStartValue(bar.value())
        self._scrolling.setEndValue(value)
        self._scrolling.start()

    def set_in_force(self, spans: Sequence[Span]) -> None:
        """Wash the text of these spans; the wash moves with the text that is typed before it."""
        self._in_force = []
        for span in spans:
            cursor = QTextCursor(self.document())
            cursor.setPosition(self._position_of(span.start))
            cursor.setPosition(self._position_of(span.end), QTextCursor.MoveMode.KeepAnchor)
            self._in_force.append(cursor)
        self.viewport().update()

    def spans_in_force(self) -> list[Span]:
        """Give the bytes that are washed."""
        return [self._span_of(cursor) for cursor in self._in_force]

    # ------------------------------------------------------------------ finding

    def _searched(self) -> QTextDocument:
        return self.document()

    def _first_position(self) -> int:
        return self.firstVisibleBlock().position()

    def _go_to_place(self, start: int, end: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        self.setTextCursor(cursor)

    def _mark_found(self) -> None:
        """Ink the place that was gone to; the grounds of all are painted here, with the washes.

        For each selection it is given Qt looks from the first line in view to its own.
        """
        selections, finder = [], self._finder
        if finder.current >= 0:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            start, end = finder.places[finder.current]
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format.setForeground(theme_of(self).now_fill_ink)
            selections.append(selection)
        self.setExtraSelections(selections)
        self.viewport().update()

    def _byte_at(self, position: int) -> int:
        block = self.document().findBlock(position)
        return self._text.byte_of(block.blockNumber(), position - block.position())

    def _position_of(self, byte: int) -> int:
        line, unit = self._text.place_of(byte)
        return self.document().findBlockByNumber(line).position() + unit

    # ------------------------------------------------------------------ looks

    def _dress(self) -> None:
        theme = theme_of(self)
        self._dressed_in = theme, body_font()
        # Not the widget's own font: that would hide a change of the application's from it.
        self.document().setDefaultFont(body_font())
        palette = self.palette()
        ground = theme.window if self.isReadOnly() else theme.paper
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, ground)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        # Only the ink of what is selected is Qt's; see `paintEvent` for its ground.
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.verticalScrollBar().setPalette(palette)
        metrics = QFontMetricsF(body_font())
        self.setTabStopDistance(4 * metrics.horizontalAdvance(" "))
        self.setCursorWidth(2)
        self.document().setDocumentMargin(_GUTTER_PX)

    def _place_column(self) -> None:
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        column = QFontMetricsF(body_font()).averageCharWidth() * _COLUMN_CHARACTERS
        # The document's margin is on both sides; the page's is on the left alone.
        side = max(14, int(width - column - _GUTTER_PX) // 2)
        self.setViewportMargins(side, 0, max(0, side - _GUTTER_PX), 0)

    def _by_person(self) -> None:
        self._scrolling.stop()
        self.person_scrolled.emit()

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self:
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
                event.setAccepted(self._takes(event))
                return True
            # Qt gives the margins beside the column to the frame, which would pass the wheel on.
            if isinstance(event, QWheelEvent):
                self.wheelEvent(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._takes(event):
            super().keyPressEvent(event)
            return
        self._by_person()
        key, cursor = event.key(), self.textCursor()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self.isReadOnly() or key not in _LIST_KEYS:
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shift:
                cursor.insertText("\n")  # Qt would write U+2028
            else:
                break_line(cursor, in_code=self._is_code(cursor))
            self.setTextCursor(cursor)
        else:
            indent_lines(cursor, deeper=key == Qt.Key.Key_Tab)
        self.ensureCursorVisible()

    def _takes(self, event: QKeyEvent) -> bool:
        return is_for_text(event, read_only=self.isReadOnly())

    def _is_code(self, cursor: QTextCursor) -> bool:
        byte = self._byte_at(cursor.selectionStart())
        line, _ = self._text.place_of(byte)
        return self._markup.is_code(self._text.byte_of(line, 0), byte, self._text)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        block = self.textCursor().block()
        super().inputMethodEvent(event)
        block.setUserState(-1)  # Qt has put the looks of what is composed in the place of ours

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # Files that are dropped are the window's: a note to open, or a video.
        if any(url.isLocalFile() for url in source.urls()):
            return False
        return source.hasFormat(_OWN_FORMAT) or super().canInsertFromMimeData(source)

    def createMimeDataFromSelection(self) -> QMimeData:
        # Qt would make spaces of NBSP, and line ends of U+2028: also where text is only moved.
        span = self.selected_span()
        data = self._text.cut(span) if span is not None else b""
        mime = QMimeData()
        mime.setData(_OWN_FORMAT, QByteArray(data))
        mime.setText(data.decode("utf-8", "replace"))
        return mime

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        own = source.hasFormat(_OWN_FORMAT)
        text = (
            bytes(source.data(_OWN_FORMAT).data()).decode("utf-8", "replace")
            if own
            else source.text()
        )
        # Qt makes two line ends of "\r\n". Elsewhere U+2028 means the end of a line; here, itself.
        for end in ("\r\n", "\r", "\u2029") if own else ("\r\n", "\r", "\u2029", "\u2028"):
            text = text.replace(end, "\n")
        if text:
            self.textCursor().insertText(text)
            self.ensureCursorVisible()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = self._wheel.add(event)
            if notches:
                self.zoom_requested.emit(notches)
            return
        self._by_person()
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)  # Qt's own undo is off; the note's has its keys
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_column()
        self._layout.room_below = self.viewport().height() / 2
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._dressed_in is not None:
            self.document().setDefaultFont(body_font())  # Qt has just set the widget's
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress_again()

    def _dress_again(self) -> None:
        """Take other colours, or another size of text."""
        if self._dressed_in not in (None, (theme_of(self), body_font())):
            with self._shows():
                self._dress()
                self._place_column()
                self._markup.set_theme(theme_of(self))
                self._mark_found()

    def _span_of(self, cursor: QTextCursor) -> Span:
        return Span(self._byte_at(cursor.selectionStart()), self._byte_at(cursor.selectionEnd()))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._dress_visible()
        painter, theme = QPainter(self.viewport()), theme_of(self)
        for washes in self._boxes(self._in_force):
            top, bottom = washes[0].top(), washes[-1].bottom()
            bar = QRectF(_GUTTER_PX - 3 * _BAR_PX, top, _BAR_PX, bottom - top)
            painter.fillRect(bar, theme.now_fill)
            for wash in washes:
                painter.fillRect(wash, theme.now_wash)
        self._paint_found(painter, theme)
        if self.textCursor().hasSelection():
            # Qt would leave gaps between the lines.
            for boxes in self._boxes([self.textCursor()], with_ends=True):
                for box in boxes:
                    painter.fillRect(box, theme.text_select)
        painter.end()
        super().paintEvent(event)

    def _dress_visible(self) -> None:
        """Dress what is in view; anything else waits until it is."""
        block = self.firstVisibleBlock()
        line = max(0, block.blockNumber())
        at = self._text.byte_of(line, 0)
        height = self.viewport().height()
        top = self.contentOffset().y()
        with self._shows():
            while block.isValid() and top <= height:
                self._markup.dress_line(block, line, at, self._text)
                top += self.blockBoundingRect(block).height()
                at += self._text.size_of(line)
                line, block = line + 1, block.next()

    def _paint_found(self, painter: QPainter, theme: Theme) -> None:
        finder = self._finder
        for block, place in self._in_view() if finder.places else ():
            low = block.position()
            for index in finder.between(low, low + block.length()):
                start, end = finder.places[index]
                ground = theme.now_fill if index == finder.current else theme.now_wash
                for box in line_boxes(block, start - low, end - low, place.topLeft()):
                    painter.fillRect(box, ground)

    def _in_view(self) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Give the blocks in view, and where each stands."""
        block = self.firstVisibleBlock()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > self.viewport().height():
                return
            yield block, place
            block = block.next()

    def _boxes(
        self, cursors: Sequence[QTextCursor], *, with_ends: bool = False
    ) -> Iterator[list[QRectF]]:
        """Give where the visible text of cursors stands: a block at a time, a box for each line.

        `with_ends` shows line ends, too. Of a line that the view cuts off before its letters there
        is nothing: it would be a stray strip.
        """
        height = self.viewport().height()
        for block, place in self._in_view():
            low, high = block.position(), block.position() + block.length()
            for cursor in cursors:
                start, end = cursor.selectionStart(), cursor.selectionEnd()
                if start < high and end > low:
                    found = line_boxes(
                        block, start - low, end - low, place.topLeft(), with_ends=with_ends
                    )
                    boxes = [box for box in found if box.top() + box.height() / 2 < height]
                    if boxes:
                        yield boxes


def _splits_pair(block: QTextBlock, position: int) -> bool:
    """Tell whether a position lies inside a character of two units."""
    text = block.text()
    if text.isascii():
        return False
    unit = _unit_at(text, position - block.position())
    return 0xDC00 <= unit < 0xE000


def _unit_at(text: str, unit: int) -> int:
    """Give one UTF-16 unit of a text; 0 behind its end."""
    units = text.encode("utf-16-le", "surrogatepass")
    return int.from_bytes(units[2 * unit : 2 * unit + 2], "little")


def _text_between(first: QTextBlock, start: int, last: QTextBlock, end: int) -> str:
    if first == last:
        return units_of(first.text(), start - first.position(), end - first.position())
    parts = [units_of(first.text(), start - first.position(), first.length() - 1)]
    block = first.next()
    while block.isValid() and block != last:
        parts.append(block.text())
        block = block.next()
    parts.append(units_of(last.text(), 0, end - last.position()))
    return "\n".join(parts)
