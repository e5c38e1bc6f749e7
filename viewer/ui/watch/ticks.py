"""Ticks of a timeline, sorted by time: finding the nearest, painting and dragging.

The tick of a range is a bar with a mark at either end; its start, its end, or the whole is dragged.
`TickDrag` tracks the dragged tick and signals its position; it changes neither note nor player. A
drag ends with exactly one of `dropped` and `cancelled`. Times are int milliseconds on frames of the
video, clamped to [0, duration]. GUI thread.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from viewer.ui.kit.timers import once

TickState = Literal["plain", "doubt"]

# Ticks on more than this part of the pixels are crowded.
_CROWDED = 0.25
# The largest height of a range's bar, at the bottom of its row, in px.
_RANGE_PX = 4.0
_RANGE_SHADE = 0.5
_MOVED_EVERY_MS = 33


class TickPart(Enum):
    """The part of a tick that is meant; without an end only its start."""

    START = "start"
    END = "end"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Tick:
    """A cited time on the timeline."""

    ms: int
    # The claim, without markup, or what gives it; ticks that look alike are equal.
    words: str | Callable[[], str] = field(compare=False)
    state: TickState = "plain"
    faint: bool = False  # whether it belongs to another note about the same video
    citation: int | None = None  # its index in the note; None where it is not this note's
    source: str = ""  # the title of the other note that it belongs to
    mark: int | None = None  # the number of that note's mark, which gives it its colour
    key: object = None  # by which it is known who set the tick
    end_ms: int | None = None  # where its range ends

    @property
    def text(self) -> str:
        """The claim, without markup, for the hover card."""
        return self.words if isinstance(self.words, str) else self.words()

    def at(self, part: TickPart) -> int:
        """Return the time of one of its parts, in ms."""
        return self.end_ms if part is TickPart.END and self.end_ms is not None else self.ms

    def moved(self, part: TickPart, ms: int) -> Tick:
        """Return the tick with a part of it at `ms`. A start that passes the end takes it along."""
        if part is TickPart.END:
            return replace(self, end_ms=ms)
        end_ms = self.end_ms
        if end_ms is not None and (part is TickPart.WHOLE or ms >= end_ms):
            end_ms += ms - self.ms
        return replace(self, ms=ms, end_ms=end_ms)


class TickRow:
    """A row of ticks. Ticks at the same time keep their given order."""

    def __init__(self, ticks: Iterable[Tick]) -> None:
        self.ticks = sorted(ticks, key=lambda tick: tick.ms)
        self.times = [tick.ms for tick in self.ticks]
        self._ranges = [tick for tick in self.ticks if tick.end_ms is not None]

    def range_ending_near(self, ms: int) -> Tick | None:
        """Return the range whose end is nearest to `ms`; of several the shortest."""
        return min(
            self._ranges, key=lambda tick: (abs(tick.at(TickPart.END) - ms), -tick.ms), default=None
        )

    def range_over(self, ms: int) -> Tick | None:
        """Return the range that contains `ms`; of several the one that begins last."""
        over = (tick for tick in self._ranges if tick.ms <= ms < tick.at(TickPart.END))
        return max(over, key=lambda tick: tick.ms, default=None)

    def ends(self) -> dict[int, int]:
        """Return the ends of ranges, of those that begin at the same time the last."""
        ends = sorted((tick.at(TickPart.END), tick.ms) for tick in self._ranges)
        return {start_ms: end_ms for end_ms, start_ms in ends}

    def nearest(
        self, ms: int, *, alike_ms: float = 0.0, rank: Callable[[Tick], int] = lambda _: 0
    ) -> Tick | None:
        """Return the tick nearest to `ms`, the first of several at the same time.

        Those at most `alike_ms` further away count as equally near: of them the one with the lowest
        `rank` is returned.
        """
        if not self.ticks:
            return None
        after = bisect_left(self.times, ms)
        reach_ms = alike_ms + min(abs(at - ms) for at in self.times[max(0, after - 1) : after + 1])
        near = self.ticks[
            bisect_left(self.times, ms - reach_ms) : bisect_right(self.times, ms + reach_ms)
        ]
        return min(near, key=lambda tick: (rank(tick), abs(tick.ms - ms), -tick.ms))

    def count_at(self, ms: int) -> int:
        """Count the ticks exactly at `ms`."""
        return bisect_right(self.times, ms) - bisect_left(self.times, ms)

    def paint(
        self,
        painter: QPainter,
        ends: tuple[float, float],
        duration_ms: int,
        row: tuple[float, float],
        ratio: float,
        colours: Mapping[TickState, QColor],
        colour_of_mark: Callable[[int], QColor] | None = None,
    ) -> None:
        """Paint the ticks within `duration_ms` between the x of `ends`.

        `row` is top and height; `ratio` is device pixels per px. Ticks in doubt come last and are
        triangles. Crowded ticks are drawn one device pixel wide, with an intensity for the number
        that share it, so that they do not form a solid block.
        """
        left, right = ends
        self._paint_ranges(painter, ends, duration_ms, row, ratio, colours, colour_of_mark)
        scale = (right - left) * ratio / max(1, duration_ms)
        columns: dict[tuple[TickState, int | None], Counter[int]] = {}
        for tick in self.ticks:
            if tick.ms <= duration_ms:
                of_kind = columns.setdefault((tick.state, tick.mark), Counter())
                of_kind[round(left * ratio + tick.ms * scale)] += 1
        used = sum(len(counts) for counts in columns.values())
        crowded = used > _CROWDED * (right - left) * ratio
        width = 1.0 / ratio if crowded else max(1, round(2 * ratio)) / ratio
        # Those in doubt last, over the others.
        for (state, mark), counts in sorted(columns.items(), key=lambda of: of[0][0] == "doubt"):
            colour = colours[state]
            if mark is not None and colour_of_mark is not None:
                colour = colour_of_mark(mark)
            most = max(counts.values(), default=1)
            for column, count in counts.items():
                shade = QColor(colour)
                if crowded:
                    shade.setAlphaF(shade.alphaF() * (0.35 + 0.65 * count / most))
                else:
                    shade.setAlphaF(1.0 - (1.0 - shade.alphaF()) ** count)
                x = column / ratio - (0 if crowded else round(width * ratio / 2) / ratio)
                _paint_tick(painter, QRectF(x, row[0], width, row[1]), shade, state)

    def _paint_ranges(
        self,
        painter: QPainter,
        ends: tuple[float, float],
        duration_ms: int,
        row: tuple[float, float],
        ratio: float,
        colours: Mapping[TickState, QColor],
        colour_of_mark: Callable[[int], QColor] | None,
    ) -> None:
        scale = (ends[1] - ends[0]) * ratio / max(1, duration_ms)
        height = min(_RANGE_PX, row[1] / 2)
        bottom = row[0] + row[1]
        for tick in self._ranges:
            if tick.ms > duration_ms:
                continue
            colour = QColor(colours[tick.state])
            if tick.mark is not None and colour_of_mark is not None:
                colour = colour_of_mark(tick.mark)
            start, end = (
                round(ends[0] * ratio + min(ms, duration_ms) * scale) / ratio
                for ms in (tick.ms, tick.at(TickPart.END))
            )
            painter.fillRect(QRectF(end - 1.0, bottom - row[1], 1.0, row[1]), colour)
            colour.setAlphaF(colour.alphaF() * _RANGE_SHADE)
            painter.fillRect(QRectF(start, bottom - height, end - start, height), colour)


def _paint_tick(painter: QPainter, rect: QRectF, shade: QColor, state: TickState) -> None:
    if state == "doubt" and rect.height() >= 8:
        out, middle = QPointF(rect.height() / 2, 0), QPointF(rect.center().x(), rect.top())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon([middle, rect.bottomRight() + out, rect.bottomLeft() - out])
        painter.restore()
    else:
        painter.fillRect(rect, shade)


class TickDrag(QObject):
    """At most one tick at a time is pressed or dragged."""

    pressed = Signal()  # on a tick that can be dragged, before the press asks for its own seek
    started = Signal(object)  # Tick
    moved = Signal(object)  # int: ms; at most one per 33 ms, the last one before the drop always
    dropped = Signal(object, object, object)  # Tick as it was; int: ms of the part; TickPart
    cancelled = Signal()
    refused = Signal()  # the user pulls at a tick that cannot be dragged

    def __init__(self, timeline: QWidget) -> None:
        super().__init__(timeline)
        self.is_movable = False  # whether ticks can be dragged at all
        self.frame_interval_ms = 40.0
        self._timeline = timeline
        self._tick: Tick | None = None
        self.part = TickPart.START  # what of the tick is pressed or dragged
        self._is_under_way = False
        self._start_x = 0.0
        self._exact_ms = 0.0  # where the pointer leads, before it is held inside and on a frame
        self._ms_per_px = 0.0
        self._duration_ms = 0
        self._keys: QObject | None = None  # where keys go while a tick is dragged
        self._pending_ms: int | None = None
        self._timer = once(self, _MOVED_EVERY_MS, self._say_moved)

    @property
    def tick(self) -> Tick | None:
        """The original of the dragged tick; None before it was moved far enough."""
        return self._tick if self._is_under_way else None

    @property
    def ms(self) -> int:
        """The dragged part's time, in ms: on the nearest frame, inside the video.

        An end stays after its start.
        """
        frame = max(0, round(self._exact_ms / self.frame_interval_ms))
        # A frame is shown from its own time on, which is a part of a millisecond in most videos.
        at = math.ceil(frame * self.frame_interval_ms - 1e-6)
        tick, latest_ms = self._tick, self._duration_ms
        if tick is not None and self.part is TickPart.END:
            at = max(at, tick.ms + math.ceil(self.frame_interval_ms))
        elif tick is not None and self.part is TickPart.WHOLE:
            latest_ms = max(0, latest_ms - (tick.at(TickPart.END) - tick.ms))
        return min(at, latest_ms)

    def press(
        self, tick: Tick, x: float, ms_per_px: float, duration_ms: int, part: TickPart
    ) -> None:
        """Press a part of a tick at `x` px, with a scale of `ms_per_px`."""
        self._tick, self.part, self._is_under_way = tick, part, False
        self._start_x = x
        self._exact_ms = float(tick.at(part))
        self._ms_per_px, self._duration_ms = ms_per_px, duration_ms
        if self.is_movable:
            self.pressed.emit()

    def move(self, event: QMouseEvent) -> None:
        if self._tick is None:
            return
        if not event.buttons() & Qt.MouseButton.LeftButton:
            self.cancel()  # let go of where nobody told us
            return
        far = event.position().x() - self._start_x
        self._exact_ms = self._tick.at(self.part) + far * self._ms_per_px
        if not self._is_under_way:
            if abs(far) < QApplication.startDragDistance():
                return
            if not self._start():
                return
        self._pending_ms = self.ms
        if not self._timer.isActive():
            self._say_moved()

    def release(self) -> None:
        """Release the tick: if it was dragged, it is dropped."""
        tick, ms, part, was_under_way = self._tick, self.ms, self.part, self._is_under_way
        self._forget()
        if tick is not None and was_under_way:
            self.dropped.emit(tick, ms, part)

    def cancel(self) -> None:
        """Put the tick back, if one is dragged."""
        was_under_way = self._is_under_way
        self._forget()
        if was_under_way:
            self.cancelled.emit()

    def keep(self, ticks: list[Tick]) -> None:
        """Continue with the same tick among the new ones, or cancel."""
        old = self._tick
        if old is None:
            return
        alike = (tick for tick in ticks if tick.ms == old.ms and tick.text == old.text)
        same = next(alike, None)
        if same is None:
            self.cancel()
        else:
            self._tick = same

    def _start(self) -> bool:
        tick = self._tick
        assert tick is not None
        if not self.is_movable:
            self._forget()
            self.refused.emit()
            return False
        self._is_under_way = True
        self.started.emit(tick)
        if self.tick is None:
            return False  # somebody cancelled it at once
        # Keys go on to whatever has the focus, and some of them would change the note or move the
        # player under the drag.
        self._keys = QApplication.focusWidget() or self._timeline.window()
        self._keys.installEventFilter(self)
        return True

    def _forget(self) -> None:
        self._tick, self._is_under_way = None, False
        self._pending_ms = None
        self._timer.stop()
        if self._keys is not None:
            self._keys.removeEventFilter(self)
            self._keys = None

    def _say_moved(self) -> None:
        if self._pending_ms is not None:
            ms, self._pending_ms = self._pending_ms, None
            self._timer.start()
            self.moved.emit(ms)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not self._is_under_way:
            return False
        event.accept()  # of a ShortcutOverride that means: no shortcut
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.cancel()
        return True
