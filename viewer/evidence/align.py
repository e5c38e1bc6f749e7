"""Where a transcript speaks of what a note claims: statements × transcript → likely moments.

Each statement is held against every few seconds of the transcript (`match.py`); what the words say
is weighed together with the order of the statements round it (`order.py`), and what comes out is
how likely each moment is. Pure, and safe in any thread.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from viewer.evidence import fitted
from viewer.evidence.match import Match, Matcher, scores
from viewer.evidence.order import Relation, spread, weigh
from viewer.evidence.speech import Speech
from viewer.notes.model import BlockKind, Claim, Side
from viewer.notes.note import Note
from viewer.video.transcripts.transcript import Transcript

# Two times are one moment up to here.
NEAR_MS = 15_000
_EXACT_MS, _CLOSE_MS = 1_500, 5_000
# So many places are weighed for each statement; fewer where there are very many to compare.
_PLACES, _FEW_PLACES = 80, 12
_MANY = 1_000_000


class Statement(NamedTuple):
    """What one citation stands for."""

    # The claim, and of it the last sentence: what is asserted.
    text: str
    asserted: str
    # How its citation stands to the one before it in the note.
    relation: Relation = Relation.SAME
    # The times that it may name, each with how much that speaks for it (log).
    written: tuple[tuple[int, float], ...] = ()


class Likely(NamedTuple):
    """A moment, and how likely it is that the statement is said within NEAR_MS of it."""

    ms: int
    chance: float


class StatementPlace:
    """Where one statement is said, as far as can be told: moments and how likely each is."""

    __slots__ = ("_sums", "clarity", "shares", "strengths", "times_ms")

    def __init__(
        self,
        times_ms: Sequence[int],
        shares: Sequence[float],
        strengths: Sequence[float],
        clarity: float,
    ) -> None:
        # In order: the moments, how likely each is, and the share of the claim's words said there.
        self.times_ms, self.shares, self.strengths = times_ms, shares, strengths
        self._sums = list(accumulate(shares, initial=0.0))
        # How likely the best moments of all the note's statements are in the mean.
        self.clarity = clarity

    def in_a_note_so_clear(self, clarity: float) -> StatementPlace:
        """Return the same place, where the note's other statements are placed so clearly."""
        return StatementPlace(self.times_ms, self.shares, self.strengths, clarity)

    def share_near(self, ms: int, within_ms: int = NEAR_MS) -> float:
        """Add up how likely the moments within `within_ms` of a time are."""
        start = bisect_left(self.times_ms, ms - within_ms)
        end = bisect_left(self.times_ms, ms + within_ms + 1)
        return self._sums[end] - self._sums[start]

    def strength_near(self, ms: int, within_ms: int = NEAR_MS) -> float:
        """Return how much of the claim's words is said at best near a time, 0 to 1."""
        start = bisect_left(self.times_ms, ms - within_ms)
        end = bisect_left(self.times_ms, ms + within_ms + 1)
        return max(self.strengths[start:end], default=0.0)

    def chance_near(self, ms: int) -> float:
        """Return how likely it is that the statement is said within NEAR_MS of a time, as measured.

        What the words and the order say is too sure of itself where few of the claim's words are
        said, and in notes that are hard to place.
        """
        by_share, by_strength, by_clarity, at_nought = fitted.CHANCE
        share = self.share_near(ms)
        odds = math.log((share + 0.002) / max(1.002 - share, 0.002))
        log = (
            by_share * odds
            + by_strength * self.strength_near(ms, 5_000)
            + by_clarity * self.clarity
            + at_nought
        )
        return 1 / (1 + math.exp(-log))

    def best(self, most: int = 3) -> tuple[Likely, ...]:
        """Return the likeliest moments, best first, each more than NEAR_MS from those before."""
        left = self
        result: list[Likely] = []
        while left.times_ms and len(result) < most:
            ms = self._best_of(left)
            result.append(Likely(ms, self.chance_near(ms)))
            kept = [at for at, other in enumerate(left.times_ms) if abs(other - ms) > NEAR_MS]
            left = StatementPlace(
                [left.times_ms[at] for at in kept], [left.shares[at] for at in kept], [], 0.0
            )
        return tuple(result)

    @staticmethod
    def _best_of(place: StatementPlace) -> int:
        """Choose the time to go to: much is likely near it, and much at it."""

        def worth(ms: int) -> float:
            return (
                place.share_near(ms)
                + 0.5 * place.share_near(ms, _CLOSE_MS)
                + 0.1 * place.share_near(ms, 0)
            )

        return max(place.times_ms, key=worth)


def matches(statements: Sequence[Statement], speech: Speech) -> list[Match]:
    """Compare each statement with the transcript."""
    many = len(statements) * len(speech) > _MANY
    matcher = Matcher(speech, _FEW_PLACES if many else _PLACES)
    known: dict[tuple[str, str, tuple[tuple[int, float], ...]], Match] = {}
    result = []
    for text, asserted, _, written in statements:
        key = text, asserted, written
        match = known.get(key)
        if match is None:
            also = [u for ms, _ in written for u in speech.between(ms - NEAR_MS, ms + NEAR_MS + 1)]
            match = known[key] = matcher.match(text, asserted, also)
        result.append(match)
    return result


def align(
    statements: Sequence[Statement], transcript: Transcript
) -> tuple[StatementPlace | None, ...]:
    """Find where each statement is said; they are given in the order of the note.

    None stands for a statement that shares no word with the transcript; its written times still
    say where its neighbours may be.
    """
    speech = Speech.of(transcript)
    if not statements or not len(speech):
        return (None,) * len(statements)
    found = matches(statements, speech)
    at = [index for index, match in enumerate(found) if match.units or statements[index].written]
    times, logs = [], []
    for index in at:
        match, written = found[index], statements[index].written
        if match.units:
            times.append([speech.times_ms[unit] for unit in match.units])
            logs.append(_with_written(written, times[-1], scores(match)))
        else:
            times.append([ms for ms, _ in written])
            logs.append([worth for _, worth in written])
    shares = weigh(
        times,
        logs,
        [statements[index].relation for index in at],
        spread(speech.times_ms[-1], len(statements)),
    )
    alone = [
        StatementPlace(ms, row, found[index].shares, 0.0)
        for index, ms, row in zip(at, times, shares, strict=True)
        if found[index].units
    ]
    likely = [place.share_near(place.best(1)[0].ms) for place in alone]
    clarity = sum(likely) / max(1, len(likely))
    given = iter(alone)
    return tuple(
        next(given).in_a_note_so_clear(clarity) if match.units else None for match in found
    )


def _with_written(
    written: tuple[tuple[int, float], ...], times_ms: list[int], logs: list[float]
) -> list[float]:
    """Add what the written times speak for: most at the very moment, less near it."""
    for written_ms, worth in written:
        logs = [
            log + (worth if abs(ms - written_ms) <= _EXACT_MS else worth / 2)
            if abs(ms - written_ms) <= NEAR_MS
            else log
            for log, ms in zip(logs, times_ms, strict=True)
        ]
    return logs


# What ends a sentence, and the space behind it.
_SENTENCE = re.compile(r"(?<=[.!?…])[)\"'”’»]*\s+|(?<=[。！？｡])[」』”’）]*")


def asserted_in(text: str, side: Side = Side.BEFORE) -> str:
    """Return what a claim asserts: its last sentence, or its first where its text follows."""
    parts = _SENTENCE.split(text)
    return next((part for part in (reversed(parts) if side is Side.BEFORE else parts) if part), "")


def statements(note: Note) -> list[Statement]:
    """Return what each citation of a note stands for, in order."""
    result = [Statement("", "")] * len(note.citations)
    claims = [claim for claim in note.claims if not claim.stands_for_child]
    headings = [block.span.start for block in note.blocks if block.kind is BlockKind.HEADING]
    before: Claim | None = None
    for claim, text in zip(claims, note.plain_each([c.span for c in claims]), strict=True):
        relation = Relation.SAME
        if before is not None and before.block != claim.block:
            sections = {bisect_right(headings, one.span.start) for one in (before, claim)}
            relation = Relation.SECTION if len(sections) > 1 else Relation.BLOCK
        asserted = asserted_in(text, claim.side)
        for index in claim.citations:
            if note.citations[index].ends_range or note.citations[index].video is not None:
                # Nothing is claimed to be said where a range ends, nor of another video here.
                result[index] = Statement("", "", Relation.RUN)
            else:
                result[index] = Statement(text, asserted, relation)
            relation = Relation.RUN
        before = claim
    return result
