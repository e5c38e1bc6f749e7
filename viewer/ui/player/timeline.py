"""The timeline: the position in the video, and the claims of the note.

Above the bar is one tick per cited time of the note, below it the paler ticks of other notes about
the same video; the claims in force are amber. It never controls a player itself: it emits
`seek_requested`, in ms, and is told the position.

Ctrl+click grabs a tick, or one end of a range, which is a bar; with Shift as well, the whole range.
Any other click seeks. `timeline_painter` paints it. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QEvent,
    QPointF,
    QSize,
    Qt,
    Signal,
)
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

from viewer.notes.timecode import format_ms, format_range
from viewer.translation import sentences, tr
from viewer.ui.kit.buttons import OwnKeys
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.timers import once
from viewer.ui.player.ticks import Tick, TickDrag, TickPart, TickRow
from viewer.ui.player.timeline_card import TimelineCard
from viewer.ui.player.timeline_painter import (
    BAR,
    HEIGHT,
    MARKER,
    Groove,
    Pointed,
    TimelineContent,
    TimelinePainter,
)

_SNAP_PX = 5.5  # the pointer stands on whole px: within 5 of them
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
    scrub_started = Signal()  # a drag began; a plain click only asks for a seek
    scrub_finished = Signal(object)  # int: ms where the drag ended; its seek was asked for

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
        self._position_ms = 0
        self._ticks: list[Tick] = []  # of this note
        self._citation_first: Callable[[], int | None] = lambda: None
        self._hint = ""
        self.drag = TickDrag(self)
        self.drag.started.connect(lambda _: self._lay_ticks())
        self.drag.dropped.connect(self._on_tick_dropped)
        self.drag.cancelled.connect(self._on_tick_cancelled)
        self._hover_x: float | None = None
        self._hover_tick: Tick | None = None
        self._hover_part = TickPart.START
        self._moves_tick = False  # whether a press would take hold of that
        self._pressed_x: float | None = None
        self._dragging = False
        self._pending_ms: int | None = None
        self._scrub_timer = once(self, _SCRUB_INTERVAL_MS, self._scrub_on)

        self._card = TimelineCard(self, int(MARKER[0]))
        self._card.preview_requested.connect(self.preview_requested)
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
        self._position_ms = min(self._position_ms, duration_ms or 0)
        self._card.forget_pictures()
        self.setEnabled(duration_ms is not None)
        if duration_ms is None:
            self._leave()
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
        self._hover_tick = None
        self._looks.content_changed()

    def set_movable(self, movable: bool, hint: str = "") -> None:
        """Allow or forbid dragging the ticks of this note; `hint` tells the keys to do it."""
        if not movable:
            self.drag.cancel()
        self.drag.is_movable = movable
        self._hint = hint
        self._describe()

    def set_citation_first(self, call: Callable[[], int | None]) -> None:
        """Use `call` to decide which citation is meant if several share a pixel."""
        self._citation_first = call

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
        """Show the waveform of these levels, from `viewer.video.sound.levels`; empty: none."""
        if levels != self.content.levels:
            self.content.levels = levels
            self._looks.content_changed()

    def set_preview(self, ms: int, image: QImage) -> None:
        """Take a picture requested by `preview_requested`; late ones are cached."""
        if not image.isNull() and self.content.duration_ms is not None:
            self._card.take_preview(ms, image)

    def position_ms(self) -> int:
        """Return the position shown; while dragging, the pointer's."""
        return self._position_ms

    def x_of(self, ms: int) -> float:
        """Return the position of `ms`, in px from the left edge of the widget."""
        return self._looks.x_of(ms)

    def ms_at(self, x: float) -> int:
        """Return the time at `x`, clamped to the video."""
        return self._looks.ms_at(x)

    def tick_at(self, point: QPointF) -> Tick | None:
        """Return the tick that the pointer means: the nearest within 5 px.

        Below the bar those of other notes take precedence, elsewhere those of this note.
        """
        if self.content.duration_ms is None:
            return None
        rows = [self.content.own, self.content.faint]
        if _is_below(point):
            rows.reverse()
        ms = self.ms_at(point.x())
        alike_ms = self._looks.ms_per_px() / 2
        for row in rows:
            tick = row.nearest(ms, alike_ms=alike_ms, rank=self._rank)
            if (
                tick is not None
                and tick.ms <= self.content.duration_ms
                and abs(self.x_of(tick.ms) - point.x()) <= _SNAP_PX
            ):
                return tick
        return None

    def part_at(self, point: QPointF, *, whole: bool = False) -> tuple[Tick | None, TickPart]:
        """Return the tick that the pointer means, and which part: the nearer end.

        With `whole` all of a range, also in its middle.
        """
        tick, end = self.tick_at(point), None
        duration_ms = self.content.duration_ms
        if duration_ms is not None and not _is_below(point):
            ms = self.ms_at(point.x())
            end = self.content.own.range_ending_near(ms)
            if end is not None and self._px_off(end, TickPart.END, point) > _SNAP_PX:
                end = None
            found = (tick or end or self.content.own.range_over(ms)) if whole else None
            if found is not None and found.end_ms is not None:
                return found, TickPart.WHOLE
        if end is not None and (
            tick is None
            or self._px_off(end, TickPart.END, point) < self._px_off(tick, TickPart.START, point)
        ):
            return end, TickPart.END
        return tick, TickPart.START

    def _px_off(self, tick: Tick, part: TickPart, point: QPointF) -> float:
        return abs(self.x_of(tick.at(part)) - point.x())

    def _rank(self, tick: Tick) -> int:
        if tick.faint:
            return 0
        if tick.citation is not None and tick.citation == self._citation_first():
            return 0
        return 1 if tick.ms in self.content.now else 2

    # -- moving ------------------------------------------------------------------------------------

    def _move_to(self, position_ms: int) -> None:
        position_ms = min(max(0, position_ms), self.content.duration_ms or 0)
        if position_ms == self._position_ms:
            return
        before_ms, self._position_ms = self._position_ms, position_ms
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
                format_ms(self._position_ms), format_ms(self.content.duration_ms)
            )
            hint = self._hint if hint is None else hint
            self.setAccessibleDescription(sentences(where, hint))

    # -- dragging ----------------------------------------------------------------------------------

    def _scrub_to(self, ms: int) -> None:
        """Follow the pointer at once, but limit the seeks to what a player can show."""
        if not self._dragging:
            self._dragging = True
            self.scrub_started.emit()
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
        dragged = self.drag.tick
        self.content.own = TickRow(tick for tick in self._ticks if tick is not dragged)
        self.content.ranges = self.content.own.ends()
        self._hover_tick = None
        self._looks.content_changed()

    def _on_tick_dropped(self, tick: Tick, ms: int, part: TickPart) -> None:
        # Until the note's times are set again, which takes a moment.
        self._ticks = [one.moved(part, ms) if one is tick else one for one in self._ticks]
        self._lay_ticks()

    def _on_tick_cancelled(self) -> None:
        self._lay_ticks()
        self._leave()

    def _end_scrub(self) -> None:
        self._pressed_x = None
        if not self._dragging:
            return
        self._dragging = False
        self._scrub_on()
        self._scrub_timer.stop()
        self.scrub_finished.emit(self._position_ms)

    # -- hovering ----------------------------------------------------------------------------------

    def _hover(self, event: QSinglePointEvent) -> None:
        if self.content.duration_ms is None:
            return
        point, tick, part = event.position(), None, TickPart.START
        held = event.modifiers()
        moves = Qt.KeyboardModifier.ControlModifier in held
        if not self._dragging and self.drag.tick is None:
            whole = moves and Qt.KeyboardModifier.ShiftModifier in held
            tick, part = self.part_at(point, whole=whole)
        self._moves_tick = moves and tick is not None and tick.citation is not None
        if (self._moves_tick and self.drag.is_movable) or self.drag.tick is not None:
            self.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self.unsetCursor()
        if (point.x(), tick, part) != (self._hover_x, self._hover_tick, self._hover_part):
            self._hover_x = point.x()
            self._hover_tick, self._hover_part = tick, part
            self.update()
        self._show_card(point)

    def _leave(self) -> None:
        if self._hover_x is not None:
            self._hover_x = None
            self._hover_tick = None
            self.update()
        self._card.hide()

    def _hover_ms(self) -> int:
        if self.drag.tick is not None:
            return self.drag.ms
        if self._dragging or self._hover_x is None:
            return self._position_ms
        if self._hover_tick is not None:
            return self._hover_tick.at(self._hover_part)
        return self.ms_at(self._hover_x)

    def _show_card(self, point: QPointF) -> None:
        ms, tick, dragged = self._hover_ms(), self._hover_tick, self.drag.tick
        if dragged is not None:
            now = dragged.moved(self.drag.part, ms)
            self._card.show_dragged(now, dragged, self.x_of(ms), is_snapped=self.drag.is_snapped)
            return
        time, text, within = format_ms(ms), "", ""
        if tick is not None:
            time, text = format_range(tick.ms, tick.end_ms), tick.text
        elif not self._dragging and not _is_below(point):
            over = self.content.own.range_over(ms)
            if over is not None:
                text, within = over.text, format_range(over.ms, over.end_ms)
        more = (within, self._others_at(tick), self.content.groove.title_at(ms))
        self._card.show_moment(ms, self.x_of(ms), time, text, "  ".join(filter(None, more)))

    def _others_at(self, tick: Tick | None) -> str:
        if tick is None:
            return ""
        others = (self.content.faint if tick.faint else self.content.own).count_at(tick.ms) - 1
        more = tr("and 1 more|and %n more", "", others) if others > 0 else ""
        return "  ".join(filter(None, (tick.source, more)))

    # -- Qt overrides ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(480, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        dragged = self.drag.tick
        pointed = Pointed(
            self._hover_x,
            self._hover_tick,
            self._hover_part,
            (dragged, dragged.moved(self.drag.part, self.drag.ms)) if dragged is not None else None,
            self._dragging,
        )
        self._looks.paint(QPainter(self), self._position_ms, pointed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.drag.tick is not None:
            self.drag.cancel()  # by another button
            return
        duration_ms = self.content.duration_ms
        if event.button() != Qt.MouseButton.LeftButton or duration_ms is None:
            event.ignore()
            return
        self._hover(event)
        tick, part = self._hover_tick, self._hover_part
        x = event.position().x()
        if self._moves_tick and tick is not None:
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
        self._hover(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.drag.release()
        self._end_scrub()
        if self.rect().contains(event.position().toPoint()):
            self._hover(event)
        else:
            self._leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A slider would take it and jump; scrolling past the timeline is never a wish to seek.
        event.ignore()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hover(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self._dragging and self.drag.tick is None:
            self._leave()

    def hideEvent(self, event: QHideEvent) -> None:
        self.drag.cancel()
        self._end_scrub()
        self._leave()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._leave()

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
            Qt.Key.Key_Left: self._position_ms - step,
            Qt.Key.Key_Right: self._position_ms + step,
        }
        if plain:
            by_key |= {
                Qt.Key.Key_PageUp: self._position_ms + _PAGE_MS,
                Qt.Key.Key_PageDown: self._position_ms - _PAGE_MS,
                Qt.Key.Key_Home: 0,
                Qt.Key.Key_End: self.content.duration_ms,
            }
        target = by_key.get(Qt.Key(event.key()))
        return None if target is None else min(max(0, target), self.content.duration_ms)


def _is_below(point: QPointF) -> bool:
    return point.y() > BAR[0] + BAR[1] + 3
