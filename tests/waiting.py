"""Wait for what is to come, and fail where it does not, with what was seen.

Where Qt runs the window lives meanwhile; unlike QTest's own waiting, this lets other threads run.
"""

import inspect
import time
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QCoreApplication, QEventLoop, QThread, QTimer

PATIENCE_MS = 10_000  # a machine that other work keeps busy needs a part of it


def rest(ms: int) -> None:
    """Process events for so long."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def wait_until(true: Callable[[], object], *, timeout_ms: int = PATIENCE_MS) -> None:
    """Wait until something is so; raises TimeoutError after `timeout_ms`, with what it looked at.

    What is asked of a process that has to start may take longer than the default.
    """
    if true():
        return
    until_s = time.perf_counter() + timeout_ms / 1000
    rest_a_little = _turns()
    while not true():
        if time.perf_counter() > until_s:
            raise TimeoutError(f"not so after {timeout_ms} ms: {_seen(true)}")
        rest_a_little()


def _turns() -> Callable[[], object]:
    """Return a function that processes events for a moment with one shared timer, or sleeps."""
    app = QCoreApplication.instance()
    if app is None or app.thread() is not QThread.currentThread():
        return lambda: time.sleep(0.01)
    loop = QEventLoop()
    turn = QTimer(loop)
    turn.timeout.connect(loop.quit)
    turn.start(4)  # to look more often is a tenth of all work
    return loop.exec


def _seen(true: Callable[[], object]) -> str:
    """Say what was waited for, and the values that it looked at."""
    lines = [repr(true)]
    with suppress(OSError, TypeError):  # where there is no source
        lines = [inspect.getsource(true).strip()]
    with suppress(TypeError, ValueError):
        for name, value in inspect.getclosurevars(true).nonlocals.items():
            lines.append(f"    {name} = {value!r:.500}")
    return "\n".join(lines)


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
