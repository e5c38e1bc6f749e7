"""Find words in a document, and go through them. GUI thread."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from viewer.notes.model import Span
from viewer.notes.sought import Sought
from viewer.ui.kit.characters import utf16_units


class Search:
    """The matches in a text view, gone through one by one. Positions are those of its document."""

    def __init__(
        self,
        view: QTextEdit | QPlainTextEdit,
        mark: Callable[[], None],
        *,
        first: Callable[[], int],
        go_to: Callable[[int, int], None],
        position_of: Callable[[int], int],
        span_of: Callable[[int, int], Span | None],
    ) -> None:
        """`mark` highlights anew what is found, `first` is at the top of the view.

        `go_to` brings the cursor to a match, and that into view. `span_of` returns the bytes that
        positions [start, end) show literally, or None.
        """
        self.places: list[tuple[int, int]] = []  # positions [start, end), ascending
        self.current = -1  # the place that was gone to last
        self.sought = Sought("")
        self._view, self._mark, self._first, self._go_to = view, mark, first, go_to
        self._position_of, self._span_of = position_of, span_of

    def find_all(self, sought: Sought, current_at: int = -1) -> int:
        """Highlight all matches; return their number.

        A match that begins at position `current_at` becomes the current one.
        """
        self.stop()
        self.sought = sought
        block = self._view.document().begin()
        while block.isValid() and sought.text and not sought.why_not():
            self._look_through(block.text(), block.position())
            block = block.next()
        at = bisect_left(self.places, (current_at, 0))
        if at < len(self.places) and self.places[at][0] == current_at:
            self.current = at
        self._mark()
        return len(self.places)

    def go(self, by: int = 0, *, byte: int | None = None) -> int:
        """Step `by` matches; return the index of the one that is current now, or -1.

        By 0, or without a current one: to the first at or after a byte of the note, else at or
        below the top of the view.
        """
        if self.places:
            if not by or self.current < 0:
                position = self._first() if byte is None else self._position_of(byte)
                by, self.current = 0, bisect_left(self.places, (position, 0))
            self.current = (self.current + by) % len(self.places)
            self._go_to(*self.places[self.current])
        self._mark()
        return self.current

    def between(self, start: int, end: int) -> range:
        """Return the indexes of the matches that begin at positions [start, end)."""
        return range(bisect_left(self.places, (start, 0)), bisect_left(self.places, (end, 0)))

    def _look_through(self, text: str, position: int) -> None:
        for found in self.sought.places(text):
            start, end = found.span()
            if not text.isascii():
                start, end = utf16_units(text[:start]), utf16_units(text[:end])
            self.places.append((position + start, position + end))

    def replacements(self, words: str) -> list[tuple[Span, str] | None]:
        """Return the bytes of each match, and its replacement by `words`; None inside markup."""
        return [self._replacement(start, end, words) for start, end in self.places]

    def _replacement(self, start: int, end: int, words: str) -> tuple[Span, str] | None:
        span, sought = self._span_of(start, end), self.sought
        if span is not None and sought.regex:
            block = self._view.document().findBlock(start)
            units = block.text().encode("utf-16-le", "surrogatepass")
            at = len(units[: 2 * (start - block.position())].decode("utf-16-le", "surrogatepass"))
            found = sought.place_at(block.text(), at)
            words = sought.written(found, words) if found is not None else words
        return (span, words) if span is not None else None

    def stop(self) -> None:
        """Forget the matches."""
        self.places, self.current = [], -1

    def clear(self) -> None:
        """Forget the matches, and remove their highlights."""
        self.stop()
        self._mark()
