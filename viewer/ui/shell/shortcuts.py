"""Which keys an action has: its own, those that a person gave it, and what speaks against some.

A key that typing needs (a letter, Space, an arrow, Delete) gives way wherever text is typed. So it
is given only to actions that have such a key from the start: nobody should quit with a stray Q.
Key sequences are portable texts ("Ctrl+Shift+T"), as in the settings file. No widgets; GUI thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from viewer.translation import tr
from viewer.ui.kit import keys as kinds
from viewer.ui.kit.keys import COMMAND, MODIFIER_KEYS, is_for_typing, native
from viewer.ui.shell.action import Action

Keys = Mapping[str, tuple[str, ...]]  # action id → its keys, the one that is shown first
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_TEXT_KEYS_WITH_CTRL = frozenset(
    {
        *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Insert),
        *(Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)

# Keys that Qt's fields and the focus chain have, whatever a person would like them to do.
_FIXED = frozenset(
    (
        *("Tab", "Backtab", "Shift+Tab", "Shift+Backtab", "Esc"),
        *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"),
    )
)


@dataclass(frozen=True, slots=True)
class BadKey:
    """An entry for keys in the settings file that cannot be used, and why, in words."""

    action_id: str
    written: str
    why: str


def parse(written: str) -> str:
    """Return the portable form of a key sequence; empty where it is none."""
    return portable(sequence(written.strip()))


def sequence(keys: str) -> QKeySequence:
    """Read keys in their portable form.

    Qt's own way to read a text looks through the names of all keys in the person's language.
    """
    return QKeySequence.fromString(keys, _PORTABLE)


def portable(keys: QKeySequence) -> str:
    """Return the portable form of a key sequence; empty where it holds what is no key."""
    if any(part.key() in MODIFIER_KEYS for part in _parts(keys)):
        return ""
    return keys.toString(_PORTABLE)


def _parts(keys: QKeySequence) -> list[QKeyCombination]:
    return [keys[n] for n in range(keys.count())]  # type: ignore[index]


def pressed(event: QKeyEvent) -> str:
    """Return the key sequence that was pressed; empty for modifiers alone, and for dead keys."""
    key = event.key()
    dead = Qt.Key.Key_Dead_Grave <= key <= Qt.Key.Key_Dead_Longsolidusoverlay
    if key in MODIFIER_KEYS or key == 0 or dead:
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    text = event.text()
    if not text.isascii() and key < 0x80:
        text = chr(key)  # by `KeyPlaces`: what it writes is of another script
    if text and text.isprintable() and not text.isalnum() and not text.isspace():
        # The Shift of "Shift+," is in the "<" already, and another keyboard may not need it.
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return portable(QKeySequence(QKeyCombination(modifiers, Qt.Key(key))))


def is_typed(keys: str) -> bool:
    """Return whether typing needs this key, so that it does something else only while one reads."""
    parts = _parts(sequence(keys))
    return bool(parts) and is_for_typing(parts[0])


def is_letter(keys: str) -> bool:
    """Return whether this key is a letter, and nothing but Shift is held."""
    parts = _parts(sequence(keys))
    return bool(parts) and kinds.is_letter(parts[0])


def belongs_to_text(keys: str) -> bool:
    """Return whether a field takes this key while it has the keyboard."""
    parts = _parts(sequence(keys))
    return is_typed(keys) or (
        bool(parts)
        and parts[0].keyboardModifiers() & COMMAND == Qt.KeyboardModifier.ControlModifier
        and parts[0].key() in _TEXT_KEYS_WITH_CTRL
    )


def why_not(spec: Action, keys: str) -> str:
    """Return why an action cannot have these keys, in words; empty where it can."""
    if keys in _FIXED and keys not in spec.keys:
        return tr("{0} can't be reassigned.").format(native(keys))
    if is_typed(keys) and not any(map(is_typed, spec.keys)):
        return tr("{0} is needed for typing. Add Ctrl or Alt, or use a key like F7.").format(
            native(keys)
        )
    return ""


def resolve(specs: Sequence[Action], changed: Keys) -> tuple[Keys, list[BadKey]]:
    """Give each action its keys, and what of `changed` cannot be used.

    What a person gave goes before what an action has from the start: that one loses the key. Of
    two that were given the same key the first keeps it. An action of whose entry nothing can be
    used keeps its own keys.
    """
    bad: list[BadKey] = []
    given: dict[str, list[str]] = {}
    owner: dict[str, Action] = {}
    by_id = {spec.id: spec for spec in specs}
    for action_id, written in changed.items():
        if action_id not in by_id:
            bad.append(BadKey(action_id, ", ".join(written), tr("This action does not exist.")))
    for spec in specs:
        if spec.id not in changed:
            continue
        good: list[str] = []
        for text in filter(None, map(str.strip, changed[spec.id])):
            keys = parse(text)
            why = why_not(spec, keys) if keys else tr("This is not a key.")
            if not why and keys in owner and owner[keys] is not spec:
                why = tr("It is already used for “{0}”.").format(owner[keys].shown_text())
            if why:
                bad.append(BadKey(spec.id, text, why))
            elif keys not in good:
                owner[keys] = spec
                good.append(keys)
        if good or not any(text.strip() for text in changed[spec.id]):
            given[spec.id] = good
    effective = {
        spec.id: tuple(
            given[spec.id]
            if spec.id in given
            else [keys for keys in map(parse, spec.keys) if keys not in owner]
        )
        for spec in specs
    }
    return effective, bad
