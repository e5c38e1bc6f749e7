"""Which vault a file is in: the one rule, for the window and for the command line. No Qt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from viewer import is_own_file

MARKS = (".obsidian", ".git")


def vault_around(
    folder: Path, known: Collection[Path] = (), marks: Sequence[str] = MARKS
) -> Path | None:
    """Return the vault that a folder is, or lies in, by `real_path`; None: it is in none.

    That is the nearest that has one of `marks`, or that a person opened as one: those are `known`.
    The home folder and those above it are none by their marks, for all of a person's files are
    below. Whoever needs a folder takes that of the file instead of None.
    """
    if is_own_file(folder):
        return None  # it may be installed in somebody's project
    home = Path.home().resolve()
    for each in (folder, *folder.parents):
        is_marked = not home.is_relative_to(each) and any((each / mark).exists() for mark in marks)
        if is_marked or each in known:
            return each
    return None
