"""The facts about each note as a whole; `FACTS` lists them.

A fact defines everything about itself: how it is read from a note, its columns in the index, and
how the note list sorts by it, shows it and searches it. Code that uses facts asks them, and never
tests which one it has. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from viewer.notes.counts import claim_count, to_look_at
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.translation import _, numeral, tr

Value = str | int
# What the list of notes takes of one, a value of each fact in `listed()`. A plain tuple, for there
# are ten thousands of them: Python's garbage collector leaves out plain tuples of plain values.
NoteFacts = tuple[Value, ...]

_DATE_KEYS = ("date", "published", "upload_date", "created")
_MOST_BESIDE = 20  # characters of a text beside a title


@dataclass(frozen=True, kw_only=True, eq=False)
class Fact:
    """A fact that is a text. The note list sorts by it from A to Z."""

    name: str  # also in the state, as what the list is ordered by
    columns: Mapping[str, str] = field(default_factory=dict)  # of the table `notes`, with SQL types
    read: Callable[[Note], tuple[Value | None, ...]] = lambda _note: ()  # what they hold
    listed: str = ""  # what the list takes, as SQL of a row `n` of `notes`; empty: nothing
    order: str = ""  # what the menu calls the order by it; empty: nothing is ordered by it
    is_filtered: bool = False  # whether the filter of the list looks through it
    is_beside: bool = True  # whether it stands at the right of a note in the order by it
    hides_badge: bool = False  # whether it needs the room of all other numbers then
    # How a value is spoken, and said in the tooltip; "" where it is not.
    words: Callable[[Value], str] = lambda _value: ""
    none: ClassVar[Value] = ""  # of a note that is not in the index yet
    largest_first: ClassVar[bool] = False

    def beside(self, value: Value) -> str:
        """Return the value as shown to the right of a note."""
        text = str(value)
        return text if len(text) <= _MOST_BESIDE else text[: _MOST_BESIDE - 1] + "…"

    def beside_group(self, total: Value) -> str:
        """Return the total of a group; empty if the number of its notes is shown there."""
        return ""

    def total(self, values: Iterable[Value]) -> Value:
        """Combine the values of several notes, for sorting groups."""
        return self.none

    def spoken(self, value: Value) -> str:
        """Return the value in words; empty if there is nothing to say."""
        return self.words(value) if value else ""


class _Date(Fact):
    largest_first = True

    def beside(self, value: Value) -> str:
        return str(value)[:10]

    def total(self, values: Iterable[Value]) -> Value:
        return max(map(str, values), default="")


class Number(Fact):
    """A fact that is a number. The note list sorts by it, largest first."""

    none = 0
    largest_first = True

    def beside(self, value: Value) -> str:
        return numeral(int(value)) if value else ""

    def beside_group(self, total: Value) -> str:
        return numeral(int(total)) if self.is_beside else ""

    def total(self, values: Iterable[Value]) -> Value:
        return sum(map(int, values))


def _date(note: Note) -> tuple[str]:
    values = note.front.values if note.front is not None else {}
    return (next((values[key].text for key in _DATE_KEYS if key in values), ""),)


def _video(note: Note) -> tuple[str | None, ...]:
    video = note.video or VideoRef()
    return video.video_id, video.url, video.path


TITLE = Fact(
    name="title",
    columns={"title": "TEXT NOT NULL"},
    read=lambda note: (note.title or "",),
    listed="n.title",
    order=_("By title"),
    is_filtered=True,
    is_beside=False,
)
NAME = Fact(name="name", order=_("By name"), is_beside=False)  # of its path
# An id, else an address or a path; empty where it names none.
VIDEO = Fact(
    name="video",
    columns={"video_id": "TEXT", "video_url": "TEXT", "video_path": "TEXT"},
    read=_video,
    listed="coalesce(n.video_id, n.video_url, n.video_path, '')",
)
# As it says, else its own folder; empty in the vault's own. The index keeps it by itself.
CHANNEL = Fact(name="channel", listed="n.channel")
# YYYY-MM-DD, as it says, else when its file was changed.
DATE = _Date(
    name="date",
    columns={"date": "TEXT NOT NULL"},
    read=_date,
    listed="CASE WHEN n.date GLOB '[0-9][0-9][0-9][0-9]*' THEN n.date "
    "ELSE date(n.mtime_ns / 1000000000, 'unixepoch') END",
    order=_("By date, newest first"),
    hides_badge=True,
)
# What these count is defined in `viewer.notes.counts`.
CLAIMS = Number(
    name="claims",
    columns={"claims": "INTEGER NOT NULL"},
    read=lambda note: (claim_count(note),),
    listed="n.claims",
    order=_("By claims"),
    words=lambda count: tr("1 claim|%n claims", "", int(count)),
)
CITATIONS = Number(
    name="citations",
    columns={"citations": "INTEGER NOT NULL"},
    read=lambda note: (len(note.citations),),
)
DOUBTS = Number(  # a badge, beside the claims
    name="doubts",
    columns={"doubts": "INTEGER NOT NULL"},
    read=lambda note: (len(to_look_at(note, note.times(None))),),
    listed="n.doubts",
    order=_("By open problems"),
    is_beside=False,
    words=lambda count: tr("1 problem|%n problems", "", int(count)),
)
DIGEST = Fact(name="digest", listed="lower(hex(n.digest))")  # of its bytes; see `digest_of`
ALIASES = Fact(  # with line feeds between; the table `names` keeps them
    name="aliases",
    listed="coalesce((SELECT group_concat(m.alias, char(10)) FROM names m WHERE m.note = n.id "
    "AND m.alias NOT IN ('', n.title)), '')",
    is_filtered=True,
)
FACTS: tuple[Fact, ...] = (
    *(TITLE, NAME, VIDEO, CHANNEL, DATE, CLAIMS, CITATIONS, DOUBTS, DIGEST, ALIASES),
)


def columns() -> dict[str, str]:
    """Return the columns of all facts, with their SQL types."""
    return {name: kind for fact in FACTS for name, kind in fact.columns.items()}


def facts_of(note: Note) -> tuple[Value | None, ...]:
    """Read all facts of a note, one value for each of `columns`."""
    return tuple(value for fact in FACTS for value in fact.read(note))


def listed() -> tuple[Fact, ...]:
    """Return the facts that the note list uses, as they are in `NoteFacts`."""
    return tuple(fact for fact in FACTS if fact.listed)


def orders() -> dict[str, Fact]:
    """Return what notes can be sorted by, by name."""
    return {fact.name: fact for fact in FACTS if fact.order}
