"""Notes of every form and shape, retimed, cited and undone: only those bytes change.

The notes of `shapes`, and all 84 real ones of `corpus/forms`, of these every citation with `--all`,
else every fifteenth, and the first of each note.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import pytest

from tests.notes.places import places_of
from tests.notes.shapes import shapes
from viewer.notes.edit import Change
from viewer.notes.note import Note, Span
from viewer.notes.own_form import Wish
from viewer.notes.ranges import end_at, without_end
from viewer.notes.retime import cite, cite_place, retime
from viewer.notes.undo import UndoStack
from viewer.notes.videos import video_key

_COUNT = 84
_STEP = 15


@pytest.fixture(scope="module", params=["shapes", "real"])
def form_notes(request: pytest.FixtureRequest) -> list[Note]:
    if request.param == "shapes":
        return [Note.parse(shape.text.encode()) for shape in shapes()]
    corpus_dir: Path = request.getfixturevalue("corpus_dir")
    paths = sorted((corpus_dir / "forms").rglob("*.md"))
    if not paths:
        pytest.skip("the notes of other programs are not there: corpus/forms")
    assert len(paths) == _COUNT
    return [Note.parse(path.read_bytes()) for path in paths]


@pytest.fixture
def step(tests_all: bool, form_notes: list[Note]) -> int:
    """From one citation that is looked at to the next."""
    return 1 if tests_all or len(form_notes) != _COUNT else _STEP


def only_in(change: Change, places: Iterable[Span]) -> bool:
    """Say whether every edit lies in one of these places, or behind it."""
    return all(
        any(place.start <= edit.start and edit.end <= place.end for place in places)
        for edit in change.edits
    )


def undone(note: Note, change: Change) -> Note:
    """Make a change and undo it, which gives the bytes back; the note after the change."""
    return note.with_data(bytes_undone(note, change))


def bytes_undone(note: Note, change: Change) -> bytes:
    """Do as `undone`; return the bytes alone, for reading a note takes nearly all of the time."""
    stack = UndoStack(note.data)
    stack.do(change)
    after = stack.data
    assert stack.undo() is not None
    assert stack.data == note.data
    return after


def others(note: Note, without: Sequence[int]) -> list[tuple[int | None, int | None]]:
    return [(time.ms, time.end_ms) for at, time in enumerate(note.times(None)) if at not in without]


@pytest.mark.timeout(300)
def test_only_its_times_change_when_a_citation_is_retimed(
    form_notes: list[Note], step: int
) -> None:
    counts: Counter[str] = Counter()
    for note in form_notes:
        for index, citation in islice(enumerate(note.citations), 0, None, step):
            if citation.ends_range:
                continue  # it is the end of another
            time = note.times(None)[index]
            assert time.ms is not None
            new_ms = time.ms + 2_000  # so that the order stays, which tells plain times
            change = retime(note, citation, new_ms)
            assert change
            assert only_in(change, places_of(note, citation))
            after = undone(note, change)
            found = after.times(None)[index]
            assert found.ms is not None
            assert 0 <= new_ms - found.ms < 1_000
            assert after.citations[index].syntax == citation.syntax
            assert after.citations[index].video == citation.video
            assert others(after, [index]) == others(note, [index])
            label = after.citations[index].label_readings
            if not citation.syntax.is_marked:
                assert not label or abs(label[0].ms - new_ms) < 1_000
            counts[citation.syntax.id] += 1
    print(dict(counts), sum(counts.values()))
    assert sum(counts.values()) > (1_600 // step if len(form_notes) == _COUNT else 240)


@pytest.mark.timeout(300)
def test_only_the_end_changes_when_a_range_is_made_moved_and_taken_away(
    form_notes: list[Note], step: int
) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for note in form_notes:
        for index, citation in islice(enumerate(note.citations), 0, None, step):
            if citation.ends_range:
                continue
            time = note.times(None)[index]
            assert time.ms is not None
            end_ms = time.ms + 95_000
            made = end_at(note, index, end_ms)
            if not made:
                counts["none", citation.syntax.id] += 1
                continue
            counts["made", citation.syntax.id] += 1
            assert only_in(made, places_of(note, citation))
            ranged = undone(note, made)
            found = ranged.times(None)[index]
            assert found.ms == time.ms
            assert found.end_ms is not None
            assert 0 <= found.end_ms - end_ms < 1_000
            moved = undone(ranged, end_at(ranged, index, end_ms + 7_000))
            later_ms = moved.times(None)[index].end_ms
            assert later_ms is not None
            assert 0 <= later_ms - end_ms - 7_000 < 1_000
            bare = bytes_undone(moved, without_end(moved, index))
            if citation.end_span is None:
                assert (bare, time.end_ms) == (note.data, None)
            else:
                assert note.with_data(bare).times(None)[index].end_ms is None
    print(dict(counts))


@pytest.mark.timeout(300)
def test_note_keeps_its_bytes_when_a_moment_is_cited(form_notes: list[Note], step: int) -> None:
    counts: Counter[str] = Counter()
    for note in form_notes:
        usual = Counter(one.syntax.id for one in note.citations).most_common(1)
        for claim in note.claims[::step]:
            if claim.stands_for_child:
                continue
            ms = max(note.times(None)[index].ms or 0 for index in claim.citations) + 1_000
            first = note.citations[claim.citations[0]]
            video = note.videos[first.video] if first.video is not None else note.video
            wish = Wish(video=video)
            at = cite_place(note, claim.span.end, None, wish)
            change = cite(note, at, ms, None, wish)
            after = undone(note, change)
            (edit,) = change.edits
            assert not edit.old
            assert len(after.citations) == len(note.citations) + 1
            spans = change.new_spans()[0]
            new = next(one for one in after.citations if one.span.start >= spans.start)
            found = after.times(None)[after.citations.index(new)].ms
            assert found is not None
            assert 0 <= ms - found < 1_000
            named = after.videos[new.video] if new.video is not None else after.video
            assert (named and video_key(named)) == (video and video_key(video))
            counts[
                "own form" if new.syntax.id == usual[0][0] else f"{usual[0][0]}: {new.syntax.id}"
            ] += 1
    print(dict(counts))
    if len(form_notes) != _COUNT:
        return
    assert sum(counts.values()) > 1_200 // step
    assert counts["own form"] > 0.95 * sum(counts.values())
