"""Find where the times of a citation are written: in its address, its label, and side by side.

In forms other than anchors and brackets the start of a citation can be written twice, or three
times: `[0:06](https://example.com/?t=6.8#t=6.83)`. All of them change together, each in its own
format. In anchors and brackets the times are replaced whatever else the markup holds. Pure; any
thread.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from viewer.base.lazy_regex import late
from viewer.notes.forms.links import label_in
from viewer.notes.forms.marked import end_in
from viewer.notes.forms.plain_times import JOIN
from viewer.notes.model import Citation, Span
from viewer.notes.moments import read_address
from viewer.notes.timecode import (
    Form,
    Reading,
    as_read,
    format_end_like,
    format_like,
    moment_like,
    readings,
    shift_like,
    step_of,
)

_ADDRESS = late(rb"(?:https?|file)://[^\s<>\"\[\]|{}]++", re.IGNORECASE)
_FINER = late(r"(?<=\.\d{3})(?P<digits>\d+)(?P<unit>[a-z]*)\Z")
_SECOND_MS, _HOUR_MS = 1_000, 3_600_000
_LONGEST_JOIN = 12
_JOINS = late(rf"(?:{JOIN}|[ \t]*(?:,|\xe2\x88\x92|\bto\b)[ \t]*|[&;]end=)\Z".encode())
# What only the end of `{{renderer :media-timestamp, 60, 90, 2, 1}}` needs.
_REPEATS = late(rb"(?>(?:[ \t]*+,[ \t]*+\d[\d:.]*+){1,3})(?=[ \t]*+(?:\}\}|,[ \t]*+\(\())")


class TimePlace(NamedTuple):
    """A time of a citation as written at one place."""

    span: Span
    text: str
    readings: tuple[Reading, ...]
    is_end: bool = False

    @property
    def is_dotted(self) -> bool:
        """Return whether it is read as minutes and seconds with a dot between."""
        return bool(self.readings) and self.readings[0].form is Form.M_DOT_S

    @property
    def has_lost_hour(self) -> bool:
        """Return whether it is only the end of its label, `[01:13:19](#13:19)`, and stays that."""
        is_h_m_s = bool(self.readings) and self.readings[0].form is Form.H_M_S
        return is_h_m_s and self.text.count(":") == 1


def address_at(data: bytes, citation: Citation) -> Span | None:
    """Return the web address in the markup of a citation, or None."""
    start, end = citation.span
    value = citation.value
    found = None
    for match in _ADDRESS.finditer(data, start, end):
        found = Span(*match.span())
        if found.start <= value.start < found.end:
            break
    if found is None:
        return None
    address = data[found.start : found.end]
    # What closes a link behind it is no part of it.
    while address.endswith(b")") and address.count(b")") > address.count(b"("):
        address = address[:-1]
    return Span(found.start, found.start + len(address))


def time_places(data: bytes, citation: Citation) -> list[TimePlace]:
    """Return every place where a time of a citation is written, in the order of the note."""

    def at(span: Span, could: tuple[Reading, ...], is_end: bool = False) -> TimePlace:
        return TimePlace(span, data[slice(*span)].decode("utf-8", "replace"), could, is_end)

    places = [TimePlace(citation.value, citation.written, citation.readings)]
    if citation.end_span is not None:
        places.append(at(citation.end_span, citation.end_readings, is_end=True))
    label = label_in(data, citation.label_span)
    if label is not None:
        places.append(at(label.value, label.readings))
        places += [at(*label.end, is_end=True)] if label.end is not None else []
    places += [at(one.span, one.readings) for one in citation.again]
    once = {place.span: place for place in reversed(places)}
    return sorted(once.values())


def written_like(ms: int, place: TimePlace, form: Form | None) -> bytes:
    """Write a time over another; an end without a place for fractions is rounded up."""
    if place.is_end:
        step_ms = 1000 if place.is_dotted else step_of(place.text, form)
        ms = -(-ms // step_ms) * step_ms
    return _like(ms, place, form).encode()


def _like(ms: int, place: TimePlace, form: Form | None) -> str:
    if place.has_lost_hour:
        ms %= _HOUR_MS
    return moment_like(ms, place.text, form, is_dotted=place.is_dotted)


def moved(place: TimePlace, by_ms: int, said: Reading) -> str | None:
    """Shift a time that is read as `said`; an unreadable one stays. None if below zero."""
    chosen = as_read(place.readings, said)
    if chosen is None or chosen.ms + by_ms < 0:
        return place.text if chosen is None else None
    if chosen.form is Form.M_S_00:
        return shift_like(place.text, by_ms, chosen)
    text = _like(chosen.ms + by_ms, place, chosen.form)
    finer = _FINER.search(place.text)  # what is less than a millisecond stays
    if finer is not None:
        text = text[: finer.start() - len(place.text)] + finer["digits"] + finer["unit"]
    return text


def missing_query(data: bytes, citation: Citation, ms: int) -> list[tuple[Span, bytes]]:
    """Return the query for an address that names the beginning, as that of `[0:00](…/watch?v=ID)`.

    So that label and address go on to agree. Nothing if the citation has no such address: a label
    that differs from its address is the only one to say its time.
    """
    if not citation.syntax.may_lack_time or ms < _SECOND_MS:
        return []
    at = address_at(data, citation)
    if at is None or not citation.readings or citation.readings[0].ms >= _SECOND_MS:
        return []
    address = read_address(data[at.start : at.end])
    if address is None or not address.is_video or address.start is not None:
        return []
    fragment = data.find(b"#", at.start, at.end)
    if fragment >= 0:
        return []
    video = address.video
    is_youtube = video is not None and video.video_id is not None
    query = data.find(b"?", at.start, at.end) >= 0
    lead = "#t=" if not is_youtube else "&t=" if query else "?t="
    return [(Span(at.end, at.end), f"{lead}{ms // 1000}".encode())]


def with_lead(data: bytes, end: Span) -> Span:
    """Return an end with what joins it to the text before it; in a macro, also how it repeats."""
    joins = _JOINS.search(data, max(0, end.start - _LONGEST_JOIN), end.start)
    if joins is not None:
        repeats = _REPEATS.match(data, joins.start())
        return Span(joins.start(), repeats.end() if repeats is not None else end.end)
    if data[: end.start].endswith(b"?end="):
        return Span(end.start - len(b"end="), end.end + (data[end.end : end.end + 1] == b"&"))
    return end


def rewritten(
    citation: Citation, ms: int, form: Form | None = None, end_ms: int | None = None
) -> list[tuple[Span, bytes]]:
    """Give a citation another time, keeping its form: the spans to replace, and their texts.

    `form` is how its time is read (`CitedTime.form`), so that a note written in minutes and seconds
    stays so. A label that shows a time follows; one that shows words, or nothing, is left alone.
    With `end_ms` also replaces an end that is written in value or label.
    """
    value = _timed(citation.written, ms, form, end_ms, citation.ends_range)
    shown = ((span, _timed(label, ms, form, end_ms)) for span, label in time_labels(citation))
    return [(citation.value, value), *shown]


def end_apart(citation: Citation) -> Span | None:
    """Return the end of a citation's range if it is neither in its value nor in its label."""
    end = citation.end_span
    for place in (citation.value, citation.label_span):
        if end is None or (place and place.start <= end.start and end.end <= place.end):
            return None
    return end


def _timed(
    text: str, ms: int, form: Form | None, end_ms: int | None, is_end: bool = False
) -> bytes:
    written = text.encode()
    end_at = end_in(written) if end_ms is not None else None
    if end_ms is None or end_at is None:
        return (format_end_like if is_end else format_like)(ms, text, form).encode()
    before, old = written[: end_at.start].decode(), written[end_at.start : end_at.end].decode()
    new = format_like(ms, before, form) + format_end_like(end_ms, old, form)
    return new.encode() + written[end_at.end :]


def time_labels(citation: Citation) -> Iterator[tuple[Span, str]]:
    """Yield the part of the label that shows a time and is not the value itself, if any.

    In a damaged anchor the value can be inside what is shown: then the text after it counts.
    """
    span, label = citation.label_span, citation.label
    if span is None or label is None or not citation.label_readings:
        return
    if span.start < citation.value.end and citation.value.start < span.end:
        label = label.encode()[citation.value.end - span.start :].decode("utf-8", "replace")
        span = Span(citation.value.end, span.end)
        if not readings(label) or len(label.encode()) != span.end - span.start:
            return
    yield span, label
