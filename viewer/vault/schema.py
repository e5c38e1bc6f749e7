"""The tables of the index, how its file is opened, and its only writer. Reads no notes.

The cache folder has one SQLite file per vault, for its notes and for the transcripts of their
videos and the library's. It can be deleted at any time and is recreated, also if it is damaged. Its
name tells its version. Only its writer, which holds the lock beside it, deletes it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO, Self

from viewer.base.damaged import log
from viewer.base.errors import IndexBusyError, IndexDamagedError, IndexingError, why
from viewer.base.scripts import UNPARTED_MARKS, spaced
from viewer.base.translation import tr
from viewer.notes.beside import lock_file
from viewer.vault.facts import columns
from viewer.vault.files import folded

# What comes of a damaged file: SQLite finds it out, or Python does where a value is of another
# kind. It comes of a fault of ours as well, which a file made anew does not mend.
DAMAGE = (sqlite3.Error, ValueError, TypeError, AttributeError, LookupError, OverflowError)
# Of these, what the world does; the file may be sound. The first with all their kinds, which stand
# in the higher bytes of a code.
_OF_THE_WORLD = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM),
        *(sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_PERM),
        *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY_DIRECTORY),
        *(sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC),
        *(sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_LOCK),
    }
)

# A file that changed so lately may change again within one tick of the file system's clock.
SETTLED_NS = 2_000_000_000
LINE = "\x1e"
"""What parts the lines of a page, which no text holds."""
# A page is what is found: a note, or what is said in a video. Its text is looked for by the stems
# of its words; the words themselves are kept for the one that is being typed. `links` are lines
# that hold nothing else; `places` is JSON, and says of each line where it is from.
_PAGES = """
CREATE TABLE KIND_pages (
    id INTEGER PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, links TEXT NOT NULL,
    places TEXT NOT NULL
) STRICT;
CREATE VIEW KIND_spaced AS
    SELECT id, spaced(title) AS title, spaced(text) AS text, spaced(links) AS links FROM KIND_pages;
CREATE VIRTUAL TABLE KIND_stems USING fts5(
    title, text, links, content='KIND_spaced', content_rowid='id',
    tokenize="porter unicode61 remove_diacritics 2 tokenchars 'MARKS'"
);
CREATE VIRTUAL TABLE KIND_words USING fts5(
    title, text, links, content='', columnsize=0, detail=none,
    tokenize="unicode61 remove_diacritics 2 tokenchars 'MARKS'"
);
CREATE VIRTUAL TABLE KIND_vocabulary USING fts5vocab('KIND_words', 'row');
CREATE TRIGGER KIND_come AFTER INSERT ON KIND_pages BEGIN
    INSERT INTO KIND_stems (rowid, title, text, links) SELECT * FROM KIND_spaced WHERE id = new.id;
    INSERT INTO KIND_words (rowid, title, text, links) SELECT * FROM KIND_spaced WHERE id = new.id;
END;
-- FTS5 wants the text that it is to forget, so that this comes first.
CREATE TRIGGER KIND_go BEFORE DELETE ON KIND_pages BEGIN
    INSERT INTO KIND_stems (KIND_stems, rowid, title, text, links)
        SELECT 'delete', * FROM KIND_spaced WHERE id = old.id;
    INSERT INTO KIND_words (KIND_words, rowid, title, text, links)
        SELECT 'delete', * FROM KIND_spaced WHERE id = old.id;
END;
-- With the usual 1 MB most of the time goes into merging what was written.
INSERT INTO KIND_stems (KIND_stems, rank) VALUES ('hashsize', 16777216);
INSERT INTO KIND_stems (KIND_stems, rank) VALUES ('rank', 'bm25(5.0, 1.0, 0.2)');
INSERT INTO KIND_words (KIND_words, rank) VALUES ('hashsize', 16777216);
"""
_TABLES = """
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,         -- also of its page
    path BLOB NOT NULL UNIQUE,      -- relative to the vault, as the system spells it, with /
    channel TEXT NOT NULL,          -- as it says, else its folder; empty in the vault's own
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    settled INTEGER NOT NULL,       -- 0: changed so lately that size and time cannot be trusted
    digest BLOB NOT NULL,
    linked TEXT NOT NULL,           -- the names it links by, as `link_names` gives them
    FACTS
) STRICT;
CREATE TABLE videos (               -- every video that a note is about
    note INTEGER NOT NULL, id TEXT, url TEXT, path TEXT
) STRICT;
CREATE INDEX videos_note ON videos (note);
CREATE INDEX videos_id ON videos (id) WHERE id IS NOT NULL;
CREATE INDEX videos_url ON videos (url) WHERE url IS NOT NULL;
CREATE TABLE names (note INTEGER NOT NULL, name TEXT NOT NULL) STRICT;  -- title and aliases
CREATE INDEX names_note ON names (note);
CREATE TABLE tags (
    note INTEGER NOT NULL, tag TEXT NOT NULL, shown TEXT NOT NULL,
    whole INTEGER NOT NULL          -- whether the whole note bears it, and not a passage alone
) STRICT;
CREATE INDEX tags_tag ON tags (tag);
CREATE INDEX tags_note ON tags (note);
CREATE TABLE links (
    note INTEGER NOT NULL, start INTEGER NOT NULL,
    key INTEGER NOT NULL,           -- of the target's last part; see `link_key`
    target TEXT NOT NULL, heading TEXT NOT NULL, shown TEXT NOT NULL
) STRICT;
CREATE INDEX links_key ON links (key);
CREATE INDEX links_note ON links (note);
CREATE TABLE said (
    id INTEGER PRIMARY KEY,         -- also of its page
    key TEXT NOT NULL UNIQUE,       -- what tells it from the others
    video_id TEXT, url TEXT, path TEXT,  -- as notes name it
    note BLOB NOT NULL,             -- the note that names it; empty in a library
    title TEXT NOT NULL,
    channel TEXT NOT NULL,
    file BLOB NOT NULL,             -- the transcript, as the system spells its path
    language TEXT NOT NULL,
    sentences INTEGER NOT NULL,
    stamp TEXT NOT NULL             -- tells whether its transcripts changed; empty: look again
) STRICT;
"""
# Raise the number whenever the tables keep their names and hold something else.
_NUMBER = 12


def _tables() -> str:
    facts = ", ".join(f"{name} {kind}" for name, kind in columns().items())
    pages = "".join(_PAGES.replace("KIND", kind) for kind in ("note", "said"))
    return _TABLES.replace("FACTS", facts) + pages.replace("MARKS", UNPARTED_MARKS)


def index_path(cache: Path, root: Path) -> Path:
    """Return the path of the index of the vault at `root` in the cache folder."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:24]
    version = zlib.crc32(f"{_NUMBER}{_tables()}".encode())
    return cache / "index" / f"{name}.{version:08x}.sqlite"


def index_place(cache: Path, root: Path) -> tuple[Path, Path]:
    """Return the index that holds the notes of `root`, and the folder that it is of.

    That may be the outermost indexed folder around `root`; the home folder does not count, and what
    is hidden from a folder is not in its index.
    """
    of, home = root, Path.home()
    for inner, folder in pairwise((root, *root.parents)):
        if inner.name.startswith(".") or home.is_relative_to(folder):
            break
        if file_id(index_path(cache, folder)) is not None:
            of = folder
    return index_path(cache, of), of


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open the index for its only writer; recreate it if it is missing or damaged.

    Raises IndexingError if no file can be made there.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return open_as_it_is(path)
        except DAMAGE as error:
            if is_of_the_world(error) and not _is_blocked(path):
                raise
            discard(path)
            say_damaged()
            return open_as_it_is(path)
    except (OSError, sqlite3.Error) as error:
        raise IndexingError(tr("The search index can't be saved: {0}.").format(error)) from error


def open_as_it_is(path: Path) -> sqlite3.Connection:
    """Open the index to add to it; raises SQLite's error if it is damaged."""
    connection = _connected(str(path), timeout_s=30)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA cache_size=-65536")
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            connection.executescript(f"BEGIN IMMEDIATE;{_tables()}COMMIT;")
        connection.execute("SELECT 1 FROM note_stems WHERE note_stems MATCH 'a' LIMIT 1")
    except BaseException:
        connection.close()
        raise
    return connection


def open_for_reading(path: Path) -> sqlite3.Connection | None:
    """Open the index for a reader; None if there is none yet."""
    if file_id(path) is None:
        return None
    try:
        connection = _connected(f"{path.absolute().as_uri()}?mode=ro", timeout_s=5)
    except sqlite3.Error:
        return None
    with contextlib.suppress(*DAMAGE):  # which whoever reads it finds out
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            connection.close()  # it is being made
            return None
    return connection


def _connected(place: str, *, timeout_s: float) -> sqlite3.Connection:
    connection = sqlite3.connect(
        place,
        uri=place.startswith("file:"),
        timeout=timeout_s,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.create_function("spaced", 1, spaced, deterministic=True)
    connection.create_function("folded", 1, folded, deterministic=True)
    return connection


def file_id(path: Path) -> tuple[int, int] | None:
    """Return what identifies the file at a path, to notice a new one in its place, or None."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def is_of_the_world(error: BaseException) -> bool:
    """Return whether another program, the disk or memory caused the error, and not damage."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code in _OF_THE_WORLD or code & 0xFF in _OF_THE_WORLD


def say_damaged() -> None:
    """Tell the user that an index is recreated."""
    log.warning("The search index was damaged and is being rebuilt.")


def _is_blocked(path: Path) -> bool:
    """Return whether something else, or a file without permissions, is in the index's place."""
    there = filter(Path.exists, _files(path))
    return not all(place.is_file() and os.access(place, os.R_OK | os.W_OK) for place in there)


def _files(path: Path) -> list[Path]:
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]


def discard(path: Path) -> None:
    """Delete an index and SQLite's files next to it."""
    for place in _files(path):
        if place.is_dir():  # of somebody's, who may want what is in it
            place.rename(path.with_name(f"{place.name}.{time.time_ns()}.damaged"))
        place.unlink(missing_ok=True)


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.rollback()  # unless SQLite did so by itself, as where the disk is full
        raise
    connection.execute("COMMIT")


class Writer:
    """Writes an index. Only one exists at a time; a second raises IndexBusyError."""

    def __init__(self, root: Path, path: Path) -> None:
        self.root, self._path = root, path
        self._lock = _lock_for(path)
        try:
            self._open()
            self._discard_others()
        except BaseException:
            self._lock.close()
            raise

    def _open(self) -> None:
        self._db = open_for_writing(self._path)
        self._file = file_id(self._path)

    def _discard_others(self) -> None:
        """Delete indexes of this vault by other versions, unless one of them is being written."""
        vault, *_ = self._path.name.split(".")
        for other in self._path.parent.glob(f"{vault}.*sqlite"):
            if other != self._path:
                try:
                    with _lock_for(other):
                        discard(other)
                    other.with_suffix(".lock").unlink(missing_ok=True)
                except (OSError, IndexingError):
                    continue

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, so that another process may write."""
        self._db.close()
        self._lock.close()

    def rebuild(self) -> None:
        """Discard the index and begin an empty one."""
        self._db.close()
        discard(self._path)
        self._open()

    def is_current(self) -> bool:
        """Return whether the open file is still where it was made."""
        return file_id(self._path) == self._file


@contextmanager
def writing() -> Iterator[None]:
    """Raise IndexingError if the index cannot be written; recreate a damaged one."""
    try:
        yield
    except DAMAGE as error:
        kind = IndexingError if is_of_the_world(error) else IndexDamagedError
        raise kind(tr("The search index can't be saved: {0}.").format(error)) from error


def _lock_for(path: Path) -> IO[bytes]:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = path.with_suffix(".lock").open("ab")
    except OSError as error:
        raise IndexingError(
            tr("The search index can't be saved: {0}.").format(why(error))
        ) from error
    if not lock_file(file):
        file.close()
        raise IndexBusyError(tr("Another Cuenote is already indexing this vault."))
    return file
