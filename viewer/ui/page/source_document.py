"""The bytes of a note in a Qt document: what is typed there becomes edits of them. GUI thread.

The document only shows a `SourceText`, and is never read back as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from viewer.base.translation import tr
from viewer.notes.edit import Change
from viewer.notes.model import Span
from viewer.ui.kit.characters import utf16_units
from viewer.ui.page.document import cursor_over
from viewer.ui.page.source_text import SourceText, common_ends, units_of


class SourceDocument(QObject):
    """Keeps the bytes and the document that shows them the same, and knows where each is."""

    edited = Signal(object)  # Change: what was typed, pasted, deleted or moved

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.document = document
        self.text = SourceText(b"")
        self.is_showing = False  # the document is being made to show the bytes, not edited
        document.contentsChange.connect(self._on_change)

    @contextmanager
    def shows(self) -> Iterator[None]:
        """While this is open, a change of the document is none of the bytes."""
        before, self.is_showing = self.is_showing, True
        try:
            yield
        finally:
            self.is_showing = before

    def apply(self, change: Change) -> bool:
        """Make a change of the bytes, and show it; False if all is to be shown again instead."""
        with self.shows():
            for edit in reversed(change.edits):
                touched = self.text.apply(edit)
                if touched is None:
                    return False
                self._show_line(*touched)
        return True

    def byte_at(self, position: int) -> int:
        """Return the byte at a position of the document."""
        block = self.document.findBlock(position)
        return self.text.byte_of(block.blockNumber(), position - block.position())

    def position_of(self, byte: int) -> int:
        """Return the position in the document of a byte."""
        line, unit = self.text.place_of(byte)
        return self.document.findBlockByNumber(line).position() + unit

    def span_of(self, cursor: QTextCursor) -> Span:
        """Return the bytes that a cursor selects."""
        return Span(self.byte_at(cursor.selectionStart()), self.byte_at(cursor.selectionEnd()))

    def selecting(self, span: Span) -> QTextCursor:
        """Return a cursor that selects these bytes."""
        return cursor_over(self.document, *map(self.position_of, span))

    def _show_line(self, first: int, old: str, new: str) -> None:
        head, tail = common_ends(old, new)
        if head + tail == len(old) == len(new):
            return
        start = self.document.findBlockByNumber(first).position()
        end = start + utf16_units(old[: len(old) - tail])
        cursor = cursor_over(self.document, start + utf16_units(old[:head]), end)
        cursor.insertText(new[head : len(new) - tail])

    def _on_change(self, position: int, removed: int, added: int) -> None:
        """Convert a change of the document to a change of the bytes.

        The removed and added lengths that Qt reports may be larger than the change, and may or may
        not include the last block's end; the document's length before and after tells the extent.
        """
        if self.is_showing:
            return
        document, text = self.document, self.text
        total = document.characterCount() - 1
        end = min(position + added, total)
        if _splits_pair(document.findBlock(end), end):
            end += 1
        old_end = text.units - (total - end)
        start = min(position, end, old_end)
        if _splits_pair(document.findBlock(start), start):
            start -= 1
        first, last = document.findBlock(start), document.findBlock(end)
        lines_below = document.blockCount() - 1 - last.blockNumber()
        edits = text.take(
            first.blockNumber(),
            start - first.position(),
            text.count - 1 - lines_below,
            last.position() + last.length() - 1 - end,
            _text_between(first, start, last, end),
        )
        if edits:
            self.edited.emit(Change.of(tr("Change the text"), edits))


def _splits_pair(block: QTextBlock, position: int) -> bool:
    text = block.text()
    if text.isascii():
        return False
    unit, units = position - block.position(), text.encode("utf-16-le", "surrogatepass")
    return 0xDC00 <= int.from_bytes(units[2 * unit : 2 * unit + 2], "little") < 0xE000


def _text_between(first: QTextBlock, start: int, last: QTextBlock, end: int) -> str:
    if first == last:
        return units_of(first.text(), start - first.position(), end - first.position())
    parts = [units_of(first.text(), start - first.position(), first.length() - 1)]
    block = first.next()
    while block.isValid() and block != last:
        parts.append(block.text())
        block = block.next()
    parts.append(units_of(last.text(), 0, end - last.position()))
    return "\n".join(parts)
