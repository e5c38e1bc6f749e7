"""PyAV's frames, shown at their times while VLC has no pictures. GUI thread.

After a seek VLC would have to decode again all that the exact still took from the key frame on. So
it goes on with its sound alone, which is there in 15 ms, and with pictures from its next key frame
on. Until then the worker's are shown, which stands at the still already.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from viewer.video.frames.pictures import Digest, Still
from viewer.video.playback.clocked import Clock
from viewer.video.playback.motion import Motion

# So many frames are made ahead: pictures of the size that is shown.
_AHEAD = 6
# VLC was never further from the clock than 9 ms (measured).
_NEAR_MS = 100
# After so many pictures of VLC that are no frame of the file, none will be one.
_MOST_STRANGERS = 90


class Relay:
    """Asks for one frame after the other, and has each shown when its time has come."""

    def __init__(
        self,
        motion: Motion,
        clock: Clock,
        run: Callable[[float, int], None],
        ask: Callable[[int], None],
        show: Callable[[Still], None],
        parent: QObject,
    ) -> None:
        """`run` lets the clock run from a time in ms, since a moment of time.monotonic_ns().

        `ask` for the first frame at or after a time in ms; the answer is given to `take`. `show` a
        frame that is due.
        """
        self._motion, self._clock, self._run = motion, clock, run
        self._ask, self._show = ask, show
        self.is_cued = False  # whether VLC stands ready, or will in a moment
        self.active = False
        self._from_ms = 0  # where VLC goes on
        self._flushed = self._buffered = False  # whether VLC obeys, and is ready
        self._rate = 1.0
        self._next_ms = 0
        self._asked = False
        self._frames: deque[Still] = deque()
        self._times: dict[int, int] = {}  # of the frames that were made, by their digests
        self._last: Digest | None = None  # of VLC's pictures
        self._met_ms: int | None = None  # the time of that, where it is a frame of the file
        self._strangers = 0
        self._timer = QTimer(parent, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._show_due)

    def cue(self, ms: int) -> None:
        """Have VLC stand ready at `ms`."""
        self.stop()
        self.is_cued, self._from_ms = True, ms
        self._flushed = self._buffered = False
        self._motion.cue(ms)

    def start(self, shown_ms: int, rate: float) -> None:
        """Play on from where VLC was cued; the frame at `shown_ms` is shown."""
        self.is_cued, self.active, self._rate = False, True, rate
        self._next_ms = max(self._from_ms, shown_ms) + 1
        self._motion.resume()
        self._ask_on()
        self._set_off()

    def stop(self) -> None:
        """Show no more, and forget what was asked for."""
        self.is_cued = self.active = self._asked = False
        self._timer.stop()
        self._frames.clear()
        self._times.clear()
        self._last = self._met_ms = None
        self._strangers = 0

    def set_rate(self, rate: float) -> None:
        """Take note that the clock runs at `rate` from now on."""
        self._rate = rate
        self._wait()

    def take(self, still: Still | None) -> None:
        """Take a frame that was asked for; None: there is no more."""
        if not self.active or still is None:
            return
        self._asked = False
        self._next_ms = still.time_ms + 1
        self._frames.append(still)
        self._times[still.digest.whole] = still.time_ms
        self._ask_on()
        self._wait()

    def flushed(self) -> None:
        """Take note that VLC has begun to go where it was cued."""
        self._flushed = True

    def buffered(self) -> None:
        """Take note that VLC has read enough there."""
        self._buffered = self._flushed
        self._set_off()

    def takes_over(self, digest: Digest, not_before_ms: int) -> int | None:
        """Take note of a picture of VLC; return its time where VLC is to go on from it.

        It repeats its last picture while it has no other, and that may look like the one of now:
        so two that follow each other tell.
        """
        if digest == self._last or not self._buffered:
            return None
        is_first, self._last = self._last is None, digest
        before_ms, self._met_ms = self._met_ms, self._times.get(digest.whole)
        if self._met_ms is None:
            self._strangers += 1
        elif is_first or abs(self._met_ms - self._clock.now_ms()) > _NEAR_MS:
            self._met_ms = None
        if before_ms is None or self._met_ms is None:
            return None
        return self._met_ms if self._met_ms > max(before_ms, not_before_ms - 1) else None

    @property
    def is_vain(self) -> bool:
        """Whether VLC shows other pictures than the file has, so that none will do."""
        return self._strangers > _MOST_STRANGERS

    def _set_off(self) -> None:
        if self.active and self._buffered and not self._clock.running:
            self._run(self._from_ms, time.monotonic_ns())
            self._wait()

    def _ask_on(self) -> None:
        if not self._asked and len(self._frames) < _AHEAD:
            self._asked = True
            # What would come too late is left out.
            is_late = self._clock.running and not self._frames
            now_ms = math.ceil(self._clock.now_ms()) if is_late else 0
            self._ask(max(self._next_ms, now_ms))

    def _wait(self) -> None:
        if self.active and self._frames and self._clock.running:
            wait_ms = (self._frames[0].time_ms - self._clock.now_ms()) / self._rate
            self._timer.start(max(0, math.ceil(wait_ms)))

    def _show_due(self) -> None:
        due: Still | None = None
        while self._frames and self._frames[0].time_ms <= self._clock.now_ms() + 0.5:
            due = self._frames.popleft()
        if due is not None:
            self._show(due)
        if self.active:
            self._ask_on()
            self._wait()
