"""A part that is read again gives the very note that reading the whole gives."""

import os
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.notes.texts import ANCHOR, FRAGMENTS, LINE_ENDS
from viewer.notes.edit import Change, Edit
from viewer.notes.front import BOM
from viewer.notes.note import Note
from viewer.notes.reparse import Edited, edited, patch_of

_MORE = [
    "- a point about it " + ANCHOR + ".",
    "- another one [0:07], and more",
    "  - a point below it [1:02]",
    "3. numbered [1:02:03]",
    "words of a paragraph " + ANCHOR + " and more of them",
    "## A heading",
    "> [!note] called out",
    "> quoted [1:02]",
    "```",
    "| a | b |",
    "|---|---|",
    "<div>",
    "<!--",
    "-->",
    '<a class="yt-timestamp" data-t="00:07">',
    "</a>",
    "***",
    "===",
    "[x]: /url",
    "\ufeff",
    "",
    "",
    "",
]


def lines() -> st.SearchStrategy[str]:
    """Whole lines, most of them blocks of their own."""
    fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join)
    return st.one_of(st.sampled_from(_MORE), st.sampled_from(_MORE), fragments)


def long_notes() -> st.SearchStrategy[bytes]:
    """Notes long enough that a part of them can be read by itself."""
    front = st.sampled_from(["", "---\ntitle: x\n---\n\n"])
    end = st.sampled_from(["\n", "\n", *LINE_ENDS])
    text = st.tuples(st.lists(lines(), min_size=4, max_size=24), end)
    body = text.map(lambda parts: parts[1].join(parts[0]))
    return st.tuples(front, body).map(lambda parts: (parts[0] + parts[1]).encode())


def edits_of(data: bytes) -> st.SearchStrategy[Edit]:
    """Put some of a line, or whole lines, in the place of any stretch of the text."""
    text = data.decode()
    place = st.integers(0, len(text))
    length = st.one_of(st.just(0), st.integers(0, 6), st.integers(0, 60))
    new = st.one_of(st.just(""), lines(), st.lists(lines(), max_size=3).map("\n".join))

    def made(parts: tuple[int, int, str]) -> Edit:
        at, count, words = parts
        start = len(text[:at].encode())
        return Edit(start, text[at : at + count].encode(), words.encode())

    return st.tuples(place, length, new).map(made)


def check_equal(made: Note, whole: Note) -> None:
    """All that is known of two notes is the same."""
    assert made.data == whole.data
    assert made.blocks == whole.blocks
    assert list(made.tops) == list(whole.tops)
    assert made.citations == whole.citations
    assert made.claims == whole.claims
    assert made.links == whole.links
    assert made.problems == whole.problems
    assert (made.front, made.video, made.body, made.title) == (
        whole.front,
        whole.video,
        whole.body,
        whole.title,
    )
    for duration_ms in (None, 3_700_000, 5_000):
        assert made.times(duration_ms) == whole.times(duration_ms)
        assert made.is_shifted(duration_ms) == whole.is_shifted(duration_ms)
    for claim in whole.claims:
        assert made.plain(claim.span) == whole.plain(claim.span)
        assert made.claim_at(claim.reach.start) == claim
    assert list(made.events()) == list(whole.events())


@settings(max_examples=int(os.environ.get("REPARSE_EXAMPLES", "300")), deadline=None)
@given(st.data())
def test_part_is_read_again_when_edits_follow_each_other(data: st.DataObject) -> None:
    note = Note.parse(data.draw(long_notes()))
    for duration_ms in (None, 3_700_000, 5_000):
        note.times(duration_ms)
    for _ in range(data.draw(st.integers(1, 4))):
        edit = data.draw(edits_of(note.data))
        patch = patch_of(note, edit)
        whole = Note.parse(edit.apply(note.data))
        if patch is None:
            note = whole
            continue
        check_equal(patch.after, whole)
        note = patch.after


def _edited(note: Note, *edits: Edit) -> Edited:
    change = Change("", edits)
    return edited(note, change, change.apply(note.data))


def test_few_blocks_are_read_again_when_a_long_note_is_edited() -> None:
    text = "".join(f"- point {n} {ANCHOR}.\n" for n in range(600)).encode()
    note = Note.parse(b"# Title\n\n" + text)
    at = note.claims[300].span.start
    made = _edited(note, Edit(at, b"p", b"one more p"))
    assert len(made.patches) == 1
    assert len(made.patches[0].part.new_blocks) == 2
    check_equal(made.note, Note.parse(made.note.data))


@pytest.mark.parametrize(
    "new",
    [b"\n[x]: /url\n", b"\n```\n", b"\n<!--\n", b"\n\n"],
    ids=["definition", "fence", "comment", "loose list"],
)
def test_whole_note_is_read_when_an_edit_reaches_below(new: bytes) -> None:
    text = "".join(f"- point {n} {ANCHOR}.\n" for n in range(600)).encode()
    note = Note.parse(text)
    at = note.blocks[note.tops[300]].span.start
    made = _edited(note, Edit(at, b"", new))
    assert made.patches == ()
    check_equal(made.note, Note.parse(made.note.data))


@pytest.mark.parametrize("old", [b"", b"- "])
def test_whole_note_is_read_when_an_edit_puts_a_byte_order_mark_at_the_start(old: bytes) -> None:
    text = "".join(f"- point {n} {ANCHOR}.\n" for n in range(600)).encode()
    made = _edited(Note.parse(text), Edit(0, old, BOM))
    assert made.patches == ()
    check_equal(made.note, Note.parse(made.note.data))


def test_edits_of_one_change_are_all_made_when_they_touch() -> None:
    text = "".join(f"- point {n} {ANCHOR}.\n" for n in range(600)).encode()
    note = Note.parse(text)
    at = note.claims[10].span.start
    below = note.claims[500].span.start
    edits = (Edit(at, b"", b"a"), Edit(at, b"p", b"b"), Edit(below, b"", b"c"))
    made = _edited(note, *edits)
    assert len(made.patches) == 2  # those that touch are one
    check_equal(made.note, Note.parse(Change("", edits).apply(text)))


def test_bytes_count_when_the_change_does_not_lead_to_them() -> None:
    text = "".join(f"- point {n} {ANCHOR}.\n" for n in range(600)).encode()
    note = Note.parse(text)
    for edit in (Edit(0, b"x", b"y"), Edit(2, b"p", b"P")):
        made = edited(note, Change("", (edit,)), text + b"- last\n")
        assert made.patches == ()
        check_equal(made.note, Note.parse(text + b"- last\n"))


def test_real_notes_come_out_the_same_when_edited_at_random(corpus_vault: Path) -> None:
    chance = random.Random(7)
    files = chance.sample(sorted(corpus_vault.rglob("*.md")), 300)
    patched = 0
    for file in files:
        note = Note.parse(file.read_bytes())
        for _ in range(4):
            if not note.is_utf8 or not note.data:
                break
            text = note.data.decode()
            at = chance.randrange(len(text))
            old = text[at : at + chance.choice([0, 0, 1, 5, 40, 200])]
            new = chance.choice(["", "x", "\n", "\n\n", "- ", " [1:02]", "# ", "\n- one\n", "**"])
            edit = Edit(len(text[:at].encode()), old.encode(), new.encode())
            patch = patch_of(note, edit)
            whole = Note.parse(edit.apply(note.data))
            if patch is not None:
                patched += 1
                check_equal(patch.after, whole)
                whole = patch.after
            note = whole
    assert patched > 300
