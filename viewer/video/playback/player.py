"""The interface of a player, so that the engine can be replaced.

`VlcPlayer` in `vlc_player.py` is the engine. Every method is called on the GUI thread, returns at
once and never raises for external errors: these set `error` and the state `FAILED`; if the engine
itself is missing, media with a picture stay PAUSED, and can be stepped through. Every signal is
emitted on the GUI thread. Times are int milliseconds from the start of the media.

The picture. `frame` is what a view paints. On every seek the first picture announced by
`frame_changed` is the exact one: the first frame whose presentation time, rounded up to the
millisecond, is not before the target (past the last frame: the last frame). If that is more than
250 ms later, as with slides, it is the frame shown at the target. Pictures from before the seek are
never announced after `seek` was called.

The position. `position_ms` takes the target of a seek at once; a moment later the exact frame
arrives, and `frame_time_ms` says when it is shown. While
playing the position runs with the pictures on a monotonic clock.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.errors import ViewerError
from viewer.video.media import Playable

MIN_RATE = 0.25
MAX_RATE = 4.0


class PlayerState(Enum):
    """The state of a player."""

    EMPTY = auto()  # nothing is open
    OPENING = auto()  # `open` was called; the file is not read yet
    PLAYING = auto()
    PAUSED = auto()
    ENDED = auto()  # ran to the end; `play` starts again from the beginning
    FAILED = auto()  # `error` says why; `open` may be called again


class Player(QObject):
    """Plays one medium at a time and reports what is shown.

    The base class keeps the state and announces its changes; an engine overrides every command that
    does nothing here (a test checks this), and calls the `_set_…` methods.
    """

    # Times go as objects: an int of Qt ends at 2³¹ ms, which is 24 days.
    position_changed = Signal(object)  # int: ms; at once on a seek or step, then with each picture
    duration_changed = Signal(object)  # ms: int, or None where it is not known
    state_changed = Signal(object)  # PlayerState
    media_changed = Signal(object)  # Media, Stream or None
    error_changed = Signal(object)  # ViewerError or None
    frame_changed = Signal()  # `frame` holds another picture, or none
    rate_changed = Signal(float)
    volume_changed = Signal(int)  # 0..100
    muted_changed = Signal(bool)
    repeat_changed = Signal(object)  # (a_ms, b_ms) or None
    preview_ready = Signal(object, QImage)  # int: the ms that was asked for, its picture
    seeked = Signal(object, object)  # ints: from_ms, to_ms; not for skips and repeats

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = PlayerState.EMPTY
        self._media: Playable | None = None
        self._error: ViewerError | None = None
        self._position_ms = 0
        self._duration_ms: int | None = None
        self._rate = 1.0
        self._volume = 100
        self._muted = False
        self._repeat: tuple[int, int] | None = None
        self._frame = QImage()
        self._frame_time_ms: int | None = None
        self._frame_interval_ms = 40.0
        self._has_picture = self._has_sound = False
        self._plays_when_open = self._awaits_still = False

    # What is so

    @property
    def state(self) -> PlayerState:
        return self._state

    @property
    def media(self) -> Playable | None:
        return self._media

    @property
    def error(self) -> ViewerError | None:
        """The error in the state FAILED, or why only stills are available; else None."""
        return self._error

    @property
    def position_ms(self) -> int:
        return self._position_ms

    @property
    def duration_ms(self) -> int | None:
        """The length of the media, or None while unknown."""
        return self._duration_ms

    @property
    def rate(self) -> float:
        return self._rate

    @property
    def volume(self) -> int:
        """0..100, also while muted."""
        return self._volume

    @property
    def muted(self) -> bool:
        return self._muted

    @property
    def repeat(self) -> tuple[int, int] | None:
        """The range [a_ms, b_ms) that is repeated, or None."""
        return self._repeat

    @property
    def frame(self) -> QImage:
        """The picture to paint: opaque, scaled to fit the target size; null if there is none.

        Safe to keep: it is never written to again. Its aspect ratio is the one to show, whatever
        the shape of the pixels in the file.
        """
        return self._frame

    @property
    def frame_time_ms(self) -> int | None:
        """When `frame` is shown, rounded up to the millisecond.

        Exact for a still (after a seek, a step, a pause) and for the frames right after it; while
        playing on it may be one frame off. None without a picture.
        """
        return self._frame_time_ms

    @property
    def coming_frame_ms(self) -> int | None:
        """The time at or after which the frame is shown that the user went to.

        That of `frame`; but between a seek and its picture, the target.
        """
        return self._position_ms if self._awaits_still else self._frame_time_ms

    @property
    def has_picture(self) -> bool:
        """Return whether the media has video; False for audio, and until it is known."""
        return self._has_picture

    @property
    def has_sound(self) -> bool:
        return self._has_sound

    @property
    def frame_interval_ms(self) -> float:
        """The average time from one frame to the next; 40.0 if there are no frames."""
        return self._frame_interval_ms

    # What can be asked for

    def open(self, media: Playable, start_ms: int = 0, *, play: bool = False) -> None:
        """Show `media` at `start_ms`, paused or playing, instead of the current one.

        The state becomes OPENING at once, then PAUSED, PLAYING or FAILED. `seek`, `play` and
        `pause` may be called while opening and are honoured.
        """

    def play(self) -> None:
        """Play from the position; after the end, from the beginning (or the repeat)."""

    def pause(self) -> None:
        """Pause on the frame shown."""

    def toggle(self) -> None:
        opens_playing = self._state is PlayerState.OPENING and self._plays_when_open
        if self._state is PlayerState.PLAYING or opens_playing:
            self.pause()
        else:
            self.play()

    def seek(self, ms: int) -> None:
        """Go to `ms`, clamped to [0, duration - one frame]; playing or paused as before.

        After the end it plays on from there. The latest of several seeks wins.
        """
        if self._state in (PlayerState.EMPTY, PlayerState.FAILED):
            return
        from_ms = self.position_ms
        if self._state is PlayerState.ENDED:
            self._set_state(PlayerState.PLAYING)
        self._go(ms)
        self.seeked.emit(from_ms, self._position_ms)

    def skip_to(self, ms: int) -> None:
        """Continue at `ms` while playing, as a repeat does; no seek, since the user did none."""
        if self._state is PlayerState.PLAYING:
            self._go(ms)

    def step(self, frames: int) -> None:
        """Pause, and step forward by `frames` pictures (backward if negative)."""

    def set_rate(self, rate: float) -> None:
        """Play at `rate` times the speed, clamped to 0.25..3; the pitch is kept."""

    def set_volume(self, volume: int) -> None:
        """Set the loudness, clamped to 0..100."""
        volume = min(100, max(0, volume))
        if volume != self._volume:
            self._volume = volume
            self.volume_changed.emit(volume)

    def set_muted(self, muted: bool) -> None:
        if muted != self._muted:
            self._muted = muted
            self.muted_changed.emit(muted)

    def set_repeat(self, a_ms: int, b_ms: int) -> None:
        """Repeat [a_ms, b_ms): when playback reaches b, it jumps to a.

        The position is not changed. Playback that starts at or after b is not affected. If b is not
        after a nothing happens.
        """
        a_ms = max(0, a_ms)
        if b_ms > a_ms and (a_ms, b_ms) != self._repeat:
            self._repeat = (a_ms, b_ms)
            self.repeat_changed.emit(self._repeat)

    def clear_repeat(self) -> None:
        """Stop repeating."""
        if self._repeat is not None:
            self._repeat = None
            self.repeat_changed.emit(None)

    def look_again(self) -> None:
        """Check the length of the file again if it was written to: a recording, a download.

        Otherwise only its date is checked. If it had ended and is longer now, it is paused there.
        """

    def request_preview(self, ms: int, width: int) -> None:
        """Request a small picture near `ms`, `width` pixels wide; `preview_ready` delivers it.

        The latest request wins; an exact still always goes first. Nothing comes if the media has no
        picture.
        """

    def set_target_size(self, width: int, height: int) -> None:
        """Set the view's size in device pixels, so that `frame` has the right size."""

    def close(self) -> None:
        """Stop and close the media. The player can be used again."""

    def shutdown(self) -> None:
        """Stop, free everything and wait for the threads; no calls may follow."""

    # For engines

    def _go(self, ms: int) -> None:
        raise NotImplementedError

    def _set_state(self, state: PlayerState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)

    def _set_media(self, media: Playable | None) -> None:
        if media != self._media:
            self._media = media
            self.media_changed.emit(media)

    def _set_error(self, error: ViewerError | None) -> None:
        if error is not self._error:
            self._error = error
            self.error_changed.emit(error)

    def _set_duration(self, duration_ms: int | None) -> None:
        if duration_ms != self._duration_ms:
            self._duration_ms = duration_ms
            self.duration_changed.emit(duration_ms)

    def _set_position(self, position_ms: int) -> None:
        if position_ms != self._position_ms:
            self._position_ms = position_ms
            self.position_changed.emit(position_ms)

    def _set_frame(self, frame: QImage, time_ms: int | None) -> None:
        self._frame = frame
        self._frame_time_ms = time_ms
        self.frame_changed.emit()
