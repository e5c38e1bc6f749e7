"""The list of claims: of the note under its headings, or of every note about its video, by time.

The list is told its rows and which of them are in force; it says which one a person chose. GUI
thread.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QMarginsF,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QToolTip, QWidget

from viewer.base.translation import aside, numeral, tr
from viewer.notes.headings import Heading
from viewer.notes.note import Note
from viewer.notes.timecode import format_range
from viewer.ui.kit.excerpt import Marks, draw_lines, excerpt
from viewer.ui.kit.paint import MARK_PX, RIGHT, paint_mark, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.row_list import ENTER, ListDelegate, ListView, RowState
from viewer.ui.kit.theme import paint_icon, scaled, theme_of, ui_font, words_font

if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    from pathlib import Path

    _Index = QModelIndex | QPersistentModelIndex

_OPEN_PX = 26
_MOST_SHOWN = 600  # characters of a claim
_ICON_PX, _INDENT_PX = 16, 14


def no_marks(_text: str) -> Marks:
    """Find nothing to highlight."""
    return ()


class OtherNote(NamedTuple):
    """Another note about the same video; `number` determines its mark."""

    path: Path
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim at one of its times."""

    ms: int | None  # None: it cannot be reached
    note: Note
    claim: int
    citation: int
    written: str = ""  # the time as it would be shown, where it cannot be reached
    other: OtherNote | None = None  # whose claim it is; None: of the note that is shown
    end_ms: int | None = None  # where its range ends
    is_sure: bool = True  # whether nothing else is likely to be meant by its time

    @property
    def time(self) -> str:
        """Its time or range as shown."""
        if self.ms is None:
            return self.written
        return format_range(self.ms, self.end_ms) + ("" if self.is_sure else "?")

    @property
    def text(self) -> str:
        """The claim without markup; computed only for visible rows."""
        return self.note.plain.of(self.note.claims[self.claim].span)

    @property
    def words(self) -> str:
        """The text listed: the claim, or its kind if it has no text."""
        return self.text[:_MOST_SHOWN] or (
            tr("(picture)") if self.has_picture else tr("(no words)")
        )

    @property
    def has_picture(self) -> bool:
        """Return whether the claim, or the block of a time on its own, shows a picture."""
        claim, data = self.note.claims[self.claim], self.note.data
        block = self.note.blocks[claim.block].span if claim.block >= 0 else claim.span
        return any(b"![" in data[span.start : span.end] for span in (claim.span, block))

    @property
    def key(self) -> tuple[int, int]:
        """Identifies the row: the number of its note (-1: the current one), citation."""
        return (-1 if self.other is None else self.other.number), self.citation


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading, with its claims below unless collapsed."""

    heading: Heading
    count: int  # of its claims
    depth: int
    is_folded: bool

    @property
    def key(self) -> tuple[str, int]:
        """Identifies the row."""
        return "heading", self.heading.start


Row = ClaimRow | HeadingRow


def in_time_order(rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    """Sort rows by time; unreachable ones come last, in their given order."""
    return sorted(rows, key=lambda row: (row.ms is None, row.ms or 0))


class ClaimOutline:
    """The headings over the claims of a note, and which of them are folded."""

    def __init__(self) -> None:
        self.headings: Sequence[Heading] = ()
        self._folded: set[tuple[int, str]] = set()  # levels and words of headings

    def fold(self, heading: Heading, *, folded: bool) -> None:
        """Fold a heading, or unfold it."""
        (self._folded.add if folded else self._folded.discard)(_fold_key(heading))

    def unfold_all(self) -> None:
        """Unfold all headings: another note is shown."""
        self._folded.clear()

    def rows(self, listed: Sequence[ClaimRow], *, is_part: bool) -> list[Row]:
        """Return claims below their headings; with `is_part`, without empty headings."""
        rows = sorted(listed, key=lambda row: (_start(row), row.citation))
        starts, found = list(map(_start, rows)), self.headings
        least = min((heading.level for heading in found), default=1)
        grouped: list[Row] = [*rows[: bisect_left(starts, found[0].start) if found else None]]
        hidden_below: int | None = None  # the level of the heading that is folded
        for number, heading in enumerate(found):
            if hidden_below is not None and heading.level > hidden_below:
                continue
            first, end = (bisect_left(starts, at) for at in (heading.start, heading.end))
            if is_part and first == end:
                continue
            count = len({row.claim for row in rows[first:end]})
            is_folded = _fold_key(heading) in self._folded
            hidden_below = heading.level if is_folded else None
            grouped.append(HeadingRow(heading, count, heading.level - least, is_folded))
            if not is_folded:
                following = found[number + 1].start if number + 1 < len(found) else None
                own_end = bisect_left(starts, following) if following is not None else len(rows)
                grouped += rows[first:own_end]
        return grouped


class ClaimsView(ListView[Row]):
    """The list itself. The claims in force have the same bar and wash as in the note."""

    RIM, LIT = QMarginsF(12, 1, 14, 1), "is_hovered"

    claim_chosen = Signal(int, int)  # indexes: claim, citation; of the note that is shown
    other_chosen = Signal(object)  # ClaimRow of another note, to go to in the video
    other_opened = Signal(object)  # ClaimRow of another note, which is to be opened there
    heading_chosen = Signal(object)  # Heading, to be shown in the note

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Claims"))
        self.setUniformItemSizes(True)
        self.listed: Sequence[ClaimRow] = ()  # in time order, whatever is folded
        self.doubts: frozenset[int] = frozenset()  # citations with a problem
        self.now: frozenset[int] = frozenset()  # citations in force of the note that is shown
        self._now: frozenset[tuple[int, int]] = frozenset()  # keys of all rows in force
        self._all_now: frozenset[tuple[int, int]] = frozenset()
        self._names_notes = self._is_part = False
        self.outline = ClaimOutline()
        self._marks_in: Callable[[str], Marks] = no_marks
        self._pressed_at = QPoint()
        self.setItemDelegate(_ClaimDelegate(self))
        self._time_width: float | None = None  # of the widest time, in px
        self.clicked.connect(self._on_clicked)

    def set_rows(
        self,
        rows: Sequence[ClaimRow],
        headings: Sequence[Heading] = (),
        *,
        names_notes: bool = False,
        is_part: bool = False,
        marks_in: Callable[[str], Marks] = no_marks,
    ) -> None:
        """Show `rows`, which are sorted by time; with `names_notes` each shows its note.

        Those of one note are below its headings; with `is_part`, without empty headings. What
        `marks_in` finds in a claim, in characters, is highlighted: the filter's matches.
        """
        self.listed, self.outline.headings, self._marks_in = rows, headings, marks_in
        self._names_notes, self._is_part = names_notes, is_part
        self._time_width = None
        self._show_rows()

    def _show_rows(self) -> None:
        listed = self.listed
        rows = listed if self._names_notes else self.outline.rows(listed, is_part=self._is_part)
        self.rows.set_rows(rows)

    def _fold(self, row: HeadingRow, folded: bool) -> None:
        self.outline.fold(row.heading, folded=folded)
        self._show_rows()
        self.setCurrentIndex(self.rows.index_of(row.key))

    def set_doubts(self, citations: frozenset[int]) -> None:
        """Show these citations as in doubt."""
        self.doubts, self._time_width = citations, None
        self.viewport().update()

    def set_now(self, citations: frozenset[int], *, scroll: bool) -> None:
        """Highlight the rows of these citations; with `scroll`, bring them into view."""
        self.now = citations
        self._light(scroll)

    def set_all_now(self, keys: frozenset[tuple[int, int]], *, scroll: bool) -> None:
        """Highlight these rows, of any note, while the claims of all notes are listed."""
        if keys != self._all_now:
            self._all_now = keys
            self._light(scroll)

    def _light(self, scroll: bool) -> None:
        own = frozenset((-1, citation) for citation in self.now)
        # Of several notes only what is said now is highlighted: each one's last would be many rows.
        now = self._all_now if self._names_notes else own
        for key in self._now ^ now:
            self.update(self.rows.index_of(key))
        self._now = now
        if scroll:
            self._reveal_now()

    def row_now(self) -> QModelIndex:
        """Return the first row in force; invalid if there is none, or it is hidden."""
        found = [index for key in self._now if (index := self.rows.index_of(key)).isValid()]
        return min(found, key=QModelIndex.row, default=QModelIndex())

    def _reveal_now(self) -> None:
        now = self.row_now()
        if now.isValid():
            self.scrollTo(now, self.ScrollHint.EnsureVisible)

    def _choose(self, row: Row | None, *, opens: bool = False) -> None:
        if row is None:
            return
        if isinstance(row, HeadingRow):
            self.heading_chosen.emit(row.heading)
        elif row.other is None:
            self.claim_chosen.emit(row.claim, row.citation)
        elif opens:
            self.other_opened.emit(row)
        else:
            self.other_chosen.emit(row)

    def open_button(self, index: _Index) -> QRect:
        """Return the rectangle of the button that opens a row's note."""
        rect = self.visualRect(index)
        left = rect.right() - 18 - _OPEN_PX
        return QRect(left, rect.center().y() - _OPEN_PX // 2, _OPEN_PX, _OPEN_PX)

    def _on_clicked(self, index: QModelIndex) -> None:
        row, at = self.rows.at(index), self._pressed_at
        rect = QRectF(self.visualRect(index))
        if isinstance(row, HeadingRow) and at.x() < self._chevron(rect, row).right():
            self._fold(row, not row.is_folded)
        else:
            self._choose(row, opens=self.open_button(index).contains(at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        # Enter goes to a claim here, although it is the window's key for the note.
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        opens = held == Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER and (opens or not held):
            return lambda: self._choose(self.current_row, opens=opens)
        row = self.current_row
        is_side = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        if held or not is_side or not self.outline.headings:
            return None
        is_back = event.key() == Qt.Key.Key_Left
        if isinstance(row, HeadingRow):
            return lambda: self._fold(row, is_back)
        if is_back and not self._names_notes:
            return self._go_to_heading
        return None

    def _go_to_heading(self) -> None:
        above = range(self.currentIndex().row(), -1, -1)
        found = (place for place in above if isinstance(self.rows.rows[place], HeadingRow))
        self.setCurrentIndex(self.rows.index(next(found, self.currentIndex().row())))

    def refit(self) -> None:
        self._time_width = None
        self.scheduleDelayedItemsLayout()
        self._reveal_now()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reveal_now()

    # ------------------------------------------------------------------ a row

    def say(self, row: Row) -> str:
        if isinstance(row, HeadingRow):
            return row.heading.text[:_MOST_SHOWN] or tr("(no words)")
        return aside(f"{row.time} {row.words}", row.other.title if row.other is not None else "")

    def speak(self, row: Row) -> str:
        if isinstance(row, ClaimRow):
            problem = row.other is None and row.citation in self.doubts
            return tr("{0}, problem").format(self.say(row)) if problem else self.say(row)
        words = tr("{0}, heading, claims: {1}").format(self.say(row), row.count)
        return tr("{0}, folded").format(words) if row.is_folded else words

    def tip(self, row: Row) -> str:
        if isinstance(row, HeadingRow):
            return self.say(row)
        words = row.words
        return words if row.other is None else f"{words}\n\n{row.other.title}"

    def row_height(self, row: Row) -> int:
        step = QFontMetricsF(ui_font(self)).lineSpacing() * 1.25
        return round(step * (1 + self._names_notes)) + 9

    def _columns(self, width: float, *, opens: bool) -> tuple[float, float]:
        if self._time_width is None:
            metrics = QFontMetricsF(ui_font(self))
            ranges = {row.time for row in self.listed if row.end_ms is not None}
            self._time_width = max(map(metrics.horizontalAdvance, {"0:00:00", *ranges}))
            self._time_width += scaled(_ICON_PX) if self.doubts else 0
        time = self._time_width + 12
        return time, width - 40 - time - (_OPEN_PX + 4 if opens else 0)

    def _chevron(self, rect: QRectF, row: HeadingRow) -> QRectF:
        left = rect.left() + 16 + min(row.depth, 5) * _INDENT_PX
        side = scaled(_ICON_PX)
        return QRectF(left, rect.center().y() - side / 2, side, side)

    def is_now(self, row: Row) -> bool:
        """Whether a row's claim is in force."""
        return row.key in self._now

    def _paint_heading(self, painter: QPainter, rect: QRectF, row: HeadingRow) -> None:
        theme, sign = theme_of(self), self._chevron(rect, row)
        paint_icon(painter, "chevron-right" if row.is_folded else "chevron-down", theme.muted, sign)
        room = rect.adjusted(0, 0, -24, 0)
        if row.count:
            paint_words(painter, room, numeral(row.count), ui_font(self, 0.95), theme.muted, RIGHT)
        room.setLeft(sign.right() + 6)
        room.setRight(room.right() - 40)
        font = words_font(self, 1.0, QFont.Weight.DemiBold)
        paint_words(painter, room, self.say(row), font, theme.ink)

    def paint_cells(self, painter: QPainter, rect: QRectF, row: Row, state: RowState) -> None:
        """Paint the time in its column, and the claim beside it."""
        if isinstance(row, HeadingRow):
            self._paint_heading(painter, rect, row)
            return
        theme = theme_of(self)
        opens = row.other is not None and (state.is_hovered or state.is_focused)
        time_width, room = self._columns(rect.width(), opens=opens)
        rect = rect.adjusted(12, 0, -14, 0)
        font = ui_font(self)
        metrics = QFontMetricsF(font)
        left = rect.left() + 8 + time_width
        words = row.words
        claim = excerpt(words, self._marks_in(words), words_font(self), room, 1, theme)
        step = metrics.lineSpacing() * 1.25
        shown = claim.lineCount() + (1 if self._names_notes else 0)
        top = rect.center().y() - (step * (shown - 1) + metrics.lineSpacing()) / 2
        time_at = QRectF(rect.left() + 8, top, time_width - 12, metrics.lineSpacing())
        colour = theme.now if self.is_now(row) else theme.muted
        if row.other is None and row.citation in self.doubts:
            colour = theme.doubt
            wide = min(metrics.horizontalAdvance(row.time), time_at.width())
            side = scaled(_ICON_PX) - 2
            sign = QRectF(time_at.right() - wide - side - 5, 0, side, side)
            sign.moveTop(time_at.center().y() - side / 2)
            paint_icon(painter, "warning", colour, sign)
        # A little more room: figures as wide as their column must not be cut short.
        room_at = time_at.adjusted(-4, 0, 0, 0)
        paint_words(painter, room_at, row.time, font, colour, Qt.AlignmentFlag.AlignRight)
        painter.setPen(theme.ink)
        draw_lines(painter, claim, QPointF(left, top), step)
        if self._names_notes:
            below = top + step * claim.lineCount()
            _paint_whose(self, painter, row, QRectF(left, below, room, metrics.lineSpacing()))
        if opens:
            button = self.open_button(self.rows.index_of(row.key))
            paint_icon(painter, "open", theme.muted, button.adjusted(4, 4, -4, -4))


class _ClaimDelegate(ListDelegate):
    """Gives the button of the row under the pointer a tooltip."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        assert isinstance(view, ClaimsView)
        row = view.rows.at(index)
        if (
            isinstance(row, ClaimRow)
            and row.other is not None
            and view.open_button(index).contains(event.pos())
        ):
            words = tr("Open “{0}” here (Ctrl+Enter)").format(row.other.title)
            QToolTip.showText(event.globalPos(), plain(words), view)
            return True
        return super().helpEvent(event, view, option, index)


def _paint_whose(view: ClaimsView, painter: QPainter, row: ClaimRow, line: QRectF) -> None:
    theme = theme_of(view)
    mark = QRectF(line.left(), line.center().y() - MARK_PX / 2, MARK_PX, MARK_PX)
    paint_mark(painter, row.other.number if row.other is not None else None, theme, mark)
    title = row.other.title if row.other is not None else tr("This note")
    room = line.adjusted(MARK_PX + 7, 0, 0, 0)
    paint_words(painter, room, title, words_font(view, 0.9), theme.muted)


def _start(row: ClaimRow) -> int:
    return row.note.claims[row.claim].span.start


def _fold_key(heading: Heading) -> tuple[int, str]:
    return heading.level, heading.text
