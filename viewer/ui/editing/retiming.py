"""Giving citations their times: at this moment, by frames and seconds, typed, dragged, all at once.

Every change goes through `Editing`, and so into the draft and its undo; the picture follows. GUI
thread.

While a tick of the timeline is dragged the note is not touched, and its claim stays the one in
force; the one change is made when the tick is let go of. Whatever changes the note meanwhile
cancels the drag, and then everything is as it was before the press.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QInputDialog

from viewer.notes.note import Note, Span
from viewer.notes.retime import cite, retime, shift_times
from viewer.notes.timecode import format_exact, format_ms, parse_typed
from viewer.ui.editing.blocks import Blocks
from viewer.ui.editing.editing import Editing
from viewer.ui.player.playing import Playing
from viewer.ui.player.ticks import Tick
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Context, Feature
from viewer.video.playback.player import PlayerState


@dataclass(frozen=True, slots=True)
class _Before:
    """What was so before a tick was pressed, for a drag that is cancelled."""

    note: Note | None
    position_ms: int
    is_playing: bool
    is_following: bool
    top_byte: int | None


class TakesTimes(Protocol):
    """What the times are for while the keyboard is there, as the findings."""

    @property
    def has_keys(self) -> bool: ...

    def set_now(self) -> None: ...

    def set_by_hand(self) -> None: ...


class Retiming(Feature):
    """Changes to the times of the note that is shown."""

    ACTIONS = (
        Action(
            "bullet.timed",
            "New bullet at this moment",
            "write_now",
            ("T",),
            Fact.VIDEO,
            edits=True,
            menu=("Cite", 11),
        ),
        Action(
            "cite",
            "Cite this moment",
            "cite_now",
            ("Alt+T", "Ctrl+Shift+T"),
            Fact.VIDEO,
            edits=True,
            menu=("Cite", 12),
        ),
        Action(
            "retime.now",
            "Set the time to this moment",
            "retime_to_now",
            ("Shift+T", "Alt+Shift+T"),
            Fact.VIDEO,
            edits=True,
            menu=("Cite", 21),
        ),
        Action(
            "retime.typed",
            "Set the time…",
            "retime_typed",
            ("Ctrl+T",),
            Fact.CLAIMS,
            edits=True,
            menu=("Cite", 22),
        ),
        Action(
            "retime.earlier",
            "Time one frame earlier",
            "retime_by_frames",
            ("Alt+,",),
            Fact.CLAIMS,
            args=(-1,),
            repeats=True,
            edits=True,
            menu=("Cite/Move the time", 23),
        ),
        Action(
            "retime.later",
            "Time one frame later",
            "retime_by_frames",
            ("Alt+.",),
            Fact.CLAIMS,
            args=(1,),
            repeats=True,
            edits=True,
            menu=("Cite/Move the time", 24),
        ),
        Action(
            "retime.earlier_1",
            "Time one second earlier",
            "retime_by",
            ("Alt+Shift+,",),
            Fact.CLAIMS,
            args=(-1000,),
            repeats=True,
            edits=True,
            menu=("Cite/Move the time", 25),
        ),
        Action(
            "retime.later_1",
            "Time one second later",
            "retime_by",
            ("Alt+Shift+.",),
            Fact.CLAIMS,
            args=(1000,),
            repeats=True,
            edits=True,
            menu=("Cite/Move the time", 26),
        ),
        Action(
            "shift",
            "Shift all times…",
            "shift_all",
            needs=Fact.CLAIMS,
            edits=True,
            menu=("Cite", 27),
        ),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        window = context.window
        session = context.get(Session)
        editing = context.get(Editing)
        self._blocks = context.get(Blocks)
        self._window, self._session = window, session
        self._editing, self._settings = editing, context.settings
        # The citation that is being moved by frames, and where it is, in ms.
        self._exact = (-1, 0.0)
        self._before: _Before | None = None
        self.other: TakesTimes | None = None
        self._dragged: tuple[Note, int] | None = None  # and the citation in it
        self._timeline = context.get(Playing).timeline
        self._timeline.set_citation_first(session.current.citation)
        self._drag = self._timeline.drag
        self._drag.pressed.connect(self._on_tick_pressed)
        self._drag.started.connect(self._on_drag_started)
        self._drag.moved.connect(lambda ms: session.player.seek(ms))
        self._drag.dropped.connect(self._on_tick_dropped)
        self._drag.cancelled.connect(self._on_drag_cancelled)
        self._drag.refused.connect(lambda: editing.say_why_not(brief=True))
        editing.changed.connect(self._on_changed)
        session.leaving.connect(lambda: self._timeline.set_movable(False))
        window.actions_.keys_changed.connect(self._show_hint)
        session.note_opened.connect(lambda _: self._on_opened())

    def _citation(self) -> int | None:
        """Give the citation that a person means: the one in force of the claim they are at."""
        return self._session.current.citation()

    def _now_ms(self) -> int | None:
        """Give the moment that a person means who presses a key now; None, and said, without."""
        session = self._session
        if session.note is None or not session.video.is_open:
            self._say(self.tr("Open the video first: a citation names a moment of it."), brief=True)
            return None
        offset_ms = round(self._settings.number("edit/reaction_ms"))
        return max(0, session.player.position_ms - offset_ms)

    def write_now(self) -> None:
        """Write in a new bullet that cites this moment, below the claim where a person is."""
        ms = self._now_ms()
        if ms is None:
            return
        self._blocks.new_bullet()
        self._editing.open_if_empty()
        if not self._editing.cite_in_place(ms):
            self.cite_now()  # in the source, where a bullet was begun at the caret

    def cite_now(self) -> None:
        """Cite this moment: at the caret, or at the end of the claim that is in force."""
        session, ms = self._session, self._now_ms()
        if ms is None:
            return
        self._editing.open_if_empty()
        if self._editing.cite_in_place(ms):
            return
        self._editing.settle()
        note = session.note
        assert note is not None
        at = session.page.seen_caret_byte()
        current = session.follow.current_claim
        written = session.current.written_byte()
        if at is None and written is not None:
            here = note.claim_at(written)
            if here is None:
                at = written  # as of a bullet that was just added
            else:
                current = note.claims.index(here)
        if at is None and current is not None:
            at = note.claims[current].span.end
        if at is None:
            at = len(note.data)
        self._editing.apply(cite(note, at, ms, session.player.duration_ms))

    def retime_by(self, delta_ms: float) -> None:
        """Move the current citation by so much; the picture follows."""
        self._editing.settle()
        index = self._citation()
        note = self._session.note
        ms = self._session.times[index].ms if index is not None else None
        if note is None or index is None or ms is None:
            self._say(self.tr("Go to a claim first: its time is what is changed."), brief=True)
            return
        # Whole seconds are written; the frames between two of them are kept here, so that steps
        # of one frame add up.
        goes_on = self._exact[0] == index == self._session.current.retimed
        exact = self._exact[1] if goes_on else float(ms)
        if int(exact) // 1000 != ms // 1000:
            exact = float(ms)
        exact = max(0.0, exact + delta_ms)
        if self._retime(index, round(exact)):
            self._exact = index, exact

    def retime_by_frames(self, frames: int) -> None:
        """Move the time of the citation that a person is at by so many frames."""
        self.retime_by(frames * self._session.player.frame_interval_ms)

    def retime_to_now(self) -> None:
        """Give the current citation the moment that is shown."""
        if self.other is not None and self.other.has_keys:
            self.other.set_now()
            return
        self._editing.settle()
        index = self._citation()
        if index is None:
            self._say(self.tr("Go to a claim first: its time is what is changed."), brief=True)
        elif self._session.video.is_open:
            self._retime(index, self._session.player.position_ms)

    def retime_typed(self) -> None:
        """Ask for a time, in any form that is read, and give it to the current citation."""
        if self.other is not None and self.other.has_keys:
            self.other.set_by_hand()
            return
        self._editing.settle()
        index, note = self._citation(), self._session.note
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

    def _retime(self, index: int, ms: int) -> bool:
        """Give a citation a time, and stay at it; False where it cannot have that time."""
        note, session = self._session.note, self._session
        assert note is not None
        duration_ms = session.player.duration_ms
        if duration_ms is not None and ms > duration_ms:
            self._say(self.tr("That is past the end ({0}).").format(format_ms(duration_ms)))
            return False
        claim = session.follow.claim_of(index)
        change = retime(note, note.citations[index], ms, duration_ms)
        if change and not self._editing.apply(change):
            return False
        session.stay_at(claim, index, ms)
        self._exact = index, float(ms)
        self._say(self.tr("Cited: {0}").format(format_exact(ms)), brief=True)
        return True

    def shift_all(self) -> None:
        """Ask for an amount, and move every citation of the note (or of the selection) by it."""
        self._editing.settle()
        note = self._session.note
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
        span = self._session.page.selected_span() or Span(0, len(note.data))
        chosen = [c for c in note.citations if span.start <= c.span.start < span.end]
        delta = -ms if text[:1] in "-−" else ms
        self._editing.apply(shift_times(note, chosen, delta, self._session.player.duration_ms))

    # ------------------------------------------------------------------ dragged

    def _on_opened(self) -> None:
        self._exact = -1, 0.0
        self._session.current.forget()
        self._show_hint()

    def _show_hint(self) -> None:
        keys = [
            self._window.actions_.shown_key(action_id)
            for action_id in ("retime.earlier", "retime.later")
        ]
        hint = self.tr("Drag a tick to change its time; by keys: go to the claim, then {0} or {1}")
        can_edit = self._editing.draft is not None
        self._timeline.set_movable(can_edit, hint.format(*keys) if can_edit and all(keys) else "")

    def _on_tick_pressed(self) -> None:
        session = self._session
        player = session.player
        self._drag.frame_interval_ms = player.frame_interval_ms
        self._before = _Before(
            session.note,
            player.position_ms,
            player.state is PlayerState.PLAYING,
            session.follow.is_following,
            session.page.top_byte(),
        )

    def _on_drag_started(self, tick: Tick) -> None:
        session = self._session
        self._editing.settle()
        note, index = session.note, self._find(tick)
        if note is None or index is None:
            self._drag.cancel()
            return
        self._dragged = note, index
        session.follow.set_held(True)
        session.player.pause()

    def _find(self, tick: Tick) -> int | None:
        """Give the citation of a tick, which may have been made for the note as it was before."""
        note = self._session.note
        if note is None:
            return None
        same = [
            moment.citation
            for moment in self._session.follow.moments
            if moment.ms == tick.ms and note.plain(note.claims[moment.claim].span) == tick.text
        ]
        return tick.citation if tick.citation in same else next(iter(same), None)

    def _on_tick_dropped(self, tick: Tick, ms: int) -> None:
        before, dragged = self._before, self._dragged
        self._before = self._dragged = None
        session = self._session
        session.follow.set_held(False)
        if before is None or dragged is None:
            return
        note, index = dragged
        self._retime(index, ms)
        if session.note is note:
            self._timeline.put_back(tick)
        session.follow.set_position(session.player.position_ms)
        if before.is_playing:
            session.player.play()

    def _on_drag_cancelled(self) -> None:
        before, self._before, self._dragged = self._before, None, None
        session = self._session
        session.follow.set_held(False)
        if before is None:
            return
        session.player.seek(before.position_ms)
        session.follow.set_position(session.player.position_ms)
        if before.is_playing:
            session.player.play()
        if not before.is_following:
            session.follow.set_following(False)
            if session.note is before.note and before.top_byte is not None:
                session.page.scroll_to_byte(before.top_byte)

    def _on_changed(self) -> None:
        if self._dragged is not None:  # else it is what was being typed, taken in by ourselves
            self._drag.cancel()

    def _say(self, text: str, *, brief: bool = False) -> None:
        self._window.say(text, brief=brief)
