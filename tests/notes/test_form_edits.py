"""Notes of every form and shape, retimed, given ends, cited, shifted and undone.

Only those bytes change, and all else is read as before. Of the real notes of other programs every
fifth citation with `--all`, else every fifteenth of some, and the first of each note.
"""

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

import pytest

from tests.notes.form_notes import SHORT, WATCH, data_of
from viewer.notes.edit import Change
from viewer.notes.forms.every import PLAIN
from viewer.notes.note import Citation, CitedTime, Note, Span
from viewer.notes.own_form import Wish
from viewer.notes.places import missing_query, time_places
from viewer.notes.ranges import end_at, set_range, without_end
from viewer.notes.retime import cite, cite_place, retime, shift_times
from viewer.notes.undo import UndoStack
from viewer.notes.videos import video_key

_MANY = 40  # citations of a note of which some are looked at
_LATER_MS = 3_725_000  # with an hour
_LITTLE, _MUCH = (7_000, 15_000, -15_000), (3_900_000, -3_900_000)


@pytest.fixture
def step(tests_all: bool, form_notes: list[Note]) -> int:
    is_long = any(len(note.citations) > _MANY for note in form_notes)
    return 1 if not is_long else 5 if tests_all else 15


def only_in(change: Change, places: Iterable[Span]) -> bool:
    """Return whether every edit lies in one of these places, or behind it."""
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


def test_only_its_times_change_when_a_citation_is_retimed(
    form_notes: list[Note], step: int, request: pytest.FixtureRequest
) -> None:
    counts: Counter[str] = Counter()
    is_made_up = "made up" in request.node.name
    for note in form_notes:
        for index, citation in islice(enumerate(note.citations), 0, None, step):
            if citation.ends_range and not is_made_up:
                continue  # it is the end of another
            time = note.times(None)[index]
            # So that the order stays, which tells plain times; and one that is written longer.
            stays = citation.syntax is not PLAIN or index == len(note.citations) - 1
            for new_ms in (time.ms + 2_000, *([_LATER_MS] if is_made_up and stays else [])):
                change = retime(note, citation, new_ms)
                assert change
                assert only_in(change, places_of(note, citation))
                after = undone(note, change)
                found = after.times(None)[index]
                assert 0 <= new_ms - found.ms < 1_000
                assert after.citations[index].syntax == citation.syntax
                assert after.citations[index].video == citation.video
                assert others(after, [index]) == others(note, [index])
                label = after.citations[index].label_readings
                if not citation.syntax.is_marked:
                    assert not label or abs(label[0].ms - new_ms) < 1_000
            counts[citation.syntax.id] += 1
    print(dict(counts))
    assert counts


def test_only_the_end_changes_when_a_range_is_made_moved_and_taken_away(
    form_notes: list[Note], step: int
) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    for note in form_notes:
        for index, citation in islice(enumerate(note.citations), 0, None, step):
            if citation.ends_range:
                continue
            time = note.times(None)[index]
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
            assert 0 <= found.end_ms - end_ms < 1_000
            moved = undone(ranged, end_at(ranged, index, end_ms + 7_000))
            later_ms = moved.times(None)[index].end_ms
            assert 0 <= later_ms - end_ms - 7_000 < 1_000
            bare = bytes_undone(moved, without_end(moved, index))
            if citation.end_span is None:
                assert (bare, time.end_ms) == (note.data, None)
            else:
                assert note.with_data(bare).times(None)[index].end_ms is None
    print(dict(counts))
    assert sum(counts[key] for key in counts if key[0] == "made") > 20


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
            assert 0 <= ms - found < 1_000
            named = after.videos[new.video] if new.video is not None else after.video
            assert (named and video_key(named)) == (video and video_key(video))
            counts[
                "own form" if new.syntax.id == usual[0][0] else f"{usual[0][0]}: {new.syntax.id}"
            ] += 1
    print(dict(counts))
    assert counts["own form"] > 0.5 * sum(counts.values())


def shifted(note: Note, delta_ms: int, duration_ms: int | None) -> bool:
    """Move all times, and hold what is read then; return whether the bytes came back after."""
    chosen = [citation for citation in note.citations if citation.video is None]
    change = shift_times(note, chosen, delta_ms, duration_ms)
    assert only_in(change, [place for one in chosen for place in places_of(note, one)])
    after = undone(note, change) if change else note
    by = delta_ms // 1000
    is_back, moves = True, False
    expected = []
    for citation, (at, end) in zip(note.citations, seconds(note, duration_ms), strict=True):
        moves = at + by >= 0 and (moves or not citation.ends_range)
        is_back = is_back and (moves or citation.video is not None or at < 0)
        is_moved = moves and at >= 0 and citation.video is None
        expected.append((at + by * is_moved, end + by * (is_moved and end >= 0)))
    found = seconds(after, duration_ms)
    assert [at for at, _ in found] == [at for at, _ in expected]
    for (_, end), (_, wanted) in zip(found, expected, strict=True):
        is_past = duration_ms is not None and wanted * 1000 > duration_ms
        assert is_past or wanted < 0 or end == wanted
    again = [citation for citation in after.citations if citation.video is None]
    back = shift_times(after, again, -delta_ms, duration_ms)
    return not is_back or back.apply(after.data) == note.data


def all_shifted(notes: Iterable[Note], rng: random.Random) -> Counter[str]:
    """Move the times of notes by some amounts; with the length of the video, and without."""
    counts: Counter[str] = Counter()
    for note in notes:
        last_ms = max((read_ms(one) or 0 for one in note.times(None)), default=0)
        # As long as nobody knows the length the note alone says how it is read.
        known, little, much = (rng.choice(some) for some in (_LITTLE + _MUCH, _LITTLE, _MUCH))
        for delta_ms, duration_ms in ((known, last_ms + 4_200_000), (little, None), (much, None)):
            try:
                is_back = shifted(note, delta_ms, duration_ms)
            except AssertionError as error:
                error.add_note(f"{note.data[:200]!r}, {delta_ms} of {duration_ms} ms")
                raise
            counts["little" if delta_ms in _LITTLE else "much"] += 1
            counts["little, not back" if delta_ms in _LITTLE else "much, not back"] += not is_back
    print(dict(counts))
    return counts


def test_every_time_is_right_when_all_are_shifted(
    form_notes: list[Note], rng: random.Random
) -> None:
    counts = all_shifted(form_notes, rng)
    # Nothing tells `[70:31]` from what was `[5:31]` or `[05:31]`, nor `14m` from `14m0s`.
    assert counts["little, not back"] < 0.05 * counts["little"] + 4
    assert counts["much, not back"] < 0.5 * counts["much"] + 2


# ---------------------------------------------------------------------- macros


FRONT = f"---¶media: {WATCH}¶---¶"
FILE = "![](a.mp4)¶¶"

# A note with one citation of 1:02, and how it is written after it was moved to 1:40, and after it
# was given the end 2:05; None where it can have no end.
SHAPES = [
    (
        f"{FRONT}- [[videocite:key24#0:01:02][0:01:02]] W",
        "[[videocite:key24#0:01:40][0:01:40]]",
        "[[videocite:key24#0:01:02-0:02:05][0:01:02]]",
    ),
    (
        "- [[audiocite:key24#0:01:02.250][words]] W",
        "[[audiocite:key24#0:01:40.000][words]]",
        "[[audiocite:key24#0:01:02.250-0:02:05.000][words]]",
    ),
    (
        "- [[video:a.rmvb#0:01:02][0:01:02]] W",
        "[[video:a.rmvb#0:01:40][0:01:40]]",
        "[[video:a.rmvb#0:01:02-0:02:05][0:01:02]]",
    ),
    (
        "- [[video:https://example.com/talk#0:01:02]] W",
        "[[video:https://example.com/talk#0:01:40]]",
        "[[video:https://example.com/talk#0:01:02-0:02:05]]",
    ),
    (
        f"- [[video:{SHORT}#0:01:02][0:01:02]] W",
        f"[[video:{SHORT}#0:01:40][0:01:40]]",
        f"[[video:{SHORT}#0:01:02-0:02:05][0:01:02]]",
    ),
    (
        f"{FRONT}- [0:01:02](videocite:key24#0:01:02) W",
        "[0:01:40](videocite:key24#0:01:40)",
        "[0:01:02](videocite:key24#0:01:02-0:02:05)",
    ),
    (
        f"{FILE}- {{{{renderer :media-timestamp, 62}}}} W",
        "{{renderer :media-timestamp, 100}}",
        "{{renderer :media-timestamp, 62, 125}}",
    ),
    (
        f"{FILE}- {{{{renderer :media-timestamp, 00:01:02, ((6315-8bf5))}}}} W",
        "{{renderer :media-timestamp, 00:01:40, ((6315-8bf5))}}",
        "{{renderer :media-timestamp, 00:01:02, 00:02:05, ((6315-8bf5))}}",
    ),
    (
        "- {{renderer :bilibili-timestamp, 01:02}} W",
        "{{renderer :bilibili-timestamp, 01:40}}",
        "{{renderer :bilibili-timestamp, 01:02, 02:05}}",
    ),
    (f"{FRONT}- {{{{youtube-timestamp 62}}}} W", "{{youtube-timestamp 100}}", None),
    (f"{FRONT}- {{{{[[youtube-timestamp]]: 1:02}}}} W", "{{[[youtube-timestamp]]: 1:40}}", None),
    ("- [1:02](mpv://a.mp4?t=62) W", "[1:40](mpv://a.mp4?t=100)", "[1:02-2:05](mpv://a.mp4?t=62)"),
    ("- [1:02](vlc://a.mp4#t=62) W", "[1:40](vlc://a.mp4#t=100)", "[1:02](vlc://a.mp4#t=62,125)"),
]


def note_of(text: str) -> Note:
    return Note.parse(data_of(text))


def said(note: Note) -> list[tuple[int | None, int | None, str]]:
    return [
        (time.ms, time.end_ms, video_key(note.video_of(one)))
        for one, time in zip(note.citations, note.times(None), strict=True)
        if not one.ends_range
    ]


def replaced(note: Note, new: str) -> bytes:
    span = note.citations[0].span
    start = (
        span.start if not note.data.startswith(b"](", span.start) else note.data.index(b"- [") + 2
    )
    return note.data[:start] + new.encode() + note.data[span.end :]


@pytest.mark.parametrize(("text", "moved", "ranged"), SHAPES)
def test_only_its_times_change_when_a_shape_is_retimed_or_shifted(
    text: str, moved: str, ranged: str | None
) -> None:
    note = note_of(text)
    (one,) = note.citations
    for change in (retime(note, one, 100_000), shift_times(note, note.citations, 38_000)):
        assert only_in(change, places_of(note, one))
        after = undone(note, change)
        if one.readings[0].ms == 62_000 or change.name.startswith("Set"):
            assert after.data == replaced(note, moved)
        assert said(after)[0][2] == said(note)[0][2]
        assert after.citations[0].syntax == one.syntax


@pytest.mark.parametrize(("text", "moved", "ranged"), SHAPES)
def test_shape_when_given_an_end_keeps_all_else_and_loses_it_again(
    text: str, moved: str, ranged: str | None
) -> None:
    note = note_of(text)
    change = end_at(note, 0, 125_000)
    if ranged is None:
        assert not change
        return
    after = undone(note, change)
    assert after.data == replaced(note, ranged)
    assert after.times(None)[0].end_ms == 125_000
    shifted = undone(after, shift_times(after, after.citations, 60_000))
    assert shifted.times(None)[0].end_ms == 185_000
    both = set_range(after, 0, 10_000, 20_000)
    assert both is not None
    assert undone(after, both).times(None)[0].end_ms == 20_000
    assert undone(after, without_end(after, 0)).data == note.data


def test_end_of_a_macro_when_taken_away_takes_along_how_it_repeats() -> None:
    for tail in ("", ", ((6315-8bf5))"):
        note = note_of(f"{FILE}- {{{{renderer :media-timestamp, 60, 90, 2, 1.5{tail}}}}} W")
        moved = undone(note, end_at(note, 0, 95_000))
        assert b", 60, 95, 2, 1.5" in moved.data
        bare = undone(note, without_end(note, 0))
        assert f"media-timestamp, 60{tail}}}}}".encode() in bare.data


def places_of(note: Note, citation: Citation) -> list[Span]:
    if citation.syntax.is_marked:
        return [citation.span]
    places = [place.span for place in time_places(note.data, citation)]
    return places + [span for span, _ in missing_query(note.data, citation, 10**7)]


def seconds(note: Note, duration_ms: int | None = None) -> list[tuple[int, int]]:
    """Return what every time is read as, and its end, in whole seconds: -1 where there is none."""
    return [(_second(read_ms(one)), _second(one.end_ms)) for one in note.times(duration_ms)]


def read_ms(time: CitedTime) -> int | None:
    return time.reading.ms if time.ms is None and time.reading is not None else time.ms


def _second(ms: int | None) -> int:
    return -1 if ms is None else ms // 1000
