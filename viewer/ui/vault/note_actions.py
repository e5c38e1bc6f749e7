"""File actions on notes and folders: trash, duplicate, rename, show, copy the path.

The palette and the menu act on the open note; the list's context menu on the selected ones. Nothing
is deleted: what goes to the trash can be restored. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from viewer.base.errors import NoteEditError, ViewerError, why
from viewer.base.translation import numeral, tr, without_stop
from viewer.notes.file import read_note, save
from viewer.notes.new_file import free_path
from viewer.ui.kit.file_manager import show_file
from viewer.ui.kit.sheet import passing_sheet
from viewer.ui.page.beginning import Beginning
from viewer.ui.page.editing import Editing
from viewer.ui.page.renaming import Renaming
from viewer.ui.vault.feed import VaultList
from viewer.ui.vault.outline import Listed
from viewer.ui.watch.session import NoteFeature, Session
from viewer.ui.window.context import Context
from viewer.ui.window.menus import MenuHere
from viewer.vault.facts import TITLE
from viewer.vault.rename import check_name, new_name

_MOST_AT_ONCE = 100  # notes: a whole vault that was chosen is not thrown away by one click


class NoteActions(NoteFeature):
    """File actions on notes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing, self._beginning = context.get(Editing), context.get(Beginning)
        self._renaming, self._folder_actions = context.get(Renaming), context.get(FolderActions)
        notes = context.get(VaultList)
        self._list = notes.view
        notes.menu_opened.connect(self._fill_menu)

    def _open_one(self) -> list[Path]:
        """Return the open note, with all typed text saved."""
        path = self._session.path
        is_open = self._editing.draft is not None
        if path is None or (is_open and not self._editing.save_now()):
            return []
        return [path]

    def _saved(self, notes: Sequence[Path]) -> Sequence[Path]:
        """Return the notes, with all typed text saved."""
        self._editing.disk.finish_leaving()
        if self._session.path in notes and not self._open_one():
            return []
        return notes

    def _fill_menu(self, menu: MenuHere, notes: Sequence[Path]) -> None:
        if not notes:
            return
        if len(notes) > 1:
            menu.put_action("vault.reel", words=tr("Play claims"))
            menu.line()
            self._folder_actions.add_checks(menu, *notes)
            menu.line()
            self._folder_actions.add_exports(menu, "save", "transcribe", "export")
            menu.line()
            words = tr("Move 1 note to trash|Move %n notes to trash", "", len(notes))
            menu.put(words, lambda: self.trash(notes))
            return
        (note,) = notes
        actions = self._window.actions_
        menu.put(without_stop(tr("Open…")), lambda: self._session.open_note(note))
        menu.put(actions["note.rename"].text(), lambda: self.rename(note), key="F2")
        menu.put(actions["note.duplicate"].text(), lambda: self.duplicate(notes))
        another = self._beginning.begin_another
        menu.put(actions["note.new_same"].text(), lambda: self._do_to(note, another))
        menu.line()
        self._folder_actions.add_exports(menu, "export", "save", "transcribe")
        menu.line()
        menu.put(actions["note.reveal"].text(), lambda: self.reveal(notes))
        menu.put(actions["note.copy_path"].text(), lambda: self.copy_path(notes))
        menu.line()
        menu.put(actions["note.trash"].text(), lambda: self.trash(notes))

    def rename(self, note: Path | None = None) -> None:
        """Edit a note's name in the list; by default that of the open note."""
        view, session = self._list, self._session
        folder = view.chosen_folder() if note is None and view.tree.hasFocus() else None
        if folder is not None:
            self._folder_actions.ask_name(folder)
            return
        path = note or (view.current_note() if view.tree.hasFocus() else session.path)
        if path is None or not self._saved([path]):
            return
        if self._vault.files is not None and not self._vault.files.holds(path):
            self._vault.list_again()  # it has just come
        had, was_shown = QApplication.focusWidget(), self._window.is_pane_shown("vault")
        if not was_shown:
            self._window.toggle_pane("vault")
        if not view.isVisible():
            return  # in full screen, as was said

        def closed(by_key: bool) -> None:
            if not was_shown:
                self._window.show_pane("vault", False)
            if by_key and had is not None and isValid(had):
                had.setFocus(Qt.FocusReason.OtherFocusReason)

        view.when_listed(path, lambda row, index: self._ask_name(path, row, index, closed))

    def _ask_name(
        self, path: Path, row: Listed, index: QModelIndex, closed: Callable[[bool], object]
    ) -> None:
        files, note = self._vault.files, self._session.note
        if files is None:
            return
        title = str(row.value(TITLE))
        if path == self._session.path and note is not None:
            title = note.title or ""  # the index has it later
        if self._list.model.outline.is_by_file:
            title = ""

        def why_not(name: str) -> str:
            try:
                new_name(files, row.path, title, name)
            except NoteEditError as error:
                return str(error)
            return ""

        def then(name: str) -> None:
            self._renaming.rename(path, name, title)

        self._list.ask_name(index, title or path.stem, why_not, then, closed)

    def _do_to(self, note: Path, call: Callable[[], object]) -> None:
        if note != self._session.path:
            self._session.open_note(note)
        if note == self._session.path:
            call()

    def duplicate(self, notes: Sequence[Path] | None = None) -> None:
        """Copy each note next to it, and open the last copy."""
        made = None
        for note in self._open_one() if notes is None else self._saved(notes):
            made = free_path(note.parent, note.stem)
            try:
                save(made, read_note(note), None)
            except (ViewerError, OSError) as error:
                self._window.say(error.words() if isinstance(error, ViewerError) else str(error))
                return
        if made is not None:
            self._session.open_note(made)
            self._window.say(tr("Duplicated as “{0}”").format(made.name), brief=True)

    def copy_path(self, notes: Sequence[Path] | None = None) -> None:
        """Copy the paths of the notes, one per line."""
        open_one = [self._session.path] if self._session.path is not None else []
        paths = open_one if notes is None else notes
        if paths:
            QGuiApplication.clipboard().setText("\n".join(map(str, paths)))
            words = tr("Copied: {0}|Copied %n paths.", "", len(paths)).format(paths[0])
            self._window.say(words, brief=True)

    def reveal(self, notes: Sequence[Path] | None = None) -> None:
        """Show the first of the notes in the system's file manager, or else its folder."""
        for note in (self._open_one() if notes is None else notes)[:1]:
            show_file(note)

    def trash(self, notes: Sequence[Path] | None = None) -> None:
        """Move the notes to the system's trash; they can be restored."""
        notes = self._open_one() if notes is None else self._saved(notes)
        if len(notes) > _MOST_AT_ONCE:
            words = tr("{0} notes are selected. Move at most {1} to the trash at once.")
            self._window.say(words.format(numeral(len(notes)), numeral(_MOST_AT_ONCE)))
            return
        was_open = self._session.path if self._session.path in notes else None
        moved: list[tuple[Path, Path]] = []
        for note in notes:
            file = QFile(str(note))
            if file.moveToTrash():
                moved.append((note, Path(file.fileName())))
        if was_open in dict(moved):
            self._session.close_note()  # now: the notes that were open lately are looked for
        self._vault.list_again()
        if len(moved) < len(notes):
            kept = next(note for note in notes if note not in dict(moved))
            words = tr("“{0}” can't be moved to the trash. It was not deleted.")
            self._window.say(words.format(kept.name))
        elif moved:
            words = tr("Moved “{0}” to the trash.|Moved %n notes to the trash.", "", len(moved))
            undo = self._editing.first.offer(lambda: self._put_back(moved, was_open))
            self._window.say(words.format(moved[0][0].name), (undo,))

    def _put_back(self, moved: Sequence[tuple[Path, Path]], opened: Path | None) -> None:
        left = []
        for note, in_trash in moved:
            try:
                if note.exists():
                    raise FileExistsError
                in_trash.rename(note)
            except OSError:
                left.append(note)
                continue
            with suppress(OSError):  # where the trash keeps a record beside it, as on Linux
                in_trash.parent.with_name("info").joinpath(f"{in_trash.name}.trashinfo").unlink()
        self._vault.list_again()
        if left:
            words = tr("“{0}” can't be put back. It is still in the trash.")
            self._window.say(words.format(left[0].name))
        elif opened is not None:
            self._session.open_note(opened)


class FolderActions(NoteFeature):
    """File actions on folders, and list actions on the notes in them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._vault = context.get(Session).vault
        notes = context.get(VaultList)
        self._list = notes.view
        notes.folder_menu_opened.connect(self._fill_menu)

    def _fill_menu(self, menu: MenuHere, folder: Path) -> None:
        root = self._vault.root
        if root is None:
            return
        menu.put(tr("New note…"), lambda: self._context.get(Beginning).ask(folder=folder))
        menu.put(tr("New folder…"), lambda: self.new_folder(folder))
        menu.line()
        if self._list.chosen_notes():
            self.add_checks(menu, folder)
            words = tr("Replace in folder…")
            menu.put(words, partial(self._context.run, "vault.replace", folder))
            menu.line()
            self.add_exports(menu, "transcribe", "export")
        menu.line()
        menu.put(tr("Rename…"), lambda: self.ask_name(folder), key="F2")
        menu.put(tr("Show in folder"), lambda: show_file(folder))

    def add_checks(self, menu: MenuHere, *below: Path) -> None:
        """Add the actions that find and fix problems in some notes, or in those of a folder."""
        menu.put(tr("Check", "to do so"), partial(self._context.run, "vault.check", *below))
        menu.put(tr("Apply safe fixes…"), partial(self._context.run, "vault.fix", *below))

    @staticmethod
    def add_exports(menu: MenuHere, *what: str) -> None:
        """Add, in this order, the exports of the selected notes, or of their videos."""
        words = {"save": tr("Save for offline…"), "transcribe": tr("Transcribe…")}
        for one in what:
            menu.put_action(f"vault.{one}", words=words.get(one) or tr("Export…"))

    def new_folder(self, within: Path | None = None) -> None:
        """Ask for the name of a new folder in this one, or in the vault, and create it."""
        within = within or self._vault.root
        if within is None:
            self._window.say(tr("No folder is open"), brief=True)
            return

        def make(name: str) -> None:
            try:
                (within / name).mkdir()
            except OSError as error:
                self._window.say(tr("The folder can't be made: {0}.").format(why(error)))
            self._vault.list_again()

        why_not = partial(_why_not, within)
        passing_sheet(self._window).ask_line(
            without_stop(tr("New folder…")), "", tr("Create"), why_not=why_not, then=make
        )

    def ask_name(self, folder: Path) -> None:
        """Edit a folder's name in the list."""
        root, view = self._vault.root, self._list
        if root is not None:
            row = view.model.index_of_group(folder.relative_to(root).as_posix())
            why_not = partial(_why_not, folder.parent, now=folder.name)
            rename = self._context.get(Renaming).rename
            view.ask_name(row, folder.name, why_not, partial(rename, folder))


def _why_not(within: Path, name: str, *, now: str = "") -> str:
    """Return why a folder here, now called `now`, cannot have this name, or ""."""
    try:
        check_name(name)
    except NoteEditError as error:
        return str(error)
    is_taken = name.casefold() != now.casefold() and (within / name).exists()
    return tr("“{0}” already exists.").format(name) if is_taken else ""
