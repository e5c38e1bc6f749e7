"""Texts of any size that nobody writes: a beginning, one piece repeated, an end."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

COUNT = 300  # fillers that every subject is given

_CHARACTERS = "a1 \t\n\r\\\"'`*_~=#<>&;:.,()[]{}|!?$%@/+-^é中\u00a0\u200b\u0301\0"
_PIECES = r"""
    a· 1: ·1:02 [1:02] [0:05· (1:02) 1:02:03· 0h1m s· <a· <a> </a> <br> <!-- --> &amp; &# &#1
    &#x1 $$ $a \$ $1· ** *a· _a ~~ == == `· ``` ~~~ [[ ]] [[a [[a|b]] [a]( [a](b) ![ ![[ !( ](
    )[ [^ [^1]: [^1] [a]:·b¶ > >· -· -·a¶ ·- 1.· 1)· #· ##·a¶ ¶# ¶¶ ·¶ ¶· a¶ ---¶ |a |- a| |-|¶
    \| %% %%a {{ }} {{[[ {% %} #a #a/ ^a ::: :: => -> --> ·-->· – — … . .· ?·! http://
    https://youtu.be/ ?t= ?t=1 &t=1s #t=1,2 #t= youtu.be/a?t=1· data-t=" class="yt-timestamp"
    <a·class=" <a·class="yt-timestamp"·data-t="0:01"> <b <b· <v· <c> <00:00:01.000>
    <00:00:01.000>a· 00:01·-->·00:02¶ {\\ {\\a} title: a:· ·a:·b¶ 'a ''' "a" *a,· &a· [a,· {a:·
    "a":·1, {"a": \u \" \n #EXTM3U #EXTINF:1,¶ EXT:a, <p> <span·class="time"> <figure·id=a>
    <script> <article> data:; +1: .1 ,1 1. 1, 1; (1 1) {{video}} ((a {{a:· ]] [ NOTE¶ a,b, AND·
    OR· NOT· "a· said: tag: channel:a· a-b- a'b' A.· Mr.· ERROR:· (caused·by· Use·--a· WARNING:
    <p>1:02</p> <li>a·1:02 >|1:02 1:02;·
"""


class Filler(NamedTuple):
    """`head`, then `unit` over and over, then `tail`."""

    head: str
    unit: str
    tail: str = ""

    def text(self, size: int) -> str:
        """Make it of about `size` characters."""
        return self.head + self.unit * (size // len(self.unit)) + self.tail

    def __str__(self) -> str:
        parts = [f"{self.unit!r} × n"]
        return " + ".join(
            [repr(self.head)] * bool(self.head) + parts + [repr(self.tail)] * bool(self.tail)
        )


def fillers() -> list[Filler]:
    """Make the fillers that every subject is given: each piece by itself, and pairs of pieces."""
    pieces = [*_CHARACTERS, *(one.replace("·", " ").replace("¶", "\n") for one in _PIECES.split())]
    found = [Filler("", piece) for piece in pieces]
    pick = random.Random(20)
    while len(found) < COUNT:
        one, other, end = (pick.choice(pieces) for _ in range(3))
        way = pick.randrange(3)
        found.append((Filler(one, other), Filler(one, other, end), Filler("", one + other))[way])
    return found[:COUNT]


def fillers_for(pattern: re.Pattern[Any]) -> list[Filler]:
    """Make fillers of the characters of a pattern, behind what begins to match it."""
    source = (
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    )
    parsed = re._parser.parse(source, pattern.flags & ~re.DEBUG)  # type: ignore[attr-defined]
    letters: dict[str, None] = {}
    heads = [""]
    _walk(parsed, letters, heads)
    pick = random.Random(20)
    units = [*letters, " ", "a", "1", "\n", *heads[-1:]]
    units = _some(pick, dict.fromkeys(unit for unit in units if unit), 24)
    starts = _some(pick, dict.fromkeys(heads), 16)
    every = [Filler(head, unit) for head, unit in itertools.product(starts, units)]
    every += [Filler("", a + b) for a, b in itertools.combinations(units, 2)]
    every += [Filler("", head + unit) for head, unit in itertools.product(starts, units)]
    return _some(pick, every, COUNT)


def _some(pick: random.Random, found: Iterable[T], most: int) -> list[T]:
    every = list(found)
    return every if len(every) <= most else pick.sample(every, most)


def _walk(nodes: Iterable[Any], letters: dict[str, None], heads: list[str]) -> None:
    """Gather a letter of each set, and what matches the pattern so far."""
    for name, value in nodes:
        match str(name):
            case "LITERAL":
                letters[chr(value)] = None
                heads.append(heads[-1] + chr(value))
            case "NOT_LITERAL" | "ANY":
                heads.append(heads[-1] + "x")
            case "IN":
                found = [*_letters_of(value)]
                letters.update(dict.fromkeys(found))
                heads.append(heads[-1] + (found[0] if found else "x"))
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                _walk(value[2], letters, heads)
            case "SUBPATTERN":
                _walk(value[3], letters, heads)
            case "ATOMIC_GROUP":
                _walk(value, letters, heads)
            case "BRANCH":
                for branch in value[1]:
                    before = heads[-1]
                    _walk(branch, letters, heads)
                    heads.append(before)
                _walk(value[1][0], letters, heads)
            case "ASSERT" | "ASSERT_NOT":
                before = heads[-1]
                _walk(value[1], letters, heads)
                heads.append(before)
            case "GROUPREF_EXISTS":
                _walk(value[1], letters, heads)


def _letters_of(items: Iterable[Any]) -> Iterable[str]:
    classes = {
        "DIGIT": "1",
        "SPACE": " ",
        "WORD": "a",
        "NOT_DIGIT": "x",
        "NOT_SPACE": "x",
        "NOT_WORD": "-",
    }
    items = list(items)
    if items and str(items[0][0]) == "NEGATE":
        yield "x"
        return
    for name, value in items[:8]:
        if str(name) == "LITERAL":
            yield chr(value)
        elif str(name) == "RANGE":
            yield chr(value[0])
        elif str(name) == "CATEGORY":
            yield classes.get(str(value).removeprefix("CATEGORY_"), "x")
