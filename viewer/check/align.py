"""Find where a transcript says what a note claims: statements × transcript → likely moments.

Each statement is compared with every few seconds of the transcript, in stretches of several lengths
that begin at a unit: which of its terms are said there, weighted by how rare they are in this
transcript, which are adjacent as in the claim, and whether the stretch begins a sentence. The
weights in `FEATURES` combine these into one score. The scores are combined with the order of the
statements around it (`order.py`) into a probability for each moment. Pure, and safe in any thread.
"""

from __future__ import annotations

import heapq
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from viewer.check.order import Relation, spread, weigh
from viewer.check.speech import Speech
from viewer.check.words import Term, telling, terms
from viewer.media.transcript import Transcript
from viewer.notes.model import BlockKind, Claim, Side
from viewer.notes.note import Note

# Two times are one moment up to here.
NEAR_MS = 15_000
_EXACT_MS, _CLOSE_MS = 1_500, 5_000
# So many places are weighed for each statement; fewer where there are very many to compare.
_PLACES, _FEW_PLACES = 80, 12
_MANY = 1_000_000
# What is compared, and what one more of it adds to the score (log): fitted on one half of the pairs
# of notes and captions, by a program in the history: `git log -- tests/measure/fit.py`. The number
# behind a name is the length of the stretch in seconds; 1 is the unit alone. Terms of what is
# asserted and of the rest of the claim are counted apart.
_COVERS = {
    "asserted 1": 0.1334,
    "asserted 12": 0.0508,
    "asserted 60": 0.1419,
    "rest 12": 0.1536,
    "rest 60": -0.0716,
    "near 12": 0.0617,
    "beside 1": 0.0445,
    "beside 12": 0.0483,
}
FEATURES = _COVERS | {  # made of covers
    "share 12": 1.2902,
    "log share 6": 1.5422,
    "log share 12": 0.2138,
    "log share 25": 0.4717,
    "sentence": 1.2286,
}
# What makes a moment's share a measured chance (log odds): of its share's log odds, of the share of
# the claim's words said there, of the mean share of the note's best moments; and what is added.
_CHANCE = 0.75, 0.91, 1.19, -2.18
_LENGTHS_S = (1, 6, 12, 25, 60)
# A term that is rarer than this says something.
_RAREST_COMMON = 0.3
# Two terms are near with so many words between them.
_APART = 4
# A word of a claim that is said nowhere may have been misheard: then one so like it counts.
_LIKE, _LIKE_LETTERS, _LIKE_WORTH = 84, 5, 0.7
# Places are first chosen by these weights, and compared in full then.
_CHOOSING = {"asserted": {6: 1.0, 12: 1.5, 25: 0.8, 60: 0.3}, "rest": {12: 0.5, 25: 0.3, 60: 0.1}}


class Match(NamedTuple):
    """The units where a statement may be said, in order, and what each has in common with it."""

    units: list[int]
    rows: list[list[float]]
    # Of each unit: the share of what the claim says, by weight, that is said in 25 seconds there.
    shares: list[float]


_NOTHING = Match([], [], [])


class Matcher:
    """Compares statements with one transcript, caching what the next one can use."""

    def __init__(self, speech: Speech, most: int) -> None:
        # `most`: how many units are chosen.
        self._speech, self._most = speech, most
        self._long_terms = [term for term in speech.said_in if len(term) >= _LIKE_LETTERS]
        self._likes: dict[str, str | None] = {}
        self._firsts = {length: speech.firsts(length * 1000) for length in _LENGTHS_S}

    def match(self, text: str, asserted: str, also: Iterable[int] = ()) -> Match:
        """Match a claim; its last sentence is what it asserts, and `also` are additional units."""
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
            row = [covers[name][unit] for name in _COVERS]
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
        """Return where each term in a part of a claim is said, and its weight."""
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
        """Return the spoken term most similar to one that is not spoken, or None."""
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
        """Return the total weight said in the stretch that begins at each unit, each term once."""
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
        """Return where terms that are adjacent in the claim are said near each other."""
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
        """Return where two words of the claim are said one after the other, whatever they are."""
        speech = self._speech
        items = []
        for pair in set(pairwise(said)):
            units = speech.pairs.get(pair)
            if units is not None:
                weight = math.log((len(speech) + 1) / len(units))
                if weight > 1:
                    items.append((units, weight))
        return items


class Statement(NamedTuple):
    """What one citation is meant to support."""

    # The claim, and of it the last sentence: what is asserted.
    text: str
    asserted: str
    # How its citation relates to the one before it in the note.
    relation: Relation = Relation.SAME
    # The times that it may name, each with how much that speaks for it (log).
    written: tuple[tuple[int, float], ...] = ()


class Likely(NamedTuple):
    """A moment, and the probability that the statement is said within NEAR_MS of it."""

    ms: int
    chance: float


class StatementPlace:
    """Where one statement may be said: moments and their probabilities."""

    __slots__ = ("_sums", "clarity", "shares", "strengths", "times_ms")

    def __init__(
        self, times_ms: Sequence[int], shares: Sequence[float], strengths: Sequence[float]
    ) -> None:
        # In order: the moments, how likely each is, and the share of the claim's words said there.
        self.times_ms, self.shares, self.strengths = times_ms, shares, strengths
        self._sums = list(accumulate(shares, initial=0.0))
        # How likely the best moments of all the note's statements are in the mean.
        self.clarity = 0.0

    def share_near(self, ms: int, within_ms: int = NEAR_MS) -> float:
        """Return the total probability of the moments within `within_ms` of a time."""
        start = bisect_left(self.times_ms, ms - within_ms)
        end = bisect_left(self.times_ms, ms + within_ms + 1)
        return self._sums[end] - self._sums[start]

    def strength_near(self, ms: int, within_ms: int = NEAR_MS) -> float:
        """Return the largest part of the claim's words said near a time, 0 to 1."""
        start = bisect_left(self.times_ms, ms - within_ms)
        end = bisect_left(self.times_ms, ms + within_ms + 1)
        return max(self.strengths[start:end], default=0.0)

    def chance_near(self, ms: int) -> float:
        """Return the measured chance that the statement is said within NEAR_MS of a time.

        The probabilities from words and order are too confident if few of the claim's words are
        said, and in notes that are hard to place.
        """
        by_share, by_strength, by_clarity, at_nought = _CHANCE
        share = self.share_near(ms)
        odds = math.log((share + 0.002) / max(1.002 - share, 0.002))
        log = (
            by_share * odds
            + by_strength * self.strength_near(ms, 5_000)
            + by_clarity * self.clarity
            + at_nought
        )
        return 1 / (1 + math.exp(-log))

    def best(self, most: int = 3) -> tuple[Likely, ...]:
        """Return the likeliest moments, best first, each more than NEAR_MS from those before."""
        left = self
        result: list[Likely] = []
        while left.times_ms and len(result) < most:
            ms = max(left.times_ms, key=left._worth)
            result.append(Likely(ms, self.chance_near(ms)))
            kept = [at for at, other in enumerate(left.times_ms) if abs(other - ms) > NEAR_MS]
            left = StatementPlace(
                [left.times_ms[at] for at in kept], [left.shares[at] for at in kept], []
            )
        return tuple(result)

    def _worth(self, ms: int) -> float:
        """Return how well a time can be gone to: likely itself, and with likely ones around it."""
        return (
            self.share_near(ms)
            + 0.5 * self.share_near(ms, _CLOSE_MS)
            + 0.1 * self.share_near(ms, 0)
        )


def _matches(statements: Sequence[Statement], speech: Speech) -> list[Match]:
    """Compare each statement with the transcript."""
    many = len(statements) * len(speech) > _MANY
    matcher = Matcher(speech, _FEW_PLACES if many else _PLACES)
    known: dict[tuple[str, str, tuple[tuple[int, float], ...]], Match] = {}
    result = []
    for text, asserted, _, written in statements:
        key = text, asserted, written
        match = known.get(key)
        if match is None:
            also = [u for ms, _ in written for u in speech.between(ms - NEAR_MS, ms + NEAR_MS + 1)]
            match = known[key] = matcher.match(text, asserted, also)
        result.append(match)
    return result


def align(
    statements: Sequence[Statement], transcript: Transcript
) -> tuple[StatementPlace | None, ...]:
    """Find where each statement is said; they are given in the order of the note.

    None for a statement that shares no word with the transcript; its written times still help to
    place its neighbours.
    """
    speech = Speech.of(transcript)
    if not statements or not len(speech):
        return (None,) * len(statements)
    found = _matches(statements, speech)
    at = [index for index, match in enumerate(found) if match.units or statements[index].written]
    times, logs = [], []
    for index in at:
        match, written = found[index], statements[index].written
        if match.units:
            times.append([speech.times_ms[unit] for unit in match.units])
            weights = FEATURES.values()
            scores = [sum(w * x for w, x in zip(weights, row, strict=True)) for row in match.rows]
            logs.append(_with_written(written, times[-1], scores))
        else:
            times.append([ms for ms, _ in written])
            logs.append([worth for _, worth in written])
    shares = weigh(
        times,
        logs,
        [statements[index].relation for index in at],
        spread(speech.times_ms[-1], len(statements)),
    )
    places = {
        index: StatementPlace(ms, row, found[index].shares)
        for index, ms, row in zip(at, times, shares, strict=True)
        if found[index].units
    }
    likely = [place.share_near(place.best(1)[0].ms) for place in places.values()]
    for place in places.values():
        place.clarity = sum(likely) / len(likely)
    return tuple(map(places.get, range(len(found))))


def _with_written(
    written: tuple[tuple[int, float], ...], times_ms: list[int], logs: list[float]
) -> list[float]:
    """Add the weight of the written times: most at the exact moment, less near it."""
    for written_ms, worth in written:
        logs = [
            log + (worth if abs(ms - written_ms) <= _EXACT_MS else worth / 2)
            if abs(ms - written_ms) <= NEAR_MS
            else log
            for log, ms in zip(logs, times_ms, strict=True)
        ]
    return logs


# What ends a sentence, and the space behind it.
_SENTENCE = re.compile(r"(?<=[.!?…])[)\"'”’»]*\s+|(?<=[。！？｡])[」』”’）]*")


def asserted_in(text: str, side: Side = Side.BEFORE) -> str:
    """Return what a claim asserts: its last sentence, or its first if its text comes after."""
    parts = _SENTENCE.split(text)
    return next((part for part in (reversed(parts) if side is Side.BEFORE else parts) if part), "")


def statements(note: Note) -> list[Statement]:
    """Return the statement of each citation of a note, in order."""
    result = [Statement("", "")] * len(note.citations)
    claims = [claim for claim in note.claims if not claim.stands_for_child]
    headings = [block.span.start for block in note.blocks if block.kind is BlockKind.HEADING]
    before: Claim | None = None
    for claim, text in zip(claims, note.plain.each([c.span for c in claims]), strict=True):
        relation = Relation.SAME
        if before is not None and before.block != claim.block:
            sections = {bisect_right(headings, one.span.start) for one in (before, claim)}
            relation = Relation.SECTION if len(sections) > 1 else Relation.BLOCK
        asserted = asserted_in(text, claim.side)
        for index in claim.citations:
            if note.citations[index].ends_range or note.citations[index].video is not None:
                # Nothing is claimed to be said where a range ends, nor of another video here.
                result[index] = Statement("", "", Relation.RUN)
            else:
                result[index] = Statement(text, asserted, relation)
            relation = Relation.RUN
        before = claim
    return result
