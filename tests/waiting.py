"""Let a window live for a while. Unlike QTest's own waiting, these let other threads run."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer


def rest(ms: int) -> None:
    """Let the window live for so long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_until(true: Callable[[], bool], *, timeout_ms: int = 60_000) -> None:
    """Let the window live until something is so; raises TimeoutError after `timeout_ms`."""
    until_s = time.perf_counter() + timeout_ms / 1000
    while not true():
        if time.perf_counter() > until_s:
            raise TimeoutError(f"not so after {timeout_ms} ms: {true}")
        rest(5)


def once(true: Callable[[], object], then: Callable[[], object]) -> None:
    """Do something as soon as something is so, from whatever loop runs by then, a dialog's too.

    After 30 s it is done all the same, for what it looks at to be missed there.
    """
    until_s = time.perf_counter() + 30

    def look() -> None:
        if true() or time.perf_counter() > until_s:
            then()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def wait_outside(true: Callable[[], bool], *, timeout_ms: int = 60_000) -> None:
    """Wait until something is so of other processes: as `wait_until`, where no Qt runs here."""
    until_s = time.perf_counter() + timeout_ms / 1000
    while not true():
        if time.perf_counter() > until_s:
            raise TimeoutError(f"not so after {timeout_ms} ms: {true}")
        time.sleep(0.01)
