"""Letters as keys: a text that is begun where nothing is written does no more than say so.

A key that makes a character may be an action or the first letter of a sentence. What only moves a
person about, or plays, acts at once. Anything else is held back for 400 ms, and acts then as if it
had been chosen when it was pressed; it does not act if another character follows. From then on the
characters are a text that is being typed, none of which acts, until no key came for 1.5 s.

All of this is about keys that no text field took: those reach no action. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from viewer.ui.kit.focus import Overlay
from viewer.ui.kit.keys import COMMAND, is_for_typing, types_text
from viewer.ui.kit.timers import once

HOLD_MS = 400  # so long a letter is held back
_REST_MS = 1500  # after such a pause letters are keys again
# These lead elsewhere in the note or the video, and change neither.
_AT_ONCE = frozenset(
    {
        *("play", "back.5", "forward.5", "back.1", "forward.1", "frame.previous", "frame.next"),
        *("claim.next", "claim.previous", "claim.later", "claim.earlier", "claim.go"),
        *("follow", "claim.where", "claims.filter"),
        *("rate.slower", "rate.faster", "rate.normal"),
    }
)
AT_ONCE = "letters at once"
"""A property of a widget: the ids of actions whose letters act at once while it has the focus."""


class Alarm(QObject):
    """A clock that rings once, so long after it was set last."""

    rang = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._since = QElapsedTimer()
        self._since.start()
        self._timer: QTimer = once(self, 0, self.rang.emit)

    def now_ms(self) -> int:
        """Return the time, from any moment on."""
        return self._since.elapsed()

    def set(self, ms: int) -> None:
        """Ring in `ms`, and not when it was to ring before."""
        self._timer.start(ms)

    def stop(self) -> None:
        """Do not ring."""
        self._timer.stop()


class _Held(NamedTuple):
    """A key that waits: whose it is, and what was pressed."""

    owner: QObject  # a QAction, or the QShortcut that says why that cannot be done
    keys: QKeySequence
    shortcut_id: int


class LetterKeys(QObject):
    """Decides which letters act, and when."""

    pressed = Signal()  # a key is held back: what it will act on is what is there now
    over = Signal()  # … and has acted, or will not
    text_begun = Signal()  # a text is being typed where none is written

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._windows: list[QWidget] = []  # in which letters are keys
        self._held: _Held | None = None
        self._is_down = False  # the key that is held back was not let go yet
        self._acting = False
        self.text = ""  # what was typed last where none is written
        self._run = ""  # the characters that came one soon after the other
        self._is_text = False  # … and are taken for a text
        self._did_nothing = False  # the last of them
        self._last_ms = 0
        self._with_focus: QWidget | None = None
        self._is_wanted: Callable[[str], bool] = lambda _: False
        self._write: Callable[[str], object] = lambda _: None
        self.set_alarm(Alarm(self))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)
        window.installEventFilter(self)

    def set_alarm(self, alarm: Alarm) -> None:
        """Take the time from another clock."""
        self._alarm = alarm
        alarm.rang.connect(self._act)

    @property
    def is_acting(self) -> bool:
        """Whether an action is being done whose key was pressed a moment ago."""
        return self._acting

    def write_with(self, is_wanted: Callable[[str], bool], write: Callable[[str], object]) -> None:
        """Have `write` called with each character that `is_wanted`, wherever the focus is."""
        self._is_wanted, self._write = is_wanted, write

    @property
    def are_text(self) -> bool:
        """Whether letters are text wherever the focus is: the first words are being written."""
        return self._is_wanted("t")

    def work_in(self, window: QWidget) -> None:
        """Look at the keys in a window, which lives as long as this."""
        self._windows.append(window)

    def watch(self, owners: Iterable[QObject]) -> None:
        """Look at the keys of these actions and shortcuts; before whoever else watches them."""
        for owner in owners:
            owner.installEventFilter(self)

    # ------------------------------------------------------------------ what is typed

    def _on_focus(self) -> None:
        now = QApplication.focusWidget()
        if now is self._with_focus:
            return
        if self._with_focus is not None and isValid(self._with_focus):
            self._with_focus.removeEventFilter(self)
            if self._with_focus is self._window:
                self._window.installEventFilter(self)
        self._with_focus = now
        if now is not None:
            now.installEventFilter(self)

    def _take(self, character: str) -> None:
        """Take note of a character that no text field took."""
        now_ms = self._alarm.now_ms()
        gap_ms, self._last_ms = now_ms - self._last_ms, now_ms
        if gap_ms > (_REST_MS if self._is_text else HOLD_MS):
            self._end_text()
        follows_nothing = bool(self._run) and self._did_nothing
        self._run += character
        # Until an action says otherwise. A text does not begin with a space: that pressed a button.
        self._did_nothing = bool(self._run.strip())
        if self._is_text or follows_nothing:
            self.text = self._run
        if follows_nothing and not self._is_text:
            self._is_text = True
            self._let_go()
            self.text_begun.emit()

    def _end_text(self) -> None:
        self._run, self._is_text, self._did_nothing = "", False, False

    # ------------------------------------------------------------------ what acts

    def _on_shortcut(self, owner: QObject, event: QShortcutEvent) -> bool:
        """Return whether a key of an action is kept from it."""
        keys = event.key()
        first = keys[0]  # type: ignore[index]
        if not is_for_typing(first):
            self._end_text()
            return False
        if self._is_text:
            return True  # Delete, say
        if self._acts_at_once(owner.objectName()):
            self._did_nothing = False
            return False
        self._let_go()
        self._held, self._is_down = _Held(owner, keys, event.shortcutId()), True
        self.pressed.emit()
        self._alarm.set(HOLD_MS)
        return True

    def _acts_at_once(self, action_id: str) -> bool:
        if action_id in _AT_ONCE:
            return True
        around = QApplication.focusWidget()
        while around is not None:
            if action_id in (around.property(AT_ONCE) or ()):
                return True
            around = around.parentWidget()
        return False

    def _act(self) -> None:
        """Do what was held back, as if its key was pressed now; one that was let go, as chosen."""
        held, self._held = self._held, None
        if held is None:
            return
        self._acting, self._did_nothing = True, False
        try:
            if isinstance(held.owner, QAction) and not self._is_down:
                held.owner.trigger()
            elif isValid(held.owner):
                again = QShortcutEvent(held.keys, held.shortcut_id)
                QCoreApplication.sendEvent(held.owner, again)
        finally:
            self._acting = False
            self.over.emit()

    def _let_go(self) -> None:
        """Do not do what was held back."""
        if self._held is not None:
            self._held = None
            self._alarm.stop()
            self.over.emit()

    # ------------------------------------------------------------------ Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent):  # its class before its kind, as `OwnKeys` says
            return not self._acting and self._on_shortcut(watched, event)
        if not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if watched is self._window and QApplication.focusWidget() not in (None, self._window):
            return False  # what had the focus was asked before
        if kind is QEvent.Type.ShortcutOverride:
            return self._on_key(watched, event)
        if kind is QEvent.Type.KeyPress:
            if self._is_for_note(watched, event):
                self._write(event.text())
                return True
            # Nor does a space press a button then, or a letter look for a row.
            return self._is_text and bool(_character(event)) and self._is_read_in(watched)
        if kind is QEvent.Type.KeyRelease and not event.isAutoRepeat() and self._held is not None:
            keys = self._held.keys[0].key()  # type: ignore[index]
            self._is_down = self._is_down and event.key() != keys
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """Look at a key before the window does; return whether it is none of the window's."""
        character = _character(event)
        if not character or event.isAutoRepeat():
            return False
        if not self._is_read_in(watched):
            self._let_go()
            self._end_text()
            return False
        if self._is_for_note(watched, event):
            event.accept()
            return True
        self._take(character)
        if self._is_text:
            event.accept()  # else it would be a shortcut; its press is taken below
        return self._is_text

    def _is_for_note(self, watched: QObject, event: QKeyEvent) -> bool:
        character = _character(event)
        return bool(character) and self._is_read_in(watched) and self._is_wanted(character)

    def _is_read_in(self, watched: QObject) -> bool:
        """Return whether letters are keys where this has the focus."""
        around = watched if isinstance(watched, QWidget) else None
        if around is None or types_text(around) or around.window() not in self._windows:
            return False
        while around is not None and not isinstance(around, Overlay):
            around = around.parentWidget()
        return around is None


def _character(event: QKeyEvent) -> str:
    """Return the character that a key types; nothing where it types none."""
    text = event.text()
    return text if text.isprintable() and not event.modifiers() & COMMAND else ""
