"""The media time while it plays, and the watch for a VLC that has run dry. GUI thread."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

# The engine lies within 0.1 s of its pictures, and says where it is every 0.25 s; of a video with
# one picture a second, every second.
_FAR_MS, _SILENCE_MS = 500, 1_500
# VLC announces its time every 250 ms, sometimes only after 500.
_DRY_MS = 1200
# How long it takes to change its rate; meanwhile it reports where it is going to be.
_CHANGING_NS = 1_500_000_000


class Clock:
    """Runs at a rate from a known moment; otherwise stopped. Times in ms of the media."""

    def __init__(self) -> None:
        self._at_ms = 0.0
        self._since_ns = 0
        self._rate = 1.0
        self._changed_ns = -_CHANGING_NS  # when the rate was
        self._next_ms = math.inf  # of the next picture, where that is known
        self._far_ms = math.inf  # too far past what the engine said last
        self.running = False

    def now_ms(self, at_ns: int | None = None, *, limited: bool = True) -> float:
        """Return the media time now, or at `at_ns` of time.monotonic_ns().

        Without `limited`, as if it had not waited: the frame it waits for may be skipped.
        """
        if not self.running:
            return self._at_ms
        moment_ns = time.monotonic_ns() if at_ns is None else at_ns
        now_ms = self._at_ms + (moment_ns - self._since_ns) / 1e6 * self._rate
        return min(now_ms, self._next_ms, self._far_ms) if limited else now_ms

    def run(self, at_ms: float, since_ns: int, next_ms: float = math.inf) -> None:
        """Run from `at_ms`, where it was at `since_ns`; not past `next_ms`."""
        self._at_ms, self._since_ns, self.running = at_ms, since_ns, True
        self._next_ms, self._far_ms = next_ms, math.inf

    def hear(self, said_ms: int, at_ns: int) -> bool:
        """Compare with the engine's time `said_ms`; return whether it was far off.

        Then it is corrected. Without further reports it does not run on for long.
        """
        if not self.running or self.is_changing(at_ns):
            return False
        is_far = self.is_far(said_ms, at_ns)
        if is_far:
            self.run(said_ms, at_ns)
        self._far_ms = said_ms + _SILENCE_MS * max(1.0, self._rate)
        return is_far

    def is_far(self, said_ms: int, at_ns: int) -> bool:
        """Return whether the engine's time `said_ms` is far from the clock's."""
        is_known = self.running and not self.is_changing(at_ns)
        return is_known and abs(self.now_ms(at_ns) - said_ms) > _FAR_MS

    def set_right(self, was_ms: float, at_ns: int, by_at_least_ms: float) -> bool:
        """Correct it to `was_ms` at `at_ns`; return whether that changed it.

        Deviations below `by_at_least_ms` are ignored.
        """
        behind_ms = was_ms - self.now_ms(at_ns)
        if abs(behind_ms) < by_at_least_ms:
            return False
        now_ns = time.monotonic_ns()
        self.run(self.now_ms(now_ns) + behind_ms, now_ns)
        return True

    def is_changing(self, at_ns: int | None = None) -> bool:
        """Return whether the engine may still be about to change its rate."""
        moment_ns = time.monotonic_ns() if at_ns is None else at_ns
        return moment_ns < self._changed_ns + _CHANGING_NS

    def hold(self, at_ms: float) -> None:
        """Stop at `at_ms`."""
        self._at_ms, self.running = at_ms, False

    def set_rate(self, rate: float) -> None:
        """Run at `rate` from now on."""
        if rate != self._rate:
            self._changed_ns = time.monotonic_ns()
            if self.running:
                self.run(self.now_ms(self._changed_ns), self._changed_ns, self._next_ms)
            self._rate = rate


class StallWatch:
    """Notices that VLC has run dry, as when a stream's network is slow.

    VLC does not report that: it keeps its last picture, and the clock would run on. But while it
    reads, it reports its time a few times a second; and when it can go on, it refills its buffers,
    from a place that is not quite known. So if the reports stop, and if buffers are filled without
    a seek, the player should go back to where VLC read last: it waits there.
    """

    def __init__(self, on_dry: Callable[[int], None], parent: QObject) -> None:
        """Call `on_dry` with the last position, in ms, at which VLC was still reading."""
        self._on_dry = on_dry
        self._timer = QTimer(parent, singleShot=True, interval=_DRY_MS)
        self._timer.timeout.connect(self._say)
        # Where VLC was when it read last; None where nothing is watched.
        self.last_ms: int | None = None

    def reads(self, position_ms: int) -> None:
        """Remember that VLC is reading while `position_ms` is shown."""
        self.last_ms = position_ms
        self._timer.start()

    def stop(self) -> None:
        """Stop watching until it reads again."""
        self.last_ms = None
        self._timer.stop()

    def _say(self) -> None:
        if self.last_ms is not None:
            self._on_dry(self.last_ms)
