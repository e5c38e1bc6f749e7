"""Control VLC's position, and show PyAV's frames while VLC has none. GUI thread.

After a seek VLC would have to decode everything from the key frame to the exact still again. So it
starts with audio only, which takes 15 ms, and shows pictures from its next key frame on. Until then
the frames of the worker are shown, which is at the still already.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from viewer.media.clock import Clock
from viewer.media.media import Stream
from viewer.media.pictures import Canvas, Digest, Still
from viewer.media.vlc_engine import VlcEngine

# So many frames are made ahead: pictures of the size that is shown.
_AHEAD = 6
# VLC was never further from the clock than 9 ms (measured).
_NEAR_MS = 100
# After so many pictures of VLC that are no frame of the file, none will be one.
_MOST_STRANGERS = 90
# VLC decodes ahead of what it shows, and a picture from there can slip in after a seek.
_AHEAD_MS = 1_200
_BEHIND_MS = 200


class Motion:
    """Moves VLC to a frame: by a seek if that is safe, else by reopening the file."""

    def __init__(self, engine: VlcEngine) -> None:
        self._engine = engine
        self.number = 0  # of the session whose events count
        self.live = False  # whether VLC has the file
        self.ready = False  # whether it plays, or is paused: before that, seeks are lost
        self.was_at_ms = 0.0  # where VLC was when the player last knew
        self._sent_to_ms = 0

    def go(
        self,
        place: Path | Stream,
        canvas: Canvas | None,
        still_ms: int,
        *,
        reach_ms: float,
        rate: float,
        remux: bool,
    ) -> None:
        """Play `place` on from the frame at `still_ms`.

        `reach_ms` is how far after that frame pictures are compared with VLC's. If VLC may still
        show one of those before the seek, it would be mistaken for the result. With `remux` VLC
        cannot seek in the file.
        """
        if self.live and remux:
            self.stop()
        elif self.live and canvas is not None:
            ahead_ms = still_ms - self.was_at_ms
            if -_BEHIND_MS - reach_ms < ahead_ms < _AHEAD_MS * max(1.0, rate):
                self.stop()
        if self.ready:
            self.send(still_ms)
        elif not self.live:
            self.number += 1
            self.live = True
            self._sent_to_ms = still_ms
            self.was_at_ms = still_ms
            self._engine.start(
                self.number, place, canvas, start_ms=_just_before(still_ms), remux=remux
            )

    def send(self, still_ms: int) -> None:
        self._sent_to_ms = still_ms
        self.was_at_ms = still_ms
        self._engine.seek(_just_before(still_ms), resume=True)

    def cue(self, ms: int) -> None:
        """Pause, ready to resume at `ms`; pictures start at a key frame."""
        self._sent_to_ms = self.was_at_ms = ms
        self._engine.cue(ms)

    def set_ready(self, wanted_ms: int | None) -> None:
        """Remember that VLC is playing; send it to `wanted_ms` if it was not started there."""
        if self.live and not self.ready:
            self.ready = True
            if wanted_ms is not None and wanted_ms != self._sent_to_ms:
                self.send(wanted_ms)

    def pause(self) -> None:
        """Pause; before VLC is ready that would stop it, so then it is started again later."""
        if self.ready:
            self._engine.set_paused(True)
        elif self.live:
            self.stop()

    def resume(self) -> None:
        """Resume from the pause or the cue."""
        self._engine.set_paused(False)

    def stop(self) -> None:
        """Close the file; later events of this session are ignored."""
        self.number += 1
        self.live = self.ready = False
        self._engine.stop()


def _just_before(still_ms: int) -> int:
    # VLC leaves out frames before a target, and times here are rounded up.
    return max(0, still_ms - 1)


class Relay:
    """Requests one frame after another, and has each shown at its time."""

    def __init__(
        self,
        motion: Motion,
        clock: Clock,
        run: Callable[[float, int], None],
        ask: Callable[[int], None],
        show: Callable[[Still], None],
        parent: QObject,
    ) -> None:
        """`run` starts the clock at a time in ms, as of a moment of time.monotonic_ns().

        `ask` requests the first frame at or after a time in ms; the result goes to `take`. `show`
        shows a frame that is due.
        """
        self._motion, self._clock, self._run = motion, clock, run
        self._ask, self._show = ask, show
        self.is_cued = False  # whether VLC stands ready, or will in a moment
        self.active = False
        self.fails = False  # whether VLC did not take over in this file, and will not
        self._from_ms = 0  # where VLC goes on
        self._flushed = self._buffered = False  # whether VLC obeys, and is ready
        self._rate = 1.0
        self._shown_ms = self._next_ms = 0  # the frame that is shown, and where to ask for others
        self._asked_ms: int | None = None  # what is awaited
        self._frames: deque[Still] = deque()
        self._times: dict[int, int] = {}  # of frames from a key frame on, by their digests
        self._last: Digest | None = None  # of VLC's pictures
        self._met_ms: int | None = None  # the time of that, where it is a frame of the file
        self._strangers = 0
        self._timer = QTimer(parent, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._show_due)

    def cue(self, ms: int) -> None:
        """Make VLC ready at `ms`."""
        self.stop()
        self.is_cued, self._from_ms = True, ms
        self._flushed = self._buffered = False
        self._motion.cue(ms)

    def start(self, shown_ms: int, rate: float) -> None:
        """Play from where VLC was cued; the frame at `shown_ms` is shown."""
        self.is_cued, self.active, self._rate = False, True, rate
        self._shown_ms = shown_ms
        self._next_ms = max(self._from_ms, shown_ms) + 1
        self._motion.resume()
        self._ask_on()
        self._set_off()

    def stop(self) -> None:
        """Stop showing frames, and forget all requests."""
        self.is_cued = self.active = False
        self._asked_ms = None
        self._timer.stop()
        self._frames.clear()
        self._times.clear()
        self._last = self._met_ms = None
        self._strangers = 0

    def set_rate(self, rate: float) -> None:
        """Use the clock's new `rate`."""
        self._rate = rate
        self._wait()

    def take(self, asked_ms: int, frame: tuple[Still, bool] | None) -> None:
        """Take the result of a request: a frame and whether it is a key frame; None: the end.

        Results of requests from before a pause are ignored.
        """
        if asked_ms != self._asked_ms or frame is None:
            return
        still, is_key = frame
        self._asked_ms = None
        self._next_ms = still.time_ms + 1
        self._frames.append(still)
        # Before a key frame VLC has none. What it shows there was left over from before the seek,
        # or it was told of its pictures before it sought, which it puts off by up to 125 ms.
        if is_key or self._times:
            self._times[still.digest.whole] = still.time_ms
        self._ask_on()
        self._wait()

    def flushed(self) -> None:
        """Remember that VLC has started to seek to the cue."""
        self._flushed = True

    def buffered(self) -> None:
        """Remember that VLC has buffered enough there."""
        self._buffered = self._flushed
        self._set_off()

    def takes_over(self, digest: Digest, at_ns: int) -> bool:
        """Check VLC's picture of `at_ns`; return whether to show its pictures from now on.

        It repeats its last picture while it has no other, and that may look like the current one,
        so two successive ones must match. The second sets the clock, and this stops.
        """
        if digest == self._last or not self._buffered:
            return False
        is_first, self._last = self._last is None, digest
        met_ms = self._times.get(digest.whole)
        if met_ms is None and self._times:
            self._strangers += 1
            self.fails |= self._strangers > _MOST_STRANGERS
        if is_first or (met_ms is not None and abs(met_ms - self._clock.now_ms()) > _NEAR_MS):
            met_ms = None
        before_ms, self._met_ms = self._met_ms, met_ms
        if before_ms is None or met_ms is None or met_ms <= before_ms or met_ms < self._shown_ms:
            return False
        self._run(met_ms, at_ns)
        self.stop()
        return True

    def _set_off(self) -> None:
        if self.active and self._buffered and not self._clock.running:
            self._run(self._from_ms, time.monotonic_ns())
            self._wait()

    def _ask_on(self) -> None:
        if self._asked_ms is None and len(self._frames) < _AHEAD:
            # What would come too late is left out.
            is_late = self._clock.running and not self._frames
            now_ms = math.ceil(self._clock.now_ms()) if is_late else 0
            self._asked_ms = max(self._next_ms, now_ms)
            self._ask(self._asked_ms)

    def _wait(self) -> None:
        if self.active and self._frames and self._clock.running:
            wait_ms = (self._frames[0].time_ms - self._clock.now_ms()) / self._rate
            self._timer.start(max(0, math.ceil(wait_ms)))

    def _show_due(self) -> None:
        due: Still | None = None
        while self._frames and self._frames[0].time_ms <= self._clock.now_ms() + 0.5:
            due = self._frames.popleft()
        if due is not None:
            self._shown_ms = due.time_ms
            self._show(due)
        if self.active:
            self._ask_on()
            self._wait()
