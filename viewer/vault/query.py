"""What a person types to search a vault, and what that means to the index.

Words must all occur in one passage; the last one counts as a beginning while it is being typed, and
so does every word with a star behind it. “Several words” in quotes stand in that order. A minus
leaves passages out. `channel:`, `video:`, `tag:` choose notes, `from:` and `to:` the cited times;
values with spaces are quoted (`channel:"Lex Fridman"`). `said:` anywhere, before a word or alone,
looks for all the words in what is said in the videos instead of in the notes. Where words are
not parted by spaces, a word is found wherever its letters stand together.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from viewer.errors import QueryError
from viewer.notes.scripts import UNPARTED, spaced
from viewer.notes.timecode import parse_typed
from viewer.translation import tr

_PART = re.compile(
    r"(?P<minus>-)?(?:(?P<filter>said|channel|video|tag|from|to):)?"
    r'(?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"]+))(?P<star>\*?)',
    re.IGNORECASE,
)
QUOTES = "“”„«»「」『』"
"""What people type for `"`, in their languages."""
# In straight quotes others are left as they are: names of channels have them.
_QUOTED = re.compile(f'"[^"]*"|[{QUOTES}]')


class Phrase(NamedTuple):
    """Words that stand in this order, or a single one; the last may be a beginning only."""

    words: tuple[str, ...]
    goes_on: bool = False

    @property
    def match(self) -> str:
        """The phrase, for FTS5."""
        return f'"{" ".join(self.words)}"' + "*" * self.goes_on


@dataclass(frozen=True, slots=True)
class Query:
    """A search, understood."""

    match: str = ""  # for FTS5; empty: every passage
    channels: tuple[str, ...] = ()
    videos: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    from_ms: int | None = None
    to_ms: int | None = None
    # What `match` looks for, for the best to be told from the others; and what must not occur.
    phrases: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    # Whether what is said is searched instead of the notes.
    said: bool = False
    # What is looked for by most of its words instead of all; never typed, see `evidence.elsewhere`.
    like: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Query(said=self.said)


def parse_query(text: str, *, typing: bool = False) -> Query:
    """Understand a search; with `typing` its last word may go on. Raises QueryError."""
    must: list[Phrase] = []
    must_not: list[Phrase] = []
    filters: dict[str, list[str]] = {}
    said = False
    text = _QUOTED.sub(lambda part: part[0] if part[0][0] == '"' else '"', text)
    text = unicodedata.normalize("NFC", text)
    found = list(_PART.finditer(text))
    for part in found:
        value = part["quoted"] if part["quoted"] is not None else part["bare"]
        name = (part["filter"] or "").casefold()
        if name == "said" or (part["quoted"] is None and value.casefold() == "said:"):
            said = True
            if not name:
                continue
        elif name:
            if value:
                filters.setdefault(name, []).append(value)
            continue
        star = bool(part["star"])
        if part["bare"] is not None and value.endswith("*"):
            value, star = value.rstrip("*"), True
        pieces = _words(value)
        if not pieces:
            continue
        goes_on = (
            typing
            and part is found[-1]
            and part["bare"] is not None
            and not text[part.end() :].strip()
            and not text[-1:].isspace()
        )
        if goes_on and len(pieces) == 1 and len(pieces[0]) < 2 and not UNPARTED.match(pieces[0]):
            # One letter begins a tenth of all words: it says nothing yet.
            if must:
                continue
            goes_on = False
        (must_not if part["minus"] else must).append(Phrase(tuple(pieces), star or goes_on))
    return Query(
        match_of((phrase.match for phrase in must), must_not),
        tuple(filters.get("channel", ())),
        tuple(filters.get("video", ())),
        tuple(filters.get("tag", ())),
        _time(filters, "from"),
        _time(filters, "to"),
        tuple(must),
        tuple(must_not),
        said,
    )


def match_of(must: Iterable[str], without: Sequence[Phrase]) -> str:
    """Write what FTS5 is to look for; empty where there is nothing that must occur."""
    match = " ".join(must)
    if without and match:
        match = f"({match}) NOT ({' OR '.join(phrase.match for phrase in without)})"
    return match


def phrase_of(text: str, *, goes_on: bool = False) -> Phrase:
    """Return the words of a text as a phrase."""
    return Phrase(tuple(_words(text)), goes_on)


def _words(text: str) -> list[str]:
    """Cut as the index does: letters, digits and marks make words; see `spaced`."""
    return "".join(
        letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in spaced(text)
    ).split()


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
