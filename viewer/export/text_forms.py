"""The exports that are text, a row each, and the documents that one makes of notes. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from viewer.export import chapters, cues, editors, tables
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
from viewer.notes.videos import video_key
from viewer.translation import _, tr


class Batch(NamedTuple):
    """What one document is made of: one video of a note, or all."""

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
    """A form that is text."""

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
        """Make the documents of these notes, in order; none where nothing is wanted.

        Each is the name of its file and what is in it.
        `footage` is by the key of the video (`video_key`). `name` is what a document for all
        notes is called, without its suffix. With `by_claims` chapters are claims, never headings.
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


def _youtube(batch: Batch) -> Written:
    made = chapters.chapters_of(batch.entries, batch.headings, by_claims=batch.by_claims)
    text, problems = chapters.youtube(made)
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
