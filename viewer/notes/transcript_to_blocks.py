"""Write a transcript into a note as paragraphs, each cited with its time. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from viewer.base.translation import tr
from viewer.notes.edit import Change, Edit, line_end
from viewer.notes.layout import lead_at_end, line_start
from viewer.notes.note import Note
from viewer.notes.own_form import OwnForm, Wish
from viewer.notes.retime import escaped, inline

# What would begin a list, a quote, a heading, a table or a fence at the start of a line.
_BLOCK = re.compile(r"([-+>#=~:|]|\d{1,9}(?=[.)]))")


def transcribe(
    note: Note,
    offset: int | None,
    said: Sequence[tuple[int, str]],
    duration_ms: int | None = None,
    heading: str = "",
    wish: Wish | None = None,
) -> Change | None:
    """Write `said`, pairs of ms and text, before the line of byte `offset`.

    None is the end of the note. `heading` is a line of its own before it. None if it would not be
    read as paragraphs there, as in code with an unclosed fence.
    """
    own = OwnForm(note, duration_ms, wish)
    paragraphs = [
        f"{inline(own, ms)} {escaped(' '.join(words.split()))}"
        if own.comes_first
        else f"{_line(words)} {inline(own, ms)}"
        for ms, words in said
        if words.strip()
    ]
    if not paragraphs:
        return None
    at = len(note.data) if offset is None else line_start(note.data, offset)
    end = line_end(note.data, at)
    text = (end + end).join(one.encode() for one in [*filter(None, [heading]), *paragraphs])
    if offset is None:
        ends = note.data.endswith((b"\n", b"\r")) or not note.data
        new = lead_at_end(note) + text + (end if ends else b"")
    else:
        before = note.data[:at].rstrip(b" \t")
        is_apart = not before.strip() or before.endswith((b"\n\n", b"\r\r", b"\n\r\n"))
        new = (b"" if is_apart else end) + text + end + end
    name = tr("Transcript") if len(paragraphs) > 1 else tr("Transcript paragraph")
    change = Change.of(name, [Edit(at, b"", new)])
    after = note.with_data(change.apply(note.data))
    is_read = len(after.citations) >= len(note.citations) + len(paragraphs)
    return change if is_read and len(after.blocks) > len(note.blocks) else None


def _line(words: str) -> str:
    text = escaped(" ".join(words.split()))
    begins = _BLOCK.match(text)
    if begins is None:
        return text
    at = begins.end() if begins[0].isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"
