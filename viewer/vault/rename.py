"""Plan the rename of a note or folder: which links change, and to what, byte by byte.

A `Rename` is computed and changes nothing; `rename_files` carries it out. `VaultFiles.resolve`
decides throughout: a link is rewritten if it would no longer lead to the same note, in the form it
has (a bare name stays bare where it is still unique, else it becomes a path), and each note is read
again after its edits. Links by a title stay while the title does. Links that cannot be kept correct
are listed in `notices`. Front matter changes only for a new title.

Planning reads the notes concerned: keep it off the GUI thread.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from viewer.base.errors import NoteEditError, cant_read
from viewer.base.translation import _, tr
from viewer.notes.atomic_rename import is_same_name
from viewer.notes.edit import Change, Edit
from viewer.notes.front_edit import set_title
from viewer.notes.new_file import stem_after
from viewer.notes.note import Note, is_utf8
from viewer.notes.real_path import real_path
from viewer.vault.files import (
    CONFLICT_MARKS,
    SUFFIXES,
    VaultFiles,
    bare,
    folded,
    loose,
    moved,
    stem_of,
    title_of,
    without_suffix,
)
from viewer.vault.link_targets import LinkNames, LinkTarget, links_of, names_in
from viewer.vault.names import original_of, shown_name

# What no file system of the three takes, and what a link could not name.
_UNFIT = re.compile(r'[\x00-\x1f\x7f\\<>:"|?*#\[\]^\ud800-\udfff]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
# 255 is the most; a sync needs room for what it puts behind.
_MOST_BYTES = 200
_UNREAD = _("This note can't be read, so its links are not updated.")
_NO_WAY = _("This link can't be updated.")
_NOT_IN_WIKI = re.compile(r"[|#\r\n]|\[\[|\]\]")


class RenameNotice(NamedTuple):
    """A link that is left as it is although the rename affects it, and why."""

    note: str
    link: str
    words: str


@dataclass(frozen=True, slots=True)
class NoteChange:
    """The edits to one note, and the SHA-256 of the file before and after them.

    `note` is its relative path before the rename, also for the renamed note.
    """

    note: str
    change: Change
    before: str
    after: str
    links: int = 0  # that are written anew

    def invert(self, note: str) -> "NoteChange":
        """Return the inverse change, for a note at the path `note`."""
        return NoteChange(note, self.change.invert(), self.after, self.before)


@dataclass(frozen=True, slots=True)
class Rename:
    """A note's or a folder's new name, with all changes it needs. Paths are relative to `root`.

    If `old` and `new` are empty nothing is renamed and only notes change; `words` name that.
    """

    root: Path
    old: str
    new: str
    notes: tuple[NoteChange, ...]
    notices: tuple[RenameNotice, ...] = ()
    title: str | None = None  # that the note is given, too; None where it keeps its own
    words: str = ""

    @property
    def name(self) -> str:
        if self.words:
            return self.words
        old, new = stem_of(self.old), stem_of(self.new)
        if self.old == self.new:
            return tr("Change title")
        if old == new:
            folder = posixpath.dirname(self.new) or self.root.name
            return tr("Move “{0}” to “{1}”").format(new, folder)
        return tr("Rename “{0}” to “{1}”").format(old, new)

    @property
    def link_count(self) -> int:
        return sum(note.links for note in self.notes)

    def of(self, note: str) -> NoteChange | None:
        """Return the change of one note."""
        return next((one for one in self.notes if one.note == note), None)

    def invert(self) -> "Rename":
        """Return the inverse rename."""
        return Rename(
            self.root,
            self.new,
            self.old,
            tuple(one.invert(self.moved(one.note)) for one in self.notes),
            words=self.words,
        )

    def moved(self, note: str) -> str:
        """Return where a note is afterwards: this one, or one in this folder."""
        return moved(note, self.old, self.new)


def new_path(files: VaultFiles, old: str, typed: str) -> str:
    """Parse a new name: of the file, without its suffix, or a path from the vault's folder.

    Raises NoteEditError, with a message, if the name is not allowed or taken.
    """
    folder, _, name = typed.rpartition("/")
    is_path = "/" in typed
    suffix = posixpath.splitext(old)[1]
    if name.casefold().endswith(SUFFIXES):
        name = without_suffix(name)
    check_name(name)
    folder = folder.strip("/") if is_path else posixpath.dirname(old)
    if is_path and folder and not _is_folder(files.root, folder):
        raise NoteEditError(tr("No folder “{0}” in this vault.").format(folder))
    new = posixpath.join(folder, name + suffix)
    if new == old:
        return new
    path = files.root / new
    taken = os.path.lexists(path) and not is_same_name(files.root / old, path)
    if taken or any(note != old for note in files.at(new)):
        raise NoteEditError(tr("“{0}” already exists.").format(name))
    if posixpath.dirname(old) != folder and (files.root / old).is_symlink():
        raise NoteEditError(tr("This note is a link to a file. It can be renamed, but not moved."))
    return new


def new_name(files: VaultFiles, old: str, title: str, typed: str) -> tuple[str, str]:
    """Parse a new name of the note at `old`: its new path and title.

    `title` is its current title; without one, the name is that of its file, as in `new_path`. The
    file is renamed with the title only if it was named after it before, ignoring case: not
    `snake_case` after “Snake case”. Raises NoteEditError, as `new_path` does.
    """
    if not title:
        return new_path(files, old, typed), ""
    folder, slash, new = typed.rpartition("/") if typed != title else ("", "", typed)
    if not slash or (folder.strip("/") and not _is_folder(files.root, folder.strip("/"))):
        folder, slash, new = "", "", typed  # a title may have one, too
    stem, new = stem_of(old), new.strip()
    if not new:
        raise NoteEditError(tr("Type a name."))
    if new != title and folded(stem) in (folded(title), folded(stem_after(title))):
        after = stem_after(new, for_links=True)
        stem = next(_in_style(stem, title, after), after)
    if not slash and stem == stem_of(old):
        return old, new
    return new_path(files, old, f"{folder}{slash}{stem}"), new


def linked_path(root: Path, source: Path, target: str, *, wiki: bool) -> Path:
    """Return where to create the note that a link in `source` names, in the vault at `root`.

    Next to `source`; a wikilink that is a path begins at the vault. Raises NoteEditError if the
    name is not allowed, or the path would be outside.
    """
    target = without_suffix(target.strip())
    is_relative = target.startswith(("./", "../")) or not (wiki and "/" in target)
    base = source.parent if is_relative and not target.startswith("/") else root
    path = Path(os.path.normpath(base / f"{target.lstrip('/')}.md"))
    if not path.is_relative_to(root) or not real_path(path).is_relative_to(root):
        raise NoteEditError(tr("This link leads out of the vault."))
    for part in (*path.parent.relative_to(root).parts, path.stem):
        check_name(part)
    return path


def check_name(name: str) -> None:
    """Raise NoteEditError, with a message, if no note or folder can have this name."""
    if len(name.encode()) > _MOST_BYTES:
        raise NoteEditError(tr("This name is too long."))
    if not name.strip():
        raise NoteEditError(tr("Type a name."))
    unfit = _UNFIT.search(name)
    if unfit is not None and unfit[0].isprintable():
        raise NoteEditError(tr("A name can't contain “{0}”.").format(unfit[0]))
    if name.startswith(".") or name.endswith(".") or name != name.strip():
        raise NoteEditError(tr("A name can't start or end with a dot or a space."))
    if (
        unfit is not None
        or _DEVICES.fullmatch(name)
        or original_of(name + ".md") is not None  # a sync program's copy: it would not be listed
        or any(mark in name.casefold() for mark in CONFLICT_MARKS)
        or name.casefold().endswith(SUFFIXES)
    ):
        raise NoteEditError(tr("“{0}” can't be the name of a note.").format(name))


def _is_folder(root: Path, folder: str) -> bool:
    parts = folder.split("/")
    paths = [root.joinpath(*parts[: count + 1]) for count in range(len(parts))]
    try:
        return not any(part == "" or part.startswith(".") for part in parts) and all(
            path.is_dir() and not path.is_symlink() for path in paths
        )
    except (OSError, ValueError):
        return False


def plan_rename(
    files: VaultFiles, names: LinkNames, old: str, new: str, title: str | None = None
) -> Rename:
    """Plan what renaming the note or the folder at `old` to `new` takes.

    `new` is as from `new_path`; a folder stays where it is. `title` is the note's new title, if
    any. Raises NoteEditError if the note itself cannot be read or given the title.
    """
    return _Planner(files, names, old, new, title).plan()


def retitle(data: bytes, title: str, path: str) -> Change:
    """Give the note at `path` another title in place: in its front matter or first heading.

    A note with neither is named by its file: it gets a title only if that differs. Raises
    NoteEditError.
    """
    note = Note.parse(data)
    now = note.title
    if title == (now or shown_name(path)):
        return Change("", ())
    changes = [_heading_edit(note, title)] if now and note.is_headed(now) else []
    has_own = note.front is not None and "title" in note.front.values
    if has_own or not any(changes):
        changes.append(set_title(note, title))
    return Change.of("", [edit for change in changes for edit in change.edits])


def _heading_edit(note: Note, title: str) -> Change:
    """Replace the text of the first heading by a title; nothing if it has more than text."""
    block, old = note.blocks[0].span, (note.title or "").encode()
    words = re.compile(rb"[ #]*(%s)[\s#=-]*" % re.escape(old))
    found = words.fullmatch(note.data, block.start, block.end)
    if found is None:
        return Change("", ())
    change = Change("", (Edit(found.start(1), old, title.encode()),))
    return change if note.with_data(change.apply(note.data)).is_headed(title) else Change("", ())


class _Planner:
    def __init__(
        self, files: VaultFiles, names: LinkNames, old: str, new: str, title: str | None
    ) -> None:
        titles = None if title is None else (title_of(files.root / old), title)
        self._files, self._after = files, files.renamed(old, new, titles)
        self._names, self._old, self._new, self._title = names, old, new, title
        self._moves = posixpath.dirname(old) != posixpath.dirname(new)
        self._notices: list[RenameNotice] = []

    def plan(self) -> Rename:
        called = {stem_of(self._old), stem_of(self._new)}
        called |= {stem_of(note) for note in self._files.notes if self._source(note) != note}
        if self._moves or self._title is not None:
            # Among several of one title the nearest counts.
            called |= {title_of(self._files.root / self._old), self._title or ""} - {""}
        self._called = {bare(name) for name in called}
        changes = []
        itself = set() if (self._files.root / self._old).is_dir() else {self._old}
        for note in sorted({*itself, *self._names.using(called)}):
            change = self._of_note(note)
            if change is not None:
                changes.append(change)
        for note in self._names.unreadable:
            self._leave(note, "", tr(_UNREAD))
        return Rename(
            self._files.root,
            self._old,
            self._new,
            tuple(changes),
            tuple(self._notices),
            self._title,
        )

    def _of_note(self, note: str) -> NoteChange | None:
        try:
            data = (self._files.root / note).read_bytes()
        except OSError as error:
            if note == self._old:
                raise NoteEditError(cant_read(note, error)) from error
            self._leave(note, "", tr(_UNREAD))
            return None
        if not is_utf8(data):
            self._leave(note, "", tr(_UNREAD))
            return None
        links = links_of(data)
        wanted = [self._wanted(note, link) for link in links]
        edits = dict(self._edits(note, data, links, wanted))
        change = self._verified(note, data, wanted, edits)
        if note == self._old and self._title is not None:
            title = retitle(data, self._title, self._new)
            change = Change.of(change.name, [*change.edits, *title.edits])
        if not change:
            return None
        after = _digest(change.apply(data))
        return NoteChange(note, change, _digest(data), after, len(edits))

    def _leave(self, note: str, link: str, words: str) -> None:
        self._notices.append(RenameNotice(note, link, words))

    def _wanted(self, note: str, link: LinkTarget) -> list[str] | None:
        """Return where a link should lead after the rename; None if the rename cannot affect it."""
        if not (note == self._old and self._moves):
            meant = names_in(without_suffix(link.target))
            if meant.isdisjoint(self._called):
                return None
        found = self._resolved(self._files, link, note)
        return [self._source(one) for one in found]

    def _resolved(self, files: VaultFiles, link: LinkTarget, note: str) -> list[str]:
        found = files.resolve(link.target, files.root / note, wiki=link.wiki)
        paths = found if isinstance(found, list) else [found] if found is not None else []
        return [path.relative_to(files.root).as_posix() for path in paths]

    def _source(self, note: str) -> str:
        return moved(note, self._old, self._new)

    def _edits(
        self, note: str, data: bytes, links: list[LinkTarget], wanted: list[list[str] | None]
    ) -> Iterator[tuple[int, Edit]]:
        written: set[int] = set()
        for index, (link, to) in enumerate(zip(links, wanted, strict=True)):
            if to is None:
                continue
            found = self._resolved(self._after, link, self._source(note))
            shown = data[link.span.start : link.span.end].decode()
            is_sound = not self._names_file(link, to) and not self._goes_astray(note, link, to)
            if found == to and is_sound:
                continue
            if len(to) != 1:
                if not to and found:
                    words = tr("This link led nowhere; it will lead to this note.")
                elif to:
                    words = tr("This link could mean several notes, so it is not updated.")
                if sorted(found) != sorted(to):
                    self._leave(note, shown, words)
                continue
            if link.place is not None and link.place.start in written:
                continue  # a definition that several links share
            edit = self._edit(note, data, link, to[0])
            if edit is not None:
                written.add(edit.start)
                yield index, edit
            elif found != to:
                self._leave(note, shown, tr(_NO_WAY))

    def _names_file(self, link: LinkTarget, to: list[str]) -> bool:
        """Return whether a link that would still work uses the old name, as the file did."""
        old = stem_of(self._old)
        bare = posixpath.basename(without_suffix(link.target))
        return to == [self._new] and old != stem_of(self._new) and bare == old

    def _goes_astray(self, note: str, link: LinkTarget, to: list[str]) -> bool:
        if len(to) != 1 or (link.wiki and not link.target.startswith(("./", "../"))):
            return False
        before = moved(to[0], self._new, self._old)
        return self._is_path(note, link, before) and not self._is_path(
            self._source(note), link, to[0]
        )

    @staticmethod
    def _is_path(note: str, link: LinkTarget, to: str) -> bool:
        path = posixpath.join(posixpath.dirname(note), without_suffix(link.target))
        return folded(posixpath.normpath(path)) == folded(without_suffix(to))

    def _edit(self, note: str, data: bytes, link: LinkTarget, to: str) -> Edit | None:
        place = link.place
        if place is None:
            return None
        old = data[place.start : place.end]
        bare = without_suffix(link.target)
        ending = link.target[len(bare) :]
        for target in self._ways(note, link, bare, to):
            if link.wiki and _NOT_IN_WIKI.search(target):
                continue
            now = link._replace(target=target + ending)
            if self._resolved(self._after, now, self._source(note)) == [to]:
                new = now.target if link.wiki else address(now.target, old, link)
                return Edit(place.start, old, new.encode())
        return None

    def _ways(self, note: str, link: LinkTarget, bare: str, to: str) -> Iterator[str]:
        """Yield the ways to write the target, most similar to the written one first."""
        before = moved(to, self._new, self._old)
        head, slash, name = bare.rpartition("/")
        path = without_suffix(to)
        folder = posixpath.dirname(self._source(note))
        relative = posixpath.relpath(path, folder or ".")
        was_relative = self._is_path(note, link, before)
        names = [stem_of(to)]
        if to == self._new:
            names = [*_in_style(name, stem_of(before), stem_of(to)), stem_of(to)]
        stays = posixpath.dirname(note) == folder or not was_relative
        if slash and stays and posixpath.dirname(before) == posixpath.dirname(to):
            for one in names:
                yield f"{head}/{one}"
        elif head.startswith("/") or bare.startswith("/"):
            yield "/" + path
        if slash:
            is_from_root = folded(bare.lstrip("/")) == folded(without_suffix(before))
            if was_relative and not (link.wiki and is_from_root):
                yield f"./{relative}" if bare.startswith("./") and "/" not in relative else relative
        elif link.wiki or not was_relative:
            yield from names
        else:
            if "/" not in relative:
                yield from names
            yield relative
        yield path
        yield relative if "/" in relative else f"./{relative}"

    def _verified(
        self, note: str, data: bytes, wanted: list[list[str] | None], edits: dict[int, Edit]
    ) -> Change:
        """Read the note again as it will be, and leave out every edit that does not work."""
        name = "Rename"
        while edits:
            change = Change.of(name, edits.values())
            links = links_of(change.apply(data))
            source, is_whole = self._source(note), len(links) == len(wanted)
            wrong = [
                at
                for at in edits
                if not is_whole or self._resolved(self._after, links[at], source) != wanted[at]
            ]
            if not wrong:
                return change
            for index in wrong:
                self._leave(note, edits.pop(index).old.decode(), tr(_NO_WAY))
        return Change(name, ())


def _in_style(written: str, old: str, new: str) -> Iterator[str]:
    """Write a new name in the style of the old one: spaces or underscores, case."""
    if written == old or loose(written) != loose(old):
        return
    styled = new
    for letter in "_-":
        for one, other in ((letter, " "), (" ", letter)):
            if one in old and one not in written and other in written:
                styled = styled.replace(one, other)
    if written == written.lower() != old:
        styled = styled.lower()
    elif written == written.upper() != old and len(written) > 1:
        styled = styled.upper()
    elif written[:1].isupper() and not old[:1].isupper():
        styled = styled[:1].upper() + styled[1:]
    yield styled


def address(path: str, old: bytes, link: LinkTarget) -> str:
    """Write a path as a Markdown address, keeping the old address's escaping where possible."""
    safe = "/!$'*+,;=@~" + (" ()" if link.angle else "")
    letters = []
    encodes_all = b"%" in old and old.isascii() and not link.target.isascii()
    for letter in path:
        if letter.isalnum() or letter in "-_." or letter in safe:
            keep = letter.isascii() or not encodes_all
        else:
            keep = not letter.isascii() and letter.isprintable() and not encodes_all
        letters.append(letter if keep else quote(letter, safe=""))
    return "".join(letters)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
