"""A page of rows laid out only where they are seen, so that two hours open as fast as two minutes.

The height of every other row is an estimate, and becomes exact when the row is first shown, while
what is at the top of the view stays where it is. Places are characters of `Transcript.text`, as
everywhere. What stands in the rows, and what can be done with it, is the matter of
`TranscriptText`. GUI thread.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from viewer.notes.timecode import format_ms
from viewer.ui.kit.scroll_bar import GentleScroll, make_quiet
from viewer.ui.kit.theme import ui_font, words_font
from viewer.ui.transcript.rows import ROW_PAD, TOP, TranscriptRows

LEFT, RIGHT = 12, 14  # around a row, as in the list of claims
INSIDE = 14  # inside a row, at its left
_END = 8  # and at its right
_TIME_GAP = 14
_BOTTOM = 24
_SCROLL_MS = 160
# Following leaves what is said between these parts of the height, and puts it at the first.
_COMFORT = (0.30, 0.12, 0.72)


class TranscriptScroll(QAbstractScrollArea):
    """Rows of a transcript, and the way about in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = TranscriptRows()
        self._settling = False
        self._measure()
        make_quiet(self)
        self._scrolling = GentleScroll(self, _SCROLL_MS, most_pages=2)

    # ------------------------------------------------------------------ going about

    def scroll_to_place(self, place: int, *, part: float = _COMFORT[0]) -> None:
        """Put the line with `place` at a part of the height, at once."""
        if self._rows:
            self._scroll_to(self._value_for(place, part), at_once=True)

    def bring_place(self, place: int) -> None:
        """Scroll to the line with `place`, unless it can be seen well."""
        if not self._rows:
            return
        self._settle()
        rect = self.rect_of(place)
        room = self.viewport().height()
        if rect.top() < 0 or rect.bottom() > room - self._step:
            self.scroll_to_place(place)

    def first_place(self) -> int:
        """Give the first character of the passage at the top of the view."""
        return self._place_at_top() or 0

    def rect_of(self, place: int) -> QRect:
        """Give the line that holds `place`, in the viewport."""
        row = self._rows.row_of(place)
        self._lay_out(row, row)
        line = self._rows.line_of(place)[1]
        top = self._rows.tops[row] + ROW_PAD + line * self._step - self.verticalScrollBar().value()
        x = self._rows.row(row).x_of(place - self._rows.passages[row].start)
        return QRectF(self._text_left() + x, top, 8, self._step).toRect()

    def row_rect(self, row: int) -> QRect:
        """Give where a row is, in the viewport."""
        top = self._rows.tops[row] - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), self._rows.heights[row]).toAlignedRect()

    def follow_place(self, place: int, *, at_once: bool = False) -> None:
        """Keep the line with `place` where one reads well."""
        bar, rows = self.verticalScrollBar(), self._rows
        row, room = rows.row_of(place), self.viewport().height()
        first, last = rows.row_at(bar.value()), rows.row_at(bar.value() + room)
        if first - 40 < row < last + 40:
            self._lay_out(min(row, first), max(row, last))  # so that the way there is exact
        top = rows.tops[row] - bar.value()
        bottom = top + rows.heights[row]
        if rows.heights[row] > room * 0.5 and rows.is_exact(row):
            top += rows.line_of(place)[1] * self._step
            bottom = top + self._step
        if top < room * _COMFORT[1] * (bar.value() > 0) or bottom > room * _COMFORT[2]:
            self._scroll_to(self._value_for(place, _COMFORT[0]), at_once=at_once)

    def _scroll_to(self, value: int, *, at_once: bool = False) -> None:
        value = max(0, min(self.verticalScrollBar().maximum(), value))
        self._scrolling.go_to(value, at_once=at_once)

    def _bring(self, row: int) -> None:
        """Scroll as little as shows the whole row."""
        bar = self.verticalScrollBar()
        self._lay_out(row, row)
        top, bottom = self._rows.tops[row], self._rows.tops[row] + self._rows.heights[row]
        if top < bar.value():
            self._scroll_to(round(top) - TOP, at_once=True)
        elif bottom > bar.value() + self.viewport().height():
            # Rows above become exact on the way; a second look settles it.
            for _ in range(2):
                bottom = self._rows.tops[row] + self._rows.heights[row]
                self._scroll_to(math.ceil(bottom) - self.viewport().height(), at_once=True)

    # ------------------------------------------------------------------ layout

    def _measure(self) -> None:
        self._time_font = ui_font(self)
        self._rows.set_font(words_font(self))
        self._step = self._rows.step

    def _text_left(self) -> float:
        return LEFT + INSIDE + self._time_width + _TIME_GAP

    def _shape(self) -> None:
        """Estimate every height anew: the width, the font or the words are others."""
        last_ms = self._rows.passages[-1].start_ms if self._rows else 0
        widest = "".join(":" if c == ":" else "0" for c in format_ms(last_ms))
        self._time_width = QFontMetricsF(self._time_font).horizontalAdvance(widest)
        self._rows.set_shape(self.viewport().width() - self._text_left() - RIGHT - _END)
        self._set_range()

    def _set_range(self) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        bar.setPageStep(max(1, height))
        bar.setSingleStep(self._step)
        bar.setRange(0, max(0, math.ceil(self._rows.tops[-1]) + _BOTTOM - height))

    def _settle(self) -> None:
        """Lay out what is in view. The row at the top stays where its lower edge is.

        At the very top that is its upper edge: nothing is above it.
        """
        if self._settling or not self._rows:
            return
        self._settling = True
        bar, rows = self.verticalScrollBar(), self._rows
        for _ in range(4):
            value = bar.value()
            first = rows.row_at(value)
            changed = False
            if value and not rows.is_exact(first):
                below = rows.tops[first + 1] - value
                rows.row(first)
                value = round(rows.tops[first] + rows.heights[first] - below)
                changed = True
            y = rows.tops[first]
            row = first
            while row < len(rows) and y < value + self.viewport().height():
                changed |= rows.lay_out(row, row)
                y += rows.heights[row]
                row += 1
            if not changed:
                break
            rows.add_up()
            self._set_range()
            bar.setValue(max(0, value))
        self._settling = False

    def _lay_out(self, first: int, last: int) -> None:
        """Lay out rows that may be out of view; what is at the top of it stays there."""
        bar, rows = self.verticalScrollBar(), self._rows
        top = rows.row_at(bar.value())
        within = bar.value() - rows.tops[top]
        if rows.lay_out(first, last):
            self._settling = True
            rows.add_up()
            self._set_range()
            bar.setValue(round(rows.tops[top] + within))
            self._settling = False

    def _value_for(self, place: int, part: float) -> int:
        """Give the scroll value that puts the line of `place` at a part of the height."""
        rows = self._rows
        row = above = rows.row_of(place)
        room = self.viewport().height()
        height = 0.0
        while above > 0 and height < room * part + self._step:
            above -= 1
            self._lay_out(above, above)
            height += rows.heights[above]
        self._lay_out(row, row)
        y = rows.tops[row]
        if rows.heights[row] > room * 0.5:
            y += rows.line_of(place)[1] * self._step
        return round(y - room * part)

    def _place_at_top(self) -> int | None:
        if not self._rows:
            return None
        top = self._rows.row_at(self.verticalScrollBar().value() + self._step)
        return self._rows.passages[top].start

    def _reshape(self) -> None:
        """Lay out anew in another font; what is at the top stays there."""
        place = self._place_at_top()
        self._measure()
        self._shape()
        self._settle()
        if place is not None:
            self.scroll_to_place(place, part=0.0)

    # ------------------------------------------------------------------ Qt

    def sizeHint(self) -> QSize:
        return QSize(480, 300)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 60)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's own name
        self._settle()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        place = self._place_at_top()
        if event.oldSize().width() != event.size().width():
            self._shape()
        else:
            self._set_range()
        self._settle()
        if place is not None and event.oldSize().width() > 0:
            self.scroll_to_place(place, part=0.0)
