"""Which note was being opened when the program ended, so that it is not opened by itself again.

A note on which the program hangs or crashes would otherwise be the last one that was open, and hang
the next start as well. Its path lies in a file of the state folder from when it is opened until all
of it is set. GUI thread.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from viewer.translation import tr
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature

_NAME = "opening"


class Opening(Feature):
    """Remembers the note that is being opened, for the next start."""

    def __init__(self, context: Context) -> None:
        """Read what the last run left in folder `state`."""
        super().__init__(context)
        self._file = context.folders.state / _NAME
        self.unfinished = self._read()  # the note that the last run did not finish opening
        self._window, self._session = context.window, context.get(Session)
        self._session.opening.connect(self._mark)

    def _read(self) -> Path | None:
        try:
            text = self._file.read_text("utf-8", "surrogateescape")
        except (OSError, ValueError):
            return None  # there is none
        return Path(text) if text else None

    def _mark(self, path: Path) -> None:
        # Where it cannot be written, the next start opens the note: no more is lost.
        with suppress(OSError):
            self._file.write_text(str(path), "utf-8", "surrogateescape")

    def close(self) -> None:
        """Take note that the program ended as it should."""
        self.clear()

    def clear(self) -> None:
        """Take note that no note is being opened."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def leave_closed(self, path: Path) -> None:
        """Show the folder of a note whose opening did not come to an end, and offer to open it."""
        self._session.open_vault(self._session.root_of(path), opens_last=False)
        self.clear()
        words = tr("“{0}” did not finish opening last time, so it was not opened automatically.")
        offer = NoticeButton(tr("Open anyway"), "", lambda: self._session.open_note(path))
        self._window.say(words.format(path.name), (offer,))
