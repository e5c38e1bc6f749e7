"""The index of the vault that is open, for the window: kept up to date beside it, asked on threads.

The writer is a child process (`cuenote index VAULT --watch --json`), so that ten thousand notes can
be read without holding up the window; it ends when its input is closed. Where another window writes
the index already, the child waits to take over, and tells what the other changed. Questions go to
`Work` and come back on the GUI thread; while the vault is indexed for the first time, they are
answered from what there is so far.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, QProcess, QTimer, Signal

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
    _found_damaged = Signal()  # from the threads that read

    def __init__(self, work: Work, cache: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._cache = work, cache
        self._root: Path | None = None
        self._path: Path | None = None
        self._child: QProcess | None = None
        self._ending: list[QProcess] = []
        self._unread = b""
        self._is_ready = False
        self._index: Index | None = None  # only under the lock, as the path it was opened at
        self._index_at: Path | None = None
        self._lock = threading.Lock()
        self._found_damaged.connect(self._ask_to_check)

    @property
    def root(self) -> Path | None:
        """The vault that is indexed; None where none is."""
        return self._root

    @property
    def is_ready(self) -> bool:
        """Whether the whole vault was looked through since it was opened."""
        return self._is_ready

    def has_index(self, root: Path) -> bool:
        """Say whether the vault at `root` was indexed before."""
        return index_path(self._cache, root).is_file()

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
        child.errorOccurred.connect(self._on_error)
        self._child = child
        arguments = ["-P", "-m", "viewer", "index", "--watch", "--json"]
        arguments += ["--cache", str(self._cache), "--", str(root)]
        child.start(sys.executable, arguments)

    def close(self) -> None:
        """Forget the vault, and have the child process end; it is not waited for."""
        child, self._child = self._child, None
        if child is not None:
            child.readyReadStandardOutput.disconnect(self._on_output)
            child.finished.disconnect(self._on_finished)
            child.errorOccurred.disconnect(self._on_error)
            self._ending.append(child)
            child.finished.connect(self._on_ended)
            child.closeWriteChannel()
            QTimer.singleShot(_ENDS_WITHIN_MS, child, child.kill)  # the index stands that
        self._root = self._path = None
        self._unread, self._is_ready = b"", False

    def shutdown(self) -> None:
        """Close, and wait for the child process; no question may be under way any more."""
        self.close()
        for child in self._ending:
            if child.state() is not QProcess.ProcessState.NotRunning and not child.waitForFinished(
                _ENDS_WITHIN_MS
            ):
                child.kill()
                child.waitForFinished(_ENDS_WITHIN_MS)
        self._ending.clear()
        with self._lock:
            self._let_go()

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
            if root is None or path is None:
                raise IndexingError(
                    "This folder is not indexed.",
                    "Choose “Index this folder for searching” in the palette.",
                )
            with self._lock:
                if self._index_at != path or (self._index and not self._index.is_current()):
                    self._let_go()
                if self._index is None:
                    self._index, self._index_at = Index.open(path, root), path
                if self._index is None:
                    raise IndexingError("The vault is being indexed for the first time.")
                try:
                    return question(self._index)
                except IndexingError:
                    self._let_go()
                    self._found_damaged.emit()
                    raise

        self._work.run(name, answer, done, failed or (lambda _: None))

    def _let_go(self) -> None:
        """Close what is read; only under the lock."""
        if self._index is not None:
            self._index.close()
        self._index = self._index_at = None

    def _ask_to_check(self) -> None:
        if self._child is not None:
            self._child.write(b"check\n")

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
            elif told["kind"] == "failed":
                self.failed.emit(told["words"])
            elif told["kind"] == "ready":
                self._is_ready = True
                self.ready.emit()

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        """Say why the child ended by itself; what it wrote can be asked all the same."""
        if self._child is None:
            return
        words = bytes(self._child.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self._is_ready = True
        self.ready.emit()
        if code or status is not QProcess.ExitStatus.NormalExit:
            last = words.removeprefix("cuenote: ").splitlines()[-2:]
            self.failed.emit(" ".join(last) or self.tr("Indexing ended early."))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._child is not None:
            self.failed.emit(
                self.tr("Indexing could not be started: {0}").format(self._child.errorString())
            )

    def _on_ended(self) -> None:
        for child in self._ending[:]:
            if child.state() is QProcess.ProcessState.NotRunning:
                self._ending.remove(child)
                child.deleteLater()
