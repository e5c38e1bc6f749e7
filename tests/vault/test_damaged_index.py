import contextlib
import io
import os
import random
import shutil
import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.forked import end_of, start_child
from tests.vault.test_said import make_places
from viewer.base.errors import IndexingError
from viewer.commands import index, search
from viewer.vault.indexer import Indexer
from viewer.vault.said_keeper import SaidPlaces
from viewer.vault.schema import file_id, index_path, is_of_the_world, open_for_writing

Damage = Callable[[random.Random, Path], object]


class Answer(NamedTuple):
    codes: tuple[int, ...]
    found: str
    fault: str


def _change(pick: random.Random, path: Path, count: int, bits: int = 8) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(count):
        if data:
            at = pick.randrange(len(data))
            data[at] = pick.randrange(256) if bits == 8 else data[at] ^ 1 << pick.randrange(8)
    path.write_bytes(data)


def _schema_byte(pick: random.Random, path: Path) -> None:
    """Put a byte that is no UTF-8 into the names and statements of the first pages."""
    data = bytearray(path.read_bytes())
    data[pick.randrange(100, min(len(data), 3 * 4096))] = 0xF5
    path.write_bytes(data)


def _page(pick: random.Random, path: Path, content: bytes) -> None:
    data = bytearray(path.read_bytes())
    page = pick.randrange(max(1, len(data) // 4096)) * 4096
    data[page : page + 4096] = content
    path.write_bytes(data)


def as_folder(pick: random.Random, path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()
    if pick.random() < 0.5:
        (path / "a").write_text("a")


def _beside(pick: random.Random, path: Path) -> Path:
    return path.with_name(path.name + pick.choice(["-wal", "-shm", "-journal"]))


def _other_schema(pick: random.Random, path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path)) as db:
        table = pick.choice(
            ["notes", "note_pages", "note_spaced", "said", "names", "note_stems_data"]
        )
        way = pick.choice(["DROP TABLE IF EXISTS {0}", "ALTER TABLE {0} RENAME TO z"])
        with contextlib.suppress(sqlite3.Error):
            db.execute(way.format(table))
            db.commit()


WAYS: dict[str, Damage] = {
    "a bit": lambda pick, path: _change(pick, path, 1, 1),
    "bits": lambda pick, path: _change(pick, path, pick.choice([10, 200, 3000]), 1),
    "bytes": lambda pick, path: _change(pick, path, pick.choice([1, 10, 200, 3000])),
    "a byte of the schema": _schema_byte,
    "cut": lambda pick, path: path.write_bytes(
        path.read_bytes()[
            : pick.choice([0, 1, 15, 99, 100, 4095, 4096, 8192, pick.randrange(90_000)])
        ]
    ),
    "garbage": lambda pick, path: path.write_bytes(
        pick.randbytes(pick.choice([10, 5_000, 50_000]))
    ),
    "a page of zeros": lambda pick, path: _page(pick, path, bytes(4096)),
    "a page of garbage": lambda pick, path: _page(pick, path, pick.randbytes(4096)),
    "a page from elsewhere": lambda pick, path: _page(
        pick,
        path,
        path.read_bytes()[(at := pick.randrange(20) * 4096) : at + 4096].ljust(4096, b"\0"),
    ),
    "a folder": as_folder,
    "a folder beside": lambda pick, path: as_folder(pick, _beside(pick, path)),
    "garbage beside": lambda pick, path: _beside(pick, path).write_bytes(
        pick.randbytes(pick.choice([1, 32, 40_000]))
    ),
    "another schema": _other_schema,
    "read only": lambda pick, path: path.chmod(0o400),
    "no rights": lambda pick, path: path.chmod(0),
}


def ask(places: SaidPlaces) -> Answer:
    options = [str(places.root), "--cache", str(places.cache), "--library", str(places.library)]
    options += ["--state", str(places.state)]
    searching = [*options, "--json"]
    codes, found, faults = [], "", ""
    for command, arguments in (
        (search, [*searching, "claim"]),
        (search, [*searching, "--said", "gradient"]),
        (index, options),
    ):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            try:
                codes.append(command.run(command.parser().parse_args(arguments)))
            except Exception:  # noqa: BLE001 - all are to be seen
                codes.append(-1)
                faults += traceback.format_exc()
        found += out.getvalue()
    return Answer(tuple(codes), found, faults)


def damage(pick: random.Random, places: SaidPlaces, kept: Path, way: str) -> None:
    shutil.rmtree(places.cache, ignore_errors=True)
    shutil.copytree(kept, places.cache)
    (path,) = places.cache.glob("index/*.sqlite")
    WAYS[way](pick, path)


ANEW = "The search index was damaged and is being rebuilt."


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
def test_index_when_damaged_heals(
    way: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    places, kept = make_places(tmp_path), tmp_path / "kept"
    before = ask(places)
    assert before.codes == (0, 0, 0)
    shutil.copytree(places.cache, kept)
    damage(random.Random(way), places, kept, way)
    assert ask(places).fault == ""
    again = ask(places)
    assert (again.codes, again.fault) == (before.codes, "")
    assert caplog.messages in ([], [ANEW])


def spoil_table_name(places: SaidPlaces) -> None:
    """Damage the name of a table, where SQLite's own words of it are no text any more."""
    path = index_path(places.cache, places.root)
    path.write_bytes(path.read_bytes().replace(b"tablenotesnotes", b"tablen\xf5tesnotes"))


def put_folder_in_the_way(places: SaidPlaces) -> None:
    """Put one where what readers and the writer share is kept, and have the writer write."""
    path = index_path(places.cache, places.root)
    as_folder(random.Random(), path.with_name(f"{path.name}-shm"))
    os.utime(next(places.root.glob("*/*.md")), (0, 0))


def lose_a_sentence(places: SaidPlaces) -> None:
    with closing(sqlite3.connect(index_path(places.cache, places.root))) as db:
        db.execute("PRAGMA writable_schema=ON")
        change = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'said_pages'"
        db.execute(change, ("text TEXT NOT NULL", "text TEXT"))
        db.execute("PRAGMA writable_schema=RESET")
        db.execute("UPDATE said_pages SET text = NULL")
        db.execute("PRAGMA writable_schema=ON")
        db.execute(change, ("text TEXT", "text TEXT NOT NULL"))
        db.commit()


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
    assert ask(places) == before
    assert caplog.messages == [ANEW]
    assert connections
    assert not list(filter(is_open, connections))


def test_index_that_another_begins_is_let_go(
    tmp_path: Path, connections: list[sqlite3.Connection]
) -> None:
    path = tmp_path / "index"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(IndexingError, match="locked"):
            open_for_writing(path)
        assert [is_open(each) for each in connections] == [True, False]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs limits of processes")
def test_index_is_kept_where_too_many_files_are_open(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "index"
    open_for_writing(path).close()

    def fill() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (60, 60))
        with contextlib.suppress(OSError):
            while True:
                os.open(path, os.O_RDONLY)
        with pytest.raises(IndexingError, match="unable to open"):
            open_for_writing(path)

    before = file_id(path)
    assert end_of(start_child(fill)) == 0
    assert file_id(path) == before is not None


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


def test_index_of_another_version_goes_unless_it_is_in_use(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    places = make_places(tmp_path)
    before = ask(places)
    path = index_path(places.cache, places.root)
    vault, *_ = path.name.split(".")
    old, used = (path.with_name(f"{vault}.{version}.sqlite") for version in ("0", "1"))
    stranger = path.with_name("another.0.sqlite")
    for each in (old, stranger):
        shutil.copy(path, each)
    with Indexer(places.root, used):
        assert not path.exists()
        assert ask(places) == before
        assert {each for each in (old, used) if each.exists()} == {used}
    assert ask(places) == before
    assert set(path.parent.glob("*.sqlite")) == {path, stranger}
    assert caplog.messages == []
