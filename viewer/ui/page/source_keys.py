"""Keys in the source of a note: which are for typing, and what Enter and Tab do in a list.
Positions are those of the document. GUI thread.
"""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocument

from viewer.notes.layout import INDENT, MARKER, next_marker
from viewer.ui.kit.characters import utf16_units
from viewer.ui.kit.keys import HELD, MOVING_KEYS
from viewer.ui.page.document import cursor_over

_MOVES = MOVING_KEYS | {
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
    *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Insert),
}
# What Ctrl does to text; every other key with Ctrl is the window's.
_TEXT_KEYS_WITH_CTRL = frozenset(
    {
        *(Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_Insert),
        *(Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End),
    }
)
_READ_KEYS_WITH_CTRL = frozenset(
    {Qt.Key.Key_A, Qt.Key.Key_C, Qt.Key.Key_Insert, Qt.Key.Key_Home, Qt.Key.Key_End}
)
# On the page, too, the arrows to the left and right are the player's.
_READ_KEYS = MOVING_KEYS - {Qt.Key.Key_Left, Qt.Key.Key_Right}
_INDENTED_ITEM = re.compile(r"^(\t| {1,8})(?:[-*+]|\d{1,9}[.)])[ \t]", re.MULTILINE)
_FIRST_WHITE = re.compile(r"[ \t]*")
_USUAL_UNIT = "    "


def is_for_text(event: QKeyEvent, *, read_only: bool = False) -> bool:
    """Return whether a key types or moves the cursor; others are the window's and player's."""
    key, modifiers = event.key(), event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    arrows = key in (Qt.Key.Key_Left, Qt.Key.Key_Right)
    selects = shift and (arrows or key in (Qt.Key.Key_Home, Qt.Key.Key_End))
    if read_only:
        if alt:
            return False
        if control:
            return (key in _READ_KEYS_WITH_CTRL and not shift) or selects
        return key in _READ_KEYS
    types = bool(event.text()) and event.text().isprintable()
    if control and alt:
        return types  # AltGr, on some systems
    if control:
        return (key in _TEXT_KEYS_WITH_CTRL and not shift) or selects or arrows
    if modifiers & Qt.KeyboardModifier.MetaModifier:
        return False
    if alt:
        return arrows  # by word, as with Ctrl
    return types or key in _MOVES


def by_word(event: QKeyEvent) -> QTextCursor.MoveOperation | None:
    """Return how an Alt key moves the cursor by a word, or None."""
    moves = QTextCursor.MoveOperation
    if event.modifiers() & HELD != Qt.KeyboardModifier.AltModifier:
        return None
    arrows = {Qt.Key.Key_Left: moves.WordLeft, Qt.Key.Key_Right: moves.WordRight}
    return arrows.get(Qt.Key(event.key()))


def deletes_word(event: QKeyEvent) -> QTextCursor.MoveOperation | None:
    """Return the move that a key deletes by word, or None."""
    moves = QTextCursor.MoveOperation
    if event.modifiers() & HELD != Qt.KeyboardModifier.ControlModifier:
        return None
    keys = {Qt.Key.Key_Backspace: moves.PreviousWord, Qt.Key.Key_Delete: moves.NextWord}
    return keys.get(Qt.Key(event.key()))


def break_line(cursor: QTextCursor, *, in_code: bool) -> None:
    """Begin a new line: in a list its next item; in an empty item the list ends.

    In code the line only keeps the indent.
    """
    start_block = cursor.document().findBlock(cursor.selectionStart())
    text = start_block.text()
    line = text.encode("utf-8", "surrogatepass")
    unit = cursor.selectionStart() - start_block.position()
    indent = _FIRST_WHITE.match(text) if in_code else None
    if indent is not None:
        cursor.insertText("\n" + indent[0][:unit])
        return
    found = INDENT.match(line)
    prefix = found[0] if found is not None else b""
    marker = MARKER.match(line, len(prefix))
    is_item = marker is not None and bool(marker["spaces"])
    head = marker.end() if marker is not None and is_item else len(prefix)
    if unit < head:
        cursor.insertText("\n")
        return
    is_list = is_item or b">" in prefix
    if is_list and not line[head:].strip() and not cursor.hasSelection():
        start = start_block.position()
        end = start + start_block.length() - 1
        cursor_over(cursor.document(), start, end).removeSelectedText()
        return
    new = next_marker(line, len(prefix)) if is_item else b""
    cursor.insertText("\n" + (prefix + new).decode())


def indent_lines(cursor: QTextCursor, *, deeper: bool) -> None:
    """Indent or outdent the selected lines, or an item, by a step, as one edit.

    If there are neither, a tab is written.
    """
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd())
    if last != first and cursor.selectionEnd() == last.position():
        last = last.previous()  # only its line end is selected
    line = first.text().encode("utf-8", "surrogatepass")
    found = INDENT.match(line)
    marker = MARKER.match(line, found.end() if found is not None else 0)
    is_item = marker is not None and bool(marker["spaces"])
    if deeper and first == last and not is_item:
        cursor.insertText("\t")
        return
    unit = _unit(document)
    edit = QTextCursor(document)
    edit.beginEditBlock()
    block = first
    while block.isValid():
        edit.setPosition(block.position())
        if deeper and block.text().strip():
            edit.insertText(unit)
        elif not deeper:
            white = _FIRST_WHITE.match(block.text())
            gone = _step(white[0] if white is not None else "", unit)
            edit.setPosition(block.position() + gone, QTextCursor.MoveMode.KeepAnchor)
            edit.removeSelectedText()
        if block == last:
            break
        block = block.next()
    edit.endEditBlock()


def _step(white: str, unit: str) -> int:
    if white.startswith("\t"):
        return 1
    width = 4 if unit == "\t" else len(unit)
    return min(width, utf16_units(white) - utf16_units(white.lstrip(" ")))


def _unit(document: QTextDocument) -> str:
    block = document.begin()
    while block.isValid():
        found = _INDENTED_ITEM.match(block.text())
        if found is not None:
            return found[1]
        block = block.next()
    return _USUAL_UNIT
