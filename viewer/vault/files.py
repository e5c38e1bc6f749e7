"""The notes of a folder, and which of them a wikilink means.

A note's folder is enough as a vault. Only files found by the scan are ever answered, so no link
leads out of the vault. Links to folders are not followed, so there are no loops.

`scan` and the first `resolve` that has to look at titles read the disk (ten thousand notes: about
a second when nothing is cached); call them off the GUI thread. Not thread-safe while resolving.
"""

import os
import posixpath
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from functools import cached_property, lru_cache
from itertools import takewhile
from pathlib import Path, PurePosixPath
from zlib import crc32

from viewer.notes.beside import is_beside
from viewer.notes.front import read_front_matter

SUFFIXES = (".md", ".markdown")
# Copies that Syncthing and Dropbox leave beside a note when two devices changed it.
CONFLICT_MARKS = (".sync-conflict-", "conflicted copy")
# What is left out where a name is made of a title.
_LEFT_OUT = str.maketrans("", "", "_-‐‑–—'‘’`\"“”,.:;!?()[]{}…")


def folded(text: str) -> str:
    """Fold what does not count when two names are compared."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def loose(text: str) -> str:
    """Fold what people and programs put for a space in a file's name."""
    return " ".join(folded(text).replace("_", " ").replace("-", " ").split())


def bare(text: str) -> str:
    """Fold a name further, to what is left of it in a file's name that was made of a title.

    Whatever is equal as `folded` or `loose` is equal here.
    """
    text = folded(text)
    return "".join(text.translate(_LEFT_OUT).split()) or text


@lru_cache(maxsize=1 << 14)  # a channel's notes link to the same ones
def link_key(target: str) -> int:
    """Return a number by which links to a name, or to a path that ends in it, are kept.

    Two names may share it: what a link leads to is for `VaultFiles` to say.
    """
    return crc32(bare(without_suffix(posixpath.basename(target))).encode())


def stem_of(path: str) -> str:
    """Return the name of a note's file, without what says that it is Markdown."""
    return posixpath.splitext(posixpath.basename(path))[0]


def without_suffix(target: str) -> str:
    """Leave out what says that it is Markdown."""
    return target[: target.rindex(".")] if target.casefold().endswith(SUFFIXES) else target


def _path_key(note: str) -> str:
    return folded(without_suffix(note))


def _name_key(note: str) -> str:
    return folded(stem_of(note))


def _loose_key(note: str) -> str:
    return loose(stem_of(note))


def _keyed(notes: Iterable[str], key: Callable[[str], str]) -> dict[str, list[str]]:
    by_key: dict[str, list[str]] = {}
    for note in notes:
        by_key.setdefault(key(note), []).append(note)
    return by_key


class LinkRule(Enum):
    """By what a link finds its note."""

    PATH = "path from the vault"
    RELATIVE = "path from the note, or beside it"
    END = "end of a path"
    NAME = "name of a file"
    LOOSE = "name, spaces for _ and -"
    TITLE = "title or alias"
    BARE = "name or title without punctuation"


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
        self._by_title: dict[str, list[str]] | None = None
        # Made of these titles, and of the files' names.
        self._by_bare: tuple[dict[str, list[str]], dict[str, list[str]]] | None = None
        # Of files that are to be: those there are now, and what is renamed in them.
        self._before: tuple[VaultFiles, str, str, tuple[str, str] | None] | None = None

    # Only links ask for these, and of a hundred thousand notes they take a second to make.
    @cached_property
    def _by_path(self) -> dict[str, list[str]]:
        return _keyed(self.notes, _path_key)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _keyed(self.notes, _name_key)

    @cached_property
    def _by_loose_name(self) -> dict[str, list[str]]:
        return _keyed(self.notes, _loose_key)

    @classmethod
    def scan(cls, root: Path) -> "VaultFiles":
        """List the notes under `root`, hidden folders left out. Never raises for the disk.

        Folders that cannot be listed are in `unreadable`. Links to folders are left out, and links
        to files that lie outside.
        """
        root = Path(os.path.normpath(root.absolute()))
        real_root = os.path.realpath(root)
        notes: list[str] = []
        unreadable: list[str] = []
        untidy: set[str] = set()
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(root / folder) as entries:
                    for entry in entries:
                        if entry.name.startswith("."):
                            if is_beside(entry.name):
                                untidy.add(folder)
                            continue
                        path = posixpath.join(folder, entry.name)
                        if _is_folder(entry):
                            waiting.append(path)
                        elif _is_note(entry, real_root):
                            notes.append(path)
            except OSError:
                unreadable.append(folder)
        files = cls(root, notes, unreadable)
        files.untidy = frozenset(root / folder for folder in untidy)
        return files

    def ready_for_links(self) -> "VaultFiles":
        """Make what links ask for now, as on a thread; `resolve` does so where it was not."""
        _ = self._by_path, self._by_name, self._by_loose_name
        return self

    def renamed(self, old: str, new: str, titles: tuple[str, str] | None = None) -> "VaultFiles":
        """Return the notes as they are once the note at `old` is at `new`.

        `titles` are its title before and after; else it stays the same.

        Reads nothing: titles come from these files, and are read by them when they are needed.
        """
        after = VaultFiles(self.root, (), self.unreadable)
        after.notes = tuple(sorted(new if note == old else note for note in self.notes))

        def moved(ours: dict[str, list[str]], key: Callable[[str], str]) -> dict[str, list[str]]:
            # Thousands of entries stay as they are: those are shared, not made anew.
            theirs = dict(ours)
            rest = [note for note in theirs.pop(key(old), []) if note != old]
            if rest:
                theirs[key(old)] = rest
            theirs[key(new)] = sorted([*theirs.get(key(new), []), new])
            return theirs

        after._by_path = moved(self._by_path, _path_key)
        after._by_name = moved(self._by_name, _name_key)
        after._by_loose_name = moved(self._by_loose_name, _loose_key)
        after._before = self, old, new, titles
        return after

    def at(self, path: str) -> list[str]:
        """Return the notes at a relative path, however its case and suffix are written."""
        return self._by_path.get(folded(without_suffix(path)), [])

    @staticmethod
    def is_note(root: Path, relative: str) -> bool:
        """Return whether a scan of `root` now would find the note at the path `relative` to it."""
        parts = relative.split("/")
        name = parts[-1].casefold()
        if any(part.startswith(".") for part in parts) or not name.endswith(SUFFIXES):
            return False
        if any(mark in name for mark in CONFLICT_MARKS):
            return False
        real_root = os.path.realpath(root)
        folder = Path(real_root, *parts[:-1])
        if os.path.realpath(folder) != os.fspath(folder):
            return False  # a link to a folder on the way
        real = os.path.realpath(folder / parts[-1])
        return os.path.commonpath((real, real_root)) == real_root and Path(real).is_file()

    def holds(self, path: Path) -> bool:
        """Return whether the scan found the note at `path`."""
        try:
            relative = path.relative_to(self.root).as_posix()
        except ValueError:
            return False
        at = bisect_left(self.notes, relative)
        return self.notes[at : at + 1] == (relative,)

    def resolve(self, target: str, source: Path, *, wiki: bool = True) -> Path | list[Path] | None:
        """Find the note that a link means in the note `source`; see `find`.

        None where there is none; a list where several are equally near.
        """
        found = self.find(target, source, wiki=wiki)
        if found is None:
            return None
        paths = [self.root / note for note in found[1]]
        return paths[0] if len(paths) == 1 else paths

    def find(
        self, target: str, source: Path, *, wiki: bool = True
    ) -> tuple[LinkRule, list[str]] | None:
        """Find the notes that `[[target]]` can mean in the note `source`, and by which rule.

        `target` is without heading and text, as `WikiLink.target` is. Tried in order: its path as
        written, from the vault and from the note (for `[…](target)`, which is not `wiki`, the other
        way round); the end of a path; a note of that name; the same with spaces, dashes and
        underscores alike; title and aliases; and both without punctuation, for programs leave that
        out when they name a file. Of several the nearest count, and of these one that is written
        just so. None where there is none.
        """
        target = without_suffix(target.strip())
        if not target.strip("/. "):
            return None
        folder = self._folder_of(source)
        for rule, notes in self._candidates(target, folder, wiki=wiki):
            if notes:
                notes = self._nearest(notes, folder)
                written = [note for note in notes if stem_of(note) == posixpath.basename(target)]
                return rule, written or notes
        return None

    def _candidates(
        self, target: str, folder: str, *, wiki: bool
    ) -> Iterator[tuple[LinkRule, list[str]]]:
        places = [(LinkRule.PATH, ""), (LinkRule.RELATIVE, folder)]
        if target.startswith("/"):
            places = places[:1]
        elif not wiki or target.startswith(("./", "../")):
            places.reverse()
        for rule, base in places:
            path = posixpath.normpath(posixpath.join(base, target.lstrip("/")))
            yield rule, self._by_path.get(folded(path), [])
        if "/" in target:
            # As Obsidian writes it where names are not unique.
            end = "/" + folded(posixpath.normpath(target.lstrip("/")))
            named = self._by_name.get(folded(posixpath.basename(target)), [])
            yield (
                LinkRule.END,
                [note for note in named if ("/" + folded(without_suffix(note))).endswith(end)],
            )
        else:
            yield LinkRule.NAME, self._by_name.get(folded(target), [])
            yield LinkRule.LOOSE, self._by_loose_name.get(loose(target), [])
        yield LinkRule.TITLE, self._titles().get(folded(target), [])
        if "/" not in target:
            yield LinkRule.BARE, self._bare_names().get(bare(target), [])

    def take_names(self, names: Iterable[tuple[str, str]]) -> None:
        """Take (name, relative path) of the titles and aliases, so that no file is read for them.

        Names are as `folded` gives them; notes that are not listed here are left out. Any thread.
        """
        listed = set(self.notes)
        by_title: dict[str, list[str]] = {}
        for name, note in sorted(names):
            notes = by_title.setdefault(name, [])
            if note in listed and note not in notes:
                notes.append(note)
        self._by_title = by_title  # as a whole: another thread may be looking

    def _folder_of(self, source: Path) -> str:
        """The folder of a note, relative to the root; the root's own for one outside."""
        try:
            relative = source.relative_to(self.root) if source.is_absolute() else source
        except ValueError:
            try:
                relative = source.resolve().relative_to(self.root.resolve())
            except (OSError, ValueError):
                return ""
        folder = PurePosixPath(relative.as_posix()).parent.as_posix()
        return "" if folder == "." else folder

    @staticmethod
    def _nearest(notes: list[str], folder: str) -> list[str]:
        """Keep the notes the fewest steps away from `folder`."""
        if len(notes) < 2:
            return notes
        here = folder.split("/") if folder else []

        def distance(note: str) -> int:
            there = note.split("/")[:-1]
            shared = takewhile(lambda both: both[0] == both[1], zip(here, there, strict=False))
            return len(here) + len(there) - 2 * len(list(shared))

        least = min(map(distance, notes))
        return [note for note in notes if distance(note) == least]

    def _titles(self) -> dict[str, list[str]]:
        if self._by_title is None and self._before is not None:
            files, old, new, titles = self._before
            renamed = {
                title: sorted(new if note == old else note for note in notes)
                for title, notes in files._titles().items()
            }
            if titles is not None:
                before, after = map(folded, titles)
                renamed[before] = [note for note in renamed.get(before, []) if note != new]
                renamed[after] = sorted({*renamed.get(after, []), new})
            self._by_title = renamed
            self._before = None
        if self._by_title is None:
            by_title: dict[str, list[str]] = {}
            for note in self.notes:
                title = title_of(self.root / note)
                if title:
                    by_title.setdefault(folded(title), []).append(note)
            self._by_title = by_title  # as a whole: another thread may be looking
        return self._by_title

    def _bare_names(self) -> dict[str, list[str]]:
        titles = self._titles()
        made = self._by_bare
        if made is None or made[0] is not titles:
            # Keys of a dict, as a set that keeps its order: thousands of notes may share a name.
            sets: dict[str, dict[str, None]] = {}
            named = [*titles.items(), *((stem_of(note), [note]) for note in self.notes)]
            for name, notes in named:
                sets.setdefault(bare(name), {}).update(dict.fromkeys(notes))
            by_bare = {name: list(notes) for name, notes in sets.items()}
            made = self._by_bare = titles, by_bare  # as a whole, as above
        return made[1]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_note(entry: "os.DirEntry[str]", real_root: str) -> bool:
    name = entry.name.casefold()
    if not name.endswith(SUFFIXES) or any(mark in name for mark in CONFLICT_MARKS):
        return False
    try:
        if not entry.is_file():
            return False
        if entry.is_symlink():
            real = os.path.realpath(entry.path)
            return os.path.commonpath((real, real_root)) == real_root
    except (OSError, ValueError):
        return False
    return True


def title_of(path: Path) -> str:
    """Read the title in a note's front matter; "" where there is none."""
    front = read_front_matter(path)
    if front is None or "title" not in front.values:
        return ""
    return " ".join(front.values["title"].text.split())
