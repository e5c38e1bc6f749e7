"""A pointer on the timeline, for tests that drag ticks."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.ui.stage import CTRL, LEFT, NO_KEYS
from viewer.ui.watch.timeline import Timeline

NONE = Qt.MouseButton.NoButton
TICK_Y = 20.0


class Mouse:
    """A pointer on the timeline: real events, with buttons and keys as they are held."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.x, self.y = 0.0, TICK_Y

    def press(
        self, ms: int, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEYS
    ) -> None:
        """Press the button on the place of a time, after moving there."""
        self.press_at(self.timeline.x_of(ms), button, keys)

    def take(self, ms: int, keys: Qt.KeyboardModifier = CTRL) -> None:
        """Take hold of the tick at a time, to drag it."""
        self.press(ms, LEFT, keys)

    def press_at(
        self, x: float, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NO_KEYS
    ) -> None:
        """Press the button at so many px from the left, after moving there."""
        self.x = round(x)
        self._send(QEvent.Type.MouseMove, NONE, NONE, keys)
        self._send(QEvent.Type.MouseButtonPress, button, button, keys)

    def press_other(self, button: Qt.MouseButton) -> None:
        self._send(QEvent.Type.MouseButtonPress, button, LEFT | button)
        self._send(QEvent.Type.MouseButtonRelease, button, LEFT)

    def by(self, px: float, keys: Qt.KeyboardModifier = NO_KEYS, *, held: bool = True) -> None:
        """Move on by so many px, one at a time."""
        step = 1 if px > 0 else -1
        for _ in range(abs(round(px))):
            self.x += step
            self._send(QEvent.Type.MouseMove, NONE, LEFT if held else NONE, keys)

    def to(self, ms: int) -> None:
        self.by(round(self.timeline.x_of(ms)) - self.x)

    def release(self) -> None:
        self._send(QEvent.Type.MouseButtonRelease, LEFT, NONE)

    def _send(
        self,
        kind: QEvent.Type,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
        keys: Qt.KeyboardModifier = NO_KEYS,
    ) -> None:
        at = QPointF(self.x, self.y)
        event = QMouseEvent(kind, at, self.timeline.mapToGlobal(at), button, buttons, keys)
        QApplication.sendEvent(self.timeline, event)
