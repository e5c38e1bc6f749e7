"""Notice that VLC has run dry, as with a stream whose network is slow. GUI thread.

VLC says nothing then: it shows its last picture, and our clock would run on. But while it reads, it
announces its time a few times a second; and when it can go on, it fills its buffers anew, from a
place that is not quite known. So where the announcements stay away, and where buffers are filled
that no seek has emptied, the player is to go back to where VLC read last: it waits there.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

# VLC announces its time every 250 ms, sometimes only after 500.
_SILENCE_MS = 1200


class StallWatch:
    """Watches one stream while it runs."""

    def __init__(self, on_dry: Callable[[int], None], parent: QObject) -> None:
        """Call `on_dry` with the last position, in ms, at which VLC still read."""
        self._on_dry = on_dry
        self._timer = QTimer(parent, singleShot=True, interval=_SILENCE_MS)
        self._timer.timeout.connect(self._say)
        # Where VLC was when it read last; None where nothing is watched.
        self.last_ms: int | None = None

    def reads(self, position_ms: int) -> None:
        """Take note that VLC reads on while `position_ms` is shown."""
        self.last_ms = position_ms
        self._timer.start()

    def stop(self) -> None:
        """Watch no more, until it reads again."""
        self.last_ms = None
        self._timer.stop()

    def _say(self) -> None:
        if self.last_ms is not None:
            self._on_dry(self.last_ms)
