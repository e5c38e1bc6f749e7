"""Put aside unreadable state files, so that the program continues without them.

They are renamed, never deleted: the user may still recover something. This is reported to the
logger `viewer.base.damaged`; a window shows it, a command prints it to stderr. Any thread.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from viewer.base.errors import why
from viewer.base.translation import tr

log = logging.getLogger("viewer.base.damaged")

T = TypeVar("T")
UNLIKE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading JSON raises where it is none, or holds something else than what was written."""

_SUFFIX = ".damaged"
_MOST = 100  # of one name


def read_state(path: Path, of: Callable[[Any], T]) -> T | None:
    """Read a JSON state file with `of`; put aside a damaged one. Never raises.

    None if it is damaged or missing, and if the disk refuses.
    """
    return _read(path, of, put_aside)


def read_json(path: Path, of: Callable[[Any], T]) -> T | None:
    """Read a JSON file like `read_state`, but leave a damaged one in place."""
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
    """Rename a damaged file to `NAME.damaged`, perhaps numbered, and report it. Never raises.

    What is not a file stays: a device such as /dev/null reads as an empty one.
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
