"""What a person does in the library: delete a saved video, move all of them elsewhere.

GUI thread; what touches the disk goes to `Background`.
"""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from viewer.errors import MediaError, ViewerError
from viewer.ui.kit.background import Background
from viewer.ui.kit.sheet import QuestionSheet
from viewer.ui.kit.thumbnails import Thumbnails
from viewer.ui.kit.units import size_text
from viewer.ui.media.library_view import LibraryView
from viewer.ui.shell.window import Window
from viewer.video.downloads.library import Library
from viewer.video.downloads.queue import Downloads

_MOVED_EVERY_MS = 100
_SUBFOLDER = "Cuenote videos"


class LibraryActions(QObject):
    """The library view, and what is done there."""

    note_wanted = Signal(str)  # the key of a video whose note is to be opened
    resume_wanted = Signal(str)
    transcript_wanted = Signal(str)
    clean_wanted = Signal(str)  # what is half loaded of it is to be deleted
    deleted = Signal(str)
    moved = Signal(object)  # Library, at its new place

    def __init__(
        self,
        window: Window,
        background: Background,
        downloads: Downloads,
        thumbnails: Thumbnails,
        library: Library,
    ) -> None:
        super().__init__(window)
        self._window, self._background, self._downloads = window, background, downloads
        self.library = library
        self.view = view = LibraryView(window, thumbnails)
        self.question = QuestionSheet(window)
        self._deleting = ""
        self._move: _Move | None = None
        self._moved = QTimer(self, interval=_MOVED_EVERY_MS)
        self._moved.timeout.connect(self._show_move)
        view.action_chosen.connect(self._on_action)
        view.move_wanted.connect(self.choose_place)
        view.folder_wanted.connect(lambda: self.show_folder(self.library.root))
        view.stop_wanted.connect(self.stop_move)
        view.closed.connect(self._on_closed)
        self.question.answered.connect(self._on_delete_answered)

    def _on_closed(self) -> None:
        if self._move is None:
            self.view.foot.say("")

    def _on_action(self, key: str, action: str) -> None:
        library = self.library
        if action == "note":
            self.note_wanted.emit(key)
        elif action == "folder":
            self.show_folder(library.root / key)
        elif action == "transcribe":
            self.transcript_wanted.emit(key)
        elif action == "clean":
            self.clean_wanted.emit(key)
        elif action in ("resume", "complete"):
            self.resume_wanted.emit(key)
        elif action == "again":
            self._background.run(
                f"delete {key}",
                lambda: library.delete(key),
                lambda _: self.resume_wanted.emit(key),
                self._fail,
            )
        elif action == "delete":
            saved = self.view.saved_of(key)
            self._deleting = key
            self.question.ask(
                self.tr("Delete the saved copy?"),
                self.tr(
                    "“{0}” and its captions are deleted from this computer, and {1} become free. "
                    "This cannot be undone; it can be saved again as long as the site has it. "
                    "Your notes stay as they are."
                ).format(
                    saved.title if saved is not None else key,
                    size_text(saved.bytes + saved.part_bytes) if saved is not None else "–",
                ),
                ("keep", self.tr("Keep it")),
                ("delete", self.tr("Delete")),
                first="keep",
            )

    def _on_delete_answered(self, answer: str) -> None:
        key, self._deleting = self._deleting, ""
        if answer != "delete" or not key:
            return
        library = self.library
        self._background.run(
            f"delete {key}",
            lambda: library.delete(key),
            lambda _: self.deleted.emit(key),
            self._fail,
        )

    def show_folder(self, folder: Path) -> None:
        """Open a folder as the desktop does."""
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self._fail(
                MediaError(self.tr("There is no folder “{0}” any more.").format(folder.name))
            )

    def _fail(self, error: ViewerError) -> None:
        if self.view.isVisible():
            self.view.foot.say(error.words())
        else:
            self._window.say(error.words())

    # ------------------------------------------------------------------ moving it

    def choose_place(self) -> None:
        """Ask for another folder for the library, and move it there."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(
            self._window,
            self.tr("Move the library to this folder"),
            str(self.library.root.parent),
        )
        if chosen:
            self.move_library(Path(chosen))

    def move_library(self, chosen: Path) -> None:
        """Move the library into a folder, or one below it where it is in use."""
        if self._move is not None:
            return
        if not self._downloads.is_idle:
            self._fail(
                MediaError(
                    self.tr("Videos are being saved just now."),
                    self.tr("Pause the downloads, then move the library."),
                )
            )
            return
        library = self.library
        self._move = move = _Move()

        def work() -> Library:
            return library.move(_place_in(chosen), move.report)

        self._background.run("move library", work, self._on_moved, self._on_not_moved)
        self._show_move()
        self._moved.start()

    def _show_move(self) -> None:
        if self._move is not None:
            self.view.foot.show_move(*self._move.progress)

    def stop_move(self) -> None:
        """Stop a move that goes on; the videos stay where they were."""
        if self._move is not None:
            self._move.stop.set()

    def _on_moved(self, library: Library) -> None:
        self._move = None
        self._moved.stop()
        self.library = library
        self.moved.emit(library)
        self.view.foot.say(self.tr("The library is in {0} now.").format(library.root))

    def _on_not_moved(self, error: ViewerError) -> None:
        self._move = None
        self._moved.stop()
        self._fail(error)


class _Move:
    """A move that goes on: how far it is, told by the thread that does it; and a way to stop it."""

    def __init__(self) -> None:
        self.progress = (0, 0)  # bytes that are done, and all
        self.stop = threading.Event()

    def report(self, done: int, total: int) -> bool:
        self.progress = done, total
        return not self.stop.is_set()


def _place_in(chosen: Path) -> Path:
    """Take the folder itself where it is empty, else one below it: its own things stay apart."""
    try:
        is_empty = not any(chosen.iterdir())
    except OSError:
        is_empty = True  # moving there says what the matter is
    return chosen if is_empty else chosen / _SUBFOLDER
