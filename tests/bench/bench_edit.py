"""Editing a note while its video plays: what a key takes until it is seen.

In the largest real notes, and in one of ten thousand claims, which nobody wrote.

Measured in a child process (`edit_probe`), beside a bare text view of the same text in the same
run: this is what Qt alone takes for a key. What is typed is seen at once; the page is set anew when
the block or the source is left.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench.bench_window import big_note, probe
from tests.bench.films import SMALL
from tests.bench.report import Report, percentile
from tests.conftest import CORPUS, unpack_vault

_NOTES = {
    "169 KB": "amiteshanand/difference_between_ai_agents_and_ai_chatbots.md",
    "121 KB, 1,986 citations": "mk_thisisit/"
    "physics_and_mathematics_their_interplay_and_implications.md",
    "22 KB": "aragusea/consumer_challenges_and_sustainable_alternatives_for_palm_oil.md",
}
_FRAME_MS = 16.0
_SHOWN_MS = 100.0
_WHOLE = {"enter source", "leave source"}  # what shows the note in another way
_WHAT = {
    "in place": "a letter typed in place",
    "in source": "a letter typed in the source",
    "commit": "an edit in place is committed",
    "undo": "an edit in place is undone",
    "retime": "a time is moved by a second, the key held",
    "enter source": "the source is entered",
    "leave source": "the source is left, something typed",
}


def run(report: Report) -> None:
    """Measure, and report each figure."""
    with tempfile.TemporaryDirectory() as folder:
        _measure(report, "ten thousand claims", big_note(Path(folder)), None)
    if not (CORPUS / "vault.tar.xz").is_file():
        report.skip("real notes", "the corpus is not there")
        return
    vault = unpack_vault(CORPUS)
    for name, place in _NOTES.items():
        _measure(report, name, vault / place, _SHOWN_MS)


def _measure(report: Report, name: str, note: Path, goal_ms: float | None) -> None:
    """Measure in one note; `goal_ms` is what is allowed of what shows it in another way."""
    found = probe("edit_probe", str(note), str(SMALL.path()))
    for key, what in _WHAT.items():
        if key not in found:
            continue
        one: dict[str, list[float]] = found[key]
        most_ms = goal_ms if key in _WHOLE else _FRAME_MS
        report.measure(
            f"{name}: {what}: key to painted",
            one["ms"],
            beside={"QPlainTextEdit": found["bare"]["ms"]},
            goal=f"p95 at most {most_ms:.0f} ms" if most_ms is not None else "",
            ok=percentile(one["ms"], 0.95) <= most_ms if most_ms is not None else None,
        )
        report.measure(f"{name}: {what}: the window's thread works", one["cpu"])
        report.measure(f"{name}: {what}: the window is held", one["held"])
