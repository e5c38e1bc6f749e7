"""A share of what was counted, and how far it can be trusted."""

from __future__ import annotations

import random

_TIMES = 2_000


class Rate:
    """How many of so many, by video; printed with its 95 % interval.

    The interval is that of a bootstrap over videos: what one video's claims have in common is not
    counted as many witnesses.
    """

    def __init__(self) -> None:
        self._videos: dict[str, tuple[int, int]] = {}

    def add(self, video: str, is_so: bool) -> None:
        """Count one case of a video."""
        part, whole = self._videos.get(video, (0, 0))
        self._videos[video] = part + is_so, whole + 1

    @property
    def part(self) -> int:
        """How many are so."""
        return sum(part for part, _ in self._videos.values())

    @property
    def whole(self) -> int:
        """How many were counted."""
        return sum(whole for _, whole in self._videos.values())

    def interval(self) -> tuple[float, float]:
        """Give the limits between which 95 of 100 resamples lie, 0 to 1."""
        chance = random.Random(95)
        counts = list(self._videos.values())
        shares = []
        for _ in range(_TIMES):
            drawn = chance.choices(counts, k=len(counts))
            shares.append(sum(part for part, _ in drawn) / sum(whole for _, whole in drawn))
        shares.sort()
        return shares[_TIMES * 25 // 1000], shares[_TIMES * 975 // 1000 - 1]

    def __str__(self) -> str:
        if not self.whole:
            return "–"
        low, high = self.interval()
        return f"{share(self.part, self.whole)} ({100 * low:.1f}–{100 * high:.1f})"


def share(part: int, whole: int) -> str:
    """Say a share in percent."""
    return f"{100 * part / whole:.1f} %" if whole else "–"
