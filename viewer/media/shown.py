"""The picture that is shown, and when VLC can be trusted again after a seek. No Qt.

libvlc does not report the time of its picture, and for a tenth of a second after a seek it shows
old ones, or one from in between (measured: even after it reports being ready). So each is compared,
by digest, with frames whose times are known.
"""

from __future__ import annotations

import math
import time

from viewer.media.pictures import HELD_MS, Digest

# VLC shows a picture that is held every 60 ms.
_SEEN_NS = 250_000_000


class ShownPicture:
    """What is known about the picture that is shown. Times in ms of the media."""

    def __init__(self) -> None:
        self.digest: Digest | None = None  # None: nothing is shown
        self.is_certain = True  # whether its time is
        self.since_ns = 0  # when it was shown first, by time.monotonic_ns()
        self.since_ms = 0  # and its time then
        self.seen_ns = 0  # when it was shown last; long ago: VLC does not keep up
        self.anchor_ms = 0  # a frame whose time is certain, from which others are counted
        self._moving: Digest | None = None

    def take_still(self, digest: Digest, time_ms: int) -> None:
        """Show a frame whose time is known."""
        self.digest, self.is_certain, self.anchor_ms = digest, True, time_ms
        self._moving = None

    def is_again(self, digest: Digest) -> bool:
        """Return whether this is VLC's last picture again; it repeats it every 60 ms."""
        return digest == self._moving

    @property
    def is_told(self) -> bool:
        """Return whether its time is known exactly, or VLC keeps up."""
        return self.is_certain or time.monotonic_ns() - self.seen_ns < _SEEN_NS

    def take(self, digest: Digest, at_ns: int, now_ms: float, interval_ms: float) -> int:
        """Show VLC's picture of `at_ns`, when the clock was at `now_ms`; return its time.

        The time of a long still scene advances: it may be another frame that looks the same.
        """
        self.is_certain, self.seen_ns = False, at_ns
        is_again = self.is_again(digest)
        if is_again and now_ms <= self.since_ms + HELD_MS:
            return self.since_ms
        frames = (math.floor if is_again else round)((now_ms - self.anchor_ms) / interval_ms)
        shown_ms = math.ceil(self.anchor_ms + frames * interval_ms - 0.5)
        self.digest = self._moving = digest
        if not is_again:
            self.since_ns, self.since_ms = at_ns, shown_ms
        return shown_ms

    def go_on(self, now_ns: int, position_ms: int, rate: float) -> None:
        """Shift the times past a pause, as if there had been none."""
        self.since_ns = now_ns - round((position_ms - self.since_ms) / rate * 1e6)

    def identify(self, time_ms: int, frame_ms: int) -> int:
        """Take in that the frame's time was `time_ms`; return what time `frame_ms` is then."""
        self.is_certain = True
        self.anchor_ms = time_ms + frame_ms - self.since_ms
        return self.anchor_ms


_RETRIES = 2

Frames = tuple[tuple[int, Digest], ...]  # when they are shown, and how they look


class CatchUp:
    """What VLC has to show before it is trusted: the still, or a frame that follows it."""

    def __init__(
        self, still_ms: int, digest: Digest | None, is_held: bool, runs_since_ns: int | None = None
    ) -> None:
        """Wait for the frame at `still_ms`; with `runs_since_ns` VLC just continues from there.

        A frame that `is_held` was shown before `still_ms`, and VLC may not show it again.
        """
        self.goes_on = runs_since_ns is not None  # nothing was flushed, and nothing old can come
        self.is_held = is_held
        self.still_ms = still_ms
        self.last_ms = still_ms  # the last frame that is known
        self.buffered_ns = runs_since_ns  # when VLC was ready, after its flush
        self.matched = False
        self._times: dict[int, list[int]] = {}
        self._strangers: set[int] = set()
        self._flushed = False
        self._retries = 0
        self._early_ms: int | None = None
        if digest is not None:
            self.learn(((still_ms, digest),))

    @property
    def strangers(self) -> int:
        """The number of unknown pictures since VLC was ready."""
        return len(self._strangers)

    def flushed(self) -> None:
        self._flushed = True
        self.buffered_ns = None
        self._strangers.clear()

    def buffered(self, at_ns: int) -> bool:
        """Remember that VLC has buffered enough; return whether that was after its flush."""
        if self._flushed:
            self.buffered_ns = at_ns
        return self._flushed

    def retry(self) -> bool:
        """Start waiting again; return False after too many attempts."""
        self._retries += 1
        self._flushed = False
        self.buffered_ns = None
        self._strangers.clear()
        return self._retries <= _RETRIES

    def learn(self, frames: Frames) -> None:
        """Add the frames that follow the still."""
        for time_ms, digest in frames:
            times = self._times.setdefault(digest.whole, [])
            if time_ms not in times:
                times.append(time_ms)
            self.last_ms = max(self.last_ms, time_ms)

    def time_of(self, digest: Digest, near_ms: float) -> int | None:
        """Return the time, near `near_ms`, of a picture of VLC; None if not trusted.

        In a still scene several frames are equal.
        """
        if self.buffered_ns is None:
            return None
        times = self._times.get(digest.whole)
        if times is None:
            self._strangers.add(digest.whole)
            return None
        self.matched = True
        return min(times, key=lambda time_ms: abs(time_ms - near_ms))

    def is_over(self, now_ms: float, interval_ms: float) -> bool:
        """Return whether unknown pictures are those that follow the known ones."""
        # One from in between can still slip in; none does once the known ones are past.
        return self.goes_on or (self.matched and now_ms > self.last_ms + interval_ms / 2)

    def is_early(self, time_ms: int, now_ms: float) -> bool:
        """Return whether VLC shows a picture long before its time, like the first after a pause."""
        if not (self.goes_on and self.is_held) or time_ms <= now_ms + HELD_MS:
            return False
        first_ms, self._early_ms = self._early_ms, time_ms
        return first_ms in (None, time_ms)  # where others follow it, VLC is there

    def next_ms(self, digest: Digest, time_ms: int) -> float:
        """Return when the picture shown at `time_ms` is followed by another known one.

        Infinite if there is none.
        """
        others = (times for key, times in self._times.items() if key != digest.whole)
        return min((ms for times in others for ms in times if ms > time_ms), default=math.inf)
