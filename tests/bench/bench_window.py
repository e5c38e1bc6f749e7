"""The window: following, and a note of ten thousand claims.

Each is measured in a child process of its own (`window_probe`), beside a peer in the same run.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.films import FPS, SMALL
from tests.bench.report import Report
from viewer.notes.timecode import format_full

_FOLLOW_GOAL_MS = 60
_SHARE_GOAL = 0.03


def probe(module: str, *arguments: str) -> Any:
    """Run a module of this folder in a process of its own; what it prints."""
    # Byte code is what a person's second start has; some environments forbid to write it.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    run = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{module}", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(run.stderr.strip().rpartition("\n")[2] or f"exit {run.returncode}")
    return json.loads(run.stdout)


def big_note(folder: Path) -> Path:
    """Write a note of ten thousand claims in random order."""
    chance = random.Random(1)
    words = [
        "the",
        "speed",
        "at",
        "which",
        "one",
        "frame",
        "follows",
        "another",
        "decides",
        "what",
        "a",
        "viewer",
        "waits",
        "for",
    ]
    lines = ["---\ntitle: Ten thousand claims\n---\n"]
    for number in range(10_000):
        if number % 40 == 0:
            lines.append(f"\n## Part {number // 40}\n\n")
        text = " ".join(chance.choices(words, k=18))
        time = format_full(chance.randrange(SMALL.seconds * 1000))
        lines.append(f'- **{text[:12]}**{text[12:]} <a class="yt-timestamp" data-t="{time}">')
        lines.append(f"[{time}]</a>.\n")
    path = folder / "big.md"
    path.write_text("".join(lines), "utf-8")
    return path


def run(report: Report) -> None:
    """Measure, and report each figure."""
    _follow(report)
    with tempfile.TemporaryDirectory() as folder:
        _big_note(report, big_note(Path(folder)))


def _follow(report: Report) -> None:
    found = probe("window_probe", "follow", str(SMALL.path()), str(FPS))
    report.add(
        f"highlight beside the number in the frame, {found['changes']} changes",
        f"p50 {found['p50_ms']:.0f} ms, worst {found['worst_ms']:.0f} ms off",
        "",
        f"at most {_FOLLOW_GOAL_MS} ms",
        found["worst_ms"] <= _FOLLOW_GOAL_MS,
    )


def _big_note(report: Report, note: Path) -> None:
    found = probe("window_probe", "big-note", str(note), str(SMALL.path()))
    name = f"a note of {found['claims']:,} claims"
    for what, key, most_ms in (("painted", "painted_s", 200), ("all of it set", "set_s", 800)):
        times = [seconds * 1000 for seconds in found[key]]
        report.measure(
            f"{name}: open to {what}",
            times,
            goal=f"at most {most_ms} ms",
            ok=statistics.median(times) <= most_ms,
        )
    more = found["share_with"] - found["share_without"]
    report.add(
        "… playing it, beyond the player",
        f"{more * 100:.1f} % of a core",
        f"player with an empty note {found['share_without'] * 100:.1f} %",
        f"at most {_SHARE_GOAL * 100:.0f} %",
        more <= _SHARE_GOAL,
    )
