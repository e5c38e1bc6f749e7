"""The text of a transcript: a column of times, and the passages next to them.

Places are characters of `Transcript.text`, as everywhere. GUI thread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from viewer.base.translation import tr
from viewer.media.transcript import NO_HITS, Hits, Passage, Transcript
from viewer.notes.timecode import format_ms
from viewer.ui.kit.buttons import act_on_key
from viewer.ui.kit.characters import utf16_units
from viewer.ui.kit.focus import BY_TAB
from viewer.ui.kit.paint import RIGHT, paint_text
from viewer.ui.kit.scroll_bar import dress, make_quiet
from viewer.ui.kit.theme import theme_of, ui_font
from viewer.ui.transcript.scroll import ROW_PAD, RowLayout, RowScroll, TranscriptRows

Span = tuple[int, int]
# Following keeps what is said between these parts of the height.
_COMFORT = (0.12, 0.72)
# Characters that would end a block of Qt's; each passage is to be one block.
_BREAKS = dict.fromkeys(map(ord, "\n\r\u2029\ufdd0\ufdd1"), " ")
_NOTHING = Transcript(())
_EAST_ASIAN = "\u2e80"  # the first letter of their scripts
_ROW_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


@dataclass(slots=True)
class Marks:
    """The highlights. Stretches are characters of the text, half-open; rows are indexes or -1."""

    said_row: int = -1
    said_span: Span = (0, 0)
    marked: Span | None = None  # what was asked for: "where is this said?"
    hover: tuple[int, int, int] | None = None  # row, and the words that a click means
    caret: int = -1  # the row that the keyboard is at
    hits: Hits = NO_HITS
    hit: int = -1  # which of them is the current one


class RowPainter:
    """Paints the rows of a transcript, with their highlights."""

    def __init__(self, view: QWidget, layout: RowLayout, marks: Marks) -> None:
        self._view, self._layout, self._marks = view, layout, marks

    def paint(
        self, painter: QPainter, block: QTextBlock, passage: Passage, face: QRectF, selection: Span
    ) -> None:
        """Paint a row with its time; `face` is what is highlighted of it."""
        theme, marks, number = theme_of(self._view), self._marks, block.blockNumber()
        top = face.top() - 1
        is_said = number == marks.said_row
        is_marked = marks.marked is not None and (
            passage.start < marks.marked[1] and marks.marked[0] < passage.end
        )
        painter.setPen(Qt.PenStyle.NoPen)
        if is_said or (marks.hover is not None and marks.hover[0] == number):
            painter.setBrush(theme.now_wash if is_said else theme.select)
            painter.drawRoundedRect(face, 5, 5)
        if is_said or is_marked:
            colour = theme.now_bar if is_said else theme.link
            bar = QRectF(face.left(), face.top() + 1, 3, face.height() - 2)
            painter.fillRect(bar, colour)
        if number == marks.caret and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.link)
            painter.drawRoundedRect(face.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(ui_font(self._view))
        painter.setPen(theme.now if is_said else theme.muted)
        side = RIGHT | Qt.AlignmentFlag.AlignVCenter
        at = self._layout.time_room.translated(0, top + ROW_PAD)
        paint_text(painter, at, format_ms(passage.start_ms), side)
        painter.setPen(theme.ink)
        block.layout().draw(painter, QPointF(0, top), self._ranges(block, passage, selection))

    def _ranges(
        self, block: QTextBlock, passage: Passage, selection: Span
    ) -> list[QTextLayout.FormatRange]:
        """Return the highlights of a row, later ones over earlier ones."""
        theme, marks, text = theme_of(self._view), self._marks, block.text()
        ranges: list[QTextLayout.FormatRange] = []

        def add(span: Span, ink: QColor | None, ground: QColor | None) -> None:
            start, end = max(span[0], passage.start), min(span[1], passage.end)
            if start >= end:
                return
            one = QTextLayout.FormatRange()
            one.start = utf16_units(text[: start - passage.start])
            one.length = utf16_units(text[: end - passage.start]) - one.start
            form = QTextCharFormat()
            if ink is not None:
                form.setForeground(ink)
            if ground is not None:
                form.setBackground(ground)
            one.format = form
            ranges.append(one)

        if marks.marked is not None:
            add(marks.marked, None, theme.chip_wash)
        # Where all of the row is one group, the row's wash says as much.
        said = marks.said_span
        is_whole = said[0] <= passage.start and passage.end <= said[1]
        if block.blockNumber() == marks.said_row and not is_whole:
            add(said, theme.now, None)
        if marks.hover is not None and marks.hover[0] == block.blockNumber():
            add(marks.hover[1:], theme.link, None)
        hits = marks.hits
        index = max(0, bisect_right(hits.starts, passage.start) - 1)
        while index < len(hits) and hits.starts[index] < passage.end:
            span = hits.starts[index], hits.ends[index]
            is_hit = index == marks.hit
            add(span, *(theme.link_ink, theme.link) if is_hit else (theme.ink, theme.text_select))
            index += 1
        add(selection, theme.ink, theme.text_select)
        return ranges


class TranscriptText(QPlainTextEdit):
    """Shows the passages of a transcript; a click emits the time of the clicked words."""

    seek_requested = Signal(object)  # int: ms
    person_scrolled = Signal()
    menu_requested = Signal(QPoint)  # where, on the screen
    escaped = Signal()  # Esc, and nothing was selected

    _is_made = False  # Qt calls changeEvent while it constructs

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # nothing is typed here
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.rows = TranscriptRows(self)
        self.scrolling = RowScroll(self, self.rows)
        make_quiet(self)
        self.setMinimumSize(160, 60)
        self.rows.shape()
        self.marks = Marks()  # to be read; they are set by what is called
        self._painter = RowPainter(self, self.rows.layout, self.marks)
        self._transcript = _NOTHING
        self._said: int | None = None
        self._pressed: tuple[QPoint, int] | None = None
        self._dragging = False
        self.setAccessibleName(tr("Transcript"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._on_person())
        self.viewport().setMouseTracking(True)
        dress(self)
        # A filter and not `event`: an exception raised below `super().event()` crashes PySide 6.11
        # on Python 3.11, and would never reach the crash log.
        self.installEventFilter(self)
        self._is_made = True

    # ------------------------------------------------------------------ what is shown

    def set_passages(
        self,
        transcript: Transcript | None,
        passages: Sequence[Passage],
        moved: Callable[[int], int] | None = None,
    ) -> None:
        """Show `passages` of `transcript`, keeping the selection of unchanged words.

        `moved` maps places of the previous transcript to this one, which has more words: then what
        is in view, selected or marked stays, too.
        """
        transcript = transcript or _NOTHING
        same = transcript is self._transcript or moved is not None
        map_ = moved if moved is not None else int
        marks, cursor, value = self.marks, self.textCursor(), self.verticalScrollBar().value()
        ends = [map_(self.rows.place_of(at)) for at in (cursor.anchor(), cursor.position())]
        at_top = map_(self.rows.first_place())
        caret = -1
        if moved is not None and 0 <= marks.caret < len(self.rows.passages):
            caret = moved(self.rows.passages[marks.caret].start)
        self._transcript, self.rows.passages = transcript, passages
        text = transcript.text.translate(_BREAKS)
        self.setPlainText("\n".join(text[passage.start : passage.end] for passage in passages))
        marks.caret = self.rows.row_of(caret) if caret >= 0 else -1
        marks.hover, marks.said_row, marks.said_span = None, -1, (0, 0)
        self.rows.shape()
        if same:
            marks.marked = marks.marked and (map_(marks.marked[0]), map_(marks.marked[1]))
            self._said = map_(self._said) if self._said is not None else None
            self.select(*ends)
            if passages and (moved is None or value):
                self.scrolling.to_place(at_top, part=0.0)
        else:
            marks.marked, self._said = None, None
            self.set_found(NO_HITS, -1)
        self._set_said(self._said)

    def set_said(self, place: int | None, *, follow: bool) -> None:
        """Highlight the words said now, and with `follow` bring them into view."""
        is_first = self._said is None
        moved = self._set_said(place)
        if moved and follow:
            self.reveal_said(at_once=is_first)  # what was just opened has nowhere to come from

    def set_marked(self, span: Span | None) -> None:
        """Mark a stretch [start, end), or none."""
        self.marks.marked = span
        self.viewport().update()

    def set_found(self, hits: Hits, current: int) -> None:
        """Highlight these matches, the one with index `current` more than the others."""
        self.marks.hits, self.marks.hit = hits, current
        self.viewport().update()

    # ------------------------------------------------------------------ selecting

    @property
    def selection(self) -> Span:
        """The selected characters [start, end)."""
        cursor, place_of = self.textCursor(), self.rows.place_of
        return place_of(cursor.selectionStart()), place_of(cursor.selectionEnd())

    def select(self, start: int, end: int) -> None:
        """Select the characters from the anchor `start` to `end`, which may be before."""
        cursor = self.textCursor()
        cursor.setPosition(self.rows.position_of(start))
        cursor.setPosition(self.rows.position_of(end), QTextCursor.MoveMode.KeepAnchor)
        # Qt brings the cursor into view; here nothing moves for it.
        bar, block = self.verticalScrollBar(), self.firstVisibleBlock()
        higher_px = self.rows.higher_px
        line = bar.value() - block.firstLineNumber()
        self.setTextCursor(cursor)
        bar.setValue(block.firstLineNumber() + line)
        self.rows.higher_px = higher_px
        self.viewport().update()

    def selectAll(self) -> None:  # noqa: N802 - Qt's own name
        """Select all that is said."""
        if self.rows.passages:
            self.select(0, self.rows.passages[-1].end)

    def go_to(self, place: int) -> None:
        """Move the cursor to a place, clearing the selection."""
        self.select(place, place)
        self._set_caret(self.rows.row_of(place), scroll=False)

    def selected_text(self) -> str:
        """Return the selected words, one line per passage."""
        start, end = self.selection
        text = self._transcript.text
        rows = self.rows.passages[self.rows.row_of(start) : self.rows.row_of(end) + 1]
        parts = (text[max(start, row.start) : min(end, row.end)].strip() for row in rows)
        return "\n".join(filter(None, parts))

    def copy(self) -> None:
        """Copy what is selected."""
        if self.textCursor().hasSelection():
            QApplication.clipboard().setText(self.selected_text())

    def current_passage(self) -> Passage | None:
        """Return the current passage: at the cursor if visible, else the one said now."""
        passages, caret, said = self.rows.passages, self.marks.caret, self.marks.said_row
        if 0 <= caret < len(passages) and self.hasFocus():
            passage = passages[caret]
            if self.rows.is_seen(passage.start, passage.end):
                return passage
        return passages[said] if 0 <= said < len(passages) else None

    def _select_to(self, place: int) -> None:
        self.select(self.rows.place_of(self.textCursor().anchor()), place)

    # ------------------------------------------------------------------ going about

    def reveal_said(self, *, at_once: bool = False) -> None:
        """Keep the words said now in a comfortable place."""
        if self._said is None or not self.rows.passages:
            return
        row, room = self.rows.row_of(self._said), self.viewport().height()
        rect, line = self.rows.row_rect(row), self.rows.rect_of(self._said)
        # A row that was clicked stays under the mouse.
        if row == self.marks.caret and self.viewport().rect().intersects(line):
            return
        if rect.height() > room * 0.5:
            rect = line
        lowest = room * _COMFORT[0] * (self.verticalScrollBar().value() > 0)
        if rect.top() < lowest or rect.bottom() > room * _COMFORT[1]:
            self.scrolling.to_place(self._said, at_once=at_once)

    def go_along(self) -> None:
        """Move the cursor along with what is said now, since the user went there."""
        if self.marks.caret >= 0 and self.marks.said_row >= 0:
            self._set_caret(self.marks.said_row, scroll=False)

    def _set_said(self, place: int | None) -> bool:
        """Set what is said now; return whether the highlighted words changed."""
        self._said = place
        row, span = -1, (0, 0)
        if place is not None and self.rows.passages:
            row = self.rows.row_of(place)
            group = self._transcript.group_at(place)
            span = group.start, group.end
        if (row, span) == (self.marks.said_row, self.marks.said_span):
            return False
        self.rows.repaint(row, self.marks.said_row)
        self.marks.said_row, self.marks.said_span = row, span
        return True

    def _on_person(self) -> None:
        self.scrolling.stop()
        self.person_scrolled.emit()

    # ------------------------------------------------------------------ looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, selection = QPainter(self.viewport()), self.selection
        painter.fillRect(event.rect(), theme_of(self).window)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        block = self.rows.block_at(event.rect().top())
        rect = self.rows.row_rect(block.blockNumber())
        for passage in self.rows.passages[block.blockNumber() :]:
            rect.setHeight(self.rows.layout.height_of(block))
            if rect.top() > event.rect().bottom():
                break
            self._painter.paint(painter, block, passage, self.rows.layout.face_of(rect), selection)
            rect.moveTop(rect.bottom() + 1)
            block = block.next()
        self.rows.layout.count_lines()

    # ------------------------------------------------------------------ mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.rows.place_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or found is None:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._select_to(found[1] + 1)
        else:
            self.scrolling.stop()
            self._pressed = event.position().toPoint(), found[1]
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is None:
            found = self.rows.place_at(at)
            group = self._transcript.group_at(found[1]) if found is not None else None
            self._set_hover(found and group and (found[0], group.start, group.end))
            return
        far = (at - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
        if far and not self._dragging:
            self._dragging = True
            self.select(self._pressed[1], self._pressed[1])
            self._set_hover(None)
        if self._dragging:
            self._drag_to(at)

    def _drag_to(self, at: QPoint) -> None:
        inside = QPoint(at.x(), max(0, min(self.viewport().height() - 1, at.y())))
        if at != inside:
            self._on_person()
            self.scrolling.by(at.y() - inside.y())
        found = self.rows.place_at(inside)
        if found is not None:
            anchor = self.rows.place_of(self.textCursor().anchor())
            self._select_to(found[1] + (found[1] >= anchor))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        place = self._pressed[1]
        self._pressed = None
        if not self._dragging:
            self.go_to(place)
            self.seek_requested.emit(self._transcript.ms_at(place))
        self._dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.rows.place_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or found is None or not found[2]:
            return
        self.select(*whole_words(self._transcript.text, found[1], found[1] + 1))

    def _set_hover(self, hover: tuple[int, int, int] | None) -> None:
        before = self.marks.hover
        if hover == before:
            return
        self.rows.repaint(*(one[0] for one in (before, hover) if one is not None))
        self.marks.hover = hover
        if hover is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0:
            self._on_person()
        self._set_hover(None)
        # The text's own would go by lines, and make the letters larger with Ctrl. As Qt's do, a
        # turn goes no further than a page.
        room, px = self.viewport().height(), QApplication.wheelScrollLines() * self.rows.layout.step
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        ):
            px = room
        self.scrolling.by(max(-room, min(room, round(-event.angleDelta().y() / 120 * px))))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.marks.caret if self.marks.caret >= 0 else max(0, self.marks.said_row)
            shown = self.rows.row_rect(row) if self.rows.passages else QRect()
            where = self.viewport().mapToGlobal(shown.intersected(self.viewport().rect()).center())
        else:
            # It goes to the row there, unless what is selected is there.
            found, (start, end) = self.rows.place_at(event.pos()), self.selection
            if found is not None and not start <= found[1] < end:
                self.go_to(found[1])
        self.menu_requested.emit(where)

    # ------------------------------------------------------------------ keyboard

    def _set_caret(self, row: int, *, scroll: bool = True) -> None:
        self.rows.repaint(row, self.marks.caret)
        self.marks.caret = row
        if not self.rows.passages:
            return
        start, end, ms, _ = self.rows.passages[row]
        self.setAccessibleDescription(f"{format_ms(ms)} {self._transcript.text[start:end]}")
        if scroll:
            self.scrolling.bring_row(row)

    def _row_for_key(self, event: QKeyEvent) -> int | None:
        """Return the row that a key goes to; None for other keys."""
        key, here = event.key(), self.marks.caret
        if here < 0:
            here = self.rows.begin(self.marks.said_row)
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                return here
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return self.rows.page_from(here, 1 if key == Qt.Key.Key_PageDown else -1)
        rows = (here - 1, here + 1, 0, len(self.rows.passages) - 1)
        return dict(zip(_ROW_KEYS, rows, strict=True)).get(Qt.Key(key))

    def _meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does here, although the window may use it, too."""
        if not self.rows.passages:
            return None
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy if self.textCursor().hasSelection() else None
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return self.selectAll
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        has_shift = held == Qt.KeyboardModifier.ShiftModifier
        if held and not has_shift:
            return None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return None if has_shift else self._seek_current
        row = self._row_for_key(event)
        return None if row is None else partial(self._go_by_key, row, selects=has_shift)

    def _seek_current(self) -> None:
        row = self.marks.caret if self.marks.caret >= 0 else self.marks.said_row
        if row >= 0:
            self.seek_requested.emit(self.rows.passages[row].start_ms)

    def _go_by_key(self, row: int, *, selects: bool) -> None:
        row = max(0, min(len(self.rows.passages) - 1, row))
        self._on_person()
        passage, cursor = self.rows.passages[row], self.textCursor()
        if selects:
            held = self.marks.caret if self.marks.caret >= 0 else row
            if cursor.hasSelection():
                start, end = self.selection
                held = self.rows.row_of(start if cursor.anchor() < cursor.position() else end - 1)
            if held <= row:
                self.select(self.rows.passages[held].start, passage.end)
            else:
                self.select(self.rows.passages[held].end, passage.start)
        else:
            self.select(passage.start, passage.start)
        self._set_caret(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.rows.passages:
            event.ignore()
        elif self.textCursor().hasSelection():
            self.select(self.selection[0], self.selection[0])
        else:
            self.escaped.emit()

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter and Ctrl+C are the window's too; here they are the transcript's.
        if watched is self and isinstance(event, QKeyEvent):
            return act_on_key(event, self._meaning_of(event))
        return False

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's own name
        self.rows.higher_px = 0
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._reshape()
        super().resizeEvent(event)

    def _reshape(self) -> None:
        """Lay out the rows in another font or width, keeping the top one in place."""
        place = self.rows.first_place()
        self.rows.shape()
        if self.verticalScrollBar().value() > 0:
            self.scrolling.to_place(place, part=0.0)
        else:
            self.rows.higher_px = 0  # of rows in another width

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in BY_TAB and self.marks.caret < 0 and self.rows.passages:
            self._set_caret(self.rows.begin(self.marks.said_row), scroll=False)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not self._is_made:
            return
        if event.type() == QEvent.Type.PaletteChange:
            dress(self)
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._reshape()


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend the characters [start, end) of a text to whole words."""
    while _is_in_word(text, start):
        start -= 1
    while _is_in_word(text, end):
        end += 1
    return start, end


def _is_in_word(text: str, at: int) -> bool:
    """Return whether a word continues across a place; False for East Asian ones."""
    around = text[at - 1 : at + 1] if at > 0 else ""
    return len(around) == 2 and all(
        letter in "'’-" or (letter.isalnum() and letter < _EAST_ASIAN) for letter in around
    )
