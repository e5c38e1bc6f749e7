"""Default folders for notes and exports."""

from __future__ import annotations

from pathlib import Path

import platformdirs

from viewer.notes.real_path import real_path


def default_notes_folder() -> Path:
    """Return the suggested folder for notes: `Cuenote` in the user's documents folder."""
    return real_path(Path(platformdirs.user_documents_dir()) / "Cuenote")


def default_exports_folder(vault: Path) -> Path:
    """Return the suggested folder for exports of a vault, never inside it.

    That is the user's downloads folder, or without one, the vault's parent folder.
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
