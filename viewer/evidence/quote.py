"""The sentences of a transcript round a moment, with the words marked that a claim says too."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from viewer.evidence.finding import Evidence
from viewer.evidence.speech import Speech
from viewer.evidence.words import terms
from viewer.video.transcripts.transcript import Transcript

# A sentence that began up to so long before is quoted from its start; and so much is quoted.
_BEFORE_MS, _AFTER_MS = 6_000, 12_000
_CHARS = 400
# Words rarer than this are marked.
_RARE = 0.5


def quote(text: str, transcript: Transcript, ms: int) -> Evidence | None:
    """Quote what is said at a time, for the claim `text`; None where nothing is said there."""
    speech = Speech.of(transcript)
    units = speech.between(ms - 2_000, ms + _AFTER_MS)
    meant_ms = transcript.meant_ms(ms)
    if meant_ms != ms:
        # A cue begins within the second that is cited: nothing before it is meant.
        units = range(speech.unit_at(meant_ms), units.stop)
    if not units:
        return None
    # A sentence goes on over several units: begin and end where one does, if that is near.
    first, last = units[0], units[-1]
    while (
        first > 0
        and not speech.begins_sentence[first]
        and ms - speech.times_ms[first - 1] <= _BEFORE_MS
    ):
        first -= 1
    while (
        last + 1 < len(speech)
        and not speech.begins_sentence[last + 1]
        and speech.ends[last] - speech.starts[first] < _CHARS // 2
    ):
        last += 1
    start, end = speech.starts[first], speech.ends[last]
    # The marks that end a sentence are no words.
    while end < len(speech.text) and not speech.text[end].isspace():
        end += 1
    if end - start > _CHARS:
        end = max(speech.text.rfind(" ", start, start + _CHARS), start + 1)
    quoted = speech.text[start:end]
    wanted = _terms_of(text, speech.language)
    matches = tuple(
        (one.start, one.end)
        for one in terms(quoted, speech.language)
        if one.term in wanted and speech.rarity.get(one.term, 0.0) > _RARE
    )
    ending = bisect_right(speech.starts, end - 1)
    after_ms = speech.times_ms[ending] if ending < len(speech) else transcript.cues[-1].end_ms
    start_ms = speech.times_ms[first]
    return Evidence(start_ms, max(after_ms, start_ms), quoted, matches)


@lru_cache(maxsize=256)
def _terms_of(text: str, language: str) -> frozenset[str]:
    return frozenset(one.term for one in terms(text, language))
