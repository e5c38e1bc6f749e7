"""Bytes → Note over the whole corpus, on one core, beside the Markdown parser alone."""

import subprocess
import sys
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


def _import_ms(module: str) -> float:
    """Measure a module's import in a fresh interpreter."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    runs = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(5)
    ]
    return min(runs) * 1000


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
    report.add(
        "import of viewer.notes.note",
        f"{_import_ms('viewer.notes.note'):.0f} ms",
        beside=f"pyromark alone {_import_ms('pyromark'):.0f} ms",
        goal="< 15 ms",
    )
