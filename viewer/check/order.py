"""The order in which a note follows its video: how likely a step from claim to claim is.

A note goes mostly forwards and in small steps, the smaller the more it cites; a run of citations
keeps close together; a new section may begin anywhere. `resources/order.json` has how often each
step was seen in real notes. `weigh` uses it on a chain of statements, forwards and backwards.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from itertools import pairwise

from viewer import RESOURCES


class Relation(StrEnum):
    """How a citation relates to the one before it in the note."""

    # Of the same claim.
    RUN = "run"
    # In the same block.
    SAME = "same"
    # In another block of the same section.
    BLOCK = "block"
    # Under another heading.
    SECTION = "section"


_FARTHEST_S = 5_400
# Limits of the mean seconds between a note's citations that have a table each.
SPREADS_S = (15, 30, 60)


def spread(length_ms: int, citations: int) -> int:
    """Return which table applies to a note with so many citations of a video so long."""
    return bisect_right(SPREADS_S, length_ms / 1000 / max(1, citations))


@cache
def _tables() -> dict[str, list[list[float]]]:
    """Return the log probability of each step between two citations, by second.

    By `Relation`, and by the table of `spread`. "steps_s" holds one row, the steps themselves, in
    seconds; negative where the second citation is said before the first.
    """
    tables: dict[str, list[list[float]]] = json.loads((RESOURCES / "order.json").read_text("utf-8"))
    return tables


@lru_cache(maxsize=16)
def _table(relation: Relation, spread: int) -> list[float]:
    """Return the probability of a step, by whole seconds from -_FARTHEST_S on."""
    knots, logs = _tables()["steps_s"][0], _tables()[relation.value][spread]
    table: list[float] = []
    for (one_s, one), (two_s, two) in pairwise(zip(knots, logs, strict=True)):
        slope = (two - one) / (two_s - one_s)
        for second in range(max(math.ceil(one_s), len(table) - _FARTHEST_S), math.ceil(two_s)):
            table.append(math.exp(one + slope * (second - one_s)))
    return table


def weigh(
    times_ms: Sequence[Sequence[int]],
    scores: Sequence[Sequence[float]],
    relations: Sequence[Relation],
    spread: int,
) -> list[list[float]]:
    """Return the probability of each place of each statement, weighed together; each sums to 1.

    For each statement, in the order of the note: the times where it may be said, the log weight of
    each, and how it relates to the one before.
    """
    alone = [_shares(row) for row in scores]
    count = len(alone)
    forward: list[list[float]] = []
    for at, own in enumerate(alone):
        if at:
            came = _step(times_ms[at - 1], forward[-1], times_ms[at], relations[at], spread, 1)
            own = _product(own, came)
        forward.append(own)
    result = forward[-1:]
    ahead: list[float] = [1.0] * len(alone[-1]) if alone else []
    for at in range(count - 2, -1, -1):
        ahead = _step(
            times_ms[at + 1],
            _product(alone[at + 1], ahead),
            times_ms[at],
            relations[at + 1],
            spread,
            -1,
        )
        result.append(_product(forward[at], ahead))
    return result[::-1]


def _step(
    from_ms: Sequence[int],
    shares: Sequence[float],
    to_ms: Sequence[int],
    relation: Relation,
    spread: int,
    sign: int,
) -> list[float]:
    """Carry shares over one step, forwards (1) or backwards (-1) through the note."""
    table = _table(relation, spread)
    last = len(table) - 1
    sources = [
        (ms // 1000 * sign, share)
        for ms, share in zip(from_ms, shares, strict=True)
        if share > 1e-9
    ]
    result = []
    for ms in to_ms:
        base = ms // 1000 * sign + _FARTHEST_S
        total = 0.0
        for second, share in sources:
            at = base - second
            total += share * table[0 if at < 0 else last if at > last else at]
        result.append(total)
    return result


def _shares(logs: Sequence[float]) -> list[float]:
    highest = max(logs)
    return _normal([math.exp(value - highest) for value in logs])


def _product(one: Sequence[float], two: Sequence[float]) -> list[float]:
    # What is all but excluded keeps a trace: nothing may become nought everywhere.
    return _normal([a * b + 1e-30 for a, b in zip(one, two, strict=True)])


def _normal(values: Sequence[float]) -> list[float]:
    whole = sum(values)
    return [value / whole for value in values]
