"""Announces the position while it runs, and repeats a range. GUI thread.

Frames may come too seldom to give the position, or to hit the end of a repeat, and audio has none:
timers do.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer

from viewer.media.pictures import HELD_MS
from viewer.media.player import Player

_TICK_MS = 50  # without a picture
_REST_MS = 500  # after so long without motion the engine is to rest
_LONGEST_MS = 86_400_000  # that a timer is set for


class Playhead:
    """Moves the position of a player whose clock runs."""

    def __init__(self, player: Player, rest: Callable[[], None]) -> None:
        """Call `rest` once the position has not moved for a while."""
        self._player, self._clock = player, player.clock
        self._ticker = precise_timer(player, self.tick)
        self._end_ms: int | None = None  # of the repeat, where playing began before it
        self._end_timer = precise_timer(player, self.tick)
        self._resting = precise_timer(player, rest)
        player.repeat_changed.connect(self.arm)

    def is_past(self, frame_ms: int) -> bool:
        """Return whether the frame at `frame_ms` has been held for long."""
        return self._player.position_ms > frame_ms + HELD_MS * max(1.0, self._player.rate)

    def run(self, at_ms: float, since_ns: int, next_ms: float = math.inf) -> None:
        """Run from `at_ms`, where it was at `since_ns`; not past `next_ms`."""
        self._clock.run(at_ms, since_ns, next_ms)
        if not self._ticker.isActive():
            self._ticker.start(_TICK_MS)
        self.arm()

    def hold(self, ms: int) -> None:
        """Stop at `ms`."""
        self._clock.hold(ms)
        self._clock.set_rate(self._player.rate)
        self._ticker.stop()
        self._end_timer.stop()
        self._resting.start(_REST_MS)
        self._player.report_position(ms)

    def arm(self) -> None:
        """Make sure that the end of the repeat is not missed."""
        self._end_ms = None
        self._end_timer.stop()
        now_ms, repeat = self._clock.now_ms(), self._player.repeat
        if repeat is not None and self._clock.running and now_ms < repeat[1]:
            self._end_ms = repeat[1]
            # Not more than a timer takes; pictures ask for the end, too.
            left_ms = math.ceil((repeat[1] - now_ms) / self._player.rate)
            self._end_timer.start(min(left_ms, _LONGEST_MS))

    def begins_again(self, ms: float) -> bool:
        """Jump back if `ms` is at or after the end of the repeat; return whether it did."""
        if self._end_ms is None or self._player.repeat is None or ms < self._end_ms:
            return False
        self._player.skip_to(self._player.repeat[0])
        return True

    def tick(self) -> None:
        """Announce the position, if it runs."""
        if self._clock.running:
            self._ticker.start(_TICK_MS)
            now_ms = self._player.position_ms
            if now_ms == self._player.duration_ms:
                self._player.look_again()
            if not self.begins_again(now_ms):
                self._player.report_position(now_ms)

    def stop(self) -> None:
        """Stop all timers: the player ends."""
        for timer in (self._ticker, self._end_timer, self._resting):
            timer.stop()


def precise_timer(player: Player, on_timeout: Callable[[], None]) -> QTimer:
    """Return a timer of the player that runs out once."""
    timer = QTimer(player, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(on_timeout)
    return timer
