"""The faults of the world, as one small tree.

    ViewerError           anything that disk, network, codec or a bad file can do
    ├── NoteFileError     a note cannot be read
    ├── MediaError        no playable video is at the place that was named
    └── PlayerError       the engine cannot play what it was given, or is not there

A `ViewerError` is shown to the person: `str(error)` says what happened, `remedy` what to do next.
Every other exception is a bug and reaches the crash log.
"""


class ViewerError(Exception):
    """Say in words a person can use what the world did, and what to do next.

    `remedy` is a sentence or a command; empty where there is nothing to advise.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy

    def words(self) -> str:
        """Say both as sentences, one behind the other."""
        message = str(self)
        if message and message[-1] not in ".!?…”":
            message += "."
        return f"{message} {self.remedy}".strip()


class NoteFileError(ViewerError):
    """A note that cannot be read: missing, a folder, no permission, too large."""


class MediaError(ViewerError):
    """A video that cannot be found, opened or understood."""


class PlayerError(ViewerError):
    """The engine is missing, or failed on a video."""
