"""(f) What is spoken in words and written in signs; and claims in languages other than English.

The captions say "x squared", "two thirds", "twenty-one", "the third". The words round such a place
are written as a note would have them, by the table here, and looked for in all of the transcript.
Other languages need captions, and claims of another writer with their times, in the folder that is
named (`--foreign`): VIDEO.LANGUAGE.srt and VIDEO.LANGUAGE.claims.srt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.measure.cases import Case
from tests.measure.rates import Rate
from viewer.evidence.check import find_moments
from viewer.evidence.note_check import SURE
from viewer.evidence.words import terms
from viewer.video.transcripts.reader import read_transcript
from viewer.video.transcripts.transcript import Transcript

_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_PARTS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ONES = {word: number for number, word in enumerate(_DIGITS, 1)}
_NTH = {word: number for number, word in enumerate(_PARTS, 3)}
_ONE = "|".join(_ONES)
_ROUND = 3  # words before and behind that are kept


def _in_words(found: re.Match[str]) -> str:
    return f"{_TENS[int(found[1]) - 2]}-{_DIGITS[int(found[2]) - 1]}"


def _fraction(found: re.Match[str]) -> str:
    return f"{_ONES[found[1].lower()]}/{_NTH[found[2].lower()]}"


def _ordinal(found: re.Match[str]) -> str:
    number = _NTH[found[1].lower()]
    return f"{number}{'rd' if number == 3 else 'th'}"


# How each is written, by kind: what is said, and what stands for it.
_KINDS = {
    "powers": [
        (r"\b(\w) squared\b", r"\1^2"),
        (r"\b(\w) cubed\b", r"\1^3"),
        (r"\b(\w) times (\w)\b", r"\1 × \2"),
        (r"\b(\w) minus (\w)\b", r"\1 − \2"),
        (r"\bsquare root of\b", "√"),
        (r"\bpi\b", "π"),
    ],
    # The other way round, for these captions have digits.
    "numbers": [(r"(?<![\d.,:])([2-9])([1-9])(?![\d.,:])", _in_words)],
    "fractions": [
        (rf"\b({_ONE}) (third)s\b", _fraction),
        (rf"\b({_ONE}) (fifth|sixth|eighth|tenth)s\b", _fraction),
        (r"\bone[ -]half\b", "1/2"),
    ],
    "ordinals": [
        (rf"\b({'|'.join(_NTH)})\b", _ordinal),
    ],
}


def _written(said: str, kind: str) -> Iterator[str]:
    """Yield each place of a sentence where this kind is spoken, written, with words round it."""
    for pattern, written in _KINDS[kind]:
        for found in re.finditer(pattern, said, re.IGNORECASE):
            before = said[: found.start()].split()[-_ROUND:]
            behind = said[found.end() :].split()[:_ROUND]
            put = re.sub(pattern, written, found[0], flags=re.IGNORECASE)
            yield " ".join((*before, put, *behind))


def print_spoken(cases: Sequence[Case]) -> None:
    """(f): claims written in signs, looked for where they are spoken in words."""
    for kind in _KINDS:
        same, near = Rate(), Rate()
        for case in cases:
            transcript = case.transcript
            for sentence in transcript.sentences():
                said = transcript.text[sentence.start : sentence.end]
                whole = {one.term for one in terms(said)}
                for claim in _written(said, kind):
                    same.add(case.video_id, all(one.term in whole for one in terms(claim)))
                    found = find_moments(claim, transcript, most=1)
                    is_near = bool(found) and (
                        sentence.start_ms - 5_000 <= found[0].ms <= sentence.end_ms + 5_000
                    )
                    near.add(case.video_id, is_near)
        if same.whole:
            print(
                f"  (f) {kind}: {same.whole}; all its terms said  {same}; found within 5 s  {near}"
            )


def print_claims(folder: Path | None) -> None:
    """(f): claims of another writer in the language of the captions."""
    found = sorted(folder.glob("*.claims.srt")) if folder is not None else []
    if not found:
        print("  (f) claims in other languages: none are there (--foreign)")
    for path in found:
        video_id, language = path.name.split(".")[:2]
        transcript = read_transcript(path.with_name(f"{video_id}.{language}.srt"), language)
        _print_claims(f"{video_id} in {language}", video_id, path, transcript)


def _print_claims(what: str, video_id: str, path: Path, transcript: Transcript) -> None:
    near, sure, right = Rate(), Rate(), Rate()
    for cue in read_transcript(path).cues:
        found = find_moments(cue.text, transcript, most=1)
        is_near = bool(found) and abs(found[0].ms - cue.start_ms) <= 15_000
        is_sure = bool(found) and found[0].chance >= SURE
        near.add(video_id, is_near)
        sure.add(video_id, is_sure)
        if is_sure:
            right.add(video_id, is_near)
    print(
        f"  (f) {what}: {near.whole}; first within 15 s {near.part}; "
        f"sure {sure.part}, of those right {right.part}"
    )
