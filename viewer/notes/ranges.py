"""Add, move or remove the end of a citation.

An end is written where the note's own website and other programs still read the start:

- in a bracket behind its time, `[1:02]` to `[1:02-1:40]`;
- in an address whose fragment says when, there: `#t=62,100`; else, as most sites know no end, in
  the label alone, `[1:02-1:40](https://youtu.be/ID?t=62)`; as the note does it already;
- beside a time that stands by itself, `10:24–11:02`; in a macro of Media TS behind a comma; all
  other macros, a fence and an address without a label hold one moment;
- in an anchor in the label alone, `data-t="00:01:02"` with `[00:01:02-00:01:40]`: what follows the
  click stays one plain time. Only where the label shows no time it stands in the value.

An end is the moment at which the range is over (half-open), in ms; if the form has no fraction it
is rounded up to the second. Every change is read back before it is returned: if the note would not
say what was meant, the change is empty.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from viewer.base.translation import tr
from viewer.notes.edit import Change, Edit
from viewer.notes.forms.marked import end_in
from viewer.notes.model import Citation, Span
from viewer.notes.own_form import form_of
from viewer.notes.places import (
    TimePlace,
    end_apart,
    time_labels,
    time_places,
    with_lead,
    written_like,
)
from viewer.notes.retime import edits_of, retime, retimed
from viewer.notes.timecode import Form, format_end_like, format_ms, time_at

if TYPE_CHECKING:
    from viewer.notes.note import Note


def start_of(note: "Note", index: int) -> int:
    """Return the citation that has the range: for the end of one in a bracket, its start."""
    return index - note.citations[index].ends_range


def end_at(note: "Note", index: int, ms: int, duration_ms: int | None = None) -> Change:
    """Let citation `index` end at `ms`, which is later than its start.

    Empty if it already does, and if that cannot be written there.
    """
    index = start_of(note, index)
    citation, time = note.citations[index], note.times(duration_ms)[index]
    if time.ms is None or ms <= time.ms:
        return Change("", ())
    form = form_of(note, duration_ms)
    if not citation.syntax.is_marked:
        plans = list(_ends_of_places(note, citation, ms, form))
    elif citation.end_span is not None:
        spans = [
            one
            for one in retimed(note, citation, time.ms, form, ms)
            if one[0] == citation.end_span or end_in(note.data[one[0].start : one[0].end])
        ]
        # The start stays as it is written, whatever part of a second it leaves out.
        plans = [[_only_end(note, citation, edit) for edit in edits_of(note, spans)]]
    else:
        plans = list(_new_ends(citation, ms, form))
    for edits in plans:
        change = Change.of(tr("Set end to {0}").format(format_ms(ms)), edits)
        if change and _reads(note, change, index, time.ms, ms, duration_ms):
            return change
    return Change("", ())


def end_of_quote(note: "Note", change: Change, ms: int, duration_ms: int | None = None) -> Change:
    """Let the one citation that `change` inserts end at `ms`; to be applied after `change`.

    Empty if its form holds no end.
    """
    after = note.with_data(change.apply(note.data))
    (span,) = change.new_spans()
    for index, citation in enumerate(after.citations):
        if span.start <= citation.span.start < span.end:
            return end_at(after, index, ms, duration_ms)
    return Change("", ())


def without_end(note: "Note", index: int, duration_ms: int | None = None) -> Change:
    """Remove the end of citation `index`, and what is between it and the start.

    Empty if it has none, or if it would not be gone.
    """
    index = start_of(note, index)
    citation = note.citations[index]
    if citation.end_span is None:
        return Change("", ())
    cuts = []
    if not citation.syntax.is_marked:
        ends = (place for place in time_places(note.data, citation) if place.is_end)
        cuts = [with_lead(note.data, place.span) for place in ends]
    else:
        if end_apart(citation) is not None:
            cuts = [Span(citation.value.end, citation.end_span.end)]
        places = [(citation.value, citation.written), *time_labels(citation)]
        cuts += [cut for span, text in places if (cut := _tail(span, text)) is not None]
    rest = b"" if citation.written else b"0"  # of `#t=,10`, which has no start written
    change = Change.of(tr("Remove end time"), edits_of(note, [(cut, rest) for cut in cuts]))
    start_ms = note.times(duration_ms)[index].ms
    if change and _reads(note, change, index, start_ms, None, duration_ms):
        return change
    return Change("", ())


def set_range(
    note: "Note", index: int, ms: int, end_ms: int | None, duration_ms: int | None = None
) -> Change | None:
    """Set both times of citation `index`, or with None remove the end, as one change.

    None if that cannot be written; empty if it is already written.
    """
    index = start_of(note, index)
    change = retime(note, note.citations[index], ms, duration_ms)
    note = note.with_data(change.apply(note.data))
    time = note.times(duration_ms)[index]
    if end_ms is None:
        has_end = note.citations[index].end_span is not None
        rest = without_end(note, index, duration_ms)
        if has_end and not rest:
            return None
    else:
        rest = end_at(note, index, end_ms, duration_ms)
        if not rest and not _is_end(time.end_ms, end_ms, duration_ms):
            return None
    return change.then(rest, change.name) if rest else change


def _ends_of_places(
    note: "Note", citation: Citation, ms: int, form: Form | None
) -> Iterator[list[Edit]]:
    """Yield the ways to write the end of a citation other than an anchor or bracket, best first."""
    data = note.data
    places = time_places(data, citation)
    ends = [place for place in places if place.is_end]
    if ends:
        yield edits_of(note, [(place.span, written_like(ms, place, form)) for place in ends])
        return
    found = next((place for place in places if place.span == citation.label_span), None)
    label = None
    if found is not None:
        label = [_behind(found, _dash(note, citation), ms, form)]
    value = next(place for place in places if place.span == citation.value)
    before = data[citation.span.start : value.span.start]
    if before.endswith((b"#t=", b"&t=", b"npt:")) and b"#" in before:
        joins, is_fragment = ",", True
    elif before.endswith(b"#"):
        joins, is_fragment = "-", True  # as Org writes it
    elif before.rstrip().endswith(b"-timestamp,"):
        joins, is_fragment = ", ", True
    else:
        joins, is_fragment = _dash(note, citation), label is None
    beside = [_behind(value, joins, ms, form)]
    if label is None:
        yield beside
    elif is_fragment and not _ends_in_labels(note, citation):
        yield beside
        yield label
    else:
        yield label


def _behind(place: TimePlace, joins: str, ms: int, form: Form | None) -> Edit:
    end = written_like(ms, place._replace(is_end=True), form)
    return Edit(place.span.end, b"", joins.encode() + end)


def _ends_in_labels(note: "Note", citation: Citation) -> bool:
    """Return whether other citations of this form have their ends in their labels."""
    return any(
        one.syntax is citation.syntax
        and one.end_span is not None
        and one.label_span is not None
        and one.label_span.start <= one.end_span.start < one.label_span.end
        for one in note.citations
    )


def _dash(note: "Note", citation: Citation) -> str:
    """Return what separates start and end of such citations in this note."""
    for one in note.citations:
        if one.syntax is citation.syntax and one.end_span is not None:
            lead = with_lead(note.data, one.end_span)
            dash = note.data[lead.start : one.end_span.start].decode("utf-8", "replace")
            if dash.strip() and dash.strip() not in ",&":
                return dash
    return "–" if citation.syntax.is_bare else "-"


def _new_ends(citation: Citation, ms: int, form: Form | None) -> Iterator[list[Edit]]:
    """Yield the ways to write a new end, best first."""
    for span, text in (*time_labels(citation), (citation.value, citation.written)):
        at = time_at(text)
        if at is not None:
            end = format_end_like(ms, text[slice(*at)], form)
            yield [Edit(span.start + len(text[: at[1]].encode()), b"", f"-{end}".encode())]


def _only_end(note: "Note", citation: Citation, edit: Edit) -> Edit:
    """Keep only the part of a value's or label's edit where its end is."""
    if edit.span == citation.end_span:
        return edit
    old = end_in(edit.old)
    new = end_in(edit.new)
    assert old is not None
    if new is None:
        return edit  # it will not read back
    start = edit.start + old.start
    return Edit(start, edit.old[old.start : old.end], edit.new[new.start : new.end])


def _tail(span: Span, text: str) -> Span | None:
    """Return what follows the first time of a value or label, up to the end of the range."""
    end, first = end_in(text.encode()), time_at(text)
    if end is None or first is None:
        return None
    start = len(text[: first[1]].encode())
    return Span(span.start + start, span.start + end.end) if start < end.end else None


def _reads(
    note: "Note",
    change: Change,
    index: int,
    start_ms: int | None,
    end_ms: int | None,
    duration_ms: int | None,
) -> bool:
    """Return whether a change gives citation `index` these times, and adds or loses no other."""
    after = note.with_data(change.apply(note.data))
    before = len(note.citations) - _ends(note, index)
    if len(after.citations) - _ends(after, index) != before:
        return False
    time = after.times(duration_ms)[index]
    if (
        time.ms != start_ms
        or after.citations[index].label_readings[:1] != (note.citations[index].label_readings[:1])
    ):
        return False
    if end_ms is None:
        return after.citations[index].end_span is None
    return _is_end(time.end_ms, end_ms, duration_ms)


def _ends(note: "Note", index: int) -> int:
    """Count the citations that end the range of `index`: one in a bracket, else none."""
    following = index + 1
    return following < len(note.citations) and note.citations[following].ends_range


def _is_end(found_ms: int | None, wanted_ms: int, duration_ms: int | None) -> bool:
    """Return whether the end that was read is the wanted one, but for fractions of a second."""
    wanted_ms = wanted_ms if duration_ms is None else min(wanted_ms, duration_ms)
    return found_ms is not None and 0 <= found_ms - wanted_ms < 1000
