import pytest

from viewer.notes.convert import convert
from viewer.notes.forms.every import LINK
from viewer.notes.model import EndFault, TimeStatus
from viewer.notes.note import Note
from viewer.notes.ranges import end_at, set_range, start_of, without_end
from viewer.notes.retime import retime, shift_times

RANGED = '<a class="yt-timestamp" data-t="00:01:02">[00:01:02-00:01:40]</a>'
BOTH = '<a class="yt-timestamp" data-t="00:01:02-00:01:40">[00:01:02-00:01:40]</a>'


def anchor(value: str, label: str) -> str:
    return f'<a class="yt-timestamp" data-t="{value}">{label}</a>'


def ended(text: str, ms: int, index: int = 0, duration_ms: int | None = None) -> str:
    note = Note.parse(text.encode())
    return end_at(note, index, ms, duration_ms).apply(note.data).decode()


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("[1:02-1:40]", "1:40"),
        ("[00:01:02 – 00:01:40]", "00:01:40"),
        ("[1:02 to 1:40]", "1:40"),
        (anchor("00:01:02", "[1:02-1:40.5]"), "1:40.5"),
        (RANGED, "00:01:40"),
        (anchor("00:01:02-00:01:40", "here"), "00:01:40"),
        (anchor("00:01:02", "1:02 to 1:40"), "1:40"),
        ("[00:01:02 - 00:01:40]", "00:01:40"),
        ("[1:02 — 1:40]", "1:40"),
        (anchor("1:02-1:40", "y"), "1:40"),
        (anchor("1:02 to 1:40", ""), "1:40"),
        (anchor("00:01:02", "(1:02-1:40)"), "1:40"),
        (anchor("00:01:02", "at 1:02 – 1:40 he says"), "1:40"),
        (BOTH, "00:01:40"),
        ('<a class="yt-timestamp" data-t="00:01:02]-[00:01:40]</a>', "00:01:40"),
    ],
)
def test_end_is_read_where_it_is_written(text: str, at: str) -> None:
    note = Note.parse(f"É says {text} that".encode())
    citation, time = note.citations[0], note.times(None)[0]
    assert note.text(citation.end_span) == at
    assert time.ms == 62_000
    assert time.end_ms == citation.range_end_ms == (100_500 if "." in at else 100_000)


def test_what_ends_one_range_begins_no_other() -> None:
    note = Note.parse(b"[1:00-2:00-3:00, 4:00-5:00]")
    assert [time.end_ms for time in note.times(None)] == [120_000, None, None, 300_000, None]
    assert [one.ends_range for one in note.citations] == [False, True, False, False, True]


@pytest.mark.parametrize("dash", ["-", " – ", " to "])
def test_two_brackets_are_one_range_when_a_dash_stands_between_them(dash: str) -> None:
    text = f"- [1:02]{dash}[1:40] Words [2:00]"
    note = Note.parse(text.encode())
    assert [one.ends_range for one in note.citations] == [False, True, False]
    assert [time.end_ms for time in note.times(None)] == [100_000, None, None]
    assert ended(text, 110_000) == f"- [1:02]{dash}[1:50] Words [2:00]"
    assert without_end(note, 0).apply(note.data) == b"- [1:02] Words [2:00]"
    moved = shift_times(note, note.citations[:1], 60_000)
    assert moved.apply(note.data).decode() == f"- [2:02]{dash}[2:40] Words [2:00]"
    start = retime(note, note.citations[0], 72_000)
    assert start.apply(note.data).decode() == f"- [1:12]{dash}[1:40] Words [2:00]"
    end = retime(note, note.citations[1], 95_000)
    assert end.apply(note.data).decode() == f"- [1:02]{dash}[1:35] Words [2:00]"
    linked = note.with_data(b"---\nvideoId: abcdefghijk\n---\n" + note.data)
    link = convert(linked, LINK).change.apply(linked.data).decode()
    assert "\n- [1:02-1:40](https://www.youtube.com/watch?v=abcdefghijk&t=62) Words" in link


@pytest.mark.parametrize(
    "text", ["[1:40]-[1:02]", "[1:02] [1:40]", "[1:02]\n-[1:40]", "[1:02]-[1:40](x.html)"]
)
def test_two_brackets_are_no_range_when_they_do_not_say_so(text: str) -> None:
    assert all(time.end_ms is None for time in Note.parse(text.encode()).times(None))


def test_two_times_are_no_range_when_a_comma_stands_between_them() -> None:
    note = Note.parse(f"[1:02, 1:40] {anchor('00:01:02', '[00:01:02]')}".encode())
    assert all(time.end_ms is None and time.end_fault is None for time in note.times(None))


@pytest.mark.parametrize(
    ("text", "duration_ms", "fault"),
    [
        ("[1:40-1:02]", None, EndFault.NOT_AFTER_START),
        ("[1:40-1:40]", None, EndFault.NOT_AFTER_START),
        (anchor("00:01:40", "[00:01:40-00:01:02]"), None, EndFault.NOT_AFTER_START),
        (RANGED, 90_000, EndFault.PAST_END),
        # The end is a citation of its own, and that is past the end.
        ("[1:02-1:40]", 90_000, None),
    ],
)
def test_end_is_not_used_when_it_cannot_be(
    text: str, duration_ms: int | None, fault: EndFault | None
) -> None:
    note = Note.parse(text.encode())
    time = note.times(duration_ms)[0]
    assert (time.status, time.end_ms, time.end_fault) == (TimeStatus.HOLDS, None, fault)
    if fault is None:
        assert note.times(duration_ms)[1].status is TimeStatus.PAST_END


@pytest.mark.parametrize("text", [RANGED, "[1:02-1:40]"])
def test_end_is_that_of_the_video_when_it_was_rounded_up_past_it(text: str) -> None:
    times = Note.parse(text.encode()).times(99_500)
    assert times[0].end_ms == 99_500
    assert all(time.status is TimeStatus.HOLDS and time.end_fault is None for time in times)


def test_end_is_minutes_and_seconds_when_the_note_is() -> None:
    times = ["03:30:00", "10:15:00", "20:40:00", "35:12:00"]
    text = " text ".join(anchor(time, f"[{time}]") for time in times)
    note = Note.parse(text.encode())
    assert note.is_shifted(2_400_000)
    after = Note.parse(ended(text, 640_000, 1, 2_400_000).encode())
    assert after.citations[1].label == "[10:15:00-10:40:00]"
    assert after.times(2_400_000)[1].end_ms == 640_000


def test_end_below_a_minute_is_as_written_when_a_later_time_is_past_the_end() -> None:
    note = Note.parse(b"- One [00:00:01-00:00:03]\n- Two [00:00:05]\n- Three [00:09:00]\n")
    assert note.times(20_000)[0].end_ms == 3_000


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (anchor("00:01:02", "[00:01:02]"), RANGED),
        (anchor("00:01:02", "[1:02]"), anchor("00:01:02", "[1:02-1:40]")),
        (anchor("00:01:02", "[[01:02]]"), anchor("00:01:02", "[[01:02-01:40]]")),
        (anchor("00:01:02", "at 1:02 he says"), anchor("00:01:02", "at 1:02-1:40 he says")),
        (BOTH.replace("01:40", "01:09"), BOTH),
        # Nothing else says it there.
        (anchor("00:01:02", "here"), anchor("00:01:02-00:01:40", "here")),
        (anchor("00:01:02", ""), anchor("00:01:02-00:01:40", "")),
        ("[1:02]", "[1:02-1:40]"),
        ("[[1:02]]", "[[1:02-1:40]]"),
        ("[1:02, 5:00]", "[1:02-1:40, 5:00]"),
        (anchor("1:02.25", "[1:02.25]"), anchor("1:02.25", "[1:02.25-1:39.20]")),
        ("[1:02 – 1:10]", "[1:02 – 1:40]"),
        (
            anchor("00:01:02", "[00:01:02 to 00:01:09]"),
            anchor("00:01:02", "[00:01:02 to 00:01:40]"),
        ),
        (
            '<a class="yt-timestamp" data-t="00:01:02]-[00:01:24]</a>',
            '<a class="yt-timestamp" data-t="00:01:02]-[00:01:40]</a>',
        ),
    ],
)
def test_end_is_written_in_the_form_of_the_citation(text: str, new: str) -> None:
    ms = 99_200  # a part of a second that is not written is part of the range
    assert ended(f"É {text}, so.\r\n", ms) == f"É {new}, so.\r\n"


def test_end_of_a_link_stands_behind_a_dash_as_those_of_the_note_do() -> None:
    url = "https://youtu.be/abcdefghij1?t"
    text = f"- [10:10 – 14:02]({url}=610) a\n- [1:00]({url}=60) b\n"
    assert ended(text, 100_000, 1) == text.replace("1:00]", "1:00 – 1:40]")


def test_end_is_not_given_when_it_is_not_behind_the_start() -> None:
    note = Note.parse(b"[1:02] [2:00-3:00]")
    assert not end_at(note, 0, 62_000)
    assert not end_at(note, 1, 119_000)
    assert not end_at(note, 1, 180_000)  # it is what is written


def test_end_of_a_bracket_means_the_range_that_it_ends() -> None:
    note = Note.parse(b"[1:02-1:40]")
    assert start_of(note, 1) == 0
    assert end_at(note, 1, 110_000).apply(note.data) == b"[1:02-1:50]"
    assert without_end(note, 1).apply(note.data) == b"[1:02]"


@pytest.mark.parametrize("text", [RANGED, BOTH, "[00:01:02-00:01:40]"])
def test_range_moves_as_a_whole_when_its_start_passes_its_end(text: str) -> None:
    note = Note.parse(text.encode())
    moved = text.replace("00:01:02", "00:10:00").replace("00:01:40", "00:10:38")
    assert retime(note, note.citations[0], 600_000).apply(note.data).decode() == moved
    back = text.replace("00:01:02", "00:00:10").replace("00:01:40", "00:00:48")
    whole = retime(note, note.citations[0], 10_000, whole=True)
    assert whole.apply(note.data).decode() == back


@pytest.mark.parametrize("text", [RANGED, BOTH, "[00:01:02-00:01:40]"])
def test_range_stays_as_long_as_it_is_when_it_is_moved_between_seconds(text: str) -> None:
    note = Note.parse(text.encode())
    for ms in (70_400, 80_999, 62_001):
        change = retime(note, note.citations[0], ms, whole=True)
        note = note.with_data(change.apply(note.data))
        time = note.times(None)[0]
        assert time.end_ms == (time.ms or 0) + 38_000
    assert note.data.decode() == text


def test_range_stays_as_long_as_it_is_when_tenths_are_written() -> None:
    text = anchor("00:01:02.5", "[00:01:02.5-00:01:40.5]")
    note = Note.parse(text.encode())
    for ms in (70_440, 80_990, 62_510):
        change = retime(note, note.citations[0], ms, whole=True)
        note = note.with_data(change.apply(note.data))
    assert note.data.decode() == text


def test_both_times_are_set_in_one_change() -> None:
    note = Note.parse(f"a {RANGED} b".encode())
    change = set_range(note, 0, 200_000, 210_000)
    assert b"00:03:20-00:03:30" in change.apply(note.data)
    assert change.invert().apply(change.apply(note.data)) == note.data
    alone = set_range(note, 0, 200_000, None)
    assert alone.apply(note.data) == b"a " + anchor("00:03:20", "[00:03:20]").encode() + b" b"
