"""Shows the chapters of the video that is open on the timeline. GUI thread.

They are known from whoever resolved a stream, or stand beside a saved video, which is read by
`Background`. Other files show none.
"""

from __future__ import annotations

from pathlib import Path

from viewer.ui.media.streaming import Streaming
from viewer.ui.player.playing import Playing
from viewer.ui.shell.context import Context, Feature
from viewer.video.media import Media, MediaSource, Stream

_WORK = "chapters"
_Found = tuple[tuple[int, str], ...]  # (start in ms, title)


class Chapters(Feature):
    """Keeps the timeline's chapters those of the video."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._timeline = context.get(Playing).timeline
        self._background = context.background
        self._streaming = context.get(Streaming)
        context.player.media_changed.connect(self._on_media)

    def _on_media(self, media: object) -> None:
        self._background.forget(_WORK)
        self._timeline.set_chapters(())
        if isinstance(media, Stream):
            self._timeline.set_chapters(self._streaming.chapters)
        elif isinstance(media, Media) and media.source is MediaSource.LIBRARY:
            folder = media.path.parent
            self._background.run(_WORK, lambda: _read(folder), self._timeline.set_chapters)


def _read(folder: Path) -> _Found:
    from viewer.video.downloads.library import INFO_NAME, SavedInfo

    try:
        info = SavedInfo.from_json((folder / INFO_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return ()  # it plays all the same
    return tuple((each.start_ms, each.title) for each in info.chapters)
