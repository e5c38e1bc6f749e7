"""What `./run` itself costs when everything is set up: beside the same command without it."""

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.report import Report

ROOT = Path(__file__).parents[2]
_TIMES = 15
_GOAL_MS = 300.0


def run(report: Report) -> None:
    """Measure the start of a command that does nothing."""
    if not (ROOT / ".venv" / "cuenote-stamp").is_file():
        report.skip("second start of ./run", "it was not set up by ./run")
        return
    python = ROOT / ".venv" / "bin" / "python"
    through, alone = [], []
    for _ in range(_TIMES):  # by turns, so that what else the machine does hits both
        through.append(_timed_ms([str(ROOT / "run"), "--version"]))
        alone.append(_timed_ms([str(python), "-P", "-m", "viewer", "--version"]))
    own_ms = statistics.median(through) - statistics.median(alone)
    report.add(
        "second start of ./run, its own part",
        f"{own_ms:.0f} ms",
        f"python -m viewer --version {statistics.median(alone):.0f} ms",
        f"< {_GOAL_MS:.0f} ms",
        ok=own_ms < _GOAL_MS,
    )


def _timed_ms(command: Sequence[str]) -> float:
    start_s = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=sys.stderr)
    return (time.perf_counter() - start_s) * 1000
