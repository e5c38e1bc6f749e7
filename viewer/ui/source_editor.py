"""The source mode: the whole file as text, to be edited beside the player.

The Qt document is only a picture of a `SourceText`. What is typed is taken from the document's
changes as edits of the note's bytes (`edited`); what changes the note otherwise is shown through
`apply_change`. Nothing is ever read back from the document as a whole, and Qt's undo is off: the
note's own holds every change. All positions that leave it are bytes of the file. GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEasingCurve, QEvent, QMimeData, QPropertyAnimation, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStyle, QTextEdit, QWidget

from viewer.notes.edit import Change
from viewer.notes.model import Span
from viewer.ui.scroll_bar import SlimScrollBar
from viewer.ui.source_markup import SourceMarkup
from viewer.ui.source_text import SourceText, common_ends, length, units_of
from viewer.ui.theme import Theme, body_font, theme_of

_COLUMN_CHARACTERS = 86
_GUTTER_PX = 18
_BAR_PX = 3
_SCROLL_MS = 240
_MOVES = frozenset(
    {
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
        *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
        *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Insert),
    }
)
# What Ctrl does to text; every other key with Ctrl is the window's.
_TEXT_KEYS_WITH_CTRL = frozenset(
    {
        *(Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Insert),
        *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)


class SourceEditor(QPlainTextEdit):
    """Show and edit the text of one note as it is written."""

    edited = Signal(object)  # Change: what was typed, pasted, deleted or moved
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
        self._found: list[QTextCursor] = []
        self._found_current = -1
        self._dressed_in: tuple[Theme, QFont] | None = None
        # Before the highlighter, whose own changes would hide where something was typed.
        self.document().contentsChange.connect(self._on_change)
        self._markup: SourceMarkup | None = None
        self._scrolling = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._scrolling.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._scrolling.setDuration(_SCROLL_MS)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._by_person())
        self._dress()

    # ------------------------------------------------------------------ the text

    @property
    def data(self) -> bytes:
        """The bytes that are shown, what was typed included."""
        return self._text.data

    def set_text(self, data: bytes) -> None:
        """Show these bytes, from the top."""
        self._text = SourceText(data)
        with self._shows():
            self._in_force, self._found, self._found_current = [], [], -1
            self._wash()
            self.setPlainText(self._text.shown())
            if self._markup is None:
                self._markup = SourceMarkup(self.document(), theme_of(self))
                self._markup.rehighlight()

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

    def _on_change(self, position: int, _removed: int, added: int) -> None:
        """Take a change of the document over into the bytes.

        What Qt calls removed and added may be more than was changed, and counts the last block's
        end in or not; how long the document was and is says how far it reaches.
        """
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
            self.edited.emit(Change.of(self.tr("Change the text"), edits))

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

    def top_byte(self) -> int:
        """Give the byte at the top of the view."""
        return self._text.byte_of(max(0, self.firstVisibleBlock().blockNumber()), 0)

    def scroll_to_byte(self, byte: int) -> None:
        """Put the line of a byte at the top of the view, at once."""
        block = self.document().findBlock(self._position_of(byte))
        self.verticalScrollBar().setValue(block.firstLineNumber())

    def reveal_byte(self, byte: int) -> None:
        """Scroll gently until a byte's line stands in the comfortable part of the view."""
        bar = self.verticalScrollBar()
        line = self.document().findBlock(self._position_of(byte)).firstLineNumber()
        if bar.value() + bar.pageStep() * 0.08 <= line <= bar.value() + bar.pageStep() * 0.75:
            return
        value = max(0, round(line - bar.pageStep() * 0.3))
        self._scrolling.stop()
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        still = self.style().styleHint(hint, None, self) <= 0 or not self.isVisible()
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
        self._wash()

    def _wash(self) -> None:
        theme = theme_of(self)
        selections = []
        current = self._found[self._found_current] if self._found_current >= 0 else None
        for cursor in [*self._in_force, *self._found]:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format.setBackground(theme.now_wash)
            if cursor is current:
                selection.format.setBackground(theme.now_fill)
                selection.format.setForeground(theme.now_fill_ink)
            selections.append(selection)
        self.setExtraSelections(selections)
        self.viewport().update()

    # ------------------------------------------------------------------ finding

    def find_all(self, text: str) -> int:
        """Mark every place where `text` stands, without regard to case; give their number."""
        self._found, self._found_current = [], -1
        cursor = self.document().find(text) if text else QTextCursor()
        while not cursor.isNull():
            self._found.append(cursor)
            cursor = self.document().find(text, cursor)
        self._wash()
        return len(self._found)

    def go_to_found(self, by: int) -> int:
        """Go `by` places on (0: the first at or below the top of the view); give its index."""
        if not self._found:
            return -1
        if by == 0 or self._found_current < 0:
            top = self.firstVisibleBlock().position()
            starts = [cursor.selectionStart() for cursor in self._found]
            self._found_current = next((i for i, start in enumerate(starts) if start >= top), 0)
        else:
            self._found_current = (self._found_current + by) % len(self._found)
        cursor = self.textCursor()
        cursor.setPosition(self._found[self._found_current].selectionStart())
        self.setTextCursor(cursor)
        self._wash()
        return self._found_current

    def found_count(self) -> int:
        """Give how many places `find_all` marked."""
        return len(self._found)

    def clear_found(self) -> None:
        """Take the marks of `find_all` away."""
        if self._found:
            self.find_all("")

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
        self.setFont(body_font())
        palette = self.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, theme.paper)
        palette.setColor(QPalette.ColorRole.Text, theme.ink)
        palette.setColor(QPalette.ColorRole.Highlight, theme.text_select)
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
        side = max(0, int(width - column - 2 * _GUTTER_PX) // 2)
        self.setViewportMargins(side, 0, side, 0)

    def _by_person(self) -> None:
        self._scrolling.stop()
        self.person_scrolled.emit()

    # ------------------------------------------------------------------ Qt

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            event.setAccepted(_is_for_text(event))
            return True
        # Qt gives the margins beside the column to the frame, which would pass the wheel on.
        if isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_for_text(event):
            self._by_person()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # With Shift, Qt would write U+2028.
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's own name
        text = source.text()
        if text:
            self.textCursor().insertText(text.replace("\u2029", "\n").replace("\u2028", "\n"))
            self.ensureCursorVisible()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the window scales the text
            return
        self._by_person()
        super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_column()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() not in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            return
        if self._dressed_in not in (None, (theme_of(self), body_font())):
            with self._shows():
                self._dress()
                self._place_column()
                if self._markup is not None:
                    self._markup.set_theme(theme_of(self))
                self.set_in_force([self._span_of(cursor) for cursor in self._in_force])

    def _span_of(self, cursor: QTextCursor) -> Span:
        return Span(self._byte_at(cursor.selectionStart()), self._byte_at(cursor.selectionEnd()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._in_force:
            painter = QPainter(self.viewport())
            for bar in self._bars():
                painter.fillRect(bar, theme_of(self).now_fill)

    def _bars(self) -> Iterator[QRectF]:
        """Give the bars at the left of the lines in force; only visible ones are looked at."""
        block = self.firstVisibleBlock()
        height = self.viewport().height()
        while block.isValid():
            place = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if place.top() > height:
                return
            low, high = block.position(), block.position() + block.length()
            layout = block.layout()
            for cursor in self._in_force:
                start, end = cursor.selectionStart(), cursor.selectionEnd()
                if start >= high or end <= low:
                    continue
                top = layout.lineForTextPosition(max(0, start - low))
                bottom = layout.lineForTextPosition(max(0, min(end, high - 1) - low))
                if top.isValid() and bottom.isValid():
                    y = place.top() + top.y()
                    down = bottom.y() + bottom.height() - top.y()
                    yield QRectF(_GUTTER_PX - 3 * _BAR_PX, y, _BAR_PX, down)
            block = block.next()


def _is_for_text(event: QKeyEvent) -> bool:
    """Tell whether a key types or moves the caret; all others are for the window and the player."""
    key, modifiers = event.key(), event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    types = bool(event.text()) and event.text().isprintable()
    if control and alt:
        return types  # AltGr, on some systems
    if control:
        arrows = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        return (key in _TEXT_KEYS_WITH_CTRL and not shift) or (
            shift and (arrows or key in (Qt.Key.Key_Home, Qt.Key.Key_End))
        )
    if alt or modifiers & Qt.KeyboardModifier.MetaModifier:
        return False
    return types or key in _MOVES


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
