"""The timeline: the position in the video, and the claims of the note.

Above the bar is one tick per cited time of the note, below it the paler ticks of other notes about
the same video; the claims in force are amber. It never controls a player itself: it emits
`seek_requested`, in ms, and is told the position.

Ctrl+click grabs a tick, or one end of a range, which is a bar; with Shift as well, the whole range.
Any other click seeks. `timeline_painter` paints it. GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSinglePointEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from viewer.base.translation import sentences, tr
from viewer.notes.timecode import format_ms
from viewer.ui.kit.buttons import OwnKeys
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.timers import once
from viewer.ui.watch.ticks import Tick, TickDrag, TickPart, TickRow
from viewer.ui.watch.timeline_card import TimelineCard
from viewer.ui.watch.timeline_hover import TickTargets, TimelineHover
from viewer.ui.watch.timeline_painter import (
    HEIGHT,
    MARKER,
    Groove,
    Pointed,
    TimelineContent,
    TimelinePainter,
)

_DRAG_PX = 3
_LONG_PX = 12
_SCRUB_INTERVAL_MS = 33

_STEP_MS = 5_000
_FINE_STEP_MS = 1_000
_PAGE_MS = 60_000
_JUMP_MS = 1_500  # a move as far as that is no playing


class Timeline(QWidget):
    """Shows and sets the position in a video.

    Screen readers see a slider whose description is the time: they would read a value as seconds
    and per cent.
    """

    seek_requested = Signal(object)  # int: ms; dragging at most one per 33 ms, the last always
    preview_requested = Signal(object, int)  # int: ms; width in device pixels
    other_tick_chosen = Signal(object)  # Tick of another note, whose seek was asked for already
    citation_asked = Signal()  # whoever knows which is meant sets `targets.first`

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Timeline"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # By Tab alone: a click that seeks must not take the keyboard away from the note.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        set_role(self, Role.Slider)
        self.setEnabled(False)

        self.content = TimelineContent()
        self._looks = TimelinePainter(self, self.content)
        self.position_ms = 0  # which is shown; while dragging, the pointer's
        self._ticks: list[Tick] = []  # of this note
        self.targets = TickTargets(self.content, self._looks)
        self._hint = ""
        self.drag = TickDrag(self)
        self.drag.started.connect(self._lay_ticks)
        self.drag.dropped.connect(self._on_tick_dropped)
        self.drag.cancelled.connect(self._on_tick_cancelled)
        self._pressed_x: float | None = None
        self._dragging = False
        self._pending_ms: int | None = None
        self._scrub_timer = once(self, _SCRUB_INTERVAL_MS, self._scrub_on)

        self._card = TimelineCard(self, int(MARKER[0]))
        self._card.preview_requested.connect(self.preview_requested)
        parts = self.content, self._looks, self.targets, self.drag, self._card
        self._pointer = TimelineHover(self, *parts)
        # Arrow keys are shortcuts of the window too; here they are the slider's own.
        OwnKeys(self, lambda event: self._step_for(event) is not None)

    def set_duration(self, duration_ms: int | None) -> None:
        """Set the length of the video; None (or 0) without a video: disabled."""
        duration_ms = duration_ms or None
        if duration_ms == self.content.duration_ms:
            return
        self.drag.cancel()
        self._end_scrub()
        self.content.duration_ms = duration_ms
        self.position_ms = min(self.position_ms, duration_ms or 0)
        self._card.forget_pictures()
        self.setEnabled(duration_ms is not None)
        if duration_ms is None:
            self._pointer.leave()
        self._describe()
        self._looks.content_changed()

    def set_position(self, position_ms: int) -> None:
        """Move the playhead, unless the user is dragging it."""
        if not self._dragging:
            self._move_to(position_ms)

    def set_ticks(self, ticks: Sequence[Tick]) -> None:
        """Replace the ticks of this note, in any order."""
        self._ticks = list(ticks)
        self.drag.keep(self._ticks)
        self._lay_ticks()

    def set_other_ticks(self, ticks: Sequence[Tick]) -> None:
        """Replace the ticks of other notes about the video, which are faint, below the bar."""
        self.content.faint = TickRow(ticks)
        self._pointer.tick = None
        self._looks.content_changed()

    def set_movable(self, movable: bool, hint: str = "") -> None:
        """Allow or forbid dragging the ticks of this note; `hint` tells the keys to do it."""
        if not movable:
            self.drag.cancel()
        self.drag.is_movable = movable
        self._hint = hint
        self._describe()

    def put_back(self, tick: Tick) -> None:
        """Show a dropped tick at its own time again: nothing was changed."""
        self._ticks = [tick if one.citation == tick.citation else one for one in self._ticks]
        self._lay_ticks()

    def set_now(self, times_ms: frozenset[int]) -> None:
        if times_ms != self.content.now:
            self.content.now = times_ms
            self.update()

    def set_found(self, times_ms: Sequence[int]) -> None:
        """Mark matches in the transcript, above the claims; () for none."""
        if times_ms != self.content.found:
            self.content.found = times_ms
            self._looks.content_changed()

    def set_repeat(self, stretch_ms: tuple[int, int] | None) -> None:
        """Show the stretch [start, end) being repeated, or none."""
        if stretch_ms != self.content.repeat:
            self.content.repeat = stretch_ms
            self._looks.content_changed()

    def set_chapters(self, chapters: Sequence[tuple[int, str]]) -> None:
        """Show the starts of these chapters: (ms, title) of each; () for none."""
        self.content.groove = Groove(chapters)
        self._looks.content_changed()

    def set_levels(self, levels: bytes) -> None:
        """Show the waveform of these levels, from `viewer.media.sound_levels`; empty: none."""
        if levels != self.content.levels:
            self.content.levels = levels
            self._looks.content_changed()

    def set_preview(self, ms: int, image: QImage) -> None:
        """Take a picture requested by `preview_requested`; late ones are cached."""
        if not image.isNull() and self.content.duration_ms is not None:
            self._card.take_preview(ms, image)

    def x_of(self, ms: int) -> float:
        """Return the position of `ms`, in px from the left edge of the widget."""
        return self._looks.x_of(ms)

    def ms_at(self, x: float) -> int:
        """Return the time at `x`, clamped to the video."""
        return self._looks.ms_at(x)

    # -- moving ------------------------------------------------------------------------------------

    def _move_to(self, position_ms: int) -> None:
        position_ms = min(max(0, position_ms), self.content.duration_ms or 0)
        if position_ms == self.position_ms:
            return
        before_ms, self.position_ms = self.position_ms, position_ms
        before, after = self._looks.on_pixel(before_ms), self._looks.on_pixel(position_ms)
        if after != before:
            self.update(self._looks.knob_moved(before, after))
        # Not each second while it plays, nor the hint each time: a screen reader would say it.
        is_playing = 0 < position_ms - before_ms < _JUMP_MS
        if position_ms // 1000 != before_ms // 1000 and not is_playing:
            self._describe(hint="" if self.hasFocus() else None)

    def _ask_for(self, ms: int) -> None:
        self._move_to(ms)
        self.seek_requested.emit(ms)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()

    def _describe(self, hint: str | None = None) -> None:
        if self.content.duration_ms is None:
            self.setAccessibleDescription(tr("No video"))
        else:
            where = tr("{0} of {1}").format(
                format_ms(self.position_ms), format_ms(self.content.duration_ms)
            )
            hint = self._hint if hint is None else hint
            self.setAccessibleDescription(sentences(where, hint))

    # -- dragging ----------------------------------------------------------------------------------

    def _scrub_to(self, ms: int) -> None:
        """Follow the pointer at once, but limit the seeks to what a player can show."""
        self._dragging = True
        self._move_to(ms)
        self._pending_ms = ms
        if not self._scrub_timer.isActive():
            self._scrub_on()

    def _scrub_on(self) -> None:
        if self._pending_ms is not None:
            ms, self._pending_ms = self._pending_ms, None
            self.seek_requested.emit(ms)
            self._scrub_timer.start()

    def _lay_ticks(self) -> None:
        before, dragged = self.content.own.ticks, self.drag.tick
        self.content.own = TickRow(tick for tick in self._ticks if tick is not dragged)
        self.content.ranges = self.content.own.ends()
        self._pointer.tick = None
        if self.content.own.ticks != before:
            self._looks.content_changed()

    def _on_tick_dropped(self, tick: Tick, ms: int, part: TickPart) -> None:
        # Until the note's times are set again, which takes a moment.
        self._ticks = [one.moved(part, ms) if one is tick else one for one in self._ticks]
        self._lay_ticks()

    def _on_tick_cancelled(self) -> None:
        self._lay_ticks()
        self._pointer.leave()

    def _end_scrub(self) -> None:
        self._pressed_x = None
        if not self._dragging:
            return
        self._dragging = False
        self._scrub_on()
        self._scrub_timer.stop()

    def _look(self, event: QSinglePointEvent) -> None:
        self.citation_asked.emit()
        self._pointer.look(event, self.position_ms if self._dragging else None)

    # -- Qt overrides ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(480, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        dragged = self.drag.tick
        pointed = Pointed(
            self._pointer.x,
            self._pointer.tick,
            self._pointer.part,
            (dragged, dragged.moved(self.drag.part, self.drag.ms)) if dragged is not None else None,
            self._dragging,
        )
        self._looks.paint(QPainter(self), self.position_ms, pointed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.drag.tick is not None:
            self.drag.cancel()  # by another button
            return
        duration_ms = self.content.duration_ms
        if event.button() != Qt.MouseButton.LeftButton or duration_ms is None:
            event.ignore()
            return
        self._look(event)
        tick, part = self._pointer.tick, self._pointer.part
        x = event.position().x()
        if self._pointer.moves_tick and tick is not None:
            self.drag.press(tick, x, self._looks.ms_per_px(), duration_ms, part)
        else:
            self._pressed_x = x
        if tick is None:
            self._ask_for(self.ms_at(x))
        else:
            # The end of a short one is hardly told from its start, which is what is said.
            is_long = self.x_of(tick.at(TickPart.END)) - self.x_of(tick.ms) > _LONG_PX
            self._ask_for(tick.at(part) if is_long else tick.ms)
        if tick is not None and tick.faint:
            self.other_tick_chosen.emit(tick)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        self.drag.move(event)
        pressed = self._pressed_x
        if pressed is not None and (self._dragging or abs(x - pressed) >= _DRAG_PX):
            self._scrub_to(self.ms_at(x))
        self._look(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.drag.release()
        self._end_scrub()
        if self.rect().contains(event.position().toPoint()):
            self._look(event)
        else:
            self._pointer.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A slider would take it and jump; scrolling past the timeline is never a wish to seek.
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._look(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self._dragging and self.drag.tick is None:
            self._pointer.leave()

    def hideEvent(self, event: QHideEvent) -> None:
        self.drag.cancel()
        self._end_scrub()
        self._pointer.leave()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._pointer.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._step_for(event)
        if target is None:
            event.ignore()
        else:
            self._ask_for(target)

    def _step_for(self, event: QKeyEvent) -> int | None:
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if self.content.duration_ms is None or not (plain or shift):
            return None
        step = _FINE_STEP_MS if shift else _STEP_MS
        by_key = {
            Qt.Key.Key_Left: self.position_ms - step,
            Qt.Key.Key_Right: self.position_ms + step,
        }
        if plain:
            by_key |= {
                Qt.Key.Key_PageUp: self.position_ms + _PAGE_MS,
                Qt.Key.Key_PageDown: self.position_ms - _PAGE_MS,
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: self.content.duration_ms,
            }
        target = by_key.get(Qt.Key(event.key()))
        return None if target is None else min(max(0, target), self.content.duration_ms)
