"""Where a note embeds a video, or shows a fence for nothing but its citation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from viewer.notes.note import Note, Span

_ADDRESS = re.compile(rb"[^\s<>]+")
_CLOSES = {b"{{": b"}}", b"{%": b"%}"}


class Embeds:
    """The embeds of one note. `following` is the index of the first citation not shown yet."""

    def __init__(self, note: Note) -> None:
        self._note, self._players = note, note.players

    def first_player(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first of `Note.players` that begins in bytes [start, end)."""
        at = bisect_left(self._players, start, key=lambda player: player[0])
        found = self._players[at] if at < len(self._players) else None
        return found if found is not None and found[0] < end else None

    def player_in(self, start: int, end: int, following: int) -> Span | None:
        """Return the first of these bytes with which a macro or an address embeds a video."""
        player = self.first_player(start, end)
        if player is None:
            return None
        start, data = player[0], self._note.data
        if closes := _CLOSES.get(data[start : start + 2]):
            stop = data.find(closes, start) + 2
        else:
            found = _ADDRESS.match(data, start)
            stop = found.end() if found is not None else 0
        is_one = stop > start and self.is_player(start, stop, following)
        return Span(start, stop) if is_one else None

    def is_player(self, start: int, end: int, following: int) -> bool:
        """Return whether what begins here embeds a video without citing a moment of it."""
        if self.first_player(start, start + 1) is None:
            return False
        citations = self._note.citations
        at = bisect_right(citations, start, following, key=lambda one: one.span.end)
        return at == len(citations) or citations[at].span.start >= end

    def is_cited(self, start: int, end: int, following: int) -> bool:
        """Return whether a fence shows nothing but the chip of its citation."""
        citations = self._note.citations
        at = bisect_right(citations, start, following, key=lambda one: one.span.start)
        if at <= following or citations[at - 1].syntax.is_anywhere:
            return False  # an anchor stands among code
        span = citations[at - 1].span
        return span.start == start and span.end >= end - 1
