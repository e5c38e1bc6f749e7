"""What of a video must be heard to check its citations, and which of them it judges. Pure.

Times are ms, stretches half-open.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.notes.model import CitedTime
from viewer.video.transcripts.recognised import Ranges, joined

_ROUND_MS = 40_000  # to both sides of a citation
_KNOWN_MS = 20_000  # so much of that must have been heard to judge it


def rounds(times: Sequence[CitedTime], duration_ms: int | None) -> Ranges:
    """Give the stretches round where the times lead, or else round what they may mean."""
    end_ms = duration_ms if duration_ms is not None else 1 << 40
    found: list[tuple[int, int]] = []
    for time in times:
        meant = [time.ms] if time.ms is not None else [one.ms for one in time.candidates]
        found += [
            (max(0, ms - _ROUND_MS), min(end_ms, ms + _ROUND_MS)) for ms in meant if ms < end_ms
        ]
    return joined(found)


def is_heard(time: CitedTime, heard: Ranges, duration_ms: int | None) -> bool:
    """Say whether enough round a citation was heard for it to be judged by what is said."""
    if time.ms is None:
        return False
    start_ms, end_ms = max(0, time.ms - _KNOWN_MS), time.ms + _KNOWN_MS
    if duration_ms is not None:
        end_ms = max(start_ms, min(end_ms, duration_ms))
    return any(start <= start_ms and end_ms <= end for start, end in heard)
