"""Numbers and signs as they are written in languages other than English, as terms in digits.

Numbers in words stay words. What looks like a number and is none becomes the same term wherever it
stands. Pure, and safe in any thread.
"""

from __future__ import annotations

import re

Said = tuple[str, int, int]  # a term, and the characters [start, end) it is written as

_GROUPS = re.compile(
    r"(?<![\d.,])(?:\d{1,3}(?:[.\u00a0\u202f’]\d{3}){1,9}|[1-9]\d{0,2}(?:,\d{3}){2,9})(?!\d)"
)
_PERCENT = {
    "spanish": r"\bpor ciento\b",
    "portuguese": r"\bpor cento\b",
    "italian": r"\bper cento\b",
    "french": r"\bpour cent\b",
}


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


def said(text: str, language: str) -> list[Said]:
    """Return percent signs of two words and numbers with spaces between groups, in order."""
    found: list[Said] = []
    if language in _PERCENT:
        found += (("percent", *one.span()) for one in re.finditer(_PERCENT[language], text))
    if "\u00a0" in text or "\u202f" in text:
        found += ((re.sub(r"\D", "", one[0]), *one.span()) for one in _GROUPS.finditer(text))
    return sorted(found, key=lambda one: one[1])
