"""Are these the captions that a note's claims can be checked against at all?

Captions in another language, or of another video, share so few words with the note that whatever
matches does so by chance: nothing can be concluded from them. Pure, and safe in any thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from viewer.evidence.align import Statement
from viewer.evidence.finding import CaptionsFault, CaptionsFinding
from viewer.evidence.speech import Speech
from viewer.evidence.telling import telling
from viewer.evidence.words import terms
from viewer.notes.language import guess_language, language_of
from viewer.notes.note import Note
from viewer.video.transcripts.transcript import Transcript

# The mean share of a claim's terms, by what they tell, that is said anywhere in its video. Of notes
# with captions in their own language it was .68 at least, with others .47 at most.
_SAID = 0.55
# In these languages fewer of the same are found, for they join words, or have none to be found. For
# want of notes it was seen in messages of programs, as 13 of them are translated into each: of a
# program's own others .89 is said in English and .69 in Chinese, of another's .53 and .31.
_SAID_IN = {"zh": 0.35, "ko": 0.45, "ja": 0.5, "de": 0.45}
# With fewer claims or terms it is chance.
_CLAIMS, _TERMS = 3, 30
# Nobody says so many characters a second, nor so many things at one moment; and of so few
# characters a minute nothing can be concluded.
_FASTEST, _AT_ONCE, _SPARSE = 60, 2, 40
# What is said in less of a video than this share, in stretches of so long, is a part of it.
_PART, _STRETCH_MS = 0.5, 20_000


def said_anywhere(statements: Sequence[Statement], speech: Speech) -> float | None:
    """Return the mean share of what the claims say that is said anywhere; None: too few to tell."""
    shares, count = [], 0
    for text in {statement.text for statement in statements}:
        asked = {one.term for one in terms(text, speech.language)}
        worth = {term: telling(term, speech.language) for term in asked}
        whole = sum(worth[term] for term in asked)
        if whole:
            shares.append(sum(worth[term] for term in asked if term in speech.said_in) / whole)
            count += len(asked)
    if len(shares) < _CLAIMS or count < _TERMS:
        return None
    return sum(shares) / len(shares)


def foreign_captions(
    note: Note, statements: Sequence[Statement], transcript: Transcript, duration_ms: int | None
) -> CaptionsFinding | None:
    """Return the finding of captions that are broken, in another language, or of another video.

    Captions of only a part of the video, as while it is being listened to, are not judged. Of a
    note with too few claims for that share, the guess of both languages decides.
    """
    if _are_broken(transcript):
        return CaptionsFinding(CaptionsFault.BROKEN)
    if duration_ms is not None:
        stretches = len({cue.start_ms // _STRETCH_MS for cue in transcript.cues})
        if stretches * _STRETCH_MS < _PART * duration_ms:
            return None
    said = said_anywhere(statements, Speech.of(transcript))
    if said is not None and said >= _SAID:
        return None
    spoken = guess_language(transcript.text) or transcript.language.partition("-")[0].casefold()
    if said is not None and said >= _SAID_IN.get(spoken, _SAID):
        return None
    written = language_of(note)
    if said is None and (not spoken or written in ("", spoken)):
        return None
    if written and written == spoken:
        return CaptionsFinding(CaptionsFault.OTHER_VIDEO, written, spoken)
    return CaptionsFinding(CaptionsFault.OTHER_LANGUAGE, written, spoken)


def _are_broken(transcript: Transcript) -> bool:
    """Return whether nobody can have said so much, or so little, at the times of the captions."""
    starts, count = [cue.start_ms for cue in transcript.cues], len(transcript.text)
    lasts_s = 1 + (max(cue.end_ms for cue in transcript.cues) - starts[0]) / 1000
    is_spoken = _SPARSE / 60 <= count / lasts_s <= _FASTEST
    return not is_spoken or _AT_ONCE * len(set(starts)) < len(starts) or transcript.is_scrambled
