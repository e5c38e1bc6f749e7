"""The forms in which people cite a time: how each is found and read.

How they are changed is in `test_form_edits`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.notes.form_notes import NOTES, NOTHING, SHORT, Cited, data_of, is_read, shapes
from viewer.commands.show import json_of
from viewer.notes.forms.otherwise import WAYS
from viewer.notes.note import Note
from viewer.notes.retime import retime

ALL = [(text, expected) for notes in NOTES.values() for text, expected in notes]


def read(data: bytes) -> list[Cited]:
    shown: list[dict[str, Any]] = list(json_of(Note.parse(data), None))
    return [
        Cited(one["written"], one["reads_ms"], one["ends_ms"], one["video"], one["side"])
        for one in shown
        if one["kind"] == "timestamp"
    ]


@pytest.mark.parametrize(("text", "expected"), ALL)
def test_form_is_read_when_it_stands_in_a_note(text: str, expected: list[Cited]) -> None:
    assert read(data_of(text)) == expected


@pytest.mark.parametrize("text", [*NOTHING, f"[1:00]({SHORT}?x={'a' * 3000}&t=60)"])
def test_nothing_is_cited_when_it_only_looks_so(text: str) -> None:
    assert read(data_of(text)) == []


def test_time_that_a_macro_says_twice_changes_in_both_places() -> None:
    address = "https://www.bilibili.com/video/BV1xx411c7mD"
    note = Note.parse(f"- {{{{video {address}?t=6.8#t=6.83}}}} Words".encode())
    after = retime(note, note.citations[0], 125_500).apply(note.data)
    assert after.decode() == f"- {{{{video {address}?t=125.5#t=125.50}}}} Words"


_LEAST = 0.95


def test_times_of_every_shape_are_read_and_nothing_else_is() -> None:
    count: Counter[str] = Counter()
    missed: dict[str, list[str]] = {}
    for shape in shapes():
        count[shape.group] += 1
        if not is_read(shape):
            missed.setdefault(shape.group, []).append(shape.name)
    assert min(count.values()) >= 40
    for group, names in missed.items():
        least = 1.0 if group == "plain" else _LEAST
        assert 1 - len(names) / count[group] >= least, (group, names)


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


# ---------------------------------------------------------------------- real notes


# Shares of what the index holds; and of what is found, that it does not know.
_GOALS = {"found": 0.99, "time": 0.99, "end": 0.99, "video": 0.97, "side": 0.95}
_MOST_FALSE = 0.005
# Of the index: on which side the claim is; of the others either will do.
_SIDES = {
    **dict.fromkeys(("follow", "follow-next", "speaker-then-follow"), "after"),
    **dict.fromkeys(("precede", "precede-line", "precede-image"), "before"),
    **dict.fromkeys(("heading-before", "heading-line-before"), "before"),
}


def test_goals_are_met_when_all_notes_are_read(corpus_dir: Path) -> None:
    folder = corpus_dir / "forms"
    if not (folder / "index.json").is_file():
        pytest.skip(f"the notes in other forms are not there: {folder}")
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    misses: list[tuple[str, int, str, object, object]] = []
    for entry in json.loads((folder / "index.json").read_text("utf-8")):
        data = (folder / entry["file"]).read_bytes()
        for line, kind, expected, got in _compared(entry, data):
            asked[kind] += 1
            right[kind] += expected == got
            if expected != got:
                misses.append((entry["file"], line, kind, expected, got))
    for kind, goal in _GOALS.items():
        assert right[kind] >= goal * asked[kind] > 0, (kind, misses[:10])
    false = [miss for miss in misses if miss[2] == "false"]
    assert len(false) <= _MOST_FALSE * (right["found"] + len(false)), false
    assert not [miss for miss in false if miss[0].startswith("N/")]


def _compared(entry: Mapping[str, Any], data: bytes) -> Iterator[tuple[int, str, object, object]]:
    """Yield the line and kind of each thing that is looked at, and what it should be and is.

    For each citation of the index it is looked for one on the same line: with the same time if
    there is one.
    """
    every: Iterator[Mapping[str, Any]] = json_of(Note.parse(data), None)
    shown = [one for one in every if one["kind"] == "timestamp"]
    lines = [one["line"] for one in shown]
    left = dict(enumerate(shown))
    pairs: dict[int, Mapping[str, Any]] = {}
    for near in (True, False):
        for number, one in enumerate(entry["citations"]):
            on_line = (at for at in left if lines[at] == one["line"] and number not in pairs)
            found = (at for at in on_line if not near or _is_near(left[at]["reads_ms"], one["s"]))
            if (at := next(found, None)) is not None:
                pairs[number] = left.pop(at)
    for number, one in enumerate(entry["citations"]):
        line, got = one["line"], pairs.get(number)
        yield line, "found", True, got is not None
        if got is None:
            continue
        yield line, "time", True, _is_near(got["reads_ms"], one["s"])
        if one["end_s"] is not None or got["ends_ms"] is not None:
            yield line, "end", True, _is_near(got["ends_ms"], one["end_s"])
        is_named = one["video"] is not None and one["video"] in unquote(got["video"] or "")
        yield line, "video", one["video"], one["video"] if is_named else got["video"]
        yield line, "side", _SIDES.get(one["claim"], got["side"]), got["side"]
    for at, got in left.items():
        yield lines[at], "false", None, got["written"]


def _is_near(ms: int | None, seconds: float | None) -> bool:
    return ms is not None and seconds is not None and abs(ms - seconds * 1000) < 1_000
