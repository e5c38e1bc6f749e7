"""Long work on the GUI thread, a few milliseconds at a time.

What touches much of what the window shows is not given to a thread, which would take the
interpreter lock away from the painting; it is a generator that yields every half millisecond or so,
and `Slices` goes on with it whenever there is nothing else to do.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from time import perf_counter
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")

_SLICE_S = 0.004


class Slices(QObject):
    """One piece of work at a time; a newer one takes the place of what is under way."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Generator[None, None, Any] | None = None
        self._done: Callable[[Any], None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._steps is not None

    def start(self, steps: Generator[None, None, T], done: Callable[[T], None]) -> None:
        """Work through `steps`, the first slice at once; then call `done` with their result."""
        self._steps, self._done = steps, done
        self._timer.start()
        self._go_on()

    def stop(self) -> None:
        """Give up what is under way."""
        self._steps = self._done = None
        self._timer.stop()

    def finish(self) -> None:
        """Do all that is left now: somebody cannot go on without it."""
        while self._steps is not None:
            self._go_on()

    def _go_on(self) -> None:
        steps = self._steps
        until = perf_counter() + _SLICE_S
        while steps is not None and steps is self._steps:
            try:
                next(steps)
            except StopIteration as end:
                done, self._steps, self._done = self._done, None, None
                self._timer.stop()
                assert done is not None
                done(end.value)
                return
            if perf_counter() > until:
                return
