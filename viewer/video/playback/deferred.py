"""The player that is there from the first moment, whose engine comes once it is loaded.

Loading an engine takes as long as all the rest of the start, so the window is painted before.
Whoever uses the player holds this one: it is EMPTY until `set_engine`, and the engine's from then
on.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.errors import ViewerError
from viewer.video.media import Playable
from viewer.video.playback.player import Player, PlayerState


class DeferredPlayer(Player):
    """A `Player` that passes everything on to its engine.

    Until there is one, nothing can be opened (`is_ready` says so), and commands do nothing but for
    the rate, the volume, the muting and the size of the view: the engine begins with those.
    """

    ready = Signal()  # the engine is there

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine: Player | None = None
        self._target_size: tuple[int, int] | None = None

    @property
    def is_ready(self) -> bool:
        """Whether the engine is there, so that something can be opened."""
        return self._engine is not None

    def set_engine(self, engine: Player) -> None:
        """Put the engine in. It is ended by `shutdown` of this player."""
        self._engine = engine
        engine.set_rate(self._rate)
        engine.set_volume(self._volume)
        engine.set_muted(self._muted)
        if self._target_size is not None:
            engine.set_target_size(*self._target_size)
        engine.position_changed.connect(self.position_changed)
        engine.duration_changed.connect(self.duration_changed)
        engine.state_changed.connect(self.state_changed)
        engine.media_changed.connect(self.media_changed)
        engine.error_changed.connect(self.error_changed)
        engine.frame_changed.connect(self.frame_changed)
        engine.rate_changed.connect(self.rate_changed)
        engine.volume_changed.connect(self.volume_changed)
        engine.muted_changed.connect(self.muted_changed)
        engine.repeat_changed.connect(self.repeat_changed)
        engine.preview_ready.connect(self.preview_ready)
        engine.seeked.connect(self.seeked)
        self.ready.emit()

    # What is so

    @property
    def state(self) -> PlayerState:
        return self._engine.state if self._engine is not None else self._state

    @property
    def media(self) -> Playable | None:
        return self._engine.media if self._engine is not None else None

    @property
    def error(self) -> ViewerError | None:
        return self._engine.error if self._engine is not None else None

    @property
    def position_ms(self) -> int:
        return self._engine.position_ms if self._engine is not None else 0

    @property
    def duration_ms(self) -> int | None:
        return self._engine.duration_ms if self._engine is not None else None

    @property
    def rate(self) -> float:
        return self._engine.rate if self._engine is not None else self._rate

    @property
    def volume(self) -> int:
        return self._engine.volume if self._engine is not None else self._volume

    @property
    def muted(self) -> bool:
        return self._engine.muted if self._engine is not None else self._muted

    @property
    def repeat(self) -> tuple[int, int] | None:
        return self._engine.repeat if self._engine is not None else None

    @property
    def frame(self) -> QImage:
        return self._engine.frame if self._engine is not None else self._frame

    @property
    def frame_time_ms(self) -> int | None:
        return self._engine.frame_time_ms if self._engine is not None else None

    @property
    def coming_frame_ms(self) -> int | None:
        return self._engine.coming_frame_ms if self._engine is not None else None

    @property
    def has_picture(self) -> bool:
        return self._engine is not None and self._engine.has_picture

    @property
    def has_sound(self) -> bool:
        return self._engine is not None and self._engine.has_sound

    @property
    def frame_interval_ms(self) -> float:
        return self._engine.frame_interval_ms if self._engine is not None else 40.0

    # What can be asked for

    def open(self, media: Playable, start_ms: int = 0, *, play: bool = False) -> None:
        if self._engine is not None:
            self._engine.open(media, start_ms, play=play)

    def play(self) -> None:
        if self._engine is not None:
            self._engine.play()

    def pause(self) -> None:
        if self._engine is not None:
            self._engine.pause()

    def toggle(self) -> None:
        if self._engine is not None:
            self._engine.toggle()

    def seek(self, ms: int) -> None:
        if self._engine is not None:
            self._engine.seek(ms)

    def skip_to(self, ms: int) -> None:
        if self._engine is not None:
            self._engine.skip_to(ms)

    def step(self, frames: int) -> None:
        if self._engine is not None:
            self._engine.step(frames)

    def set_rate(self, rate: float) -> None:
        self._rate = rate
        if self._engine is not None:
            self._engine.set_rate(rate)

    def set_volume(self, volume: int) -> None:
        self._volume = volume
        if self._engine is not None:
            self._engine.set_volume(volume)

    def set_muted(self, muted: bool) -> None:
        self._muted = muted
        if self._engine is not None:
            self._engine.set_muted(muted)

    def set_repeat(self, a_ms: int, b_ms: int) -> None:
        if self._engine is not None:
            self._engine.set_repeat(a_ms, b_ms)

    def clear_repeat(self) -> None:
        if self._engine is not None:
            self._engine.clear_repeat()

    def set_subtitles(self, path: Path | None) -> None:
        if self._engine is not None:
            self._engine.set_subtitles(path)

    def request_preview(self, ms: int, width: int) -> None:
        if self._engine is not None:
            self._engine.request_preview(ms, width)

    def set_target_size(self, width: int, height: int) -> None:
        self._target_size = width, height
        if self._engine is not None:
            self._engine.set_target_size(width, height)

    def close(self) -> None:
        if self._engine is not None:
            self._engine.close()

    def shutdown(self) -> None:
        if self._engine is not None:
            self._engine.shutdown()
