"""The exact bytes of the targets of a note's links; and which notes use which names.

A link that cannot be located in the bytes (odd Markdown) has no `place`: it is never rewritten.
Nothing here raises on any bytes. `LinkNames` reads what the index does not know of a vault (ten
thousand notes without an index take a second), so keep it off the GUI thread; a scan is immutable
and may be used from any thread.
"""

import html
import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from viewer.base.errors import IndexingError
from viewer.notes.blocks import parse
from viewer.notes.front import BOM, front_matter
from viewer.notes.model import Span
from viewer.vault.files import SUFFIXES, VaultFiles, bare, without_suffix

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,32});")
# `[label]: place` of a reference, also within quotes and lists.
_DEFINITION = re.compile(
    rb"(?:^|(?<=[\r\n]))[ \t>]*\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:[ \t]*+(?:\r\n|\r|\n)?[ \t>]*+"
    rb"(?:<(?P<angle>[^<>\r\n]*)>|(?P<plain>[^\s<]\S*))"
)
# More than every link of Markdown's, never less: for finding the notes that are worth reading.
_WIKI_PLACE = re.compile(rb"\[\[((?>(?:[^\]\[|#]|\](?!\])|\[(?!\[)){1,500}))")
_PLAIN_PLACE = re.compile(rb"\](?:\(|:)[ \t]*(?:[\r\n]+[ \t>]*)?(<[^<>\r\n]*>|[^\s<]\S*)")
_TO_NOTE = re.compile(r"<?(.*?\.(?:md|markdown))(?:[#)>]|$)", re.IGNORECASE | re.DOTALL)


class LinkTarget(NamedTuple):
    """A link to a note, as found by one walk over the Markdown."""

    span: Span
    # As `VaultFiles.resolve` takes it: decoded, without heading.
    target: str
    # What is to be written anew for it to lead elsewhere; None where that was not found.
    place: Span | None
    # `[[…]]`; otherwise `[…](…)`, or a reference.
    wiki: bool
    # The place stands between `<` and `>`, where spaces may stay.
    angle: bool = False


def links_of(data: bytes) -> list[LinkTarget]:
    """Find the links of a note that may lead to notes, in order; not those to headings."""
    front, _ = front_matter(data)
    base = front.span.end if front is not None else len(BOM) * data.startswith(BOM)
    try:
        text = data[base:].decode()
    except UnicodeDecodeError:
        return []
    found = [
        _wiki_target(data, start, end, details)
        if details["link_type"].__class__ is dict
        else _plain_target(data, base, start, end, details, words_end)
        for start, end, details, words_end in _links(text, base)
    ]
    return sorted(link for link in found if link is not None)


def _links(text: str, base: int) -> Iterator[tuple[int, int, dict[str, Any], int]]:
    """Walk over links and images: start, end, the event, and where the link text ends."""
    open_: list[tuple[int, int, dict[str, Any]]] = []
    ends: list[int] = []
    for event, span in parse(text, merge_text=True):
        if event.__class__ is dict:
            ((key, value),) = event.items()
            if key == "Start" and value.__class__ is dict:
                ((name, details),) = value.items()
                if name == "Link" or name == "Image":
                    start = base + span["start"]
                    open_.append((start, base + span["end"], details))
                    ends.append(start + 1 + (name == "Image"))
                    continue
            elif key == "End" and open_ and _name_of(value) in ("Link", "Image"):
                start, end, details = open_.pop()
                yield start, end, details, ends.pop()
                if ends:
                    ends[-1] = max(ends[-1], end)
                continue
        if ends:
            ends[-1] = max(ends[-1], min(base + span["end"], open_[-1][1]))


def _name_of(value: Any) -> str:
    return str(value) if value.__class__ is str else str(next(iter(value)))


def _wiki_target(data: bytes, start: int, end: int, details: dict[str, Any]) -> LinkTarget | None:
    at = start + (3 if data.startswith(b"!", start) else 2)
    written = data[at : end - 2].partition(b"|")[0].rstrip(b"\\").partition(b"#")[0].decode()
    target = written.strip()
    if not target:
        return None
    at += len(written[: len(written) - len(written.lstrip())].encode())
    return LinkTarget(Span(start, end), target, Span(at, at + len(target.encode())), True)


def _plain_target(
    data: bytes, base: int, start: int, end: int, details: dict[str, Any], words_end: int
) -> LinkTarget | None:
    dest = str(details["dest_url"])
    target = note_target(dest)
    if target is None:
        return None
    if details["link_type"] == "Inline":
        found = _inline_place(data, words_end, end)
    else:
        found = _definition_place(data, base, str(details["id"]), dest)
    place = None
    if found is not None:
        raw = data[found.start : found.end]
        path = raw.partition(b"#")[0]
        # Read back, so that nothing else is ever taken for it.
        if _plain(raw) == dest and _plain(path) == dest.partition("#")[0]:
            place = Span(found.start, found.start + len(path))
    angle = place is not None and data[place.start - 1 : place.start] == b"<"
    return LinkTarget(Span(start, end), target, place, False, angle)


def note_target(dest: str) -> str | None:
    """Return the decoded note that a Markdown link's address refers to; None if it is no note."""
    path = unquote(dest.partition("#")[0])
    if not path.casefold().endswith(SUFFIXES) or _SCHEME.match(path):
        return None
    return path


def _plain(raw: bytes) -> str:
    """Decode escapes and entities as Markdown does in an address."""
    return _ESCAPED.sub(lambda found: found[1] or html.unescape(found[0]), raw.decode())


def _inline_place(data: bytes, at: int, end: int) -> Span | None:
    at = data.find(b"](", at, end)
    if at < 0:
        return None
    at += 2
    while at < end and data[at : at + 1].isspace():
        at += 1
    if data[at : at + 1] == b"<":
        stop = data.find(b">", at, end)
        return Span(at + 1, stop) if stop > 0 else None
    begin, depth = at, 0
    while at < end - 1:
        letter = data[at : at + 1]
        if letter == b"\\":
            at += 1
        elif letter == b"(":
            depth += 1
        elif letter == b")":
            if not depth:
                break
            depth -= 1
        elif letter.isspace():
            break
        at += 1
    return Span(begin, at)


def _definition_place(data: bytes, base: int, label: str, dest: str) -> Span | None:
    wanted = " ".join(label.casefold().split())
    for found in _DEFINITION.finditer(data, base):
        if " ".join(found["label"].decode().casefold().split()) == wanted:
            span = Span(*found.span("angle" if found["angle"] is not None else "plain"))
            if _plain(data[span.start : span.end]) == dest:
                return span
    return None


class _Names(NamedTuple):
    """The names that one note links by, as from `link_names`, and its version."""

    size: int
    mtime_ns: int
    names: str


class LinkNames:
    """Which notes of a vault link to a certain name. May include some that do not."""

    def __init__(self, notes: dict[str, _Names], unreadable: tuple[str, ...] = ()) -> None:
        self._notes = notes
        # Notes that could not be read.
        self.unreadable = unreadable

    @classmethod
    def indexed(cls, index: Path, root: Path) -> "LinkNames | None":
        """Take what the index at a path knows about the vault at `root`; None if nothing.

        It may be outdated: `scan` reads what has changed since.
        """
        from viewer.vault.index import Index  # here, for names are asked for without it, too

        opened = Index.open(index, root)
        if opened is None:
            return None
        with closing(opened), suppress(IndexingError):
            known = opened.link_names()
            return cls({note: _Names(size, time, names) for note, size, time, names in known})
        return None

    @classmethod
    def scan(cls, files: VaultFiles, before: "LinkNames | None" = None) -> "LinkNames":
        """Read the notes of `files`; of those in `before` only what was written since."""
        known = before._notes if before is not None else {}
        notes: dict[str, _Names] = {}
        unreadable: list[str] = []
        root = os.fspath(files.root)
        for note in files.notes:
            path = f"{root}/{note}"
            try:
                status = os.stat(path)  # noqa: PTH116 - ten thousand of them
                old = known.get(note)
                if old is None or old[:2] != (status.st_size, status.st_mtime_ns):
                    names = link_names(Path(path).read_bytes())
                    old = _Names(status.st_size, status.st_mtime_ns, names)
            except OSError:
                unreadable.append(note)
                continue
            notes[note] = old
        return cls(notes, tuple(unreadable))

    def using(self, names: Iterable[str]) -> list[str]:
        """Return the notes, in order, that may link by one of `names` (of files, or titles)."""
        wanted = {f"\n{bare(name)}\n" for name in names}
        return [note for note, of in self._notes.items() if any(one in of.names for one in wanted)]


def link_names(data: bytes) -> str:
    """Return the names a note links by, folded as far as `resolve` ever does, one per line."""
    names: set[str] = set()
    for found in _WIKI_PLACE.finditer(data):
        names.update(_wiki_names(found[1]))
    for found in _PLAIN_PLACE.finditer(data):
        if b"://" not in found[1]:
            names.update(_plain_names(found[1]))
    return "\n".join(("", *sorted(names), "")) if names else ""


@lru_cache(maxsize=1 << 14)  # a channel's notes link to the same ones
def _wiki_names(raw: bytes) -> frozenset[str]:
    written = raw.decode("utf-8", "replace").rstrip("\\")
    return names_in(without_suffix(written.strip()))


@lru_cache(maxsize=1 << 14)
def _plain_names(raw: bytes) -> frozenset[str]:
    path = _TO_NOTE.match(unquote(_plain(raw.decode("utf-8", "replace").encode())))
    return names_in(without_suffix(path[1])) if path is not None else frozenset()


def names_in(target: str) -> frozenset[str]:
    """Return the names, folded, by which a target without suffix can refer to a note."""
    # What is written last, and what a path such as `folder/sub/..` comes down to; a title whole.
    ends = posixpath.basename(target), posixpath.basename(posixpath.normpath(target))
    return frozenset(bare(name) for name in (*ends, target))
