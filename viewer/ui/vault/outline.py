"""What the list of notes shows, and in which order. No Qt.

A `Catalogue` holds what is known of every note of a vault: its path, and what the index says. An
`Outline` is what is shown of it: groups (folders, or channels and videos) with notes in them,
chosen by the words of the filter. Both are made in steps: generators that yield about twice a
millisecond, so that whoever drives them can stop in between, for twenty thousand notes must not
hold up the window. A thread would not do better: it would take the interpreter lock away from the
painting.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Generator, Mapping, Sequence
from enum import Enum
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from viewer.ui.kit.fuzzy import fold
from viewer.vault.names import shown_name

# As `viewer.vault.index` gives it, which is not loaded here: SQLite can wait until it is asked.
NoteFacts = tuple[str, str, str, int, int, str]

T = TypeVar("T")
Steps = Generator[None, None, T]

_STEP = 150  # notes between two looks at the clock, where each is put together
_QUICK_STEP = 1_000  # where each is only looked at
_NUMBER = re.compile(r"\d+")
_DIGITS = 10


class Mode(Enum):
    """How the notes are grouped."""

    FOLDERS = "folders"
    VIDEOS = "videos"  # channel → video → notes


class Sort(Enum):
    """What the notes and the groups are ordered by."""

    NAME = "name"
    TITLE = "title"
    DATE = "date"  # the newest first
    CLAIMS = "claims"  # the most first
    DOUBTS = "doubts"  # the most first


def by_numbers(key: str) -> str:
    """Make a key by which texts are ordered by the numbers in them, 9 before 10."""
    return _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), key)


class Listed(NamedTuple):
    """A note as it is listed. Kept as a plain tuple; see `NoteFacts` for why."""

    path: str  # relative to the vault
    folder: str
    name: str
    title: str
    facts: NoteFacts | None  # None: not in the index yet
    video: str  # key of its group in the mode `VIDEOS`: of the video, or else of the channel
    text: str  # what the filter looks through, folded
    name_key: str
    title_key: str
    name_order: str  # as the keys, but ordered by the numbers in them: 9 before 10
    title_order: str
    date: str
    claims: int
    doubts: int
    aliases: str  # with line feeds between


_Plain = tuple[
    str, str, str, str, NoteFacts | None, str, str, str, str, str, str, str, int, int, str
]  # fmt: skip
# Where in it the loops over all notes find what they look at.
_FOLDER: Final = 1
_TITLE: Final = 3
_FACTS: Final = 4
_VIDEO: Final = 5
_TEXT: Final = 6
_NAME_ORDER: Final = 9
_TITLE_ORDER: Final = 10
_DATE: Final = 11
_CLAIMS: Final = 12
_DOUBTS: Final = 13


def _listed(path: str, facts: NoteFacts | None) -> _Plain:
    folder = path.rpartition("/")[0]
    channel = path.partition("/")[0] if folder else ""
    name = shown_name(path)
    title, video_id, date, claims, doubts, aliases = facts or ("", "", "", 0, 0, "")
    title = title or name
    video = f"{channel}\n{video_id}" if video_id else channel
    text = fold(path.replace("_", " "))
    title_key = fold(title)
    if title is not name:
        text += "\n" + title_key
    if aliases:
        text += "\n" + fold(aliases)
    name_key = fold(name)
    keys = name_key, title_key, by_numbers(name_key), by_numbers(title_key)
    return path, folder, name, title, facts, video, text, *keys, date, claims, doubts, aliases


class Catalogue:
    """What is known of every note of a vault; made by `catalogue`, and never changed."""

    def __init__(self, root: Path | None, plain: list[_Plain]) -> None:
        self.root = root
        self.plain = plain
        self.numbers: dict[str, int] = {}  # path → index into `plain`
        self.video_titles: dict[str, str] = {}  # of the note with the most claims
        self._orders: dict[Sort, list[int]] = {}

    def note(self, number: int) -> Listed:
        """Give a note, with names for what is known of it."""
        return Listed._make(self.plain[number])

    def order(self, sort: Sort) -> Steps[list[int]]:
        """Give the numbers of the notes, ordered."""
        kept = self._orders.get(sort)
        if kept is not None:
            return kept
        notes = self.plain
        order: list[int]
        if sort is Sort.NAME:
            order = yield from _sorted([note[_NAME_ORDER] for note in notes])
        elif sort is Sort.TITLE:
            order = yield from _sorted([note[_TITLE_ORDER] for note in notes])
        else:
            by_title = yield from self.order(Sort.TITLE)
            yield
            places: list[int]
            if sort is Sort.DATE:
                places = yield from _sorted([notes[n][_DATE] for n in by_title], largest_first=True)
            elif sort is Sort.CLAIMS:
                places = yield from _sorted([-notes[n][_CLAIMS] for n in by_title])
            else:
                places = yield from _sorted([-notes[n][_DOUBTS] for n in by_title])
            order = [by_title[place] for place in places]
        self._orders[sort] = order
        return order


def _sorted(keys: list[str] | list[int], *, largest_first: bool = False) -> Steps[list[int]]:
    """Give the indexes of `keys` in their order, equal ones as they stand; many in steps."""
    count, sign = len(keys), -1 if largest_first else 1
    runs = []
    for start in range(0, count, _QUICK_STEP):
        stop = min(start + _QUICK_STEP, count)
        run = zip(keys[start:stop], range(sign * start, sign * stop, sign), strict=True)
        runs.append(sorted(run, reverse=largest_first))
        yield
    if len(runs) == 1:
        return [sign * index for _, index in runs[0]]
    order: list[int] = []
    merged = heapq.merge(*runs, reverse=largest_first)
    while piece := list(islice(merged, _STEP * 2)):
        order.extend(sign * index for _, index in piece)
        yield
    return order


def catalogue(
    root: Path | None,
    paths: Sequence[str],
    facts: Mapping[str, NoteFacts],
    before: Catalogue | None = None,
) -> Steps[Catalogue]:
    """Put together what is known of the notes at `paths`; takes over what is as it was before."""
    old = before.plain if before is not None else []
    numbers = before.numbers if before is not None else {}
    notes: list[_Plain] = []
    made = 0
    for count, path in enumerate(paths):
        number = numbers.get(path)
        of_path = facts.get(path)
        if number is not None and old[number][_FACTS] is of_path:
            notes.append(old[number])
        else:
            notes.append(_listed(path, of_path))
            made += 1
            if not made % _STEP:
                yield
        if not count % _QUICK_STEP:
            yield
    new = Catalogue(root, notes)
    places = new.numbers
    best: dict[str, int] = {}
    for number, note in enumerate(notes):
        places[note[0]] = number
        video, claims = note[_VIDEO], note[_CLAIMS]
        if note[_FACTS] is not None and claims > best.get(video, -1):
            best[video] = claims
            new.video_titles[video] = note[_TITLE]
        if not number % _QUICK_STEP:
            yield
    return new


class Group:
    """A folder, a channel or a video, with what is in it."""

    __slots__ = (
        *("claims", "count", "date", "doubts", "groups", "key", "name", "notes"),
        *("number", "parent", "row", "video"),
    )

    def __init__(self, number: int, key: str, name: str, parent: int, video: str) -> None:
        self.number, self.key, self.name, self.parent = number, key, name, parent
        self.video = video  # its id, address or path; empty where this is a folder
        self.row = 0
        self.groups: list[int] = []  # numbers; they stand above the notes
        self.notes: list[int] = []  # numbers of the catalogue
        self.count = self.claims = self.doubts = 0  # of the notes in it, at any depth
        self.date = ""


class Outline:
    """What is shown of a catalogue. `groups[0]` stands for the vault itself."""

    def __init__(self, of: Catalogue, mode: Mode, sort: Sort) -> None:
        self.of, self.mode, self.sort = of, mode, sort
        self.groups: list[Group] = [Group(0, "", "", -1, "")]
        self.by_key: dict[str, int] = {"": 0}

    def label(self, note: Listed) -> str:
        """Give the words by which a note is listed here."""
        by_file = self.mode is Mode.FOLDERS and self.sort is Sort.NAME
        return note.name if by_file else note.title

    def home(self, note: Listed) -> Group | None:
        """Give the group in which a note stands, where it is shown."""
        number = self.by_key.get(note.folder if self.mode is Mode.FOLDERS else note.video)
        return self.groups[number] if number is not None else None

    def has_rows_of(self, other: Outline) -> bool:
        """Whether just the same rows stand in the same places, whatever they say."""
        if (self.mode, self.of.numbers) != (other.mode, other.of.numbers):
            return False
        return len(self.groups) == len(other.groups) and all(
            mine.key == theirs.key
            and mine.row == theirs.row
            and mine.parent == theirs.parent
            and mine.notes == theirs.notes
            for mine, theirs in zip(self.groups, other.groups, strict=True)
        )

    def below(self, group: Group) -> list[int]:
        """List the notes in a group, at any depth, in their order."""
        found: list[int] = []
        for number in group.groups:
            found += self.below(self.groups[number])
        return found + group.notes

    def _group(self, key: str) -> Group:
        number = self.by_key.get(key)
        if number is not None:
            return self.groups[number]
        above, mark, video = key.rpartition("\n")
        if mark:
            name = self.of.video_titles.get(key, video)
        else:
            above, _, name = key.rpartition("/")
            video = ""
        parent = self._group(above)
        made = Group(len(self.groups), key, name, parent.number, video)
        self.groups.append(made)
        self.by_key[key] = made.number
        parent.groups.append(made.number)
        return made


def outline(
    of: Catalogue,
    mode: Mode,
    sort: Sort,
    words: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
) -> Steps[Outline]:
    """Choose the notes that hold all of `words` (folded), and group them.

    `titles` are those of saved videos, by their ids.
    """
    order = yield from of.order(sort)
    made = Outline(of, mode, sort)
    notes, by_key, groups = of.plain, made.by_key, made.groups
    home = _FOLDER if mode is Mode.FOLDERS else _VIDEO
    step = _QUICK_STEP // 2
    for start in range(0, len(order), step):
        for number in order[start : start + step]:
            note = notes[number]
            if words:
                text = note[_TEXT]
                if not all(word in text for word in words):
                    continue
            key = str(note[home])
            at = by_key.get(key)
            group = groups[at] if at is not None else made._group(key)
            group.notes.append(number)
        yield
    passed = 0
    for group in reversed(groups):
        group.count += len(group.notes)
        passed += len(group.notes) + 5
        for number in group.notes:
            note = notes[number]
            group.claims += note[_CLAIMS]
            group.doubts += note[_DOUBTS]
            group.date = max(group.date, note[_DATE])
        if titles and group.video in titles:
            group.name = titles[group.video]
        if group.parent >= 0:
            above = groups[group.parent]
            above.count += group.count
            above.claims += group.claims
            above.doubts += group.doubts
            above.date = max(above.date, group.date)
        if passed > _QUICK_STEP:
            passed = 0
            yield
    for count, group in enumerate(groups):
        if len(group.groups) > 1:
            _order_groups(groups, group.groups, sort)
        for row, number in enumerate(group.groups):
            groups[number].row = row
        if not count % _STEP:
            yield
    return made


def _order_groups(groups: Sequence[Group], numbers: list[int], sort: Sort) -> None:
    numbers.sort(key=lambda number: by_numbers(fold(groups[number].name)))
    if sort is Sort.DATE:
        numbers.sort(key=lambda number: groups[number].date, reverse=True)
    elif sort is Sort.CLAIMS:
        numbers.sort(key=lambda number: groups[number].claims, reverse=True)
    elif sort is Sort.DOUBTS:
        numbers.sort(key=lambda number: groups[number].doubts, reverse=True)
