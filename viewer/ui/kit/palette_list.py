"""The rows of the palette: their data, and how they are listed and painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QMarginsF, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from viewer.base.translation import comma_list, tr
from viewer.ui.kit.excerpt import marked
from viewer.ui.kit.fuzzy import fold, matched_spans, words_of
from viewer.ui.kit.paint import RIGHT, paint_text, paint_words
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.theme import paint_icon, scaled, theme_of, ui_font, words_font

R = TypeVar("R")
ROW_HEIGHT = 38
TEXT_LEFT = 18
_SECTION_HEIGHT = 32
_ICON_PX, _CROSS_PX = 20, 16
BATCH = 100  # rows listed at a time; scrolling to the end of them lists more


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be chosen."""

    key: object
    title: str
    subtitle: str = ""
    hint: str = ""  # at the right: a shortcut, a count
    section: str = ""  # a heading above the first of its rows, while nothing is typed
    icon: str = ""  # of `resources/icons`, before the title
    can_go: bool = False  # whether it has a × that takes it out of the list
    also: bool = False  # the subtitle is other words for it: the one that is found is shown


@runtime_checkable
class _Folded(Protocol):
    def folded(self) -> tuple[list[str], list[str]]: ...


def folded(rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Return the titles of rows, and their full texts, folded for searching."""
    if isinstance(rows, _Folded):
        return rows.folded()
    titles = [fold(row.title) for row in rows]
    return titles, [
        f"{title}\n{fold(row.subtitle)}" for title, row in zip(titles, rows, strict=True)
    ]


class ChoiceList(ListView[R]):
    """Rows to choose from. Never focused; hovering does not select."""

    GROUND = "paper"
    RIM, RADIUS = QMarginsF(8, 0, 8, 0), 7.0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pressed_at = QPoint()
        self.setAccessibleName(tr("Results"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.refresh_fonts()

    def refresh_fonts(self) -> None:
        """Update the fonts to the text size: making a font for every text would be slow."""
        raise NotImplementedError

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def is_pressed_in(self, box: QRectF) -> bool:
        """Return whether the last mouse press was in a small box, or near it."""
        return box.adjusted(-8, -8, 8, 8).contains(self._pressed_at)


class PaletteList(ChoiceList[Row | str]):
    """The matching rows, best first, and headings among them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._source: Sequence[Row] = ()
        self._listed = 0  # of these; the rest is not even looked at before it is scrolled to
        self._section: str | None = None  # the last one listed; None: there are none
        self.verticalScrollBar().valueChanged.connect(self._list_more)
        self._query = ""

    def show_rows(self, rows: Sequence[Row], query: str) -> None:
        """List `rows`, and highlight matches of `query`; without one, below headings."""
        self._source, self._query, self._listed = rows, query, 0
        with_sections = not query and any(row.section for row in rows[:BATCH])
        self._section = "" if with_sections else None
        self.setUniformItemSizes(not with_sections)
        self.rows.set_rows(self._next_entries())

    def _next_entries(self) -> Sequence[Row | str]:
        batch = self._source[self._listed : self._listed + BATCH]
        self._listed += len(batch)
        if self._section is None:
            return batch
        entries: list[Row | str] = []
        for row in batch:
            if row.section != self._section:
                self._section = row.section
                entries.append(row.section)
            entries.append(row)
        return entries

    def _list_more(self, at: int) -> None:
        if self._listed < len(self._source) and at == self.verticalScrollBar().maximum():
            self.rows.add(self._next_entries())

    @property
    def current(self) -> Row | None:
        """The selected row."""
        entry = self.current_row
        return entry if isinstance(entry, Row) else None

    @property
    def shown(self) -> Sequence[Row]:
        """The rows listed so far, without headings."""
        return [entry for entry in self.rows.rows if isinstance(entry, Row)]

    def place_of(self, key: object) -> int:
        """Return the index of the row with a key, among those listed so far, or -1."""
        for place, entry in enumerate(self.rows.rows):
            if isinstance(entry, Row) and entry.key == key:
                return place
        return -1

    # ------------------------------------------------------------------ a row

    def can_select(self, row: Row | str) -> bool:
        return isinstance(row, Row)

    def subtitle_of(self, row: Row) -> str:
        """Return the text after the title: of several, the one with the match."""
        if not row.also:
            return row.subtitle
        words, title = words_of(self._query), fold(row.title)
        for other in row.subtitle.split(", "):
            if any(word not in title and word in fold(other) for word in words):
                return tr("also: {0}").format(other)
        return ""

    def say(self, row: Row | str) -> str:
        return row.title if isinstance(row, Row) else row

    def speak(self, row: Row | str) -> str:
        if isinstance(row, str):
            return row
        return comma_list(filter(None, (row.title, self.subtitle_of(row), row.hint)))

    def row_height(self, row: Row | str) -> int:
        if isinstance(row, Row):
            return max(ROW_HEIGHT, self._title_px + 12)
        return max(_SECTION_HEIGHT, self._title_px + 16)

    def refresh_fonts(self) -> None:
        self._title_font = words_font(self, 1.05)
        self._subtitle_font = words_font(self, 0.95)
        self._hint_font = ui_font(self, 0.95)
        self._section_font = words_font(self, 0.95, QFont.Weight.DemiBold)
        metrics = QFontMetricsF(self._title_font)
        self._half_cap, self._title_px = metrics.capHeight() / 2, round(metrics.height())

    def paint_cells(self, painter: QPainter, rect: QRectF, row: Row | str, state: RowState) -> None:
        """Paint title, subtitle and the hint at the right, with matches highlighted."""
        if isinstance(row, str):
            self._paint_section(painter, rect, row)
        else:
            self._paint_row(painter, rect, row)

    def is_cross_clicked(self) -> bool:
        """Return whether the last mouse press was on a row's ×."""
        row = self.rows.at(index := self.indexAt(self._pressed_at))
        cross = self._cross_in(QRectF(self.visualRect(index)))
        return isinstance(row, Row) and row.can_go and self.is_pressed_in(cross)

    @staticmethod
    def _cross_in(rect: QRectF) -> QRectF:
        right, middle = rect.right() - TEXT_LEFT, rect.center().y()
        side = scaled(_CROSS_PX)
        return QRectF(right - side, middle - side / 2, side, side)

    def _paint_section(self, painter: QPainter, rect: QRectF, words: str) -> None:
        painter.setFont(self._section_font)
        painter.setPen(theme_of(self).muted)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        paint_text(painter, rect.adjusted(TEXT_LEFT, 0, -TEXT_LEFT, -6), words, side)

    def _paint_row(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        left = rect.left() + TEXT_LEFT
        right = rect.right() - TEXT_LEFT
        if row.icon:
            side = scaled(_ICON_PX)
            icon = QRectF(left, rect.center().y() - side / 2, side, side)
            paint_icon(painter, row.icon, theme_of(self).ink, icon)
            left += side + 12
        if row.can_go:
            paint_icon(painter, "close", theme_of(self).muted, self._cross_in(rect))
            right = self._cross_in(rect).left() - 12
        if row.hint:
            room = QRectF(left, rect.top(), right - left, rect.height())
            colour = theme_of(self).muted
            right -= paint_words(painter, room, row.hint, self._hint_font, colour, RIGHT) + 16
        used = self._paint_text(painter, rect, left, right - left, row.title, is_title=True)
        left += used + 10
        subtitle = self.subtitle_of(row)
        if subtitle and right - left > 24:
            self._paint_text(painter, rect, left, right - left, subtitle, is_title=False)

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRectF,
        left: float,
        room: float,
        text: str,
        *,
        is_title: bool,
    ) -> float:
        theme = theme_of(self)
        font = self._title_font if is_title else self._subtitle_font
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        layout = QTextLayout(shown, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        if self._query:
            layout.setFormats(marked(shown, matched_spans(self._query, shown), theme))
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(1.0, room))
        layout.endLayout()
        painter.setPen(theme.ink if is_title else theme.muted)
        # Both are on one baseline, whatever their sizes.
        baseline = rect.center().y() + self._half_cap
        layout.draw(painter, QPointF(left, baseline - line.ascent()))
        return line.naturalTextWidth()
