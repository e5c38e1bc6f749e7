"""Playing fast for as long as a key or the mouse button is held, and then as before. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication

from viewer.ui.kit.keys import MODIFIER_KEYS
from viewer.video.playback.player import Player, PlayerState

_TAP_MS = 250
_STANDS = (PlayerState.PLAYING, PlayerState.PAUSED)


class FastHold(QObject):
    """Begins with the key of an action, or with `begin`; ends with `end`, or by itself.

    That is when the key is let go, its window is left, or another video is opened. What was paused
    is paused again. A speed that was chosen meanwhile is kept.
    """

    changed = Signal(bool)  # whether it plays fast now
    refused = Signal()  # the key was pressed where nothing can go on
    tapped = Signal()  # the key was let go at once: who did that may not know how it is used

    def __init__(self, player: Player, action: QAction, rate: Callable[[], float]) -> None:
        """`rate` gives how fast; never slower than it played before."""
        super().__init__(action)
        self._player, self._action, self._rate = player, action, rate
        self._since = QElapsedTimer()  # the key is held; invalid while it is not
        self._before: tuple[float, float, bool] | None = None  # speed, fast speed, did it play
        # Its key alone says when it is pressed; chosen in a menu, the action cannot be held.
        action.installEventFilter(self)
        player.media_changed.connect(self.end)

    def begin(self) -> bool:
        """Play fast; False where that cannot be, or is so already."""
        player = self._player
        if self._before is not None or player.state not in _STANDS:
            return False
        fast = max(self._rate(), player.rate)
        self._before = player.rate, fast, player.state is PlayerState.PLAYING
        self._app().installEventFilter(self)
        self.changed.emit(True)
        player.set_rate(fast)
        player.play()
        return True

    def end(self) -> None:
        """Play, or stand, as before."""
        if self._before is None:
            return
        (rate, fast, was_playing), self._before = self._before, None
        self._app().removeEventFilter(self)
        is_tap = self._since.isValid() and self._since.elapsed() < _TAP_MS
        self._since.invalidate()
        if self._player.rate == fast:
            self._player.set_rate(rate)
        if not was_playing:
            self._player.pause()
        self.changed.emit(False)
        if is_tap:
            self.tapped.emit()

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    def _is_let_go(self, event: QKeyEvent) -> bool:
        """Whether a part of the keys is let go: in which order they are is a person's own."""
        keys = {sequence[0].key() for sequence in self._action.shortcuts()}  # type: ignore[index]
        return not event.isAutoRepeat() and event.key() in keys | MODIFIER_KEYS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._action:
            if kind is QEvent.Type.Shortcut:
                if self.begin():
                    self._since.start()
                elif self._before is None:
                    self.refused.emit()
                return True
        elif kind is QEvent.Type.WindowDeactivate or (
            kind is QEvent.Type.KeyRelease
            and isinstance(event, QKeyEvent)
            and self._is_let_go(event)
        ):
            self.end()
        return False
