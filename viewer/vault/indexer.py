"""The only writer of a vault's index: brings it up to date with changes on the disk.

`Indexer.update` compares the whole folder with the index, `refresh` some paths of it. Each note is
replaced in one transaction with others, so a process that is killed leaves an index that is current
for some notes and old for others; the next update finds out which. Runs in a process of its own
(`cuenote index`): parsing ten thousand notes would hold up every other Python thread.
"""

import os
import posixpath
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.children import ChildEndedError, in_children
from viewer.base.errors import IndexingError, NoteFileError
from viewer.base.translation import tr
from viewer.notes.file import MAX_NOTE_BYTES, digest_of, read_note, storable
from viewer.notes.front import front_list
from viewer.notes.model import WikiLink
from viewer.notes.note import Note
from viewer.notes.obsidian import has_extras
from viewer.vault.facts import FactValue, facts_of
from viewer.vault.files import VaultFiles, link_key
from viewer.vault.full_text import joined
from viewer.vault.link_targets import link_names
from viewer.vault.names import shown_name
from viewer.vault.passages import channel_of, packed, passages_of
from viewer.vault.schema import LINE, SETTLED_NS, Writer, transaction, writing

_CHUNK = 64  # notes that one process reads at a time
_IN_PARALLEL = 200  # with fewer notes to read, starting processes takes longer than reading
_CHUNKS_A_COMMIT = 24  # chunks
Stamp = tuple[int, int]  # size and mtime_ns, which tell that a file was not changed
_TOLD_OF = {"videos": "id, url, path", "names": "name"}  # see `Changes`
_LOOK_AT_ALL = 200  # with more changed paths, looking through the whole folder is quicker


class Rows(NamedTuple):
    """The rows of one note, as plain tuples without the note's number."""

    facts: tuple[FactValue, ...]
    names: tuple[str, ...]  # title and aliases
    tags: tuple[tuple[str, str, bool], ...]
    links: tuple[tuple[int, int, str, str, str], ...]
    page: tuple[str, str, str, str]  # title and aliases, text, links, places
    videos: tuple[tuple[str | None, str | None, str | None], ...]  # id, URL, path
    linked: str  # see `link_names`
    channel: str  # as it says, else its folder


class Read(NamedTuple):
    """A note that was read; without rows if it is as it was, or cannot be read."""

    path: str
    stamp: Stamp  # of size -1 where it is gone
    settled: bool
    digest: bytes
    rows: Rows | None


class _Known(NamedTuple):
    """What the index has of a note's file."""

    note: int
    stamp: Stamp
    settled: bool
    digest: bytes


@dataclass(frozen=True, slots=True)
class Changes:
    """What an update changed, as relative paths."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    # Whether any of them named other videos before, or was called otherwise.
    videos: bool = False
    names: bool = False

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


class Indexer(Writer):
    """Writes the notes of a vault to its index."""

    def __init__(self, root: Path, path: Path) -> None:
        super().__init__(root, path)
        self._others: set[str] = set()  # of `_TOLD_OF`: where what was written last says another

    def update(self, progress: Callable[[int, int], None] | None = None) -> Changes:
        """Bring the whole index up to date; `progress(done, all)` counts the notes to be read.

        Raises IndexingError if the index cannot be written.
        """
        with writing():
            files = VaultFiles.scan(self.root)
            known = self._known()
            there = set(files.notes)
            # Files in a folder that cannot be listed now are not gone.
            hidden = tuple(f"{folder}/" if folder else "" for folder in files.unreadable)
            lost = [path for path in known if path not in there]
            gone = [path for path in lost if not (hidden and path.startswith(hidden))]
            return self._write(self._changed(files.notes, known), gone, known, progress)

    def count(self) -> tuple[int, int]:
        """Count the notes and claims written."""
        with writing():
            sql = "SELECT count(*), coalesce(sum(fact_claims), 0) FROM notes"
            notes, claims = self._db.execute(sql).fetchone()
        return int(notes), int(claims)

    def refresh(
        self, paths: Iterable[Path], progress: Callable[[int, int], None] | None = None
    ) -> Changes:
        """Read these files and folders of the vault again, whatever happened to them."""
        paths = list(paths)
        if len(paths) > _LOOK_AT_ALL:
            return self.update(progress)
        wanted: set[str] = set()
        for path in paths:
            try:
                relative = path.relative_to(self.root).as_posix()
            except ValueError:
                continue
            if relative == "." or path.is_dir():
                return self.update(progress)
            wanted.add(relative)
        with writing():
            known = self._known(wanted)
            fresh = {path for path in wanted if VaultFiles.is_note(self.root, path)}
            # Of what is no note now, a folder may have been there.
            lost = tuple(f"{path}/" for path in wanted - fresh)
            gone = [path for path in known if path not in fresh and f"{path}/".startswith(lost)]
            return self._write(self._changed(sorted(fresh), known), gone, known, progress)

    # ------------------------------------------------------------------ what changed

    def _known(self, paths: Iterable[str] | None = None) -> dict[str, _Known]:
        sql = "SELECT path, id, size, mtime_ns, settled, digest FROM notes"
        if paths is None:
            rows = self._db.execute(sql).fetchall()
        else:
            rows = []
            for key in map(os.fsencode, paths):
                # "0" comes after "/": all that begins with the folder's name and "/".
                within = key, key + b"/", key + b"0"
                one = f"{sql} WHERE path = ? OR (path > ? AND path < ?)"
                rows += self._db.execute(one, within).fetchall()
        return {
            os.fsdecode(path): _Known(note, (size, mtime_ns), bool(settled), digest)
            for path, note, size, mtime_ns, settled, digest in rows
        }

    def _changed(self, paths: Iterable[str], known: dict[str, _Known]) -> list[str]:
        changed = []
        root = os.fspath(self.root)
        for path in paths:
            before = known.get(path)
            if before is not None and before.settled:
                try:
                    status = os.stat(f"{root}/{path}")  # noqa: PTH116 - ten thousand of them
                except OSError:
                    changed.append(path)
                    continue
                if before.stamp == (status.st_size, status.st_mtime_ns):
                    continue
            changed.append(path)
        return changed

    # ------------------------------------------------------------------ writing

    def _write(
        self,
        paths: list[str],
        gone: list[str],
        known: dict[str, _Known],
        progress: Callable[[int, int], None] | None,
    ) -> Changes:
        self._others.clear()
        if gone:
            with transaction(self._db):
                for path in gone:
                    self._remove(known[path].note)
        written: list[str] = []
        if progress is not None and paths:
            progress(0, len(paths))
        done = 0
        batch: list[Read] = []
        for chunk, reads in enumerate(self._read_all(paths, known), start=1):
            batch += reads
            done += len(reads)
            if chunk % _CHUNKS_A_COMMIT == 0 or done == len(paths):
                written += self._commit(batch, known)
                batch = []
            if progress is not None:
                progress(done, len(paths))
        others = self._others
        return Changes(tuple(written), tuple(gone), "videos" in others, "names" in others)

    def _read_all(self, paths: list[str], known: dict[str, _Known]) -> Iterator[list[Read]]:
        root = os.fspath(self.root)
        wanted = [(path, known[path].digest if path in known else b"") for path in paths]
        chunks = [wanted[at : at + _CHUNK] for at in range(0, len(wanted), _CHUNK)]
        workers = min(os.cpu_count() or 1, 8)
        if len(paths) < _IN_PARALLEL or workers == 1:
            for chunk in chunks:
                yield _read(root, chunk)
            return
        try:
            yield from in_children(partial(_read, root), chunks, workers)
        except ChildEndedError as error:
            raise IndexingError(
                tr("Indexing stopped unexpectedly."), tr("The computer may be out of memory.")
            ) from error

    def _commit(self, reads: list[Read], known: dict[str, _Known]) -> list[str]:
        written = []
        with transaction(self._db):
            for read in reads:
                before = known.get(read.path)
                if before is not None and before.digest == read.digest and read.stamp[0] >= 0:
                    # Touched, but the same: only its stamp is new.
                    self._db.execute(
                        "UPDATE notes SET size = ?, mtime_ns = ?, settled = ? WHERE id = ?",
                        (*read.stamp, read.settled, before.note),
                    )
                    continue
                if read.stamp[0] >= 0:
                    self._put(read, before.note if before is not None else None)
                elif before is not None:
                    self._remove(before.note)
                written.append(read.path)
        return written

    def _remove(self, note: int) -> None:
        self._tell_others(note, {})
        self._db.execute("DELETE FROM note_pages WHERE id = ?", (note,))
        self._remove_rest(note)

    def _remove_rest(self, note: int) -> None:
        for table in ("links", "tags", "names", "videos"):
            self._db.execute(f"DELETE FROM {table} WHERE note = ?", (note,))
        self._db.execute("DELETE FROM notes WHERE id = ?", (note,))

    def _tell_others(self, note: int | None, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
        """Check whether the videos and names stored for a note differ from the new `rows`."""
        for table, columns in _TOLD_OF.items():
            before = self._db.execute(
                f"SELECT {columns} FROM {table} WHERE note = ? ORDER BY rowid", (note,)
            ).fetchall()
            if before != list(rows.get(table, ())):
                self._others.add(table)

    def _put(self, read: Read, note: int | None) -> None:
        rows = read.rows or rows_of(b"", read.path)
        names = [(name,) for name in rows.names]
        self._tell_others(note, {"videos": rows.videos, "names": names})
        if note is not None:
            self._remove_rest(note)
        kept = os.fsencode(read.path), rows.channel, *read.stamp, read.settled
        values = (note, *kept, read.digest, rows.linked, *rows.facts)
        marks = ",".join("?" * len(values))
        note = self._db.execute(f"INSERT INTO notes VALUES ({marks})", values).lastrowid
        many = self._db.executemany
        many("INSERT INTO names VALUES (?,?)", [(note, name) for name in rows.names])
        many("INSERT INTO videos VALUES (?,?,?,?)", [(note, *row) for row in rows.videos])
        many("INSERT INTO tags VALUES (?,?,?,?)", [(note, *tag) for tag in rows.tags])
        many("INSERT INTO links VALUES (?,?,?,?,?,?)", [(note, *row) for row in rows.links])
        self._db.execute("DELETE FROM note_pages WHERE id = ?", (note,))
        self._db.execute("INSERT INTO note_pages VALUES (?,?,?,?,?)", (note, *rows.page))


def _read(root: str, notes: list[tuple[str, bytes]]) -> list[Read]:
    """Read notes for the index, each with the digest it had; in a child process or in this one."""
    return [_read_one(f"{root}/{path}", path, digest) for path, digest in notes]


def _read_one(place: str, path: str, before: bytes) -> Read:
    now_ns = time.time_ns()
    size, mtime_ns = -1, 0
    try:
        status = os.stat(place)  # noqa: PTH116 - before reading: what comes later is seen again
        size, mtime_ns = status.st_size, status.st_mtime_ns
        if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_NOTE_BYTES:
            with open(place, "rb", buffering=0) as file:  # noqa: PTH123 - ten thousand of them
                data = file.read()
        else:
            data = read_note(Path(place))  # which says what is wrong with it
    except (OSError, NoteFileError) as error:
        is_gone = isinstance(error, FileNotFoundError)
        return Read(path, (-1 if is_gone else max(size, 0), 0), False, b"", None)
    settled = size == len(data) and mtime_ns < now_ns - SETTLED_NS
    digest = digest_of(data)
    rows = rows_of(data, path) if digest != before else None
    return Read(path, (size, mtime_ns), settled, digest, rows)


def rows_of(data: bytes, path: str) -> Rows:
    """Read what the index keeps of a note, from its bytes and its path in the vault."""
    note = Note.parse(data)
    aliases = front_list(note.front, "aliases", "alias")
    title = LINE.join((note.title or storable(shown_name(path)), *aliases))
    lines = sorted(passages_of(note), key=lambda line: line.is_link)
    text, links = (
        joined(one.text for one in lines if one.is_link is part) for part in (False, True)
    )
    return Rows(
        facts_of(note),
        tuple(name for name in (note.title, *aliases) if name),
        tuple(_tags(note)),
        tuple(
            (link.span.start, link_key(link.target), link.target, _anchor(link), link.shown)
            for link in note.links
        ),
        (title, text, links, packed(lines)),
        tuple(
            (one.video_id, one.url, one.path) for one in map(note.videos.__getitem__, note.played)
        ),
        link_names(data),
        storable(channel_of(note) or posixpath.basename(posixpath.dirname(path))),
    )


def _tags(note: Note) -> Iterator[tuple[str, str, bool]]:
    whole = {tag.lstrip("#") for tag in front_list(note.front, "tags", "tag")}
    tags = set(whole)
    if b"#" in note.data and has_extras(note.data):
        for event, _, _ in note.events():
            if event.__class__ is dict and "Tag" in event:
                tags.add(event["Tag"])
    for tag in sorted(filter(None, tags)):
        yield tag.casefold(), tag, tag in whole


def _anchor(link: WikiLink) -> str:
    return f"{link.heading}^{link.block_ref}" if link.block_ref else link.heading
