"""Show a picture of the video in a note, and cite the moment beside it."""

from __future__ import annotations

from viewer.base.translation import tr
from viewer.notes.edit import Change
from viewer.notes.note import Note
from viewer.notes.own_form import OwnForm, Wish
from viewer.notes.rearrange import insert_below
from viewer.notes.retime import cited_behind, inline
from viewer.notes.timecode import format_exact


def picture_at(
    note: Note,
    offset: int,
    markup: str,
    ms: int,
    duration_ms: int | None = None,
    wish: Wish | None = None,
) -> Change:
    """Show a picture after byte `offset`, in the same block; `markup` is what shows it.

    If the cursor is before the times of the claim there, after them: they are not of the picture,
    which has its own.
    """
    offset = _behind_times(note, offset)
    own = OwnForm(note, duration_ms, wish)
    return Change.of(_name(ms), [cited_behind(note, offset, markup, ms, own)])


def picture_below(
    note: Note,
    offset: int,
    markup: str,
    ms: int,
    duration_ms: int | None = None,
    wish: Wish | None = None,
) -> Change | None:
    """Show a picture below the block at byte `offset`; below a list item as an item.

    None if nothing can be written there.
    """
    own = OwnForm(note, duration_ms, wish)
    change = insert_below(note, offset, f"{markup} {inline(own, ms)}")
    return Change.of(_name(ms), change.edits) if change is not None else None


def _behind_times(note: Note, offset: int) -> int:
    """Return where the citations end that follow byte `offset` without text between."""
    claim = note.claim_at(offset)
    spans = [note.citations[index].span for index in claim.citations] if claim is not None else []
    coming = [span for span in spans if span.start >= offset]
    if coming and not note.data[offset : coming[0].start].strip():
        return coming[-1].end
    return offset


def _name(ms: int) -> str:
    return tr("Frame {0}", "a picture of the video at a time").format(format_exact(ms))
