"""The window over a large vault, measured in a process of its own, and printed as JSON.

`python -m tests.bench.large_probe VAULT CACHE` needs the index of the vault in the folder CACHE.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest

from tests.ui.parts import Parts
from viewer import TOUR
from viewer import app as cuenote
from viewer.ui.shell.context import Folders

_RESTS_MS = 3_000  # until the window has done what it does after a start
_IDLE_S = 10.0
_KEY_EVERY_MS = 150
_TITLES = 12  # how many notes are looked for by their titles


def main(vault: Path, cache: Path) -> dict[str, list[float]]:
    """Open a vault whose index is there, let it rest, and look for notes by their titles."""
    with tempfile.TemporaryDirectory() as work:
        home = Path(work)
        folders = Folders(home / "config", home / "state", home / "data", cache)
        for folder in (folders.config, folders.state, folders.data):
            folder.mkdir(parents=True)
        app = cuenote.make_application()
        app.clipboard().setText("")  # Qt gives none at all where nothing ever was on it
        program = Parts(app, folders)
        program.show(TOUR, None)
        program.settle()
        _rest(_RESTS_MS)
        stalls = _Stalls()
        listed: list[float] = []
        ready: list[float] = []
        loop = QEventLoop()
        begun = time.perf_counter()
        program.indexing.ready.connect(lambda: ready.append(_ms_since(begun)))

        def look() -> None:
            notes = program.vault_list.view.catalogue
            if not listed and notes and notes[-1].facts is not None:
                listed.append(_ms_since(begun))
            if listed and ready and program.indexing.is_said_ready:
                loop.quit()

        timer = QTimer(interval=5)
        timer.timeout.connect(look)
        timer.start()
        program.session.open_vault(vault)
        loop.exec()
        timer.stop()
        opening = stalls.longest_ms()
        _rest(_RESTS_MS)
        stalls.timer.stop()
        awake = _idle()
        megabytes = [each.memory_info().rss / 1e6 for each in _processes()]
        stalls.timer.start()
        opened, keys = _look_for_notes(program, stalls)
        result = {
            "listed_ms": listed,
            "ready_ms": ready,
            "opening_stall_ms": [opening],
            "window_mb": megabytes[:1],
            "writer_mb": [sum(megabytes[1:])],
            "wakeups": [awake],
            "quick_open_ms": opened,
            "key_ms": keys,
            "key_stall_ms": [stalls.longest_ms()],
        }
        program.shutdown()
    return result


def _processes() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *own.children(recursive=True)]


def _ms_since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


def _rest(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def _idle() -> float:
    """How often a second the window and its children wake while nothing is done."""

    def count() -> int:
        return sum(
            int(line.split()[1])
            for process in _processes()
            for task in Path(f"/proc/{process.pid}/task").iterdir()
            for line in (task / "status").read_text("utf-8").splitlines()
            if line.startswith("voluntary_ctxt_switches")
        )

    before = count()
    _rest(round(_IDLE_S * 1000))
    return (count() - before) / _IDLE_S


class _Stalls:
    """How long the event loop was away."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._longest_s = 0.0
        self.timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(self._tick)
        self.timer.start()

    def _tick(self) -> None:
        now = time.perf_counter()
        self._longest_s = max(self._longest_s, now - self._last)
        self._last = now

    def longest_ms(self) -> float:
        """Return the longest since the last call."""
        longest, self._longest_s = self._longest_s * 1000, 0.0
        self._last = time.perf_counter()
        return longest


def _look_for_notes(program: Parts, stalls: _Stalls) -> tuple[list[float], list[float]]:
    """Type titles into Quick Open: how long it takes to open, and from each key to its answer."""
    palette = program.window.palette_
    rng = random.Random(11)
    opened: list[float] = []
    keys: list[float] = []
    stalls.longest_ms()
    answered: list[bool] = []
    for signal in (palette.list.rows.modelReset, palette.list.rows.dataChanged):
        signal.connect(lambda: answered.append(True))
    for note in rng.sample(list(program.vault_list.view.catalogue), _TITLES):
        begun = time.perf_counter()
        program.window.actions_["note.open"].trigger()
        _until(lambda: not palette.is_searching())
        opened.append(_ms_since(begun))
        _rest(_KEY_EVERY_MS)
        words = note.title.split()
        for key in " ".join(rng.sample(words, min(2, len(words))))[:9]:
            answered.clear()
            begun = time.perf_counter()
            QTest.keyClick(palette.field, key)
            _until(lambda: bool(answered) or not palette.is_searching())
            keys.append(_ms_since(begun))
            _rest(_KEY_EVERY_MS)
        palette.field.clear()
        palette.close_list()
        _rest(_KEY_EVERY_MS)
    return opened, keys


def _until(is_done: Callable[[], bool]) -> None:
    loop = QEventLoop()
    while not is_done():
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
