import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.notes.note import Note
from viewer.notes.timecode import (
    Form,
    Reading,
    format_full,
    format_like,
    format_ms,
    label_readings,
    moment_like,
    moment_readings,
    parse_typed,
    readings,
    shift_like,
    without_hour,
)
from viewer.notes.typed_time import cited_time


def ms(text: str) -> int:
    total = 0
    for field in text.split(":"):
        total = total * 60 + int(field)
    return total * 1000


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("03:30:00", [("3:30:00", Form.H_M_S), ("3:30", Form.M_S_00)]),
        ("02:44:27", [("2:44:27", Form.H_M_S), ("2:44", Form.M_S_00)]),
        ("０２：４４：２７", [("2:44:27", Form.H_M_S), ("2:44", Form.M_S_00)]),
        ("07：09", [("7:09", Form.M_S)]),
        ("1:02,1:40", [("1:02", Form.M_S)]),
        ("07:09", [("7:09", Form.M_S)]),
        ("126:01", [("126:01", Form.M_S)]),
        ("01:29:37:00", [("1:29:37", Form.H_M_S_F)]),
        ("0:0:55:00", [("0:55", Form.H_M_S_F)]),
        ("00:5:46", [("5:46", Form.H_M_S), ("0:05", Form.M_S_00)]),
        ("00:12:34]", [("12:34", Form.H_M_S), ("0:12", Form.M_S_00)]),
        ("[[00:12:34]]", [("12:34", Form.H_M_S), ("0:12", Form.M_S_00)]),
        ("00:21:00%3C/a", [("21:00", Form.H_M_S), ("0:21", Form.M_S_00)]),
        # The last field is above 59, so it is no seconds.
        ("09:18:960", [("9:18", Form.M_S_00)]),
        ("01:24:99", [("1:24", Form.M_S_00)]),
        # 81 is neither minutes nor seconds.
        ("02:81:00", []),
        ("1:75", []),
        ("HH:MM:SS", []),
        ("0924", []),
        ("", []),
        ("Podcast Episode", []),
        ("https://www.youtube.com/watch?v=abcdefghijk", []),
        ("https://www.youtube.com/watch?v=abcdefghijk&t=62s", [("1:02", Form.URL_T)]),
        ("https://youtu.be/abcdefghijk?t=1h2m3s", [("1:02:03", Form.URL_T)]),
        ("9" * 5000 + ":00", []),
    ],
)
def test_readings_when_written_so(written: str, expected: list[tuple[str, Form]]) -> None:
    assert readings(written) == tuple(Reading(ms(time), form) for time, form in expected)


def test_readings_when_seconds_have_a_fraction() -> None:
    assert readings("0:05:21.123Z")[0] == Reading(321_123, Form.H_M_S)
    assert readings("1:02.5")[0] == Reading(62_500, Form.M_S)


def test_hour_is_dropped_when_there_is_one() -> None:
    assert without_hour(readings("01:45:02")[0]) == Reading(ms("45:02"), Form.HOUR_DROPPED)
    assert without_hour(readings("00:45:02")[0]) is None
    assert without_hour(readings("75:00")[0]) is None


@pytest.mark.parametrize(
    ("time_ms", "shown"),
    [(0, "0:00"), (7_999, "0:07"), (547_000, "9:07"), (4_147_000, "1:09:07"), (-5, "0:00")],
)
def test_format_is_the_shortest_when_shown(time_ms: int, shown: str) -> None:
    assert format_ms(time_ms) == shown


@pytest.mark.parametrize(
    ("like", "form", "new"),
    [
        ("01:09:07", None, "01:02:03"),
        ("1:09:07", Form.H_M_S, "1:02:03"),
        ("09:07", Form.M_S, "62:03"),
        ("[[09:07]]", Form.M_S, "[[62:03]]"),
        ("03:30:00", Form.M_S_00, "62:03:00"),
        ("01:29:37:00", Form.H_M_S_F, "01:02:03:00"),
        ("00:12:34]", Form.H_M_S, "01:02:03]"),
        ("0:05:21.123Z", Form.H_M_S, "1:02:03.400Z"),
        ("00:05:21,123", Form.H_M_S, "01:02:03,400"),
        ("［０９：０７］", Form.M_S, "［６２：０３］"),
        ("09：07", Form.M_S, "62：03"),
        ("HH:MM:SS", None, "01:02:03"),
    ],
)
def test_form_is_kept_when_the_time_changes(like: str, form: Form | None, new: str) -> None:
    assert format_like(ms("1:02:03") + 400, like, form) == new


@pytest.mark.parametrize(
    ("like", "is_like", "new"),
    [
        ("12'30\"", 750_000, "62'03\""),
        ("02′05″", 125_000, "62′03″"),
        ("1h12’30”", 4_350_000, "1h2’03”"),
        ("00:12:30,250", 750_250, "01:02:03,400"),
        ("１：０２", 62_000, "６２：０３"),
    ],
)
def test_moment_keeps_its_signs_when_it_changes(like: str, is_like: int, new: str) -> None:
    assert moment_readings(like)[0].ms == is_like
    assert moment_like(ms("1:02:03") + 400, like) == new
    assert moment_readings(new)[0].ms // 1000 == 3_723


def test_height_is_no_label() -> None:
    assert label_readings("6'10\"") == ()


def test_every_time_of_a_value_is_shifted_in_its_own_form() -> None:
    text = "1:02, ０１：０２ and 00:01:02,500"
    said = [Reading(ms("1:02"), Form.M_S)] * 2 + [Reading(62_500, Form.H_M_S)]
    moved = shift_like(text, 60_000, *said)
    assert moved == "2:02, ０２：０２ and 00:02:02,500"
    assert shift_like(moved, -60_000, *said) == text
    assert shift_like(text, 60_000, said[0]) == "2:02, ０１：０２ and 00:01:02,500"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("1:02:03", 3_723_000),
        ("62", 62_000),
        ("1h2m3s", 3_723_000),
        ("1h 2m", 3_720_000),
        ("90m", 5_400_000),
        ("1:02.5", 62_500),
        ("0:90", 90_000),
        (" 7 ", 7_000),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("1:2:3:4", None),
        ("h", None),
    ],
)
def test_typed_time_is_read_when_a_person_writes_it(typed: str, expected: int | None) -> None:
    assert parse_typed(typed) == expected


@given(st.integers(0, 99 * 3600 - 1))
def test_time_comes_back_when_formatted(seconds: int) -> None:
    time_ms = seconds * 1000
    assert readings(format_full(time_ms))[0].ms == time_ms
    assert readings(format_ms(time_ms))[0].ms == time_ms
    assert parse_typed(format_ms(time_ms)) == time_ms


@given(
    st.integers(0, 99 * 3600 - 1),
    st.from_regex(r"[\[ ]?[0-9]{1,3}(:[0-5]?[0-9]){1,3}[\] >]?", fullmatch=True),
)
def test_retimed_text_reads_as_the_new_time_when_its_form_is_kept(seconds: int, like: str) -> None:
    for reading in readings(like):
        new = format_like(seconds * 1000, like, reading.form)
        assert Reading(seconds * 1000, reading.form) in readings(new)


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(reading.ms >= 0 for reading in readings(text))
    typed = parse_typed(text)
    assert typed is None or typed >= 0
    format_like(1000, text)


# ---------------------------------------------------------------------- typed


_HOUR = 3_600_000
_ANCHOR = '<a class="yt-timestamp" data-t="00:01:02">[00:01:02]</a>'


@pytest.mark.parametrize(
    ("typed", "cited"),
    [
        ("- words 1:02", f"- words {_ANCHOR}"),
        ("- other [0:05]\n- words 1:02", "- other [0:05]\n- words [1:02]"),
        ("- other [0:05]\n- words 01:02", "- other [0:05]\n- words [1:02]"),
        ("0:01:02", _ANCHOR),
        ("- words 1:02-1:40", "- words " + _ANCHOR.replace("[00:01:02", "[00:01:02-00:01:40")),
        ("- other [0:05]\n- É 1:02–0:01:40", "- other [0:05]\n- É [1:02-1:40]"),
    ],
)
def test_time_is_cited_as_the_note_does(typed: str, cited: str) -> None:
    data = typed.encode()
    change = cited_time(Note.parse(data), data, len(data), _HOUR)
    assert change.apply(data) == cited.encode()
    assert change.invert().apply(change.apply(data)) == data


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "2:1",
            "1:99",
            "99",
            "12:1:02",
            "a1:02",
            "v1.1:02",
            "1:02:03:04",
            "[1:02",
            "(1:02",
            "-1:02",
            "1:02-1:01",
            "1:02-0:00",
            "1:02-59:59:59",
            "2026-1:02-1:40",
        ),
        *("59:59:59", "1:00:01", "`code 1:02", "https://x.y/?t=1:02", "2026-1:02"),
        "---\ntime: 1:02",
    ],
)
def test_what_is_no_time_of_the_video_stays_as_it_is(typed: str) -> None:
    behind = "`" if "`" in typed else "\n---\n" if typed.startswith("---") else ""
    data = (typed + behind).encode()
    end = len(typed.encode())
    assert cited_time(Note.parse(data), data, end, _HOUR) is None
