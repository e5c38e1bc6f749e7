"""Keep the note list up to date: with the index, the files on disk, and the settings.

Changes are read from the index on a thread and applied in place, so that expanded, selected and
visible rows stay. GUI thread.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Signal

from viewer.base.damaged import read_state
from viewer.notes.beside import write_whole
from viewer.ui.claims.listing import ClaimListing
from viewer.ui.kit.timers import once
from viewer.ui.vault.index_client import Indexing
from viewer.ui.vault.outline import Mode
from viewer.ui.vault.vault_view import VaultView
from viewer.ui.watch.reel import Reel
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.menus import MenuHere
from viewer.vault import facts
from viewer.vault.facts import NoteFacts
from viewer.vault.files import VaultFiles

_GATHER_MS = 120  # changes come one by one while a program writes many files
_LOOK_AGAIN_MS = 3_000  # while a vault is indexed for the first time
_MOST_VAULTS = 20  # of which it is kept what checks said
_FEW = 400  # paths; of more of them, all are read


class VaultList(NoteFeature):
    """Fills the pane from the index."""

    menu_opened = Signal(object, object)  # MenuHere, to be added to; the notes it is about
    folder_menu_opened = Signal(object, Path)  # the same, of the one folder that is chosen

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = self._session
        self._indexing = indexing = context.get(Indexing)
        self._reel, self._listing = context.get(Reel), context.get(ClaimListing)
        self.view = view = VaultView(context.window)
        context.window.set_list(view)
        self._root: Path | None = None
        self._facts: dict[str, NoteFacts] = {}  # as the index gives them
        # By path: how much a check says there is to look at, which knows more than the index, and
        # the digest of the bytes that it is true of.
        self._counted: dict[str, tuple[int, str]] = {}
        # The note that was open last, its claims, which are more in the file while a block is
        # open, and what there is to look at.
        self._opened: tuple[str, int, int] | None = None
        self._shown: dict[str, NoteFacts] = {}
        self._counts_file = context.folders.state / "problems.json"
        self._changed: set[str] = set()  # paths that are to be read
        self._all_changed = False
        self._gathering = once(self, _GATHER_MS, self._read)
        self._growing = once(self, _LOOK_AGAIN_MS, self._read_all)
        view.note_chosen.connect(session.open_note)
        session.on_opened(lambda: view.set_open(session.path))
        view.menu_wanted.connect(self._open_menu)
        view.heading.chosen.connect(self._choose_order)
        view.heading.menu.addAction(context.actions["filter"])
        # The index is valid as it is; later changes will be reported.
        indexing.opened.connect(self._read_all)
        indexing.ready.connect(self._on_ready)
        indexing.changed.connect(self._on_changed)
        indexing.progressed.connect(self._on_progressed)
        session.counted.connect(self._on_note_counted)
        session.moved.connect(self._on_moved)
        self._order()
        self._vault.on_listed(self._on_listed)

    def play_chosen_notes(self) -> None:
        """Play all citations of the selected notes."""
        self._reel.play_notes(self.view.chosen_notes())

    def toggle_pane(self) -> None:
        """Show or hide the note list."""
        self._window.toggle_pane("vault")

    def focus_filter(self) -> None:
        """Show the note list, and focus its filter."""
        self._window.show_pane("vault", True)
        self.view.open_filter()

    def _open_menu(self, where: QPoint, on_rows: bool) -> None:
        menu = MenuHere(self._window.actions_, self._window)
        if on_rows:
            folder = self.view.chosen_folder()
            if folder is None:
                self.menu_opened.emit(menu, self.view.chosen_notes())
            else:
                self.folder_menu_opened.emit(menu, folder)
        else:
            menu.put_actions("note.new", "folder.new", "folder.open")
        menu.open(where)

    def toggle_mode(self) -> None:
        """Group the notes in the other way."""
        other = Mode.VIDEOS if self.view.mode is Mode.FOLDERS else Mode.FOLDERS
        self._choose_order("vault/mode", other.value)

    def _choose_order(self, key: str, choice: str) -> None:
        self._state.set(key, choice)
        self._order()

    def _order(self) -> None:
        mode, sort = self._state.text("vault/mode"), self._state.text("vault/sort")
        orders = facts.orders()
        is_by_video = mode == Mode.VIDEOS.value
        self.view.set_order(
            Mode.VIDEOS if is_by_video else Mode.FOLDERS, orders.get(sort, orders["title"])
        )

    # ------------------------------------------------------------------ the index

    def _on_listed(self, files: VaultFiles) -> None:
        self.view.set_files(files, self._state.vault_name(files.root))
        self.view.set_open(self._session.path)
        if files.root != self._root:
            self._keep_counts()
            self._root, self._facts = files.root, {}
            self._counted = self._kept_counts().get(str(files.root), {})
            self._changed.clear()
            self._growing.stop()
            self._read_all()

    def _on_ready(self) -> None:
        if not self._facts or self._all_changed:
            self._read_all()

    def _on_progressed(self, done: int, count: int) -> None:
        if done < count and not self._growing.isActive():
            self._growing.start()

    def _on_changed(self, written: list[str] | None, removed: list[str] | None) -> None:
        known = self.view.catalogue.places
        if written is None or removed is None:
            self._all_changed = True
            self._vault.list_again()
        else:
            self._changed.update(written, removed)
            if any(path not in known for path in written) or any(p in known for p in removed):
                self._vault.list_again()
        self._gathering.start()

    def _read_all(self) -> None:
        self._all_changed = True
        self._read()

    def _read(self) -> None:
        root = self._root
        if root is None or self._indexing.root != root:
            return
        # Kept until they are read: an answer is dropped where a newer question was asked.
        changed = None if self._all_changed or len(self._changed) > _FEW else set(self._changed)
        self._indexing.ask(
            "vault.facts",
            lambda index: index.facts(changed),
            lambda facts: self._take(root, changed, facts),
        )

    def _take(self, root: Path, changed: set[str] | None, facts: dict[str, NoteFacts]) -> None:
        if root != self._root:
            return
        if changed is not None:
            self._changed -= changed
            for path in changed - facts.keys():
                self._facts.pop(path, None)
            self._facts.update(facts)
            self._show(changed)
            return
        self._all_changed = False
        self._changed.clear()
        kept = self._facts
        if kept:
            facts = {p: kept[p] if kept.get(p) == f else f for p, f in facts.items()}
        if facts != self._facts:
            self._facts = facts
            self._show()

    # ------------------------------------------------------------------ what a check says

    def close(self) -> None:
        """Save the counts of checks for the next start."""
        self._keep_counts()

    def _kept_counts(self) -> dict[str, dict[str, tuple[int, str]]]:
        return read_state(self._counts_file, _counts_in) or {}

    def _keep_counts(self) -> None:
        if self._root is None:
            return
        told = {
            path: counted
            for path, counted in self._counted.items()
            if path in self._facts
            and counted[1] == _value(self._facts[path], facts.DIGEST)
            and counted[0] != _value(self._facts[path], facts.DOUBTS)
        }
        kept = self._kept_counts()
        before = kept.pop(str(self._root), {})
        if told != before:
            counts = dict([*kept.items(), (str(self._root), told)][-_MOST_VAULTS:])
            with suppress(OSError):  # it only saves opening the notes again
                write_whole(self._counts_file, json.dumps(counts))

    def take_counts(self, root: Path, counts: Mapping[str, tuple[int, str]]) -> None:
        """Show the number of problems of each checked note in the vault at `root`.

        A count is valid while the note's bytes have this digest.
        """
        if root != self._root:
            return
        fresh = {path: n for path, n in counts.items() if self._counted.get(path) != n}
        if fresh:
            self._counted.update(fresh)
            self._show(fresh)

    def _on_moved(self, old: Path, new: Path) -> None:
        was, path = self._path_of(old), self._path_of(new)
        if was in self._counted and path is not None:
            self._counted[path] = self._counted.pop(was)

    def _path_of(self, note: Path | None) -> str | None:
        root = self._root
        if root is None or note is None or not note.is_relative_to(root):
            return None
        return note.relative_to(root).as_posix()

    def _on_note_counted(self) -> None:
        path, session = self._path_of(self._session.path), self._session
        if self._root is not None and path is not None and self._listing.note is session.note:
            counts = len(session.follow.own_claims), len(session.doubts.places)
            opened, self._opened = self._opened, (path, *counts)
            if opened != self._opened:
                self._show({path, opened[0]} if opened is not None else {path})

    def _show(self, paths: Collection[str] | None = None) -> None:
        if paths is not None and len(paths) <= _FEW:
            changed = [path for path in paths if self._put(path, self._shown)]
            if changed:
                self.view.set_facts(self._shown, changed)
            return
        self._shown, before = dict(self._facts), self._shown
        opened = [self._opened[0]] if self._opened is not None else []
        for path in (*self._counted, *opened):
            self._put(path, before)
        self.view.set_facts(self._shown)

    def _put(self, path: str, before: Mapping[str, NoteFacts]) -> bool:
        """Update a note's facts and counts; return whether they differ from `before`."""
        told, was = self._facts.get(path), before.get(path)
        if told is None:
            self._shown.pop(path, None)
            return was is not None
        counts: dict[facts.NoteFact, int] = {}
        count, digest = self._counted.get(path, (0, ""))
        if digest == _value(told, facts.DIGEST):
            counts[facts.DOUBTS] = count
        if self._opened is not None and self._opened[0] == path == self._path_of(
            self._session.path
        ):
            counts = {facts.CLAIMS: self._opened[1], facts.DOUBTS: self._opened[2]}
        for fact, number in counts.items():
            place = facts.listed().index(fact)
            if told[place] != number:
                told = (*told[:place], number, *told[place + 1 :])
        # What is as it was stays the same object: the list puts only the rest together.
        self._shown[path] = was if was == told else told
        return told != was


def _value(of: NoteFacts, fact: facts.NoteFact) -> facts.FactValue:
    return of[facts.listed().index(fact)]


def _counts_in(value: dict[str, dict[str, Any]]) -> dict[str, dict[str, tuple[int, str]]]:
    """Read saved counts; raises an error of wrong types for anything else."""
    return {
        str(root): {str(path): (int(one[0]), str(one[1])) for path, one in counts.items()}
        for root, counts in value.items()
    }
