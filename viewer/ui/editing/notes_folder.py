"""Where a person's notes live while no folder of theirs is open, and where exports go."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from viewer.notes.real_path import real_path


def default_notes_folder() -> Path:
    """Return the folder that is suggested: `Cuenote` in the documents folder of the person."""
    return real_path(Path(platformdirs.user_documents_dir()) / "Cuenote")


def default_exports_folder(vault: Path) -> Path:
    """Return the folder that is suggested for what is exported of a vault, which is never in it.

    That is the downloads folder of the person; where there is none, the one that the vault is in.
    """
    downloads = real_path(Path(platformdirs.user_downloads_dir()))
    is_fit = downloads.is_dir() and not downloads.is_relative_to(vault)
    return downloads if is_fit else vault.parent


def shown_folder(folder: Path) -> str:
    """Return a folder as people write it."""
    try:
        return Path("~", folder.relative_to(real_path(Path.home()))).as_posix()
    except ValueError:
        return str(folder)
