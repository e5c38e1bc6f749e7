"""Findings in words for the terminal, and as JSON for programs.

The words are careful: a citation is never called false, only weak, and where else it fits better.
"""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple

from viewer.evidence.finding import CaptionsFinding, Examined, Finding
from viewer.evidence.verdicts import HOLDS
from viewer.evidence.why import cut_words, short, sure_line
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.notes.whereabouts import Place, places_of
from viewer.terminal import json_text

_FEW = 3  # of one kind, one after the other: more are told together
_QUOTED = 160


class NoteLines(NamedTuple):
    """What a person reads about one note.

    Of each finding: the time as written, what there is to say, why that is sure, and a quote; of
    the last two, what there is not is empty.
    """

    title: str
    lines: tuple[tuple[str, str, str, str], ...]
    # What is wrong with the captions as a whole; empty where nothing is.
    captions: str = ""


def as_json(note: Note, examined: Examined, kept: Collection[int]) -> tuple[str, ...]:
    """Return what is said of each citation of a note, as JSON, without the path of the note.

    A citation that a person keeps as it is holds, and nothing is proposed for it. What is wrong
    with the captions as a whole stands in each entry of their note.
    """
    captions = None if examined.captions is None else _captions_entry(examined.captions)
    places = places_of(note)
    return tuple(
        json_text(
            _entry(note, finding, places[finding.citation], finding.citation in kept)
            | {"captions": captions}
        )
        for finding in examined.findings
    )


def _captions_entry(found: CaptionsFinding) -> dict[str, object]:
    return {
        "fault": found.fault.json,
        "note_language": found.written or None,
        "captions_language": found.spoken or None,
        "pieces": [{"start_ms": start, "late_ms": late} for start, late in found.pieces],
    }


def captions_words(found: CaptionsFinding) -> str:
    """Return what is wrong with the captions of a note's video as a whole."""
    fault = found.fault
    words = fault.told_named if found.is_named else fault.told
    return words.format(found.spoken, found.written, cut_words(found.pieces))


def _entry(note: Note, finding: Finding, place: Place, is_kept: bool) -> dict[str, object]:
    citation = note.citations[finding.citation]
    is_kept = is_kept and finding.is_doubtful
    proposals = () if is_kept else finding.proposals
    evidence = proposals[0].evidence if proposals else finding.cited
    said = None
    if evidence is not None:
        said = {"start_ms": evidence.start_ms, "end_ms": evidence.end_ms, "text": evidence.text}
    return {
        "line": place.line,
        "text": place.text,
        "start": citation.span.start,
        "end": citation.span.end,
        "written": citation.written,
        "reads_ms": finding.reads_ms,
        "verdict": str(HOLDS if is_kept else finding.verdict),
        "proposed_ms": proposals[0].ms if proposals else None,
        "candidates": [proposal.ms for proposal in proposals],
        "sure": finding.sure and not is_kept,
        "why": sure_line(finding.why) if finding.why is not None and not is_kept else None,
        "evidence": said,
    }


def lines_of(
    path: str,
    note: Note,
    findings: Sequence[Finding],
    duration_ms: int | None,
    captions: CaptionsFinding | None = None,
) -> NoteLines:
    """Return what was found in a note; many of one kind in a row are told in one line."""
    lines: list[tuple[str, str, str, str]] = []
    for verdict, run in groupby(findings, key=lambda finding: finding.verdict):
        group = list(run)
        if verdict.many and len(group) > _FEW:
            first = group[0]
            written = short(note.citations[first.citation].written)
            words = f"{len(group)} {verdict.many}"
            if first.proposals:
                time = format_ms(first.proposals[0].ms)
                words = f"{words}: this one is {time}"
            lines.append((written, _with_sureness(words, first), _why(first), ""))
            continue
        for finding in group:
            citation = note.citations[finding.citation]
            words = _with_sureness(verdict.told(finding, citation, duration_ms), finding)
            written = short(citation.written) or "(empty)"
            lines.append((written, words, _why(finding), _quote(finding)))
    words = captions_words(captions) if captions is not None else ""
    return NoteLines(note.title or path.rsplit("/", 1)[-1], tuple(lines), words)


def _with_sureness(words: str, finding: Finding) -> str:
    return f"{words} (certain)" if finding.sure else words


def _why(finding: Finding) -> str:
    return sure_line(finding.why) if finding.why is not None else ""


def _quote(finding: Finding) -> str:
    evidence = finding.proposals[0].evidence if finding.proposals else None
    if evidence is None:
        return ""
    said = f"“{short(evidence.text, _QUOTED)}”"
    return f"{format_ms(evidence.start_ms)} {said}"
