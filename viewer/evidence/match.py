"""How much a statement has in common with each place of a transcript.

A statement is compared with stretches of several lengths that begin at a unit: which of its terms
are said there, weighed by how rare they are in this transcript, which stand side by side as in the
claim, and whether the stretch begins a sentence. The weights in `fitted.py` make one score of it.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from viewer.evidence import fitted
from viewer.evidence.speech import Speech
from viewer.evidence.telling import telling
from viewer.evidence.words import Term, terms

# What is compared. The number behind a name is the length of the stretch in seconds; 1 is the unit
# alone. Terms of what is asserted and of the rest of the claim are counted apart.
FEATURES = (
    *("asserted 1", "asserted 12", "asserted 60", "rest 12", "rest 60"),
    *("near 12", "beside 1", "beside 12"),
    *("share 12", "log share 6", "log share 12", "log share 25", "sentence"),
)
_COVERS = 8  # so many of them are read from covers; the others are made of those
_LENGTHS_S = (1, 6, 12, 25, 60)
# A term that is rarer than this says something.
_RAREST_COMMON = 0.3
# Two terms are near with so many words between them.
_APART = 4
# A word of a claim that is said nowhere may have been misheard: then one so like it counts.
_LIKE, _LIKE_LETTERS, _LIKE_WORTH = 84, 5, 0.7
# Places are first chosen by these weights, and compared in full then.
_CHOOSING = {
    "asserted": {6: 1.0, 12: 1.5, 25: 0.8, 60: 0.3},
    "rest": {12: 0.5, 25: 0.3, 60: 0.1},
}


class Match(NamedTuple):
    """The units where a statement may be said, in order, and what it has in common with each."""

    units: list[int]
    rows: list[list[float]]
    # Of each unit: the share of what the claim says, by weight, that is said in 25 seconds there.
    shares: list[float]


_NOTHING = Match([], [], [])


class Matcher:
    """Compares statements with one transcript; it keeps what can be used for the next one."""

    def __init__(self, speech: Speech, most: int) -> None:
        # `most`: how many units are chosen.
        self._speech, self._most = speech, most
        self._long_terms = [term for term in speech.said_in if len(term) >= _LIKE_LETTERS]
        self._likes: dict[str, str | None] = {}
        self._firsts = {length: speech.firsts(length * 1000) for length in _LENGTHS_S}

    def match(self, text: str, asserted: str, also: Iterable[int] = ()) -> Match:
        """Compare a claim, of which the last sentence is what is asserted; `also` are units."""
        speech = self._speech
        words = terms(text, speech.language)
        first = len(text) - len(asserted) if text.endswith(asserted) else 0
        said = {"asserted": self._said(words, first, 1), "rest": self._said(words, first, 0)}
        for term in said["asserted"].keys() & said["rest"].keys():
            del said["rest"][term]
        whole = sum(weight for part in said.values() for _, weight in part.values())
        if not whole:
            return _NOTHING
        covers = {
            f"{name} {length}": self._cover(part.values(), length)
            for name, part in said.items()
            for length in _LENGTHS_S
        }
        chosen = self._choose(covers, also)
        parts = [(covers[f"asserted {n}"], covers[f"rest {n}"]) for n in (6, 12, 25)]
        known = [one.term for one in words if one.term in speech.said_in]
        covers["near 12"] = self._cover(self._near(known), 12)
        beside = self._beside([one.term for one in words])
        covers |= {f"beside {length}": self._cover(beside, length) for length in (1, 12)}
        rows, shares = [], []
        for unit in chosen:
            row = [covers[name][unit] for name in FEATURES[:_COVERS]]
            said_12 = covers["asserted 12"][unit] + covers["rest 12"][unit]
            row.append(said_12 / whole)
            row += (
                math.log(0.02 + (asserted_n[unit] + 0.5 * rest_n[unit]) / whole)
                for asserted_n, rest_n in parts
            )
            row.append(float(speech.begins_sentence[unit]))
            rows.append(row)
            shares.append((covers["asserted 25"][unit] + covers["rest 25"][unit]) / whole)
        return Match(chosen, rows, shares)

    def _choose(self, covers: dict[str, list[float]], also: Iterable[int]) -> list[int]:
        count = len(self._speech)
        worths = [
            (covers[f"{name} {length}"], worth)
            for name, lengths in _CHOOSING.items()
            for length, worth in lengths.items()
        ]
        sums = [0.0] * count
        for cover, worth in worths:
            if any(cover):
                sums = [one + worth * two for one, two in zip(sums, cover, strict=True)]
        units = set(heapq.nlargest(self._most, range(count), key=sums.__getitem__))
        return sorted(units | set(also))

    def _said(
        self, words: Sequence[Term], first: int, asserted: int
    ) -> dict[str, tuple[list[int], float]]:
        """Return where each term in a part of a claim is said, and what that is worth."""
        speech = self._speech
        result: dict[str, tuple[list[int], float]] = {}
        for word in words:
            if (word.start >= first) is not bool(asserted) or word.term in result:
                continue
            term, worth = word.term, telling(word.term, speech.language)
            if term not in speech.said_in:
                alike = self._alike(term)
                if alike is None:
                    continue
                term, worth = alike, worth * _LIKE_WORTH
            rarity = speech.rarity[term]
            if rarity > _RAREST_COMMON:
                result[word.term] = (speech.said_in[term], rarity * worth)
        return result

    def _alike(self, term: str) -> str | None:
        """Find the term that is said and most like one that is not; None where none is like it."""
        if len(term) < _LIKE_LETTERS or not term.isalpha():
            return None
        if term not in self._likes:
            from rapidfuzz import fuzz, process  # here, as the stemmer in `words`

            found = process.extractOne(
                term, self._long_terms, scorer=fuzz.ratio, score_cutoff=_LIKE
            )
            self._likes[term] = found[0] if found is not None else None
        return self._likes[term]

    def _cover(self, items: Iterable[tuple[list[int], float]], length: int) -> list[float]:
        """Add up, for the stretch that begins at each unit, what is said in it; each term once."""
        firsts = self._firsts[length]
        steps = [0.0] * (len(self._speech) + 1)
        for units, weight in items:
            before = 0
            for unit in units:
                first = firsts[unit]
                steps[first if first > before else before] += weight
                before = unit + 1
                steps[before] -= weight
        steps.pop()
        return list(accumulate(steps))

    def _near(self, known: list[str]) -> list[tuple[list[int], float]]:
        """Find where terms that follow each other in the claim are said near each other."""
        speech = self._speech
        telling_ones = [term for term in known if speech.rarity[term] > _RAREST_COMMON]
        items = []
        for one, two in set(pairwise(telling_ones)):
            if one == two:
                continue
            weight = min(
                speech.rarity[term] * telling(term, speech.language) for term in (one, two)
            )
            places, index = speech.places[two], 0
            units = set()
            for place in speech.places[one]:
                while index < len(places) and places[index] < place - _APART:
                    index += 1
                at = index
                while at < len(places) and places[at] <= place + _APART + 1:
                    units.add(speech.unit_of[min(place, places[at])])
                    at += 1
            items.append((sorted(units), weight))
        return items

    def _beside(self, said: list[str]) -> list[tuple[list[int], float]]:
        """Find where two words of the claim are said one after the other, whatever they are."""
        speech = self._speech
        items = []
        for pair in set(pairwise(said)):
            units = speech.pairs.get(pair)
            if units is not None:
                weight = math.log((len(speech) + 1) / len(units))
                if weight > 1:
                    items.append((units, weight))
        return items


def scores(match: Match) -> list[float]:
    """Make one score of what a statement has in common with each unit (log, up to a constant)."""
    weights = fitted.MATCH
    return [sum(w * x for w, x in zip(weights, row, strict=True)) for row in match.rows]
