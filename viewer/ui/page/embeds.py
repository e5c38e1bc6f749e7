"""Where a note embeds a video, or shows a fence for nothing but its citation.

`following` is the index of the first citation that is not shown yet.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from viewer.notes.note import Note, Span

_ADDRESS = re.compile(rb"[^\s<>]+")
_CLOSES = {b"{{": b"}}", b"{%": b"%}"}


def first_player(note: Note, start: int, end: int) -> tuple[int, int] | None:
    """Return the first of `Note.players` that begins in bytes [start, end)."""
    at = bisect_left(note.players, start, key=lambda player: player[0])
    found = note.players[at] if at < len(note.players) else None
    return found if found is not None and found[0] < end else None


def player_in(note: Note, start: int, end: int, following: int) -> Span | None:
    """Return the first of these bytes with which a macro or an address embeds a video."""
    player = first_player(note, start, end)
    if player is None:
        return None
    start, _ = player
    if closes := _CLOSES.get(note.data[start : start + 2]):
        stop = note.data.find(closes, start) + 2
    else:
        found = _ADDRESS.match(note.data, start)
        stop = found.end() if found is not None else 0
    return Span(start, stop) if stop > start and is_player(note, start, stop, following) else None


def is_player(note: Note, start: int, end: int, following: int) -> bool:
    """Return whether what begins here embeds a video without citing a moment of it."""
    if first_player(note, start, start + 1) is None:
        return False
    citations = note.citations
    at = bisect_right(citations, start, following, key=lambda one: one.span.end)
    return at == len(citations) or citations[at].span.start >= end


def is_cited(note: Note, start: int, end: int, following: int) -> bool:
    """Return whether a fence shows nothing but the chip of its citation."""
    citations = note.citations
    at = bisect_right(citations, start, following, key=lambda one: one.span.start)
    if at <= following or citations[at - 1].syntax.is_anywhere:
        return False  # an anchor stands among code
    span = citations[at - 1].span
    return span.start == start and span.end >= end - 1
