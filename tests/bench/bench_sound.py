"""Measuring how loud a film of two hours is, by the process that does so; and what follows.

Also how long the window's loop is held up meanwhile, and by painting the sound on the timeline.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.bench_window import probe
from tests.bench.report import Report
from tests.bench.speech_probe import long_film
from viewer.video.sound.kept import read_levels
from viewer.video.sound.levels import columns, pauses_of

_GOAL_S = 120  # of a processor: the film plays meanwhile
_GOAL_BYTES = 1 << 20
_GOAL_MS = {"its pauses, found": 50, "its columns": 16}  # the pauses on a thread of their own
_GOAL_HELD_MS = 16
_PX = 1_400


def run(report: Report) -> None:
    """Measure it once, read what is kept, find the pauses."""
    with tempfile.TemporaryDirectory() as folder:
        film, kept = Path(folder) / "film.mp4", Path(folder) / "film.levels"
        long_film(film)
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-P", "-m", "viewer.video.sound.child", str(film), str(kept)]
        root = str(Path(__file__).parents[2])
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,  # held open: at its end the process ends
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": root},
        ) as child:
            if child.wait():
                raise RuntimeError(f"exit {child.returncode}")
        took_s = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        levels = read_levels(kept)
        assert levels is not None
        report.add(
            "the levels of a film of two hours, measured",
            f"{cpu_s:.1f} s of CPU",
            f"{took_s:.1f} s, {film.stat().st_size / 1e6:.0f} MB read, "
            f"{after.ru_maxrss / 1024:.0f} MB of memory",
            f"at most {_GOAL_S} s of CPU",
            cpu_s <= _GOAL_S,
        )
        size = kept.stat().st_size
        report.add(
            "… and kept",
            f"{size / 1e3:.0f} kB",
            f"{len(levels) / 1e3:.0f} kB in memory",
            f"at most {_GOAL_BYTES / 1e6:.1f} MB",
            size <= _GOAL_BYTES,
        )
    start = time.perf_counter()
    pauses = pauses_of(levels)
    pauses_ms = (time.perf_counter() - start) * 1000
    start = time.perf_counter()
    columns(levels, _PX, 7_200_000)
    columns_ms = (time.perf_counter() - start) * 1000
    quiet_s = sum(end - start for start, end in pauses) / 1000
    for what, took_ms, beside in (
        ("its pauses, found", pauses_ms, f"{len(pauses)} pauses, {quiet_s:.0f} s"),
        ("its columns", columns_ms, f"{_PX} of them"),
    ):
        goal_ms = _GOAL_MS[what]
        report.add(what, f"{took_ms:.1f} ms", beside, f"at most {goal_ms} ms", took_ms <= goal_ms)
    figures = probe("sound_probe")
    for name, key in (
        ("without the sound on the timeline", "without"),
        ("while the sound is measured", "measured"),
        ("with the sound on the timeline", "with"),
    ):
        one = figures[key]
        paint = f"; timeline p50 {one['paint_p50']:.2f} ms" if "paint_p50" in one else ""
        report.add(
            f"longest work of the window {name}",
            f"{one['cpu_max']:.1f} ms of CPU",
            f"by the clock p99 {one['held_p99']:.1f}, worst {one['held_max']:.1f} ms{paint}",
            f"at most {_GOAL_HELD_MS} ms of CPU",
            one["cpu_max"] <= _GOAL_HELD_MS,
        )
