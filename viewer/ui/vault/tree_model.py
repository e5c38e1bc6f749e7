"""The tree model of the note list, a `ListOutline`, and its delegate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from viewer.base.translation import comma_list, numeral, tr
from viewer.ui.kit.paint import RIGHT, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.row_list import RowState, paint_ground
from viewer.ui.kit.theme import paint_icon, scaled, theme_of, ui_font, words_font
from viewer.ui.vault.outline import Catalogue, Listed, ListOutline, Mode, NoteGroup
from viewer.vault.facts import CLAIMS, DOUBTS, TITLE, listed

PATH_ROLE = Qt.ItemDataRole.UserRole  # of a note; empty where the row is a group
COUNT_ROLE = Qt.ItemDataRole.UserRole + 1  # what stands at the right
DOUBTS_ROLE = Qt.ItemDataRole.UserRole + 2
SAVED_ROLE = Qt.ItemDataRole.UserRole + 3
VIDEO_ROLE = Qt.ItemDataRole.UserRole + 4  # of a group: which video it is; empty: a folder
_ROWS_AT_ONCE = 500
_NARROW = 180  # px; in a pane so narrow, notes and what has problems have no count
_ROWS_AHEAD = 60
if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    Index = QModelIndex | QPersistentModelIndex


class VaultModel(QAbstractItemModel):
    """The tree of an outline. An index holds the number of its row's group."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.outline = ListOutline(Catalogue(), Mode.FOLDERS, TITLE)
        self._saved: frozenset[str] = frozenset()
        self.is_named = False  # while the name of a row is asked for
        # How many notes of a group there are rows for, where it has more than are given at once:
        # Qt's tree asks for each row of an open group, seen or not, whenever anything changes.
        self._rows: dict[str, int] = {}

    def take(self, outline: ListOutline) -> None:
        """Show another outline. Rows in both stay selected, expanded and current."""
        if outline.has_rows_of(self.outline):
            self.outline = outline
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        rows = [self._row(index) for index in before]
        if outline.of.root != self.outline.of.root:
            self._rows.clear()
        self.outline = outline
        now = [
            self.index_of(row.path) if isinstance(row, Listed) else self.index_of_group(row.key)
            for row in rows
        ]
        self.changePersistentIndexList(before, now)
        self.layoutChanged.emit()

    def set_saved(self, notes: frozenset[str]) -> None:
        """Mark the notes, by their paths, whose video is saved."""
        if notes != self._saved:
            self._saved = notes
            for row in range(self.rowCount()):
                # Each view paints visible rows, and requests further ones itself.
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [SAVED_ROLE])

    @property
    def count(self) -> int:
        """Return how many notes are shown."""
        return self.outline.groups[0].count

    @property
    def has_groups(self) -> bool:
        """Return whether the top level has a folder or video."""
        return bool(self.outline.groups[0].groups)

    def notes_below(self, index: Index) -> list[str]:
        """List the shown notes of a group, at any depth; or the note itself."""
        row = self._row(index)
        if isinstance(row, Listed):
            return [row.path]
        return self.outline.of.paths_at(self.outline.below(row))

    def _place_of(self, path: str) -> tuple[NoteGroup, int] | None:
        of = self.outline.of
        place = of.places.get(path)
        home = self.outline.home(of[place]) if place is not None else None
        if place is None or home is None or place not in home.notes:
            return None
        return home, home.notes.index(place)

    def index_of(self, path: str) -> QModelIndex:
        """Return the index of a note by its path in the vault; invalid if hidden."""
        found = self._place_of(path)
        if found is None or found[1] >= self._count(found[0]):
            return QModelIndex()
        home, place = found
        return self.createIndex(len(home.groups) + place, 0, home.number)

    def make_row(self, path: str) -> None:
        """Give a note a row if its group has more notes than rows."""
        found = self._place_of(path)
        if found is not None:
            self._grow(found[0], found[1] + 1)

    def make_more_rows(self, seen: Index) -> None:
        """Make more rows if this one is near the last of its group."""
        if seen.isValid():
            group = self.outline.groups[seen.internalId()]
            if seen.row() - len(group.groups) > self._count(group) - _ROWS_AHEAD:
                self._grow(group, self._count(group) + 1)

    def _count(self, group: NoteGroup) -> int:
        return min(len(group.notes), self._rows.get(group.key, _ROWS_AT_ONCE))

    def _grow(self, group: NoteGroup, least: int) -> None:
        before = self._count(group)
        if min(least, len(group.notes)) <= before:
            return
        after = min(len(group.notes), least + _ROWS_AT_ONCE // 2)
        parent = self.index_of_group(group.key)
        first = len(group.groups)
        self.beginInsertRows(parent, first + before, first + after - 1)
        self._rows[group.key] = after
        self.endInsertRows()

    def index_of_group(self, key: str) -> QModelIndex:
        """Return the index of a group by its key; invalid if hidden."""
        group = self.outline.by_key.get(key) if key else None
        return self._index(group) if group is not None else QModelIndex()

    def _index(self, group: NoteGroup) -> QModelIndex:
        return self.createIndex(group.row, 0, group.parent)

    def group_key(self, index: Index) -> str:
        """Return the key of a group; "" for a note."""
        row = self._row(index)
        return row.key if isinstance(row, NoteGroup) else ""

    def _row(self, index: Index) -> NoteGroup | Listed:
        """Return the item at an index; the vault itself if it is invalid."""
        outline = self.outline
        if not index.isValid():
            return outline.groups[0]
        group, row = outline.groups[index.internalId()], index.row()
        if row < len(group.groups):
            return group.groups[row]
        return outline.of[group.notes[row - len(group.groups)]]

    # ------------------------------------------------------------------ Qt's own

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        row = self._row(parent)
        return len(row.groups) + self._count(row) if isinstance(row, NoteGroup) else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 1

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        group = self._row(parent)
        if isinstance(group, NoteGroup) and 0 <= row < len(group.groups) + len(group.notes):
            # Whether it has a row is not asked here: this is called most of all.
            return self.createIndex(row, column, group.number)
        return QModelIndex()

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008
        group = self.outline.groups[index.internalId() if index.isValid() else 0]
        return self._index(group) if group.number else QModelIndex()

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self.is_named:  # not always: a screen reader would say so of each row
            flags |= Qt.ItemFlag.ItemIsEditable
        if index.isValid() and isinstance(self._row(index), Listed):
            flags |= Qt.ItemFlag.ItemNeverHasChildren
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        told = self._TOLD.get(role)
        return told(self, self._row(index)) if told is not None else None

    def _name(self, row: NoteGroup | Listed) -> str:
        return self.outline.label(row) if isinstance(row, Listed) else row.name

    def _path(self, row: NoteGroup | Listed) -> str:
        return row.path if isinstance(row, Listed) else ""

    def _video(self, row: NoteGroup | Listed) -> str:
        return row.video if isinstance(row, NoteGroup) else ""

    def _is_saved(self, row: NoteGroup | Listed) -> bool:
        if isinstance(row, Listed):
            return row.path in self._saved
        if not row.video or not self._saved:
            return False
        return not self._saved.isdisjoint(self.outline.of.paths_at(row.notes))

    def _beside(self, row: NoteGroup | Listed) -> str:
        sort = self.outline.sort
        if isinstance(row, NoteGroup):
            return sort.beside_group(row.total) or numeral(row.count)
        fact = sort if sort.is_beside else CLAIMS
        return fact.beside(row.value(fact))

    def _badge(self, row: NoteGroup | Listed) -> int:
        """Return the number in the badge; for groups only if the list is sorted by it."""
        sort = self.outline.sort
        if isinstance(row, NoteGroup):
            return int(row.total) if sort is DOUBTS else 0
        return 0 if sort.hides_badge else int(row.value(DOUBTS))

    def _spoken(self, row: NoteGroup | Listed) -> str:
        """Return a row's text for screen readers, including its badges and colours."""
        sort = self.outline.sort
        if isinstance(row, NoteGroup):
            count = tr("1 note|%n notes", "", row.count)
            parts = [row.name, count, sort.spoken(row.total)]
        else:
            facts = (fact.spoken(row.value(fact)) for fact in listed())
            parts = [self._name(row), *facts]
        parts.append(tr("saved for offline") if self._is_saved(row) else "")
        return comma_list(filter(None, parts))

    def _tip(self, row: NoteGroup | Listed) -> str:
        where = self._path(row) or self._video(row)
        return plain("\n".join(filter(None, (self._spoken(row), where))))

    _TOLD: ClassVar[dict[int, Callable[[VaultModel, NoteGroup | Listed], object]]] = {
        Qt.ItemDataRole.DisplayRole: _name,
        Qt.ItemDataRole.AccessibleTextRole: _spoken,
        Qt.ItemDataRole.ToolTipRole: _tip,
        PATH_ROLE: _path,
        COUNT_ROLE: _beside,
        DOUBTS_ROLE: _badge,
        SAVED_ROLE: _is_saved,
        VIDEO_ROLE: _video,
    }


class RowDelegate(QStyledItemDelegate):
    """Draws a row: an arrow or nothing, an icon before a video, the name, badges, a count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, max(26, option.fontMetrics.height() + 9))

    @staticmethod
    def name_left(view: QWidget, index: Index) -> int:
        """Return the distance of the name from the row's leading side, in px."""
        left, side = 12, scaled(14)
        if index.data(PATH_ROLE) and index.parent().data(VIDEO_ROLE):
            left += 4  # below the icon of its video
        elif not index.data(PATH_ROLE) or view.property("has_groups"):
            left += side + 6
        return left + side + 8 if index.data(VIDEO_ROLE) else left

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        assert isinstance(view, QTreeView)
        theme = theme_of(view)
        rect = QRect(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = str(index.data(PATH_ROLE))
        is_open = bool(path) and path == view.property("open_path")
        # One row is where the keyboard is; several are what the user has chosen, and these alone.
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        # The row begins at the edge of the list, left of the indent.
        ground = QRectF(6, rect.top() + 0.5, view.viewport().width() - 12, rect.height() - 1)
        lit = theme.select if (chosen if view.property("several") else is_open) else None
        focused = bool(state & QStyle.StateFlag.State_HasFocus) and view.hasFocus()
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        paint_ground(painter, theme, ground, RowState(focused, focused, hovered), lit)
        left = rect.left() + 12
        side = scaled(14)
        middle = rect.center().y() - side // 2
        saved = bool(index.data(SAVED_ROLE))
        if not path:
            arrow = "chevron-down" if view.isExpanded(index) else "chevron-right"
            paint_icon(painter, arrow, theme.muted, QRect(left, middle, side, side))
        in_video = bool(path) and bool(index.parent().data(VIDEO_ROLE))
        left = rect.left() + self.name_left(view, index)
        if index.data(VIDEO_ROLE):
            colour = theme.good if saved else theme.muted
            film = QRect(left - side - 8, middle - 1, side + 2, side + 2)
            paint_icon(painter, "video", colour, film)
        room = QRectF(left, rect.top(), ground.right() - 8 - left, rect.height())
        # Of what little room there is, the name needs most.
        number = int(index.data(DOUBTS_ROLE))
        has_count = not (path or number) or view.viewport().width() >= _NARROW
        count = str(index.data(COUNT_ROLE)) if has_count else ""
        doubts = numeral(number) if number else ""
        for text, colour in ((count, theme.muted), (doubts, theme.doubt)):
            if text:
                wide = paint_words(painter, room, text, ui_font(view, 0.92), colour, RIGHT)
                room.setRight(room.right() - wide - 8)
        if number:
            # Beside the claims of a note a bare number would be read as one of the same kind.
            at = QRect(round(room.right()) + 4 - side, middle, side, side)
            paint_icon(painter, "warning", theme.doubt, at)
            room.setRight(at.left() - 8)
        if saved and not in_video:
            at = QRect(round(room.right()) - side, middle, side, side)
            paint_icon(painter, "saved", theme.good, at)
            room.setRight(room.right() - side - 8)
        paint_words(painter, room, str(index.data()), words_font(view), theme.ink)
        painter.restore()
