"""Reads a playlist or channel for the window, in a child process. GUI thread; never waits.

The child is `cuenote save --list --json`; it ends with this object, or when it is stopped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.base.child_process import Child, last_line
from viewer.base.child_side import own_command
from viewer.media.ytdlp import COOKIE_BROWSERS, child_environment
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.media.ytdlp_listing import ListedVideo, ListFacts


class ListReader(QObject):
    """Reads one list at a time."""

    about = Signal(object)  # ListFacts
    came = Signal(object)  # ListedVideo, the next one
    ended = Signal(object)  # Failure, or None where all of it was read

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        """`data` may contain a newer yt-dlp."""
        super().__init__(parent)
        self._data = data
        self._child: Child | None = None
        self._failure: Failure | None = None

    def read(self, url: str, cookies_from: str = "") -> None:
        """Read the list at `url`; any earlier reading is abandoned."""
        self.stop()
        arguments = ["--list", "--json", "--child"]
        if cookies_from in COOKIE_BROWSERS:
            arguments += ["--cookies-from", cookies_from]
        child = self._child = Child(self, child_environment(self._data))
        child.said.connect(self._on_said)
        child.ended.connect(self._on_ended)
        child.run(own_command("viewer", "save", *arguments, "--", url))

    def stop(self) -> None:
        """Stop reading; no more signals come."""
        self._failure = None
        if self._child is not None:
            self._child.kill()
            self._child = None

    def wait(self) -> None:
        """Wait until stopped children have exited; for the end of the program."""
        for child in self.findChildren(Child):
            child.wait()

    def _on_said(self, event: dict[str, Any]) -> None:
        kind = event.get("event")
        if kind == "entry":
            self.came.emit(ListedVideo.from_json(event))
        elif kind == "list":
            self.about.emit(ListFacts(event["title"], event["channel"], event["count"]))
        elif kind == "failed":
            self._failure = Failure.from_json(event.get("failure"))

    def _on_ended(self, code: int, said: str) -> None:
        self._child = None
        if code != 0 and self._failure is None:
            self._failure = Failure.of(FailureKind.UNKNOWN, last_line(said))
        self.ended.emit(self._failure)
