"""The sheet for a new note: its video, its title, and where it goes; Enter makes it. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from viewer.errors import MediaError
from viewer.notes.model import VideoRef
from viewer.ui.editing.notes_folder import shown_folder
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.sheet import QuestionSheet, Words
from viewer.video.brought import video_brought
from viewer.video.media import SOUND_SUFFIXES, VIDEO_SUFFIXES

_WIDTH = 560


def _tr(text: str) -> str:
    return QCoreApplication.translate("new_note_sheet", text)


def ask_video(parent: QWidget, words: str, folder: Path) -> Path | None:
    """Ask for a file with a video or with sound; None where none is chosen."""
    patterns = " ".join(f"*{suffix}" for suffix in sorted(VIDEO_SUFFIXES | SOUND_SUFFIXES))
    kinds = f"{_tr('Videos and sound')} ({patterns});;{_tr('All files')} (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, words, str(folder), kinds)
    return Path(chosen) if chosen else None


class NewNoteSheet(QuestionSheet):
    """Asks about what video a note is to be made. It stays until what was named is a video."""

    accepted = Signal(object, str, object)  # VideoRef, the title, Path of the folder

    def __init__(self, window: QWidget, title_of: Callable[[VideoRef], str]) -> None:
        """`title_of` suggests a title for a video."""
        super().__init__(window, _WIDTH)
        self._title_of = title_of
        self._folder = Path()
        self._suggested = ""
        self.video = Field(_tr("Address, id, or file of the video"), self.body, icon="video")
        self.browse = WordButton(_tr("Browse…"), self.body)
        self.name = Field(_tr("Title"), self.body, icon="note", esc_empties=False)
        self.where = Words("", self.body, tone="muted")
        self.other = WordButton(_tr("Other folder…"), self.body)
        self.wrong = Words("", self.body, tone="bad")
        for widgets in ((self.video, self.browse), (self.name,), (self.where, self.other)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for index, widget in enumerate(widgets):
                row.addWidget(widget, 1 if index == 0 else 0)
            if len(widgets) == 1:
                row.setContentsMargins(0, 0, 3, 0)  # as far as the faces of the buttons reach
            self.body_column.addLayout(row)
        self.body_column.addWidget(self.wrong)
        self.video.setMinimumSize(QSize(200, 0))
        self.video.textChanged.connect(self._suggest)
        self.browse.clicked.connect(self._browse)
        self.other.clicked.connect(self._choose_folder)

    def ask_for(self, folder: Path) -> None:
        """Ask; the note is to go into `folder`, unless a person says otherwise."""
        self._folder, self._suggested = folder, ""
        self.name.clear()
        self.video.clear()
        self.wrong.show_words("")
        self._show_folder()
        self.ask(
            _tr("New note about a video"),
            _tr("Name its video: the address of its page, the id of a YouTube video, or a file."),
            ("cancel", _tr("Cancel")),
            ("make", _tr("Make the note")),
        )
        copied = QGuiApplication.clipboard().text().strip()
        try:
            video_brought(copied)
        except MediaError:
            pass  # something else was copied
        else:
            self.video.setText(copied)
            self.video.selectAll()
        self.video.setFocus(Qt.FocusReason.TabFocusReason)

    def _suggest(self) -> None:
        """Suggest a title for what is named, unless a person wrote one."""
        self.wrong.show_words("")
        if self.name.text() == self._suggested:
            try:
                self._suggested = self._title_of(video_brought(self.video.text()))
            except MediaError:
                self._suggested = ""
            self.name.setText(self._suggested)

    def _browse(self) -> None:
        chosen = ask_video(self, _tr("Choose a video"), Path.home())
        if chosen is not None:
            self.video.setText(str(chosen))
            self.name.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, _tr("A folder for your notes"), str(self._folder)
        )
        if chosen:
            self._folder = Path(chosen)
            self._show_folder()

    def _show_folder(self) -> None:
        self.where.show_words(_tr("It goes into {0}").format(shown_folder(self._folder)))

    def _on_pressed(self, id_: str) -> None:
        if id_ != "make":
            super()._on_pressed(id_)
            return
        try:
            video = video_brought(self.video.text())
        except MediaError as error:
            self.wrong.show_words(error.words() if self.video.text().strip() else error.remedy)
            self.video.setFocus(Qt.FocusReason.TabFocusReason)
            return
        self.close_sheet()
        title = self.name.text().strip() or self._title_of(video)
        self.accepted.emit(video, title, self._folder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.buttons["make"].click()
            event.accept()
            return
        super().keyPressEvent(event)
