"""What pages of before were like: it stays as it is, for those pages do. Pure.

How those of version 1 quoted what is said; and what of a page does not depend on how its note is
read, where it is read otherwise today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from viewer.evidence.finding import Evidence
from viewer.evidence.speech import Speech
from viewer.evidence.words import terms
from viewer.export.page_words import PageWords
from viewer.video.transcripts.transcript import Transcript

WORDS = PageWords(
    "",
    {
        "about": "About {0}",
        "about_long": "About {0}, {1}",
        "note": "Note",
        "moments": "Moments",
        "site": "{0} on the site",
        "frame": "Frame at {0}",
        "clip": "Clip from {0}",
        "mark": "Mark: {0}",
        "point": "point, {0}",
        "area": "{0}, {1} by {2} percent",
        "upper left": "upper left",
        "upper centre": "upper centre",
        "upper right": "upper right",
        "middle left": "middle left",
        "centre": "centre",
        "middle right": "middle right",
        "lower left": "lower left",
        "lower centre": "lower centre",
        "lower right": "lower right",
        "done": "done",
        "to_do": "to do",
        "hashes": "Hashes (SHA-256)",
        "what": "What",
        "note_hash": "Note {0}",
        "video_hash": "Video {0}",
        "clip_hash": "Clip at {0}",
        "made": "Made by Cuenote. {0} with this page holds it against the note and the video. What "
        "may be shown of a video is subject to the terms of its site.",
    },
)
"""Of the versions before `html_page.WORDS_VERSION`."""

_ARTICLE = '<article aria-label="Note">\n', "</article>\n<section"
# What tells where claims stand in the note.
_ANNOTATIONS = re.compile(r'(<script type="application/ld\+json">)[^<]*(?=</script>)')
# Milliseconds behind a comma are of the time today, and were words.
_CHIP = re.compile(r'(<(a|span) class="time(?: lost)?"[^<>]*>[^<>]*</\2>)(?:,\d{3})?')
_VALUE = re.compile(r'^ *"value": "[^\n]*"(?=,?$)', re.MULTILINE)
_MILLISECONDS = re.compile(r"\A,\d{3}")
_TAG = re.compile(r"<[^<>]*>")
_TAG_OR_SIGNS = re.compile(r"(<[^<>]*>)|&#?\w{1,32};|[^\w<&]+|[_<&]")
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


def uncited(page: str) -> tuple[str, str]:
    """Return the note in a page without what is cited, and signs; and the rest of the page."""
    head, _, rest = page.partition(_ARTICLE[0])
    note, _, rest = rest.rpartition(_ARTICLE[1])
    note = _TAG_OR_SIGNS.sub(lambda one: one[1] or "", _CHIP.sub("", note))
    return note, _ANNOTATIONS.sub(r"\1", head + _ARTICLE[0] + rest)


def told_in(page: str) -> set[str]:
    """Return what is cited in a page, as it is written there, and the values in its data."""
    return {one[1] for one in _CHIP.finditer(page)} | set(_VALUE.findall(page))


def are_words_of(page: str, claims: Iterable[str]) -> bool:
    """Return whether claims stand in the note in a page, word for word."""
    words = _TAG.sub("", uncited(page)[0])
    return all(_alone(_MILLISECONDS.sub("", claim)) in words for claim in claims)


def _alone(text: str) -> str:
    return "".join(filter(str.isalnum, text))
