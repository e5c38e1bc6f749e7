"""Where a person's notes live while no folder of theirs is open."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from viewer.notes.real_path import real_path


def default_notes_folder() -> Path:
    """Return the folder that is suggested: `Cuenote` in the documents folder of the person."""
    return real_path(Path(platformdirs.user_documents_dir()) / "Cuenote")


def shown_folder(folder: Path) -> str:
    """Return a folder as people write it."""
    try:
        return Path("~", folder.relative_to(real_path(Path.home()))).as_posix()
    except ValueError:
        return str(folder)
