"""Index, search and window over so many notes of the corpus: 10,000 where no number is named.

Seconds of the processor stand where other programs are not to count.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtTest import QTest

from tests.conftest import CORPUS, unpack_vault
from tests.tools.probe import RealWindow, Stalls, family, ms_since, probe
from tests.tools.report import Report
from tests.waiting import rest, wait_until
from viewer import TOUR
from viewer.vault.index import Index
from viewer.vault.query import parse_query
from viewer.vault.schema import index_path

_NOTES, _QUERIES, _TIMES, _SAVES, _CHANGED = 10_000, 200, 3, 7, 3_000
_SETTLES_S, _RESTS_MS = 1.5, 3_000
_TYPED, _TITLES, _KEY_EVERY_MS = 24, 12, 120  # queries and titles typed in the window
_COMMON = ("the", "and", "th", "an", "co", "of the", "in", "to be", "we", "it i")


def run(report: Report, options: argparse.Namespace) -> None:
    if not (CORPUS / "vault.tar.xz").is_file():
        report.skip("the index of a vault", "the corpus is not there")
        return
    count = options.count or (1_000 if options.quick else _NOTES)
    with tempfile.TemporaryDirectory() as work:
        vault = Path(work) / "vault"
        make_vault(unpack_vault(CORPUS), vault, count)
        _Bench(report, vault, count).measure()


class _Bench:
    def __init__(self, report: Report, vault: Path, count: int) -> None:
        self._report, self._count = report, count
        self._vault, self._cache = vault, vault.with_name("cache")
        self._file = index_path(self._cache, vault)
        self._command = (sys.executable, "-m", "viewer", "index", vault, "--cache", self._cache)

    def _add(self, what: str, *found: Any, **goal: float) -> None:
        self._report.measure(f"{self._count:,} notes: {what}", *found, **goal)

    def measure(self) -> None:
        self._index_all()
        self._search()
        self._change()
        _seconds(*self._command)  # what was written meanwhile
        found = probe(look_for, self._vault, self._cache, make_queries(self._vault)[:_TYPED])
        self._add("window: all notes are listed", found["listed"])
        self._add("window: its longest work at a time meanwhile", found["opening"], most=16)
        keys = found["search_key"]
        self._add("window: from a key to its first results, p95", keys, most=50, at=0.95)
        self._add("window: its longest work at a time while they are typed", found["search_work"])
        keys = found["quick_open_key"]
        self._add("window: a key in Quick Open, p95", keys, most=50, at=0.95)
        beside = {"writer": found["writer_mb"]}
        self._add("window and writer", found["all_mb"], "MB", beside, most=500)

    def _index_all(self) -> None:
        """Index all of it; then look through it, where nothing changed."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        took_s = _seconds(*self._command)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self._add("first index", [took_s], "s", {"of processor": [used_s]})
        times = [_seconds(*self._command) * 1000 for _ in range(_TIMES)]
        self._add("nothing changed", times, most=1_000)
        text = sum(note.stat().st_size for note in self._vault.rglob("*.md"))
        self._add("index file to text", [self._file.stat().st_size / text], "×", most=1.5)

    def _search(self) -> None:
        queries = make_queries(self._vault)
        with closing(self._opened()) as index:

            def search(query: str) -> float:
                return _cpu_ms(lambda: index.search(parse_query(query, typing=True)))

            ours, common = [search(query) for query in queries], [search(one) for one in _COMMON]
        self._add("search, of processor, p95", ours, most=50, at=0.95)
        self._add("search for common words, of processor, p95", common, most=50, at=0.95)

    def _opened(self) -> Index:
        return Index.open(self._file, self._vault)

    def _change(self) -> None:
        pipe = subprocess.PIPE
        command = (*self._command, "--watch", "--json")
        begun_s = time.perf_counter()
        with subprocess.Popen(command, stdin=pipe, stdout=pipe) as writer:
            process, out = psutil.Process(writer.pid), writer.stdout

            def until(kind: str) -> None:
                while json.loads(out.readline())["kind"] != kind:
                    pass

            until("ready")
            self._add("the writer is ready", [ms_since(begun_s)], most=1_000)
            until("said")
            time.sleep(_SETTLES_S)
            times, used = [], []
            notes = sorted(self._vault.rglob("*.md"))
            with closing(self._opened()) as index:

                def saved(some: list[Path]) -> float:
                    """Save notes with a word that none has; when all are found, in ms."""
                    word = "".join(random.choices("bcdfghklmnprstvz", k=12))
                    begun_s = time.perf_counter()
                    for note in some:
                        note.write_bytes(note.read_bytes() + f"\n\nA {word} [0:05]\n".encode())
                    while len(index.search(parse_query(word), notes=len(some)).groups) < len(some):
                        until("changed")
                    return ms_since(begun_s)

                chosen = random.sample(notes, min(_CHANGED, len(notes)))
                for note in chosen[:_SAVES]:
                    before = process.cpu_times()
                    times.append(saved([note]))
                    time.sleep(_SETTLES_S)  # what else it does after a save
                    after = process.cpu_times()
                    used.append(1000 * (sum(after[:2]) - sum(before[:2])))
                self._add("a changed note is found", times, most=200)
                self._add("… for which the writer works", used, most=50)
                found_s = saved(chosen) / 1000
                self._add(f"{len(chosen):,} changed at once are found", [found_s], "s")
            writer.communicate()


def _seconds(*command: str | Path) -> float:
    begun_s = time.perf_counter()
    subprocess.run(command, capture_output=True, check=False)
    return time.perf_counter() - begun_s


def _cpu_ms(do: Callable[[], object]) -> float:
    begun_s = time.process_time()
    do()
    return (time.process_time() - begun_s) * 1000


# ---------------------------------------------------------------------- what is searched, and for


def make_vault(corpus: Path, folder: Path, count: int) -> None:
    """Copy `count` notes of the corpus into `folder`, each an hour old; the same at each call."""
    notes, then = sorted(corpus.rglob("*.md")), time.time() - 3600
    for number in range(min(count, len(notes))):
        note = notes[number * len(notes) // count] if count < len(notes) else notes[number]
        copy = folder / note.relative_to(corpus)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(note.read_bytes())
        os.utime(copy, (then, then))


def make_queries(vault: Path) -> list[str]:
    """Make queries from the text of the notes: words, beginnings, phrases."""
    chance = random.Random(6)
    notes = sorted(vault.rglob("*.md"))
    queries: list[str] = []
    while len(queries) < _QUERIES:
        text = re.sub(r"<[^>]*>|\[[^]]*\]|\W", " ", chance.choice(notes).read_text("utf-8"))
        words = text.split()
        if len(words) < 60:
            continue
        at, count = chance.randrange(40, len(words) - 4), chance.choice((1, 1, 2, 2, 3, 4))
        chosen = " ".join(words[at : at + count])
        kind = chance.random()
        if kind < 0.2:
            chosen = f'"{chosen}"'
        elif kind < 0.5:
            chosen = chosen[: max(2, len(chosen) - chance.randrange(5))]
        queries.append(chosen)
    return queries


# ---------------------------------------------------------------------- in its own process


def look_for(vault: str, cache: str, queries: list[str]) -> dict[str, list[float]]:
    """Open a vault whose index is there; search as a fast typist does, and type into Quick Open."""
    found: dict[str, list[float]] = {"listed": [], "search_key": [], "quick_open_key": []}
    with tempfile.TemporaryDirectory() as work:
        window = RealWindow(Path(work), TOUR, cache=Path(cache))
        program = window.program
        window.app.clipboard().setText("")  # Qt gives none at all where nothing ever was on it
        program.settle()
        rest(_RESTS_MS)
        notes = lambda: program.vault_list.view.catalogue  # noqa: E731 - it is made anew
        opening = Stalls()
        begun_s = time.perf_counter()
        program.session.open_vault(Path(vault))
        wait_until(lambda: bool(notes()) and notes()[-1].facts is not None)
        found["listed"].append(ms_since(begun_s))
        indexing = program.indexing  # which is ready of the vault before, too
        wait_until(lambda: indexing.root == Path(vault) and indexing.is_ready)
        wait_until(lambda: indexing.is_said_ready)
        rest(1_500)
        opening.stop()
        rest(_RESTS_MS)
        window.window.actions_["search"].trigger()
        view = program.searching.view
        typing = Stalls()
        for query in queries:
            found["search_key"] += _type(view.field, query, view.list.rows.modelReset)
            view.field.clear()
            rest(_KEY_EVERY_MS)
        typing.stop()
        view.close_list()
        palette, chance = window.window.palette_, random.Random(11)
        for note in chance.sample(list(notes()), _TITLES):
            window.window.actions_["note.open"].trigger()
            words = note.title.split()
            text = " ".join(chance.sample(words, min(2, len(words))))[:9]
            rows = palette.list.rows
            found["quick_open_key"] += _type(palette.field, text, rows.modelReset, rows.dataChanged)
            palette.close_list()
        used = [each.memory_info().rss / 1e6 for each in family()]
        program.shutdown()
    found |= {"opening": [opening.longest_ms], "search_work": [typing.longest_ms]}
    return found | {"all_mb": [sum(used)], "writer_mb": [sum(used[1:])]}


def _type(field: object, text: str, *signals: object) -> list[float]:
    """Type letters; from each to the first answer to it, in ms. One may change nothing."""
    answered: list[float] = []
    found: list[float] = []
    connected = [one.connect(lambda *_: answered.append(time.perf_counter())) for one in signals]
    for letter in text:
        answered.clear()
        begun_s = time.perf_counter()
        QTest.keyClick(field, letter)
        rest(_KEY_EVERY_MS)
        if answered:
            found.append((answered[0] - begun_s) * 1000)
    for signal, one in zip(signals, connected, strict=True):
        signal.disconnect(one)
    return found
