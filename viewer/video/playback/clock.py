"""Where playing is, between the moments one knows it. No Qt."""

from __future__ import annotations

import time


class Clock:
    """Runs at a rate from a known moment; stands still otherwise. Times in ms of the media."""

    def __init__(self) -> None:
        self._at_ms = 0.0
        self._since_ns = 0
        self._rate = 1.0
        self.running = False

    @property
    def rate(self) -> float:
        return self._rate

    def now_ms(self, at_ns: int | None = None) -> float:
        """Return the time of the media now, or at `at_ns` of time.monotonic_ns()."""
        if not self.running:
            return self._at_ms
        moment_ns = time.monotonic_ns() if at_ns is None else at_ns
        return self._at_ms + (moment_ns - self._since_ns) / 1e6 * self._rate

    def run(self, at_ms: float, since_ns: int) -> None:
        """Run on from `at_ms`, where it was at `since_ns`."""
        self._at_ms, self._since_ns, self.running = at_ms, since_ns, True

    def hold(self, at_ms: float) -> None:
        """Stand still at `at_ms`."""
        self._at_ms, self.running = at_ms, False

    def set_rate(self, rate: float) -> None:
        """Run at `rate` from now on."""
        if self.running:
            moment_ns = time.monotonic_ns()
            self.run(self.now_ms(moment_ns), moment_ns)
        self._rate = rate
