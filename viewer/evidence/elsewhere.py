"""Where else is said what a claim says: sentences that share most of its telling words.

The index of what is said knows words as they are written, a claim may have others of the same stem:
so the words are looked for by what they and their stems begin with, and the sentences that come up
are weighed by the terms that they share with the claim, the rare ones more. The claim is cut into
terms by each language that transcripts are in, for it names none. No meaning is understood: the
same said in other words is not found. Reads the index; for a worker thread.
"""

from __future__ import annotations

import math
from itertools import takewhile

from viewer.evidence.telling import telling
from viewer.evidence.words import fold, language_of, terms
from viewer.notes.model import VideoRef
from viewer.vault.query import Query
from viewer.vault.said import Said, SaidFound, SaidGroup, SaidVideo, Sentence

# A sentence is like a claim that shares so many terms with it, and of their weight this part.
_LEAST_SHARED, _LEAST_SHARE = 2, 0.4
_LOOKED_AT = 400  # sentences, the best by the index's own rank
_SHORTEST_START = 3  # letters; what begins with fewer is looked for as it is
_PLAIN = 0.5  # terms that tell less are in every sentence


def find_like(
    said: Said, query: Query, without: VideoRef | None = None, *, videos: int = 20, hits: int = 5
) -> SaidFound:
    """Find where what `query.like` says is said, the likest video first.

    In no video but those that pass the filters of `query`, and not in the video `without`.
    """
    starts = {
        language: _starts(query.like, language)
        for language in sorted(set(map(language_of, said.languages())))
    }
    asked = dict.fromkeys(start for own in starts.values() for start in own.values())
    rows, counts = said.any_of(list(asked), query, _LOOKED_AT)
    every = max(said.count()[1], 1)
    weights = {
        language: {
            term: telling(term, language) * math.log(1 + every / (counts[start] + 0.5))
            for term, start in own.items()
        }
        for language, own in starts.items()
    }
    # What nobody ever says tells nothing of who says the rest.
    totals = {
        language: sum(weight for term, weight in own.items() if counts[starts[language][term]])
        for language, own in weights.items()
    }
    found: dict[str, list[tuple[float, Sentence]]] = {}
    about: dict[str, SaidVideo] = {}
    for video, sentence in rows:
        if without is not None and _is_same(video.ref, without):
            continue
        language = language_of(video.language)
        own = weights[language]
        shared = {term.term for term in terms(sentence.text, language)} & own.keys()
        share = sum(own[term] for term in shared) / (totals[language] or math.inf)
        if len(shared) >= min(_LEAST_SHARED, len(own)) and share >= _LEAST_SHARE:
            about[video.key] = video
            found.setdefault(video.key, []).append((share, sentence))
    for likest in found.values():
        likest.sort(key=lambda each: -each[0])
    best = sorted(found.items(), key=lambda each: -each[1][0][0])
    groups = tuple(
        SaidGroup(about[key], said.notes_about(about[key]), tuple(s for _, s in likest[:hits]))
        for key, likest in best[:videos]
    )
    return SaidFound(groups, False)


def _starts(text: str, language: str) -> dict[str, str]:
    """Return what the index is asked for by each telling term: a word, or its beginning."""
    found: dict[str, str] = {}
    for term, start, end in terms(text, language):
        written = fold(text[start:end])
        if telling(term, language) < _PLAIN or not written.isalnum():
            continue  # signs and formulas are written otherwise than they are said
        same = sum(
            1 for _ in takewhile(lambda two: two[0] == two[1], zip(term, written, strict=False))
        )
        begin = term[:same]
        is_word = len(begin) < _SHORTEST_START or begin.isdigit()
        found.setdefault(term, written if is_word else f"{begin}*")
    return found


def _is_same(one: VideoRef, other: VideoRef) -> bool:
    if one.video_id or other.video_id:
        return one.video_id == other.video_id
    return (one.url, one.path) == (other.url, other.path)
