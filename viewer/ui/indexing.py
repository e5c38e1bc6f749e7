"""The index of the vault that is open, for the window: kept up to date beside it, asked on threads.

The writer is a child process (`cuenote index VAULT --watch --json`), so that ten thousand notes can
be read without holding up the window; it ends when its input is closed. Questions go to `Work` and
come back on the GUI thread; while the vault is indexed for the first time, they are answered from
what there is so far.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, QProcess, Signal

from viewer.errors import IndexingError, ViewerError
from viewer.ui.work import Work
from viewer.vault.index import Index
from viewer.vault.schema import index_path

T = TypeVar("T")

_ENDS_WITHIN_MS = 2_000


class Indexing(QObject):
    """The index of one vault at a time."""

    progressed = Signal(int, int)  # notes read, of so many; equal when it is done
    changed = Signal(object, object)  # relative paths written and removed; None, None: any of them
    ready = Signal()  # the whole vault is in the index now
    failed = Signal(str)  # why there is no index, in words

    def __init__(self, work: Work, cache: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._cache = work, cache
        self._root: Path | None = None
        self._path: Path | None = None
        self._child: QProcess | None = None
        self._unread = b""
        self._is_ready = False
        self._index: Index | None = None  # only under the lock
        self._lock = threading.Lock()

    @property
    def root(self) -> Path | None:
        """The vault that is indexed; None where none is."""
        return self._root

    @property
    def is_ready(self) -> bool:
        """Whether the whole vault was looked through since it was opened."""
        return self._is_ready

    def open(self, root: Path) -> None:
        """Keep the index of the vault at `root` up to date from now on."""
        if root == self._root:
            return
        self.close()
        self._root, self._path = root, index_path(self._cache, root)
        child = QProcess(self)
        child.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        child.readyReadStandardOutput.connect(self._on_output)
        child.finished.connect(self._on_finished)
        self._child = child
        arguments = ["-P", "-m", "viewer", "index", str(root), "--watch", "--json"]
        child.start(sys.executable, [*arguments, "--cache", str(self._cache)])

    def close(self) -> None:
        """End the child process, and forget the vault."""
        child, self._child = self._child, None
        if child is not None:
            child.readyReadStandardOutput.disconnect(self._on_output)
            child.finished.disconnect(self._on_finished)
            child.closeWriteChannel()
            if not child.waitForFinished(_ENDS_WITHIN_MS):
                child.kill()  # the index stands that
                child.waitForFinished(_ENDS_WITHIN_MS)
            child.deleteLater()
        self._root = self._path = None
        self._unread, self._is_ready = b"", False
        with self._lock:
            if self._index is not None:
                self._index.close()
            self._index = None

    def ask(
        self,
        name: str,
        question: Callable[[Index], T],
        done: Callable[[T], None],
        failed: Callable[[ViewerError], None] | None = None,
    ) -> None:
        """Have `question` answered on a thread; only the newest of each `name` is told.

        Where there is no index yet, `failed` gets an IndexingError, if it is given.
        """
        root, path = self._root, self._path

        def answer() -> T:
            with self._lock:
                if root is None or path is None or root != self._root:
                    raise IndexingError("No vault is open.")
                if self._index is None:
                    self._index = Index.open(path, root)
                if self._index is None:
                    raise IndexingError("The vault is being indexed for the first time.")
                return question(self._index)

        self._work.run(name, answer, done, failed or (lambda _: None))

    def _on_output(self) -> None:
        child = self._child
        if child is None:
            return
        read: QByteArray = child.readAllStandardOutput()
        *lines, self._unread = (self._unread + bytes(read.data())).split(b"\n")
        for line in lines:
            told = json.loads(line)
            if told["kind"] == "progress":
                self.progressed.emit(told["done"], told["count"])
            elif told["kind"] == "changed":
                many = told["many"]
                if many or told["written"] or told["removed"]:
                    self.changed.emit(
                        *((None, None) if many else (told["written"], told["removed"]))
                    )
            elif told["kind"] == "ready":
                self._is_ready = True
                self.ready.emit()

    def _on_finished(self, code: int) -> None:
        """Say why the child ended by itself; what it wrote can be asked all the same."""
        if self._child is None:
            return
        words = bytes(self._child.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self._is_ready = True
        self.ready.emit()
        if code:
            self.failed.emit(words.removeprefix("cuenote: ") or self.tr("Indexing ended early."))
