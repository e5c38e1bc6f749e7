"""Times moved by an amount: each is read later by just that, and back again the bytes are back.

Read anew from the bytes as the program reads them, of the real notes: of a sample of the vault, or
of all with `--all`, and of all 84 of other programs. With the video's length known and not known.
"""

import random
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.notes.places import places_of, read_ms, seconds
from tests.notes.shapes import shapes
from tests.notes.test_form_edits import only_in, undone
from viewer.notes.note import Note
from viewer.notes.retime import retime, shift_times

_DELTAS = (15_000, -15_000, 3_900_000, -3_900_000)
# Of a hundred notes as many may come back written otherwise: where `00:9:50` has become `00:10:05`
# nothing says that it was written so.
_OTHERWISE = 1


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
    ("ms", "expected"),
    [(423_000, "[00:07:03](#07:03)"), (4_423_000, "[01:13:43](#13:43)")],
)
def test_end_of_its_label_that_a_link_leads_to_follows_when_retimed(ms: int, expected: str) -> None:
    note = Note.parse(b"---\nvideoId: abcdefghij1\n---\nA claim [00:03:47](#03:47) and more\n")
    after = note.with_data(retime(note, note.citations[0], ms).apply(note.data))
    assert expected.encode() in after.data
    assert seconds(after) == [(ms // 1000, -1)]


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


def all_shifted(notes: Iterable[bytes], rng: random.Random) -> Counter[str]:
    counts: Counter[str] = Counter()
    for data in notes:
        note = Note.parse(data)
        last_ms = max((read_ms(one) or 0 for one in note.times(None)), default=0)
        # Known in one of these: as long as nobody knows it the note alone says how it is read.
        known = rng.choice(_DELTAS)
        for delta_ms, duration_ms in (
            (known, last_ms + 4_200_000),
            *((one, None) for one in _DELTAS),
        ):
            try:
                counts["not back"] += not shifted(note, delta_ms, duration_ms)
            except AssertionError as error:
                error.add_note(f"{data[:200]!r}, {delta_ms} of {duration_ms} ms")
                raise
            counts["shifted"] += 1
    print(dict(counts))
    return counts


@pytest.mark.timeout(3_600)
def test_every_time_is_right_when_real_notes_are_shifted(
    corpus_notes: list[Path], tests_all: bool, rng: random.Random
) -> None:
    paths = corpus_notes if tests_all else rng.sample(corpus_notes, 100)
    counts = all_shifted((path.read_bytes() for path in paths), rng)
    assert counts["not back"] * 100 <= counts["shifted"] * _OTHERWISE + 800


@pytest.mark.timeout(300)
def test_every_time_is_right_when_notes_of_other_programs_are_shifted(
    corpus_dir: Path, rng: random.Random
) -> None:
    paths = sorted((corpus_dir / "forms").rglob("*.md"))
    if not paths:
        pytest.skip("the notes of other programs are not there: corpus/forms")
    counts = all_shifted((path.read_bytes() for path in paths), rng)
    # Nothing tells `[70:31]` from what was `[5:31]` or `[05:31]`, nor `14m` from `14m0s`.
    assert counts["not back"] <= 24


def test_every_time_is_right_when_notes_of_every_shape_are_shifted(rng: random.Random) -> None:
    all_shifted((shape.text.encode() for shape in shapes()), rng)
