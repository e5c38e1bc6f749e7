"""A note about several videos, seen as one about each of them."""

from viewer.notes.model import TimeStatus
from viewer.notes.note import Note
from viewer.notes.videos import name_of

NOTE = b"""# Two

![](talks/a.mp4)

- [1:02](a.mp4#t=62) one
- [0:05](b.mp4#t=5) two
- [0:09](a.mp4#t=9) three
"""


def test_about_turns_the_citations_round_and_keeps_their_places() -> None:
    note = Note.parse(NOTE)
    assert [one.path for one in note.videos] == ["a.mp4", "b.mp4"]  # talks/a.mp4 is a.mp4
    assert [one.video for one in note.citations] == [None, 1, None]
    other = note.about(1)
    assert other.video == note.videos[1]
    assert [one.video for one in other.citations] == [0, None, 0]
    assert [one.span for one in other.citations] == [one.span for one in note.citations]
    assert other.about(0) is note
    assert note.about(1) is other


def test_citations_of_a_third_video_stay_its_own() -> None:
    note = Note.parse(NOTE + b"- [0:11](c.mp4#t=11) four\n")
    assert [one.video for one in note.citations] == [None, 1, None, 2]
    assert [one.video for one in note.about(1).citations] == [0, None, 0, 2]


def test_times_are_judged_by_the_end_of_their_own_video() -> None:
    note = Note.parse(NOTE)
    past, held = TimeStatus.PAST_END, TimeStatus.HOLDS
    for seen in (note, note.about(1)):
        assert [one.status for one in seen.times_by({0: 30_000, 1: 10_000})] == [past, held, held]
        assert [one.status for one in seen.times_by({0: 90_000, 1: 3_000})] == [held, past, held]
        assert [one.status for one in seen.times_by({})] == [held] * 3


def test_times_past_the_end_of_one_video_do_not_shift_those_of_another() -> None:
    one = " ".join(f"Words [{time}]." for time in ("00:50:00", "01:10:00", "01:20:00", "01:50:00"))
    note = Note.parse(f"![](a.mp4)\n\n{one}\n\n![](b.mp4)\n\nWords [00:05:00].\n".encode())
    for seen in (note, note.about(1)):
        last = seen.times_by({0: 7_200_000, 1: 600_000})[-1]
        assert (last.ms, last.status) == (300_000, TimeStatus.HOLDS)


def test_change_keeps_the_video_that_is_seen() -> None:
    other = Note.parse(NOTE).about(1)
    changed = other.with_data(NOTE + b"- [0:07](b.mp4#t=7) four\n")
    assert changed.video.path == "b.mp4"
    assert [one.video for one in changed.citations] == [0, None, 0, None]
    gone = other.with_data(NOTE.replace(b"b.mp4", b"a.mp4"))
    assert gone.video.path == "a.mp4"
    named = other.with_data(b"---\nvideo: c.mp4\n---\n" + NOTE)
    assert named.video.path == "c.mp4"


def test_note_begins_with_what_it_cites() -> None:
    note = Note.parse(b"---\nurl: https://site.example/page\n---\n\n- [0:05](b.mp4#t=5) two\n")
    assert note.begun().video == note.videos[1]
    assert note.begun().played == (1,)


def test_players_are_where_videos_stand_in_the_text() -> None:
    note = Note.parse(NOTE)
    assert note.players == ((NOTE.index(b"![]"), 0),)


def test_names() -> None:
    note = Note.parse(b"https://youtu.be/abcdefghijk\n\n![[talks/b.mp4]]\n\n0:01 a\n\n0:02 b\n")
    assert {name_of(one) for one in note.videos} == {"youtu.be/abcdefghijk", "b.mp4"}
