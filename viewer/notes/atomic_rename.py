"""Exchange two files, or give a file a free name, in one atomic step where the system can.

`os.replace` discards whatever is at the target at that instant, even if another program wrote it a
moment ago. Linux and macOS can exchange two names instead (`renameat2`, `renameatx_np`), so the
replaced file can still be inspected afterwards; Windows can keep it (`ReplaceFileW`). Python does
not offer these calls, so they are made through ctypes; those for macOS and Windows were never
tested there.

Until that inspection is done, other programs can see a text that may still be taken back. Windows
of Cuenote therefore lock the folder meanwhile (the folder itself: no lock file is made). Other
programs may hold that lock for as long as they like (`flock VAULT backup …`); nobody waits for
them.
"""

import ctypes
import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_PATIENCE_S = 0.01  # a window of ours holds the lock for microseconds
_AGAIN_S = 0.0005
if sys.platform == "darwin":  # sys/stdio.h, sys/fcntl.h
    _CALL, _AT_FDCWD, _NO_REPLACE, _EXCHANGE = "renameatx_np", -2, 4, 2
else:  # linux/fs.h, fcntl.h
    _CALL, _AT_FDCWD, _NO_REPLACE, _EXCHANGE = "renameat2", -100, 1, 2
# The file system or the kernel does not know how.
_CANNOT = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})
NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS})
"""What a file system without hard links answers (FAT, some network drives)."""


def exchange(one: Path, two: Path) -> bool:
    """Exchange two files; False where this system cannot. Raises OSError.

    Atomic on Linux and macOS. Elsewhere `two` is replaced atomically, and its old content then gets
    the name of `one`; after a crash between the two steps it is found by `left_over`.
    """
    if _rename(one, two, _EXCHANGE):
        return True
    # A name that `beside.left_over` knows.
    spare = one.with_name(f"{one.name}.old")
    if sys.platform == "win32":
        _replace_file(one, two, spare)
    else:
        try:
            os.link(two, spare, follow_symlinks=False)
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            return False
        one.replace(two)
    spare.replace(one)
    return True


def move_to_free(one: Path, two: Path) -> None:
    """Rename a file, but never over an existing one: FileExistsError, OSError.

    A name that differs only in case counts as free even where the file system treats both as the
    same. Where neither the system nor the file system can do this in one step (FAT, some network
    drives), another program's file could be overwritten within a few microseconds.
    """
    if os.path.lexists(two) and not is_same_name(one, two):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(two))
    if os.path.lexists(two) or os.name == "nt":  # which never replaces
        one.rename(two)
        return
    if _rename(one, two, _NO_REPLACE):
        return
    try:
        os.link(one, two, follow_symlinks=False)
    except OSError as error:
        if isinstance(error, FileExistsError) or error.errno not in NO_LINKS:
            raise
        one.rename(two)
        return
    one.unlink()


def is_same_name(one: Path, two: Path) -> bool:
    """Return whether two names that differ only in case are the same file here."""
    if one.parent != two.parent or one.name.casefold() != two.name.casefold():
        return False
    try:
        return one.samefile(two) and not is_listed(two)
    except OSError:
        return False


def is_listed(path: Path) -> bool:
    """Return whether the folder lists the name in exactly this spelling. Raises OSError."""
    return path in set(path.parent.iterdir())


def _rename(one: Path, two: Path, flag: int) -> bool:
    call = _rename_call()
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), flag) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(two))


@contextmanager
def folder_lock(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Ask other windows of Cuenote not to exchange files in `folder` for some microseconds.

    With `shared`, only keeps them from looking too early. Waits ten milliseconds at most, then goes
    on without the lock, as where folders cannot be locked.
    """
    descriptor = -1
    try:
        descriptor = _locked(folder, shared)
        yield
    finally:
        if descriptor >= 0:
            os.close(descriptor)


def _locked(folder: Path, shared: bool) -> int:
    if sys.platform == "win32":
        return -1
    import fcntl

    descriptor = -1
    wanted = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
    until_s = time.monotonic() + _PATIENCE_S
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        while True:
            try:
                fcntl.flock(descriptor, wanted)
                return descriptor
            except BlockingIOError:
                if time.monotonic() > until_s:
                    raise
                time.sleep(_AGAIN_S)
    except OSError:
        # Somebody else's lock, a folder that may not be listed, a network drive without locks.
        if descriptor >= 0:
            os.close(descriptor)
        return -1


@cache
def _rename_call() -> Any:
    if sys.platform == "win32":
        return None
    try:
        call = getattr(ctypes.CDLL(None, use_errno=True), _CALL)
    except (OSError, AttributeError):
        return None
    call.argtypes = [*(ctypes.c_int, ctypes.c_char_p) * 2, ctypes.c_uint]
    call.restype = ctypes.c_int
    return call


if sys.platform == "win32":
    # Its error if it got no further than moving the old file away.
    _MOVED_ALONE = 1177  # ERROR_UNABLE_TO_MOVE_REPLACEMENT_2

    def _replace_file(one: Path, two: Path, spare: Path) -> None:
        """Replace `two` by `one`; the replaced file keeps its permissions and becomes `spare`."""
        call = ctypes.WinDLL("kernel32", use_last_error=True).ReplaceFileW
        call.argtypes = [*[ctypes.c_wchar_p] * 3, ctypes.c_uint32, *[ctypes.c_void_p] * 2]
        call.restype = ctypes.c_int
        if not call(str(two), str(one), str(spare), 0, None, None):
            code = ctypes.get_last_error()
            if code == _MOVED_ALONE:
                spare.rename(two)
            raise ctypes.WinError(code)
