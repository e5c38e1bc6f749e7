"""The index of the open vault, for the window: updated by a child process, queried on threads.

The writer is a child process (`cuenote index VAULT --watch --json`), so that reading ten thousand
notes does not block the window; it ends when its input is closed. If another window writes the
index already, the child waits to take over, and reports the other's changes. Queries run in
`Background`, and their results come back on the GUI thread; during the first indexing they use what
there is so far.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import Signal

from viewer.base.child_process import Child
from viewer.base.child_side import own_command
from viewer.base.damaged import log
from viewer.base.errors import IndexDamagedError, IndexingError, ViewerError
from viewer.base.translation import tr
from viewer.ui.kit.timers import once
from viewer.ui.watch.session import Session
from viewer.ui.window.context import Context, Feature
from viewer.ui.window.settings import MINE
from viewer.vault.files import VaultFiles
from viewer.vault.schema import file_id, index_place

if TYPE_CHECKING:
    from viewer.vault.index import Index

_MOST_NOTES = 200_000
T = TypeVar("T")

_RESTART_MS, _MOST_RESTARTS = 2_000, 3


class _IndexPlace(NamedTuple):
    """Where an index is, the vault that is queried, and the folder that it is of."""

    path: Path
    root: Path
    of: Path


class _IndexReader:
    """One reader of the index, for one query at a time; any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._at: _IndexPlace | None = None

    def ask(self, at: _IndexPlace, question: Callable[[Index], T]) -> T:
        """Run a query on an index. Raises IndexingError if there is none yet."""
        from viewer.vault.index import Index  # here, for the start need not wait for it

        with self._lock:
            if self._at != at or (self._index and not self._index.is_current()):
                self._let_go()
            if self._index is None:
                self._index, self._at = Index.open(*at), at
            if self._index is None:
                raise IndexingError(tr("The vault is being indexed for the first time."))
            try:
                return question(self._index)
            except IndexingError:
                self._let_go()
                raise

    def close(self) -> None:
        """Close the index."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index = self._at = None


class Indexing(Feature):
    """The index of one vault at a time."""

    opened = Signal()  # a writer begins; what there is of the index can be asked
    progressed = Signal(int, int)  # notes read, of so many; equal when it is done
    changed = Signal(object, object)  # relative paths written and removed; None, None: any of them
    names_changed = Signal()  # some note has another title, or other aliases
    ready = Signal()  # the whole vault is in the index now
    failed = Signal(str)  # why there is no index, in words
    said_changed = Signal()  # all that is said is in the index now, and some of it is another
    _found_damaged = Signal()  # from the threads that read

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._settings.changed.connect(self._on_preference)
        self.root: Path | None = None  # of the vault that is indexed; None where none is
        self._at: _IndexPlace | None = None
        self._child: Child | None = None
        # Whether the whole vault, and all transcripts, were looked through since it was opened.
        self.is_ready = self.is_said_ready = False
        # What is typed is answered by a reader of its own: it waits for no other question.
        self._quick, self._slow = _IndexReader(), _IndexReader()
        self._restarts = 0
        self._restarting = once(self, _RESTART_MS, self._restart)
        self._found_damaged.connect(self._tell_damaged)

    def has_index(self, root: Path) -> bool:
        """Return whether the vault at `root` was indexed before."""
        return file_id(index_place(self._folders.cache, root)[0]) is not None

    def open(self, root: Path) -> None:
        """From now on keep the index of the vault at `root` up to date."""
        if root == self.root:
            return
        self.close()
        path, of = index_place(self._folders.cache, root)
        self.root, self._at = root, _IndexPlace(path, root, of)
        self._restarts = 0
        self._start_child(root)

    def _start_child(self, root: Path) -> None:
        arguments = ["index", "--watch", "--json", "--cache", str(self._folders.cache)]
        library = Path(self._settings.text("save/library") or self._folders.data / "library")
        arguments += ["--state", str(self._folders.state), "--library", str(library)]
        arguments.append(f"--languages={','.join(self._settings.languages())}")
        arguments += ["--", str(root)]
        self._child = Child(self)
        self._child.said.connect(self._on_told)
        self._child.ended.connect(self._on_ended)
        self._child.run(own_command("viewer", *arguments))
        self.opened.emit()

    def close(self) -> None:
        """Leave the vault, and let the child process end; does not wait for it."""
        child, self._child = self._child, None
        if child is not None:
            child.leave()  # the index stands that
        self._restarting.stop()
        self.root = self._at = None
        self.is_ready = self.is_said_ready = False

    def wait(self) -> None:
        """Close, and wait for the child process; no query may be running any more."""
        self.close()
        for child in self.findChildren(Child):
            child.wait()
        for reading in (self._quick, self._slow):
            reading.close()

    def ask(
        self,
        name: str,
        question: Callable[[Index], T],
        done: Callable[[T], None],
        failed: Callable[[ViewerError], None] | None = None,
        *,
        quick: bool = False,
    ) -> None:
        """Run `question` on a thread; only the newest of each `name` is reported.

        A `quick` query does not wait for others. If there is no index yet, `failed`, if given,
        receives an IndexingError.
        """
        at, reading = self._at, self._quick if quick else self._slow

        def answer() -> T:
            if at is None:
                raise IndexingError(tr("This folder is not indexed."))
            try:
                return reading.ask(at, question)
            except IndexDamagedError:
                self._found_damaged.emit()
                raise

        self._background.run(name, answer, done, failed or (lambda _: None), quick=quick)

    def _on_preference(self, key: str) -> None:
        """Use other places or languages of transcripts: the writer takes them at its start."""
        if key in ("save/library", MINE) and self.root is not None:
            root = self.root
            self.close()
            self.open(root)

    def _tell_damaged(self) -> None:
        if self._child is not None:
            self._child.write(b"damaged\n")

    def _on_told(self, told: dict[str, Any]) -> None:
        if told["kind"] == "progress":
            self.progressed.emit(told["done"], told["count"])
        elif told["kind"] == "changed":
            if told["many"]:
                self.changed.emit(None, None)
            else:
                written, removed = self._below(told["written"]), self._below(told["removed"])
                if written or removed:
                    self.changed.emit(written, removed)
            if told["names"]:
                self.names_changed.emit()
        elif told["kind"] == "said":
            self.is_said_ready = True
            if told["changed"]:
                self.said_changed.emit()
        elif told["kind"] == "damaged":
            log.warning("%s", told["words"])
        elif told["kind"] == "failed":
            self.failed.emit(told["words"])
        elif told["kind"] == "ready":
            self.is_ready = True
            self.ready.emit()

    def _below(self, paths: list[str]) -> list[str]:
        """Return those below the vault, by their paths there instead of in the index's folder."""
        if self._at is None or self._at.of == self._at.root:
            return paths
        within = self._at.root.relative_to(self._at.of).as_posix() + "/"
        return [path.removeprefix(within) for path in paths if path.startswith(within)]

    def _on_ended(self, code: int, words: str) -> None:
        """Show why the child ended by itself; the index can still be queried."""
        self._child = None
        if code != 0 and not words and self._restarts < _MOST_RESTARTS:
            # It was killed, perhaps by the system out of memory: the index survives that.
            self._restarts += 1
            self._restarting.start()
            return
        self.is_ready = True
        self.ready.emit()
        if code != 0:
            last = words.removeprefix("cuenote: ").splitlines()[-2:]
            self.failed.emit(" ".join(last) or tr("Indexing stopped unexpectedly."))

    def _restart(self) -> None:
        if self.root is not None:
            self._start_child(self.root)


class VaultIndexing(Feature):
    """Opens the index of the session's vault.

    A folder that is no vault (the home directory, the whole disk) would take long: it is only
    indexed when it is first searched.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session = context.get(Session)
        indexing = context.get(Indexing)
        self._vault, self._indexing = session.vault, indexing
        self._is_started = False
        indexing.ready.connect(self._take_names)
        indexing.names_changed.connect(self._take_names)
        indexing.failed.connect(self._on_failed)
        self._vault.on_listed(self._on_listed)

    def start(self) -> None:
        """Start, after the window is painted and the player loaded, which come first."""
        self._is_started = True
        if self._vault.files is not None:
            self._on_listed(self._vault.files)

    def _on_listed(self, files: VaultFiles) -> None:
        if not self._is_started:
            return
        root = files.root
        if root == self._indexing.root:
            self._take_names()
            return
        is_doubtful = Path.home().is_relative_to(root) or len(files.notes) > _MOST_NOTES
        if self._indexing.has_index(root) or not is_doubtful:
            self._indexing.open(root)
        else:
            self._indexing.close()

    def _on_failed(self, words: str) -> None:
        if self._window.notice.isHidden():
            self._window.say(words, brief=True)
        else:  # what stands there waits for an answer
            self._window.player.flash(words)

    def _take_names(self) -> None:
        files = self._vault.files
        if files is None or files.root != self._indexing.root or not self._indexing.is_ready:
            return
        # All on the thread: to sort the names of ten thousand notes takes longer than a frame.
        self._indexing.ask(
            "index.names", lambda index: files.take_names(index.names_by_path()), lambda _: None
        )
