"""From a click on a claim to its frame, and until motion goes on from there; paused and playing.

Each film in a window of its own process. Beside it, the same frames: PyAV alone in that process,
and mpv (exact seeks, by its JSON IPC, without a picture to paint, which favours it).
"""

from __future__ import annotations

import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from tests.bench.bench_window import probe
from tests.bench.films import FILMS, Film, Mpv
from tests.bench.report import Report

_CLICKS = 20
_STILL_GOAL, _MOVING_GOAL = 1.1, 1.3


def run(report: Report) -> None:
    """Measure, and report each figure."""
    for film in FILMS:
        path = film.path()
        found = probe("click_probe", str(path), str(film.seconds), str(_CLICKS))
        for state, playing in (("paused", False), ("playing", True)):
            one = found[state]
            what = f"click {film.name}, {state}"
            mpv = _mpv_ms(film, playing=playing) if shutil.which("mpv") else []
            peers = {"mpv": mpv} if mpv else {}
            ratio = statistics.median(one["still"]) / statistics.median(one["alone"])
            report.measure(
                f"{what}: to its frame",
                one["still"],
                beside={"PyAV alone": one["alone"], **({} if playing else peers)},
                goal=f"at most {_STILL_GOAL} × PyAV",
                ok=ratio <= _STILL_GOAL,
            )
            report.add(
                f"{what}: wrong or backward pictures",
                str(one["wrong"]),
                f"of {_CLICKS} clicks",
                "0",
                not one["wrong"],
            )
            if playing:
                report.measure(
                    f"{what}: to the next",
                    one["moving"],
                    beside=peers,
                    goal=f"at most {_MOVING_GOAL} × mpv",
                    ok=statistics.median(one["moving"]) <= _MOVING_GOAL * statistics.median(mpv)
                    if mpv
                    else None,
                )
                report.measure(f"{what}: longest that a later one stood", one["held"])


def _mpv_ms(film: Film, *, playing: bool) -> list[float]:
    chance = random.Random(11)
    seconds = chance.sample(range(3, film.seconds - 4), 2 * _CLICKS)
    targets = [1000 * second for second in seconds]
    with tempfile.TemporaryDirectory() as folder:
        mpv = Mpv(film.path(), Path(folder), "--vo=null", f"--pause={'no' if playing else 'yes'}")
        found = []
        for target_ms in targets[_CLICKS:] if playing else targets[:_CLICKS]:
            time.sleep(0.4)
            found.append(mpv.seek_ms(target_ms, playing=playing))
        mpv.close()
    return found
