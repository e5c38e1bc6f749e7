"""The note as source, in the place of the page that the `Session` shows it on.

The session asks of it what it asks of a `NoteView`. The note is the one parsed last; what was typed
since moves its places along. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from viewer.notes.edit import Change
from viewer.notes.model import CitedTime, Span
from viewer.notes.note import Note
from viewer.ui.editing.source_editor import SourceEditor
from viewer.ui.session.history import Reveal


class SourcePage:
    """A source editor, seen with the claims of the note in it."""

    def __init__(self, editor: SourceEditor, note: Note) -> None:
        self._editor, self._note = editor, note
        self._since = Change("", ())  # what was typed since the note was parsed

    def typed(self, change: Change) -> None:
        """Take note of what was typed."""
        self._since = self._since.then(change)

    def replace_note(
        self,
        note: Note,
        times: Sequence[CitedTime],
        moved: Callable[[int], int],
        *,
        title: str,
        caret: int | None,
    ) -> None:
        """Take the note as it is now; the text shows it already."""
        self._note, self._since = note, Change("", ())
        self._editor.set_note(note)
        if caret is not None:
            self._editor.place_caret(caret)

    def set_times(self, times: Sequence[CitedTime]) -> None:
        """Times are shown as they are written."""

    def show_video(self, note: Note, times: Sequence[CitedTime]) -> None:
        """Take the note as one about another of its videos; what is typed stays."""
        if note.data == self._note.data:
            self._note = note

    def set_in_force(self, claims: frozenset[int], citations: frozenset[int]) -> None:
        """Wash the text of the claims in force."""
        self._editor.set_in_force([self._span(claim) for claim in sorted(claims)])

    def reveal_claim(
        self, claim: int, reveal: Reveal = Reveal.WELL, *, at_once: bool = False
    ) -> None:
        """Put a claim in the comfortable part, gently or at once, unless it is in view so."""
        self._editor.reveal_byte(self._span(claim).start, reveal, at_once=at_once)

    def place_caret(self, claim: int) -> None:
        """Put the caret at the start of a claim."""
        self._editor.place_caret(self._span(claim).start)

    def shows_claim(self, claim: int) -> bool:
        """Say whether the line is in view in which a claim begins."""
        return self._editor.shows_byte(self._span(claim).start)

    def flash_claim(self, claim: int) -> None:
        """The wash shows it."""

    def caret_byte(self) -> int | None:
        """Give the byte under the caret."""
        return self._before_typing(self._editor.byte_at_caret())

    def shown_caret_byte(self) -> int | None:
        """Give the byte under the caret, which is always shown here."""
        return self.caret_byte()

    def seen_caret_byte(self) -> int | None:
        """Give the byte under the caret, where it is in view."""
        is_seen = self._editor.viewport().rect().intersects(self._editor.cursorRect())
        return self.caret_byte() if is_seen else None

    def top_byte(self) -> int | None:
        """Give the byte at the top of the view."""
        return self._before_typing(self._editor.top_byte())

    def selected_span(self) -> Span | None:
        """Give the bytes of the selected text."""
        span = self._editor.selected_span()
        if span is None:
            return None
        return Span(self._before_typing(span.start), self._before_typing(span.end))

    def offset_px(self, offset: int) -> int:
        """Give 0: the source is scrolled by whole lines."""
        return 0

    def scroll_to_byte(self, offset: int, offset_px: int = 0) -> None:
        """Put the line of byte `offset` at the top of the view."""
        self._editor.scroll_to_byte(self._since.map(offset))

    def hasFocus(self) -> bool:  # noqa: N802
        return self._editor.hasFocus()

    def isVisible(self) -> bool:  # noqa: N802 - as a widget says it
        """Whether it can be seen."""
        return self._editor.isVisible()

    def _span(self, claim: int) -> Span:
        return self._since.map_span(self._note.claims[claim].span)

    def _before_typing(self, byte: int) -> int:
        return self._since.invert().map(byte) if self._since else byte
