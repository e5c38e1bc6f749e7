"""Chapters of a video from a note, for YouTube. Pure.

A chapter is a heading with the first moment that is cited below it; in a note with fewer than three
of those, and where only some claims are wanted, a claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from viewer.export.entries import Entry
from viewer.notes.headings import Heading
from viewer.notes.timecode import format_ms
from viewer.translation import numeral, tr

_FEW = 3
# What YouTube asks of chapters: https://support.google.com/youtube/answer/9884579
_YOUTUBE_LEAST, _YOUTUBE_APART_MS, _YOUTUBE_MOST = 3, 10_000, 5_000
_LONGEST = 100  # letters of a title


class ChapterLine(NamedTuple):
    """From `start_ms` to the next chapter, or to the end."""

    start_ms: int
    title: str


def chapters_of(
    entries: Sequence[Entry], headings: Sequence[Heading], *, by_claims: bool = False
) -> list[ChapterLine]:
    """Make the chapters of one video, in time order, one a moment; by headings where it has some.

    `headings` are those of the note; a heading counts where its moment is among the entries.
    """
    cited = {entry.ms for entry in entries}
    found = [
        ChapterLine(one.ms, one.text) for one in headings if one.ms is not None and one.ms in cited
    ]
    # Of a heading and the one below it, both at one moment, the deeper says more of what is said.
    by_ms = {chapter.start_ms: chapter for chapter in found if chapter.title}
    if by_claims or len(by_ms) < _FEW:
        claims = [
            ChapterLine(one.ms, one.text) for one in entries if one.ms is not None and one.text
        ]
        by_ms = {chapter.start_ms: chapter for chapter in reversed(claims)}
    return [_cut(by_ms[ms]) for ms in sorted(by_ms)]


def _cut(chapter: ChapterLine) -> ChapterLine:
    title = " ".join(chapter.title.split())
    if len(title) > _LONGEST:
        title = title[: _LONGEST - 1].rstrip() + "…"
    return ChapterLine(chapter.start_ms, title)


def youtube(chapters: Sequence[ChapterLine]) -> tuple[str, list[str]]:
    """Write the lines for the description of a video, and say what YouTube will not take.

    The first stands at 0:00, and each is ten seconds long or longer: one that would be shorter is
    left out.
    """
    problems: list[str] = []
    kept: list[ChapterLine] = []
    has_beginning = bool(chapters) and chapters[0].start_ms >= _YOUTUBE_APART_MS
    if has_beginning:
        kept.append(ChapterLine(0, tr("Start", "title of the first chapter of a video")))
    for chapter in chapters:
        if not kept:
            kept.append(ChapterLine(0, chapter.title))
        elif chapter.start_ms - kept[-1].start_ms >= _YOUTUBE_APART_MS:
            kept.append(ChapterLine(chapter.start_ms // 1000 * 1000, chapter.title))
    text = "".join(f"{format_ms(one.start_ms)} {one.title}\n" for one in kept)
    left = len({one.start_ms for one in chapters}) - (len(kept) - has_beginning)
    if left > 0:
        words = tr(
            "1 chapter is left out: on YouTube chapters must be ten seconds apart.|"
            "%n chapters are left out: on YouTube chapters must be ten seconds apart.",
            "",
            left,
        )
        problems.append(words)
    if len(kept) < _YOUTUBE_LEAST:
        problems.append(tr("YouTube shows chapters only if there are three or more."))
    if len(text) > _YOUTUBE_MOST:
        words = tr("YouTube descriptions have at most {0} characters; this is longer.")
        problems.append(words.format(numeral(_YOUTUBE_MOST)))
    return text, problems
