"""Saving videos for offline, as the user sees it: commands and results.

`Saving` connects the queue (`Downloads`), the library and the window. It owns the sheets about
saving, but not how a video is saved. GUI thread; disk access is in `Background`. Nothing is created
before the window has been painted, or it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices

from viewer.base.translation import phrase_list, sentences, tr
from viewer.media.address import is_list, is_youtube_id
from viewer.media.jobs import JobState
from viewer.media.library import Estimate, Library, Saved
from viewer.media.media import LIBRARY, Media, library_key
from viewer.media.transcript_files import captions_in
from viewer.online.download_queue import Downloads, FetchOptions, Refused
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.timers import once
from viewer.ui.tasks.download_rows import DownloadRows
from viewer.ui.tasks.library_actions import LibraryActions
from viewer.ui.tasks.save_sheet import CookiesSheet, SavePlan, SaveSheet, WantedVideo
from viewer.ui.tasks.transcribing import Transcribing
from viewer.ui.tasks.video_notes import VideoNotes, plan_of
from viewer.ui.vault.feed import VaultList
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.jobs_window import JobsWindow
from viewer.ui.window.settings import BROWSERS
from viewer.vault.names import shown_name

_LOOK_MS = 150


class Saving(NoteFeature):
    """Saving videos."""

    known_changed = Signal()  # which videos are saved, or being saved, or have a note

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._list = context.get(VaultList).view
        window = context.window
        background = context.background
        data = self._data = context.folders.data
        self.library = Library(self._library_root())
        self._saved: Mapping[str, Saved] = {}
        self.notes = VideoNotes(background, self._session.vault, self)
        self._retry_updated = ""  # what to try again with a newer yt-dlp
        self._cookies_for = ""
        self._plan = SavePlan(())
        self.downloads = Downloads(
            self.library.root, data, context.folders.state / "downloads.json", self.options, self
        )
        self._rows = DownloadRows(self.downloads)
        jobs = context.get(JobsWindow)
        self.pane, self.page = jobs.pane, jobs.pane.jobs
        self.sheet = SaveSheet(window)
        self.cookies = CookiesSheet(window)
        self.library_actions = LibraryActions(context, self.library, self.notes, self.downloads)
        self._looking = once(self, _LOOK_MS, self.look)
        context.get(Transcribing).transcribed.connect(lambda _: self._looking.start())
        self._connect()
        self._on_queue()
        self.look()

    def _connect(self) -> None:
        downloads = self.downloads
        downloads.done.connect(self._on_saved)
        downloads.failed.connect(self._on_failed)
        downloads.cleared.connect(self.library_actions.clean)
        downloads.queue_changed.connect(self._on_queue)
        downloads.updated.connect(self._on_updated)
        self.page.add(self._rows, self._on_download_action)
        self.sheet.save_wanted.connect(self._on_accepted)
        self.sheet.understood.connect(lambda: self._state.set("save/understood", True))
        self.sheet.height_changed.connect(self._estimate)
        self.sheet.library_wanted.connect(self.open_library)
        self.cookies.accepted.connect(lambda: self._on_cookies(self.cookies.browser))
        self.library_actions.changed.connect(self.look)
        self._settings.changed.connect(self._on_preference)
        self.notes.changed.connect(self.look)

    def toggle_downloads(self) -> None:
        """Show or hide Activity."""
        self.look()
        self.pane.toggle()

    def close(self) -> None:
        """Stop running downloads; they continue at the next start."""
        self._looking.stop()
        self.downloads.shutdown()

    # ------------------------------------------------------------------ what is so

    def _library_root(self) -> Path:
        chosen = self._settings.text("save/library")
        return Path(chosen) if chosen else self._data / "library"

    def _on_preference(self, key: str) -> None:
        if key == "save/library" and self._library_root() != self.library.root:
            before, library = self.library.root, Library(self._library_root())
            try:
                library.follow(before)
            except OSError as error:
                self._say(tr("Can't find videos in {0} any more: {1}").format(before, error))
            self.library = self.library_actions.library = library
            self.downloads.library = library.root
            self._video.set_library(library.root)
            self.look()

    def options(self) -> FetchOptions:
        """Return the settings for saving."""
        settings = self._settings
        browser = settings.text("save/cookies_browser")
        return FetchOptions(
            round(settings.number("save/height")),
            settings.languages(),
            browser if browser in BROWSERS else "",
        )

    def look(self) -> None:
        """Read the library on a thread, and show it."""
        library = self.library
        self._background.run(
            "library", lambda: _look(library), lambda found: self._on_looked(*found)
        )

    def _on_looked(
        self,
        saved: Sequence[Saved],
        thumbnails: Mapping[str, str],
        silent: frozenset[str],
        free_bytes: int,
    ) -> None:
        self._saved = {each.key: each for each in saved if each.is_whole}
        self._list.set_video_titles(
            {key: each.title for key, each in self._saved.items() if each.title}
        )
        items = {item.key: item for item in self.downloads.items()}
        if self._saved or items:
            self.notes.look()
        shown, titles, notes = [], {}, {}
        for each in saved:
            key, item = each.key, items.get(each.key)
            names = self.notes.in_vault(key)
            notes[key] = len(names)
            if each.bytes:
                shown.append(each)
            elif item is None or not item.is_going:
                shown.append(each)
                if item is not None:
                    titles[key] = item.title
                elif names or is_youtube_id(key):
                    titles[key] = shown_name(names[0]) if names else key
        self.library_actions.page.show_saved(shown, thumbnails, free_bytes, notes, titles, silent)
        marked = [note for key in self._saved for note in self.notes.in_vault(key)]
        self._list.set_saved(frozenset(marked))
        self.page.set_with_note(self._rows, self.notes.keys)
        self.known_changed.emit()

    def is_saved(self, key: str) -> bool:
        """Return whether a complete video is in the library."""
        return key in self._saved

    # ------------------------------------------------------------------ asking

    def save_video(self) -> None:
        """Ask whether to save the video of the open note."""
        note, path = self._session.note, self._session.path
        if note is None or path is None:
            return
        video, say = note.video, self._window.say
        key = library_key(video) if video is not None else None
        if video is None or key is None:
            say(tr("This note has no online video."), brief=True)
            return
        media = self._video.media
        if key in self._saved or (isinstance(media, Media) and media.source is LIBRARY):
            saved, actions = self._saved.get(key), self.library_actions
            offer = NoticeButton(tr("Show saved videos"), "", self.open_library)
            words = tr("This video is already saved.")
            if saved is not None and saved.info is not None and saved.info.missing:
                words = tr("This video is saved. Missing: {0}")
                words = words.format(phrase_list(saved.info.missing))
                offer = NoticeButton(tr("Save the rest"), "", partial(actions.resume, key))
            say(words, [offer])
            return
        item = self.downloads.item(key)
        if item is not None and item.is_unfinished:
            self.downloads.resume(key)
            self.pane.open_tab()
            return
        if is_list(video):
            self._context.run("list.open", video.url)
            return
        title = note.title or shown_name(path.name)
        self.notes.put({key: path})
        self._ask(SavePlan((WantedVideo(video, title, self._video.duration_ms),)))

    def save_note(self) -> None:
        """Ask whether to save all videos of the open note."""
        path = self._session.path
        if path is not None and not self._session.is_planned:
            self.save_notes([path])

    def save_notes(self, notes: Sequence[Path] | None = None) -> None:
        """Ask whether to save the videos of these notes, or of those selected in the list."""
        chosen = self._list.chosen_notes() if notes is None else notes
        if not chosen:
            self._window.say(tr("Select notes in the list first."), brief=True)
            return
        saved = frozenset(self._saved)
        queued = frozenset(item.key for item in self.downloads.items() if item.is_unfinished)
        self._background.run(
            "save plan", lambda: plan_of(chosen, saved, queued), lambda made: self._on_plan(*made)
        )

    def _on_plan(self, plan: SavePlan, note_of: Mapping[str, Path]) -> None:
        if not plan.videos:
            words = tr("These notes have no videos left to save.")
            if plan.without and not (plan.saved or plan.queued):
                words = tr("These notes have no online videos.")
            self._window.say(words, brief=True)
            return
        self.notes.put(note_of)
        self._ask(plan)

    def _ask(self, plan: SavePlan) -> None:
        self._plan = plan
        is_first = not self._state.flag("save/understood", False)
        self.sheet.ask_for(plan, self.library.root, self.options().height, first_use=is_first)

    def _estimate(self, height: int) -> None:
        durations = [wanted.duration_ms for wanted in self._plan.videos]
        self.sheet.show_estimate(None)
        self.estimate("save", durations, height, self.sheet.show_estimate)

    def estimate(
        self,
        asker: str,
        durations: Sequence[int | None],
        height: int,
        show: Callable[[Estimate], None],
    ) -> None:
        """Estimate the size of videos of these lengths in ms; each `asker` sees only its newest."""
        library = self.library
        # What is being saved already has the first claim on the room.
        items = [item for item in self.downloads.items() if item.is_unfinished]
        pending = sum(max(0, (item.total or 0) - item.bytes) for item in items)
        self._background.run(
            f"estimate.{asker}",
            lambda: library.estimate(durations, height),
            lambda estimate: show(
                replace(estimate, free_bytes=max(0, estimate.free_bytes - pending))
            ),
        )

    def _on_accepted(self) -> None:
        self.keep_height(self.sheet.heights.height_)
        plan = self._plan
        refused = self.save(plan.videos)
        count = len(plan.videos) - len(refused)
        say = self._window.say
        if refused:
            say(refused[0].failure.text)
        elif count:
            words = tr("Saving 1 video…|Saving %n videos…", "", count)
            say(words, [NoticeButton(tr("Show progress"), "", self.pane.open_tab)])

    def save(
        self, videos: Sequence[WantedVideo], notes: Mapping[str, Path] | None = None
    ) -> list[Refused]:
        """Queue videos, with `notes` made about them by key; return the refused ones."""
        self.notes.look()
        self.notes.put(notes or {})
        refused = self.downloads.add([(wanted.ref, wanted.title) for wanted in videos])
        self.known_changed.emit()
        return refused

    def keep_height(self, height: int) -> None:
        """Use this quality for saving from now on."""
        self._settings.set("save/height", height)

    def take_back(self, keys: Iterable[str]) -> int:
        """Remove these unfinished videos from the queue; return how many there were."""
        items = [self.downloads.item(key) for key in keys]
        gone = [item.key for item in items if item is not None and item.is_unfinished]
        for key in gone:
            self.downloads.remove(key)
        return len(gone)

    # ------------------------------------------------------------------ what comes of it

    def _on_saved(self, key: str) -> None:
        self._looking.start()
        item = self.downloads.item(key)
        note = self._session.note
        missing = item.missing if item is not None else ()
        video = note.video if note is not None else None
        is_here = video is not None and library_key(video) == key
        if is_here:
            self._video.take_saved_copy()
        words = tr("Saved “{0}”.").format(item.title if item is not None else key)
        if missing:
            offer = NoticeButton(tr("Try again"), "", lambda: self.downloads.resume(key))
            left_out = tr("Missing: {0}").format(phrase_list(missing))
            self._window.say(sentences(words, left_out), [offer])
        elif is_here or not self._window.notice.offers:  # what waits for an answer stays
            self._window.say(words, brief=True)

    def _on_failed(self, key: str) -> None:
        item = self.downloads.item(key)
        if item is not None and item.failure is not None and not self.pane.isVisible():
            words = tr("Couldn't save “{0}”. {1}").format(item.title, item.failure.words)
            self._window.say(words, [NoticeButton(tr("Show details"), "", self.pane.open_tab)])

    def _on_queue(self) -> None:
        saving = {
            item.key: "going" if item.is_going else item.state.value
            for item in self.downloads.items()
            if item.state not in (JobState.DONE, JobState.CANCELLED)
        }
        if saving != self._video.pages.saving:
            self._video.pages.saving = saving
            self._video.show_page()

    # ------------------------------------------------------------------ the pane

    def _on_download_action(self, key: str, action: str) -> None:
        item = self.downloads.item(key)
        if item is None:
            return
        if action == "note":
            self.library_actions.open_note(key)
        elif action == "folder":
            self.library_actions.show_folder(
                Path(item.path).parent if item.path else self.library.folder(key)
            )
        elif action == "step.saved":
            self.open_library()
        elif action == "step.browser":
            self._open_in_browser(key, item.url)
        elif action == "step.list":
            self._context.run("list.open", item.url)
        elif action == "step.cookies":
            self._cookies_for = key
            self.cookies.ask_for(self._settings.text("save/cookies_browser"))
        elif action == "step.update":
            self._retry_updated = key
            self.update_yt_dlp()

    def _open_in_browser(self, key: str, url: str) -> None:
        note = self._session.note
        video = note.video if note is not None else None
        if video is not None and library_key(video) == key:
            self._window.actions_["video.browser"].trigger()
        else:
            QDesktopServices.openUrl(QUrl(url))

    def _on_cookies(self, browser: str) -> None:
        self._settings.set("save/cookies_browser", browser)
        self.downloads.resume(self._cookies_for)
        self.downloads.resume_all()  # the others were held for the same reason

    # ------------------------------------------------------------------ a newer yt-dlp

    def update_yt_dlp(self) -> None:
        """Get the newest yt-dlp, and report the result."""
        self._say(tr("Updating yt-dlp…"))
        self.downloads.update_yt_dlp()

    def _on_updated(self, well: bool, words: str) -> None:
        key, self._retry_updated = self._retry_updated, ""
        if well and key:
            self.downloads.resume(key)
            words = tr("{0} Trying again.").format(words)
        elif not well and not words:
            words = tr("Couldn't update yt-dlp. Try again later.")
        self._say(words)

    def _say(self, words: str) -> None:
        if self.pane.isVisible():
            self.pane.page.say(words)
        else:
            self._window.say(words)

    def open_library(self) -> None:
        self.pane.open_tab("saved")
        self.look()


def _look(library: Library) -> tuple[list[Saved], dict[str, str], frozenset[str], int]:
    saved = library.saved()
    thumbnails = {each.key: str(each.thumbnail or "") for each in saved}
    silent = frozenset(
        each.key for each in saved if each.is_whole and not any(captions_in(each.folder, 1))
    )
    return saved, thumbnails, silent, library.free_bytes()
