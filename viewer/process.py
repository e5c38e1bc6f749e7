"""A child process of ours that says what it does in lines of JSON. GUI thread; never waits.

It is ended by killing its process group, with all that it started, at any stage
(`fetch.end_with_parent` makes the group). Made as a child of whoever owns it, in Qt's sense too:
one that was killed is kept until it has ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

_READ_S = 0.006

_ENDS_WITHIN_MS = 2_000

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


class Teller(QObject):
    """One run of a command. It is gone by itself some time after its end."""

    told = Signal(object)  # what stands in one line
    # Whether it did what it should, and what it said on its standard error; everything is told.
    ended = Signal(bool, str)

    def __init__(self, arguments: Sequence[str], parent: QObject) -> None:
        """Start it; `arguments` come behind the name of the program."""
        super().__init__(parent)
        self._is_left = False
        self.process = process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
        process.readyReadStandardOutput.connect(self._read)
        # No lambda: it would still be called when the process ends with this object.
        process.finished.connect(self._read)
        process.errorOccurred.connect(self._on_error)
        process.start(sys.executable, ["-P", "-m", "viewer", *arguments])

    def write(self, data: bytes) -> None:
        """Give it something on its standard input."""
        self.process.write(data)

    def leave(self) -> None:
        """Have it end, and hear nothing more of it; it is not waited for."""
        self._is_left = True
        if self._is_running:
            self.process.closeWriteChannel()
            QTimer.singleShot(_ENDS_WITHIN_MS, self.process, self.process.kill)
        else:
            self.deleteLater()

    def wait(self) -> None:
        """Leave it, and wait until it has ended."""
        self.leave()
        if self._is_running and not self.process.waitForFinished(_ENDS_WITHIN_MS):
            self.process.kill()
            self.process.waitForFinished(_ENDS_WITHIN_MS)

    @property
    def _is_running(self) -> bool:
        return self.process.state() is not QProcess.ProcessState.NotRunning

    def _read(self) -> None:
        """Take in what it told, for a few milliseconds; the rest a little later."""
        until = time.monotonic() + _READ_S
        while not self._is_left and self.process.canReadLine():
            self.told.emit(json.loads(bytes(self.process.readLine().data())))
            if time.monotonic() > until:
                QTimer.singleShot(0, self, self._read)
                return
        if not self._is_running:
            self._end()

    def _end(self) -> None:
        if not self._is_left:
            self._is_left = True
            process = self.process
            words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
            is_good = process.exitStatus() is QProcess.ExitStatus.NormalExit
            self.ended.emit(is_good and process.exitCode() == 0, words.strip())
        self.deleteLater()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and not self._is_left:
            self._is_left = True
            self.ended.emit(False, self.process.errorString())
            self.deleteLater()
