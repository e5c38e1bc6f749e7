"""The queue of files that are being transcribed. Lives on the GUI thread, and never waits.

One child process at a time (see `viewer.video.speech.task`), for it takes all cores that nobody
else wants. Pausing ends it, which gives its memory back: what is finished is on the disk, and the
next child goes on from there. When Cuenote itself is killed the child ends too, and what was
unfinished comes back as paused; `resume_all` goes on with what nobody had paused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.damaged import put_aside
from viewer.errors import MediaError
from viewer.notes.beside import write_whole
from viewer.process import Child
from viewer.video.speech.models import check_folder
from viewer.video.speech.task import (
    Task,
    command_of,
    cues_in,
    environment_of,
    finished_in,
    stopped,
)
from viewer.video.transcripts.recognised import Ranges, joined
from viewer.video.transcripts.transcript import Cue


class TranscribingState(StrEnum):
    """Where an item of the queue is."""

    QUEUED = "queued"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


_ENDED = frozenset((TranscribingState.DONE, TranscribingState.FAILED, TranscribingState.CANCELLED))


@dataclass(frozen=True, slots=True)
class Transcribing:
    """One file of the queue, as it is now. Times in ms."""

    task: Task
    title: str
    state: TranscribingState = TranscribingState.QUEUED
    done_ms: int | None = None
    total_ms: int | None = None  # None: not known yet
    at_ms: int | None = None  # up to where it listened last
    left_s: int | None = None  # that it will still take
    language: str = ""  # that is spoken, once it is known
    finished: Ranges = ()  # what of the file is on the disk
    failure: str = ""  # what went wrong, in words, and what to do next
    next_step: str = ""

    @property
    def key(self) -> str:
        """Its name in the queue: where the transcript is kept."""
        return str(self.task.path)

    @property
    def is_unfinished(self) -> bool:
        return self.state not in _ENDED

    @property
    def is_going(self) -> bool:
        """Whether it runs, or waits for its turn to."""
        return self.state in (TranscribingState.QUEUED, TranscribingState.RUNNING)

    @property
    def fraction(self) -> float | None:
        """How much is finished, 0 to 1; None where that is not known."""
        if self.done_ms is None or not self.total_ms:
            return None
        return min(1.0, self.done_ms / self.total_ms)


class Transcriptions(QObject):
    """The queue."""

    item_changed = Signal(str)  # the key; also when it was added
    heard = Signal(str, object)  # the key, tuple[Cue, ...]: not on the disk yet
    written = Signal(str)  # the key: its file holds more than before
    done = Signal(str)  # the key of one that is whole now
    queue_changed = Signal()  # items came, went, or changed their state

    def __init__(self, data: Path, queue_path: Path, parent: QObject | None = None) -> None:
        """Take up the queue kept at `queue_path`; what was unfinished is paused."""
        super().__init__(parent)
        self._data = data
        self._queue_path = queue_path
        self._items: dict[str, Transcribing] = {}
        self._child: Child | None = None
        self._running = ""  # the key of the child's item
        self._is_done = False  # it said so
        self._heard: list[Cue] = []
        self._near: tuple[Path, int | None] | None = None
        self._is_shut_down = False
        self._goes_on: set[str] = set()  # the keys of what was not paused when the program ended
        self._load()

    # ------------------------------------------------------------------ what is there

    def items(self) -> list[Transcribing]:
        """List the queue, in the order in which things were added."""
        return list(self._items.values())

    def item(self, key: str) -> Transcribing | None:
        return self._items.get(key)

    def of(self, media: Path) -> list[Transcribing]:
        """List what is in the queue for a file."""
        return [item for item in self._items.values() if item.task.media == media]

    def heard_of(self, key: str) -> tuple[Cue, ...]:
        """Give what was heard and is not on the disk yet, in time order."""
        return tuple(self._heard) if key == self._running else ()

    @property
    def is_idle(self) -> bool:
        """Whether no child runs, and none waits to."""
        return not any(item.is_going for item in self._items.values())

    # ------------------------------------------------------------------ wishes

    def add(self, task: Task, title: str) -> str:
        """Queue a task; return its key. One that is there goes on; a finished one starts again.

        Where all of a file is wanted, parts of it are not waited for; nor the other way round.
        """
        key = str(task.path)
        there = self._items.get(key)
        if there is not None and there.is_unfinished and task.ranges is not None:
            task = replace(task, ranges=_both(there.task.ranges, task.ranges))
        if there is not None and there.is_going and there.task.ranges != task.ranges:
            self._end(key)
            there = None
        if there is None or not there.is_going:
            self._items.pop(key, None)  # it goes to the end
            self._put(Transcribing(task, title or task.media.stem))
            self._queue_did_change()
        return key

    def play_at(self, media: Path, ms: int | None) -> None:
        """Listen to what is said there next, of the file that is playing; None: from the start."""
        self._near = (media, ms)
        item = self._items.get(self._running)
        if self._child is not None and item is not None and item.task.media == media:
            self._child.write(json.dumps({"play_at": ms}).encode() + b"\n")

    def pause(self, key: str) -> None:
        """Stop listening to a file; `resume` goes on from the last finished minute."""
        self._stop(key, TranscribingState.PAUSED)

    def cancel(self, key: str) -> None:
        """Stop listening to a file; what is finished of it is kept."""
        self._stop(key, TranscribingState.CANCELLED)

    def resume(self, key: str) -> None:
        """Queue a file again that is paused, cancelled or failed."""
        item = self._items.get(key)
        if item is not None and not item.is_going and item.state is not TranscribingState.DONE:
            self._put(replace(item, state=TranscribingState.QUEUED, failure="", next_step=""))
            self._queue_did_change()

    def resume_all(self) -> None:
        """Go on with what was under way, or waited, when the program ended or was killed."""
        goes_on, self._goes_on = self._goes_on, set()
        for key in [key for key in self._items if key in goes_on]:
            self.resume(key)

    def remove(self, key: str) -> None:
        """Take a file out of the queue; one that runs is stopped."""
        self._end(key)
        if self._items.pop(key, None) is not None:
            self._queue_did_change()

    def clear_finished(self) -> None:
        """Take out what is done, failed or cancelled."""
        for key in [key for key, item in self._items.items() if not item.is_unfinished]:
            del self._items[key]
        self._queue_did_change()

    def shutdown(self) -> None:
        """End the child, and keep the queue; what was unfinished goes on the next time."""
        if self._is_shut_down:
            return
        self._is_shut_down = True
        self._goes_on |= {key for key, item in self._items.items() if item.is_going}
        self._stop(self._running, TranscribingState.PAUSED)
        # Those too that were killed a moment ago, and are not gone yet.
        for child in self.findChildren(Child):
            child.wait()
        self._keep()

    # ------------------------------------------------------------------ the child

    def _stop(self, key: str, state: TranscribingState) -> None:
        item = self._items.get(key)
        if item is not None and item.is_unfinished and item.state is not state:
            self._end(key)
            self._put(replace(item, state=state, left_s=None))
            self._queue_did_change()

    def _end(self, key: str) -> None:
        """Kill the child of an item; nothing of it is heard any more."""
        if self._child is not None and key == self._running:
            self._child.kill()
            self._child_is_gone()

    def _child_is_gone(self) -> None:
        self._child, self._running, self._heard = None, "", []

    def _start_next(self) -> None:
        if self._is_shut_down or self._child is not None:
            return
        queued = (item for item in self._items.values() if item.state is TranscribingState.QUEUED)
        item = next(queued, None)
        if item is None:
            return
        try:
            command = [*command_of(item.task, self._data), "--low-priority"]
        except MediaError as error:
            self._fail(item, error)
            self._queue_did_change()
            return
        self._child = child = Child(self, environment_of(self._data))
        self._running, self._is_done = item.key, False
        child.said.connect(self._on_said)
        child.ended.connect(self._on_ended)
        self._put(replace(item, state=TranscribingState.RUNNING, failure="", next_step=""))
        child.run(command)
        if self._near is not None:
            self.play_at(*self._near)
        self._queue_did_change()

    def _on_said(self, event: dict[str, Any]) -> None:
        key = self._running
        item = self._items[key]
        kind = event.get("event")
        if kind == "cues":
            cues = cues_in(event)
            self._heard += cues
            self.heard.emit(key, cues)
        elif kind in ("started", "progress"):
            self._heard = []
            self._put(_moved(item, event))
            if kind == "progress":
                self.written.emit(key)
        elif kind == "done":
            self._is_done = True
        elif kind == "failed":
            words, next_step = str(event.get("words", "")), str(event.get("next_step", ""))
            self._put(replace(item, failure=words, next_step=next_step))

    def _on_ended(self, code: int, said: str) -> None:
        key, is_done = self._running, self._is_done
        self._child_is_gone()
        item = replace(self._items[key], left_s=None)
        if code == 0 and is_done:
            self._put(replace(item, state=TranscribingState.DONE, done_ms=item.total_ms))
            self.done.emit(key)
        elif item.failure:
            self._put(replace(item, state=TranscribingState.FAILED))
        else:
            self._fail(item, stopped(said))
        self._queue_did_change()

    def _fail(self, item: Transcribing, error: MediaError) -> None:
        self._put(
            replace(
                item,
                state=TranscribingState.FAILED,
                failure=str(error),
                next_step=error.remedy,
            )
        )

    # ------------------------------------------------------------------ the queue on the disk

    def _put(self, item: Transcribing) -> None:
        self._items[item.key] = item
        self.item_changed.emit(item.key)

    def _queue_did_change(self) -> None:
        self._keep()
        self.queue_changed.emit()
        self._start_next()

    def _keep(self) -> None:
        """Write the queue down. Small, and not synchronised: it is no loss that it is a bit old."""
        kept = [
            {**_to_json(item), "goes_on": item.is_going or item.key in self._goes_on}
            for item in self._items.values()
            if item.is_unfinished
        ]
        try:
            write_whole(self._queue_path, json.dumps({"items": kept}, ensure_ascii=False))
        except OSError:
            pass  # a full disk is said by what is being written, and nothing is lost but the list

    def _load(self) -> None:
        try:
            kept: Any = json.loads(self._queue_path.read_text("utf-8"))["items"]
            items = [_from_json(each) for each in kept]
            goes_on = {str(each["path"]) for each in kept if each.get("goes_on") is True}
        except OSError:
            return  # none yet
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            put_aside(self._queue_path)
            return
        self._items = {item.key: item for item in items if item is not None}
        self._goes_on = goes_on


def _both(one: Ranges | None, two: Ranges) -> Ranges | None:
    """Give the stretches of both; None is all of it."""
    return joined((*one, *two)) if one is not None else None


def _moved(item: Transcribing, event: Mapping[str, Any]) -> Transcribing:
    return replace(
        item,
        done_ms=_whole(event.get("done_ms")),
        total_ms=_whole(event.get("total_ms")),
        at_ms=_whole(event.get("at_ms")),
        left_s=_whole(event.get("left_s")),
        language=str(event.get("language") or ""),
        finished=finished_in(event),
    )


def _whole(value: object) -> int | None:
    return value if type(value) is int else None


def _to_json(item: Transcribing) -> dict[str, Any]:
    task = item.task
    return {
        "media": str(task.media),
        "path": str(task.path),
        "model": str(task.model.folder),
        "language": task.language,
        "is_translated": task.is_translated,
        "ranges": task.ranges,
        "title": item.title,
        "done_ms": item.done_ms,
        "total_ms": item.total_ms,
    }


def _from_json(value: Mapping[str, Any]) -> Transcribing | None:
    """Read one item, which is paused; None where its model is not here any more."""
    try:
        model = check_folder(Path(str(value["model"])))
    except MediaError:
        return None
    ranges: Iterable[Any] | None = value["ranges"]
    task = Task(
        Path(str(value["media"])),
        Path(str(value["path"])),
        model,
        str(value["language"]),
        value["is_translated"] is True,
        None if ranges is None else tuple((int(start), int(end)) for start, end in ranges),
    )
    return Transcribing(
        task,
        str(value["title"]),
        TranscribingState.PAUSED,
        _whole(value["done_ms"]),
        _whole(value["total_ms"]),
    )
