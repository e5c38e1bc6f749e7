"""Let two files change places, or one take a free name, in a single step, where the system can.

`os.replace` throws away whatever stands at the target at that instant, also what somebody else
wrote a moment ago. Linux and macOS can exchange two names instead (`renameat2`, `renameatx_np`), so
that what was there can still be looked at afterwards; Windows can keep what it replaces
(`ReplaceFileW`). Python does not offer these calls, so they are made through ctypes; those of macOS
and Windows were never tried there.

Until it has been looked at, others can see a text that may be taken back. So two windows of ours
lock the folder meanwhile (the folder itself: no file is made in it). Other programs may lock it
too, for as long as they like (`flock VAULT backup …`), and nobody waits for them.
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
    """Let two files change places; False where this system cannot. Raises OSError.

    In one step on Linux and macOS. Elsewhere `two` is replaced in one step, and what stood there
    gets the name of `one` after it; where a crash comes between, it is found as left over.
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
    """Give a file another name, but never that of a file that is there: FileExistsError, OSError.

    A name that differs in case alone is free also where the file system takes both for the same.
    Where neither the system nor the file system offers it in one step (FAT, some network drives),
    a few microseconds remain in which another program's file could be overwritten.
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
    """Return whether two names that differ in case alone are one and the same here."""
    if one.parent != two.parent or one.name.casefold() != two.name.casefold():
        return False
    try:
        return one.samefile(two) and not is_listed(two)
    except OSError:
        return False


def is_listed(path: Path) -> bool:
    """Return whether a name stands in its folder just as it is written. Raises OSError."""
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
    """Keep other windows from exchanging files in `folder`, for microseconds, please.

    With `shared`, only from looking too early. Waits for ten milliseconds at most, then goes on
    without the lock, as it does where folders cannot be locked.
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
    # What it says where it got no further than to take the old file away.
    _MOVED_ALONE = 1177  # ERROR_UNABLE_TO_MOVE_REPLACEMENT_2

    def _replace_file(one: Path, two: Path, spare: Path) -> None:
        """Put `one` in the place of `two`, which keeps its rights, and is called `spare` then."""
        call = ctypes.WinDLL("kernel32", use_last_error=True).ReplaceFileW
        call.argtypes = [*[ctypes.c_wchar_p] * 3, ctypes.c_uint32, *[ctypes.c_void_p] * 2]
        call.restype = ctypes.c_int
        if not call(str(two), str(one), str(spare), 0, None, None):
            code = ctypes.get_last_error()
            if code == _MOVED_ALONE:
                spare.rename(two)
            raise ctypes.WinError(code)
