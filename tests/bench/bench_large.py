"""What grows with a vault, at several sizes, beside bare tools over the same notes.

Sizes are those in CUENOTE_BENCH_SIZES ("1000 10000" where it is not set). With CUENOTE_BENCH_FOLDER
the vaults and their indexes are made there once and kept, so that a run may be stopped and gone on
with; CUENOTE_BENCH_STEPS then chooses among "cold warm search rename changes window". 100,000 notes
take about 10 minutes, the first index being four of them, and 3 GB.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.bench.bench_vault import make_queries
from tests.bench.large_vault import make_vault
from tests.bench.report import Report, percentile
from tests.conftest import unpack_vault
from viewer.vault.files import VaultFiles
from viewer.vault.index import Index
from viewer.vault.link_targets import LinkNames
from viewer.vault.query import parse_query
from viewer.vault.rename import plan_rename
from viewer.vault.schema import index_path

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_SIZES = "1000 10000"
_STEPS = "cold warm search rename changes window"
_TIMES, _SAVES, _SETTLES_S = 5, 9, 1.5
_SLOW_QUERIES = 10  # by what reads every note
_GOALS = {
    "nothing changed": 1_000,
    "search, of processor": 50,
    "links of a rename": 100,
    "the writer is ready": 1_000,
    "a changed note is found": 200,
    "… for which the writer works": 50,
    "window: a key in Quick Open": 16,
    "window and writer": 500,
    "index file to text": 1.2,
}


def run(report: Report) -> None:
    """Add the figures of each size."""
    if not (_CORPUS / "vault.tar.xz").is_file():
        report.skip("vaults of many sizes", "the corpus is not there")
        return
    corpus = unpack_vault(_CORPUS)
    steps = os.environ.get("CUENOTE_BENCH_STEPS", _STEPS).split()
    for count in map(int, os.environ.get("CUENOTE_BENCH_SIZES", _SIZES).split()):
        with tempfile.TemporaryDirectory() as work:
            kept = os.environ.get("CUENOTE_BENCH_FOLDER", work)
            bench = _Bench(report, Path(kept) / str(count), count)
            bench.make(corpus)
            for step in steps:
                getattr(bench, step)()


class _Bench:
    """The figures of one vault."""

    def __init__(self, report: Report, folder: Path, count: int) -> None:
        self._report, self._count = report, count
        self._vault, self._cache = folder / "vault", folder / "cache"
        self._bare = folder / "bare.sqlite"  # FTS5 alone

    def make(self, corpus: Path) -> None:
        """Make the vault, unless it is there."""
        if not self._vault.is_dir():
            half = self._vault.with_name("half")
            shutil.rmtree(half, ignore_errors=True)
            make_vault(corpus, half, self._count)
            half.rename(self._vault)

    def _add(
        self,
        what: str,
        samples: list[float],
        unit: str = "ms",
        beside: dict[str, list[float]] | None = None,
    ) -> None:
        goal = _GOALS.get(what)
        found = percentile(samples, 0.95)
        if "Quick Open" not in what and "search" not in what:
            found = statistics.median(samples)
        self._report.measure(
            f"{self._count:,} notes: {what}",
            samples,
            unit,
            beside,
            f"at most {goal:g} {unit}" if goal else "",
            found <= goal if goal else None,
        )

    def cold(self) -> None:
        """Index all of it, unless that was done."""
        if self._index_file().is_file():
            return
        self._add("first index", [_seconds(*self._command())], "s")

    def warm(self) -> None:
        """Look through all of it, where nothing changed; and how large the index is."""
        self._command_once()
        times = [_seconds(*self._command()) * 1000 for _ in range(_TIMES)]
        find = ("find", self._vault, "-name", "*.md", "-newermt", "2100-01-01")
        found = [_seconds(*find) * 1000 for _ in range(_TIMES)]
        self._add("nothing changed", times, "ms", {"find": found})
        text = sum(note.stat().st_size for note in self._vault.rglob("*.md"))
        self._add("index file to text", [self._index_file().stat().st_size / text], "×")

    def search(self) -> None:
        """Search as people type, beside FTS5 alone and beside reading all notes."""
        self._command_once()
        index = Index.open(self._index_file(), self._vault)
        assert index is not None
        queries = make_queries(self._vault)
        times = [
            _cpu_ms(lambda q=query: index.search(parse_query(q, typing=True))) for query in queries
        ]
        index.close()
        bare = self._bare_index()
        words = [query.replace('"', "") for query in queries]
        sql = "SELECT path, snippet(notes, 1, '', '', '', 9) FROM notes WHERE notes MATCH ? "
        sql += "ORDER BY rank LIMIT 20"
        alone = [
            _cpu_ms(lambda t=text: bare.execute(sql, (f'"{t}"*',)).fetchall())
            for text in words[: _SLOW_QUERIES * 3]
        ]
        bare.close()
        reads = ("rg", "-iF") if shutil.which("rg") else ("grep", "-riF")
        greps = [
            _seconds(*reads, "-c", "--", text, self._vault) * 1000 for text in words[:_SLOW_QUERIES]
        ]
        beside = {"FTS5 alone": alone, reads[0]: greps}
        self._add("search, of processor", times, "ms", beside)

    def _bare_index(self) -> sqlite3.Connection:
        is_new = not self._bare.is_file()
        bare = sqlite3.connect(self._bare, isolation_level=None)
        if is_new:
            bare.execute("PRAGMA synchronous=OFF")
            bare.execute("CREATE VIRTUAL TABLE notes USING fts5(path UNINDEXED, text)")
            bare.execute("BEGIN")
            for note in self._vault.rglob("*.md"):
                bare.execute(
                    "INSERT INTO notes VALUES (?, ?)", (str(note), note.read_text("utf-8"))
                )
            bare.execute("COMMIT")
        return bare

    def rename(self) -> None:
        """Find the links that a rename changes: all but writing them."""
        self._command_once()
        files = VaultFiles.scan(self._vault).ready_for_links()
        index = Index.open(self._index_file(), self._vault)
        assert index is not None
        files.take_names(index.names_by_path())  # as the window has them
        index.close()
        times = []
        for note in random.Random(9).sample(files.notes, _TIMES):
            begun = time.perf_counter()
            known = LinkNames.indexed(self._index_file(), self._vault)
            plan_rename(files, LinkNames.scan(files, known), note, f"{note[:-3]} renamed.md")
            times.append(_ms_since(begun))
        self._add("links of a rename", times)

    def changes(self) -> None:
        """Save notes beside a writer: when they are found, and what else it does."""
        self._command_once()
        command = self._command("--watch", "--json")
        writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        process, begun = psutil.Process(writer.pid), time.perf_counter()
        assert writer.stdout is not None
        out = writer.stdout

        def until(kind: str) -> None:
            while json.loads(out.readline())["kind"] != kind:
                pass

        until("ready")
        self._add("the writer is ready", [_ms_since(begun)])
        until("said")
        time.sleep(_SETTLES_S)
        index = Index.open(self._index_file(), self._vault)
        assert index is not None
        times, used = [], []
        notes = sorted(self._vault.rglob("*.md"))
        for note in random.Random().sample(notes, _SAVES):
            # One that no note has: the vault may have been measured before.
            word = "".join(random.choices("bcdfghklmnprstvz", k=12))
            before, begun = _used_ms(process), time.perf_counter()
            data, times_of = note.read_bytes(), note.stat()
            note.write_bytes(data + f"\n\nA word {word} [0:05]\n".encode())
            while not index.search(parse_query(word)).groups:
                until("changed")
            times.append(_ms_since(begun))
            time.sleep(_SETTLES_S)  # what else it does after a save
            used.append(_used_ms(process) - before)
            note.write_bytes(data)
            os.utime(note, ns=(times_of.st_atime_ns, times_of.st_mtime_ns))
            until("changed")
        index.close()
        writer.communicate()
        self._add("a changed note is found", times)
        self._add("… for which the writer works", used)

    def window(self) -> None:
        """Open the vault in the window, let it rest, and type into Quick Open."""
        self._command_once()
        probe = (sys.executable, "-m", "tests.bench.large_probe", self._vault, self._cache)
        told = subprocess.run(probe, capture_output=True, text=True, check=True)
        found = json.loads(told.stdout.splitlines()[-1])
        self._add("window: all notes are listed", found["listed_ms"])
        self._add("window: its longest stall meanwhile", found["opening_stall_ms"])
        self._add("window: Quick Open opens", found["quick_open_ms"])
        self._add("window: a key in Quick Open", found["key_ms"])
        self._add("window: its longest stall while they are typed", found["key_stall_ms"])
        both = found["window_mb"][0] + found["writer_mb"][0]
        self._add("window and writer", [both], "MB", {"writer": found["writer_mb"]})
        self._add("window and writer wake", found["wakeups"], "a second")

    # ------------------------------------------------------------------ `cuenote index`

    def _index_file(self) -> Path:
        return index_path(self._cache, self._vault)

    def _command(self, *more: str) -> tuple[str | Path, ...]:
        command = (sys.executable, "-m", "viewer", "index", self._vault, "--cache", self._cache)
        return (*command, *more)

    def _command_once(self) -> None:
        _seconds(*self._command())  # what a run before left to be looked at


def _seconds(*command: str | Path) -> float:
    begun = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - begun


def _ms_since(begun: float) -> float:
    return (time.perf_counter() - begun) * 1000


def _cpu_ms(do: Callable[[], object]) -> float:
    begun = time.process_time()
    do()
    return (time.process_time() - begun) * 1000


def _used_ms(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float((used.user + used.system) * 1000)
