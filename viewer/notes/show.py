"""`cuenote show`: what a note cites, as JSON for programs or as lines for people."""

from pathlib import Path
from typing import NamedTuple, TextIO

from viewer.notes.file import read_note
from viewer.notes.model import Citation, CitedTime, Side, TimeStatus
from viewer.notes.moments import place_of
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.terminal import json_text, plain


def show(path: Path, *, as_json: bool, duration_ms: int | None, out: TextIO) -> int:
    """Write a note's citations and problems to `out`; the exit status is 0.

    Raises NoteFileError where the note cannot be read. `duration_ms` is the length of the video
    where it is known; it decides how times are read, as it does in the window.
    """
    note = Note.parse(read_note(path))
    if as_json:
        # Line by line: whoever reads may have seen enough before the end.
        out.writelines(json_text(json_of(note, duration_ms), indent=2).splitlines(keepends=True))
        out.write("\n")
    else:
        for line in _as_lines(note, duration_ms):
            out.write(plain(line) + "\n")
    return 0


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
    """Give what `show --json` writes."""
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
        return f"“{written}” (cannot be read)"
    shown = format_ms(time.reading.ms)
    if not time.is_sure:
        could = " or ".join(format_ms(reading.ms) for reading in time.candidates)
        return f"{shown} (written {written}; could be {could})"
    if time.status is TimeStatus.SHIFTED:
        return f"{shown} (written {written})"
    if time.status is TimeStatus.PAST_END and duration_ms is not None:
        could = " or ".join(format_ms(reading.ms) for reading in time.candidates)
        hint = f"; could be {could}" if could else ""
        return f"{shown} (past the end, {format_ms(duration_ms)}{hint})"
    return shown
