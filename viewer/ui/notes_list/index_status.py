"""Which folders are indexed for searching, and what the person is told of it.

The index is opened once the notes of a folder are listed. A folder that is no vault (the home
directory, the whole disk) would take long: it is indexed only once it is searched.
"""

from __future__ import annotations

from pathlib import Path

from viewer.translation import numeral, tr
from viewer.ui.notes_list.index_client import Indexing
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.vault.files import VaultFiles

_MOST_NOTES = 200_000
_WORTH_TELLING = 50  # notes; fewer are read before anybody could read that they are


class VaultIndexing(Feature):
    """Opens the index of the session's vault, and shows how far it is in the status bar."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = context.get(Session)
        indexing = context.get(Indexing)
        self._window, self._session, self._indexing = context.window, session, indexing
        self._is_started = False
        indexing.progressed.connect(self._on_progressed)
        indexing.ready.connect(self._on_ready)
        indexing.names_changed.connect(self._take_names)
        indexing.failed.connect(self._on_failed)
        session.vault_listed.connect(self._on_listed)

    def start(self) -> None:
        """Begin; once the window is painted and the player is there, for both come first."""
        self._is_started = True
        if self._session.files is not None:
            self._on_listed(self._session.files)

    def _on_listed(self, files: VaultFiles) -> None:
        if not self._is_started:
            return
        root = files.root
        if root == self._indexing.root:
            self._take_names()
            return
        self._window.status.set_doing("")
        if self._indexing.has_index(root) or not _is_doubtful(files):
            self._indexing.open(root)
        else:
            self._indexing.close()

    def _on_progressed(self, done: int, count: int) -> None:
        text = tr("Indexing {0} of {1}…").format(numeral(done), numeral(count))
        self._window.status.set_doing(text if done < count >= _WORTH_TELLING else "")

    def _on_ready(self) -> None:
        self._window.status.set_doing("")
        self._take_names()

    def _on_failed(self, words: str) -> None:
        self._window.status.set_doing("")
        if self._window.notice.isHidden():
            self._window.say(words, brief=True)
        else:  # what stands there waits for an answer
            self._window.status.set_right(words)

    def _take_names(self) -> None:
        files = self._session.files
        if files is None or files.root != self._indexing.root or not self._indexing.is_ready:
            return
        # All on the thread: to sort the names of ten thousand notes takes longer than a frame.
        self._indexing.ask(
            "index.names", lambda index: files.take_names(index.names_by_path()), lambda _: None
        )


def _is_doubtful(files: VaultFiles) -> bool:
    return Path.home().is_relative_to(files.root) or len(files.notes) > _MOST_NOTES
