"""Ways to damage an index, by a seed; and to ask it."""

import contextlib
import io
import random
import shutil
import sqlite3
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from viewer.commands import index, search
from viewer.vault.said_keeper import SaidPlaces

Damage = Callable[[random.Random, Path], object]


class Answer(NamedTuple):
    """What the commands gave: their exit codes, and what was found."""

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
