"""Beginning with a video: it plays at once, beside a note that is made with its first word.

Until then nothing of the note is written anywhere: it is planned, and whoever only looks leaves no
file behind. GUI thread.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PySide6.QtCore import QTimer

from viewer import is_own_file
from viewer.errors import ViewerError
from viewer.notes.file import read_note
from viewer.notes.merge import merge
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.template import USUAL, VideoFacts, fill
from viewer.ui.editing.editing import Editing
from viewer.ui.editing.notes_folder import default_notes_folder, shown_folder
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature

# What no file system of the three takes in a name.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MOST_CHARACTERS = 100


class Beginning(Feature):
    """Opens videos for which there is no note yet."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._session = context.window, context.get(Session)
        self._settings, self._state = context.settings, context.state
        self._editing = context.get(Editing)
        self._editing.disk.made.connect(self._on_made)
        # The video that a note was begun about here, and the bytes that it was begun with.
        self._begun: tuple[VideoRef, bytes] | None = None
        self._session.leaving.connect(self._forget)

    def begin(self, video: VideoRef, at_ms: int | None = None) -> None:
        """Play a video beside the note about it, or beside one that is made with its first word.

        The note that is known is the one that would have the name of the new one.
        """
        folder, title = self.folder(), title_of(video)
        known = named_after(folder, title)
        if known.is_file() and _is_about(known, video):
            self._session.open_note(known, at_ms)
        else:
            video = as_written(video, folder)
            data = self._filled(video, VideoFacts(title))
            self._session.plan_note(free_path(folder, title), data, at_ms)
            self._begun = video, data
        self._session.video.play_when_open()

    def folder(self) -> Path:
        """Give the folder that new notes go to now; it may have to be made."""
        session = self._session
        here = session.path.parent if session.path is not None else session.root
        if here is not None and not is_own_file(here):
            return here
        chosen = self._settings.text("vault/notes")
        vaults = (vault.path for vault in self._state.recent_vaults() if vault.path.is_dir())
        return Path(chosen) if chosen else next(vaults, default_notes_folder())

    def describe(self, facts: VideoFacts) -> None:
        """Have the note that was begun here say what is known of its video by now.

        What a person wrote meanwhile stays; while the note has no file, it gets the title's name.
        """
        path, draft = self._session.path, self._editing.draft
        if self._begun is None or draft is None or path is None:
            return
        video, before = self._begun
        facts = facts if facts.title else replace(facts, title=title_of(video))
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
        """Give the first bytes of a note, by the template that a person chose."""
        name, root, today = (
            self._settings.text("edit/template"),
            self._session.root,
            date.today().isoformat(),
        )
        if name:
            path = Path(name).expanduser()
            try:
                template = read_note(path if root is None else root / path).decode()
                return fill(template, video, facts, today)
            except (ViewerError, UnicodeDecodeError) as error:
                words = self.tr("The template of new notes cannot be used: {0}")
                # Once the note is shown: what was said before goes with the one that is left.
                QTimer.singleShot(0, self, partial(self._window.say, words.format(error)))
        return fill(USUAL, video, facts, today)

    def _forget(self) -> None:
        self._begun = None

    def _on_made(self, path: Path) -> None:
        self._session.note_made(path)
        words = self.tr("The note is made: “{0}” in {1}")
        self._window.say(words.format(path.name, shown_folder(path.parent)), brief=True)


def title_of(video: VideoRef) -> str:
    """Give what a note about a video is called until more is known of it."""
    if video.path is not None:
        return Path(video.path).stem
    parts = urlsplit(video.url or "")
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    return video.video_id or Path(last).stem or parts.hostname or "note"


def as_written(video: VideoRef, folder: Path) -> VideoRef:
    """Give a video as a note in `folder` names it: a file that lies below, from there."""
    if video.path is not None and Path(video.path).is_relative_to(folder):
        return replace(video, path=Path(video.path).relative_to(folder).as_posix())
    return video


def named_after(folder: Path, title: str) -> Path:
    """Give the path in `folder` of a note with this title."""
    words = " ".join(_UNFIT.sub(" ", title).split())
    stem = words.strip(" .")[:_MOST_CHARACTERS].strip(" .") or "note"
    return folder / f"{stem}.md"


def free_path(folder: Path, title: str) -> Path:
    """Give a path in `folder` named after `title` at which there is no file yet."""
    first = path = named_after(folder, title)
    number = 2
    while path.exists():
        path = first.with_name(f"{first.stem} {number}.md")
        number += 1
    return path


def _is_about(path: Path, video: VideoRef) -> bool:
    """Say whether the note at `path` names this video."""
    try:
        found = Note.parse(read_note(path)).video
    except ViewerError:
        return False
    if found is None:
        return False
    if video.path is not None:
        return found.path is not None and path.parent / found.path == Path(video.path)
    return found.video_id == video.video_id if video.video_id else found.url == video.url
