"""The notes of a vault, for the commands that go through all of them. No Qt."""

from collections.abc import Sequence
from pathlib import Path

from viewer.errors import NoteFileError
from viewer.notes.real_path import real_path
from viewer.terminal import warn
from viewer.vault.files import VaultFiles


def notes_of(folder: Path) -> tuple[Path, Sequence[str]]:
    """Return a vault's folder as its `real_path`, and its notes by their paths in it.

    Names on the standard error what cannot be read. Raises NoteFileError where that is all.
    """
    root = real_path(folder)
    files = VaultFiles.scan(root)
    for unread in files.unreadable:
        warn(f"cuenote: the folder “{unread or root}” can't be read")
    if not files.notes and files.unreadable:
        raise NoteFileError(f"The folder {root / files.unreadable[0]} can't be read.")
    return root, files.notes
