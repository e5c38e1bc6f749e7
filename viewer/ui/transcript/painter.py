"""How a row of a transcript is painted, and everything that can be marked in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextBlock, QTextCharFormat, QTextLayout

from viewer.notes.timecode import format_ms
from viewer.ui.kit.characters import utf16_units
from viewer.ui.kit.paint import RIGHT, paint_text
from viewer.ui.kit.theme import Theme
from viewer.ui.transcript.rows import ROW_PAD
from viewer.video.transcripts.transcript import NO_HITS, Hits, Passage

Span = tuple[int, int]


@dataclass(slots=True)
class Marks:
    """What stands out. Stretches are characters of the text, half-open; rows are indexes or -1."""

    said_row: int = -1
    said_span: Span = (0, 0)
    marked: Span | None = None  # what was asked for: "where is this said?"
    hover: tuple[int, int, int] | None = None  # row, and the words that a click means
    caret: int = -1  # the row that the keyboard is at
    hits: Hits = NO_HITS
    hit: int = -1  # which of them is the current one


@dataclass(frozen=True, slots=True)
class RowPainter:
    """Paints rows; `selection` is characters [start, end), and lengths are px."""

    painter: QPainter
    theme: Theme
    marks: Marks
    selection: Span
    time_font: QFont
    time_room: QRectF  # of the first line of a row, from the left edge and the top of that
    has_focus: bool

    def paint(self, block: QTextBlock, passage: Passage, face: QRectF) -> None:
        """Paint one row: its ground and bar, its time, and its words."""
        painter, theme, marks, number = self.painter, self.theme, self.marks, block.blockNumber()
        top = face.top() - 1
        is_said = number == marks.said_row
        is_marked = marks.marked is not None and (
            passage.start < marks.marked[1] and marks.marked[0] < passage.end
        )
        painter.setPen(Qt.PenStyle.NoPen)
        if is_said or (marks.hover is not None and marks.hover[0] == number):
            painter.setBrush(theme.now_wash if is_said else theme.select)
            painter.drawRoundedRect(face, 5, 5)
        if is_said or is_marked:
            colour = theme.now_bar if is_said else theme.link
            bar = QRectF(face.left(), face.top() + 1, 3, face.height() - 2)
            painter.fillRect(bar, colour)
        if number == marks.caret and self.has_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.link)
            painter.drawRoundedRect(face.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setFont(self.time_font)
        painter.setPen(theme.now if is_said else theme.muted)
        side = RIGHT | Qt.AlignmentFlag.AlignVCenter
        at = self.time_room.translated(0, top + ROW_PAD)
        paint_text(painter, at, format_ms(passage.start_ms), side)
        painter.setPen(theme.ink)
        block.layout().draw(painter, QPointF(0, top), self._ranges(block, passage))

    def _ranges(self, block: QTextBlock, passage: Passage) -> list[QTextLayout.FormatRange]:
        """Return what is coloured in a row, the later over the earlier."""
        theme, marks, text = self.theme, self.marks, block.text()
        ranges: list[QTextLayout.FormatRange] = []

        def add(span: Span, ink: QColor | None, ground: QColor | None) -> None:
            start, end = max(span[0], passage.start), min(span[1], passage.end)
            if start >= end:
                return
            one = QTextLayout.FormatRange()
            one.start = utf16_units(text[: start - passage.start])
            one.length = utf16_units(text[: end - passage.start]) - one.start
            form = QTextCharFormat()
            if ink is not None:
                form.setForeground(ink)
            if ground is not None:
                form.setBackground(ground)
            one.format = form
            ranges.append(one)

        if marks.marked is not None:
            add(marks.marked, None, theme.chip_wash)
        # Where all of the row is one group, the row's wash says as much.
        said = marks.said_span
        is_whole = said[0] <= passage.start and passage.end <= said[1]
        if block.blockNumber() == marks.said_row and not is_whole:
            add(said, theme.now, None)
        if marks.hover is not None and marks.hover[0] == block.blockNumber():
            add(marks.hover[1:], theme.link, None)
        hits = marks.hits
        index = max(0, bisect_right(hits.starts, passage.start) - 1)
        while index < len(hits) and hits.starts[index] < passage.end:
            span = hits.starts[index], hits.ends[index]
            if index == marks.hit:
                add(span, theme.now_fill_ink, theme.now_fill)
            else:
                add(span, theme.ink, theme.text_select)
            index += 1
        add(self.selection, theme.ink, theme.text_select)
        return ranges
