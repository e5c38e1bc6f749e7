"""A file that is there whole or not at all, and never in the place of another. No Qt."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from viewer.errors import MediaError
from viewer.notes.atomic_rename import move_to_free

# What FFmpeg tells as its own errors, too, among others that are of what is written.
_OF_DISK = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.ENOENT)
)


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """Give the path of a hidden file beside `target` to write to; at the end it gets that name.

    Where something goes wrong before, there is no file. Raises MediaError where there is a file of
    that name, before anything is written and after; and OSError of the disk.
    """
    if os.path.lexists(target):
        raise _there_is(target)
    # Not the name itself: with it a long name would be too long.
    name = hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]
    part = target.with_name(f".cuenote-{name}.part{os.getpid()}{target.suffix}")
    try:
        yield part
        move_to_free(part, target)
    except FileExistsError as error:
        raise _there_is(target) from error
    except OSError as error:
        if error.errno in _OF_DISK:  # in whatever way it was told
            raise OSError(error.errno, os.strerror(error.errno), str(target)) from error
        raise
    finally:
        part.unlink(missing_ok=True)


def write_new(target: Path, text: str) -> None:
    """Write a text to a new file, its line ends as they are; raise as `new_file` does."""
    with new_file(target) as part:
        part.write_text(text, encoding="utf-8", newline="")


def _there_is(target: Path) -> MediaError:
    return MediaError(f"There is a file {target} already.", "Name another one.")
