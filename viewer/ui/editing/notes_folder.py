"""Where a person's notes live while no folder of theirs is open."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def default_notes_folder() -> Path:
    """Return the folder that is suggested: `Cuenote` in the documents folder of the person."""
    return Path(platformdirs.user_documents_dir()) / "Cuenote"


def shown_folder(folder: Path) -> str:
    """Return a folder as people write it."""
    folder = Path(os.path.normpath(folder))  # a note may name its video by a way up
    try:
        return Path("~", folder.relative_to(Path.home())).as_posix()
    except ValueError:
        return str(folder)
