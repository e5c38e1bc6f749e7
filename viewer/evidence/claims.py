"""What each citation of a note stands for: the claim in plain words, and what it asserts."""

from __future__ import annotations

import re
from bisect import bisect_right

from viewer.evidence.align import Statement
from viewer.evidence.order import Relation
from viewer.notes.model import BlockKind, Claim, Side
from viewer.notes.note import Note

# What ends a sentence, and the space behind it.
_SENTENCE = re.compile(r"(?<=[.!?…])[)\"'”’»]*\s+|(?<=[。！？｡])[」』”’）]*")


def asserted_in(text: str, side: Side = Side.BEFORE) -> str:
    """Return what a claim asserts: its last sentence, or its first where its text follows."""
    parts = _SENTENCE.split(text)
    return next((part for part in (reversed(parts) if side is Side.BEFORE else parts) if part), "")


def statements(note: Note) -> list[Statement]:
    """Return what each citation of a note stands for, in order."""
    result = [Statement("", "")] * len(note.citations)
    claims = [claim for claim in note.claims if not claim.stands_for_child]
    headings = [block.span.start for block in note.blocks if block.kind is BlockKind.HEADING]
    before: Claim | None = None
    for claim, text in zip(claims, note.plain_each([c.span for c in claims]), strict=True):
        relation = Relation.SAME
        if before is not None and before.block != claim.block:
            sections = {bisect_right(headings, one.span.start) for one in (before, claim)}
            relation = Relation.SECTION if len(sections) > 1 else Relation.BLOCK
        asserted = asserted_in(text, claim.side)
        for index in claim.citations:
            if note.citations[index].ends_range or note.citations[index].video is not None:
                # Nothing is claimed to be said where a range ends, nor of another video here.
                result[index] = Statement("", "", Relation.RUN)
            else:
                result[index] = Statement(text, asserted, relation)
            relation = Relation.RUN
        before = claim
    return result
