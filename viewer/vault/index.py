"""Read the index of a vault: searches, links to a note, and the notes about a video.

Every thread and process reads through an `Index` of its own, while the writer writes (`indexer`).
Notes are always read whole, as of one moment. Calls take milliseconds, but still belong on a worker
thread. Results are plain values without SQLite objects.
"""

import os
import posixpath
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.errors import IndexingError
from viewer.notes.file import storable
from viewer.notes.model import VideoRef
from viewer.notes.real_path import real_path
from viewer.notes.tags import has_tag
from viewer.vault.facts import NoteFacts, listed
from viewer.vault.files import VaultFiles, folded, link_key, without_suffix
from viewer.vault.full_text import FullText, Marks, Page, Results, is_between, lines_of
from viewer.vault.names import shown_name
from viewer.vault.passages import PassageKind, unpacked
from viewer.vault.query import Query
from viewer.vault.schema import file_id, open_for_reading


class NoteRow(NamedTuple):
    """What the index knows about a note as a whole. `path` is absolute."""

    path: Path
    title: str
    channel: str
    video_id: str | None
    date: str
    claims: int

    @property
    def shown_title(self) -> str:
        """The title, or if it has none, the words of its file name."""
        return self.title or shown_name(self.path.name)


class Hit(NamedTuple):
    """A passage that was found, bytes `start` to `end` of its file."""

    start: int
    end: int
    kind: PassageKind
    claim: int
    ms: int | None
    text: str
    marks: Marks  # what was looked for, in characters of `text`


class NoteHits(NamedTuple):
    """The hits in one note, best first."""

    note: NoteRow
    hits: tuple[Hit, ...]


class LinkRow(NamedTuple):
    """A link from one note to another, and the passage that contains it."""

    source: NoteRow
    start: int
    shown: str
    text: str


_NOTE = "n.path, n.fact_title, n.channel, nullif(n.fact_video_id, ''), n.fact_date, n.fact_claims"
_TAGGED = "instr(tag || '/', ?) = 1"


class Index(FullText):
    """An open index of notes. Not to be used by two threads at once."""

    def __init__(
        self, connection: sqlite3.Connection, root: Path, place: Path, file: tuple[int, int] | None
    ) -> None:
        super().__init__(connection, place, file)
        self.root = root  # the vault

    @classmethod
    def open(cls, path: Path, root: Path, of: Path | None = None) -> "Index | None":
        """Open the index of the vault at `root`, or of a folder around it, or None."""
        file = file_id(path)
        connection = open_for_reading(path)
        if connection is None:
            return None
        index = cls(connection, root, path, file)
        try:
            if of is not None and of != root:
                index._narrow(os.fsencode(root.relative_to(of).as_posix()) + b"/")
        except IndexingError:
            index.close()
            raise
        return index

    def _narrow(self, within: bytes) -> None:
        names = [row[1] for row in self.rows("PRAGMA table_info(notes)")]
        path = f"CAST(substr(path, {len(within) + 1}) AS BLOB) AS path"
        columns = ", ".join(path if name == "path" else name for name in names)
        self.rows(
            # “0” comes behind “/”.
            f"CREATE TEMP VIEW notes AS SELECT {columns} FROM main.notes "
            f"WHERE path > x'{within.hex()}' AND path < x'{within[:-1].hex()}30'"
        )
        tags = "SELECT * FROM main.tags WHERE note IN (SELECT id FROM notes)"
        self.rows(f"CREATE TEMP VIEW tags AS {tags}")

    def count(self) -> tuple[int, int]:
        """Count the notes and the claims."""
        row = self.rows("SELECT count(*), coalesce(sum(fact_claims), 0) FROM notes")[0]
        return int(row[0]), int(row[1])

    def names_by_path(self) -> Iterator[tuple[str, str]]:
        """Yield (folded, note) of every title and alias, for `VaultFiles.take_names`."""
        sql = "SELECT m.name, n.path FROM names m JOIN notes n ON n.id = m.note"
        for name, path in self._each(sql):
            yield folded(name), os.fsdecode(path)

    def tags(self) -> list[tuple[str, int]]:
        """List every tag with how many notes have it, by name."""
        return [
            (str(shown), int(count))
            for shown, count in self.rows(
                "SELECT min(shown), count(*) FROM tags GROUP BY tag ORDER BY tag"
            )
        ]

    def links_to(self, path: Path, files: VaultFiles) -> list[LinkRow]:
        """List the links in other notes to this one, by the rules of `files`."""
        key = self._key(path)
        names = self.rows(
            "SELECT m.name FROM names m JOIN notes n ON n.id = m.note WHERE n.path = ?", (key,)
        )
        called = (without_suffix(path.name), *(name for (name,) in names))
        # A target with a slash is stored by the part after it.
        keys = {link_key(storable(name)) for name in called}
        marks = ",".join("?" * len(keys))
        rows = self.rows(
            f"SELECT {_NOTE}, l.start, l.target, l.shown, l.note FROM links l "
            f"JOIN notes n ON n.id = l.note WHERE l.key IN ({marks}) AND n.path != ? "
            "ORDER BY n.path, l.start",
            (*keys, key),
        )
        found = []
        for row in rows:
            *about, start, target, shown, note = row
            source = self._note(about)
            meant = files.resolve(target, source.path)
            if meant == path or (isinstance(meant, list) and path in meant):
                found.append(LinkRow(source, start, shown, self._text_at(note, start)))
        return found

    def _text_at(self, note: int, start: int) -> str:
        """Return the text of the passage of a note that contains the byte `start`, or ""."""
        rows = self.rows("SELECT text, links, places FROM note_pages WHERE id = ?", (note,))
        for text, links, places in rows:
            for place, line in zip(unpacked(places), lines_of(text, links), strict=True):
                if place[0] <= start < place[1]:
                    return line
        return ""

    def links_of(self, path: Path) -> list[tuple[str, str, str]]:
        """List (target, heading, shown) of the links in a note, in order."""
        return [
            (str(target), str(heading), str(shown))
            for target, heading, shown in self.rows(
                "SELECT l.target, l.heading, l.shown FROM links l JOIN notes n ON n.id = l.note "
                "WHERE n.path = ? ORDER BY l.start",
                (self._key(path),),
            )
        ]

    def link_names(self) -> list[tuple[str, int, int, str]]:
        """List (note, size, mtime_ns, names it links by) of all notes whose stamp can be trusted.

        Names are as from `link_targets.link_names`.
        """
        rows = self._each("SELECT path, size, mtime_ns, linked FROM notes WHERE settled")
        return [(os.fsdecode(path), *known) for path, *known in rows]

    def facts(self, paths: Iterable[str] | None = None) -> dict[str, NoteFacts]:
        """Return the facts to list for all notes, or for those at these relative paths."""
        where = "1"
        values: tuple[Any, ...] = ()
        if paths is not None:
            values = tuple(os.fsencode(path) for path in paths)
            where = f"n.path IN ({','.join('?' * len(values))})"
        rows = self._each(
            f"SELECT n.path, {', '.join(fact.listed for fact in listed())} FROM notes n "
            f"WHERE {where}",
            values,
        )
        return {os.fsdecode(row[0]): row[1:] for row in rows}

    def about_video(self, video: VideoRef, source: Path) -> list[NoteRow]:
        """List the notes about a video that the note at `source` names, by path, it included.

        Two notes name the same video by the same id, the same URL, or paths of the same file.
        """
        where, values = [], []
        for column, value in (("id", video.video_id), ("url", video.url)):
            if value:
                where.append(f"n.id IN (SELECT note FROM videos WHERE {column} = ?)")
                values.append(value)
        found = {}
        if where:
            sql = f"SELECT {_NOTE} FROM notes n WHERE {' OR '.join(where)}"
            found = {row[0]: self._note(row) for row in self.rows(sql, tuple(values))}
        if video.path and not video.video_id:
            # A path is meant from its own note, so that each must be looked at.
            meant = real_path(source.parent / video.path)
            rows = self.rows(
                f"SELECT {_NOTE}, v.path FROM notes n JOIN videos v ON v.note = n.id "
                "WHERE instr(v.path, ?)",
                (posixpath.basename(video.path),),
            )
            for row in rows:
                note = self._note(row[:-1])
                if row[-1] == video.path or real_path(note.path.parent / row[-1]) == meant:
                    found[row[0]] = note
        return [found[key] for key in sorted(found)]

    def videos_of_notes(self, query: Query | None = None) -> list[tuple[VideoRef, str]]:
        """List every video of the notes that pass the filters, with its note's path, by note."""
        where, values = self._where_notes(query) if query is not None else ([], [])
        rows = self.rows(
            "SELECT v.id, v.url, v.path, n.path FROM notes n JOIN videos v ON v.note = n.id "
            f"WHERE {' AND '.join(where) or '1'} ORDER BY n.path, v.rowid",
            tuple(values),
        )
        return [(VideoRef(*video), os.fsdecode(path)) for *video, path in rows]

    # ------------------------------------------------------------------ searching

    def search(self, query: Query, *, notes: int = 20, hits: int = 5) -> Results[NoteHits]:
        """Find notes, those with all words first: at most `notes`, with `hits` places in each."""
        if query.is_empty:
            return Results()
        where, values = self._where_notes(query)
        passing = f"p.id IN (SELECT n.id FROM notes n WHERE {' AND '.join(where) or '1'})"

        def found() -> Iterator[tuple[NoteHits, bool, bool]]:
            for page in self.pages("note", query, passing, tuple(values)):
                if places := _hits(page, query, self._passage_tags(page.id, query)):
                    (row,) = self.rows(f"SELECT {_NOTE} FROM notes n WHERE n.id = ?", (page.id,))
                    note = NoteHits(self._note(row), tuple(places[:hits]))
                    yield note, page.has_all, len(places) > hits

        with self.at_one_moment():
            return Results.first(notes, found())

    def _passage_tags(self, note: int, query: Query) -> list[str]:
        sql = f"SELECT 1 FROM tags WHERE note = ? AND whole AND {_TAGGED}"
        return [tag for tag in query.tags if not self.rows(sql, (note, _tagged(tag)))]

    @staticmethod
    def _where_notes(query: Query) -> tuple[list[str], list[Any]]:
        where: list[str] = []
        values: list[Any] = []
        for channel in query.channels:
            where.append("instr(folded(n.channel), ?)")
            values.append(folded(channel))
        for video in query.videos:
            named = "n.id IN (SELECT note FROM videos WHERE id = ?)"
            where.append(f"({named} OR instr(folded(n.fact_title), ?))")
            values += [video, folded(video)]
        for tag in query.tags:
            where.append(f"n.id IN (SELECT note FROM tags WHERE {_TAGGED})")
            values.append(_tagged(tag))
        for other in query.without:
            but, theirs = Index._where_notes(other)
            where += [f"NOT {each}" for each in but]
            values += theirs
        return where, values

    # ------------------------------------------------------------------ rows

    def _key(self, path: Path) -> bytes:
        try:
            return os.fsencode(path.relative_to(self.root).as_posix())
        except ValueError:
            return b"\0"  # outside the vault: no such note

    def _note(self, row: Sequence[Any]) -> NoteRow:
        return NoteRow(self.root / os.fsdecode(row[0]), *row[1:])

    def channels(self) -> list[tuple[str, int]]:
        """List every channel with its number of notes, by name."""
        return [
            (str(channel), int(count))
            for channel, count in self.rows(
                "SELECT channel, count(*) FROM notes WHERE channel != '' "
                "GROUP BY channel ORDER BY folded(channel)"
            )
        ]


def _tagged(tag: str) -> str:
    return tag.lstrip("#").casefold() + "/"


def _hits(page: Page, query: Query, tags: list[str]) -> list[Hit]:
    lines = [line for line in page.lines if is_between(line.place[4], query)]
    lines = [line for line in lines if all(has_tag(line.place[5], tag) for tag in tags)]
    best = max([page.title.words, *(line.words for line in lines)])
    lines = [line for line in lines if line.words * 2 > best or not best]
    if query.phrases:  # else in their order
        lines.sort(key=lambda it: (-it.words, it.place[2] != PassageKind.CLAIM, len(it.text)))
    found = []
    for (start, end, kind, claim, ms, _), text, marks, _ in lines:
        found.append(Hit(start, end, PassageKind(kind), claim, ms, text, marks))
    if page.title.words * 2 > best and is_between(None, query) and not tags:
        _, title, marks, _ = page.title
        found.insert(0, Hit(0, 0, PassageKind.TITLE, -1, None, title, marks))
    return found
