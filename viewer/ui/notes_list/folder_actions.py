"""What is done to a folder of the vault, from its menu in the list of notes. GUI thread."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from viewer import is_own_file
from viewer.errors import NoteEditError
from viewer.translation import _, tr
from viewer.ui.editing.beginning import Beginning
from viewer.ui.editing.renaming import Renaming
from viewer.ui.notes_list.feed import VaultList
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Act, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.ui.shell.menus import MenuHere


class FolderActions(Feature):
    """Does to folders what a file manager does, and to the notes in them what the list does."""

    ACTIONS = listed(In(""), Act("folder.new", _("New folder…"), 0, "", "new_folder"))

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self._window = context, context.window
        self._session = context.get(Session)
        notes = context.get(VaultList)
        self._list = notes.view
        notes.folder_menu_opened.connect(self._fill_menu)

    def _fill_menu(self, menu: MenuHere, folder: Path) -> None:
        from viewer.ui.kit.file_manager import show_file  # not at the start

        root = self._session.root
        if root is None:
            return
        below = folder.relative_to(root).as_posix()
        menu.put(tr("New note…"), lambda: self._context.get(Beginning).ask(folder=folder))
        menu.put(tr("New folder…"), lambda: self.new_folder(folder))
        menu.line()
        if self._list.chosen_notes():
            self._fill_notes(menu, folder, below)
        menu.line()
        menu.put(tr("Rename…"), lambda: self.ask_name(folder), key="F2")
        menu.put(tr("Show in folder"), lambda: show_file(folder))

    def _fill_notes(self, menu: MenuHere, folder: Path, below: str) -> None:
        """Add what can be done to the notes of a folder, which is `below` the vault's."""
        run, actions = self._context.run, self._window.actions_
        menu.put(tr("Check", "to do so"), lambda: run("vault.check", below))
        more = {"vault.fix": tr("Apply safe fixes…"), "vault.replace": tr("Replace in folder…")}
        for action_id, words in more.items():
            if any(spec.id == action_id for spec in actions.specs):
                menu.put(words, partial(run, action_id, folder))
        menu.line()
        menu.put(tr("Save for offline…"), actions["vault.save"].trigger)
        menu.put(tr("Transcribe…"), actions["vault.transcribe"].trigger)
        menu.put_action("vault.export", is_short=True)

    def new_folder(self, within: Path | None = None) -> None:
        """Ask for the name of a new folder in this one, or in the vault, and make it."""
        from viewer.ui.kit.sheet import passing_sheet  # not at the start

        within = within or self._session.root
        if within is None:
            self._window.say(tr("No folder is open"), brief=True)
            return

        def make(name: str) -> None:
            try:
                (within / name).mkdir()
            except OSError as error:
                self._window.say(tr("The folder can't be made: {0}.").format(error.strerror))
            self._session.list_again()

        why_not = partial(_why_not, within)
        passing_sheet(self._window).ask_line(
            tr("New folder"), "", tr("Create"), why_not=why_not, then=make
        )

    def ask_name(self, folder: Path) -> None:
        """Ask in the list for another name of a folder there."""
        root, view = self._session.root, self._list
        if root is not None and not is_own_file(folder):
            row = view.model.index_of_group(folder.relative_to(root).as_posix())
            why_not = partial(_why_not, folder.parent, now=folder.name)
            rename = self._context.get(Renaming).rename
            view.ask_name(row, folder.name, why_not, partial(rename, folder))


def _why_not(within: Path, name: str, *, now: str = "") -> str:
    """Say why a folder here, which is called `now`, cannot be called so; else nothing."""
    from viewer.vault.rename import check_name  # not at the start

    try:
        check_name(name)
    except NoteEditError as error:
        return str(error)
    is_taken = name.casefold() != now.casefold() and (within / name).exists()
    return tr("“{0}” already exists here.").format(name) if is_taken else ""
