"""Timers that call once. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def once(parent: QObject, ms: int, call: Callable[[], object]) -> QTimer:
    """Return a timer that calls once, `ms` after each start."""
    timer = QTimer(parent, singleShot=True, interval=ms)
    timer.timeout.connect(call)
    return timer
