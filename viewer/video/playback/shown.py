"""The picture that is shown: what it looks like, since when, and of what time it is. No Qt."""

from __future__ import annotations

import math
import time

from viewer.video.frames.pictures import HELD_MS, Digest

# VLC shows a picture that is held every 60 ms.
_SEEN_NS = 250_000_000


class ShownPicture:
    """What is known of the picture that is shown. Times in ms of the media."""

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
        """Return whether VLC showed this picture last; it does so every 60 ms until the next."""
        return digest == self._moving

    @property
    def is_told(self) -> bool:
        """Whether it is shown still: a frame of known time, or of a VLC that keeps up."""
        return self.is_certain or time.monotonic_ns() - self.seen_ns < _SEEN_NS

    def take(self, digest: Digest, at_ns: int, now_ms: float, interval_ms: float) -> int:
        """Show a picture of VLC at `at_ns`, as the clock says `now_ms`; return its time.

        Where it stands still for long that moves on: it may be another frame that looks the same.
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
        """Take note that a pause is over: as if there had been none."""
        self.since_ns = now_ns - round((position_ms - self.since_ms) / rate * 1e6)

    def identify(self, time_ms: int, frame_ms: int) -> int:
        """Take note that it was a frame of `time_ms`; return what time `frame_ms` is then."""
        self.is_certain = True
        self.anchor_ms = time_ms + frame_ms - self.since_ms
        return self.anchor_ms
