"""Numbers and signs as they are spoken in languages other than English, as terms in digits.

Words of German, Spanish, French, Italian, Dutch, Portuguese and Danish are read by `text2num`;
where no wheel of it is made, they stay words, and so do those of Chinese, Japanese and Korean. What
means the same is one term; what looks like a number and is none becomes the same term wherever it
stands. Pure, and safe in any thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

Said = tuple[str, int, int]  # a term, and the characters [start, end) it is written as

# What `text2num` calls the languages that it reads.
_CODES = {"german": "de", "spanish": "es", "french": "fr", "italian": "it", "dutch": "nl"}
_CODES |= {"portuguese": "pt", "danish": "da"}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_GROUPS = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.\u00a0\u202f’]\d{3}){1,9}|[1-9]\d{0,2}(?:,\d{3}){2,9})(?!\d)"
)
# Of what `text2num` does not read: halves, signs of two words, and ordinals in digits.
_HALF = re.compile(r"(\w+?)(?:und)?einhalb\Z")
_AND_A_HALF = re.compile(r" y medi[oa]\b")
_OWN = {
    "spanish": re.compile(r"(?P<percent>\bpor ciento\b)|(?<!\d)(?P<nth>\d{1,9})\.?[ºª]"),
    "portuguese": re.compile(r"(?P<percent>\bpor cento\b)|(?<!\d)(?P<nth>\d{1,9})\.?[ºª]"),
    "italian": re.compile(r"(?P<percent>\bper cento\b)|(?<!\d)(?P<nth>\d{1,9})\.?[ºª]"),
    "french": re.compile(r"(?P<percent>\bpour cent\b)|(?<!\d)(?P<nth>\d{1,9})(?:er|re|e|ème)\b"),
}
_FIRST_TWO = 2  # "first" and "second" are said of much else: they stay words, and so does "one"


def said(text: str, language: str) -> list[Said]:
    """Return the numbers and signs that are spoken in a text, in order, none over another."""
    found: list[Said] = []
    if language in _CODES:
        found += _own(text, language)
        found += _words(text, language)
    found.sort(key=lambda one: (one[1], -one[2]))
    kept: list[Said] = []
    for one in found:
        if not kept or one[1] >= kept[-1][2]:
            kept.append(one)
    return kept


def in_digits(written: str, language: str) -> str:
    """Write a number of digits, as a language parts them, as English would without commas."""
    if not written.isascii():
        written = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in written)
    if language == "english":
        return written.replace(",", "")
    if _GROUPS.fullmatch(written):
        return re.sub(r"\D", "", written)
    whole, mark, part = written.rpartition(",")
    if language == "spanish" and "," not in whole and "." not in written and len(part) == 3:
        return whole + part if whole not in ("", "0") else written.replace(",", ".")
    if "." in part:  # as English has it: 1,234.5
        return written.replace(",", "")
    return re.sub(r"[.,]", "", whole) + "." + part if mark else written


# Signs as words, by their stems; what the words of English in `words` are. Not what is as common
# as "por" and "más".
_SIGN_STEMS = {
    "german": (
        "prozent percent, grad degre, gleich equal, geteilt divid, quadrat squar, wurzel root, "
        "unend infin, summ sum, pfund pound, klein less, gross greater, ungefahr approxim"
    ),
    "spanish": (
        "grad degre, igual equal, dolar dollar, libr pound, divid divid, cuadr squar, raiz root, "
        "infin infin, sum sum, eur euro, men minus, menor less, mayor greater, aproxim approxim"
    ),
}
_SIGN_OF_STEM = {
    language: dict(pair.split() for pair in pairs.split(", "))
    for language, pairs in _SIGN_STEMS.items()
}


def sign_of(stem: str, language: str) -> str:
    """Return the sign that a stem names, as English calls it; of any other, the stem."""
    return _SIGN_OF_STEM[language].get(stem, stem) if language in _SIGN_OF_STEM else stem


def _number(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


# ---------------------------------------------------------------------- words


class _Token:
    """A word, as `text2num` asks about it."""

    __slots__ = ("end", "follows", "start", "word")

    def __init__(self, word: str, start: int, end: int, *, follows: bool) -> None:
        self.word, self.start, self.end = word, start, end
        self.follows = follows  # whether nothing but a space or hyphen is before it

    def text(self) -> str:
        return self.word

    def text_lowercase(self) -> str:
        return self.word

    def nt_separated(self, _previous: _Token) -> bool:
        return not self.follows

    def not_a_number_part(self) -> bool:
        return False


@lru_cache(maxsize=1)
def _reader() -> Any:
    """Return what reads words; None where it cannot be had."""
    try:
        import text_to_num  # late: few need it
    except ImportError:
        return None
    return text_to_num


def _words(text: str, language: str) -> Iterator[Said]:
    reader, code = _reader(), _CODES[language]
    if reader is None:
        return
    tokens: list[_Token] = []
    end = 0
    for found in _TOKEN.finditer(text):
        between = text[end : found.start()]
        word = found[0].lower().replace("veintiún", "veintiuno")
        tokens.append(_Token(word, *found.span(), follows=between in (" ", "-", "\n", "\u00a0")))
        end = found.end()
    for one in reader.find_numbers(tokens, code, threshold=0.0):
        first, last = tokens[one.start], tokens[one.end - 1]
        before = tokens[one.start - 1] if one.start else None
        value, start, end = one.value, first.start, last.end
        if one.is_ordinal and value <= _FIRST_TWO:
            continue
        if value >= 1000 and first is last and before is not None and before.word[0].isdigit():
            times = in_digits(before.word, language)
            if not first.follows or times.count(".") > 1:
                continue
            value *= float(times)  # 3,5 Millionen
            start = before.start
        half = _AND_A_HALF.match(text, end) if language == "spanish" else None
        if half is not None:
            value += next((size / 2 for size in (1e9, 1e6, 1e3) if value % size == 0), 0.5)
            end = half.end()
        if value != 1 or first is not last:  # else an article
            yield _number(value), start, end
    if language == "german":
        yield from _halves(tokens, reader, code)


def _halves(tokens: list[_Token], reader: Any, code: str) -> Iterator[Said]:
    """Read "dreieinhalb" and "anderthalb", which may be so many thousands or millions."""
    for token, behind in pairwise((*tokens, _Token("", 0, 0, follows=False))):
        if not token.word.endswith("halb"):
            continue
        found = _HALF.match(token.word)
        if token.word in ("anderthalb", "eineinhalb"):
            value = 1.5
        elif found is None:
            continue
        else:
            try:
                value = reader.text2num(found[1], code) + 0.5
            except ValueError:
                continue
        if behind.follows and behind.word in ("tausend", "millionen", "milliarden"):
            value *= {"t": 1e3, "m": 1e6}[behind.word[0]] * (1e3 if "rd" in behind.word else 1)
            yield _number(value), token.start, behind.end
        else:
            yield _number(value), token.start, token.end


def _own(text: str, language: str) -> Iterator[Said]:
    """Read signs of two words and ordinals in digits, and numbers with spaces between groups."""
    pattern = _OWN.get(language)
    if pattern is not None:
        for found in pattern.finditer(text):
            if found["percent"]:
                yield "percent", *found.span()
            elif int(found["nth"]) > _FIRST_TWO:
                yield found["nth"], *found.span()
    if "\u00a0" in text or "\u202f" in text:
        for found in _GROUPS.finditer(text):
            yield re.sub(r"\D", "", found[0]), *found.span()
