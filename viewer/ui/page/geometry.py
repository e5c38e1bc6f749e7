"""Where the text, chips and claims of a note are on its page.

Geometry is in document coordinates (pixels from the top left of the document). Only the requested
blocks are visited, so a long note costs no more than a short one. GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextCursor, QTextLine
from PySide6.QtWidgets import QTextEdit

from viewer.ui.kit.theme import body_font
from viewer.ui.page.document import Chip, NoteDocument
from viewer.ui.page.styles import STOPS, pull_px

GUTTER_PX = 18  # room at the left of the column, for bars; inside the document
BAR_PX = 3.0  # width of the bar beside a claim
_TALL = 1.9  # lines so many times as high as text are not of text alone


class Segment(NamedTuple):
    """A piece of one line of text: its rectangle, block and line."""

    rect: QRectF
    block: QTextBlock
    baseline: float


class NoteGeometry:
    """The geometry of one view's document."""

    def __init__(self, view: QTextEdit) -> None:
        self._view = view
        self.picture: NoteDocument | None = None  # the document that is shown

    def scroll_offset(self) -> QPointF:
        """Return the offset from viewport to document coordinates."""
        return QPointF(0, self._view.verticalScrollBar().value())

    def column_rect(self) -> QRectF:
        """Return the column: its left and right edge."""
        return QRectF(GUTTER_PX, 0, self._view.viewport().width() - GUTTER_PX - 2, 1)

    def segments(self, start: int, end: int) -> Iterator[Segment]:
        """Yield the pieces of lines in document positions [start, end)."""
        document = self._view.document()
        layout = document.documentLayout()
        block = document.findBlock(start)
        while block.isValid() and block.position() < end:
            top_left = layout.blockBoundingRect(block).topLeft()
            text = block.layout()
            first = max(0, start - block.position())
            last = min(block.length() - 1, end - block.position())
            for number in range(text.lineCount()):
                line = text.lineAt(number)
                from_ = max(first, line.textStart())
                to = min(last, line.textStart() + line.textLength())
                if to <= from_:
                    continue
                a, b = x_of(line, from_), x_of(line, to)
                if to == line.textStart() + line.textLength() and number + 1 < text.lineCount():
                    b = max(b, line.naturalTextRect().right() - line.position().x() + line.x())
                rect = QRectF(min(a, b), line.y(), abs(b - a), line.height())
                rect.translate(top_left)
                yield Segment(rect, block, top_left.y() + line.y() + line.ascent())
            block = block.next()

    def extent(self, start: int, end: int) -> tuple[float, float]:
        """Return the top of document position `start`, and the bottom of `end`."""
        return self.line_at(start)[0], self.line_at(max(start, end - 1))[1]

    def line_at(self, position: int) -> tuple[float, float]:
        """Return the top and the bottom of the line of a document position."""
        document = self._view.document()
        block = document.findBlock(position)
        rect = document.documentLayout().blockBoundingRect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return rect.top(), rect.bottom()
        top = rect.top() + line.y()
        return top, top + line.height()

    def chip_rect(self, chip: Chip) -> QRectF:
        """Return the pill of a chip."""
        metrics = QFontMetricsF(body_font())
        rect = QRectF()
        for segment in self.segments(chip.start, chip.end):
            # The pill hangs on the baseline: the line is taller than the letters, and unevenly so.
            top = segment.baseline - metrics.capHeight() - metrics.height() * 0.22
            pill = QRectF(segment.rect.left(), top, segment.rect.width(), 0)
            pill.setBottom(segment.baseline + metrics.height() * 0.24)
            rect = pill if rect.isNull() else rect.united(pill)
        if not rect.isNull() and self._view.document().characterAt(chip.end) in STOPS:
            rect.setRight(rect.right() + pull_px(body_font()))
        return rect

    def stepped_rect(self, chip: Chip) -> QRectF:
        """Return the pill of a chip including room for ‹ › around it."""
        rect = self.chip_rect(chip)
        by, is_stop = rect.height() * 0.2, self._view.document().characterAt(chip.end) in STOPS
        return rect.adjusted(-by, 0, 0 if is_stop else by, 0)

    def claim_rects(self, claim: int) -> tuple[list[QRectF], bool]:
        """Return the wash of a claim, and whether it is the whole of its block.

        A claim that is a whole block is washed over the width of the column, one that is part of a
        block only behind its text.
        """
        picture = self.picture
        if picture is None:
            return [], False
        start, end = picture.range_of(picture.note.claims[claim].reach)
        segments = list(self.segments(start, end))
        if not segments:
            return [], False
        first = self._view.document().findBlock(start)
        last = self._view.document().findBlock(max(start, end - 1))
        whole = (
            first == last
            and start <= first.position()
            and end >= first.position() + first.length() - 1
            and QTextCursor(first).currentTable() is None
        )
        height = QFontMetricsF(body_font()).height()
        boxes = []
        for segment in segments:
            top = segment.baseline - height * 1.02
            box = QRectF(segment.rect.left(), top, segment.rect.width(), height * 1.5)
            if segment.rect.height() > height * _TALL:
                box = box.united(segment.rect)  # a formula or a picture stands in this line
            boxes.append(box)
        if not whole:
            return boxes, False
        left = first.blockFormat().leftMargin() + self.column_rect().left() - 7
        right = self.column_rect().right()
        box = QRectF(left, boxes[0].top() - 1, right - left, 0)
        box.setBottom(boxes[-1].bottom() + 1)
        return [box], True

    def bar(self, claim: int, rects: list[QRectF], whole: bool) -> QRectF:
        """Return the bar of a claim, given its `claim_rects`.

        It is left of its wash, or else of the blocks it is part of.
        """
        picture = self.picture
        if not rects or picture is None:
            return QRectF()
        left = rects[0].left()
        if not whole:
            left = self._left_of(*picture.range_of(picture.note.claims[claim].span)) - 10
        return QRectF(left, rects[0].top(), BAR_PX, rects[-1].bottom() - rects[0].top())

    def _left_of(self, start: int, end: int) -> float:
        document = self._view.document()
        layout = document.documentLayout()
        block = document.findBlock(start)
        lefts: list[float] = []
        while block.isValid() and (not lefts or block.position() < end):
            edge = layout.blockBoundingRect(block).left()
            lefts.append(edge + (block.blockFormat().leftMargin() if not block.textList() else 0.0))
            block = block.next()
        return min(lefts, default=0.0)

    def visible_blocks(self, visible: QRectF) -> Iterator[QTextBlock]:
        """Yield the blocks in an area of the document, and those next to them and before."""
        document = self._view.document()
        layout = document.documentLayout()
        top = QPointF(visible.left(), visible.top() - 1)
        position = layout.hitTest(top, Qt.HitTestAccuracy.FuzzyHit)
        block = document.findBlock(max(0, position))
        # Bars and grounds reach into the space between blocks, so start one block earlier.
        if block.previous().isValid():
            block = block.previous()
        while not begins_row(block):
            block = block.previous()
        # Right after a layout, Qt at times takes a point between two blocks for the very end.
        while layout.blockBoundingRect(block).top() > visible.top() and block.previous().isValid():
            block = block.previous()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            if rect.top() > visible.bottom() and begins_row(block):
                return
            yield block
            block = block.next()


def begins_row(block: QTextBlock) -> bool:
    """Return whether no earlier block is next to this one, in another column of its row."""
    table = QTextCursor(block).currentTable()
    if table is None:
        return True
    cell = table.cellAt(block.position())
    return cell.column() == 0 and block.position() == cell.firstPosition()


def x_of(line: QTextLine, unit: int) -> float:
    """Return where a unit of a block is in its line."""
    found: object = line.cursorToX(unit)  # PySide returns it as a pair with the cursor
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
