"""When VLC may be believed again after a seek. No Qt.

libvlc does not say when the picture it shows is from, and for a tenth of a second after a seek it
shows old ones, or one from in between (measured: even after it says that it is ready). So each
is compared, by digest, with frames whose times are known.
"""

from __future__ import annotations

from viewer.video.frames.pictures import Digest

_RETRIES = 2


class CatchUp:
    """What VLC has to show before it is believed: the still, or a frame that follows it."""

    def __init__(
        self,
        still_ms: int,
        digest: Digest | None,
        *,
        from_pause: bool = False,
        subtitled: bool = False,
    ) -> None:
        self.from_pause = from_pause  # nothing was flushed, and nothing old can come
        self.still_ms = still_ms
        self.last_ms = still_ms  # the last frame that is known
        self.buffered_ns: int | None = None  # when VLC was ready, after its flush
        self.matched = False
        self._times: dict[int, list[int]] = {}
        self._strangers: set[int] = set()
        self._subtitled = subtitled  # VLC draws into the lower part
        self._flushed = False
        self._retries = 0
        if from_pause:
            self.buffered_ns = 0
        if digest is not None:
            self.learn(((still_ms, digest),))

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

    def retry(self) -> bool:
        """Start waiting anew; return False where that was done often enough."""
        self._retries += 1
        self._flushed = False
        self.buffered_ns = None
        self._strangers.clear()
        return self._retries <= _RETRIES

    def learn(self, frames: tuple[tuple[int, Digest], ...]) -> None:
        """Take in the frames that follow the still."""
        for time_ms, digest in frames:
            times = self._times.setdefault(self._key(digest), [])
            if time_ms not in times:
                times.append(time_ms)
            self.last_ms = max(self.last_ms, time_ms)

    def time_of(self, digest: Digest, near_ms: float) -> int | None:
        """Return the time, near `near_ms`, of a picture that VLC shows; None: not believed.

        Where pictures stand still several frames are equal.
        """
        if self.buffered_ns is None:
            return None
        times = self._times.get(self._key(digest))
        if times is None:
            self._strangers.add(self._key(digest))
            return None
        self.matched = True
        return min(times, key=lambda time_ms: abs(time_ms - near_ms))

    def _key(self, digest: Digest) -> int:
        return digest.upper if self._subtitled else digest.whole
