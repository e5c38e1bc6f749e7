"""How pages of version 1 quoted what is said. It stays as it is, for those pages do."""

from __future__ import annotations

from viewer.evidence.finding import Evidence
from viewer.evidence.speech import Speech
from viewer.evidence.words import terms
from viewer.video.transcripts.transcript import Transcript

_BEFORE_MS, _AFTER_MS, _CHARS, _RARE = 6_000, 12_000, 400, 0.5


def quote_of_version_1(text: str, transcript: Transcript, ms: int) -> Evidence | None:
    """Quote what is said at a time as `quote.quote` did; its times are left out."""
    speech = Speech.of(transcript)
    units = speech.between(ms - 2_000, ms + _AFTER_MS)
    meant_ms = transcript.meant_ms(ms)
    if meant_ms != ms:
        units = range(speech.unit_at(meant_ms), units.stop)
    if not units:
        return None
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
    while end < len(speech.text) and not speech.text[end].isspace():
        end += 1
    if end - start > _CHARS:
        end = max(speech.text.rfind(" ", start, start + _CHARS), start + 1)
    quoted = speech.text[start:end]
    wanted = {one.term for one in terms(text, speech.language)}
    matches = tuple(
        (one.start, one.end)
        for one in terms(quoted, speech.language)
        if one.term in wanted and speech.rarity.get(one.term, 0.0) > _RARE
    )
    return Evidence(ms, ms, quoted, matches)
