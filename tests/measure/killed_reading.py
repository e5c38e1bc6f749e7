"""Kill what reads notes for the index while it answers: `./run measure killed [RUNS]`.

Each process is killed at a random moment from the end of its first reading on: before, in the
middle of or behind its answer, which has up to 64 MB. Every run must end, with words; one that
does not within a minute ends the measurement, and prints where it waits.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import random
import signal
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from viewer.errors import IndexingError
from viewer.vault import indexer as module
from viewer.vault.indexer import Indexer

_NOTES = 400
_LARGEST = 64 << 20  # bytes, about a tenth of a second
_LONGEST_S = 0.15
_HANGS_S = 60
_read = module._read_packed


class Killed(NamedTuple):
    """How many runs ended with words, and how many of them had read a part of an answer."""

    told: int
    halves: int


def _read_and_die(root: str, notes: list[tuple[str, bytes]]) -> bytes:
    """Read notes, and be killed in a moment."""
    packed = _read(root, notes) + bytes(random.randrange(_LARGEST))
    after_s = random.random() * _LONGEST_S
    threading.Timer(after_s, os.kill, (os.getpid(), signal.SIGKILL)).start()
    return packed


def killed_reading(indexer: Indexer, runs: int) -> Killed:
    """Have a vault of some hundred notes read `runs` times by processes that are killed."""
    told = halves = 0
    with patch.object(module, "_read_packed", _read_and_die):
        for _ in range(runs):
            indexer.rebuild()
            try:
                indexer.update()
            except IndexingError as error:
                told += "stopped by another program" in str(error)
                why = error.__cause__ and error.__cause__.__cause__
                halves += "during message" in str(why)
    return Killed(told, halves)


def main(arguments: Sequence[str]) -> int:
    """Measure; return the exit code."""
    parser = argparse.ArgumentParser(prog="./run measure killed", description=__doc__)
    parser.add_argument("runs", type=int, nargs="?", default=100)
    runs = parser.parse_args(arguments).runs
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        vault.mkdir()
        for number in range(_NOTES):
            (vault / f"{number}.md").write_text(f"# {number}\n\nIt was said [0:07].\n", "utf-8")
        told = halves = 0
        with Indexer(vault, Path(folder) / "index.sqlite") as indexer:
            for done in range(1, runs + 1):
                faulthandler.dump_traceback_later(_HANGS_S, exit=True)
                more = killed_reading(indexer, 1)
                told, halves = told + more.told, halves + more.halves
                print(f"\r{told} of {done} ended with words", end="", flush=True)
        faulthandler.cancel_dump_traceback_later()
    print(f"; {halves} were killed in the middle of an answer")
    return 0 if told == runs else 1
