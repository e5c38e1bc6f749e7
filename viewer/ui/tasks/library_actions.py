"""The saved videos, and actions on them.

GUI thread; disk access is in `Background`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from viewer.base.errors import MediaError, ViewerError
from viewer.base.translation import phrase_list, size_text, tr, without_stop
from viewer.media.address import is_youtube_id
from viewer.media.library import Library, Saved
from viewer.media.media import library_key
from viewer.notes.model import VideoRef
from viewer.notes.timecode import format_ms
from viewer.online.download_queue import Downloads
from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.button_list import RowAction, RowContent, Thumbnails
from viewer.ui.kit.field import Field
from viewer.ui.kit.sheet import Hairline, QuestionSheet, Segments
from viewer.ui.kit.units import written_day
from viewer.ui.page.beginning import Beginning
from viewer.ui.tasks.transcribe_sheet import TranscribePlan, Untranscribed
from viewer.ui.tasks.transcribing import Transcribing
from viewer.ui.tasks.video_notes import VideoNotes
from viewer.ui.watch.session import Session
from viewer.ui.window.context import Context
from viewer.ui.window.job_rows import listed
from viewer.ui.window.jobs_window import JobsPane, JobsWindow, TabPage

_KEYS = {Qt.Key.Key_Return: ("resume", "note", "again"), Qt.Key.Key_Delete: ("delete", "clean")}
_SORTS = ("date", "name", "size")


def _row(saved: Saved, notes: int, thumbnail: str, *, is_silent: bool) -> RowContent:
    """Return the row of a saved video; `is_silent`: it has no transcript."""
    info, actions, parts = saved.info, [], [size_text(saved.bytes)]
    menu = [
        RowAction("folder", tr("Show in folder")),
        RowAction("delete", tr("Delete saved video…")),
    ]
    missing = info.missing if info is not None and not saved.is_damaged else ()
    if missing:
        actions.append(RowAction("complete", tr("Save the rest")))
    if saved.is_damaged:
        parts.insert(0, tr("Damaged"))
        actions.append(RowAction("again", tr("Save again")))
    elif info is not None:
        parts += [
            f"{info.height}p" if info.height else tr("audio only"),
            format_ms(info.duration_ms),
        ]
        if notes:
            parts.append(tr("1 note|%n notes", "", notes))
        if is_silent:
            parts.append(tr("no transcript"))
            actions.append(RowAction("transcribe", tr("Transcribe…")))
        parts += [info.channel, written_day(info.saved_at)]
    if notes or not saved.is_damaged:
        menu.insert(
            0, RowAction("note", tr("Open note") if notes else without_stop(tr("New note…")))
        )
    return RowContent(
        saved.key,
        saved.title,
        listed(*parts),
        tuple(actions),
        "bad" if saved.is_damaged else "muted",
        tr("Missing: {0}").format(phrase_list(missing)) if missing else "",
        thumbnail=thumbnail,
        menu=tuple(menu),
    )


def _part_row(saved: Saved, title: str, *, can_resume: bool) -> RowContent:
    return RowContent(
        saved.key,
        title or saved.title,
        tr("Unfinished  ·  {0} saved").format(size_text(saved.part_bytes)),
        (RowAction("resume", tr("Resume")),) if can_resume else (),
        menu=(RowAction("clean", tr("Delete unfinished video")),),
    )


class SavedPage(TabPage):
    """The page of all saved videos."""

    def __init__(self, pane: JobsPane, thumbnails: Thumbnails) -> None:
        super().__init__(pane, tr("Saved videos"), thumbnails, _KEYS)
        self._pane = pane
        self._saved: Sequence[Saved] = ()
        self._thumbnails: Mapping[str, str] = {}
        self._notes: Mapping[str, int] = {}
        self._titles: Mapping[str, str] = {}
        self._silent: frozenset[str] = frozenset()
        self.field = Field(tr("Filter saved videos"), self)
        self.field.textChanged.connect(lambda _: self._show_rows())
        self.field.below = self.list
        self.sort = Segments(tr("Sort by"), [tr("Newest"), tr("Name"), tr("Size")], self)
        self.sort.chosen.connect(lambda _: self._show_rows())
        top = row_of(None, (self.field, 1), self.sort, gap=12, around=(16, 6, 16, 8))
        self.column.insertLayout(0, top)
        self.column.insertWidget(1, Hairline(self))

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

        Those in `silent` have no transcript.
        """
        self._saved, self._thumbnails = saved, thumbnails
        self._notes, self._titles, self._silent = notes, titles, silent
        total = sum(each.bytes + each.part_bytes for each in saved)
        count = sum(bool(each.bytes) for each in saved)
        words = tr("1 video|%n videos", "", count)
        self.set_total(
            listed(words, size_text(total), tr("{0} free").format(size_text(free_bytes)))
        )
        self._show_rows()

    def saved_of(self, key: str) -> Saved | None:
        """Return the entry of a video."""
        return next((each for each in self._saved if each.key == key), None)

    def _show_rows(self) -> None:
        words = self.field.text().casefold().split()
        rows: list[RowContent] = []
        unfinished: list[RowContent] = []
        by = _SORTS[self.sort.index]
        found = list(self._saved)
        if by == "size":
            found.sort(key=lambda each: -(each.bytes or each.part_bytes))
        elif by == "date":
            dates = {each.key: each.info.saved_at if each.info else "" for each in found}
            found.sort(key=lambda each: dates[each.key], reverse=True)
        for each in found:
            key, title = each.key, self._titles.get(each.key)
            channel = each.info.channel if each.info is not None else ""
            text = f"{each.title} {title or ''} {channel} {key}".casefold()
            if not all(word in text for word in words):
                continue
            if each.bytes:
                picture, notes = self._thumbnails.get(key, ""), self._notes.get(key, 0)
                rows.append(_row(each, notes, picture, is_silent=key in self._silent))
            else:  # what is unfinished needs somebody: it comes first
                unfinished.append(_part_row(each, title or "", can_resume=title is not None))
        rows = [*reversed(unfinished), *rows]
        was_empty = not self.list.rows.rows
        self.list.set_rows(rows)
        self.stack.setCurrentIndex(0 if rows else 1)
        if was_empty and self._pane.page is self:
            self._pane.leave_tabs()
        if self.field.text().split():
            self.empty.show_words(tr("No results"), "", "search")
        else:
            self.empty.show_words(tr("No saved videos"), "", "library")


class LibraryActions(QObject):
    """The page of saved videos, and its actions."""

    changed = Signal()

    def __init__(
        self, context: Context, library: Library, notes: VideoNotes, downloads: Downloads
    ) -> None:
        window, jobs = context.window, context.get(JobsWindow)
        super().__init__(window)
        self._context, self._window, self._background = context, window, context.background
        self._session, self._notes, self._downloads = context.get(Session), notes, downloads
        self.library = library
        self._pane = jobs.pane
        self.page = page = SavedPage(jobs.pane, jobs.thumbnails)
        jobs.pane.add_saved(page)
        self.question = QuestionSheet(window)
        self._deleting = ""
        page.list.action_chosen.connect(self._on_action)
        page.add_button(tr("Save from playlist…"), lambda: window.actions_["list.open"].trigger())
        page.add_button(tr("Show in folder"), lambda: self.show_folder(self.library.root))
        self.question.answered.connect(self._on_delete_answered)

    def _on_action(self, key: str, action: str) -> None:
        library = self.library
        if action == "note":
            self._open_or_begin_note(key)
        elif action == "folder":
            self.show_folder(library.folder(key))
        elif action == "transcribe":
            self._transcribe(key)
        elif action == "clean":
            self.clean([key])
        elif action in ("resume", "complete"):
            self.resume(key)
        elif action == "again":
            self._delete(key, self.resume)
        elif action == "delete":
            saved = self.page.saved_of(key)
            self._deleting = key
            self.question.ask(
                tr("Delete saved video?"),
                tr(
                    "“{0}” and its subtitles will be deleted from this computer, freeing {1}. You "
                    "can't undo this. Your notes are kept."
                ).format(
                    saved.title if saved is not None else key,
                    size_text(saved.bytes + saved.part_bytes) if saved is not None else "–",
                ),
                ("keep", tr("Cancel")),
                ("delete", tr("Delete")),
                first="keep",
            )

    def _on_delete_answered(self, answer: str) -> None:
        key, self._deleting = self._deleting, ""
        if answer == "delete" and key:
            self._delete(key, self._on_deleted)

    def _delete(self, key: str, then: Callable[[str], None]) -> None:
        library = self.library
        self._background.run(
            f"delete {key}", lambda: library.delete(key), lambda _: then(key), self._fail
        )

    def clean(self, keys: Iterable[str]) -> None:
        """Delete what is half saved of these videos."""
        library, wanted = self.library, list(keys)
        self._background.run(
            f"clean {' '.join(wanted)}",
            lambda: library.clean(wanted),
            lambda _: self.changed.emit(),
        )

    def open_note(self, key: str) -> None:
        """Open a note about a video."""
        path = self._notes.of(key)
        if path is None:
            self._window.say(tr("No note in this vault is about that video."), brief=True)
            return
        self._pane.hide()
        self._session.open_note(path)

    def _open_or_begin_note(self, key: str) -> None:
        ref = self._ref_of(key)
        if ref is None or self._notes.of(key) is not None:
            self.open_note(key)
        else:
            self._pane.hide()
            self._context.get(Beginning).begin(ref)

    def resume(self, key: str) -> None:
        """Go on saving a video, or save what is missing of it."""
        item = self._downloads.item(key)
        if item is not None and (item.is_unfinished or item.can_resume):
            self._downloads.resume(key)
        else:
            ref = self._ref_of(key)
            if ref is not None:
                saved = self.page.saved_of(key)
                title = saved.info.title if saved is not None and saved.info is not None else ""
                self._downloads.add([(ref, title)])
        self.changed.emit()

    def _transcribe(self, key: str) -> None:
        saved = self.page.saved_of(key)
        if saved is None or saved.video is None:
            return
        duration_ms = saved.info.duration_ms if saved.info is not None else None
        wanted = Untranscribed(saved.video, saved.title, duration_ms, self._notes.of(key))
        self._pane.hide()
        self._context.get(Transcribing).ask_for(TranscribePlan((wanted,)))

    def _ref_of(self, key: str) -> VideoRef | None:
        """Return the address of a library video: from a note, or where it was saved from."""
        ref = self._notes.ref(key) or (VideoRef(key) if is_youtube_id(key) else None)
        saved = self.page.saved_of(key)
        info = saved.info if saved is not None else None
        if ref is None and info is not None and library_key(VideoRef(url=info.url)) == key:
            ref = VideoRef(url=info.url)
        return ref

    def _on_deleted(self, key: str) -> None:
        item = self._downloads.item(key)
        if item is not None and not item.is_unfinished:
            self._downloads.remove(key)
        self.changed.emit()
        note = self._session.note
        if note is not None and note.video is not None and library_key(note.video) == key:
            self._session.video.look()

    def show_folder(self, folder: Path) -> None:
        """Open a folder in the file manager."""
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            self._fail(MediaError(tr("“{0}” no longer exists.").format(folder.name)))

    def _fail(self, error: ViewerError) -> None:
        if self.page.isVisible():
            self.page.say(error.words())
        else:
            self._window.say(error.words())
