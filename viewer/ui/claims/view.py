"""The list of claims in time order: of the note, or of every note about its video.

The list is told its rows and which of them are in force; it says which one a person chose. Claims
that cannot be reached stand at the end, their times struck out as in the note. GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
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
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.ui.kit.note_marks import MARK_PX, paint_mark
from viewer.ui.kit.plain import plain
from viewer.ui.kit.scroll_bar import SlimScrollBar, dress
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font, words_font

if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    from pathlib import Path

    _Index = QModelIndex | QPersistentModelIndex

_ROW_ROLE = Qt.ItemDataRole.UserRole
_OPEN_PX = 26
_MOST_SHOWN = 600  # characters of a claim
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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

    @property
    def text(self) -> str:
        """The claim without markup; put together only for the rows that are seen."""
        return self.note.plain(self.note.claims[self.claim].span)

    @property
    def key(self) -> tuple[int, int]:
        """Tell it from all other rows: the number of its note (-1: the one shown), citation."""
        return (-1 if self.other is None else self.other.number), self.citation


def in_time_order(rows: Sequence[ClaimRow]) -> list[ClaimRow]:
    """Sort rows by time; what cannot be reached comes last, in the order that it has."""
    return sorted(rows, key=lambda row: (row.ms is None, row.ms or 0))


class ClaimsModel(QStringListModel):
    """The claims in time order.

    The strings are empty: they only let Qt count the rows by itself, which it does for each of ten
    thousand when they are laid out.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ClaimRow] = ()

    def set_rows(self, rows: Sequence[ClaimRow]) -> None:
        self.rows = rows
        self.setStringList([""] * len(rows))

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            time = format_ms(row.ms) if row.ms is not None else row.written
            words = f"{time} {row.text[:_MOST_SHOWN]}"
            return words if row.other is None else f"{words} ({row.other.title})"
        if role == _ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            words = row.text[:_MOST_SHOWN]
            return plain(words if row.other is None else f"{words}\n\n{row.other.title}")
        return None


class ClaimsView(QListView):
    """The list itself. The claims in force have the bar and the wash that they have in the note."""

    claim_chosen = Signal(int, int)  # indexes: claim, citation; of the note that is shown
    other_chosen = Signal(object)  # ClaimRow of another note, to go to in the video
    other_opened = Signal(object)  # ClaimRow of another note, which is to be opened there

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.claims = ClaimsModel(self)
        self.now: frozenset[int] = frozenset()  # citations in force of the note that is shown
        self._now: frozenset[tuple[int, int]] = frozenset()  # keys of all rows in force
        self._all_now: frozenset[tuple[int, int]] = frozenset()
        self._row_of: dict[tuple[int, int], int] = {}
        self._names_notes = False
        self._pressed_at = QPoint()
        self.setAccessibleName(self.tr("Claims in time order"))
        self.setModel(self.claims)
        self.setItemDelegate(_ClaimDelegate(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBar(SlimScrollBar())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)
        self.installEventFilter(self)
        dress(self)

    def set_rows(self, rows: Sequence[ClaimRow], *, names_notes: bool = False) -> None:
        """Show `rows`, which are in time order; with `names_notes` each says whose it is."""
        self._row_of = {row.key: number for number, row in enumerate(rows)}
        self._names_notes = names_notes
        self.claims.set_rows(rows)

    @property
    def names_notes(self) -> bool:
        """Whether each row says which note it is from."""
        return self._names_notes

    def is_now(self, row: ClaimRow) -> bool:
        """Whether a row's claim is in force."""
        return row.key in self._now

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
            if key in self._row_of:
                self.update(self.claims.index(self._row_of[key]))
        self._now = now
        if scroll:
            self._reveal_now()

    def _reveal_now(self) -> None:
        rows = [self._row_of[key] for key in self._now if key in self._row_of]
        if rows:
            index = self.claims.index(min(rows))
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _row(self, index: QModelIndex) -> ClaimRow | None:
        return self.claims.rows[index.row()] if index.isValid() else None

    def _choose(self, index: QModelIndex, *, opens: bool = False) -> None:
        row = self._row(index)
        if row is None:
            return
        if row.other is None:
            self.claim_chosen.emit(row.claim, row.citation)
        elif opens:
            self.other_opened.emit(row)
        else:
            self.other_chosen.emit(row)

    def open_button(self, index: _Index) -> QRect:
        """Give the place of the button that opens the note of a row."""
        rect = self.visualRect(index)
        left = rect.right() - 18 - _OPEN_PX
        return QRect(left, rect.center().y() - _OPEN_PX // 2, _OPEN_PX, _OPEN_PX)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._row(index)
        on_button = row is not None and self.open_button(index).contains(self._pressed_at)
        self._choose(index, opens=on_button)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Enter goes to a claim here, although the window has it for the note.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            free = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
            if event.modifiers() in free and event.key() in _ENTER:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            control = Qt.KeyboardModifier.ControlModifier
            self._choose(self.currentIndex(), opens=event.modifiers() == control)
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            dress(self)
        elif event.type() is QEvent.Type.FontChange:
            QTimer.singleShot(0, self._reveal_now)  # once the rows have their new height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reveal_now()


class _ClaimDelegate(QStyledItemDelegate):
    """Draws a row: the time in its column, at most two lines of the claim beside it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        lines = 3 if self._view().names_notes else 2
        step = QFontMetricsF(ui_font(self._view())).lineSpacing() * 1.25
        return QSize(120, round(step * lines) + 12)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        row, place = index.data(_ROW_ROLE), self._view().open_button(index)
        if isinstance(row, ClaimRow) and row.other is not None and place.contains(event.pos()):
            words = self.tr("Open “{0}” here (Ctrl+Enter)").format(row.other.title)
            QToolTip.showText(event.globalPos(), plain(words), view)
            return True
        return super().helpEvent(event, view, option, index)

    def _view(self) -> ClaimsView:
        view = self.parent()
        assert isinstance(view, ClaimsView)
        return view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self._view()
        theme = theme_of(view)
        row = index.data(_ROW_ROLE)
        assert isinstance(row, ClaimRow)
        rect = QRectF(option.rect).adjusted(12, 0, -14, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        is_now = view.is_now(row)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_now:
            painter.setBrush(theme.now_wash)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 5, 5)
            painter.fillRect(
                QRectF(rect.left(), rect.top() + 2, 3, rect.height() - 4), theme.now_fill
            )
        elif hovered:
            painter.setBrush(theme.select)
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 5, 5)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus) and view.hasFocus()
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.link)
            painter.drawRoundedRect(rect.adjusted(1, 2, -1, -2), 5, 5)
        opens = row.other is not None and (hovered or focused)
        font = ui_font(view)
        metrics = QFontMetricsF(font)
        time_width = metrics.horizontalAdvance("0:00:00") + 12
        left = rect.left() + 8 + time_width
        room = rect.right() - left - 6 - (_OPEN_PX + 4 if opens else 0)
        words = words_font(view)
        lines = two_lines(row.text[:_MOST_SHOWN], words, room)
        step = metrics.lineSpacing() * 1.25
        shown = len(lines) + (1 if view.names_notes else 0)
        top = rect.center().y() - (step * (shown - 1) + metrics.lineSpacing()) / 2
        painter.setFont(font)
        painter.setPen(theme.now if is_now else theme.muted)
        time_at = QRectF(rect.left() + 8, top, time_width - 12, metrics.lineSpacing())
        if row.ms is not None:
            painter.drawText(time_at, int(Qt.AlignmentFlag.AlignRight), format_ms(row.ms))
        else:
            _draw_struck(painter, row.written, time_at, font, theme.muted, theme.line)
        painter.setPen(theme.ink)
        painter.setFont(words)
        line = QRectF(left, top, room, metrics.lineSpacing())
        for text in lines:
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), text)
            line.translate(0, step)
        if view.names_notes:
            _draw_whose(painter, view, row, line)
        if opens:
            place = view.open_button(index)
            paint_icon(painter, "open", theme.muted, place.adjusted(4, 4, -4, -4))
        painter.restore()


def _draw_whose(painter: QPainter, view: ClaimsView, row: ClaimRow, line: QRectF) -> None:
    """Draw the mark of the row's note and its title."""
    theme = theme_of(view)
    font = words_font(view, 0.9)
    metrics = QFontMetricsF(font)
    number = row.other.number if row.other is not None else None
    centre = QRectF(line.left(), line.center().y() - MARK_PX / 2, MARK_PX, MARK_PX)
    paint_mark(painter, number, theme, centre)
    title = row.other.title if row.other is not None else view.tr("This note")
    at = line.adjusted(MARK_PX + 7, 0, 0, 0)
    painter.setFont(font)
    painter.setPen(theme.muted)
    shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, at.width())
    painter.drawText(at, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


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


def two_lines(text: str, font: QFont, width: float) -> list[str]:
    """Break `text` into at most two lines of `width` px, the second cut short where need be."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    first = layout.createLine()
    first.setLineWidth(max(20.0, width))
    cut = first.textStart() + first.textLength() if first.isValid() else len(text)
    layout.endLayout()
    one, rest = text[:cut], text[cut:].strip()
    if not rest:
        return [one]
    return [one, QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
