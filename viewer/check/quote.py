"""Quote what is said around a moment, and mark the words of a claim in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache

from viewer.base.scripts import UNPARTED
from viewer.check.finding import Evidence, Why
from viewer.check.speech import Speech
from viewer.check.words import telling, terms
from viewer.media.transcript import Transcript

# What is over for so long counts as being said still; without an end, so much after is quoted.
_JUST_MS, _AFTER_MS = 2_000, 12_000
# So much is quoted, and of a sentence so much up to the time: what is said then comes first.
_CHARS, _CHARS_BEFORE = 400, 200
# Words rarer than this are marked.
_RARE = 0.5
# What is said in this window round a moment counts as said there: see `match.Match.shares`.
_FROM_MS, _UNTIL_MS = -5_000, 25_000
_NAMED = 3  # words that are quoted
# A word of the claim counts where it tells more than those that every claim is made with.
_TELLS = 0.7
# A word; a letter where words are not parted.
_WORD = re.compile(rf"(?={UNPARTED.pattern})\w|(?:(?!{UNPARTED.pattern})\w)+")
_FEWEST_SAID = 2  # a single word, or pair of letters, may be said at any time by chance


def quote(text: str, transcript: Transcript, ms: int, end_ms: int | None = None) -> Evidence | None:
    """Quote what is said at a time, or up to `end_ms`, for the claim `text`; None if nothing is."""
    speech = Speech.of(transcript)
    if not len(speech):
        return None
    first = speech.unit_at(transcript.meant_ms(ms))
    # Cues may overlap: what is said later than its cue is shown is not over before it began.
    said_ms = max(speech.times_ms[first], transcript.group_at(speech.ends[first] - 1).end_ms)
    if said_ms <= ms - _JUST_MS:
        first += 1
    until_ms = ms + _AFTER_MS if end_ms is None else end_ms
    last = bisect_left(speech.times_ms, until_ms) - 1
    if last < first:
        return None
    # A sentence goes on over several units: begin and end where one does, if that is near.
    begin, so_far = first, speech.ends[first] - _CHARS_BEFORE
    while begin > 0 and not speech.begins_sentence[begin] and speech.starts[begin] >= so_far:
        begin -= 1
    if speech.starts[begin] >= so_far:
        first = begin
    while (
        end_ms is None
        and last + 1 < len(speech)
        and not speech.begins_sentence[last + 1]
        and speech.ends[last] - speech.starts[first] < _CHARS // 2
    ):
        last += 1
    start, end = speech.starts[first], speech.ends[last]
    # The marks that end a sentence are no words.
    while end < len(speech.text) and not speech.text[end].isspace():
        end += 1
    if end - start > _CHARS:
        space = speech.text.rfind(" ", start + _CHARS_BEFORE, start + _CHARS)
        end = space if space >= 0 else start + _CHARS  # not every language has spaces
    quoted = speech.text[start:end]
    wanted = _terms_of(text, speech.language)
    matches = _joined(
        (one.start, one.end)
        for one in terms(quoted, speech.language)
        if one.term in wanted and speech.rarity.get(one.term, 0.0) > _RARE
    )
    ending = bisect_right(speech.starts, end - 1)
    after_ms = speech.times_ms[ending] if ending < len(speech) else transcript.cues[-1].end_ms
    start_ms = speech.times_ms[first]
    return Evidence(start_ms, max(after_ms, start_ms), quoted, tuple(matches))


def is_said(text: str, transcript: Transcript, ms: int, *, fewest: int = _FEWEST_SAID) -> bool:
    """Return whether a text is, word for word, what is said from the second of `ms` on.

    So it is if the transcript was inserted into a note. A text of less than `fewest` words may
    match by chance.
    """
    before, last = transcript.group_said_at(ms - 1), transcript.group_said_at(ms + 999)
    start = 0 if before is None else before.end
    words = _WORD.findall(text.casefold())
    if last is None or last.end <= start or not words or len(terms(text)) < fewest:
        return False
    # It may begin with any word there, and have other marks between its words than are said.
    first = len(_WORD.findall(transcript.text[start : last.end]))
    said = _WORD.findall(transcript.text[start : last.end + 2 * len(text)].casefold())
    return any(said[at : at + len(words)] == words for at in range(first))


@lru_cache(maxsize=256)
def _terms_of(text: str, language: str) -> frozenset[str]:
    return frozenset(one.term for one in terms(text, language))


def said_there(text: str, transcript: Transcript, ms: int) -> Why:
    """Return which of a claim's words are said at a moment, and whether nowhere else."""
    speech = Speech.of(transcript)
    there = speech.between(ms + _FROM_MS, ms + _UNTIL_MS)
    at: dict[str, tuple[int, int]] = {}  # where the claim writes each of its telling words
    for term, start, end in terms(text, speech.language):
        if telling(term, speech.language) > _TELLS:
            at.setdefault(term, (start, end))
    said = [term for term in at if any(unit in there for unit in speech.said_in.get(term, ()))]
    only = [term for term in said if all(unit in there for unit in speech.said_in[term])]
    named = [at[term] for term in only or said if text[at[term][0]].isalnum()]
    named.sort(key=lambda place: place[0] - place[1])
    words = tuple(text[start:end] for start, end in _joined(named[:_NAMED]))
    return Why(words, bool(only), len(said), len(at))


def _joined(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join places that overlap, as pairs of characters do in scripts without spaces."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if result and start < result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return result
