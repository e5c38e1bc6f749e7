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


class SourceLayout(QPlainTextDocumentLayout):
    """Lays out a document with room between its lines, and some below its last."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.room_below = 0.0  # pixels under the last line, so that it can be scrolled up

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802 - Qt's own name
        rect = super().blockBoundingRect(block)
        if not block.isValid():
            return rect
        layout = block.layout()
        count = layout.lineCount()
        if not count:
            return rect
        first = layout.lineAt(0)
        room = first.height() * (LINE_HEIGHT - 1)
        bottom = 0.0
        if abs(first.y() - room / 2) < 0.01:
            last = layout.lineAt(count - 1)
            bottom = last.y() + last.height() * (1 + (LINE_HEIGHT - 1) / 2)
        else:
            for number in range(count):
                line = layout.lineAt(number)
                height = line.height()
                above = height * (LINE_HEIGHT - 1) / 2
                line.setPosition(QPointF(line.x(), bottom + above))
                bottom += height + 2 * above
        if block.blockNumber() == block.document().blockCount() - 1:
            bottom += self.room_below
        rect.setHeight(bottom)
        return rect
