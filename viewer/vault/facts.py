"""The facts about each note as a whole; `FACTS` lists them.

A fact defines everything about itself: how it is read from a note, its column in the index, and how
the note list sorts by it, shows it and searches it. Code that uses facts asks them, and never tests
which one it has. Any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from viewer.base.translation import _, numeral, tr
from viewer.notes.counts import claim_count, doubts_by_times
from viewer.notes.model import VideoRef
from viewer.notes.note import Note

FactValue = str | int
# What the list of notes takes of one, a value of each fact in `listed()`. A plain tuple, for there
# are ten thousands of them: Python's garbage collector leaves out plain tuples of plain values.
NoteFacts = tuple[FactValue, ...]

_DATE_KEYS = ("date", "published", "upload_date", "created")
_MOST_BESIDE = 20  # characters of a text beside a title


@dataclass(frozen=True, kw_only=True, eq=False)
class NoteFact:
    """A fact that is a text. The note list sorts by it from A to Z."""

    name: str  # also in the state, as what the list is ordered by
    read: Callable[[Note], FactValue] | None = None  # what its column holds; None: it has none
    sql: str = ""  # what the list takes instead of its column, of a row `n` of `notes`
    is_listed: bool = True  # whether the list takes anything
    order: str = ""  # what the menu calls the order by it; empty: nothing is ordered by it
    is_filtered: bool = False  # whether the filter of the list looks through it
    is_beside: bool = True  # whether it stands at the right of a note in the order by it
    hides_badge: bool = False  # whether it needs the room of all other numbers then
    # How a value is spoken, and said in the tooltip; "" where it is not.
    words: Callable[[FactValue], str] = lambda _value: ""
    none: ClassVar[FactValue] = ""  # of a note that is not in the index yet
    largest_first: ClassVar[bool] = False
    sql_type: ClassVar[str] = "TEXT NOT NULL"

    def __post_init__(self) -> None:
        if self.is_filtered and self.none != "":
            raise TypeError(f"{self.name}: only what is a text can be filtered")

    @property
    def column(self) -> str:
        """The name of its column in the table `notes`, as nothing else in the index is called."""
        return f"fact_{self.name}"

    @cached_property  # asked for each note of a vault
    def listed(self) -> str:
        """What the list takes, as SQL; empty: nothing."""
        of_column = f"n.{self.column}" if self.read is not None else ""
        return (self.sql or of_column) if self.is_listed else ""

    def beside(self, value: FactValue) -> str:
        """Return the value as shown to the right of a note."""
        text = str(value)
        return text if len(text) <= _MOST_BESIDE else text[: _MOST_BESIDE - 1] + "…"

    def beside_group(self, total: FactValue) -> str:
        """Return the total of a group; empty if the number of its notes is shown there."""
        return ""

    def total(self, values: Iterable[FactValue]) -> FactValue:
        """Combine the values of several notes, for sorting groups."""
        return self.none

    def spoken(self, value: FactValue) -> str:
        """Return the value in words; empty if there is nothing to say."""
        return self.words(value) if value else ""


class _Date(NoteFact):
    largest_first = True

    def beside(self, value: FactValue) -> str:
        return str(value)[:10]

    def total(self, values: Iterable[FactValue]) -> FactValue:
        return max(map(str, values), default="")


class CountFact(NoteFact):
    """A fact that is a number. The note list sorts by it, largest first."""

    none = 0
    largest_first = True
    sql_type = "INTEGER NOT NULL"

    def beside(self, value: FactValue) -> str:
        return numeral(int(value)) if value else ""

    def beside_group(self, total: FactValue) -> str:
        return numeral(int(total)) if self.is_beside else ""

    def total(self, values: Iterable[FactValue]) -> FactValue:
        return sum(map(int, values))


def _date(note: Note) -> str:
    values = note.front.values if note.front is not None else {}
    return next((values[key].text for key in _DATE_KEYS if key in values), "")


def _video(note: Note) -> str:
    video = note.video or VideoRef()
    return video.video_id or video.url or video.path or ""


TITLE = NoteFact(
    name="title",
    read=lambda note: note.title or "",
    order=_("By title"),
    is_filtered=True,
    is_beside=False,
)
NAME = NoteFact(name="name", order=_("By name"), is_beside=False)  # of its path
VIDEO = NoteFact(name="video", read=_video)  # an id, else an address or a path; else empty
VIDEO_ID = NoteFact(
    name="video_id", read=lambda note: (note.video and note.video.video_id) or "", is_listed=False
)
# As it says, else its own folder; empty in the vault's own. The index keeps it by itself.
CHANNEL = NoteFact(name="channel", sql="n.channel")
# YYYY-MM-DD, as it says, else when its file was changed.
DATE = _Date(
    name="date",
    read=_date,
    sql="CASE WHEN n.fact_date GLOB '[0-9][0-9][0-9][0-9]*' THEN n.fact_date "
    "ELSE date(n.mtime_ns / 1000000000, 'unixepoch') END",
    order=_("By date, newest first"),
    hides_badge=True,
)
# What these count is defined in `viewer.notes.counts`.
CLAIMS = CountFact(
    name="claims",
    read=claim_count,
    order=_("By claims"),
    words=lambda count: tr("1 claim|%n claims", "", int(count)),
)
DOUBTS = CountFact(  # a badge, beside the claims
    name="doubts",
    read=lambda note: len(doubts_by_times(note, note.times(None)).places),
    order=_("By open problems"),
    is_beside=False,
    words=lambda count: tr("1 problem|%n problems", "", int(count)),
)
DIGEST = NoteFact(name="digest", sql="lower(hex(n.digest))")  # of its bytes; see `digest_of`
ALIASES = NoteFact(  # with line feeds between; the table `names` keeps them
    name="aliases",
    sql="coalesce((SELECT group_concat(m.name, char(10)) FROM names m WHERE m.note = n.id "
    "AND m.name != n.fact_title), '')",
    is_filtered=True,
)


def distinct(*facts: NoteFact) -> tuple[NoteFact, ...]:
    """Return the facts; raise TypeError where two have one name, and so one column."""
    names = [fact.name for fact in facts]
    if taken := {name for name in names if names.count(name) > 1}:
        raise TypeError(f"two facts have one name: {', '.join(taken)}")
    return facts


FACTS = distinct(TITLE, NAME, VIDEO, VIDEO_ID, CHANNEL, DATE, CLAIMS, DOUBTS, DIGEST, ALIASES)


def columns() -> dict[str, str]:
    """Return the columns of all facts, with their SQL types."""
    return {fact.column: fact.sql_type for fact in FACTS if fact.read is not None}


def facts_of(note: Note) -> tuple[FactValue, ...]:
    """Read all facts of a note, one value for each of `columns`."""
    return tuple(fact.read(note) for fact in FACTS if fact.read is not None)


def listed() -> tuple[NoteFact, ...]:
    """Return the facts that the note list uses, as they are in `NoteFacts`."""
    return tuple(fact for fact in FACTS if fact.listed)


def orders() -> dict[str, NoteFact]:
    """Return what notes can be sorted by, by name."""
    return {fact.name: fact for fact in FACTS if fact.order}
