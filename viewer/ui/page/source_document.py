"""The bytes of a note in a Qt document: what is typed there becomes edits of them. GUI thread.

The document only shows a `SourceText`, and is never read back as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument

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

    def apply(self, change: Change) -> None:
        """Make a change of the bytes, and show it."""
        whole = QTextCursor(self.document)
        with self.shows():
            whole.beginEditBlock()  # so that it is laid out, and searched, once
            for edit in reversed(change.edits):
                old = self.text.shown
                self.text.apply(edit)
                new = self.text.shown
                if old != new:
                    head, tail = common_ends(old, new)
                    start, end = utf16_units(old[:head]), utf16_units(old[: len(old) - tail])
                    cursor = cursor_over(self.document, start, end)
                    cursor.insertText(new[head : len(new) - tail])
            whole.endEditBlock()

    def span_of(self, cursor: QTextCursor) -> Span:
        """Return the bytes that a cursor selects."""
        return Span(
            self.text.byte_at(cursor.selectionStart()), self.text.byte_at(cursor.selectionEnd())
        )

    def selecting(self, span: Span) -> QTextCursor:
        """Return a cursor that selects these bytes."""
        return cursor_over(self.document, *map(self.text.position_of, span))

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
        if _splits_pair(document, end):
            end += 1
        old_end = text.units - (total - end)
        start = min(position, end, old_end)
        if _splits_pair(document, start):
            start -= 1
        typed = cursor_over(document, start, end).selectedText()
        edits = text.take(start, old_end, typed.replace("\u2029", "\n"))
        if edits:
            self.edited.emit(Change.of(tr("Change the text"), edits))


def _splits_pair(document: QTextDocument, position: int) -> bool:
    return "\udc00" <= document.characterAt(position) < "\ue000"


def words_before(cursor: QTextCursor) -> str:
    """Return the text before a cursor on its line; nothing while text is selected."""
    if cursor.hasSelection():
        return ""
    return units_of(cursor.block().text(), 0, cursor.positionInBlock())
