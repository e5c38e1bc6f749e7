"""Reduce rolling captions, where each cue repeats earlier lines, to what is new in each.

YouTube's WebVTT is like that, and files made from it. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from viewer.media.transcript import Cue, Word

# YouTube shows each finished line once more, plain, for 10 ms.
_ECHO_MS = 20
_ROLLING_SHARE = 0.3
_ROLLING_REACH_MS = 100


class CueLine(NamedTuple):
    """A line of a cue without markup, and its words that have a time: (ms, character)."""

    text: str
    words: tuple[Word, ...]


@dataclass(slots=True)
class Raw:
    """A cue as written: its lines may repeat those of the cue before."""

    start_ms: int
    end_ms: int
    lines: list[CueLine]

    def cue(self) -> Cue:
        """Return the cue, with the times of its words."""
        text = "\n".join(line.text for line in self.lines)
        words: list[Word] = []
        at = 0
        for line in self.lines:
            words += [Word(word.ms, word.start + at) for word in line.words]
            at += len(line.text) + 1
        if words and words[0].start > 0:
            words.insert(0, Word(self.start_ms, 0))
        times, places = [word.ms for word in words], [word.start for word in words]
        return Cue(self.start_ms, self.end_ms, text, tuple(times), tuple(places))


def is_rolling(raw: Sequence[Raw]) -> bool:
    """Return whether the cues of a file repeat each other: many of the adjacent ones do."""
    if len(raw) < 3:
        return False
    repeats = 0
    for before, cue in pairwise(raw):
        found = _repeated(before, cue)
        # All of it for longer than an echo is somebody who says it again.
        is_whole = found == (len(cue.lines), 0) and cue.end_ms - cue.start_ms > _ECHO_MS
        follows_on = cue.start_ms - before.end_ms <= _ROLLING_REACH_MS
        repeats += found is not None and follows_on and not is_whole
    return repeats >= max(2, _ROLLING_SHARE * (len(raw) - 1))


def _repeated(before: Raw, cue: Raw) -> tuple[int, int] | None:
    """Return how much of `cue` was in the one before: (whole lines, characters of the next)."""
    old = [line.text for line in before.lines]
    new = [line.text for line in cue.lines]
    for count in range(min(len(old), len(new)), 0, -1):
        if old[-count:-1] != new[: count - 1]:
            continue
        last, grown = old[-1], new[count - 1]
        if grown == last:
            return count, 0
        if grown.startswith(last + " "):
            return count - 1, len(last) + 1
    return None


def unrolled(raw: Sequence[Raw]) -> Iterator[Raw]:
    """Yield only what is new in each cue."""
    before: Raw | None = None
    for cue in raw:
        found = _repeated(before, cue) if before is not None else None
        before = cue
        if found is None:
            yield cue
            continue
        lines, characters = found
        if lines == len(cue.lines) and cue.end_ms - cue.start_ms > _ECHO_MS:
            lines -= 1  # the same words were said again
        rest = cue.lines[lines:]
        if rest and characters:
            first = rest[0]
            words = tuple(
                Word(w.ms, w.start - characters) for w in first.words if w.start >= characters
            )
            rest = [CueLine(first.text[characters:], words), *rest[1:]]
        if rest:
            yield Raw(cue.start_ms, cue.end_ms, rest)
