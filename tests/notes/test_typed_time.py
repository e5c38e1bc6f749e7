"""Times that are typed as plain text become citations, where they can be ones."""

import pytest

from viewer.notes.note import Note
from viewer.notes.typed_time import cited_time

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
