"""The videos of a playlist or channel as rows with ticks. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QMarginsF, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from viewer.notes.timecode import format_ms
from viewer.translation import comma_list, tr
from viewer.ui.kit.buttons import TICK_PX, paint_tick
from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.theme import theme_of, ui_font, words_font
from viewer.ui.kit.units import written_day
from viewer.video.ytdlp.listing import WHY_NOT, ListedVideo

_PAD = 14
_GAP = 12


@dataclass(frozen=True, slots=True)
class ListRow:
    """One video, and what is known of it here."""

    entry: ListedVideo
    is_saved: bool = False
    is_queued: bool = False  # is being saved
    has_note: bool = False

    @property
    def can_be_ticked(self) -> bool:
        return not self.entry.why_not

    @property
    def state(self) -> str:
        """Return what is there of it already, or why it cannot be had."""
        if self.entry.why_not:
            return tr(WHY_NOT.get(self.entry.why_not, self.entry.why_not))
        saved = tr("saved") if self.is_saved else tr("being saved") if self.is_queued else ""
        parts = (saved, tr("has a note") if self.has_note else "")
        return "  ·  ".join(filter(None, parts))

    @property
    def length(self) -> str:
        ms = self.entry.duration_ms
        return format_ms(ms) if ms is not None else ""

    @property
    def day(self) -> str:
        """Return when it was published, as far as that is known."""
        return written_day(self.entry.date, is_about=self.entry.is_about)


class TickRows(ListView[ListRow]):
    """The rows; Space or a click ticks one, Ctrl+A all that are shown."""

    GROUND = "paper"
    RIM, LIT = QMarginsF(4, 1, 4, 1), "is_focused"

    ticks_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ticked: set[str] = set()  # keys, also of rows that are not shown just now
        self.setAccessibleName(tr("Videos of the list"))
        self.setUniformItemSizes(True)
        self._pressed = -1  # the row that the mouse went down on
        self.selectionModel().currentChanged.connect(lambda *_: self.viewport().update())

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these; the keyboard stays on its row where that is still there."""
        current = self.current_row
        self.rows.set_rows(rows)
        if rows and not self.currentIndex().isValid():
            index = self.rows.index_of(current.entry.key) if current is not None else QModelIndex()
            self.setCurrentIndex(index if index.isValid() else self.rows.index(0))

    def add_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these, too."""
        self.rows.add(rows)
        if rows and not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(0))

    def tick(self, keys: Iterable[str], on: bool) -> None:
        """Tick these, or take their ticks away."""
        before = set(self.ticked)
        self.ticked = before | set(keys) if on else before - set(keys)
        if self.ticked != before:
            self.viewport().update()
            count = len(self.rows.rows)
            if count:
                self.rows.dataChanged.emit(self.rows.index(0), self.rows.index(count - 1))
            self.ticks_changed.emit()

    def tick_shown(self, on: bool) -> None:
        """Tick all rows that are shown, or none of them."""
        self.tick((row.entry.key for row in self.rows.rows if row.can_be_ticked), on)

    def _turn(self) -> None:
        row = self.current_row
        if row is not None and row.can_be_ticked:
            self.tick((row.entry.key,), row.entry.key not in self.ticked)

    def _turn_all(self) -> None:
        shown = [row.entry.key for row in self.rows.rows if row.can_be_ticked]
        self.tick_shown(not self.ticked.issuperset(shown))

    # ------------------------------------------------------------------ a row

    def key_of(self, row: ListRow) -> str:
        return row.entry.key

    def say(self, row: ListRow) -> str:
        return row.entry.title

    def speak(self, row: ListRow) -> str:
        ticked = tr("selected") if row.entry.key in self.ticked else tr("not selected")
        if not row.can_be_ticked:
            ticked = tr("can't be selected")
        parts = (row.entry.title, ticked, row.state, row.length, row.day)
        return comma_list(filter(None, parts))

    def tip(self, row: ListRow) -> str:
        return row.entry.title

    def row_height(self, row: ListRow) -> int:
        return max(TICK_PX, round(QFontMetricsF(words_font(self)).height())) + 14

    def refit(self) -> None:
        self.doItemsLayout()

    def paint_cells(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        theme = theme_of(self)
        can, on = row.can_be_ticked, row.entry.key in self.ticked
        left = rect.left() + _PAD
        if can:
            box = QRectF(left, rect.center().y() - TICK_PX / 2, TICK_PX, TICK_PX)
            paint_tick(painter, theme, box, on=on)
        figures, small = ui_font(self, 0.92), words_font(self, 0.92)
        right = rect.right() - _PAD
        for text, longest in ((row.length, ("10:00:00",)), (row.day, _longest_days())):
            wide = max(map(QFontMetricsF(figures).horizontalAdvance, longest)) + 2
            room = QRectF(right - wide, rect.top(), wide, rect.height())
            paint_words(painter, room, text, figures, theme.muted, RIGHT)
            right = room.left() - _GAP
        if row.state:
            wide = min(QFontMetricsF(small).horizontalAdvance(row.state) + 1, rect.width() / 3)
            room = QRectF(right - wide, rect.top(), wide, rect.height())
            is_there = can and (row.is_saved or row.has_note)
            tone = theme.good if is_there else theme.muted
            paint_words(painter, room, row.state, small, tone, RIGHT)
            right = room.left() - _GAP
        left += TICK_PX + _GAP
        weight = QFont.Weight.Medium if on else QFont.Weight.Normal
        title = QRectF(left, rect.top(), right - left, rect.height())
        ink = theme.ink if can else theme.muted
        paint_words(painter, title, row.entry.title, words_font(self, 1.0, weight), ink)

    # ------------------------------------------------------------------ Qt

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Space and not held:
            return self._turn
        if event.key() == Qt.Key.Key_A and held == Qt.KeyboardModifier.ControlModifier:
            return self._turn_all
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()).row() if is_left else -1

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # as the second of two clicks

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        released = self.indexAt(event.position().toPoint()).row()
        if released == self._pressed >= 0 and released == self.currentIndex().row():
            self._turn()
        self._pressed = -1


@cache
def _longest_days() -> tuple[str, ...]:
    """Return a day of each month: the names of months are of different lengths."""
    return tuple(written_day(f"2028-{month:02}-28") for month in range(1, 13))
