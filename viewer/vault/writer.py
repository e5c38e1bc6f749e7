"""What both writers of an index share: its lock, its file, and what is done where it is damaged."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, ClassVar, Self, TypeVar

from viewer.errors import IndexBusyError, IndexingError
from viewer.notes.beside import lock_file
from viewer.translation import tr
from viewer.vault.schema import (
    DAMAGE,
    Layout,
    discard,
    distrust,
    file_id,
    is_of_the_world,
    is_sound,
    looked_through_at,
    open_for_writing,
    say_damaged,
    trust,
)

T = TypeVar("T")


class Writer:
    """Writes one file of an index. Only one lives at a time; the second raises IndexBusyError."""

    LAYOUT: ClassVar[Layout]

    def __init__(self, root: Path, path: Path) -> None:
        self.root, self._path = root, path
        self._lock = _lock_for(path)
        try:
            self._open()
        except BaseException:
            self._lock.close()
            raise

    def _open(self) -> None:
        # When the whole file was looked through for damage; None: it is to be now.
        is_new = not self._path.exists()
        self._looked_through_s = time.time() if is_new else looked_through_at(self._path)
        distrust(self._path)  # until it is closed as it should be
        self._db = open_for_writing(self._path, self.root, self.LAYOUT)
        self._file = file_id(self._path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; another may write now."""
        is_current = self.is_current()
        self._db.close()
        if is_current and self._looked_through_s is not None:
            trust(self._path, self._looked_through_s)
        self._lock.close()

    def rebuild(self) -> None:
        """Throw the index away and begin an empty one."""
        self._db.close()
        discard(self._path)
        self._open()

    def is_current(self) -> bool:
        """Return whether the file that is written is still where it was made."""
        return file_id(self._path) == self._file

    @property
    def is_trusted(self) -> bool:
        """Whether the file need not be looked through for damage yet; see `looked_through_at`."""
        return self._looked_through_s is not None

    def check(self) -> bool:
        """Look through the whole file for damage; say whether it is sound. Any thread; seconds."""
        file = self._file
        is_whole = is_sound(self._path, self.LAYOUT)
        if file != self._file:
            return True  # it was made anew meanwhile
        self._looked_through_s = time.time() if is_whole else None
        return is_whole

    def _written(self, write: Callable[[], T]) -> T:
        """Do what writes; once more where the file was damaged, which is then made anew.

        Raises IndexingError where it cannot be written.
        """
        try:
            return write()
        except DAMAGE as error:
            self._make_anew(error)
        try:
            return write()
        except sqlite3.Error as error:
            raise _failed_writing(error) from error

    def _make_anew(self, error: Exception) -> None:
        if is_of_the_world(error):
            raise _failed_writing(error) from error
        say_damaged()
        self.rebuild()


def _failed_writing(error: Exception) -> IndexingError:
    """Return the error that says why the index could not be written."""
    return IndexingError(
        tr("The search index couldn't be written: {0}.").format(error),
        tr("Is the disk full? Notes open and save as usual."),
    )


def _lock_for(path: Path) -> IO[bytes]:
    """Hold the lock beside the index; it goes with the process that holds it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = path.with_suffix(".lock").open("ab")
    except OSError as error:
        raise IndexingError(
            tr("The search index can't be kept in {0}: {1}.").format(path.parent, error.strerror)
        ) from error
    if not lock_file(file):
        file.close()
        raise IndexBusyError(tr("Another Cuenote is already indexing this vault."))
    return file
