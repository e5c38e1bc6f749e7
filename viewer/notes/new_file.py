"""Files of new notes: named after a title, never overwriting another file.

A title can come from a stranger: whatever it holds, the file is in the intended folder, under a
name that every system can write and that shows what it is.
"""

import re
from pathlib import Path

from viewer.base.errors import NoteChangedError, NoteSaveError, cant_read
from viewer.base.lazy_regex import late
from viewer.notes.file import save

_LONGEST_STEM = 100  # characters
# File systems take 255 bytes; a number, the suffix and the name of a temporary file need some.
_LONGEST_STEM_BYTES = 190
_MOST_TRIES = 20
# What no file system of the three takes in a name, and what cannot be seen in one: controls, half
# characters, and the marks that turn the direction of what follows.
_HIDDEN = (
    "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\uffff\ud800-\udfff"
)
_UNFIT = late(rf'[\\/:*?"<>|{_HIDDEN}]+')
_UNFIT_IN_LINKS = late(rf'[\\/:*?"<>|#^\[\]{_HIDDEN}]+')  # what ends the name in a wikilink
# Windows opens a device instead.
_DEVICE = late(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def stem_after(title: str, *, for_links: bool = False) -> str:
    """Return a file name, without suffix, for a title; empty if nothing is left of it.

    With `for_links` also without characters that end the name in a wikilink.
    """
    unfit = _UNFIT_IN_LINKS if for_links else _UNFIT
    words = " ".join(unfit.sub(" ", title).split()).strip(" .")[:_LONGEST_STEM]
    stem = words.encode()[:_LONGEST_STEM_BYTES].decode(errors="ignore").strip(" .")
    return f"{stem} note" if _DEVICE.fullmatch(stem) else stem


def named_after(folder: Path, title: str) -> Path:
    """Return the path in `folder` of a note with this title."""
    return folder / f"{stem_after(title) or 'note'}.md"


def free_path(folder: Path, title: str) -> Path:
    """Return a path in `folder` named after `title` that no file has yet."""
    first = path = named_after(folder, title)
    number = 2
    while path.exists() or path.is_symlink():
        path = first.with_name(f"{first.stem} {number}.md")
        number += 1
    return path


def write_new(folder: Path, title: str, data: bytes) -> Path:
    """Write a new note into the existing `folder`; return its path. Waits for the disk.

    Raises NoteSaveError; then nothing of it is left.
    """
    for tries_left in reversed(range(_MOST_TRIES)):
        try:
            path = free_path(folder, title)
            save(path, data, None)
            break
        except NoteChangedError:
            if not tries_left:  # else somebody made a file of that name just now
                raise
        except OSError as error:
            raise NoteSaveError(cant_read(folder, error)) from error
    return path
