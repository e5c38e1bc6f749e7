"""Where a page differs from the one that is made of its note, in words. Pure."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from viewer.translation import _, tr

_MOST = 20
_MOST_LINES = 4_000  # that are held against each other one by one
_CHARS = 80
_TAG = re.compile(r"<[^<>]*>")
_LETTER = re.compile(r"&#?\w{1,32};")
#: A part of a web page that was made of a note.
_DATA = _("Data")
#: Each is a part of a web page that was made of a note.
_HEAD, _PAGE = _("Head of the page"), _("Page")
# Where a part of the page begins, and what it is called.
_PARTS = {
    "<title>": _("Title"),
    "<style>": _("Style"),
    '<script type="application/': _DATA,
    "<header>": _("Title and video"),
    "<article": _("Text of the note"),
    '<section class="moments"': _("Pictures and clips"),
    "<footer": _("Foot of the page"),
    "<script>": _("Script"),
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
    data = tr(_DATA)
    seen = [each for each in found if each[0] != data] or found
    yield from seen[:_MOST]
    if len(seen) > _MOST:
        yield tr(_PAGE), tr("1 more difference.|%n more differences.", "", len(seen) - _MOST)


def _parts(lines: Sequence[str], times: Mapping[str, str]) -> Iterator[str]:
    part = tr(_HEAD)
    for line in lines:
        part = next((tr(name) for begin, name in _PARTS.items() if line.startswith(begin)), part)
        if line.startswith(_FIGURE):
            id_ = line[len(_FIGURE) :].partition('"')[0]
            part = tr("Words at {0}", "{0} is a time").format(times[id_])
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
        return tr("It differs from what Cuenote writes, near “{0}”.").format(there)
    start = _alike(one, two)
    stop = _alike(one[start:][::-1], two[start:][::-1])
    there, instead = (_short(" ".join(each[start : len(each) - stop])) for each in (one, two))
    if not there:
        return tr("The page leaves out “{0}”.").format(instead)
    if not instead:
        return tr("The page says “{0}” besides.").format(there)
    return tr("The page says “{0}”, not “{1}”.").format(there, instead)


def _seen(markup: str) -> str:
    return _LETTER.sub(lambda found: html.unescape(found[0]), _TAG.sub(" ", markup))


def _short(words: str) -> str:
    return words if len(words) <= _CHARS else f"{words[:_CHARS]}…"
