"""Where a citation may change when it is given another time."""

from viewer.notes.note import Citation, Note, Span
from viewer.notes.places import missing_query, time_places


def places_of(note: Note, citation: Citation) -> list[Span]:
    """Give the bytes of the times of a citation, label and address, which may change."""
    if citation.syntax.is_marked:
        return [citation.span]
    places = [place.span for place in time_places(note.data, citation)]
    return places + [span for span, _ in missing_query(note.data, citation, 10**7)]
