"""The exports that are under way, as jobs: one after the other, on a thread. GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.export.form import Progress
from viewer.notes.timecode import format_ms
from viewer.translation import _, tr
from viewer.ui.jobs.rows import JobRows, listed
from viewer.ui.kit.background import Background
from viewer.ui.kit.button_list import RowAction
from viewer.video.frames.pictures import Cancelled
from viewer.video.jobs import Job, Jobs, JobState, part_of
from viewer.video.ytdlp.failures import Failure, FailureKind

_EVERY_MS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Job):
    """One export."""

    work: Callable[[Progress, Callable[[], bool]], Path | None]  # on a thread; may raise Cancelled
    said: str  # what is exported, in words
    in_ms: bool = False  # how far it is
    is_shown: bool = False  # whether other programs open what is made
    done: float = 0
    count: int = 0
    made: Path | None = None  # once it is done
    then: Callable[[], object] | None = None  # what is done with it then; else it is told of

    @property
    def fraction(self) -> float | None:
        return part_of(self.done, self.count)


class _Run:
    """An export that is being written. Its thread says how far it is; whoever looks reads it."""

    def __init__(self) -> None:
        self.stop = Event()  # then it ends by itself, and leaves nothing half made
        self.done = (0.0, 0)

    def progress(self, done: float, count: int) -> None:
        self.done = done, count

    def do(self, item: Export) -> Path | None:
        try:
            return item.work(self.progress, self.stop.is_set)
        except Cancelled:
            return None


class Exports(Jobs[Export]):
    """The queue."""

    stopped = Signal(object)  # Export that was cancelled, once its thread has ended

    def __init__(self, background: Background, parent: QObject) -> None:
        super().__init__(parent=parent)
        self._background = background
        self._number = 0
        self._runs: dict[str, _Run] = {}  # by the key
        self._looking = QTimer(self, interval=_EVERY_MS)
        self._looking.timeout.connect(self._look)

    def add(self, item: Export) -> str:
        """Queue an export, whose key this gives."""
        self._number += 1
        key = f"export {self._number}"
        self._append(replace(item, key=key))
        self._did_change()
        return key

    def shutdown(self) -> None:
        self._looking.stop()
        super().shutdown()
        for run in self._runs.values():
            run.stop.set()

    def _start(self, item: Export) -> None:
        run = self._runs[item.key] = _Run()
        self._set(item, JobState.RUNNING, failure=None, done=0, count=0)
        self._background.run(
            item.key,
            partial(run.do, item),
            partial(self._on_made, item, run),
            lambda error: self._on_made(item, run, None, error.words()),
        )
        self._looking.start()

    def _end(self, key: str) -> None:
        run = self._runs.pop(key, None)
        if run is not None:
            run.stop.set()

    def _look(self) -> None:
        for key, run in self._runs.items():
            done, count = run.done
            self._put(replace(self._items[key], done=done, count=count))
        if not self._runs:
            self._looking.stop()

    def _on_made(self, item: Export, run: _Run, made: Path | None, failure: str = "") -> None:
        if self._runs.get(item.key) is not run:
            self.stopped.emit(item)
            return
        del self._runs[item.key]
        now = self._items[item.key]
        if failure:
            self._fail(now, Failure(FailureKind.UNKNOWN, failure, ""))
        else:
            # Not what it was made of, which may be many notes.
            self._set(now, JobState.DONE, made=made, work=lambda *_: made)
            self.done.emit(item.key)
        self._did_change()


class ExportRows(JobRows[Export]):
    """The rows of exports."""

    can_pause = False
    running = _("{0} exporting")
    stop, stopped = _("Stop"), _("Stopped")

    def doing(self, item: Export) -> str:
        done = ""
        if item.count:
            at, count = int(item.done), item.count
            of = (format_ms(at), format_ms(count)) if item.in_ms else (min(at + 1, count), count)
            done = tr("{0} of {1}").format(*of)
        return listed(tr("Exporting"), done)

    def further(self, item: Export) -> Sequence[RowAction]:
        if item.made is None:
            return ()
        shows = [RowAction("folder", tr("Show in folder"))]
        return [RowAction("open", tr("Open")), *shows] if item.is_shown else shows
