"""Parse what the user types to search a vault.

Words are found by their stems; the last one counts as a beginning while it is being typed, and so
does every word followed by a star. “Several words” in quotes must occur exactly so. `channel:`,
`video:`, `tag:` select notes, or with a minus exclude them, as it does for words; `from:` and `to:`
limit the cited times. Values with spaces are quoted (`channel:"Lex Fridman"`). `said:` anywhere,
before a word or alone, searches only transcripts. In scripts without spaces between words, a word
is found wherever its letters occur together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from viewer.base.errors import QueryError
from viewer.base.scripts import spaced
from viewer.base.translation import tr
from viewer.notes.timecode import parse_typed

_PART = re.compile(
    r"(?P<minus>-)?(?:(?P<filter>said|channel|video|tag|from|to):)?"
    r'(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"]+))(?P<star>\*?)',
    re.IGNORECASE,
)
QUOTES = "“”„«»「」『』"
"""What people type for `"`, in their languages."""
# In straight quotes others are left as they are: names of channels have them.
_QUOTED = re.compile(f'"[^"]*"|[{QUOTES}]')
# Words of questions, which a note that answers one need not have.
_ASKING = re.compile(
    "how|what|why|when|where|which|who|whom|whose|does|do|did|is|are|was|were|"
    "can|could|should|would|will|there|then|than|about|your|you|i|we|wie|warum|"
    "wieso|wer|wann|wo|welche|welcher|welches|cómo|qué|por|para|quién|cuándo|"
    "dónde|cuál|cuáles"
)
_CHOOSING = ("channel", "video", "tag")  # filters of notes
_MOST_WORDS = 24  # of one search
_LONGEST = 10_000  # characters of it: SQLite takes no LIKE of 50,000 bytes


class Phrase(NamedTuple):
    """Words in this order, or a single one; the last may be only a beginning."""

    words: tuple[str, ...]
    goes_on: bool = False
    is_exact: bool = False  # as it is written, and not by its stems

    @property
    def match(self) -> str:
        """The phrase in FTS5 syntax."""
        return f'"{" ".join(self.words)}"' + "*" * self.goes_on

    @property
    def asks(self) -> bool:
        """Return whether this may be part of a question rather than of what is searched for."""
        return (
            not self.is_exact
            and len(self.words) == 1
            and _ASKING.fullmatch(self.words[0].lower()) is not None
        )


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed search."""

    phrases: tuple[Phrase, ...] = ()
    without: tuple[Query, ...] = ()  # what a page must not be, by one thing each
    channels: tuple[str, ...] = ()
    videos: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    from_ms: int | None = None
    to_ms: int | None = None
    # Whether what is said is searched alone.
    said: bool = False

    @property
    def is_empty(self) -> bool:
        return self == Query(said=self.said, without=self.without)


def parse_query(text: str, *, typing: bool = False) -> Query:
    """Parse a search; with `typing` its last word may be incomplete. Raises QueryError."""
    must: list[Phrase] = []
    without: list[Query] = []
    filters: dict[str, list[str]] = {}
    said = False
    text = _QUOTED.sub(lambda part: part[0] if part[0][0] == '"' else '"', text[:_LONGEST])
    text = text.encode("utf-8", "replace").decode()  # no half of a letter, and no byte of a name
    text = unicodedata.normalize("NFC", text).replace("\0", " ")
    found = list(_PART.finditer(text))
    for part in found:
        is_bare = part["bare"] is not None
        value = part["bare"] if is_bare else part["quoted"]
        name = (part["filter"] or "").casefold()
        if name == "said" or (is_bare and value.casefold() == "said:"):
            said = True
            if not name:
                continue
        elif name or (is_bare and value.startswith("#") and len(value) > 1):
            name = name or "tag"
            if value and part["minus"] and name in _CHOOSING:
                without.append(_choice({name: [value]}))
            elif value:
                filters.setdefault(name, []).append(value)
            continue
        star = bool(part["star"])
        if is_bare and value.endswith("*"):
            value, star = value.rstrip("*"), True
        pieces = _words(value)
        if not pieces:
            continue
        is_last = part is found[-1] and not text[part.end() :]
        goes_on = star or (typing and is_last and is_bare)
        phrase = Phrase(tuple(pieces), goes_on, not is_bare)
        if part["minus"]:
            without.append(Query((phrase,)))
        else:
            must.append(phrase)
    return replace(
        _choice(filters),
        phrases=tuple(dict.fromkeys(must))[:_MOST_WORDS],
        without=tuple(dict.fromkeys(without))[:_MOST_WORDS],
        from_ms=_time(filters, "from"),
        to_ms=_time(filters, "to"),
        said=said,
    )


def _choice(filters: dict[str, list[str]]) -> Query:
    channels, videos, tags = (tuple(filters.get(name, ())[:_MOST_WORDS]) for name in _CHOOSING)
    return Query(channels=channels, videos=videos, tags=tags)


def any_of(phrases: Iterable[Phrase]) -> str:
    """Return an FTS5 query that matches any of the phrases."""
    return f"({' OR '.join(phrase.match for phrase in phrases)})"


def _words(text: str) -> list[str]:
    """Split as the index does: letters, digits and marks make words; see `spaced`."""
    words = "".join(
        letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in spaced(text)
    ).split()
    return [word for word in words if any(map(str.isalnum, word))]  # not an emoji's mark alone


def _time(filters: dict[str, list[str]], name: str) -> int | None:
    values = filters.get(name)
    if not values:
        return None
    ms = parse_typed(values[-1])
    if ms is None:
        raise QueryError(
            tr("“{0}” is not a time.").format(values[-1]),
            tr("Write it as {0}:1:02:03.").format(name),
        )
    return ms
