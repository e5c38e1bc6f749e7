"""A page of rows that is laid out only where visible, so that two hours open at once.

It is a read-only text with a block for each passage, so that a screen reader reads it as one. Qt
lays out a block when first asked for its rectangle, and counts in UTF-16 units. Qt scrolls by whole
lines; the offset within a line is painted here. Places are characters of `Transcript.text`, as
everywhere. GUI thread.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import (
    QEasingCurve,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QVariantAnimation,
)
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextDocument, QTextLine, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit

from viewer.media.transcript import Passage
from viewer.notes.timecode import format_ms
from viewer.ui.kit.characters import from_units, is_right_to_left, utf16_units
from viewer.ui.kit.scroll_bar import moves
from viewer.ui.kit.theme import ui_font, words_font

ROW_PAD = 5
_LEFT, _RIGHT = 12, 14  # around a row, as in the list of claims
_INSIDE = 14  # inside a row, at its left
_END = 8  # and at its right
_TIME_GAP = 14
_BOTTOM = 24  # below the last row
_LEADING = 1.3
_TOP = 6  # above the first row
_SCROLL_MS = 160
_MOST_PAGES = 2  # from farther away the way there says nothing
READ_AT = 0.30  # of the height: where one reads well


class RowLayout(QPlainTextDocumentLayout):
    """Lays out each block as a row: right of its time, with room between its lines."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.step = 20  # px from line to line
        self.left = 0.0  # px from the edge of the view
        self._width = 100.0
        self.time_room = QRectF()  # of the first line of a row
        self._has_changed = False

    def set_shape(self, font: QFont, time_font: QFont, width: int, last_time: str) -> None:
        """Set the font and width of rows.

        `last_time` is the longest of the times before them.
        """
        self.step = math.ceil(QFontMetricsF(font).lineSpacing() * _LEADING)
        widest = "".join(":" if c == ":" else "0" for c in last_time)
        time_width = QFontMetricsF(time_font).horizontalAdvance(widest)
        self.time_room = QRectF(_LEFT + _INSIDE, 0, time_width, self.step)
        self.left = self.time_room.right() + _TIME_GAP
        self._width = max(20.0, width - self.left - _RIGHT - _END)
        self.document().setDefaultFont(font)
        # Forgets the lines of all blocks.
        self.documentChanged(0, 0, self.document().characterCount())
        self._has_changed = True
        self.count_lines()

    def face_of(self, row: QRect) -> QRectF:
        """Return the highlighted rectangle of a row at the view's width."""
        return QRectF(row).adjusted(_LEFT, 1, -_RIGHT, -1)

    def height_of(self, block: QTextBlock) -> int:
        """Return the height of a row, in px, laying it out if necessary."""
        layout = block.layout()
        # Where there is one block alone Qt has set its lines, elsewhere.
        if not layout.lineCount() or layout.lineAt(0).x() != self.left:
            self._lay_out(block)
        return layout.lineCount() * self.step + 2 * ROW_PAD

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802 - Qt's own name
        if not block.isValid():
            return QRectF()
        below = 0 if block.next().isValid() else _BOTTOM
        return QRectF(0, 0, self.left + self._width, self.height_of(block) + below)

    def _lay_out(self, block: QTextBlock) -> None:
        layout = block.layout()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_right_to_left(block.text()):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.setTextOption(option)
        layout.beginLayout()
        y = ROW_PAD
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            # Whole pixels: Qt rounds line positions.
            line.setPosition(QPointF(self.left, y + (self.step - round(line.height())) // 2))
            y += self.step
        layout.endLayout()
        self._has_changed |= layout.lineCount() != block.lineCount()
        block.setLineCount(layout.lineCount())

    def count_lines(self) -> None:
        """Update the scroll bar, which counts lines, for newly laid out rows."""
        if self._has_changed:
            self._has_changed = False
            self.documentSizeChanged.emit(self.documentSize())


def x_of(line: QTextLine, unit: int) -> float:
    """Return the x of a unit of a line."""
    found: object = line.cursorToX(unit)
    x = found[0] if isinstance(found, tuple) else found
    assert isinstance(x, float)
    return x


def unit_at(line: QTextLine, x: float) -> tuple[int, bool]:
    """Return the unit at `x` in a line, and whether there is a character."""
    found: object = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
    unit = found[0] if isinstance(found, tuple) else found
    assert isinstance(unit, int)
    last = line.textStart() + line.textLength() - 1
    written = line.naturalTextRect()  # at the right, where it is read from there
    is_on = written.left() <= x <= written.right()
    return max(line.textStart(), min(unit, last)), is_on


class TranscriptRows:
    """The rows of a transcript in a view: where each place is, and which place is at a point."""

    def __init__(self, view: QPlainTextEdit) -> None:
        self._view = view
        self.passages: Sequence[Passage] = ()
        self.layout = RowLayout(view.document())
        view.document().setDocumentLayout(self.layout)
        view.document().setDocumentMargin(_TOP)
        self.higher_px = 0  # of a line, for Qt scrolls by whole ones
        self.lower_px = 0  # while it moves

    def row_of(self, place: int) -> int:
        """Return the row that contains the character `place`."""
        return max(0, bisect_right(self.passages, place, key=lambda one: one.start) - 1)

    def row_rect(self, row: int) -> QRect:
        """Return the rectangle of a row in the viewport; of a distant one only the direction."""
        block = self.block(row)
        top = self._view.blockBoundingGeometry(block).top() + self._view.contentOffset().y()
        top = round(top) + self.lower_px - self.higher_px
        return QRect(0, top, self._view.viewport().width(), self.layout.height_of(block))

    def rect_of(self, place: int) -> QRect:
        """Return the beginning of the line that contains `place`, in the viewport."""
        row = self.row_of(place)
        top = self.row_rect(row).top() + ROW_PAD
        unit = self.position_of(place) - self.block(row).position()
        line = self.block(row).layout().lineForTextPosition(unit)
        top += line.lineNumber() * self.layout.step
        return QRectF(x_of(line, unit), top, 8, self.layout.step).toRect()

    def first_place(self) -> int:
        """Return the first character of the passage at the top of the view."""
        if not self.passages:
            return 0
        return self.passages[self.block_at(self.layout.step).blockNumber()].start

    def is_seen(self, start: int, end: int) -> bool:
        """Return whether a row with some of the characters [start, end) is in view."""
        first, last = self.row_of(start), self.row_of(max(start, end - 1))
        rows = self.row_rect(first).united(self.row_rect(last))
        return self._view.isVisible() and self._view.viewport().rect().intersects(rows)

    def block(self, row: int) -> QTextBlock:
        """Return the block of Qt that is a row."""
        return self._view.document().findBlockByNumber(row)

    def block_at(self, y: int) -> QTextBlock:
        """Return the block at a height of the viewport."""
        return self._view.cursorForPosition(QPoint(0, y + self.higher_px - self.lower_px)).block()

    def position_of(self, place: int) -> int:
        """Return the position in the document, in UTF-16 units, of a character."""
        if not self.passages:
            return 0
        row = self.row_of(place)
        block = self.block(row)
        inside = block.text()[: place - self.passages[row].start]
        return block.position() + utf16_units(inside)

    def place_of(self, position: int) -> int:
        """Return the character at a position of the document."""
        if not self.passages:
            return 0
        block = self._view.document().findBlock(position)
        inside = from_units(block.text(), position - block.position())
        return self.passages[block.blockNumber()].start + inside

    def place_at(self, at: QPoint) -> tuple[int, int, bool] | None:
        """Return (row, place, whether a word is there) at a point; None beside all rows."""
        block = self.block_at(at.y())
        row, layout = block.blockNumber(), block.layout()
        rect = self.row_rect(row)
        if not self.passages or not rect.top() <= at.y() <= rect.bottom():
            return None
        if at.x() < self.layout.left:
            return row, self.passages[row].start, False  # the time of the row
        number = (at.y() - rect.top() - ROW_PAD) // self.layout.step
        inside = max(0, min(layout.lineCount() - 1, number))
        unit, is_on = unit_at(layout.lineAt(inside), at.x())
        return row, self.place_of(block.position() + unit), is_on and number == inside

    def begin(self, said_row: int) -> int:
        """Return the row at which the keyboard begins: what is said, else the first in view."""
        return said_row if said_row >= 0 else self.row_of(self.first_place())

    def page_from(self, row: int, by: int) -> int:
        """Return the row a page below `row`; above, if `by` is -1."""
        room = self._view.viewport().height() - self.layout.step
        while room > 0 and 0 <= row + by < len(self.passages):
            row += by
            room -= self.row_rect(row).height()
        return row

    def repaint(self, *rows: int) -> None:
        """Paint these rows again, where there are such."""
        for row in {*rows}:
            if 0 <= row < len(self.passages):
                self._view.viewport().update(self.row_rect(row))

    def shape(self) -> None:
        """Lay out the rows again: the width, the font or the words changed."""
        last_ms = self.passages[-1].start_ms if self.passages else 0
        width = self._view.viewport().width()
        shape = words_font(self._view), ui_font(self._view), width, format_ms(last_ms)
        self.layout.set_shape(*shape)


class RowScroll(QObject):
    """Scrolls a view to rows and places, gently where that is wanted."""

    def __init__(self, view: QPlainTextEdit, rows: TranscriptRows) -> None:
        super().__init__(view)
        self._view, self._rows = view, rows
        self._moving = QVariantAnimation(self)
        self._moving.setDuration(_SCROLL_MS)
        self._moving.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._moving.valueChanged.connect(self._on_moving)

    def stop(self) -> None:
        """Stay where it is: the user scrolls."""
        self._moving.stop()

    def to_place(self, place: int, *, part: float = READ_AT, at_once: bool = True) -> None:
        """Scroll the line with `place` to a part of the height."""
        room, row = self._view.viewport().height(), self._rows.row_of(place)
        above = round(room * part) or _TOP * (row == 0)
        if self._rows.layout.height_of(self._rows.block(row)) > room * 0.5:
            above -= self._rows.rect_of(place).top() - self._rows.row_rect(row).top()
        self.to_row(row, above, at_once=at_once)

    def bring_place(self, place: int) -> None:
        """Scroll to the line with `place`, unless it is well visible."""
        rect = self._rows.rect_of(place)
        if (
            rect.top() < 0
            or rect.bottom() > self._view.viewport().height() - self._rows.layout.step
        ):
            self.to_place(place)

    def to_row(self, row: int, above: int, *, at_once: bool = True) -> None:
        """Scroll a row this many px below the top, gently unless `at_once`, or if it is far."""
        self._moving.stop()
        rows = self._rows
        bar, step = self._view.verticalScrollBar(), self._rows.layout.step
        before, room = self._rows.row_rect(row).top(), self._view.viewport().height()
        block, top = self._rows.block(row), above
        while top > 0 and block.previous().isValid():
            block = block.previous()
            top -= self._rows.layout.height_of(block)
        # From the row that is then uppermost: what Qt does not scroll is less than a line of it.
        while (height := self._rows.layout.height_of(block)) <= -top and block.next().isValid():
            block, top = block.next(), top + height
        line = min(block.lineCount() - 1, max(0, -top - ROW_PAD) // step)
        self._rows.layout.count_lines()
        wanted = block.firstLineNumber() + line
        bar.setValue(wanted)
        rows.higher_px = rows.lower_px = 0
        if bar.value() == wanted < bar.maximum():
            rows.higher_px = max(0, self._rows.row_rect(block.blockNumber()).top() - top)
        way = before - self._rows.row_rect(row).top()
        if (
            not at_once
            and abs(way) <= _MOST_PAGES * room
            and self._view.isVisible()
            and moves(self._view)
        ):
            self._moving.setStartValue(way)
            self._moving.setEndValue(0)
            self._moving.start()
        self._view.viewport().update()

    def _on_moving(self, px: int) -> None:
        self._rows.lower_px = px
        self._view.viewport().update()

    def bring_row(self, row: int) -> None:
        rect, room = self._rows.row_rect(row), self._view.viewport().height()
        if rect.top() < 0:
            self.to_row(row, _TOP * (row == 0))
        elif rect.bottom() > room:
            self.to_row(row, room - self._rows.layout.height_of(self._rows.block(row)))

    def by(self, px: int) -> None:
        row = self._rows.block_at(0).blockNumber()
        self.to_row(row, self._rows.row_rect(row).top() - px)
