"""The tab of the video: what it is, how it is stored, where it is played from, and its chapters.

What stands there is made when the tab is first looked at, and read from the file by `Background`.
GUI thread.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtWidgets import QStackedWidget

from viewer.errors import MediaError
from viewer.notes.timecode import format_ms
from viewer.ui.editing.notes_folder import shown_folder
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.kit.units import size_text
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.ui.video.chapters import Chapters
from viewer.video.address import watch_url
from viewer.video.media import Media, Playable, Stream

if TYPE_CHECKING:
    from viewer.ui.video.video_view import VideoInfo
    from viewer.video.facts import FileFormat

_TAB = "video"
_TAB_PLACE = 40  # the last of the tabs
_WORK = "format of the video"


class VideoTab(Feature):
    """Shows what there is to know of the video that is open, and goes to its chapters."""

    ACTIONS = listed(
        In("File/Video", needs=Fact.VIDEO),
        Act("video.reveal", "Show in folder · Show video in folder", 34, "", "reveal"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self._window, self._player = context, context.window, context.player
        self._session, self._chapters = context.get(Session), context.get(Chapters)
        self._navigator, self._background = context.get(Navigator), context.background
        self._about = self._session.video.pages.about(None, None)
        self._format: FileFormat | None = None
        self._read: Playable | None = None  # what `_format` is, or will be, of
        self._view: VideoInfo | None = None
        self._stack = QStackedWidget(self._window.tabs)
        self._window.tabs.add(_TAB, self.tr("Video"), self._stack, _TAB_PLACE)
        self._window.tabs.current_changed.connect(lambda _: self._show())
        self._session.video.described.connect(lambda _page, about: self._on_described(about))
        self._chapters.facts_changed.connect(self._show)
        self._player.duration_changed.connect(lambda _: self._show())
        self._player.position_changed.connect(self._on_position)

    def reveal(self) -> None:
        """Show the file of the video in the file manager."""
        from viewer.ui.kit.file_manager import show_file

        media = self._session.video.media
        if isinstance(media, Media):
            show_file(media.path)
        else:
            self._window.say(self.tr("This video is streamed; there is no file of it."), brief=True)

    def _on_described(self, about: Placeholder) -> None:
        if about != self._about:
            self._about = about
            self._show()

    def _on_position(self, ms: int) -> None:
        if self._view is not None and self._view.isVisible():
            self._view.set_position(ms)

    @property
    def view(self) -> VideoInfo:
        """What is shown under the tab; made when it is first wanted."""
        if self._view is None:
            from viewer.ui.video.video_view import VideoInfo

            self._view = view = VideoInfo(self._stack)
            self._stack.addWidget(view)
            view.action_chosen.connect(self._context.trigger)
            view.list.chosen.connect(self._navigator.jump)
        return self._view

    def _show(self) -> None:
        """Show what is known by now, where that is looked at."""
        if self._window.tabs.current != _TAB:
            return
        media = self._session.video.media
        if media != self._read:
            self._read, self._format = media, None
            if isinstance(media, Media):
                path = media.path
                self._background.run(_WORK, lambda: _format_of(path), self._take)
            else:
                self._background.forget(_WORK)
        chapters = self._chapters.facts.chapters if media is not None else ()
        self.view.show_video(self._about, self._facts(media), chapters)
        self.view.set_position(self._player.position_ms)

    def _take(self, found: FileFormat | None) -> None:
        self._format = found
        self._show()

    def _facts(self, media: Playable | None) -> list[tuple[str, str]]:
        """Return what is known: names, and what they are."""
        if media is None:
            return []
        facts, stored, video = self._chapters.facts, self._format, self._session.video
        rows = [(self.tr("Title"), facts.title), (self.tr("Channel"), facts.channel)]
        rows.append((self.tr("Published"), facts.date))
        if video.duration_ms is not None:
            rows.append((self.tr("Length"), format_ms(video.duration_ms)))
        if isinstance(media, Stream):
            picture = self.tr("{0} lines").format(media.height) if media.height else ""
            rows += [(self.tr("Picture"), picture), (self.tr("From"), self._site())]
        elif stored is not None:
            rows += self._stored(stored)
        if isinstance(media, Media):
            rows.append((self.tr("Folder"), shown_folder(media.path.parent)))
        return [(name, text) for name, text in rows if text]

    def _stored(self, stored: FileFormat) -> list[tuple[str, str]]:
        picture = self.tr("none, it is sound alone")
        if stored.height:
            picture = f"{stored.width} × {stored.height}"
            if stored.fps:
                fps = f"{stored.fps:.2f}".rstrip("0").rstrip(".")
                picture += self.tr(", {0} frames a second").format(fps)
        codecs = [stored.picture, stored.sound]
        return [
            (self.tr("Picture"), picture),
            (self.tr("Codec"), ", ".join(filter(None, codecs))),
            (self.tr("Size"), size_text(stored.size_bytes)),
        ]

    def _site(self) -> str:
        video = self._session.note.video if self._session.note is not None else None
        try:
            address = watch_url(video) if video is not None else ""
        except MediaError:
            return ""
        return (urlsplit(address).hostname or "").removeprefix("www.")


def _format_of(path: Path) -> FileFormat | None:
    from viewer.video.facts import format_of_file  # not at the start, which need not wait for it

    return format_of_file(path)
