"""Kills what reads notes for the index while it answers.

Each process is killed at a random moment from the end of its first reading on: before, in the
middle of or behind its answer, which has up to 64 MB.
"""

from __future__ import annotations

import os
import random
import signal
import threading
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
