"""The queue of files being transcribed.

One child process at a time (see `viewer.media.speech_task`), since it uses all idle cores. Pausing
ends it to free its memory: finished parts are on the disk, and the next child resumes there. Jobs
that were not paused continue at the next start, by `go_on`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Signal

from viewer.base.errors import MediaError
from viewer.media.jobs import Command, Job, Jobs, part_of, whole_number
from viewer.media.speech_models import check_folder
from viewer.media.speech_task import Task, command_of, environment_of, finished_in, stopped
from viewer.media.transcribed import Ranges
from viewer.media.ytdlp_failures import Failure, failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription(Job):
    """The current state of one file in the queue; its key is its transcript's path. Times in ms."""

    task: Task
    done_ms: int | None = None
    total_ms: int | None = None  # None: not known yet
    left_s: int | None = None  # that it will still take
    language: str = ""  # that is spoken, once it is known
    finished: Ranges = ()  # what of the file is on the disk

    @property
    def fraction(self) -> float | None:
        return part_of(self.done_ms, self.total_ms)


class Transcriptions(Jobs[Transcription]):
    """The queue."""

    written = Signal(str)  # the key: its file holds more than before

    FLEETING: ClassVar[Mapping[str, Any]] = {"left_s": None}

    def __init__(self, data: Path, queue_path: Path, parent: QObject | None = None) -> None:
        """Load the queue saved at `queue_path`."""
        super().__init__(queue_path, parent)
        self._data = data
        self._near: tuple[Path, int | None] | None = None

    def of(self, media: Path) -> list[Transcription]:
        """List the jobs for a file."""
        return [item for item in self._items.values() if item.task.media == media]

    def add(self, task: Task, title: str) -> str:
        """Queue a task; return its key. An existing one resumes; a finished one starts again."""
        key = str(task.path)
        there = self.item(key)
        if there is None or not there.is_going:
            self._append(Transcription(key, title or task.media.stem, task=task))
            self._did_change()
        return key

    def play_at(self, media: Path, ms: int | None) -> None:
        """Next transcribe this position of the playing file; None: from the start."""
        self._near = (media, ms)
        for key, child in self._children.items():
            if self._items[key].task.media == media:
                child.write(json.dumps({"play_at": ms}).encode() + b"\n")

    # ------------------------------------------------------------------ the child

    def _child_of(self, item: Transcription) -> Command:
        return [*command_of(item.task, self._data), "--low-priority"], environment_of(self._data)

    def _start(self, item: Transcription) -> None:
        super()._start(item)
        if self._near is not None:
            self.play_at(*self._near)

    def _hear(self, item: Transcription, event: Mapping[str, Any]) -> None:
        super()._hear(item, event)
        if event.get("event") == "progress":
            self.written.emit(item.key)

    def _told(self, item: Transcription, event: Mapping[str, Any]) -> Transcription:
        if event.get("event") == "done":
            return replace(item, is_whole=True, done_ms=item.total_ms)
        return replace(
            item,
            done_ms=whole_number(event.get("done_ms")),
            total_ms=whole_number(event.get("total_ms")),
            left_s=whole_number(event.get("left_s")),
            language=str(event.get("language") or ""),
            finished=finished_in(event),
        )

    def _why(self, said: str) -> Failure:
        return failure(stopped(said))

    # ------------------------------------------------------------------ the queue on the disk

    def _to_json(self, item: Transcription) -> dict[str, Any]:
        task = item.task
        return {
            "media": str(task.media),
            "path": str(task.path),
            "model": str(task.model.folder),
            "language": task.language,
            "is_translated": task.is_translated,
            "title": item.title,
            "done_ms": item.done_ms,
            "total_ms": item.total_ms,
        }

    def _from_json(self, value: Mapping[str, Any]) -> Transcription | None:
        try:
            model = check_folder(Path(str(value["model"])))
        except MediaError:
            return None
        task = Task(
            Path(str(value["media"])),
            Path(str(value["path"])),
            model,
            str(value["language"]),
            value["is_translated"] is True,
        )
        return Transcription(
            str(task.path),
            str(value["title"]),
            task=task,
            done_ms=whole_number(value["done_ms"]),
            total_ms=whole_number(value["total_ms"]),
        )
