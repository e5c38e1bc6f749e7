"""The rows of a transcript: which passage stands where, laid out only as far as is wanted.

Heights are estimates until a row is laid out. Coordinates are px from the top of the page. Qt's
UTF-16 positions are met in `Row` alone; everywhere else places are characters. GUI thread.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from viewer.ui.kit.characters import is_right_to_left, utf16_units
from viewer.video.transcripts.transcript import Passage, Transcript

ROW_PAD = 5
TOP = 6  # above the first row
_LEADING = 1.3
_KEPT_ROWS = 200
_SAMPLE = "the quick brown fox jumps over a lazy dog and so it went on "


class Row:
    """One passage set in lines, and the only place that knows Qt's UTF-16 positions."""

    def __init__(self, text: str, font: QFont, width: float, step: float) -> None:
        self._text = text
        # Beyond the BMP a character takes two of Qt's.
        self._is_wide = not text.isascii() and max(text) > "\uffff"
        self.layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_right_to_left(text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.layout.setTextOption(option)
        self.layout.setCacheEnabled(True)
        self.layout.beginLayout()
        count = 0
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(max(20.0, width))
            line.setPosition(QPointF(0, count * step + (step - line.height()) / 2))
            count += 1
        self.layout.endLayout()
        self.lines = max(1, count)

    def to_qt(self, place: int) -> int:
        if not self._is_wide:
            return place
        return utf16_units(self._text[:place])

    def from_qt(self, position: int) -> int:
        if not self._is_wide:
            return position
        units = self._text.encode("utf-16-le", "surrogatepass")[: 2 * position]
        return len(units.decode("utf-16-le", "ignore"))

    def line_of(self, place: int) -> int:
        return int(self.layout.lineForTextPosition(self.to_qt(place)).lineNumber())

    def x_of(self, place: int) -> float:
        found: object = self.layout.lineAt(self.line_of(place)).cursorToX(self.to_qt(place))
        x = found[0] if isinstance(found, tuple) else found
        assert isinstance(x, float)
        return x

    def place_at(self, line_number: int, x: float) -> tuple[int, bool]:
        """Give the character under `x` in a line, and whether there is one."""
        line = self.layout.lineAt(max(0, min(self.lines - 1, line_number)))
        on_character = QTextLine.CursorPosition.CursorOnCharacter
        position = line.xToCursor(x, on_character)
        position = int(position[0] if isinstance(position, tuple) else position)
        last = line.textStart() + line.textLength() - 1
        written = line.naturalTextRect()  # at the right, where it is read from there
        is_on = written.left() <= x <= written.right()
        return self.from_qt(max(line.textStart(), min(position, last))), is_on


class TranscriptRows:
    """The passages of one transcript, in one font and width."""

    def __init__(self) -> None:
        self.passages: Sequence[Passage] = ()
        self.heights: list[float] = []
        self.tops: list[float] = [float(TOP)]  # one more than there are rows
        self.step = 20  # from line to line
        self._text = ""
        self._starts: list[int] = []
        self._exact = bytearray()
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._font = QFont()
        self._width = 100.0
        self._char_width = 8.0

    def __len__(self) -> int:
        return len(self.passages)

    def set_passages(self, transcript: Transcript | None, passages: Sequence[Passage]) -> None:
        """Take other passages; `set_shape` is to follow."""
        self.passages = passages
        self._text = transcript.text if transcript is not None else ""
        self._starts = [passage.start for passage in passages]

    def set_font(self, font: QFont) -> None:
        """Take another font; `set_shape` is to follow."""
        self._font = font
        metrics = QFontMetricsF(font)
        self.step = math.ceil(metrics.lineSpacing() * _LEADING)
        self._char_width = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)

    def set_shape(self, width: float) -> None:
        """Forget every layout, and estimate the heights at `width`."""
        self._width = width
        self._rows.clear()
        per_line = max(4.0, width / self._char_width) * 0.95
        self.heights = [
            math.ceil((passage.end - passage.start) / per_line) * self.step + 2 * ROW_PAD
            for passage in self.passages
        ]
        self._exact = bytearray(len(self.passages))
        self.add_up()

    def add_up(self) -> None:
        """Work out where every row is, after heights have changed."""
        self.tops = list(accumulate(self.heights, initial=float(TOP)))

    def row_of(self, place: int) -> int:
        """Give the row that holds the character `place`."""
        return max(0, bisect_right(self._starts, place) - 1)

    def row_at(self, y: float) -> int:
        """Give the row at `y`, or the nearest one; -1 where there is none at all."""
        return max(0, min(len(self.passages), bisect_right(self.tops, y)) - 1) if self else -1

    def is_exact(self, number: int) -> bool:
        """Say whether a row was laid out in this shape."""
        return bool(self._exact[number])

    def row(self, number: int) -> Row:
        """Give a row laid out; where it was not before, its height changes: `add_up` then."""
        row = self._rows.get(number)
        if row is not None:
            self._rows.move_to_end(number)
            return row
        passage = self.passages[number]
        text = self._text[passage.start : passage.end]
        row = self._rows[number] = Row(text, self._font, self._width, self.step)
        self.heights[number] = row.lines * self.step + 2 * ROW_PAD
        self._exact[number] = True
        while len(self._rows) > _KEPT_ROWS:
            self._rows.popitem(last=False)
        return row

    def lay_out(self, first: int, last: int) -> bool:
        """Lay out the rows from `first` to `last`, both included; whether any was new."""
        changed = False
        for number in range(max(0, first), min(len(self.passages) - 1, last) + 1):
            if not self._exact[number]:
                self.row(number)
                changed = True
        return changed

    def line_of(self, place: int) -> tuple[int, int]:
        """Give (row, line in it) of the character `place`."""
        number = self.row_of(place)
        return number, self.row(number).line_of(place - self.passages[number].start)
