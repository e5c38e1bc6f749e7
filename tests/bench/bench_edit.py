"""Editing a note of ten thousand claims while its video plays: what a key takes until it is seen.

Measured in a child process (`edit_probe`), beside a bare text view of the same text in the same
run: this is what Qt alone takes for a key.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.bench.bench_window import big_note, numbered, probe
from tests.bench.report import Report

_FRAME_MS = 16.0
_WHAT = {
    "in place": "a letter typed in place",
    "in source": "a letter typed in the source",
    "commit": "an edit in place is committed",
    "undo": "… and undone",
    "retime": "a time is moved by a second, the key held",
    "enter source": "the source is entered",
    "leave source": "… and left, something typed",
}


def run(report: Report) -> None:
    """Measure, and report each figure."""
    with tempfile.TemporaryDirectory() as folder:
        note = big_note(Path(folder))
        found = probe("edit_probe", str(note), str(numbered((640, 360))))
    bare = found["bare"]
    for key, what in _WHAT.items():
        one: dict[str, Any] = found[key]
        ratio = one["p95"] / bare["p95"]
        report.add(
            f"{what}: key to painted",
            f"p50 {one['p50']:.1f} ms, p95 {one['p95']:.1f}, worst {one['worst']:.1f}, "
            f"{ratio:.1f} ×",
            f"QPlainTextEdit p50 {bare['p50']:.1f} ms, p95 {bare['p95']:.1f}",
            f"p95 below {_FRAME_MS:.0f} ms",
            one["p95"] < _FRAME_MS,
        )
        report.add("… the window's thread works", f"p95 {one['cpu']:.1f} ms")
        report.add("… the window is held for at most", f"{one['held']:.1f} ms")
