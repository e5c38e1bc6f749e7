"""The open video's metadata: chapters for the timeline, and all of it for a new note.

Also steps from chapter to chapter, and inserts them into the note as headings.

It comes from resolving a stream, or from the file and its neighbours, read by `Background`. GUI
thread.
"""

from __future__ import annotations

from bisect import bisect_right

from viewer.base.translation import sentences, tr
from viewer.media.media import Media, Stream
from viewer.media.video_facts import facts_of_file
from viewer.notes.chapter_headings import ChapterHeadings, chapter_headings
from viewer.notes.model import VideoFacts
from viewer.ui.page.beginning import Beginning
from viewer.ui.page.editing import Editing
from viewer.ui.page.retiming import WritingTimes
from viewer.ui.tasks.streaming import Streaming
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

_WORK, _WRITING = "facts of the video", "chapter headings"
_BACK_MS = 3_000  # so long in a chapter, one goes back to its start first, as in other players


class Chapters(NoteFeature):
    """Keeps the timeline's chapters current, and describes the video in a note just begun."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._navigator = context.get(Navigator)
        self._scrolling = self._session.scrolling
        self._editing, self._writing = context.get(Editing), context.get(WritingTimes)
        self._timeline = context.get(Playing).timeline
        self._beginning, self._streaming = context.get(Beginning), context.get(Streaming)
        self.facts = VideoFacts()  # of the video that is open, once they are read
        context.player.media_changed.connect(self._on_media)
        self._on_media(context.player.media)

    def go(self, way: int) -> None:
        """Go to the next chapter (1), or to the start of this one or of the one before (-1)."""
        chapters, ms = sorted(self.facts.chapters), self._video.now_ms
        starts = [start for start, _ in chapters]
        if not chapters:
            self._window.tell(tr("This video has no chapters."))
            return
        here = bisect_right(starts, ms) - 1  # -1: before the first
        at = here + way
        if way < 0 and here >= 0 and (here == 0 or ms - starts[here] > _BACK_MS):
            at = here
        if not 0 <= at < len(chapters):
            return
        start, title = chapters[at]
        self._navigator.jump(start)
        self._window.tell(tr("Chapter {0} of {1}: {2}").format(at + 1, len(chapters), title))

    def put_into_note(self) -> None:
        """Write a heading for each chapter that has none: at its time's place, or at the end."""
        editing, session, chapters = self._editing, self._session, self.facts.chapters
        editing.settle()
        note, times, duration_ms = session.note, session.times, self._video.duration_ms
        if editing.draft is None:
            editing.say_why_not(brief=True)
        elif not chapters:
            self._window.say(tr("This video has no chapters."), brief=True)
        elif note is not None:
            wish = editing.wish

            def write(found: ChapterHeadings) -> None:
                if session.note is not note:
                    self._window.say(tr("The note has changed. Try again."), brief=True)
                else:
                    self._write(found, is_empty=not note.citations)

            self._background.run(
                _WRITING, lambda: chapter_headings(note, times, chapters, duration_ms, wish), write
            )

    def _write(self, found: ChapterHeadings, *, is_empty: bool) -> None:
        if not found.written:
            there = tr(
                "The chapter is already in the note.|All %n chapters are already in the note.",
                "",
                found.there,
            )
            self._window.say(there, brief=True)
            return
        if found.change is None:
            self._window.say(tr("The chapters can't be added at the end of this note."), brief=True)
            return
        if not self._writing.apply(found.change):
            return
        first = found.change.new_spans()[0]
        self._scrolling.stop()
        self._session.page.scroll_to_byte(first.start)
        count = found.written
        words = tr("Added 1 chapter at the end.|Added %n chapters at the end.", "", count)
        if found.is_in_order:
            words = tr(
                "Added 1 chapter, in order of time.|Added %n chapters, in order of time.", "", count
            )
        if not (found.is_in_order or is_empty):
            words = sentences(words, tr("The note is not in time order."))
        self._window.say(words, (self._editing.undo_offer(),))

    def _on_media(self, media: object) -> None:
        self._background.forget(_WORK)
        self._show(VideoFacts())
        if isinstance(media, Stream):
            self._take(self._streaming.facts)
        elif isinstance(media, Media):
            path = media.path
            self._background.run(_WORK, lambda: facts_of_file(path), self._take)

    def _take(self, facts: VideoFacts) -> None:
        self._show(facts)
        self._beginning.describe(facts)

    def _show(self, facts: VideoFacts) -> None:
        self.facts = facts
        self._timeline.set_chapters(facts.chapters)
        self._video.set_chapters(facts.chapters)
