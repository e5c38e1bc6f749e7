"""The cursor of a page, which is painted for who moves by keys. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QTextCursor

from viewer.notes.layout import text_span
from viewer.notes.rearrange import block_at, unit_of
from viewer.ui.kit.theme import theme_of
from viewer.ui.page.column import TextColumn
from viewer.ui.page.document import cursor_over

_WIDTH_PX = 2


class Caret(QObject):
    """The cursor of one column; it moves without scrolling."""

    moved = Signal()  # by the user: with a key, or a click that does nothing else

    def __init__(self, column: TextColumn) -> None:
        super().__init__(column)
        self._column = column
        self.is_shown = True  # while nothing is written over the page
        self.by_keys = False  # who reads with the mouse is shown none
        self._at = QRect()  # where it was painted
        column.cursorPositionChanged.connect(self.update)

    def put(self, position: int, anchor: int | None = None) -> None:
        """Put it at a position of the document, and select from `anchor` on."""
        document = self._column.document()
        last = document.characterCount() - 1
        start = min(position if anchor is None else anchor, last)
        self._take(cursor_over(document, start, min(position, last)))

    def select_beside(self, point: QPoint) -> None:
        """Select the block, with all in it, whose margin a point of the viewport is in, if any."""
        column, note, picture = self._column, self._column.note, self._column.picture
        cursor = column.cursorForPosition(point)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        rect = column.cursorRect(cursor)
        is_rtl = cursor.block().textDirection() == Qt.LayoutDirection.RightToLeft
        is_beside = point.x() > rect.right() if is_rtl else point.x() < rect.left()
        at = picture.byte_at(cursor.position()) if picture is not None and is_beside else None
        block = block_at(note, at) if note is not None and at is not None else None
        if note is not None and picture is not None and block is not None:
            start, end = picture.range_of(text_span(note, unit_of(note, block)))
            self._take(cursor_over(column.document(), start, end))

    def _take(self, cursor: QTextCursor) -> None:
        bar = self._column.verticalScrollBar()
        value = bar.value()
        self._column.setTextCursor(cursor)
        bar.setValue(value)  # setTextCursor scrolls to the caret; where to look is not its business

    def is_in_view(self) -> bool:
        rect = self._column.cursorRect()
        return rect.bottom() >= 0 and rect.top() < self._column.viewport().height()

    def paint(self, painter: QPainter) -> None:
        """Paint where a person is who moves by keys; paler while the keys are elsewhere."""
        if self.is_shown and self.by_keys:
            theme = theme_of(self._column)
            rect = self._column.cursorRect()
            rect.setRect(rect.left() - 1, rect.top(), _WIDTH_PX, rect.height())  # off the letter
            painter.fillRect(rect, theme.link if self._column.hasFocus() else theme.muted)

    def update(self) -> None:
        """Repaint where it was, and is."""
        before, self._at = self._at, self._column.cursorRect().adjusted(-1, 0, _WIDTH_PX, 0)
        self._column.viewport().update(before)
        self._column.viewport().update(self._at)
