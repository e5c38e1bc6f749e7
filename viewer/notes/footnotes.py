"""The footnotes of a note, numbered in reading order. Pure; any thread."""

from __future__ import annotations

from typing import NamedTuple

from viewer.notes.model import Span
from viewer.notes.note import Note


class Footnote(NamedTuple):
    """One definition, `[^label]: …`."""

    number: int  # from 1 on, by the first reference; behind these what nothing refers to
    span: Span


def footnotes(note: Note) -> dict[str, Footnote]:
    """Return the footnotes of a note by their labels."""
    if b"[^" not in note.data or b"]:" not in note.data:
        return {}
    referred: dict[str, None] = {}
    defined: dict[str, Span] = {}
    for event, start, end in note.events():
        if event.__class__ is str:
            continue
        if "FootnoteReference" in event:
            referred.setdefault(str(event["FootnoteReference"]))
        elif "Start" in event and event["Start"].__class__ is dict:
            ((name, label),) = event["Start"].items()
            if name == "FootnoteDefinition":
                defined.setdefault(str(label), Span(start, end))
    order = [label for label in (*referred, *defined) if label in defined]
    numbers = {label: number for number, label in enumerate(dict.fromkeys(order), 1)}
    return {label: Footnote(numbers[label], span) for label, span in defined.items()}
