"""Start from a video: it plays at once, next to a note that is created at its first word.

Until then the note is only planned: nothing is written, so just watching leaves no file behind. GUI
thread.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QTimer

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.media.address import is_list, list_at
from viewer.media.brought import time_in
from viewer.media.media import Media
from viewer.notes.draft import make_folder
from viewer.notes.file import read_note
from viewer.notes.merge import merge
from viewer.notes.model import VideoFacts, VideoRef
from viewer.notes.new_file import free_path, named_after, write_new
from viewer.notes.note import Note
from viewer.notes.real_path import real_path
from viewer.notes.template import USUAL, fill
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.page.editing import Editing
from viewer.ui.page.notes_folder import default_notes_folder, shown_folder
from viewer.ui.page.page import NotePage
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

if TYPE_CHECKING:
    from viewer.ui.page.new_note_sheet import NewNoteSheet


class Beginning(NoteFeature):
    """Opens videos that have no note yet, and makes notes about them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing, self._page = context.get(Editing), context.get(NotePage)
        self._disk = self._editing.disk
        self._disk.made.connect(self._on_made)
        # The video that a note was begun about here, and the bytes that it was begun with.
        self._begun: tuple[VideoRef, bytes] | None = None
        self.is_another = False  # whether the user asked for one more note about the video
        self._facts = VideoFacts()  # of the video that is open
        self._sheet: NewNoteSheet | None = None
        self._session.leaving.connect(self._forget)

    def begin(self, video: VideoRef, at_ms: int | None = None) -> None:
        """Play a video next to its note, or next to one that is created at its first word.

        A known note is one with the name that the new one would get. For a playlist or channel the
        videos are offered.
        """
        if is_list(video):
            if self._session.note is None and self._page.pane.pages.page is None:
                self._context.trigger("start")
            # Once the window is shown, at the start.
            QTimer.singleShot(0, self, lambda: self._context.run("list.open", video.url))
            return
        folder, title = self.folder(video), title_of(video)
        at_ms = time_in(video) if at_ms is None else at_ms
        known = named_after(folder, title)
        self._disk.finish_leaving(known)  # it may have been begun, and left a moment ago
        if known.is_file() and _is_about(known, video):
            self._session.open_note(known, at_ms)
            self._video.plays_when_open = True
        else:
            self._plan(video, folder, title, at_ms)
        self._offer_list(video)

    def _offer_list(self, video: VideoRef) -> None:
        url = list_at(video.url or "")
        if not url:
            return
        words = tr("This link is also part of a playlist.")
        choose = NoticeButton(tr("Choose videos…"), "", lambda: self._context.run("list.open", url))
        # Once the note is shown: what was said before goes with the one that is left.
        QTimer.singleShot(0, self, lambda: self._window.say(words, [choose]))

    def begin_another(self) -> None:
        """Plan another note about the video of the current note."""
        session = self._session
        note, path, media = session.note, session.path, self._video.media
        video = note.video if note is not None else None
        if video is None or path is None:
            self._window.say(tr("This note has no video."), brief=True)
            return
        if video.path is not None:
            file = media.path if isinstance(media, Media) else path.parent / video.path
            video = replace(video, path=str(file))
        known = self._facts if self._facts.title else VideoFacts(title_of(video))
        self._plan(video, self.folder(), known.title, None)
        self.is_another = True

    def ask(self, title: str = "", folder: Path | None = None) -> None:
        """Ask for a video and a title, perhaps with a suggested one; make a note about it.

        It goes into `folder`, by default the usual folder of new notes.
        """
        if self._sheet is None:
            from viewer.ui.page.new_note_sheet import NewNoteSheet  # not at the start

            self._sheet = NewNoteSheet(self._window, title_of)
            self._sheet.wanted.connect(self._make)
        self._sheet.ask_for(folder or self.folder(), self._session.files_folder, title)

    def _make(self, video: VideoRef, title: str, folder: Path) -> None:
        if is_list(video):
            self._context.run("list.open", video.url, folder)
            return
        folder = real_path(folder)
        video = as_written(video, folder)
        data = self._filled(video, VideoFacts(title))
        try:
            make_folder(folder)
            path = write_new(folder, title, data)
        except ViewerError as error:
            self._window.say(error.words())
            return
        self.remember_folder(folder)
        self._session.open_note(path)
        self._begun = video, data
        self._video.plays_when_open = True
        self._offer_list(video)

    def remember_folder(self, folder: Path) -> None:
        """Suggest the folder of the user's first notes for the next ones."""
        if not self._settings.text("vault/notes") and self._session.folder is None:
            self._settings.set("vault/notes", str(folder))

    def _plan(self, video: VideoRef, folder: Path, title: str, at_ms: int | None) -> None:
        video = as_written(video, folder)
        data = self._filled(video, VideoFacts(title))
        self._session.plan_note(free_path(folder, title), data, at_ms)
        self._begun = video, data
        self._video.plays_when_open = True

    def folder(self, video: VideoRef | None = None) -> Path:
        """Return the folder for new notes; it may not exist yet.

        If no note or folder is open, and none was chosen, that is the vault of the file of `video`.
        """
        here = self._session.folder
        if here is not None:
            return here
        chosen = self._settings.text("vault/notes")
        if chosen:
            return real_path(Path(chosen))
        if video is not None and video.path is not None:
            file = Path(video.path)
            around = self._vault.of(file)
            if around is not None:
                return around
        vaults = (vault.path for vault in self._state.recent_vaults() if vault.path.is_dir())
        return next(vaults, default_notes_folder())

    def describe(self, facts: VideoFacts) -> None:
        """Add what is known of its video to the note that was started here.

        What the user wrote meanwhile stays; while the note has no file, it gets the title's name.
        """
        self._facts = facts
        path, draft = self._session.path, self._editing.draft
        if self._begun is None or draft is None or path is None:
            return
        video, before = self._begun
        title = Note.parse(before).title
        if not facts.title or title not in (None, title_of(video)):
            facts = replace(facts, title=title or title_of(video))
        after = self._filled(video, facts)
        merged = merge(before, draft.data, after)
        if merged.conflicts or after == before:
            return
        self._begun = video, after
        first = named_after(path.parent, facts.title)
        is_named = path.stem.startswith(first.stem)
        path = path if is_named else free_path(path.parent, facts.title)
        self._editing.begin_again(path, after, merged.text({}))

    def _filled(self, video: VideoRef, facts: VideoFacts) -> bytes:
        return fill(self.template(), video, facts, date.today().isoformat())

    def template(self) -> str:
        """Return the user's template for new notes, if it can be used."""
        name, root = self._settings.text("edit/template"), self._vault.root
        if name:
            path = Path(os.path.expanduser(name))  # noqa: PTH111 (raises nothing)
            try:
                template = read_note(path if root is None else root / path).decode()
                fill(template, VideoRef("abcdefghijk"), VideoFacts("Title"))
                return template
            except (ViewerError, UnicodeDecodeError) as error:
                words = tr("The template for new notes can't be used: {0}")
                # Once the note is shown: what was said before goes with the one that is left.
                QTimer.singleShot(0, self, partial(self._window.say, words.format(error)))
        return USUAL

    def _forget(self) -> None:
        self._begun, self.is_another = None, False

    def _on_made(self, path: Path) -> None:
        self._session.note_made(path)
        here = self._session.path
        if here is not None and not self._session.is_planned:
            self._state.add_recent_note(here)  # it was made as it was left for this one
        words = tr("Note created: “{0}” in {1}")
        self._window.say(words.format(path.name, shown_folder(path.parent)), brief=True)


def title_of(video: VideoRef) -> str:
    """Return the title of a note about a video until more is known."""
    if video.path is not None:
        return Path(video.path).stem
    parts = urlsplit(video.url or "")
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return video.video_id or Path(last).stem or parts.hostname or "note"


def as_written(video: VideoRef, folder: Path) -> VideoRef:
    """Return a video as a note in `folder` names it: a file below it by relative path."""
    if video.path is not None and Path(video.path).is_relative_to(folder):
        return replace(video, path=Path(video.path).relative_to(folder).as_posix())
    return video


def _is_about(path: Path, video: VideoRef) -> bool:
    try:
        found = Note.parse(read_note(path)).video
    except ViewerError:
        return False
    if found is None:
        return False
    if video.path is not None:
        return found.path is not None and path.parent / found.path == Path(video.path)
    return found.video_id == video.video_id if video.video_id else found.url == video.url
