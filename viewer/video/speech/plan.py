"""Which stretch is listened to next. Pure; times in ms, stretches half-open.

Sound is cut into pieces of up to a minute, at the quietest place near their end, so that no word is
in two of them or in none. A piece that begins where one before it ended needs no look back; one
that begins in the middle of what is unheard is `is_open` at that side, and is moved outwards to a
quiet place first.
"""

from __future__ import annotations

from typing import NamedTuple

from viewer.video.transcripts.transcribed import Ranges, joined, missing

SHORTEST_MS = 40_000
LONGEST_MS = 57_000  # two windows of the models
FIRST_MS = 28_000  # where somebody waits for the first words: one window
OUTWARD_MS = 3_000
_NEAR_MS = 5_000  # so near its start an unheard stretch is heard from its start
_LEAD_MS = 2_000  # what was said just before the place that plays is of use, too


class ListenPiece(NamedTuple):
    """What to listen to next: from `start_ms`, up to `limit_ms` and not beyond."""

    start_ms: int
    limit_ms: int
    is_open_start: bool
    is_open_end: bool
    floor_ms: int  # how far an open start may go back
    ceiling_ms: int  # how far an open end may go on

    @property
    def longest_ms(self) -> int:
        """How much of it to take at once."""
        return FIRST_MS if self.is_open_start or self.start_ms == 0 else LONGEST_MS


def next_piece(
    wanted: Ranges, finished: Ranges, end_ms: int, near_ms: int | None = None
) -> ListenPiece | None:
    """Choose what of `wanted` to listen to next; None: all of it is finished.

    What is said at `near_ms` comes first, then what follows it, then the rest from the start.
    `end_ms` is where the sound ends, or later than any place in it.
    """
    left = missing(finished, joined((max(0, start), min(end, end_ms)) for start, end in wanted))
    if not left:
        return None
    start_ms, limit_ms = left[0]
    if near_ms is not None:
        behind = next((each for each in left if each[1] > near_ms), None)
        if behind is not None:
            start_ms, limit_ms = behind
            if near_ms - start_ms > _NEAR_MS:
                start_ms = near_ms - _LEAD_MS
    floor_ms = max((end for _, end in finished if end <= start_ms), default=0)
    ceiling_ms = min((start for start, _ in finished if start >= limit_ms), default=end_ms)
    return ListenPiece(
        start_ms,
        limit_ms,
        start_ms > floor_ms,
        limit_ms < ceiling_ms,
        max(floor_ms, start_ms - OUTWARD_MS),
        min(ceiling_ms, limit_ms + OUTWARD_MS),
    )
