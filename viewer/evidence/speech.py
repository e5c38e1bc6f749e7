"""A transcript, made ready to be asked where it speaks of something.

What is said is cut into *units*: a few seconds each, beginning where a sentence or a cue begins,
for that is where citations point. Each term knows the units it is said in. Pure, and safe in any
thread.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import lru_cache

from viewer.evidence.words import language_of, terms
from viewer.video.transcript import Transcript

# A unit is not shorter, unless a sentence is; nor longer, where there are words to cut at.
_SHORTEST_MS, _LONGEST_MS = 1_500, 8_000
# How rare a term is, is counted in stretches of this length.
_STRETCH_MS = 20_000


class Speech:
    """The units of a transcript and the terms said in them; made by `Speech.of`."""

    __slots__ = (
        "ends",
        "language",
        "rarity",
        "said_in",
        "starts",
        "text",
        "times_ms",
        "unit_terms",
    )

    # Of each unit: when it begins, and the characters [start, end) of `text`.
    times_ms: list[int]
    starts: list[int]
    ends: list[int]
    text: str
    language: str
    # Of each unit: its terms in order.
    unit_terms: list[list[str]]
    # Of each term: the units it is said in, each once, in order.
    said_in: dict[str, list[int]]
    # Of each term: how much it tells apart, 0 where it is said throughout.
    rarity: dict[str, float]

    @staticmethod
    @lru_cache(maxsize=4)
    def of(transcript: Transcript) -> Speech:
        """Make a transcript ready; the last few are kept."""
        return Speech(transcript)

    def __init__(self, transcript: Transcript) -> None:
        self.text = transcript.text
        self.language = language_of(transcript.language)
        found = terms(self.text, self.language)
        places = [term.start for term in found]
        times = _times(transcript, places)
        sentences = {sentence.start for sentence in transcript.sentences()}
        begins = sentences | {passage.start for passage in transcript.cue_passages()}
        self.times_ms, self.starts, self.ends, self.unit_terms = [], [], [], []
        before = -1
        for (term, start, end), ms in zip(found, times, strict=True):
            # What begins between the word before and the end of this one begins with this one.
            at_sentence = any(place in sentences for place in range(before, start + 1))
            at_cue = at_sentence or any(place in begins for place in range(before, start + 1))
            since = ms - self.times_ms[-1] if self.times_ms else _LONGEST_MS
            if (
                (at_sentence and since > 0)
                or (at_cue and since >= _SHORTEST_MS)
                or since >= _LONGEST_MS
                or not self.times_ms
            ):
                self.times_ms.append(ms)
                self.starts.append(start)
                self.ends.append(end)
                self.unit_terms.append([])
            self.unit_terms[-1].append(term)
            self.ends[-1] = end
            before = end
        self.said_in = {}
        for unit, said in enumerate(self.unit_terms):
            for term in dict.fromkeys(said):
                self.said_in.setdefault(term, []).append(unit)
        stretches = max(1, len({ms // _STRETCH_MS for ms in self.times_ms}))
        self.rarity = {
            term: math.log((stretches + 1) / (_stretches(self.times_ms, units) + 0.5))
            for term, units in self.said_in.items()
        }

    def __len__(self) -> int:
        return len(self.times_ms)

    @property
    def end_ms(self) -> int:
        """When the last unit begins."""
        return self.times_ms[-1] if self.times_ms else 0

    def between(self, start_ms: int, end_ms: int) -> range:
        """Give the units that begin in [start_ms, end_ms)."""
        return range(bisect_left(self.times_ms, start_ms), bisect_left(self.times_ms, end_ms))

    def unit_at(self, ms: int) -> int:
        """Give the unit said at `ms`, or the last before it; the first where none is."""
        return max(0, bisect_right(self.times_ms, ms) - 1)


def _stretches(times_ms: list[int], units: list[int]) -> int:
    return len({times_ms[unit] // _STRETCH_MS for unit in units})


def _times(transcript: Transcript, places: list[int]) -> list[int]:
    """Say when the words at these characters are said; inside a group they are spoken evenly."""
    groups = transcript.groups
    result: list[int] = []
    index = latest = 0
    for place in places:
        while index + 1 < len(groups) and groups[index + 1].start <= place:
            index += 1
        ms, end_ms, start, end = groups[index]
        ms += (end_ms - ms) * max(0, place - start) // max(1, end - start)
        # Cues may overlap; what is read later is not said before.
        latest = max(latest, ms)
        result.append(latest)
    return result
