"""State files that cannot be read: they are put aside, and the program goes on without them.

They are renamed, never deleted: a person may get something out of them. What was done is said to
the logger `viewer.damaged`; a window shows that, on a command line it goes to stderr. Any thread.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from viewer.errors import why
from viewer.translation import tr

log = logging.getLogger("viewer.damaged")

T = TypeVar("T")
UNLIKE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading JSON raises where it is none, or holds something else than what was written."""

_SUFFIX = ".damaged"
_MOST = 100  # of one name


def read_state(path: Path, of: Callable[[Any], T]) -> T | None:
    """Read a JSON file of ours by `of`; a damaged one is put aside. Never raises.

    None where it was damaged, where there is none yet, and where the disk refuses it.
    """
    return _read(path, of, put_aside)


def read_json(path: Path, of: Callable[[Any], T]) -> T | None:
    """Read a JSON file as `read_state` does; but a damaged one stays where it is."""
    return _read(path, of, lambda _: None)


def _read(path: Path, of: Callable[[Any], T], on_damage: Callable[[Path], object]) -> T | None:
    if path.is_fifo():  # reading it would wait for ever
        on_damage(path)
        return None
    try:
        return of(json.loads(path.read_text("utf-8")))
    except OSError:
        return None
    except UNLIKE:
        on_damage(path)
        return None


def put_aside(path: Path) -> None:
    """Give a damaged file the name `NAME.damaged`, or with a number, and say so. Never raises.

    What is no file stays: a device, such as /dev/null, reads as an empty one.
    """
    if not path.is_file() and not path.is_fifo():
        log.warning(tr("“{0}” is not a file.").format(path))
        return
    for number in range(_MOST):
        aside = path.with_name(f"{path.name}{_SUFFIX}{number or ''}")
        if aside.exists():
            continue
        try:
            path.rename(aside)
        except OSError as error:
            words = tr("“{0}” is damaged and couldn't be renamed: {1}.")
            log.warning(words.format(path, why(error)))
        else:
            words = tr("“{0}” was damaged and was renamed to “{1}”.")
            log.warning(words.format(path.name, aside))
        return
    log.warning(tr("“{0}” is damaged.").format(path))
