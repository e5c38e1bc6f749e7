"""A child process that reports in lines of JSON. GUI thread; never waits.

A line with `payload_bytes` says how many bytes follow it; they are its `payload`.

It is also a Qt child of its owner, and is deleted some time after it ends.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from viewer.base.child_side import kill_group

_READ_S = 0.006
_ENDS_WITHIN_MS = 2_000
_GONE_WITHIN_MS = 15_000
_LONGEST_BYTES = 128 << 20  # of a line, or of what follows it


class Child(QObject):
    """One process."""

    said = Signal(object)  # dict, one line of its standard output
    # Its exit code, or minus the signal that ended it; all its standard error.
    ended = Signal(int, str)

    def __init__(
        self, parent: QObject | None, environment: Mapping[str, str] | None = None
    ) -> None:
        """Use this environment; by default this process's."""
        super().__init__(parent)
        self._is_heard = True
        self._is_over = False
        self._head: dict[str, Any] | None = None  # whose bytes are to come
        self.process = process = QProcess(self)
        if environment is not None:
            variables = QProcessEnvironment()
            for name, text in environment.items():
                variables.insert(name, text)
            process.setProcessEnvironment(variables)
        process.readyReadStandardOutput.connect(self._read)
        # No lambda: it would still be called when the process ends with this object.
        process.finished.connect(self._read)
        process.errorOccurred.connect(self._on_error)

    def run(self, command: list[str]) -> None:
        self.process.start(command[0], command[1:])

    def write(self, data: bytes) -> None:
        """Write to its standard input."""
        self.process.write(data)

    def leave(self) -> None:
        """Let it end by itself, and ignore it from now on; does not wait."""
        self._is_heard = False
        if self._is_running:
            self.process.closeWriteChannel()
            QTimer.singleShot(_ENDS_WITHIN_MS, self.process, self.process.kill)
        else:
            self._let_go()

    def kill(self) -> None:
        """Kill it at any stage, with its own children, and ignore it from now on.

        Its children are only killed if it made a process group (`viewer.base.child_side`).
        """
        self._is_heard = False
        if self._is_over:
            return
        pid = self.process.processId()
        if pid:
            kill_group(pid)
        self.process.kill()
        if not self._is_running:
            self._let_go()

    def wait(self) -> None:
        """Wait for it after `leave` or `kill`; only at the end of the program."""
        if self._is_running and not self.process.waitForFinished(_ENDS_WITHIN_MS):
            self.process.kill()
            # One of low priority needs its time even to go, where others keep the processor busy.
            self.process.waitForFinished(_GONE_WITHIN_MS)

    @property
    def _is_running(self) -> bool:
        return self.process.state() is not QProcess.ProcessState.NotRunning

    def _read(self) -> None:
        """Read its output for a few milliseconds; the rest a little later."""
        process = self.process
        until = time.monotonic() + _READ_S
        while self._is_heard and (self._head is not None or process.canReadLine()):
            if self._head is None:
                try:
                    found = json.loads(bytes(process.readLine().data()))
                except (ValueError, RecursionError):
                    continue  # what a library prints
                if not isinstance(found, dict):
                    continue
                self._head = found
            size = self._head.get("payload_bytes", 0)
            if process.bytesAvailable() < size:
                break
            found, self._head = self._head, None
            if size:
                found["payload"] = bytes(process.read(size).data())
            self.said.emit(found)
            if time.monotonic() > until:
                QTimer.singleShot(0, self, self._read)
                return
        if not self._is_heard or process.bytesAvailable() > _LONGEST_BYTES:
            process.readAllStandardOutput()
        if not self._is_running:
            words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace")
            well = process.exitStatus() is QProcess.ExitStatus.NormalExit
            self._end(process.exitCode() if well else -(process.exitCode() or 1), words.strip())

    def _let_go(self) -> None:
        self._is_over = True
        self.deleteLater()

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(-1, self.process.errorString())

    def _end(self, code: int, words: str) -> None:
        was_heard, self._is_heard = self._is_heard, False
        self._let_go()
        if was_heard:
            self.ended.emit(code, words)


def last_line(said: str) -> str:
    """Return the last line of a child's output, if it explains why it ended."""
    return "".join(said.splitlines()[-1:])
