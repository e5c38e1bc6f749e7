"""What other notes about the same video say, and the time they give for it.

A claim of this note is held against every claim of the others; where one says nearly the same, its
time is likely this one's. It is weaker evidence than what is said in the video: two notes may tell
the same thing from two places of it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from viewer.evidence import fitted
from viewer.evidence.telling import telling
from viewer.evidence.words import terms
from viewer.notes.model import CitedTime, TimeStatus


class OtherClaim(NamedTuple):
    """A claim of another note about the same video, with a time that holds there."""

    note: str
    text: str
    ms: int


class Echo(NamedTuple):
    """A claim of another note that says the same, and how likely its time is meant here too."""

    other: OtherClaim
    chance: float


# The last moment that one note cites may be a slip; it counts where another reaches so much of it.
_BORNE_OUT = 0.75


def last_surely_ms(times: Sequence[CitedTime]) -> int | None:
    """Get the last moment that a note cites, in ms, where all its times are surely as written."""
    if any(time.status is TimeStatus.SHIFTED or not time.is_sure for time in times):
        return None
    return max((time.ms for time in times if time.ms is not None), default=None)


def cited_end_ms(lasts: Iterable[int | None]) -> int | None:
    """Return what bounds another note about a video, given the last moments that notes surely cite.

    None where they tell too little; see `Note.beside`.
    """
    known = sorted((ms for ms in lasts if ms is not None), reverse=True)
    return known[0] if len(known) > 1 and known[1] >= _BORNE_OUT * known[0] else None


# Less alike than this says nothing.
_LEAST = 0.25
# Times so near are one moment.
_NEAR_MS = 15_000


def echoes(
    texts: Sequence[str], others: Sequence[OtherClaim], most: int = 3
) -> list[tuple[Echo, ...]]:
    """Find for each text the claims of other notes that say the same, likeliest first.

    Of several that cite one moment only the likeliest is given.
    """
    result = []
    for found in likenesses(texts, others, most + 1):
        rivals = [found[0 if at else 1][0] if len(found) > 1 else 0.0 for at in range(len(found))]
        result.append(
            tuple(
                Echo(other, chance(likeness, rival))
                for (likeness, other), rival in zip(found[:most], rivals, strict=False)
            )
        )
    return result


def likenesses(
    texts: Sequence[str], others: Sequence[OtherClaim], most: int
) -> list[list[tuple[float, OtherClaim]]]:
    """Return for each text how alike others are, 0 to 1, most alike first, one for each moment."""
    ours = [_bag(text) for text in texts]
    theirs = [_bag(other.text) for other in others]
    seen = Counter(term for bag in (*ours, *theirs) for term in bag)
    count = len(ours) + len(theirs)
    rarity = {term: math.log((count + 1) / n) * telling(term) for term, n in seen.items()}
    lengths = [_length(bag, rarity) for bag in theirs]
    said_by: dict[str, list[int]] = {}
    for index, bag in enumerate(theirs):
        for term in bag:
            said_by.setdefault(term, []).append(index)
    result = []
    for bag in ours:
        shared: dict[int, float] = {}
        for term in bag:
            worth = rarity[term] ** 2
            for index in said_by.get(term, ()):
                shared[index] = shared.get(index, 0.0) + worth
        own = _length(bag, rarity)
        alike = [
            (value / (own * lengths[index]), index)
            for index, value in shared.items()
            if own and lengths[index]
        ]
        moments: list[tuple[float, OtherClaim]] = []
        for likeness, index in sorted(alike, reverse=True):
            if likeness < _LEAST or len(moments) == most:
                break
            other = others[index]
            if all(abs(other.ms - one.ms) > _NEAR_MS for _, one in moments):
                moments.append((likeness, other))
        result.append(moments)
    return result


def chance(likeness: float, rival: float) -> float:
    """Return how likely a claim so alike cites the same moment; `rival` is alike at another one."""
    by_likeness, by_rival, at_nought = fitted.ECHO
    return 1 / (1 + math.exp(-(by_likeness * likeness + by_rival * rival + at_nought)))


def _bag(text: str) -> frozenset[str]:
    return frozenset(one.term for one in terms(text))


def _length(bag: frozenset[str], rarity: dict[str, float]) -> float:
    return math.sqrt(sum(rarity[term] ** 2 for term in bag))
