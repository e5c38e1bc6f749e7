"""Decide which vault a file is in, for the window and the command line alike. No Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from viewer import is_own_file

MARKS = (".obsidian", ".git")


def vault_around(
    folder: Path, known: Collection[Path] = (), marks: Sequence[str] = MARKS
) -> Path | None:
    """Return the vault that a folder is or is in, by `real_path`, or None.

    That is the nearest folder with one of `marks`, or that the user opened as a vault (`known`).
    The marks of the home folder and those above it do not count: all of the user's files are below.
    Instead of None, callers use the folder of the file.
    """
    if is_own_file(folder):
        return None  # it may be installed in somebody's project
    home = Path.home().resolve()
    for each in (folder, *folder.parents):
        is_marked = not home.is_relative_to(each) and any((each / mark).exists() for mark in marks)
        if is_marked or each in known:
            return each
    return None
