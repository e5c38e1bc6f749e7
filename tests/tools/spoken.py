"""(f) What is spoken in words and written in signs.

The captions say "x squared", "two thirds", "twenty-one", "the third". The words round such a place
are written as a note would have them, by the table here, and looked for in all of the transcript.
"""

import re
from collections.abc import Iterator, Sequence

from tests.tools.cases import Case, Rate
from tests.tools.report import Report
from viewer.evidence.check import find_moments
from viewer.evidence.words import terms

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


def report_spoken(report: Report, cases: Sequence[Case]) -> None:
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
            found_near = f"found within 5 s {near}"
            report.add(f"(f) {kind}: {same.whole}, all their terms said", same, found_near)
