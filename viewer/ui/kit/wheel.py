"""The mouse wheel in notches, although touch pads turn it by less than one at a time."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent

_NOTCH = 120  # what Qt calls one notch: https://doc.qt.io/qt-6/qwheelevent.html#angleDelta


class WheelNotches:
    """Adds up what a wheel was turned by, and keeps what is no whole notch yet."""

    def __init__(self) -> None:
        self._left = 0

    def add(self, event: QWheelEvent) -> int:
        """Return the whole notches that are reached now; upwards is positive."""
        self._left += event.angleDelta().y()
        notches = int(self._left / _NOTCH)
        self._left -= notches * _NOTCH
        return notches
