"""How many citations hold, by channel and kind: a table with a bar in each row.

The kinds are told apart by their columns' names and by a pattern as well as by colour; the swatch
above a column is filled as its part of the bars is. Rows are painted by a delegate, so that a
thousand of them cost what those in sight cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from viewer.evidence.finding import Verdict
from viewer.evidence.tally import TallyRow
from viewer.translation import labelled, numeral, phrase_list, sentences, tr
from viewer.ui.kit.boxes import column_of, seen_point
from viewer.ui.kit.keys import key_forward
from viewer.ui.kit.paint import RIGHT, paint_text, paint_words, smooth
from viewer.ui.kit.plain import plain
from viewer.ui.kit.row_list import ENTER, ListView, RowState
from viewer.ui.kit.theme import Theme, text_scale, theme_of, ui_font, words_font

_PAD, _GAP, _SWATCH = 16, 14, 10
_BAR_PX, _LEAST_BAR, _MOST_BAR = 10, 56, 260
_LEAST_NAME = 110
_NAMES_SCALE = 0.88  # of the names of the columns
_LEAST_PART = 3.0  # px; what is there must be seen


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it is shown."""

    row: TallyRow
    name: str
    more: str = ""  # behind the name, paler


# ---------------------------------------------------------------------- how a kind is filled


def _fill(painter: QPainter, at: QRectF, kind: Verdict, theme: Theme) -> None:
    """Fill a part of a bar, or a swatch: a colour, and lines over it that tell it from others."""
    painter.fillRect(at, getattr(theme, kind.colour))
    lines = QColor(theme.paper)
    lines.setAlpha(150)
    painter.fillRect(at, QBrush(lines, Qt.BrushStyle[kind.pattern]))


@contextmanager
def _rimmed(painter: QPainter, at: QRectF, radius: float, theme: Theme) -> Iterator[None]:
    """Paint inside round corners, and a rim: what can't be told is as pale as the ground."""
    edge = QPainterPath()
    edge.addRoundedRect(at, radius, radius)
    painter.save()
    painter.setClipPath(edge)
    yield
    painter.restore()
    painter.strokePath(edge, QPen(theme.edge, 1.0))  # its brush may still be that of a row


def _paint_bar(painter: QPainter, at: QRectF, row: TallyRow, theme: Theme) -> None:
    """Paint how the citations of a row fall into kinds; the whole bar is all of them."""
    whole = row.citations
    if not whole:
        return
    there = [(kind, count) for kind, count in row.kinds if count]
    widths = [max(_LEAST_PART, at.width() * count / whole) for _, count in there]
    # What the smallest parts are given more, the largest gives.
    largest = widths.index(max(widths))
    widths[largest] -= sum(widths) - at.width()
    with _rimmed(painter, at, 3, theme):
        left = at.left()
        for number, ((kind, _), width) in enumerate(zip(there, widths, strict=True)):
            gap = 1.0 if number + 1 < len(there) else 0.0
            _fill(painter, QRectF(left, at.top(), width - gap, at.height()), kind, theme)
            left += width


# ---------------------------------------------------------------------- where the columns are


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the parts of a row are, in px from its left."""

    name: float  # how wide it is
    bar: tuple[float, float] | None  # left and width; None where there is no room
    # Right edge and width of each number; of all citations, then of the kinds in `kinds`.
    numbers: tuple[tuple[float, float], ...]
    kinds: tuple[Verdict, ...]
    # The size of the names of the kinds; 0 where there is no room for them.
    names_scale: float


def _columns(widget: QWidget, width: float, total: TallyRow) -> _Columns:
    """Place the columns: a kind that nothing is of has none, but for what holds."""
    shown = [(kind, count) for kind, count in total.kinds if count or kind.holds]
    figures = QFontMetricsF(ui_font(widget, 1.0, QFont.Weight.DemiBold))

    def wide(words: str, count: int, scale: float) -> float:
        number = figures.horizontalAdvance(numeral(count))
        names = QFontMetricsF(words_font(widget, scale or _NAMES_SCALE))
        lines = max(names.horizontalAdvance(line) for line in _two_lines(words))
        return max(number, lines if scale else 0.0, _SWATCH) + _GAP

    # Large names shrink before they go.
    smaller = 1.0 / text_scale()
    scales = [_NAMES_SCALE * (1.0 + step / 4 * (smaller - 1.0)) for step in range(5)]
    # Of a name of a row enough is to be seen before a bar, or names of full size, take its room.
    readable = max(_LEAST_NAME, 14 * QFontMetricsF(words_font(widget)).averageCharWidth())
    for scale in (*(scales if smaller < 1.0 else scales[:1]), 0.0):
        widths = [wide(tr("All", "timestamps"), total.citations, scale or _NAMES_SCALE)]
        widths += [wide(tr(kind.name), count, scale) for kind, count in shown]
        rest = width - 2 * _PAD - sum(widths)
        if rest >= (readable if scale > scales[-1] else _LEAST_NAME):
            break
    bar_width = min(_MOST_BAR, rest - max(readable, rest * 0.5) - _GAP)
    bar = None
    name = rest
    if bar_width >= _LEAST_BAR:
        name = rest - bar_width - _GAP
        bar = (_PAD + name + _GAP, bar_width)
    right = width - _PAD - sum(widths)
    numbers = []
    for each in widths:
        right += each
        numbers.append((right, each - _GAP))
    kinds = tuple(kind for kind, _ in shown)
    return _Columns(max(40.0, name), bar, tuple(numbers), kinds, scale)


def _two_lines(words: str) -> list[str]:
    """Cut a name of two words or more in two lines, as alike as can be."""
    gaps = [at for at, letter in enumerate(words) if letter == " "]
    if not gaps:
        return [words]
    middle = min(gaps, key=lambda at: abs(2 * at + 1 - len(words)))
    return [words[:middle], words[middle + 1 :]]


def _numbers(columns: _Columns, row: TallyRow) -> list[int]:
    by_kind = dict(row.kinds)
    return [row.citations, *(by_kind[kind] for kind in columns.kinds)]


def _paint_row(
    painter: QPainter,
    widget: QWidget,
    rect: QRectF,
    shown: TableRow,
    columns: _Columns,
    *,
    strong: bool = False,
) -> None:
    theme = theme_of(widget)
    weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
    room = QRectF(rect.left() + _PAD, rect.top(), columns.name, rect.height())
    used = paint_words(painter, room, shown.name, words_font(widget, 1.0, weight), theme.ink)
    room.setLeft(min(room.left() + used + 8, room.right()))
    more = words_font(widget, 0.88)
    if QFontMetricsF(more).horizontalAdvance(shown.more) <= room.width():
        paint_words(painter, room, shown.more, more, theme.muted)
    if columns.bar is not None:
        left, width = columns.bar
        top = rect.top() + (rect.height() - _BAR_PX) / 2
        bar = QRectF(rect.left() + left, top, width, _BAR_PX)
        _paint_bar(painter, bar, shown.row, theme)
    figures = ui_font(widget, 1.0, weight)
    for (right, width), count in zip(columns.numbers, _numbers(columns, shown.row), strict=True):
        colour, text = (theme.ink, numeral(count)) if count else (theme.muted, "–")
        where = QRectF(rect.left() + right - width - _GAP, rect.top(), width + _GAP, rect.height())
        paint_words(painter, where, text, figures, colour, RIGHT)


# ---------------------------------------------------------------------- the table


def _in_words(row: TallyRow) -> str:
    """Return a row as a sentence."""
    parts = [tr("1 timestamp|%n timestamps", "", row.citations)]
    parts += [labelled(tr(kind.name), numeral(count)) for kind, count in row.kinds if count]
    return phrase_list(parts)


def _row_height(widget: QWidget) -> int:
    return round(QFontMetricsF(words_font(widget)).height() * 1.2) + 14


class _List(ListView[TableRow]):
    GROUND = "paper"
    RADIUS, CLICKS = 7.0, 2

    left = Signal()  # by Left or Backspace
    chosen = Signal(str)  # the key of a row

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = _Columns(100, None, (), (), 0.0)
        self.setUniformItemSizes(True)

    def take(self, row: TableRow) -> None:
        self.chosen.emit(row.row.key)

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        key = key_forward(self, event)
        if key in (*ENTER, Qt.Key.Key_Right):
            return self.take_current
        is_back = key in (Qt.Key.Key_Left, Qt.Key.Key_Backspace)
        return self.left.emit if is_back else None

    def key_of(self, row: TableRow) -> str:
        return row.row.key

    def say(self, row: TableRow) -> str:
        return row.name

    def speak(self, row: TableRow) -> str:
        return sentences(row.name, _in_words(row.row))

    def tip(self, row: TableRow) -> str:
        return f"{row.row.key or row.name}\n{_in_words(row.row)}"

    def row_height(self, row: TableRow) -> int:
        return _row_height(self)

    def ground_of(self, rect: QRectF, row: TableRow) -> QRectF:
        ground = rect.adjusted(6, 1, 0, -1)
        ground.setRight(self.width() - self.verticalScrollBar().sizeHint().width() - 6)
        return ground

    def paint_cells(self, painter: QPainter, rect: QRectF, row: TableRow, state: RowState) -> None:
        _paint_row(painter, self, rect, row, self.columns)


class _Head(QWidget):
    """The names of the columns, and below them the row that sums all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.columns = _Columns(100, None, (), (), 0.0)
        self.total: TableRow | None = None

    def sizeHint(self) -> QSize:
        line = QFontMetricsF(words_font(self, _NAMES_SCALE)).height()
        return QSize(100, round(2 * line + _SWATCH + 13) + _row_height(self) + 5)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            at = seen_point(self, event.pos()).x()  # type: ignore[attr-defined]
            self.setToolTip(plain(self._words_at(at)))
        return super().event(event)

    def _words_at(self, x: float) -> str:
        for (right, width), kind in zip(self.columns.numbers[1:], self.columns.kinds, strict=True):
            if right - width - _GAP < x <= right:
                return labelled(tr(kind.name), tr(kind.words))
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, columns = theme_of(self), self.columns
        painter = smooth(self)
        bottom = 2 * QFontMetricsF(words_font(self, _NAMES_SCALE)).height() + _SWATCH + 11
        font = words_font(self, columns.names_scale or _NAMES_SCALE)
        line = QFontMetricsF(font).height()
        painter.setFont(font)
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        names = [tr("All", "timestamps"), *(tr(kind.name) for kind in columns.kinds)]
        for number, ((right, width), words) in enumerate(zip(columns.numbers, names, strict=True)):
            lines = _two_lines(words) if columns.names_scale or not number else []
            painter.setPen(theme.muted)
            for above, text in enumerate(reversed(lines)):
                low = bottom - above * line
                room = QRectF(right - width - _GAP, 0, width + _GAP, low)
                paint_text(painter, room, text, side)
            if number:
                swatch = QRectF(right - _SWATCH, 8, _SWATCH, _SWATCH)
                with _rimmed(painter, swatch, 2.5, theme):
                    _fill(painter, swatch, columns.kinds[number - 1], theme)
        if self.total is not None:
            row = QRectF(0, bottom + 2, self.width(), _row_height(self))
            _paint_row(painter, self, row, self.total, columns, strong=True)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.line)


class CheckTable(QWidget):
    """The table."""

    chosen = Signal(str)  # the key of a row: Enter, Right, or a double click
    left = Signal()  # Left or Backspace: to what is above these rows

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.head = _Head(self)
        self.list = _List(self)
        self.list.chosen.connect(self.chosen)
        self.list.left.connect(self.left)
        self.setFocusProxy(self.list)
        column_of(self, self.head, (self.list, 1))

    @property
    def current_key(self) -> str | None:
        """The key of the row that the keyboard is on; None where there is none."""
        return self.list.current_row.row.key if self.list.current_row is not None else None

    def show_rows(self, total: TableRow, rows: Sequence[TableRow], current: str | None) -> None:
        """Show these, and put the keyboard on the row `current`, or the first.

        Where they are those of before, grown or in another order, the view stays where it is, and
        the keyboard on the first row if it was there.
        """
        self.head.total = total
        at, was = self.list.verticalScrollBar().value(), self.list.currentIndex().row()
        keys = [row.row.key for row in rows]
        is_same_table = not {row.row.key for row in self.list.rows.rows}.isdisjoint(keys)
        self.list.rows.set_rows(rows)
        if rows:
            number = keys.index(current) if current in keys else 0
            number = 0 if is_same_table and was == 0 else number
            if self.list.currentIndex().row() != number:
                self.list.setCurrentIndex(self.list.rows.index(number))
                if is_same_table:
                    self.list.verticalScrollBar().setValue(at)
        self._place()

    def name(self, words: str) -> None:
        """Show what is listed, to whoever cannot see it."""
        self.list.setAccessibleName(words)

    def _place(self) -> None:
        if self.head.total is None:
            return
        # The columns stand where they are, whether the list can be scrolled or not.
        width = self.width() - self.list.verticalScrollBar().sizeHint().width()
        columns = _columns(self.list, width, self.head.total.row)
        self.head.columns = self.list.columns = columns
        self.head.update()
        self.list.viewport().update()

    # ------------------------------------------------------------------ Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.head.updateGeometry()
            self._place()
