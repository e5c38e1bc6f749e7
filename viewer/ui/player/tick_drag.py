"""Dragging a tick of the timeline: from a press on it to one new time, or to nothing.

Of a range its start, its end, or the whole is dragged.

`TickDrag` knows where the dragged tick stands and says so; it changes no note and moves no player.
A drag ends with exactly one of `dropped` and `cancelled`. Times are int milliseconds on frames of
the video, held inside [0, duration]. Near the places that `snap` names the tick stands there. GUI
thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from viewer.ui.kit.timers import once
from viewer.ui.player.ticks import Tick, TickPart

_MOVED_EVERY_MS = 33


class TickDrag(QObject):
    """One tick at most is pressed or dragged at a time."""

    pressed = Signal()  # on a tick that can be dragged, before the press asks for its own seek
    started = Signal(object)  # Tick
    moved = Signal(object)  # int: ms; at most one per 33 ms, the last one before the drop always
    dropped = Signal(object, object, object)  # Tick as it was; int: ms of the part; TickPart
    cancelled = Signal()
    refused = Signal()  # a person pulls at a tick that cannot be dragged

    def __init__(self, timeline: QWidget) -> None:
        super().__init__(timeline)
        self.is_movable = False  # whether ticks can be dragged at all
        self.frame_interval_ms = 40.0
        self._snap: Callable[[int, TickPart], int | None] = lambda ms, part: None
        self.was_snapped = False  # whether the tick that was dropped stood at such a place
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

    def set_snap(self, snap: Callable[[int, TickPart], int | None]) -> None:
        """Ask `snap` for the place near a time, of a part, where it is to stand, or None."""
        self._snap = snap

    @property
    def tick(self) -> Tick | None:
        """The tick that is being dragged, as it was; None before it was moved far enough."""
        return self._tick if self._is_under_way else None

    @property
    def ms(self) -> int:
        """Where the dragged part stands, in ms: on the nearest frame, inside the video.

        An end stays behind its start.
        """
        place = self._place()
        if place is None:
            frame = max(0, round(self._exact_ms / self.frame_interval_ms))
        else:  # the frame in which it is, or where it is over
            is_end = self.part is TickPart.END
            frame = int(place / self.frame_interval_ms + (1.0 - 1e-6 if is_end else 1e-6))
        # A frame is shown from its own time on, which is a part of a millisecond in most videos.
        at = math.ceil(frame * self.frame_interval_ms - 1e-6)
        tick, latest_ms = self._tick, self._duration_ms
        if tick is not None and self.part is TickPart.END:
            at = max(at, tick.ms + math.ceil(self.frame_interval_ms))
        elif tick is not None and self.part is TickPart.WHOLE:
            latest_ms = max(0, latest_ms - (tick.at(TickPart.END) - tick.ms))
        return min(at, latest_ms)

    @property
    def is_snapped(self) -> bool:
        """Whether the dragged part stands at a place that `snap` names."""
        return self._place() is not None

    def press(
        self, tick: Tick, x: float, ms_per_px: float, duration_ms: int, part: TickPart
    ) -> None:
        """Take a press on a part of a tick at `x` px, where a px is `ms_per_px`."""
        self._tick, self.part, self._is_under_way = tick, part, False
        self._start_x = x
        self._exact_ms = float(tick.at(part))
        self._ms_per_px, self._duration_ms = ms_per_px, duration_ms
        if self.is_movable:
            self.pressed.emit()

    def move(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
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
        """Let go of the tick: where it was dragged, it is dropped."""
        tick, ms, part, was_under_way = self._tick, self.ms, self.part, self._is_under_way
        self.was_snapped = self.is_snapped
        self._forget()
        if tick is not None and was_under_way:
            self.dropped.emit(tick, ms, part)

    def cancel(self) -> None:
        """Put the tick back; nothing happens where none is dragged."""
        was_under_way = self._is_under_way
        self._forget()
        if was_under_way:
            self.cancelled.emit()

    def keep(self, ticks: list[Tick]) -> None:
        """Go on with the same tick of those that are shown from now on, or cancel."""
        old = self._tick
        if old is None:
            return
        alike = (tick for tick in ticks if tick.ms == old.ms and tick.text == old.text)
        same = next(alike, None)
        if same is None:
            self.cancel()
        else:
            self._tick = same

    def _place(self) -> int | None:
        return self._snap(round(self._exact_ms), self.part)

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
