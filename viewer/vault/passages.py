"""The passages of a note as the index has them, found by the parser that the view uses.

Whatever the view shows as a claim is a claim here, with the same spans and times, so whatever is in
one is also in the other. Never raises for any bytes; any thread or process.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import islice
from typing import NamedTuple

from viewer.notes.note import BlockKind, Note, Span
from viewer.notes.obsidian import tags_in
from viewer.notes.tags import tags_of_claims

_CHANNEL_KEYS = ("channel", "uploader", "author")
_WORD = re.compile(rb"[#0-9A-Za-z\x80-\xff]")


class PassageKind(IntEnum):
    """What kind of text a passage is in its note."""

    CLAIM = 0
    TEXT = 1  # text that no citation supports
    HEADING = 2
    TITLE = 3  # of the whole note


class IndexedPassage(NamedTuple):
    """A piece of text that can be found, bytes `start` to `end` of the file."""

    start: int
    end: int
    kind: PassageKind
    claim: int  # index into `Note.claims`; -1 where it is none
    ms: int | None  # the first time that is cited, as decided without a duration
    text: str  # without markup
    tags: tuple[str, ...] = ()  # that it bears by itself, without `#`
    is_link: bool = False  # whether it is nothing but links


def passages_of(note: Note) -> list[IndexedPassage]:
    """Return all passages of a note, without a heading that only says its title once more."""
    heading, title = PassageKind.HEADING, note.title
    return [
        one for one in _passages(note) if not title or one.kind is not heading or one.text != title
    ]


def packed(passages: Sequence[IndexedPassage]) -> str:
    """Pack where passages are from; see `unpacked`."""
    rows, at = [], 0
    for start, end, kind, _, ms, _, tags, _ in passages:
        more = (ms, tags) if tags else () if ms is None else (ms,)
        rows.append((start - at, end - start, kind, *more))
        at = end
    return json.dumps(rows, separators=(",", ":"))


def unpacked(written: str) -> Iterator[tuple[int, int, int, int, int | None, Sequence[str]]]:
    """Read start, end, kind, claim, ms and tags of each passage.

    Claims are numbered in their order.
    """
    end = claim = 0
    for gap, length, kind, *more in json.loads(written):
        start, is_claim = end + gap, kind == PassageKind.CLAIM
        end = start + length
        ms, tags = (more[0] if more else None), (more[1] if len(more) > 1 else ())
        yield start, end, kind, claim if is_claim else -1, ms, tags
        claim += is_claim


def channel_of(note: Note) -> str:
    """Return the channel that a note names, also by a link; else ""."""
    values = note.front.values if note.front is not None else {}
    texts = (values[key].text.strip("\"' ") for key in _CHANNEL_KEYS if key in values)
    said = (text.partition("|")[0] if text.startswith("[[") else text for text in texts)
    return next(filter(None, (text.strip("[] ") for text in said)), "")


def _passages(note: Note) -> Iterator[IndexedPassage]:
    """Yield the claims and the text between them, split where blocks begin and end."""
    places = list(_places(note))
    # All in one pass: by itself each would be looked for again.
    texts = note.plain.each([Span(place[0], place[1]) for place in places])
    tags = tags_of_claims(note) if b"#" in note.data else {}
    for (start, end, kind, claim, ms), text in zip(places, texts, strict=True):
        if claim >= 0 or any(map(str.isalnum, text)):
            is_link = claim < 0 and _is_link(note, start, end)
            own = tags.get(claim, ()) if claim >= 0 else tuple(tags_in(text))
            yield IndexedPassage(start, end, kind, claim, ms, text, own, is_link)


def _is_link(note: Note, start: int, end: int) -> bool:
    at = start
    first = max(0, bisect_right(note.links, start, key=lambda link: link.span.start) - 1)
    for link in islice(note.links, first, None):
        if link.span.start >= end or _WORD.search(note.data, at, link.span.start):
            break
        at = max(at, link.span.end)
    return at > start and _WORD.search(note.data, at, end) is None


def _places(note: Note) -> Iterator[tuple[int, int, PassageKind, int, int | None]]:
    times = note.times(None)
    edges: set[int] = set()
    headings: list[Span] = []
    for block in note.blocks:
        edges.update(block.span)
        if block.kind is BlockKind.HEADING:
            headings.append(block.span)
    heading_starts = {span.start for span in headings}
    cuts = sorted(edges)
    at, cut = cuts[0] if cuts else 0, 0
    end_of_note = cuts[-1] if cuts else 0

    def between(start: int, end: int) -> Iterator[tuple[int, int, PassageKind, int, int | None]]:
        nonlocal cut
        while start < end:
            while cut < len(cuts) and cuts[cut] <= start:
                cut += 1
            stop = min(cuts[cut] if cut < len(cuts) else end, end)
            # Most of what is between two claims is a full stop or the mark of a bullet.
            word = _WORD.search(note.data, start, stop)
            if word is not None:
                kind = PassageKind.HEADING if start in heading_starts else PassageKind.TEXT
                yield word.start(), stop, kind, -1, None
            start = stop

    for index, claim in enumerate(note.claims):
        yield from between(at, claim.span.start)
        cited = (c for c in claim.citations if note.citations[c].video is None)
        ms = next((times[c].ms for c in cited if times[c].ms is not None), None)
        yield *claim.span, PassageKind.CLAIM, index, ms
        at = max(at, claim.span.end)
    yield from between(at, end_of_note)
