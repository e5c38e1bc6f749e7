"""The file of an index, for its one writer: its lock, and what is done where it is damaged."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from viewer.errors import IndexBusyError, IndexDamagedError, IndexingError
from viewer.notes.beside import lock_file
from viewer.translation import tr
from viewer.vault.schema import DAMAGE, discard, file_id, is_of_the_world, open_for_writing


class Writer:
    """Writes an index. Only one lives at a time; the second raises IndexBusyError."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root, self._path = root, path
        self._lock = _lock_for(path)
        try:
            self._open()
            self._discard_others()
        except BaseException:
            self._lock.close()
            raise

    def _open(self) -> None:
        self._db = open_for_writing(self._path)
        self._file = file_id(self._path)

    def _discard_others(self) -> None:
        """Delete what other versions wrote of this vault, unless one of them writes just now."""
        vault, *_ = self._path.name.split(".")
        for other in self._path.parent.glob(f"{vault}.*sqlite"):
            if other != self._path:
                try:
                    with _lock_for(other):
                        discard(other)
                    other.with_suffix(".lock").unlink(missing_ok=True)
                except (OSError, IndexingError):
                    continue

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; another may write now."""
        self._db.close()
        self._lock.close()

    def rebuild(self) -> None:
        """Throw the index away and begin an empty one."""
        self._db.close()
        discard(self._path)
        self._open()

    def is_current(self) -> bool:
        """Return whether the file that is written is still where it was made."""
        return file_id(self._path) == self._file


@contextmanager
def writing() -> Iterator[None]:
    """Raise IndexingError where the index cannot be written; damaged, it is to be made anew."""
    try:
        yield
    except DAMAGE as error:
        kind = IndexingError if is_of_the_world(error) else IndexDamagedError
        raise kind(
            tr("The search index couldn't be written: {0}.").format(error),
            tr("Is the disk full? Notes open and save as usual."),
        ) from error


def _lock_for(path: Path) -> IO[bytes]:
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
