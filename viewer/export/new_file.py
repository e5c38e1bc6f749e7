"""Write a file completely or not at all, and overwrite none unless allowed. No Qt."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.notes.atomic_rename import move_to_free
from viewer.notes.beside import folder_beside, left_over, remove
from viewer.notes.file import storable

# What FFmpeg tells as its own errors, too, among others that are of what is written.
_OF_DISK = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.ENOENT)
)


def is_of_disk(error: Exception) -> bool:
    """Return whether an error is of the disk, in whatever way it was told."""
    return getattr(error, "errno", None) in _OF_DISK


@contextmanager
def new_file(target: Path, *, replaces: bool = False) -> Iterator[Path]:
    """Yield a path of that name in a hidden folder; at the end, all files there come to `target`.

    If anything goes wrong before, there is no file. Unless it `replaces`, raises MediaError if a
    file of that name exists, before anything is written and after; and OSError of the disk.
    """
    if os.path.lexists(target) and not replaces:
        raise _there_is(target)
    for path in left_over(target.parent):
        if path.suffix:  # else it is the text of a note
            with suppress(OSError):
                remove(path)
    try:
        with folder_beside(target) as folder:
            yield folder / target.name
            for made in sorted(folder.iterdir()):
                if replaces:
                    made.replace(target.with_name(made.name))
                else:
                    move_to_free(made, target.with_name(made.name))
    except FileExistsError as error:
        raise _there_is(target) from error
    except OSError as error:
        if error.errno is not None and is_of_disk(error):
            raise OSError(error.errno, os.strerror(error.errno), str(target)) from error
        raise


def write_text(target: Path, text: str) -> None:
    """Write a text as UTF-8, line ends unchanged. Raises OSError."""
    target.write_text(storable(text), encoding="utf-8", newline="")


def _there_is(target: Path) -> MediaError:
    return MediaError(tr("“{0}” already exists.").format(target), tr("Choose another name."))
