"""How long the GUI thread was busy at most where there is no network.

    python -m tests.bench offline

The run is that of `tests/ui/test_offline.py`: a note with its saved video, the transcript, an edit,
and asking to stream and to save. Figures hold for this machine, and what else runs on it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from tests.bench.report import Report
from tests.ui.test_offline import run_without_network


def run(report: Report) -> None:
    """Add the row."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = run_without_network(Path(folder))
        except pytest.skip.Exception as reason:
            report.add("without a network", str(reason))
            return
    report.add(
        "without a network: longest the window did not answer",
        f"{found['longest_ms']} ms",
        f"while {found['where']}",
    )
