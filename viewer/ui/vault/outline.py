"""What the note list shows, and in which order. No Qt.

A `Catalogue` holds what is known about every note of a vault: its path, and its facts in the index.
A `ListOutline` is the shown part: groups (folders, or channels and videos) of the notes that match
the filter. For twenty thousand notes a catalogue takes 80 ms once, and 20 ms if few of them
changed, and an outline 10 to 30 ms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple, overload

from viewer.ui.kit.fuzzy import fold
from viewer.vault.facts import (
    ALIASES,
    CHANNEL,
    CLAIMS,
    NAME,
    TITLE,
    VIDEO,
    FactValue,
    NoteFact,
    NoteFacts,
    listed,
)
from viewer.vault.names import shown_name

_NUMBER = re.compile(r"\d+")
_DIGITS = 10


class Mode(Enum):
    """How the notes are grouped."""

    FOLDERS = "folders"
    VIDEOS = "videos"  # channel → video → notes


def _in_order(folded: str) -> str:
    """Return a sort key that orders numbers in texts by value, 9 before 10."""
    return _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), folded)


class Listed(NamedTuple):
    """A note in the list."""

    path: str  # relative to the vault
    facts: NoteFacts | None  # None: not in the index yet
    text: str  # what the filter looks through, folded
    title_key: str  # folded

    @property
    def folder(self) -> str:
        return _folder_of(self.path)

    @property
    def name(self) -> str:
        return shown_name(self.path)

    @property
    def title(self) -> str:
        """Its title, or else its name."""
        return str(self.value(TITLE)) or self.name

    @property
    def video(self) -> str:
        """The key of its group in the mode `VIDEOS`: of the video, or else of the channel."""
        return _video_key(self.path, self.value(CHANNEL), self.value(VIDEO))

    @property
    def aliases(self) -> list[str]:
        return str(self.value(ALIASES)).split("\n")

    def value(self, fact: NoteFact) -> FactValue:
        """Return the value of a fact, other than a name."""
        return fact.none if self.facts is None else self.facts[listed().index(fact)]


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _video_key(path: str, channel: FactValue, video: FactValue) -> str:
    channel = str(channel) or _folder_of(path).rpartition("/")[2]
    return f"{channel}\n{video}" if video else channel


class Catalogue(Sequence[Listed]):
    """What is known about every note of a vault, sorted by path; made by `catalogue`.

    A hundred thousand objects would slow down the garbage collector: it holds columns, and makes a
    `Listed` on request.
    """

    def __init__(self, root: Path | None = None, paths: Sequence[str] = ()) -> None:
        self.root, self.paths = root, paths
        self.empty: Sequence[str] = ()  # folders with nothing in them
        self.places: dict[str, int] = {}  # by path
        self.texts: list[str] = []  # these as `Listed` has them
        self.title_keys: list[str] = []
        self.facts: list[NoteFacts | None] = []
        self.video_titles: dict[str, str] = {}  # of the note with the most claims
        self._orders: dict[NoteFact, Sequence[int]] = {}

    def __len__(self) -> int:
        return len(self.facts)

    @overload
    def __getitem__(self, index: int) -> Listed: ...
    @overload
    def __getitem__(self, index: slice) -> list[Listed]: ...
    def __getitem__(self, index: int | slice) -> Listed | list[Listed]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        facts = self.facts[index]
        return Listed(self.paths[index], facts, self.texts[index], self.title_keys[index])

    def at(self, path: str) -> Listed | None:
        """Return the note at a path, or None."""
        place = self.places.get(path)
        return None if place is None else self[place]

    def paths_at(self, places: Iterable[int]) -> list[str]:
        """Return the paths of the notes at these places."""
        return [self.paths[place] for place in places]

    def values(self, places: Iterable[int], fact: NoteFact) -> list[FactValue]:
        """Return the values of a fact for the notes at these places."""
        if fact is NAME:
            return [shown_name(self.paths[place]) for place in places]
        number, none = listed().index(fact), fact.none
        each = [(place, self.facts[place]) for place in places]
        values = [none if facts is None else facts[number] for _, facts in each]
        if fact is TITLE:
            return [
                value or shown_name(self.paths[place])
                for value, (place, _) in zip(values, each, strict=True)
            ]
        return values

    def order(self, by: NoteFact) -> Sequence[int]:
        """Sort the notes; equal ones by their titles, or in their current order."""
        kept = self._orders.get(by)
        if kept is not None:
            return kept
        is_down = by.largest_first
        places = self.order(TITLE) if is_down else range(len(self))
        keys: list[FactValue]
        if is_down:
            keys = self.values(places, by)
        elif by is TITLE:
            keys = [_in_order(key) for key in self.title_keys]
        else:
            keys = [_in_order(fold(str(value))) for value in self.values(places, by)]
        ordered = sorted(range(len(places)), key=keys.__getitem__, reverse=is_down)
        order = [places[at] for at in ordered] if is_down else ordered
        self._orders[by] = order
        return order

    def renew(self, paths: Iterable[str], facts: Mapping[str, NoteFacts]) -> bool:
        """Update the facts of a few notes, if that changes no order.

        Otherwise returns False, with nothing updated.
        """
        renewed = []
        # Videos are called by the note with the most claims.
        told = [*self._orders, VIDEO, *([CLAIMS] if self.video_titles else [])]
        for path in paths:
            place, fresh = self.places.get(path), facts.get(path)
            if place is None or (self.facts[place] is None) != (fresh is None):
                return False
            old = self[place]
            new = Listed(path, fresh, *_texts_of(path, fresh))
            if (old.text, old.title) != (new.text, new.title):
                return False
            if any(old.value(fact) != new.value(fact) for fact in told if fact is not NAME):
                return False
            renewed.append((place, fresh))
        for place, fresh in renewed:
            self.facts[place] = fresh
        return True

    def name_videos(self) -> None:
        """Find the titles of the videos, unless already found."""
        if self.video_titles:
            return
        best: dict[str, int] = {}
        titles: dict[str, str] = {}
        every = range(len(self))
        facts = (self.values(every, fact) for fact in (CHANNEL, VIDEO, CLAIMS))
        for place, channel, video, counted in zip(every, *facts, strict=True):
            key, claims = _video_key(self.paths[place], channel, video), int(counted)
            if self.facts[place] is not None and claims > best.get(key, -1):
                best[key] = claims
                titles[key] = self[place].title
        self.video_titles = titles


def _texts_of(path: str, facts: NoteFacts | None) -> tuple[str, str]:
    known = zip(listed(), facts, strict=True) if facts is not None else ()
    texts = {fact: str(value) for fact, value in known if fact.is_filtered and value}
    title = texts.pop(TITLE, "")
    title_key = fold(title or shown_name(path))
    text = fold(path.replace("_", " "))
    return "\n".join((text, *([title_key] if title else []), *map(fold, texts.values()))), title_key


def catalogue(
    root: Path | None,
    paths: Sequence[str],
    facts: Mapping[str, NoteFacts],
    before: Catalogue | None = None,
) -> Catalogue:
    """Build the catalogue of the notes at `paths`, reusing unchanged parts of `before`."""
    new, old = Catalogue(root, paths), before or Catalogue()
    for place, path in enumerate(paths):
        was, of_path = old.places.get(path), facts.get(path)
        if was is not None and old.facts[was] is of_path:
            text, title_key = old.texts[was], old.title_keys[was]
        else:
            text, title_key = _texts_of(path, of_path)
        new.texts.append(text)
        new.title_keys.append(title_key)
        new.facts.append(of_path)
        new.places[path] = place
    return new


@dataclass(slots=True, eq=False)
class NoteGroup:
    """A folder, a channel or a video, with its content."""

    number: int
    key: str
    name: str
    parent: int  # number
    video: str  # its id, address or path; empty where this is a folder
    row: int = 0
    groups: list[NoteGroup] = field(default_factory=list)  # they stand above the notes
    notes: list[int] = field(default_factory=list)  # their places in the catalogue
    count: int = 0  # of the notes in it, at any depth
    total: FactValue = ""  # of what they are ordered by


class ListOutline:
    """The shown part of a catalogue. `groups[0]` stands for the vault itself."""

    def __init__(self, of: Catalogue, mode: Mode, sort: NoteFact) -> None:
        self.of, self.mode, self.sort = of, mode, sort
        self.kept: Listed | None = None  # the open note, where the words do not choose it
        self.groups = [NoteGroup(0, "", "", -1, "")]
        self.by_key = {"": self.groups[0]}

    @property
    def is_by_file(self) -> bool:
        """Return whether notes are listed by file name."""
        return self.mode is Mode.FOLDERS and self.sort is NAME

    def label(self, note: Listed) -> str:
        """Return the text under which a note is listed."""
        return note.name if self.is_by_file else note.title

    def home(self, note: Listed) -> NoteGroup | None:
        """Return the group of a shown note."""
        return self.by_key.get(note.folder if self.mode is Mode.FOLDERS else note.video)

    def has_rows_of(self, other: ListOutline) -> bool:
        """Return whether the rows are the same and in the same places, whatever they show."""
        if (self.mode, len(self.groups)) != (other.mode, len(other.groups)):
            return False
        return all(
            (mine.key, mine.row, mine.parent) == (theirs.key, theirs.row, theirs.parent)
            and self.of.paths_at(mine.notes) == other.of.paths_at(theirs.notes)
            for mine, theirs in zip(self.groups, other.groups, strict=True)
        )

    def below(self, group: NoteGroup) -> list[int]:
        """List the places of the notes in a group, at any depth, in order."""
        return [note for inner in group.groups for note in self.below(inner)] + group.notes

    def group(self, key: str) -> NoteGroup:
        """Return the group with a key, creating it and its parents if needed."""
        if key in self.by_key:
            return self.by_key[key]
        above, mark, video = key.rpartition("\n")
        if mark:
            name = self.of.video_titles.get(key, video)
        else:
            above, name = "", key
            if self.mode is Mode.FOLDERS:
                above, _, name = key.rpartition("/")
            video = ""
        parent = self.group(above)
        made = self.by_key[key] = NoteGroup(len(self.groups), key, name, parent.number, video)
        self.groups.append(made)
        parent.groups.append(made)
        return made


def outline(
    of: Catalogue,
    mode: Mode,
    sort: NoteFact,
    words: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    open_path: str = "",
    only: NoteFact | None = None,
) -> ListOutline:
    """Select the notes that contain all of `words` (folded) and the open one; group them.

    `titles` are those of saved videos, by id. Notes without a value of the fact `only` are left
    out, too.
    """
    if mode is Mode.VIDEOS:
        of.name_videos()
    made = ListOutline(of, mode, sort)
    by_key, by_folder, titles = made.by_key, mode is Mode.FOLDERS, titles or {}
    if by_folder and not words and only is None:
        for folder in of.empty:
            made.group(folder)
    every = range(0 if by_folder else len(of))
    channels, videos = of.values(every, CHANNEL), of.values(every, VIDEO)
    has = of.values(range(len(of)), only) if only is not None else ()
    for place in of.order(sort):
        text, path = of.texts[place], of.paths[place]
        if only is not None and not has[place]:
            if path != open_path:
                continue
            made.kept = of[place]
        for word in words:
            if word not in text:
                if path != open_path:
                    break
                made.kept = of[place]
        else:
            key = (
                _folder_of(path) if by_folder else _video_key(path, channels[place], videos[place])
            )
            (by_key.get(key) or made.group(key)).notes.append(place)
    for group in reversed(made.groups):  # what is in a group stands behind it
        group.name = titles.get(group.video, group.name)
        group.count = len(group.notes)
        values = of.values(group.notes, sort)
        if group.groups:
            group.count += sum(inner.count for inner in group.groups)
            values += [inner.total for inner in group.groups]
            group.groups.sort(key=lambda inner: _in_order(fold(inner.name)))
            if sort.largest_first:
                group.groups.sort(key=lambda inner: inner.total, reverse=True)
            for row, inner in enumerate(group.groups):
                inner.row = row
        group.total = sort.total(values)
    return made
