"""Find a search hit again in a note that may have changed since.

The index may lag behind the file for a moment, and a note that is being edited is ahead of both.
The hit is located by its text and time, nearest to where it was; another claim that happens to be
in its place is never mistaken for it.
"""

from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from viewer.notes.note import Note, Span
from viewer.vault.index import Hit
from viewer.vault.passages import IndexedPassage, PassageKind, passages_of

# Similarity, out of 100, of two wordings of one passage: a word changed, not the sense.
_ALIKE = 88.0


class Located(NamedTuple):
    """A passage of a note: its bytes, and the index of its claim, or -1."""

    span: Span
    claim: int


def locate(note: Note, hit: Hit) -> Located | None:
    """Find the hit in the note as it is now; None if it is gone.

    Takes milliseconds if the note changed: all of it is read as the index reads it.
    """
    if hit.kind is PassageKind.TITLE:
        return Located(Span(0, 0), -1)
    span = Span(hit.start, hit.end)
    if hit.kind is PassageKind.CLAIM:
        claims = note.claims
        same = 0 <= hit.claim < len(claims) and claims[hit.claim].span == span
        if same and hit.text.startswith(note.plain.of(span)):  # of a very long one the beginning
            return Located(span, hit.claim)
    passages = [each for each in passages_of(note) if each.kind is hit.kind]
    equal = [each for each in passages if each.text == hit.text]
    if equal:
        # Of identical passages the time decides; text added before shifts them all.
        return _located(min(equal, key=lambda p: (p.ms != hit.ms, abs(p.start - hit.start))))
    alike = [(ratio(each.text, hit.text, score_cutoff=_ALIKE), each) for each in passages]
    best = max(
        ((score, -abs(each.start - hit.start), each) for score, each in alike if score),
        default=None,
    )
    return _located(best[2]) if best is not None else None


def _located(passage: IndexedPassage) -> Located:
    return Located(Span(passage.start, passage.end), passage.claim)
