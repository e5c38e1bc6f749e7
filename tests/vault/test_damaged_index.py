"""An index that is damaged in any way is found out, made anew, and that is said."""

from __future__ import annotations

import logging
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.vault.damaged_index import WAYS, as_folder, ask, damage
from tests.vault.test_said import make_places
from viewer.errors import IndexingError
from viewer.vault.indexer import Indexer
from viewer.vault.said_keeper import SaidPlaces
from viewer.vault.schema import (
    NOTES,
    discard_damaged,
    index_path,
    is_of_the_world,
    is_sound,
    looked_through_at,
    open_for_writing,
    said_path,
    trust,
)


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """Those that were opened; none waits for long."""
    opened = []
    connect = sqlite3.connect

    def keep(*args: Any, **named: Any) -> sqlite3.Connection:
        opened.append(connect(*args, **named | {"timeout": 0.01}))
        return opened[-1]

    monkeypatch.setattr(sqlite3, "connect", keep)
    return opened


def is_open(connection: sqlite3.Connection) -> bool:
    try:
        connection.cursor()
    except sqlite3.ProgrammingError:
        return False
    return True


@pytest.mark.parametrize("way", WAYS)
def test_index_when_damaged_heals(way: str, tmp_path: Path) -> None:
    places, kept = make_places(tmp_path), tmp_path / "kept"
    before = ask(places)
    assert before.codes == (0, 0, 0)
    shutil.copytree(places.cache, kept)
    how = damage(random.Random(way), places, kept, way)
    assert ask(places).fault == "", how
    again = ask(places)
    assert (again.codes, again.fault) == (before.codes, ""), how


def spoil_table_name(places: SaidPlaces) -> None:
    """Damage the name of a table, where SQLite's own words of it are no text any more."""
    path = index_path(places.cache, places.root)
    path.write_bytes(path.read_bytes().replace(b"tablemetameta", b"tablem\xf5tameta"))


def put_folder_in_the_way(places: SaidPlaces) -> None:
    """Put one where what readers and the writer share is kept, and have the writer write."""
    path = index_path(places.cache, places.root)
    as_folder(random.Random(), path.with_name(f"{path.name}-shm"))
    os.utime(next(places.root.glob("*/*.md")), (0, 0))


def lose_a_sentence(places: SaidPlaces) -> None:
    """Take the text of all that is said away, in a file that need not be looked through."""
    path = said_path(places.cache, places.library)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema=ON")
        change = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'passages'"
        db.execute(change, ("text TEXT NOT NULL", "text TEXT"))
        db.execute("PRAGMA writable_schema=RESET")
        db.execute("UPDATE passages SET text = NULL")
        db.execute("PRAGMA writable_schema=ON")
        db.execute(change, ("text TEXT", "text TEXT NOT NULL"))
    trust(path, time.time())


@pytest.mark.parametrize("spoil", [spoil_table_name, put_folder_in_the_way, lose_a_sentence])
def test_index_when_damaged_says_that_it_is_made_anew(
    spoil: Callable[[SaidPlaces], None],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    connections: list[sqlite3.Connection],
) -> None:
    places = make_places(tmp_path)
    before = ask(places)
    spoil(places)
    connections.clear()
    with caplog.at_level(logging.WARNING, "viewer.damaged"):
        assert ask(places) == before
    assert caplog.messages == ["The search index was damaged and is being rebuilt."]
    assert connections
    assert not list(filter(is_open, connections))


def test_index_when_a_value_or_a_word_is_damaged_is_not_sound(tmp_path: Path) -> None:
    places = make_places(tmp_path)
    path = index_path(places.cache, places.root)
    for spoil in (
        "UPDATE notes SET title = CAST(x'f5' AS TEXT)",
        "UPDATE words_data SET block = x'00' WHERE id > 10",
    ):
        with Indexer(places.root, path) as indexer:
            indexer.rebuild()
            indexer.update()
        assert is_sound(path, NOTES)
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute(spoil)
        db.close()
        assert not is_sound(path, NOTES)


def test_index_is_trusted_for_a_week_where_its_writer_ended_as_it_should(tmp_path: Path) -> None:
    places = make_places(tmp_path)
    path = index_path(places.cache, places.root)
    with Indexer(places.root, path) as indexer:
        indexer.update()
        assert indexer.is_trusted  # made just now
        assert looked_through_at(path) is None  # whoever ends this process ends it too soon
    made = looked_through_at(path)
    assert made is not None
    with Indexer(places.root, path) as indexer:
        assert indexer.is_trusted
    assert looked_through_at(path) == made
    trust(path, time.time() - 8 * 24 * 3600)
    with Indexer(places.root, path) as indexer:
        assert not indexer.is_trusted
        assert indexer.check()
    assert looked_through_at(path) is not None


def test_index_that_something_else_wrote_to_is_not_trusted(tmp_path: Path) -> None:
    places = make_places(tmp_path)
    ask(places)
    paths = [path for path in (places.cache / "index").iterdir() if path.suffix == ".sqlite"]
    assert len(paths) > 1
    for path in paths:
        assert looked_through_at(path) is not None
        status = path.stat()
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
        assert looked_through_at(path) is None


def test_index_when_another_holds_it_is_not_taken_for_damaged(
    tmp_path: Path, connections: list[sqlite3.Connection]
) -> None:
    places = make_places(tmp_path)
    path = index_path(places.cache, places.root)
    ask(places)
    with closing(sqlite3.connect(path)) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert is_sound(path, NOTES)


def test_index_that_another_begins_is_let_go(
    tmp_path: Path, connections: list[sqlite3.Connection]
) -> None:
    path = tmp_path / "index"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(IndexingError, match="locked"):
            open_for_writing(path, tmp_path)
        assert [is_open(each) for each in connections] == [True, False]


def test_index_of_another_version_is_made_anew_without_a_word(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    places = make_places(tmp_path)
    before = ask(places)
    path = index_path(places.cache, places.root)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE meta SET value = '1' WHERE key = 'version'")
    db.close()
    with caplog.at_level(logging.WARNING, "viewer.damaged"):
        assert not discard_damaged(path, NOTES)
        assert ask(places) == before
    assert caplog.messages == []


def test_index_that_changed_meanwhile_is_not_taken_for_damaged(tmp_path: Path) -> None:
    path = tmp_path / "index"
    reader, writer = (sqlite3.connect(path, timeout=0, isolation_level=None) for _ in range(2))
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE t (a)")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM t").fetchall()
    writer.execute("INSERT INTO t VALUES (1)")
    with pytest.raises(sqlite3.OperationalError) as raised:  # SQLITE_BUSY_SNAPSHOT
        reader.execute("INSERT INTO t VALUES (2)")
    assert is_of_the_world(raised.value)
    reader.close()
    writer.close()
