"""Asks before times are written that lie past the end of the video. GUI thread."""

from __future__ import annotations

from viewer.notes.counts import count_past_end
from viewer.notes.edit import Change
from viewer.notes.timecode import format_ms
from viewer.translation import tr
from viewer.ui.editing.editing import Editing
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature


class WritingTimes(Feature):
    """Makes the changes that write times which nobody typed or saw, as those of a transcript."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window = context.window
        self._session, self._editing = context.get(Session), context.get(Editing)

    def apply(self, change: Change | None) -> bool:
        """Make a change and show it; False where there is nothing to do, or it is asked first."""
        note, duration_ms = self._session.note, self._session.video.duration_ms
        if change and note is not None and duration_ms is not None:
            after = note.with_data(change.apply(note.data))
            late = count_past_end(after, duration_ms) - count_past_end(note, duration_ms)
            if late > 0:
                self._ask(change, late, duration_ms)
                return False
        return self._editing.apply(change)

    def _ask(self, change: Change, late: int, duration_ms: int) -> None:
        note = self._session.note

        def write() -> None:
            self._window.notice.close_notice()
            if self._session.note is note:
                self._editing.apply(change)
            else:
                self._window.say(tr("The note has changed. Try again."), brief=True)

        words = tr(
            "1 time would be past the end of the video ({0})."
            "|%n times would be past the end of the video ({0}).",
            "",
            late,
        ).format(format_ms(duration_ms))
        offer = NoticeButton(tr("Write anyway"), "", write)
        self._window.say(words, (offer,), stays=True)
