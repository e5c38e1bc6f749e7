"""An engine for tests: real pictures of real files, and a clock of its own.

Its time goes on as the event loop is turned, not as the wall's does, and no picture is left out or
comes late: what a test sees depends on order alone. It keeps the contract in
`viewer.media.player`; `tests/media/test_player_contract.py` holds it and VLC to that.
"""

import math

from PySide6.QtCore import QTimer

from viewer.media.frame_worker import Coming, Outcome
from viewer.media.pictures import HELD_MS, Still
from viewer.media.player import Engine, Player, PlayerState

STEP_MS = 40  # that the media goes on, at the plain rate, each time the loop comes round
_LOOP_MS = 4
_CUT_OFF_MS = 2_000  # a film whose pictures end so long before its end goes no further


class SteppedPlayer(Engine):
    """Plays files without VLC and without sound."""

    def __init__(self, player: Player) -> None:
        super().__init__(player)
        self._turn = QTimer(player, singleShot=True, interval=_LOOP_MS)
        self._turn.timeout.connect(self._go_on)
        self._clock_ms = 0.0
        self._next: Still | None = None  # the picture that comes
        self._has_more = True  # pictures

    def go(self, ms: int) -> None:
        self._next, self._has_more = None, True
        self._stand(ms)

    def move(self) -> None:
        """Run the clock as soon as the coming picture is known."""
        player = self._player
        if player.has_picture and self._next is None and self._has_more:
            player.worker.coming((player.frame_time_ms or 0) + 1)
        else:
            self._turn.start()

    def pause(self) -> None:
        player, frame_ms = self._player, self._player.frame_time_ms
        is_at_frame = frame_ms is not None and player.position_ms <= frame_ms + HELD_MS
        if is_at_frame and not player.awaits_still:
            self._stand(frame_ms)
        else:
            self._stand(player.position_ms)

    def take(self, outcome: Outcome) -> None:
        if isinstance(outcome, Coming):
            frame = outcome.frame
            self._next, self._has_more = (frame[0], True) if frame else (None, False)
            if self._player.state is PlayerState.PLAYING and not self._turn.isActive():
                self.move()

    def _go_on(self) -> None:
        """Go on by a step, or to the picture that comes where it comes before."""
        player, repeat, was_ms = self._player, self._player.repeat, self._clock_ms
        self._clock_ms += STEP_MS * player.rate
        if self._next is not None:
            self._clock_ms = min(self._clock_ms, max(was_ms, self._next.time_ms))
        is_at_end = self._is_at_end()
        if repeat is not None and was_ms < repeat[1] and (is_at_end or repeat[1] <= self._clock_ms):
            player.skip_to(repeat[0])
        elif is_at_end:
            self._stand(round(min(self._clock_ms, player.duration_ms or math.inf)))
            player.report_end()
        else:
            player.report_position(round(self._clock_ms))
            if self._next is not None and self._clock_ms >= self._next.time_ms:
                still, self._next = self._next, None
                player.report_picture(still, still.time_ms)
            if player.state is PlayerState.PLAYING and not player.awaits_still:
                self.move()

    def _is_at_end(self) -> bool:
        has_ended = self._player.has_picture and not self._has_more
        duration_ms = self._player.duration_ms
        if duration_ms is None:
            return has_ended
        is_cut_off = has_ended and self._clock_ms + _CUT_OFF_MS < duration_ms
        return is_cut_off or self._clock_ms >= duration_ms

    def _stand(self, ms: int) -> None:
        self._turn.stop()
        self._clock_ms = ms
        self._player.report_position(ms)
