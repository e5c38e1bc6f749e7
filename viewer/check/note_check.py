"""The state of one note's check, used by the kinds of findings (`verdicts.py`).

Pure, and safe in any thread.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from viewer.check.align import NEAR_MS, Statement, StatementPlace, align
from viewer.check.finding import Evidence, Finding, Ground, Proposal, Verdict, Why
from viewer.check.quote import is_said, quote, said_there
from viewer.check.speech import Speech
from viewer.check.why import reading_of
from viewer.media.transcript import Transcript
from viewer.media.transcript_offsets import OffsetPiece, Pieces
from viewer.notes.chapter_headings import titled
from viewer.notes.counts import WrittenFault, agreed_ms, faults_of, label_differs
from viewer.notes.model import Citation, CitedTime, TimeStatus
from viewer.notes.note import Note
from viewer.notes.region import Region, region_of
from viewer.notes.retime import moved_end_ms
from viewer.notes.time_readings import three_fields
from viewer.notes.timecode import Form, Reading, without_hour

# From this chance on a proposal is sure: of those, 98 in 100 or more are right.
SURE = 0.97
# A time inside the video is in doubt where the claim is less likely than this to be said near it.
UNLIKELY, NEAR_CITED_MS = 0.05, 20_000
# So sure must be where a citation is said to tell whether the captions are of another cut.
_CLEAR = 0.9
# How much speaks for a moment that it is written so (log): as it stands; in a note that is shifted;
# as minutes and seconds with nothing in the third field, or something; without an invented hour;
# in one of two places that differ.
_AS_WRITTEN, _AS_SHIFTED, _ROUND, _NOT_ROUND, _NO_HOUR, _ONE_OF_TWO = 5.0, 5.0, 3.0, 2.0, 2.0, 3.0
# Hardly a video is as long. So many times below that, with seconds of their own, say that the video
# of a note has more than an hour: which of its times are shifted is then for the user to say.
_HARDLY_MS, _TELLING = 5 * 3_600_000, 2
# With fewer words, the last sentence of a claim may be said at its time by chance.
_FEWEST_ASSERTED = 5
# A claim of up to so many key words, as people write themselves, may share one by chance.
_FEW_KEY_WORDS = 4
# Where nothing begins to be said so long before a time, and after it, captions have a gap.
_SILENT_MS = 8_000, 10_000
# Captions of so much of a video are whole; those of less than a quarter are rarer than wrong times.
_WHOLE, _FAR = 0.9, 4
# Up to here a video speaks of all that comes later; and so likely must what is read otherwise be.
_INTRO_MS, _SAID = 60_000, 0.5


class Cited(NamedTuple):
    """What is known about one citation."""

    at: int  # its index in `Note.citations`
    citation: Citation
    time: CitedTime
    fault: WrittenFault | None  # what is wrong with it by what is written alone
    # The time that value and label agree on where they do not at first sight.
    agreed_ms: int | None
    # Where the transcript has what it supports; None where nothing tells.
    place: StatementPlace | None
    # What of the picture it points at; None: nothing.
    region: Region | None

    @property
    def read_ms(self) -> int | None:
        """The time as read, even past the end."""
        return self.time.reading.ms if self.time.reading is not None else None


# So many have to agree on being this far off, each within so much of the rest.
FEWEST, _APART_MS, _ALIKE_MS = 5, 20_000, 6_000
# A new piece must be worth so many citations that would not agree without it.
_PIECE_COST = 3.0
# What is nearer counts a little more, so that the nearest of several offsets is taken.
_NEARER = 0.05
# Citations have whole seconds: what is cited begins within so much of the time.
_SECOND_MS = 1_000


class Seen(NamedTuple):
    """A citation whose moment is clear: when it is cited, and when the captions say it."""

    ms: int
    said_ms: int

    @property
    def late_ms(self) -> int:
        """How much later it is said than cited."""
        return self.said_ms - self.ms


def other_cut(seen: Sequence[Seen]) -> Pieces:
    """Return the pieces by which captions are off; none if they fit, or there is no common offset.

    If most citations with clear moments are said at the same distance from where they are cited,
    the captions are of another cut of the video.
    """
    seen = sorted(seen)
    runs: list[tuple[int, list[Seen]]] = []
    for one, late_ms in zip(seen, _path(seen), strict=True):
        if abs(one.late_ms - late_ms) > _ALIKE_MS:
            continue
        if not runs or runs[-1][0] != late_ms:
            runs.append((late_ms, []))
        runs[-1][1].append(one)
    agreed = sum(len(run) for _, run in runs)
    off = sum(len(run) for late_ms, run in runs if abs(late_ms) > _APART_MS)
    if off < FEWEST or 2 * agreed <= len(seen):
        return ()
    pieces = [OffsetPiece(0, _exact(runs[0]))]
    for (_, before), after in pairwise(runs):
        late_ms = _exact(after)
        # Somewhere between the last one that is said so, and the first that is said otherwise.
        room_ms = after[1][0].ms - before[-1].ms
        pieces.append(
            OffsetPiece(before[-1].ms + pieces[-1].late_ms + max(0, room_ms) // 2, late_ms)
        )
    return tuple(pieces)


def _path(seen: Sequence[Seen]) -> list[int]:
    """Return the offset at each citation: few changes, and few that disagree."""
    offsets = sorted({0, *(round(one.late_ms, -3) for one in seen)})
    costs = dict.fromkeys(offsets, 0.0)
    steps: list[dict[int, int]] = []
    for one in seen:
        cheapest = min(costs, key=costs.__getitem__)
        changed = costs[cheapest] + _PIECE_COST
        step = {late: late if cost <= changed else cheapest for late, cost in costs.items()}
        costs = {
            late_ms: min(cost, changed) + _disagreement(one, late_ms)
            for late_ms, cost in costs.items()
        }
        steps.append(step)
    late_ms = min(costs, key=costs.__getitem__)
    path = []
    for step in reversed(steps):
        path.append(late_ms)
        late_ms = step[late_ms]
    return path[::-1]


def _disagreement(one: Seen, late_ms: int) -> float:
    apart_ms = abs(one.late_ms - late_ms)
    return 1.0 if apart_ms > _ALIKE_MS else _NEARER * apart_ms / _ALIKE_MS


def _exact(run: tuple[int, list[Seen]]) -> int:
    """Return the offset with which most begin within the cited second."""
    if run[0] == 0:
        return 0
    lates = sorted(one.late_ms for one in run[1])
    middle = median(lates)
    return max(
        lates,
        key=lambda at: (
            bisect_left(lates, at + _SECOND_MS) - bisect_left(lates, at),
            -abs(at - middle),
        ),
    )


class NoteCheck:
    """One check of one note: the questions, and intermediate results."""

    def __init__(
        self,
        note: Note,
        asked: Sequence[Statement],
        chapters: Sequence[tuple[int, str]],
        end_ms: int | None,
        transcript: Transcript | None,
    ) -> None:
        """The video lasts until `end_ms`, or None if unknown."""
        self._note, self._transcript = note, transcript
        self._statements, self._latest_ms = asked, end_ms
        cues = transcript.cues if transcript is not None else ()
        self._said_ms = max((cue.end_ms for cue in cues), default=0)
        self._chapters = {(ms // 1000, title.casefold()) for ms, title in titled(chapters)}
        self._times = note.times(end_ms)
        self._agreed = [agreed_ms(citation) for citation in note.citations]
        self._hour_invented = self._is_hour_invented()

    def cited(self) -> Iterator[Cited]:
        """Yield what is known about each citation, in order."""
        citations, times = self._note.citations, self._times
        faults = faults_of(self._note, times)
        rows = zip(citations, times, faults, self._agreed, self._places, strict=True)
        for at, row in enumerate(rows):
            yield Cited(at, *row, region_of(self._note.data, row[0]))

    @cached_property
    def _places(self) -> Sequence[StatementPlace | None]:
        if self._transcript is None:
            return [None] * len(self._times)
        asked = [
            statement._replace(written=tuple(self._written(index)))
            for index, statement in enumerate(self._statements)
        ]
        return align(asked, self._transcript)

    def other_cut(self) -> Pieces:
        """Return the offset of the captions if they are of another cut of the video."""
        there = [
            (index, time.ms, place)
            for index, (time, place) in enumerate(zip(self._times, self._places, strict=True))
            if place is not None
            and time.ms is not None
            and time.status is not TimeStatus.PAST_END
            and time.ms <= self._said_ms + NEAR_MS
            and not self._differs(index)
            and not self._is_chapter(index, time.ms)
        ]
        doubtful = sum(place.share_near(ms, NEAR_CITED_MS) < UNLIKELY for _, ms, place in there)
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
    def is_long(self) -> bool:
        """Return whether the note's times say that its video is longer than an hour.

        Those are hours, minutes and seconds: their seconds are neither `00` nor equal to the
        minutes, nor the same everywhere, and they are not said as minutes and seconds.
        """
        end_ms = _HARDLY_MS if self._latest_ms is None else min(_HARDLY_MS, self._latest_ms)
        seconds = [
            plain // 1000 % 60
            for index, pair in enumerate(three_fields(self._note.citations))
            for plain, shifted in ([pair] if pair is not None else [])
            if plain is not None
            and 3_600_000 <= plain < end_ms
            and plain // 1000 % 60 not in (0, shifted // 1000 % 60)
            and self.said_as(index) is not Form.M_S_00
        ]
        return len(set(seconds)) >= _TELLING

    @cached_property
    def _beyond(self) -> dict[int, int]:
        """The times, in ms by citation, that captions do not reach and say nothing about.

        Such captions may be of a part of the video, whose length is then unknown.
        """
        if self._latest_ms is not None or self._transcript is None or self._transcript.heard:
            return {}
        named = (
            max((one.ms for one in (*each.readings[:1], *each.label_readings[:1])), default=0)
            if each.video is None
            else 0
            for each in self._note.citations
        )
        return {index: ms for index, ms in enumerate(named) if ms > self._said_ms + NEAR_MS}

    def said_as(self, index: int) -> Form | None:
        """Return the reading that is said of a time beyond the captions, or None.

        The written time had no weight in finding it, so their agreement is evidence.
        """
        if index not in self._beyond or (place := self._places[index]) is None:
            return None
        best, citation = place.best(1)[0], self._note.citations[index]
        first, *others = citation.readings or citation.label_readings
        for one in (*others, without_hour(first)):
            if one is not None and one.ms >= _INTRO_MS and abs(one.ms - best.ms) <= NEAR_MS:
                return one.form if best.chance >= _SAID else None
        return None

    def far_ms(self, index: int) -> int | None:
        """Return a time far beyond the captions as minutes and seconds, else None.

        If the first time beyond them is that far, they hardly lack what is before it.
        """
        (pair,) = three_fields(self._note.citations[index : index + 1])
        if pair is None or index not in self._beyond or self.said_as(index) is Form.HOUR_DROPPED:
            return None
        is_far = min(self._beyond.values()) > _FAR * self._said_ms
        return pair[1] if is_far and _INTRO_MS <= pair[1] <= self._said_ms else None

    def _differs(self, index: int) -> bool:
        return label_differs(self._note.citations[index], self._times[index])

    def _is_hour_invented(self) -> bool:
        """Return whether the times past the end would be close together as minutes and seconds.

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
        """Return the times that a citation may name, each with its weight."""
        time, agreed = self._times[index], self._agreed[index]
        if index in self._beyond:
            return
        if agreed is not None:
            yield agreed, _AS_SHIFTED
        elif self._differs(index):
            yield self._note.citations[index].label_readings[0].ms, _ONE_OF_TWO
            if time.ms is not None:
                yield time.ms, _ONE_OF_TWO
        elif time.ms is not None:
            yield time.ms, _AS_SHIFTED if time.status is TimeStatus.SHIFTED else _AS_WRITTEN
        else:
            for reading in time.candidates:
                yield reading.ms, _worth(reading, time)

    # ------------------------------------------------------------------ what is said

    def is_given(self, index: int, ms: int) -> bool:
        """Return whether a chapter's title or the transcript has these words at that time.

        This is so for what Cuenote inserts into a note, until the words or the time are changed.
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

    def speaks_at(self, ms: int) -> bool:
        """Return whether anything is said at a time; unknown counts as yes."""
        before_ms, after_ms = _SILENT_MS
        return self._transcript is not None and bool(
            Speech.of(self._transcript).between(ms - before_ms, ms + after_ms)
        )

    def rests_on_one_word(self, index: int, ms: int) -> bool:
        """Return whether a claim of few key words shares at most one with the transcript then."""
        if self._transcript is None:
            return False
        why = said_there(self._statements[index].text, self._transcript, ms)
        return why.said < 2 and why.telling <= _FEW_KEY_WORDS

    # ------------------------------------------------------------------ findings

    def finding(
        self,
        verdict: Verdict,
        one: Cited,
        reads_ms: int | None,
        proposals: tuple[Proposal, ...] = (),
        *,
        sure: bool | None = None,
        together: bool = False,
    ) -> Finding:
        """Make a finding; without `sure`, it is sure if the best proposal is likely enough."""
        if sure is None:
            sure = bool(proposals) and self._is_sure(one.at, proposals[0])
        cited = None if reads_ms is None else self._quote(one.at, reads_ms)
        why = self._why(one.at, proposals[0], together=together) if sure else None
        return Finding(one.at, verdict, reads_ms, proposals, sure, cited, together, why)

    def _is_sure(self, index: int, proposal: Proposal) -> bool:
        """Return whether a proposal is sure, even if captions lack a part of the video."""
        is_whole = self._latest_ms is not None and self._said_ms >= _WHOLE * self._latest_ms
        is_known = proposal.ground is not Ground.TRANSCRIPT or is_whole
        return proposal.chance >= SURE and is_known and index not in self._beyond

    def _why(self, index: int, proposal: Proposal, *, together: bool) -> Why:
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
        )

    def _is_between(self, index: int, ms: int) -> bool:
        """Return whether a moment is between those cited before and after a citation."""
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
            plain_ms(citation)
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

    def proposals(self, one: Cited, likely: Sequence[tuple[int, float]]) -> tuple[Proposal, ...]:
        """Propose moments: from the transcript, else other readings.

        `likely` are times that it may mean, in ms, with their probabilities.
        """
        index, place = one.at, one.place
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
        proposals = [self.reading(index, ms, chance) for ms, chance in likely]
        proposals.sort(key=lambda each: -each.chance)
        return tuple(proposals[:3])

    def chance(self, reading: Reading, time: CitedTime) -> float:
        """Return the probability of a reading past the end with nothing else to go by."""
        if reading.form is Form.M_S_00 and not self._hour_invented:
            return 0.6 if is_round(time.reading) else 0.4
        return 0.1 if reading.form is Form.M_S_00 else 0.3

    def either(self, one: Cited) -> list[tuple[int, float]]:
        """Return the likelier of a value and its label: the one near the neighbouring times."""
        index, label_ms, value_ms = one.at, one.citation.label_readings[0].ms, one.time.ms
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

    def reading(self, index: int, ms: int, chance: float) -> Proposal:
        """Propose another reading of the written time."""
        return Proposal(ms, chance, Ground.READING, self._quote(index, ms))

    def _quote(self, index: int, ms: int) -> Evidence | None:
        if self._transcript is None:
            return None
        end_ms = moved_end_ms(self._note.citations[index], self._times[index], ms, None)
        return quote(self._statements[index].text, self._transcript, ms, end_ms)


def plain_ms(citation: Citation) -> int:
    """Return the time as hours, minutes and seconds, or its best reading."""
    plain = next((r.ms for r in citation.readings if r.form is Form.H_M_S), None)
    return citation.readings[0].ms if plain is None else plain


def is_round(reading: Reading | None) -> bool:
    """Return whether a time is a whole number of minutes."""
    return reading is not None and reading.ms % 60_000 == 0


def _worth(reading: Reading, time: CitedTime) -> float:
    if reading.form is Form.M_S_00:
        return _ROUND if is_round(time.reading) else _NOT_ROUND
    return _NO_HOUR
