"""Where the citations of a note stand, as the command line tells it: the line, and the claim."""

from typing import NamedTuple

from viewer.notes.model import Side, Span
from viewer.notes.note import Note


class Place(NamedTuple):
    """The line of a citation, from 1, and the words of its claim, its bytes, and on which side."""

    line: int
    text: str
    claim: Span
    side: Side


def line_of(data: bytes, at: int) -> int:
    """Return the line, from 1, in which byte `at` of a file stands."""
    return data.count(b"\n", 0, at) + 1


def places_of(note: Note) -> list[Place]:
    """Return where each citation stands; one without a claim is its own."""
    claims = [(one.span, Side.BEFORE) for one in note.citations]
    for claim in note.claims:
        if not claim.stands_for_child:
            for index in claim.citations:
                claims[index] = claim.span, claim.side
    texts = note.plain_each([span for span, _ in claims])
    found, at, line = list[Place](), 0, 1
    for cited, text, (span, side) in zip(note.citations, texts, claims, strict=True):
        line += note.data.count(b"\n", at, cited.span.start)
        at = max(at, cited.span.start)
        found.append(Place(line, text, span, side))
    return found
