"""The sheet for a new note: its video, title and folder; Enter makes it. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from viewer.base.errors import MediaError
from viewer.base.translation import tr, without_stop
from viewer.media.address import is_list
from viewer.media.brought import video_brought
from viewer.media.media import SOUND_SUFFIXES, VIDEO_SUFFIXES, is_file
from viewer.notes.front_edit import video_typed
from viewer.notes.model import VideoRef
from viewer.ui.kit.boxes import put, row_of
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.sheet import ACCEPT, FieldSheet, Words
from viewer.ui.page.notes_folder import shown_folder

_WIDTH = 560


def ask_video(parent: QWidget, words: str, folder: Path) -> Path | None:
    """Ask for a video or audio file; None if none is chosen."""
    patterns = " ".join(f"*{suffix}" for suffix in sorted(VIDEO_SUFFIXES | SOUND_SUFFIXES))
    kinds = tr("Video and audio") + f" ({patterns});;" + tr("All files") + " (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, words, str(folder), kinds)
    return Path(chosen) if chosen else None


class NewNoteSheet(FieldSheet):
    """Asks for the video of a new note. It stays open until a valid video is given."""

    wanted = Signal(object, str, object)  # VideoRef, the title, Path of the folder

    def __init__(self, window: QWidget, title_of: Callable[[VideoRef], str]) -> None:
        name = tr("Link, YouTube ID, or file")
        super().__init__(window, _WIDTH, name=name, icon="video")
        self._title_of = title_of
        self._folder = self._files_folder = Path()
        self._suggested = ""
        self.video = self.field
        self.browse = WordButton(tr("Browse…"), self.body)
        self.row.addWidget(self.browse)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.name = Field(tr("Title"), self.body, icon="note", esc_empties=False)
        self.where = Words("", self.body, tone="muted")
        self.other = WordButton(tr("Other folder…"), self.body)
        title = row_of(None, (self.name, 1), around=(0, 0, 3, 0))
        put(self.body_column, title, row_of(None, (self.where, 1), self.other, gap=8))
        self.video.setMinimumSize(QSize(200, 0))
        self.video.textChanged.connect(self._suggest)
        self.browse.clicked.connect(self._browse)
        self.other.clicked.connect(self._choose_folder)

    def ask_for(self, folder: Path, files_folder: Path, title: str = "") -> None:
        """Ask; the note goes into `folder`, unless the user says otherwise.

        The file dialog starts in `files_folder`. A `title` stays as it is.
        """
        self._folder, self._files_folder, self._suggested = folder, files_folder, ""
        self.name.clear()
        self.video.clear()  # else the same text again suggests no title
        self._show_folder()
        copied = QGuiApplication.clipboard().text().strip()
        try:
            video_brought(copied)
        except MediaError:
            copied = ""  # something else was copied
        self.ask_line(
            without_stop(tr("New note…")),
            tr("Paste a link or YouTube ID, or choose a file."),
            tr("Create note"),
            text=copied,
            why_not=self._why_no_video,
            then=self._accept,
        )
        self._suggest()  # what is said below the field, too
        if title:
            self.name.setText(title)

    def _suggest(self) -> None:
        if self.name.text() == self._suggested:
            try:
                self._suggested = self._title_of(self._video(self.video.text()))
            except MediaError:
                self._suggested = ""
            self.name.setText(self._suggested)
        is_of_many = is_list(video_typed(self.video.text()) or VideoRef())
        if is_of_many:
            words = tr("This is a playlist or channel. Next, choose its videos.")
            self.say_wrong(words, tone="muted")
        self.name.setEnabled(not is_of_many)
        if ACCEPT in self.buttons:
            button = self.buttons[ACCEPT]
            button.setText(tr("Show videos") if is_of_many else tr("Create note"))
            button.updateGeometry()

    def _browse(self) -> None:
        chosen = ask_video(self, without_stop(tr("Choose a video…")), self._files_folder)
        if chosen is not None:
            self.video.setText(str(chosen))
            self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Folder for new notes"), str(self._folder)
        )
        if chosen:
            self._folder = Path(chosen)
            self._show_folder()

    def _show_folder(self) -> None:
        self.where.show_words(tr("Saved in {0}").format(shown_folder(self._folder)))

    def _accept(self, text: str) -> None:
        video = self._video(text)
        title = self.name.text().strip() or self._title_of(video)
        self.wanted.emit(video, title, self._folder)

    def _video(self, text: str) -> VideoRef:
        """Parse the video; a file may be relative to the note's folder."""
        beside = self._folder / text.strip()
        return video_brought(str(beside) if text.strip() and is_file(beside) else text)

    def _why_no_video(self, text: str) -> str:
        try:
            self._video(text)
        except MediaError as error:
            return error.words() if text else error.remedy
        return ""
