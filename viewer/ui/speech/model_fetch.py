"""Fetching what transcribing needs, the engine and a model, by a child process. GUI thread.

Only when a person agreed to it. What comes of a model that was loaded in part is gone on with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from viewer.child_process import last_line
from viewer.translation import _, part_text, tr
from viewer.ui.jobs.rows import JobRows, listed
from viewer.video.jobs import Command, Job, Jobs, part_of
from viewer.video.speech.fetching import fetch_command
from viewer.video.ytdlp.client import child_environment
from viewer.video.ytdlp.failures import Failure, FailureKind

FETCH_KEY = "fetch"  # of the only job


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching(Job):
    """What is fetched."""

    model: str
    bytes: int = 0
    total: int | None = None  # None: not known yet

    @property
    def fraction(self) -> float | None:
        return part_of(self.bytes, self.total)


class SpeechFetch(Jobs[Fetching]):
    """One fetch at a time, which is gone when it has ended."""

    def __init__(self, data: Path, parent: QObject) -> None:
        """Fetch into the folder `data`."""
        super().__init__(parent=parent)
        self._data = data

    def start(self, model: str) -> None:
        """Fetch a model by its name, and the engine where it is not here; ends what runs."""
        self._append(Fetching(FETCH_KEY, tr("Transcribe · model {0}").format(model), model=model))
        self._did_change()

    def _child_of(self, item: Fetching) -> Command:
        command = [*fetch_command(item.model), "--data", str(self._data)]
        return command, child_environment(self._data)

    def _told(self, item: Fetching, event: Mapping[str, Any]) -> Fetching:
        if event.get("event") == "progress":
            return replace(item, bytes=event["bytes"], total=event["total"])
        return replace(item, is_whole=event.get("event") == "done")

    def _why(self, said: str) -> Failure:
        words = last_line(said) or tr("The download stopped unexpectedly.")
        return Failure(FailureKind.UNKNOWN, words, "")

    def _on_ended(self, code: int, said: str) -> None:
        super()._on_ended(code, said)
        self.remove(FETCH_KEY)


class FetchRows(JobRows[Fetching]):
    """The row of what transcribing needs, while that is downloaded."""

    CANCEL = "remove"
    can_pause = False
    running = _("{0} downloading")

    def line(self, item: Fetching) -> str:
        done = part_text(item.bytes, item.total) if item.total else ""
        return listed(tr("Downloading model {0}").format(item.model), done)
