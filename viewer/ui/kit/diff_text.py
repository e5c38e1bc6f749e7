"""A change of a note's bytes as a diff to be read: the lines that change, before and after.

`lines_of` works it out, on any thread; `ChangeText` shows it. Of a citation that is a tag its time
and its label are shown, and not the tag: it would be most of what there is to read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from viewer.notes.diff import lines
from viewer.notes.edit import Change
from viewer.translation import tr
from viewer.ui.kit.scroll_bar import make_quiet
from viewer.ui.kit.theme import set_colour, theme_of, words_font
from viewer.ui.kit.timers import once

MOST_LINES = 200  # whoever has more trusts the count
_AT_ONCE = 20  # lines: a few milliseconds
_AROUND = 60  # characters that are shown round what changes
# A tag, and what is left of one on either side of a time in it.
_TAG = re.compile(r"</?a\b[^<>]*>")
_TAG_START = re.compile(r"<a\b[^<>]*$")
_TAG_END = re.compile(r"^[^<>]{0,3}>")
_Pieces = tuple[tuple[str, bool], ...]  # text, and whether it changes


class ChangedLine(NamedTuple):
    """A line before and after, in pieces; what is far from any change is left out."""

    old: _Pieces
    new: _Pieces


def lines_of(data: bytes, change: Change) -> list[ChangedLine]:
    """Return each line that changes; no edit of `change` may go over a line's end."""
    found = []
    edits = iter(change.edits)
    edit = next(edits, None)
    at = 0
    for line in lines(data):
        end = at + len(line)
        old: list[tuple[str, bool]] = []
        new: list[tuple[str, bool]] = []
        place = at
        while edit is not None and edit.start < end:
            between = _between(data[place : edit.start], head=bool(old), tail=True)
            old += ((between, False), (_text(edit.old), True))
            new += ((between, False), (_text(edit.new), True))
            place = edit.end
            edit = next(edits, None)
        if old:
            rest = _between(data[place:end].rstrip(b"\r\n"), head=True, tail=False)
            found.append(ChangedLine((*old, (rest, False)), (*new, (rest, False))))
        if edit is None:
            break
        at = end
    return found


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _between(data: bytes, *, head: bool, tail: bool) -> str:
    """Show what does not change: after a change (`head`), before one (`tail`), or both.

    The middle of a long text, or its end that is further from what changes, is left out.
    """
    text = _TAG_START.sub("", _text(data)) if tail else _text(data)
    text = _TAG_END.sub(" ", text) if head else text
    text = _TAG.sub("", text)
    room = _AROUND * (head + tail)
    if len(text) <= room + 3:
        return text
    first = text[:_AROUND].rpartition(" ")[0].rstrip() if head else ""
    last = text[-_AROUND:].partition(" ")[2].lstrip() if tail else ""
    return f"{first} … {last}" if first and last else f"{first} …" if first else f"… {last}"


class ReadText(QTextEdit):
    """Text on the ground of a sheet, that can be read and copied alone."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        make_quiet(self)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(12)
        self.dress()

    def dress(self) -> None:
        """Take the ground and the font that hold now; to be called when they change."""
        roles = QPalette.ColorRole
        set_colour(self, theme_of(self).window, roles.Base, roles.Window)
        font = words_font(self)
        if self.font() != font:
            self.setFont(font)


class ChangeText(ReadText):
    """Shows what `lines_of` gave."""

    _lines: Sequence[ChangedLine] = ()  # of the class too: Qt calls changeEvent while it constructs
    _words = ""
    _shown = 0  # of the lines

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._more = once(self, 0, self._show_more)
        self.setAccessibleName(tr("Lines that change"))

    def show_lines(self, changed: Sequence[ChangedLine]) -> None:
        """Show these lines; of very many the first."""
        self._more.stop()
        self._lines, self._words = changed, ""
        self._show()

    def show_words(self, words: str) -> None:
        """Show some words in place of lines."""
        self._more.stop()
        self._lines, self._words = (), words
        self._show()

    def _show(self) -> None:
        """Begin to show what there is; of many lines the rest follows, some at a time."""
        self.clear()
        self._shown = 0
        if self._words:
            self.setTextColor(theme_of(self).muted)
            self.insertPlainText(self._words)
        self._show_more()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _show_more(self) -> None:
        theme = theme_of(self)
        plain, bad, good = text_format(theme.ink), text_format(theme.bad), text_format(theme.good)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for line in self._lines[self._shown : min(self._shown + _AT_ONCE, MOST_LINES)]:
            for mark, pieces, changed, above in (
                ("− ", line.old, bad, 0 if cursor.atStart() else 12),
                ("+ ", line.new, good, 2),
            ):
                new_line(cursor, above=above)
                cursor.insertText(mark, changed)
                for text, is_changed in pieces:
                    cursor.insertText(text, changed if is_changed else plain)
            self._shown += 1
        rest = len(self._lines) - self._shown
        if rest > 0 and self._shown == MOST_LINES:
            new_line(cursor, above=12)
            words = tr("… and 1 more line|… and %n more lines", "", rest)
            cursor.insertText(words, text_format(theme.muted))
        elif rest > 0:
            self._more.start()
        cursor.endEditBlock()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.dress()
            if self._lines or self._words:
                self._show()  # the colours of text stand in it


def new_line(cursor: QTextCursor, *, above: float) -> None:
    """Begin a line that has a mark before its words, some px below the one before it."""
    fmt = QTextBlockFormat()
    fmt.setTopMargin(above)
    # What wraps stands below the words, not below the mark.
    fmt.setLeftMargin(14)
    fmt.setTextIndent(-14)
    if cursor.atStart():
        cursor.setBlockFormat(fmt)
    else:
        cursor.insertBlock(fmt, QTextCharFormat())


def text_format(colour: QColor, weight: QFont.Weight = QFont.Weight.Normal) -> QTextCharFormat:
    """Return the format of text in this colour and weight."""
    fmt = QTextCharFormat()
    fmt.setForeground(colour)
    fmt.setFontWeight(weight)
    return fmt
