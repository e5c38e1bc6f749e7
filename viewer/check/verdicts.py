"""The kinds of findings: a class each, with all its texts and how it is found.

Pure, and safe in any thread.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from viewer.base.translation import _, tr
from viewer.check.align import NEAR_MS
from viewer.check.finding import Finding, Ground, Verdict
from viewer.check.note_check import NEAR_CITED_MS, UNLIKELY, Cited, NoteCheck, is_round, plain_ms
from viewer.check.why import reading_of, short
from viewer.notes.counts import WrittenFault
from viewer.notes.model import Citation, TimeStatus
from viewer.notes.timecode import Form, format_ms

# It holds where its own moment is likelier than this, and so much of the claim's words is said.
_HOLDS, _HOLDS_STRENGTH = 0.5, 0.3
# So likely must another moment be for a doubt of the one cited. What is proposed then is never
# sure: times inside the video are so seldom wrong that the user must look.
_LIKELY = 0.3


class Rule(Verdict):
    """A verdict, and how it is found."""

    @abstractmethod
    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        """Judge a citation that earlier verdicts did not; None if this one does not either."""


class _Unreadable(Rule):
    """No time can be read from it, or only from its label."""

    value, counted, name = "unreadable", "unreadable", _("Unreadable")
    words, said = _("It can't be read as a time."), _("Not a time")
    order = (7, 7)

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        if one.fault is not WrittenFault.UNREADABLE:
            return None
        likely = [] if one.time.ms is None else [(one.time.ms, 0.9)]
        return check.finding(self, one, one.time.ms, check.proposals(one, likely))

    def told(self, finding: Finding, citation: Citation, duration_ms: int | None) -> str:
        return _with_fits("can't be read as a time", finding)


class _Shifted(Rule):
    """Minutes and seconds are in the fields of hours and minutes."""

    value, name = "shifted", _("mm:ss written as hh:mm")
    counted = "mm:ss written as hh:mm"
    words = _("Minutes and seconds are written as hours and minutes.")
    said = name
    order = (4, 3)
    is_of_reading = True
    many = "times have mm:ss written as hh:mm"

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        citation, read_ms, agreed_ms = one.citation, one.read_ms, one.agreed_ms
        if one.time.status is TimeStatus.SHIFTED and read_ms is not None:
            sure = one.time.is_sure and not check.is_long
            whole = (check.reading(one.at, read_ms, 0.99 if sure else 0.6),)
            return check.finding(self, one, plain_ms(citation), whole, sure=sure, together=True)
        other_ms, sure = agreed_ms, agreed_ms is not None
        if other_ms is None and (other_ms := check.far_ms(one.at)) is None:
            return None
        both = (check.reading(one.at, other_ms, 0.99 if sure else 0.6),)
        if other_ms == one.time.ms:
            return check.finding(LABEL_DIFFERS, one, read_ms, both, sure=sure)
        return check.finding(self, one, plain_ms(citation), both, sure=sure)

    def told(self, finding: Finding, citation: Citation, duration_ms: int | None) -> str:
        if finding.proposed_ms is None:
            return self.counted
        return f"mm:ss written as hh:mm: {format_ms(finding.proposed_ms)}"


class _PastEnd(Rule):
    """All its plausible readings are past the end of the video."""

    value, counted, name = "past end", "past the end of the video", _("Past the end")
    words = _("The time is past the end of the video.")
    order = (3, 2)
    is_past_end = True

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        time = one.time
        if one.fault is not WrittenFault.PAST_END:
            return None
        likely = [(each.ms, check.chance(each, time)) for each in time.candidates]
        proposals = check.proposals(one, likely)
        shifted = next((each.ms for each in time.candidates if each.form is Form.M_S_00), None)
        is_shifted = (
            shifted is not None
            and bool(proposals)
            and abs(proposals[0].ms - shifted) <= NEAR_MS
            and is_round(time.reading)
            and proposals[0].ground is Ground.BOTH
        )
        return check.finding(SHIFTED if is_shifted else self, one, one.read_ms, proposals)

    def told(self, finding: Finding, citation: Citation, duration_ms: int | None) -> str:
        assert duration_ms is not None  # else nothing is known to be past it
        return _with_fits(f"past the end ({format_ms(duration_ms)})", finding)

    def line(self, finding: Finding, citation: Citation) -> str:
        reading = reading_of(citation, finding.proposed_ms)
        if reading is Form.M_S_00:
            return f"{tr(self.name)} · {tr(SHIFTED.name)}"
        if reading is Form.HOUR_DROPPED:
            return tr("Past the end · the hour is wrong")
        return tr("Past the end")


class _LabelDiffers(Rule):
    """`data-t` and the label name different moments."""

    value, counted, name = "label differs", "shown time differs", _("Shown time differs")
    words = _("The time shown is not the time that plays.")
    order = (5, 4)

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        if one.fault is not WrittenFault.LABEL_DIFFERS:
            return None
        return check.finding(self, one, one.read_ms, check.proposals(one, check.either(one)))

    def told(self, finding: Finding, citation: Citation, duration_ms: int | None) -> str:
        return _with_fits(f"it shows {short(citation.label or '')}", finding)

    def line(self, finding: Finding, citation: Citation) -> str:
        leads_to = format_ms(finding.reads_ms) if finding.reads_ms is not None else "?"
        label = " ".join((citation.label or "").strip("[] ").split())[:24]
        return tr("Shows {1}, but plays {0}").format(leads_to, label)


class _WrongEnd(Rule):
    """A range that ends before it starts, or past the end of the video."""

    value, counted, name = "wrong end", "wrong end of a range", _("Wrong end")
    words = _("The range ends before it starts, or past the end of the video.")
    order = (6, 5)

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        return (
            check.finding(self, one, one.read_ms) if one.fault is WrittenFault.WRONG_END else None
        )

    def told(self, finding: Finding, citation: Citation, duration_ms: int | None) -> str:
        if _ends_behind_start(finding, citation):
            return "ends past the end of the video"
        return "ends before it starts"

    def line(self, finding: Finding, citation: Citation) -> str:
        if _ends_behind_start(finding, citation):
            return tr("The range ends past the end of the video")
        return tr("The range ends before it starts")


def _ends_behind_start(finding: Finding, citation: Citation) -> bool:
    return (citation.range_end_ms or 0) > (finding.reads_ms or 0)


class _OutsidePicture(Rule):
    """Its region goes beyond the picture."""

    value, counted, name = "outside picture", "mark outside", _("Mark outside the frame")
    words = said = _("The mark extends beyond the frame.")
    order = (8, 8)
    names_proposal = True
    repairs_region = _("Crop mark to the frame")

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        ms = one.time.ms
        if one.region is None or ms is None or one.region.is_inside:
            return None
        same = check.reading(one.at, ms, 1.0)
        return replace(check.finding(self, one, ms, (same,), sure=False), sure=True)


class _Holds(Rule):
    """The transcript around the cited time says the claim, or a chapter has its words."""

    value, counted, name = "holds", "confirmed", _("Confirmed")
    words = _("The transcript confirms it.")
    order = (0, 0)
    holds, is_doubtful = True, False

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        place, ms = one.place, one.read_ms
        holds = ms is not None and (
            check.is_given(one.at, ms)
            or (
                place is not None
                and place.share_near(ms, NEAR_CITED_MS) >= _HOLDS
                and place.strength_near(ms, NEAR_CITED_MS) >= _HOLDS_STRENGTH
            )
        )
        return check.finding(self, one, ms) if holds else None


class _InDoubt(Rule):
    """The transcript does not say the claim there, but clearly does elsewhere."""

    value, counted, name = "in doubt", "probably said elsewhere", _("Said elsewhere")
    words = _("The claim is probably said at another time.")
    order = (2, 6)
    names_proposal = True

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        place, ms = one.place, one.read_ms
        if (
            place is None
            or ms is None
            or place.share_near(ms, NEAR_CITED_MS) >= UNLIKELY
            or not (check.speaks_at(ms) or check.said_as(one.at))
            or (best := place.best(1)[0]).chance < _LIKELY
            or check.rests_on_one_word(one.at, best.ms)
        ):
            return None
        return check.finding(self, one, ms, check.proposals(one, ()), sure=False)

    def told(self, finding: Finding, citation: Citation, duration_ms: int | None) -> str:
        if not finding.proposals:
            return self.counted
        return f"probably said at {format_ms(finding.proposals[0].ms)}"

    def line(self, finding: Finding, citation: Citation) -> str:
        if finding.proposed_ms is None:
            return tr("Probably not said here")
        times = format_ms(finding.proposed_ms), format_ms(finding.reads_ms or 0)
        return tr("Said at {0}, not {1}").format(*times)


class _NoEvidence(Rule):
    value, counted, name = "no evidence", "can't tell", _("Can't tell")
    words = _("The transcript neither confirms nor contradicts it.")
    order = (1, 1)
    is_doubtful = False

    def found(self, check: NoteCheck, one: Cited) -> Finding | None:
        return check.finding(self, one, one.read_ms)


VERDICTS: tuple[Rule, ...] = (
    UNREADABLE := _Unreadable(),
    SHIFTED := _Shifted(),
    PAST_END := _PastEnd(),
    LABEL_DIFFERS := _LabelDiffers(),
    WRONG_END := _WrongEnd(),
    OUTSIDE_PICTURE := _OutsidePicture(),
    HOLDS := _Holds(),
    IN_DOUBT := _InDoubt(),
    NO_EVIDENCE := _NoEvidence(),
)
"""In the order in which they are asked of a citation; the last takes what is left."""


def findings(check: NoteCheck) -> tuple[Finding, ...]:
    """Return a finding for every citation of a note, in order."""
    return tuple(_finding(check, one) for one in check.cited())


def _finding(check: NoteCheck, one: Cited) -> Finding:
    is_of_another_video = one.citation.video is not None and one.read_ms is not None
    asked: Sequence[Rule] = (NO_EVIDENCE,) if is_of_another_video else VERDICTS
    return next(found for rule in asked if (found := rule.found(check, one)) is not None)


# ---------------------------------------------------------------------- what the terminal says


def _with_fits(words: str, finding: Finding) -> str:
    """Add to a finding's text what would fit, if anything does."""
    if not finding.proposals:
        return words
    best, *rest = finding.proposals
    others = ", ".join(format_ms(one.ms) for one in rest)
    if others:
        return f"{words}; {format_ms(best.ms)} would fit; or {others}"
    return f"{words}; {format_ms(best.ms)} would fit"
