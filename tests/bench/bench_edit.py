"""Editing a note while its video plays: what a key takes until it is seen.

In the largest real notes, and in one of ten thousand claims, which nobody wrote.

Measured in a child process (`edit_probe`), beside a bare text view of the same text in the same
run: this is what Qt alone takes for a key. What is typed is seen at once; the page is set anew when
the block or the source is left.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.bench.bench_window import big_note, probe
from tests.bench.films import SMALL
from tests.bench.report import Report
from tests.conftest import unpack_vault

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_NOTES = {
    "169 KB": "amiteshanand/difference_between_ai_agents_and_ai_chatbots.md",
    "121 KB, 1,986 citations": "mk_thisisit/"
    "physics_and_mathematics_their_interplay_and_implications.md",
    "22 KB": "aragusea/consumer_challenges_and_sustainable_alternatives_for_palm_oil.md",
}
_FRAME_MS = 16.0
_SHOWN_MS = 100.0
_TYPED = {"in place", "in source"}
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
        _measure(report, "ten thousand claims", big_note(Path(folder)), None)
    if not (_CORPUS / "vault.tar.xz").is_file():
        report.skip("real notes", "the corpus is not there")
        return
    vault = unpack_vault(_CORPUS)
    for name, place in _NOTES.items():
        _measure(report, name, vault / place, _SHOWN_MS)


def _measure(report: Report, name: str, note: Path, goal_ms: float | None) -> None:
    """Measure in one note; `goal_ms` is what is allowed of what sets the note anew."""
    found = probe("edit_probe", str(note), str(SMALL.path()))
    bare = found["bare"]
    for key, what in _WHAT.items():
        if key not in found:
            continue
        one: dict[str, Any] = found[key]
        ratio = one["p95"] / bare["p95"]
        most_ms = _FRAME_MS if key in _TYPED else goal_ms
        report.add(
            f"{name}: {what}: key to painted",
            f"p50 {one['p50']:.1f} ms, p95 {one['p95']:.1f}, worst {one['worst']:.1f}, "
            f"{ratio:.1f} ×",
            f"QPlainTextEdit p50 {bare['p50']:.1f} ms, p95 {bare['p95']:.1f}",
            f"p95 below {most_ms:.0f} ms" if most_ms is not None else "",
            one["p95"] < most_ms if most_ms is not None else None,
        )
        report.add("… the window's thread works", f"p95 {one['cpu']:.1f} ms")
        report.add("… the window is held for at most", f"{one['held']:.1f} ms")
