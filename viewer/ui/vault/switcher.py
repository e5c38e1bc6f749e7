"""The vaults that the user has opened, which note belongs to which, and switching.

A folder that was opened as a folder is remembered as a vault until it is removed. GUI thread;
whether a folder still exists is checked on a thread, since waking a disk takes time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QToolButton

from viewer.base.translation import tr, without_stop
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.palette_list import Row
from viewer.ui.kit.plain import plain
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.vault.feed import VaultList
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.state import RecentVault
from viewer.vault.files import VaultFiles

_OTHER = "other"  # the key of the row that is no vault
_MOST_IN_MENU = 5  # vaults; where there are more, a palette has them all


class Vaults(NoteFeature):
    """Several vaults, one of them open."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._vault.on_listed(self._on_listed)
        heading = context.get(VaultList).view.heading
        name, self._options = heading.name, heading.menu
        self._menu = Menu(name)
        self._menu.aboutToShow.connect(self._fill_menu)
        name.setMenu(self._menu)
        name.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _on_listed(self, files: VaultFiles) -> None:
        known = {vault.path for vault in self._state.recent_vaults()}
        # A folder with nothing in it, or that is gone, is not worth a place in the list.
        if files.notes and (files.root in known or files.root in self._vault.chosen):
            self._state.add_recent_vault(RecentVault(files.root, len(files.notes)))

    # ------------------------------------------------------------------ choosing

    def _fill_menu(self) -> None:
        menu, vaults = self._menu, self._state.recent_vaults()
        menu.clear()
        for path in [vault.path for vault in vaults[:_MOST_IN_MENU]]:
            words = self._state.vault_name(path) or str(path)
            entry = menu.addAction(words.replace("&", "&&"))
            entry.triggered.connect(lambda _=False, path=path: self.open(path))
            entry.setToolTip(plain(shown_folder(path)))
            entry.setCheckable(True)
            entry.setChecked(path == self._vault.root)
        more = ["vault.switch"] if len(vaults) > _MOST_IN_MENU else []
        for ids in (["folder.open", *more], ["vault.check", "vault.fix", "vault.replace"]):
            menu.addActions([self._window.actions_[action_id] for action_id in ids])
            menu.addSeparator()
        menu.addMenu(self._options)

    def switch(self, root: Path | None = None) -> None:
        """Go to a vault; without one, offer those that are remembered, or else any folder."""
        if root is not None:
            self.open(root)
            return
        vaults = self._state.recent_vaults()
        if not vaults:
            self._window.actions_["folder.open"].trigger()
            return
        self._background.run(
            "vaults", lambda: [vault.path.is_dir() for vault in vaults],
            lambda there: self._offer(vaults, there),
        )  # fmt: skip

    def _offer(self, vaults: Sequence[RecentVault], there: Sequence[bool]) -> None:
        # The open one comes last, so that Enter alone switches to the previous one.
        now = self._vault.root
        ordered = sorted(
            zip(vaults, there, strict=True), key=lambda pair: (not pair[1], pair[0].path == now)
        )
        rows = [self._row(vault, is_there=is_there) for vault, is_there in ordered]
        rows.append(Row(_OTHER, tr("Open folder…")))
        self._window.palette_.open(
            rows, without_stop(tr("Switch vault…")), self._on_chosen, on_remove=self._on_removed
        )

    def _row(self, vault: RecentVault, *, is_there: bool) -> Row:
        hint = tr("1 note|%n notes", "", vault.notes)
        if not is_there:
            hint = tr("not found")
        elif vault.path == self._vault.root:
            hint = tr("open now") + "  ·  " + hint
        path = vault.path
        name, where = self._state.vault_name(path) or str(path), shown_folder(path.parent)
        return Row(path, name, where, hint, can_go=True)

    def _on_chosen(self, key: object) -> None:
        if key == _OTHER:
            self._window.actions_["folder.open"].trigger()
        elif isinstance(key, Path):
            self.open(key)

    def open(self, root: Path) -> None:
        """Switch to a vault, and open its last note; report if the vault is gone."""
        self._background.run("vaults", root.is_dir, lambda there: self._open(root, is_there=there))

    def _open(self, root: Path, *, is_there: bool) -> None:
        if not is_there:
            self._window.say(
                tr(
                    "Folder “{0}” not found. It was moved or deleted, or its disk is not connected."
                ).format(shown_folder(root)),
                (NoticeButton(tr("Remove from list"), "", lambda: self.forget(root)),),
            )
            return
        if root == self._vault.root:
            return
        self._session.leave_place()
        self._session.open_vault(root)

    # ------------------------------------------------------------------ forgetting

    def _on_removed(self, key: object) -> None:
        if isinstance(key, Path):
            self.forget(key)
            if self._state.recent_vaults():
                self.switch()
            else:
                self._window.palette_.close_list()

    def forget(self, root: Path) -> None:
        """Forget a vault; its notes stay."""
        self._vault.chosen.discard(root)
        self._state.forget_vault(root)
        self._window.say(
            tr("Removed “{0}” from the list. Its notes stay where they are.").format(root.name),
            brief=True,
        )
