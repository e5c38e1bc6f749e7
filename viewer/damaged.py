"""State files that cannot be read: they are put aside, and the program goes on without them.

They are renamed, never deleted: a person may get something out of them. What was done is said to
the logger `viewer.damaged`; a window shows that, on a command line it goes to stderr. Any thread.
"""

from __future__ import annotations

import logging
from pathlib import Path

log = logging.getLogger("viewer.damaged")

_SUFFIX = ".damaged"
_MOST = 100  # of one name


def put_aside(path: Path) -> None:
    """Give a damaged file the name `NAME.damaged`, or with a number, and say so. Never raises.

    What is no file stays: a device, such as /dev/null, reads as an empty one.
    """
    if not path.is_file():
        log.warning("“%s” is no file that can be read.", path)
        return
    for number in range(_MOST):
        aside = path.with_name(f"{path.name}{_SUFFIX}{number or ''}")
        if aside.exists():
            continue
        try:
            path.rename(aside)
        except OSError as error:
            reason = error.strerror or str(error)
            log.warning("“%s” is damaged, and could not be put aside: %s.", path, reason)
        else:
            log.warning("“%s” was damaged, and is kept as “%s”.", path.name, aside)
        return
    log.warning("“%s” is damaged.", path)
