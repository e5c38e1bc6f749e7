"""A player for tests: real pictures of real files, and a clock of its own.

Its time goes on as the event loop is turned, not as the wall's does, and no picture is left out or
comes late: what a test sees depends on order alone. It keeps the contract in
`viewer.video.playback.player`; `tests/video/playback/test_contract.py` holds it and VLC to that.
"""

import math

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from viewer.video.frames import frame_worker
from viewer.video.frames.pictures import HELD_MS, Canvas, Still
from viewer.video.media import Media, Playable, Stream
from viewer.video.playback.clocked import image_of
from viewer.video.playback.mailbox import Mailbox
from viewer.video.playback.player import MAX_RATE, MIN_RATE, Player, PlayerState

STEP_MS = 40  # that the media goes on, at the plain rate, each time the loop comes round
_LOOP_MS = 4
_CUT_OFF_MS = 2_000  # a film whose pictures end so long before its end goes no further
_MOVING = (PlayerState.PLAYING, PlayerState.PAUSED, PlayerState.ENDED)


class SteppedPlayer(Player):
    """Plays files without VLC and without sound."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox: Mailbox[frame_worker.Outcome] = Mailbox(self._take, self)
        self._worker = frame_worker.FrameWorker(self._mailbox.post)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(_LOOP_MS)
        self._turn.timeout.connect(self._go_on)
        self._file = 0  # counts the files that were opened
        self._generation = 0  # counts the places that were gone to
        self._clock_ms = 0.0
        self._canvas: Canvas | None = None
        self._target: tuple[int, int] | None = None
        self._next: Still | None = None  # the picture that comes
        self._has_more = True  # pictures
        self._steps: int | None = None  # asked for, and not under way; None: nobody steps

    def open(self, media: Playable, start_ms: int = 0, *, play: bool = False) -> None:
        self._forget()
        self._plays_when_open = play
        self._set_error(None)
        self._set_media(media)
        self._set_frame(QImage(), None)
        self._stand(max(0, start_ms))
        self._set_state(PlayerState.OPENING)
        place = media if isinstance(media, Stream) else media.path
        self._worker.open(self._file, place, self._target)

    def play(self) -> None:
        if self._state is PlayerState.OPENING:
            self._plays_when_open = True
        elif self._state is PlayerState.ENDED:
            self._set_state(PlayerState.PLAYING)
            self._go(self._repeat[0] if self._repeat else 0)
        elif self._state is PlayerState.PAUSED:
            self._set_state(PlayerState.PLAYING)
            self._set_moving()

    def pause(self) -> None:
        if self._state is PlayerState.OPENING:
            self._plays_when_open = False
        elif self._state is PlayerState.PLAYING:
            frame_ms = self._frame_time_ms
            is_at_frame = frame_ms is not None and self._position_ms <= frame_ms + HELD_MS
            at_ms = frame_ms if frame_ms is not None and is_at_frame else self._position_ms
            self._stand(self._position_ms if self._awaits_still else at_ms)
            self._set_state(PlayerState.PAUSED)

    def step(self, frames: int) -> None:
        if not self._has_picture or self._state not in _MOVING:
            return
        self.pause()
        self._set_state(PlayerState.PAUSED)
        is_under_way = self._steps is not None
        self._steps = (self._steps or 0) + frames
        if not is_under_way:
            self._take_steps()

    def set_rate(self, rate: float) -> None:
        rate = min(MAX_RATE, max(MIN_RATE, rate))
        if rate != self._rate:
            self._rate = rate
            self.rate_changed.emit(rate)

    def look_again(self) -> None:
        if isinstance(self._media, Media) and self._state is not PlayerState.FAILED:
            self._worker.measure(self._file)

    def request_preview(self, ms: int, width: int) -> None:
        if self._has_picture and width > 0:
            self._worker.preview(self._file, ms, width)

    def set_target_size(self, width: int, height: int) -> None:
        if width <= 0 or height <= 0 or (width, height) == self._target:
            return
        self._target = (width, height)
        if self._canvas is not None:
            self._canvas.target = self._target
            size = (self._frame.width(), self._frame.height())
            if self._frame_time_ms is not None and size != self._canvas.fitted_size():
                self._worker.refit(self._generation, self._frame_time_ms)

    def close(self) -> None:
        self._let_go(PlayerState.EMPTY)
        self._set_media(None)
        self._set_position(0)

    def shutdown(self) -> None:
        self.close()
        self._worker.shutdown()
        self._mailbox.clear()

    def _take(self, outcome: frame_worker.Outcome) -> None:
        if outcome.generation != (self._file if outcome.is_of_file else self._generation):
            return
        match outcome:
            case frame_worker.FileOpened():
                self._take_opened(outcome)
            case frame_worker.StillReady(still=still):
                self._take_still(still)
            case frame_worker.Coming(frame=frame):
                self._next, self._has_more = (frame[0], True) if frame else (None, False)
                if not self._turn.isActive():
                    self._set_moving()
            case frame_worker.Refitted(still=still):
                if still.time_ms == self._frame_time_ms:
                    self._set_frame(image_of(still), still.time_ms)
            case frame_worker.PreviewReady(asked_ms=asked_ms, still=still):
                self.preview_ready.emit(asked_ms, image_of(still))
            case frame_worker.Measured(duration_ms=duration_ms):
                is_longer = self._duration_ms is not None and duration_ms > self._duration_ms
                self._set_duration(duration_ms)
                if is_longer and self._state is PlayerState.ENDED:
                    self._set_state(PlayerState.PAUSED)
            case frame_worker.Failed(error=error, opening=opening):
                self._awaits_still, self._steps = False, None
                if opening or self._state is PlayerState.OPENING:
                    self._let_go(PlayerState.FAILED)
                    self._set_error(error)
                self._set_moving()

    def _take_opened(self, opened: frame_worker.FileOpened) -> None:
        self._canvas = opened.canvas
        self._canvas.target = self._target
        self._has_picture, self._has_sound = opened.has_picture, opened.has_sound
        self._frame_interval_ms = opened.frame_interval_ms
        self._set_duration(opened.duration_ms)
        self._stand(self._within(self._position_ms))
        self._awaits_still = self._has_picture
        if self._has_picture:
            self._worker.still(self._generation, self._position_ms)
        else:
            self._set_ready()

    def _set_ready(self) -> None:
        self._set_state(PlayerState.PLAYING if self._plays_when_open else PlayerState.PAUSED)
        self._set_moving()

    def _take_still(self, still: Still) -> None:
        self._awaits_still = False
        steps, self._steps = self._steps, None
        if steps is not None:
            self._stand(still.time_ms)
        self._set_frame(image_of(still), still.time_ms)
        if self._state is PlayerState.OPENING:
            self._set_ready()
        elif steps:
            self._steps = steps
            self._take_steps()
        else:
            self._set_moving()

    def _take_steps(self) -> None:
        base_ms = self._position_ms if self._awaits_still else self._frame_time_ms
        frames, self._steps = self._steps or 0, 0
        self._leave()
        self._awaits_still = True
        self._worker.step(self._generation, base_ms or 0, frames, None)

    def _set_moving(self) -> None:
        """Run the clock as soon as the coming picture is known."""
        if self._state is not PlayerState.PLAYING or self._awaits_still:
            return
        if self._has_picture and self._next is None and self._has_more:
            self._worker.coming(self._generation, (self._frame_time_ms or 0) + 1)
        else:
            self._turn.start()

    def _go_on(self) -> None:
        """Go on by a step, or to the picture that comes where it comes before."""
        was_ms = self._clock_ms
        self._clock_ms += STEP_MS * self._rate
        if self._next is not None:
            self._clock_ms = min(self._clock_ms, max(was_ms, self._next.time_ms))
        if self._repeat is not None and was_ms < self._repeat[1] <= self._clock_ms:
            self._go(self._repeat[0])
        elif self._is_at_end():
            self._end(was_ms)
        else:
            self._set_position(round(self._clock_ms))
            if self._next is not None and self._clock_ms >= self._next.time_ms:
                still, self._next = self._next, None
                self._set_frame(image_of(still), still.time_ms)
            if not self._turn.isActive():
                self._set_moving()

    def _is_at_end(self) -> bool:
        has_ended = self._has_picture and not self._has_more
        if self._duration_ms is None:
            return has_ended
        is_cut_off = has_ended and self._clock_ms + _CUT_OFF_MS < self._duration_ms
        return is_cut_off or self._clock_ms >= self._duration_ms

    def _end(self, was_ms: float) -> None:
        reached_ms = round(min(self._clock_ms, self._duration_ms or math.inf))
        if self._repeat is not None and was_ms < self._repeat[1]:
            self._go(self._repeat[0])
            return
        self._stand(reached_ms)
        self._set_state(PlayerState.ENDED)
        self.look_again()

    def _go(self, ms: int) -> None:
        self._leave()
        self._steps = None
        self._awaits_still = self._has_picture
        self._stand(self._within(ms))
        if self._has_picture:
            self._worker.still(self._generation, self._position_ms)
        else:
            self._set_moving()

    def _leave(self) -> None:
        self._generation += 1
        self._turn.stop()
        self._next, self._has_more = None, True

    def _stand(self, ms: int) -> None:
        self._turn.stop()
        self._clock_ms = ms
        self._set_position(ms)

    def _within(self, ms: int) -> int:
        if self._duration_ms is not None:
            ms = min(ms, self._duration_ms - math.ceil(self._frame_interval_ms))
        return max(0, ms)

    def _let_go(self, state: PlayerState) -> None:
        """Close the file; the media is still named."""
        self._forget()
        self._worker.close()
        if not self._frame.isNull():
            self._set_frame(QImage(), None)
        self._set_error(None)
        self._set_state(state)

    def _forget(self) -> None:
        self._file += 1
        self._leave()
        self._awaits_still, self._steps, self._canvas = False, None, None
        self._has_picture, self._has_sound, self._frame_interval_ms = False, False, 40.0
        self._set_duration(None)
        self.clear_repeat()
