"""The notes of a vault, for the commands that go through all of them. No Qt."""

from collections.abc import Sequence
from pathlib import Path

from viewer.errors import NoteFileError
from viewer.notes.real_path import real_path
from viewer.terminal import warn
from viewer.translation import tr
from viewer.vault.files import VaultFiles


def notes_of(folder: Path) -> tuple[Path, Sequence[str]]:
    """Return a vault's folder as its `real_path`, and its notes by their paths in it.

    Names on the standard error what cannot be read. Raises NoteFileError where that is all.
    """
    root = real_path(folder)
    files = VaultFiles.scan(root)
    for unread in files.unreadable:
        warn(tr("cuenote: the folder “{0}” can't be read").format(unread or root))
    if not files.notes and files.unreadable:
        raise NoteFileError(tr("The folder {0} can't be read.").format(root / files.unreadable[0]))
    return root, files.notes
