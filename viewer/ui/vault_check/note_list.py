"""A list of notes with a line about each, and, where that is wanted, marks to choose them by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viewer.ui.kit.button_list import paint_ground
from viewer.ui.kit.plain import plain
from viewer.ui.kit.scroll_bar import SlimScrollBar, dress
from viewer.ui.kit.theme import paint_icon, theme_of, ui_font, words_font

_ROW_ROLE = Qt.ItemDataRole.UserRole
_PAD, _RIM, _MARK = 14, 8, 16
if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    _Index = QModelIndex | QPersistentModelIndex


def _tr(text: str) -> str:
    return QCoreApplication.translate("note_rows", text)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note. `is_chosen` is None in a list in which nothing is chosen."""

    key: str
    title: str
    line: str
    number: str = ""  # at the right
    is_chosen: bool | None = None


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[NoteRow] = []

    def set_rows(self, rows: Sequence[NoteRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            chosen = {True: _tr("Chosen"), False: _tr("Left out"), None: ""}[row.is_chosen]
            return ". ".join(filter(None, (row.title, row.number, row.line, chosen)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain("\n".join(filter(None, (row.title, row.line))))
        if role == _ROW_ROLE:
            return row
        return None


class NoteRows(QListView):
    """The list. Space, or a click on its mark, chooses a note or leaves it out."""

    current_changed = Signal(str)  # the key of the row that the keyboard is on
    chosen_changed = Signal()
    opened = Signal(str)  # Enter, or a double click

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollBar(SlimScrollBar())
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda *_: self._on_current())
        self.doubleClicked.connect(lambda _: self.opened.emit(self.current_key))
        self.installEventFilter(self)
        self._dress()

    @property
    def rows(self) -> Sequence[NoteRow]:
        """The rows, in their order."""
        return self._model.rows

    @property
    def chosen(self) -> list[str]:
        """The keys of the rows that are chosen."""
        return [row.key for row in self._model.rows if row.is_chosen]

    @property
    def current_key(self) -> str:
        """The key of the row that the keyboard is on; "" where there is none."""
        row = self.currentIndex().data(_ROW_ROLE)
        return row.key if isinstance(row, NoteRow) else ""

    def set_rows(self, rows: Sequence[NoteRow]) -> None:
        """Show these, the keyboard on the first."""
        self._model.set_rows(rows)
        if rows:
            self.setCurrentIndex(self._model.index(0))

    def toggle(self, index: QModelIndex) -> None:
        """Choose a row, or leave it out."""
        row = index.data(_ROW_ROLE)
        if isinstance(row, NoteRow) and row.is_chosen is not None:
            self._model.rows[index.row()] = replace(row, is_chosen=not row.is_chosen)
            self._model.dataChanged.emit(index, index)
            self.chosen_changed.emit()

    def _on_current(self) -> None:
        if self.current_key:
            self.current_changed.emit(self.current_key)

    def _dress(self) -> None:
        dress(self, theme_of(self).paper)

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_asked = watched is self and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() in keys:
            event.accept()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggle(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_key:
            self.opened.emit(self.current_key)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.position().x() < _PAD + _MARK + 8:
            self.toggle(self.indexAt(event.position().toPoint()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class _Delegate(QStyledItemDelegate):
    """Paints a row: mark, title and number, and below them the line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = self.parent()
        assert isinstance(view, QWidget)
        return QSize(80, round(_line(view) + _small_line(view)) + 2 * _RIM)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = self.parent()
        assert isinstance(view, NoteRows)
        row = index.data(_ROW_ROLE)
        assert isinstance(row, NoteRow)
        theme = theme_of(view)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = index.row() == view.currentIndex().row()
        paint_ground(
            painter,
            view,
            rect,
            option,
            is_lit=is_current,
            is_focused=is_current and view.hasFocus(),
        )
        left = rect.left() + _PAD
        if row.is_chosen is not None:
            self._paint_mark(painter, view, row.is_chosen, left, rect.center().y())
            left += _MARK + 10
        right = rect.right() - _PAD
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        figures = ui_font(view, 0.92)
        number = QFontMetricsF(figures).horizontalAdvance(row.number)
        top = QRectF(left, rect.top() + _RIM, right - left, _line(view))
        painter.setFont(figures)
        painter.setPen(theme.muted)
        painter.drawText(top, middle | int(Qt.AlignmentFlag.AlignRight), row.number)
        font = words_font(view, 1.0, QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(theme.muted if row.is_chosen is False else theme.ink)
        room = top.width() - number - 10
        title = QFontMetricsF(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(top, middle, title)
        below = QRectF(left, top.bottom(), right - left, _small_line(view))
        small = words_font(view, 0.88)
        painter.setFont(small)
        painter.setPen(theme.muted)
        line = QFontMetricsF(small).elidedText(row.line, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, middle, line)
        painter.restore()

    def _paint_mark(
        self, painter: QPainter, view: QWidget, is_chosen: bool, left: float, middle: float
    ) -> None:
        theme = theme_of(view)
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
