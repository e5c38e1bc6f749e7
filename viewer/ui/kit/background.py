"""Pure work off the GUI thread.

`Background.run` runs a function on a thread pool and returns its result to the GUI thread. A newer
run replaces an older one of the same name, whose result is dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThreadPool, Signal, Slot

from viewer.base.errors import ViewerError

T = TypeVar("T")


class Background(QObject):
    """A pool of worker threads, and the results still wanted."""

    _finished = Signal(str, int, object, object)  # name, generation, result, exception

    def __init__(
        self, parent: QObject | None = None, failed: Callable[[ViewerError], None] | None = None
    ) -> None:
        """`failed` takes the errors of runs that say nothing else."""
        super().__init__(parent)
        self._failed = failed
        self._pool, self._quick_pool = QThreadPool(self), QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._quick_pool.setMaxThreadCount(1)
        self._generations: dict[str, int] = {}
        self._wanted: dict[
            str, tuple[Callable[[object], None], Callable[[ViewerError], None] | None]
        ] = {}
        self._is_down = False
        # Queued by Qt, since it is emitted from the pool's threads.
        self._finished.connect(self._on_finished)

    def run(
        self,
        name: str,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[ViewerError], None] | None = None,
        *,
        quick: bool = False,
    ) -> None:
        """Call `work` on a thread, then `done` with its result on the GUI thread.

        A `quick` run does not wait for others.

        A `ViewerError` goes to `failed`; every other exception is a bug, and raised again on the
        GUI thread. `work` must not touch Qt. After `shutdown` nothing is called any more.
        """
        if self._is_down:
            return  # a timer that still ran: what it would show its result in is gone
        generation = self._generations[name] = self._generations.get(name, 0) + 1
        self._wanted[name] = done, failed or self._failed  # type: ignore[assignment]

        def call() -> None:
            try:
                result, error = work(), None
            except Exception as exception:  # noqa: BLE001 - it is raised again on the GUI thread
                result, error = None, exception
            self._finished.emit(name, generation, result, error)

        (self._quick_pool if quick else self._pool).start(call)

    def forget(self, name: str) -> None:
        """Drop the result of a current run."""
        self._generations[name] = self._generations.get(name, 0) + 1
        self._wanted.pop(name, None)

    def is_under_way(self, name: str) -> bool:
        """Return whether a run's result is still to come."""
        return name in self._wanted

    def finish(self) -> None:
        """Wait for all current runs, and deliver their results now."""
        self._wait()
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)

    def shutdown(self) -> None:
        """Wait for current runs and drop their results; no new ones start."""
        self._is_down = True
        for name in list(self._wanted):
            self.forget(name)
        self._wait()

    def _wait(self) -> None:
        for pool in (self._pool, self._quick_pool):
            pool.waitForDone()

    @Slot(str, int, object, object)
    def _on_finished(self, name: str, generation: int, result: object, error: object) -> None:
        if self._generations.get(name) != generation:
            return
        done, failed = self._wanted.pop(name)
        if error is None:
            done(result)
        elif isinstance(error, ViewerError) and failed is not None:
            failed(error)
        elif isinstance(error, BaseException):
            raise error
