"""A child process of ours that says what it does in lines of JSON. GUI thread; never waits.

It is ended by killing its process group, with all that it started, at any stage
(`fetch.end_with_parent` makes the group). Made as a child of whoever owns it, in Qt's sense too:
one that was killed is kept until it has ended.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Mapping

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

_SHUTDOWN_MS = 3000


class Child(QObject):
    """One process."""

    said = Signal(object)  # dict, one line of its standard output
    ended = Signal(int, str)  # its exit code, -1 where it broke down; what it said last, in words

    def __init__(
        self, environment: Mapping[str, str], parent: QObject, *, line_limit: int = 1 << 20
    ) -> None:
        """Take an environment; a line longer than `line_limit` bytes is passed over."""
        super().__init__(parent)
        self._line_limit = line_limit
        self._line = b""
        self._is_heard = True
        self._is_over = False
        self._process = QProcess(self)
        variables = QProcessEnvironment()
        for name, text in environment.items():
            variables.insert(name, text)
        self._process.setProcessEnvironment(variables)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    def run(self, command: list[str]) -> None:
        """Start it."""
        self._process.start(command[0], command[1:])

    def kill(self) -> None:
        """End it, and all that it started, now; nothing of it is heard any more."""
        self._is_heard = False
        if self._is_over:
            return
        pid = self._process.processId()
        if pid and hasattr(os, "killpg"):
            try:
                if os.getpgid(pid) == pid:
                    os.killpg(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass  # it is gone
        self._process.kill()
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._let_go()

    def wait(self) -> None:
        """Wait for a killed one; for the end of the program only."""
        self._process.waitForFinished(_SHUTDOWN_MS)

    def _let_go(self) -> None:
        self._is_over = True
        self.deleteLater()

    def _read(self) -> None:
        *lines, self._line = (
            self._line + bytes(self._process.readAllStandardOutput().data())
        ).split(b"\n")
        if len(self._line) > self._line_limit:
            self._line = b""
        for line in lines:
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                continue  # what a library prints
            if isinstance(found, dict) and self._is_heard:
                self.said.emit(found)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        heard = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        lines = [line for line in heard.splitlines() if line.strip()]
        well = status is QProcess.ExitStatus.NormalExit
        self._end(code if well else -1, lines[-1] if lines else "")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(-1, self._process.errorString())

    def _end(self, code: int, said: str) -> None:
        was_heard, self._is_heard = self._is_heard, False
        self._let_go()
        if was_heard:
            self.ended.emit(code, said)
