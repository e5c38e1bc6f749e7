"""Errors with external causes, as one small tree, and where the others are.

A `ViewerError` is shown to the user: `str(error)` says what happened, `remedy` what to do next.
Of those below, MediaError has `JoinError` (online/join.py) and `StreamError` (online/tracks.py).

The others are caught where something was asked for, and never shown as they are: `Cancelled` here,
`ChildEndedError` (children.py), `StaleEdit` (notes/edit.py), `SavingError`
(media/ytdlp_failures.py), `Unreachable` and `LinkRefused` (online/upstream.py), `RefusedError`
(ui/kit/render_child.py) and `_Terminated` (commands/save.py). Every other exception is a bug and
reaches the crash log.
"""

from viewer.base.translation import sentence, sentences, tr


def why(error: Exception) -> str:
    """Return the system's reason if there is one, for use in a sentence: "Permission denied"."""
    return getattr(error, "strerror", None) or str(error)


def cant_read(name: object, error: Exception) -> str:
    """Return what is said of a file or folder that `error` kept from being read."""
    return tr("“{0}” can't be read: {1}.").format(name, why(error))


def cant_save(name: object, error: Exception) -> str:
    """Return what is said of a file or folder that `error` kept from being written."""
    return tr("“{0}” can't be saved: {1}.").format(name, why(error))


class ViewerError(Exception):
    """An external error, as a message for the user and what to do next.

    `remedy` is a sentence or a command; empty if there is no advice.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy

    def words(self) -> str:
        """Return both as sentences, one after the other."""
        return sentences(sentence(str(self)), self.remedy)


class NoteFileError(ViewerError):
    """A note that cannot be read: missing, a folder, no permission, too large."""


class NoteSaveError(NoteFileError):
    """A note that cannot be written. The file on the disk is unchanged."""


class NoteChangedError(NoteSaveError):
    """Somebody else wrote the file since it was read. Read it again, and merge."""


class NoteBusyError(NoteSaveError):
    """Another program is in the middle of writing the file. Try again when it is done."""


class NoteGoneError(NoteSaveError):
    """The file was deleted, renamed or moved away. Saving it as new creates it again."""


class FolderGoneError(NoteSaveError):
    """The folder of the note no longer exists."""


class ReadOnlyError(NoteSaveError):
    """The file is read-only."""


class NoteEditError(ViewerError):
    """A change that cannot be made without harm to the rest of the note."""


class JournalError(ViewerError):
    """The journal of unsaved edits cannot be written; the edits themselves still exist."""


class MediaError(ViewerError):
    """A video that cannot be found, opened or understood."""

    @classmethod
    def unsaved(cls, path: object, error: OSError) -> "MediaError":
        """Return the error of a file of a video, or a folder, that cannot be written."""
        step = tr("Free some space, or check the permissions of that folder.")
        return cls(cant_save(path, error), step)


class PlayerError(ViewerError):
    """The engine is missing, or failed on a video."""


class IndexingError(ViewerError):
    """The index of a vault cannot be written or read; the notes themselves are not touched."""


class IndexDamagedError(IndexingError):
    """The content of the index cannot be read; its writer should recreate it."""


class IndexBusyError(IndexingError):
    """Another window or command is writing the index of this vault; it can be read."""


class CallError(ViewerError):
    """The typed arguments cannot be understood, or contradict each other."""


class QueryError(CallError):
    """A search that cannot be understood."""


class Cancelled(Exception):  # noqa: N818 (not an error: the asker changed their mind)
    """What was asked for is no longer wanted."""
