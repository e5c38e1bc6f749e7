"""Remember the note being opened, so that one that crashes the program is not reopened.

Otherwise a note on which the program hangs or crashes would be reopened as the last one, and hang
the next start as well. Its path is in a file of the state folder until it is completely opened. GUI
thread.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from viewer.base.translation import tr
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

_NAME = "opening"


class Opening(NoteFeature):
    """Remembers the note being opened, for the next start."""

    def __init__(self, context: Context) -> None:
        """Read what the last run left in folder `state`."""
        super().__init__(context)
        self._file = context.folders.state / _NAME
        self.unfinished = self._read()  # the note that the last run did not finish opening
        self._session.opening.connect(self._mark)
        self._session.note_opened.connect(lambda _: self.clear())

    def _read(self) -> Path | None:
        try:
            text = self._file.read_text("utf-8", "surrogateescape")
        except (OSError, ValueError):
            return None  # there is none
        return Path(text) if text else None

    def _mark(self, path: Path) -> None:
        # If it cannot be written, the next start just opens the note.
        with suppress(OSError):
            self._file.write_text(str(path), "utf-8", "surrogateescape")

    def close(self) -> None:
        """Remember that the program ended normally."""
        self.clear()

    def clear(self) -> None:
        """Remember that no note is being opened."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def leave_closed(self, path: Path) -> None:
        """Show the folder of a note that could not be opened completely, and offer to open it."""
        self._session.open_vault(self._vault.root_of(path), opens_last=False)
        self.clear()
        words = tr("“{0}” did not finish opening last time, so it was not opened automatically.")
        offer = NoticeButton(tr("Open anyway"), "", lambda: self._session.open_note(path))
        self._window.say(words.format(path.name), (offer,))
