"""Skipping silence: while a film plays, its pauses are shortened to 0.3 s.

Half of that is heard before and half behind a pause, so that no word is cut. Skipped is by going on
elsewhere, as a repeat does, and not by playing faster: libvlc takes 0.2 s to change its speed, and
as long to change it back, while it goes on elsewhere in 0.1 s (0.25 s if that is nearer than 1.2 s,
when it opens the file again). So only a pause that is long enough to gain by it is skipped.

Whoever goes into a pause, or begins to play in one, sees a second of it first: the frame of a
citation is what was asked for. What is repeated is played as it is. GUI thread.
"""

from __future__ import annotations

import time

from PySide6.QtCore import Signal

from viewer.translation import _
from viewer.ui.kit.timers import once
from viewer.ui.player.playing import Playing
from viewer.ui.player.sound_levels import SoundLevels
from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.video.playback.player import PlayerState

_SETTING = "play/skip_silence"
_MARGIN_MS = 150
_LEAST_MS = 600  # less is not worth it, at the normal speed
_LATE_MS = 200  # so much less is skipped where it begins late
_SEEN_MS = 1_000  # of a pause that one went into


class SkippingSilence(Feature):
    """Skips the pauses of the film that plays, where a setting says so."""

    ACTIONS = listed(
        In("Play", _("Speed"), needs=Fact.VIDEO, toggles=True),
        Act("silence.skip", _("Skip silence"), 41, "", "set_skipping"),
    )

    skipped = Signal(object)  # int: ms of the film where it goes on

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._settings, self._player = context.settings, context.player
        self._action = context.actions["silence.skip"]
        self._sound = context.get(SoundLevels)
        self._bar = context.get(Playing).pane.control_bar
        self._from_ms = 0  # skip nothing before this
        self._saved_ms = 0.0  # of a person's time
        self._due = once(self, 0, self._on_due)
        self._under_way: tuple[int, float, int] | None = None  # from, when in s, and to
        player = self._player
        player.position_changed.connect(self._on_position)
        player.seeked.connect(lambda _, to_ms: self._begin_at(to_ms))
        player.state_changed.connect(self._on_state)
        player.media_changed.connect(lambda _: self._forget())
        self._settings.changed.connect(self._on_setting)
        self._on_setting(_SETTING)

    def set_skipping(self, skips: bool) -> None:
        """Skip silence from now on, or play it."""
        if skips != self._settings.flag(_SETTING):
            self._settings.set(_SETTING, skips)
            if skips:
                self._sound.say_what_is_missing()

    @property
    def saved_ms(self) -> int:
        """How much of a person's time was saved with the film that is open."""
        return round(self._saved_ms)

    def _on_setting(self, key: str) -> None:
        if key == _SETTING:
            self._action.setChecked(self._settings.flag(key))
            self._show()

    def _on_state(self, state: PlayerState) -> None:
        if state is PlayerState.PLAYING:
            self._begin_at(self._player.position_ms)
        else:
            self._under_way = None

    def _begin_at(self, ms: int) -> None:
        self._from_ms = ms + _SEEN_MS
        self._under_way = None

    def _forget(self) -> None:
        self._under_way, self._saved_ms = None, 0.0
        self._show()

    def _on_position(self, ms: int) -> None:
        if self._under_way is not None:
            self._arrive(ms)
        elif self._place_after(ms) is not None:
            self._due.start()

    def _place_after(self, ms: int) -> int | None:
        """Return where the film is to go on that plays at `ms`; None: it just plays."""
        player = self._player
        if player.state is not PlayerState.PLAYING or not self._settings.flag(_SETTING):
            return None
        pause = self._sound.pause_at(ms)
        if pause is None or player.repeat is not None:
            return None
        was_gone_into = self._from_ms - _SEEN_MS >= pause.start_ms
        start_ms = self._from_ms if was_gone_into else pause.start_ms + _MARGIN_MS
        to_ms = pause.end_ms - _MARGIN_MS
        least_ms = _LEAST_MS * max(1.0, player.rate)
        is_worth_it = to_ms - start_ms >= least_ms and to_ms - ms >= least_ms - _LATE_MS
        return to_ms if ms >= start_ms and is_worth_it else None

    def _on_due(self) -> None:
        # A seek says its position first, and only then that it was a seek.
        player = self._player
        ms = player.position_ms
        to_ms = self._place_after(ms)
        if to_ms is not None:
            self._under_way = ms, time.monotonic(), to_ms
            player.skip_to(to_ms)
            self.skipped.emit(to_ms)

    def _arrive(self, ms: int) -> None:
        """Count what a skip has saved, once the film runs on; what it took is none of it."""
        assert self._under_way is not None
        from_ms, began_s, to_ms = self._under_way
        if ms > to_ms:
            took_ms = (time.monotonic() - began_s) * 1000
            self._saved_ms += max(0.0, (ms - from_ms) / self._player.rate - took_ms)
            self._under_way = None
            self._show()

    def _show(self) -> None:
        skips = self._settings.flag(_SETTING)
        self._bar.set_saved(self.saved_ms if skips else 0)
