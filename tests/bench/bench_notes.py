"""Bytes → Note over the whole corpus, on one core, beside the Markdown parser alone."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyromark

from tests.bench.report import Report
from tests.conftest import unpack_vault
from viewer.notes.blocks import OPTIONS
from viewer.notes.note import Note

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_ROUNDS = 3


def _best_seconds(work: Callable[[bytes], object], notes: list[bytes]) -> float:
    """Measure the processor's time, so that other programs count as little as may be."""
    best = float("inf")
    for _ in range(_ROUNDS):
        start = time.process_time()
        for data in notes:
            work(data)
        best = min(best, time.process_time() - start)
    return best


def _only_events(data: bytes) -> None:
    for _ in pyromark.events_with_range(data.decode(), options=OPTIONS):
        pass


def _import_ms(module: str, folder: str) -> float:
    """Measure a module's import in a fresh interpreter, beyond what every program imports.

    Byte code is kept in `folder`, as it is where the product is installed.
    """
    before = "import collections.abc, dataclasses, enum, pathlib, re, time, typing, viewer"
    code = f"{before}; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, env=environment
        )
        for _ in range(6)
    ]
    return min(float(run.stdout) for run in runs) * 1000


def run(report: Report) -> None:
    """Add the figures of notes: parsing, the largest note, and the import."""
    if not (_CORPUS / "vault.tar.xz").is_file():
        report.add("bytes → Note over the corpus", "skipped: the corpus is not there")
        return
    notes = [path.read_bytes() for path in sorted(unpack_vault(_CORPUS).rglob("*.md"))]
    megabytes = sum(map(len, notes)) / 1e6
    ours = megabytes / _best_seconds(Note.parse, notes)
    alone = megabytes / _best_seconds(_only_events, notes)
    report.add(
        f"bytes → Note, {len(notes)} notes, {megabytes:.0f} MB, one core",
        f"{ours:.1f} MB/s",
        beside=f"pyromark's events alone {alone:.1f} MB/s",
        goal="≥ 10 MB/s",
        ok=ours >= 10,
    )
    line = b'Some words <a class="yt-timestamp" data-t="00:01:02">[00:01:02]</a>. '
    seconds = _best_seconds(lambda data: Note.parse(data).times(None), [line * 10_000])
    report.add("a note of 10,000 claims, parsed and decided", f"{seconds * 1000:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        import_ms = _import_ms("viewer.notes.note", folder)
        report.add(
            "import of viewer.notes.note",
            f"{import_ms:.0f} ms",
            beside=f"pyromark alone {_import_ms('pyromark', folder):.0f} ms",
            goal="< 15 ms",
            ok=import_ms < 15,
        )
