"""Playing: what it takes of a core and whether every picture is shown; and resting.

A real window beside plain libvlc that paints nothing; both decode in software.
"""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import psutil

from tests.media.make_video import read_number
from tests.tools.films import HUGE, LARGE
from tests.tools.probe import probe, window_on
from tests.tools.report import Report
from tests.waiting import rest

_RUNS = 3
_CORE_GOAL, _WAKEUPS_GOAL = 0.18, 2.0
_WARM_S, _PLAY_S, _REST_S = 2.0, 8.0, 10.0


def run(report: Report, options: argparse.Namespace) -> None:
    runs = 1 if options.quick else options.count or _RUNS
    for film in [LARGE] if options.quick else [LARGE, HUGE]:
        path, is_large = film.path(), film is LARGE
        ours = [probe(play, path) for _ in range(runs)]
        width, height = ours[0]["size"]
        report.measure(
            f"playing {film.name}30 at {width}x{height}",
            [one["core"] for one in ours],
            "of a core",
            {"libvlc alone": [probe(play_alone, path) for _ in range(runs)]},
            most=_CORE_GOAL if is_large else None,
        )
        left_out = sum(one["expected"] - one["shown"] for one in ours)
        expected = sum(one["expected"] for one in ours)
        report.none("… pictures left out", left_out, f"of {expected}")
        report.none("… pictures that were torn", sum(one["wrong"] for one in ours))
        if is_large:
            report.measure(
                "paused: wakeups of its process",
                [one["wakeups"] for one in ours],
                "a second",
                most=_WAKEUPS_GOAL,
            )


def used_share(process: psutil.Process) -> float:
    """Wait for `_PLAY_S`; return the share of a core that a process took meanwhile."""
    begun, before = time.perf_counter(), process.cpu_times()
    time.sleep(_PLAY_S)
    after, passed = process.cpu_times(), time.perf_counter() - begun
    return float(after.user + after.system - before.user - before.system) / passed


def wakeups(process: psutil.Process) -> float:
    """Wait for `_REST_S`; return how often a second the threads of a process woke up."""

    def counts() -> dict[str, int]:
        statuses = Path(f"/proc/{process.pid}/task").glob("*/status")
        lines = ((each.parent.name, each.read_text().splitlines()) for each in statuses)
        woken = {task: [line for line in found if line.startswith("vol")] for task, found in lines}
        return {task: int(line.split()[1]) for task, (line,) in woken.items()}

    before = counts()
    time.sleep(_REST_S)
    return sum(count - before.get(task, 0) for task, count in counts().items()) / _REST_S


def play(path: str) -> dict[str, object]:
    """Play in a window of Cuenote; which pictures were shown, and what that took."""
    numbers: set[int | None] = set()
    found: dict[str, object] = {}
    with window_on("Nothing is cited here.\n", Path(path)) as window:
        player, process = window.player, psutil.Process()

        def measured(name: str, measure: Callable[[psutil.Process], float]) -> None:
            # Not on the thread of the window, which is to live meanwhile.
            thread = Thread(target=lambda: found.update({name: measure(process)}))
            thread.start()
            rest(round(1000 * max(_PLAY_S, _REST_S)))  # without looking, which would wake it
            thread.join()

        player.play()
        rest(round(1000 * _WARM_S))
        measured("core", used_share)
        counting = player.frame_changed.connect(lambda: numbers.add(read_number(player.frame)))
        rest(round(1000 * _PLAY_S))
        player.frame_changed.disconnect(counting)
        player.pause()
        rest(1000)
        measured("wakeups", wakeups)
        size = player.frame.size().toTuple()
    known = [number for number in numbers if number is not None]
    expected = max(known) - min(known) + 1
    return found | {
        "size": size,
        "shown": len(known),
        "expected": expected,
        "wrong": None in numbers,
    }


def play_alone(path: str) -> float:
    """Play with plain libvlc, which decodes and keeps time and paints nothing; share of a core."""
    import vlc

    instance = vlc.Instance("--quiet", "--vout=vdummy", "--aout=adummy", "--avcodec-hw=none")
    player = instance.media_player_new()
    player.set_media(instance.media_new_path(path))
    player.play()
    time.sleep(_WARM_S)
    core = used_share(psutil.Process())
    player.stop()
    return core
