"""A page of rows that is laid out only where visible, so that two hours open at once.

It is a read-only text with a block for each passage, so that a screen reader reads it as one. Qt
lays out a block when first asked for its rectangle, and counts in UTF-16 units. Qt scrolls by whole
lines; the offset within a line is painted here. Places are characters of `Transcript.text`, as
everywhere. `TranscriptText` has the painting and the interaction. GUI thread.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QPoint, QPointF, QRect, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QResizeEvent,
    QTextBlock,
    QTextDocument,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from viewer.notes.timecode import format_ms
from viewer.ui.kit.characters import from_units, is_right_to_left, utf16_units
from viewer.ui.kit.scroll_bar import make_quiet, moves
from viewer.ui.kit.theme import ui_font, words_font
from viewer.video.transcripts.transcript import Passage

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


class TranscriptScroll(QPlainTextEdit):
    """Rows of a transcript, and scrolling in them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passages: Sequence[Passage] = ()
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # nothing is typed here
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self._layout = RowLayout(self.document())
        self.document().setDocumentLayout(self._layout)
        self.document().setDocumentMargin(_TOP)
        make_quiet(self)
        self.setMinimumSize(160, 60)
        self._higher_px = 0  # of a line, for Qt scrolls by whole ones
        self._lower_px = 0  # while it moves
        self._scrolling = QVariantAnimation(self)
        self._scrolling.setDuration(_SCROLL_MS)
        self._scrolling.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._scrolling.valueChanged.connect(self._on_scrolling)
        self._shape()

    # ------------------------------------------------------------------ places

    def row_of(self, place: int) -> int:
        """Return the row that contains the character `place`."""
        return max(0, bisect_right(self.passages, place, key=lambda one: one.start) - 1)

    def row_rect(self, row: int) -> QRect:
        """Return the rectangle of a row in the viewport; of a distant one only the direction."""
        block = self._block(row)
        top = self.blockBoundingGeometry(block).top() + self.contentOffset().y()
        top = round(top) + self._lower_px - self._higher_px
        return QRect(0, top, self.viewport().width(), self._layout.height_of(block))

    def rect_of(self, place: int) -> QRect:
        """Return the beginning of the line that contains `place`, in the viewport."""
        row = self.row_of(place)
        top = self.row_rect(row).top() + ROW_PAD
        unit = self._position_of(place) - self._block(row).position()
        line = self._block(row).layout().lineForTextPosition(unit)
        top += line.lineNumber() * self._layout.step
        return QRectF(x_of(line, unit), top, 8, self._layout.step).toRect()

    def first_place(self) -> int:
        """Return the first character of the passage at the top of the view."""
        if not self.passages:
            return 0
        return self.passages[self._block_at(self._layout.step).blockNumber()].start

    def is_seen(self, start: int, end: int) -> bool:
        """Return whether a row with some of the characters [start, end) is in view."""
        first, last = self.row_of(start), self.row_of(max(start, end - 1))
        rows = self.row_rect(first).united(self.row_rect(last))
        return self.isVisible() and self.viewport().rect().intersects(rows)

    def _block(self, row: int) -> QTextBlock:
        return self.document().findBlockByNumber(row)

    def _block_at(self, y: int) -> QTextBlock:
        return self.cursorForPosition(QPoint(0, y + self._higher_px - self._lower_px)).block()

    def _position_of(self, place: int) -> int:
        if not self.passages:
            return 0
        row = self.row_of(place)
        block = self._block(row)
        inside = block.text()[: place - self.passages[row].start]
        return block.position() + utf16_units(inside)

    def _place_of(self, position: int) -> int:
        if not self.passages:
            return 0
        block = self.document().findBlock(position)
        inside = from_units(block.text(), position - block.position())
        return self.passages[block.blockNumber()].start + inside

    def _place_at(self, at: QPoint) -> tuple[int, int, bool] | None:
        """Return (row, place, whether a word is there) at a point; None beside all rows."""
        block = self._block_at(at.y())
        row, layout = block.blockNumber(), block.layout()
        rect = self.row_rect(row)
        if not self.passages or not rect.top() <= at.y() <= rect.bottom():
            return None
        if at.x() < self._layout.left:
            return row, self.passages[row].start, False  # the time of the row
        number = (at.y() - rect.top() - ROW_PAD) // self._layout.step
        inside = max(0, min(layout.lineCount() - 1, number))
        unit, is_on = unit_at(layout.lineAt(inside), at.x())
        return row, self._place_of(block.position() + unit), is_on and number == inside

    # ------------------------------------------------------------------ going about

    def scroll_to_place(self, place: int, *, part: float = READ_AT, at_once: bool = True) -> None:
        """Scroll the line with `place` to a part of the height."""
        room, row = self.viewport().height(), self.row_of(place)
        above = round(room * part) or _TOP * (row == 0)
        if self._layout.height_of(self._block(row)) > room * 0.5:
            above -= self.rect_of(place).top() - self.row_rect(row).top()
        self._scroll_to(row, above, at_once=at_once)

    def bring_place(self, place: int) -> None:
        """Scroll to the line with `place`, unless it is well visible."""
        rect = self.rect_of(place)
        if rect.top() < 0 or rect.bottom() > self.viewport().height() - self._layout.step:
            self.scroll_to_place(place)

    def _scroll_to(self, row: int, above: int, *, at_once: bool = True) -> None:
        """Scroll a row this many px below the top, gently unless `at_once`, or if it is far."""
        self._scrolling.stop()
        bar, step = self.verticalScrollBar(), self._layout.step
        before, room = self.row_rect(row).top(), self.viewport().height()
        block, top = self._block(row), above
        while top > 0 and block.previous().isValid():
            block = block.previous()
            top -= self._layout.height_of(block)
        # From the row that is then uppermost: what Qt does not scroll is less than a line of it.
        while (height := self._layout.height_of(block)) <= -top and block.next().isValid():
            block, top = block.next(), top + height
        line = min(block.lineCount() - 1, max(0, -top - ROW_PAD) // step)
        self._layout.count_lines()
        wanted = block.firstLineNumber() + line
        bar.setValue(wanted)
        self._higher_px = self._lower_px = 0
        if bar.value() == wanted < bar.maximum():
            self._higher_px = max(0, self.row_rect(block.blockNumber()).top() - top)
        way = before - self.row_rect(row).top()
        if not at_once and abs(way) <= _MOST_PAGES * room and self.isVisible() and moves(self):
            self._scrolling.setStartValue(way)
            self._scrolling.setEndValue(0)
            self._scrolling.start()
        self.viewport().update()

    def _on_scrolling(self, px: int) -> None:
        self._lower_px = px
        self.viewport().update()

    def _bring(self, row: int) -> None:
        rect, room = self.row_rect(row), self.viewport().height()
        if rect.top() < 0:
            self._scroll_to(row, _TOP * (row == 0))
        elif rect.bottom() > room:
            self._scroll_to(row, room - self._layout.height_of(self._block(row)))

    def _scroll_by(self, px: int) -> None:
        row = self._block_at(0).blockNumber()
        self._scroll_to(row, self.row_rect(row).top() - px)

    def _shape(self) -> None:
        """Lay out the rows again: the width, the font or the words changed."""
        last_ms = self.passages[-1].start_ms if self.passages else 0
        width = self.viewport().width()
        shape = words_font(self), ui_font(self), width, format_ms(last_ms)
        self._layout.set_shape(*shape)

    def _reshape(self) -> None:
        """Lay out the rows in another font or width, keeping the top one in place."""
        place = self.first_place()
        self._shape()
        if self.verticalScrollBar().value() > 0:
            self.scroll_to_place(place, part=0.0)
        else:
            self._higher_px = 0  # of rows in another width

    # ------------------------------------------------------------------ Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's own name
        self._higher_px = 0
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._reshape()
        super().resizeEvent(event)
