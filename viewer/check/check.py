"""Check the citations of a note: note + duration + transcript → findings and repairs.

Less evidence gives fewer kinds of findings, never an error. Without a transcript only the note
itself can be judged: a time inside the video is then neither right nor wrong. Pure, and safe in any
thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from viewer.base.translation import tr
from viewer.check.align import Statement, align, asserted_in, statements
from viewer.check.finding import CaptionsFault, CaptionsFinding, Examined, Finding, Ground, Proposal
from viewer.check.note_check import NoteCheck
from viewer.check.quote import quote
from viewer.check.speech import Speech
from viewer.check.verdicts import findings
from viewer.check.words import telling, terms
from viewer.media.transcribed import Ranges
from viewer.media.transcript import Transcript
from viewer.media.transcript_offsets import moved
from viewer.notes.edit import Change, Edit
from viewer.notes.language import guess_language, language_of
from viewer.notes.model import CitedTime
from viewer.notes.note import Note
from viewer.notes.region import region_of, region_spans
from viewer.notes.retime import edits_of, moved_end_ms, retimed
from viewer.notes.timecode import Form, format_ms

_KNOWN_MS = 20_000  # so much round a citation must have been heard to judge it


def examine(
    note: Note,
    duration_ms: int | None = None,
    transcript: Transcript | None = None,
    *,
    chapters: Sequence[tuple[int, str]] = (),
) -> Examined:
    """Check a note: a finding for every citation, in order, and one for its captions as a whole.

    `duration_ms` is the video's, if known; captions may end long before it does. `chapters` are the
    video's own: the start of each, in ms, and its title.
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
    """Return whether enough speech around a citation was transcribed to judge it."""
    if time.ms is None:
        return False
    start_ms, end_ms = max(0, time.ms - _KNOWN_MS), time.ms + _KNOWN_MS
    if duration_ms is not None:
        end_ms = max(start_ms, min(end_ms, duration_ms))
    return any(start <= start_ms and end_ms <= end for start, end in heard)


def find_moments(
    text: str, transcript: Transcript, *, near: tuple[int | None, int | None] = (None, None)
) -> tuple[Proposal, ...]:
    """Suggest where a claim without a citation is said, best first.

    `near` are the times of the citations before and after it in the note, or None; they count only
    for the order.
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
        for one in place.best()
    )


# ---------------------------------------------------------------------- repair


def repair(
    note: Note,
    findings: Sequence[Finding],
    chosen: Iterable[int] | None = None,
    duration_ms: int | None = None,
) -> Change:
    """Apply the first proposals of citations: the sure ones, or those at the indexes `chosen`.

    Only the bytes of times change, each in its own format; the end of a range moves along. A region
    that goes beyond the picture is clipped, and its time stays. A shifted note is read as a whole,
    so with one of its shifted times all are rewritten.
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


# The mean share of a claim's terms, by what they tell, that is said anywhere in its video. Of notes
# with captions in their own language it was .68 at least, with others .47 at most.
_SAID = 0.55
# In these languages fewer of the same are found, for they join words, or have none to be found. For
# want of notes it was seen in messages of programs, as 13 of them are translated into each: of a
# program's own others .89 is said in English and .69 in Chinese, of another's .53 and .31.
_SAID_IN = {"zh": 0.35, "ko": 0.45, "ja": 0.5, "de": 0.45}
# With fewer claims or terms it is chance.
_CLAIMS, _TERMS = 3, 30
# Nobody says so many characters a second, nor so many things at one moment; and of so few
# characters a minute nothing can be concluded.
_FASTEST, _AT_ONCE, _SPARSE = 60, 2, 40
# What is said in less of a video than this share, in stretches of so long, is a part of it.
_PART, _STRETCH_MS = 0.5, 20_000


def said_anywhere(statements: Sequence[Statement], speech: Speech) -> float | None:
    """Return the mean share of the claims' words said anywhere; None if there are too few."""
    shares, count = [], 0
    for text in {statement.text for statement in statements}:
        asked = {one.term for one in terms(text, speech.language)}
        worth = {term: telling(term, speech.language) for term in asked}
        whole = sum(worth[term] for term in asked)
        if whole:
            shares.append(sum(worth[term] for term in asked if term in speech.said_in) / whole)
            count += len(asked)
    if len(shares) < _CLAIMS or count < _TERMS:
        return None
    return sum(shares) / len(shares)


def foreign_captions(
    note: Note, statements: Sequence[Statement], transcript: Transcript, duration_ms: int | None
) -> CaptionsFinding | None:
    """Return the finding if captions are broken, in another language, or of another video.

    Those share so few words with the note that matches are chance. Captions of only a part of the
    video, as during transcription, are not judged. If a note has too few claims for that share, the
    guessed languages decide.
    """
    if _are_broken(transcript):
        return CaptionsFinding(CaptionsFault.BROKEN)
    if duration_ms is not None:
        stretches = len({cue.start_ms // _STRETCH_MS for cue in transcript.cues})
        if stretches * _STRETCH_MS < _PART * duration_ms:
            return None
    said = said_anywhere(statements, Speech.of(transcript))
    if said is not None and said >= _SAID:
        return None
    spoken = guess_language(transcript.text) or transcript.language.partition("-")[0].casefold()
    if said is not None and said >= _SAID_IN.get(spoken, _SAID):
        return None
    written = language_of(note)
    if said is None and (not spoken or written in ("", spoken)):
        return None
    if written and written == spoken:
        return CaptionsFinding(CaptionsFault.OTHER_VIDEO, written, spoken)
    return CaptionsFinding(CaptionsFault.OTHER_LANGUAGE, written, spoken)


def _are_broken(transcript: Transcript) -> bool:
    """Return whether the captions' times are impossible: far too much or too little is said."""
    starts, count = [cue.start_ms for cue in transcript.cues], len(transcript.text)
    lasts_s = 1 + (max(cue.end_ms for cue in transcript.cues) - starts[0]) / 1000
    is_spoken = _SPARSE / 60 <= count / lasts_s <= _FASTEST
    return not is_spoken or _AT_ONCE * len(set(starts)) < len(starts) or transcript.is_scrambled
