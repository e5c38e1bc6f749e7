"""What VLC is doing with the file: whether it has it, where it is, and how to get it elsewhere.

No Qt; everything on the thread of the player.
"""

from __future__ import annotations

from pathlib import Path

from viewer.video.frames.pictures import Canvas
from viewer.video.media import Stream
from viewer.video.playback.vlc_engine import VlcEngine

# VLC decodes ahead of what it shows, and a picture from there can slip in after a seek.
_AHEAD_MS = 1_200
_BEHIND_MS = 200


class Motion:
    """Sends VLC to a frame: by a seek where that is safe, else by opening the file again."""

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

        `reach_ms` is how far behind that frame pictures are compared with what VLC shows. Where
        it may show one of those before it obeys, it would be taken for obedience. With `remux` it
        is a file in which VLC cannot seek.
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
                self.number,
                place,
                canvas,
                start_ms=_just_before(still_ms),
                remux=remux,
            )

    def send(self, still_ms: int) -> None:
        """Seek to the frame at `still_ms`, and play."""
        self._sent_to_ms = still_ms
        self.was_at_ms = still_ms
        self._engine.seek(_just_before(still_ms), resume=True)

    def cue(self, ms: int) -> None:
        """Pause, and get ready to be resumed at `ms`; pictures come from a key frame on."""
        self._sent_to_ms = self.was_at_ms = ms
        self._engine.cue(ms)

    def set_ready(self, wanted_ms: int | None) -> None:
        """Take note that VLC plays; send it to `wanted_ms` where it was not started there."""
        if self.live and not self.ready:
            self.ready = True
            if wanted_ms is not None and wanted_ms != self._sent_to_ms:
                self.send(wanted_ms)

    def pause(self) -> None:
        """Pause; before VLC is ready that would end it, so it starts again later."""
        if self.ready:
            self._engine.set_paused(True)
        elif self.live:
            self.stop()

    def resume(self) -> None:
        """Go on from where it was paused, or is cued."""
        self._engine.set_paused(False)

    def stop(self) -> None:
        """Let go of the file; the events of this session count no more."""
        self.number += 1
        self.live = self.ready = False
        self._engine.stop()


def _just_before(still_ms: int) -> int:
    # VLC leaves out frames before a target, and times here are rounded up.
    return max(0, still_ms - 1)
