"""The list of notes kept up to date: with the index, the files on disk, and the settings.

What changed is read from the index on a thread and put into the list in place, so that nothing of
what a person has open, chosen or in sight goes away. GUI thread.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from viewer.ui.indexing import Indexing
from viewer.ui.preferences import Preferences
from viewer.ui.reader import Reader
from viewer.ui.vault_outline import Mode, Sort
from viewer.ui.window import Window
from viewer.vault.index import Index, NoteFacts
from viewer.vault.links import VaultFiles

_GATHER_MS = 120  # changes come one by one while a program writes many files
_LOOK_AGAIN_MS = 3_000  # while a vault is indexed for the first time
_FEW = 400  # paths; of more of them, all are read


class VaultList(QObject):
    """Feeds the pane with what the index says."""

    def __init__(
        self, window: Window, reader: Reader, indexing: Indexing, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window, self._view = window, window.vault_view
        self._reader, self._indexing = reader, indexing
        self._preferences = preferences
        self._root: Path | None = None
        self._facts: dict[str, NoteFacts] = {}
        self._changed: set[str] = set()  # paths that are to be read
        self._all_changed = False
        self._gathering = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gathering.timeout.connect(self._read)
        self._growing = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_MS)
        self._growing.timeout.connect(self._read_all)
        heading = self._view.heading
        heading.mode_chosen.connect(lambda mode: preferences.set("vault/mode", mode.value))
        heading.sort_chosen.connect(lambda sort: preferences.set("vault/sort", sort.value))
        preferences.changed.connect(self._on_preference)
        indexing.ready.connect(self._read_all)
        indexing.changed.connect(self._on_changed)
        indexing.progressed.connect(self._on_progressed)
        reader.vault_listed.connect(self._on_listed)
        self._order()

    def toggle_mode(self) -> None:
        """Group the notes in the other way."""
        other = Mode.VIDEOS if self._view.mode is Mode.FOLDERS else Mode.FOLDERS
        self._preferences.set("vault/mode", other.value)
        by_videos = self.tr("The notes are listed by channels and videos.")
        by_folders = self.tr("The notes are listed by folders.")
        words = by_videos if other is Mode.VIDEOS else by_folders
        self._window.note_pane.say(words, brief=True)

    def _on_preference(self, key: str) -> None:
        if key.startswith("vault/"):
            self._order()

    def _order(self) -> None:
        text = self._preferences.text
        self._view.set_order(Mode(text("vault/mode")), Sort(text("vault/sort")))

    # ------------------------------------------------------------------ the index

    def _on_listed(self, files: VaultFiles) -> None:
        if files.root != self._root:
            self._root, self._facts = files.root, {}
            self._changed.clear()
            self._growing.stop()
            self._read_all()

    def _on_progressed(self, done: int, count: int) -> None:
        if done < count and not self._growing.isActive():
            self._growing.start()

    def _on_changed(self, written: list[str] | None, removed: list[str] | None) -> None:
        known = self._view.catalogue.numbers
        if written is None or removed is None:
            self._all_changed = True
            self._reader.list_again()
        else:
            self._changed.update(written, removed)
            if any(path not in known for path in written) or any(p in known for p in removed):
                self._reader.list_again()
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
            Index.facts if changed is None else lambda index: index.facts(changed),
            lambda facts: self._take(root, changed, facts),
        )

    def _take(self, root: Path, changed: set[str] | None, facts: dict[str, NoteFacts]) -> None:
        if root != self._root:
            return
        if changed is None:
            self._all_changed = False
            self._changed.clear()
            # What is as it was stays the same object: the list puts only the rest together.
            kept = self._facts
            facts = {p: kept[p] if kept.get(p) == f else f for p, f in facts.items()}
        else:
            self._changed -= changed
            merged = {path: f for path, f in self._facts.items() if path not in changed}
            merged.update(facts)
            facts = merged
        if facts != self._facts:
            self._facts = facts
            self._view.set_facts(facts)
