"""The videos of a note: the current one, the number of others, and switching.

The bar below the picture is shown if a note is about several videos. `Background` looks up their
names: the title of a video in the library, else its file name, else its address. GUI thread.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from viewer.base.translation import tr, without_stop
from viewer.media.media import MediaFinder
from viewer.notes.headings import heading_at, headings
from viewer.notes.note import Note, VideoRef
from viewer.notes.videos import name_of
from viewer.ui.kit.menu import Menu
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

_WORK = "videos of the note"
_MOST_IN_MENU = 12
_MOST_LETTERS = 60


class VideoChoice(NamedTuple):
    """A video of a note, for choosing."""

    at: int  # index in `Note.videos`
    name: str
    under: str  # the heading that it is first cited under; empty where there is none
    citations: int
    is_there: bool  # on this computer


class NoteVideos(NoteFeature):
    """Shows how many videos a note has, and switches between them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._navigator = context.get(Navigator)
        self._videos: Sequence[VideoChoice] = ()
        self._of: Sequence[VideoRef] = ()  # what they were looked up for
        pane = context.get(Playing).pane
        self.bar = pane.videos_bar
        self.bar.clicked.connect(self._open_menu)
        session = self._session
        self._video.looked_for.connect(self._look)
        session.times_changed.connect(self._show)
        session.on_opened(self._look)

    # ------------------------------------------------------------------ what is so

    def _look(self) -> None:
        note, path = self._session.note, self._session.path
        self._of = note.videos if note is not None else ()
        self._show()
        if note is None or path is None or len(note.played) < 2:
            return
        find = self._video.finder()

        def found(videos: Sequence[VideoChoice]) -> None:
            if note.videos == self._of and self._session.path == path:
                self._videos = videos
                self._show()

        self._background.run(_WORK, lambda: _videos(note, path, find), found)

    def _show(self) -> None:
        note = self._session.note
        played = note.played if note is not None else ()
        if note is None or note.video is None or len(played) < 2:
            self._videos = ()
            self.bar.set_words("", "")
            return
        if note.videos != self._of:
            self._videos = ()
            self._look()
            return
        at = note.video_at
        name = next((one.name for one in self._videos if one.at == at), name_of(note.video))
        media = self._video.media
        if media is not None and self._video.is_open:
            name = media.name
        others = sum(index != at for index in played)
        words = tr("1 more video in this note|%n more videos in this note", "", others)
        self.bar.set_words(name, words)

    def _now(self) -> tuple[Note, Sequence[VideoChoice]]:
        """Return the note with its videos; those not looked up yet by address."""
        note = self._session.note
        assert note is not None
        known = {one.at: one for one in self._videos}
        return note, [known.get(one.at, one) for one in _videos(note)]

    # ------------------------------------------------------------------ choosing

    def choose(self) -> None:
        """Ask which video of the note to play."""
        from viewer.ui.kit.palette_list import Row

        note, videos = self._now()
        at = note.video_at
        rows = [
            Row(one.at, one.name, one.under, self._remark(one, is_now=one.at == at))
            for one in videos
        ]
        go = self._navigator.go_to_video
        words = without_stop(tr("Switch to another video…"))
        self._window.palette_.open(rows, words, lambda at: go(int(str(at))))

    def _remark(self, one: VideoChoice, *, is_now: bool) -> str:
        if is_now:
            return tr("playing")
        count = tr("1 timestamp|%n timestamps", "", one.citations)
        return count if one.is_there else tr("{0}, not on this computer").format(count)

    def _open_menu(self) -> None:
        note, videos = self._now()
        if len(videos) > _MOST_IN_MENU:
            self.choose()
            return
        menu, navigator = Menu(self.bar), self._navigator
        for one in videos:
            is_now = one.at == note.video_at
            name = _cut(one.name).replace("&", "&&")
            entry = menu.addAction(f"{name}\t{self._remark(one, is_now=is_now)}")
            entry.setCheckable(True)
            entry.setChecked(is_now)
            entry.triggered.connect(lambda _=False, at=one.at: navigator.go_to_video(at))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.bar.mapToGlobal(self.bar.rect().bottomLeft()))


def _videos(
    note: Note, path: Path | None = None, find: MediaFinder | None = None
) -> list[VideoChoice]:
    """Return the names of a note's videos; with `find`, on a thread of the pool."""
    at = note.video_at
    first: dict[int | None, int] = {}  # the byte at which each is first cited
    count: Counter[int | None] = Counter()
    for one in note.citations:
        index = at if one.video is None else one.video
        first.setdefault(index, one.span.start)
        count[index] += not one.ends_range
    above = headings(note, note.times(None))
    videos = []
    for index in note.played:
        video = note.videos[index]
        media = find(video, path) if find is not None and path is not None else None
        under = heading_at(above, first[index]) if index in first and len(above) > 1 else None
        videos.append(
            VideoChoice(
                index,
                media.name if media is not None else name_of(video),
                above[under].text if under is not None else "",
                count[index],
                media is not None,
            )
        )
    return videos


def _cut(name: str) -> str:
    return name if len(name) <= _MOST_LETTERS else name[:_MOST_LETTERS].rstrip() + "…"
