"""Measure what is seen of the window from when it is on the screen until it is painted.

`./run measure first [NOTE] [--runs N]`: the program is started cold on a note, and then asked by a
second start to open it in the window that is there: without a window manager, under openbox (X11)
and under mutter (Wayland). The pixels of the screen are looked at every two milliseconds. Without a
manager the window is seen only when it is painted; mutter has it grow into view, and there only
what is black tells anything.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from tests.conftest import CORPUS, unpack_vault
from tests.ui.screen import Screen
from tests.waiting import wait_until

_WATCHED_S = 4.0
_SEEN = 0.01  # of the screen has changed: more than the pointer
_WHOLE = 0.5  # of the screen has changed: the window is painted
_BLACK = 0.15  # of the screen: more than the place of the video


def _watch(screen: Screen, program: psutil.Process) -> tuple[float, float, float]:
    """Say how long (ms) the window is there unpainted, in CPU time and by the clock; and black."""
    unpainted = cpu = black = 0.0
    before, used = time.perf_counter(), sum(program.cpu_times()[:2])
    until_s = before + _WATCHED_S
    share, dark = screen.shares()
    while before < until_s or share < _WHOLE:
        time.sleep(0.002)
        now, used_now = time.perf_counter(), sum(program.cpu_times()[:2])
        is_unpainted = _SEEN < share < _WHOLE
        unpainted += (now - before) * 1000 * is_unpainted
        cpu += (used_now - used) * 1000 * is_unpainted
        black += (now - before) * 1000 * (dark > _BLACK)
        before, used = now, used_now
        share, dark = screen.shares()
    return cpu, unpainted, black


def _once(manager: str, note: Path, folder: Path) -> tuple[float, ...]:
    with Screen(folder, manager) as screen:
        command = [sys.executable, "-P", "-m", "viewer"]
        environment = {**screen.environment, "PYTHONPATH": str(Path(__file__).parents[2])}
        window = subprocess.Popen([*command, str(note)], env=environment)
        try:
            wait_until(lambda: screen.shares()[0] > _SEEN)
            cold = _watch(screen, psutil.Process(window.pid))
            # The tour first, so that the note is opened in a window that shows another one.
            subprocess.run([*command, "--tour"], env=environment, check=True)
            time.sleep(1)
            subprocess.run([*command, str(note)], env=environment, check=True)
            opened = _watch(screen, psutil.Process(window.pid))
            window.terminate()
            window.wait(30)
        finally:
            window.kill()
            window.wait()
    return *cold, opened[2]


def main(arguments: list[str]) -> int:
    """Print a line for each window manager."""
    parser = argparse.ArgumentParser(prog="./run measure first", description=__doc__)
    parser.add_argument("note", nargs="?", type=Path, help="default: the largest real note")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args(arguments)
    note = options.note
    if note is None:
        notes = unpack_vault(CORPUS).rglob("*.md")
        note = max(notes, key=lambda path: path.stat().st_size)
    for manager in ("", "openbox", "mutter"):
        if not Screen.can_show(manager):
            print(f"{manager or 'no manager'}: not installed")
            continue
        runs = []
        for _ in range(options.runs):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                runs.append(_once(manager, note, Path(folder)))
        columns = [statistics.median(column) for column in zip(*runs, strict=True)]
        print(
            f"{manager or 'no manager'}: cold, unpainted {columns[0]:.0f} ms of CPU "
            f"({columns[1]:.0f} ms), black {columns[2]:.0f} ms; opened in it, black "
            f"{columns[3]:.0f} ms"
        )
    return 0
