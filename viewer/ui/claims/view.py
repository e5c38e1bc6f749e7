"""The list of claims in time order: of the note, or of every note about its video.

The list is told its rows and which of them are in force; it says which one a person chose. Claims
that cannot be reached stand at the end, their times struck out as in the note. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QCoreApplication,
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
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from viewer.notes.note import Note
from viewer.notes.timecode import format_range
from viewer.ui.kit.excerpt import Marks, draw_lines, excerpt
from viewer.ui.kit.note_marks import MARK_PX, paint_mark
from viewer.ui.kit.paint import paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.row_list import ENTER, ListDelegate, ListView, RowState
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font, words_font

if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    from pathlib import Path

    _Index = QModelIndex | QPersistentModelIndex

_OPEN_PX = 26
_MOST_SHOWN = 600  # characters of a claim
_MOST_MEASURED = 200  # claims; of more, each has the room of two lines, or it would take too long


class OtherNote(NamedTuple):
    """Another note about the same video; `number` gives it its mark."""

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
        """Its time or range, as it is shown."""
        if self.ms is None:
            return self.written
        return format_range(self.ms, self.end_ms) + ("" if self.is_sure else "?")

    @property
    def text(self) -> str:
        """The claim without markup; put together only for the rows that are seen."""
        return self.note.plain(self.note.claims[self.claim].span)

    @property
    def words(self) -> str:
        """What is listed: the claim, or what it is if it has no words."""
        return self.text[:_MOST_SHOWN] or (
            _tr("(picture)") if self.has_picture else _tr("(no words)")
        )

    @property
    def has_picture(self) -> bool:
        """Whether the claim shows a picture; or, where its time stands alone, its block."""
        claim, data = self.note.claims[self.claim], self.note.data
        block = self.note.blocks[claim.block].span if claim.block >= 0 else claim.span
        return any(b"![" in data[span.start : span.end] for span in (claim.span, block))

    @property
    def key(self) -> tuple[int, int]:
        """Tell it from all other rows: the number of its note (-1: the one shown), citation."""
        return (-1 if self.other is None else self.other.number), self.citation


def _tr(text: str) -> str:
    return QCoreApplication.translate("claims", text)


def in_time_order(rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    """Sort rows by time; what cannot be reached comes last, in the order that it has."""
    return sorted(rows, key=lambda row: (row.ms is None, row.ms or 0))


class ClaimsView(ListView[ClaimRow]):
    """The list itself. The claims in force have the bar and the wash that they have in the note."""

    RIM, LIT = QMarginsF(12, 1, 14, 1), "is_hovered"

    claim_chosen = Signal(int, int)  # indexes: claim, citation; of the note that is shown
    other_chosen = Signal(object)  # ClaimRow of another note, to go to in the video
    other_opened = Signal(object)  # ClaimRow of another note, which is to be opened there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Claims in time order"))
        self.now: frozenset[int] = frozenset()  # citations in force of the note that is shown
        self._now: frozenset[tuple[int, int]] = frozenset()  # keys of all rows in force
        self._all_now: frozenset[tuple[int, int]] = frozenset()
        self._names_notes = False
        self._marks_in: Callable[[str], Marks] = lambda _text: ()
        self._pressed_at = QPoint()
        self.setItemDelegate(_ClaimDelegate(self))
        self._widths: dict[tuple[int, int], float] = {}  # of claims on one line, in px, by key
        self._measured: tuple[float, float] | None = None
        self._time_width: float | None = None  # of the widest time, in px
        self.clicked.connect(self._on_clicked)

    def set_rows(self, rows: Sequence[ClaimRow], *, names_notes: bool = False) -> None:
        """Show `rows`, which are in time order; with `names_notes` each says whose it is."""
        self._names_notes = names_notes
        self._forget()
        self.setUniformItemSizes(len(rows) > _MOST_MEASURED)
        self.rows.set_rows(rows)

    def set_marks(self, marks_in: Callable[[str], Marks]) -> None:
        """Mark what `marks_in` finds in a claim, in characters: what the list is filtered by."""
        self._marks_in = marks_in

    def set_now(self, citations: frozenset[int], *, scroll: bool) -> None:
        """Light up the rows of these citations; bring them into view where `scroll` is true."""
        self.now = citations
        self._light(scroll)

    def set_all_now(self, keys: frozenset[tuple[int, int]], *, scroll: bool) -> None:
        """Light up these rows, of whichever note, while the claims of all notes are listed."""
        if keys != self._all_now:
            self._all_now = keys
            self._light(scroll)

    def _light(self, scroll: bool) -> None:
        own = frozenset((-1, citation) for citation in self.now)
        # Of several notes only what is said now is lit: what each cited last would be many rows.
        now = self._all_now if self._names_notes else own
        for key in self._now ^ now:
            self.update(self.rows.index_of(key))
        self._now = now
        if scroll:
            self._reveal_now()

    def _reveal_now(self) -> None:
        """Bring what is in force into view."""
        found = [index for key in self._now if (index := self.rows.index_of(key)).isValid()]
        if found:
            self.scrollTo(min(found, key=QModelIndex.row), self.ScrollHint.EnsureVisible)

    def _choose(self, row: ClaimRow | None, *, opens: bool = False) -> None:
        if row is None:
            return
        if row.other is None:
            self.claim_chosen.emit(row.claim, row.citation)
        elif opens:
            self.other_opened.emit(row)
        else:
            self.other_chosen.emit(row)

    def open_button(self, index: _Index) -> QRect:
        """Return the place of the button that opens the note of a row."""
        rect = self.visualRect(index)
        left = rect.right() - 18 - _OPEN_PX
        return QRect(left, rect.center().y() - _OPEN_PX // 2, _OPEN_PX, _OPEN_PX)

    def _on_clicked(self, index: QModelIndex) -> None:
        on_button = self.open_button(index).contains(self._pressed_at)
        self._choose(self.rows.at(index), opens=on_button)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        # Enter goes to a claim here, although the window has it for the note.
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        opens = held == Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER and (opens or not held):
            return lambda: self._choose(self.current_row, opens=opens)
        return None

    def refit(self) -> None:
        self._forget()
        self.scheduleDelayedItemsLayout()
        self._reveal_now()

    def _forget(self) -> None:
        """Measure all rows anew when they are asked for."""
        self._time_width = None
        self._widths.clear()
        self._measured = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measured = None
            self.scheduleDelayedItemsLayout()  # claims need more lines or fewer
        self._reveal_now()

    # ------------------------------------------------------------------ a row

    def say(self, row: ClaimRow) -> str:
        words = f"{row.time} {row.words}"
        return words if row.other is None else f"{words} ({row.other.title})"

    def tip(self, row: ClaimRow) -> str:
        words = row.words
        return words if row.other is None else f"{words}\n\n{row.other.title}"

    def row_height(self, row: ClaimRow) -> int:
        step, room = self._step_and_room()
        lines = 2 if self.uniformItemSizes() or self._width(row) >= room else 1
        return round(step * (lines + self._names_notes)) + 12

    def _width(self, row: ClaimRow) -> float:
        """Return the width of a claim on one line, in px."""
        width = self._widths.get(row.key)
        if width is None:
            text = row.words.replace("\n", " ")
            width = self._widths[row.key] = self._words.horizontalAdvance(text)
        # Under the mouse there is a button beside the words, and the row stays as high.
        return width if row.other is None else width + _OPEN_PX + 4

    def _step_and_room(self) -> tuple[float, float]:
        """Return the height of a line and the room for words, in px; kept, for each row asks."""
        if self._measured is None:
            self._words = QFontMetricsF(words_font(self))
            step = QFontMetricsF(ui_font(self)).lineSpacing() * 1.25
            self._measured = step, self._columns(self.viewport().width(), opens=False)[1]
        return self._measured

    def _columns(self, width: float, *, opens: bool) -> tuple[float, float]:
        """Return the widths of the time, and of the words, in a row of `width` px."""
        if self._time_width is None:
            metrics = QFontMetricsF(ui_font(self))
            ranges = {row.time for row in self.rows.rows if row.end_ms is not None}
            self._time_width = max(map(metrics.horizontalAdvance, {"0:00:00", *ranges}))
        time = self._time_width + 12
        return time, width - 40 - time - (_OPEN_PX + 4 if opens else 0)

    def is_now(self, row: ClaimRow) -> bool:
        """Whether a row's claim is in force."""
        return row.key in self._now

    def paint_cells(self, painter: QPainter, rect: QRectF, row: ClaimRow, state: RowState) -> None:
        """Paint the time in its column, and at most two lines of the claim beside it."""
        theme = theme_of(self)
        opens = row.other is not None and (state.is_hovered or state.is_focused)
        time_width, room = self._columns(rect.width(), opens=opens)
        rect = rect.adjusted(12, 0, -14, 0)
        font = ui_font(self)
        metrics = QFontMetricsF(font)
        left = rect.left() + 8 + time_width
        words = row.words
        claim = excerpt(words, self._marks_in(words), words_font(self), room, 2, theme)
        step = metrics.lineSpacing() * 1.25
        shown = claim.lineCount() + (1 if self._names_notes else 0)
        top = rect.center().y() - (step * (shown - 1) + metrics.lineSpacing()) / 2
        time_at = QRectF(rect.left() + 8, top, time_width - 12, metrics.lineSpacing())
        if row.ms is not None:
            colour = theme.now if self.is_now(row) else theme.muted
            # A little more room: figures as wide as their column must not be cut short.
            room_at = time_at.adjusted(-4, 0, 0, 0)
            right = Qt.AlignmentFlag.AlignRight
            paint_words(painter, room_at, row.time, font, colour, right)
        else:
            _draw_struck(painter, row.written, time_at, font, theme.muted, theme.line)
        painter.setPen(theme.ink)
        draw_lines(painter, claim, QPointF(left, top), step)
        if self._names_notes:
            below = top + step * claim.lineCount()
            self._paint_whose(painter, row, QRectF(left, below, room, metrics.lineSpacing()))
        if opens:
            button = self.open_button(self.rows.index_of(row.key))
            paint_icon(painter, "open", theme.muted, button.adjusted(4, 4, -4, -4))

    def _paint_whose(self, painter: QPainter, row: ClaimRow, line: QRectF) -> None:
        """Paint the mark of the row's note and its title."""
        theme = theme_of(self)
        mark = QRectF(line.left(), line.center().y() - MARK_PX / 2, MARK_PX, MARK_PX)
        paint_mark(painter, row.other.number if row.other is not None else None, theme, mark)
        title = row.other.title if row.other is not None else self.tr("This note")
        room = line.adjusted(MARK_PX + 7, 0, 0, 0)
        paint_words(painter, room, title, words_font(self, 0.9), theme.muted)


class _ClaimDelegate(ListDelegate):
    """Names the button of a row under the pointer."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        assert isinstance(view, ClaimsView)
        row = view.rows.at(index)
        if row and row.other is not None and view.open_button(index).contains(event.pos()):
            words = self.tr("Open “{0}” here (Ctrl+Enter)").format(row.other.title)
            QToolTip.showText(event.globalPos(), plain(words), view)
            return True
        return super().helpEvent(event, view, option, index)


def _draw_struck(
    painter: QPainter, text: str, at: QRectF, font: QFont, ink: QColor, edge: QColor
) -> None:
    """Draw a time that cannot be reached as in the note: a pill with the time struck out."""
    struck = QFont(font)
    struck.setStrikeOut(True)
    metrics = QFontMetricsF(struck)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, at.width())
    width = metrics.horizontalAdvance(shown) + 10
    pill = QRectF(at.right() + 5 - width, at.top() - 1, width, at.height() + 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setFont(struck)
    painter.setPen(ink)
    painter.drawText(at, int(Qt.AlignmentFlag.AlignRight), shown)
