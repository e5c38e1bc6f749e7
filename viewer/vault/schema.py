"""The tables of the index, and how its files are opened. Nothing here knows what a note is.

In the cache folder: one SQLite file per vault for its notes, and one per library and per vault for
what is said in the videos there, so that the vaults which share a library do not each keep it. All
can be deleted at any time, and are made again. A file of another version, or a damaged one, is
thrown away.
"""

import contextlib
import hashlib
import json
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from viewer.damaged import log, read_json
from viewer.errors import IndexingError
from viewer.notes.scripts import UNPARTED_MARKS, spaced
from viewer.translation import tr
from viewer.vault.facts import columns


class Layout(NamedTuple):
    """The tables of one kind of file."""

    number: int
    text: str

    @property
    def tables(self) -> str:
        """What makes the tables, in SQL."""
        facts = ", ".join(f"{name} {kind}" for name, kind in columns().items())
        return self.text.replace("FACTS", facts).replace("WORDS", _WORDS)

    @property
    def version(self) -> str:
        """Another one for other tables: a file of another version is made anew."""
        return " ".join((str(self.number), *(columns() if "FACTS" in self.text else ())))


# What comes of a damaged file: SQLite finds it out, or Python does where a value is of another
# kind. It comes of a fault of ours as well, which a file made anew does not mend.
DAMAGE = (sqlite3.Error, ValueError, TypeError, AttributeError, LookupError, OverflowError)
# Of these, what the world does; the file may be sound. The first with all their kinds, which stand
# in the higher bytes of a code.
_OF_THE_WORLD = frozenset(
    {
        *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_NOMEM),
        *(sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_PERM),
        *(sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_FSYNC),
        *(sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_LOCK),
    }
)

# The words of passages, which are told to it, and are to be told again to be forgotten, as
# `spaced` gives them: `spaced(text)` in SQL. It keeps no text.
_WORDS = (
    "CREATE VIRTUAL TABLE words USING fts5(text, content='', columnsize=0, "
    f"tokenize=\"unicode61 remove_diacritics 2 tokenchars '{UNPARTED_MARKS}'\")"
)
# Raise the number whenever the tables, or what `entry_of` puts into them, change; where facts come
# or go, there is another version by itself.
NOTES = Layout(
    10,
    """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID, STRICT;
CREATE TABLE notes (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,      -- relative to the vault, as the system spells it, with /
    channel TEXT NOT NULL,          -- its first folder; empty in the vault's own folder
    name TEXT NOT NULL,             -- its file's name, without the ending
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    settled INTEGER NOT NULL,       -- 0: changed so lately that size and time cannot be trusted
    digest BLOB NOT NULL,
    linked TEXT NOT NULL,           -- the names it links by, as `link_names` gives them
    FACTS,
    problem TEXT NOT NULL           -- why the file could not be read; else empty
) STRICT;
CREATE TABLE videos (              -- every video that a note is about, also that of `notes`
    note INTEGER NOT NULL, id TEXT, url TEXT, path TEXT
) STRICT;
CREATE INDEX videos_note ON videos (note);
CREATE INDEX videos_id ON videos (id) WHERE id IS NOT NULL;
CREATE INDEX videos_url ON videos (url) WHERE url IS NOT NULL;
CREATE TABLE names (note INTEGER NOT NULL, key TEXT NOT NULL, alias TEXT NOT NULL) STRICT;
CREATE INDEX names_key ON names (key);
CREATE INDEX names_note ON names (note);
CREATE TABLE tags (note INTEGER NOT NULL, tag TEXT NOT NULL, shown TEXT NOT NULL) STRICT;
CREATE INDEX tags_tag ON tags (tag);
CREATE INDEX tags_note ON tags (note);
CREATE TABLE links (
    note INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    key INTEGER NOT NULL,           -- of the target's last part; see `link_key`
    target TEXT NOT NULL, heading TEXT NOT NULL, shown TEXT NOT NULL, embed INTEGER NOT NULL
) STRICT;
CREATE INDEX links_key ON links (key);
CREATE INDEX links_note ON links (note);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    note INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),  -- a PassageKind
    claim INTEGER NOT NULL, ms INTEGER, text TEXT NOT NULL
) STRICT;
CREATE INDEX passages_note ON passages (note);
WORDS;
CREATE VIRTUAL TABLE vocabulary USING fts5vocab('words', 'row');
-- Words that many passages hold, and about how many: what a short beginning is looked for by. An
-- index of beginnings would be larger than that of all words.
CREATE TABLE frequent (term TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID, STRICT;
""",
)
# Among the words of speech, which are few, a beginning is found as soon without frequent ones.
# Raise the number whenever the tables, or how sentences are cut, change.
SAID = Layout(
    4,
    """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID, STRICT;
CREATE TABLE videos (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,       -- what tells it from the others
    video_id TEXT, url TEXT, path TEXT,  -- as notes name it
    note BLOB NOT NULL,             -- the note that names it; empty in a library
    title TEXT NOT NULL,
    channel TEXT NOT NULL,
    file BLOB NOT NULL,             -- the transcript, as the system spells its path
    language TEXT NOT NULL,
    stamp TEXT NOT NULL,            -- tells whether its transcripts changed; empty: look again
    first INTEGER NOT NULL,         -- its sentences: [first, last) of `passages`
    last INTEGER NOT NULL
) STRICT;
CREATE TABLE passages (             -- the sentences
    id INTEGER PRIMARY KEY,
    video INTEGER NOT NULL, ms INTEGER NOT NULL, end_ms INTEGER NOT NULL, text TEXT NOT NULL
) STRICT;
WORDS;
""",
)
FREQUENT = 500  # a word in so many passages is in the table of them
_WRITTEN = ("", "-wal", "-journal")  # endings of what the writer writes; readers have "-shm", too
_LOOK_THROUGH_EVERY_S = 7 * 24 * 3600.0
# Written out when there are so many bytes of them; with the usual 1 MB most of the time goes into
# merging what was written.
_WORDS_IN_MEMORY = "INSERT INTO words (words, rank) VALUES ('hashsize', 16777216)"


def index_path(cache: Path, root: Path) -> Path:
    """Return where in the cache folder the index of the vault at `root` is kept."""
    return cache / "index" / f"{_name(root)}.sqlite"


def said_path(cache: Path, root: Path) -> Path:
    """Return where what is said in the videos of a vault or a library is kept."""
    return cache / "index" / f"{_name(root)}.said.sqlite"


def _name(root: Path) -> str:
    return hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:24]


def open_for_writing(path: Path, root: Path, layout: Layout = NOTES) -> sqlite3.Connection:
    """Open the index for its one writer; make it anew where it is missing, old or damaged.

    Raises IndexingError where no file can be made there.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for attempt in (1, 2):
            connection = None
            try:
                connection = _connect(path)
                if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                    with transaction(connection):
                        # Not executescript: that would end the transaction first.
                        for statement in layout.tables.split(";\n"):
                            if statement.strip():
                                connection.execute(statement)
                        connection.execute(_WORDS_IN_MEMORY)
                        values = (("version", layout.version), ("root", str(root)))
                        connection.executemany("INSERT INTO meta VALUES (?, ?)", values)
                if _version(connection) == layout.version:
                    connection.execute("SELECT 1 FROM words WHERE words MATCH 'a' LIMIT 1")
                    return connection
                connection.close()
            except DAMAGE as error:
                if connection is not None:
                    connection.close()
                if attempt == 2 or is_of_the_world(error):
                    raise
                say_damaged()
            discard(path)
    except (OSError, sqlite3.Error) as error:
        raise IndexingError(
            tr("The search index can't be written to {0}: {1}.").format(path.parent, error),
            tr("Only searching needs it; notes open and save as usual."),
        ) from error
    raise AssertionError("a new index has no version")


def open_for_reading(path: Path, layout: Layout = NOTES) -> sqlite3.Connection | None:
    """Open the index for a reader; None where there is none of this version yet."""
    if not path.is_file():
        return None
    connection = None
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro",
            uri=True,
            timeout=5,
            isolation_level=None,
            check_same_thread=False,
        )
        if _version(connection) == layout.version:
            return connection
    except DAMAGE:
        pass  # being made, or damaged: its writer makes it anew
    if connection is not None:
        connection.close()
    return None


def file_id(path: Path) -> tuple[int, int] | None:
    """Tell the file at a path from another that comes in its place; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def is_of_the_world(error: BaseException) -> bool:
    """Return whether another program, the disk or memory stood in the way, and not damage."""
    code = getattr(error, "sqlite_errorcode", 0)
    return code in _OF_THE_WORLD or code & 0xFF in _OF_THE_WORLD


def is_sound(path: Path, layout: Layout) -> bool:
    """Look through all of an index for damage: pages, values and words. May take some seconds."""
    if not path.is_file():
        return False
    try:
        # A connection of its own: the writer's would look at what it holds in memory.
        with contextlib.closing(_connect(path)) as fresh:
            if _version(fresh) != layout.version:
                return False
            if fresh.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return False
            for table in re.findall(r"CREATE TABLE (\w+)", layout.tables):
                for _ in fresh.execute(f"SELECT * FROM {table}"):
                    pass  # a text that is none is found out as it is read
            fresh.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    except DAMAGE as error:
        return is_of_the_world(error)
    return True


def discard_damaged(path: Path, layout: Layout) -> bool:
    """Discard an index that is damaged, for its writer to make it anew; say whether it was.

    One of another version is made anew without a word, and one that is begun has none yet. One
    that is trusted is not looked through.
    """
    if not os.path.lexists(path) or looked_through_at(path) is not None:
        return False
    if _is_of_other_version(path, layout):
        return False
    if is_sound(path, layout):
        trust(path, time.time())
        return False
    say_damaged()
    discard(path)
    return True


# ------------------------------------------------------------------ what need not be looked through


def trust(path: Path, looked_through_s: float) -> None:
    """Write down how the files of an index are now; it was looked through at this time."""
    with contextlib.suppress(OSError):  # else it is looked through again
        for suffix in _WRITTEN:
            place = path.with_name(path.name + suffix)
            if place.exists():
                with place.open("rb+") as file:
                    os.fsync(file.fileno())  # else their sizes and times may outlive a power cut
        value = {"looked_through": looked_through_s, "files": _state_of(path)}
        _trusted(path).write_text(json.dumps(value), encoding="utf-8")


def distrust(path: Path) -> None:
    """Have an index looked through once more, as where a reader came across damage."""
    with contextlib.suppress(OSError):
        _trusted(path).unlink()


def looked_through_at(path: Path) -> float | None:
    """Return when an index was looked through for damage; None where it has to be now.

    That is once a week, and where its files are not as its last writer left them: it did not end
    as it should, or something else wrote there.
    """
    told = read_json(_trusted(path), lambda value: (float(value["looked_through"]), value["files"]))
    if told is None:
        return None
    at, files = told
    is_fresh = 0 <= time.time() - at < _LOOK_THROUGH_EVERY_S
    return at if is_fresh and files == _state_of(path) else None


def _trusted(path: Path) -> Path:
    return path.with_suffix(".sound")


def _state_of(path: Path) -> list[list[int]]:
    """Tell the files of an index, which its readers do not write, from changed ones."""
    found = []
    for suffix in _WRITTEN:
        try:
            status = path.with_name(path.name + suffix).stat()
        except OSError:
            found.append([0, 0])
        else:
            found.append([status.st_size, status.st_mtime_ns] if status.st_size else [0, 0])
    return found


def _is_of_other_version(path: Path, layout: Layout) -> bool:
    try:
        with contextlib.closing(_connect(path)) as fresh:
            return _version(fresh) != layout.version
    except DAMAGE:
        return False


def say_damaged() -> None:
    """Tell the person that an index is made anew."""
    log.warning("The search index was damaged and is being rebuilt.")


def discard(path: Path) -> None:
    """Delete an index and what SQLite keeps beside it."""
    distrust(path)
    for suffix in ("", "-wal", "-shm", "-journal"):
        place = path.with_name(path.name + suffix)
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
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        connection.create_function("spaced", 1, spaced, deterministic=True)
        connection.execute("PRAGMA journal_mode=WAL")
        # The index can be made again; what it must survive is the end of a process, not of power.
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA cache_size=-65536")
    except BaseException:
        connection.close()
        raise
    return connection


def _version(connection: sqlite3.Connection) -> str:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
        return ""
    row = connection.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    return str(row[0]) if row is not None else ""
