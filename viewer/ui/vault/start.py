"""The start page, shown while no note is open, with recent notes and videos.

A note is remembered with its video, once found; a video without a written note is remembered, too,
and opened again next to a planned note. GUI thread.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from viewer.base.errors import MediaError, ViewerError
from viewer.base.translation import tr
from viewer.media.brought import video_brought
from viewer.media.media import Media, is_file, media_files
from viewer.notes.file import read_note
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.real_path import real_path
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.page.beginning import Beginning
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.page.page import NotePage
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.state import RecentVideo, State
from viewer.vault.names import shown_name

if TYPE_CHECKING:
    from viewer.ui.vault.start_page import Recent, StartPage

Recents = Mapping[Path | RecentVideo, str]  # each with its title, the latest first
_MOST = 12  # rows
_MOST_VIDEOS = 200  # of a folder; whoever has more opens them from the disk


def recent(state: State) -> list[Path | RecentVideo]:
    """Return the recent notes, and videos without a note, latest first."""
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
    """Return the titles of those that still exist. Waits for the disk, which may be asleep.

    Notes `known` by another title are not read; here they have their file names.
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
    """Return their titles as far as known without reading their files."""
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


class Start(NoteFeature):
    """Remembers recent notes and videos, and offers them again."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._beginning = context.get(Beginning)
        self._pane = context.get(NotePage).pane
        self._page: StartPage | None = None
        self._session.made.connect(self._remember)
        self._pane.page_shown.connect(self._show_recent)
        self._video.on_looked_for(self._remember)
        self._show_recent(not self._pane.pages.isHidden())

    def show(self) -> None:
        """Close the note, and show the start page."""
        title, before = tr("Start with a video"), self._pane.pages.page
        if self._session.note is None and before is not None and before.title == title:
            return
        self._session.close_note()
        self._pane.show_page(
            Placeholder(
                title,
                tr("Drop a video here, or paste its link."),
                buttons=(
                    (tr("New note…"), "note.new"),
                    (tr("Open…"), "note.open"),
                    (tr("Open folder…"), "folder.open"),
                    (tr("Tour"), "tour"),
                ),
                icon="file-video",
            )
        )

    def wait(self) -> None:
        """Stop decoding frames."""
        if self._page is not None:
            self._page.list.frames.shutdown()

    # ------------------------------------------------------------------ what was open

    def _remember(self) -> None:
        session = self._session
        note, path, media = session.note, session.path, self._video.media
        video = note.video if note is not None else None
        if path is None or note is None or media is None:
            return
        file = media.path if isinstance(media, Media) else None
        address = str(file) if file is not None else ""
        if video is not None and not (video.path and file):
            address = video.url or video.video_id or address
        if not address:
            return
        title = note.title or shown_name(path.name)
        made = None if session.is_planned else path
        key = (video.video_id if video is not None else None) or str(file or address)
        self._state.add_recent_video(RecentVideo(address, title, made, file, key))

    def _open(self, note: Path | None, video: str) -> None:
        if note is not None:
            self._session.open_note(note, video=_ref(video) if video else None)
            return
        try:
            self._beginning.begin(video_brought(video))
        except MediaError as error:
            self._window.say(error.words())

    # ------------------------------------------------------------------ the page

    def _show_recent(self, shown: bool) -> None:
        if not shown:
            return
        if self._page is None:
            from viewer.ui.vault.start_page import StartPage  # not at the start

            self._page = StartPage()
            self._page.list.chosen.connect(lambda row: self._open(row.note, row.video))
            self._pane.put_below(self._page)
        files = self._vault.files
        if files is not None and not files.notes:
            self._background.run(
                "recent",
                lambda: list(islice(media_files(files.root, 1), _MOST_VIDEOS)),
                partial(self._show_videos, files.root),
            )
            return
        self._list_recent()

    def _show_videos(self, root: Path, videos: Sequence[Path]) -> None:
        from viewer.ui.vault.start_page import Recent

        if self._page is None or not videos:
            self._list_recent()
            return
        words = tr("1 video in “{0}”|%n videos in “{0}”", "", len(videos)).format(root.name)
        where = tr("new note about it")
        rows = [Recent(None, str(file), file.stem, where, file, 0) for file in videos]
        self._page.show_rows(rows, words)

    def _list_recent(self) -> None:
        entries = list(recent(self._state))[:_MOST]
        self._show_rows(guessed_titles(self._state, entries))
        # Not here: a drive that sleeps, or a network that is gone, makes it wait.
        self._background.run("recent", lambda: titles_of(entries), self._show_rows)

    def _show_rows(self, titles: Recents) -> None:
        if self._page is not None:
            by_note = {one.note: one for one in self._state.recent_videos() if one.note is not None}
            self._page.show_rows([self._row(*each, by_note) for each in titles.items()])

    def _row(
        self, entry: Path | RecentVideo, title: str, by_note: Mapping[Path, RecentVideo]
    ) -> Recent:
        from viewer.ui.vault.start_page import Recent

        if isinstance(entry, RecentVideo):
            note, where = None, tr("no note yet") + "  ·  " + place_of(entry)
        else:
            note, where = entry, shown_folder(entry.parent)
        video = entry if isinstance(entry, RecentVideo) else by_note.get(entry)
        if video is None:
            return Recent(note, "", title, where, None, 0)
        return Recent(
            note, video.video, title, where, video.file, self._state.position_ms(video.key)
        )


def _ref(video: str) -> VideoRef:
    if "://" in video:
        return VideoRef(url=video)
    path = Path(video)
    return VideoRef(path=path.name) if path.is_absolute() else VideoRef(video_id=video)
