"""Where a transcript speaks of what a note claims: statements × transcript → likely moments.

Each statement is held against every few seconds of the transcript; what the words say is then
weighed together with the order of the statements before and after it, and what comes out is how
likely each moment is. Pure, and safe in any thread.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from viewer.evidence.speech import Speech
from viewer.evidence.words import terms
from viewer.video.transcript import Transcript

# Two times are one moment up to here.
NEAR_MS = 15_000


class Statement(NamedTuple):
    """What one citation stands for."""

    # The claim, and of it the last sentence: what is asserted.
    text: str
    asserted: str
    # The times that the citation may name, each with how much likelier that makes a moment (log).
    written: tuple[tuple[int, float], ...] = ()


class Likely(NamedTuple):
    """A moment, and how likely it is that the statement is said within NEAR_MS of it."""

    ms: int
    chance: float


class Place:
    """Where one statement is said, as far as can be told: moments and how likely each is."""

    __slots__ = ("_shares", "_sums", "_times_ms", "strength")

    def __init__(self, times_ms: list[int], shares: list[float], strength: float) -> None:
        self._times_ms, self._shares = times_ms, shares
        self._sums = list(accumulate(shares, initial=0.0))
        # How much of what is claimed is said at the best moment, 0 to 1.
        self.strength = strength

    def chance_near(self, ms: int, within_ms: int = NEAR_MS) -> float:
        """Say how likely it is said within `within_ms` of a time."""
        start = bisect_left(self._times_ms, ms - within_ms)
        end = bisect_left(self._times_ms, ms + within_ms + 1)
        return self._sums[end] - self._sums[start]

    def best(self, most: int = 3) -> tuple[Likely, ...]:
        """Give the likeliest moments, best first, each more than NEAR_MS from those before."""
        left = list(zip(self._times_ms, self._shares, strict=True))
        result: list[Likely] = []
        while left and len(result) < most:
            ms = max(left, key=lambda one: self._worth(*one))[0]
            result.append(Likely(ms, self.chance_near(ms)))
            left = [one for one in left if abs(one[0] - ms) > NEAR_MS]
        return tuple(result)

    def _worth(self, ms: int, share: float) -> float:
        return self.chance_near(ms) + 0.5 * self.chance_near(ms, 5_000) + 0.1 * share


# Of each window: how long it is in ms, and what a term said in it is worth.
_WINDOWS = ((6_000, 0.45), (12_000, 0.6), (25_000, 0.4), (60_000, 0.15))
_CANDIDATES = 48
_ASSERTED = 2.0


def align(statements: Sequence[Statement], transcript: Transcript) -> tuple[Place | None, ...]:
    """Find where each statement is said; they are given in the order of the note.

    None stands for a statement that shares no word with the transcript.
    """
    speech = Speech.of(transcript)
    found = [_candidates(statement, speech) for statement in statements]
    return tuple(_together(found, speech))


class _Found(NamedTuple):
    """The units where a statement may be said, in order, and how much speaks for each (log)."""

    units: list[int]
    scores: list[float]
    strength: float


def _weights(statement: Statement, speech: Speech) -> dict[str, float]:
    weights: dict[str, float] = {}
    for text, worth in ((statement.text, 1.0), (statement.asserted, _ASSERTED - 1.0)):
        for term in {one.term for one in terms(text, speech.language)}:
            rarity = speech.rarity.get(term, 0.0)
            if rarity > 0.3:
                weights[term] = weights.get(term, 0.0) + worth * rarity / _ASSERTED
    return weights


def _candidates(statement: Statement, speech: Speech) -> _Found:
    weights = _weights(statement, speech)
    times, count = speech.times_ms, len(speech)
    steps = [0.0] * (count + 1)
    for term, weight in weights.items():
        for length_ms, worth in _WINDOWS:
            before = 0
            for unit in speech.said_in[term]:
                first = max(before, bisect_left(times, times[unit] - length_ms + 1))
                steps[first] += weight * worth
                steps[unit + 1] -= weight * worth
                before = unit + 1
    scores = list(accumulate(steps[:count]))
    units = set(heapq.nlargest(_CANDIDATES, range(count), key=scores.__getitem__))
    for ms, _ in statement.written:
        units.update(speech.between(ms - NEAR_MS, ms + NEAR_MS + 1))
    chosen = sorted(units)
    whole = sum(weights.values()) * sum(worth for _, worth in _WINDOWS)
    best = max((scores[unit] for unit in chosen), default=0.0)
    result = []
    for unit in chosen:
        score = scores[unit]
        for ms, bonus in statement.written:
            if abs(ms - times[unit]) <= NEAR_MS:
                score += bonus
        result.append(score)
    return _Found(chosen, result, best / whole if whole else 0.0)


# ---------------------------------------------------------------------- order

# How much likelier (log) a statement is said so long after the one before it; negative: before it.
_STEPS = ((-120, -1.0), (-30, -0.6), (-5, -0.2), (0, 0.5), (40, 1.6), (90, 1.0), (180, 0.5))
_AFTER = -0.5


def _step(delta_ms: int) -> float:
    for limit_s, worth in _STEPS:
        if delta_ms <= limit_s * 1000:
            return worth
    return _AFTER


def _together(found: Sequence[_Found], speech: Speech) -> list[Place | None]:
    """Weigh neighbours: forwards and backwards through the note, then both together."""
    times = speech.times_ms
    kept = [one for one in found if one.units and one.strength]
    forward: list[list[float]] = []
    for at, one in enumerate(kept):
        sums = [0.0] * len(one.units)
        if at:
            sums = _passed(
                [times[u] for u in kept[at - 1].units],
                forward[-1],
                [times[u] for u in one.units],
                1,
            )
        forward.append(_normal([s + n for s, n in zip(one.scores, sums, strict=True)]))
    backward: list[list[float]] = [[]] * len(kept)
    for at in range(len(kept) - 1, -1, -1):
        backward[at] = [0.0] * len(kept[at].units)
        if at + 1 < len(kept):
            following = kept[at + 1]
            scores = _normal(
                [s + n for s, n in zip(following.scores, backward[at + 1], strict=True)]
            )
            backward[at] = _passed(
                [times[u] for u in following.units], scores, [times[u] for u in kept[at].units], -1
            )
    places = iter(
        Place(
            [times[unit] for unit in one.units],
            [
                math.exp(v)
                for v in _normal([f + b for f, b in zip(forward[at], backward[at], strict=True)])
            ],
            one.strength,
        )
        for at, one in enumerate(kept)
    )
    return [next(places) if one.units and one.strength else None for one in found]


def _passed(from_ms: list[int], logs: list[float], to_ms: list[int], sign: int) -> list[float]:
    shares = [math.exp(value) for value in logs]
    worths = [[math.exp(_step(sign * (to - ms))) for ms in from_ms] for to in to_ms]
    return [
        math.log(sum(s * w for s, w in zip(shares, row, strict=True)) + 1e-12) for row in worths
    ]


def _normal(logs: list[float]) -> list[float]:
    highest = max(logs)
    whole = highest + math.log(sum(math.exp(value - highest) for value in logs))
    return [value - whole for value in logs]
