"""Where a citation may change when it is given another time, and what all are read as."""

from viewer.notes.note import Citation, CitedTime, Note, Span
from viewer.notes.places import missing_query, time_places


def places_of(note: Note, citation: Citation) -> list[Span]:
    if citation.syntax.is_marked:
        return [citation.span]
    places = [place.span for place in time_places(note.data, citation)]
    return places + [span for span, _ in missing_query(note.data, citation, 10**7)]


def seconds(note: Note, duration_ms: int | None = None) -> list[tuple[int, int]]:
    """Give what every time is read as, and its end, in whole seconds: -1 where there is none."""
    return [(_second(read_ms(one)), _second(one.end_ms)) for one in note.times(duration_ms)]


def read_ms(time: CitedTime) -> int | None:
    return time.reading.ms if time.ms is None and time.reading is not None else time.ms


def _second(ms: int | None) -> int:
    return -1 if ms is None else ms // 1000
