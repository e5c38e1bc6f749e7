"""Fuzzy search: which of many rows the user means by a few letters. No Qt.

Rows that hold every word typed come first: words at the start of the title, at the start of a word
of it, inside one, then elsewhere in the text. Of three words or more, one may be missing if no row
has all. If there are few, rows whose words' initials match follow; if there are none, those that
RapidFuzz takes for typos. Rows that match equally well keep their order: callers pass the most
recent first.
"""

from __future__ import annotations

import heapq
import re
import sys
import unicodedata
from collections.abc import Sequence

from viewer.base.scripts import UNPARTED

MOST = 300  # whoever has more goes on typing
_START, _WORD, _INSIDE, _ELSEWHERE_WORD, _ELSEWHERE = 20, 16, 8, 6, 3  # for each word
_ASIDE = 9  # less, for each word
_LINE = 24  # characters: of titles that match as well, those shorter by a line come first
_SHORTEST_SLIP, _LEAST_ALIKE = 5, 76.0  # letters, and of a hundred
_MOST_INITIALS = 9


def fold(text: str) -> str:
    """Make `text` comparable: lower case, no accents. Every character stays one character."""
    if text.isascii():
        return text.lower()
    return "".join(_fold_char(char) for char in text)


def _fold_char(char: str) -> str:
    if UNPARTED.match(char):
        return char  # Hangul would be taken apart
    base = unicodedata.normalize("NFKD", char)[0].lower()
    return base if len(base) == 1 else char


def words_of(query: str) -> list[str]:
    """Split a query into folded words; `_` separates them, as in file names."""
    return fold(query.replace("_", " ")).split()


def ranked(
    titles: Sequence[str],
    texts: Sequence[str],
    query: str,
    most: int = MOST,
    aside_from: int = sys.maxsize,
    slips_in_texts: bool = False,
) -> tuple[Sequence[int], int]:
    """Return the indexes of the `most` best rows, best first, and how many match; empty: all.

    `titles` are folded, and so are `texts`, the full text of the rows including titles. Rows from
    `aside_from` on come after others that match as well. Typos are matched in the titles, or with
    `slips_in_texts` in the texts.
    """
    words = words_of(query)
    if not words:
        return range(len(titles)), len(titles)
    held: Sequence[int] = range(len(titles))
    for word in sorted({*words}, key=len, reverse=True):
        held = [at for at in held if word in texts[at]]
    if not held and len(words) > 2:
        most_words = len(words) - 1
        held = [at for at, text in enumerate(texts) if sum(w in text for w in words) >= most_words]
    whole, begins = " ".join(words), [(word, _begins(word)) for word in dict.fromkeys(words)]

    def score(at: int) -> float:
        title, text = titles[at], texts[at]
        points = 2 * (whole in title) + 4 * (title == whole) - _ASIDE * (at >= aside_from)
        points *= len(words)
        for word, found in begins:
            points += _points(word, found, title, text)
        return points - min(len(title) // _LINE, 9) / 10

    best = heapq.nlargest(most, held, score)
    if len(held) >= most:
        return best, len(held)
    if initials := _initials(words):
        best += [at for at, title in enumerate(titles) if initials.search(title)]
    if not held:
        best += _slips(texts if slips_in_texts else titles, words)
    best = [*dict.fromkeys(best)]
    return best[:most], len(best)


def _points(word: str, begins: re.Pattern[str], title: str, text: str) -> int:
    if word not in title:
        return _ELSEWHERE_WORD if begins.search(text) else _ELSEWHERE * (word in text)
    found = begins.search(title)
    if found is None:
        return _INSIDE
    is_whole = found.lastindex or 0
    return (_WORD if found.start() else _START) + is_whole


def _slips(texts: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the rows that nearly match, best first: at least half of each word."""
    if sum(map(len, words)) < _SHORTEST_SLIP:
        return []
    near: Sequence[int] = range(len(texts))
    for word in sorted({*words}, key=len, reverse=True):
        first, last = word[: len(word) // 2], word[len(word) // 2 :]
        near = [at for at in near if first in texts[at] or last in texts[at]]
    from rapidfuzz import fuzz, process  # late: it takes a while to load, and is seldom needed

    whole, some = " ".join(words), [texts[at] for at in near]
    alike = fuzz.partial_ratio
    found = process.extract(whole, some, scorer=alike, score_cutoff=_LEAST_ALIKE, limit=None)
    return [near[place] for _, _, place in found]


def _begins(word: str) -> re.Pattern[str]:
    """Match `word` at the start of a word; in scripts without spaces, anywhere.

    The group matches if a word ends with it.
    """
    plain = re.escape(word)
    before = "[a-z0-9]" if word.isascii() else r"[^\W_]"  # “AI” begins a word in “神经AI”
    begins = plain if UNPARTED.match(word) else f"{plain}(?<!{before}{plain})"
    return re.compile(begins + r"((?!\w))?")


def _initials(words: Sequence[str]) -> re.Pattern[str] | None:
    """Match successive words that begin with the letters of the typed one."""
    if len(words) != 1 or not 1 < len(words[0]) <= _MOST_INITIALS:
        return None
    first, *others = (f"({re.escape(char)})" for char in words[0])
    return re.compile(rf"{first}(?<![^\W_].)" + "".join(rf"\w*\W+{other}" for other in others))


def matched_spans(query: str, text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that `query` matched, half-open and in order, for emphasis.

    Its words, or else its letters as initials; empty if neither occurs.
    """
    folded, words = fold(text), words_of(query)
    held = [word for word in words if word in folded]
    found = [_begins(word).search(folded) or re.search(re.escape(word), folded) for word in held]
    spans = [match.span() for match in found if match]
    if not held and (initials := _initials(words)) and (match := initials.search(folded)):
        spans = [match.span(at + 1) for at in range(len(words[0]))]
    marked: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if marked and start <= marked[-1][1]:
            start, end = marked[-1][0], max(end, marked.pop()[1])
        marked.append((start, end))
    return marked
