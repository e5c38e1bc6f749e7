"""The scroll position of a page, in px and positions of its document. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF

from viewer.ui.kit.scroll_bar import GentleScroll
from viewer.ui.page.column import TextColumn
from viewer.ui.page.geometry import GUTTER_PX
from viewer.ui.watch.history import Reveal

_AROUND = 400  # letters above and below what is in view


class PageScroll:
    """Scrolls one column, gently or at once."""

    def __init__(self, column: TextColumn) -> None:
        self._column, self._bar = column, column.verticalScrollBar()
        self.gentle = GentleScroll(column)
        self.held_at: QPoint | None = None  # where the mouse is pressed: that stays under it

    def go_to(self, value: int, *, at_once: bool = False) -> None:
        """Scroll to `value` px of the document, unless the mouse is pressed."""
        value = max(0, value)
        self._make_reachable(value)
        if self.held_at is not None:
            self.gentle.stop()
        else:
            self.gentle.go_to(value, at_once=at_once)

    def put_at(self, value: int) -> None:
        """Scroll to `value` px of the document at once, whatever the mouse does."""
        self._make_reachable(value)
        self._bar.setValue(value)

    def _make_reachable(self, value: int) -> None:
        # Qt lays out lazily, and extends the bar only later.
        if value > self._bar.maximum():
            column = self._column
            height = round(column.document().size().height()) - column.viewport().height()
            self._bar.setMaximum(height)

    def reveal(
        self, start: int, end: int, reveal: Reveal = Reveal.WELL, *, at_once: bool = False
    ) -> None:
        """Bring positions [start, end) into the comfortable part, unless they are there already."""
        top, bottom = self._column.places.extent(start, end)
        height, value = self._column.viewport().height(), self._bar.value()
        if not is_in_view(top - value, bottom - value, height, reveal):
            self.go_to(round(top - height * 0.3), at_once=at_once)

    def first_position(self) -> int:
        """Return the position in the first line in view."""
        return self._column.cursorForPosition(QPoint(GUTTER_PX, 4)).position()

    def top_position(self) -> int:
        """Return the position at the top of the view; 0 at the very top."""
        return self.first_position() if self._bar.value() else 0

    def seen(self) -> tuple[int, int]:
        """Return the visible positions [start, end), with a margin."""
        column = self._column
        area = column.viewport().rect()
        end = column.cursorForPosition(area.bottomRight()).position()
        start = self.top_position()
        if start > end:  # right after a layout Qt takes some points for the very end
            visible = QRectF(area).translated(column.places.scroll_offset())
            blocks = column.places.visible_blocks(visible)
            start = next((block.position() for block in blocks), 0)
        return start - _AROUND, end + _AROUND


def is_in_view(top: float, bottom: float, height: float, reveal: Reveal) -> bool:
    """Return whether [top, bottom) is in a view of this height, as `reveal` requires; any unit."""
    if reveal is Reveal.PART:
        return top < height and bottom > 0
    first, last = (0.08, 0.75) if reveal is Reveal.WELL else (0.0, 1.0)
    return top >= height * first and bottom <= height * last
