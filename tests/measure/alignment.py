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

from tests.evidence.vaults import check
from tests.measure.cases import Case
from tests.measure.rates import Rate, share
from viewer.evidence import verdicts
from viewer.evidence.finding import Finding
from viewer.evidence.verdicts import HOLDS, IN_DOUBT, PAST_END
from viewer.notes.edit import Change, Edit
from viewer.notes.note import Note

_SEVEN_HOURS_MS = 7 * 3_600_000
_ROUNDS, _SHARE = 5, 0.2
_LIMITS = (0.003, 0.01, 0.03, 0.05, 0.1)
_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 1.01)


class Guess(NamedTuple):
    """What was proposed for one moved citation, and where it was."""

    video_id: str
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


def _guess(case: Case, true_ms: int, finding: Finding) -> Guess:
    assert finding.verdict is PAST_END
    chance = finding.proposals[0].chance if finding.proposals else 0.0
    return Guess(
        case.video_id, true_ms, tuple(p.ms for p in finding.proposals), chance, finding.sure
    )


def _true(case: Case) -> dict[int, int]:
    return {index: ms for index, ms in enumerate(case.true_ms) if ms is not None}


def past_end(case: Case) -> Note:
    """Move all true citations of a note past the end."""
    return moved(case.note, {at: ms + _SEVEN_HOURS_MS for at, ms in _true(case).items()})


def all_at_once(cases: Iterable[Case]) -> list[Guess]:
    """See where all true citations of each note are placed that were moved past the end."""
    guesses = []
    for case in cases:
        findings = check(past_end(case), case.end_ms, case.transcript)
        guesses += [_guess(case, ms, findings[index]) for index, ms in _true(case).items()]
    return guesses


def one_at_a_time(cases: Iterable[Case]) -> list[Guess]:
    """Move each true citation past the end while its neighbours stay."""
    guesses = []
    for case in cases:
        for index, ms in _true(case).items():
            note = moved(case.note, {index: ms + _SEVEN_HOURS_MS})
            guesses.append(_guess(case, ms, check(note, case.end_ms, case.transcript)[index]))
    return guesses


def print_past_end(cases: Sequence[Case]) -> None:
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
    print(f"  (a) past the end: {near.whole}")
    print(f"      proposed within 15 s of m:s  {near}\n      sure  {sure}, of those right  {right}")


def print_guesses(what: str, guesses: Sequence[Guess], *, table: bool = False) -> None:
    """(b): how near the proposals are, and how right the sure ones."""
    print(f"  (b) {what}: {len(guesses)}")
    for seconds in (5, 15, 30):
        first, three = Rate(), Rate()
        for guess in guesses:
            first.add(guess.video_id, guess.within(seconds))
            three.add(guess.video_id, guess.within(seconds, 3))
        print(f"      within {seconds:2} s  first {first}  best of three {three}")
    sure, right = Rate(), Rate()
    for guess in guesses:
        sure.add(guess.video_id, guess.sure)
        if guess.sure:
            right.add(guess.video_id, guess.within(15))
    print(f"      sure  {sure}, of those right  {right} ({right.part} of {right.whole})")
    if table:
        print("      said to be likely   so many   right within 15 s   said in the mean")
        for low, high in pairwise(_BINS):
            inside = [guess for guess in guesses if low <= guess.chance < high]
            if inside:
                said = sum(guess.chance for guess in inside) / len(inside)
                count = sum(guess.within(15) for guess in inside)
                print(
                    f"      {low:.2f} to {min(high, 1):.2f} {len(inside):14} "
                    f"{share(count, len(inside)):>19} {100 * said:16.1f} %"
                )


def print_inside(cases: Sequence[Case], *, quick: bool) -> None:
    """(c): a fifth of the citations moved by 1 to 10 minutes: what is noticed, what wronged."""
    shipped = verdicts.UNLIKELY
    print("  (c) moved by 1 to 10 min inside the video; * as shipped")
    try:
        for limit in [shipped] if quick else sorted({*_LIMITS, shipped}):
            verdicts.UNLIKELY = limit
            found = _Inside()
            for case in cases:
                _count_inside(case, found)
            print(f"      in doubt below {limit:.3f}{' *' if limit == shipped else ''}")
            print(f"        moved: {found.noticed.whole}; noticed  {found.noticed}")
            print(f"        mended within 15 s  {found.mended}, said to hold  {found.held_moved}")
            print(f"        untouched: {found.wronged.whole}; put in doubt  {found.wronged}")
            print(f"        said to hold  {found.held}")
    finally:
        verdicts.UNLIKELY = shipped


class _Inside:
    """What became of citations that were moved, and of those that were not."""

    def __init__(self) -> None:
        self.noticed, self.mended, self.held_moved = Rate(), Rate(), Rate()
        self.wronged, self.held = Rate(), Rate()


def _count_inside(case: Case, found: _Inside) -> None:
    """Move times of one note in some rounds, the same for each limit, and count."""
    chance = random.Random(case.note.data)
    true = _true(case)
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
