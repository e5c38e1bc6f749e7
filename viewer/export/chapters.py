"""Chapters of a video from a note: for YouTube, ffmpeg and Matroska, and in a copy of the file.

A chapter is a heading with the first moment that is cited below it; in a note with fewer than three
of those, and where only some claims are wanted, a claim.
"""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from viewer.export.copying import copy
from viewer.export.entries import Entry
from viewer.notes.headings import Heading
from viewer.notes.timecode import format_cue, format_ms
from viewer.translation import numeral, tr
from viewer.video.frames.decoder import duration_of

_FEW = 3
# What YouTube asks of chapters: https://support.google.com/youtube/answer/9884579
_YOUTUBE_LEAST, _YOUTUBE_APART_MS, _YOUTUBE_MOST = 3, 10_000, 5_000
_WITHOUT_GAPS = frozenset((".mp4", ".m4v", ".m4a", ".mov"))
_LONGEST = 100  # letters of a title
_NAMESPACE = uuid.UUID("5b2d5e0e-8f39-4d0c-9d43-6a1f6c0f0a11")


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
        kept.append(_beginning())
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


def _beginning() -> ChapterLine:
    """Return what comes before the first chapter."""
    return ChapterLine(0, tr("Start", "title of the first chapter of a video"))


def ffmetadata(chapters: Sequence[ChapterLine], duration_ms: int | None, title: str = "") -> str:
    """Write the metadata file of ffmpeg; without a duration the last chapter lasts a second."""
    lines = [";FFMETADATA1", *([f"title={_escaped(title)}"] if title else [])]
    for start_ms, end_ms, name in _spans(chapters, duration_ms):
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={start_ms}", f"END={end_ms}"]
        lines.append(f"title={_escaped(name)}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return "".join("\\" + letter if letter in "=;#\\" else letter for letter in text)


def matroska(chapters: Sequence[ChapterLine], duration_ms: int | None) -> str:
    """Write the XML that mkvmerge and mkvpropedit take."""
    root = ET.Element("Chapters")
    edition = ET.SubElement(root, "EditionEntry")
    for start_ms, end_ms, title in _spans(chapters, duration_ms):
        atom = ET.SubElement(edition, "ChapterAtom")
        # The same chapter has the same number each time, and no two have one.
        number = uuid.uuid5(_NAMESPACE, f"{start_ms} {title}").int >> 65 or 1
        ET.SubElement(atom, "ChapterUID").text = str(number)
        ET.SubElement(atom, "ChapterTimeStart").text = f"{format_cue(start_ms)}000000"
        ET.SubElement(atom, "ChapterTimeEnd").text = f"{format_cue(end_ms)}000000"
        display = ET.SubElement(atom, "ChapterDisplay")
        ET.SubElement(display, "ChapterString").text = xml_text(title)
        ET.SubElement(display, "ChapterLanguage").text = "und"
    ET.indent(root)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return head + ET.tostring(root, encoding="unicode") + "\n"


def xml_text(text: str) -> str:
    """Leave out the control characters, which XML cannot hold."""
    return "".join(letter for letter in text if letter >= " " and letter not in "\ufffe\uffff")


def _spans(
    chapters: Sequence[ChapterLine], duration_ms: int | None
) -> Iterable[tuple[int, int, str]]:
    """Yield start, end (half-open) and title of each; the last ends with the video."""
    starts = [chapter.start_ms for chapter in chapters]
    if chapters:
        last = starts[-1] + 1000
        starts.append(max(duration_ms, last) if duration_ms is not None else last)
    for chapter, end_ms in zip(chapters, starts[1:], strict=True):
        yield chapter.start_ms, end_ms, chapter.title


def write_copy(source: Path, target: Path, chapters: Sequence[ChapterLine]) -> None:
    """Copy a video with these chapters in it, as `copying.copy` does, and raise what it raises."""
    duration_ms = duration_of(source)
    if chapters and chapters[0].start_ms > 0 and target.suffix.casefold() in _WITHOUT_GAPS:
        chapters = [_beginning(), *chapters]  # or the first would begin there
    copy(source, target, chapters=list(_spans(chapters, duration_ms)))
