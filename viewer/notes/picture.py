"""Changes that show a picture of the video in a note, and cite the moment beside it."""

from __future__ import annotations

from viewer.notes.edit import Change
from viewer.notes.note import Note
from viewer.notes.rearrange import insert_below
from viewer.notes.retime import cited_behind, written
from viewer.notes.timecode import format_exact


def picture_at(
    note: Note, offset: int, markup: str, ms: int, duration_ms: int | None = None
) -> Change:
    """Show a picture behind byte `offset`, in the same block; `markup` is what shows it."""
    return Change.of(_name(ms), [cited_behind(note, offset, markup, ms, duration_ms)])


def picture_below(
    note: Note, offset: int, markup: str, ms: int, duration_ms: int | None = None
) -> Change | None:
    """Show a picture below the block at byte `offset`: below a list item as an item.

    None where nothing can be written there.
    """
    change = insert_below(note, offset, f"{markup} {written(note, ms, duration_ms)}")
    return Change.of(_name(ms), change.edits) if change is not None else None


def _name(ms: int) -> str:
    return f"Frame {format_exact(ms)}"
