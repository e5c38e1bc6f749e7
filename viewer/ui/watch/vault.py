"""The open vault: the folder whose notes are listed. GUI thread; listing goes to `Background`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.ui.window.context import Context
from viewer.vault.around import vault_around
from viewer.vault.files import VaultFiles


class OpenVault(QObject):
    """The folder that counts as the vault, and its notes."""

    listed = Signal(object)  # VaultFiles, whenever its notes were listed

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._state = context.background, context.state
        self.root: Path | None = None
        self.files: VaultFiles | None = None  # its notes, once they are known
        self.chosen: set[Path] = set()  # folders that somebody opened since the start

    def on_listed(self, call: Callable[[VaultFiles], object]) -> None:
        """Call this whenever notes were listed, and now if they are."""
        self.listed.connect(call)
        if self.files is not None:
            call(self.files)

    def of(self, file: Path) -> Path | None:
        """Return the vault of a file, by `vault_around`, or None."""
        known = [vault.path for vault in self._state.recent_vaults()]
        return vault_around(file.parent, known)

    def root_of(self, note: Path) -> Path:
        """Return the vault of a note; else its folder."""
        return self.of(note) or note.parent

    def holds(self, path: Path) -> bool:
        """Return whether a path is in this vault."""
        return self.root is not None and path.is_relative_to(self.root)

    def set_root(self, root: Path) -> None:
        """List the notes of this folder, unless it is the vault already."""
        if root != self.root:
            self.root, self.files = root, None
            self.list_again()

    def list_with(self, note: Path) -> None:
        """Have a note among those that are listed."""
        if not self.holds(note):
            self.set_root(self.root_of(note))
        elif self.files is not None and not self.files.holds(note):
            self.list_again()  # it came after the list was made

    def list_again(self) -> None:
        """List the notes of the vault again: some were added or removed."""
        root = self.root
        if root is not None:
            self._background.run(
                "scan", lambda: VaultFiles.scan(root).ready_for_links(), self._take
            )

    def take(self, files: VaultFiles) -> None:
        """Take the notes as they are since a rename, if they are this vault's."""
        if files.root == self.root:
            self._background.forget("scan")
            self._take(files)

    def _take(self, files: VaultFiles) -> None:
        self.files = files
        self.listed.emit(files)
