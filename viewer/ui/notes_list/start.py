"""Where to begin: the page that is shown while no note is open, and what was open lately.

A note is remembered with its video when that is found; a video for which nothing was written is
remembered too, and opened again beside a note that is made with its first word. GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from viewer import is_own_file
from viewer.errors import MediaError
from viewer.notes.model import VideoRef
from viewer.ui.editing.beginning import Beginning
from viewer.ui.editing.notes_folder import shown_folder
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.note.page import NotePage
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Act, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.ui.shell.state import RecentVideo
from viewer.vault.names import shown_name
from viewer.video.brought import video_brought
from viewer.video.media import Media, is_file

if TYPE_CHECKING:
    from viewer.ui.notes_list.start_page import Recent, StartPage

_MOST = 12  # rows


class Start(Feature):
    """Remembers what was open, and offers it again."""

    ACTIONS = listed(
        In("View"),
        Act("start", "Start page · Open start page", 25, "Alt+Home", "show"),
        In(""),
        Act("video.recent", "Recent videos…", 0, "", "ask_recent"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._session, self._state = (
            context.window,
            context.get(Session),
            context.state,
        )
        self._background, self._beginning = context.background, context.get(Beginning)
        self._pane = context.get(NotePage).pane
        self._page: StartPage | None = None
        self._session.video.looked_for.connect(self._remember)
        self._session.made.connect(self._remember)
        self._pane.page_shown.connect(self._show_recent)

    def show(self) -> None:
        """Close the note, and show where to begin."""
        title, before = self.tr("Begin with a video"), self._pane.pages.page
        if self._session.note is None and before is not None and before.title == title:
            self._window.say(self.tr("This is the start page."), brief=True)
            return
        if self._session.note is None and self._pane.pages.isVisible():
            self._window.say(self.tr("No note is open: begin here."), brief=True)
        self._session.close_note()
        self._pane.show_page(
            Placeholder(
                title,
                self.tr("Drop one here, or paste its address. You write beside it."),
                buttons=(
                    (self.tr("New note from a video or link…"), "note.new"),
                    (self.tr("Open a video…"), "video.open"),
                    (self.tr("Open a folder…"), "folder.open"),
                    (self.tr("The tour"), "tour"),
                ),
                icon="file-video",
            )
        )

    def ask_recent(self) -> None:
        """Offer the videos that were open, the latest first."""
        from viewer.ui.kit.palette import Row  # not at the start

        videos = self._state.recent_videos()
        rows = [
            Row(number, one.title, _where(one), self.tr("no note yet") if one.note is None else "")
            for number, one in enumerate(videos)
        ]
        if not rows:
            self._window.say(self.tr("No video was open yet."), brief=True)
            return

        def choose(key: object) -> None:
            assert isinstance(key, int)
            self._open(videos[key].note, videos[key].video)

        self._window.palette_.open(rows, self.tr("Go to a recent video"), choose)

    def wait(self) -> None:
        """End what decodes the frames."""
        if self._page is not None:
            self._page.list.frames.shutdown()

    # ------------------------------------------------------------------ what was open

    def _remember(self) -> None:
        session = self._session
        note, path, media = session.note, session.path, session.video.media
        video = note.video if note is not None else None
        if path is None or note is None or media is None or is_own_file(path):
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
        if note is not None and is_file(note):
            self._session.open_note(note, video=_ref(video))
            return
        try:
            self._beginning.begin(video_brought(video))
        except MediaError as error:
            self._window.say(error.words())

    # ------------------------------------------------------------------ the page

    def _show_recent(self, shown: bool) -> None:
        """List below a page without a note what was open lately."""
        if not shown:
            return
        if self._page is None:
            from viewer.ui.notes_list.start_page import StartPage  # not at the start

            self._page = StartPage()
            self._page.list.chosen.connect(lambda row: self._open(row.note, row.video))
            self._pane.put_below(self._page)
        rows = self._rows()
        self._page.show_rows(rows)
        # Not here: a drive that sleeps, or a network that is gone, makes it wait.
        self._background.run("recent", lambda: [row for row in rows if _is_there(row)], self._take)

    def _take(self, rows: Sequence[Recent]) -> None:
        if self._page is not None:
            self._page.show_rows(rows)

    def _rows(self) -> list[Recent]:
        from viewer.ui.notes_list.start_page import Recent

        videos = self._state.recent_videos()
        by_note = {one.note: one for one in videos if one.note is not None}
        rows: list[Recent] = []
        for note in self._state.recent_notes():
            if is_own_file(note):
                continue
            one = by_note.get(note)
            if one is None:
                name, where = shown_name(note.name), shown_folder(note.parent)
                rows.append(Recent(note, "", name, where, None, 0))
            else:
                rows.append(self._row(one))
        without = [self._row(one) for one in videos if one.note is None]
        most_notes = max(_MOST - len(without), _MOST // 2)
        return [*rows[:most_notes], *without][:_MOST]

    def _row(self, one: RecentVideo) -> Recent:
        from viewer.ui.notes_list.start_page import Recent

        where = shown_folder(one.note.parent) if one.note is not None else ""
        if one.note is None:
            where = self.tr("no note yet") + "  ·  " + _where(one)
        ms = self._state.position_ms(one.key)
        return Recent(one.note, one.video, one.title, where, one.file, ms)


def _where(one: RecentVideo) -> str:
    if one.file is not None:
        return shown_folder(one.file)
    return urlsplit(one.video).hostname or one.video


def _is_there(row: Recent) -> bool:
    if row.note is not None:
        return is_file(row.note)
    return row.file is None or is_file(row.file)


def _ref(video: str) -> VideoRef:
    """Return the video of an address, an id or a path, as a note may name it."""
    if "://" in video:
        return VideoRef(url=video)
    path = Path(video)
    return VideoRef(path=path.name) if path.is_absolute() else VideoRef(video_id=video)
