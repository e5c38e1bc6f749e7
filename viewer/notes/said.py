"""Times that the user marked as being, or not being, timestamps.

Each is identified by the text of its line and its place in it, so it survives edits of other lines.
While the note is open it also follows edits of its line. Pure; any thread.
"""

import hashlib
from collections.abc import Iterator, Sequence

from viewer.notes.diff import difference
from viewer.notes.forms.every import PLAIN
from viewer.notes.forms.form import Found, Source
from viewer.notes.forms.links import cited_time
from viewer.notes.forms.plain_times import TIME, can_begin
from viewer.notes.model import Citation, Said, Span


def heed(
    said: frozenset[Said], source: Source, cited: Sequence[Citation], details: Sequence[Found]
) -> tuple[list[Citation], list[Found]]:
    """Return the found citations without those the user rejected, and with those they added.

    `details`, given and returned, are empty as in `find.search`. What is left out stays in
    `source.refused`.
    """
    places = {at: one.is_time for at, one in _places(source.data[: source.end], said)}
    found = []
    for one in details or map(Found, cited):
        if places.get(one.citation.span.start, True):
            found.append(one)
        else:
            source.refused.append(one.citation.span)
    for at, is_time in places.items():
        made = _read(source.data, at, source.end) if is_time else None
        if made is not None and not _overlaps(made.span, (one.citation for one in found)):
            found.append(Found(made))
    found.sort(key=lambda one: (one.citation.span, one.citation.value))
    return [one.citation for one in found], found if details else []


def time_at(
    data: bytes, citations: Sequence[Citation], refused: Sequence[Span], at: int
) -> Span | None:
    """Return the span of a time at byte `at` that is no timestamp of its note, or None."""
    start, end = _line(data, at)
    begun = [one.start() for one in TIME.finditer(data, start, end)]
    read = [_read(data, one, end) for one in begun if can_begin(data, one, start)]
    spans = [one.span for one in read if one and not _overlaps(one.span, citations)]
    return next((one for one in (*refused, *spans) if one.start <= at <= one.end), None)


def judged(said: frozenset[Said], data: bytes, at: int, *, is_time: bool) -> frozenset[Said]:
    """Return the user's decisions about a note, plus that a time at byte `at` is one, or is not."""
    new = _said(data, at, is_time)
    return said - {new._replace(is_time=not is_time)} | {new}


def moved(said: frozenset[Said], before: bytes, now: bytes) -> frozenset[Said]:
    """Return the decisions about times in `before` as they apply to `now`."""
    change, old, new = difference(before, now, ""), set(), set()
    for at, one in _places(before, said):
        start = change.map(at, after=True)
        if start < change.map(at + 1, after=True):
            old.add(one)
            new.add(_said(now, start, one.is_time))
    return said - old | new


def _read(data: bytes, at: int, end: int) -> Citation | None:
    match = TIME.match(data, at, end)
    if match is None:
        return None
    value, end_at = Span(*match.span("start")), None
    if match["end"] is not None:
        end_at = Span(*match.span("end"))
    return cited_time(data, Span(at, (end_at or value).end), value, PLAIN, end_at)


def _overlaps(span: Span, others: Iterator[Citation] | Sequence[Citation]) -> bool:
    return any(one.span.start < span.end and one.span.end > span.start for one in others)


def _places(data: bytes, said: frozenset[Said]) -> Iterator[tuple[int, Said]]:
    """Yield the spans of the times that something was decided about."""
    lines, at = {one.line for one in said}, 0
    for line in data.split(b"\n"):
        text = line.strip()
        if text and (found := _sum(text)) in lines:
            start = at + line.index(text)
            yield from ((start + one.at, one) for one in said if one.line == found)
        at += len(line) + 1


def _said(data: bytes, at: int, is_time: bool) -> Said:
    start, end = _line(data, at)
    line = data[start:end]
    return Said(_sum(line.strip()), at - start - (len(line) - len(line.lstrip())), is_time)


def _line(data: bytes, at: int) -> tuple[int, int]:
    end = data.find(b"\n", at)
    return data.rfind(b"\n", 0, at) + 1, end if end >= 0 else len(data)


def _sum(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()[:24]
