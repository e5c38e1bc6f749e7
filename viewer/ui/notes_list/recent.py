"""What was open lately, notes and videos in one order, as the start page and Open… list it. No Qt.

Titles of notes outside the vault are read from their files: keep that off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from viewer.errors import ViewerError
from viewer.notes.file import read_note
from viewer.notes.note import Note
from viewer.notes.real_path import real_path
from viewer.ui.editing.notes_folder import shown_folder
from viewer.ui.shell.state import RecentVideo, State
from viewer.vault.names import shown_name
from viewer.video.media import is_file

Recents = Mapping[Path | RecentVideo, str]  # each with its title, the latest first


def recent(state: State) -> list[Path | RecentVideo]:
    """Return the notes that were open, and the videos without one, the latest first."""
    entries: list[Path | RecentVideo] = list(state.recent_notes())
    at = 0  # both lists have an order, but no times: a video stands behind the one before it
    for video in state.recent_videos():
        if video.note is None:
            entries.insert(at, video)
            at += 1
        elif video.note in entries:
            at = entries.index(video.note) + 1
    return entries


def titles_of(
    entries: Iterable[Path | RecentVideo], known: Collection[Path | RecentVideo] = ()
) -> Recents:
    """Return the titles of those that are still there. Waits for the disk, which may be asleep.

    Notes that are `known` by another title are not read; they have the names of their files here.
    """
    titles: dict[Path | RecentVideo, str] = {}
    for entry in entries:
        if isinstance(entry, RecentVideo):
            if entry.file is None or is_file(entry.file):
                titles[entry] = entry.title
        elif is_file(entry) and (path := real_path(entry)) not in titles:
            try:
                title = None if entry in known else Note.parse(read_note(entry)).title
            except ViewerError:
                title = None
            titles[path] = title or shown_name(path.name)
    return titles


def guessed_titles(state: State, entries: Iterable[Path | RecentVideo]) -> Recents:
    """Return what they are called, as far as is known without a look at their files."""
    known = {one.note: one.title for one in state.recent_videos()}
    return {
        one: one.title if isinstance(one, RecentVideo) else known.get(one) or shown_name(one.name)
        for one in entries
    }


def place_of(video: RecentVideo) -> str:
    """Return where a video is, in a few words."""
    if video.file is not None:
        return shown_folder(video.file)
    return urlsplit(video.video).hostname or video.video
