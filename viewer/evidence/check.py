"""Do the citations of a note hold? Note + duration + transcript → a finding each, and the repair.

Less evidence gives fewer kinds of findings, never an error. Without a transcript only what is
written can be judged: a time inside the video is then neither right nor wrong. Pure, and safe in
any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from viewer.evidence.align import NEAR_MS, Place, Statement, align
from viewer.evidence.captions import foreign_captions
from viewer.evidence.claims import asserted_in, statements
from viewer.evidence.cut import FEWEST, Seen, other_cut
from viewer.evidence.finding import (
    CaptionsFault,
    CaptionsFinding,
    Evidence,
    Examined,
    Finding,
    Ground,
    Proposal,
    Verdict,
    Why,
)
from viewer.evidence.heard import is_heard
from viewer.evidence.quote import is_said, quote, said_there
from viewer.evidence.siblings import Echo, OtherClaim, echoes
from viewer.evidence.speech import Speech
from viewer.evidence.why import reading_of
from viewer.notes.chapter_headings import titled
from viewer.notes.counts import agreed_ms, label_differs
from viewer.notes.edit import Change, Edit
from viewer.notes.model import Citation, CitedTime, TimeStatus
from viewer.notes.note import Note
from viewer.notes.retime import edits_of, moved_end_ms, retimed
from viewer.notes.time_readings import three_fields
from viewer.notes.timecode import Form, Reading
from viewer.video.transcripts.offsets import Pieces, moved
from viewer.video.transcripts.transcript import Transcript

__all__ = ["OtherClaim", "check", "find_moments", "repair"]

# From this chance on a proposal is sure: of those, 98 in 100 or more are right.
SURE = 0.97
# A time inside the video is in doubt where the claim is less likely than this to be said near it,
# and another moment is at least so likely. What is proposed then is never sure: such times are so
# seldom wrong that a person must look.
UNLIKELY, _LIKELY = 0.05, 0.3
# So sure must be where a citation is said to tell whether the captions are of another cut.
_CLEAR = 0.9
# It holds where its own moment is likelier than this, and so much of the claim's words is said.
_HOLDS, _HOLDS_STRENGTH = 0.5, 0.3
# How much speaks for a moment that it is written so (log): as it stands; in a note that is shifted;
# as minutes and seconds with nothing in the third field, or something; without an invented hour;
# in one of two places that differ.
_AS_WRITTEN, _AS_SHIFTED, _ROUND, _NOT_ROUND, _NO_HOUR, _ONE_OF_TWO = 5.0, 5.0, 3.0, 2.0, 2.0, 3.0
_LIKE_OTHERS = 3.0

# Hardly a video is as long. So many times below that, with seconds of their own, say that the video
# of a note has more than an hour: which of its times are shifted is then for a person to say.
_HARDLY_MS, _TELLING = 5 * 3_600_000, 2

# A video may go on so long after what is known of it: a time up to there is not past its end.
_MARGIN_MS, _MARGIN_SHARE = 60_000, 10
# With fewer characters a minute, captions say nothing of where the video ends.
_SPARSE = 40
_NEAR_CITED_MS = 20_000
# With fewer words, the last sentence of a claim may be said at its time by chance.
_FEWEST_ASSERTED = 5
# Where nothing begins to be said so long before a time, and after it, captions have a gap.
_SILENT_MS = 8_000, 10_000


def check(
    note: Note,
    duration_ms: int | None = None,
    transcript: Transcript | None = None,
    *,
    others: Sequence[OtherClaim] = (),
    end_ms: int | None = None,
    chapters: Sequence[tuple[int, str]] = (),
) -> tuple[Finding, ...]:
    """Make a finding for every citation of a note, in order.

    `duration_ms` is the video's, where it is known. `end_ms` is a lower bound of it, near which the
    video ends; the end of the last cue is taken for one by itself. `others` are claims of other
    notes about the same video. `chapters` are the video's own: where each begins, in ms, and its
    title.
    """
    return examine(
        note, duration_ms, transcript, others=others, end_ms=end_ms, chapters=chapters
    ).findings


def examine(
    note: Note,
    duration_ms: int | None = None,
    transcript: Transcript | None = None,
    *,
    others: Sequence[OtherClaim] = (),
    end_ms: int | None = None,
    chapters: Sequence[tuple[int, str]] = (),
) -> Examined:
    """Check a note as `check` does, and its captions as a whole."""
    if transcript is not None and not transcript.cues:
        transcript = None
    asked = statements(note)
    if transcript is not None and transcript.heard is not None:
        return Examined(_of_heard(note, asked, duration_ms, transcript, others, end_ms, chapters))
    captions = None
    if transcript is not None:
        captions = foreign_captions(note, asked, transcript, duration_ms)
    if captions is None:
        late = latest_ms(duration_ms, transcript, end_ms)
        made = _Check(note, asked, late, transcript, others, chapters)
        pieces = made.other_cut()
        if transcript is None or not pieces:
            return Examined(made.findings())
        fitted = moved(transcript, pieces)
        late = latest_ms(duration_ms, fitted, end_ms)
        found = CaptionsFinding(CaptionsFault.OTHER_CUT, pieces=pieces)
        return Examined(_Check(note, asked, late, fitted, others, chapters).findings(), found)
    # In whatever language, what is said ends with the video; that of another video does not.
    ends = transcript if captions.fault is CaptionsFault.OTHER_LANGUAGE else None
    end_ms = latest_ms(duration_ms, ends, end_ms)
    return Examined(_Check(note, asked, end_ms, None, others, chapters).findings(), captions)


def _of_heard(
    note: Note,
    asked: Sequence[Statement],
    duration_ms: int | None,
    transcript: Transcript,
    others: Sequence[OtherClaim],
    end_ms: int | None,
    chapters: Sequence[tuple[int, str]],
) -> tuple[Finding, ...]:
    """Check a note by what was heard of parts of its video.

    What is cited elsewhere is judged as without a transcript.
    """
    end_ms = latest_ms(duration_ms, None, end_ms)
    with_words = _Check(note, asked, end_ms, transcript, others, chapters).findings()
    without = _Check(note, asked, end_ms, None, others, chapters).findings()
    return tuple(
        one if is_heard(time, transcript.heard or (), duration_ms) else other
        for one, other, time in zip(with_words, without, note.times(end_ms), strict=True)
    )


def latest_ms(
    duration_ms: int | None, transcript: Transcript | None, end_ms: int | None = None
) -> int | None:
    """Say until when a time may lie inside the video; None where nothing is known of its length."""
    if duration_ms is not None:
        return duration_ms
    ends = [end_ms] if end_ms is not None else []
    if transcript is not None and transcript.cues:
        last_ms = max(cue.end_ms for cue in transcript.cues)
        if len(transcript.text) * 60_000 >= _SPARSE * last_ms:
            ends.append(last_ms)
    if not ends:
        return None
    return max(ends) + max(_MARGIN_MS, max(ends) // _MARGIN_SHARE)


class _Check:
    """One check of one note: what is asked, and what is worked out on the way."""

    def __init__(
        self,
        note: Note,
        asked: Sequence[Statement],
        end_ms: int | None,
        transcript: Transcript | None,
        others: Sequence[OtherClaim],
        chapters: Sequence[tuple[int, str]],
    ) -> None:
        """Until `end_ms` a time may lie inside the video; None where that is not known."""
        self._note, self._transcript = note, transcript
        self._statements, self._latest_ms = asked, end_ms
        self._chapters = {(ms // 1000, title.casefold()) for ms, title in titled(chapters)}
        self._times = note.times(end_ms)
        self._agreed = [agreed_ms(citation) for citation in note.citations]
        self._echoes = self._find_echoes(others)
        self._hour_invented = self._is_hour_invented()

    def findings(self) -> tuple[Finding, ...]:
        """Make the findings, in order."""
        return tuple(self._finding(index, place) for index, place in enumerate(self._places))

    @cached_property
    def _places(self) -> Sequence[Place | None]:
        """Where each is said; None where nothing tells."""
        if self._transcript is None:
            return [None] * len(self._times)
        asked = [
            statement._replace(written=tuple(self._written(index)))
            for index, statement in enumerate(self._statements)
        ]
        return align(asked, self._transcript)

    def other_cut(self) -> Pieces:
        """Say by how much the captions are off, if they are of another cut of the video."""
        there = [
            (index, time.ms, place)
            for index, (time, place) in enumerate(zip(self._times, self._places, strict=True))
            if place is not None
            and time.ms is not None
            and time.status is not TimeStatus.PAST_END
            and not self._differs(index)
            and not self._is_chapter(index, time.ms)
        ]
        doubtful = sum(place.share_near(ms, _NEAR_CITED_MS) < UNLIKELY for _, ms, place in there)
        if doubtful < FEWEST or self._transcript is None:
            return ()
        # Where it may be so, what is written says nothing of where in the captions it is said.
        places = align(self._statements, self._transcript)
        seen = []
        for index, ms, _ in there:
            place = places[index]
            best = place.best(1)[0] if place is not None else None
            if best is not None and best.chance >= _CLEAR:
                seen.append(Seen(ms, best.ms))
        return other_cut(seen)

    # ------------------------------------------------------------------ what is written

    @cached_property
    def _is_long(self) -> bool:
        """Whether the note says that its video has more than an hour; few notes ask for it."""
        return _tells_of_hours(self._note, self._latest_ms)

    def _differs(self, index: int) -> bool:
        """Tell whether value and label name different moments."""
        return label_differs(self._note.citations[index], self._times[index])

    def _is_doubtful(self, index: int) -> bool:
        """Tell whether a citation needs another time whatever is said in the video."""
        citation, time = self._note.citations[index], self._times[index]
        return time.status is TimeStatus.PAST_END or not citation.readings or self._differs(index)

    def _find_echoes(self, others: Sequence[OtherClaim]) -> dict[int, tuple[Echo, ...]]:
        """Ask other notes about the citations that need another time."""
        doubtful = [index for index in range(len(self._times)) if self._is_doubtful(index)]
        if not others or not doubtful:
            return {}
        texts = [self._statements[index].asserted for index in doubtful]
        return dict(zip(doubtful, echoes(texts, others), strict=True))

    def _is_hour_invented(self) -> bool:
        """Tell whether the times past the end would lie in one spot as minutes and seconds.

        An invented hour leaves minutes and seconds right: of 1:43:02, 1:45:02 and 1:48:02 they are
        43:02, 45:02 and 48:02, and not 1:43, 1:45 and 1:48.
        """
        late = {
            (reading.ms, time.reading.ms)
            for time in self._times
            if time.status is TimeStatus.PAST_END and time.reading is not None
            for reading in time.candidates
            if reading.form is Form.M_S_00
        }
        if len(late) < 2:
            return False
        spread = max(late)[0] - min(late)[0]
        return spread * 20 < max(ms for _, ms in late) % 3_600_000

    def _written(self, index: int) -> Iterable[tuple[int, float]]:
        """Give the times that a citation may name, each with how much that speaks for it."""
        citation, time, agreed = (
            self._note.citations[index],
            self._times[index],
            self._agreed[index],
        )
        if agreed is not None:
            yield agreed, _AS_SHIFTED
        elif self._differs(index):
            yield citation.label_readings[0].ms, _ONE_OF_TWO
            if time.ms is not None:
                yield time.ms, _ONE_OF_TWO
        elif time.ms is not None:
            yield time.ms, _AS_SHIFTED if time.status is TimeStatus.SHIFTED else _AS_WRITTEN
        else:
            for reading in time.candidates:
                yield reading.ms, _worth(reading, time)
        for echo in self._echoes.get(index, ()):
            yield echo.other.ms, _LIKE_OTHERS * echo.chance

    # ------------------------------------------------------------------ verdicts

    def _finding(self, index: int, place: Place | None) -> Finding:
        citation, time = self._note.citations[index], self._times[index]
        reading, agreed = time.reading, self._agreed[index]
        if citation.video is not None and reading is not None:
            return self._with(index, Verdict.NO_EVIDENCE, reading.ms)  # of another video
        if reading is None or not citation.readings:
            likely = [] if time.ms is None else [(time.ms, 0.9)]
            proposals = self._proposals(index, place, likely)
            return self._with(index, Verdict.UNREADABLE, time.ms, proposals)
        if time.status is TimeStatus.SHIFTED:
            is_sure = time.is_sure and not self._is_long
            whole = self._reading(index, reading.ms, 0.99 if is_sure else 0.6)
            return self._with(
                index,
                Verdict.SHIFTED,
                _plain_ms(citation),
                (whole,),
                sure=is_sure,
                together=True,
            )
        if agreed is not None:
            verdict = Verdict.LABEL_DIFFERS if agreed == time.ms else Verdict.SHIFTED
            shown_ms = reading.ms if agreed == time.ms else _plain_ms(citation)
            both = self._reading(index, agreed, 0.99)
            return self._with(index, verdict, shown_ms, (both,), sure=True)
        if time.status is TimeStatus.PAST_END:
            return self._past_end(index, time, reading, place)
        if self._differs(index):
            proposals = self._proposals(index, place, self._value_or_label(index))
            return self._with(index, Verdict.LABEL_DIFFERS, reading.ms, proposals)
        if time.end_fault is not None:
            return self._with(index, Verdict.WRONG_END, reading.ms)
        return self._inside(index, reading.ms, place)

    def _value_or_label(self, index: int) -> list[tuple[int, float]]:
        """Say which of a value and its label is likelier: that near the times round it."""
        label_ms, value_ms = self._note.citations[index].label_readings[0].ms, self._times[index].ms
        round_it = self._times[max(0, index - 3) : index] + self._times[index + 1 : index + 4]
        known = [time.ms for time in round_it if time.ms is not None]
        if value_ms is not None and known:
            label_off = min(abs(label_ms - ms) for ms in known)
            value_off = min(abs(value_ms - ms) for ms in known)
            if label_off > 5 * value_off + 60_000:
                return [(value_ms, 0.8), (label_ms, 0.2)]
            if value_off > 5 * label_off + 60_000:
                return [(label_ms, 0.8), (value_ms, 0.2)]
        return [(label_ms, 0.5)]

    def _past_end(
        self, index: int, time: CitedTime, reading: Reading, place: Place | None
    ) -> Finding:
        likely = [(one.ms, self._chance(one, time)) for one in time.candidates]
        proposals = self._proposals(index, place, likely)
        shifted = next((r.ms for r in time.candidates if r.form is Form.M_S_00), None)
        verdict = Verdict.PAST_END
        if shifted is not None and proposals and abs(proposals[0].ms - shifted) <= NEAR_MS:
            is_round = reading.ms % 60_000 == 0
            if is_round and proposals[0].ground in (Ground.BOTH, Ground.OTHER_NOTE):
                verdict = Verdict.SHIFTED
        return self._with(index, verdict, reading.ms, proposals)

    def _inside(self, index: int, ms: int, place: Place | None) -> Finding:
        """Judge a time inside the video: only the transcript can say something of it."""
        if self._is_given(index, ms):
            return self._with(index, Verdict.HOLDS, ms)
        if place is None:
            return self._with(index, Verdict.NO_EVIDENCE, ms)
        strength = place.strength_near(ms, _NEAR_CITED_MS)
        share = place.share_near(ms, _NEAR_CITED_MS)
        if share >= _HOLDS:
            holds = strength >= _HOLDS_STRENGTH
            return self._with(index, Verdict.HOLDS if holds else Verdict.NO_EVIDENCE, ms)
        if share < UNLIKELY and self._speaks_at(ms) and place.best(1)[0].chance >= _LIKELY:
            proposals = self._proposals(index, place, ())
            return self._with(index, Verdict.IN_DOUBT, ms, proposals, sure=False)
        return self._with(index, Verdict.NO_EVIDENCE, ms)

    def _is_given(self, index: int, ms: int) -> bool:
        """Tell whether the video gives the words at that time: a chapter's title, or what is said.

        What Cuenote puts into a note is so, as long as neither words nor time are changed.
        """
        statement, transcript = self._statements[index], self._transcript
        return self._is_chapter(index, ms) or (
            transcript is not None
            and (
                is_said(statement.text, transcript, ms)
                or is_said(statement.asserted, transcript, ms, fewest=_FEWEST_ASSERTED)
            )
        )

    def _is_chapter(self, index: int, ms: int) -> bool:
        text = " ".join(self._statements[index].text.split())
        return (ms // 1000, text.casefold()) in self._chapters

    def _speaks_at(self, ms: int) -> bool:
        """Tell whether anything is said at a time: where the captions have nothing, who knows."""
        before_ms, after_ms = _SILENT_MS
        return self._transcript is not None and bool(
            Speech.of(self._transcript).between(ms - before_ms, ms + after_ms)
        )

    def _with(
        self,
        index: int,
        verdict: Verdict,
        reads_ms: int | None,
        proposals: tuple[Proposal, ...] = (),
        *,
        sure: bool | None = None,
        together: bool = False,
    ) -> Finding:
        if sure is None:
            sure = bool(proposals) and proposals[0].chance >= SURE
        cited = None if reads_ms is None else self._quote(index, reads_ms)
        why = self._why(index, proposals[0], together=together) if sure else None
        return Finding(index, verdict, reads_ms, proposals, sure, cited, together, why)

    def _why(self, index: int, proposal: Proposal, *, together: bool) -> Why:
        """Say what speaks for a proposal that is sure."""
        if together:
            return self._why_shifted
        if self._agreed[index] is not None:
            return Why(is_agreed=True)
        why = Why()
        if self._transcript is not None and proposal.ground in (Ground.BOTH, Ground.TRANSCRIPT):
            why = said_there(self._statements[index].text, self._transcript, proposal.ms)
        return why._replace(
            is_between=self._is_between(index, proposal.ms),
            reading=reading_of(self._note.citations[index], proposal.ms),
            note=proposal.note,
        )

    def _is_between(self, index: int, ms: int) -> bool:
        """Tell whether a moment lies between those cited before and behind a citation."""
        times = self._times
        before = (times[at].ms for at in range(index - 1, -1, -1))
        behind = (times[at].ms for at in range(index + 1, len(times)))
        before_ms = next((one for one in before if one is not None), None)
        behind_ms = next((one for one in behind if one is not None), None)
        return before_ms is not None and behind_ms is not None and before_ms <= ms <= behind_ms

    @cached_property
    def _why_shifted(self) -> Why:
        late_ms = _HARDLY_MS - 1 if self._latest_ms is None else self._latest_ms
        plain = [
            _plain_ms(citation)
            for citation, time in zip(self._note.citations, self._times, strict=True)
            if time.status is TimeStatus.SHIFTED and citation.readings
        ]
        return Why(
            shifted=len(plain),
            round=sum(ms % 60_000 == 0 for ms in plain),
            late=sum(ms > late_ms for ms in plain),
            is_end_known=self._latest_ms is not None,
        )

    # ------------------------------------------------------------------ proposals

    def _chance(self, reading: Reading, time: CitedTime) -> float:
        """Say how likely a reading of a time past the end is with nothing else to go by."""
        if reading.form is Form.M_S_00 and not self._hour_invented:
            return 0.6 if _is_round(time) else 0.4
        return 0.1 if reading.form is Form.M_S_00 else 0.3

    def _proposals(
        self, index: int, place: Place | None, likely: Sequence[tuple[int, float]]
    ) -> tuple[Proposal, ...]:
        """Propose moments: those of the transcript, else what is written and what others cite."""
        if place is not None:
            return tuple(
                Proposal(
                    moment.ms,
                    moment.chance,
                    Ground.BOTH
                    if any(abs(moment.ms - ms) <= NEAR_MS for ms, _ in likely)
                    else Ground.TRANSCRIPT,
                    self._quote(index, moment.ms),
                )
                for moment in place.best()
            )
        proposals = [self._reading(index, ms, chance) for ms, chance in likely]
        for other, chance in self._echoes.get(index, ()):
            near = [one for one in proposals if abs(one.ms - other.ms) <= NEAR_MS]
            for one in near:
                # Two grounds that know nothing of each other.
                proposals.remove(one)
                chance = 1 - (1 - chance) * (1 - one.chance)
            said = Evidence(other.ms, other.ms, other.text)
            ms = near[0].ms if near else other.ms
            proposals.append(Proposal(ms, chance, Ground.OTHER_NOTE, said, other.note))
        proposals.sort(key=lambda one: -one.chance)
        return tuple(proposals[:3])

    def _reading(self, index: int, ms: int, chance: float) -> Proposal:
        return Proposal(ms, chance, Ground.READING, self._quote(index, ms))

    def _quote(self, index: int, ms: int) -> Evidence | None:
        if self._transcript is None:
            return None
        end_ms = moved_end_ms(self._note.citations[index], self._times[index], ms, None)
        return quote(self._statements[index].text, self._transcript, ms, end_ms)


def _plain_ms(citation: Citation) -> int:
    """Give the time as hours, minutes and seconds, or as it is read best."""
    plain = next((r.ms for r in citation.readings if r.form is Form.H_M_S), None)
    return citation.readings[0].ms if plain is None else plain


def _is_round(time: CitedTime) -> bool:
    return time.reading is not None and time.reading.ms % 60_000 == 0


def _worth(reading: Reading, time: CitedTime) -> float:
    if reading.form is Form.M_S_00:
        return _ROUND if _is_round(time) else _NOT_ROUND
    return _NO_HOUR


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

    Only the bytes of their times change, each in its own form; the end of a range goes along. A
    note that is shifted is read as a whole, so with one of its shifted times all are written out.
    """
    wanted = set(chosen) if chosen is not None else {f.citation for f in findings if f.sure}
    plan = {f.citation: f.proposals[0].ms for f in findings if f.citation in wanted and f.proposals}
    together = {f.citation: f.proposals[0].ms for f in findings if f.together and f.proposals}
    form = None
    if together.keys() & plan.keys():
        plan = together | plan
    elif together and note.is_shifted(duration_ms):
        form = Form.M_S_00
    edits: dict[int, Edit] = {}
    times = note.times(duration_ms)
    # The last first: where the end of a range is repaired itself, that counts.
    for index, ms in sorted(plan.items(), reverse=True):
        end_ms = moved_end_ms(note.citations[index], times[index], ms, form)
        for edit in edits_of(note, retimed(note, note.citations[index], ms, form, end_ms)):
            edits.setdefault(edit.start, edit)
    count = len(plan)
    return Change.of(f"Repair {count} {'time' if count == 1 else 'times'}", edits.values())


def _tells_of_hours(note: Note, latest_ms: int | None) -> bool:
    """Tell whether times of a note say that its video has more than an hour.

    Those are hours, minutes and seconds, for their seconds are neither `00` nor the minutes again,
    nor the same everywhere.
    """
    pairs = [pair for pair in three_fields(note.citations) if pair is not None]
    end_ms = _HARDLY_MS if latest_ms is None else min(_HARDLY_MS, latest_ms)
    seconds = [
        plain // 1000 % 60
        for plain, shifted in pairs
        if plain is not None
        and 3_600_000 <= plain < end_ms
        and plain // 1000 % 60 not in (0, shifted // 1000 % 60)
    ]
    return len(set(seconds)) >= _TELLING
