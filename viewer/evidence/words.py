"""Text → terms: what two texts must share to speak of the same thing.

A term is a word without case, accents and ending, or a number in digits however it was written.
Scripts without spaces between words give pairs of characters. Pure, and safe in any thread.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer


class Term(NamedTuple):
    """One word of a text: what it counts as, and the characters [start, end) it is written as."""

    term: str
    start: int
    end: int


# Letters with their marks and apostrophes, or digits with what parts their groups; and the signs
# that are spoken as words.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|[%$€£°√∞∑∫π±×÷]", re.UNICODE)
# Han, kana, Thai, Lao, Khmer, Burmese: words are not parted.
_UNPARTED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1780-\u17ff\u1000-\u109f]"
)
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: str(number) for number, word in enumerate(_SMALL)} | {
    word: str(10 * number) for number, word in enumerate(_TENS, 2)
}
_SIGNS = {
    "%": "percent",
    "$": "dollar",
    "€": "euro",
    "£": "pound",
    "°": "degree",
    "√": "root",
    "∞": "infinity",
    "∑": "sum",
    "∫": "integral",
    "π": "pi",
    "±": "plus",
    "×": "times",
    "÷": "divided",
}
# What `snowballstemmer` calls the languages that transcripts most often are in.
_STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "id": "indonesian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


def language_of(tag: str) -> str:
    """Say in which language words are cut, by a BCP 47 tag; English where it is not known."""
    primary = tag.partition("-")[0].casefold()
    return _STEMMERS.get(primary, "english")


def terms(text: str, language: str = "english") -> list[Term]:
    """Cut a text into its terms, in order."""
    result: list[Term] = []
    for found in _WORD.finditer(text):
        start, end = found.span()
        word = found[0]
        if _UNPARTED.search(word):
            last = max(end - 1, start + 1)
            result += (Term(text[at : at + 2], at, min(at + 2, end)) for at in range(start, last))
        else:
            result.append(Term(term(word, language), start, end))
    return result


@lru_cache(maxsize=1 << 15)
def term(word: str, language: str = "english") -> str:
    """Say what one word counts as."""
    if word in _SIGNS:
        return _SIGNS[word]
    folded = fold(word)
    if folded[:1].isdigit():
        return folded.replace(",", "").rstrip(".")
    if language == "english" and folded in _NUMBERS:
        return _NUMBERS[folded]
    # A stemmer keeps the word it works on: one for each call, so that threads do not meet in it.
    return str(snowballstemmer.stemmer(language).stemWord(folded))


def fold(word: str) -> str:
    """Give a word without case, marks and apostrophes; of a possessive, what possesses."""
    word = word.replace("’", "'").replace("ʼ", "'")
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in word if not unicodedata.combining(c))
    word = word.casefold().removesuffix("'s")
    return word.replace("'", "")
