"""How well timestamps are checked by the transcripts of the 46 pairs, in two halves by id.

(a) times past the end, (b) true ones moved past it, (c) moved inside; (d) and (e) are in
`captions`. Everything goes through `check`, as in the window. In (b) a time is moved by seven
hours and written as minutes and seconds (`12:33` → `432:33`), so that no reading of it leads back;
its neighbours are moved with it (all at once), or stay (one at a time).
"""

import argparse
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tests.check.vaults import check
from tests.conftest import CORPUS
from tests.tools.captions import report_cuts, report_foreign
from tests.tools.cases import SEVEN_HOURS_MS, Case, Rate, moved, past_end, read_cases, true_times
from tests.tools.report import Report
from viewer.check.finding import Finding
from viewer.check.verdicts import HOLDS, IN_DOUBT, PAST_END

_ROUNDS, _SHARE = 5, 0.2


def run(report: Report, options: argparse.Namespace) -> None:
    """Add the figures of each half; quick: without what takes a minute."""
    if not (CORPUS / "pairs.json").is_file():
        report.skip("pairs", "the corpus is not there")
        return
    for name, cases in zip(("tuned on", "reported"), read_cases(), strict=True):
        report.begin(f"pairs, {name}")
        report.add("pairs", len(cases))
        _report_past_end(report, cases)
        _report_guesses(report, "at once", all_at_once(cases))
        if not options.quick:
            _report_guesses(report, "one at a time", one_at_a_time(cases))
        _report_inside(report, cases)
        report_foreign(report, cases)
        report_cuts(report, cases, quick=options.quick)


class Guess(NamedTuple):
    video_id: str
    true_ms: int
    proposed_ms: tuple[int, ...]
    sure: bool

    def within(self, seconds: int, most: int = 1) -> bool:
        """Return whether one of the first proposals lies so near the true time."""
        return any(abs(ms - self.true_ms) <= seconds * 1000 for ms in self.proposed_ms[:most])


def _guess(case: Case, true_ms: int, finding: Finding) -> Guess:
    assert finding.verdict is PAST_END
    return Guess(case.video_id, true_ms, tuple(p.ms for p in finding.proposals), finding.sure)


def all_at_once(cases: Iterable[Case]) -> list[Guess]:
    """See where all true citations of each note are placed that were moved past the end."""
    guesses = []
    for case in cases:
        findings = check(past_end(case), case.end_ms, case.transcript)
        guesses += [_guess(case, ms, findings[index]) for index, ms in true_times(case).items()]
    return guesses


def one_at_a_time(cases: Iterable[Case]) -> list[Guess]:
    """Move each true citation past the end while its neighbours stay."""
    guesses = []
    for case in cases:
        for index, ms in true_times(case).items():
            note = moved(case.note, {index: ms + SEVEN_HOURS_MS})
            guesses.append(_guess(case, ms, check(note, case.end_ms, case.transcript)[index]))
    return guesses


def _report_past_end(report: Report, cases: Sequence[Case]) -> None:
    """(a): of the citations past the end, how many are repaired to the m:s reading."""
    near, sure, right = Rate(), Rate(), Rate()
    for case in cases:
        findings = check(case.note, None, case.transcript)
        for citation, finding in zip(case.note.citations, findings, strict=True):
            readings = citation.readings or citation.label_readings
            if not case.is_late(finding.citation):
                continue
            is_right = finding.proposed_ms is not None and any(
                abs(finding.proposed_ms - one.ms) <= 15_000 for one in readings[1:]
            )
            near.add(case.video_id, is_right)
            sure.add(case.video_id, finding.sure)
            if finding.sure:
                right.add(case.video_id, is_right)
    report.add(f"(a) {near.whole} past the end: proposed within 15 s of m:s", near)
    report.add("(a) sure", sure)
    report.add("(a) of those right", right)


def _report_guesses(report: Report, what: str, guesses: Sequence[Guess]) -> None:
    """(b): how near the proposals are, and how right the sure ones."""
    for seconds in (5, 15, 30):
        first, three = Rate(), Rate()
        for guess in guesses:
            first.add(guess.video_id, guess.within(seconds))
            three.add(guess.video_id, guess.within(seconds, 3))
        of = f"(b) {len(guesses)} {what}: within {seconds} s"
        report.add(of, first, f"best of three {three}")
    sure, right = Rate(), Rate()
    for guess in guesses:
        sure.add(guess.video_id, guess.sure)
        if guess.sure:
            right.add(guess.video_id, guess.within(15))
    report.add(f"(b) {what}: sure", sure)
    report.add(f"(b) {what}: of those right", right, f"{right.part} of {right.whole}")


def _report_inside(report: Report, cases: Sequence[Case]) -> None:
    """(c): a fifth of the citations moved by 1 to 10 minutes: what is noticed, what wronged."""
    found = _Inside()
    for case in cases:
        _count_inside(case, found)
    report.add(f"(c) {found.noticed.whole} moved, noticed", found.noticed)
    report.add("(c) mended within 15 s", found.mended)
    report.add("(c) said to hold", found.held_moved)
    report.add(f"(c) {found.wronged.whole} untouched, put in doubt", found.wronged)
    report.add("(c) untouched, said to hold", found.held)


class _Inside:
    def __init__(self) -> None:
        self.noticed, self.mended, self.held_moved = Rate(), Rate(), Rate()
        self.wronged, self.held = Rate(), Rate()


def _count_inside(case: Case, found: _Inside) -> None:
    chance = random.Random(case.note.data)
    true = true_times(case)
    for _ in range(_ROUNDS if true else 0):
        away = _away(chance, case, true)
        findings = check(moved(case.note, away), None, case.transcript)
        for index, ms in true.items():
            finding = findings[index]
            in_doubt = finding.verdict is IN_DOUBT
            holds = finding.verdict is HOLDS
            if index in away:
                right = in_doubt and abs((finding.proposed_ms or 0) - ms) <= 15_000
                found.noticed.add(case.video_id, in_doubt)
                found.mended.add(case.video_id, right)
                found.held_moved.add(case.video_id, holds)
            else:
                found.wronged.add(case.video_id, in_doubt)
                found.held.add(case.video_id, holds)


def _away(chance: random.Random, case: Case, true: Mapping[int, int]) -> dict[int, int]:
    """Choose a fifth of the citations, and for each a time 1 to 10 minutes away in the video."""
    chosen = chance.sample(sorted(true), max(1, round(_SHARE * len(true))))
    away = {}
    for index in chosen:
        for _ in range(100):
            ms = true[index] + chance.choice((-1, 1)) * chance.randrange(60_000, 600_000)
            if 0 <= ms <= case.end_ms:
                away[index] = ms
                break
    return away
