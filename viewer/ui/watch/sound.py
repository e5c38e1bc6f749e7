"""The audio of the open video: its levels, its waveform, and skipping silence.

The levels are read from the cache, or measured by a child process, which reports them as they come.
Only for files: a stream would have to be loaded completely. Nothing is read, and nothing of
`viewer.media.sound_levels` imported, before the user wants it.

Skipping silence shortens pauses to 0.3 s while a video plays, half of it before and half after the
skip, so that no word is cut. It seeks, as a repeat does, instead of playing faster: libvlc takes
0.2 s to change its speed, and as long to change it back, but 0.1 s to seek (0.25 s if the target is
nearer than 1.2 s, when it reopens the file). So only pauses long enough to save time are skipped.

After seeking into a pause, or starting in one, a second of it is played first: the user wanted to
see the frame of a citation. Repeats are played unchanged. GUI thread.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from viewer.base.child_process import Child
from viewer.base.child_side import own_command
from viewer.base.errors import MediaError, cant_read
from viewer.base.translation import tr
from viewer.media.media import Media
from viewer.media.player import PlayerState
from viewer.ui.kit.listening import Listening
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.timers import once
from viewer.ui.watch.playing import Playing
from viewer.ui.window.context import Context, Feature

if TYPE_CHECKING:
    from viewer.media.sound_levels import Pause

_RESTS_MS = 700  # a video that is only passed by is not measured
_MARGIN_MS = 150  # of a pause, at either end, that is heard
_LEAST_MS = 600  # less is not worth it, at the normal speed
_LATE_MS = 200  # so much less is skipped where it begins late
_SEEN_MS = 1_000  # of a pause that one went into

_Kept = tuple[Path, bytes | None, "tuple[Pause, ...]"]


class SoundLevels(Feature):
    """The levels of one video at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.levels = b""  # so far
        self.is_whole = False
        self.pauses: tuple[Pause, ...] = ()  # once all is known
        self._error: MediaError | None = None
        self._path: Path | None = None  # of the video
        self._is_asked = False  # whether they are read, or being read
        self._kept: Path | None = None
        self._child: Child | None = None
        self._rest = once(self, _RESTS_MS, self._measure)
        self._timeline = context.get(Playing).timeline
        self._player.media_changed.connect(self._on_media)
        self._show_waveform()
        self._on_media()

    def close(self) -> None:
        """Stop the child: the video is measured again the next time."""
        self._rest.stop()
        if self._child is not None:
            self._child.kill()

    def wait(self) -> None:
        """Wait for the child, and for earlier ones, which end in their turn."""
        for child in self.findChildren(Child):
            child.wait()

    def set_waveform(self, shown: bool) -> None:
        """Show or hide the waveform behind the ticks of the timeline."""
        self._show_waveform()
        if shown:
            self.say_what_is_missing()

    def say_what_is_missing(self) -> None:
        """Tell the user why the audio is not analysed (yet)."""
        media = self._player.media
        if media is not None and not isinstance(media, Media):
            save = NoticeButton(
                tr("Save for offline…"), "", lambda: self._context.trigger("video.save")
            )
            words = tr("This needs the video on this computer.")
            offers = [save] if "video.save" in self._window.actions_.by_id else []
            self._window.say(words, offers)
        elif self._error is not None:
            self._window.say(self._error.words())
        elif media is not None and not self.is_whole:
            from viewer.media.sound_levels import HOP_MS

            done = len(self.levels) * HOP_MS / (self._player.duration_ms or 1)
            words = tr("Reading audio: {0} %")
            self._window.tell(words.format(min(99, int(100 * done))))

    def want(self) -> None:
        """Read or measure the levels, whatever the settings say."""
        if self._is_asked or self._path is None:
            return
        self._is_asked = True
        film, cache = self._path, self._context.folders.cache
        self._context.background.run(
            "sound levels", lambda: _read(film, cache), self._on_kept, self._on_failed
        )

    def pause_at(self, ms: int) -> Pause | None:
        """Return the pause that contains a moment, once the pauses are known."""
        if not self.pauses:
            return None
        from viewer.media.sound_levels import pause_at

        return pause_at(self.pauses, ms)

    # ------------------------------------------------------------------ reading and measuring

    def _on_media(self) -> None:
        media = self._player.media
        path = media.path if isinstance(media, Media) else None
        if path == self._path:
            return
        self.close()
        self._context.background.forget("sound levels")
        self._path, self._is_asked, self._child, self._error = path, False, None, None
        self._take(b"", ())
        self._want_if_set()

    def _want_if_set(self) -> None:
        shows = (self._context.actions[name].isChecked() for name in ("waveform", "silence.skip"))
        if any(shows):
            self.want()

    def _show_waveform(self) -> None:
        self._show()
        self._want_if_set()

    def _on_kept(self, kept: _Kept) -> None:
        self._kept, levels, pauses = kept
        if levels is None:
            self._rest.start()
        else:
            self._take(levels, pauses, is_whole=True)

    def _measure(self) -> None:
        from viewer.media.ytdlp import child_environment

        assert self._path is not None
        child = self._child = Child(self, child_environment(self._context.folders.data))
        child.said.connect(self._on_said)
        child.ended.connect(self._on_ended)
        module = "viewer.media.sound_child"
        child.run(own_command(module, str(self._path), str(self._kept)))

    def _on_said(self, event: dict[str, Any]) -> None:
        match event.get("event"):
            case "levels":
                self._take(self.levels + base64.b64decode(event["levels"]), ())
            case "done":
                from viewer.media.sound_levels import pauses_of

                levels = self.levels
                self._context.background.run(
                    "sound levels",
                    lambda: pauses_of(levels),
                    lambda pauses: self._take(levels, pauses, is_whole=True),
                )
            case "failed":
                self._on_failed(MediaError(event["words"], event["next_step"]))

    def _on_ended(self, code: int, _said: str) -> None:
        self._child = None
        if code and self._error is None:
            self._on_failed(MediaError(tr("The audio of this video couldn't be read.")))

    def _on_failed(self, error: Any) -> None:
        self._error = error
        self._take(b"", ())

    def _take(self, levels: bytes, pauses: tuple[Pause, ...], *, is_whole: bool = False) -> None:
        self.levels, self.pauses, self.is_whole = levels, pauses, is_whole
        self._show()

    def _show(self) -> None:
        shown = self.levels if self._context.actions["waveform"].isChecked() else b""
        self._timeline.set_levels(shown)


def _read(film: Path, cache: Path) -> _Kept:
    """Read a video's cached levels; not for the GUI thread."""
    from viewer.media.sound_levels import levels_file, pauses_of, read_levels

    try:
        path = levels_file(film, cache)
    except OSError as error:
        raise MediaError(cant_read(film.name, error)) from error
    levels = read_levels(path)
    return path, levels, pauses_of(levels) if levels is not None else ()


class SkippingSilence(Feature):
    """Skips the pauses of the playing video, if a setting says so."""

    skipped = Signal(object)  # int: ms of the video where it goes on

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._action = context.actions["silence.skip"]
        self._sound = context.get(SoundLevels)
        self._from_ms = 0  # skip nothing before this
        self._due = once(self, 0, self._on_due)
        self._to_ms: int | None = None  # where a skip that is under way leads
        self._while_playing = Listening((self._player.seeked, self._on_seeked))
        self._while_skipping = Listening((self._player.position_changed, self._on_position))
        self._player.state_changed.connect(self._on_state)
        self._action.toggled.connect(self._listen)

    def set_skipping(self, skips: bool) -> None:
        """Turn skipping silence on or off."""
        if skips:
            self._sound.want()
            self._sound.say_what_is_missing()

    def _on_state(self, state: PlayerState) -> None:
        if state is PlayerState.PLAYING:
            self._begin_at(self._player.position_ms)
        else:
            self._to_ms = None
        self._listen()

    def _listen(self) -> None:
        plays = self._player.state is PlayerState.PLAYING
        self._while_playing.set_on(plays)
        self._while_skipping.set_on(plays and self._action.isChecked())

    def _begin_at(self, ms: int) -> None:
        self._from_ms, self._to_ms = ms + _SEEN_MS, None

    def _on_seeked(self, _from_ms: int, to_ms: int) -> None:
        self._begin_at(to_ms)

    def _on_position(self, ms: int) -> None:
        if self._to_ms is not None:
            self._to_ms = self._to_ms if ms <= self._to_ms else None  # once it runs on
        elif self._place_after(ms) is not None:
            self._due.start()

    def _place_after(self, ms: int) -> int | None:
        """Return where the video that plays at `ms` should continue; None: it just plays."""
        player = self._player
        if player.state is not PlayerState.PLAYING or not self._action.isChecked():
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
            self._to_ms = to_ms
            player.skip_to(to_ms)
            self.skipped.emit(to_ms)
