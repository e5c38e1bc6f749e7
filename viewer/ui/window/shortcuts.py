"""The keys of actions: defaults, the user's changes, and which keys are not allowed.

A key used for typing (a letter, Space, an arrow, Delete) does not work while typing. So only
actions with such a default key can have one: nobody should quit with a stray Q. Key sequences are
portable texts ("Ctrl+Shift+T"), as in the settings file. No widgets; GUI thread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from viewer.base.translation import tr
from viewer.ui.kit import keys as kinds
from viewer.ui.kit.keys import COMMAND, MODIFIER_KEYS, is_for_typing, native
from viewer.ui.window.action import Action

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
    """An invalid entry for keys in the settings file, and why."""

    action_id: str
    written: str
    why: str


def parse(written: str) -> str:
    """Return the portable form of a key sequence, or ""."""
    return portable(sequence(written.strip()))


def sequence(keys: str) -> QKeySequence:
    """Parse keys in their portable form.

    Qt's own parser also searches the names of all keys in the user's language.
    """
    return QKeySequence.fromString(keys, _PORTABLE)


def portable(keys: QKeySequence) -> str:
    """Return the portable form of a key sequence; empty if it contains an unknown key."""
    if any(part.key() in MODIFIER_KEYS for part in _parts(keys)):
        return ""
    return keys.toString(_PORTABLE)


def _parts(keys: QKeySequence) -> list[QKeyCombination]:
    return [keys[n] for n in range(keys.count())]  # type: ignore[index]


def pressed(event: QKeyEvent) -> str:
    """Return the pressed key sequence; empty for modifiers alone, and for dead keys."""
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
    """Return whether typing uses this key, so that it acts only while reading."""
    parts = _parts(sequence(keys))
    return bool(parts) and is_for_typing(parts[0])


def is_letter(keys: str) -> bool:
    """Return whether this key is a letter, with no modifier but Shift."""
    parts = _parts(sequence(keys))
    return bool(parts) and kinds.is_letter(parts[0])


def belongs_to_text(keys: str) -> bool:
    """Return whether a focused field takes this key."""
    parts = _parts(sequence(keys))
    return is_typed(keys) or (
        bool(parts)
        and parts[0].keyboardModifiers() & COMMAND == Qt.KeyboardModifier.ControlModifier
        and parts[0].key() in _TEXT_KEYS_WITH_CTRL
    )


def why_not(spec: Action, keys: str) -> str:
    """Return why an action cannot have these keys, or ""."""
    if keys in _FIXED and keys not in spec.keys:
        return tr("{0} can't be reassigned.").format(native(keys))
    if is_typed(keys) and not any(map(is_typed, spec.keys)):
        return tr("{0} is needed for typing. Add Ctrl or Alt, or use a key like F7.").format(
            native(keys)
        )
    return ""


def resolve(specs: Sequence[Action], changed: Keys) -> tuple[Keys, list[BadKey]]:
    """Return the keys of each action, and the unusable entries of `changed`.

    The user's keys take precedence over defaults: an action with that default loses it. Of two
    actions given the same key the first keeps it. An action whose entry is unusable keeps its
    default keys.
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
