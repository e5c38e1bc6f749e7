"""Drag the ticks of the timeline: a citation gets the time where its tick is dropped.

While a tick is dragged the note does not change, and its claim stays in force; dropping it makes
the only change. Any other change of the note cancels the drag, and restores everything. GUI thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from viewer.base.translation import tr
from viewer.media.player import PlayerState
from viewer.notes.note import Note
from viewer.ui.page.editing import Editing
from viewer.ui.page.retiming import Retiming
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.watch.ticks import Tick, TickPart
from viewer.ui.window.context import Context


@dataclass(frozen=True, slots=True)
class _Before:
    note: Note | None
    position_ms: int
    is_playing: bool
    is_following: bool
    top_byte: int | None


class TickMoving(NoteFeature):
    """Lets the user drag the ticks of the current note."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        window = context.window
        session = self._session
        editing = context.get(Editing)
        self._editing, self._retiming = editing, context.get(Retiming)
        self._before: _Before | None = None
        self._dragged: tuple[Note, int] | None = None  # and the citation in it
        self._timeline = context.get(Playing).timeline
        self._timeline.citation_asked.connect(self._name_citation)
        self._drag = self._timeline.drag
        self._drag.pressed.connect(self._on_tick_pressed)
        self._drag.started.connect(self._on_drag_started)
        self._drag.moved.connect(session.video.go_to)
        self._drag.dropped.connect(self._on_tick_dropped)
        self._drag.cancelled.connect(self._on_drag_cancelled)
        self._drag.refused.connect(lambda: editing.say_why_not(brief=True))
        session.leaving.connect(lambda: self._timeline.set_movable(False))
        window.actions_.keys_changed.connect(self._show_hint)
        session.on_opened(self._show_hint)

    def _name_citation(self) -> None:
        self._timeline.targets.first = self._current.citation()

    def _show_hint(self) -> None:
        keys = [*map(self._window.actions_.shown_key, ("retime.earlier", "retime.later"))]
        hint = tr("Hold Ctrl and drag to change the time, or press {0} or {1}").format(*keys)
        can_edit = self._editing.draft is not None
        self._timeline.set_movable(can_edit, hint if can_edit and all(keys) else "")

    def _on_tick_pressed(self) -> None:
        session = self._session
        player = self._player
        self._drag.frame_interval_ms = player.frame_interval_ms
        self._before = _Before(
            session.note,
            self._video.now_ms,
            player.state is PlayerState.PLAYING,
            self._follow.is_following,
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
        self._editing.changed.connect(self._drag.cancel)
        self._follow.is_held = True
        self._player.pause()

    def _find(self, tick: Tick) -> int | None:
        """Return the citation of a tick, which may be from the note's previous version."""
        note = self._session.note
        if note is None:
            return None
        same = [
            moment.citation
            for moment in self._follow.moments
            if moment.ms == tick.ms and note.plain.of(note.claims[moment.claim].span) == tick.text
        ]
        return tick.citation if tick.citation in same else next(iter(same), None)

    def _on_tick_dropped(self, tick: Tick, ms: int, part: TickPart) -> None:
        before, dragged = self._end()
        session = self._session
        if before is None or dragged is None:
            return
        note, index = dragged
        if part is TickPart.END:
            self._retiming.set_end(index, ms)
        else:
            self._retiming.give(index, ms, whole=part is TickPart.WHOLE)
        if session.note is note:
            self._timeline.put_back(tick)
        self._follow.set_position(self._video.now_ms)
        if before.is_playing:
            self._player.play()

    def _on_drag_cancelled(self) -> None:
        before, session = self._end()[0], self._session
        if before is None:
            return
        self._video.go_to(before.position_ms)
        self._follow.set_position(self._video.now_ms)
        if before.is_playing:
            self._player.play()
        if not before.is_following:
            self._follow.set_following(False)
            if session.note is before.note and before.top_byte is not None:
                session.page.scroll_to_byte(before.top_byte)

    def _end(self) -> tuple[_Before | None, tuple[Note, int] | None]:
        before, dragged = self._before, self._dragged
        self._before = self._dragged = None
        if dragged is not None:
            self._editing.changed.disconnect(self._drag.cancel)
        self._follow.is_held = False
        return before, dragged
