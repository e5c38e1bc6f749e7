"""Findings in words for the terminal, and as JSON for programs.

The words are careful: a citation is never called false, only weak, and where else it fits better.
"""

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple

from viewer.evidence.finding import (
    CaptionsFault,
    CaptionsFinding,
    Evidence,
    Examined,
    Finding,
    Ground,
    Proposal,
    Verdict,
)
from viewer.evidence.why import cut_words, sure_line
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.terminal import json_text

# How each verdict is counted in a summary.
SUMMARY = {
    Verdict.HOLDS: "hold",
    Verdict.NO_EVIDENCE: "no evidence either way",
    Verdict.PAST_END: "past the end of the video",
    Verdict.SHIFTED: "minutes and seconds in the place of hours and minutes",
    Verdict.LABEL_DIFFERS: "time and label differ",
    Verdict.WRONG_END: "range with an end that cannot be",
    Verdict.IN_DOUBT: "weak match, better elsewhere",
    Verdict.UNREADABLE: "unreadable",
}
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


def as_json(path: str, note: Note, examined: Examined, kept: Collection[int]) -> str:
    """Give the entries of a note, one a line, with commas between; empty without citations.

    A citation that a person keeps as it is holds, and nothing is proposed for it. What is wrong
    with the captions as a whole stands in each entry of their note.
    """
    captions = None if examined.captions is None else _captions_entry(examined.captions)
    return ",\n".join(
        json_text(_entry(path, note, finding, finding.citation in kept) | {"captions": captions})
        for finding in examined.findings
    )


def _captions_entry(found: CaptionsFinding) -> dict[str, object]:
    return {
        "fault": str(found.fault),
        "note_language": found.written or None,
        "captions_language": found.spoken or None,
        "pieces": [{"start_ms": start, "late_ms": late} for start, late in found.pieces],
    }


def captions_words(found: CaptionsFinding) -> str:
    """Say what is wrong with the captions of a note's video as a whole."""
    if found.fault is CaptionsFault.OTHER_VIDEO:
        return (
            "these captions speak of other things than the note, as those of another video do: "
            "nothing was checked against them"
        )
    if found.fault is CaptionsFault.OTHER_CUT:
        return (
            f"these captions are of another cut of the video, {cut_words(found.pieces)}: "
            "citations were checked with that offset"
        )
    languages = f" ({found.spoken}; the note: {found.written})" if found.is_named else ""
    return (
        f"these captions are in another language than the note{languages}: "
        "nothing was checked against them"
    )


def _entry(path: str, note: Note, finding: Finding, is_kept: bool) -> dict[str, object]:
    citation = note.citations[finding.citation]
    is_kept = is_kept and finding.is_doubtful
    proposals = () if is_kept else finding.proposals
    evidence = proposals[0].evidence if proposals else finding.cited
    return {
        # Names of files may hold bytes that are no text.
        "note": path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"),
        "start": citation.span.start,
        "end": citation.span.end,
        "written": citation.written,
        "reads_ms": finding.reads_ms,
        "verdict": str(Verdict.HOLDS if is_kept else finding.verdict),
        "proposed_ms": proposals[0].ms if proposals else None,
        "candidates": [proposal.ms for proposal in proposals],
        "sure": finding.sure and not is_kept,
        "why": sure_line(finding.why) if finding.why is not None and not is_kept else None,
        "evidence": None
        if evidence is None
        else {
            "start_ms": evidence.start_ms,
            "end_ms": evidence.end_ms,
            "text": evidence.text,
        },
    }


def lines_of(
    path: str,
    note: Note,
    findings: Sequence[Finding],
    duration_ms: int | None,
    captions: CaptionsFinding | None = None,
) -> NoteLines:
    """Say what was found in a note; many of one kind in a row are told in one line."""
    lines: list[tuple[str, str, str, str]] = []
    for verdict, run in groupby(findings, key=lambda finding: finding.verdict):
        group = list(run)
        if verdict is Verdict.SHIFTED and len(group) > _FEW:
            first = group[0]
            written = note.citations[first.citation].written
            words = f"{len(group)} times have minutes and seconds in the place of hours and minutes"
            if first.proposals:
                words += f": this one is {format_ms(first.proposals[0].ms)}"
            lines.append((_short(written), words + _sureness(first), _why(first), ""))
            continue
        for finding in group:
            words = words_of(note, finding, duration_ms) + _sureness(finding)
            best = finding.proposals[0] if finding.proposals else None
            lines.append((_written(note, finding), words, _why(finding), _quote(best)))
    words = captions_words(captions) if captions is not None else ""
    return NoteLines(note.title or path.rsplit("/", 1)[-1], tuple(lines), words)


def words_of(note: Note, finding: Finding, duration_ms: int | None) -> str:
    """Say what was found about one citation."""
    best = finding.proposals[0] if finding.proposals else None
    rest = finding.proposals[1:]
    fits = ""
    if best is not None:
        fits = f"{_where(best)} would fit"
        if rest:
            fits += "; or " + ", ".join(format_ms(one.ms) for one in rest)
    verdict = finding.verdict
    if verdict is Verdict.PAST_END:
        length = f" ({format_ms(duration_ms)})" if duration_ms is not None else ""
        return f"past the end{length}" + (f"; {fits}" if fits else "")
    if verdict is Verdict.SHIFTED:
        words = "minutes and seconds in the place of hours and minutes"
        return words + (f": {format_ms(best.ms)}" if best is not None else "")
    if verdict is Verdict.LABEL_DIFFERS:
        label = note.citations[finding.citation].label or ""
        return f"its label says {_short(label)}" + (f"; {fits}" if fits else "")
    if verdict is Verdict.WRONG_END:
        ends_ms = note.citations[finding.citation].range_end_ms
        past_end = ends_ms is not None and ends_ms > (finding.reads_ms or 0)
        return "ends past the end of the video" if past_end else "ends before it starts"
    if verdict is Verdict.IN_DOUBT:
        return "weak match here" + (f", better at {_where(best)}" if best is not None else "")
    if verdict is Verdict.UNREADABLE:
        return "no time can be read" + (f"; {fits}" if fits else "")
    if verdict is Verdict.NO_EVIDENCE:
        return SUMMARY[verdict]
    return "holds"


def _where(proposal: Proposal) -> str:
    time = format_ms(proposal.ms)
    if proposal.ground is Ground.OTHER_NOTE and proposal.note:
        return f"{time}, as “{proposal.note.rsplit('/', 1)[-1]}” says it,"
    return time


def _sureness(finding: Finding) -> str:
    return " (sure)" if finding.sure else ""


def _why(finding: Finding) -> str:
    return sure_line(finding.why) if finding.why is not None else ""


def _written(note: Note, finding: Finding) -> str:
    return _short(note.citations[finding.citation].written) or "(empty)"


def _quote(best: Proposal | None) -> str:
    evidence: Evidence | None = best.evidence if best is not None else None
    if evidence is None:
        return ""
    return f"{format_ms(evidence.start_ms)} “{_short(evidence.text, _QUOTED)}”"


def _short(text: str, most: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
