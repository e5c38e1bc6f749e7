"""Fetching what transcribing needs, the engine and a model, by a child process. GUI thread.

Only when a person agreed to it. What comes of a model that was loaded in part is gone on with.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.process import Child
from viewer.video.speech.fetching import fetch_command
from viewer.video.ytdlp.client import child_environment


class SpeechFetch(QObject):
    """One fetch at a time."""

    progressed = Signal()
    done = Signal()
    failed = Signal(str)  # why, and what to do next

    def __init__(self, data: Path, parent: QObject, extra_arguments: tuple[str, ...] = ()) -> None:
        """Fetch into the folder `data`. `extra_arguments` go to every child."""
        super().__init__(parent)
        self._data = data
        self.extra_arguments = extra_arguments
        self._child: Child | None = None
        self.model = ""  # what is fetched
        self.bytes = 0
        self.total: int | None = None  # None: not known yet
        self._sizes: dict[str, int] = {}
        self._is_done = False
        self._failure = ""

    @property
    def is_running(self) -> bool:
        return self._child is not None

    @property
    def fraction(self) -> float:
        """How much is loaded, 0 to 1."""
        return min(1.0, self.bytes / self.total) if self.total else 0.0

    def start(self, model: str) -> None:
        """Fetch a model by its name, and the engine where it is not here; ends what runs."""
        self.cancel()
        self.model, self.bytes, self.total = model, 0, None
        self._sizes, self._is_done, self._failure = {}, False, ""
        self._child = child = Child(self, child_environment(self._data))
        child.said.connect(self._on_said)
        child.ended.connect(self._on_ended)
        child.run([*fetch_command(model), "--data", str(self._data), *self.extra_arguments])
        self.progressed.emit()

    def cancel(self) -> None:
        """Fetch no further."""
        if self._child is not None:
            self._child.kill()
            self._child = None
            self.progressed.emit()

    def wait(self) -> None:
        """Wait for what was cancelled to be gone; for the end of the program only."""
        for child in self.findChildren(Child):
            child.wait()

    def _on_said(self, event: dict[str, Any]) -> None:
        kind = event.get("event")
        if kind == "sizes":
            self._sizes = {
                "engine": int(event.get("engine_bytes") or 0),
                "model": int(event.get("model_bytes") or 0),
            }
            self.total = sum(self._sizes.values())
        elif kind == "progress":
            loaded = int(event.get("bytes") or 0)
            # The engine comes first.
            is_model = event.get("stage") == "model"
            self.bytes = loaded + (self._sizes.get("engine", 0) if is_model else 0)
        elif kind == "done":
            self._is_done = True
        elif kind == "failed":
            self._failure = f"{event.get('words', '')} {event.get('next_step', '')}".strip()
        self.progressed.emit()

    def _on_ended(self, code: int, said: str) -> None:
        self._child = None
        self.progressed.emit()
        if code == 0 and self._is_done:
            self.done.emit()
        else:
            last = "".join(said.splitlines()[-1:])
            self.failed.emit(self._failure or last or self.tr("The fetching ended by itself."))
