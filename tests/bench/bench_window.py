"""The window: exact clicks, following, and a note of ten thousand claims.

Each is measured in a child process of its own (`window_probe`), beside a peer in the same run.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.report import Report
from tests.video.make_video import make_video
from viewer.notes.timecode import format_full

_FPS = 30
_SECONDS = 600
_CLICK_GOAL = 1.3
_FOLLOW_GOAL_MS = 60
_OPEN_GOAL_S = 0.5
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


def numbered(size: tuple[int, int]) -> Path:
    """Give a video of ten minutes, a number in every frame, key frames 5 s apart; made once."""
    path = Path(tempfile.gettempdir()) / f"cuenote-bench-{size[1]}p-{_SECONDS}s.mp4"
    if not path.exists():
        half_made = path.with_suffix(".part.mp4")
        make_video(half_made, size=size, frames=_SECONDS * _FPS, gop=5 * _FPS)
        half_made.rename(path)
    return path


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
        time = format_full(chance.randrange(_SECONDS * 1000))
        lines.append(f'- **{text[:12]}**{text[12:]} <a class="yt-timestamp" data-t="{time}">')
        lines.append(f"[{time}]</a>.\n")
    path = folder / "big.md"
    path.write_text("".join(lines), "utf-8")
    return path


def run(report: Report) -> None:
    """Measure, and report each figure."""
    _clicks(report, (640, 360))
    _clicks(report, (1920, 1080))
    _follow(report)
    with tempfile.TemporaryDirectory() as folder:
        _big_note(report, big_note(Path(folder)))


def _clicks(report: Report, size: tuple[int, int]) -> None:
    found = probe("window_probe", "clicks", str(numbered(size)), str(_FPS))
    for state in ("paused", "playing"):
        one = found[state]
        ratio = one["p50_ms"] / one["pyav_p50_ms"]
        report.add(
            f"click to right frame, {size[1]}p, {state}",
            f"p50 {one['p50_ms']:.0f} ms, p95 {one['p95_ms']:.0f} ms, {ratio:.2f} ×",
            f"PyAV alone {one['pyav_p50_ms']:.0f} / {one['pyav_p95_ms']:.0f} ms",
            f"at most {_CLICK_GOAL} × at p50",
            ratio <= _CLICK_GOAL,
        )
        report.add(
            f"first frame painted is the right one, {size[1]}p, {state}",
            f"{60 - one['wrong']} of 60",
            f"seed {found['seed']}",
            "all",
            one["wrong"] == 0,
        )


def _follow(report: Report) -> None:
    found = probe("window_probe", "follow", str(numbered((640, 360))), str(_FPS))
    report.add(
        f"highlight beside the number in the frame, {found['changes']} changes",
        f"p50 {found['p50_ms']:.0f} ms, worst {found['worst_ms']:.0f} ms off",
        "",
        f"at most {_FOLLOW_GOAL_MS} ms",
        found["worst_ms"] <= _FOLLOW_GOAL_MS,
    )


def _big_note(report: Report, note: Path) -> None:
    found = probe("window_probe", "big-note", str(note), str(numbered((640, 360))))
    report.add(
        f"a note of {found['claims']:,} claims: open to painted",
        f"{found['painted_s'] * 1000:.0f} ms",
        f"all of it set {found['set_s'] * 1000:.0f} ms",
        f"at most {_OPEN_GOAL_S * 1000:.0f} ms",
        found["painted_s"] <= _OPEN_GOAL_S,
    )
    more = found["share_with"] - found["share_without"]
    report.add(
        "… playing it, beyond the player",
        f"{more * 100:.1f} % of a core",
        f"player with an empty note {found['share_without'] * 100:.1f} %",
        f"at most {_SHARE_GOAL * 100:.0f} %",
        more <= _SHARE_GOAL,
    )
