"""The library, and what is done there: delete a saved video, move all of them elsewhere.

GUI thread; what touches the disk goes to `Background`.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QPainter
from PySide6.QtWidgets import QWidget

from viewer.errors import MediaError, ViewerError
from viewer.notes.timecode import format_ms
from viewer.ui.kit.background import Background
from viewer.ui.kit.boxes import put, row_of, stack_of
from viewer.ui.kit.button_list import RowAction, RowContent, RowList
from viewer.ui.kit.buttons import IconButton, Painted, WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.sheet import Centred, Hairline, QuestionSheet, Segments, Sheet, Words
from viewer.ui.kit.theme import Theme
from viewer.ui.kit.thumbnails import Thumbnails
from viewer.ui.kit.units import part_text, size_text
from viewer.ui.shell.window import Window
from viewer.video.downloads.library import Library, Saved
from viewer.video.downloads.queue import Downloads

_MOVED_EVERY_MS = 100
_SUBFOLDER = "Cuenote videos"
_KEYS = {
    Qt.Key.Key_Return: ("resume", "note", "again"),
    Qt.Key.Key_Delete: ("delete", "clean"),
    Qt.Key.Key_R: ("again", "complete"),
    Qt.Key.Key_O: ("folder",),
    Qt.Key.Key_N: ("note",),
    Qt.Key.Key_T: ("transcribe",),
}
_SORTS = ("name", "size", "date")


def _tr(text: str) -> str:
    return QCoreApplication.translate("library", text)


def _row(saved: Saved, notes: int, thumbnail: str, *, is_silent: bool) -> RowContent:
    """Put the row of a saved video together; `is_silent`: nothing is known of what is said."""
    actions = []
    if notes:
        actions.append(RowAction("note", _tr("Open the note"), "note"))
    actions.append(RowAction("folder", _tr("Show in its folder"), "folder"))
    actions.append(RowAction("delete", _tr("Delete…"), "trash"))
    parts = []
    info = saved.info
    is_lacking = info is not None and bool(info.missing) and not saved.is_damaged
    if is_lacking:
        actions.insert(0, RowAction("complete", _tr("Load what is missing"), "reload"))
    if saved.is_damaged:
        parts = [_tr("Damaged"), size_text(saved.bytes)]
        actions.insert(0, RowAction("again", _tr("Save again"), "reload"))
    elif info is not None:
        parts = [
            info.channel,
            format_ms(info.duration_ms),
            f"{info.height}p" if info.height else _tr("sound only"),
            size_text(saved.bytes),
        ]
        if notes:
            one = _tr("1 note") if notes == 1 else _tr("{0} notes").format(f"{notes:,}")
            parts.append(one)
        parts.append(_date(info.saved_at))
        if is_silent:
            parts.append(_tr("no transcript"))
            actions.insert(0, RowAction("transcribe", _tr("Transcribe…"), "captions"))
    return RowContent(
        saved.key,
        saved.title,
        "  ·  ".join(filter(None, parts)),
        tuple(actions),
        "bad" if saved.is_damaged else "muted",
        _tr("Missing: {0}").format("; ".join(info.missing)) if info and is_lacking else "",
        thumbnail=thumbnail,
    )


def _part_row(saved: Saved, title: str, *, can_resume: bool) -> RowContent:
    """Put the row of a video together of which only a part was loaded."""
    resume = (RowAction("resume", _tr("Resume"), "play"),) if can_resume else ()
    return RowContent(
        saved.key,
        title or saved.title,
        _tr("Unfinished  ·  {0} loaded").format(size_text(saved.part_bytes)),
        (*resume, RowAction("clean", _tr("Delete what was loaded"), "trash")),
    )


def _date(written: str) -> str:
    try:
        when = datetime.fromisoformat(written).astimezone()
    except ValueError:
        return ""
    return f"{when.day} {when:%b} {when.year}"


class LibraryView(Sheet):
    """A sheet with everything that is saved."""

    def __init__(self, window: QWidget, thumbnails: Thumbnails) -> None:
        super().__init__(window, width=820, height=640, padding=0)
        self._saved: Sequence[Saved] = ()
        self._thumbnails: Mapping[str, str] = {}
        self._notes: Mapping[str, int] = {}
        self._titles: Mapping[str, str] = {}
        self._silent: frozenset[str] = frozenset()
        card = self.card
        self.setAccessibleName(_tr("Library"))
        self._title = Words(
            _tr("Library"), card, scale=1.25, weight=QFont.Weight.DemiBold, wraps=False
        )
        self.total = Words("", card, tone="muted", wraps=False)
        self.move_button = WordButton(_tr("Move the library…"), card)
        folder = _tr("Open the folder of the library")
        self.folder_button = IconButton("folder", None, card, words=folder)
        self.close_button = IconButton("close", None, card, words=_tr("Close"))
        self.close_button.clicked.connect(self.close_sheet)
        words = (self._title, 12, (self.total, 1))
        buttons = (self.move_button, 4, self.folder_button, self.close_button)
        top = row_of(None, *words, *buttons, gap=2, around=(22, 16, 12, 4))
        self.field = Field(_tr("Filter saved videos"), card)
        self.field.textChanged.connect(lambda _: self._show_rows())
        self.sort = Segments(_tr("Sort by"), [_tr("Name"), _tr("Size"), _tr("Date")], card)
        self.sort.chosen.connect(lambda _: self._show_rows())
        second = row_of(None, (self.field, 1), self.sort, gap=12, around=(22, 6, 22, 12))
        self.list = self.field.below = RowList(_tr("Saved videos"), thumbnails, _KEYS, card)
        self._empty = Centred(card)
        inset = QWidget(card)
        row_of(inset, self.list, around=(8, 0, 4, 0))
        self._stack = stack_of(card, inset, self._empty)
        self.foot = _Foot(card)
        put(self.column, top, second, Hairline(card), (self._stack, 1), self.foot, 8)

    def open_library(self) -> None:
        """Show the sheet; its list has the keyboard."""
        self.open_sheet(self.list if self.list.rows.rows else self.field)

    def show_saved(
        self,
        saved: Sequence[Saved],
        thumbnails: Mapping[str, str],
        free_bytes: int,
        notes: Mapping[str, int],
        titles: Mapping[str, str],
        silent: frozenset[str] = frozenset(),
    ) -> None:
        """Show these; `notes`: how many notes name each; `titles` of those that can be resumed.

        Of those in `silent` there is no transcript.
        """
        was_empty = not self.list.rows.rows
        self._saved, self._thumbnails = saved, thumbnails
        self._notes, self._titles, self._silent = notes, titles, silent
        whole = [each for each in saved if each.bytes]
        total = sum(each.bytes + each.part_bytes for each in saved)
        count = len(whole)
        words = _tr("1 video") if count == 1 else _tr("{0} videos").format(f"{count:,}")
        self.total.setText(
            "  ·  ".join((words, size_text(total), _tr("{0} free").format(size_text(free_bytes))))
        )
        self._show_rows()
        if was_empty and self.list.rows.rows and self.field.hasFocus() and not self.field.text():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def saved_of(self, key: str) -> Saved | None:
        """Return what is shown of a video."""
        return next((each for each in self._saved if each.key == key), None)

    def _show_rows(self) -> None:
        words = self.field.text().casefold().split()
        rows = []
        by = _SORTS[self.sort.index]
        found = list(self._saved)
        if by == "size":
            found.sort(key=lambda each: -(each.bytes or each.part_bytes))
        elif by == "date":
            dates = {each.key: each.info.saved_at if each.info else "" for each in found}
            found.sort(key=lambda each: dates[each.key], reverse=True)
        for each in found:
            title = self._titles.get(each.key, "")
            channel = each.info.channel if each.info is not None else ""
            text = f"{each.title} {title} {channel} {each.key}".casefold()
            if not all(word in text for word in words):
                continue
            if each.bytes:
                picture = self._thumbnails.get(each.key, "")
                is_silent = each.key in self._silent
                notes = self._notes.get(each.key, 0)
                rows.append(_row(each, notes, picture, is_silent=is_silent))
            else:
                # What is unfinished needs somebody: it comes first.
                rows.insert(0, _part_row(each, title, can_resume=each.key in self._titles))
        self.list.set_rows(rows)
        self._stack.setCurrentIndex(0 if rows else 1)
        if words:
            self._empty.show_words(_tr("No saved video matches"), "", "search")
        else:
            self._empty.show_words(
                _tr("Nothing is saved yet"),
                _tr("What you save is listed here, and plays without a network."),
                "library",
            )


class _Foot(Painted, QWidget):
    """What goes on: a move with its bar, or what came of it in words. Hidden else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = Words("", self, tone="muted")
        self.stop = WordButton(_tr("Stop"), self)
        self._fraction: float | None = None
        row_of(self, (self.words, 1), self.stop, gap=6, around=(22, 10, 18, 4))
        self.hide()

    def say(self, words: str) -> None:
        """Show this; "" hides it."""
        self._fraction = None
        self.words.show_words(words)
        self.stop.hide()
        self.setVisible(bool(words))

    def show_move(self, done: int, total: int) -> None:
        """Show how far a move is, in bytes."""
        self._fraction = done / total if total else 0.0
        self.words.show_words(_tr("Moving the library: {0}").format(part_text(done, total)))
        self.stop.show()
        self.show()
        self.update()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(QRectF(1, 0, self.width() - 2, 1), theme.line)
        if self._fraction is not None:
            painter.fillRect(QRectF(1, 0, (self.width() - 2) * self._fraction, 3), theme.link)


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
        view.list.action_chosen.connect(self._on_action)
        view.move_button.clicked.connect(self.choose_place)
        view.folder_button.clicked.connect(lambda: self.show_folder(self.library.root))
        view.foot.stop.clicked.connect(self.stop_move)
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
