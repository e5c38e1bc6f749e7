"""Sets a table in type, however large: in pieces below each other that look like one.

Qt lays out a table as a whole, so none of the document's is large. A wide table shows its first
columns and a long one its first rows, with an offer to show the rest; then a row that does not fit
goes on in further rows below, so that everything stands in the order of the note. GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtGui import QTextLength, QTextTable, QTextTableFormat

from viewer.notes.model import Span
from viewer.translation import tr
from viewer.ui.note.document import Property
from viewer.ui.note.document_writer import DocumentWriter

COLUMNS_SHOWN = 12
ROWS_SHOWN = 200
# What Qt lays out at once, in cells and in bytes of the note.
_CELLS_AT_ONCE = 240
_BYTES_AT_ONCE = 12_000
# No cell makes its column wider than so many bytes do.
_WIDE_CELL = 60

_Event = tuple[Any, int, int]


class _Cell:
    """A cell: its bytes, and the events in it."""

    __slots__ = ("events", "span")

    def __init__(self, span: Span) -> None:
        self.span = span
        self.events: list[_Event] = []


def set_table(
    writer: DocumentWriter, columns: int, span: Span, events: Iterator[_Event]
) -> Iterator[None]:
    """Set the table at `span`, up to its end in `events`; control comes back now and then."""
    table = _Table(writer, columns)
    row: list[_Cell] = []
    hidden_from, hidden_rows = -1, 0
    for event, start, end in events:
        yield from writer.turn()
        if not isinstance(event, str):
            ((kind, value),) = event.items()
            if kind == "Start" and value in ("TableHead", "TableRow"):
                row = []
                table.has_head |= value == "TableHead"
                if table.rows > ROWS_SHOWN and not writer.is_whole:
                    hidden_from = start if hidden_from < 0 else hidden_from
                    hidden_rows += 1
                continue
            if kind == "Start" and value == "TableCell":
                row.append(_Cell(Span(start, end)))
                continue
            if kind == "End" and value == "Table":
                break
            if kind == "End" and value in ("TableHead", "TableRow"):
                if hidden_from < 0:
                    yield from table.add(row)
                continue
            if kind == "End" and value == "TableCell":
                continue
        if row and hidden_from < 0:
            row[-1].events.append((event, start, end))
    yield from table.flush(is_last=True)
    if hidden_from >= 0:
        text = tr("1 more row|%n more rows", "", hidden_rows)
        writer.offer_rest(Span(hidden_from, span.end), text)


class _Table:
    """One table of a note, and the rows of it that wait to be set."""

    def __init__(self, writer: DocumentWriter, columns: int) -> None:
        self._writer = writer
        self._columns = columns
        self.rows = 0  # set, or waiting
        self.has_head = False  # its first row is one
        self._waiting: list[list[_Cell]] = []
        self._bytes = 0
        self._widths: list[QTextLength] = []  # of the columns, once a further piece follows

    def add(self, row: list[_Cell]) -> Iterator[None]:
        """Take the next row."""
        size = row[-1].span.end - row[0].span.start if row else 0
        full = (len(self._waiting) + 1) * self._columns > _CELLS_AT_ONCE
        is_large = size > _BYTES_AT_ONCE and self._writer.is_whole
        if self._waiting and (full or is_large or self._bytes + size > _BYTES_AT_ONCE):
            yield from self.flush(is_last=False)
        if is_large:
            self.rows += 1
            yield from self._set_below(row)
            return
        self._waiting.append(row)
        self._bytes += size
        self.rows += 1

    def flush(self, *, is_last: bool) -> Iterator[None]:
        """Set the rows that wait; what follows is set in a piece of its own unless `is_last`."""
        rows, self._waiting, self._bytes = self._waiting, [], 0
        if not rows:
            return
        first = self.rows - len(rows)  # the number of the first of these
        if not is_last and not self._widths:
            self._widths = _widths(rows, min(self._columns, COLUMNS_SHOWN))
        yield from self._set(rows, first, is_last=is_last)

    def _set(self, rows: Sequence[list[_Cell]], first: int, *, is_last: bool) -> Iterator[None]:
        writer = self._writer
        across = min(self._columns, COLUMNS_SHOWN)
        # Of a row that goes on below: how many rows of the document it takes.
        folds = -(-self._columns // across) if writer.is_whole else 1
        table = self._insert(len(rows), folds, across, first, is_last=is_last)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                fold, place = divmod(column, across)
                if fold >= folds:
                    break
                at = table.cellAt(number * folds + fold, place).firstCursorPosition()
                writer.begin_cell(at, is_head=self.has_head and first + number == 0)
                for event, start, end in cell.events:
                    yield from writer.cell_event(event, start, end)
                    yield from writer.turn()
                if fold == folds - 1 and place == across - 1 and column + 1 < len(cells):
                    writer.offer_more_of_row(Span(cell.span.end, cells[-1].span.end))
                writer.end_cell()
        writer.end_table(table)

    def _set_below(self, row: list[_Cell]) -> Iterator[None]:
        """Set a row that no table can hold: its cells below each other."""
        writer = self._writer
        for cell in row:
            writer.begin_cell_below(is_head=self.has_head and self.rows == 1)
            for event, start, end in cell.events:
                yield from writer.cell_event(event, start, end)
                yield from writer.turn()
            writer.end_cell()

    def _insert(
        self, rows: int, folds: int, columns: int, first: int, *, is_last: bool
    ) -> QTextTable:
        writer = self._writer
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(writer.em * 0.35)
        form.setCellSpacing(0)
        form.setLeftMargin(writer.left)
        form.setTopMargin(0.0 if first else writer.em * 0.3)
        form.setBottomMargin(writer.em * 0.9 if is_last else 0.0)
        if not first and self.has_head:
            form.setHeaderRowCount(folds)
        form.setProperty(Property.FOLDS, folds)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        if self._widths:
            form.setColumnWidthConstraints(self._widths)
        return writer.begin_table(rows * folds, columns, form)


def _widths(rows: Sequence[list[_Cell]], columns: int) -> list[QTextLength]:
    """Give each column its part of the width, by what stands in its first rows."""
    needs = [1.0] * columns
    for row in rows:
        for column, cell in enumerate(row[:columns]):
            size = sum(end - start for event, start, end in cell.events if _is_text(event))
            needs[column] = max(needs[column], min(size, _WIDE_CELL))
    # A column of short words is to be no narrower than those.
    needs = [need + 4 for need in needs]
    whole = sum(needs)
    return [QTextLength(QTextLength.Type.PercentageLength, 100 * need / whole) for need in needs]


def _is_text(event: Any) -> bool:
    return isinstance(event, dict) and ("Text" in event or "Code" in event)
