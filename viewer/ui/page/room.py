"""Room below some lines of a page, for what is put over it there. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextBlockFormat, QTextCursor

from viewer.notes.note import Span
from viewer.ui.kit.timers import once
from viewer.ui.page.column import TextColumn


class Room(QObject):
    """Makes room in one column, at one place at a time."""

    def __init__(self, column: TextColumn) -> None:
        super().__init__(column)
        self._column = column
        # In the block above it, with that one's own bottom margin, in px. Null with its document.
        self._made: tuple[QTextCursor, float] | None = None
        self._over = once(self, 0, self._take_back)

    def make(self, span: Span, height_px: float) -> None:
        """Reserve room of this height below the lines of `span`, and nowhere else."""
        edit = QTextCursor(self._column.document())
        edit.beginEditBlock()  # for each edit lays out what stands below
        self._take_back()
        picture = self._column.picture
        if picture is not None and height_px > 0:
            start, end = picture.range_of(span)
            cursor = QTextCursor(picture.document)
            cursor.setPosition(max(end - 1, start))
            margin_px = cursor.blockFormat().bottomMargin()
            self._made = cursor, margin_px
            _set_bottom_margin(cursor, margin_px + height_px)
        edit.endEditBlock()

    def give_back(self) -> None:
        """Reserve none after the event, or from a new layout on."""
        if self._made is not None:
            self._over.start()

    def _take_back(self) -> None:
        self._over.stop()
        if self._made is not None:
            _set_bottom_margin(*self._made)
            self._made = None


def _set_bottom_margin(cursor: QTextCursor, margin_px: float) -> None:
    if not cursor.isNull():
        form = QTextBlockFormat()
        form.setBottomMargin(margin_px)
        cursor.mergeBlockFormat(form)
