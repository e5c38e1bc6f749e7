"""Searching what is said: a hundred hours of transcripts in the library of a vault of 10,259 notes.

The 46 real transcripts of the corpus are 14 hours, and stand there once: copies would repeat the
same words, and hide how many different ones a hundred hours have. The rest is the text of notes of
the corpus, each about a video of its own, read out at 150 words a minute in captions of ten words.
Written language has more different words than speech, and longer sentences: so the index is rather
larger than of so much speech, and more of the sentences hold a common word.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.report import Report, percentile
from tests.conftest import unpack_vault
from viewer.vault.index import Index
from viewer.vault.indexer import Indexer
from viewer.vault.query import parse_query
from viewer.vault.said import Said
from viewer.vault.said_keeper import SaidPlaces, update_said
from viewer.vault.schema import index_path, said_path
from viewer.video.transcripts.reader import read_transcript

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_HOURS, _QUERIES = 100, 200
_GOAL_MS, _STORED_GOAL_MB, _NOTHING_GOAL_S = 50, 0.15, 1.0
_WORDS_A_MINUTE, _WORDS_A_CUE = 150, 10
_MARKUP = re.compile(r"(?s)\A---.*?\n---|<[^>]*>|\[[^\]]*\]|[#*_`>|]")


def run(report: Report) -> None:
    """Add the figures of what is said."""
    if not (_CORPUS / "vault.tar.xz").is_file():
        report.skip("what is said", "the corpus is not there")
        return
    with tempfile.TemporaryDirectory() as work:
        vault = unpack_vault(_CORPUS)
        places = SaidPlaces(vault, Path(work) / "cache", Path(work) / "library", Path(work) / "s")
        hours, texts = _speak(vault, places.library)
        with Indexer(vault, index_path(places.cache, vault)) as indexer:
            indexer.update()
        _measure(report, places, hours, texts)


def _speak(vault: Path, library: Path) -> tuple[float, list[str]]:
    """Put a hundred hours of captions into a library; give the hours, and the text of each."""
    rng = random.Random(14)
    ms, texts = 0, []
    for file in sorted((_CORPUS / "transcripts").iterdir()):
        (library / file.stem).mkdir(parents=True)
        shutil.copy2(file, library / file.stem / f"{file.stem}.en.srt")
        transcript = read_transcript(file)
        ms += transcript.cues[-1].end_ms
        texts.append(transcript.text)
    notes = sorted(vault.rglob("*.md"))
    for number, note in enumerate(rng.sample(notes, len(notes))):
        if ms >= _HOURS * 3_600_000:
            break
        words = _MARKUP.sub(" ", note.read_text("utf-8")).split()
        key = f"{number:011}"
        (library / key).mkdir()
        (library / key / f"{key}.en.srt").write_text(_captions(words), "utf-8")
        ms += len(words) * 60_000 // _WORDS_A_MINUTE
        texts.append(" ".join(words))
    return ms / 3_600_000, texts


def _captions(words: Sequence[str]) -> str:
    lines = []
    for at in range(0, len(words), _WORDS_A_CUE):
        start, end = (_stamp(place) for place in (at, min(at + _WORDS_A_CUE, len(words))))
        text = " ".join(words[at : at + _WORDS_A_CUE])
        lines.append(f"{at // _WORDS_A_CUE + 1}\n{start} --> {end}\n{text}\n")
    return "\n".join(lines)


def _stamp(word: int) -> str:
    ms = word * 60_000 // _WORDS_A_MINUTE
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"


def _measure(report: Report, places: SaidPlaces, hours: float, texts: list[str]) -> None:
    def add(what: str, value: float, unit: str, beside: str, goal: float) -> None:
        shown = f"{value:.3f} {unit}" if value < 1 else f"{value:.1f} {unit}"
        report.add(what, shown, beside, f"< {goal:g} {unit}", value < goal)

    start, used = time.perf_counter(), time.process_time()
    update_said(places)
    took = time.perf_counter() - start
    index = Index.open(index_path(places.cache, places.root), places.root)
    assert index is not None
    said = Said(index, places.library)
    videos, sentences = said.count()
    what = f"{hours:.0f} h, {videos:,} transcripts, {sentences:,} sentences read"
    report.add(what, f"{took:.1f} s", f"{time.process_time() - used:.1f} s of processor; once")
    size = said_path(places.cache, places.library).stat().st_size / 1e6
    text = sum(len(each.encode()) for each in texts) / 1e6
    files = sum(file.stat().st_size for file in places.library.rglob("*.srt")) / 1e6
    beside = f"{size:.1f} MB: {size / text:.0%} of the text, {size / files:.0%} of its files"
    add("index growth for an hour", size / hours, "MB", beside, _STORED_GOAL_MB)
    start = time.perf_counter()
    update_said(places)
    add("nothing changed", time.perf_counter() - start, "s", "10,259 notes", _NOTHING_GOAL_S)
    file = places.library / f"{0:011}" / f"{0:011}.en.srt"
    file.write_text(file.read_text("utf-8") + "\n\n", "utf-8")
    start = time.perf_counter()
    update_said(places)
    report.add("one transcript changed", f"{time.perf_counter() - start:.2f} s")
    queries = _queries(texts)
    _search(report, said, "said:", queries)
    filtered = [f"{query} {extra}" for query, extra in zip(queries, _filters(), strict=False)]
    _search(report, said, "said: with filters", filtered)
    common = ("the", "and", "th", "an", "co", "of the", "in", "to be", "we", "it i", '"of the"')
    _search(report, said, "said: for common words", common)
    said.close()
    index.close()


def _search(report: Report, said: Said, what: str, queries: Sequence[str]) -> None:
    clock, cpu, found = [], [], 0
    for query in queries:
        parsed = parse_query(f"said: {query}", typing=True)
        start, used = time.perf_counter(), time.process_time()
        found += bool(said.search(parsed).groups)
        clock.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    p95 = percentile(clock, 0.95)
    beside = f"p50 {percentile(clock, 0.5):.1f} ms, slowest {max(clock):.1f} ms; {found} found; "
    beside += f"p95 of processor {percentile(cpu, 0.95):.1f} ms"
    goal = f"< {_GOAL_MS} ms"
    report.add(f"{what}, p95 of {len(clock)}", f"{p95:.1f} ms", beside, goal, p95 < _GOAL_MS)


def _queries(texts: list[str]) -> list[str]:
    """Make what people type from what is said: words, beginnings, phrases."""
    rng = random.Random(15)
    queries: list[str] = []
    while len(queries) < _QUERIES:
        words = re.sub(r"\W", " ", rng.choice(texts)).split()
        if len(words) < 60:
            continue
        at, count = rng.randrange(len(words) - 4), rng.choice((1, 1, 2, 2, 3, 4))
        chosen = " ".join(words[at : at + count])
        kind = rng.random()
        if kind < 0.2:
            chosen = f'"{chosen}"'
        elif kind < 0.5:
            chosen = chosen[: max(2, len(chosen) - rng.randrange(5))]
        queries.append(chosen)
    return queries


def _filters() -> list[str]:
    return ["channel:3blue1brown ", "from:1:00 to:20:00 ", "video:introduction "] * _QUERIES
