"""The notes of a folder, and which of them a wikilink refers to.

Any folder can be a vault. Only files found by the scan are ever returned, so no link leads out of
the vault. Links to folders are not followed, so there are no loops.

`scan` and the first `resolve` that has to look at titles read the disk (ten thousand notes: about
a second when nothing is cached); call them off the GUI thread. Not thread-safe while resolving.
"""

import os
import posixpath
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import chain, takewhile
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zlib import crc32

from viewer.notes.beside import is_beside
from viewer.notes.front import read_front_matter
from viewer.notes.real_path import NOTE_SUFFIXES, real_path

SUFFIXES = NOTE_SUFFIXES
# Copies that Syncthing and Dropbox leave beside a note when two devices changed it.
CONFLICT_MARKS = (".sync-conflict-", "conflicted copy")
# What is left out where a name is made of a title.
_LEFT_OUT = str.maketrans("", "", "_-‐‑–—'‘’`\"“”,.:;!?()[]{}…")


def folded(text: str) -> str:
    """Fold differences that do not count when two names are compared."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def loose(text: str) -> str:
    """Fold what people and programs write for a space in a file name."""
    return " ".join(folded(text).replace("_", " ").replace("-", " ").split())


@lru_cache(maxsize=1 << 12)  # of a link it is asked by each rule
def bare(text: str) -> str:
    """Fold a name to what survives in the name of a file made from a title.

    Names with equal `folded` or `loose` forms are equal here.
    """
    text = folded(text)
    return "".join(text.translate(_LEFT_OUT).split()) or text


@lru_cache(maxsize=1 << 14)  # a channel's notes link to the same ones
def link_key(target: str) -> int:
    """Return the number under which links to a name, or to a path that ends in it, are stored.

    Two names may share it: `VaultFiles` decides what a link leads to.
    """
    return _number(bare(without_suffix(posixpath.basename(target))))


def _number(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))


def stem_of(path: str) -> str:
    """Return the name of a note's file without its Markdown suffix."""
    return posixpath.splitext(posixpath.basename(path))[0]


def moved(note: str, old: str, new: str) -> str:
    """Return the path of a note after the note or the folder at `old` is moved to `new`."""
    return new + note[len(old) :] if f"{note}/".startswith(f"{old}/") else note


def moved_file(path: Path, old: Path, new: Path) -> Path:
    """Return the path of a file after the file or folder `old` is renamed to `new`."""
    return new / path.relative_to(old) if path.is_relative_to(old) else path


def without_suffix(target: str) -> str:
    """Remove a Markdown suffix."""
    return target[: target.rindex(".")] if target.casefold().endswith(SUFFIXES) else target


def _path_key(note: str) -> str:
    return folded(without_suffix(note))


class _Places:
    """The indexes in a list of names that are equal as `bare`, and of some others.

    Eight bytes a name: with lists of notes, a hundred thousand of them took 150 MB.
    """

    def __init__(self, names: Iterable[str]) -> None:
        numbers = (_number(bare(name)) << 32 | place for place, name in enumerate(names))
        self._numbers = array("Q", sorted(numbers))

    def of(self, key: str) -> list[int]:
        first = _number(key) << 32
        start = bisect_left(self._numbers, first)
        stop = bisect_left(self._numbers, first + (1 << 32), start)
        return [number - first for number in self._numbers[start:stop]]


class _Titles(NamedTuple):
    places: _Places
    titles: Sequence[str]
    notes: Sequence[str]


class VaultFiles:
    """The notes under one folder, as the last scan found them."""

    def __init__(self, root: Path, notes: Iterable[str], unreadable: Iterable[str] = ()) -> None:
        """Take relative POSIX paths of notes under `root`, which is absolute."""
        self.root = root
        self.notes: tuple[str, ...] = tuple(sorted(notes))
        # Relative paths of folders that could not be listed.
        self.unreadable: tuple[str, ...] = tuple(sorted(unreadable))
        # Folders in which something is being written, or was when a program of ours was killed.
        self.untidy: frozenset[Path] = frozenset()
        self.empty: Sequence[str] = ()  # relative paths of folders with nothing in them
        self._titles: _Titles | None = None
        self._more_names: Sequence[tuple[str, str]] = ()  # of links, and the note that each means
        # Of files that are to be: those there are now, and what is renamed in them.
        self._before: tuple[VaultFiles, str, str, tuple[str, str] | None] | None = None

    # Only links ask for these, and of a hundred thousand notes they take half a second to make.
    @cached_property
    def _places(self) -> _Places:
        return _Places(map(stem_of, self.notes))

    @classmethod
    def scan(cls, root: Path) -> "VaultFiles":
        """List the notes under `root`, a `real_path`, without hidden folders.

        Never raises for the disk. Folders that cannot be listed are in `unreadable`. Links to
        folders are left out, and so are links to other notes, which would only be second names.
        """
        notes: list[str] = []
        unreadable: list[str] = []
        untidy: set[str] = set()
        empty: list[str] = []
        links: list[tuple[str, Path]] = []
        waiting = [""]  # the next last; folders with a slash, as they stand among the notes
        while waiting:
            path = waiting.pop()
            if path and not path.endswith("/"):
                notes.append(path)
                continue
            inside: list[str] = []
            is_empty = bool(path)
            try:
                with os.scandir(root / path) as entries:
                    for entry in entries:
                        is_empty = False
                        if entry.name.startswith("."):
                            if is_beside(entry.name):
                                untidy.add(path)
                        elif _is_folder(entry):
                            inside.append(f"{path}{entry.name}/")
                        elif _is_note(entry, root):
                            place = Path(entry.path) if entry.is_symlink() else None
                            if place is None or (real := real_path(place)) == place:
                                inside.append(path + entry.name)
                            else:
                                links.append((path + entry.name, real))
            except OSError:
                unreadable.append(path.removesuffix("/"))
                is_empty = False
            if is_empty:
                empty.append(path.removesuffix("/"))
            waiting += sorted(inside, reverse=True)
        files = cls(root, notes, unreadable)
        files.empty = empty
        files.untidy = frozenset(root / folder for folder in untidy)
        files._more_names = [
            (folded(name), real.relative_to(root).as_posix())
            for link, real in links
            if files.holds(real)
            for name in (stem_of(link), without_suffix(link))
        ]
        return files

    def ready_for_links(self) -> "VaultFiles":
        """Prepare what `resolve` needs, for example on a thread; otherwise `resolve` does it."""
        _ = self._places
        return self

    def renamed(self, old: str, new: str, titles: tuple[str, str] | None = None) -> "VaultFiles":
        """Return the notes as they are after the note or the folder at `old` is moved to `new`.

        `titles` are the note's titles before and after; without them it stays the same.

        Reads nothing: the new object reads titles through this one when they are needed.
        """
        after = VaultFiles(self.root, (), self.unreadable)
        after.notes = tuple(sorted(moved(note, old, new) for note in self.notes))
        after._before = self, old, new, titles
        return after

    def at(self, path: str) -> list[str]:
        """Return the notes at a relative path, ignoring its case and suffix."""
        key = _path_key(path)
        path = without_suffix(path)
        return [note for note in self._named(posixpath.basename(path)) if _path_key(note) == key]

    def _named(self, name: str) -> list[str]:
        key = bare(name)
        if self._before is None:
            found = [self.notes[place] for place in self._places.of(key)]
        else:
            files, old, new, _ = self._before
            found = [moved(note, old, new) for note in files._named(name)]
            if self.holds(self.root / new):  # by another name, where a note was renamed
                found = sorted({*found, new})
        return [note for note in found if bare(stem_of(note)) == key]

    def _titled(self, name: str) -> list[tuple[str, str]]:
        key = bare(name)
        if self._titles is None and self._before is not None:
            files, old, new, titles = self._before
            found = [(title, moved(note, old, new)) for title, note in files._titled(name)]
            if titles is not None:
                before, after = map(folded, titles)
                found = [each for each in found if each != (before, new)]
                found.append((after, new))
        else:
            known = self._titles
            if known is None:
                read = ((folded(title_of(self.root / note)), note) for note in self.notes)
                known = self._take_titles(each for each in read if each[0])
            found = [(known.titles[at], known.notes[at]) for at in known.places.of(key)]
        return sorted({each for each in found if bare(each[0]) == key})

    @staticmethod
    def is_note(root: Path, relative: str) -> bool:
        """Return whether a scan of `root` now would find the note at the path `relative` to it."""
        parts = relative.split("/")
        if any(part.startswith(".") for part in parts) or not _is_note_name(parts[-1]):
            return False
        place = root / relative
        real = Path(os.path.realpath(place))
        return real_path(place) == place and real.is_relative_to(root) and real.is_file()

    def below(self, folder: str) -> list[str]:
        """List the notes in a folder, at any depth; all of them for ""."""
        start = f"{folder}/" if folder else ""
        return [note for note in self.notes if note.startswith(start)]

    def holds(self, path: Path) -> bool:
        """Return whether the scan found the note at `path`."""
        try:
            relative = path.relative_to(self.root).as_posix()
        except ValueError:
            return False
        at = bisect_left(self.notes, relative)
        return self.notes[at : at + 1] == (relative,)

    def resolve(self, target: str, source: Path, *, wiki: bool = True) -> Path | list[Path] | None:
        """Find the note that `[[target]]` refers to in the note `source`.

        `target` is without heading and text, as `WikiLink.target` is. Tried in order: its path as
        written, from the vault and from the note (for `[…](target)`, which is not `wiki`, the other
        way round); the end of a path; a note of that name; the same with spaces, dashes and
        underscores alike; title and aliases; and both without punctuation, since programs leave
        that out when they name a file. Of several the nearest counts, and of these an exact match.
        None if there is none; a list if several are equally near.
        """
        target = without_suffix(target.strip())
        if not target.strip("/. "):
            return None
        folder = self._folder_of(source)
        for notes in filter(None, self._candidates(target, folder, wiki=wiki)):
            nearest = self._nearest(notes, folder)
            written = [note for note in nearest if stem_of(note) == posixpath.basename(target)]
            paths = [self.root / note for note in written or nearest]
            return paths[0] if len(paths) == 1 else paths
        return None

    def _candidates(self, target: str, folder: str, *, wiki: bool) -> Iterator[list[str]]:
        bases = ["", folder]
        if target.startswith("/"):
            bases = [""]
        elif not wiki or target.startswith(("./", "../")):
            bases.reverse()
        for base in bases:
            path = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            yield self.at(path)
        named = self._named(posixpath.basename(target))
        key = folded(target)
        if "/" in target:
            # As Obsidian writes it where names are not unique.
            end = "/" + folded(posixpath.normpath(target.lstrip("/")))
            yield [note for note in named if f"/{_path_key(note)}".endswith(end)]
        else:
            yield [note for note in named if folded(stem_of(note)) == key]
            key_loose = loose(target)
            yield [note for note in named if loose(stem_of(note)) == key_loose]
        titled = self._titled(target)
        yield [note for title, note in titled if title == key]
        if "/" not in target:
            yield sorted({*named, *(note for _, note in titled)})

    def take_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Take (name, relative path) of the titles and aliases, so that no file is read for them.

        Names are as from `folded`; notes that are not listed here are left out. Any thread.
        """
        listed = {note: note for note in self.notes}
        self._take_titles((name, listed[note]) for name, note in names if note in listed)

    def _take_titles(self, named: Iterable[tuple[str, str]]) -> _Titles:
        titles: list[str] = []
        notes: list[str] = []
        for title, note in chain(named, self._more_names):
            titles.append(title)
            notes.append(note)
        # As a whole: another thread may be looking.
        self._titles = made = _Titles(_Places(titles), titles, notes)
        return made

    def _folder_of(self, source: Path) -> str:
        """Return the folder of a note, relative to the root; the root itself for one outside."""
        try:
            relative = source.relative_to(self.root) if source.is_absolute() else source
        except ValueError:
            return ""
        folder = PurePosixPath(relative.as_posix()).parent.as_posix()
        return "" if folder == "." else folder

    @staticmethod
    def _nearest(notes: list[str], folder: str) -> list[str]:
        if len(notes) < 2:
            return notes
        here = folder.split("/") if folder else []

        def distance(note: str) -> int:
            there = note.split("/")[:-1]
            shared = takewhile(lambda both: both[0] == both[1], zip(here, there, strict=False))
            return len(here) + len(there) - 2 * len(list(shared))

        least = min(map(distance, notes))
        return [note for note in notes if distance(note) == least]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_note_name(name: str) -> bool:
    name = name.casefold()
    return name.endswith(SUFFIXES) and not any(mark in name for mark in CONFLICT_MARKS)


def _is_note(entry: "os.DirEntry[str]", root: Path) -> bool:
    if not _is_note_name(entry.name):
        return False
    try:
        real = Path(os.path.realpath(entry.path)) if entry.is_symlink() else root
        return real.is_relative_to(root) and entry.is_file()
    except (OSError, ValueError):
        return False


def title_of(path: Path) -> str:
    """Read the title in a note's front matter, or ""."""
    front = read_front_matter(path)
    if front is None or "title" not in front.values:
        return ""
    return " ".join(front.values["title"].text.split())
