"""`cuenote show`: list a note's citations, as JSON for programs or as lines for people."""

import argparse
import sys
from collections.abc import Iterator

from viewer.base.errors import NoteFileError
from viewer.base.terminal import Code, Parser, plain, tell, tell_json, warn
from viewer.check.dismissed import Dismissed
from viewer.commands import time_typed
from viewer.commands.arguments import add_notes, notes_typed, state_folder
from viewer.notes.file import read_note
from viewer.notes.model import CitedTime, TimeStatus
from viewer.notes.moments import place_of
from viewer.notes.note import Note
from viewer.notes.region import region_of
from viewer.notes.timecode import format_ms
from viewer.notes.whereabouts import line_of, places_of


def parser() -> Parser:
    made = Parser("show", "Print a note's claims and timestamps.")
    add_notes(made, "NOTE", vaults=False)
    made.add_json("timestamp and each problem")
    made.add_argument(
        "--duration",
        type=time_typed,
        metavar="T",
        help="the length of the video, to find times past its end",
    )
    return made


def run(options: argparse.Namespace) -> int:
    """Print notes' citations and problems; return the exit code."""
    codes, dismissed = [], Dismissed(state_folder())
    with notes_typed(options.paths) as (paths, piped):
        for number, path in enumerate(paths):
            try:
                note = Note.parse(read_note(path), said=dismissed.said_of(path))
            except NoteFileError as error:
                warn(f"cuenote: {error.words()}")
                codes.append(Code.NOT_THERE)
                continue
            codes.append(Code.FOUND if note.problems else Code.DONE)
            if options.json:
                for shown in json_of(note, options.duration):
                    tell_json({"path": "-" if path == piped else str(path), **shown})
                continue
            if len(paths) > 1:
                sys.stdout.write("\n" * bool(number) + plain(f"==> {path} <==") + "\n")
            for line in _as_lines(note, options.duration):
                tell(line)
    return Code.first(codes)


def json_of(note: Note, duration_ms: int | None) -> Iterator[dict[str, object]]:
    """Yield the lines of `show --json`, without the note's path."""
    every = zip(note.citations, note.times(duration_ms), places_of(note), strict=True)
    for citation, time, place in every:
        video = note.video_of(citation)
        yield {
            "line": place.line,
            "text": place.text,
            "kind": "timestamp",
            "start": citation.span.start,
            "end": citation.span.end,
            "written": citation.written,
            # Also of a time past the end: it can be read.
            "reads_ms": time.reading.ms if time.reading is not None else None,
            # Where its range ends; null without a valid end.
            "ends_ms": time.end_ms,
            "form": time.form,
            # How likely that is what was meant, by how the whole note is written; null where it
            # leads nowhere.
            "chance": round(time.chance, 3) if time.ms is not None else None,
            "claim_start": place.claim.start,
            "claim_end": place.claim.end,
            # Its id, else its URL or path; null where the note names none.
            "video": place_of(video) if video is not None else None,
            # On which side of it the text of its claim is.
            "side": place.side,
            # What of the picture it points at: left, top, width and height in percent; or null.
            "region": region_of(note.data, citation),
        }
    for problem in note.problems:
        line = line_of(note.data, problem.span.start) if problem.span is not None else None
        yield {"line": line, "text": problem.text, "kind": "problem"}


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
        lines.append(f"{run}  {note.plain.of(claim.span)}")
    return lines + [f"problem: {problem.text}" for problem in note.problems]


def _time(written: str, time: CitedTime, duration_ms: int | None) -> str:
    if time.reading is None:
        return f"“{written}” (not a time)"
    shown = format_ms(time.reading.ms)
    could = " or ".join(format_ms(reading.ms) for reading in time.candidates)
    if not time.is_sure:
        return f"{shown} (in note {written}; could be {could})"
    if time.status is TimeStatus.SHIFTED:
        return f"{shown} (in note {written})"
    if time.status is TimeStatus.PAST_END and duration_ms is not None:
        more = f"; could be {could}" if could else ""
        return f"{shown} (past the end, {format_ms(duration_ms)}{more})"
    return shown
