"""Lines of plain text as far apart as those of the page.

`QPlainTextDocumentLayout` sets lines as close as their font allows and knows no line height. It is
asked for the box of a block before anything is placed or painted; there the lines are moved apart.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

# Of what a line takes by itself; half of what is added goes above it, half below.
LINE_HEIGHT = 1.24
_ROOM = LINE_HEIGHT - 1


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
            bottom = last.y() + last.height() * (1 + _ROOM / 2)
        else:
            # The lines stand as Qt has set them.
            bottom = 0.0
            for number in range(count):
                line = layout.lineAt(number)
                height = line.height()
                line.setPosition(QPointF(line.x(), bottom + height * _ROOM / 2))
                bottom += height * (1 + _ROOM)
        if not block.next().isValid():
            bottom += self.room_below
        rect.setHeight(bottom)
        return rect
