"""Decode pictures and typeset formulas in a child process (`render_child`), one at a time.

Whatever a note names, the window never waits, and each item gets a few seconds of CPU time: then
the process ends, and a new one continues with the next. It is started at the first request, and
ends by itself when idle. GUI thread.
"""

from __future__ import annotations

import json
import signal
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QCoreApplication, QDataStream, QObject, QSize
from PySide6.QtGui import QImage, QPainterPath
from shiboken6 import isValid

from viewer.base.child_process import Child
from viewer.base.child_side import own_command
from viewer.ui.kit.timers import once

_CPU_S = 3.0
# Of the clock, for what waits instead of working, and where the system has no limit for the other.
_LIMIT_MS = 20_000
_START_MS = 60_000
_IDLE_MS = 20_000
_OUT_OF_TIME = getattr(signal, "SIGPROF", -1)


class Fault(Enum):
    """Why something is not shown."""

    MISSING = "missing"
    NOT_A_FILE = "not a file"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"
    TOO_SLOW = "too slow"
    ON_WEB = "on the web"  # and nothing is loaded from there


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture: its pixels and its display size."""

    image: QImage
    size: QSize


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, in em of the surrounding text, from the start of the baseline."""

    width: float
    ascent: float
    descent: float
    parts: tuple[tuple[str, QPainterPath], ...]  # colour, empty for that of the text; what to fill


@dataclass(frozen=True, slots=True)
class _Job:
    request: dict[str, object]
    read: Callable[[Mapping[str, Any]], object]
    done: Callable[[Any], None]


class Renderer(QObject):
    """A queue, and the process that works on it."""

    def __init__(self, parent: QObject, *, cpu_s: float = _CPU_S) -> None:
        """`cpu_s` is the time limit per item."""
        super().__init__(parent)
        self._cpu_s = cpu_s
        self._jobs: deque[_Job] = deque()
        self._job: _Job | None = None  # the one that is worked on
        self._child: Child | None = None
        self._is_ready = False
        self._is_broken = False  # it does not start
        self._is_down = False
        self._limit = once(self, 0, partial(self._fail, Fault.TOO_SLOW))
        self._idle = once(self, _IDLE_MS, self.stop)

    def picture(
        self,
        folder: Path,
        name: str,
        width: int,
        ratio: float,
        done: Callable[[Decoded | Fault], None],
        *,
        vault: Path | None = None,
    ) -> None:
        """Decode a file at most `width` wide, each of these `ratio` pixels; then call `done`.

        `name` is a path from `folder`, or else from the vault, or the name of any file in there.
        """
        request = {
            "kind": "picture",
            "folder": str(folder),
            "name": name,
            "vault": str(vault) if vault is not None else "",
            "width": width,
            "ratio": ratio,
        }
        self._jobs.append(_Job(request, _read_picture, done))
        self._next()

    def formula(
        self, tex: str, done: Callable[[Formula | Fault], None], *, is_display: bool
    ) -> None:
        """Typeset LaTeX, then call `done`."""
        request = {"kind": "formula", "tex": tex, "is_display": is_display}
        self._jobs.append(_Job(request, _read_formula, done))
        self._next()

    def forget(self) -> None:
        """Drop all requests; no callbacks follow."""
        self._jobs.clear()
        if self._job is not None:
            self.stop()  # it may be one that takes for ever

    def stop(self) -> None:
        """Drop all requests, and end the process now."""
        self._jobs.clear()
        self._job = None
        self._limit.stop()
        self._idle.stop()
        if self._child is not None:
            self._child.kill()
            self._child = None

    def shutdown(self) -> None:
        """Stop for good, and wait until the process has ended: for the end of the program."""
        self._is_down = True
        child = self._child
        self.stop()
        _end(child)

    def _next(self) -> None:
        if self._is_down or self._job is not None or not self._jobs:
            return
        self._idle.stop()
        self._job = self._jobs.popleft()
        if self._is_broken:
            self._answer(Fault.UNREADABLE)
        elif self._child is None:
            self._start()
        elif self._is_ready:
            self._ask()

    def _start(self) -> None:
        # Of the program, in Qt's sense: it has to be ended before it is destroyed.
        child = self._child = Child(QCoreApplication.instance())
        self._is_ready = False
        child.said.connect(self._on_said)
        child.ended.connect(self._on_ended)
        self.destroyed.connect(partial(_end, child))
        child.run(own_command("viewer.ui.kit.render_child", str(self._cpu_s)))
        self._limit.start(_START_MS)

    def _ask(self) -> None:
        if self._job is not None and self._child is not None:
            self._child.write(json.dumps(self._job.request).encode() + b"\n")
            self._limit.start(_LIMIT_MS)

    def _on_said(self, head: Mapping[str, Any]) -> None:
        self._limit.stop()
        if not self._is_ready:
            self._is_ready = True
            self._ask()
        elif self._job is not None:
            fault = head.get("fault")
            self._answer(Fault[fault] if fault else self._job.read(head))

    def _answer(self, answer: object) -> None:
        job, self._job = self._job, None
        self._idle.start()
        if job is not None:
            job.done(answer)
        self._next()

    def _on_ended(self, code: int, words: str) -> None:
        if self._is_ready:  # else what it was given broke it
            self._fail(Fault.TOO_SLOW if code == -_OUT_OF_TIME else Fault.UNREADABLE)
            return
        # Once no renderer can be had, nothing can be shown.
        self._is_broken = True
        self._fail(Fault.UNREADABLE)
        raise RuntimeError(f"The renderer does not start. {words}")

    def _fail(self, fault: Fault) -> None:
        jobs, job = list(self._jobs), self._job
        self.stop()
        self._jobs.extend(jobs)
        self._job = job
        self._answer(fault)


def _end(child: Child | None, *_: object) -> None:
    if child is not None and isValid(child):
        child.kill()
        child.wait()


def _read_picture(head: Mapping[str, Any]) -> Decoded:
    width, height = head["pixels"]
    form = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(head["payload"], width, height, 4 * width, form).copy()
    return Decoded(image, QSize(head["width"], head["height"]))


def _read_formula(head: Mapping[str, Any]) -> Formula:
    stream = QDataStream(QByteArray(head["payload"]))
    parts = []
    for _ in range(stream.readInt32()):
        colour, path = stream.readQString(), QPainterPath()
        stream >> path
        parts.append((colour, path))
    return Formula(head["width"], head["ascent"], head["descent"], tuple(parts))
