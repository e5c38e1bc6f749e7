"""Pause the video while the user types, if they want that."""

from __future__ import annotations

from PySide6.QtCore import QObject, SignalInstance

from viewer.ui.kit.timers import once
from viewer.ui.shell.settings import Settings
from viewer.video.playback.player import Player, PlayerState

_KEY = "edit/pause_while_typing"
_OVER_MS = 1500  # since the last key
_BACK_MS = 1000


class TypingPause(QObject):
    """Pauses the video at a key, and resumes it a little earlier when no more come."""

    def __init__(
        self, settings: Settings, typed: SignalInstance, player: Player, parent: QObject
    ) -> None:
        """`typed` tells of each key."""
        super().__init__(parent)
        self._settings, self._player = settings, player
        self._typed, self._listens = typed, False
        self._resume = once(self, _OVER_MS, self._on_over)
        settings.changed.connect(self._on_setting)
        self._on_setting(_KEY)

    def _on_setting(self, key: str) -> None:
        if key == _KEY and self._settings.flag(_KEY) != self._listens:
            self._listens = not self._listens
            listen = self._typed.connect if self._listens else self._typed.disconnect
            listen(self._on_typed)

    def _on_typed(self) -> None:
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
            self._player.seek(max(0, self._player.position_ms - _BACK_MS))
            self._player.play()
