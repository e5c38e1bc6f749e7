"""Read a note's file. Faults of the disk become `NoteFileError`, in words."""

import stat
from pathlib import Path

from viewer.errors import NoteFileError

MAX_NOTE_BYTES = 64 << 20
"""More is no note: it would take seconds to lay out."""


def read_note(path: Path) -> bytes:
    """Read the bytes of a note; raises NoteFileError where there is no file that can be read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise NoteFileError(
                f"“{path}” is a folder, not a note.", "Open it as a vault, or choose a note in it."
            )
        if not stat.S_ISREG(status.st_mode):
            raise NoteFileError(f"“{path}” is not a file.", "Choose a Markdown file.")
        if status.st_size > MAX_NOTE_BYTES:
            size = status.st_size >> 20
            raise NoteFileError(
                f"“{path}” is too large for a note: {size} MB.",
                f"Notes of up to {MAX_NOTE_BYTES >> 20} MB can be opened.",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NoteFileError(
            f"There is no note at “{path}”.", "Check the name, or choose another note."
        ) from error
    except PermissionError as error:
        raise NoteFileError(
            f"“{path}” may not be read.", "Check the permissions of the file and its folders."
        ) from error
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name.
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise NoteFileError(f"“{path}” cannot be read: {reason}.") from error
