"""Whether playing has come to the end of the stretch that is repeated. GUI thread."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

_LONGEST_MS = 86_400_000


class Loop:
    """Watches for the end of a repeat, if playing began before it.

    Pictures come too seldom to hit the end by themselves (and sound brings none): a timer does.
    """

    def __init__(self, on_end: Callable[[], None], parent: QObject) -> None:
        """Call `on_end` about when the end is reached; `is_over` says whether it is."""
        self._end_ms: int | None = None
        self._timer = QTimer(parent, singleShot=True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(on_end)

    def arm(self, repeat: tuple[int, int] | None, now_ms: float | None, rate: float) -> None:
        """Watch for the end of `repeat` from `now_ms` on; None: nothing is repeated, or runs."""
        self.disarm()
        if repeat is not None and now_ms is not None and now_ms < repeat[1]:
            self._end_ms = repeat[1]
            # Not more than a timer takes; pictures ask for the end, too.
            self._timer.start(min(math.ceil((self._end_ms - now_ms) / rate), _LONGEST_MS))

    def disarm(self) -> None:
        """Watch no more."""
        self._end_ms = None
        self._timer.stop()

    def rest(self) -> None:
        """Wait for no time to pass, while the position stands."""
        self._timer.stop()

    @property
    def is_armed(self) -> bool:
        """Whether reaching the end means to begin again."""
        return self._end_ms is not None

    def is_over(self, ms: float) -> bool:
        """Say whether `ms` is at the end, or after it."""
        return self._end_ms is not None and ms >= self._end_ms
