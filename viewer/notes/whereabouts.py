"""Where a note's citations are, for the command line: the line and the claim."""

from typing import NamedTuple

from viewer.notes.model import Side, Span
from viewer.notes.note import Note


class CitationPlace(NamedTuple):
    """The line of a citation, from 1, and its claim's text, bytes and side."""

    line: int
    text: str
    claim: Span
    side: Side


def line_of(data: bytes, at: int) -> int:
    """Return the line, from 1, of byte `at` of a file."""
    return data.count(b"\n", 0, at) + 1


def places_of(note: Note) -> list[CitationPlace]:
    """Return the place of each citation; one without a claim is its own."""
    claims = [(one.span, Side.BEFORE) for one in note.citations]
    for claim in note.claims:
        if not claim.stands_for_child:
            for index in claim.citations:
                claims[index] = claim.span, claim.side
    texts = note.plain.each([span for span, _ in claims])
    found, at, line = list[CitationPlace](), 0, 1
    for cited, text, (span, side) in zip(note.citations, texts, claims, strict=True):
        line += note.data.count(b"\n", at, cited.span.start)
        at = max(at, cited.span.start)
        found.append(CitationPlace(line, text, span, side))
    return found
