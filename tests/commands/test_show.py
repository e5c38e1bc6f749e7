import json
from pathlib import Path

import pytest

from tests.commands.calls import printed

NOTE = """---
title: A talk
videoId: atMRWzgHEGg
---

First <a class="yt-timestamp" data-t="00:01:02">[00:01:02]</a>. Second [00:05, 01:45:02].
Third <a class="yt-timestamp" data-t="HH:MM">[x]</a>
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    return path


def test_json_has_one_entry_per_time_when_asked(note: Path) -> None:
    *result, problem = map(json.loads, printed("show", note, "--json", code=1).splitlines())
    data = NOTE.encode()
    assert [(entry["line"], entry["text"]) for entry in result[:2]] == [(6, "First"), (6, "Second")]
    assert [
        (
            data[entry["start"] : entry["end"]].decode()[:10],
            entry["written"],
            entry["reads_ms"],
            entry["form"],
            data[entry["claim_start"] : entry["claim_end"]].decode()[:6],
        )
        for entry in result
    ] == [
        ('<a class="', "00:01:02", 62_000, "h:m:s", "First "),
        ("[00:05, 01", "00:05", 5_000, "m:s", "Second"),
        ("[00:05, 01", "01:45:02", 6_302_000, "h:m:s", "Second"),
        ('<a class="', "HH:MM", None, None, "Third "),
    ]
    assert (problem["line"], problem["text"]) == (7, "“HH:MM” is not a time.")


def test_lines_tell_what_is_past_the_end_when_the_duration_is_known(note: Path) -> None:
    assert printed("show", note, "--duration", "1:10:12", code=1).splitlines() == [
        "A talk",
        "video atMRWzgHEGg",
        "",
        "1:02  First",
        "0:05, 1:45:02 (past the end, 1:10:12; could be 1:45 or 45:02)  Second",
        "“HH:MM” (not a time)  Third",
        "problem: “HH:MM” is not a time.",
    ]


def test_chance_is_told_when_a_time_can_be_read_in_two_ways(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    times = [f"{minute:02}:{minute * 7 % 60:02}:00" for minute in range(0, 40, 2)] + ["02:44:27"]
    note.write_text("\n\n".join(f"Said [{time}]." for time in times), "utf-8")
    cited = list(map(json.loads, printed("show", note, "--json").splitlines()))
    assert cited[5]["chance"] > 0.99
    assert 0.5 < cited[-1]["chance"] < 0.97
    last = printed("show", note).splitlines()[-1]
    assert last.startswith("2:44 (in note 02:44:27; could be 2:44:27)")
