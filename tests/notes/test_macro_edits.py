"""The shapes of org-media-note and of Logseq's plugins, edited: only their times change.

Each is retimed, shifted, given an end and rid of it; and undone.
"""

import pytest

from tests.notes.form_notes import SHORT, WATCH, data_of
from tests.notes.places import places_of
from tests.notes.test_form_edits import only_in, undone
from viewer.notes.note import Note
from viewer.notes.ranges import end_at, set_range, without_end
from viewer.notes.retime import retime, shift_times
from viewer.notes.videos import video_key

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
    """Give what each citation says: ms, end in ms, and the key of its video."""
    return [
        (time.ms, time.end_ms, video_key(note.video_of(one)))
        for one, time in zip(note.citations, note.times(None), strict=True)
        if not one.ends_range
    ]


def replaced(note: Note, new: str) -> bytes:
    """Give the note with its one citation written so."""
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
