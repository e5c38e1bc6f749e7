"""Do the citations of a note hold? Note + duration + transcript → a finding each, and the repair.

Less evidence gives fewer kinds of findings, never an error. Without a transcript only what is
written can be judged: a time inside the video is then neither right nor wrong. Pure, and safe in
any thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from viewer.evidence.align import NEAR_MS, Place, Statement, align
from viewer.evidence.finding import Evidence, Finding, Ground, Proposal, Verdict
from viewer.evidence.speech import Speech
from viewer.evidence.words import terms
from viewer.notes import syntax
from viewer.notes.edit import Change, Edit
from viewer.notes.model import Citation, CitedTime, TimeStatus
from viewer.notes.note import Note
from viewer.notes.timecode import Form
from viewer.video.transcript import Transcript

# Of those called sure, at least so many are to be right.
SURE = 0.98


class OtherClaim(NamedTuple):
    """A claim of another note about the same video, with a time that holds there."""

    note: str
    text: str
    ms: int


def check(
    note: Note,
    duration_ms: int | None = None,
    transcript: Transcript | None = None,
    *,
    others: Sequence[OtherClaim] = (),
    end_ms: int | None = None,
) -> tuple[Finding, ...]:
    """Make a finding for every citation of a note, in order.

    `duration_ms` is the video's, where it is known. `end_ms` is only a lower bound of it; the end
    of the last cue is taken for one by itself.
    """
    if transcript is not None and not transcript.cues:
        transcript = None
    return _Check(note, duration_ms, transcript, others, end_ms).findings()


# A video may go on so long after what is known of it: a time up to there is not past its end.
_MARGIN_MS = 60_000
_MARGIN_SHARE = 10


def _latest(
    duration_ms: int | None, transcript: Transcript | None, end_ms: int | None
) -> int | None:
    """Say until when a time may lie inside the video; None where nothing is known of its length."""
    if duration_ms is not None:
        return duration_ms
    ends = [end_ms] if end_ms is not None else []
    if transcript is not None:
        ends.append(max(cue.end_ms for cue in transcript.cues))
    if not ends:
        return None
    return max(ends) + max(_MARGIN_MS, max(ends) // _MARGIN_SHARE)


class _Check:
    """One check of one note: what is asked, and what is worked out on the way."""

    def __init__(
        self,
        note: Note,
        duration_ms: int | None,
        transcript: Transcript | None,
        others: Sequence[OtherClaim],
        end_ms: int | None,
    ) -> None:
        self._note, self._transcript, self._others = note, transcript, others
        self._latest_ms = _latest(duration_ms, transcript, end_ms)
        self._times = note.times(self._latest_ms)
        self._texts = statements(note)

    def findings(self) -> tuple[Finding, ...]:
        places: Sequence[Place | None] = [None] * len(self._times)
        if self._transcript is not None:
            asked = [
                statement._replace(written=self._written(index))
                for index, statement in enumerate(self._texts)
            ]
            places = align(asked, self._transcript)
        return tuple(
            self._finding(index, time, place)
            for index, (time, place) in enumerate(zip(self._times, places, strict=True))
        )

    def _written(self, index: int) -> tuple[tuple[int, float], ...]:
        time = self._times[index]
        if time.ms is not None:
            return ((time.ms, 3.0),)
        return tuple((reading.ms, 2.0) for reading in time.candidates)

    def _finding(self, index: int, time: CitedTime, place: Place | None) -> Finding:
        citation = self._note.citations[index]
        shown = time.reading
        if time.status is TimeStatus.UNREADABLE or shown is None or not citation.readings:
            proposals = self._moments(index, place, ())
            if time.ms is not None:
                proposals = (self._reading(index, time.ms, 0.9), *proposals)[:3]
            return Finding(index, Verdict.UNREADABLE, time.ms, proposals)
        if time.status is TimeStatus.SHIFTED:
            plain = next((r.ms for r in citation.readings if r.form is Form.H_M_S), shown.ms)
            return Finding(
                index, Verdict.SHIFTED, plain, (self._reading(index, shown.ms, 0.995),), sure=True
            )
        if time.status is TimeStatus.PAST_END:
            proposals = self._moments(index, place, [r.ms for r in time.candidates])
            return Finding(index, Verdict.PAST_END, shown.ms, proposals)
        cited = self._evidence(index, shown.ms)
        if _label_differs(citation):
            label = citation.label_readings[0].ms
            return Finding(
                index,
                Verdict.LABEL_DIFFERS,
                shown.ms,
                (self._reading(index, label, 0.5),),
                cited=cited,
            )
        if place is None or citation.ends_range:
            return Finding(index, Verdict.NO_EVIDENCE, shown.ms, cited=cited)
        near = place.chance_near(shown.ms, 20_000)
        if near >= 0.5:
            return Finding(index, Verdict.HOLDS, shown.ms, cited=cited)
        proposals = self._moments(index, place, ())
        if near < 0.02 and proposals and proposals[0].chance > 0.8:
            return Finding(index, Verdict.IN_DOUBT, shown.ms, proposals, cited=cited)
        return Finding(index, Verdict.NO_EVIDENCE, shown.ms, cited=cited)

    def _reading(self, index: int, ms: int, chance: float) -> Proposal:
        return Proposal(ms, chance, Ground.READING, self._evidence(index, ms))

    def _moments(
        self, index: int, place: Place | None, readings: Sequence[int]
    ) -> tuple[Proposal, ...]:
        """Propose the likeliest moments; without a transcript, the readings as they come."""
        if place is None:
            return tuple(self._reading(index, ms, 0.3) for ms in readings[:3])
        return tuple(
            Proposal(
                moment.ms,
                moment.chance,
                Ground.BOTH
                if any(abs(moment.ms - ms) <= NEAR_MS for ms in readings)
                else Ground.TRANSCRIPT,
                self._evidence(index, moment.ms),
            )
            for moment in place.best()
        )

    def _evidence(self, index: int, ms: int) -> Evidence | None:
        if self._transcript is None:
            return None
        return evidence_at(self._texts[index].text, self._transcript, ms)


def _label_differs(citation: Citation) -> bool:
    if not citation.readings or not citation.label_readings:
        return False
    return not {r.ms for r in citation.readings} & {r.ms for r in citation.label_readings}


_SENTENCE = re.compile(r"(?<=[.!?…。！？])[)\"'”’»]*\s+")


def statements(note: Note) -> list[Statement]:
    """Give what each citation of a note stands for, in order."""
    result = [Statement("", "")] * len(note.citations)
    claims = [claim for claim in note.claims if not claim.stands_for_child]
    for claim, text in zip(claims, note.plain_each([c.span for c in claims]), strict=True):
        asserted = _SENTENCE.split(text)[-1]
        for index in claim.citations:
            result[index] = Statement(text, asserted)
    return result


# How far round a moment is quoted.
_BEFORE_MS, _AFTER_MS = 2_000, 12_000
_QUOTED_CHARS = 400


def evidence_at(text: str, transcript: Transcript, ms: int) -> Evidence | None:
    """Quote what is said at a time, the words that `text` has too marked; None where nothing is."""
    speech = Speech.of(transcript)
    if not len(speech):
        return None
    units = speech.between(ms - _BEFORE_MS, ms + _AFTER_MS)
    if not units:
        return None
    start, end = speech.starts[units[0]], speech.ends[units[-1]]
    end = min(end, start + _QUOTED_CHARS)
    quoted = speech.text[start:end]
    wanted = {one.term for one in terms(text, speech.language)}
    matches = tuple(
        (one.start, one.end)
        for one in terms(quoted, speech.language)
        if one.term in wanted and speech.rarity.get(one.term, 0.0) > 0.5
    )
    after = units[-1] + 1
    end_ms = speech.times_ms[after] if after < len(speech) else transcript.cues[-1].end_ms
    return Evidence(
        speech.times_ms[units[0]], max(end_ms, speech.times_ms[units[0]]), quoted, matches
    )


def find_moments(
    text: str, transcript: Transcript, *, near: Sequence[tuple[str, int]] = (), most: int = 3
) -> tuple[Proposal, ...]:
    """Propose where `text` is said: for a claim that has no citation yet.

    `near` are the claims around it in the note, in order, those before and after it: what they
    claim and when that is said. They only weigh in the order.
    """
    (place,) = align([Statement(text, _SENTENCE.split(text)[-1])], transcript)
    if place is None:
        return ()
    return tuple(
        Proposal(m.ms, m.chance, Ground.TRANSCRIPT, evidence_at(text, transcript, m.ms))
        for m in place.best(most)
    )


# ---------------------------------------------------------------------- repair


def repair(
    note: Note,
    findings: Sequence[Finding],
    chosen: Iterable[int] | None = None,
    duration_ms: int | None = None,
) -> Change:
    """Give the citations their first proposals: the sure ones, or those at the indexes `chosen`.

    Only the bytes of their times change, each in its own form. A note whose times are shifted is
    mended as a whole, for it is read as a whole: with one of its times all are written out.
    """
    wanted = {
        finding.citation: finding.proposals[0].ms
        for finding in findings
        if finding.proposals
        and (finding.sure if chosen is None else finding.citation in set(chosen))
    }
    shifted = {f.citation: f for f in findings if f.verdict is Verdict.SHIFTED and f.proposals}
    if shifted.keys() & wanted.keys():
        wanted = {index: f.proposals[0].ms for index, f in shifted.items()} | wanted
    edits: dict[int, Edit] = {}
    for index, ms in wanted.items():
        for span, new in syntax.retime(note.citations[index], ms, None):
            edits[span.start] = Edit(span.start, note.data[span.start : span.end], new)
    count = len(wanted)
    return Change.of(f"Repair {count} {'time' if count == 1 else 'times'}", edits.values())
