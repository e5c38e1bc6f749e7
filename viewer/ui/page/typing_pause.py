"""Pause the video while the user types."""

from __future__ import annotations

from PySide6.QtCore import QObject

from viewer.media.player import PlayerState
from viewer.ui.kit.timers import once
from viewer.ui.watch.video import NoteVideo

_OVER_MS = 1500  # since the last key
_BACK_MS = 1000


class TypingPause(QObject):
    """Pauses the video at a key, and resumes it a little earlier when no more come."""

    def __init__(self, video: NoteVideo, parent: QObject) -> None:
        super().__init__(parent)
        self._video, self._player = video, video.player
        self._resume = once(self, _OVER_MS, self._on_over)

    def on_typed(self) -> None:
        """Take a key."""
        if self._player.state is PlayerState.PLAYING:
            self._player.pause()
            self._resume.start()
        elif self._resume.isActive():
            self._resume.start()

    def stop(self) -> None:
        """Leave the video paused."""
        self._resume.stop()

    def _on_over(self) -> None:
        if self._player.state is PlayerState.PAUSED:
            self._video.go_to(max(0, self._video.now_ms - _BACK_MS))
            self._player.play()
