import pytest

from viewer.notes.note import Note
from viewer.notes.transcript_to_blocks import transcribe

SAID = [(61_000, "So this  is *it*."), (65_500, "- 1. and [[that]] #x")]
WRITTEN = "So this is \\*it\\*. [1:01]{0}{0}\\- 1. and \\[\\[that\\]\\] \\#x [1:05]"


def put(text: str, at: str | None, heading: str = "") -> str | None:
    note = Note.parse(text.encode())
    change = transcribe(
        note, None if at is None else text.encode().index(at.encode()), SAID, None, heading
    )
    return change.apply(note.data).decode() if change is not None else None


@pytest.mark.parametrize(
    ("old", "at", "new"),
    [
        ("A [0:01]\n", None, "A [0:01]\n\n{0}\n"),
        ("A [0:01]", None, "A [0:01]\n\n{0}"),
        ("A [0:01]\r\n\r\n", None, "A [0:01]\r\n\r\n{0}\r\n"),
        ("- A [0:01]\n## B\nText", "B", "- A [0:01]\n\n{0}\n\n## B\nText"),
        ("A [0:01]\n\n# B\n", "# B", "A [0:01]\n\n{0}\n\n# B\n"),
    ],
)
def test_it_stands_as_paragraphs_and_reads_as_it_was_said(
    old: str, at: str | None, new: str
) -> None:
    end = "\r\n" if "\r\n" in old else "\n"
    made = put(old, at)
    assert made == new.format(WRITTEN.format(end))
    note = Note.parse(made.encode())
    said = [note.plain(claim.span) for claim in note.claims]
    assert said[1:3] == ["So this is *it*.", "- 1. and [[that]] #x"]


def test_a_heading_stands_before_it_and_numbers_begin_no_list() -> None:
    made = put("A [0:01]\n", None, "## Transcript")
    assert made == "A [0:01]\n\n## Transcript\n\n" + WRITTEN.format("\n") + "\n"
    note = Note.parse(b"")
    change = transcribe(note, None, [(0, "12. May is the day.")])
    assert change.apply(b"").startswith(b"12\\. May is the day. <a")


def test_nothing_is_written_where_it_would_be_code_or_nothing_is_said() -> None:
    assert put("```\nnever closed [0:01]\n", None) is None
    assert transcribe(Note.parse(b"A\n"), None, [(0, "  ")]) is None
