"""Finds words in a document that is shown. GUI thread."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtGui import QTextDocument

from viewer.notes.model import Span
from viewer.notes.sought import Sought
from viewer.ui.kit.characters import utf16_units


class Finder:
    """What was found in a document. `places` are positions [start, end) in it, ascending."""

    def __init__(self) -> None:
        self.places: list[tuple[int, int]] = []
        self.current = -1  # the place that was gone to last
        self.sought = Sought("")

    def find(self, document: QTextDocument, sought: Sought) -> None:
        """Find every place of what is looked for."""
        self.stop()
        self.sought = sought
        block = document.begin()
        while block.isValid() and sought.text and not sought.why_not():
            self._look_through(block.text(), block.position())
            block = block.next()

    def stop(self) -> None:
        """Forget what was found."""
        self.places, self.current = [], -1

    def go(self, by: int, position: int) -> bool:
        """Go `by` places on (0, or where none was gone to: the first at or below `position`).

        False where there is none.
        """
        if not self.places:
            return False
        if by and self.current >= 0:
            self.current = (self.current + by) % len(self.places)
            return True
        self.current = bisect_left(self.places, (position, 0)) % len(self.places)
        return True

    def keep(self, position: int) -> None:
        """Take the place that begins at `position` for the one gone to, where one does."""
        at = bisect_left(self.places, (position, 0))
        if at < len(self.places) and self.places[at][0] == position:
            self.current = at

    def shift(self, position: int, removed: int, added: int) -> None:
        """Keep the places right where letters were replaced; what stood among these is gone."""
        if not self.places:
            return
        first = bisect_left(self.places, (position, 0))
        if first and self.places[first - 1][1] > position:
            first -= 1
        last = bisect_left(self.places, (position + removed, 0), first)
        more = added - removed
        moved = [(start + more, end + more) for start, end in self.places[last:]]
        self.places[first:] = moved
        if self.current >= last:
            self.current -= last - first
        elif self.current >= first:
            self.current = min(first, len(self.places) - 1)

    def between(self, start: int, end: int) -> range:
        """Return the indexes of the places that begin at positions [start, end)."""
        return range(bisect_left(self.places, (start, 0)), bisect_left(self.places, (end, 0)))

    def _look_through(self, text: str, position: int) -> None:
        for found in self.sought.places(text):
            start, end = found.span()
            if not text.isascii():
                start, end = utf16_units(text[:start]), utf16_units(text[:end])
            self.places.append((position + start, position + end))


class Searched:
    """What a view of a text answers of the search in it, be it the page or its source."""

    _finder: Finder

    def find_all(self, sought: Sought, current_at: int = -1) -> int:
        """Mark every place of what is looked for; give their number.

        A place that begins at position `current_at` counts as the one that was gone to.
        """
        self._finder.find(self._searched(), sought)
        self._finder.keep(current_at)
        self._mark_found()
        return len(self._finder.places)

    def go_to_found(self, by: int) -> int:
        """Go `by` places on (0: the first at or below the top of the view); give its index."""
        finder = self._finder
        if finder.go(by, self._first_position()):
            self._go_to_place(*finder.places[finder.current])
            self._mark_found()
        return finder.current

    def go_to_found_behind(self, byte: int) -> int:
        """Go to the first place at or behind a byte of the note; give its index, or -1."""
        if self._finder.go(0, self._position_of(byte)):
            self._go_to_place(*self._finder.places[self._finder.current])
        self._mark_found()
        return self._finder.current

    def replacements(self, words: str) -> list[tuple[Span, str] | None]:
        """Return the bytes of each place, and what `words` are there; None where markup is."""
        return [self._replacement(start, end, words) for start, end in self._finder.places]

    def _replacement(self, start: int, end: int, words: str) -> tuple[Span, str] | None:
        span, sought = self._span_of_place(start, end), self._finder.sought
        if span is not None and sought.regex:
            block = self._searched().findBlock(start)
            units = block.text().encode("utf-16-le", "surrogatepass")
            at = len(units[: 2 * (start - block.position())].decode("utf-16-le", "surrogatepass"))
            found = sought.place_at(block.text(), at)
            words = sought.written(found, words) if found is not None else words
        return (span, words) if span is not None else None

    def current_found(self) -> int:
        """Return the index of the place that was gone to; -1 for none."""
        return self._finder.current

    def found_count(self) -> int:
        """Return how many places `find_all` found."""
        return len(self._finder.places)

    def clear_found(self) -> None:
        """Take the marks of `find_all` away."""
        self._finder.stop()
        self._mark_found()

    def _searched(self) -> QTextDocument:
        raise NotImplementedError

    def _first_position(self) -> int:
        raise NotImplementedError

    def _go_to_place(self, start: int, end: int) -> None:
        """Put the caret to positions [start, end) of the document, and bring them into view."""
        raise NotImplementedError

    def _position_of(self, byte: int) -> int:
        raise NotImplementedError

    def _span_of_place(self, start: int, end: int) -> Span | None:
        """Return the bytes that positions [start, end) show letter for letter, or None."""
        raise NotImplementedError

    def _mark_found(self) -> None:
        raise NotImplementedError
