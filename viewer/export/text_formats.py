"""The text export formats, one row each, and the documents made of notes. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from viewer.base.translation import _, numeral, tr
from viewer.export import cues, tables
from viewer.export.choice import Choice
from viewer.export.entries import Entry, Footage
from viewer.export.format import (
    OTHER,
    Content,
    ExportFile,
    ExportFormat,
    ExportPlan,
    ExportTask,
    FormatKind,
    free_name,
)
from viewer.export.new_file import write_text
from viewer.media.transcribed import to_srt
from viewer.media.transcript import Cue
from viewer.notes.file import storable
from viewer.notes.timecode import format_ms
from viewer.notes.videos import video_key

_FEW = 3  # headings: where fewer are chapters, claims are
# What YouTube asks of chapters: https://support.google.com/youtube/answer/9884579
_YOUTUBE_LEAST, _YOUTUBE_APART_MS, _YOUTUBE_MOST = 3, 10_000, 5_000
_LONGEST = 100  # letters of the title of a chapter


def _has_time(entry: Entry) -> bool:
    return entry.ms is not None


def _is_any(entry: Entry) -> bool:
    return True


@dataclass(frozen=True)
class TextFormat(ExportFormat):
    """A text format."""

    id: str
    suffix: str
    words: str
    text: Callable[[Content], str]  # of one file
    is_for_video: bool = False
    can_hold: Callable[[Entry], object] = _has_time  # other entries are left out
    left: str = ExportFormat.left
    about: str = ""
    kind: FormatKind | None = None
    short: str = ""

    ending = _("claims")
    #: {0}: “12 timestamps”
    files = _("{0} in 1 file, one per video|{0} in %n files, one per video", "", 2)

    def plan(self, content: Content, choice: Choice) -> ExportPlan:
        parts = [*self._parts(content)]
        left = [entry for _, one in parts for entry in one.entries if not self.can_hold(entry)]
        sizes = [self.size_of(one) for _, one in parts]
        files = [self._file(*part, size) for part, size in zip(parts, sizes, strict=True)]
        return ExportPlan(self, content, choice, files, sum(sizes), left)

    def _file(self, name: str, content: Content, size: int) -> ExportFile:
        text = self.text(content)
        write = partial(_write, text, size)
        return ExportFile(name, write, text=text, problems=self.problems_of(content))

    def size_of(self, content: Content) -> int:
        """Return how many timestamps a file holds."""
        return sum(bool(self.can_hold(entry)) for entry in content.entries)

    def problems_of(self, content: Content) -> Sequence[str]:
        """Return what whoever takes a file will not like, in sentences."""
        return ()

    def _parts(self, content: Content) -> Iterator[tuple[str, Content]]:
        """Yield the name of each file, in order, and what is in it."""
        if not self.is_for_video and content.entries:
            yield content.name + self.suffix, content
        taken: set[str] = set()
        for note in content.notes if self.is_for_video else ():
            by_video: dict[str, list[Entry]] = defaultdict(list)
            for entry in note.entries:
                by_video[video_key(entry.video)].append(entry)
            for key, entries in by_video.items():
                stem = PurePosixPath(note.name).stem
                stem += f".{_fit(key)}" if len(by_video) > 1 else ""
                part = content._replace(notes=[note._replace(entries=entries)])
                yield free_name(stem, self.suffix, taken), part


def _write(text: str, size: int, task: ExportTask) -> str:
    write_text(task.target, text)
    return tr("1 timestamp|%n timestamps", "", size)


def _fit(key: str) -> str:
    name = key.replace("\\", "/").rstrip("/").rpartition("/")[2] or "video"
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)[:60]


def _vtt(content: Content) -> str:
    return cues.webvtt(_cues(content), content.notes[0].title)


def _srt(content: Content) -> str:
    return to_srt(_cues(content))


def _audacity(content: Content) -> str:
    """Write https://manual.audacityteam.org/man/importing_and_exporting_labels.html."""
    found = [
        (one.ms / 1000, (one.end_ms or one.ms) / 1000, " ".join(one.text.split()))
        for one in content.entries
        if one.ms is not None
    ]
    return "".join(f"{start:.3f}\t{end:.3f}\t{text}\n" for start, end, text in sorted(found))


def _cues(content: Content) -> list[Cue]:
    entries = content.entries
    footage = content.footage.get(video_key(entries[0].video), Footage())
    return cues.cues_of(entries, footage.duration_ms, content.notes[0].headings)


class ChapterLine(NamedTuple):
    """A chapter from `start_ms` to the next one, or to the end."""

    start_ms: int
    title: str


def _chapters(content: Content) -> list[ChapterLine]:
    """Return the chapters of one video, in time order, one per moment.

    A heading with the first moment below it; if few headings have one, or only some claims are
    wanted, a claim.
    """
    claims = [(entry.ms, entry.text) for entry in content.entries if entry.ms is not None]
    cited = {ms for ms, _ in claims}
    # Of a heading and the one below it, both at one moment, the deeper says more of what is said.
    by_ms = {
        one.ms: one.text
        for one in content.notes[0].headings
        if one.ms is not None and one.ms in cited and one.text
    }
    if content.by_claims or len(by_ms) < _FEW:
        by_ms = {ms: text for ms, text in reversed(claims) if text}
    titles = ((ms, " ".join(by_ms[ms].split())) for ms in sorted(by_ms))
    return [
        ChapterLine(ms, title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…")
        for ms, title in titles
    ]


def youtube(chapters: Sequence[ChapterLine]) -> tuple[str, list[str]]:
    """Write chapter lines for a video's description, and what YouTube will not accept.

    The first is at 0:00, and each is at least ten seconds long: shorter ones are left out.
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


class _YouTube(TextFormat):
    """Chapters in the description of a video."""

    def size_of(self, content: Content) -> int:
        return len(_chapters(content))

    def problems_of(self, content: Content) -> Sequence[str]:
        return youtube(_chapters(content))[1]


def _of_entries(write: Callable[[Sequence[Entry]], str], content: Content) -> str:
    return write(content.entries)


def _annotations(content: Content) -> str:
    return tables.web_annotations(content.entries, storable(content.name))


_OF_NO_VIDEO = _("it has no video.|they have no video.", "", 2)
_SUBTITLES = FormatKind(OTHER, _("Subtitles"))
_CHAPTERS = FormatKind(OTHER, _("Chapters"), "YouTube")
_TABLE = FormatKind(OTHER, _("Table or data"))
#: Is read on: “Markdown list · with links”.
_LIST = FormatKind(OTHER, _("Markdown list"), _("with links"))
_SHOWN = _("Each claim is shown as a subtitle while the video plays.")

TEXT_FORMATS = (
    TextFormat(
        "vtt", ".vtt", _("Subtitles (WebVTT)"), _vtt, True,
        kind=_SUBTITLES, short="WebVTT", about=_SHOWN,
    ),
    TextFormat(
        "srt", ".srt", _("Subtitles (SRT)"), _srt, True,
        kind=_SUBTITLES, short="SRT", about=_SHOWN,
    ),
    TextFormat(
        "audacity", ".txt", _("Labels (Audacity)"), _audacity, True,
        about=_("A label for each claim, to import into Audacity."),
    ),
    _YouTube(
        "youtube", ".txt", _("Chapters for a YouTube description"),
        lambda content: youtube(_chapters(content))[0], True,
        kind=_CHAPTERS, about=_("Text to paste into the description of the video."),
    ),
    TextFormat(
        "csv", ".csv", _("Table (CSV)"), partial(_of_entries, tables.csv_table), can_hold=_is_any,
        kind=_TABLE, short="CSV", about=_("A row for each timestamp, for a spreadsheet."),
    ),
    TextFormat(
        "jsonl", ".jsonl", "JSON Lines", partial(_of_entries, tables.json_lines), can_hold=_is_any,
        kind=_TABLE, short="JSON", about=_("A line of JSON for each timestamp, for programs."),
    ),
    TextFormat(
        "jsonld", ".jsonld", _("Web Annotations (JSON-LD)"), _annotations,
        can_hold=tables.link_of, left=_OF_NO_VIDEO,
        kind=_TABLE, short="JSON-LD", about=_("Web Annotations: the W3C's format for such notes."),
    ),
    TextFormat(
        "markdown", ".md", _("Markdown list with links"), partial(_of_entries, tables.markdown),
        can_hold=_is_any,
        kind=_LIST, about=_("A list of the claims, each with a link to its time in the video."),
    ),
)  # fmt: skip
