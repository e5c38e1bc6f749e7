"""Messages from other threads, read on the thread of Qt."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Mailbox(QObject, Generic[T]):
    """Takes messages on any thread, and passes them to `read` in order on its own.

    The messages wait here and not in the event loop, so that a burst of them costs one event.
    """

    _woken = Signal()

    def __init__(self, read: Callable[[T], None], parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._messages: deque[T] = deque()
        self._wake_is_due = False
        self._woken.connect(self._read_all, Qt.ConnectionType.QueuedConnection)

    def post(self, message: T) -> None:
        """Add a message, on any thread; returns at once."""
        self._messages.append(message)
        if not self._wake_is_due:
            self._wake_is_due = True
            with suppress(RuntimeError):  # deleted while a thread was at work: nobody reads it
                self._woken.emit()

    def clear(self) -> None:
        """Discard all waiting messages."""
        self._messages.clear()

    def _read_all(self) -> None:
        self._wake_is_due = False
        while self._messages:
            self._read(self._messages.popleft())
