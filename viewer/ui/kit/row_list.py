"""Base of the window's lists: rows in a model, one look, their own keys.

A list is a `ListView` of some type of row. It describes a row (`say`, `speak`, `tip`), paints it
(`row_height`, `paint_cells`) on a background (`RIM`, `lit`), and defines what clicks and keys do
(`CLICKS`, `take`, `meaning_of`). GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QEvent,
    QMarginsF,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from viewer.ui.kit.buttons import act_on_key
from viewer.ui.kit.paint import paint_face
from viewer.ui.kit.plain import plain
from viewer.ui.kit.scroll_bar import dress, make_quiet
from viewer.ui.kit.theme import Theme, theme_of

R = TypeVar("R")
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    Index = QModelIndex | QPersistentModelIndex


class ListModel(QStringListModel, Generic[R]):
    """Rows, identified by their keys.

    The strings are empty: they only let Qt count the rows itself, which it does for each of ten
    thousand at layout.
    """

    def __init__(self, view: ListView[R]) -> None:
        super().__init__(view)
        self.rows: list[R] = []
        self._view = view
        self._place_of: dict[Hashable, int] = {}

    def set_rows(self, rows: Sequence[R]) -> None:
        """Set the rows; if the keys are unchanged, the rows stay in place."""
        keys = list(map(self._view.key_of, rows))
        is_same = keys == list(self._place_of)
        self.rows, self._place_of = list(rows), dict(zip(keys, range(len(keys)), strict=True))
        if not is_same:
            self.setStringList([""] * len(rows))
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def add(self, rows: Sequence[R]) -> None:
        """Append rows."""
        first = len(self.rows)
        self.rows += rows
        self._place_of |= {self._view.key_of(row): first + n for n, row in enumerate(rows)}
        self.insertRows(first, len(rows))

    def at(self, index: Index) -> R | None:
        """Return the row at an index, or None."""
        return self.rows[index.row()] if 0 <= index.row() < len(self.rows) else None

    def index_of(self, key: Hashable) -> QModelIndex:
        """Return the index of the row with a key, or an invalid one."""
        place = self._place_of.get(key)
        return self.index(place) if place is not None else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._view.say(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._view.speak(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain(self._view.tip(row))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.at(index)
        if row is None or not self._view.can_select(row):
            return Qt.ItemFlag.NoItemFlags  # the keyboard passes over it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowState(NamedTuple):
    """How a row is painted."""

    is_current: bool  # the keyboard is on it, or would be
    is_focused: bool  # the keyboard is on it
    is_hovered: bool


def paint_ground(
    painter: QPainter,
    theme: Theme,
    ground: QRectF,
    state: RowState,
    lit: QColor | None,
    radius: float = 6.0,
    bar: QColor | None = None,
) -> None:
    """Paint a row's background: a wash if highlighted or hovered, and the focus ring.

    `lit` is the colour of the wash; None for hover only. A highlighted row also has a `bar`, since
    a wash is too faint for some; by default in the colour of links.
    """
    if lit is not None or state.is_hovered:
        paint_face(painter, ground, radius, theme.hover if lit is None else lit)
    if lit is not None and lit.alpha():
        side = QRectF(ground.left(), ground.top() + 1, 3, ground.height() - 2)
        painter.fillRect(side, theme.link if bar is None else bar)
    if state.is_focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(theme.link)
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class ListView(QListView, Generic[R]):
    """A list that paints its own rows."""

    GROUND = "window"  # the colour of the theme that it lies on
    RIM = QMarginsF()  # px around the ground of a row
    RADIUS = 6.0  # px, of the ground's corners
    LIT = "is_current"  # the state of `RowState` in which a row has a wash; "": in none
    CLICKS = 0  # so many on a row take it, as Enter then does

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: ListModel[R] = ListModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(ListDelegate(self))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        make_quiet(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.installEventFilter(self)
        if self.CLICKS:
            clicked = self.clicked if self.CLICKS == 1 else self.doubleClicked
            clicked.connect(self._take_at)
        self._dress()

    @property
    def current_row(self) -> R | None:
        """The current row."""
        return self.rows.at(self.currentIndex())

    def content_height(self, most: int) -> int:
        """Return the height in px that the rows need, up to `most`."""
        height = 0
        for row in self.rows.rows:
            height += self.row_height(row)
            if height >= most:
                return most
        return height

    # ------------------------------------------------------------------ what a list says of itself

    def key_of(self, row: R) -> Hashable:
        """Return what identifies a row: its `key`, if it has one."""
        key: Hashable = getattr(row, "key", row)
        return key

    def can_select(self, row: R) -> bool:
        """Return whether the keyboard stops at a row."""
        return True

    def say(self, row: R) -> str:
        """Return a row's short text."""
        raise NotImplementedError

    def speak(self, row: R) -> str:
        """Return everything painted in a row as text, for screen readers."""
        return self.say(row)

    def tip(self, row: R) -> str:
        """Return a row's tooltip."""
        return ""

    def row_height(self, row: R) -> int:
        """Return the height of a row in px."""
        raise NotImplementedError

    def ground_of(self, rect: QRectF, row: R) -> QRectF:
        """Return the rectangle of a row's background."""
        return rect.marginsRemoved(self.RIM)

    def is_now(self, row: R) -> bool:
        """Return whether a row is current, with bar and wash."""
        return False

    def lit(self, row: R, state: RowState) -> QColor | None:
        """Return the colour of a row's wash; None for hover only."""
        return theme_of(self).select if self.LIT and getattr(state, self.LIT) else None

    def paint_cells(self, painter: QPainter, rect: QRectF, row: R, state: RowState) -> None:
        """Paint a row's content."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, rect: QRectF, row: R, state: RowState) -> None:
        """Paint a row: its background, if the keyboard stops there, and its content."""
        theme, is_now = theme_of(self), self.is_now(row)
        if self.can_select(row):
            ground = self.ground_of(rect, row)
            lit = theme.now_wash if is_now else self.lit(row, state)
            bar = theme.now_bar if is_now else None
            paint_ground(painter, theme, ground, state, lit, self.RADIUS, bar)
        self.paint_cells(painter, rect, row, state)

    def take(self, row: R) -> None:
        """Do what Enter and a click on a row do."""
        raise NotImplementedError

    def refit(self) -> None:
        """Update after a change of the text size, and so of the rows' heights."""

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what a key does here, although the window may use it, too."""
        return self.take_current if self.CLICKS and event.key() in ENTER else None

    def take_current(self) -> None:
        """Do what Enter does."""
        self._take_at(self.currentIndex())

    def _take_at(self, index: QModelIndex) -> None:
        row = self.rows.at(index)
        if row is not None:
            self.take(row)

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and isinstance(event, QKeyEvent):
            return act_on_key(event, self.meaning_of(event))
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        dress(self, theme_of(self).colour(self.GROUND))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() is QEvent.Type.FontChange and hasattr(self, "rows"):  # it is made
            QTimer.singleShot(0, self, self.refit)


class ListDelegate(QStyledItemDelegate):
    """Lets a list paint its rows."""

    def __init__(self, view: ListView[Any]) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = self._view
        return QSize(80, view.row_height(view.rows.rows[index.row()]))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, place = self._view, index.row()
        is_current = place == view.currentIndex().row()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = RowState(is_current, is_current and view.hasFocus(), hovered)
        view.paint_row(painter, QRectF(option.rect), view.rows.rows[place], state)
        painter.restore()
