"""The pane with the note list: by folders, or by channels and videos, filtered while typing.

The pane is given the notes of a vault and their facts in the index; it combines them a few
milliseconds at a time, so that twenty thousand notes do not block typing. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTreeView, QWidget

from viewer.base.translation import tr
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.buttons import OwnKeys
from viewer.ui.kit.field import Field
from viewer.ui.kit.fuzzy import words_of
from viewer.ui.kit.row_list import ENTER
from viewer.ui.kit.scroll_bar import dress, make_quiet
from viewer.ui.kit.theme import theme_of, words_font
from viewer.ui.vault.heading import VaultHeading
from viewer.ui.vault.outline import Catalogue, Listed, ListOutline, Mode, catalogue, outline
from viewer.ui.vault.row_editor import NameDelegate
from viewer.ui.vault.tree_model import PATH_ROLE, VaultModel
from viewer.vault.facts import DOUBTS, TITLE, NoteFact, NoteFacts
from viewer.vault.files import VaultFiles

if TYPE_CHECKING:
    _Index = QModelIndex | QPersistentModelIndex

_INDENT = 16
_ALL_OPEN = 150  # with so few notes left by the filter, all of them are seen


def _is_for_tree(event: QKeyEvent) -> bool:
    """Return whether a key goes through the list, although the window uses it for the player.

    Also keeps Delete on a note of the list from deleting a block of the open one.
    """
    keys = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete, *ENTER)
    return event.key() in keys and event.modifiers() == Qt.KeyboardModifier.NoModifier


class _Tree(QTreeView):
    opened = Signal(QModelIndex)
    named = Signal(bool)  # the editor of a name is closed: whether by its own keys

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = ""  # what stands where the rows would be
        OwnKeys(self, _is_for_tree)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.said:
            painter = QPainter(self.viewport())
            painter.setFont(words_font(self))
            painter.setPen(theme_of(self).muted)
            room = self.viewport().rect().adjusted(16, 10 + self._rows_bottom(), -14, -4)
            option = QTextOption(Qt.AlignmentFlag.AlignLeft)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            painter.drawText(QRectF(room), self.said, option)

    def _rows_bottom(self) -> int:
        last, below = QModelIndex(), self.model().rowCount()
        while below:
            last = self.model().index(below - 1, 0, last)
            below = self.model().rowCount(last) if self.isExpanded(last) else 0
        return self.visualRect(last).bottom() + 1

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:  # noqa: N802
        """Draw nothing: the delegate draws the arrow."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_tab = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        if event.reason() in by_tab and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    def selectionCommand(  # noqa: N802
        self, index: _Index, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        if event is None:  # the program goes to a row: keys that are held are of something else
            flags = QItemSelectionModel.SelectionFlag
            return flags.ClearAndSelect | flags.Rows
        return super().selectionCommand(index, event)

    def closeEditor(  # noqa: N802
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        by_key = editor.hasFocus()
        # Without the hint: after Tab it would ask for the next name.
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.named.emit(by_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.opened.emit(self.currentIndex())
            return
        if event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            # On Linux, Qt takes only the key Menu for it.
            at, by_key = self.visualRect(self.currentIndex()).center(), QContextMenuEvent.Reason
            where = self.viewport().mapToGlobal(at)
            QGuiApplication.sendEvent(self, QContextMenuEvent(by_key.Keyboard, at, where))
            return
        super().keyPressEvent(event)


class VaultView(QWidget):
    """The pane with the note list."""

    note_chosen = Signal(object)  # Path
    menu_wanted = Signal(QPoint, bool)  # where, on the screen; whether rows are meant
    listed = Signal()  # what is shown is up to date

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: VaultFiles | None = None
        self._facts: Mapping[str, NoteFacts] = {}
        self._titles: Mapping[str, str] = {}
        # What is known of all notes of the vault; for a moment, that of the one before.
        self.catalogue = Catalogue()
        self.mode, self.sort = Mode.FOLDERS, TITLE
        self.only_problems = False  # whether other notes are left out
        self._words: list[str] = []
        self._open_path = ""
        self._shows_open = False  # whether the open note is to be brought into view
        self._opened: set[str] = set()  # keys of the groups that the user has open
        self._is_opening = False
        self._all_open = False  # because so few are left by the filter
        self.model = VaultModel(self)
        self.field = Field(tr("Filter notes"), self)
        self.field.textChanged.connect(self._filter)
        # Although the window has it for the claims.
        OwnKeys(self.field, lambda event: event.key() in ENTER)
        self.field.installEventFilter(self)
        self.field.hide()
        self.heading = VaultHeading(self)
        self.heading.only_wanted.connect(self.set_only_problems)
        self.heading.name.show_text(tr("No folder is open"))
        self.tree = _Tree(self)
        self.tree.setAccessibleName(tr("Notes"))
        self.tree.installEventFilter(self)
        self.tree.setModel(self.model)
        self._names = NameDelegate(self.tree)
        self.tree.setItemDelegate(self._names)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(_INDENT)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setMouseTracking(True)
        make_quiet(self.tree)
        self.tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.selectionModel().selectionChanged.connect(lambda *_: self._on_selection())
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._on_menu)
        self.tree.clicked.connect(self._on_clicked)
        self.tree.opened.connect(self._on_chosen)
        self.tree.named.connect(lambda _: self._list())
        self.tree.expanded.connect(self._on_opened)
        self.tree.collapsed.connect(self._on_opened)
        self.tree.verticalScrollBar().valueChanged.connect(lambda _: self._make_more_rows())
        top = column_of(None, self.field, around=(8, 2, 8, 4))
        self._column = column_of(
            self, top, self.heading, (self.tree, 1), gap=2, around=(0, 8, 0, 0)
        )
        self.setMinimumWidth(150)
        dress(self.tree)

    # ------------------------------------------------------------------ what is listed

    @property
    def is_naming(self) -> bool:
        """Return whether a name is being edited in a row."""
        return self.tree.state() is QAbstractItemView.State.EditingState

    def set_files(self, files: VaultFiles | None, name: str = "") -> None:
        """Show the notes of a vault, and its name."""
        if files is self._files:
            return
        if files is None or self._files is None or files.root != self._files.root:
            self._facts = {}
            self._opened.clear()
            self.set_only_problems(False)
        self._files = files
        self.heading.vault = name
        self._list_anew()

    def set_facts(
        self, facts: Mapping[str, NoteFacts], changed: Collection[str] | None = None
    ) -> None:
        """Set the facts of the notes in the index, by their paths in the vault.

        If only those of the notes `changed` differ, and the order stays, only their rows are
        updated.
        """
        self._facts = facts
        is_list_same = changed is not None and not self.only_problems
        if is_list_same and self.catalogue.renew(changed or (), facts):
            self.tree.viewport().update()
            self.listed.emit()
            return
        self._list_anew()

    def set_video_titles(self, titles: Mapping[str, str]) -> None:
        """Use the videos' own titles, if known, by their ids."""
        if titles != self._titles:
            self._titles = titles
            if self.mode is Mode.VIDEOS:
                self._list()

    def set_order(self, mode: Mode, sort: NoteFact) -> None:
        """Group and sort the notes."""
        self.heading.show_choice(mode, sort)
        if (mode, sort) != (self.mode, self.sort):
            self.mode, self.sort = mode, sort
            self._shows_open = True
            self._list()

    def set_only_problems(self, is_on: bool) -> None:
        """List only the notes with problems, or all."""
        self.only_problems = is_on
        self.heading.show_only(is_on)
        self._shows_open = True
        self._list()

    def put_below(self, widget: QWidget) -> None:
        """Show another list below the list of notes."""
        self._column.addWidget(widget)
        self.installEventFilter(widget)  # it may have its part of the height

    def open_filter(self) -> None:
        """Show the filter, and focus it."""
        self.field.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_open(self, path: Path | None) -> None:
        """Mark the open note, and bring it into view."""
        before, self._open_path = self._open_path, ""
        if path is not None and self._files is not None and path.is_relative_to(self._files.root):
            self._open_path = path.relative_to(self._files.root).as_posix()
        if self._open_path == before:
            return  # the user may be elsewhere in the list
        self.tree.setProperty("open_path", self._open_path)
        self._shows_open = True
        if self._words:
            self._list()  # with the open note, whether it holds them or not
        else:
            self._show_open()

    def set_saved(self, notes: frozenset[str]) -> None:
        """Mark the notes, by their paths in the vault, whose video is saved."""
        self.model.set_saved(notes)
        self.tree.viewport().update()

    def chosen_notes(self) -> list[Path]:
        """List the selected notes, including those in selected folders."""
        if self._files is None:
            return []
        chosen = self.tree.selectionModel().selectedIndexes() or [self.tree.currentIndex()]
        notes = [
            note for index in chosen if index.isValid() for note in self.model.notes_below(index)
        ]
        return [self._files.root / note for note in dict.fromkeys(notes)]

    def chosen_folder(self) -> Path | None:
        """Return the selected folder, if nothing else is selected."""
        chosen = self.tree.selectionModel().selectedIndexes()
        key = self.model.group_key(chosen[0]) if len(chosen) == 1 else ""
        is_folder = bool(key) and self.mode is Mode.FOLDERS and self._files is not None
        return self._files.root / key if is_folder and self._files is not None else None

    def current_note(self) -> Path | None:
        """Return the current note."""
        path = str(self.tree.currentIndex().data(PATH_ROLE) or "")
        return self._files.root / path if path and self._files is not None else None

    def when_listed(self, note: Path, then: Callable[[Listed, QModelIndex], object]) -> None:
        """Call `then` with a note and its row, once it has one; never if it gets none."""
        if self._files is None or not note.is_relative_to(self._files.root):
            return
        path = note.relative_to(self._files.root).as_posix()
        self.model.make_row(path)
        index, of = self.model.index_of(path), self.model.outline.of
        if index.isValid():
            then(of[of.places[path]], index)
        elif not self._files.holds(note):
            again = Qt.ConnectionType.SingleShotConnection
            self.listed.connect(lambda: self.when_listed(note, then), again)

    def ask_name(
        self,
        index: QModelIndex,
        text: str,
        why_not: Callable[[str], str],
        then: Callable[[str], object],
        closed: Callable[[bool], object] = lambda _by_key: None,
    ) -> None:
        """Edit a name in a row, starting with `text`.

        `why_not` returns what is wrong with a name, or "". `then` receives a changed name,
        stripped, after `closed`, which receives whether a key of the editor ended it.
        """
        names, tree = self._names, self.tree
        tree.setCurrentIndex(index)
        tree.scrollTo(index)
        names.text, names.why_not, names.then = text, why_not, then
        self.model.is_named = True
        tree.edit(index)
        self.model.is_named = False
        tree.named.connect(closed, Qt.ConnectionType.SingleShotConnection)

    # ------------------------------------------------------------------ putting it together

    def _filter(self, text: str) -> None:
        self.field.setVisible(bool(text) or self.field.hasFocus())
        self._words = words_of(text)
        self._shows_open = True
        self._list()

    def _list_anew(self) -> None:
        files = self._files
        root, paths = (files.root, files.notes) if files is not None else (None, ())
        before = self.catalogue if self.catalogue.root == root else None
        self.catalogue = catalogue(root, paths, self._facts, before)
        self.catalogue.empty = files.empty if files is not None else ()
        self._list()

    def _list(self) -> None:
        shown = self.mode, self.sort, self._words, self._titles, self._open_path
        self._take(outline(self.catalogue, *shown, DOUBTS if self.only_problems else None))

    def _take(self, made: ListOutline) -> None:
        """Show an outline, keeping the open note, or else the visible rows, in place."""
        if self.is_naming:
            return  # the editor would take what is typed so far; it is listed again after it
        tree, was = self.tree, self.model.outline
        row = self.model.index_of(self._open_path)
        is_open_seen = row.isValid() and self._is_seen(row)
        row = row if is_open_seen else tree.indexAt(QPoint(_INDENT, 1))
        kept, y = QPersistentModelIndex(row), tree.visualRect(row).top() if row.isValid() else 0
        self.model.take(made)
        tree.setProperty("has_groups", self.model.has_groups)
        self._say_nothing_found()
        self.heading.set_counts(self._found, len(made.of), filtered=self._is_filtered)
        if self.only_problems:
            counts = made.of.values(made.below(made.groups[0]), DOUBTS)
            self.heading.label.show_count(sum(map(int, counts)))
        if was.of.root != made.of.root:
            tree.collapseAll()
        self._open_groups()
        if not self._shows_open or not self._show_open():
            if is_open_seen:
                kept = QPersistentModelIndex(self._open_row())
                tree.scrollTo(kept)  # which opens the group that it is in by now
            if kept.isValid():
                bar = tree.verticalScrollBar()
                bar.setValue(bar.value() + tree.visualRect(kept).top() - y)
        tree.viewport().update()
        self.listed.emit()

    @property
    def _is_filtered(self) -> bool:
        return bool(self._words) or self.only_problems

    @property
    def _found(self) -> int:
        """Return how many notes pass the filter; the open one may not."""
        return self.model.count - (self.model.outline.kept is not None)

    def _say_nothing_found(self) -> None:
        words = ""
        if self._words and not self._found:
            words = tr("No results for “{0}”.")
            words = words.format(" ".join(self.field.text().split()))
        elif self.only_problems and not self._found:
            words = tr("No problems found.")
        self.tree.said = words  # all is painted again
        self.tree.setAccessibleDescription(words)

    def _open_groups(self) -> None:
        self._is_opening = True
        groups = self.model.outline.groups
        was_all_open, self._all_open = self._all_open, self.model.count <= _ALL_OPEN
        if self._all_open:
            if len(groups) > 1:
                self.tree.expandAll()
        else:
            if was_all_open:
                self.tree.collapseAll()
            if len(groups[0].groups) == 1 and not groups[0].notes:
                self.tree.expand(self.model.index(0, 0))
            for key in sorted(self._opened, key=len):
                index = self.model.index_of_group(key)
                if index.isValid() and not self.tree.isExpanded(index):
                    self.tree.expand(index)
        self._is_opening = False

    def _on_opened(self, index: QModelIndex) -> None:
        if not self._is_opening:
            opened = self._opened
            change = opened.add if self.tree.isExpanded(index) else opened.discard
            change(self.model.group_key(index))

    def _make_more_rows(self) -> None:
        height = self.tree.viewport().height()
        for y in (height // 2, height - 4):
            self.model.make_more_rows(self.tree.indexAt(QPoint(_INDENT, y)))

    def _open_row(self) -> QModelIndex:
        self.model.make_row(self._open_path)
        return self.model.index_of(self._open_path)

    def _is_seen(self, row: QModelIndex) -> bool:
        return self.tree.viewport().rect().intersects(self.tree.visualRect(row))

    def _show_open(self) -> bool:
        """Select the open note, and bring it into view; a new one once it is listed."""
        row = QModelIndex() if self.is_naming else self._open_row()
        self._shows_open = self.is_naming or not row.isValid()
        if row.isValid():
            self.tree.setCurrentIndex(row)
            if not self._is_seen(row):
                self.tree.scrollTo(row, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.tree.viewport().update()
        return row.isValid()

    # ------------------------------------------------------------------ the user

    def _on_menu(self, at: QPoint) -> None:
        viewport = self.tree.viewport()
        # By the key for menus it is where the row is, which may be out of sight.
        on_rows = self.tree.indexAt(at).isValid() or not viewport.rect().contains(at)
        self.menu_wanted.emit(viewport.mapToGlobal(at), on_rows)

    def _on_selection(self) -> None:
        several = len(self.tree.selectionModel().selectedIndexes()) > 1
        if several or self.tree.property("several"):
            self.tree.setProperty("several", several)
            self.tree.viewport().update()

    def _on_clicked(self, index: QModelIndex) -> None:
        held = QGuiApplication.keyboardModifiers()
        if not held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self._on_chosen(index)

    def _on_chosen(self, index: QModelIndex) -> None:
        path = str(index.data(PATH_ROLE) or "")
        if path and self._files is not None:
            self.note_chosen.emit(self._files.root / path)
        elif index.isValid():
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _go_to_first(self) -> None:
        self._shows_open = False
        self.tree.setCurrentIndex(self._first_note(opens=self._is_filtered))
        self.tree.scrollToTop()

    def _first_note(self, *, opens: bool) -> QModelIndex:
        index = self._first(QModelIndex())
        while index.isValid() and not index.data(PATH_ROLE):
            if not (opens or self.tree.isExpanded(index)):
                break
            index = self._first(index)
        return index

    def _first(self, group: QModelIndex) -> QModelIndex:
        """Return the first row in a group that passes the filter, or an invalid index."""
        kept = self.model.outline.kept
        index = self.model.index(0, 0, group)
        is_kept = kept is not None and self.model.notes_below(index) == [kept.path]
        return self.model.index(1, 0, group) if is_kept else index

    def _is_at_top(self, event: QKeyEvent) -> bool:
        """Return whether a key is Up at the top row; a folder only counts if all is listed."""
        if event.key() != Qt.Key.Key_Up or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        at = self.tree.currentIndex()
        if self._is_filtered and at == self._first_note(opens=True):
            return True
        return not self.tree.indexAbove(at).isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.only_problems:
            self.set_only_problems(False)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            dress(self.tree)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Down leaves the filter for the list, and Up the list for the filter; Enter opens the first
        # note that is left. An empty filter goes when it is left.
        if watched is self.field and event.type() is QEvent.Type.FocusOut:
            self.field.setVisible(bool(self.field.text()))
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if watched is self.tree and self._is_at_top(event):
            self.open_filter()
            return True
        if watched is self.field:
            if event.key() == Qt.Key.Key_Down:
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)
                self._go_to_first()
                return True
            if event.key() in ENTER:
                self._on_chosen(self._first_note(opens=True))
                return True
        return super().eventFilter(watched, event)
