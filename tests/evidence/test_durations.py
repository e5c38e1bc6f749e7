"""Lists of how long videos are: every form that is promised, and what is said of wrong ones."""

from pathlib import Path

import pytest

from viewer.errors import NoteFileError
from viewer.evidence.durations import read_durations


def read(tmp_path: Path, text: str) -> dict[str, int]:
    path = tmp_path / "durations"
    path.write_bytes(text.encode())
    return read_durations(path)


def test_json_holds_seconds_or_times(tmp_path: Path) -> None:
    found = read(tmp_path, '{"a": 4212, "b": 1.50000000000001, "c": "1:10:12", "d": "62"}')
    assert found == {"a": 4_212_000, "b": 1_500, "c": 4_212_000, "d": 62_000}
    assert read(tmp_path, "") == read(tmp_path, "{}") == {}


@pytest.mark.parametrize("between", [",", ";", "\t", ", "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_hold_an_id_and_a_duration(tmp_path: Path, between: str, end: str) -> None:
    head = ["\ufeffvideoId,seconds", "# of today", ""]
    lines = [*head, "a-_1,4212", "b,1:10:12", "c,9:07.5", '"d","3"']
    text = end.join(line.replace(",", between) for line in lines)
    assert read(tmp_path, text) == {"a-_1": 4_212_000, "b": 4_212_000, "c": 547_500, "d": 3_000}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,10\nb,soon\n", "line 2: “b,soon”"),
        ("a,10\n\nid,20,30\n", "line 3"),
        ("a\n", "line 1"),
        ("a,0\n", "line 1"),
        (",5\n", "line 1"),
        ('{"a": null}', "“a”"),
        ('{"a": 1', "not a list of durations"),
        ("[" * 100_000, "line 1"),
    ],
)
def test_a_wrong_list_is_refused_and_the_place_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(NoteFileError) as caught:
        read(tmp_path, text)
    assert said in caught.value.words()
