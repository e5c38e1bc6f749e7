"""Keys that are told apart in more than one place. No widgets."""

from __future__ import annotations

from PySide6.QtCore import Qt

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
