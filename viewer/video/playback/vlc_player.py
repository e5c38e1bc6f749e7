"""The player's engine: VLC for motion and audio, PyAV for the exact still.

For a seek the worker first decodes the exact still, while VLC is paused: they would compete for the
processor. Then VLC plays on, and the worker's frames are shown until it has pictures again
(`Relay`); or, if that is impossible, VLC seeks to the still. Its pictures carry no time. So one is
shown only when its digest equals that of a frame of known time (`CatchUp`): that gives the exact
time, and a clock counts from there.

While playing, and on a pause, the clock is checked against the file by asking the worker which
frame is shown. And it never deviates far from VLC's own time.

Threads: everything here runs on the GUI thread. The worker and VLC put what they have into a
mailbox and wake it by a queued signal.
"""

from __future__ import annotations

import math
import time
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from viewer.errors import ViewerError
from viewer.video.frames import frame_worker
from viewer.video.frames.pictures import Canvas, Digest, Picture, Still
from viewer.video.media import Media, Playable, Stream
from viewer.video.playback.clocked import ClockedPlayer, StallWatch, image_of
from viewer.video.playback.mailbox import Mailbox
from viewer.video.playback.player import MAX_RATE, MIN_RATE, PlayerState
from viewer.video.playback.relay import Motion, Relay
from viewer.video.playback.shown import CatchUp, Frames, ShownPicture
from viewer.video.playback.vlc_engine import Event, EventKind, VlcEngine

# How many frames behind a still are compared with what VLC shows.
_FOLLOWING = 8
# For how long its pictures tell where it is, once its pace is changed; at most so many of them.
_CHANGE_MS, _MOST_FOLLOWING = 1200, 100
# After so many pictures that are equal to none of them, VLC changes them on the way.
_STRANGERS = 12
# How long a still is kept while VLC shows no picture, as where sound goes on after the last one.
_PATIENCE_MS = 1500
# How often the clock is checked against the file; soon after VLC changed its pace.
_CHECK_EVERY_MS = 15_000
_CHECK_SOON_MS = 500


class VlcPlayer(ClockedPlayer):
    """Plays files with libvlc, and shows exact stills with PyAV."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox: Mailbox[frame_worker.Outcome | Event] = Mailbox(self._read, self)
        self._worker = frame_worker.FrameWorker(self._mailbox.post)
        self._engine = VlcEngine(self._mailbox.post)
        self._motion = Motion(self._engine)
        self._file = 0  # counts the files that were opened
        self._generation = 0  # counts the places that were gone to
        self._in_step = False  # whether VLC is paused at the picture that is shown
        self._canvas: Canvas | None = None
        self._target: tuple[int, int] | None = None
        self._is_indexed = True  # whether VLC can seek in the file
        self._stepping = False
        self._steps = 0  # asked for and not yet under way
        self._catch_up: CatchUp | None = None
        # Whether VLC's pictures of this file are PyAV's, bit by bit; None: not known yet.
        self._comparable: bool | None = None
        self._beyond_pause: Frames = ()  # what follows the picture
        self._shown = ShownPicture()
        self._checked: tuple[Digest, int] | None = None  # a picture, and when it was shown
        coming = lambda ms: self._worker.coming(self._generation, ms)  # noqa: E731
        self._relay = Relay(self._motion, self._clock, self._run, coming, self._show, self)
        self._stall = StallWatch(self._go, self)
        self._check_timer = self._timer(self._check, single=True)
        self._patience = self._timer(self._lose_patience, single=True)
        self.volume_changed.connect(self._pass_volume)
        self.muted_changed.connect(self._pass_volume)

    def open(self, media: Playable, start_ms: int = 0, *, play: bool = False) -> None:
        self._forget()
        self._plays_when_open = play
        self._set_error(None)
        self._set_media(media)
        self._set_frame(QImage(), None)
        self._hold(max(0, start_ms))
        self._set_state(PlayerState.OPENING)
        self._worker.open(self._file, _place(media), self._target)

    def play(self) -> None:
        if self._state is PlayerState.OPENING:
            self._plays_when_open = True
        elif self._state is PlayerState.ENDED:
            self._set_state(PlayerState.PLAYING)
            self._go(self._repeat[0] if self._repeat else 0)
        elif self._state is PlayerState.PAUSED:
            self._set_state(PlayerState.PLAYING)
            if not self._awaits_still:
                self._set_moving()

    def pause(self) -> None:
        if self._state is PlayerState.OPENING:
            self._plays_when_open = False
        if self._state is not PlayerState.PLAYING:
            return
        self._stall.stop()
        settled = self._catch_up is None or self._catch_up.matched
        is_there = settled and not self._awaits_still and not self._relay.active
        self._in_step = self._motion.ready and is_there
        moved = self._in_step or self._clock.running
        self._motion.pause()
        self._catch_up = None
        frame_ms = self._frame_time_ms if moved else None
        if frame_ms is None or (self._shown.is_told and self._is_held(frame_ms)):
            frame_ms = self.position_ms
        self._hold(frame_ms)
        self._set_state(PlayerState.PAUSED)
        self._beyond_pause = ()
        if moved:
            self._check()

    def step(self, frames: int) -> None:
        if not self._has_picture or self._state in (PlayerState.OPENING, PlayerState.FAILED):
            return
        self.pause()
        self._set_state(PlayerState.PAUSED)
        self._steps += frames
        if not self._stepping:
            self._take_steps()

    def set_rate(self, rate: float) -> None:
        rate = min(MAX_RATE, max(MIN_RATE, rate))
        if rate == self._rate:
            return
        self._rate = rate
        if self._clock.running:
            self._checked = None  # at another pace
        self._engine.set_rate(rate)
        if self._state is not PlayerState.PLAYING:
            self._in_step = False  # VLC would go on elsewhere
            self._hold(self._position_ms)
        if self._clock.running and self._comparable and not self._relay.active:
            # VLC plays on at the old pace what it has prepared (0.1 to 1 s), and jumps or waits
            # then: its pictures are to tell.
            count = math.ceil(_CHANGE_MS * max(1.0, rate) / self._frame_interval_ms)
            self._follow(self._frame_time_ms, min(count, _MOST_FOLLOWING))
        else:
            self._clock.set_rate(rate)
            self._relay.set_rate(rate)
        self._arm()
        self._check_timer.start(_CHECK_SOON_MS)
        self.rate_changed.emit(rate)

    def request_preview(self, ms: int, width: int) -> None:
        if self._has_picture and width > 0:
            self._worker.preview(self._file, ms, width)

    def look_again(self) -> None:
        if isinstance(self._media, Media) and self._state is not PlayerState.FAILED:
            self._worker.measure(self._file)

    def set_target_size(self, width: int, height: int) -> None:
        if width <= 0 or height <= 0 or (width, height) == self._target:
            return
        self._target = (width, height)
        if self._canvas is not None:
            self._canvas.target = self._target
            self._refit()

    def close(self) -> None:
        self._let_go(PlayerState.EMPTY)

    def shutdown(self) -> None:
        self.close()
        for timer in (self._ticker, self._check_timer, self._patience, self._resting):
            timer.stop()
        self._worker.shutdown()
        self._engine.shutdown()
        self._mailbox.clear()

    def _read(self, message: frame_worker.Outcome | Event) -> None:
        if isinstance(message, Event):
            # 0 stands for the engine itself.
            if message.session in (self._motion.number, 0):
                self._take_event(message)
        elif message.generation == (self._file if message.is_of_file else self._generation):
            self._take_outcome(message)

    def _take_outcome(self, outcome: frame_worker.Outcome) -> None:
        match outcome:
            case frame_worker.FileOpened():
                self._take_opened(outcome)
            case frame_worker.StillReady(still=still):
                self._take_still(still)
            case frame_worker.Refitted(still=still):
                if still.time_ms == self._frame_time_ms and not self._shows_motion:
                    self._set_frame(image_of(still), still.time_ms)
            case frame_worker.Coming(asked_ms=asked_ms, frame=frame):
                self._relay.take(asked_ms, frame)
            case frame_worker.Following(frames=frames):
                self._take_following(frames)
            case frame_worker.Identified(digest=digest, time_ms=time_ms):
                self._take_identified(digest, time_ms)
            case frame_worker.PreviewReady(asked_ms=asked_ms, still=still):
                self.preview_ready.emit(asked_ms, image_of(still))
            case frame_worker.Measured(duration_ms=duration_ms):
                self._take_length(duration_ms)
                if self._state is not PlayerState.PLAYING:
                    self._take_end()  # of VLC, which may know nothing of what came since
            case frame_worker.Failed(error=error, opening=opening):
                if opening or self._state is PlayerState.OPENING:
                    self._let_go(PlayerState.FAILED, error)
                else:  # VLC may know better
                    self._awaits_still = self._stepping = False
                    self._relay.stop()
                    self._relay.fails = True
                    if self._state is PlayerState.PLAYING:
                        self._set_moving()

    def _take_opened(self, opened: frame_worker.FileOpened) -> None:
        self._canvas = opened.canvas
        self._canvas.target = self._target
        self._has_picture, self._has_sound = opened.has_picture, opened.has_sound
        self._is_indexed, self._frame_interval_ms = opened.is_indexed, opened.frame_interval_ms
        self._set_duration(opened.duration_ms)
        self._hold(self._within(self._position_ms))
        if opened.has_picture:
            self._awaits_still = True
            self._worker.still(self._generation, self._position_ms)
        else:
            self._set_ready()

    def _set_ready(self) -> None:
        self._engine.warm_up()
        play = self._plays_when_open
        self._set_state(PlayerState.PLAYING if play else PlayerState.PAUSED)
        if self._state is PlayerState.PLAYING and play:
            self._set_moving()

    def _take_still(self, still: Still) -> None:
        self._awaits_still = False
        self._shown.take_still(still.digest, still.time_ms)
        if self._stepping:
            self._stepping = False
            self._hold(still.time_ms)
        self._set_frame(image_of(still), still.time_ms)
        if self._state is PlayerState.OPENING:
            self._set_ready()
        elif self._state is PlayerState.PLAYING:
            self._set_moving()
        elif self._steps:
            self._take_steps()

    def _take_following(self, frames: Frames, *, is_held: bool = False) -> None:
        if self._catch_up is None and self._clock.running:
            self._wait_for(self._position_ms, time.monotonic_ns(), is_held=is_held)
        if self._catch_up is not None:
            self._catch_up.learn(frames)
        elif self._in_step:
            self._beyond_pause = frames
        self._clock.set_rate(self._rate)

    def _take_identified(self, digest: Digest, time_ms: int | None) -> None:
        if self._checked is None or self._checked[0] != digest:
            return
        at_ns, self._checked = self._checked[1], None
        if time_ms is None:
            return
        if self._clock.running:
            # Counted on from the moment the picture was shown.
            self._shown.anchor_ms = time_ms
            if self._clock.set_right(time_ms, at_ns, self._frame_interval_ms / 2):
                self._arm()
        elif not self._awaits_still:
            if self._in_step:
                self._follow(time_ms)
            is_at_frame = self._position_ms == self._frame_time_ms
            time_ms = self._shown.identify(time_ms, self._frame_time_ms or 0)
            self._frame_time_ms = time_ms
            if self._state is PlayerState.PAUSED and is_at_frame:
                self._hold(time_ms)
            self._refit()

    def _take_event(self, event: Event) -> None:
        catch_up = self._catch_up
        match event.kind:
            case EventKind.PICTURE if event.picture is not None and self._shows_motion:
                self._take_picture(event.picture, event.at_ns)
            case EventKind.FLUSHED:
                self._relay.flushed()
                if catch_up is not None:
                    catch_up.flushed()
            case EventKind.BUFFERED:
                self._relay.buffered()
                if catch_up is None and self._stall.last_ms is not None:
                    self._go(self._stall.last_ms)
                elif catch_up is not None:
                    is_ready = catch_up.buffered(event.at_ns)
                    if is_ready and catch_up.is_held and not self._clock.running:
                        self._catch_up = catch_up if self._has_picture else None
                        self._run(catch_up.still_ms, event.at_ns)
            case EventKind.READ:
                if self._relay.active and self._clock.is_far(event.time_ms, event.at_ns):
                    self._give_up_relay()  # where the sound has ended, VLC reads on to the end
                elif self._clock.hear(event.time_ms, event.at_ns):
                    self._shown.anchor_ms = event.time_ms
                    self._arm()
                    self._check_timer.start(_CHECK_SOON_MS)
                if self._clock.running and isinstance(self._media, Stream):
                    self._stall.reads(self.position_ms)
            case EventKind.PLAYING:
                # Some outputs of sound forget it between two files.
                self._pass_volume()
                self._motion.set_ready(catch_up.still_ms if catch_up is not None else None)
            case EventKind.ENDED:
                self._take_end()
            case EventKind.FAILED if event.error is not None:
                if event.session == 0 and self._has_picture:
                    self._motion.stop()  # there is no libvlc, and the stills are left
                    self.pause()
                    self._set_error(event.error)
                elif self._state not in (PlayerState.EMPTY, PlayerState.OPENING):
                    self._let_go(PlayerState.FAILED, event.error)

    def _take_picture(self, picture: Picture, at_ns: int) -> None:
        catch_up = self._catch_up
        now_ms = self._clock.now_ms(at_ns, limited=False)
        if self._relay.active and not self._relay.takes_over(picture.digest, at_ns):
            if self._relay.fails:
                self._give_up_relay()
            return
        if catch_up is not None and not self._shown.is_again(picture.digest):
            time_ms = catch_up.time_of(picture.digest, now_ms)
            if time_ms is None:
                if not self._believes(catch_up, now_ms):
                    return
                self._catch_up = None
                self._run(now_ms if self._clock.running else catch_up.still_ms, at_ns)
            elif catch_up.is_early(time_ms, now_ms):
                return  # it will be shown again
            else:
                self._comparable = True
                self._run(time_ms, at_ns, catch_up.next_ms(picture.digest, time_ms))
                self._shown.anchor_ms = time_ms
                if time_ms == catch_up.last_ms > catch_up.still_ms:
                    self._catch_up = None
        now_ms = self._clock.now_ms(at_ns)
        shown_ms = self._shown.take(picture.digest, at_ns, now_ms, self._frame_interval_ms)
        shown_ms = self._within(shown_ms)
        if self._begins_again(shown_ms):
            return
        self._set_frame(image_of(picture), shown_ms)
        self._tick()

    def _believes(self, catch_up: CatchUp, now_ms: float) -> bool:
        if catch_up.is_over(now_ms, self._frame_interval_ms):
            return True
        if catch_up.matched or catch_up.buffered_ns is None:
            return False
        if self._comparable is not False and catch_up.strangers < _STRANGERS:
            return False
        if self._comparable and catch_up.retry():
            self._motion.send(catch_up.still_ms)  # the seek was lost on the way
            return False
        self._comparable = False
        return True

    def _lose_patience(self) -> None:
        """Continue without a match if VLC is ready but shows no picture at all."""
        catch_up = self._catch_up
        if catch_up is None or catch_up.matched or catch_up.goes_on or not self._shows_motion:
            return
        if catch_up.buffered_ns is None or catch_up.strangers:
            self._patience.start(_PATIENCE_MS)
            return
        # Where one comes yet, from a machine that is slow, it may still be an old one.
        self._catch_up = catch_up if self._has_picture else None
        self._run(catch_up.still_ms, catch_up.buffered_ns)

    def _pass_volume(self) -> None:
        self._engine.set_volume(self._volume, muted=self._muted)

    def _take_end(self) -> None:
        self._stall.stop()
        self._relay.stop()
        self._motion.stop()
        self._in_step = False
        plays = self._state is PlayerState.PLAYING and not self._awaits_still
        if not plays or self._begins_again(math.inf):
            return
        self._catch_up = None
        end_ms, reached_ms = self._duration_ms, self.position_ms
        # Where the end came early, the file is cut off.
        self._hold(reached_ms if end_ms is None or reached_ms <= end_ms - 2000 else end_ms)
        self._set_state(PlayerState.ENDED)
        self.look_again()
        if self._has_picture:  # VLC leaves the last one out where it is late with it
            self._awaits_still = True
            self._worker.still(self._generation, self._position_ms)

    def _let_go(self, state: PlayerState, error: ViewerError | None = None) -> None:
        """Close the media; with `error` its name stays."""
        self._forget()
        self._worker.close()
        if error is None:
            self._set_media(None)
            self._set_position(0)
        if not self._frame.isNull():
            self._set_frame(QImage(), None)
        self._set_error(error)
        self._set_state(state)

    @property
    def _shows_motion(self) -> bool:
        return self._state is PlayerState.PLAYING and self._motion.live and not self._awaits_still

    def _go(self, ms: int) -> None:
        ms = self._within(ms, seeking=True)
        self._generation += 1
        self._stepping, self._in_step, self._steps = False, False, 0
        self._catch_up = self._checked = None
        self._stall.stop()
        self._awaits_still = self._has_picture
        self._hold(ms)
        if self._has_picture:
            if self._state is PlayerState.PLAYING and self._can_relay:
                self._relay.cue(ms)
            self._worker.still(self._generation, ms)
        elif self._state is PlayerState.PLAYING:
            self._set_moving()

    def _take_steps(self) -> None:
        base_ms = self._position_ms if self._awaits_still else self._frame_time_ms
        frames, self._steps = self._steps, 0
        if base_ms is None or frames == 0:
            return
        shown = None if self._awaits_still or self._shown.is_certain else self._shown.digest
        self._generation += 1
        self._stepping = self._awaits_still = True
        self._in_step = False
        self._checked = None
        self._worker.step(self._generation, base_ms, frames, shown)

    def _set_moving(self) -> None:
        if self._in_step:
            now_ns = time.monotonic_ns()
            self._motion.resume()
            self._run(self._position_ms, now_ns)
            self._check_timer.start(_CHECK_SOON_MS)
            self._shown.go_on(now_ns, self._position_ms, self._rate)
            self._checked = None
            # VLC goes on by a frame or two after a pause: see where it is.
            if self._beyond_pause:
                self._take_following(self._beyond_pause, is_held=True)
            else:
                self._follow(self._frame_time_ms)
            return
        media = self._media
        if media is None:
            return
        if self._can_relay:
            if not self._relay.is_cued:
                self._relay.cue(self._position_ms)
            self._relay.start(self._frame_time_ms or 0, self._rate)
            return
        still_ms, is_held = self._frame_time_ms, False
        if still_ms is None or self._is_held(still_ms):
            still_ms, is_held = self._position_ms, True
        self._wait_for(still_ms, is_held=is_held)
        self._motion.go(
            _place(media),
            self._canvas if self._has_picture else None,
            still_ms,
            reach_ms=_FOLLOWING * self._frame_interval_ms,
            rate=self._rate,
            remux=self._has_picture and not self._is_indexed,
        )
        self._follow(still_ms)
        self._patience.start(_PATIENCE_MS)

    @property
    def _can_relay(self) -> bool:
        """Return whether VLC can continue with audio only, and surely shows these pictures."""
        is_known = self._motion.ready and self._comparable is True and not self._relay.fails
        return is_known and self._is_indexed and isinstance(self._media, Media)

    def _give_up_relay(self) -> None:
        self._relay.fails = True
        self._motion.stop()  # it is not where it was sent
        self._go(self.position_ms)

    def _show(self, still: Still) -> None:
        if not self._begins_again(still.time_ms):
            self._shown.take_still(still.digest, still.time_ms)
            self._set_frame(image_of(still), still.time_ms)
            self._tick()

    def _follow(self, ms: int | None, count: int = _FOLLOWING) -> None:
        if self._has_picture and ms is not None:
            self._worker.follow(self._generation, ms, count)

    def _wait_for(self, ms: int, since_ns: int | None = None, *, is_held: bool = False) -> None:
        """Wait until VLC shows the current picture, of the time `ms`, or one that follows."""
        self._catch_up = CatchUp(ms, self._shown.digest, is_held, since_ns)

    def _run(self, at_ms: float, since_ns: int, next_ms: float = math.inf) -> None:
        super()._run(at_ms, since_ns, next_ms)
        if not self._check_timer.isActive():
            self._check_timer.start(_CHECK_EVERY_MS)

    def _hold(self, ms: int) -> None:
        if self._clock.running:
            self._motion.was_at_ms = self._clock.now_ms()
        self._check_timer.stop()
        self._relay.stop()
        super()._hold(ms)

    def _rest(self) -> None:
        # In a pause VLC wakes 13 times a second, to show its picture again.
        if self._state is PlayerState.PAUSED and self._shown.is_certain and self._can_relay:
            self._in_step = False
            self._relay.cue(self._position_ms)

    def _check(self) -> None:
        self._clock.set_rate(self._rate)  # also where no pictures told when
        shown = self._shown
        if shown.digest is None or self._frame_time_ms is None or self._awaits_still:
            return
        if self._catch_up is None and not shown.is_certain:
            self._checked = (shown.digest, shown.since_ns)
            self._worker.identify(self._generation, shown.digest, shown.since_ms)
        if self._clock.running:
            again_ms = _CHECK_SOON_MS if self._clock.is_changing() else _CHECK_EVERY_MS
            self._check_timer.start(again_ms)

    def _refit(self) -> None:
        if self._canvas is None or self._frame_time_ms is None or not self._shown.is_certain:
            return
        size = (self._frame.width(), self._frame.height())
        if not self._shows_motion and size != self._canvas.fitted_size():
            self._worker.refit(self._generation, self._frame_time_ms)

    def _forget(self) -> None:
        self._file += 1
        self._generation += 1
        self._patience.stop()
        self._stall.stop()
        self._relay.fails = False
        self._motion.stop()
        self._in_step = self._awaits_still = self._stepping = self._plays_when_open = False
        self._canvas = self._catch_up = self._checked = self._comparable = None
        self._shown = ShownPicture()
        self._has_picture, self._has_sound, self._steps = False, False, 0
        self._frame_interval_ms = 40.0
        self._hold(self._position_ms)
        self._set_duration(None)
        self.clear_repeat()


def _place(media: Playable) -> Path | Stream:
    return media if isinstance(media, Stream) else media.path
