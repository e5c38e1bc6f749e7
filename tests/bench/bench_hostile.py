"""Notes that were built to hold the window up: how long they do, and when they can be read.

Each is of a megabyte, and is opened and paged through in a process of its own (`hostile_probe`).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from tests.bench.bench_window import probe
from tests.bench.report import Report
from tests.hostile_notes import NOTES

_SIZE = 1_000  # thousand bytes
_STEPS = ("open", "page", "end", "hover", "resize")
_HELD_GOAL_MS = 100
_READABLE_GOAL_MS = 2_000


def run(report: Report) -> None:
    """Measure each note, or those whose names hold what HOSTILE says."""
    wanted = os.environ.get("HOSTILE", "")
    for name in (name for name in NOTES if wanted in name):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "note.md"
            path.write_bytes(NOTES[name](_SIZE))
            found = probe("hostile_probe", str(path), *_STEPS)
        step = max(_STEPS, key=lambda step: found[step]["held_ms"])
        held, readable = found[step], found["readable_ms"]
        report.add(
            name,
            f"held {held['held_ms']} ms ({step})",
            f"processor {held['cpu_ms']} ms; readable after {readable} ms",
            f"at most {_HELD_GOAL_MS} ms, {_READABLE_GOAL_MS} ms",
            held["held_ms"] <= _HELD_GOAL_MS and (readable or 1e9) <= _READABLE_GOAL_MS,
        )
