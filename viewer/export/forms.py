"""Every form of export by name, and the documents that one makes of notes. Pure; any thread."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from viewer.export import chapters, cues, editors, tables
from viewer.export.editors import Footage
from viewer.export.entries import Entry, NoteEntries
from viewer.notes.file import shortened
from viewer.notes.videos import video_key


class ExportForm(NamedTuple):
    """A form: its id for the command line, the suffix of its files, and what it is called."""

    id: str
    suffix: str
    words: str
    # Whether there is one document for each video of each note; else one for all.
    is_for_video: bool


FORMS = (
    ExportForm("vtt", ".vtt", "Subtitles (WebVTT)", True),
    ExportForm("srt", ".srt", "Subtitles (SRT)", True),
    ExportForm("youtube", ".txt", "Chapters for a YouTube description", True),
    ExportForm("ffmetadata", ".ffmetadata", "Chapters for ffmpeg", True),
    ExportForm("matroska", ".xml", "Chapters for Matroska (XML)", True),
    ExportForm("csv", ".csv", "Table (CSV)", False),
    ExportForm("jsonl", ".jsonl", "JSON Lines", False),
    ExportForm("jsonld", ".jsonld", "Web Annotations (JSON-LD)", False),
    ExportForm("markdown", ".md", "Markdown list with links", False),
    ExportForm("otio", ".otio", "Timeline (OpenTimelineIO)", False),
    ExportForm("fcpxml", ".fcpxml", "Timeline (Final Cut, Resolve)", False),
    ExportForm("edl", ".edl", "Timeline (EDL)", False),
    ExportForm("html", ".html", "Page with frames and clips, which can be checked", True),
    ExportForm("pdf", ".pdf", "PDF of the note, to print or to pass on", True),
    ExportForm("clips", ".mp4", "A clip for each claim", True),
    ExportForm("film", ".mp4", "One film of all claims", False),
    ExportForm("anki", ".apkg", "Cards for Anki", False),
)
"""In the order in which they are shown."""

_LONGEST_SUFFIX = max((form.suffix for form in FORMS), key=len)
BY_ID = {form.id: form for form in FORMS}
OF_MEDIA = frozenset(("html", "pdf", "clips", "film", "anki"))
"""Those that are made of the videos themselves: see `media_forms`."""


class Document(NamedTuple):
    """What is to be written to one file."""

    # Its name without folders, made of the name of the note.
    name: str
    text: str
    # How many claims are in it, and the citations that are not, for they lead nowhere.
    size: int
    left: Sequence[Entry]
    # What whoever takes it will not like, in sentences.
    problems: tuple[str, ...] = ()


def documents_of(
    form: ExportForm,
    notes: Sequence[NoteEntries],
    footage: Mapping[str, Footage],
    *,
    name: str = "claims",
    by_claims: bool = False,
) -> list[Document]:
    """Make the documents of these notes, in order; none for a note of which nothing is wanted.

    `footage` is by the key of the video (`video_key`). `name` is what a document for all
    notes is called, without its suffix. With `by_claims` chapters are claims, never headings.
    """
    if not form.is_for_video:
        entries = [entry for note in notes for entry in note.entries]
        text, left = _of_all(form, entries, footage, name)
        size = len(entries) - len(left)
        return [Document(name + form.suffix, text, size, left)] if entries else []
    found = []
    taken: set[str] = set()
    for note in notes:
        by_video: dict[str, list[Entry]] = defaultdict(list)
        for entry in note.entries:
            by_video[video_key(entry.video)].append(entry)
        for key, entries in by_video.items():
            stem = PurePosixPath(note.note).stem
            if len(by_video) > 1:
                stem += f".{_fit(key)}"
            stem = free_name(stem, taken)
            text, count, problems = _of_video(
                form, note, entries, footage.get(key, Footage()).duration_ms, by_claims=by_claims
            )
            left = [entry for entry in entries if entry.ms is None]
            found.append(Document(stem + form.suffix, text, count, left, tuple(problems)))
    return found


def _of_all(
    form: ExportForm, entries: Sequence[Entry], footage: Mapping[str, Footage], name: str
) -> tuple[str, Sequence[Entry]]:
    """Give the text, and the citations that are not in it."""
    if form.id in ("otio", "fcpxml", "edl"):
        cuts = editors.cuts_of(entries, {key: one.duration_ms for key, one in footage.items()})
        text = editors.write_timeline(form.id, cuts, footage, name)
        return text, [entry for entry in entries if entry.ms is None]
    if form.id == "csv":
        return tables.csv_table(entries), ()
    if form.id == "jsonl":
        return tables.json_lines(entries), ()
    if form.id == "markdown":
        return tables.markdown(entries), ()
    text = tables.web_annotations(entries, name)
    return text, [entry for entry in entries if not tables.link_of(entry)]


def _of_video(
    form: ExportForm,
    note: NoteEntries,
    entries: Sequence[Entry],
    duration_ms: int | None,
    *,
    by_claims: bool,
) -> tuple[str, int, Sequence[str]]:
    """Give the text, how many cues or chapters it has, and the problems."""
    if form.id in ("vtt", "srt"):
        found = cues.cues_of(entries, duration_ms)
        text = cues.webvtt(found, note.title) if form.id == "vtt" else cues.srt(found)
        return text, len(found), ()
    made = chapters.chapters_of(entries, note.headings, by_claims=by_claims)
    if form.id == "youtube":
        text, problems = chapters.youtube(made)
        return text, len(made), problems
    if form.id == "ffmetadata":
        return chapters.ffmetadata(made, duration_ms, note.title), len(made), ()
    return chapters.matroska(made, duration_ms), len(made), ()


def _fit(key: str) -> str:
    """Make the key of a video fit to be part of a file's name."""
    name = key.replace("\\", "/").rstrip("/").rpartition("/")[2] or "video"
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in name)[:60]


def free_name(stem: str, taken: set[str]) -> str:
    """Return a name that no other document of this export has, and that is not too long."""
    stem = shortened(stem, f" 999{_LONGEST_SUFFIX}")
    number, free = 1, stem
    while free.casefold() in taken:
        number += 1
        free = f"{stem} {number}"
    taken.add(free.casefold())
    return free
