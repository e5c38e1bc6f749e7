"""The player of all videos: what is so, its signals, and what can be asked for.

There is one from the start. It shows exact stills by itself; an `Engine` (`VlcPlayer` in
`vlc_player.py`), which is loaded later, brings motion and sound. Every method is called on the GUI
thread, returns at once and never raises for external errors: these set `error` and the state
`FAILED`; if VLC is missing, media with a picture stay PAUSED, and can be stepped through. Every
signal is emitted on the GUI thread. Times are int milliseconds from the start of the media.

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

import math
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from viewer.base.errors import ViewerError
from viewer.media.clock import Clock
from viewer.media.frame_worker import (
    Failed,
    FileOpened,
    FrameWorker,
    Measured,
    Outcome,
    PreviewReady,
    Refitted,
    StillReady,
)
from viewer.media.mailbox import Mailbox
from viewer.media.media import Media, Playable, Stream
from viewer.media.pictures import Digest, Picture, Still

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


def image_of(picture: Picture) -> QImage:
    """Return a picture to paint that keeps its pixels alive."""
    size = picture.width, picture.height
    return QImage(picture.pixels, *size, picture.stride, QImage.Format.Format_RGB32)


def place_of(media: Playable) -> Path | Stream:
    """Return what is to be opened."""
    return media if isinstance(media, Stream) else media.path


class Engine:
    """Brings motion and sound to a player, which calls it; this one, the first, brings none."""

    def __init__(self, player: Player) -> None:
        self._player = player

    @property
    def unsure(self) -> Digest | None:
        """The digest of the picture that is shown, if its time is not known yet."""
        return None

    def open(self, file: FileOpened) -> None:
        """Take in that `file` can be played from now on."""

    def close(self) -> None:
        """Let go of the file."""

    def go(self, ms: int) -> None:
        """Stop, and stand at `ms`."""
        self._player.report_position(ms)

    def move(self) -> None:
        """Play from the position, whose picture is shown."""

    def pause(self) -> None:
        """Stop at the picture that is shown, and stand there."""

    def take(self, outcome: Outcome) -> None:
        """Hear what the worker has found, before the player does."""

    def set_rate(self) -> None:
        """Follow the player's rate, which has changed."""

    def shutdown(self) -> None:
        """Free everything, and wait for the threads."""


class Player(QObject):
    """Plays one medium at a time and reports what is shown.

    Its attributes are for all to read, and for nobody but itself and its engine to write.
    """

    ready = Signal()  # the engine is there
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
        self.is_ready = False  # whether the engine is there, so that something can be opened
        self.state = PlayerState.EMPTY
        self.media: Playable | None = None
        # In the state FAILED, or why there are only stills; else None.
        self.error: ViewerError | None = None
        self.duration_ms: int | None = None  # None while unknown
        self.rate = 1.0
        self.volume = 100  # 0..100, also while muted
        self.muted = False
        self.repeat: tuple[int, int] | None = None  # the range [a_ms, b_ms) that is repeated
        # What to paint: opaque, scaled to fit the target size; null if there is none. Safe to keep:
        # it is never written to again. Its aspect ratio is the one to show, whatever the shape of
        # the pixels in the file.
        self.frame = QImage()
        # When `frame` is shown, rounded up to the millisecond. Exact for a still (after a seek, a
        # step, a pause) and for the frames right after it; while playing on it may be one frame
        # off. None without a picture.
        self.frame_time_ms: int | None = None
        self.frame_interval_ms = 40.0  # the average from one frame to the next
        self.has_picture = False  # whether the media has video: not audio, nor what is unknown yet
        self.has_sound = False
        self.awaits_still = False  # whether the picture of the position is not there yet
        self.clock = Clock()  # where the engine runs
        self.worker = FrameWorker(lambda outcome: self._mailbox.post(outcome))
        self._mailbox: Mailbox[Outcome] = Mailbox(self._read, self)
        self.engine = Engine(self)
        self._position_ms = 0
        self._plays_when_open = False
        self._file: FileOpened | None = None
        self._target: tuple[int, int] | None = None
        self._stepping = False
        self._steps = 0  # asked for and not yet under way

    @property
    def position_ms(self) -> int:
        if self.clock.running:
            return self.within(round(self.clock.now_ms()))
        return self._position_ms

    @property
    def coming_frame_ms(self) -> int | None:
        """The time at or after which the frame is shown that the user went to.

        That of `frame`; but between a seek and its picture, the target.
        """
        return self._position_ms if self.awaits_still else self.frame_time_ms

    def set_engine(self, engine: Callable[[Player], Engine]) -> None:
        """Make the engine: now something can be opened. `shutdown` ends it."""
        self.engine = engine(self)
        self.is_ready = True
        self.ready.emit()

    # What can be asked for

    def open(self, media: Playable, start_ms: int = 0, *, play: bool = False) -> None:
        """Show `media` at `start_ms`, paused or playing, instead of the current one.

        The state becomes OPENING at once, then PAUSED, PLAYING or FAILED. `seek`, `play` and
        `pause` may be called while opening and are honoured.
        """
        self._forget()
        self._plays_when_open = play
        self.report_error(None)
        self._set_media(media)
        self.report_picture(None, None)
        self.engine.go(max(0, start_ms))
        self.report_state(PlayerState.OPENING)
        self.worker.open(place_of(media), self._target)

    def play(self) -> None:
        """Play from the position; after the end, from the beginning (or the repeat)."""
        if self.state is PlayerState.OPENING:
            self._plays_when_open = True
        elif self.state is PlayerState.ENDED:
            self.report_state(PlayerState.PLAYING)
            self._go(self.repeat[0] if self.repeat else 0)
        elif self.state is PlayerState.PAUSED:
            self.report_state(PlayerState.PLAYING)
            if not self.awaits_still:
                self.engine.move()

    def pause(self) -> None:
        """Pause on the frame shown."""
        if self.state is PlayerState.OPENING:
            self._plays_when_open = False
        elif self.state is PlayerState.PLAYING:
            self.engine.pause()
            self.report_state(PlayerState.PAUSED)

    def toggle(self) -> None:
        opens_playing = self.state is PlayerState.OPENING and self._plays_when_open
        if self.state is PlayerState.PLAYING or opens_playing:
            self.pause()
        else:
            self.play()

    def seek(self, ms: int) -> None:
        """Go to `ms`, clamped to [0, duration - one frame]; playing or paused as before.

        After the end it plays on from there. The latest of several seeks wins.
        """
        if self.state in (PlayerState.EMPTY, PlayerState.FAILED):
            return
        from_ms = self.position_ms
        if self.state is PlayerState.ENDED:
            self.report_state(PlayerState.PLAYING)
        self._go(ms)
        self.seeked.emit(from_ms, self._position_ms)

    def skip_to(self, ms: int) -> None:
        """Continue at `ms` while playing, as a repeat does; no seek, since the user did none."""
        if self.state is PlayerState.PLAYING:
            self._go(ms)

    def step(self, frames: int) -> None:
        """Pause, and step forward by `frames` pictures (backward if negative)."""
        if not self.has_picture or self.state in (PlayerState.OPENING, PlayerState.FAILED):
            return
        self.pause()
        self.report_state(PlayerState.PAUSED)
        self._steps += frames
        if not self._stepping:
            self._take_steps()

    def set_rate(self, rate: float) -> None:
        """Play at `rate` times the speed, clamped to 0.25..4; the pitch is kept."""
        rate = min(MAX_RATE, max(MIN_RATE, rate))
        if rate != self.rate:
            self.rate = rate
            self.engine.set_rate()
            self.rate_changed.emit(rate)

    def set_volume(self, volume: int) -> None:
        """Set the loudness, clamped to 0..100."""
        volume = min(100, max(0, volume))
        if volume != self.volume:
            self.volume = volume
            self.volume_changed.emit(volume)

    def set_muted(self, muted: bool) -> None:
        if muted != self.muted:
            self.muted = muted
            self.muted_changed.emit(muted)

    def set_repeat(self, a_ms: int, b_ms: int) -> None:
        """Repeat [a_ms, b_ms): when playback reaches b, it jumps to a.

        The position is not changed. Playback that starts at or after b is not affected. If b is not
        after a nothing happens.
        """
        a_ms = max(0, a_ms)
        if b_ms > a_ms and (a_ms, b_ms) != self.repeat:
            self.repeat = (a_ms, b_ms)
            self.repeat_changed.emit(self.repeat)

    def clear_repeat(self) -> None:
        """Stop repeating."""
        if self.repeat is not None:
            self.repeat = None
            self.repeat_changed.emit(None)

    def look_again(self) -> None:
        """Check the length of the file again if it was written to: a recording, a download.

        Otherwise only its date is checked. If it had ended and is longer now, it is paused there.
        """
        if isinstance(self.media, Media) and self.state is not PlayerState.FAILED:
            self.worker.measure()

    def request_preview(self, ms: int, width: int) -> None:
        """Request a small picture near `ms`, `width` pixels wide; `preview_ready` delivers it.

        The latest request wins; an exact still always goes first. Nothing comes if the media has no
        picture.
        """
        if self.has_picture and width > 0:
            self.worker.preview(ms, width)

    def set_target_size(self, width: int, height: int) -> None:
        """Set the view's size in device pixels, so that `frame` has the right size."""
        if width > 0 and height > 0 and (width, height) != self._target:
            self._target = (width, height)
            if self._file is not None:
                self._file.canvas.target = self._target
                self.refit()

    def close(self) -> None:
        """Stop and close the media. The player can be used again."""
        self._let_go(PlayerState.EMPTY)

    def shutdown(self) -> None:
        """Stop, free everything and wait for the threads; no calls may follow."""
        self.close()
        self.worker.shutdown()
        self.engine.shutdown()
        self._mailbox.clear()

    # For engines

    def report_state(self, state: PlayerState) -> None:
        if state is not self.state:
            self.state = state
            self.state_changed.emit(state)

    def report_error(self, error: ViewerError | None) -> None:
        if error is not self.error:
            self.error = error
            self.error_changed.emit(error)

    def report_position(self, position_ms: int) -> None:
        if position_ms != self._position_ms:
            self._position_ms = position_ms
            self.position_changed.emit(position_ms)

    def report_picture(self, picture: Picture | None, time_ms: int | None) -> None:
        """Show a picture whose time is `time_ms`, or none."""
        self.frame = QImage() if picture is None else image_of(picture)
        self.frame_time_ms = time_ms
        self.frame_changed.emit()

    def report_end(self) -> None:
        """Stand at the end, which was played to; its last picture comes if it was left out."""
        self.report_state(PlayerState.ENDED)
        self.look_again()
        if self.has_picture:
            self.awaits_still = True
            self.worker.still(self._position_ms)

    def fail(self, error: ViewerError) -> None:
        """Close the media, which stays named, and say why."""
        self._let_go(PlayerState.FAILED, error)

    def within(self, ms: int, *, seeking: bool = False) -> int:
        """Clamp `ms` to the media; when seeking, to its last frame."""
        if self.duration_ms is not None:
            frame_ms = math.ceil(self.frame_interval_ms) if seeking else 0
            ms = min(ms, self.duration_ms - frame_ms)
        return max(0, ms)

    def refit(self) -> None:
        """Have the picture in the size of the view, unless the next one comes by itself."""
        if self._file is None or self.frame_time_ms is None or self.engine.unsure is not None:
            return
        size = (self.frame.width(), self.frame.height())
        if self.state is not PlayerState.PLAYING and size != self._file.canvas.fitted_size():
            self.worker.refit(self.frame_time_ms)

    def _set_media(self, media: Playable | None) -> None:
        if media != self.media:
            self.media = media
            self.media_changed.emit(media)

    def _set_duration(self, duration_ms: int | None) -> None:
        if duration_ms != self.duration_ms:
            self.duration_ms = duration_ms
            self.duration_changed.emit(duration_ms)

    def _go(self, ms: int) -> None:
        self._stepping, self._steps = False, 0
        self.awaits_still = self.has_picture
        ms = self.within(ms, seeking=True)
        self.engine.go(ms)
        if self.has_picture:
            self.worker.still(ms)
        elif self.state is PlayerState.PLAYING:
            self.engine.move()

    def _take_steps(self) -> None:
        base_ms = self._position_ms if self.awaits_still else self.frame_time_ms
        frames, self._steps = self._steps, 0
        if base_ms is None or frames == 0:
            return
        shown = None if self.awaits_still else self.engine.unsure
        self._stepping = self.awaits_still = True
        self.engine.go(self._position_ms)
        self.worker.step(base_ms, frames, shown)

    def _read(self, outcome: Outcome) -> None:
        if not self.worker.is_current(outcome):
            return
        self.engine.take(outcome)
        match outcome:
            case FileOpened():
                self._take_opened(outcome)
            case StillReady(still=still):
                self._take_still(still)
            case Refitted(still=still):
                if still.time_ms == self.frame_time_ms and self.state is not PlayerState.PLAYING:
                    self.report_picture(still, still.time_ms)
            case PreviewReady(asked_ms=asked_ms, still=still):
                self.preview_ready.emit(asked_ms, image_of(still))
            case Measured(duration_ms=duration_ms):
                is_longer = self.duration_ms is not None and duration_ms > self.duration_ms
                self._set_duration(duration_ms)
                if is_longer and self.state is PlayerState.ENDED:
                    self.report_state(PlayerState.PAUSED)
            case Failed(error=error, opening=opening):
                self.awaits_still = self._stepping = False
                if opening or self.state is PlayerState.OPENING:
                    self.fail(error)
                elif self.state is PlayerState.PLAYING:
                    self.engine.move()

    def _take_opened(self, opened: FileOpened) -> None:
        self._file = opened
        opened.canvas.target = self._target
        self.has_picture, self.has_sound = opened.has_picture, opened.has_sound
        self.frame_interval_ms = opened.frame_interval_ms
        self._set_duration(opened.duration_ms)
        self.engine.go(self.within(self._position_ms))
        if opened.has_picture:
            self.awaits_still = True
            self.worker.still(self._position_ms)
        else:
            self._set_ready(opened)

    def _set_ready(self, file: FileOpened) -> None:
        self.engine.open(file)
        plays = self._plays_when_open
        self.report_state(PlayerState.PLAYING if plays else PlayerState.PAUSED)
        if plays and self.state is PlayerState.PLAYING:
            self.engine.move()

    def _take_still(self, still: Still) -> None:
        self.awaits_still = False
        if self._stepping:
            self._stepping = False
            self.engine.go(still.time_ms)
        self.report_picture(still, still.time_ms)
        if self.state is PlayerState.OPENING and self._file is not None:
            self._set_ready(self._file)
        elif self.state is PlayerState.PLAYING:
            self.engine.move()
        elif self._steps:
            self._take_steps()

    def _let_go(self, state: PlayerState, error: ViewerError | None = None) -> None:
        """Close the media; with `error` its name stays."""
        self._forget()
        self.worker.close()
        if error is None:
            self._set_media(None)
            self.report_position(0)
        if not self.frame.isNull():
            self.report_picture(None, None)
        self.report_error(error)
        self.report_state(state)

    def _forget(self) -> None:
        self.engine.close()
        self._file = None
        self.awaits_still = self._stepping = self._plays_when_open = False
        self.has_picture, self.has_sound, self._steps = False, False, 0
        self.frame_interval_ms = 40.0
        self.engine.go(self._position_ms)
        self._set_duration(None)
        self.clear_repeat()
