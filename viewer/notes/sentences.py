"""Find the sentence at a place of a note, and where it can be cited."""

import re

from viewer.notes.layout import own_span
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.notes.rearrange import block_at

# Where a sentence ends: its stop and what closes behind it. A row of stops is looked at once. No
# space is behind the stops of Chinese and Japanese.
_END = re.compile(
    rb"(?<![.!?])(?<!\xe2\x80\xa6)(?<!\xe3\x80\x82)(?<!\xef\xbc[\x81\x9f])"
    rb"(?>(?:[.!?]|\xe2\x80\xa6|\xe3\x80\x82|\xef\xbc[\x81\x9f])+)"
    rb"(?>(?:[\"')*_]|\xe2\x80[\x99\x9d]|\xc2\xbb)*)(?=\s|\Z)"
    rb"|(?>(?:\xe3\x80\x82|\xef\xbc[\x81\x9f])+)"
    rb"(?>(?:[*_]|\xe2\x80[\x99\x9d]|\xe3\x80[\x8d\x8f]|\xef\xbc\x89)*)"
)
_HEADING = re.compile(rb"[ \t]*#{1,6}[ \t]+")
_STOPS = ".!?,;:\u2026\u3002\uff01\uff1f \t\n\r\f\v"


def sentence_at(note: Note, offset: int) -> Span | None:
    """Return the sentence of a block's own text at byte `offset` without its stop, or None."""
    block = block_at(note, offset)
    if block is None:
        return None
    span = own_span(note, block)
    at = min(max(offset, span.start), span.end)
    heading = _HEADING.match(note.data, span.start, span.end)
    start, end = heading.end() if heading is not None else span.start, span.end
    marked_up = [one.span for one in note.citations] + [one.span for one in note.links]
    for found in _END.finditer(note.data, span.start, span.end):
        if any(span.holds(found.start()) for span in marked_up):
            continue
        if found.end() <= at and found.end() < span.end:
            start = found.end()
        elif found.end() > at or found.end() == span.end:
            end = found.end()
            break
    return without_stop(note, Span(start, end))


def without_stop(note: Note, span: Span) -> Span | None:
    """Leave out the white space around some text, and the full stop; None if nothing is left."""
    text = note.data[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    kept = text.decode("utf-8", "surrogateescape").rstrip(_STOPS)
    end = span.start + len(kept.encode("utf-8", "surrogateescape"))
    return Span(start, end) if end > start else None
