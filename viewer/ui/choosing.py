"""Files from outside: chosen in the system's dialog, or dropped on the window. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from viewer.ui.reader import Reader
from viewer.ui.transcripts import Transcripts
from viewer.ui.window import Window
from viewer.video.transcript_files import TRANSCRIPT_SUFFIXES

_VIDEO_SUFFIXES = (
    *(".mp4", ".m4v", ".mkv", ".webm", ".mov", ".avi", ".mpg", ".mpeg", ".ts", ".ogv", ".flv"),
    *(".wmv", ".3gp", ".mp3", ".m4a", ".opus", ".ogg", ".oga", ".flac", ".wav", ".aac"),
)
_NOTE_SUFFIXES = frozenset({".md", ".markdown", ".txt"})


class Choosing(QObject):
    """Opens the notes, folders, videos and transcripts that a person brings."""

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

        patterns = " ".join(f"*{suffix}" for suffix in sorted(_VIDEO_SUFFIXES))
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Choose the video of this note"),
            str(self._start_folder()),
            self.tr("Videos and sound") + f" ({patterns});;" + self.tr("All files") + " (*)",
        )
        if chosen:
            self._reader.video.choose(Path(chosen))

    def _start_folder(self) -> Path:
        return self._reader.path.parent if self._reader.path is not None else Path.home()

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        """Open a dropped note or folder; take a dropped video as this note's."""
        for path in paths:
            if path.suffix.lower() in _VIDEO_SUFFIXES:
                if self._reader.note is not None:
                    self._reader.video.choose(path)
                else:
                    self._window.note_pane.say(self.tr("Open a note first, then drop its video."))
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
