"""What the video that is open says of itself: chapters for the timeline, and all for a new note.

It is known from whoever resolved a stream, or read from the file and what stands beside it, by
`Background`. GUI thread.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from viewer.notes.template import VideoFacts
from viewer.ui.editing.beginning import Beginning
from viewer.ui.media.streaming import Streaming
from viewer.ui.player.playing import Playing
from viewer.ui.shell.context import Context, Feature
from viewer.video.media import Media, Stream

_WORK = "facts of the video"


class Chapters(Feature):
    """Keeps the timeline's chapters those of the video, and describes it to a note just begun."""

    facts_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._timeline = context.get(Playing).timeline
        self._background = context.background
        self._beginning = context.get(Beginning)
        self._streaming = context.get(Streaming)
        self.facts = VideoFacts()  # of the video that is open, once they are read
        context.player.media_changed.connect(self._on_media)

    def _on_media(self, media: object) -> None:
        self._background.forget(_WORK)
        self._show(VideoFacts())
        if isinstance(media, Stream):
            self._take(self._streaming.facts)
        elif isinstance(media, Media):
            path = media.path
            self._background.run(_WORK, lambda: _read(path), self._take)

    def _take(self, facts: VideoFacts) -> None:
        self._show(facts)
        self._beginning.describe(facts)

    def _show(self, facts: VideoFacts) -> None:
        self.facts = facts
        self._timeline.set_chapters(facts.chapters)
        self.facts_changed.emit()


def _read(path: Path) -> VideoFacts:
    from viewer.video.facts import facts_of_file  # not at the start, which need not wait for it

    return facts_of_file(path)
