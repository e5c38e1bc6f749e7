import pytest

from viewer.notes.model import SURE
from viewer.notes.note import Note, TimeStatus
from viewer.notes.timecode import Form, format_ms

SEED = ["01:09:07", "01:43:02", "01:42:00", "01:45:02", "01:48:02", "01:48:02", "01:48:02"]
SEED += ["01:45:02", "01:46:02", "01:42:00", "01:45:02"]
SEED_MS = 4_212_000  # 1:10:12


def note(*times: str, label: str | None = None) -> Note:
    anchor = '<a class="yt-timestamp" data-t="{}">{}</a>'
    text = ". ".join(f"Words {anchor.format(t, f'[{label or t}]')}" for t in times)
    return Note.parse(text.encode())


def test_seed_note_is_not_shifted_when_its_hour_is_invented() -> None:
    times = note(*SEED).times(SEED_MS)
    assert times[0].ms == 4_147_000
    assert {time.status for time in times[1:]} == {TimeStatus.PAST_END}
    assert all(time.ms is None for time in times[1:])
    assert [(format_ms(c.ms), c.form) for c in times[3].candidates] == [
        ("1:45", Form.M_S_00),
        ("45:02", Form.HOUR_DROPPED),
    ]


def test_note_is_shifted_when_minutes_stand_for_hours() -> None:
    shifted = note("00:19:00", "02:33:00", "09:27:00", "07:06:41", "15:10:00", "08:30")
    times = shifted.times(942_000)
    assert shifted.is_shifted(942_000)
    assert [time.ms for time in times] == [19_000, 153_000, 567_000, 426_000, 910_000, 510_000]
    assert {time.status for time in times[:5]} == {TimeStatus.SHIFTED}
    assert (times[5].status, times[5].form) == (TimeStatus.HOLDS, Form.M_S)


def test_only_the_time_that_does_not_fit_is_past_the_end() -> None:
    times = note("00:19:00", "02:33:00", "09:27:00", "15:50:00").times(942_000)
    assert [time.ms for time in times] == [19_000, 153_000, 567_000, None]
    assert times[3].status is TimeStatus.PAST_END


def test_note_is_not_shifted_when_only_few_times_lie_past_the_end() -> None:
    mixed = note("00:04:36", "02:03:00", "00:04:49", "00:05:03")
    assert not mixed.is_shifted(927_000)
    times = mixed.times(927_000)
    assert [time.status.value for time in times] == ["holds", "past the end", "holds", "holds"]
    assert [candidate.ms for candidate in times[1].candidates] == [123_000, 180_000]


def test_label_is_used_when_the_value_lies_past_the_end_or_cannot_be_read() -> None:
    assert note("36:08:00", label="00:36:08").times(3_000_000)[0].ms == 2_168_000
    assert note("HH:MM:SS", label="07:09").times(None)[0].ms == 429_000
    assert note("00:14:56", label="00:15:09").times(3_000_000)[0].ms == 896_000


def test_time_is_unreadable_when_neither_value_nor_label_can_be_read() -> None:
    (time,) = note("HH:MM:SS").times(1_000)
    assert (time.ms, time.status, time.candidates) == (None, TimeStatus.UNREADABLE, ())


def test_last_moment_holds_when_it_is_the_end() -> None:
    assert note("01:00:00").times(3_600_000)[0].ms == 3_600_000
    assert note("01:00:01").times(3_600_000)[0].ms is None


@pytest.mark.parametrize(
    "times",
    [
        ["01:30:00", "02:00:00", "02:45:00", "00:30:00"],  # three hours, told in whole minutes
        ["04:10:00", "04:20:00", "04:30:00"],
        ["08:00:00", "08:00:00", "08:00:00"],  # one time three times tells nothing
        ["17:30:00"],
        ["10:00", "20:00", "59:00"],
    ],
)
def test_note_is_not_shifted_without_a_duration_when_it_could_be_true(times: list[str]) -> None:
    assert not note(*times).is_shifted(None)


@pytest.mark.parametrize(
    ("written", "duration_ms", "shown"),
    [
        # Seconds alone stay seconds, and the first minute a minute.
        ("02:33:00 09:27:00 15:10:00 00:00:15 00:00:00", 942_000, "2:33 9:27 15:10 0:15 0:00"),
        (
            "00:00:04 00:00:37 01:11:00 02:17:00 12:57:00 00:59:00",
            *(800_000, "0:04 0:37 1:11 2:17 12:57 0:59"),
        ),
        # No video has them; their seconds are all the same, or told twice.
        ("07:51:13 11:02:41 09:18:07", None, "7:51 11:02 9:18"),
        (
            "05:18:01 05:34:01 05:36:01 05:54:01 05:31:01 05:26:01 01:04:01",
            *(None, "5:18 5:34 5:36 5:54 5:31 5:26 1:04"),
        ),
        ("06:23:23 07:02:02 06:11:11 08:19:19 01:23:23", None, "6:23 7:02 6:11 8:19 1:23"),
        # An hour stays where its neighbours, or itself, are told to the second.
        (
            "07:31:00 08:48:00 42:01:00 01:03:34 01:04:00 01:04:29",
            *(None, "7:31 8:48 42:01 1:03:34 1:04:00 1:04:29"),
        ),
        (
            "07:10:00 12:31:00 20:16:00 59:44:00 44:15:00 31:05:00 01:05:50",
            *(None, "7:10 12:31 20:16 59:44 44:15 31:05 1:05:50"),
        ),
    ],
)
def test_times_are_read_as_most_of_the_note(
    written: str, duration_ms: int | None, shown: str
) -> None:
    times = note(*written.split()).times(duration_ms)
    assert [format_ms(time.ms or 0) for time in times] == shown.split()


def test_whole_minutes_stay_hours_when_a_note_has_no_time_that_must_be_shifted() -> None:
    talk = note("01:23:00", "01:22:00", "01:44:00", "02:09:00", "00:37:30", "02:31:00")
    assert not talk.is_shifted(None)
    assert all(time.is_sure for time in talk.times(None))


def test_both_readings_are_given_when_neither_is_sure() -> None:
    stray = [f"{minute:02}:{minute * 7 % 60:02}:00" for minute in range(0, 40, 2)] + ["02:44:27"]
    last = note(*stray).times(None)[-1]
    assert note(*stray).is_shifted(None)
    assert last.ms == 164_000
    assert not last.is_sure
    assert 0.5 < last.chance < SURE
    assert 9_867_000 in {one.ms for one in last.candidates}


def test_what_other_notes_cite_bounds_a_note_when_no_duration_is_known() -> None:
    short = note("01:05:30", "02:10:20", "03:20:40", "04:02:10", "00:15:10")
    assert not short.is_shifted(None)
    times = short.beside(5 * 60_000).times(None)
    assert [format_ms(time.ms or 0) for time in times[:4]] == ["1:05", "2:10", "3:20", "4:02"]
    assert [t.ms for t in short.beside(5 * 3_600_000).times(None)] == [
        t.ms for t in short.times(None)
    ]


def test_seed_note_asks_when_only_other_notes_tell_its_length() -> None:
    times = note(*SEED).beside(SEED_MS).times(None)
    assert times[0].ms == 4_147_000
    assert not any(time.is_sure for time in times[1:])


def test_nothing_passes_the_end_when_the_duration_is_known() -> None:
    some = note(*SEED, "03:30:00", "07:09", "01:29:37:00", "HH", label="99:99:99")
    for duration_ms in (0, 1, 60_000, 942_000, SEED_MS, 86_400_000):
        for time in some.times(duration_ms):
            assert time.ms is None or time.ms <= duration_ms
            assert all(candidate.ms <= duration_ms for candidate in time.candidates)


def test_end_of_a_range_is_not_shifted_when_it_is_of_another_video() -> None:
    shifted = " ".join(f"Words [{minute:02}:30:00]." for minute in range(1, 9))
    other = "[1:02:00-1:05:00](https://youtu.be/-_klmnopqr2?t=3720)"
    text = f"---\nvideoId: abcdefghij1\n---\n{shifted}\n\n- {other} Words\n"
    times = Note.parse(text.encode()).times(700_000)
    assert times[0].status is TimeStatus.SHIFTED
    assert (times[-1].ms, times[-1].end_ms) == (3_720_000, 3_900_000)
