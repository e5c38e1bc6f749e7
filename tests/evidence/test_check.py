"""What is found about citations, with and without a transcript, and how it is repaired."""

from __future__ import annotations

from viewer.evidence.check import check, repair
from viewer.evidence.finding import Verdict
from viewer.notes.note import Note
from viewer.video.transcript import Cue, Transcript

_SAID = (
    (0, "Welcome to the workshop. Today we build a wooden kite together."),
    (20_000, "First we cut two spruce spars, each seventy centimetres long."),
    (40_000, "Then the paper is glued along the edges with rice paste."),
    (60_000, "The bridle is tied where the spars cross, a third from the top."),
    (80_000, "A tail of ribbons keeps it steady when the wind comes in gusts."),
    (100_000, "Never fly it in a thunderstorm, or close to power lines."),
)
_TRANSCRIPT = Transcript(tuple(Cue(ms, ms + 6_000, text) for ms, text in _SAID), "en")


def _note(*lines: str) -> Note:
    return Note.parse("\n\n".join(lines).encode())


def _verdicts(note: Note, **known: object) -> list[Verdict]:
    return [finding.verdict for finding in check(note, **known)]  # type: ignore[arg-type]


def test_nothing_is_claimed_when_there_is_no_evidence() -> None:
    note = _note("The kite has a tail [1:20].", "It flies [99:00].")
    assert _verdicts(note) == [Verdict.NO_EVIDENCE] * 2


def test_past_end_is_found_when_the_length_is_known() -> None:
    note = _note("The kite has a tail [1:20].", "It flies [99:00].")
    assert _verdicts(note, duration_ms=120_000) == [Verdict.NO_EVIDENCE, Verdict.PAST_END]


def test_citation_holds_when_the_transcript_speaks_of_its_claim_there() -> None:
    note = _note("A tail of ribbons keeps the kite steady in gusts of wind [01:20].")
    assert _verdicts(note, transcript=_TRANSCRIPT) == [Verdict.HOLDS]


def test_moment_is_proposed_when_the_time_lies_past_the_end() -> None:
    note = _note("A tail of ribbons keeps the kite steady in gusts of wind [07:20:00].")
    (finding,) = check(note, 120_000, _TRANSCRIPT)
    assert finding.verdict is Verdict.PAST_END
    assert finding.proposed_ms == 80_000
    assert finding.proposals[0].evidence is not None
    assert "ribbons" in finding.proposals[0].evidence.text


def test_whole_note_is_mended_when_it_is_shifted() -> None:
    note = _note("One [03:30:00].", "Two [05:10:00].", "Three [08:00:00].")
    findings = check(note, 600_000)
    assert [f.verdict for f in findings] == [Verdict.SHIFTED] * 3
    change = repair(note, findings, [0], 600_000)
    mended = Note.parse(change.apply(note.data))
    assert [c.written for c in mended.citations] == ["00:03:30", "00:05:10", "00:08:00"]
    assert not repair(mended, check(mended, 600_000))
