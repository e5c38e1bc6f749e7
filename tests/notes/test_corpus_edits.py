"""The 10,259 real notes or a sample of them, edited: only the bytes meant change, and undo gives
them back."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notes.places import places_of, seconds
from viewer.notes.edit import Change, Edit
from viewer.notes.note import BlockKind, Note, Span
from viewer.notes.rearrange import delete_block, insert_bullet, move, nest, text_span, unnest
from viewer.notes.retime import citable, cite, retime
from viewer.notes.undo import UndoStack
from viewer.ui.editing.source_text import SourceText


def test_others_mean_what_they_meant_when_one_is_retimed_and_undone(
    corpus_notes: list[Path], tests_all: bool, rng: random.Random
) -> None:
    counts: Counter[str] = Counter()
    paths = rng.sample(corpus_notes, 1_000 if tests_all else 50)
    for path in paths:
        data = path.read_bytes()
        note = Note.parse(data)
        if not note.citations:
            counts["without citations"] += 1
            continue
        citation = rng.choice(note.citations)
        ms = rng.randrange(4 * 3600) * 1000
        stack = UndoStack(data)
        change = stack.do(retime(note, citation, ms))
        after = stack.data
        # It may have told how others are to be read: those are written so that they still are.
        places = [place for one in note.citations for place in places_of(note, one)]
        assert all(any(within(edit, place) for place in places) for edit in change.edits), path
        counts["others, too"] += not all(within(edit, citation.span) for edit in change.edits)
        index = note.citations.index(citation)
        old, new = seconds(note), seconds(Note.parse(after))
        pair = [at for at, one in enumerate(note.citations) if one.span == citation.span]
        for at in pair if len(pair) > 1 else [index]:
            old[at] = new[at] = (0, 0)
        assert old == new, path
        counts["changed"] += after != data
        assert stack.undo() is not None or not change
        assert stack.data == data, path
        counts["undone"] += 1
    print(dict(counts))
    assert counts["others, too"] < 0.03 * len(paths) + 4
    # A random time is now and then the one that was there.
    assert counts["changed"] >= 0.98 * counts["undone"]


def within(edit: Edit, place: Span) -> bool:
    return place.start <= edit.start and edit.end <= place.end


def edits_of(note: Note, rng: random.Random) -> Iterator[tuple[str, Change | None, Span]]:
    """One change of each kind at a random place, and the bytes outside which nothing may differ."""
    size = len(note.data)
    whole = Span(note.front.span.end if note.front is not None else 0, size)
    citation = rng.choice(note.citations)
    cited = Span(note.citations[0].span.start, note.citations[-1].span.end)
    # In a block of code nothing new is cited; its own anchors are retimed.
    claims = [c for c in note.claims if note.blocks[c.block].kind is not BlockKind.CODE]
    claim = rng.choice(claims or note.claims)
    block = rng.randrange(len(note.blocks))
    yield "retime", retime(note, citation, rng.randrange(10**7)), cited
    at = citable(note, claim.span.end)
    yield "cite", cite(note, at, rng.randrange(10**7)), Span(at, at)
    words = note.text(claim.span)
    edits = _typed(note.data, claim.span, words.replace("the", "that", 1) + " So.")
    yield "reword", Change.of("Reword", edits), claim.span
    place = text_span(note, block)
    yield "insert", insert_bullet(note, place.start, "A new claim"), whole
    yield "delete block", delete_block(note, block), whole
    yield "move up", move(note, block, down=False), whole
    yield "move down", move(note, block, down=True), whole
    yield "nest", nest(note, block), whole
    yield "unnest", unnest(note, block), whole


def _typed(data: bytes, span: Span, words: str) -> list[Edit]:
    """Put other words into a span, as the editor of a block does."""
    text = SourceText(data[span.start : span.end])
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    edits = text.take(0, 0, text.count - 1, 0, words)
    return [Edit(span.start + one.start, one.old, one.new) for one in edits]


def _words(data: bytes) -> Counter[bytes]:
    """Count the words and the marks of quotes, between which there need be no space."""
    return Counter(data.replace(b">", b" > ").split())


@pytest.mark.all_only
def test_only_the_span_differs_when_many_notes_are_edited(
    corpus_notes: list[Path], tests_all: bool, rng: random.Random
) -> None:
    paths = rng.sample(corpus_notes, 600 if tests_all else 60)
    made: Counter[str] = Counter()
    for path in paths:
        data = path.read_bytes()
        note = Note.parse(data)
        if not note.citations or not note.blocks:
            continue
        words = _words(data)
        for kind, change, span in edits_of(note, rng):
            if change is None:
                continue
            made[kind] += 1
            result = change.apply(data)
            # A random time can be the one that was there.
            assert result != data or kind == "retime", (path, kind)
            assert result[: span.start] == data[: span.start], (path, kind)
            tail = len(data) - span.end
            if kind != "insert" and not kind.startswith("move"):
                assert result[len(result) - tail :] == data[span.end :], (path, kind)
            assert change.invert().apply(result) == data, (path, kind)
            if len(result) > (note.front.span.end if note.front is not None else 0):
                assert result.endswith(b"\n") == data.endswith(b"\n"), (path, kind)
            assert result.count(b"\r") == data.count(b"\r") or kind.startswith("delete")
            if kind.startswith("move"):
                assert _words(result) == words, (path, kind)
            if kind in ("retime", "cite"):
                found = len(Note.parse(result).citations)
                assert found == len(note.citations) + (kind == "cite"), (path, kind)
    print(dict(made))
    assert made["retime"] == made["cite"] == made["reword"] == made["insert"]
    # Half of the shares of a thousand: room for the luck of the draw.
    for kind, share in (("retime", 0.9), ("delete block", 0.7), ("move down", 0.3), ("nest", 0.03)):
        assert made[kind] > share * len(paths), (kind, made)
