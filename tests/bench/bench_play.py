"""Playing: what it takes of a core and whether every picture is shown; and resting.

A real window beside mpv on the same screen with the picture as large, and beside plain libvlc
that paints nothing; all decode in software.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import psutil

from tests.bench.bench_window import probe
from tests.bench.films import HUGE, LARGE, Mpv
from tests.bench.play_probe import used_share, wakeups
from tests.bench.report import Report

_RUNS = 3
_CORE_GOAL, _WAKEUPS_GOAL = 0.18, 2.0


def run(report: Report) -> None:
    """Measure, and report each figure."""
    for film in (LARGE, HUGE):
        path = str(film.path())
        ours = [probe("play_probe", "window", path) for _ in range(_RUNS)]
        width, height = ours[0]["size"]
        plain = [probe("play_probe", "libvlc", path)["core"] for _ in range(_RUNS)]
        beside = {"libvlc that paints nothing": plain}
        resting = {}
        if shutil.which("mpv"):
            beside["mpv"], resting["mpv"] = _mpv(film.path(), width, height)
        cores = sorted(one["core"] for one in ours)
        report.measure(
            f"playing {film.name}30 at {width}x{height}",
            cores,
            unit="of a core",
            beside=beside,
            goal=f"at most {_CORE_GOAL}" if film is LARGE else "",
            ok=cores[_RUNS // 2] <= _CORE_GOAL if film is LARGE else None,
        )
        missed = [one["expected"] - one["shown"] for one in ours]
        report.add(
            f"… pictures left out, of {ours[0]['expected']}",
            ", ".join(map(str, missed)),
            goal="0",
            ok=not any(missed) and not any(one["wrong"] for one in ours),
        )
        if film is LARGE:
            woken = sorted(one["wakeups"] for one in ours)
            report.measure(
                "paused: wakeups of its process",
                woken,
                unit="a second",
                beside=resting,
                goal=f"at most {_WAKEUPS_GOAL:.0f}",
                ok=woken[_RUNS // 2] <= _WAKEUPS_GOAL,
            )


def _mpv(path: Path, width: int, height: int) -> tuple[list[float], list[float]]:
    """Return the share of a core that mpv takes playing, and its wakeups paused."""
    with tempfile.TemporaryDirectory() as folder:
        mpv = Mpv(path, Path(folder), "--vo=x11", f"--geometry={width}x{height}", "--loop")
        process = psutil.Process(mpv.process.pid)
        time.sleep(2)
        shares = [used_share(process) for _ in range(_RUNS)]
        mpv.tell("set_property", "pause", True)
        time.sleep(1)
        found = shares, [wakeups(process) for _ in range(_RUNS)]
        mpv.close()
    return found
