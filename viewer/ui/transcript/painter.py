"""How a row of a transcript is painted, and everything that can be marked in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout

from viewer.notes.timecode import format_ms
from viewer.ui.kit.theme import Theme
from viewer.ui.transcript.rows import ROW_PAD, TranscriptRows
from viewer.video.transcripts.transcript import NO_HITS, Hit, Hits


@dataclass(slots=True)
class Marks:
    """What stands out. Stretches are characters of the text, half-open; rows are indexes or -1."""

    said_row: int = -1
    said_span: tuple[int, int] = (0, 0)
    marked: tuple[int, int] | None = None  # what was asked for: "where is this said?"
    selection: tuple[int, int] = (0, 0)
    hover: tuple[int, int, int] | None = None  # row, and the words that a click means
    caret: int = -1  # the row that the keyboard is at
    hits: Hits = NO_HITS
    hit: int = -1  # which of them is the current one

    def hits_in(self, start: int, end: int) -> list[tuple[Hit, bool]]:
        """Give the hits that reach into [start, end), and whether each is the current one."""
        found: list[tuple[Hit, bool]] = []
        index = max(0, bisect_right(self.hits.starts, start) - 1)
        while index < len(self.hits) and self.hits.starts[index] < end:
            found.append((self.hits[index], index == self.hit))
            index += 1
        return found


@dataclass(frozen=True, slots=True)
class RowLook:
    """Where things stand in a row, in px, and what is marked."""

    time_font: QFont
    time_width: float
    inside: float  # from the edge of the row to its time
    text_left: float  # in the viewport
    marks: Marks


def paint_row(
    painter: QPainter,
    theme: Theme,
    rows: TranscriptRows,
    number: int,
    room: QRectF,
    look: RowLook,
    *,
    has_focus: bool,
) -> None:
    """Paint one row into `room`: its ground and bar, its time, and its words."""
    passage, marks = rows.passages[number], look.marks
    row = rows.row(number)
    face = room.adjusted(0, 1, 0, -1)
    is_said = number == marks.said_row
    is_marked = marks.marked is not None and (
        passage.start < marks.marked[1] and marks.marked[0] < passage.end
    )
    painter.setPen(Qt.PenStyle.NoPen)
    if is_said or (marks.hover is not None and marks.hover[0] == number):
        painter.setBrush(theme.now_wash if is_said else theme.select)
        painter.drawRoundedRect(face, 5, 5)
    if is_said or is_marked:
        colour = theme.now_fill if is_said else theme.link
        painter.fillRect(QRectF(face.left(), face.top() + 1, 3, face.height() - 2), colour)
    if number == marks.caret and has_focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.link)
        painter.drawRoundedRect(face.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setFont(look.time_font)
    painter.setPen(theme.now if is_said else theme.muted)
    top = room.top() + ROW_PAD
    at = QRectF(room.left() + look.inside, top, look.time_width, rows.step)
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(at, int(flags), format_ms(passage.start_ms))
    painter.setPen(theme.ink)
    row.layout.draw(painter, QPointF(look.text_left, top), _ranges(theme, rows, number, marks))


def _ranges(
    theme: Theme, rows: TranscriptRows, number: int, marks: Marks
) -> list[QTextLayout.FormatRange]:
    """Give what is coloured in a row, the later over the earlier."""
    passage, row = rows.passages[number], rows.row(number)
    ranges: list[QTextLayout.FormatRange] = []

    def add(span: tuple[int, int], ink: QColor | None, ground: QColor | None) -> None:
        start, end = max(span[0], passage.start), min(span[1], passage.end)
        if start >= end:
            return
        one = QTextLayout.FormatRange()
        one.start = row.to_qt(start - passage.start)
        one.length = row.to_qt(end - passage.start) - one.start
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
    if number == marks.said_row and not (said[0] <= passage.start and passage.end <= said[1]):
        add(said, theme.now, None)
    if marks.hover is not None and marks.hover[0] == number:
        add(marks.hover[1:], theme.link, None)
    for hit, is_current in marks.hits_in(passage.start, passage.end):
        if is_current:
            add((hit.start, hit.end), theme.now_fill_ink, theme.now_fill)
        else:
            add((hit.start, hit.end), theme.ink, theme.text_select)
    add(marks.selection, theme.ink, theme.text_select)
    return ranges
