"""A list of notes with a line about each, and, where that is wanted, marks to choose them by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QMarginsF,
    QModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QWidget,
)

from viewer.translation import numeral, sentences, tr
from viewer.ui.kit.boxes import seen_point
from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font, words_font

_PAD, _RIM, _MARK = 14, 8, 16


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One note. `is_chosen` is None in a list in which nothing is chosen."""

    key: str
    title: str
    line: str
    number: int = 0  # at the right, if there are any
    is_chosen: bool | None = None


class CheckRows(ListView[CheckRow]):
    """The list. Space, or a click on its mark, chooses a note or leaves it out."""

    GROUND = "paper"
    RIM, RADIUS, CLICKS = QMarginsF(6, 1, 6, 1), 7.0, 2

    current_changed = Signal(str)  # the key of the row that the keyboard is on
    chosen_changed = Signal()
    opened = Signal(str)  # Enter, or a double click

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())

    @property
    def chosen(self) -> list[str]:
        """The keys of the rows that are chosen."""
        return [row.key for row in self.rows.rows if row.is_chosen]

    def set_rows(self, rows: Sequence[CheckRow]) -> None:
        """Show these, the keyboard on the first."""
        self.setCurrentIndex(QModelIndex())  # so that the first is told of in any case
        self.rows.set_rows(rows)
        if rows:
            self.setCurrentIndex(self.rows.index(0))

    def toggle(self, index: QModelIndex) -> None:
        """Choose a row, or leave it out."""
        row = self.rows.at(index)
        if row is not None and row.is_chosen is not None:
            self.rows.rows[index.row()] = replace(row, is_chosen=not row.is_chosen)
            self.rows.dataChanged.emit(index, index)
            self.chosen_changed.emit()

    def _on_current(self) -> None:
        if self.current_row is not None:
            self.current_changed.emit(self.current_row.key)

    def take(self, row: CheckRow) -> None:
        self.opened.emit(row.key)

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.key() == Qt.Key.Key_Space:
            return lambda: self.toggle(self.currentIndex())
        return super().meaning_of(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if seen_point(self.viewport(), event.position()).x() < _PAD + _MARK + 8:
            self.toggle(self.indexAt(event.position().toPoint()))

    # ------------------------------------------------------------------ a row

    def say(self, row: CheckRow) -> str:
        return row.title

    def speak(self, row: CheckRow) -> str:
        chosen = {True: tr("Selected"), False: tr("Left out"), None: ""}[row.is_chosen]
        number = numeral(row.number) if row.number else ""
        return sentences(row.title, number, row.line, chosen)

    def tip(self, row: CheckRow) -> str:
        return "\n".join(filter(None, (row.title, row.line)))

    def row_height(self, row: CheckRow) -> int:
        return round(_line(self) + _small_line(self)) + 2 * _RIM

    def paint_cells(self, painter: QPainter, rect: QRectF, row: CheckRow, state: RowState) -> None:
        """Paint mark, title and number, and below them the line."""
        theme = theme_of(self)
        room = rect.adjusted(_PAD, _RIM, -_PAD, 0)
        if row.is_chosen is not None:
            self._paint_mark(painter, row.is_chosen, room.left(), rect.center().y())
            room.setLeft(room.left() + _MARK + 10)
        below = QRectF(room.left(), room.top() + _line(self), room.width(), _small_line(self))
        room.setHeight(_line(self))
        count = numeral(row.number) if row.number else ""
        number = paint_words(painter, room, count, ui_font(self, 0.92), theme.muted, RIGHT)
        room.setRight(room.right() - number - 10)
        colour = theme.muted if row.is_chosen is False else theme.ink
        title = words_font(self, 1.0, QFont.Weight.Medium)
        paint_words(painter, room, row.title, title, colour)
        paint_words(painter, below, row.line, words_font(self, 0.88), theme.muted)

    def _paint_mark(self, painter: QPainter, is_chosen: bool, left: float, middle: float) -> None:
        theme = theme_of(self)
        box = QRectF(left, round(middle - _MARK / 2), _MARK, _MARK)
        painter.setPen(QPen(theme.link if is_chosen else theme.muted, 1.2))
        painter.setBrush(theme.link if is_chosen else theme.paper)
        painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 4, 4)
        if is_chosen:
            paint_icon(painter, "check", theme.link_ink, box.adjusted(2, 2, -2, -2))


def _line(view: QWidget) -> float:
    return QFontMetricsF(words_font(view)).height() * 1.15


def _small_line(view: QWidget) -> float:
    return QFontMetricsF(words_font(view, 0.88)).height() * 1.15
