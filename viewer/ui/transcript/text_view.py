"""The words of a transcript on a page: a column of times, and what is said beside them.

Places are characters of `Transcript.text`, as everywhere. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from viewer.notes.timecode import format_ms
from viewer.ui.kit.buttons import act_on_key
from viewer.ui.kit.theme import theme_of
from viewer.ui.transcript.painter import Marks, RowLook, paint_row
from viewer.ui.transcript.rows import ROW_PAD, TOP
from viewer.ui.transcript.scroll import INSIDE, LEFT, RIGHT, TranscriptScroll
from viewer.video.transcripts.transcript import NO_HITS, Hits, Passage, Transcript


class TranscriptText(TranscriptScroll):
    """Show the passages of a transcript; a click asks for the time of the words clicked."""

    seek_requested = Signal(object)  # int: ms
    person_scrolled = Signal()
    menu_requested = Signal(QPoint)  # where, on the screen
    escaped = Signal()  # Esc, and nothing was selected

    _is_made = False  # Qt calls changeEvent while it constructs

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transcript: Transcript | None = None
        self._said: int | None = None
        self.marks = Marks()  # to be read; they are set by what is called
        self._anchor = 0
        self._pressed: tuple[QPoint, int] | None = None
        self._dragging = False
        self.setAccessibleName(self.tr("Transcript"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._on_person())
        self.viewport().setMouseTracking(True)
        self._dress()
        # A filter and not `event`: an exception raised below `super().event()` crashes PySide 6.11
        # on Python 3.11, and would never reach the crash log.
        self.installEventFilter(self)
        self._is_made = True

    # ------------------------------------------------------------------ what is shown

    @property
    def passages(self) -> Sequence[Passage]:
        return self._rows.passages

    def set_passages(
        self,
        transcript: Transcript | None,
        passages: Sequence[Passage],
        moved: Callable[[int], int] | None = None,
    ) -> None:
        """Show `passages` of `transcript`; what is selected stays where the words are the same.

        `moved` says of a place in the transcript before where it is in this one, which has more
        words: then what is in view, selected or marked stays, too.
        """
        same = transcript is self._transcript or moved is not None
        at_top = self._place_at_top() if same else None
        caret = None
        if moved is not None:
            at_top = moved(at_top) if at_top is not None else None
            if 0 <= self.marks.caret < len(self._rows):
                caret = moved(self._rows.passages[self.marks.caret].start)
            self._anchor = moved(self._anchor)
            start, end = self.marks.selection
            self.marks.selection = moved(start), moved(end)
            if self.marks.marked is not None:
                self.marks.marked = moved(self.marks.marked[0]), moved(self.marks.marked[1])
            self._said = moved(self._said) if self._said is not None else None
        value = self.verticalScrollBar().value()
        self._transcript = transcript
        self._rows.set_passages(transcript, passages)
        self.marks.caret = self._rows.row_of(caret) if caret is not None else -1
        self.marks.hover = None
        if not same:
            self.marks.selection, self.marks.marked, self._said = (0, 0), None, None
            self.set_found(NO_HITS, -1)
        self.marks.said_row, self.marks.said_span = -1, (0, 0)
        self._shape()
        self.verticalScrollBar().setValue(0)
        self._settle()
        if at_top is not None and (moved is None or value):
            self.scroll_to_place(at_top, part=0.0)
        self._set_said(self._said)
        self.viewport().update()

    def set_said(self, place: int | None, *, follow: bool) -> None:
        """Mark the words said now, and with `follow` bring them into view."""
        is_first = self._said is None
        moved = self._set_said(place)
        if moved and follow:
            self.reveal_said(at_once=is_first)  # what was just opened has nowhere to come from

    def reveal_said(self, *, at_once: bool = False) -> None:
        """Bring what is said now into view."""
        if self._said is None:
            return
        # A row that was clicked stays under the mouse.
        is_clicked = bool(self._rows) and self._rows.row_of(self._said) == self.marks.caret
        line = self.rect_of(self._said).adjusted(0, -ROW_PAD, 0, ROW_PAD) if is_clicked else QRect()
        if not self.viewport().rect().intersects(line):
            self.follow_place(self._said, at_once=at_once)

    def set_marked(self, span: tuple[int, int] | None) -> None:
        """Mark a stretch [start, end), or none."""
        self.marks.marked = span
        self.viewport().update()

    def set_found(self, hits: Hits, current: int) -> None:
        """Mark these places, the one with index `current` more than the others."""
        self.marks.hits, self.marks.hit = hits, current
        self.viewport().update()

    # ------------------------------------------------------------------ selecting

    def select(self, start: int, end: int) -> None:
        """Select the characters [start, end)."""
        if (start, end) != self.marks.selection:
            self.marks.selection = start, end
            self.viewport().update()

    def select_words(self, start: int, end: int) -> None:
        """Select the characters [start, end), and go there with the keyboard."""
        self._anchor = start
        self.select(start, end)
        self._set_caret(self._rows.row_of(start), scroll=False)

    def selected_text(self) -> str:
        """Give the selected words, a line for each passage."""
        if self._transcript is None:
            return ""
        start, end = self.marks.selection
        pieces = []
        for passage in self._rows.passages[max(0, self._rows.row_of(start)) :]:
            if passage.start >= end:
                break
            part = self._transcript.text[max(start, passage.start) : min(end, passage.end)]
            if part.strip():
                pieces.append(part.strip())
        return "\n".join(pieces)

    def copy(self) -> None:
        """Copy what is selected."""
        if self.marks.selection[0] < self.marks.selection[1]:
            QApplication.clipboard().setText(self.selected_text())

    def current_passage(self) -> Passage | None:
        """Return the passage that is meant: where the keyboard is seen to be, else what is said."""
        passages, caret, said = self._rows.passages, self.marks.caret, self.marks.said_row
        if 0 <= caret < len(passages) and self.hasFocus():
            passage = passages[caret]
            if self.is_seen(passage.start, passage.end):
                return passage
        return passages[said] if 0 <= said < len(passages) else None

    def is_seen(self, start: int, end: int) -> bool:
        """Tell whether a row with some of the characters [start, end) is in view."""
        first, last = self._rows.row_of(start), self._rows.row_of(max(start, end - 1))
        rows = self.row_rect(first).united(self.row_rect(last))
        return self.isVisible() and self.viewport().rect().intersects(rows)

    # ------------------------------------------------------------------ following

    def go_along(self) -> None:
        """Have the keyboard go on from what is said now, for one went there."""
        if self.marks.caret >= 0 and self.marks.said_row >= 0:
            self._set_caret(self.marks.said_row, scroll=False)

    def _set_said(self, place: int | None) -> bool:
        """Take what is said; whether the words that are marked are others now."""
        self._said = place
        row, span = -1, (0, 0)
        if place is not None and self._rows.passages and self._transcript is not None:
            row = self._rows.row_of(place)
            group = self._transcript.group_at(place)
            span = group.start, group.end
        if (row, span) == (self.marks.said_row, self.marks.said_span):
            return False
        for number in {row, self.marks.said_row} - {-1}:
            if number < len(self._rows):
                self.viewport().update(self.row_rect(number))
        self.marks.said_row, self.marks.said_span = row, span
        return True

    def _on_person(self) -> None:
        self._scrolling.stop()
        self.person_scrolled.emit()

    # ------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.window)
        if not self._rows:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scrolled = self.verticalScrollBar().value()
        right = self.viewport().width() - RIGHT
        look = RowLook(self._time_font, self._time_width, INSIDE, self._text_left(), self.marks)
        row = self._rows.row_at(scrolled + event.rect().top())
        while row < len(self._rows):
            top = self._rows.tops[row] - scrolled
            if top > event.rect().bottom():
                break
            face = QRectF(LEFT, top, right - LEFT, self._rows.heights[row])
            paint_row(painter, theme, self._rows, row, face, look, has_focus=self.hasFocus())
            row += 1

    def _dress(self) -> None:
        theme = theme_of(self)
        palette = QPalette(self.palette())
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, theme.window)
        if palette != self.palette():
            self.setPalette(palette)
            self.verticalScrollBar().setPalette(palette)

    # ------------------------------------------------------------------ mouse

    def _place_at(self, at: QPoint) -> tuple[int, int, bool] | None:
        """Give (row, place, whether a word is there) under a point; None beside all rows."""
        y = at.y() + self.verticalScrollBar().value()
        if not self._rows.passages or not TOP <= y < self._rows.tops[-1]:
            return None
        number = self._rows.row_at(y)
        row = self._rows.row(number)
        line = int((y - self._rows.tops[number] - ROW_PAD) // self._step)
        place, is_on = row.place_at(line, at.x() - self._text_left())
        inside = 0 <= line < row.lines
        if at.x() < self._text_left():
            place, is_on = 0, False  # the time of the row
        return number, self._rows.passages[number].start + place, is_on and inside

    def _meant(self, number: int, place: int) -> tuple[int, int, int]:
        """Give what a click means: (ms, start, end) of its words."""
        assert self._transcript is not None
        group = self._transcript.group_at(place)
        return group.ms, group.start, group.end

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._place_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or found is None:
            event.ignore()
            return
        _, place, _ = found
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._select_from_anchor(place + 1)
            return
        self._scrolling.stop()
        self._pressed = event.position().toPoint(), place
        self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None:
            far = (at - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
            if far and not self._dragging:
                self._dragging = True
                self._anchor = self._pressed[1]
                self._set_hover(None)
            if self._dragging:
                self._drag_to(at)
            return
        found = self._place_at(at)
        if found is None:
            self._set_hover(None)
        else:
            _, start, end = self._meant(found[0], found[1])
            self._set_hover((found[0], start, end))

    def _drag_to(self, at: QPoint) -> None:
        bar = self.verticalScrollBar()
        if at.y() < 0 or at.y() > self.viewport().height():
            self._on_person()
            bar.setValue(bar.value() + (at.y() if at.y() < 0 else at.y() - self.height()))
        inside = QPoint(at.x(), max(0, min(self.viewport().height() - 1, at.y())))
        found = self._place_at(inside)
        if found is not None:
            self._select_from_anchor(found[1] + (found[1] >= self._anchor))

    def _select_from_anchor(self, place: int) -> None:
        self.select(min(self._anchor, place), max(self._anchor, place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        place = self._pressed[1]
        self._pressed = None
        if self._dragging:
            self._dragging = False
            return
        self.select(place, place)
        self._anchor = place
        self._set_caret(self._rows.row_of(place), scroll=False)
        self.seek_requested.emit(self._meant(self._rows.row_of(place), place)[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._place_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or found is None or not found[2]:
            return
        assert self._transcript is not None
        text, start = self._transcript.text, found[1]
        end = start
        while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "'’-"):
            start -= 1
        while end < len(text) and (text[end].isalnum() or text[end] in "'’-"):
            end += 1
        self._anchor = start
        self.select(start, end)

    def _set_hover(self, hover: tuple[int, int, int] | None) -> None:
        if hover == self.marks.hover:
            return
        for one in (self.marks.hover, hover):
            if one is not None and one[0] < len(self._rows):
                self.viewport().update(self.row_rect(one[0]))
        self.marks.hover = hover
        if hover is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.verticalScrollBar().maximum() > 0:
            self._on_person()
        self._set_hover(None)
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.marks.caret if self.marks.caret >= 0 else max(0, self.marks.said_row)
            shown = self.row_rect(row) if self._rows.passages else QRect()
            where = shown.intersected(self.viewport().rect()).center()
            self.menu_requested.emit(self.viewport().mapToGlobal(where))
        else:
            self._be_at(event.pos())
            self.menu_requested.emit(event.globalPos())

    def _be_at(self, point: QPoint) -> None:
        """Go to the row at a point, unless what is selected is there."""
        found = self._place_at(point)
        start, end = self.marks.selection
        if found is not None and not start <= found[1] < end:
            self.select(found[1], found[1])
            self._anchor = found[1]
            self._set_caret(found[0], scroll=False)

    # ------------------------------------------------------------------ keyboard

    def _set_caret(self, row: int, *, scroll: bool = True) -> None:
        row = max(0, min(len(self._rows) - 1, row))
        if self.marks.caret >= 0:
            self.viewport().update(self.row_rect(self.marks.caret))
        self.marks.caret = row
        if self._transcript is None or not self._rows.passages:
            return
        passage = self._rows.passages[row]
        self.setAccessibleDescription(
            f"{format_ms(passage.start_ms)} {self._transcript.text[passage.start : passage.end]}"
        )
        if scroll:
            self._bring(row)
        self.viewport().update(self.row_rect(row))

    def _row_for_key(self, event: QKeyEvent) -> int | None:
        """Give the row that a key goes to; None for a key that means nothing here."""
        keys = Qt.Key
        here = self.marks.caret
        if here < 0:
            here = (
                self.marks.said_row
                if self.marks.said_row >= 0
                else self._rows.row_at(self.verticalScrollBar().value())
            )
            if event.key() in (keys.Key_Up, keys.Key_Down):
                return here
        page = self.viewport().height() - self._step
        y = self._rows.tops[max(0, here)]
        by_key = {
            keys.Key_Up: here - 1,
            keys.Key_Down: here + 1,
            keys.Key_Home: 0,
            keys.Key_End: len(self._rows) - 1,
            keys.Key_PageUp: min(here - 1, self._rows.row_at(y - page)),
            keys.Key_PageDown: max(here + 1, self._rows.row_at(y + page)),
        }
        return by_key.get(keys(event.key()))

    def _meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Say what a key does here, although the window may have it for something else."""
        start, end = self.marks.selection
        if not self._rows:
            return None
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy if start < end else None
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return self._select_all
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        has_shift = held == Qt.KeyboardModifier.ShiftModifier
        if held and not has_shift:
            return None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return None if has_shift else self._seek_current
        row = self._row_for_key(event)
        return None if row is None else partial(self._go_by_key, row, selects=has_shift)

    def _select_all(self) -> None:
        self._anchor = 0
        self.select(0, self._rows.passages[-1].end)

    def _seek_current(self) -> None:
        row = self.marks.caret if self.marks.caret >= 0 else self.marks.said_row
        if row >= 0:
            self.seek_requested.emit(self._rows.passages[row].start_ms)

    def _go_by_key(self, row: int, *, selects: bool) -> None:
        row = max(0, min(len(self._rows) - 1, row))
        self._on_person()
        before = self.marks.caret if self.marks.caret >= 0 else row
        if selects:
            if self.marks.selection[0] == self.marks.selection[1]:
                self._anchor_row = before
            first, last = sorted((self._anchor_row, row))
            self.select(self._rows.passages[first].start, self._rows.passages[last].end)
        else:
            self.select(self._rows.passages[row].start, self._rows.passages[row].start)
        self._set_caret(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self._rows:
            event.ignore()
        elif self.marks.selection[0] < self.marks.selection[1]:
            self.select(self.marks.selection[0], self.marks.selection[0])
        else:
            self.escaped.emit()

    _anchor_row = 0

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter and Ctrl+C are the window's too; here they are the transcript's.
        if watched is self and isinstance(event, QKeyEvent):
            return act_on_key(event, self._meaning_of(event))
        return False

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_tab = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        if by_tab and self.marks.caret < 0 and self._rows.passages:
            top = self._rows.row_at(self.verticalScrollBar().value() + ROW_PAD)
            self._set_caret(self.marks.said_row if self.marks.said_row >= 0 else top, scroll=False)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not self._is_made:
            return
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
            self.viewport().update()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._reshape()
