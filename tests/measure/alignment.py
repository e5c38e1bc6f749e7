"""What the issue asks for on the pairs: (a) past the end, (b) moved past it, (c) moved inside.

Everything goes through `check`, as in the window. In (b) a time is moved by seven hours and written
as minutes and seconds (`12:33` → `432:33`), so that no reading of it leads back; its neighbours are
moved with it (all at once), or stay (one at a time).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tests.measure.cases import Case
from viewer.evidence import check as checking
from viewer.evidence.check import check
from viewer.evidence.finding import Finding, Verdict
from viewer.notes.edit import Change, Edit
from viewer.notes.note import Note

_SEVEN_HOURS_MS = 7 * 3_600_000
_ROUNDS, _SHARE = 5, 0.2
_LIMITS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99)
_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 1.01)


class Guess(NamedTuple):
    """What was proposed for one moved citation, and where it was."""

    true_ms: int
    proposed_ms: tuple[int, ...]
    chance: float
    sure: bool

    def within(self, seconds: int, most: int = 1) -> bool:
        """Tell whether one of the first proposals lies so near the true time."""
        return any(abs(ms - self.true_ms) <= seconds * 1000 for ms in self.proposed_ms[:most])


def moved(note: Note, times_ms: Mapping[int, int]) -> Note:
    """Write other times into citations, as minutes and seconds."""
    edits = []
    for index, ms in times_ms.items():
        citation = note.citations[index]
        text = f"{ms // 60_000:02}:{ms // 1000 % 60:02}"
        spans = [(citation.value, text)]
        if citation.label_span is not None and citation.label_span.start >= citation.value.end:
            spans.append((citation.label_span, f"[{text}]"))
        edits += [
            Edit(span.start, note.data[span.start : span.end], new.encode()) for span, new in spans
        ]
    result = Note.parse(Change.of("Move", edits).apply(note.data))
    assert len(result.citations) == len(note.citations)
    return result


def _guess(true_ms: int, finding: Finding) -> Guess:
    assert finding.verdict is Verdict.PAST_END
    chance = finding.proposals[0].chance if finding.proposals else 0.0
    return Guess(true_ms, tuple(p.ms for p in finding.proposals), chance, finding.sure)


def _true(case: Case) -> dict[int, int]:
    return {index: ms for index, ms in enumerate(case.true_ms) if ms is not None}


def all_at_once(cases: Iterable[Case]) -> list[Guess]:
    """Move all true citations of each note past the end."""
    guesses = []
    for case in cases:
        true = _true(case)
        note = moved(case.note, {index: ms + _SEVEN_HOURS_MS for index, ms in true.items()})
        findings = check(note, None, case.transcript)
        guesses += [_guess(ms, findings[index]) for index, ms in true.items()]
    return guesses


def one_at_a_time(cases: Iterable[Case]) -> list[Guess]:
    """Move each true citation past the end while its neighbours stay."""
    guesses = []
    for case in cases:
        for index, ms in _true(case).items():
            note = moved(case.note, {index: ms + _SEVEN_HOURS_MS})
            guesses.append(_guess(ms, check(note, None, case.transcript)[index]))
    return guesses


def print_past_end(cases: Sequence[Case]) -> None:
    """(a): of the citations past the end, how many are repaired to the m:s reading."""
    count = near = sure = sure_near = 0
    for case in cases:
        findings = check(case.note, None, case.transcript)
        for citation, finding in zip(case.note.citations, findings, strict=True):
            readings = citation.readings or citation.label_readings
            if not readings or readings[0].ms <= case.end_ms:
                continue
            count += 1
            wanted = [one.ms for one in readings[1:]]
            right = finding.proposed_ms is not None and any(
                abs(finding.proposed_ms - ms) <= 15_000 for ms in wanted
            )
            near += right
            sure += finding.sure
            sure_near += finding.sure and right
    print(
        f"  (a) past the end: {count}; proposed within 15 s of m:s {_share(near, count)}; "
        f"sure {_share(sure, count)}, of those {_share(sure_near, sure)}"
    )


def print_guesses(what: str, guesses: Sequence[Guess], *, table: bool = False) -> None:
    """(b): how near the proposals are, and how right the sure ones."""
    count = len(guesses)
    first = [_share(sum(g.within(s) for g in guesses), count) for s in (5, 15, 30)]
    third = [_share(sum(g.within(s, 3) for g in guesses), count) for s in (5, 15, 30)]
    sure = [guess for guess in guesses if guess.sure]
    right = sum(guess.within(15) for guess in sure)
    print(
        f"  (b) {what}: {count}; within 5, 15, 30 s: first {', '.join(first)}; "
        f"best of three {', '.join(third)}; sure {_share(len(sure), count)}, "
        f"of those {_share(right, len(sure))} ({right} of {len(sure)})"
    )
    if table:
        print("      said to be likely   so many   right within 15 s   said in the mean")
        for low, high in pairwise(_BINS):
            inside = [guess for guess in guesses if low <= guess.chance < high]
            if inside:
                said = sum(guess.chance for guess in inside) / len(inside)
                right = sum(guess.within(15) for guess in inside)
                print(
                    f"      {low:.2f} to {min(high, 1):.2f} {len(inside):14} "
                    f"{_share(right, len(inside)):>19} {100 * said:16.1f} %"
                )


def print_inside(cases: Sequence[Case]) -> None:
    """(c): a fifth of the citations moved by 1 to 10 minutes: what is noticed, what wronged."""
    chance = random.Random(6)
    other: list[tuple[float, bool]] = []  # of each moved one: how doubtful, whether mended
    kept: list[float] = []
    wrongly_held = moved_count = held = 0
    limit, checking.DOUBT = checking.DOUBT, 0.0
    try:
        for case in cases:
            true = _true(case)
            for _ in range(_ROUNDS if true else 0):
                away = _away(chance, case, true)
                findings = check(moved(case.note, away), None, case.transcript)
                for index, ms in true.items():
                    finding = findings[index]
                    in_doubt = finding.verdict is Verdict.IN_DOUBT
                    doubt = finding.proposals[0].chance if in_doubt else 0.0
                    if index in away:
                        moved_count += 1
                        right = in_doubt and abs((finding.proposed_ms or 0) - ms) <= 15_000
                        other.append((doubt, right))
                        wrongly_held += finding.verdict is Verdict.HOLDS
                    else:
                        kept.append(doubt)
                        held += finding.verdict is Verdict.HOLDS
    finally:
        checking.DOUBT = limit
    print(f"  (c) moved by 1 to 10 min inside: {moved_count}; untouched: {len(kept)}")
    print(
        f"      said to hold: untouched {_share(held, len(kept))}, "
        f"moved {_share(wrongly_held, moved_count)}"
    )
    print("      in doubt from   noticed   mended within 15 s   untouched put in doubt")
    for low in sorted({*_LIMITS, limit}):
        noticed = sum(doubt >= low for doubt, _ in other)
        mended = sum(doubt >= low and right for doubt, right in other)
        wronged = sum(doubt >= low for doubt in kept)
        mark = " *" if low == limit else ""
        print(
            f"      {low:13.2f} {_share(noticed, moved_count):>9} "
            f"{_share(mended, moved_count):>20} {_share(wronged, len(kept)):>24}{mark}"
        )


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


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
