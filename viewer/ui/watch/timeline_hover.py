"""What the pointer means on the timeline, and the card that says so. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QSinglePointEvent
from PySide6.QtWidgets import QWidget

from viewer.base.translation import tr
from viewer.notes.timecode import format_ms, format_range
from viewer.ui.watch.ticks import Tick, TickDrag, TickPart
from viewer.ui.watch.timeline_card import TimelineCard
from viewer.ui.watch.timeline_painter import BAR, TimelineContent, TimelinePainter

_SNAP_PX = 5.5  # the pointer stands on whole px: within 5 of them


class TickTargets:
    """Finds the tick that a point means."""

    def __init__(self, content: TimelineContent, looks: TimelinePainter) -> None:
        self._content, self._looks = content, looks
        self.first: int | None = None  # the citation that is meant if several share a pixel

    def tick_at(self, point: QPointF) -> Tick | None:
        """Return the tick that the pointer means: the nearest within 5 px.

        Below the bar those of other notes take precedence, elsewhere those of this note.
        """
        if self._content.duration_ms is None:
            return None
        rows = [self._content.own, self._content.faint]
        if _is_below(point):
            rows.reverse()
        ms = self._looks.ms_at(point.x())
        alike_ms = self._looks.ms_per_px() / 2
        for row in rows:
            tick = row.nearest(ms, alike_ms=alike_ms, rank=self._rank)
            if (
                tick is not None
                and tick.ms <= self._content.duration_ms
                and abs(self._looks.x_of(tick.ms) - point.x()) <= _SNAP_PX
            ):
                return tick
        return None

    def part_at(self, point: QPointF, *, whole: bool = False) -> tuple[Tick | None, TickPart]:
        """Return the tick that the pointer means, and which part: the nearer end.

        With `whole` all of a range, also in its middle.
        """
        tick, end = self.tick_at(point), None
        duration_ms = self._content.duration_ms
        if duration_ms is not None and not _is_below(point):
            ms = self._looks.ms_at(point.x())
            end = self._content.own.range_ending_near(ms)
            if end is not None and self._px_off(end, TickPart.END, point) > _SNAP_PX:
                end = None
            found = (tick or end or self._content.own.range_over(ms)) if whole else None
            if found is not None and found.end_ms is not None:
                return found, TickPart.WHOLE
        if end is not None and (
            tick is None
            or self._px_off(end, TickPart.END, point) < self._px_off(tick, TickPart.START, point)
        ):
            return end, TickPart.END
        return tick, TickPart.START

    def _px_off(self, tick: Tick, part: TickPart, point: QPointF) -> float:
        return abs(self._looks.x_of(tick.at(part)) - point.x())

    def _rank(self, tick: Tick) -> int:
        if tick.faint:
            return 0
        if tick.citation is not None and tick.citation == self.first:
            return 0
        return 1 if tick.ms in self._content.now else 2


class TimelineHover:
    """What is under the pointer: its tick, the card about it, the shape of the pointer."""

    def __init__(
        self,
        timeline: QWidget,
        content: TimelineContent,
        looks: TimelinePainter,
        targets: TickTargets,
        drag: TickDrag,
        card: TimelineCard,
    ) -> None:
        self._timeline, self._content, self._looks = timeline, content, looks
        self._targets, self._drag, self._card = targets, drag, card
        self.x: float | None = None  # None: it is elsewhere
        self.tick: Tick | None = None
        self.part = TickPart.START
        self.moves_tick = False  # whether a press would take hold of that

    def look(self, event: QSinglePointEvent, scrubbed_ms: int | None) -> None:
        """Take a place of the pointer; `scrubbed_ms` is where it drags the position, if it does."""
        if self._content.duration_ms is None:
            return
        point, tick, part = event.position(), None, TickPart.START
        held = event.modifiers()
        moves = Qt.KeyboardModifier.ControlModifier in held
        if scrubbed_ms is None and self._drag.tick is None:
            whole = moves and Qt.KeyboardModifier.ShiftModifier in held
            tick, part = self._targets.part_at(point, whole=whole)
        self.moves_tick = moves and tick is not None and tick.citation is not None
        if (self.moves_tick and self._drag.is_movable) or self._drag.tick is not None:
            self._timeline.setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            self._timeline.unsetCursor()
        if (point.x(), tick, part) != (self.x, self.tick, self.part):
            self.x = point.x()
            self.tick, self.part = tick, part
            self._timeline.update()
        self._show_card(point, scrubbed_ms)

    def leave(self) -> None:
        """Forget the pointer: it is elsewhere."""
        if self.x is not None:
            self.x = None
            self.tick = None
            self._timeline.update()
        self._card.hide()

    def _ms(self, point: QPointF, scrubbed_ms: int | None) -> int:
        if self._drag.tick is not None:
            return self._drag.ms
        if scrubbed_ms is not None:
            return scrubbed_ms
        if self.tick is not None:
            return self.tick.at(self.part)
        return self._looks.ms_at(point.x())

    def _show_card(self, point: QPointF, scrubbed_ms: int | None) -> None:
        ms, tick, dragged = self._ms(point, scrubbed_ms), self.tick, self._drag.tick
        if dragged is not None:
            now = dragged.moved(self._drag.part, ms)
            self._card.show_dragged(now, dragged, self._looks.x_of(ms))
            return
        time, text, within = format_ms(ms), "", ""
        if tick is not None:
            time, text = format_range(tick.ms, tick.end_ms), tick.text
        elif scrubbed_ms is None and not _is_below(point):
            over = self._content.own.range_over(ms)
            if over is not None:
                text, within = over.text, format_range(over.ms, over.end_ms)
        more = (within, self._others_at(tick), self._content.groove.title_at(ms))
        self._card.show_moment(ms, self._looks.x_of(ms), time, text, "  ".join(filter(None, more)))

    def _others_at(self, tick: Tick | None) -> str:
        if tick is None:
            return ""
        others = (self._content.faint if tick.faint else self._content.own).count_at(tick.ms) - 1
        more = tr("and 1 more|and %n more", "", others) if others > 0 else ""
        return "  ".join(filter(None, (tick.source, more)))


def _is_below(point: QPointF) -> bool:
    return point.y() > BAR[0] + BAR[1] + 3
