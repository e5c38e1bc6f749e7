"""The moments of a problem, heard: the same one again pauses."""

from __future__ import annotations

from viewer.ui.session.navigator import Navigator
from viewer.ui.session.video import NoteVideo
from viewer.video.playback.player import PlayerState

_HEARD_MS = 60_000  # so long after its beginning a moment that is heard is paused


class Hearing:
    """Plays from one moment at a time."""

    def __init__(self, navigator: Navigator, video: NoteVideo) -> None:
        self._navigator, self._video, self._player = navigator, video, video.player
        self._heard_ms: int | None = None

    def forget(self) -> None:
        """Pause nothing next: another note is shown."""
        self._heard_ms = None

    def hear(self, ms: int, claim: int | None) -> None:
        """Play from a moment, cited by a claim; if it plays already, pause."""
        on = self._player.state is PlayerState.PLAYING
        if on and self._heard_ms == ms and ms <= self._video.now_ms <= ms + _HEARD_MS:
            self._player.pause()
        else:
            self.play(ms, claim)

    def play(self, ms: int, claim: int | None) -> None:
        """Play from a moment."""
        self._heard_ms = ms
        self._navigator.jump(ms, claim)
        if self._video.is_open:
            self._player.play()
