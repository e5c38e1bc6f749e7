"""Notes as files: a new one for a video, its title and its video, and copies that a sync left."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QInputDialog, QLineEdit

from viewer.errors import ViewerError
from viewer.notes.diff import difference
from viewer.notes.edit import Change
from viewer.notes.file import read_note, save
from viewer.notes.front_edit import new_note, set_title, set_video, video_typed
from viewer.notes.losing import keep_losing_text, purge
from viewer.notes.merge import merge_copies
from viewer.ui.editing import Editing
from viewer.ui.merge_view import ask_conflicts
from viewer.ui.overlays import Offer
from viewer.ui.plain import plain
from viewer.ui.reader import Reader
from viewer.ui.window import Window
from viewer.ui.work import Work
from viewer.vault.conflicts import conflict_copies

# What no file system of the three takes in a name.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MOST_CHARACTERS = 100


class NoteFiles(QObject):
    """Makes notes, and changes what they say of themselves."""

    def __init__(
        self, window: Window, reader: Reader, editing: Editing, work: Work, state: Path
    ) -> None:
        super().__init__(window)
        self._work = work
        self._window, self._reader, self._editing = window, reader, editing
        self._state = state
        self._offered: frozenset[Path] = frozenset()  # copies of the note that is shown
        reader.note_opened.connect(self._on_opened)
        editing.disk.folder_changed.connect(self._look_for_copies)

    def new_note(self) -> None:
        """Ask for a video and a title, and open a new note about it in the folder shown."""
        folder = self._reader.path.parent if self._reader.path is not None else self._reader.root
        if folder is None:
            return
        text = self._ask(self.tr("New note"), self.tr("Its video: a URL, an id, or a file:"), "")
        video = video_typed(text) if text else None
        if video is None:
            return
        title = self._ask(self.tr("New note"), self.tr("Its title:"), "")
        if not title:
            return
        path = free_path(folder, title)
        try:
            save(path, new_note(video, title), None)
        except ViewerError as error:
            self._window.note_pane.say(error.words())
            return
        self._reader.open_note(path)

    def change_title(self) -> None:
        """Ask for another title, and write it into the front matter."""
        self._editing.settle()
        note = self._reader.note
        if note is None:
            return
        title = self._ask(self.tr("Title"), self.tr("The title of this note:"), note.title or "")
        if title:
            self._change(lambda: set_title(note, title))

    def change_video(self) -> None:
        """Ask for another video, and write it into the front matter."""
        self._editing.settle()
        note = self._reader.note
        if note is None:
            return
        video = note.video
        now = (video.url or video.video_id or video.path or "") if video is not None else ""
        text = self._ask(self.tr("Video"), self.tr("Its video: a URL, an id, or a file:"), now)
        wanted = video_typed(text) if text else None
        if wanted is not None:
            self._change(lambda: set_video(note, wanted))

    def _change(self, make: Callable[[], Change]) -> None:
        try:
            self._editing.apply(make())
        except ViewerError as error:
            self._window.note_pane.say(error.words())

    def _ask(self, title: str, words: str, text: str) -> str:
        answer, accepted = QInputDialog.getText(
            self._window, title, plain(words), QLineEdit.EchoMode.Normal, text
        )
        return answer.strip() if accepted else ""

    # ------------------------------------------------------------------ conflict copies

    def _on_opened(self, path: Path) -> None:
        self._offered = frozenset()
        self._look_for_copies(path)

    def _look_for_copies(self, path: Path) -> None:
        self._work.run(
            "copies", lambda: conflict_copies(path), lambda copies: self._offer(path, copies)
        )

    def _offer(self, path: Path, copies: Sequence[Path]) -> None:
        """Offer the first copy that was not offered yet, since the note was opened."""
        new = [copy for copy in copies if copy not in self._offered]
        if path != self._reader.path or not new:
            return
        self._offered = frozenset(copies) - frozenset(new[1:])
        self._window.note_pane.say(
            self.tr("A sync left another copy of this note: {0}").format(new[0].name),
            (Offer(self.tr("Merge it…"), "", lambda: self.merge_copy(path, new[0])),),
        )

    def tidy(self) -> None:
        """Delete the texts that lost a merge more than 30 days ago; on a thread."""
        folder = self._state / "losing"
        self._work.run("tidy", lambda: purge(folder), lambda _: None)

    def show_losing(self) -> None:
        """Open the folder where texts are kept that lost a merge."""
        folder = self._state / "losing"
        if not folder.is_dir() or not any(folder.iterdir()):
            say = self.tr("No merge has left anything out in the last 30 days.")
            self._window.note_pane.say(say, brief=True)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def merge_copy(self, path: Path, copy: Path) -> None:
        """Merge a conflict copy into the note that is shown; the copy is kept for 30 days."""
        self._editing.settle()
        draft = self._editing.draft
        if draft is None or draft.path != path:
            return
        try:
            theirs = read_note(copy)
            merged = merge_copies(draft.data, theirs)
            choices = ask_conflicts(self._window, merged) if merged.conflicts else {}
            if choices is None:
                return
            keep_losing_text(self._state / "losing", path, theirs)
            self._editing.apply(difference(draft.data, merged.text(choices), "Merge a copy"))
            copy.unlink()
        except (ViewerError, OSError) as error:
            words = error.words() if isinstance(error, ViewerError) else str(error)
            self._window.note_pane.say(words)
            return
        self._window.note_pane.say(
            self.tr("The copy is merged. Its own text is kept for 30 days."), brief=True
        )
        self._look_for_copies(path)


def free_path(folder: Path, title: str) -> Path:
    """Give a path in `folder` named after `title` at which there is no file yet."""
    words = " ".join(_UNFIT.sub(" ", title).split())
    stem = words.strip(" .")[:_MOST_CHARACTERS].strip(" .") or "note"
    path = folder / f"{stem}.md"
    number = 2
    while path.exists():
        path = folder / f"{stem} {number}.md"
        number += 1
    return path
