"""What is known of a video, in rows: facts, then its chapters, of which each leads to its start."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QMarginsF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from viewer.notes.timecode import format_ms
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.flow_row import FlowRow
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.scroll_bar import QuietArea
from viewer.ui.kit.sheet import Worded, Words
from viewer.ui.kit.theme import caps_font, tabular, theme_of, ui_font, words_font

_RIM_PX = 14
_GAP_PX = 14  # between the names of facts and what they are


class _Row(NamedTuple):
    name: str  # of a fact; the title of a chapter; without more, a heading
    text: str = ""
    ms: int | None = None  # where a chapter starts
    number: int = 0  # of a chapter


class VideoInfo(Worded, QuietArea):
    """Where the video is played from, what is known of it, its chapters, and what can be done."""

    action_chosen = Signal(str)  # the id of an action

    def __init__(self, parent: QWidget) -> None:
        super().__init__(None, parent)
        self._inside = inside = QWidget()
        self.title = Words("", inside, scale=1.1, weight=QFont.Weight.DemiBold)
        self.words = Words("", inside, tone="muted")
        self.list = _Rows(inside)
        self.buttons = FlowRow(inside, gap=2)
        self._about: Placeholder | None = None
        parts = (self.title, 2, self.words, 8, self.list, 8, self.buttons, (None, 1))
        column_of(inside, *parts, around=(_RIM_PX, 8, _RIM_PX, 12))
        self.setWidget(inside)
        self._dress()
        self.list.selectionModel().currentChanged.connect(lambda _now, _before: self._bring())

    def show_video(
        self,
        about: Placeholder,
        facts: Sequence[tuple[str, str]],
        chapters: Sequence[tuple[int, str]],
    ) -> None:
        """Show this; `about` has the words over it, and the buttons below."""
        self.list.show_rows(facts, chapters)
        if about != self._about:
            self._about = about
            self.title.show_words(about.title)
            self.words.show_words(about.text)
            for old in self.buttons.widgets:
                old.hide()
                old.deleteLater()
            buttons: list[QWidget] = []
            for text, action_id in about.buttons:
                button = WordButton(text, self.buttons)
                button.clicked.connect(lambda _=False, id_=action_id: self.action_chosen.emit(id_))
                button.show()
                buttons.append(button)
            self.buttons.set_widgets(buttons)

    def set_position(self, ms: int) -> None:
        """Mark the chapter in which one is."""
        self.list.set_position(ms)

    def _bring(self) -> None:
        rect = self.list.visualRect(self.list.currentIndex())
        if self.list.hasFocus() and rect.isValid():
            at = self.list.viewport().mapTo(self._inside, rect.center())
            self.ensureVisible(at.x(), at.y(), 0, rect.height())


class _Rows(ListView[_Row]):
    """Facts, and below them chapters; as high as they are, the area around it scrolls."""

    RIM, LIT, CLICKS = QMarginsF(0, 1, 0, 1), "", 1

    chosen = Signal(object)  # int: ms

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What is known of the video, and its chapters"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._names_px = self._pill_px = 0.0
        self._starts: list[int] = []  # of the chapters, in ms
        self._now = -1  # the number of the chapter in which one is

    def show_rows(
        self, facts: Sequence[tuple[str, str]], chapters: Sequence[tuple[int, str]]
    ) -> None:
        """List these, with a heading over the chapters."""
        rows = [_Row(name, text) for name, text in facts]
        if chapters:
            rows.append(_Row(self.tr("Chapters")))
        rows += [_Row(title, "", ms, number) for number, (ms, title) in enumerate(chapters)]
        self._starts = [ms for ms, _ in chapters]
        if rows != self.rows.rows:
            self.rows.set_rows(rows)
            self.refit()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chapters else Qt.FocusPolicy.NoFocus)

    def set_position(self, ms: int) -> None:
        """Mark the chapter in which `ms` is."""
        now = bisect_right(self._starts, ms) - 1
        if now != self._now:
            self._now = now
            self.viewport().update()

    def refit(self) -> None:
        metrics = QFontMetricsF(words_font(self))
        names = [row.name for row in self.rows.rows if row.text]
        self._names_px = max(map(metrics.horizontalAdvance, names), default=0.0) + _GAP_PX
        metrics = QFontMetricsF(self._chapter_font())
        starts = (metrics.horizontalAdvance(format_ms(start)) for start in self._starts)
        self._pill_px = max(starts, default=0.0) + 14
        self.setFixedHeight(sum(map(self.row_height, self.rows.rows)))

    def take(self, row: _Row) -> None:
        if row.ms is not None:
            self.chosen.emit(row.ms)

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        row = self.current_row
        return super().meaning_of(event) if row is not None and row.ms is not None else None

    def _chapter_font(self) -> QFont:
        return ui_font(self, 0.95)

    # ------------------------------------------------------------------ a row

    def can_select(self, row: _Row) -> bool:
        return row.ms is not None

    def say(self, row: _Row) -> str:
        if row.ms is not None:
            return f"{row.name}, {format_ms(row.ms)}"
        return f"{row.name}: {row.text}" if row.text else row.name

    def tip(self, row: _Row) -> str:
        return row.text or (row.name if row.ms is not None else "")

    def row_height(self, row: _Row) -> int:
        high = round(QFontMetricsF(words_font(self)).height())
        if row.ms is not None:
            return high + 12
        return high + (6 if row.text else 20)

    def is_now(self, row: _Row) -> bool:
        return row.ms is not None and row.number == self._now

    def paint_cells(self, painter: QPainter, rect: QRectF, row: _Row, state: RowState) -> None:
        theme = theme_of(self)
        if row.text:
            font = words_font(self)
            name = QRectF(rect.left(), rect.top(), min(self._names_px, rect.width() / 2), 0)
            name.setBottom(rect.bottom())
            paint_words(painter, name, row.name, font, theme.muted)
            room = QRectF(rect)
            room.setLeft(name.right())
            middle = Qt.TextElideMode.ElideMiddle
            paint_words(painter, room, row.text, tabular(font), theme.ink, cut=middle)
        elif row.ms is None:
            painter.setFont(caps_font(self))
            painter.setPen(theme.muted)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignBottom), row.name)
        else:
            self._paint_chapter(painter, rect, row, row.ms)

    def _paint_chapter(self, painter: QPainter, rect: QRectF, row: _Row, ms: int) -> None:
        theme = theme_of(self)
        font = self._chapter_font()
        pill = QRectF(rect.left() + 9, 0, self._pill_px, QFontMetricsF(font).height() + 4)
        pill.moveTop(rect.center().y() - pill.height() / 2)
        paint_face(painter, pill, pill.height() / 2, theme.chip_wash)
        paint_words(painter, pill, format_ms(ms), font, theme.link, CENTRE)
        room = QRectF(rect)
        room.setLeft(pill.right() + 10)
        paint_words(painter, room, row.name, words_font(self), theme.ink)
