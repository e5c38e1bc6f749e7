"""Errors with external causes, as one small tree.

    ViewerError           anything that disk, network, codec or a bad file can do
    ├── NoteFileError     a note cannot be read
    │   └── NoteSaveError         a note cannot be written
    │       ├── NoteChangedError      somebody else wrote it since it was read
    │       ├── NoteBusyError         somebody else is writing it just now
    │       ├── NoteGoneError         it was deleted, renamed or moved away
    │       ├── FolderGoneError       its folder was
    │       └── ReadOnlyError         the file may not be written
    ├── NoteEditError     a change cannot be made to this note
    ├── JournalError      unsaved edits cannot be written down
    ├── MediaError        no playable video is at the place that was named
    │   └── JoinError             what was loaded is not whole (video/downloads/join.py)
    └── PlayerError       the engine cannot play what it was given, or is not there

A `ViewerError` is shown to the user: `str(error)` says what happened, `remedy` what to do next.
Every other exception is a bug and reaches the crash log.
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
