import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.notes.test_form_edits import seconds
from tests.notes.texts import notes
from viewer.notes.layout import MARKER
from viewer.notes.note import Note, Span
from viewer.notes.retime import cite, quote, retime, shift_times


def anchor(value: str, label: str | None = None) -> str:
    return (
        f'<a class="yt-timestamp" data-t="{value}">{f"[{value}]" if label is None else label}</a>'
    )


def retimed(text: str, ms: int, number: int = 0, duration_ms: int | None = None) -> str:
    note = Note.parse(text.encode())
    return retime(note, note.citations[number], ms, duration_ms).apply(note.data).decode()


@pytest.mark.parametrize(
    ("old", "number", "new"),
    [
        (anchor("01:48:02"), 0, anchor("00:48:45")),
        (anchor("01:48:02", "1:48:02"), 0, anchor("00:48:45", "0:48:45")),
        (anchor("01:48:02", "[[01:48]]"), 0, anchor("00:48:45", "[[48:45]]")),
        (anchor("01:48:02", "the end"), 0, anchor("00:48:45", "the end")),
        (anchor("", ""), 0, anchor("00:48:45", "")),
        (anchor("01:29:37:00"), 0, anchor("00:48:45:00")),
        (anchor("09:18:960"), 0, anchor("00:48:45")),
        (anchor("https://youtu.be/x?t=62s"), 0, anchor("https://youtu.be/x?t=2925s")),
        # Damaged, as some are: the value stands in what is shown.
        ('<a class="yt>00:10:17">[00:10:17]</a>', 0, '<a class="yt>00:48:45">[00:48:45]</a>'),
        ("[1:02, 00:18:00; 3:04]", 1, "[1:02, 00:48:45; 3:04]"),
        ("[00:01:02-00:01:40]", 0, "[00:48:45-00:49:23]"),
        ("[00:01:02-00:01:40]", 1, "[00:01:02-00:48:45]"),
    ],
)
def test_form_is_kept_when_retimed(old: str, number: int, new: str) -> None:
    note = f"\ufeffÉ\u00a0one {old} two\r\n"
    assert retimed(note, 2_925_000, number) == f"\ufeffÉ\u00a0one {new} two\r\n"


def test_code_keeps_its_bytes_when_its_anchors_are_retimed_and_shifted() -> None:
    text = "```py\r\n\tseek(1)  {}\r\n- b {}\r\n[1:02]\r\n```\r\n\r\nAfter {}\r\n"
    old = text.format(*(anchor(f"00:0{n}:00") for n in (1, 2, 3)))
    assert retimed(old, 725_000, 1) == old.replace("00:02:00", "00:12:05")
    note = Note.parse(old.encode())
    new = text.format(*(anchor(f"00:0{n}:10") for n in (1, 2, 3)))
    assert shift_times(note, note.citations, 10_000).apply(note.data).decode() == new


def test_time_is_read_as_meant_when_the_note_is_minutes_and_seconds() -> None:
    times = ["03:30:00", "10:15:00", "20:40:00", "35:12:00"]
    text = " text ".join(anchor(time) for time in times)
    duration_ms = 2_400_000
    note = Note.parse(text.encode())
    assert note.is_shifted(duration_ms)
    after = Note.parse(retimed(text, 755_000, 1, duration_ms).encode())
    assert after.citations[1].written == "12:35:00"
    assert after.times(duration_ms)[1].ms == 755_000
    fresh = Note.parse(cite(note, 0, 65_000, duration_ms).apply(note.data))
    assert fresh.times(duration_ms)[0].ms == 65_000


def test_change_has_a_readable_name() -> None:
    note = Note.parse(anchor("01:48:02").encode())
    assert retime(note, note.citations[0], 2_925_900).name == "Set time to 48:45"
    assert shift_times(note, note.citations, -1500).name == "Shift 1 time by −1.5 s"
    assert cite(note, 0, 36_000_000).name == "Add timestamp 10:00:00"


def test_times_keep_their_distance_when_shifted() -> None:
    text = f"{anchor('00:01:00', '[0:59]')} [1:02-1:40] x [0:03] {anchor('00:05-00:09')}"
    note = Note.parse(text.encode())
    chosen = [note.citations[0], note.citations[1], note.citations[4]]
    later = shift_times(note, chosen, 70_000)
    expected = f"{anchor('00:02:10', '[2:09]')} [2:12-2:50] x [0:03] {anchor('01:15-01:19')}"
    assert later.apply(note.data).decode() == expected
    assert later.name == "Shift 4 times by +1:10"
    back = Note.parse(later.apply(note.data))
    assert shift_times(back, chosen_of(back), -70_000).apply(back.data) == note.data
    earlier = shift_times(note, note.citations, -4_000).apply(note.data).decode()
    assert "x [0:03]" in earlier


def chosen_of(note: Note) -> list:  # type: ignore[type-arg]
    return [note.citations[0], note.citations[1], note.citations[4]]


@pytest.mark.parametrize(
    ("before", "after", "result"),
    [
        ("One claim", ".", f"One claim {anchor('00:01:05')}."),
        ("One claim ", "and more", f"One claim {anchor('00:01:05')} and more"),
        ("One claim", " and", f"One claim {anchor('00:01:05')} and"),
        ("", "Text", f"{anchor('00:01:05')} Text"),
        ("(", ")", f"({anchor('00:01:05')})"),
        ("- ", "", f"- {anchor('00:01:05')}"),
        ("é", "", f"é {anchor('00:01:05')}"),
        ("a [1:02]", ".", "a [1:02], [1:05]."),
        ("a [00:01:02]", " b [01:02]", "a [00:01:02], [00:01:05] b [01:02]"),
        ("", "", anchor("00:01:05")),
        ("---\ntitle: x\n---\n", "Text", f"---\ntitle: x\n---\n{anchor('00:01:05')} Text"),
        ("\ufeff", "Text", f"\ufeff{anchor('00:01:05')} Text"),
        ("line", "\r\nnext", f"line {anchor('00:01:05')}\r\nnext"),
    ],
)
def test_moment_is_cited_as_the_note_does(before: str, after: str, result: str) -> None:
    note = Note.parse((before + after).encode())
    assert cite(note, len(before.encode()), 65_900).apply(note.data).decode() == result


@given(notes(), st.integers(0, 300), st.integers(0, 20_000_000))
@examples(4)
def test_nothing_is_cut_when_cited_anywhere(data: bytes, offset: int, ms: int) -> None:
    note = Note.parse(data)
    change = cite(note, offset, ms)
    (edit,) = change.edits
    result = change.apply(data)
    assert not edit.old
    result.decode()
    assert not (data[: edit.start].endswith(b"\r") and data[edit.start :].startswith(b"\n"))
    assert not any(one.span.start < edit.start < one.span.end for one in note.citations)


@pytest.mark.parametrize("lead", ["- ", "1. ", "  - [x] ", "> - ", "", "# "])
def test_quote_is_a_bullet_below_the_block_in_the_form_of_the_note(lead: str) -> None:
    before = f"{lead}A claim {anchor('00:00:05')}. More words.\n"
    note = Note.parse(f"{before}\nEnd\n".encode())
    said = f"“what was said” {anchor('00:01:23')}"
    for at in (0, before.index("claim"), len(before) - 1):
        change = quote(note, at, " what  was\nsaid ", 83_000, 600_000)
        after = Note.parse(change.apply(note.data))
        assert after.data.decode().startswith(before)
        assert after.data.decode().endswith("\nEnd\n")
        (line,) = (one for one in after.data.decode().splitlines() if "what was" in one)
        assert line.endswith(said)
        assert MARKER.fullmatch(line.removesuffix(said).lstrip(" >").encode())
        assert len(after.citations) == 2


def test_quote_when_words_look_like_markup_shows_just_the_words() -> None:
    said = r"[0:12] 2 * 3 * 4 is #1, <b>a_b_c</b> [[link]] `x` \ $a$ ==m== %%no%% &amp; ~~z~~ | ^id"
    for data in (b"A claim [0:05]", b"", b"Words", "Ä [0:05]\r\n\r\nÖ".encode()):
        note = Note.parse(data)
        change = quote(note, len(data), said, 83_000, 600_000)
        again = Note.parse(change.apply(data))
        assert f"“{said}”" in again.plain.of(Span(0, len(again.data)))
        assert len(again.citations) == len(note.citations) + 1
        assert again.links == ()


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_moment_when_cited_behind_a_fence_without_line_end_stands_on_its_own_line(
    end: bytes,
) -> None:
    note = Note.parse(b"---" + end + b"title: New" + end + b"---")
    for change in (cite(note, len(note.data), 12_000), quote(note, len(note.data), "said", 12_000)):
        after = Note.parse(change.apply(note.data))
        assert after.title == "New"
        assert after.data.startswith(note.data + end)
        assert len(after.citations) == 1


def test_hour_is_read_as_meant_when_its_neighbours_make_it_look_shifted() -> None:
    text = " text ".join(anchor(t) for t in ["05:10:00", "07:12:00", "09:31:00", "11:02:00"])
    note = Note.parse(f"{text} {anchor('12:20:00')}".encode())
    for ms in (4_740_000, 79_000, 3_600_000, 59_000):
        after = Note.parse(retime(note, note.citations[4], ms).apply(note.data))
        assert after.times(None)[4].ms == ms
        assert [t.ms for t in after.times(None)[:4]] == [t.ms for t in note.times(None)[:4]]


def test_hour_is_written_in_minutes_where_three_fields_would_be_read_otherwise() -> None:
    times = ["07:31:00", "08:48:00", "42:01:00", "01:03:34", "01:04:00", "01:04:29"]
    note = Note.parse(" and ".join(anchor(time) for time in times).encode())
    after = Note.parse(retime(note, note.citations[3], 4_740_000).apply(note.data))
    assert after.citations[3].written == "79:00"
    old, new = ([time.ms for time in one.times(None)] for one in (note, after))
    assert new == [*old[:3], 4_740_000, *old[4:]]


@pytest.mark.parametrize(("ms", "written"), [(9_867_000, "164:27:00"), (164_000, "02:44:00")])
def test_time_is_sure_once_one_of_its_readings_is_chosen(ms: int, written: str) -> None:
    shifted = [anchor(f"{minute:02}:{minute * 7 % 60:02}:00") for minute in range(0, 40, 2)]
    note = Note.parse(" ".join([*shifted, anchor("02:44:27")]).encode())
    assert not note.times(None)[-1].is_sure
    change = retime(note, note.citations[-1], ms, surely=True)
    after = Note.parse(change.apply(note.data))
    assert after.citations[-1].written == written
    assert after.citations[-1].label == f"[{written}]"
    assert after.times(None)[-1].ms == ms
    assert after.times(None)[-1].is_sure
    assert change.invert().apply(after.data) == note.data


def test_each_time_moves_as_it_is_read_when_only_some_are_shifted() -> None:
    times = ["07:31:00", "08:48:00", "42:01:00", "01:03:34", "01:04:00", "01:04:29"]
    note = Note.parse(" and ".join(anchor(time) for time in times).encode())
    later = shift_times(note, note.citations, 61_000).apply(note.data)
    written = [one.written for one in Note.parse(later).citations]
    assert written == ["08:32:00", "09:49:00", "43:02:00", "01:04:35", "01:05:01", "01:05:30"]


# ---------------------------------------------------------------------- all by an amount


def note_of(*times: str) -> Note:
    marked = (f'<a class="yt-timestamp" data-t="{one}">[{one}]</a>' for one in times)
    return Note.parse(" and ".join(marked).encode())


def written(note: Note) -> list[str]:
    return [citation.written for citation in note.citations]


@pytest.mark.parametrize(
    ("times", "delta_ms", "expected"),
    [
        # Less than a minute is never shifted, in a note of minutes and seconds neither.
        ("00:00:10 07:31:00 08:48:00 42:01:00", 15_000, "00:00:25 07:46:00 09:03:00 42:16:00"),
        # What nothing else would be read as.
        ("00:15:00 07:31:00 08:48:00 42:01:00", -15_000, "00:00.00 07:16:00 08:33:00 41:46:00"),
        # What is behind minutes and seconds is left.
        ("07:31:05 08:48:11 42:01:00", 15_000, "07:46:05 09:03:11 42:16:00"),
        ("01:29:37:05 1:02 00:5:46 000:06:40", 15_000, "01:29:52:05 1:17 00:6:01 000:06:55"),
    ],
)
def test_time_is_moved_from_what_it_is_read_as(times: str, delta_ms: int, expected: str) -> None:
    note = note_of(*times.split())
    later = note.with_data(shift_times(note, note.citations, delta_ms).apply(note.data))
    assert written(later) == expected.split()
    assert seconds(later) == [(at + delta_ms // 1000, -1) for at, _ in seconds(note)]
    assert shift_times(later, later.citations, -delta_ms).apply(later.data) == note.data


def test_time_stays_and_is_counted_when_it_would_be_below_zero() -> None:
    note = Note.parse(b"A [0:10] b [0:14-0:20] c [0:20]")
    change = shift_times(note, note.citations, -15_000)
    assert change.apply(note.data) == b"A [0:10] b [0:14-0:20] c [0:05]"
    assert change.name == "Shift 1 time by −15 s; 3 stay: they would be below 0:00"


def test_others_mean_what_they_meant_when_one_no_longer_tells_how_they_are_written() -> None:
    note = note_of("01:51:00", "02:23:30", "05:00:00", "20:18:00", "24:44:00")
    after = note.with_data(retime(note, note.citations[4], 300_000).apply(note.data))
    assert written(after) == ["01:51.00", "02:23.30", "05:00:00", "20:18:00", "05:00:00"]
    assert seconds(after) == [*seconds(note)[:4], (300, -1)]


@pytest.mark.parametrize(
    ("ms", "expected"), [(423_000, "[00:07:03](#07:03)"), (4_423_000, "[01:13:43](#13:43)")]
)
def test_end_of_its_label_that_a_link_leads_to_follows_when_retimed(ms: int, expected: str) -> None:
    note = Note.parse(b"---\nvideoId: abcdefghij1\n---\nA claim [00:03:47](#03:47) and more\n")
    after = note.with_data(retime(note, note.citations[0], ms).apply(note.data))
    assert expected.encode() in after.data
    assert seconds(after) == [(ms // 1000, -1)]
