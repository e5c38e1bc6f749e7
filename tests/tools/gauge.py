"""What a soak looks at while it runs: turns of the event loop that are too long, and memory.

A turn is the time between two beats of a timer of 5 ms; what the driver does itself between two
actions is left out.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
from PySide6.QtCore import QObject, Qt, QTimer

_LONG_MS = 100
_BEAT_MS = 5


@dataclass(slots=True)
class Stall:
    ms: float
    cpu_ms: float  # of this thread
    stolen_ms: float  # while this thread could have run, and other programs had the processors
    action: str
    opening: bool = False  # a note, a vault or a video was opened in it

    @property
    def own_ms(self) -> float:
        """How long it would have been on a machine that does nothing else."""
        return self.ms - self.stolen_ms


@dataclass(frozen=True, slots=True)
class Memory:
    rss_mb: float
    threads: int
    files: int

    @classmethod
    def now(cls, *, trimmed: bool = False) -> Memory:
        """Measure it; `trimmed`: without what malloc keeps of what a video took while it played."""
        gc.collect()
        if trimmed and sys.platform.startswith("linux"):
            trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
            if trim is not None:
                trim(0)
        process = psutil.Process()
        files = process.num_fds() if hasattr(process, "num_fds") else 0
        return cls(process.memory_info().rss / 2**20, process.num_threads(), files)

    def __str__(self) -> str:
        return f"{self.rss_mb:.0f} MB, {self.threads} threads, {self.files} files"


def _open_queue() -> int | None:
    """Open what Linux counts of this thread; see `sched-stats` of its documentation."""
    try:
        return os.open(f"/proc/self/task/{threading.get_native_id()}/schedstat", os.O_RDONLY)
    except OSError:
        return None


class Gauge(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.stalls: list[Stall] = []
        self.action = ""  # what goes on, in words
        self.opened = False  # set by who opens a file, in this turn
        self.longest_ms = 0.0
        self._since: float | None = None
        self._cpu = self._stolen_ms = 0.0
        self._queue = _open_queue()
        self._beat = QTimer(self, interval=_BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._turn)

    def start(self) -> None:
        self._beat.start()

    def stop(self) -> None:
        self._beat.stop()
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None

    def summary(self) -> str:
        over = sum(one.own_ms > 250 for one in self.stalls)
        return f"{over} stalls over 250 ms, longest {self.longest_ms:.0f} ms"

    @contextmanager
    def measured(self, action: str) -> Iterator[None]:
        self.action, self.opened = action, False
        self._since, self._cpu = time.perf_counter(), time.thread_time()
        self._stolen_ms = self._waited_ms()
        try:
            yield
        finally:
            self._turn()
            self._since = None

    def _turn(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        if self._since is None:
            return
        ms, stolen_ms = (now - self._since) * 1000, self._waited_ms()
        own_ms = ms - (stolen_ms - self._stolen_ms)
        self.longest_ms = max(self.longest_ms, own_ms)
        if own_ms > _LONG_MS:
            cpu_ms = (cpu - self._cpu) * 1000
            self.stalls.append(Stall(ms, cpu_ms, ms - own_ms, self.action, self.opened))
        self._since, self._cpu, self._stolen_ms = now, cpu, stolen_ms

    def _waited_ms(self) -> float:
        """Give how long this thread has waited for a processor, in ms; 0 where nobody counts it."""
        if self._queue is None:
            return 0.0
        return int(os.pread(self._queue, 100, 0).split()[1]) / 1e6
