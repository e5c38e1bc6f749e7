"""Real notes in other tools' forms, read as their index says: `forms/` of the corpus.

How they are changed is in `test_form_edits`.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from viewer.commands.show import json_of
from viewer.notes.note import Note

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
