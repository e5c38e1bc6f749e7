"""Giving citations their times: at this moment, by frames and seconds, typed, all at once.

Every change goes through `Editing`, and so into the draft and its undo; the picture follows. GUI
thread.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from viewer.notes.note import Span
from viewer.notes.retime import cite, retime, shift_times
from viewer.notes.timecode import format_ms, parse_typed
from viewer.ui.editing import Editing
from viewer.ui.preferences import Preferences
from viewer.ui.reader import Reader
from viewer.ui.window import Window


class Retiming(QObject):
    """Changes to the times of the note that is shown."""

    def __init__(
        self, window: Window, reader: Reader, editing: Editing, preferences: Preferences
    ) -> None:
        super().__init__(window)
        self._window, self._reader = window, reader
        self._editing, self._preferences = editing, preferences
        # The citation that is being moved by frames, and where it is, in ms.
        self._exact = (-1, 0.0)

    def _citation(self) -> int | None:
        """Give the citation that a person means: the one in force of the claim they are at."""
        return self._reader.current_citation()

    def cite_now(self) -> None:
        """Cite this moment: at the caret, or at the end of the claim that is in force."""
        note, reader = self._reader.note, self._reader
        if note is None or not reader.has_video:
            self._say(self.tr("Open the video first: a citation names a moment of it."), brief=True)
            return
        offset_ms = round(self._preferences.number("edit/reaction_ms"))
        ms = max(0, reader.player.position_ms - offset_ms)
        at = reader.page.shown_caret_byte()
        current = reader.follow.current_claim
        if at is None and current is not None:
            at = note.claims[current].span.end
        if at is None:
            at = len(note.data)
        self._editing.apply(cite(note, at, ms, reader.player.duration_ms))

    def retime_by(self, delta_ms: float) -> None:
        """Move the current citation by so much; the picture follows."""
        index = self._citation()
        note = self._reader.note
        ms = self._reader.times[index].ms if index is not None else None
        if note is None or index is None or ms is None:
            self._say(self.tr("Go to a claim first: its time is what is changed."), brief=True)
            return
        # Whole seconds are written; the frames between two of them are kept here, so that steps
        # of one frame add up.
        exact = self._exact[1] if self._exact[0] == index else float(ms)
        if int(exact) // 1000 != ms // 1000:
            exact = float(ms)
        exact = max(0.0, exact + delta_ms)
        self._retime(index, round(exact))
        self._exact = index, exact

    def retime_to_now(self) -> None:
        """Give the current citation the moment that is shown."""
        index = self._citation()
        if index is not None and self._reader.has_video:
            self._retime(index, self._reader.player.position_ms)

    def retime_typed(self) -> None:
        """Ask for a time, in any form that is read, and give it to the current citation."""
        index, note = self._citation(), self._reader.note
        if index is None or note is None:
            self._say(self.tr("Go to a claim first: its time is what is changed."), brief=True)
            return
        text, accepted = QInputDialog.getText(
            self._window,
            self.tr("Set the time"),
            self.tr("A time, as 1:02:03, 9:07, 62 or 1h2m3s:"),
            text=note.citations[index].written,
        )
        ms = parse_typed(text) if accepted else None
        if ms is not None:
            self._retime(index, ms)
        elif accepted:
            self._say(self.tr("“{0}” is not a time.").format(text), brief=True)

    def _retime(self, index: int, ms: int) -> None:
        note, reader = self._reader.note, self._reader
        assert note is not None
        duration_ms = reader.player.duration_ms
        if duration_ms is not None and ms > duration_ms:
            self._say(self.tr("That is past the end ({0}).").format(format_ms(duration_ms)))
            return
        claim = reader.follow.claim_of(index)
        change = retime(note, note.citations[index], ms, duration_ms)
        self._exact = -1, 0.0
        if change and not self._editing.apply(change):
            return
        reader.stay_at(claim, index, ms)
        self._say(self.tr("Cited: {0}").format(_clock(ms)), brief=True)

    def shift_all(self) -> None:
        """Ask for an amount, and move every citation of the note (or of the selection) by it."""
        note = self._reader.note
        if note is None:
            return
        text, accepted = QInputDialog.getText(
            self._window,
            self.tr("Shift the times"),
            self.tr("By how much, as 2.5 or -1:30:"),
        )
        text = text.strip()
        ms = parse_typed(text.lstrip("+-−")) if accepted else None
        if ms is None:
            if accepted:
                self._say(self.tr("“{0}” is not an amount of time.").format(text), brief=True)
            return
        span = self._reader.page.selected_span() or Span(0, len(note.data))
        chosen = [c for c in note.citations if span.start <= c.span.start < span.end]
        delta = -ms if text[:1] in "-−" else ms
        self._editing.apply(shift_times(note, chosen, delta, self._reader.player.duration_ms))

    def _say(self, text: str, *, brief: bool = False) -> None:
        self._window.note_pane.say(text, brief=brief)


def _clock(ms: int) -> str:
    return format_ms(ms) + (f".{ms % 1000:03}" if ms % 1000 else "")
