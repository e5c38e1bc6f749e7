"""Beginning with a video: it plays at once, beside a note that is made with its first word.

Until then nothing of the note is written anywhere: it is planned, and whoever only looks leaves no
file behind. GUI thread.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from viewer import is_own_file
from viewer.errors import ViewerError
from viewer.notes.file import read_note
from viewer.notes.front_edit import new_note
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
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
        context.get(Editing).disk.made.connect(self._on_made)

    def begin(self, video: VideoRef, at_ms: int | None = None) -> None:
        """Play a video beside the note about it, or beside one that is made with its first word.

        The note that is known is the one that would have the name of the new one.
        """
        folder, title = self.folder(), title_of(video)
        known = named_after(folder, title)
        if known.is_file() and _is_about(known, video):
            self._session.open_note(known, at_ms)
        else:
            note = new_note(as_written(video, folder), title)
            self._session.plan_note(free_path(folder, title), note, at_ms)
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
