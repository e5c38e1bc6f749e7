"""Quote words of a transcript in the note, with their time. GUI thread."""

from __future__ import annotations

from viewer.base.translation import tr
from viewer.notes.layout import own_span
from viewer.notes.model import Span, VideoRef
from viewer.notes.ranges import end_of_quote
from viewer.notes.rearrange import block_at
from viewer.notes.retime import quote
from viewer.notes.timecode import format_ms, format_range
from viewer.ui.page.editing import Editing
from viewer.ui.page.page import NotePage
from viewer.ui.page.retiming import WritingTimes
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context


class Quoting(NoteFeature):
    """Inserts quotes into the current note."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing, self._writing = context.get(Editing), context.get(WritingTimes)
        self._view = context.get(Transcripts).view
        self._page = context.get(NotePage).view.shown

    def cite(self, with_end: bool = False) -> None:
        """Quote the selected words in the note, with their time, and optionally its end."""
        meant = self._view.words_meant()
        if meant is None:
            self._window.say(tr("Select words first."), brief=True)
            return
        self.quote(*meant, with_end=with_end)

    def quote(
        self,
        ms: int,
        end_ms: int,
        words: str,
        *,
        video: VideoRef | None = None,
        with_end: bool = False,
    ) -> bool:
        """Quote words in a bullet below the user's place, with their time; return whether done.

        If `video` is not the note's own, the citation names it. The end is written only on request.
        """
        self._editing.leave_block()
        note = self._session.note
        if note is None or self._editing.draft is None:
            self._editing.say_why_not(brief=True)
            return False
        at = self._current.byte()
        at = at if at is not None else len(note.data)
        duration_ms, wish = self._video.duration_ms, self._editing.wish
        if video is not None:
            duration_ms, wish = None, wish._replace(video=video)
        change = quote(note, at, words, ms, duration_ms, wish)
        if change is None:
            self._window.say(tr("You can't add a bullet here."), brief=True)
            return False
        said = tr("Quoted from {0}").format(format_ms(ms))
        if with_end:
            ended = end_of_quote(note, change, end_ms, duration_ms)
            if ended:
                change = change.then(ended, change.name)
                # An end that has no part of a second is rounded up.
                shown_ms = -(-end_ms // 1000) * 1000
                said = tr("Quoted: {0}").format(format_range(ms, shown_ms))
            else:
                said += "  ·  " + tr("This timestamp format can't hold an end time.")
        if not self._writing.apply(change):
            return False
        self._stay_at(change.new_spans()[0])
        self._window.say(said, (self._editing.undo_offer(),))
        return True

    def _stay_at(self, span: Span) -> None:
        """Move to the quote in a span, and show it: the next quote goes below it."""
        note, page = self._session.note, self._session.page
        assert note is not None
        block = block_at(note, note.data.index("“".encode(), span.start))
        assert block is not None
        words = own_span(note, block)
        if page is self._page:
            self._page.span_rect(words, bring=True)
        self._current.stay_in(words.end)
