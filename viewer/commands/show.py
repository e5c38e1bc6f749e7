"""`cuenote show`: what a note cites, as JSON for programs or as lines for people."""

import argparse
import sys
from typing import NamedTuple

from viewer.commands import time_typed
from viewer.commands.arguments import add_notes, notes_typed
from viewer.errors import NoteFileError
from viewer.notes.file import read_note
from viewer.notes.model import Citation, CitedTime, Side, TimeStatus
from viewer.notes.moments import place_of
from viewer.notes.note import Note
from viewer.notes.region import region_of
from viewer.notes.timecode import format_ms
from viewer.terminal import Parser, json_text, plain, warn


def parser() -> Parser:
    """Make what reads its arguments."""
    made = Parser(prog="cuenote show", description="Print a note's claims and timestamps.")
    add_notes(made, "NOTE", vaults=False)
    made.add_argument("--json", action="store_true", help="print JSON, with spans in bytes")
    made.add_argument(
        "--duration",
        type=time_typed,
        metavar="T",
        help="the length of the video, to find times past its end",
    )
    return made


def run(options: argparse.Namespace) -> int:
    """Print what notes cite and their problems; return the exit code.

    Raises NoteFileError where the only note cannot be read.
    """
    code = 0
    with notes_typed(options.paths) as (paths, _):
        for number, path in enumerate(paths):
            try:
                note = Note.parse(read_note(path))
            except NoteFileError as error:
                if len(paths) == 1:
                    raise
                warn(f"cuenote: {error.words()}")
                code = 1
                continue
            if options.json and len(paths) > 1:
                shown = {"path": str(path), **json_of(note, options.duration)}
                sys.stdout.write(json_text(shown) + "\n")
            elif options.json:
                # Line by line: whoever reads may have seen enough before the end.
                text = json_text(json_of(note, options.duration), indent=2)
                sys.stdout.writelines(text.splitlines(keepends=True))
                sys.stdout.write("\n")
            else:
                if len(paths) > 1:
                    sys.stdout.write("\n" * bool(number) + plain(f"==> {path} <==") + "\n")
                for line in _as_lines(note, options.duration):
                    sys.stdout.write(plain(line) + "\n")
    return code


class _Text(NamedTuple):
    start: int
    end: int
    side: Side


def _claim_of(note: Note) -> list[_Text]:
    """Per citation: start and end of its claim, and its side."""
    texts = [_Text(*citation.span, Side.BEFORE) for citation in note.citations]
    for claim in note.claims:
        if not claim.stands_for_child:
            for index in claim.citations:
                texts[index] = _Text(*claim.span, claim.side)
    return texts


def _named(note: Note, citation: Citation) -> str | None:
    video = note.video_of(citation)
    return place_of(video) if video is not None else None


def json_of(note: Note, duration_ms: int | None) -> dict[str, object]:
    """Return what `show --json` writes."""
    claims = _claim_of(note)
    times = note.times(duration_ms)
    return {
        "citations": [
            {
                "start": citation.span.start,
                "end": citation.span.end,
                "written": citation.written,
                # Also of a time past the end: it can be read.
                "reads_ms": time.reading.ms if time.reading is not None else None,
                # Where its range ends; null where it has no end, or none that can be.
                "ends_ms": time.end_ms,
                "form": time.form,
                # How likely that is what was meant, by how the whole note is written; null where
                # it leads nowhere.
                "chance": round(time.chance, 3) if time.ms is not None else None,
                "claim_start": claim.start,
                "claim_end": claim.end,
                "end_ms": time.end_ms,
                # Its id, else its URL or path; null where the note names none.
                "video": _named(note, citation),
                # On which side of it the text of its claim stands.
                "side": claim.side,
                # What of the picture it points at: left, top, width and height in percent; or null.
                "region": region_of(note.data, citation),
            }
            for citation, time, claim in zip(note.citations, times, claims, strict=True)
        ],
        "problems": [problem.text for problem in note.problems],
    }


def _as_lines(note: Note, duration_ms: int | None) -> list[str]:
    lines = [note.title or "(no title)"]
    if note.video is not None:
        video = note.video
        lines.append(f"video {video.video_id or video.path or video.url}")
    if note.is_shifted(duration_ms):
        lines.append("times are read as minutes and seconds")
    lines.append("")
    times = note.times(duration_ms)
    for claim in note.claims:
        if claim.stands_for_child:
            continue
        run = ", ".join(
            _time(note.citations[i].written, times[i], duration_ms) for i in claim.citations
        )
        lines.append(f"{run}  {note.plain(claim.span)}")
    for problem in note.problems:
        lines.append(f"problem: {problem.text}")
    return lines


def _time(written: str, time: CitedTime, duration_ms: int | None) -> str:
    if time.reading is None:
        return f"“{written}” (not a time)"
    shown = format_ms(time.reading.ms)
    could = " or ".join(format_ms(reading.ms) for reading in time.candidates)
    if not time.is_sure:
        return f"{shown} (written {written}; could be {could})"
    if time.status is TimeStatus.SHIFTED:
        return f"{shown} (written {written})"
    if time.status is TimeStatus.PAST_END and duration_ms is not None:
        more = f"; could be {could}" if could else ""
        return f"{shown} (past the end, {format_ms(duration_ms)}{more})"
    return shown
