"""What Markdown would take for something else: money for maths, who speaks for a definition.

pulldown-cmark takes `R$20–R$` in `R$20–R$30` for maths. Obsidian does not: nothing blank stands
inside the dollars of a formula, and no digit behind them. Beyond that, what reads as prose, cites
or links is no formula.

`[Anna]: 00:37:13` would define where a link leads, and would not be shown.

The parser is told by a mask: each of these signs becomes another character, one byte as well,
that the text does not hold otherwise, and is put back in what the parser gives. Pure.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

# In the order of preference: marks like the dollar before what counts as a letter.
_MASKS = '@%;=?"^{}\x1e\x1f\x1c\x1d'
_SAID = re.compile(r"^[ ]{0,3}\[[^\]\n]{1,60}\](:)(?=[ \t]+\d{1,3}:\d\d)", re.MULTILINE)
_DOLLARS = re.compile(r"(?<!\\)(\\*+)(\$+)")  # from the first backslash, and all of them
_MOST_CHARACTERS = 2_000
# Another block, another dollar, a citation, a link.
_NO_FORMULA = re.compile(
    r"\n[ \t>]*(?:\n|(?:[-*+|]|\d+[.)]|#{1,6})[ \t])"
    r"|(?<!\\)\$|yt-timestamp|\[\[|\]\(|\[\d{1,3}:\d\d"
)
_NO_WORDS = re.compile(r"\\[A-Za-z]+|\{[^{}]*\}")
_PROSE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{2,}+,?[ \n]++){2}[^\W\d_]{2}")


@lru_cache(maxsize=4)  # a note is parsed, and then set
def mask(text: str) -> tuple[str, dict[int, str]]:
    """Return the text with its masks, and what each stands for; nothing where none is needed."""
    money = list(_money(text)) if text.count("$") > 1 else []
    said = [found.span(1) for found in _SAID.finditer(text)] if "]: " in text else []
    if not money and not said:
        return text, {}
    letters = [one for one in _MASKS if one not in text]
    if len(letters) < 2:
        return text, {}
    parts, at = [], 0
    for start, end in sorted(money + said):
        parts += [text[at:start], letters[text[start] == ":"] * (end - start)]
        at = end
    return "".join((*parts, text[at:])), {ord(letters[0]): "$", ord(letters[1]): ":"}


def _money(text: str) -> Iterator[tuple[int, int]]:
    """Find the dollars that neither open nor close a formula."""
    runs = [
        (found.start(2) + (len(found[1]) % 2), found.end(2)) for found in _DOLLARS.finditer(text)
    ]
    runs = [run for run in runs if run[0] < run[1]]
    following = _closing(text, runs)
    number = 0
    while number < len(runs):
        closing = following[number]
        start, end = runs[number]
        is_near = closing >= 0 and runs[closing][0] - end <= _MOST_CHARACTERS
        opens = is_near and (end - start == 2 or not text[end : end + 1].isspace())
        if opens and _is_formula(text[end : runs[closing][0]]):
            number = closing + 1
        else:
            yield start, end
            number += 1


def _closing(text: str, runs: list[tuple[int, int]]) -> list[int]:
    """Return for each run of dollars the next that may close what it opens, or -1."""
    following = [-1] * len(runs)
    next_of = {1: -1, 2: -1}
    for number in range(len(runs) - 1, -1, -1):
        start, end = runs[number]
        size = end - start
        following[number] = next_of.get(size, -1)
        if size == 2 or not (text[start - 1 : start].isspace() or text[end : end + 1].isdigit()):
            next_of[size] = number
    return following


def _is_formula(inside: str) -> bool:
    if not inside.strip() or _NO_FORMULA.search(inside):
        return False
    for _ in range(3):
        inside = _NO_WORDS.sub(" \\\\ ", inside)
    return not _PROSE.search(inside)
