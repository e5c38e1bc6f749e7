"""The one path that identifies a file or folder, whichever way it was named. No Qt."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

NOTE_SUFFIXES = (".md", ".markdown")


def real_path(path: Path) -> Path:
    """Return the path that identifies a note, a video or a folder; it need not exist.

    Absolute, without `..` and links, in the case in which folders list it. But a link to a file
    keeps its own place and name unless it leads to another note: captions are named after the
    video's name here, and files in a hidden folder belong to a program. Never raises; may wait for
    the disk.
    """
    try:
        real, named = Path(os.path.realpath(path)), Path(os.path.realpath(path.parent), path.name)
        is_other = real == named or real.is_dir() or _is_note(os.path.relpath(real, named.parent))
        return _as_listed(real if is_other else named)
    except (OSError, ValueError):  # a name that none can have, or another drive of Windows
        return path.absolute()


def _is_note(path: str) -> bool:
    is_hidden = any(part.startswith(".") and part != ".." for part in Path(path).parts)
    return path.casefold().endswith(NOTE_SUFFIXES) and not is_hidden


def _as_listed(path: Path) -> Path:
    """Return a path in the case its folders use, where these ignore case."""
    if path == path.parent:
        return path
    here = _as_listed(path.parent) / path.name
    other = here.with_name(here.name.swapcase())
    with suppress(OSError):  # there is no other
        if other.name != here.name and other.samefile(here):
            names = {each.name.casefold(): each for each in here.parent.iterdir()}
            return here if here in names.values() else names.get(here.name.casefold(), here)
    return here
