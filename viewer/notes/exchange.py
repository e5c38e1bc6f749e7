"""Let two files of one folder change places in a single step, where the system can.

`os.replace` throws away whatever stands at the target at that instant, also what somebody else
wrote a moment ago. Linux can exchange two names instead (`renameat2`), so that what was there can
still be looked at afterwards. Python does not offer the call, so it is made through ctypes.

Until it has been looked at, others can see a text that may be taken back. So two windows of ours
lock the folder meanwhile (the folder itself: no file is made in it); other programs do not ask.
"""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# The file system or the kernel does not know how.
_CANNOT = frozenset({errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP})


def exchange(one: Path, two: Path) -> bool:
    """Let two files change places; False where this system cannot. Raises OSError."""
    call = _renameat2()
    if call is None:
        return False
    paths = os.fsencode(one), os.fsencode(two)
    if call(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(two))


@contextmanager
def folder_lock(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Keep other windows from exchanging files in `folder`, for microseconds, please.

    With `shared`, only from looking too early. Where folders cannot be locked nothing is: neither
    can files be exchanged there.
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
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    except OSError:
        # A folder that may not be listed, a network drive without locks.
        if descriptor >= 0:
            os.close(descriptor)
        return -1
    return descriptor


@cache
def _renameat2() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    call.argtypes = [
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_uint,
    ]
    call.restype = ctypes.c_int
    return call
