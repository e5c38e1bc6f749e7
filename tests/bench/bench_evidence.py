"""Checking a note of 100 claims against a transcript of two hours; and 10,000 claims.

Judged by processor time: what else the machine does must not decide.
"""

from __future__ import annotations

import random
import time

from tests.bench.report import Report
from tests.evidence.vaults import check
from tests.measure.cases import CORPUS, read_cases
from viewer.notes.note import Note
from viewer.video.transcripts.transcript import Cue, Transcript

_SECONDS = 7_200
_GOAL_S = 1.0


def run(report: Report) -> None:
    """Add the figures."""
    if not (CORPUS / "pairs.json").is_file():
        report.skip("a note of 100 claims, 2 h of talk", f"the corpus is not there: {CORPUS}")
        return
    cues: list[Cue] = []
    claims: list[tuple[int, str]] = []
    for case in [case for half in read_cases() for case in half]:
        offset_ms = cues[-1].end_ms if cues else 0
        if offset_ms > _SECONDS * 1000:
            break
        for cue in case.transcript.cues:
            cues.append(Cue(cue.start_ms + offset_ms, cue.end_ms + offset_ms, cue.text))
        for claim in case.note.claims:
            ms = case.true_ms[claim.citations[0]]
            if ms is not None:
                claims.append((ms + offset_ms, case.note.plain(claim.span)))
    for count in (100, 10_000):
        some = sorted(random.Random(1).choices(claims, k=count))
        lines = [f"{text} [{ms // 60_000:02}:{ms // 1000 % 60:02}]." for ms, text in some]
        note = Note.parse("\n\n".join(lines).encode())
        # A transcript of its own, so that nothing of it is known already.
        transcript = Transcript(tuple(cues), "en")
        started, on_clock = time.process_time(), time.perf_counter()
        check(note, None, transcript)
        spent, waited = time.process_time() - started, time.perf_counter() - on_clock
        report.add(
            f"a note of {count:,} claims, 2 h of talk",
            f"{spent:.2f} s of processor time",
            f"{waited:.2f} s on the clock",
            f"under {_GOAL_S:.0f} s" if count == 100 else "",
            spent < _GOAL_S if count == 100 else None,
        )
