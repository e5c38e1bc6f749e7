"""Where playing is, between the moments one knows it. No Qt."""

from __future__ import annotations

import math
import time

# The engine lies within 0.1 s of its pictures, and says where it is every 0.25 s; of a film with
# one picture a second, every second.
_FAR_MS, _SILENCE_MS = 500, 1_500
# How long it takes to change its pace; meanwhile it says where it is going to be.
_CHANGING_NS = 1_500_000_000


class Clock:
    """Runs at a rate from a known moment; stands still otherwise. Times in ms of the media."""

    def __init__(self) -> None:
        self._at_ms = 0.0
        self._since_ns = 0
        self._rate = 1.0
        self._changed_ns = -_CHANGING_NS  # when the rate was
        self._next_ms = math.inf  # of the next picture, where that is known
        self._far_ms = math.inf  # too far past what the engine said last
        self.running = False

    @property
    def rate(self) -> float:
        return self._rate

    def now_ms(self, at_ns: int | None = None, *, limited: bool = True) -> float:
        """Return the time of the media now, or at `at_ns` of time.monotonic_ns().

        Without `limited`, as if it had been let run: the picture it waits for may be left out.
        """
        if not self.running:
            return self._at_ms
        moment_ns = time.monotonic_ns() if at_ns is None else at_ns
        now_ms = self._at_ms + (moment_ns - self._since_ns) / 1e6 * self._rate
        return min(now_ms, self._next_ms, self._far_ms) if limited else now_ms

    def run(self, at_ms: float, since_ns: int, next_ms: float = math.inf) -> None:
        """Run on from `at_ms`, where it was at `since_ns`; not past `next_ms`."""
        self._at_ms, self._since_ns, self.running = at_ms, since_ns, True
        self._next_ms, self._far_ms = next_ms, math.inf

    def hear(self, said_ms: int, at_ns: int) -> bool:
        """Take note that the engine was at `said_ms`; say whether it was far from there.

        Then it is set right. Where nothing more is said, it does not run on for long.
        """
        if not self.running or self.is_changing(at_ns):
            return False
        is_far = abs(self.now_ms(at_ns) - said_ms) > _FAR_MS
        if is_far:
            self.run(said_ms, at_ns)
        self._far_ms = said_ms + _SILENCE_MS * max(1.0, self._rate)
        return is_far

    def is_changing(self, at_ns: int | None = None) -> bool:
        """Say whether the engine may still be about to take another pace."""
        moment_ns = time.monotonic_ns() if at_ns is None else at_ns
        return moment_ns < self._changed_ns + _CHANGING_NS

    def hold(self, at_ms: float) -> None:
        """Stand still at `at_ms`."""
        self._at_ms, self.running = at_ms, False

    def set_rate(self, rate: float) -> None:
        """Run at `rate` from now on."""
        if rate != self._rate:
            self._changed_ns = time.monotonic_ns()
            if self.running:
                self.run(self.now_ms(self._changed_ns), self._changed_ns, self._next_ms)
            self._rate = rate
