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

from viewer.media.clock import StallWatch
from viewer.media.frame_worker import (
    Coming,
    Failed,
    FileOpened,
    Following,
    Identified,
    Measured,
    Outcome,
    StillReady,
)
from viewer.media.mailbox import Mailbox
from viewer.media.media import Media, Stream
from viewer.media.pictures import Digest, Picture, Still
from viewer.media.player import Engine, Player, PlayerState, place_of
from viewer.media.playhead import Playhead, precise_timer
from viewer.media.relay import Motion, Relay
from viewer.media.shown import CatchUp, Frames, ShownPicture
from viewer.media.vlc_engine import Event, EventKind, VlcEngine

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


class VlcPlayer(Engine):
    """Plays files with libvlc, on from the exact stills of the player."""

    def __init__(self, player: Player) -> None:
        super().__init__(player)
        self._clock, self._worker = player.clock, player.worker
        self._mailbox: Mailbox[Event] = Mailbox(self._take_event, player)
        self._engine = VlcEngine(self._mailbox.post)
        self._motion = Motion(self._engine)
        self._in_step = False  # whether VLC is paused at the picture that is shown
        self._file: FileOpened | None = None
        self._catch_up: CatchUp | None = None
        # Whether VLC's pictures of this file are PyAV's, bit by bit; None: not known yet.
        self._comparable: bool | None = None
        self._beyond_pause: Frames = ()  # what follows the picture
        self._shown = ShownPicture()
        self._checked: tuple[Digest, int] | None = None  # a picture, and when it was shown
        self._playhead = Playhead(player, self._rest)
        self._relay = Relay(
            self._motion, self._clock, self._run, self._worker.coming, self._show, player
        )
        self._stall = StallWatch(player.skip_to, player)
        self._check_timer = precise_timer(player, self._check)
        self._patience = precise_timer(player, self._lose_patience)
        player.volume_changed.connect(self._pass_volume)
        player.muted_changed.connect(self._pass_volume)

    @property
    def unsure(self) -> Digest | None:
        return None if self._shown.is_certain else self._shown.digest

    def open(self, file: FileOpened) -> None:
        self._file = file
        self._engine.warm_up()
        self._engine.set_rate(self._player.rate)
        self._pass_volume()

    def close(self) -> None:
        self._patience.stop()
        self._stall.stop()
        self._relay.fails = False
        self._motion.stop()
        self._file = self._comparable = None
        self._shown = ShownPicture()

    def go(self, ms: int) -> None:
        self._in_step = False
        self._catch_up = self._checked = None
        self._stall.stop()
        self._hold(ms)
        if self._player.state is PlayerState.PLAYING and self._can_relay:
            self._relay.cue(ms)

    def move(self) -> None:
        player = self._player
        if self._in_step:
            now_ns, at_ms = time.monotonic_ns(), player.position_ms
            self._motion.resume()
            self._run(at_ms, now_ns)
            self._check_timer.start(_CHECK_SOON_MS)
            self._shown.go_on(now_ns, at_ms, player.rate)
            self._checked = None
            # VLC goes on by a frame or two after a pause: see where it is.
            if self._beyond_pause:
                self._take_following(self._beyond_pause, is_held=True)
            else:
                self._follow(player.frame_time_ms)
            return
        if player.media is None or self._file is None:
            return
        if self._can_relay:
            if not self._relay.is_cued:
                self._relay.cue(player.position_ms)
            self._relay.start(player.frame_time_ms or 0, player.rate)
            return
        still_ms, is_held = player.frame_time_ms, False
        if still_ms is None or self._playhead.is_past(still_ms):
            still_ms, is_held = player.position_ms, True
        self._wait_for(still_ms, is_held=is_held)
        self._motion.go(
            place_of(player.media),
            self._file.canvas if player.has_picture else None,
            still_ms,
            reach_ms=_FOLLOWING * player.frame_interval_ms,
            rate=player.rate,
            remux=player.has_picture and not self._file.is_indexed,
        )
        self._follow(still_ms)
        self._patience.start(_PATIENCE_MS)

    def pause(self) -> None:
        self._stall.stop()
        settled = self._catch_up is None or self._catch_up.matched
        is_there = settled and not self._player.awaits_still and not self._relay.active
        self._in_step = self._motion.ready and is_there
        moved = self._in_step or self._clock.running
        self._motion.pause()
        self._catch_up = None
        frame_ms = self._player.frame_time_ms if moved else None
        if frame_ms is None or (self._shown.is_told and self._playhead.is_past(frame_ms)):
            frame_ms = self._player.position_ms
        self._hold(frame_ms)
        self._beyond_pause = ()
        if moved:
            self._check()

    def take(self, outcome: Outcome) -> None:
        match outcome:
            case StillReady(still=still):
                self._shown.take_still(still.digest, still.time_ms)
            case Coming(asked_ms=asked_ms, frame=frame):
                self._relay.take(asked_ms, frame)
            case Following(frames=frames):
                self._take_following(frames)
            case Identified(digest=digest, time_ms=time_ms):
                self._take_identified(digest, time_ms)
            case Measured() if self._player.state is not PlayerState.PLAYING:
                self._stop()  # VLC may know nothing of what came since
            case Failed(opening=False):  # VLC may know better
                self._relay.stop()
                self._relay.fails = True

    def set_rate(self) -> None:
        player, rate = self._player, self._player.rate
        if self._clock.running:
            self._checked = None  # at another pace
        self._engine.set_rate(rate)
        if player.state is not PlayerState.PLAYING:
            self._in_step = False  # VLC would go on elsewhere
            self._hold(player.position_ms)
        if self._clock.running and self._comparable and not self._relay.active:
            # VLC plays on at the old pace what it has prepared (0.1 to 1 s), and jumps or waits
            # then: its pictures are to tell.
            count = math.ceil(_CHANGE_MS * max(1.0, rate) / player.frame_interval_ms)
            self._follow(player.frame_time_ms, min(count, _MOST_FOLLOWING))
        else:
            self._clock.set_rate(rate)
            self._relay.set_rate(rate)
        self._playhead.arm()
        self._check_timer.start(_CHECK_SOON_MS)

    def shutdown(self) -> None:
        self._playhead.stop()
        self._check_timer.stop()
        self._engine.shutdown()
        self._mailbox.clear()

    def _take_following(self, frames: Frames, *, is_held: bool = False) -> None:
        if self._catch_up is None and self._clock.running:
            self._wait_for(self._player.position_ms, time.monotonic_ns(), is_held=is_held)
        if self._catch_up is not None:
            self._catch_up.learn(frames)
        elif self._in_step:
            self._beyond_pause = frames
        self._clock.set_rate(self._player.rate)

    def _take_identified(self, digest: Digest, time_ms: int | None) -> None:
        if self._checked is None or self._checked[0] != digest:
            return
        at_ns, self._checked = self._checked[1], None
        if time_ms is None:
            return
        if self._clock.running:
            # Counted on from the moment the picture was shown.
            self._shown.anchor_ms = time_ms
            if self._clock.set_right(time_ms, at_ns, self._player.frame_interval_ms / 2):
                self._playhead.arm()
        elif not self._player.awaits_still:
            if self._in_step:
                self._follow(time_ms)
            is_at_frame = self._player.position_ms == self._player.frame_time_ms
            time_ms = self._shown.identify(time_ms, self._player.frame_time_ms or 0)
            self._player.frame_time_ms = time_ms
            if self._player.state is PlayerState.PAUSED:  # again, for now VLC may rest
                self._hold(time_ms if is_at_frame else self._player.position_ms)
            self._player.refit()

    def _take_event(self, event: Event) -> None:
        if event.session not in (self._motion.number, 0):  # 0 stands for VLC itself
            return
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
                    self._player.skip_to(self._stall.last_ms)
                elif catch_up is not None:
                    is_ready = catch_up.buffered(event.at_ns)
                    if is_ready and catch_up.is_held and not self._clock.running:
                        self._catch_up = catch_up if self._player.has_picture else None
                        self._run(catch_up.still_ms, event.at_ns)
            case EventKind.READ:
                if self._relay.active and self._clock.is_far(event.time_ms, event.at_ns):
                    self._give_up_relay()  # where the sound has ended, VLC reads on to the end
                elif self._clock.hear(event.time_ms, event.at_ns):
                    self._shown.anchor_ms = event.time_ms
                    self._playhead.arm()
                    self._check_timer.start(_CHECK_SOON_MS)
                if self._clock.running and isinstance(self._player.media, Stream):
                    self._stall.reads(self._player.position_ms)
            case EventKind.PLAYING:
                # Some outputs of sound forget it between two files.
                self._pass_volume()
                self._motion.set_ready(catch_up.still_ms if catch_up is not None else None)
            case EventKind.ENDED:
                self._take_end()
            case EventKind.FAILED if event.error is not None:
                if event.session == 0 and self._player.has_picture:
                    self._motion.stop()  # there is no libvlc, and the stills are left
                    self._player.pause()
                    self._player.report_error(event.error)
                elif self._player.state not in (PlayerState.EMPTY, PlayerState.OPENING):
                    self._player.fail(event.error)

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
        shown_ms = self._shown.take(picture.digest, at_ns, now_ms, self._player.frame_interval_ms)
        shown_ms = self._player.within(shown_ms)
        if self._playhead.begins_again(shown_ms):
            return
        self._player.report_picture(picture, shown_ms)
        self._playhead.tick()

    def _believes(self, catch_up: CatchUp, now_ms: float) -> bool:
        if catch_up.is_over(now_ms, self._player.frame_interval_ms):
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
        self._catch_up = catch_up if self._player.has_picture else None
        self._run(catch_up.still_ms, catch_up.buffered_ns)

    def _pass_volume(self) -> None:
        self._engine.set_volume(self._player.volume, muted=self._player.muted)

    def _stop(self) -> None:
        self._stall.stop()
        self._relay.stop()
        self._motion.stop()
        self._in_step = False

    def _take_end(self) -> None:
        self._stop()
        player = self._player
        plays = player.state is PlayerState.PLAYING and not player.awaits_still
        if not plays or self._playhead.begins_again(math.inf):
            return
        self._catch_up = None
        end_ms, reached_ms = player.duration_ms, player.position_ms
        # Where the end came early, the file is cut off.
        self._hold(reached_ms if end_ms is None or reached_ms <= end_ms - 2000 else end_ms)
        player.report_end()  # VLC leaves the last picture out where it is late with it

    @property
    def _shows_motion(self) -> bool:
        plays = self._player.state is PlayerState.PLAYING
        return plays and self._motion.live and not self._player.awaits_still

    @property
    def _can_relay(self) -> bool:
        """Return whether VLC can continue with audio only, and surely shows these pictures."""
        is_known = self._motion.ready and self._comparable is True and not self._relay.fails
        is_file = self._file is not None and self._file.is_indexed
        return is_known and is_file and isinstance(self._player.media, Media)

    def _give_up_relay(self) -> None:
        self._relay.fails = True
        self._motion.stop()  # it is not where it was sent
        self._player.skip_to(self._player.position_ms)

    def _show(self, still: Still) -> None:
        if not self._playhead.begins_again(still.time_ms):
            self._shown.take_still(still.digest, still.time_ms)
            self._player.report_picture(still, still.time_ms)
            self._playhead.tick()

    def _follow(self, ms: int | None, count: int = _FOLLOWING) -> None:
        if self._player.has_picture and ms is not None:
            self._worker.follow(ms, count)

    def _wait_for(self, ms: int, since_ns: int | None = None, *, is_held: bool = False) -> None:
        """Wait until VLC shows the current picture, of the time `ms`, or one that follows."""
        self._catch_up = CatchUp(ms, self._shown.digest, is_held, since_ns)

    def _run(self, at_ms: float, since_ns: int, next_ms: float = math.inf) -> None:
        self._playhead.run(at_ms, since_ns, next_ms)
        if not self._check_timer.isActive():
            self._check_timer.start(_CHECK_EVERY_MS)

    def _hold(self, ms: int) -> None:
        if self._clock.running:
            self._motion.was_at_ms = self._clock.now_ms()
        self._check_timer.stop()
        self._relay.stop()
        self._playhead.hold(ms)

    def _rest(self) -> None:
        # In a pause VLC wakes 13 times a second, to show its picture again.
        if self._player.state is PlayerState.PAUSED and self._shown.is_certain and self._can_relay:
            self._in_step = False
            self._relay.cue(self._player.position_ms)

    def _check(self) -> None:
        self._clock.set_rate(self._player.rate)  # also where no pictures told when
        shown = self._shown
        if shown.digest is None or self._player.frame_time_ms is None or self._player.awaits_still:
            return
        if self._catch_up is None and not shown.is_certain:
            self._checked = (shown.digest, shown.since_ns)
            self._worker.identify(shown.digest, shown.since_ms)
        if self._clock.running:
            again_ms = _CHECK_SOON_MS if self._clock.is_changing() else _CHECK_EVERY_MS
            self._check_timer.start(again_ms)
