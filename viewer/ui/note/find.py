"""Finds words in a document that is shown, a slice at a time.

A note of sixty thousand claims has six million letters: the window must go on while they are looked
through, and is told what was found so far. GUI thread.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QTextDocument

from viewer.notes.model import Span
from viewer.notes.sought import Sought
from viewer.ui.kit.characters import utf16_units

_SLICE_S = 0.006
_BLOCKS_AT_ONCE = 8  # between two looks at the clock


class Finder(QObject):
    """One search at a time. `places` are positions [start, end) in the document, ascending."""

    advanced = Signal()  # more was found, or the search is over

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.places: list[tuple[int, int]] = []
        self.current = -1  # the place that was gone to last
        self._document: QTextDocument | None = None
        self.sought = Sought("")
        self._is_whole: Callable[[], bool] = lambda: True
        self._next = 0  # position of the block to look through next
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._advance)

    @property
    def is_over(self) -> bool:
        """Whether the whole document was looked through, or nothing is looked for."""
        return self._document is None

    def start(self, document: QTextDocument, sought: Sought, is_whole: Callable[[], bool]) -> None:
        """Look for something; a first slice is done at once.

        While `is_whole` gives False the document still grows, at its end; call `go_on` when it did.
        """
        self.stop()
        if sought.text and not sought.why_not():
            self._document, self._is_whole, self.sought = document, is_whole, sought
            self._slice()

    def stop(self) -> None:
        """Look for nothing, and forget what was found."""
        self.places, self.current = [], -1
        self._document, self._next = None, 0
        self._timer.stop()

    def go_on(self) -> None:
        """Look through what was added to the document."""
        if self._document is not None:
            self._timer.start()

    def go(self, by: int, position: int) -> bool:
        """Go `by` places on (0, or where none was gone to: the first at or below `position`).

        False where there is none; with a search under way there may be one later.
        """
        if not self.places:
            return False
        if by and self.current >= 0:
            self.current = (self.current + by) % len(self.places)
            return True
        first = bisect_left(self.places, (position, 0))
        if first == len(self.places) and not self.is_over:
            return False
        self.current = first % len(self.places)
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
        self._next = max(position, self._next + more) if self._next > position else self._next
        if self.current >= last:
            self.current -= last - first
        elif self.current >= first:
            self.current = min(first, len(self.places) - 1)

    def between(self, start: int, end: int) -> range:
        """Return the indexes of the places that begin at positions [start, end)."""
        return range(bisect_left(self.places, (start, 0)), bisect_left(self.places, (end, 0)))

    def _advance(self) -> None:
        self._slice()
        self.advanced.emit()

    def _slice(self) -> None:
        document = self._document
        if document is None:
            return
        until = perf_counter() + _SLICE_S
        block = document.findBlock(self._next)
        while block.isValid():
            for _ in range(_BLOCKS_AT_ONCE):
                following = block.next()
                if not following.isValid() and not self._is_whole():
                    self._timer.stop()  # its last block is not done yet
                    return
                self._look_through(block.text(), block.position())
                self._next = block.position() + block.length()
                block = following
                if not block.isValid():
                    break
            if block.isValid() and perf_counter() > until:
                self._timer.start()
                return
        self._document = None
        self._timer.stop()

    def _look_through(self, text: str, position: int) -> None:
        for found in self.sought.places(text):
            start, end = found.span()
            if not text.isascii():
                start, end = utf16_units(text[:start]), utf16_units(text[:end])
            self.places.append((position + start, position + end))


class Searched:
    """What a view of a text answers of the search in it, be it the page or its source.

    It has a `found_changed` signal: the index of the place gone to, how many there are, and whether
    the whole text was looked through.
    """

    found_changed: SignalInstance
    _finder: Finder
    _wants_found = False  # a place is to be gone to, once one is found
    _current_at = -1  # the position of the place that counts as gone to, once it is found

    def _make_finder(self, parent: QObject) -> None:
        self._finder = Finder(parent)
        self._finder.advanced.connect(self._on_found)

    def find_all(self, sought: Sought, current_at: int = -1) -> int:
        """Mark every place of what is looked for; give their number so far.

        A long text is looked through in slices: `found_changed` says that there is more. A place
        that begins at position `current_at` counts as the one that was gone to.
        """
        self.clear_found()
        self._current_at = current_at
        if sought.text:
            self._finder.start(self._searched(), sought, self._is_whole)
            self._finder.keep(current_at)
            self._mark_found()
        return len(self._finder.places)

    def go_to_found(self, by: int) -> int:
        """Go `by` places on (0: the first at or below the top of the view); give its index.

        -1 where none is found yet; the first that is found is gone to then.
        """
        finder, self._current_at = self._finder, -1
        self._wants_found = not finder.go(by, self._first_position()) and not finder.is_over
        if finder.current >= 0:
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
        """Return how many places `find_all` found so far."""
        return len(self._finder.places)

    @property
    def has_found_all(self) -> bool:
        """Whether `find_all` has come to the end of the text."""
        return self._finder.is_over

    def clear_found(self) -> None:
        """Take the marks of `find_all` away."""
        self._finder.stop()
        self._wants_found = False
        self._mark_found()

    def _on_found(self) -> None:
        if self._wants_found:
            self.go_to_found(0)
        self._finder.keep(self._current_at)
        self._mark_found()
        finder = self._finder
        self.found_changed.emit(finder.current, len(finder.places), finder.is_over)

    def _searched(self) -> QTextDocument:
        """Return the document that is shown."""
        raise NotImplementedError

    def _is_whole(self) -> bool:
        """Whether all of the text is in the document."""
        return True

    def _first_position(self) -> int:
        """Return the position in the document at the top of the view."""
        raise NotImplementedError

    def _go_to_place(self, start: int, end: int) -> None:
        """Put the caret to positions [start, end) of the document, and bring them into view."""
        raise NotImplementedError

    def _position_of(self, byte: int) -> int:
        """Return the position in the document at which a byte of the note is shown."""
        raise NotImplementedError

    def _span_of_place(self, start: int, end: int) -> Span | None:
        """Return the bytes that positions [start, end) show letter for letter, or None."""
        raise NotImplementedError

    def _mark_found(self) -> None:
        """Show where the places are that were found."""
        raise NotImplementedError
