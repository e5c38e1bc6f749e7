"""A queue of jobs for child processes. On the GUI thread; never waits.

Subclasses of `Jobs` and `Job` define the child's command and events; everything else is here:
waiting, pausing, resuming, retrying, and saving the queue. A child is stopped at any stage by
killing its process group: its results stay, and the next child resumes there. When Cuenote itself
is killed its children end too, and unfinished jobs come back as paused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from viewer.base.child_process import Child, last_line
from viewer.base.damaged import read_state
from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.ytdlp_failures import Failure, FailureKind, failure
from viewer.notes.beside import write_whole

_KEEP_MS = 5000  # how old the figures in the kept queue may be


class JobState(StrEnum):
    """The state of a job."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


UNFINISHED = frozenset((JobState.QUEUED, JobState.RUNNING, JobState.PAUSED))


@dataclass(frozen=True, slots=True)
class Job:
    """The current state of one job of a queue."""

    key: str  # its name in the queue
    title: str
    state: JobState = JobState.QUEUED
    failure: Failure | None = None
    # Whether its child said so. It is done when the child has ended well: then nothing goes on.
    is_whole: bool = False
    was_going: bool = False  # when the program ended; until something becomes of it

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def is_going(self) -> bool:
        """Return whether it is running or waiting to run."""
        return self.state in (JobState.QUEUED, JobState.RUNNING)

    @property
    def can_resume(self) -> bool:
        return not self.is_going and self.state is not JobState.DONE

    @property
    def fraction(self) -> float | None:
        """The completed part, 0 to 1; None if unknown."""
        return None


J = TypeVar("J", bound=Job)
Command = tuple[list[str], Mapping[str, str]]  # of a child, and its environment


class Jobs(QObject, Generic[J]):
    """The queue."""

    item_changed = Signal(str)  # the key; also when it was added
    done = Signal(str)  # the key of one that is whole now
    failed = Signal(str)  # the key
    cleared = Signal(object)  # list[str]: the keys of those that were taken out
    queue_changed = Signal()  # items came, went, or changed their state or title

    AT_ONCE = 1
    KEPT: ClassVar[frozenset[JobState]] = UNFINISHED  # in which states items are kept on the disk
    # Fields of a job that say something only while it runs, and what they are before and after.
    FLEETING: ClassVar[Mapping[str, Any]] = {}

    def __init__(
        self, path: Path | None = None, parent: QObject | None = None, *, pause_ms: int = 0
    ) -> None:
        """Load the queue saved at `path`, if given; unfinished jobs are paused.

        Starts are at least `pause_ms` apart.
        """
        super().__init__(parent)
        self._path = path
        self._items: dict[str, J] = {}
        self._children: dict[str, Child] = {}
        self._is_shut_down = False
        self._is_held = False
        self._resting = QTimer(self, singleShot=True, interval=pause_ms)
        self._resting.timeout.connect(self._start_next)
        self._keeping = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keeping.timeout.connect(self._keep)
        if path is not None:
            kept = read_state(path, lambda value: [*map(self._taken_up, value["items"])])
            self._items = {item.key: item for item in kept or () if item is not None}

    def _taken_up(self, value: Mapping[str, Any]) -> J | None:
        item = self._from_json(value)
        if item is None:
            return None
        state = JobState.PAUSED if item.is_going else item.state
        return replace(item, state=state, was_going=value.get("was_going") is True)

    # ------------------------------------------------------------------ what a kind says

    def _child_of(self, item: J) -> Command:
        raise NotImplementedError

    def _told(self, item: J, event: Mapping[str, Any]) -> J:
        """Return the job after an event of its child; failures are already recorded."""
        raise NotImplementedError

    def _why(self, said: str) -> Failure:
        """Return why a child ended that gave no reason; `said` is its standard error."""
        words = last_line(said).removeprefix("cuenote: ") or tr("It stopped unexpectedly.")
        return Failure(FailureKind.UNKNOWN, words, "", said)

    def _to_json(self, item: J) -> dict[str, Any]:
        raise NotImplementedError

    def _from_json(self, value: Mapping[str, Any]) -> J | None:
        """Read one job, which will be paused if it is unfinished; None where it is no more."""
        raise NotImplementedError

    # ------------------------------------------------------------------ what is there

    def items(self) -> list[J]:
        """List the queue, in the order in which jobs were added."""
        return list(self._items.values())

    def item(self, key: str) -> J | None:
        return self._items.get(key)

    @property
    def is_idle(self) -> bool:
        """Return whether no child is running, and none is waiting."""
        return not any(item.is_going for item in self._items.values())

    # ------------------------------------------------------------------ wishes

    def pause(self, key: str) -> None:
        """Stop a job; `resume` continues where it stopped."""
        self._stop(key, JobState.PAUSED)

    def cancel(self, key: str) -> None:
        """Stop a job in any state; its results stay."""
        self._stop(key, JobState.CANCELLED)

    def resume(self, key: str) -> None:
        """Queue a job again that is paused, cancelled, failed or incomplete."""
        item = self._items.get(key)
        if item is not None and item.can_resume:
            self._set(item, JobState.QUEUED, failure=None)
            self._did_change()

    def remove(self, key: str) -> None:
        """Remove a job from the queue, stopping it first."""
        self._end(key)
        if self._items.pop(key, None) is not None:
            self.cleared.emit([key])
            self._did_change()

    def pause_all(self) -> None:
        """Pause all jobs."""
        self._is_held = True
        for key in list(self._items):
            self.pause(key)
        self._is_held = False
        self._did_change()

    def resume_all(self) -> None:
        """Queue everything that is paused."""
        self._is_held = True
        for key, item in list(self._items.items()):
            if item.state is JobState.PAUSED:
                self.resume(key)
        self._is_held = False
        self._did_change()

    def go_on(self) -> None:
        """Queue what was under way, or waited, when the program ended or was killed."""
        for item in self.items():
            if item.was_going:
                self.resume(item.key)

    def clear_finished(self) -> None:
        """Remove done and cancelled jobs; failed ones stay until dismissed."""
        finished = (JobState.DONE, JobState.CANCELLED)
        gone = [key for key, item in self._items.items() if item.state in finished]
        for key in gone:
            del self._items[key]
        self.cleared.emit(gone)
        self._did_change()

    def shutdown(self) -> None:
        """Save the queue and end every child; unfinished jobs are back the next time."""
        if self._is_shut_down:
            return
        self._is_shut_down = True
        self._resting.stop()
        self._keeping.stop()
        self._keep()
        # Those too that were killed a moment ago, and are not gone yet.
        children = self.findChildren(Child)
        for child in children:
            child.kill()
        for child in children:
            child.wait()

    # ------------------------------------------------------------------ children

    def _append(self, item: J) -> None:
        self._end(item.key)
        self._items.pop(item.key, None)
        self._put(item)

    def _stop(self, key: str, state: JobState) -> None:
        item = self._items.get(key)
        if item is not None and item.is_unfinished and item.state is not state:
            self._end(key)
            self._set(item, state)
            self._did_change()

    def _end(self, key: str) -> None:
        child = self._children.pop(key, None)
        if child is not None:
            child.kill()

    def _start_next(self) -> None:
        """Start the jobs that may run now: at once unless one has just been started."""
        while not (self._is_shut_down or self._is_held or self._resting.isActive()):
            items = self._items.values()
            item = next((each for each in items if each.state is JobState.QUEUED), None)
            running = sum(each.state is JobState.RUNNING for each in items)
            if item is None or running >= self.AT_ONCE:
                return
            self._start(item)
            self._keep()
            self.queue_changed.emit()

    def _start(self, item: J) -> None:
        try:
            command, environment = self._child_of(item)
        except MediaError as error:
            self._fail(item, failure(error))
            return
        child = self._children[item.key] = Child(self, environment)
        # No `partial`, for that holds the queue: it would be destroyed while Qt destroys its last
        # child, and destroy that once more.
        child.said.connect(self._on_said)
        child.ended.connect(self._on_ended)
        self._set(item, JobState.RUNNING, failure=None, is_whole=False)
        child.run(command)
        if self._resting.interval():
            self._resting.start()

    @property
    def _speaker(self) -> str:
        child = self.sender()
        return next(key for key, each in self._children.items() if each is child)

    def _on_said(self, event: dict[str, Any]) -> None:
        self._hear(self._items[self._speaker], event)

    def _hear(self, item: J, event: Mapping[str, Any]) -> None:
        if event.get("event") == "failed":
            told = replace(item, failure=Failure.from_json(event.get("failure", event)))
        else:
            told = self._told(item, event)
        self._put(told)
        if told.title != item.title:
            self._did_change()

    def _on_ended(self, code: int, said: str) -> None:
        key = self._speaker
        del self._children[key]
        item = self._items[key]
        if code == 0 and item.is_whole:
            self._set(item, JobState.DONE, failure=None)
            self.done.emit(key)
        else:
            found = item.failure or self._why(said)
            self._fail(item, found)
            if found.holds_others:
                for other in self.items():
                    if other.state is JobState.QUEUED:
                        self._set(other, JobState.PAUSED)
        self._did_change()

    # ------------------------------------------------------------------ the queue on the disk

    def _fail(self, item: J, found: Failure) -> None:
        self._set(item, JobState.FAILED, failure=found)
        self.failed.emit(item.key)

    def _set(self, item: J, state: JobState, **more: Any) -> None:
        self._put(replace(item, state=state, was_going=False, **self.FLEETING, **more))

    def _put(self, item: J) -> None:
        self._items[item.key] = item
        if item.state is JobState.RUNNING and not self._keeping.isActive():
            self._keeping.start()
        self.item_changed.emit(item.key)

    def _did_change(self) -> None:
        if not self._is_held:
            self._keep()
            self.queue_changed.emit()
            self._start_next()

    def _keep(self) -> None:
        """Save the queue. Not synced to the disk: a slightly old one is no loss."""
        if self._path is None:
            return
        kept = [
            {**self._to_json(item), "was_going": item.is_going}
            for item in self._items.values()
            if item.state in self.KEPT
        ]
        with suppress(OSError):  # a full disk is said by what is being made; only the list is lost
            if kept:
                write_whole(self._path, json.dumps({"items": kept}, ensure_ascii=False))
            else:
                self._path.unlink(missing_ok=True)


def whole_number(value: object) -> int | None:
    """Take a whole number that is not negative, and fits a disk; None for anything else."""
    return value if type(value) is int and 0 <= value < 1 << 60 else None


def part_of(done: float | None, total: int | None) -> float | None:
    """Return the completed part, 0 to 1; None if either number is unknown."""
    return min(1.0, done / total) if total and done is not None else None
