"""Do the citations of a note hold? Note + duration + transcript → a finding each, and the repair.

Less evidence gives fewer kinds of findings, never an error. Without a transcript only what is
written can be judged: a time inside the video is then neither right nor wrong. Pure, and safe in
any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from viewer.evidence.align import Statement, align
from viewer.evidence.captions import foreign_captions
from viewer.evidence.claims import asserted_in, statements
from viewer.evidence.finding import (
    CaptionsFault,
    CaptionsFinding,
    Examined,
    Finding,
    Ground,
    Proposal,
)
from viewer.evidence.note_check import NoteCheck
from viewer.evidence.quote import quote
from viewer.evidence.verdicts import findings
from viewer.notes.edit import Change, Edit
from viewer.notes.model import CitedTime
from viewer.notes.note import Note
from viewer.notes.region import region_of, region_spans
from viewer.notes.retime import edits_of, moved_end_ms, retimed
from viewer.notes.timecode import Form, format_ms
from viewer.translation import tr
from viewer.video.transcripts.offsets import moved
from viewer.video.transcripts.transcribed import Ranges
from viewer.video.transcripts.transcript import Transcript

_KNOWN_MS = 20_000  # so much round a citation must have been heard to judge it


def examine(
    note: Note,
    duration_ms: int | None = None,
    transcript: Transcript | None = None,
    *,
    chapters: Sequence[tuple[int, str]] = (),
) -> Examined:
    """Check a note: a finding for every citation, in order, and its captions as a whole.

    `duration_ms` is the video's, where it is known; captions may end long before it does.
    `chapters` are the video's own: where each begins, in ms, and its title.
    """
    if transcript is not None and not transcript.cues:
        transcript = None
    asked = statements(note)
    made = partial(NoteCheck, note, asked, chapters, duration_ms)
    if transcript is not None and (heard := transcript.heard) is not None:
        # What is cited where nothing was heard is judged as without a transcript.
        both = findings(made(transcript)), findings(made(None))
        judged = (_is_heard(time, heard, duration_ms) for time in note.times(duration_ms))
        rows = zip(*both, judged, strict=True)
        return Examined(tuple(one if is_judged else other for one, other, is_judged in rows))
    captions = None
    if transcript is not None:
        captions = foreign_captions(note, asked, transcript, duration_ms)
    if captions is not None:
        return Examined(findings(made(None)), captions)
    asking = made(transcript)
    pieces = asking.other_cut()
    if transcript is None or not pieces:
        return Examined(findings(asking))
    asking = made(moved(transcript, pieces))
    return Examined(findings(asking), CaptionsFinding(CaptionsFault.OTHER_CUT, pieces=pieces))


def _is_heard(time: CitedTime, heard: Ranges, duration_ms: int | None) -> bool:
    """Return whether enough round a citation was heard for it to be judged by what is said."""
    if time.ms is None:
        return False
    start_ms, end_ms = max(0, time.ms - _KNOWN_MS), time.ms + _KNOWN_MS
    if duration_ms is not None:
        end_ms = max(start_ms, min(end_ms, duration_ms))
    return any(start <= start_ms and end_ms <= end for start, end in heard)


def find_moments(
    text: str,
    transcript: Transcript,
    *,
    near: tuple[int | None, int | None] = (None, None),
    most: int = 3,
) -> tuple[Proposal, ...]:
    """Propose where a claim without a citation is said, best first.

    `near` are the times that the citations before it and behind it in the note name, None where
    there is none; they weigh in the order alone.
    """
    before_ms, behind_ms = near
    asked = [Statement(text, asserted_in(text))]
    if before_ms is not None:
        asked.insert(0, Statement("", "", written=((before_ms, 0.0),)))
    if behind_ms is not None:
        asked.append(Statement("", "", written=((behind_ms, 0.0),)))
    place = align(asked, transcript)[0 if before_ms is None else 1]
    if place is None:
        return ()
    return tuple(
        Proposal(one.ms, one.chance, Ground.TRANSCRIPT, quote(text, transcript, one.ms))
        for one in place.best(most)
    )


# ---------------------------------------------------------------------- repair


def repair(
    note: Note,
    findings: Sequence[Finding],
    chosen: Iterable[int] | None = None,
    duration_ms: int | None = None,
) -> Change:
    """Give citations their first proposals: the sure ones, or those at the indexes `chosen`.

    Only the bytes of their times change, each in its own form; the end of a range goes along. Of a
    region that goes beyond the picture what lies in it is left, and its time stays. A
    note that is shifted is read as a whole, so with one of its shifted times all are written out.
    """
    wanted = set(chosen) if chosen is not None else {f.citation for f in findings if f.sure}
    plan = {f.citation: f.proposals[0].ms for f in findings if f.citation in wanted and f.proposals}
    together = {f.citation: f.proposals[0].ms for f in findings if f.together and f.proposals}
    marks = {f.citation: f.verdict.repairs_region for f in findings if f.verdict.repairs_region}
    form = None
    if together.keys() & plan.keys():
        plan = together | plan
    elif together and note.is_shifted(duration_ms):
        form = Form.M_S_00
    edits: dict[int, Edit] = {}
    times = note.times(duration_ms)
    # The last first: where the end of a range is repaired itself, that counts.
    for index, ms in sorted(plan.items(), reverse=True):
        citation = note.citations[index]
        region = region_of(note.data, citation) if index in marks else None
        if region is not None:
            spans = region_spans(note.data, citation, region.inside())
        else:
            end_ms = moved_end_ms(citation, times[index], ms, form)
            spans = retimed(note, citation, ms, form, end_ms)
        for edit in edits_of(note, spans):
            edits.setdefault(edit.start, edit)
    one = next((ms for ms in plan.values() if len(plan) == 1), None)
    name = tr("Fix 1 time|Fix %n times", "", len(plan))
    if one is not None:
        name = tr("Change to {0}").format(format_ms(one))
    if plan and plan.keys() <= marks.keys():
        name = tr("Fix 1 mark|Fix %n marks", "", len(plan))
        if len(plan) == 1:
            name = tr(next(iter(marks.values())))
    return Change.of(name, edits.values(), is_retiming=True)
