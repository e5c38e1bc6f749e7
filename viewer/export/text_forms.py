"""The text export formats, one row each, and the documents made of notes. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from viewer.export import cues, editors, tables
from viewer.export.choice import Choice
from viewer.export.editors import Footage
from viewer.export.entries import Entry, NoteEntries
from viewer.export.form import (
    LEFT,
    OTHER,
    ExportForm,
    ExportTask,
    Kind,
    Left,
    Offer,
    Product,
    Wares,
    free_name,
)
from viewer.export.new_file import write_new
from viewer.notes.file import storable
from viewer.notes.headings import Heading
from viewer.notes.timecode import format_ms
from viewer.notes.videos import video_key
from viewer.translation import _, numeral, tr

_FEW = 3  # headings: where fewer are chapters, claims are
# What YouTube asks of chapters: https://support.google.com/youtube/answer/9884579
_YOUTUBE_LEAST, _YOUTUBE_APART_MS, _YOUTUBE_MOST = 3, 10_000, 5_000
_LONGEST = 100  # letters of the title of a chapter


class Batch(NamedTuple):
    """The content of one document: one video of a note, or all."""

    entries: Sequence[Entry]
    footage: Mapping[str, Footage]  # by the key of the video
    title: str  # of the note, or the name of the document
    headings: Sequence[Heading] = ()
    duration_ms: int | None = None
    by_claims: bool = False

    @property
    def lost(self) -> list[Entry]:
        """The citations that lead nowhere."""
        return [entry for entry in self.entries if entry.ms is None]


class Written(NamedTuple):
    """The text of a document."""

    text: str
    size: int  # how many claims are in it
    left: Sequence[Entry] = ()  # the citations that are not, for they lead nowhere
    problems: Sequence[str] = ()  # what whoever takes it will not like, in sentences


@dataclass(frozen=True)
class TextForm(ExportForm):
    """A text format."""

    id: str
    suffix: str
    words: str
    make: Callable[[Batch], Written]
    is_for_video: bool = False  # one document for each video of each note; else one for all
    left: Left = LEFT
    about: str = ""
    kind: Kind | None = None
    short: str = ""

    ending = _("claims")
    #: {0}: “12 timestamps”
    files = _("{0} in 1 file, one per video|{0} in %n files, one per video", "", 2)

    def offer(self, wares: Wares, choice: Choice) -> Offer:
        notes = [one.entries for one in wares.materials]
        made = self.documents(notes, wares.footage, name=wares.name, by_claims=wares.by_claims)
        left = [entry for _, one in made for entry in one.left]
        products = [
            Product(name, partial(_write, one), text=one.text, problems=one.problems)
            for name, one in made
        ]
        return Offer(self, wares, choice, products, sum(one.size for _, one in made), left)

    def documents(
        self,
        notes: Sequence[NoteEntries],
        footage: Mapping[str, Footage],
        *,
        name: str = "claims",
        by_claims: bool = False,
    ) -> list[tuple[str, Written]]:
        """Make the documents of these notes, in order; none if nothing is wanted.

        Each is the name of its file and its content. `footage` is by the key of the video
        (`video_key`). `name` is that of a document for all notes, without suffix. With `by_claims`
        chapters are claims, never headings.
        """
        batches: dict[str, Batch] = {}
        taken: set[str] = set()
        for note in notes if self.is_for_video else ():
            by_video: dict[str, list[Entry]] = defaultdict(list)
            for entry in note.entries:
                by_video[video_key(entry.video)].append(entry)
            for key, entries in by_video.items():
                stem = PurePosixPath(note.note).stem
                stem += f".{_fit(key)}" if len(by_video) > 1 else ""
                duration_ms = footage.get(key, Footage()).duration_ms
                batch = Batch(entries, footage, note.title, note.headings, duration_ms, by_claims)
                batches[free_name(stem, self.suffix, taken)] = batch
        everything = [entry for note in notes for entry in note.entries]
        if everything and not self.is_for_video:
            batches[name + self.suffix] = Batch(everything, footage, storable(name))
        return [(called, self.make(batch)) for called, batch in batches.items()]


def _write(written: Written, task: ExportTask) -> str:
    write_new(task.target, written.text)
    return tr("1 timestamp|%n timestamps", "", written.size)


def _fit(key: str) -> str:
    name = key.replace("\\", "/").rstrip("/").rpartition("/")[2] or "video"
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)[:60]


def _vtt(batch: Batch) -> Written:
    return Written(cues.webvtt(_cues(batch), batch.title), _reached(batch), batch.lost)


def _srt(batch: Batch) -> Written:
    return Written(cues.srt(_cues(batch)), _reached(batch), batch.lost)


def _cues(batch: Batch) -> list[cues.ShownCue]:
    return cues.cues_of(batch.entries, batch.duration_ms, batch.headings)


def _reached(batch: Batch) -> int:
    return len(batch.entries) - len(batch.lost)


class ChapterLine(NamedTuple):
    """A chapter from `start_ms` to the next one, or to the end."""

    start_ms: int
    title: str


def _chapters(batch: Batch) -> list[ChapterLine]:
    """Return the chapters of one video, in time order, one per moment.

    A heading with the first moment below it; if few headings have one, or only some claims are
    wanted, a claim.
    """
    claims = [(entry.ms, entry.text) for entry in batch.entries if entry.ms is not None]
    cited = {ms for ms, _ in claims}
    # Of a heading and the one below it, both at one moment, the deeper says more of what is said.
    by_ms = {
        one.ms: one.text
        for one in batch.headings
        if one.ms is not None and one.ms in cited and one.text
    }
    if batch.by_claims or len(by_ms) < _FEW:
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


def _youtube(batch: Batch) -> Written:
    made = _chapters(batch)
    text, problems = youtube(made)
    return Written(text, len(made), batch.lost, problems)


def _table(write: Callable[[Sequence[Entry]], str], batch: Batch) -> Written:
    return Written(write(batch.entries), len(batch.entries))


def _annotations(batch: Batch) -> Written:
    left = [entry for entry in batch.entries if not tables.link_of(entry)]
    text = tables.web_annotations(batch.entries, batch.title)
    return Written(text, len(batch.entries) - len(left), left)


def _timeline(write: editors.Writer, batch: Batch) -> Written:
    durations = {key: one.duration_ms for key, one in batch.footage.items()}
    text = write(editors.cuts_of(batch.entries, durations), batch.footage, batch.title)
    return Written(text, len(batch.entries) - len(batch.lost), batch.lost)


_OF_NO_VIDEO = LEFT._replace(words=_("it has no video.|they have no video.", "", 2))
_SUBTITLES = Kind(OTHER, _("Subtitles"))
_CHAPTERS = Kind(OTHER, _("Chapters"), "YouTube")
_TABLE = Kind(OTHER, _("Table or data"))
#: Of a video editor.
_TIMELINE = Kind(OTHER, _("Timeline"))
#: Is read on: “Markdown list · with links”.
_LIST = Kind(OTHER, _("Markdown list"), _("with links"))
_SHOWN = _("Each claim is shown as a subtitle while the video plays.")
_CUTS = _("Opens in a video editor, with a cut for each claim.")

TEXT_FORMS = (
    TextForm(
        "vtt", ".vtt", _("Subtitles (WebVTT)"), _vtt, True,
        kind=_SUBTITLES, short="WebVTT", about=_SHOWN,
    ),
    TextForm(
        "srt", ".srt", _("Subtitles (SRT)"), _srt, True,
        kind=_SUBTITLES, short="SRT", about=_SHOWN,
    ),
    TextForm(
        "youtube", ".txt", _("Chapters for a YouTube description"), _youtube, True,
        kind=_CHAPTERS, about=_("Text to paste into the description of the video."),
    ),
    TextForm(
        "csv", ".csv", _("Table (CSV)"), partial(_table, tables.csv_table),
        kind=_TABLE, short="CSV", about=_("A row for each timestamp, for a spreadsheet."),
    ),
    TextForm(
        "jsonl", ".jsonl", "JSON Lines", partial(_table, tables.json_lines),
        kind=_TABLE, short="JSON", about=_("A line of JSON for each timestamp, for programs."),
    ),
    TextForm(
        "jsonld", ".jsonld", _("Web Annotations (JSON-LD)"), _annotations, left=_OF_NO_VIDEO,
        kind=_TABLE, short="JSON-LD", about=_("Web Annotations: the W3C's format for such notes."),
    ),
    TextForm(
        "markdown", ".md", _("Markdown list with links"), partial(_table, tables.markdown),
        kind=_LIST, about=_("A list of the claims, each with a link to its time in the video."),
    ),
    TextForm(
        "otio", ".otio", _("Timeline (OpenTimelineIO)"), partial(_timeline, editors.write_otio),
        kind=_TIMELINE, short="OTIO", about=_CUTS,
    ),
    TextForm(
        "fcpxml", ".fcpxml", _("Timeline (Final Cut, Resolve)"),
        partial(_timeline, editors.write_fcpxml),
        kind=_TIMELINE, short="Final Cut, Resolve", about=_CUTS,
    ),
    TextForm(
        "edl", ".edl", _("Timeline (EDL)"), partial(_timeline, editors.write_edl),
        kind=_TIMELINE, short="EDL", about=_CUTS,
    ),
)  # fmt: skip
