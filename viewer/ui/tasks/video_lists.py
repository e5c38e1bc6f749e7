"""Playlists and channels, as the user sees them: select, save, and make notes.

`VideoLists` connects the sheet, the child that reads the list, the queue of downloads and the
making of notes. GUI thread; disk access is in `Background`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from viewer.base.errors import MediaError, ViewerError
from viewer.base.translation import comma_list, sentences, tr, without_stop
from viewer.media.address import check_url, list_at
from viewer.media.ytdlp_failures import FailureKind
from viewer.media.ytdlp_listing import ListedVideo
from viewer.online.list_reader import ListReader
from viewer.online.lists import make_stub, noted_keys, take_back
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.sheet import passing_sheet
from viewer.ui.page.beginning import Beginning
from viewer.ui.page.editing import Editing
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.tasks.list_sheet import ChosenVideos, ListRow, ListSheet
from viewer.ui.tasks.save_sheet import WantedVideo
from viewer.ui.tasks.saving import Saving
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

_NAMED = 3  # titles of what failed, in one sentence


class Made(NamedTuple):
    """The notes that were made, and the failures."""

    notes: dict[str, Path]  # by the key of the video
    data: dict[Path, bytes]
    folder: Path | None  # that was made for them alone
    failed: dict[str, list[str]]  # why: the titles


class VideoLists(NoteFeature):
    """Opens playlists and channels."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._saving = context.get(Saving)
        self._beginning, self._editing = context.get(Beginning), context.get(Editing)
        self._url = ""  # of the list that is shown
        self._noted: dict[str, Path] = {}  # notes in the folder that is shown, by their videos
        self._asked: ChosenVideos | None = None  # waits until it was read what saving means
        self._number = 0  # of what was chosen, so that none takes the place of another
        self.reader = ListReader(context.folders.data, self)
        self.sheet = sheet = ListSheet(self._window, self._mark)
        self.reader.about.connect(sheet.show_about)
        self.reader.came.connect(sheet.add)
        self.reader.ended.connect(sheet.end)
        sheet.accepted.connect(self._on_accepted)
        sheet.stop.clicked.connect(self._on_stop)
        sheet.again.clicked.connect(self._on_again)
        sheet.folder_chosen.connect(self._look_in)
        sheet.size_wanted.connect(self._estimate)
        sheet.closed.connect(self.reader.stop)
        self._saving.known_changed.connect(self._on_known)
        self._saving.sheet.understood.connect(self._on_understood)
        # What was not understood is not done; "understood" comes right behind "closed".
        later = Qt.ConnectionType.QueuedConnection
        self._saving.sheet.closed.connect(self._on_not_understood, later)

    def open(self, url: str = "", folder: Path | None = None) -> None:
        """Show the list at `url`; without it that of the note, or ask for one.

        Notes go into `folder`, or the usual folder of new notes.
        """
        url = url or self._url_of_note()
        if not url:
            self._ask()
            return
        self.sheet.close_sheet()
        url = list_at(url) or url
        name = url.partition("://")[2].removeprefix("www.")
        self._url, folder = url, folder or self._beginning.folder()
        sheet, options, flag = self.sheet, self._saving.options(), self._state.flag
        sheet.forget()
        sheet.save.setChecked(flag("list/save", True))
        sheet.notes.setChecked(flag("list/notes", True))
        sheet.own_folder.setChecked(flag("list/own_folder", False))
        sheet.open_list(name, folder, options.height)
        self._saving.notes.look()
        self._look_in(folder)
        self._read()

    def close(self) -> None:
        """Stop reading."""
        self.reader.stop()

    def wait(self) -> None:
        """Wait for the child process."""
        self.reader.wait()

    def _url_of_note(self) -> str:
        """Return the list that the note names as its video, if it is known to be one."""
        note = self._session.note
        url = note.video.url if note is not None and note.video is not None else None
        failure = self._video.online.failure
        is_known = failure is not None and failure.kind is FailureKind.PLAYLIST
        return url if url and (is_known or list_at(url)) else ""

    def _ask(self) -> None:
        copied = QGuiApplication.clipboard().text().strip()
        passing_sheet(self._window).ask_line(
            without_stop(tr("Save from playlist or channel…")),
            tr("Paste a link to a playlist, a channel or another page with many videos."),
            tr("Show videos"),
            text=copied if list_at(copied) else "",
            why_not=self._why_no_address,
            then=self.open,
        )

    def _why_no_address(self, text: str) -> str:
        if not text:
            return tr("Paste a link to a playlist or channel.")
        try:
            check_url(text)
        except MediaError as error:
            return str(error)
        return ""

    def _look_in(self, folder: Path) -> None:
        self._noted = {}
        self._background.run("noted", lambda: noted_keys(folder), self._on_noted)

    def _on_noted(self, noted: dict[str, Path]) -> None:
        self._noted = noted
        self._on_known()

    def _read(self) -> None:
        self.reader.read(self._url, self._saving.options().cookies_from)

    # ------------------------------------------------------------------ while it is open

    def _mark(self, entry: ListedVideo) -> ListRow:
        saving, key = self._saving, entry.key
        item = saving.downloads.item(key)
        is_queued = item is not None and item.is_unfinished
        has_note = key in self._noted or saving.notes.of(key) is not None
        return ListRow(entry, saving.is_saved(key), is_queued, has_note)

    def _on_known(self) -> None:
        if self.sheet.isVisible():
            self.sheet.mark_again()

    def _on_stop(self) -> None:
        self.reader.stop()
        self.sheet.end(None, is_whole=False)
        self.sheet.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_again(self) -> None:
        self.sheet.begin(self.sheet.facts.title)
        self._read()
        self.sheet.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _estimate(self) -> None:
        chosen = self.sheet.chosen
        durations = [row.entry.duration_ms for row in chosen.to_save]
        self._saving.estimate("list", durations, chosen.height, self.sheet.show_estimate)

    # ------------------------------------------------------------------ what was chosen

    def _on_accepted(self) -> None:
        chosen = self.sheet.chosen
        self.sheet.close_sheet()
        if chosen.to_save and not self._state.flag("save/understood", False):
            self._asked = chosen
            self._saving.sheet.explain()
            return
        self._carry_out(chosen)

    def _on_understood(self) -> None:
        chosen, self._asked = self._asked, None
        if chosen is not None:
            self._carry_out(chosen)

    def _on_not_understood(self) -> None:
        chosen, self._asked = self._asked, None
        if chosen is not None:
            url = self._url
            again = NoticeButton(tr("Open list again"), "", lambda: self.open(url))
            self._window.say(tr("No videos saved and no notes created."), [again])

    def _carry_out(self, chosen: ChosenVideos) -> None:
        self._state.set("list/save", chosen.saves)
        self._state.set("list/notes", chosen.makes_notes)
        self._state.set("list/own_folder", self.sheet.own_folder.isChecked())
        self._saving.keep_height(chosen.height)
        wanted = [row.entry for row in chosen.to_note]
        if not wanted:
            self._finish(chosen, Made({}, {}, None, {}))
            return
        parent = chosen.folder.parent if chosen.is_own_folder else chosen.folder
        self._beginning.remember_folder(parent)
        template, folder = self._beginning.template(), chosen.folder
        if len(wanted) > 1:
            self._window.say(tr("Creating 1 note…|Creating %n notes…", "", len(wanted)), brief=True)
        self._number += 1
        self._background.run(
            f"notes of a list {self._number}",
            lambda: _make(wanted, folder, template, is_own_folder=chosen.is_own_folder),
            lambda made: self._finish(chosen, made),
        )

    def _finish(self, chosen: ChosenVideos, made: Made) -> None:
        if made.notes:
            self._vault.list_again()
        rows = chosen.to_save
        wanted = [
            WantedVideo(row.entry.ref, row.entry.title, row.entry.duration_ms) for row in rows
        ]
        refused = self._saving.save(wanted, made.notes)
        queued = [row.entry.key for row in rows]
        count = len(rows) - len(refused)
        words = []
        if made.notes:
            said = tr("Created 1 note in {0}.|Created %n notes in {0}.", "", len(made.notes))
            words.append(said.format(shown_folder(chosen.folder)))
        if count:
            words.append(tr("Saving 1 video…|Saving %n videos…", "", count))
        for why, titles in made.failed.items():
            words.append(tr("Couldn't create a note for {0}: {1}").format(_listed(titles), why))
        offers = []
        first = next(iter(made.notes.values()), None)
        if first is not None:
            offers.append(
                NoticeButton(tr("Open first note"), "", lambda: self._session.open_note(first))
            )
        if count:
            offers.append(NoticeButton(tr("Show progress"), "", self._saving.pane.open_tab))
        if made.notes or count:
            offers.append(self._editing.first.offer(lambda: self._take_back(made, queued)))
        self._window.say(sentences(*words), offers, stays=bool(made.failed))

    def _take_back(self, made: Made, queued: Sequence[str]) -> None:
        """Delete the notes that are unchanged, and stop saving their videos."""
        stopped = self._saving.take_back(queued)
        here = self._session.path
        data: Mapping[Path, bytes] = {p: each for p, each in made.data.items() if p != here}
        held = [path for path in made.data if path == here]

        def say(kept: Sequence[Path]) -> None:
            self._saving.notes.forget(made.notes)
            self._vault.list_again()
            gone = len(made.data) - len(kept) - len(held)
            words = [tr("Deleted 1 note.|Deleted %n notes.", "", gone)] if gone else []
            if stopped:
                words.append(tr("Stopped saving 1 video.|Stopped saving %n videos.", "", stopped))
            if kept or held:
                names = _listed([path.stem for path in (*kept, *held)])
                words.append(tr("Kept, because open or changed: {0}.").format(names))
            self._window.say(sentences(*words) or tr("Nothing to undo."))

        self._number += 1
        self._background.run(
            f"notes of a list {self._number}", lambda: take_back(data, made.folder), say
        )


def _make(
    entries: Sequence[ListedVideo], folder: Path, template: str, *, is_own_folder: bool
) -> Made:
    made = Made({}, {}, folder if is_own_folder and not folder.exists() else None, {})
    for entry in entries:
        try:
            path, data = make_stub(entry, folder, template)
        except ViewerError as error:
            made.failed.setdefault(error.words(), []).append(entry.title)
            continue
        made.notes[entry.key] = path
        made.data[path] = data
    return made


def _listed(titles: Sequence[str]) -> str:
    short = [title if len(title) <= 40 else f"{title[:39]}…" for title in titles[:_NAMED]]
    named = comma_list(tr("“{0}”").format(title) for title in short)
    more = len(titles) - _NAMED
    return tr("{0} and 1 more|{0} and %n more", "", more).format(named) if more > 0 else named
