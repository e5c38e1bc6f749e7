import pytest

from viewer.notes.anchors import offset_of_anchor
from viewer.notes.chapter_headings import ChapterHeadings, chapter_headings
from viewer.notes.edit import Change
from viewer.notes.forms.every import BRACKET
from viewer.notes.headings import heading_at, headings
from viewer.notes.note import Note
from viewer.notes.own_form import Wish

TEXT = b"""---
title: x
---
Before [0:01]

# One *and* more
A [0:10]
## Within
B [0:20], C [0:30]

Three
===

%%
# Hidden
%%

Four
----
D [9:59:59]
> ### Quoted
> E [0:05]
"""


def test_headings_have_their_level_claims_and_first_time() -> None:
    note = Note.parse(TEXT)
    found = headings(note, note.times(60_000))
    assert [(one.level, one.text, one.claims, one.ms) for one in found] == [
        (1, "One and more", 3, 10_000),
        (2, "Within", 2, 20_000),
        (1, "Three", 2, 5_000),
        (2, "Four", 2, 5_000),  # what lies past the end of the video is no place to go to
        (3, "Quoted", 1, 5_000),
    ]
    assert heading_at(found, TEXT.index(b"Before")) is None
    assert heading_at(found, TEXT.index(b"A [")) == 0
    assert heading_at(found, TEXT.index(b"C [")) == 1
    assert heading_at(found, len(TEXT)) == 4


def test_a_note_without_headings_has_none() -> None:
    note = Note.parse(b"```\n# code\n```\n[0:01]\n")
    assert headings(note, note.times(None)) == []


# ---------------------------------------------------------------------- anchors


ANCHORED = """---
title: T
---

# First

## Part

A paragraph that is meant. ^para

# Second *loud*

## Part

- An item ^item-1
    - Its child ^child

| a | b |
| - | - |
| 1 | 2 |

^table

## E=mc^2
"""


@pytest.mark.parametrize(
    ("anchor", "begins"),
    [
        ("First", "# First"),
        ("first", "# First"),
        ("Part", "## Part\n\nA para"),
        ("First#Part", "## Part\n\nA para"),
        ("Second loud#Part", "## Part\n\n- An"),
        ("No such#Part", "## Part\n\nA para"),
        ("^para", "A paragraph"),
        ("^item-1", "- An item"),
        ("^child", "- Its child"),
        ("^table", "| a | b |"),
        ("First^para", "A paragraph"),
        ("E=mc^2", "## E=mc"),
    ],
)
def test_place_is_found_when_it_is_there(anchor: str, begins: str) -> None:
    note = Note.parse(ANCHORED.encode())
    offset = offset_of_anchor(note, anchor)
    assert offset is not None
    assert note.data[offset:].decode().lstrip().startswith(begins)


@pytest.mark.parametrize("anchor", ["", "#", "^", "^par", "Third", "^First", "Part#First"])
def test_no_place_is_found_when_it_is_not_there(anchor: str) -> None:
    expected = ANCHORED.index("# First") if anchor == "Part#First" else None
    assert offset_of_anchor(Note.parse(ANCHORED.encode()), anchor) == expected


# ---------------------------------------------------------------------- chapters


_CHAPTERS = ((10_000, "Q & *A*"), (0, "Intro"), (65_500, "  The [end] \n #1 "))


def _made(text: str, chapters: tuple[tuple[int, str], ...] = _CHAPTERS) -> ChapterHeadings:
    note = Note.parse(text.encode())
    return chapter_headings(note, note.times(None), chapters, 100_000, Wish(BRACKET))


def _applied(text: str, chapters: tuple[tuple[int, str], ...] = _CHAPTERS) -> str:
    made = _made(text, chapters)
    assert isinstance(made.change, Change)
    data = made.change.apply(text.encode())
    assert made.change.invert().apply(data) == text.encode()
    again = _made(data.decode(), chapters)
    assert (again.written, again.there) == (0, len(chapters))  # nothing twice
    after = Note.parse(data)
    titles = {heading.text for heading in headings(after, after.times(None))}
    assert {" ".join(title.split()) for _, title in chapters} <= titles
    return data.decode()


def test_headings_stand_where_their_times_belong() -> None:
    text = "---\nvideo: a.mp4\n---\n# Title\n\nWords.\n\n- a [0:01]\n- b [0:12]\n  - c [1:20]\n"
    assert _applied(text) == (
        "---\nvideo: a.mp4\n---\n# Title\n\nWords.\n\n## Intro [0:00]\n\n- a [0:01]\n\n"
        "## Q & \\*A\\* [0:10]\n\n- b [0:12]\n  - c [1:20]\n\n## The \\[end\\] \\#1 [1:05]\n"
    )


def test_heading_of_the_note_stays_over_its_own_block() -> None:
    text = "# Title\n\na [0:01]\n\n## Section\n\n### Deeper\n\nb [0:20]\n\nc [2:00]"
    assert _applied(text) == (
        "# Title\n\n## Intro [0:00]\n\na [0:01]\n\n## Q & \\*A\\* [0:10]\n\n## Section\n\n"
        "### Deeper\n\nb [0:20]\n\n## The \\[end\\] \\#1 [1:05]\n\nc [2:00]"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_stand_at_the_end_where_times_are_in_no_order(end: str) -> None:
    text = f"a [1:20]{end}{end}b [0:01]"
    made = _applied(text)
    assert made.startswith(text)
    lines = [
        "",
        "",
        "## Intro [0:00]",
        "",
        "## Q & \\*A\\* [0:10]",
        "",
        "## The \\[end\\] \\#1 [1:05]",
    ]
    assert made.removeprefix(text) == end.join(lines)
    assert not _made(text).is_in_order


def test_form_is_that_of_the_note() -> None:
    url = "https://www.youtube.com/watch?v=abcdefghijk"
    text = f"---\nvideo: {url}\n---\n\n[0:05]({url}&t=5) one\n\n[0:30]({url}&t=30) two\n"
    assert f"## [0:10]({url}&t=10) Q & \\*A\\*\n" in _applied(text)
    anchors = 'A <a class="yt-timestamp" data-t="00:00:05">[00:00:05]</a>.\n'
    assert '## Intro <a class="yt-timestamp" data-t="00:00:00">[00:00:00]</a>\n' in _applied(
        anchors
    )
    assert _applied("").startswith("## Intro [00:00:00]\n")


def test_times_of_another_video_count_for_nothing() -> None:
    url = "https://www.youtube.com/watch?v="
    text = f"---\nvideo: {url}abcdefghijk\n---\n\n[0:50]({url}bbbbbbbbbbb&t=50) of another\n\n"
    text += f"[0:05]({url}abcdefghijk&t=5) one\n\n[0:30]({url}abcdefghijk&t=30) two\n"
    made = _made(text)
    assert made.is_in_order
    after = made.change.apply(text.encode()).decode()
    assert after.index("Intro") > after.index("of another")
    assert after.index(" one") < after.index("Q & ") < after.index(" two")


def test_chapter_with_a_heading_has_it_already() -> None:
    made = _made("## intro\n\na [0:01]\n\n## Named otherwise [0:10]\n\nb [0:12]\n")
    assert (made.written, made.there) == (1, 2)
    assert b"The \\[end\\]" in made.change.edits[0].new
    # The same words at another time are another chapter.
    assert _made("## Intro [0:40]\n\nb [0:50]\n").written == 3


def test_table_and_code_are_not_cut_in_two() -> None:
    table = "| a | b |\n|---|---|\n| x | [0:05] |\n| y | [0:30] |\n"
    assert table in _applied(f"{table}\nend [1:30]\n")
    assert _made("```\ncode that is not closed").change is None
