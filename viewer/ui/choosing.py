"""Files from outside: chosen in the system's dialog, or dropped on the window. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from viewer.ui.overlays import Offer
from viewer.ui.reader import Reader
from viewer.ui.transcripts import Transcripts
from viewer.ui.window import Window
from viewer.video.media import PLAYABLE_SUFFIXES
from viewer.video.transcript_files import TRANSCRIPT_SUFFIXES

_NOTE_SUFFIXES = frozenset({".md", ".markdown", ".txt"})


class Choosing(QObject):
    """Opens the notes, folders, videos and transcripts that a person brings."""

    new_note_wanted = Signal(str)  # a file or an address: a note about it is to be made

    def __init__(self, window: Window, reader: Reader, transcripts: Transcripts) -> None:
        super().__init__(window)
        self._window, self._reader, self._transcripts = window, reader, transcripts
        window.dropped.connect(self._on_dropped)

    def note(self) -> None:
        """Ask for the file of a note, and open it."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a note"),
            str(self._start_folder()),
            self.tr("Notes (*.md *.markdown);;All files (*)"),
        )
        if chosen:
            self._reader.open_note(Path(chosen))

    def folder(self) -> None:
        """Ask for a folder of notes, and open it as the vault."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open a folder of notes"), str(self._start_folder())
        )
        if chosen:
            self._reader.open_vault(Path(chosen).resolve())

    def video(self) -> None:
        """Ask for the file that the open note is about."""
        from PySide6.QtWidgets import QFileDialog

        patterns = " ".join(f"*{suffix}" for suffix in sorted(PLAYABLE_SUFFIXES))
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Choose the video of this note"),
            str(self._start_folder()),
            self.tr("Videos and sound") + f" ({patterns});;" + self.tr("All files") + " (*)",
        )
        if chosen:
            self._reader.video.choose(Path(chosen))

    def offer_new_note(self, video: str) -> None:
        """Offer to make a note about a file or an address."""
        name = video if "://" in video else Path(video).name
        self._window.note_pane.say(
            self.tr("“{0}” is a video. Make a note about it?").format(name),
            [Offer(self.tr("New note about it"), "", lambda: self.new_note_wanted.emit(video))],
        )

    def _ask_what_for(self, path: Path) -> None:
        """Ask whether a dropped file is the open note's video, or wants a note of its own."""
        note = self._reader.path

        def use() -> None:
            if self._reader.path == note:
                self._use(path)

        self._window.note_pane.say(
            self.tr("“{0}” is a video. What is it for?").format(path.name),
            [
                Offer(self.tr("Use for this note"), "", use),
                Offer(
                    self.tr("New note about it"),
                    "",
                    lambda: self.new_note_wanted.emit(str(path)),
                ),
            ],
        )

    def _use(self, path: Path) -> None:
        """Play the open note's video from a file, say so, and offer to take that back."""
        video, note = self._reader.video, self._reader.path
        before = video.chosen

        def undo() -> None:
            if self._reader.path != note:
                return
            if before is not None:
                video.choose(before)
            else:
                video.forget_choice()

        video.choose(path)
        self._window.note_pane.say(
            self.tr("This note's video is played from “{0}” now.").format(path.name),
            [Offer(self.tr("Undo"), "", undo)],
        )

    def _start_folder(self) -> Path:
        return self._reader.path.parent if self._reader.path is not None else Path.home()

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        """Open a dropped note or folder; take a dropped video as this note's."""
        for path in paths:
            if path.suffix.lower() in PLAYABLE_SUFFIXES:
                if self._reader.note is not None:
                    self._ask_what_for(path)
                else:
                    self.offer_new_note(str(path))
                return
            if path.suffix.lower() in TRANSCRIPT_SUFFIXES:
                self._transcripts.choose(path)
                return
            if path.is_dir() or path.suffix.lower() in _NOTE_SUFFIXES:
                self._reader.open(path)
                return
        self._window.note_pane.say(
            self.tr("“{0}” is not a note, a video or a transcript.").format(paths[0].name)
        )
