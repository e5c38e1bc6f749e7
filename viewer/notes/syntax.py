"""How the times of anchors and brackets are written over, whatever else their markup holds.

The times of the other forms are written over where `places` says that they stand.
"""

from collections.abc import Iterator

from viewer.notes.forms.marked import end_in
from viewer.notes.model import Citation, Span
from viewer.notes.timecode import Form, format_end_like, format_like, readings


def retime(
    citation: Citation, ms: int, form: Form | None = None, end_ms: int | None = None
) -> list[tuple[Span, bytes]]:
    """Give a citation another time, keeping its form: the spans to replace, and with what.

    `form` is how its time is read (`CitedTime.form`), so that a note written in minutes and seconds
    stays so. A label that shows a time follows; one that shows words, or nothing, is left alone.
    With `end_ms` an end that is written in value or label becomes that.
    """
    value = _timed(citation.written, ms, form, end_ms, citation.ends_range)
    shown = ((span, _timed(label, ms, form, end_ms)) for span, label in labels(citation))
    return [(citation.value, value), *shown]


def end_apart(citation: Citation) -> Span | None:
    """Return the end of its range where it stands neither in its value nor in its label."""
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


def labels(citation: Citation) -> Iterator[tuple[Span, str]]:
    """Yield the part of the label that shows a time and is not the value itself; or nothing.

    In a damaged anchor the value can stand inside what is shown: then what follows it counts.
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
