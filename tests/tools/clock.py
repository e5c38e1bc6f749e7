"""The clock, the picture and what is written, whatever the user does.

Random sequences of what one does who watches (seek, pause, resume, step, repeat, play only the
claims, speed, skip silence, cite) over films of 5, 25 and 60 frames a second and of variable rate,
in the whole program, by key events. Each frame carries its number, so it is known at every moment
when the picture is from. Of each film: the worst distance between clock and picture, in ms; and
between the time that is written into the note and the picture that was shown, in frames.

Between a seek and its picture nothing is compared: the player says itself that another is coming.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from tests.export.clicking_films import shown_at
from tests.media.make_video import make_video, read_number
from tests.tools.report import Report
from tests.ui.stage import Stage
from tests.waiting import rest
from viewer.media.player import PlayerState
from viewer.notes.note import Note
from viewer.ui.kit.theme import apply_fonts

GOAL_MS = 500
GOAL_FRAMES = 1
_SECONDS = 60
_SEQUENCES, _LENGTH = 200, 12  # in all, and actions in each
_LOOK_EVERY_MS = 10
_RATES: dict[str, int | None] = {"5": 5, "25": 25, "60": 60, "variable": None}
_PAUSE_EVERY_S = 7  # so often the sound stands still, for 3 s
_REST_MS = (0, 0, 20, 60, 120, 250, 500, 900, 1_300)
# What a user presses while watching, and how often.
_KEYS = dict.fromkeys(("Shift+J", "Shift+K", ",", ".", "A", "B", "Shift+Backspace"), 1)
_KEYS |= dict.fromkeys(("Left", "Right", "Shift+Left", "Shift+Right", "R", "["), 2)
_KEYS |= {"Space": 12, "J": 3, "K": 3, "H": 4, "Esc": 4, "]": 3}
_CITES = ("T", "Alt+T", "Alt+Shift+T", "Alt+I", "Alt+Shift+E")


def make_film(path: Path, rate: str) -> Path:
    """Write a film of one of the rates, with numbered frames and pauses in the sound."""
    fps = _RATES[rate]
    times: Sequence[int] | None = None
    if fps is None:
        chance = random.Random(7)
        lengths = chance.choices((20, 33, 40, 100, 400, 1_000), (6, 6, 6, 3, 1, 1), k=4_000)
        times = [ms for ms in accumulate(lengths, initial=0) if ms < _SECONDS * 1_000]
    return make_video(
        path,
        size=(160, 90),
        fps=fps or 25,
        frames=len(times) if times is not None else _SECONDS * (fps or 0),
        gop=5 * (fps or 12),
        sound=[(at * 1_000, (at + 4) * 1_000) for at in range(0, _SECONDS, _PAUSE_EVERY_S)],
        times_ms=times,
    )


class Film:
    """When the frames of a film are shown, in ms."""

    def __init__(self, path: Path) -> None:
        self.path, self.times = path, shown_at(path)

    def distance_ms(self, number: int, ms: int) -> int:
        """Say how far `ms` is from the time during which a frame is shown."""
        over = self.times[number + 1] if number + 1 < len(self.times) else sys.maxsize
        return max(self.times[number] - ms, ms - over, 0)

    def frames_off(self, number: int, ms: int, step_ms: int) -> int:
        """Say how many frames a frame is from a time that is written down to `step_ms`."""
        first = bisect_right(self.times, ms) - 1
        last = bisect_right(self.times, ms + step_ms - 1) - 1
        return max(first - number, number - last, 0)

    def coming(self, ms: int) -> int:
        """Return the frame that is shown once `ms` was gone to."""
        return min(bisect_left(self.times, ms), len(self.times) - 1)


class Worst(NamedTuple):
    value: int = 0
    where: str = ""

    def over(self, value: int, where: str) -> Worst:
        return Worst(value, where) if value > self.value else self


class Witness(QObject):
    """Looks at clock and picture whenever one of them changes, and every few ms between."""

    def __init__(self, stage: Stage, film: Film) -> None:
        super().__init__()
        self._player, self._film = stage.player, film
        self.looks = 0
        self.doing = ""
        self.clock, self.cited = Worst(), Worst()
        self.over_goal = 0
        self.written = 0
        timer = QTimer(self, interval=_LOOK_EVERY_MS)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(self.look)
        timer.start()
        # Not within a command of the player, before it is done.
        for signal in (self._player.frame_changed, self._player.position_changed):
            signal.connect(self.look, Qt.ConnectionType.QueuedConnection)

    def look(self) -> None:
        player = self._player
        if player.state not in (PlayerState.PLAYING, PlayerState.PAUSED, PlayerState.ENDED):
            return
        number = self.shown()
        if number is None or player.coming_frame_ms != player.frame_time_ms:
            return
        ms = player.position_ms
        self.looks += 1
        off = self._film.distance_ms(number, ms)
        self.over_goal += off > GOAL_MS
        where = f"clock {ms}, picture {self._film.times[number]}, {player.state.name}: {self.doing}"
        self.clock = self.clock.over(off, where)

    def shown(self) -> int | None:
        return read_number(self._player.frame)

    def meant(self) -> int | None:
        """Return the frame that the user means when citing now."""
        player = self._player
        coming_ms = player.coming_frame_ms
        if coming_ms is not None and coming_ms != player.frame_time_ms:
            return self._film.coming(coming_ms)
        return self.shown()

    def take_written(self, meant: int, ms: int, step_ms: int, key: str) -> None:
        """Compare a time that was written with the frame that was meant."""
        self.written += 1
        off = self._film.frames_off(meant, ms, step_ms)
        where = f"{key}: wrote {ms}, picture {self._film.times[meant]}: {self.doing}"
        self.cited = self.cited.over(off, where)


class Watcher:
    def __init__(self, stage: Stage, film: Film, chance: random.Random) -> None:
        self._stage, self._film, self._chance = stage, film, chance
        lines = (f"Claim {n} [00:00:{at:02}.000].\n\n" for n, at in enumerate(range(3, 58, 5)))
        path = stage.write("note.md", "# Film\n\n" + "".join(lines), video=film.path)
        stage.program.reel.longest_ms = 1_000
        stage.watch(path)
        stage.wait_for_claims(11)
        self.witness = Witness(stage, film)

    def sequence(self, length: int) -> None:
        """Do so many things at random, and bring the program to rest."""
        done: list[str] = []
        for _ in range(length):
            name, act = self._choose()
            done.append(name)
            self.witness.doing = " · ".join(done)
            act()
            wait_ms = self._chance.choice(_REST_MS)
            done.append(f"{wait_ms}")
            rest(wait_ms)
        self.settle()

    def _choose(self) -> tuple[str, Callable[[], None]]:
        chance = self._chance
        what = chance.random()
        if what < 0.04:
            return "pause in claims", self._pause_in_claims
        if what < 0.1:
            ms = chance.randrange(self._film.times[-1])
            return f"seek {ms}", partial(self._stage.player.seek, ms)
        if what < 0.11:
            return "skip", self._stage.program.context.actions["silence.skip"].trigger
        if what < 0.25:
            key = chance.choice(_CITES)
            return key, partial(self._cite, key)
        (key,) = chance.choices(list(_KEYS), list(_KEYS.values()))
        return key, partial(self._press, key)

    def _pause_in_claims(self) -> None:
        """Play only the claims, and go on as the player stops waiting for the seek's picture."""
        for key, wait_ms in (("K", 0), ("H", 1_000), ("Esc", 300), ("Space", 500)):
            self._press(key)
            rest(self._chance.randrange(wait_ms // 2, wait_ms + 200))

    def settle(self) -> None:
        self._press("Esc")
        player = self._stage.player
        player.pause()
        player.clear_repeat()
        player.set_rate(1.0)

    def _press(self, keys: str) -> None:
        combined = QKeySequence(keys)[0]  # type: ignore[index]
        self._stage.press(combined.key(), combined.keyboardModifiers())

    def _cite(self, keys: str) -> None:
        """Cite a time, look at it, and undo it."""
        before, meant = self._stage.data, self.witness.meant()
        self._press(keys)
        if keys == "Alt+I":
            self._wait_for_frame(before)
        after = self._stage.data
        if after != before and meant is not None:
            old, new = _times(before), _times(after)
            for written, ms in new:
                if (written, ms) in old:
                    old.remove((written, ms))
                else:
                    self.witness.take_written(meant, ms, 1 if "." in written else 1_000, keys)
        self._press("Esc")
        if self._stage.data != before:
            self._press("Ctrl+Z")

    def _wait_for_frame(self, before: bytes) -> None:
        for _ in range(100):
            if self._stage.data != before:
                break
            rest(20)


def _times(data: bytes) -> list[tuple[str, int]]:
    note = Note.parse(data)
    found = []
    for citation, time in zip(note.citations, note.times(None), strict=True):
        found += [(citation.written, ms) for ms in (time.ms, time.end_ms) if ms is not None]
    return found


def watch(
    app: QApplication, home: Path, film: Film, chance: random.Random, sequences: int
) -> Witness:
    stage = Stage(app, home)
    try:
        watcher = Watcher(stage, film, chance)
        for _ in range(sequences):
            watcher.sequence(_LENGTH)
    finally:
        stage.end()
    return watcher.witness


def run(report: Report, options: argparse.Namespace) -> None:
    """Add for each rate how far a clock or a time that was written is off, in so many sequences."""
    count = options.count or (len(_RATES) if options.quick else _SEQUENCES)
    app = QApplication([])
    apply_fonts(app)
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(_RATES):
            film = Film(make_film(Path(folder, f"{name}.mp4"), name))
            some = count // len(_RATES) + (number < count % len(_RATES))
            chance = random.Random(f"{options.seed} {name}")
            seen = watch(app, Path(folder, f"home-{number}"), film, chance, some)
            clock, cited = seen.clock, seen.cited
            what = f"{name} frames a second, {some} sequences"
            where = clock.where if clock.value > GOAL_MS else ""
            looks = f"{seen.looks:,} looks, {seen.over_goal} over {GOAL_MS} ms {where}"
            goal = f"at most {GOAL_MS} ms", clock.value <= GOAL_MS
            report.add(f"{what}: clock and picture", f"{clock.value} ms", looks, *goal)
            where = cited.where if cited.value > GOAL_FRAMES else ""
            written = f"{seen.written} times written {where}"
            goal = f"at most {GOAL_FRAMES}", cited.value <= GOAL_FRAMES
            report.add(f"{what}: frames that a time is off", cited.value, written, *goal)
