"""Insert the chapters of a video into its note as headings, each citing its start. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from viewer.base.translation import tr
from viewer.notes.edit import Change, Edit, line_end
from viewer.notes.layout import lead_at_end, line_start
from viewer.notes.model import BlockKind, CitedTime, Span
from viewer.notes.note import Note
from viewer.notes.own_form import OwnForm, Wish
from viewer.notes.retime import escaped, inline
from viewer.notes.videos import video_key

_NEAR_MS = 1_000  # a time that is written to the second is that of a chapter


class ChapterHeadings(NamedTuple):
    """The change to a note, and what it adds."""

    # None: they cannot be written there, as at the end of code whose fence is not closed.
    change: Change | None
    # How many headings it writes, and how many chapters have one already.
    written: int
    there: int
    # Whether each stands where its time belongs; else all stand at the end of the note.
    is_in_order: bool


def titled(chapters: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the chapters, (ms, title), in order, each with the text of its heading."""
    return [
        (ms, " ".join(title.split()) or f"Chapter {number + 1}")
        for number, (ms, title) in enumerate(sorted(chapters))
    ]


def chapter_headings(
    note: Note,
    times: Sequence[CitedTime],
    chapters: Sequence[tuple[int, str]],
    duration_ms: int | None = None,
    wish: Wish | None = None,
) -> ChapterHeadings:
    """Write a second-level heading for each chapter, (ms, title), that has none yet.

    If the times of the note's own video rise from block to block, each heading goes before the
    first block that cites a later moment, and before that block's headings; otherwise, and where
    nothing is cited, all go at the end. `times` says where the citations lead.
    """
    own = OwnForm(note, duration_ms, wish)
    own_times = {
        citation.span.start: time.ms
        for citation, time in zip(note.citations, times, strict=True)
        if time.ms is not None and video_key(note.video_of(citation)) == video_key(own.video)
    }
    there = _headings_there(note, own_times)
    wanted = titled(chapters)
    new = [(ms, title) for ms, title in wanted if not _has(there, ms, title)]
    places = _places(note, own_times, [ms for ms, _ in new])
    change = _change(note, own, new, places or [None] * len(new))
    is_read = _reads(note, change, [title for _, title in new])
    return ChapterHeadings(
        change if is_read else None, len(new), len(wanted) - len(new), places is not None
    )


def _headings_there(note: Note, own_times: dict[int, int]) -> list[tuple[str, list[int]]]:
    """Return the text of each heading and the times that it cites."""
    spans = [block.span for block in note.blocks if block.kind is BlockKind.HEADING]
    return [
        (text.casefold(), [ms for at, ms in own_times.items() if span.start <= at < span.end])
        for span, text in zip(spans, note.plain.each(spans), strict=True)
    ]


def _has(there: Sequence[tuple[str, list[int]]], ms: int, title: str) -> bool:
    """Return whether a chapter has its heading: one with its time, or its text without a time."""
    return any(
        any(abs(each - ms) < _NEAR_MS for each in cited) if cited else text == title.casefold()
        for text, cited in there
    )


def _places(
    note: Note, own_times: dict[int, int], starts: Sequence[int]
) -> list[int | None] | None:
    """Return the byte that each heading goes before, None being the end; None without an order."""
    blocks = [note.blocks[top] for top in note.tops]
    cited = [_first_ms(block.span, own_times) for block in blocks]
    known = [ms for ms in cited if ms is not None]
    if not known or known != sorted(known):
        return None
    places: list[int | None] = []
    for start in starts:
        at = next((n for n, ms in enumerate(cited) if ms is not None and ms >= start), len(blocks))
        if at == len(blocks):
            places.append(None)
            continue
        while at and cited[at - 1] is None and _is_section(note, blocks[at - 1].span):
            at -= 1
        places.append(line_start(note.data, blocks[at].span.start))
    return places


def _first_ms(span: Span, own_times: dict[int, int]) -> int | None:
    return min((ms for at, ms in own_times.items() if span.start <= at < span.end), default=None)


def _is_section(note: Note, span: Span) -> bool:
    """Return whether a block is a heading below the title of the note."""
    return note.data[span.start : span.end].lstrip().startswith(b"##")


def _change(
    note: Note, own: OwnForm, new: Sequence[tuple[int, str]], places: Sequence[int | None]
) -> Change:
    lines: dict[int | None, list[bytes]] = {}
    for (ms, title), place in zip(new, places, strict=True):
        parts = [escaped(title), inline(own, ms)]
        words = " ".join(reversed(parts) if own.comes_first else parts)
        lines.setdefault(place, []).append(f"## {words}".encode())
    edits = []
    for place, some in lines.items():
        at = len(note.data) if place is None else place
        end = line_end(note.data, at)
        text = (end + end).join(some)
        if place is None:
            has_end = note.data.endswith((b"\n", b"\r")) or not note.data
            edits.append(Edit(at, b"", lead_at_end(note) + text + (end if has_end else b"")))
        else:
            before = note.data[:at]
            is_apart = not before.strip() or before.endswith((end + end, b"---" + end))
            edits.append(Edit(at, b"", (b"" if is_apart else end) + text + end + end))
    return Change.of(tr("Add chapter as a heading|Add chapters as headings", "", len(new)), edits)


def _reads(note: Note, change: Change, titles: Sequence[str]) -> bool:
    """Return whether the headings are read as such, with their times, and nothing else changes."""
    after = note.with_data(change.apply(note.data))
    spans = [block.span for block in after.blocks if block.kind is BlockKind.HEADING]
    texts = {text.casefold() for text in after.plain.each(spans)}
    before = sum(block.kind is BlockKind.HEADING for block in note.blocks)
    return (
        len(spans) == before + len(titles)
        and len(after.citations) == len(note.citations) + len(titles)
        and all(title.casefold() in texts for title in titles)
    )
