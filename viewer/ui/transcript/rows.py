"""How the rows of a transcript are set in a `QPlainTextEdit`, and where its characters are there.

Qt lays out a block when it is first asked for its box, and never the others. A row is a block; Qt
counts its characters in UTF-16 units. GUI thread.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlock, QTextDocument, QTextLine, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

from viewer.ui.kit.characters import is_right_to_left

ROW_PAD = 5
_LEFT, _RIGHT = 12, 14  # around a row, as in the list of claims
_INSIDE = 14  # inside a row, at its left
_END = 8  # and at its right
_TIME_GAP = 14
_BOTTOM = 24  # below the last row
_LEADING = 1.3


class RowLayout(QPlainTextDocumentLayout):
    """Sets each block as a row: to the right of its time, with room between its lines."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.step = 20  # px from line to line
        self.left = 0.0  # px from the edge of the view
        self._width = 100.0
        self.time_room = QRectF()  # of the first line of a row
        self._has_changed = False

    def set_shape(self, font: QFont, time_font: QFont, width: int, last_time: str) -> None:
        """Set rows in another font, or width of the view, from now on.

        `last_time` is the longest time that stands before them.
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
        """Return what is coloured of a row that is so wide as the view."""
        return QRectF(row).adjusted(_LEFT, 1, -_RIGHT, -1)

    def is_at_time(self, x: float) -> bool:
        """Return whether the column of times is at `x`."""
        return x < self.left

    def height_of(self, block: QTextBlock) -> int:
        """Return how high a row is, in px; it is laid out where it was not yet."""
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
            # Whole pixels: Qt rounds where lines stand.
            line.setPosition(QPointF(self.left, y + (self.step - round(line.height())) // 2))
            y += self.step
        layout.endLayout()
        self._has_changed |= layout.lineCount() != block.lineCount()
        block.setLineCount(layout.lineCount())

    def count_lines(self) -> None:
        """Have the scroll bar, which counts lines, take those of the rows laid out since."""
        if self._has_changed:
            self._has_changed = False
            self.documentSizeChanged.emit(self.documentSize())


def x_of(line: QTextLine, unit: int) -> float:
    """Return where a unit of a line is."""
    found: object = line.cursorToX(unit)
    x = found[0] if isinstance(found, tuple) else found
    assert isinstance(x, float)
    return x


def unit_at(line: QTextLine, x: float) -> tuple[int, bool]:
    """Return the unit of the character under `x` in a line, and whether there is one."""
    found: object = line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter)
    unit = found[0] if isinstance(found, tuple) else found
    assert isinstance(unit, int)
    last = line.textStart() + line.textLength() - 1
    written = line.naturalTextRect()  # at the right, where it is read from there
    is_on = written.left() <= x <= written.right()
    return max(line.textStart(), min(unit, last)), is_on
