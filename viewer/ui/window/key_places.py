"""Map keys by their position while the keyboard layout is not Latin.

The keys of actions are Latin letters. Qt finds them itself if one of the system's layouts is Latin;
with only Russian, J writes "о" and would do nothing. Here such a key is forwarded as the one at its
position on a US keyboard, keeping the letter that it writes. While typing it stays as it is, unless
Ctrl or Alt is held. A Latin layout keeps its letters, wherever they are. GUI thread.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import (
    QAction,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShortcutEvent,
    QWindow,
)
from PySide6.QtWidgets import QApplication, QWidget

from viewer.ui.kit.keys import COMMAND, HELD, types_text

# By the codes of Linux, which are those of Windows; a space is a key that writes nothing.
_ROWS = "  1234567890-=  qwertyuiop[]  asdfghjkl;'` \\zxcvbnm,./"
_ROWS_OF_MACOS = "asdfhgzxcv bqweryt123465=97-80]ou[ip lj'k;\\,/nm.  `"
_X11 = 8  # is added to the codes by X11 and by Wayland
_SHIFTED = dict(zip("1234567890-=[];'`\\,./", '!@#$%^&*()_+{}:"~|<>?', strict=True))
_SPECIAL = 0x0100_0000  # Qt's keys from here on do not stand for a character
# How Unicode's names begin of what Latin layouts write: their letters, and accents of Vietnamese.
_NAMES_WITH_LATIN = ("LATIN ", "MODIFIER LETTER ", "COMBINING ")


def place_of(scan_code: int, virtual_key: int, platform: str = sys.platform) -> str:
    """Return what the key at this position writes on a US keyboard; "" if unknown.

    The codes are those of a key event, "native" ones there.
    """
    rows, code = _ROWS, scan_code
    if platform == "darwin":
        rows, code = _ROWS_OF_MACOS, virtual_key  # Qt has no scan codes there
    elif platform != "win32":
        code -= _X11
    return rows[code].strip() if 0 <= code < len(rows) else ""


def is_of_other_script(character: str) -> bool:
    """Return whether this is a letter, part of one, or a digit that no Latin layout has."""
    return (
        ord(character) > 0xFF
        and unicodedata.category(character)[0] in "LMN"
        and not unicodedata.name(character, "").startswith(_NAMES_WITH_LATIN)
    )


def keys_at(place: str, modifiers: Qt.KeyboardModifier) -> list[QKeyCombination]:
    """Return the key sequences that a US key may mean with these modifiers, likeliest first."""
    base = QKeyCombination(modifiers, Qt.Key(ord(place.upper())))
    shift = Qt.KeyboardModifier.ShiftModifier
    if place not in _SHIFTED or not modifiers & shift:
        return [base]
    shifted = Qt.Key(ord(_SHIFTED[place]))
    return [QKeyCombination(modifiers, shifted), QKeyCombination(modifiers & ~shift, shifted), base]


class KeyPlaces(QObject):
    """Maps keys of other scripts by position, in every window of the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_other = False  # the letter that came last was of another script
        self._is_taken = False  # what has the focus wants the key that is pressed
        self._sent: QKeyEvent | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # On the window, which is asked before all that it shows, and hears of little else. A filter
        # of the application would be asked for each event of each object.
        app.focusWindowChanged.connect(self._on_window)
        self._on_window(QGuiApplication.focusWindow())

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often

    def _place_of(self, event: QKeyEvent) -> str:
        """Return the position of a key to be mapped, or ""."""
        code, text = event.key(), event.text()
        if 0 < code < _SPECIAL:
            character = chr(code)
        elif code in (0, Qt.Key.Key_unknown) and text:
            character = text[0]
        else:
            return ""
        place = place_of(event.nativeScanCode(), event.nativeVirtualKey())
        if place and is_of_other_script(character):
            self._is_other = True
            return place
        if character.isalpha():
            has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if self._is_other and has_shift and character == place.upper():
                return place  # with Shift, Hebrew writes "J", which Qt would take for J alone
            # With Ctrl, Qt gives a Latin letter whatever is written.
            self._is_other = self._is_other and bool(event.modifiers() & COMMAND)
            return ""
        # A sign where Latin has a letter, as Greek has ";" at Q. That of Dvorak goes as it is.
        return place if self._is_other and place.isalpha() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event is self._sent:
            return False
        place = self._place_of(event)
        if not place or _is_typed(event):
            self._is_taken = False
            return False
        meant = keys_at(place, event.modifiers())
        kind = event.type()
        if (
            kind is QEvent.Type.KeyPress
            and not self._is_taken
            and _fire(meant, event.isAutoRepeat())
        ):
            return True
        self._sent = _as_key(event, meant[0].key())
        sent = self._sent
        if kind is QEvent.Type.ShortcutOverride:
            sent.ignore()
        QCoreApplication.sendEvent(watched, sent)
        event.setAccepted(sent.isAccepted())
        if kind is QEvent.Type.ShortcutOverride:
            self._is_taken = sent.isAccepted()
            if event.key() == sent.key():
                event.accept()  # Qt is not to look for it: its shortcut is found when it comes
        return True


def _is_typed(event: QKeyEvent) -> bool:
    focus, held = QApplication.focusWidget(), event.modifiers() & COMMAND
    if focus is None or not types_text(focus):
        return False
    # AltGr of Windows is Ctrl with Alt: on some keyboards Ukrainian "ґ" is written with it.
    is_alt_gr = sys.platform == "win32" and held == HELD and event.text().isprintable()
    return not held or (is_alt_gr and bool(event.text()))


def _as_key(event: QKeyEvent, key: Qt.Key) -> QKeyEvent:
    """Return the event as that of another key, which writes the same text."""
    made = QKeyEvent(
        event.type(),
        key,
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    made.setTimestamp(event.timestamp())
    return made


def _fire(meant: Sequence[QKeyCombination], repeats: bool) -> bool:
    """Trigger the shortcut of one of these keys, which Qt did not find; False if there is none."""
    window = QApplication.activeWindow()
    if window is None or QApplication.activePopupWidget() is not None:
        return False
    for keys in map(QKeySequence, meant):
        owner = _owner(keys, window)
        if owner is not None:
            if owner.autoRepeat() or not repeats:
                QCoreApplication.sendEvent(owner, QShortcutEvent(keys, 0))
            return True
    return False


def _owner(keys: QKeySequence, window: QWidget) -> QAction | QShortcut | None:
    for action in window.actions():
        if action.isEnabled() and keys in action.shortcuts():
            return action
    for shortcut in window.findChildren(QShortcut):
        its: list[QKeySequence] = shortcut.keys()
        if shortcut.isEnabled() and keys in its and _is_here(shortcut, window):
            return shortcut
    return None


def _is_here(shortcut: QShortcut, window: QWidget) -> bool:
    around = shortcut.parent()
    if not isinstance(around, QWidget) or not around.isVisible() or around.window() is not window:
        return False
    return shortcut.context() is not Qt.ShortcutContext.WidgetShortcut or around.hasFocus()
