"""What the list of notes shows, and in which order. No Qt.

A `Catalogue` holds what is known of every note of a vault: its path, and what the index says. An
`ListOutline` is what is shown of it: groups (folders, or channels and videos) with notes in them,
chosen by the words of the filter. Both are made in steps: generators that yield about twice a
millisecond, so that whoever drives them can stop in between, for twenty thousand notes must not
hold up the window; only to sort so many takes some milliseconds at once. A thread would not do
better: it would take the interpreter lock away from the painting.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TypeVar

from viewer.ui.kit.fuzzy import fold
from viewer.vault.facts import (
    ALIASES,
    CLAIMS,
    NAME,
    TITLE,
    VIDEO,
    Fact,
    NoteFacts,
    Value,
    listed,
)
from viewer.vault.names import shown_name

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


def _in_order(folded: str) -> str:
    """Make a key by which texts are ordered by the numbers in them, 9 before 10."""
    return _NUMBER.sub(lambda number: number[0].zfill(_DIGITS), folded)


@dataclass(slots=True, eq=False)
class Listed:
    """A note as it is listed; changed by `Catalogue.renew` alone. There are 100,000 of them."""

    path: str  # relative to the vault
    folder: str
    facts: NoteFacts | None  # None: not in the index yet
    name: str
    title: str  # where it has none, its name
    keys: tuple[str, ...]  # by which texts are ordered: title, name, and others as `_Maker` says
    video: str  # key of its group in the mode `VIDEOS`: of the video, or else of the channel
    text: str  # what the filter looks through, folded
    title_key: str  # folded

    def value(self, fact: Fact) -> Value:
        """Return what is known of a fact."""
        return values_of([self], fact)[0]

    @property
    def aliases(self) -> list[str]:
        return str(self.value(ALIASES)).split("\n")


def values_of(notes: Iterable[Listed], fact: Fact) -> list[Value]:
    """Return what is known of a fact of each note."""
    if fact is TITLE:
        return [note.title for note in notes]
    if fact is NAME:
        return [note.name for note in notes]
    place, none = listed().index(fact), fact.none
    return [none if note.facts is None else note.facts[place] for note in notes]


class _Maker:
    """Puts together what is known of a note, for each as its path and facts say."""

    def __init__(self) -> None:
        kinds = listed()
        self._none = tuple(kind.none for kind in kinds)
        self._title, self._video = kinds.index(TITLE), kinds.index(VIDEO)
        # Beside name and title, which each has, and whose letters are folded once.
        rest = [(place, kind) for place, kind in enumerate(kinds) if kind is not TITLE]
        self._filtered = [place for place, kind in rest if kind.is_filtered]
        texts = [(place, kind) for place, kind in rest if kind.order and not kind.largest_first]
        self._texts = [place for place, _ in texts]
        # Where `Listed.keys` has the key of each text.
        ordered = (TITLE, NAME, *(kind for _, kind in texts))
        self.key_places = {kind.name: place for place, kind in enumerate(ordered)}
        self._folders: dict[str, str] = {}  # thousands of notes share each

    def make(self, path: str, facts: NoteFacts | None) -> Listed:
        folder = path.rpartition("/")[0]
        folder = self._folders.setdefault(folder, folder)
        video = path.partition("/")[0] if folder else ""  # the channel
        values = facts or self._none
        name = shown_name(path)
        title = str(values[self._title] or name)
        video = f"{video}\n{values[self._video]}" if values[self._video] else video
        title_key = fold(title)
        text = fold(path.replace("_", " "))
        if title is not name:
            text += "\n" + title_key
        for place in self._filtered:
            if values[place]:
                text += "\n" + fold(str(values[place]))
        in_order = _in_order(title_key)
        keys = [in_order, in_order if title is name else _in_order(fold(name))]
        keys += [_in_order(fold(str(values[place]))) for place in self._texts]
        return Listed(path, folder, facts, name, title, tuple(keys), video, text, title_key)


class Catalogue:
    """What is known of every note of a vault; made by `catalogue`. It keeps its notes."""

    def __init__(self, root: Path | None = None, notes: Sequence[Listed] = ()) -> None:
        self.root, self.notes = root, notes
        self.by_path: dict[str, Listed] = {}
        self.video_titles: dict[str, str] = {}  # of the note with the most claims
        self._orders: dict[Fact, list[Listed]] = {}

    def order(self, by: Fact) -> Steps[list[Listed]]:
        """Order the notes; those that are equal by their titles, or as they stand here."""
        kept = self._orders.get(by)
        if kept is not None:
            return kept
        notes = (yield from self.order(TITLE)) if by.largest_first else self.notes
        yield
        is_down = by.largest_first
        if is_down:
            keys = values_of(notes, by)
        else:
            place = _Maker().key_places[by.name]
            keys = [note.keys[place] for note in notes]
        yield
        places = sorted(range(len(notes)), key=keys.__getitem__, reverse=is_down)
        yield
        order = [notes[place] for place in places]
        self._orders[by] = order
        return order

    def renew(self, paths: Iterable[str], facts: Mapping[str, NoteFacts]) -> bool:
        """Take what is known of a few notes now, where they stay in their places in every list.

        Else nothing is taken, and the result is false.
        """
        make = _Maker().make
        renewed = []
        for path in paths:
            old = self.by_path.get(path)
            if old is None or (old.facts is None) != (path not in facts):
                return False
            new = make(path, facts.get(path))
            if (old.keys, old.video, old.text) != (new.keys, new.video, new.text):
                return False
            # Videos are called by the note with the most claims.
            facts_of_places = [*self._orders, *([CLAIMS] if self.video_titles else [])]
            if any(old.value(fact) != new.value(fact) for fact in facts_of_places):
                return False
            renewed.append((old, new))
        for old, new in renewed:
            old.facts, old.title = new.facts, new.title
        return True

    def name_videos(self) -> Steps[None]:
        """Find the titles of the videos, where they were not found yet."""
        if self.video_titles:
            return
        best: dict[str, int] = {}
        titles: dict[str, str] = {}
        all_claims = values_of(self.notes, CLAIMS)
        for number, (note, counted) in enumerate(zip(self.notes, all_claims, strict=True)):
            claims = int(counted)
            if note.facts is not None and claims > best.get(note.video, -1):
                best[note.video] = claims
                titles[note.video] = note.title
            if not number % _QUICK_STEP:
                yield
        self.video_titles = titles  # as a whole: whoever drives this may stop in between


def catalogue(
    root: Path | None,
    paths: Sequence[str],
    facts: Mapping[str, NoteFacts],
    before: Catalogue | None = None,
) -> Steps[Catalogue]:
    """Put together what is known of the notes at `paths`; takes over what is as it was before."""
    old = before.by_path if before is not None else {}
    make = _Maker().make
    notes: list[Listed] = []
    new = Catalogue(root, notes)
    made = 0
    for count, path in enumerate(paths):
        note, of_path = old.get(path), facts.get(path)
        if note is None or note.facts is not of_path:
            note = make(path, of_path)
            made += 1
            if not made % _STEP:
                yield
        notes.append(note)
        new.by_path[path] = note
        if not count % _QUICK_STEP:
            yield
    return new


@dataclass(slots=True, eq=False)
class NoteGroup:
    """A folder, a channel or a video, with what is in it."""

    number: int
    key: str
    name: str
    parent: int  # number
    video: str  # its id, address or path; empty where this is a folder
    row: int = 0
    groups: list[NoteGroup] = field(default_factory=list)  # they stand above the notes
    notes: list[Listed] = field(default_factory=list)
    count: int = 0  # of the notes in it, at any depth
    total: Value = ""  # of what they are ordered by


class ListOutline:
    """What is shown of a catalogue. `groups[0]` stands for the vault itself."""

    def __init__(self, of: Catalogue, mode: Mode, sort: Fact) -> None:
        self.of, self.mode, self.sort = of, mode, sort
        self.kept: Listed | None = None  # the open note, where the words do not choose it
        self.groups = [NoteGroup(0, "", "", -1, "")]
        self.by_key = {"": self.groups[0]}

    def label(self, note: Listed) -> str:
        """Return the words by which a note is listed here."""
        by_file = self.mode is Mode.FOLDERS and self.sort is NAME
        return note.name if by_file else note.title

    def home(self, note: Listed) -> NoteGroup | None:
        """Return the group in which a note stands, where it is shown."""
        return self.by_key.get(note.folder if self.mode is Mode.FOLDERS else note.video)

    def has_rows_of(self, other: ListOutline) -> bool:
        """Whether just the same rows stand in the same places, whatever they say."""
        if (self.mode, len(self.groups)) != (other.mode, len(other.groups)):
            return False
        return all(
            (mine.key, mine.row, mine.parent) == (theirs.key, theirs.row, theirs.parent)
            and [note.path for note in mine.notes] == [note.path for note in theirs.notes]
            for mine, theirs in zip(self.groups, other.groups, strict=True)
        )

    def below(self, group: NoteGroup) -> list[Listed]:
        """List the notes in a group, at any depth, in their order."""
        return [note for inner in group.groups for note in self.below(inner)] + group.notes

    def group(self, key: str) -> NoteGroup:
        """Return the group of a key; made where there is none yet, with those that it is in."""
        if key in self.by_key:
            return self.by_key[key]
        above, mark, video = key.rpartition("\n")
        if mark:
            name = self.of.video_titles.get(key, video)
        else:
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
    sort: Fact,
    words: Sequence[str] = (),
    titles: Mapping[str, str] | None = None,
    open_path: str = "",
) -> Steps[ListOutline]:
    """Choose the notes that hold all of `words` (folded) and the one that is open; group them.

    `titles` are those of saved videos, by their ids.
    """
    order = yield from of.order(sort)
    if mode is Mode.VIDEOS:
        yield from of.name_videos()
    made = ListOutline(of, mode, sort)
    by_key, by_folder, titles = made.by_key, mode is Mode.FOLDERS, titles or {}
    step = _QUICK_STEP // 2
    for start in range(0, len(order), step):
        for note in order[start : start + step]:
            text = note.text
            for word in words:
                if word not in text:
                    if note.path != open_path:
                        break
                    made.kept = note
            else:
                key = note.folder if by_folder else note.video
                (by_key.get(key) or made.group(key)).notes.append(note)
        yield
    passed = 0
    for group in reversed(made.groups):  # what is in a group stands behind it
        group.name = titles.get(group.video, group.name)
        group.count = len(group.notes)
        values = values_of(group.notes, sort)
        if group.groups:
            group.count += sum(inner.count for inner in group.groups)
            values += [inner.total for inner in group.groups]
            group.groups.sort(key=lambda inner: _in_order(fold(inner.name)))
            if sort.largest_first:
                group.groups.sort(key=lambda inner: inner.total, reverse=True)
            for row, inner in enumerate(group.groups):
                inner.row = row
        group.total = sort.total(values)
        passed += len(group.notes) + 5 * len(group.groups) + 5
        if passed > _QUICK_STEP:
            passed = 0
            yield
    return made
