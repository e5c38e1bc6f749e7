"""A region that goes beyond the picture is a problem, and its repair leaves what lies in it."""

from viewer.evidence.check import examine, repair
from viewer.evidence.verdicts import OUTSIDE_PICTURE
from viewer.notes.note import Note
from viewer.notes.region import region_of

_NOTE = """---
videoId: dQw4w9WgXcQ
---

- Inside <a class="yt-timestamp" data-t="00:01:02" data-xywh="percent:80,80,20,20">[00:01:02]</a>
- Outside <a class="yt-timestamp" data-t="00:02:02" data-xywh="percent:90,10,20,20">[00:02:02]</a>
- Without <a class="yt-timestamp" data-t="00:03:02">[00:03:02]</a>
"""


def test_what_lies_outside_is_found_and_cut() -> None:
    note = Note.parse(_NOTE.encode())
    found = examine(note, 600_000, None).findings
    assert [one.citation for one in found if one.verdict is OUTSIDE_PICTURE] == [1]
    change = repair(note, found, None, 600_000)
    assert change.name == "Cut mark to picture"
    after = note.with_data(change.apply(note.data))
    assert region_of(after.data, after.citations[1]) == (90, 10, 10, 20)
    assert after.data.replace(b"percent:90,10,10,20", b"percent:90,10,20,20") == note.data
    again = examine(after, 600_000, None).findings
    assert not [one for one in again if one.verdict.is_doubtful]
