"""Times moved by an amount: each is read later by just that, and back again the bytes are back.

Whether that is so of notes in every form is tested in `test_form_edits`.
"""

import pytest

from tests.notes.places import seconds
from viewer.notes.note import Note
from viewer.notes.retime import retime, shift_times


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
