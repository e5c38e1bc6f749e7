"""Write a file completely or not at all, and overwrite none unless allowed. No Qt."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.notes.atomic_rename import move_to_free
from viewer.notes.beside import Beside, left_over, remove
from viewer.notes.file import storable

# What FFmpeg tells as its own errors, too, among others that are of what is written.
_OF_DISK = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.ENOENT)
)
_REPLACES = ContextVar("replaces", default=False)


@contextmanager
def replacing(wanted: bool = True) -> Iterator[None]:
    """Let files written meanwhile replace existing ones, if `wanted`."""
    before = _REPLACES.set(wanted)
    try:
        yield
    finally:
        _REPLACES.reset(before)


def is_replacing() -> bool:
    """Return whether existing files are replaced now."""
    return _REPLACES.get()


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Yield the path of a hidden file next to `target` to write to; at the end it gets that name.

    If anything goes wrong before, there is no file. Raises MediaError if a file of that name
    exists, before anything is written and after; and OSError of the disk.
    """
    if os.path.lexists(target) and not _REPLACES.get():
        raise _there_is(target)
    for path in left_over(target.parent):
        if path.suffix:  # else it is the text of a note
            with suppress(OSError):
                remove(path)
    try:
        with Beside(target, suffix=True) as beside:
            yield beside.path
            beside.finish()
            if _REPLACES.get():
                beside.path.replace(target)
            else:
                move_to_free(beside.path, target)
    except FileExistsError as error:
        raise _there_is(target) from error
    except OSError as error:
        if error.errno in _OF_DISK:  # in whatever way it was told
            raise OSError(error.errno, os.strerror(error.errno), str(target)) from error
        raise


def write_new(target: Path, text: str) -> None:
    """Write a text to a new file, line ends unchanged; raises as `new_file` does."""
    with new_file(target) as part:
        part.write_text(storable(text), encoding="utf-8", newline="")


def _there_is(target: Path) -> MediaError:
    return MediaError(tr("“{0}” already exists.").format(target), tr("Choose another name."))
