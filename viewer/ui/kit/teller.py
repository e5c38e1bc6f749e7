"""A `cuenote` command beside the window, which tells how it gets on in lines of JSON.

It ends when its input is closed, so that it never outlives the window. What it tells is read for a
few milliseconds at a time, however much it is. GUI thread.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

_READ_S = 0.006
_ENDS_WITHIN_MS = 2_000


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
        process.finished.connect(lambda _code, _status: self._read())
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
