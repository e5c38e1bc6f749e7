"""Write a file atomically: first a hidden file next to it, which then takes its place.

Every file of Cuenote that must be whole is written this way. If the program is killed, the old file
or the new one is there, and perhaps a leftover hidden file, recognized by its name (a pattern that
nobody else uses) and by its lock, which its writer holds while it lives. Any thread; everything
here waits for the disk.
"""

import errno
import hashlib
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NAME = re.compile(r"\.cuenote-[0-9a-f]{8}-[0-9a-f]{12}~(\..*)?", re.DOTALL)
# Without locks (some network drives), a file not written to for so long is left over.
_OLD_S = 3600
_HELD = frozenset((errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK))  # of a lock: by another


class Beside:
    """A hidden file next to `target`, open and locked; deleted at the end unless it was renamed.

    With `suffix` it has the target's suffix, for writers that go by it. Raises OSError.
    """

    def __init__(self, target: Path, mode: int = 0o666, *, suffix: bool = False) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
        flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        for is_last in (False, True):
            self.path = _path_beside(target, target.suffix if suffix else "")
            self.descriptor = os.open(self.path, flags, mode)
            # Somebody who tidies up may have had it before it was locked.
            if (lock_file(self.descriptor) and self.path.exists()) or is_last:
                return
            self.__exit__()

    def write(self, data: bytes) -> None:
        waiting = memoryview(data)
        while waiting:
            waiting = waiting[os.write(self.descriptor, waiting) :]

    def finish(self) -> None:
        """Make it ready to be renamed; Windows does not rename open files."""
        if os.name == "nt":
            self._close()

    def keep(self, target: Path) -> IO[bytes]:
        """Rename it to `target` and return it, still open and locked."""
        self.finish()
        self.path.replace(target)
        if self.descriptor < 0:
            self.descriptor = os.open(target, os.O_RDWR | getattr(os, "O_BINARY", 0))
            lock_file(self.descriptor)
        descriptor, self.descriptor = self.descriptor, -1
        return os.fdopen(descriptor, "r+b", buffering=0)

    def _close(self) -> None:
        descriptor, self.descriptor = self.descriptor, -1
        if descriptor >= 0:
            os.close(descriptor)

    def __enter__(self) -> "Beside":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._close()
        finally:
            with suppress(OSError):  # gone with its folder, or found by `left_over` later
                self.path.unlink()


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """Yield a hidden folder next to `target`, locked where folders can be; deleted at the end."""
    path = _path_beside(target, ".d")
    descriptor = -1
    try:
        path.mkdir(mode=0o700)  # in here: Ctrl+C may come as soon as it is there
        with suppress(OSError):  # Windows opens no folder, and then `left_over` does not, either
            descriptor = os.open(path, os.O_RDONLY)
            lock_file(descriptor)
        yield path
    finally:
        try:
            shutil.rmtree(path, ignore_errors=True)  # or found by `left_over` later
        finally:
            shutil.rmtree(path, ignore_errors=True)  # where Ctrl+C came meanwhile
        if descriptor >= 0:
            os.close(descriptor)


def temporary_folder() -> AbstractContextManager[Path]:
    """Yield a temporary folder of the system; deleted at the end, whenever Ctrl+C comes.

    `TemporaryDirectory` leaves it behind if that comes between creating it and knowing it.
    """
    return folder_beside(Path(gettempdir(), "cuenote"))


def write_whole(path: Path, data: bytes | str, *, sync: bool = False) -> None:
    """Write a file atomically, with `sync` to the disk; creates its folder. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with Beside(path) as beside:
        beside.write(data.encode() if isinstance(data, str) else data)
        if sync:
            os.fsync(beside.descriptor)
        beside.finish()
        beside.path.replace(path)


def is_beside(name: str) -> bool:
    """Return whether this is the name of a temporary file made by `Beside`."""
    return _NAME.fullmatch(name) is not None


def left_over(folder: Path) -> Iterator[Path]:
    """Yield the temporary files that a crash left in a folder, each locked. Never raises."""
    try:
        paths = [path for path in folder.iterdir() if is_beside(path.name)]
    except OSError:
        return
    for path in paths:
        try:
            descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
        except OSError:
            continue
        try:
            is_locked = _lock(descriptor)
            age_s = abs(time.time() - os.fstat(descriptor).st_mtime)
            if is_locked or (is_locked is None and age_s > _OLD_S):
                if os.name == "nt":  # which deletes no file that is open
                    os.close(descriptor)
                    descriptor = -1
                yield path
        finally:
            if descriptor >= 0:
                os.close(descriptor)


def remove(path: Path) -> None:
    """Delete a leftover temporary file. Raises OSError."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def is_of(path: Path, name: str) -> bool:
    """Return whether `path` is a temporary file of the file `name`."""
    return path.name.startswith(f".cuenote-{_digest(name)}-")


def sweep(folder: Path) -> None:
    """Delete what crashes left in one of Cuenote's folders and its subfolders. Never raises."""
    for each, _, _ in os.walk(folder):
        for path in left_over(Path(each)):
            with suppress(OSError):
                remove(path)


def lock_file(file: IO[bytes] | int) -> bool:
    """Lock a file for this process until it is closed; False if another process holds the lock.

    Never waits. Also False where there are no locks (a network drive).
    """
    return bool(_lock(file if isinstance(file, int) else file.fileno()))


@contextmanager
def hold_file(path: Path, patience_s: float = 0.0) -> Iterator[bool]:
    """Lock the file against other processes; yield False if one has the lock. Raises OSError.

    The system releases the lock a moment after a process is killed, hence the patience. Where there
    are no locks (a network drive), nobody has it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    until_s = time.monotonic() + patience_s
    with path.open("a+b") as file:
        while not (is_held := _lock(file.fileno()) is not False) and time.monotonic() < until_s:
            time.sleep(0.02)
        yield is_held


def _lock(descriptor: int) -> bool | None:
    """Lock a file; False if another process holds the lock, None where there are no locks."""
    try:
        if sys.platform == "win32":
            # Far behind what is written: a locked stretch could not be read.
            at = os.lseek(descriptor, 0, os.SEEK_CUR)
            os.lseek(descriptor, 1 << 40, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(descriptor, at, os.SEEK_SET)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in _HELD else None
    return True


def _path_beside(target: Path, suffix: str) -> Path:
    # Not the name itself: with it a long one would be too long.
    name = f".cuenote-{_digest(target.name)}-{secrets.token_hex(6)}~{suffix}"
    return target.with_name(name)


def _digest(name: str) -> str:
    return hashlib.sha256(os.fsencode(name)).hexdigest()[:8]
