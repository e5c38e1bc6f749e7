"""The details of the video, in the menu of the byline.

They are collected when the menu is opened, and read from the file by `Background`. GUI thread.
"""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QWidget, QWidgetAction

from viewer.base.errors import MediaError
from viewer.base.translation import comma_list, labelled, numeral, size_text, tr
from viewer.media.address import watch_url
from viewer.media.media import LIBRARY, Media, Playable, Stream
from viewer.media.video_facts import FileFormat, format_of_file
from viewer.notes.timecode import format_ms
from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.units import written_day
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.page.page import NotePage
from viewer.ui.tasks.chapters import Chapters
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

_WORK = "format of the video"
_WIDTH_PX = 380
_ONLINE = "video.browser", "", "video.stream", "stream.quality", "", "video.save"


class AboutVideo(NoteFeature):
    """Shows the details of the video, and the actions on it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._chapters, self._navigator = context.get(Chapters), context.get(Navigator)
        self._facts: _Facts | None = None  # while they are shown
        menu = self._menu = context.get(NotePage).pane.byline.video.menu()
        assert isinstance(menu, Menu)
        menu.aboutToShow.connect(self._fill)
        menu.aboutToHide.connect(self._forget)

    def reveal(self) -> None:
        """Show the file of the video in the file manager."""
        from viewer.ui.kit.file_manager import show_file

        media = self._video.media
        if isinstance(media, Media):
            show_file(media.path)
        else:
            self._window.say(tr("This video is streamed; it has no file."), brief=True)

    def _fill(self) -> None:
        """Show what is known already; a file's format follows a moment later."""
        self._menu.clear()
        note, media = self._session.note, self._video.media
        title, words = self._video.pages.about(note, media)
        self._facts = _Facts(title, words, self._known(media), self._menu)
        self._entry = entry = QWidgetAction(self._menu)
        entry.setDefaultWidget(self._facts)
        self._menu.addAction(entry)
        self._menu.addSeparator()
        for action_id in self._offered(media):
            if not action_id:
                self._menu.addSeparator()
            elif (action := self._window.actions_[action_id]).isEnabled():
                self._menu.addAction(action)
            if action_id == "video.choose" and self._video.choice is not None:
                self._menu.addAction(tr("Find automatically"), partial(self._video.choose, None))
        chapters = self._chapters.facts.chapters if media is not None else ()
        if chapters:
            self._menu.addSeparator()
            menu = Menu(self._menu, tr("Chapters"))
            for ms, title in chapters:
                words = f"{title}\t{format_ms(ms)}".replace("&", "&&")
                menu.addAction(words).triggered.connect(partial(self._navigator.jump, ms))
            self._menu.addMenu(menu)
        if isinstance(media, Media):
            path = media.path
            self._background.run(_WORK, lambda: format_of_file(path), self._take)

    def _offered(self, media: Playable | None) -> list[str]:
        note = self._session.note
        video = note.video if note is not None else None
        ids = ["video.choose", "video.other", "note.video"]
        ids += ["video.reveal"] if isinstance(media, Media) else []
        if video is not None and (video.video_id or video.url):
            ids += _ONLINE
            if not isinstance(media, Stream):
                ids.remove("stream.quality")
            if isinstance(media, Media) and media.source is LIBRARY:
                ids.remove("video.save")
        return [*ids, "note.save"]

    def _forget(self) -> None:
        self._background.forget(_WORK)
        self._facts = None

    def _take(self, found: FileFormat | None) -> None:
        if self._facts is not None and found is not None:
            for name, text in self._stored(found):
                self._facts.shown[name].setText(text)
            self._facts.fit()
            self._entry.setData(found)  # which has the menu take the height of its entries anew

    def _known(self, media: Playable | None) -> list[tuple[str, str]]:
        if media is None:
            return []
        facts, video = self._chapters.facts, self._session.video
        rows = [(tr("Title"), facts.title), (tr("Channel"), facts.channel)]
        rows.append((tr("Published"), written_day(facts.date)))
        if video.duration_ms is not None:
            rows.append((tr("Length"), format_ms(video.duration_ms)))
        if isinstance(media, Stream):
            picture = f"{media.height}p" if media.height else ""
            rows += [(tr("Picture"), picture), (tr("From"), self._site())]
        if isinstance(media, Media):
            for name in (tr("Picture"), tr("Codec"), tr("Size")):
                rows.append((name, "…"))  # see `_stored`
            rows.append((tr("Folder"), shown_folder(media.path.parent)))
        return [(name, text) for name, text in rows if text]

    def _stored(self, stored: FileFormat) -> list[tuple[str, str]]:
        picture = tr("none, audio only")
        if stored.height:
            picture = f"{stored.width} × {stored.height}"
            if stored.fps:
                is_whole = abs(stored.fps - round(stored.fps)) < 0.005
                fps = numeral(stored.fps, 0 if is_whole else 2)
                picture = tr("{0}, {1} frames per second").format(picture, fps)
        codecs = [stored.picture, stored.sound]
        return [
            (tr("Picture"), picture),
            (tr("Codec"), comma_list(filter(None, codecs))),
            (tr("Size"), size_text(stored.size_bytes)),
        ]

    def _site(self) -> str:
        video = self._session.note.video if self._session.note is not None else None
        try:
            address = watch_url(video) if video is not None else ""
        except MediaError:
            return ""
        return (urlsplit(address).hostname or "").removeprefix("www.")


class _Facts(QWidget):
    """The name of the video, where it comes from, and its details, in rows."""

    def __init__(
        self, title: str, words: str, facts: list[tuple[str, str]], parent: QWidget
    ) -> None:
        super().__init__(parent)
        rows = QGridLayout()
        rows.setHorizontalSpacing(14)
        rows.setVerticalSpacing(6)
        rows.setColumnStretch(1, 1)
        self.shown: dict[str, Words] = {}  # by their names
        for number, (name, text) in enumerate(facts):
            self.shown[name] = shown = Words(text, self)
            rows.addWidget(Words(name, self, tone="muted", wraps=False), number, 0)
            rows.addWidget(shown, number, 1)
        heading = Words(title, self, scale=1.1, weight=QFont.Weight.DemiBold)
        column_of(
            self, heading, 2, Words(words, self, tone="muted"), 8, rows, around=(12, 8, 12, 4)
        )
        self.setFixedWidth(_WIDTH_PX)
        self.fit()
        self.setAccessibleName(comma_list([title, words, *(labelled(*fact) for fact in facts)]))

    def fit(self) -> None:
        """Take just the height that all of it needs: what is known may be longer than a line."""
        layout = self.layout()
        assert layout is not None
        self.setFixedHeight(layout.heightForWidth(_WIDTH_PX))

    @property
    def texts(self) -> dict[str, str]:
        """Return the shown texts by name."""
        return {name: shown.text() for name, shown in self.shown.items()}
