"""When VLC may be believed again after a seek. No Qt.

libvlc does not say when the picture it shows is from, and for a tenth of a second after a seek it
shows old ones, or one from in between (measured: even after it says that it is ready). So each
is compared, by digest, with frames whose times are known.
"""

from __future__ import annotations

from viewer.video.frames import Digest


class CatchUp:
    """What VLC has to show before it is believed: the still, or a frame that follows it."""

    def __init__(self, still_ms: int, digest: Digest | None, *, from_pause: bool = False) -> None:
        self.from_pause = from_pause  # nothing was flushed, and nothing old can come
        self.still_ms = still_ms
        self.last_ms = still_ms  # the last frame that is known
        self.buffered_ns: int | None = None  # when VLC was ready, after its flush
        self.matched = False
        self._times: dict[Digest, list[int]] = {digest: [still_ms]} if digest is not None else {}
        self._strangers: set[Digest] = set()
        self._flushed = False
        if from_pause:
            self.buffered_ns = 0

    @property
    def strangers(self) -> int:
        """How many pictures came since VLC was ready that are not known."""
        return len(self._strangers)

    def flushed(self) -> None:
        self._flushed = True
        self.buffered_ns = None
        self._strangers.clear()

    def buffered(self, at_ns: int) -> None:
        if self._flushed:
            self.buffered_ns = at_ns

    def learn(self, frames: tuple[tuple[int, Digest], ...]) -> None:
        """Take in the frames that follow the still."""
        for time_ms, digest in frames:
            times = self._times.setdefault(digest, [])
            if time_ms not in times:
                times.append(time_ms)
            self.last_ms = max(self.last_ms, time_ms)

    def time_of(self, digest: Digest, near_ms: float) -> int | None:
        """Return the time, near `near_ms`, of a picture that VLC shows now; None: not believed.

        Where pictures stand still several frames are equal.
        """
        if self.buffered_ns is None:
            return None
        times = self._times.get(digest)
        if times is None:
            self._strangers.add(digest)
            return None
        self.matched = True
        return min(times, key=lambda time_ms: abs(time_ms - near_ms))
