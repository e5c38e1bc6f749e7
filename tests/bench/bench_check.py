"""Checking a whole vault: time, memory, the window meanwhile, and what --fix does and does not do.

Over the 10,259 notes of the corpus, without transcripts and with its 46. Processor seconds stand
beside the time, for other programs count in the one and not in the other.
`python -m tests.bench.bench_check VAULT WORK` is the window, measured.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.bench.report import Report
from tests.conftest import unpack_vault
from viewer.notes.note import Note

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_GOAL_S, _MEMORY_GOAL_MB, _STALL_GOAL_MS = 60, 600, 16
_KILLS = 5
_SAMPLED_S = 0.1


class _Run(NamedTuple):
    seconds: float
    cpu_s: float
    # The most that all of its processes held at a time, what they share counted once.
    peak_mb: float
    code: int
    printed: str


def run(report: Report) -> None:
    """Add the figures of the check."""
    if not (_CORPUS / "vault.tar.xz").is_file():
        report.skip("the check of the corpus", "the corpus is not there")
        return
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        vault = folder / "vault"
        shutil.copytree(unpack_vault(_CORPUS), vault)
        for what, options in (
            ("the corpus, nothing known of its videos", ()),
            ("the same, with 46 transcripts", ("--transcripts", str(_CORPUS / "transcripts"))),
        ):
            done = _check(vault, folder, *options)
            report.add(
                what,
                f"{done.seconds:.1f} s",
                f"{done.cpu_s:.1f} s of processor",
                f"< {_GOAL_S} s",
                done.seconds < _GOAL_S,
            )
            report.add(
                "its memory, all processes",
                f"{done.peak_mb:.0f} MB",
                "",
                f"< {_MEMORY_GOAL_MB} MB",
                done.peak_mb < _MEMORY_GOAL_MB,
            )
        told = subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_check", vault, folder / "window"],
            capture_output=True,
            text=True,
            check=True,
        )
        stall = json.loads(told.stdout)
        report.add(
            "the window's longest stall meanwhile, of its own work",
            f"{stall['work_ms']:.1f} ms",
            f"on the clock {stall['clock_ms']:.0f} ms; without a check {stall['idle_ms']:.0f} ms",
            f"< {_STALL_GOAL_MS} ms",
            stall["work_ms"] < _STALL_GOAL_MS,
        )
        _measure_fix(report, vault, folder)


def _measure_fix(report: Report, vault: Path, work: Path) -> None:
    """Repair a copy: what changed, what a second run finds, and what a kill leaves."""
    before = {path.relative_to(vault): path.read_bytes() for path in sorted(vault.rglob("*.md"))}
    fixed = work / "fixed"
    shutil.copytree(vault, fixed)
    first = _check(fixed, work, "--fix")
    after = {path: (fixed / path).read_bytes() for path in before}
    changed = [path for path, data in before.items() if after[path] != data]
    outside = sum(_outside(before[path]) != _outside(after[path]) for path in changed)
    report.add(
        f"--fix: {_repaired(first)}, of which changed outside citations",
        f"{outside} notes",
        f"{len(changed)} notes changed; {first.seconds:.1f} s",
        "0",
        outside == 0,
    )
    again = _check(fixed, work, "--fix")
    count = sum(after[path] != (fixed / path).read_bytes() for path in before)
    report.add("a second run repairs", _repaired(again), "", "0 notes", count == 0)
    torn = whole = in_the_middle = 0
    pick = random.Random(6)
    for _ in range(_KILLS):
        for path in changed:
            (vault / path).write_bytes(before[path])
        child = subprocess.Popen(
            [sys.executable, "-m", "viewer", "check", vault, "--fix"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_environment(work),
        )
        time.sleep(pick.uniform(0.1, 0.9) * first.seconds)
        family = psutil.Process(child.pid).children(recursive=True)
        child.kill()
        child.wait()
        psutil.wait_procs(family, timeout=30)
        now = {path: (vault / path).read_bytes() for path in before}
        repaired = sum(now[path] == after[path] for path in changed)
        torn += sum(now[path] not in (before[path], after[path]) for path in before)
        whole += len(before)
        in_the_middle += 0 < repaired < len(changed)
    report.add(
        f"killed {_KILLS} times, {in_the_middle} in the middle: notes that are not whole",
        f"{torn} of {whole:,}",
        "",
        "0",
        torn == 0,
    )


def _outside(data: bytes) -> list[bytes]:
    """Give the bytes of a note that are in no citation, in pieces."""
    pieces, at = [], 0
    for span in sorted({citation.span for citation in Note.parse(data).citations}):
        pieces.append(data[at : span.start])
        at = span.end
    return [*pieces, data[at:]]


def _repaired(done: _Run) -> str:
    found = re.search(r"([\d,]+ citations? in [\d,]+ notes?) repaired", done.printed)
    return found[1] if found is not None else "nothing"


def _environment(work: Path) -> dict[str, str]:
    return {**os.environ, **{f"XDG_{n}_HOME": str(work / n) for n in ("STATE", "DATA", "CACHE")}}


def _check(vault: Path, work: Path, *options: str) -> _Run:
    """Run `cuenote check`, and look at what its processes hold."""
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "viewer", "check", vault, *options],
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(work),
    )
    process = psutil.Process(child.pid)
    peak, cpu = [0.0], [0.0]
    ended = threading.Event()

    def sample() -> None:
        while not ended.wait(_SAMPLED_S):
            held = spent = 0.0
            try:
                for each in (process, *process.children(recursive=True)):
                    held += each.memory_full_info().pss / 1e6
                    times = each.cpu_times()
                    spent += times.user + times.system
            except psutil.Error:
                continue
            peak[0], cpu[0] = max(peak[0], held), max(cpu[0], spent)

    watcher = threading.Thread(target=sample)
    watcher.start()
    printed, _ = child.communicate()
    seconds = time.perf_counter() - begun
    ended.set()
    watcher.join()
    return _Run(seconds, cpu[0], peak[0], child.returncode, printed)


def _window(vault: Path, work: Path) -> dict[str, float]:
    """Measure the longest time between two turns of the window's event loop while it checks."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    from tests.ui.parts import Parts
    from viewer import app as cuenote
    from viewer.ui.shell.context import Folders

    app = cuenote.make_application()
    folders = Folders(work / "config", work / "state", work / "data", work / "cache")
    for folder in (folders.config, folders.state, folders.data):
        folder.mkdir(parents=True)
    program = Parts(app, folders)
    program.show(next(vault.rglob("*.md")), None)
    program.session.open_vault(vault)
    last: list[float] = []
    longest = [0.0, 0.0]

    def tick() -> None:
        now = [time.perf_counter(), time.thread_time()]
        if last:
            longest[:] = [max(a, n - b) for a, n, b in zip(longest, now, last, strict=True)]
        last[:] = now
        if is_over():
            loop.quit()

    timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    loop = QEventLoop()
    is_over = lambda: False  # noqa: E731 - each measurement ends otherwise

    def measure() -> list[float]:
        last.clear()
        longest[:] = [0.0, 0.0]
        timer.start()
        loop.exec()
        timer.stop()
        return [value * 1000 for value in longest]

    QTimer.singleShot(2000, loop.quit)
    measure()
    # The start, and the index, are measured elsewhere.
    program.indexing.ready.connect(lambda: QTimer.singleShot(2000, loop.quit))
    program.settle()
    measure()
    QTimer.singleShot(4000, loop.quit)
    idle = measure()
    checking = program.vault_checking
    checking.open()
    QTimer.singleShot(300, loop.quit)  # the first look at the sheet
    measure()
    is_over = lambda: not checking.is_running  # noqa: E731
    clock_ms, work_ms = measure()
    program.shutdown()
    return {"clock_ms": clock_ms, "work_ms": work_ms, "idle_ms": idle[0]}


if __name__ == "__main__":
    print(json.dumps(_window(Path(sys.argv[1]), Path(sys.argv[2]))))
