"""Below the list of notes: other notes about the same video, notes that link here, links out.

One list with a heading for each section; a section without entries is not shown, and without any
the whole list is hidden. A click or Enter on a heading folds its section. GUI thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viewer.ui.kit.note_marks import MARK_PX, paint_mark
from viewer.ui.kit.plain import plain
from viewer.ui.kit.scroll_bar import SlimScrollBar, dress
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font, words_font

if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    _Index = QModelIndex | QPersistentModelIndex

_ROW_ROLE = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST = 0.5  # of the pane's height


class Section(Enum):
    """The parts of the list, in their order."""

    VIDEO = "video"
    LINKED = "linked"
    LINKS = "links"


class Entry(NamedTuple):
    """One line: a note. `path` is None where a link leads to none."""

    title: str
    path: Path | None
    claims: int | None = None
    sentence: str = ""  # in which the link to this note stands
    excerpt: str = ""  # of it, what there may be room for
    start: int = 0  # byte to go to in the note
    heading: str = ""  # … or the heading
    target: str = ""  # of a link, as it is written
    several: int = 0  # so many notes it can mean
    number: int | None = None  # of the note's mark


class _Row(NamedTuple):
    section: Section
    entry: Entry | None  # None: the heading


class RelatedModel(QAbstractListModel):
    """The headings, and the entries below those that are open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: Mapping[Section, Sequence[Entry]] = {}
        self.open: dict[Section, bool] = {}
        self.rows: list[_Row] = []

    def show_rows(self) -> None:
        """List what is to be seen now."""
        self.beginResetModel()
        self.rows = []
        for section in Section:
            entries = self.entries.get(section, ())
            if entries:
                self.rows.append(_Row(section, None))
                if self.open[section]:
                    self.rows += [_Row(section, entry) for entry in entries]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == _ROW_ROLE:
            return row
        entry = row.entry
        if role == Qt.ItemDataRole.DisplayRole:
            if entry is None:
                return self.heading(row.section)
            return f"{entry.title}{self._remark(entry)}"
        if role == Qt.ItemDataRole.ToolTipRole and entry is not None:
            if entry.path is None:
                return plain(self.tr("There is no note “{0}” here").format(entry.target))
            if entry.several:
                words = self.tr("“{0}” is the name of {1} notes")
                return plain(words.format(entry.target, entry.several))
            return plain("\n\n".join(filter(None, (entry.title, entry.sentence))))
        return None

    def _remark(self, entry: Entry) -> str:
        """Say in words what is painted beside a title."""
        if entry.path is None:
            return self.tr(" (there is no such note)")
        if entry.several:
            return self.tr(" (one of {0} notes)").format(entry.several)
        return ""

    def heading(self, section: Section) -> str:
        """Give the words over a section."""
        return {
            Section.VIDEO: self.tr("About this video"),
            Section.LINKED: self.tr("Linked from"),
            Section.LINKS: self.tr("Links"),
        }[section]


class RelatedView(QListView):
    """The list below the vault."""

    chosen = Signal(object)  # Entry
    folded = Signal(object, bool)  # Section, whether it is open now

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self.model_ = RelatedModel(self)
        self.setModel(self.model_)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(self.tr("Notes about this video, and links"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._choose)
        self.installEventFilter(self)
        dress(self)
        self.hide()

    def set_open(self, section: Section, shown: bool) -> None:
        """Show or fold the entries of a section."""
        self.model_.open[section] = shown
        self._show_rows()

    def set_entries(self, entries: Mapping[Section, Sequence[Entry]]) -> None:
        """Show these entries; the place in the list stays where it can."""
        if entries != self.model_.entries:
            self.model_.entries = entries
            self._show_rows()

    def _show_rows(self) -> None:
        at, top = self.currentIndex().row(), self.verticalScrollBar().value()
        self.model_.show_rows()
        self.setVisible(bool(self.model_.rows))
        self._fit()
        if self.model_.rows and at >= 0:
            self.setCurrentIndex(self.model_.index(min(at, len(self.model_.rows) - 1)))
        self.verticalScrollBar().setValue(top)

    def _fit(self) -> None:
        """Be as high as the rows, but leave the half of the pane to the list of notes."""
        rows = range(self.model_.rowCount())
        high = sum(self.sizeHintForRow(row) for row in rows) + 10
        parent = self.parentWidget()
        most = round(parent.height() * _MOST) if parent is not None else high
        self.setFixedHeight(max(40, min(high, most)))

    def focus_first(self) -> None:
        """Take the keys, at the first entry where none was chosen yet."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.currentIndex().isValid():
            entries = [n for n, row in enumerate(self.model_.rows) if row.entry is not None]
            self.setCurrentIndex(self.model_.index(entries[0] if entries else 0))

    def _choose(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.model_.rows[index.row()]
        if row.entry is not None:
            self.chosen.emit(row.entry)
        else:
            self._fold(row.section, not self.model_.open[row.section])

    def _fold(self, section: Section, shown: bool) -> None:
        if self.model_.open[section] != shown:
            self.set_open(section, shown)
            self.folded.emit(section, shown)
        at = self.model_.rows.index(_Row(section, None))
        self.setCurrentIndex(self.model_.index(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Arrows and Enter go through the list here, although the window has them for the player.
        if watched is self.parentWidget() and isinstance(event, QResizeEvent):
            self._fitting.start()
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, *_ENTER)
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if watched is self and plain and event.key() in keys:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in _ENTER:
            self._choose(index)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and index.isValid():
            section = self.model_.rows[index.row()].section
            self._fold(section, event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            dress(self)
        elif event.type() is QEvent.Type.FontChange:
            self._fitting.start()


class _Delegate(QStyledItemDelegate):
    """Draws a heading in small capitals, or a title with what is said of it."""

    def _heading_font(self, view: QWidget) -> QFont:
        font = ui_font(view, 0.86, QFont.Weight.DemiBold)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 105)
        return font

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = self.parent()
        assert isinstance(view, RelatedView)
        row = index.data(_ROW_ROLE)
        if row.entry is None:
            return QSize(80, round(QFontMetricsF(self._heading_font(view)).height()) + 16)
        high = round(QFontMetricsF(ui_font(view)).height()) + 9
        if row.entry.sentence:
            high += round(QFontMetricsF(words_font(view, 0.9)).height())
        return QSize(80, max(26, high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        assert isinstance(view, RelatedView)
        theme = theme_of(view)
        row = index.data(_ROW_ROLE)
        rect: QRect = option.rect
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        face = QRectF(6, rect.top(), view.viewport().width() - 12, rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hovered and row.entry is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(face.adjusted(0, 0.5, 0, -0.5), 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.link)
            painter.drawRoundedRect(face.adjusted(1, 1, -1, -1), 5, 5)
        if row.entry is None:
            self._paint_heading(painter, view, row.section, rect, hovered)
        else:
            self._paint_entry(painter, view, row.entry, rect)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, view: RelatedView, section: Section, rect: QRect, hovered: bool
    ) -> None:
        theme = theme_of(view)
        font = self._heading_font(view)
        painter.setFont(font)
        painter.setPen(theme.muted)
        text = view.model_.heading(section)
        at = QRectF(rect).adjusted(16, 8, -4, 0)
        side = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(at, side, text)
        is_open = view.model_.open[section]
        left = at.left() + QFontMetricsF(font).horizontalAdvance(text.upper()) + 8
        if not is_open:
            painter.setFont(ui_font(view, 0.92))
            count = f"{len(view.model_.entries[section]):,}"
            right = QRectF(rect).adjusted(0, 8, -16, 0)
            end = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(right, end, count)
        if hovered or not is_open or view.hasFocus():
            arrow = "chevron-down" if is_open else "chevron-right"
            place = QRectF(left, at.center().y() - 6, 12, 12)
            paint_icon(painter, arrow, theme.muted, place)

    def _paint_entry(self, painter: QPainter, view: RelatedView, entry: Entry, rect: QRect) -> None:
        theme = theme_of(view)
        right = rect.right() - 15.0
        left = rect.left() + 16.0
        font = ui_font(view)
        first = QFontMetricsF(font).height() + 8
        line = QRectF(left, rect.top(), 0, first if entry.sentence else rect.height())
        end = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        start = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        beside = f"{entry.claims:,}" if entry.claims is not None else ""
        if entry.path is None:
            beside = view.tr("missing")
        elif entry.several:
            beside = view.tr("{0} notes").format(entry.several)
        if beside:
            painter.setFont(ui_font(view, 0.92))
            painter.setPen(theme.doubt if entry.path is None else theme.muted)
            line.setRight(right)
            painter.drawText(line, end, beside)
            right -= QFontMetricsF(painter.font()).horizontalAdvance(beside) + 8
        if entry.number is not None:
            mark = QRectF(left, line.center().y() - MARK_PX / 2, MARK_PX, MARK_PX)
            paint_mark(painter, entry.number, theme, mark)
            line.setLeft(left + MARK_PX + 8)
        line.setRight(right)
        painter.setFont(font)
        painter.setPen(theme.muted if entry.path is None else theme.ink)
        painter.drawText(line, start, _cut(entry.title, font, line.width()))
        if entry.sentence:
            small = words_font(view, 0.9)
            painter.setFont(small)
            painter.setPen(theme.muted)
            below = QRectF(left, line.bottom() - 4, right - left, rect.bottom() - line.bottom())
            painter.drawText(below, start, _cut(entry.excerpt, small, below.width()))


def _cut(text: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
