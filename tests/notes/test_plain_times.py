"""Times in the text of a note that names its video, set to others.

What is one, and what only looks so, is told by the lists of `form_notes` and `shapes`.
"""

import pytest

from viewer.notes.forms.otherwise import WAYS
from viewer.notes.note import Note
from viewer.notes.retime import retime

_NEARLY_ROUND = ("05:31", "07:00", "09:15", "10:20", "12:42")
_FRONT = "---\nvideo: https://youtu.be/abcdefghijk\n---\n"


@pytest.mark.parametrize("example", [example for way in WAYS for example in way.examples])
def test_time_is_none_when_something_beside_it_says_otherwise(example: str) -> None:
    assert not Note.parse((_FRONT + example).encode()).citations


@pytest.mark.parametrize(
    ("text", "index", "ms"),
    [
        ("".join(f"- `{time}` a\n" for time in _NEARLY_ROUND), 0, 330_000),
        ("<ul>" + "".join(f"<li>{time} a</li>" for time in _NEARLY_ROUND) + "</ul>", 0, 330_000),
        ("- 5'10\" a\n- 6'30\" b", 1, 371_000),
    ],
)
def test_others_stay_when_one_is_set_to_another_time(text: str, index: int, ms: int) -> None:
    note = Note.parse((_FRONT + text).encode())
    after = Note.parse(retime(note, note.citations[index], ms).apply(note.data))
    assert len(after.citations) == len(note.citations) > 1


def test_time_is_none_where_all_others_are_links() -> None:
    links = "".join(
        f"- [{n}:00](https://youtu.be/abcdefghijk?t={n * 60}) x\n" for n in range(1, 25)
    )
    assert len(Note.parse(f"{_FRONT}{links}\n10:24 Words\n".encode()).citations) == 24


def test_round_times_in_code_are_cited() -> None:
    times = ["05:30", "07:00", "09:15", "10:20", "12:40"]
    text = "".join(f"- `{time}` a\n" for time in times)
    assert [one.written for one in Note.parse((_FRONT + text).encode()).citations] == times
