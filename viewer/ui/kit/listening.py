"""Signals that are heard only while something is so. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SignalInstance


class Listening:
    """Connects signals to what hears them, while it is on."""

    def __init__(self, *heard: tuple[SignalInstance, Callable[..., object]]) -> None:
        self._heard, self.is_on = heard, False

    def set_on(self, on: bool) -> None:
        """Begin to hear them, or end; nothing if that is so already."""
        if on != self.is_on:
            self.is_on = on
            for signal, hear in self._heard:
                (signal.connect if on else signal.disconnect)(hear)
