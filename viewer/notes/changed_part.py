"""Which blocks of a note are to be shown anew after an edit, and which say what they said.

Of the others neither the bytes, nor what cites in them, nor where that leads has changed. Pure; any
thread.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from viewer.notes.edit import common_start
from viewer.notes.model import BlockKind, Citation, CitedTime, Span
from viewer.notes.money import mask
from viewer.notes.note import Note


class ChangedPart(NamedTuple):
    """The bytes of whole blocks before and after an edit, and the indexes of what cites in them."""

    before: Span
    after: Span
    cited_before: range
    cited_after: range


def changed_part(
    old: Note,
    was: Sequence[CitedTime],
    note: Note,
    times: Sequence[CitedTime],
    starts: Sequence[int],
) -> ChangedPart | None:
    """Return what changed from `old`, whose citations led to `was`, to `note`.

    It begins and ends where one of the blocks begins that begin at bytes `starts` of `old`, which
    are ascending and stand in no others, or it goes up to the end. None where that is not to be
    told: one block may say something of another, or nothing but the times changed.
    """
    if not (old.blocks_stand_alone and note.blocks_stand_alone):
        return None
    if (old.reads_html, old.videos, old.video_at) != (note.reads_html, note.videos, note.video_at):
        return None
    same = common_start(old.data, note.data)
    if same == len(old.data) == len(note.data):
        return None
    tail = common_start(old.data[same:][::-1], note.data[same:][::-1])
    moved = len(note.data) - len(old.data)
    # Not at a line that changed: that tells where what comes before it ends.
    at = bisect_right(starts, old.data.rfind(b"\n", 0, same)) - 1
    while at >= 0 and not _begins_in_both(old, note, starts[at], 0):
        at -= 1
    if at < 0:
        return None
    line_end = old.data.find(b"\n", len(old.data) - tail)
    to = bisect_right(starts, line_end) if line_end >= 0 else len(starts)
    while to < len(starts) and not _begins_in_both(old, note, starts[to], moved):
        to += 1
    end = starts[to] if to < len(starts) else len(old.data)
    before, after = Span(starts[at], end), Span(starts[at], end + moved)
    if old.reads_html:
        from viewer.notes.html_tags import closed_names  # needed by few notes

        # A tag that nobody knows is a word, unless it is closed anywhere.
        if closed_names(old.data[slice(*before)]) != closed_names(note.data[slice(*after)]):
            return None
    if (b"$" in old.data or b"$" in note.data) and not _is_masked_alike(old, note, before, after):
        return None
    cited_before, cited_after = _cited(old, before), _cited(note, after)
    part = ChangedPart(before, after, cited_before, cited_after)
    return part if _is_same_around(part, old, was, note, times) else None


def _begins_in_both(old: Note, note: Note, start: int, moved: int) -> bool:
    """Return whether a block begins at byte `start`, and so far behind it in `note`, in no other.

    Then what stands before it, or behind it, and is of the same bytes is of the same blocks.
    """
    kinds = []
    for one, at in ((old, start), (note, start + moved)):
        top = bisect_left(one.tops, at, key=lambda index: one.blocks[index].span.start)
        if top == len(one.tops) or not top or one.blocks[one.tops[top]].span.start != at:
            return False
        block, before = one.blocks[one.tops[top]], one.blocks[one.tops[top - 1]]
        if block.kind is before.kind is BlockKind.ITEM:
            return False  # it may be one list now, or two
        kinds.append(block.kind)
    return kinds[0] is kinds[1]


def _is_masked_alike(old: Note, note: Note, before: Span, after: Span) -> bool:
    """Return whether the same dollars are money around a part, and in it when it is read alone."""
    was, now = old.as_parsed(), note.as_parsed()
    start, end = after.start - note.body, after.end - note.body
    alone = mask(note.data[slice(*after)].decode())[0].encode()
    is_same = (
        was[: before.start - old.body] == now[:start] and was[before.end - old.body :] == now[end:]
    )
    return is_same and now[start:end] == alone


def _cited(note: Note, span: Span) -> range:
    """Return which citations begin in a span."""
    low, high = (
        bisect_left(note.citations, at, key=lambda citation: citation.span.start) for at in span
    )
    return range(low, high)


def _is_same_around(
    part: ChangedPart,
    old: Note,
    was: Sequence[CitedTime],
    note: Note,
    times: Sequence[CitedTime],
) -> bool:
    """Return whether before and behind a part both notes show the same."""
    before, after, cited_before, cited_after = part
    first, last, new_last = cited_before.start, cited_before.stop, cited_after.stop
    moved = after.end - before.end
    ends = [
        (old.citations[:first], before.start),
        (old.citations[first:last], before.end),
        (note.citations[first:new_last], after.end),
    ]
    players = [
        (
            [one for one in each.players if one[0] < span.start],
            [(at + by, video) for at, video in each.players if at >= span.end],
        )
        for each, span, by in ((old, before, moved), (note, after, 0))
    ]
    return (
        cited_after.start == first
        and old.citations[:first] == note.citations[:first]
        and len(old.citations) - last == len(note.citations) - new_last
        and not any(one.span.end > end for cited, end in ends for one in cited)
        and all(
            _shows(one, moved) == _shows(two, 0)
            for one, two in zip(old.citations[last:], note.citations[new_last:], strict=True)
        )
        and all(map(_leads_alike, was[:first], times[:first]))
        and all(map(_leads_alike, was[last:], times[new_last:]))
        and players[0] == players[1]
    )


def _shows(citation: Citation, moved: int) -> tuple[object, ...]:
    """Return what is shown of a citation, and the bytes it stands in when those are moved."""
    start, end = citation.span
    return (
        *(start + moved, end + moved, citation.value.start + moved),
        *(citation.written, citation.readings, citation.syntax),
        *(citation.ends_range, citation.video),
    )


def _leads_alike(one: CitedTime, two: CitedTime) -> bool:
    return one == two or one.leads_as(two)
