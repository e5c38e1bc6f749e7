"""A transcript prepared for searching.

It is cut into *units* of a few seconds each, which begin at a sentence or a cue, since that is
where citations point. Each term knows the units it is said in. Pure, and safe in any thread.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from viewer.check.words import language_of, terms
from viewer.media.transcript import Transcript, TranscriptReading
from viewer.notes.language import guess_language

_Key = TypeVar("_Key")

# A unit is not shorter, unless a sentence is; nor longer, where there are words to cut at.
_SHORTEST_MS, _LONGEST_MS = 1_500, 8_000
# How rare a term is, is counted in stretches of this length.
_STRETCH_MS = 20_000


class Speech:
    """The units of a transcript and the terms said in them; made by `Speech.of`."""

    # Of each unit: when it begins, the characters [start, end) of `text`, and whether a sentence
    # begins with it.
    times_ms: list[int]
    starts: list[int]
    ends: list[int]
    begins_sentence: list[bool]
    text: str
    language: str
    # The unit of each word. Words are numbered.
    unit_of: list[int]
    # Of each term: which words it is, and the units it is said in, each once, in order.
    places: dict[str, list[int]]
    said_in: dict[str, list[int]]
    # Of two terms said one after the other: the units, as in `said_in`.
    pairs: dict[tuple[str, str], list[int]]
    # Of each term: how much it tells apart; near 0 where it is said throughout.
    rarity: dict[str, float]

    @staticmethod
    @lru_cache(maxsize=4)
    def of(transcript: Transcript) -> Speech:
        """Prepare a transcript; the last few are cached."""
        return Speech(transcript)

    def __init__(self, transcript: Transcript) -> None:
        self.text = transcript.text
        # Captions beside a video often do not say their language.
        self.language = language_of(transcript.language or guess_language(transcript.text))
        said = self._cut(transcript)
        self.places, self.said_in, self.pairs = {}, {}, {}
        for word, term in enumerate(said):
            self.places.setdefault(term, []).append(word)
            _note(self.said_in, term, self.unit_of[word])
        for word, pair in enumerate(pairwise(said)):
            _note(self.pairs, pair, self.unit_of[word])
        stretch = [ms // _STRETCH_MS for ms in self.times_ms]
        count = len(set(stretch)) + 1
        self.rarity = {
            term: math.log(count / (len({stretch[unit] for unit in units}) + 0.5))
            for term, units in self.said_in.items()
        }

    def __len__(self) -> int:
        return len(self.times_ms)

    def between(self, start_ms: int, end_ms: int) -> range:
        """Return the units that begin in [start_ms, end_ms)."""
        return range(bisect_left(self.times_ms, start_ms), bisect_left(self.times_ms, end_ms))

    def unit_at(self, ms: int) -> int:
        """Return the unit said at `ms`, or the last before it; else the first."""
        return max(0, bisect_right(self.times_ms, ms) - 1)

    def firsts(self, length_ms: int) -> list[int]:
        """Return for each unit the first one that begins less than `length_ms` before it."""
        result: list[int] = []
        times, first = self.times_ms, 0
        for ms in times:
            while times[first] <= ms - length_ms:
                first += 1
            result.append(first)
        return result

    def _cut(self, transcript: Transcript) -> list[str]:
        """Cut the transcript into units; return its terms in order."""
        found = terms(self.text, self.language)
        times = _times(transcript, [term.start for term in found])
        sentences = [sentence.start for sentence in transcript.sentences()]
        cues = [cue.start for cue in transcript.passages(TranscriptReading.CUES)]
        self.times_ms, self.starts, self.ends = [], [], []
        self.begins_sentence, self.unit_of = [], []
        sentence = cue = 0
        for (_, start, end), ms in zip(found, times, strict=True):
            # What began since the word before begins with this one.
            before, sentence = sentence, _passed(sentences, sentence, start)
            at_sentence = sentence > before
            before, cue = cue, _passed(cues, cue, start)
            since = ms - self.times_ms[-1] if self.times_ms else _LONGEST_MS
            if (
                since >= _LONGEST_MS
                or (at_sentence and since > 0)
                or (cue > before and since >= _SHORTEST_MS)
            ):
                self.times_ms.append(ms)
                self.starts.append(start)
                self.ends.append(end)
                self.begins_sentence.append(at_sentence)
            self.unit_of.append(len(self.times_ms) - 1)
            self.ends[-1] = end
        return [term for term, _, _ in found]


def _note(units: dict[_Key, list[int]], key: _Key, unit: int) -> None:
    known = units.setdefault(key, [])
    if not known or known[-1] != unit:
        known.append(unit)


def _passed(places: list[int], index: int, place: int) -> int:
    """Advance from `index` to the first of `places` that is after `place`."""
    while index < len(places) and places[index] <= place:
        index += 1
    return index


def _times(transcript: Transcript, places: list[int]) -> list[int]:
    """Return when the words at these characters are said; within a cue, interpolated evenly."""
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
