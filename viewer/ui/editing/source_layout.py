"""Lines of plain text as far apart as those of the page.

`QPlainTextDocumentLayout` sets lines as close as their font allows and knows no line height. It is
asked for the box of a block before anything is placed or painted; there the lines are moved apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine
from PySide6.QtWidgets import QPlainTextDocumentLayout

# Of what a line takes by itself.
LINE_HEIGHT = 1.24
_LINE_END_PX = 6  # how wide a selected line end is shown


def room_around(height: float) -> tuple[int, int]:
    """Return the room above and below a line of this height, in pixels.

    Whole ones: Qt rounds where lines stand, and paints everything where a height seems to change.
    """
    room = round(height * (LINE_HEIGHT - 1))
    return room // 2, room - room // 2


class SourceLayout(QPlainTextDocumentLayout):
    """Lays out a document with room between its lines, and some below its last."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.room_below = 0.0  # pixels under the last line, so that it can be scrolled up

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802 - Qt's own name
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        count = layout.lineCount() if block.isValid() else 0
        if not count:
            return rect
        last = layout.lineAt(count - 1)
        if layout.lineAt(0).y():
            bottom = last.y() + last.height() + room_around(last.height())[1]
        else:
            # The lines stand as Qt has set them.
            bottom = 0.0
            for number in range(count):
                line = layout.lineAt(number)
                above, below = room_around(line.height())
                line.setPosition(QPointF(line.x(), bottom + above))
                bottom += line.height() + above + below
        if not block.next().isValid():
            bottom += self.room_below
        rect.setHeight(bottom)
        return rect


def line_boxes(
    block: QTextBlock, start: int, end: int, origin: QPointF, *, with_ends: bool = False
) -> Iterator[QRectF]:
    """Yield the boxes of units [start, end) of a block at `origin`, one for each of its lines.

    `with_ends` gives a box to a line end within them, too.
    """
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        is_end = with_ends and end >= block.length() and number == layout.lineCount() - 1
        if first >= last and not is_end:
            continue
        xs = [_x_of(line, first), _x_of(line, max(first, last))]
        width = abs(xs[1] - xs[0]) + (_LINE_END_PX if is_end else 0)
        above, below = room_around(line.height())
        box = QRectF(min(xs), line.y() - above, width, line.height() + above + below)
        yield box.translated(origin)


def _x_of(line: QTextLine, unit: int) -> float:
    x: object = line.cursorToX(unit)
    return float(x[0] if isinstance(x, tuple) else x)  # type: ignore[arg-type]
