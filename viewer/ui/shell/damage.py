"""Say which state files were damaged, and where they are now; on stderr, too. GUI thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TextIO

from PySide6.QtCore import QObject, Signal

from viewer.damaged import log
from viewer.translation import sentences
from viewer.ui.kit.timers import once

_SOON_MS = 500  # several are mostly found at once, and other words come with the start


class Damage(QObject):
    """Hears of files that were put aside, from any thread, and says so once there is a window."""

    _found = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._say: Callable[[str], None] | None = None
        self._soon = once(self, _SOON_MS, self._say_all)
        self._found.connect(self._take)
        self._handler = _Handler(self)
        log.addHandler(self._handler)

    def say_with(self, say: Callable[[str], None]) -> None:
        """Show with `say` what was found, and what will be."""
        self._say = say
        self._soon.start()

    def stop(self) -> None:
        """Hear of nothing more."""
        log.removeHandler(self._handler)
        self._soon.stop()
        self._say = None  # what is on its way from another thread comes too late

    def take(self, record: logging.LogRecord) -> None:
        """Take what was logged; any thread."""
        self._found.emit(record.getMessage())

    def _take(self, words: str) -> None:
        self._words.append(words)
        if self._say is not None:
            self._soon.start()

    def _say_all(self) -> None:
        words, self._words = self._words, []
        if words and self._say is not None:
            self._say(sentences(*words))


class _Handler(logging.StreamHandler[TextIO]):
    def __init__(self, damage: Damage) -> None:
        super().__init__()
        self._damage = damage

    def emit(self, record: logging.LogRecord) -> None:
        super().emit(record)
        self._damage.take(record)
