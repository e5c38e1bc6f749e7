"""Chapters as headings of a note: where they stand, in which form, and never twice."""

import pytest

from viewer.notes.chapter_headings import ChapterHeadings, chapter_headings
from viewer.notes.edit import Change
from viewer.notes.forms.every import BRACKET
from viewer.notes.headings import headings
from viewer.notes.note import Note
from viewer.notes.own_form import Wish

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
