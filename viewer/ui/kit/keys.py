"""Tests of keys that several places use."""

from __future__ import annotations

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

MODIFIER_KEYS = frozenset(
    {
        *(Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta, Qt.Key.Key_Alt),
        *(Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock),
        *(Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Hyper_L, Qt.Key.Key_Hyper_R),
        *(Qt.Key.Key_Multi_key, Qt.Key.Key_Mode_switch, Qt.Key.Key_unknown),
    }
)
"""Keys that do nothing by themselves."""

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
"""What is held with a key that is not for typing or for moving."""

COMMAND = HELD | Qt.KeyboardModifier.MetaModifier
"""What makes a command of a key that would be typed without it."""

MOVING_KEYS = frozenset(
    {
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown),
    }
)
"""Keys that move a cursor."""

_SPECIAL = 0x0100_0000  # Qt's keys from here on do not stand for a character
_TEXT_KEYS = MOVING_KEYS | {
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
}


def native(keys: str) -> str:
    """Return a portable key sequence as the platform shows it, in Qt's words."""
    formats = QKeySequence.SequenceFormat
    read = QKeySequence.fromString(keys.replace("Return", "Enter"), formats.PortableText)
    return read.toString(formats.NativeText)


def is_for_typing(keys: QKeyCombination) -> bool:
    """Return whether typing uses this key: a letter, Space, an arrow, Delete."""
    if keys.keyboardModifiers() & COMMAND:
        return False
    return keys.key().value < _SPECIAL or keys.key() in _TEXT_KEYS


def is_typed(event: QKeyEvent) -> bool:
    """Return whether typing uses the key of this event."""
    return is_for_typing(event.keyCombination())


def types_text(widget: QWidget) -> bool:
    """Return whether a widget takes typed text while focused."""
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def is_letter(keys: QKeyCombination) -> bool:
    """Return whether a key is a letter, with or without Shift, and no other modifier."""
    code = keys.key().value
    return not keys.keyboardModifiers() & COMMAND and code < _SPECIAL and chr(code).isalpha()
