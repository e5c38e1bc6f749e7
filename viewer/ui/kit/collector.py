"""Python looks for cycles of objects that nobody needs on the GUI thread, and nowhere else.

Left to itself it does so on whatever thread makes objects. Where Qt's objects are among what is
found, PySide takes back their connections there: that thread holds a lock of Qt and wants the
interpreter, while the GUI thread has the interpreter and waits for the lock, for ever.
"""

from __future__ import annotations

import gc
from time import perf_counter

from PySide6.QtCore import QAbstractEventDispatcher, QObject

_EVERY_S = 0.25  # at most; where nothing happens, nothing becomes garbage, and nothing wakes
# All is looked through so seldom that it takes this part of the time at most. Python would count
# what is kept, but it alone can: `gc.get_objects` takes hold of tuples that another thread is just
# making, and that thread's `tuple(…)` ends in a SystemError.
_MOST_SHARE = 0.01


class Collector(QObject):
    """Looks for garbage from now on, instead of Python; `stop` leaves it to Python again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        self._next_s = self._look_at_all_s = 0.0  # not before
        self._events = QAbstractEventDispatcher.instance()
        self._events.aboutToBlock.connect(self._on_idle)
        gc.disable()

    def _on_idle(self) -> None:
        """Use the moment in which all events are dealt with."""
        now = perf_counter()
        if now >= self._next_s:
            self._next_s = now + _EVERY_S
            self.collect()

    def collect(self) -> None:
        """Look through what is due, by Python's own counts."""
        young, middle, old = gc.get_count()
        limits = gc.get_threshold()
        if young <= limits[0]:
            return
        begun = perf_counter()
        if old > limits[2] and begun > self._look_at_all_s:
            gc.collect()
            ended = perf_counter()
            self._look_at_all_s = ended + (ended - begun) / _MOST_SHARE
        else:
            gc.collect(1 if middle > limits[1] else 0)

    def stop(self) -> None:
        """Look for nothing any more; once no other thread runs, Python may do so itself."""
        self._events.aboutToBlock.disconnect(self._on_idle)
        if self._was_enabled:
            gc.enable()
