import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.notes.texts import ANCHOR, notes, texts
from viewer.notes.diff import difference, hunks, lines, pieces
from viewer.notes.merge import Merge, MergeChoice, MergeSide, merge, merge_copies

CHOICES = st.dictionaries(st.integers(0, 5), st.sampled_from(MergeChoice))


@st.composite
def three(draw: st.DrawFn) -> tuple[bytes, bytes, bytes]:
    """A text, and what two people made of it: lines replaced, inserted, deleted, reworded."""
    base = draw(notes())
    sides = []
    for _ in range(2):
        side = lines(base)
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(side)))
            stop = min(at + draw(st.integers(0, 2)), len(side))
            side[at:stop] = lines(draw(texts()).encode())
        sides.append(b"".join(side))
    return base, sides[0], sides[1]


def check(merged: Merge, base: bytes, ours: bytes, theirs: bytes) -> None:
    """All three texts are there, and each region is what its side says."""
    assert b"".join(region.base for region in merged.regions) == base
    assert merged.ours == ours
    assert merged.theirs == theirs
    for region in merged.regions:
        match region.side:
            case MergeSide.NOBODY:
                assert region.base == region.ours == region.theirs
            case MergeSide.OURS:
                assert region.base == region.theirs != region.ours
            case MergeSide.THEIRS:
                assert region.base == region.ours != region.theirs
            case MergeSide.BOTH:
                assert region.base != region.ours == region.theirs
            case MergeSide.CONFLICT:
                assert len({region.base, region.ours, region.theirs}) == 3


@given(three(), CHOICES)
@examples(2)
def test_every_change_is_kept_when_merged(
    texts: tuple[bytes, bytes, bytes], choices: dict[int, MergeChoice]
) -> None:
    base, ours, theirs = texts
    merged = merge(base, ours, theirs)
    check(merged, base, ours, theirs)
    text = merged.text(choices)
    # Each region's text is in the result, in order; a conflict's as it was chosen.
    at = number = 0
    for region in merged.regions:
        wanted = region.ours if region.side is not MergeSide.THEIRS else region.theirs
        if region.side is MergeSide.CONFLICT:
            wanted = region.text(choices.get(number, MergeChoice.OURS))
            number += 1
        assert text.startswith(wanted, at)
        at += len(wanted)
    assert at == len(text)
    mirrored = merge(base, theirs, ours)
    assert [region.base for region in mirrored.conflicts] == [
        region.base for region in merged.conflicts
    ]
    if not merged.conflicts:
        assert mirrored.text() == text


@given(notes(), notes())
@examples(2)
def test_one_side_wins_when_the_other_did_nothing(base: bytes, changed: bytes) -> None:
    for merged in (merge(base, changed, base), merge(base, base, changed)):
        assert not merged.conflicts
        assert merged.text() == changed
    merged = merge(base, changed, changed)
    assert not merged.conflicts
    assert merged.text() == changed


@given(three())
def test_nothing_is_lost_when_two_copies_are_merged(texts: tuple[bytes, bytes, bytes]) -> None:
    _, ours, theirs = texts
    merged = merge_copies(ours, theirs)
    assert merged.ours == ours
    assert merged.theirs == theirs
    both = merged.text(dict.fromkeys(range(len(merged.conflicts)), MergeChoice.BOTH))
    for line in lines(ours) + lines(theirs):
        assert line.rstrip(b"\r\n") in both


@given(notes(), notes())
@examples(3)
def test_difference_gives_the_new_text_when_applied(old: bytes, new: bytes) -> None:
    change = difference(old, new, "Diff")
    assert change.apply(old) == new
    assert b"".join(lines(old)) == old
    assert b"".join(pieces(old)) == old
    for hunk in hunks(pieces(old), pieces(new)):
        assert hunk.old_end > hunk.old_start or hunk.new_end > hunk.new_start


def test_difference_is_a_word_when_a_word_differs() -> None:
    old = b"a\r\nThe \xc3\xa9tude was good [1:02].\r\nb"
    change = difference(old, old.replace(b"good", b"great"), "x")
    assert [(edit.old, edit.new) for edit in change.edits] == [(b"ood", b"reat")]


def merged_text(base: str, ours: str, theirs: str) -> str | None:
    merged = merge(base.encode(), ours.encode(), theirs.encode())
    return None if merged.conflicts else merged.text().decode()


LINE = "The quick brown fox jumps over the lazy dog.\n"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"),
        # Neighbouring lines.
        ("a\nb\nc\n", "a\nB\nc\n", "a\nb\nC\nd\n", "a\nB\nC\nd\n"),
        # The same twice.
        ("a\nb\n", "a\nX\n", "a\nX\n", "a\nX\n"),
        # Different words of one line.
        (
            LINE,
            LINE.replace("brown", "red"),
            LINE.replace("lazy", "old"),
            "The quick red fox jumps over the old dog.\n",
        ),
        # The same word, words side by side.
        (LINE, LINE.replace("brown", "red"), LINE.replace("brown", "grey"), None),
        (LINE, LINE.replace("brown", "red"), LINE.replace("fox", "cat"), None),
        # Both add at one place.
        ("a\n", "a\nb\n", "a\nc\n", None),
        # One deletes what the other changed.
        ("a\nb\nc\n", "a\nc\n", "a\nB\nc\n", None),
        # Lines must not run together where the last one has no end.
        ("a\n", "a", "a\nb\n", None),
        ("a", "a\nb", "x\na", "x\na\nb"),
        ("", "a\n", "", "a\n"),
    ],
)
def test_merge_is_what_a_person_expects(
    base: str, ours: str, theirs: str, result: str | None
) -> None:
    assert merged_text(base, ours, theirs) == result


def test_time_is_one_thing_when_both_retime_it() -> None:
    """Half of the digits by each would be a time that neither wrote."""
    base = f"Text {ANCHOR} and more.\n".encode()
    ours = base.replace(b"01:02:03", b"00:48:45")
    theirs = base.replace(b"01:02:03", b"00:49:03")
    merged = merge(base, ours, theirs)
    (conflict,) = merged.conflicts
    assert conflict.ours.count(b"00:48:45") == 2
    assert merged.text({0: MergeChoice.THEIRS}) == theirs
    assert merged.discarded({0: MergeChoice.THEIRS}) == (ours,)
    assert merged.discarded({0: MergeChoice.BASE}) == (ours, theirs)
    assert merged.discarded({0: MergeChoice.BOTH}) == ()
    assert merged.text({0: MergeChoice.BOTH}) == ours + theirs


def test_copies_differ_in_conflicts_only_where_both_have_text() -> None:
    merged = merge_copies(b"a\nours\nb\nc\n", b"a\ntheirs\nb\nc\nmore\n")
    (conflict,) = merged.conflicts
    assert (conflict.ours, conflict.theirs) == (b"ours\n", b"theirs\n")
    assert merged.text({0: MergeChoice.BOTH}) == b"a\nours\ntheirs\nb\nc\nmore\n"


@pytest.mark.sample(2)
@pytest.mark.parametrize("kind", ["mixed", "blank lines", "nothing in common", "few words"])
def test_merge_is_quick_when_notes_have_20_000_lines(kind: str, rng: random.Random) -> None:
    if kind == "mixed":
        base = [b"- line %d\n" % at if at % 2 else b"\n" for at in range(20_000)]
    elif kind == "blank lines":
        base = [b"\n"] * 20_000
    else:
        base = [rng.choice([b"a\n", b"b\n", b"c\n"]) for _ in range(20_000)]
    sides = []
    for number in range(2):
        side = list(base)
        if kind == "nothing in common":
            side = [rng.choice([b"a\n", b"b\n", b"d%d\n" % number]) for _ in range(20_000)]
        for at in rng.sample(range(20_000), 400):
            side[at] = b"changed %d\n" % rng.randrange(10_000)
        sides.append(b"".join(side))
    start = time.process_time()
    merged = merge(b"".join(base), *sides)
    seconds = time.process_time() - start
    check(merged, b"".join(base), *sides)
    assert seconds < 3
