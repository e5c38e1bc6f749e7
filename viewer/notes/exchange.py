"""Let two files of one folder change places in a single step, where the system can.

`os.replace` throws away whatever stands at the target at that instant, also what somebody else
wrote a moment ago. Linux can exchange two names instead (`renameat2`), so that what was there can
still be looked at afterwards. Python does not offer the call, so it is made through ctypes.
"""

import ctypes
import errno
import os
import sys
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
