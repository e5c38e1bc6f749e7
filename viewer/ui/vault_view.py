"""The list of notes: folders and the notes in them, filtered as one types."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from viewer.ui.field import Field
from viewer.ui.scroll_bar import SlimScrollBar, dress
from viewer.ui.theme import paint_icon, theme_of, ui_font
from viewer.vault.links import VaultFiles

_PATH_ROLE = Qt.ItemDataRole.UserRole
_COUNT_ROLE = Qt.ItemDataRole.UserRole + 1
_SAVED_ROLE = Qt.ItemDataRole.UserRole + 2
_INDENT = 16
if TYPE_CHECKING:  # joining Qt's types at run time loads all of their signatures: 15 ms
    _Index = QModelIndex | QPersistentModelIndex


def shown_name(path: str) -> str:
    """Give the name by which a note is listed: its file's, with spaces and a capital letter."""
    stem = Path(path).stem
    words = " ".join(stem.replace("_", " ").split()) or stem
    return words[:1].upper() + words[1:]


class _Node:
    """A folder or a note of the tree."""

    __slots__ = ("children", "count", "name", "parent", "path", "row")

    def __init__(self, name: str, path: str, parent: _Node | None, *, is_folder: bool) -> None:
        self.name, self.path, self.parent = name, path, parent
        self.children: list[_Node] | None = [] if is_folder else None
        self.row = 0
        self.count = 0  # notes in a folder, at any depth


class VaultModel(QAbstractItemModel):
    """The tree of folders and notes; rebuilt as a whole when the folder or the filter changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._root = _Node("", "", None, is_folder=True)
        self._files: VaultFiles | None = None
        self._by_path: dict[str, _Node] = {}
        self._saved: frozenset[str] = frozenset()

    def set_saved(self, notes: frozenset[str]) -> None:
        """Mark the notes, by their paths, whose video is saved for offline."""
        if notes != self._saved:
            self._saved = notes
            for row in range(self.rowCount()):
                # Each view paints what is in sight; it asks for the rows below by itself.
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [_SAVED_ROLE])

    def notes_below(self, index: _Index) -> list[str]:
        """List the notes of a folder that are shown, at any depth; or the note itself."""
        found: list[str] = []
        waiting = [self._node(index)]
        while waiting:
            node = waiting.pop()
            if node.children is None:
                found.append(node.path)
            else:
                waiting.extend(reversed(node.children))
        return found

    def set_files(self, files: VaultFiles | None, words: Sequence[str] = ()) -> None:
        """Show the notes of `files` whose path has all of `words`, which are folded."""
        self.beginResetModel()
        self._files = files
        root = _Node("", "", None, is_folder=True)
        folders = {"": root}
        self._by_path = {}
        for path in files.notes if files is not None else ():
            folded = path.replace("_", " ").casefold()
            if not all(word in folded for word in words):
                continue
            folder = self._folder(path.rpartition("/")[0], folders)
            node = _Node(shown_name(path), path, folder, is_folder=False)
            assert folder.children is not None
            folder.children.append(node)
            self._by_path[path] = node
            above: _Node | None = folder
            while above is not None:
                above.count += 1
                above = above.parent
        for folder in folders.values():
            assert folder.children is not None
            folder.children.sort(key=lambda node: (node.children is None, node.name.casefold()))
            for row, node in enumerate(folder.children):
                node.row = row
        self._root = root
        self.endResetModel()

    @property
    def count(self) -> int:
        """How many notes are shown."""
        return self._root.count

    @property
    def has_folders(self) -> bool:
        """Whether a folder is among what is shown at the top."""
        return any(node.children is not None for node in self._root.children or ())

    def index_of(self, path: str) -> QModelIndex:
        """Give the index of a note by its path in the vault; invalid where it is not shown."""
        node = self._by_path.get(path)
        return self.createIndex(node.row, 0, node) if node is not None else QModelIndex()

    def _folder(self, path: str, folders: dict[str, _Node]) -> _Node:
        made = folders.get(path)
        if made is None:
            above, _, name = path.rpartition("/")
            parent = self._folder(above, folders)
            made = folders[path] = _Node(name, path, parent, is_folder=True)
            assert parent.children is not None
            parent.children.append(made)
        return made

    def _node(self, index: _Index) -> _Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else self._root

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._node(parent).children or ())

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        return 1

    def index(self, row: int, column: int, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._node(parent).children or []
        if 0 <= row < len(children) and column == 0:
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, index: _Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008
        above = self._node(index).parent
        if above is None or above is self._root:
            return QModelIndex()
        return self.createIndex(above.row, 0, above)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self._node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.name
        if role == _PATH_ROLE:
            return node.path if node.children is None else ""
        if role == _COUNT_ROLE:
            return node.count
        if role == _SAVED_ROLE:
            return node.path in self._saved
        if role == Qt.ItemDataRole.AccessibleTextRole and node.path in self._saved:
            return self.tr("{0}, saved for offline").format(node.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            saved = self.tr(" (saved for offline)") if node.path in self._saved else ""
            return node.path + saved
        return None


class _Delegate(QStyledItemDelegate):
    """Draws one row: an arrow or nothing, the name, and a folder's count."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, max(26, option.fontMetrics.height() + 9))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view = option.widget
        assert isinstance(view, QTreeView)
        theme = theme_of(view)
        rect: QRect = option.rect
        state = option.state
        row = QRectF(6, rect.top(), view.viewport().width() - 12, rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        path = str(index.data(_PATH_ROLE))
        is_open = bool(path) and path == view.property("open_path")
        # One row is where the keyboard is; several are what a person has chosen.
        chosen = bool(state & QStyle.StateFlag.State_Selected) and bool(view.property("several"))
        if is_open or chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.select if is_open or chosen else theme.hover)
            painter.drawRoundedRect(row.adjusted(0, 0.5, 0, -0.5), 6, 6)
        if state & QStyle.StateFlag.State_HasFocus and view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.link)
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 5, 5)
        left = rect.left() + 12
        right = row.right() - 8
        if not path:
            arrow = "chevron-down" if view.isExpanded(index) else "chevron-right"
            at = QRect(left, rect.center().y() - 7, 14, 14)
            paint_icon(painter, arrow, theme.muted, at)
            count = f"{int(index.data(_COUNT_ROLE)):,}"
            painter.setFont(ui_font(view, 0.92))
            painter.setPen(theme.muted)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, rect.top(), right, rect.height()), int(side), count)
            right -= QFontMetricsF(painter.font()).horizontalAdvance(count) + 8
        if path and index.data(_SAVED_ROLE):
            at = QRect(round(right) - 14, rect.center().y() - 7, 14, 14)
            paint_icon(painter, "saved", theme.good, at)
            right -= 22
        if not path or view.property("has_folders"):
            left += 20
        painter.setFont(ui_font(view))
        painter.setPen(theme.ink)
        room = QRectF(left, rect.top(), right - left, rect.height())
        words = QFontMetricsF(painter.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(side), words)
        painter.restore()


class _Tree(QTreeView):
    """A tree that opens with Enter and keeps its arrow keys, though the window has them too."""

    opened = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.installEventFilter(self)

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:  # noqa: N802
        """Draw nothing: the delegate draws the arrow."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Arrows and Enter go through the list here, although the window has them for the player.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in keys and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class VaultView(QWidget):
    """The pane with the list of notes."""

    note_chosen = Signal(object)  # Path
    menu_wanted = Signal(QPoint)  # where, on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: VaultFiles | None = None
        self._open_path = ""
        self.model = VaultModel(self)
        self.field = Field(self.tr("Filter notes"), self)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self._heading = _Heading(self)
        self.tree = _Tree(self)
        self.tree.setAccessibleName(self.tr("Notes"))
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(_Delegate(self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setIndentation(_INDENT)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setMouseTracking(True)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tree.setVerticalScrollBar(SlimScrollBar())
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(
            lambda at: self.menu_wanted.emit(self.tree.viewport().mapToGlobal(at))
        )
        self.tree.clicked.connect(self._on_clicked)
        self.tree.opened.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        holder = QVBoxLayout()
        holder.setContentsMargins(8, 2, 8, 4)
        holder.addWidget(self.field)
        column.addLayout(holder)
        column.addWidget(self._heading)
        column.addWidget(self.tree, 1)
        self.setMinimumWidth(150)
        self._dress()

    def set_files(self, files: VaultFiles | None) -> None:
        """Show the notes of a vault."""
        if files is not self._files:
            self._files = files
            self._filter(self.field.text())

    def set_open(self, path: Path | None) -> None:
        """Mark the note that is open, and bring it into view."""
        self._open_path = ""
        if path is not None and self._files is not None:
            try:
                self._open_path = path.relative_to(self._files.root).as_posix()
            except ValueError:
                pass  # it lies outside the vault
        self.tree.setProperty("open_path", self._open_path)
        index = self.model.index_of(self._open_path)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.tree.viewport().update()

    def _filter(self, text: str) -> None:
        words = text.replace("_", " ").casefold().split()
        self.model.set_files(self._files, words)
        total = len(self._files.notes) if self._files is not None else 0
        self._heading.set_counts(self.model.count, total)
        self.tree.setProperty("has_folders", self.model.has_folders)
        # A few rows are better seen than opened; of many folders only the open note's is.
        if self.model.count <= 300 or self.model.rowCount() == 1:
            self.tree.expandToDepth(0 if self.model.count > 300 else 8)
        index = self.model.index_of(self._open_path)
        if index.isValid():
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def chosen_notes(self) -> list[Path]:
        """List the notes that are chosen in the list, those in chosen folders too."""
        if self._files is None:
            return []
        chosen = self.tree.selectionModel().selectedIndexes() or [self.tree.currentIndex()]
        notes = [
            note for index in chosen if index.isValid() for note in self.model.notes_below(index)
        ]
        return [self._files.root / note for note in dict.fromkeys(notes)]

    def set_saved(self, notes: frozenset[str]) -> None:
        """Mark the notes, by their paths in the vault, whose video is saved for offline."""
        self.model.set_saved(notes)
        self.tree.viewport().update()

    def _on_selection(self) -> None:
        several = len(self.tree.selectionModel().selectedIndexes()) > 1
        if several or self.tree.property("several"):
            self.tree.setProperty("several", several)
            self.tree.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        held = QGuiApplication.keyboardModifiers()
        choosing = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if not held & choosing:
            self._on_chosen(index)

    def _on_chosen(self, index: QModelIndex) -> None:
        path = str(index.data(_PATH_ROLE) or "")
        if path and self._files is not None:
            self.note_chosen.emit(self._files.root / path)
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _dress(self) -> None:
        dress(self.tree)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._dress()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Down leaves the filter for the list; Enter opens the first note that is left.
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)
                if not self.tree.currentIndex().isValid():
                    self.tree.setCurrentIndex(self.model.index(0, 0))
                return True
            if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Return:
                index = self.model.index(0, 0)
                while index.isValid() and not index.data(_PATH_ROLE):
                    index = self.model.index(0, 0, index)
                self._on_chosen(index)
                return True
        return super().eventFilter(watched, event)


class _Heading(QWidget):
    """The small heading over the list, which also says that nothing is left by the filter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""

    def set_counts(self, shown: int, total: int) -> None:
        if not total:
            self._text = self.tr("no notes here")
        elif not shown:
            self._text = self.tr("no note matches")
        elif shown < total:
            self._text = self.tr("{0} of {1} notes").format(f"{shown:,}", f"{total:,}")
        else:
            self._text = self.tr("Notes")
        self.update()

    def _font(self) -> QFont:
        font = ui_font(self, 0.86, QFont.Weight.DemiBold)
        font.setCapitalization(QFont.Capitalization.AllUppercase)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 105)
        return font

    def sizeHint(self) -> QSize:
        return QSize(60, round(QFontMetricsF(self._font()).height()) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font())
        painter.setPen(theme_of(self).muted)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(16, 0, -8, 0), int(side), self._text)
