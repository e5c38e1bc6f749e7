"""A player whose position follows a clock, and that repeats a range. GUI thread.

Frames may come too seldom to give the position, or to hit the end of a repeat, and audio has none:
timers do.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage

from viewer.video.frames.pictures import HELD_MS, Picture
from viewer.video.playback.player import Player, PlayerState

_TICK_MS = 50  # without a picture
_REST_MS = 500  # after so long without motion the engine is to rest
_LONGEST_MS = 86_400_000  # that a timer is set for
# The engine lies within 0.1 s of its pictures, and says where it is every 0.25 s; of a video with
# one picture a second, every second.
_FAR_MS, _SILENCE_MS = 500, 1_500
# VLC announces its time every 250 ms, sometimes only after 500.
_DRY_MS = 1200
# How long it takes to change its rate; meanwhile it reports where it is going to be.
_CHANGING_NS = 1_500_000_000


def image_of(picture: Picture) -> QImage:
    """Return a picture to paint that keeps its pixels alive."""
    size = picture.width, picture.height
    return QImage(picture.pixels, *size, picture.stride, QImage.Format.Format_RGB32)


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


class ClockedPlayer(Player):
    """The timing part of an engine, which reports when its clock runs, and where it stops."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = Clock()
        self._ticker = self._timer(self._tick)
        self._ticker.setInterval(_TICK_MS)
        self._end_ms: int | None = None  # of the repeat, where playing began before it
        self._end_timer = self._timer(self._tick, single=True)
        self._resting = self._timer(self._rest, single=True)
        self.repeat_changed.connect(self._arm)

    @property
    def position_ms(self) -> int:
        if self._clock.running:
            return self._within(round(self._clock.now_ms()))
        return self._position_ms

    # For engines

    def _within(self, ms: int, *, seeking: bool = False) -> int:
        """Clamp `ms` to the media; when seeking, to its last frame."""
        if self._duration_ms is not None:
            frame_ms = math.ceil(self._frame_interval_ms) if seeking else 0
            ms = min(ms, self._duration_ms - frame_ms)
        return max(0, ms)

    def _take_length(self, ms: int) -> None:
        """Update the length of the media; if it grew, an ended player is now in the middle."""
        is_longer = self._duration_ms is not None and ms > self._duration_ms
        self._set_duration(ms)
        if is_longer and self._state is PlayerState.ENDED:
            self._set_state(PlayerState.PAUSED)

    def _is_held(self, frame_ms: int) -> bool:
        return self.position_ms > frame_ms + HELD_MS * max(1.0, self._rate)

    def _run(self, at_ms: float, since_ns: int, next_ms: float = math.inf) -> None:
        self._clock.run(at_ms, since_ns, next_ms)
        if not self._ticker.isActive():
            self._ticker.start()
        self._arm()

    def _hold(self, ms: int) -> None:
        """Stop the position; after a while the engine may rest."""
        self._clock.hold(ms)
        self._clock.set_rate(self._rate)
        self._ticker.stop()
        self._end_timer.stop()
        self._resting.start(_REST_MS)
        self._set_position(ms)

    def _rest(self) -> None:
        """Idle, ready to resume: the position has not moved for a while."""
        raise NotImplementedError

    def _arm(self) -> None:
        """Make sure that the end of the repeat is not missed."""
        self._end_ms = None
        self._end_timer.stop()
        now_ms = self._clock.now_ms()
        if self._repeat is not None and self._clock.running and now_ms < self._repeat[1]:
            self._end_ms = self._repeat[1]
            # Not more than a timer takes; pictures ask for the end, too.
            left_ms = math.ceil((self._end_ms - now_ms) / self._rate)
            self._end_timer.start(min(left_ms, _LONGEST_MS))

    def _begins_again(self, ms: float) -> bool:
        """Jump back if `ms` is at or after the end of the repeat; return whether it did."""
        if self._end_ms is None or self._repeat is None or ms < self._end_ms:
            return False
        self.skip_to(self._repeat[0])
        return True

    def _tick(self) -> None:
        if self._clock.running:
            self._ticker.start()
            now_ms = self.position_ms
            if now_ms == self._duration_ms:
                self.look_again()
            if not self._begins_again(now_ms):
                self._set_position(now_ms)

    def _timer(self, on_timeout: Callable[[], None], *, single: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.setSingleShot(single)
        timer.timeout.connect(on_timeout)
        return timer
