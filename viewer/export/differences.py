"""Where a page differs from the one that is made of its note, in words. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

_MOST = 20
_MOST_LINES = 4_000  # that are held against each other one by one
_CHARS = 80
_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile(r"&#?\w{1,32};")
# Where a part of the page begins, and what it is called.
_PARTS = {
    "<title>": "Title",
    "<style>": "Style",
    '<script type="application/': "Data",
    "<header>": "Title and video",
    '<article aria-label="Note">': "Text of the note",
    '<section class="moments"': "Moments",
    "<footer>": "Foot of the page",
    "</main>": "Script",
}
_FIGURE = '<figure id="'


def differences(page: str, wanted: str, times: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what part of a page is otherwise, and what is there instead.

    `times` names its moments by their ids.
    """
    shown, made = page.split("\n"), wanted.split("\n")
    parts = list(_parts(made, times))
    start = _alike(shown, made)
    stop = _alike(shown[start:][::-1], made[start:][::-1])
    middle = shown[start : len(shown) - stop], made[start : len(made) - stop]
    if max(map(len, middle)) > _MOST_LINES:
        changes = [(start, "\n".join(middle[0]), "\n".join(middle[1]))]
    else:
        changes = [
            (start + b, "\n".join(middle[0][a:to_a]), "\n".join(middle[1][b:to_b]))
            for name, a, to_a, b, to_b in SequenceMatcher(None, *middle).get_opcodes()
            if name != "equal"
        ]
    found = [(parts[min(at, len(parts) - 1)], _why(one, two)) for at, one, two in changes]
    # The data of a page tells again what is to be seen in it.
    seen = [each for each in found if each[0] != "Data"] or found
    yield from seen[:_MOST]
    if len(seen) > _MOST:
        rest = len(seen) - _MOST
        yield "Page", "1 more difference." if rest == 1 else f"{rest} more differences."


def _parts(lines: Sequence[str], times: Mapping[str, str]) -> Iterator[str]:
    part = "Head of the page"
    for line in lines:
        part = next((name for begin, name in _PARTS.items() if line.startswith(begin)), part)
        if line.startswith(_FIGURE):
            id_ = line[len(_FIGURE) :].partition('"')[0]
            part = f"Words at {times[id_]}"
        yield part


def _alike(one: Sequence[object], two: Sequence[object]) -> int:
    """Count what is the same in both from the beginning on."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))


def _why(shown: str, wanted: str) -> str:
    """Name the words that differ, or else the markup."""
    one, two = (_seen(each).split() for each in (shown, wanted))
    if one == two:
        at = max(0, _alike(shown, wanted) - 10)
        there = " ".join(shown[at : at + _CHARS].split())
        return f"It differs from what Cuenote writes, near “{there}”."
    start = _alike(one, two)
    stop = _alike(one[start:][::-1], two[start:][::-1])
    there, instead = (_short(" ".join(each[start : len(each) - stop])) for each in (one, two))
    if not there:
        return f"The page leaves out “{instead}”."
    return f"The page says “{there}”" + (f", not “{instead}”." if instead else " besides.")


def _seen(markup: str) -> str:
    return _LETTER.sub(lambda found: html.unescape(found[0]), _TAG.sub(" ", markup))


def _short(words: str) -> str:
    return words if len(words) <= _CHARS else f"{words[:_CHARS]}…"
