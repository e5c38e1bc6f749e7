"""Set, change and remove a citation's region, the part of the picture it points at.

A claim with several regions has a timestamp for each. What would be written is read again first:
all times, ends, videos and other regions of the note stay what they are. Pure; any thread.
"""

from collections import Counter
from collections.abc import Container
from typing import NamedTuple

from viewer.base.translation import tr
from viewer.notes.edit import Change, Edit
from viewer.notes.forms.every import ANCHOR, form_named
from viewer.notes.forms.form import Wanted
from viewer.notes.model import Claim
from viewer.notes.note import Note, Span
from viewer.notes.region import Region, region_of, region_spans
from viewer.notes.videos import video_key


class Told(NamedTuple):
    """What a citation says; a change of another citation must not change it."""

    ms: int | None
    end_ms: int | None
    region: str  # as it is written
    video: str  # its key


def told_by(note: Note, index: int) -> Told:
    """Return what citation `index` says."""
    citation, time = note.citations[index], note.times(None)[index]
    region = region_of(note.data, citation)
    written = region.written if region is not None else ""
    return Told(time.ms, time.end_ms, written, video_key(note.video_of(citation)))


def all_told(note: Note, but: Container[int] = ()) -> Counter[Told]:
    """Count what citations say, without ends of ranges and the citations `but`."""
    numbers = (at for at, one in enumerate(note.citations) if not one.ends_range)
    return Counter(told_by(note, at) for at in numbers if at not in but)


def regions_of(note: Note, claim: Claim) -> dict[int, Region]:
    """Return the regions of a claim by citation index, in the order of the note."""
    found = ((at, region_of(note.data, note.citations[at])) for at in claim.citations)
    return {at: region for at, region in found if region is not None}


def set_region(note: Note, index: int, region: Region | None) -> Change | None:
    """Set or replace the region of citation `index`; None removes it.

    A timestamp whose form cannot hold one is rewritten as an anchor. None if that is not possible,
    as for one of several times in a bracket.
    """
    citation, told = note.citations[index], told_by(note, index)
    if citation.syntax.holds_region:
        spans = region_spans(note.data, citation, region)
    elif region is None or told.ms is None:
        return None
    else:
        markup = ANCHOR.write(Wanted(told.ms, told.end_ms, None, region))
        spans = [(citation.span, markup.encode())]
    wanted = all_told(note)
    wanted[told] -= 1
    wanted[told._replace(region=region.written if region is not None else "")] += 1
    return _change(note, spans, wanted, region)


def add_region(note: Note, index: int, region: Region) -> Change | None:
    """Add a timestamp with a region after citation `index`, with the same time and claim.

    None if it would not be read as that.
    """
    citation, told = note.citations[index], told_by(note, index)
    if told.ms is None:
        return None
    new = Wanted(told.ms, None, note.video_of(citation), region)
    form = form_named(citation.syntax.id)
    if form.why_not(new):
        form = ANCHOR
    at = citation.span.end
    wanted = all_told(note)
    wanted[told._replace(end_ms=None, region=region.written)] += 1
    return _change(note, [(Span(at, at), f" {form.write(new)}".encode())], wanted, region)


def _change(
    note: Note, spans: list[tuple[Span, bytes]], wanted: Counter[Told], region: Region | None
) -> Change | None:
    """Return the change if the note says what is wanted after it."""
    edits = [Edit(span.start, note.data[slice(*span)], new) for span, new in spans]
    change = Change.of(tr("Remove mark") if region is None else tr("Mark in frame"), edits)
    after = note.with_data(change.apply(note.data))
    return change if all_told(after) == +wanted else None
