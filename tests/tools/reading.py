"""Bytes → Note over the whole corpus, on one core, beside the Markdown parser alone."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import pyromark

from tests.conftest import CORPUS, unpack_vault
from tests.tools.report import Report
from viewer.notes.blocks import OPTIONS
from viewer.notes.note import Note

_ROUNDS = 3


def run(report: Report, options: argparse.Namespace) -> None:
    """Measure the processor's time, so that other programs count as little as may be."""
    if not (CORPUS / "vault.tar.xz").is_file():
        report.skip("bytes → Note", "the corpus is not there")
        return
    paths = sorted(unpack_vault(CORPUS).rglob("*.md"))[:: 20 if options.quick else 1]
    notes = [path.read_bytes() for path in paths]
    megabytes = sum(map(len, notes)) / 1e6

    def ms_a_megabyte(work: Callable[[bytes], object]) -> list[float]:
        found = []
        for _ in range(_ROUNDS):
            begun_s = time.process_time()
            for data in notes:
                work(data)
            found.append((time.process_time() - begun_s) * 1000 / megabytes)
        return found

    def events(data: bytes) -> None:
        for _ in pyromark.events_with_range(data.decode(), options=OPTIONS):
            pass

    report.measure(
        f"{len(notes):,} notes, {megabytes:.0f} MB",
        ms_a_megabyte(Note.parse),
        "ms a MB",
        {"pyromark's events alone": ms_a_megabyte(events)},
        most=100,
    )
