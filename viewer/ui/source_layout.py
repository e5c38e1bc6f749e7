"""Lines of plain text as far apart as those of the page.

`QPlainTextDocumentLayout` sets lines as close as their font allows and knows no line height. It is
asked for the box of a block before anything is placed or painted; there the lines are moved apart.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

# Of what a line takes by itself.
LINE_HEIGHT = 1.24


def room_around(height: float) -> tuple[int, int]:
    """Give the room above and below a line of this height, in pixels.

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
