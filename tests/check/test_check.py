from dataclasses import replace
from pathlib import Path

import pytest

from tests.check.vaults import anchor, check
from viewer.check.check import examine, find_moments, repair
from viewer.check.finding import Finding, Ground, Verdict, Why
from viewer.check.quote import is_said, quote, said_there
from viewer.check.verdicts import (
    HOLDS,
    IN_DOUBT,
    LABEL_DIFFERS,
    NO_EVIDENCE,
    OUTSIDE_PICTURE,
    PAST_END,
    SHIFTED,
    UNREADABLE,
    WRONG_END,
)
from viewer.check.why import sure_line
from viewer.media.caption_formats import read_captions
from viewer.media.transcript import Cue, Transcript
from viewer.notes.chapter_headings import chapter_headings
from viewer.notes.counts import doubts_by_times
from viewer.notes.note import Note
from viewer.notes.region import region_of
from viewer.notes.transcript_to_blocks import transcribe
from viewer.ui.transcript.into_note import said_in

_TOUR = Path(__file__).parents[2] / "resources" / "tour"

_SAID = (
    (0, "Welcome to the workshop. Today we build a wooden kite together."),
    (20_000, "First we cut two spruce spars, each seventy centimetres long."),
    (40_000, "Then the paper is glued along the edges with rice paste."),
    (60_000, "The bridle is tied where the spars cross, a third from the top."),
    (80_000, "A tail of ribbons keeps it steady when the wind comes in gusts."),
    (100_000, "Never fly it in a thunderstorm, or close to power lines."),
    (400_000, "Beginners often ask how a broken spar can be mended with thread."),
)
_TRANSCRIPT = Transcript(tuple(Cue(ms, ms + 6_000, text) for ms, text in _SAID), "en")
_END_MS = 420_000


def _note(*lines: str) -> Note:
    return Note.parse("\n\n".join(lines).encode())


def _verdicts(findings: tuple[Finding, ...]) -> list[Verdict]:
    return [finding.verdict for finding in findings]


def test_past_end_is_found_when_the_length_is_known_and_nothing_without_evidence() -> None:
    note = _note("The kite has a tail [1:20].", "It flies [99:00].")
    assert _verdicts(check(note)) == [NO_EVIDENCE] * 2
    assert _verdicts(check(note, 120_000)) == [NO_EVIDENCE, PAST_END]


def test_nothing_is_known_behind_the_last_caption_when_no_length_is_known() -> None:
    """Captions may be of a part: what they say in their first minute is said of `01:20:00`, too."""
    note = _note(
        "Two spruce spars are cut, each seventy centimetres long [00:20].",
        "A tail of ribbons keeps it steady when the wind comes in gusts [00:20:00].",
    )
    part = Transcript(_TRANSCRIPT.cues[:6], "en")
    findings = check(note, None, part)
    assert _verdicts(findings) == [HOLDS, NO_EVIDENCE]
    late = _note(*("A tail of ribbons keeps it steady in gusts [01:20:00]." for _ in range(2)))
    for finding in check(late, None, part):
        assert (finding.verdict, finding.proposed_ms, finding.sure) == (SHIFTED, 80_000, False)


def test_citation_holds_when_the_transcript_speaks_of_its_claim_there() -> None:
    note = _note("A tail of ribbons keeps the kite steady in gusts of wind [01:20].")
    (finding,) = check(note, _END_MS, _TRANSCRIPT)
    assert finding.verdict is HOLDS
    marked = [finding.cited.text[start:end] for start, end in finding.cited.matches]
    assert "ribbons" in marked
    assert "gusts" in marked


def test_citation_is_in_doubt_when_its_claim_is_clearly_said_elsewhere() -> None:
    note = _note(
        "Two spruce spars are cut, each seventy centimetres long [00:20].",
        "The paper is glued along the edges with rice paste [00:40].",
        "A broken spar can be mended with thread, beginners ask [01:21].",
        "Never fly it in a thunderstorm, or close to power lines [01:40].",
    )
    findings = check(note, _END_MS, _TRANSCRIPT)
    held = HOLDS
    assert _verdicts(findings) == [held, held, IN_DOUBT, held]
    assert findings[2].proposed_ms == 400_000
    assert not findings[2].sure


def test_citation_is_in_doubt_when_its_claim_is_said_in_two_other_places() -> None:
    again = Cue(200_000, 206_000, _SAID[4][1])
    between = Cue(300_000, 306_000, "Colours are a matter of taste, so choose what you like.")
    cues = (*_TRANSCRIPT.cues[:6], again, between, _TRANSCRIPT.cues[6])
    note = _note("A tail of ribbons keeps it steady in gusts of wind [05:00].")
    (finding,) = check(note, _END_MS, Transcript(cues, "en"))
    assert finding.verdict is IN_DOUBT
    assert {one.ms for one in finding.proposals[:2]} == {80_000, 200_000}
    assert finding.proposals[0].chance < 0.7
    assert not finding.sure


def test_one_word_that_is_said_elsewhere_is_no_doubt_of_ones_own_words() -> None:
    said = (
        "First we cut two spruce spars [00:20].",
        "The bridle is tied where they cross [01:00].",
    )
    findings = check(_note(*said, "Mine has no ribbons [06:40]."), _END_MS, _TRANSCRIPT)
    assert _verdicts(findings) == [HOLDS, HOLDS, NO_EVIDENCE]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (
            (
                "Two spruce spars are cut, each seventy centimetres long [00:00:20].",
                "A tail of ribbons keeps the kite steady in gusts of wind [01:20:00].",
                "Never fly it in a thunderstorm, or close to power lines [00:01:40].",
            ),
            "Time in note, read as mm:ss; “ribbons”, “keeps” and “steady” are said only here, with "
            "6 of the claim's 7 key words; in order with the claims before and after",
        ),
        (
            ("Ribbons keep it steady in gusts [432:20].",),
            "“Ribbons”, “steady” and “gusts” are said only here, with 4 of the claim's 4 key words",
        ),
        ((f"A kite flies {anchor('02:14:00', '02:14')}.",), "both times agree, read as mm:ss"),
    ],
)
def test_finding_that_is_sure_says_why(lines: tuple[str, ...], why: str) -> None:
    (sure,) = [one for one in check(_note(*lines), _END_MS, _TRANSCRIPT) if one.sure]
    assert sure_line(sure.why) == why
    if len(lines) > 1:  # a shifted time, which the transcript bears out
        assert (sure.verdict, sure.reads_ms, sure.proposed_ms) == (SHIFTED, 4_800_000, 80_000)
        assert sure.proposals[0].ground is Ground.BOTH


def test_shifted_note_with_a_time_that_only_its_label_tells_is_checked() -> None:
    times = ("[05:10:00]", "[06:20:00]", "[12:00:00]", anchor("00:60", "00:01:00"))
    findings = check(_note(*(f"A kite {time}." for time in times)))
    assert [one.why.shifted for one in findings if one.why is not None] == [3, 3, 3]


@pytest.mark.parametrize(
    ("why", "line"),
    [
        (Why(shifted=9, round=8, late=5), "8 of 9 such times end in :00; read as hours, "),
        (Why(shifted=9, round=1), "the times in this note only make sense as mm:ss"),
        (Why(words=("tail",), said=1, telling=4), "“tail” is said here"),
        (Why(words=("a {0}",), nowhere_else=True), "“a {0}” is said only here"),
        (Why(), "the words here are closest to the claim"),
    ],
)
def test_reason_is_one_line_whatever_speaks_for_it(why: Why, line: str) -> None:
    assert sure_line(why).startswith(line)
    assert "\n" not in sure_line(why)


def test_words_that_are_not_parted_are_named_whole() -> None:
    said = (("今日は凧を作ります。"), ("竹の骨を二本切ります。"), ("紙に糊を塗って貼ります。"))
    cues = tuple(Cue(n * 60_000, n * 60_000 + 9_000, t) for n, t in enumerate(said))
    why = said_there("竹の骨を切る", Transcript(cues), 60_000)
    assert (why.words, why.nowhere_else) == (("竹の骨を",), True)


def test_whole_note_is_mended_when_one_of_its_shifted_times_is() -> None:
    note = _note("One [03:30:00].", "Two [05:10:00].", "Three [08:00:00].", "Four [00:00:15].")
    findings = check(note, 600_000)
    assert _verdicts(findings) == [SHIFTED] * 3 + [NO_EVIDENCE]
    assert all(finding.sure and finding.together for finding in findings[:3])
    change = repair(note, findings, [0], 600_000)
    mended = Note.parse(change.apply(note.data))
    written = [citation.written for citation in mended.citations]
    assert written == ["00:03:30", "00:05:10", "00:08:00", "00:00:15"]
    assert not repair(mended, check(mended, 600_000))


def test_time_is_written_as_minutes_and_seconds_when_its_note_stays_shifted() -> None:
    note = _note("One [03:30:00].", "Two [05:10:00].", "Three [08:00:00].", f"Four {anchor('HH')}.")
    findings = list(check(note, 600_000))
    moved = findings[0].proposals[0]._replace(ms=95_000)
    findings[3] = Finding(3, UNREADABLE, None, (moved,))
    mended = Note.parse(repair(note, findings, [3], 600_000).apply(note.data))
    assert mended.times(600_000)[3].ms == 95_000
    assert mended.citations[0].written == "03:30:00"


@pytest.mark.parametrize(
    ("value", "label", "verdict", "proposed_ms", "sure"),
    [
        ("00:14:56", "00:15:09", LABEL_DIFFERS, 909_000, False),
        ("02:14:00", "02:14", SHIFTED, 134_000, True),
        ("00:02:14", "02:14:00", LABEL_DIFFERS, 134_000, True),
        ("00:02:14", "02:14", NO_EVIDENCE, None, False),
        ("HH:MM:SS", "02:14", UNREADABLE, 134_000, False),
        ("0924", "later", UNREADABLE, None, False),
    ],
)
def test_value_and_label_are_compared_in_what_they_mean(
    value: str, label: str, verdict: Verdict, proposed_ms: int | None, sure: bool
) -> None:
    note = _note(f"A kite flies {anchor(value, label)}.")
    (finding,) = check(note)
    assert (finding.verdict, finding.proposed_ms) == (verdict, proposed_ms)
    assert finding.sure is sure
    mended = Note.parse(repair(note, [finding], [0]).apply(note.data))
    assert check(mended)[0].verdict is NO_EVIDENCE or proposed_ms is None


@pytest.mark.parametrize(
    ("text", "duration_ms", "words"),
    [
        ("[1:40-1:02]", None, "ends before it starts"),
        (anchor("00:01:02", "00:01:02-00:01:40"), 90_000, "ends past the end of the video"),
    ],
)
def test_range_is_doubtful_when_its_end_cannot_be(
    text: str, duration_ms: int | None, words: str
) -> None:
    note = _note(f"A kite flies {text}.")
    finding = check(note, duration_ms)[0]
    assert (finding.verdict, finding.is_doubtful) == (WRONG_END, True)
    assert finding.verdict.told(finding, note.citations[0], duration_ms) == words
    assert doubts_by_times(note, note.times(duration_ms)).places == [0]


@pytest.mark.parametrize("written", ["01:43:02", "03:30:00"])
def test_end_goes_along_when_the_start_of_a_range_is_repaired(written: str) -> None:
    late = written.replace("02", "30").replace("30:00", "40:00")
    note = _note(f"A kite flies {anchor(written, f'{written}-{late}')}.")
    findings = check(note, 4_000_000 if written == "01:43:02" else 600_000)
    mended = Note.parse(repair(note, findings, [0]).apply(note.data))
    time = mended.times(4_000_000)[0]
    assert time.ms == findings[0].proposed_ms
    assert time.end_ms - (time.ms or 0) == (28_000 if written == "01:43:02" else 10_000)


def test_value_is_proposed_when_the_label_leaves_the_times_round_it() -> None:
    lines = [f"A {anchor('00:03:05')}.", f"B {anchor('00:03:28', '03:03:28')}."]
    assert check(_note(*lines, f"C {anchor('00:03:40')}."))[1].proposed_ms == 208_000


def test_nothing_is_sure_when_only_the_hour_seems_invented() -> None:
    note = _note("One [01:43:02].", "Two [01:45:02].", "Three [01:48:02].", "Four [01:09:07].")
    findings = check(note, 4_212_000)
    assert _verdicts(findings) == [PAST_END] * 3 + [NO_EVIDENCE]
    assert not any(finding.sure for finding in findings)
    assert [finding.proposed_ms for finding in findings[:3]] == [2_582_000, 2_702_000, 2_882_000]


def test_quote_begins_with_the_cue_that_begins_within_the_cited_second() -> None:
    cues = tuple(Cue(ms + 400, ms + 2_300, f"Sentence {ms}.") for ms in range(0, 60_000, 2_000))
    transcript = Transcript(cues, "en")
    cited = quote("x", transcript, 20_000)
    assert cited.text.startswith("Sentence 20000.")
    finer = quote("x", transcript, 20_300)
    assert finer.text.startswith("Sentence 18000.")


def test_quote_begins_with_the_sentence_that_is_being_said() -> None:
    cited = quote("x", _TRANSCRIPT, 64_500)
    assert (cited.start_ms, cited.text[:10]) == (60_000, "The bridle")
    # Once it has been over for a while, what comes next is meant.
    after = quote("x", _TRANSCRIPT, 72_000)
    assert after.text.startswith("A tail of ribbons")
    assert quote("x", _TRANSCRIPT, 200_000) is None


@pytest.mark.parametrize(("space", "mark"), [(" ", "."), ("", "。")])
def test_quote_holds_what_is_being_said_in_a_long_sentence(space: str, mark: str) -> None:
    words = [f"{chr(0x4E00 + at)}{chr(0x5E00 + at)}" for at in range(300)]
    text = space.join(words) + mark
    places = tuple((2 + len(space)) * at for at in range(300))
    long = Cue(0, 90_000, text, tuple(range(0, 90_000, 300)), places)
    transcript = Transcript((long, Cue(95_000, 96_000, "End.")), "zh")
    for ms in range(150, 90_000, 7_190):
        cited = quote("x", transcript, ms)
        assert cited.start_ms <= ms
        assert words[ms // 300] in cited.text


def test_quote_of_a_range_ends_where_the_range_does() -> None:
    cues = tuple(Cue(ms, ms + 2_000, f"Sentence {ms}.") for ms in range(0, 60_000, 2_000))
    note = _note("What is said [00:20-00:24], and elsewhere [00:40].")
    start, end, elsewhere = check(note, 60_000, Transcript(cues, "en"))
    assert start.cited.text == "Sentence 20000. Sentence 22000."
    assert start.cited.end_ms == 24_000
    assert end.cited is not None
    assert elsewhere.cited.text.startswith("Sentence 40000. Sentence 42000. Sentence 44000.")
    note = _note("A tail of ribbons keeps the kite steady in gusts of wind [01:20-01:45].")
    assert _verdicts(check(note, _END_MS, _TRANSCRIPT)) == [HOLDS, NO_EVIDENCE]  # by its beginning
    # Where nothing is said in it, what follows it is no evidence.
    assert quote("x", _TRANSCRIPT, 32_000, 38_000) is None


def test_moments_are_found_for_a_claim_without_a_citation() -> None:
    found = find_moments("The bridle is tied where the spars cross", _TRANSCRIPT)
    assert found[0].ms == 60_000
    assert found[0].ground is Ground.TRANSCRIPT
    assert find_moments("Zebra", _TRANSCRIPT) == ()
    assert find_moments("", _TRANSCRIPT) == ()


def test_claims_round_it_decide_when_a_claim_is_said_twice() -> None:
    said = (
        *((0, "We cut spars."), (20_000, "The glue must dry for an hour.")),
        *((40_000, "We tie the bridle."), (600_000, "We paint the paper.")),
        *((620_000, "The glue must dry for an hour."), (640_000, "We fly the kite.")),
    )
    twice = Transcript(tuple(Cue(ms, ms + 5_000, text) for ms, text in said))
    second = ((600_000, 640_000), 620_000), ((600_000, None), 620_000)
    for near, ms in (((0, 40_000), 20_000), *second):
        assert find_moments("The glue must dry for an hour.", twice, near=near)[0].ms == ms


def test_tour_holds_what_it_says() -> None:
    note = Note.parse((_TOUR / "tour.md").read_bytes())
    said = read_captions(_TOUR / "tour.en.vtt")
    findings = check(note, 100_000, said)
    assert len(findings) == len(note.citations)
    sure = [(finding.reads_ms, finding.proposed_ms) for finding in findings if finding.sure]
    # The one that is wrong on purpose: minutes written as hours.
    assert sure == [(3_060_000, 51_000)]
    # Captions may end before the video does.
    assert not any(finding.is_doubtful for finding in check(note, None, said))


def test_shifted_times_are_not_sure_in_a_note_that_tells_of_hours_too() -> None:
    minutes = ["07:31:00", "08:48:00", "09:11:00", "42:01:00"]
    times = [*minutes, "01:00:16", "01:03:34", "01:04:00", "01:04:29"]
    note = Note.parse("".join(f"- Said so [{time}].\n" for time in times).encode())
    shifted = [finding for finding in check(note) if finding.verdict is SHIFTED]
    # 1:04:00 stands between two such: it is hours.
    assert len(shifted) == 4
    assert not any(finding.sure for finding in shifted)
    assert repair(note, check(note)).edits == ()
    # Where the video is known to end before an hour, no time can be meant so.
    known = check(note, 50 * 60_000)
    assert [finding.sure for finding in known[:4]] == [True] * 4


_CHAPTERS = ((20_400, "Never fly it in a *thunderstorm*"), (60_000, "Rice paste"), (100_000, ""))


def test_chapters_put_into_a_note_are_right_until_their_time_or_words_are_changed() -> None:
    bare = _note("# A kite", "Beginners ask how a spar can be mended [6:40].")
    made = chapter_headings(bare, bare.times(_END_MS), _CHAPTERS, _END_MS).change
    data = made.apply(bare.data)
    assert IN_DOUBT in _verdicts(check(Note.parse(data), _END_MS, _TRANSCRIPT))
    for transcript in (_TRANSCRIPT, replace(_TRANSCRIPT, heard=((0, _END_MS),))):
        found = check(Note.parse(data), _END_MS, transcript, chapters=_CHAPTERS)
        assert _verdicts(found) == [HOLDS] * 4
    # Without a transcript too; of the claim below them nothing is known then.
    alone = _verdicts(check(Note.parse(data), _END_MS, chapters=_CHAPTERS))
    assert alone == [*[HOLDS] * 3, NO_EVIDENCE]
    for old, new in ((b"[0:20]", b"[0:21]"), (b"Never fly it", b"Never fly")):
        changed = Note.parse(data.replace(old, new))
        finding = check(changed, _END_MS, _TRANSCRIPT, chapters=_CHAPTERS)[0]
        assert finding.verdict is IN_DOUBT


def test_transcript_put_into_a_note_is_right_until_its_time_is_changed() -> None:
    bare = _note("# A kite")
    made = transcribe(bare, None, said_in(_TRANSCRIPT), _END_MS)
    data = made.apply(bare.data)
    findings = check(Note.parse(data), _END_MS, _TRANSCRIPT)
    assert _verdicts(findings) == [HOLDS] * len(_SAID)
    changed = Note.parse(data.replace(b"00:00:20", b"00:01:40"))
    assert check(changed, _END_MS, _TRANSCRIPT)[1].verdict is IN_DOUBT


def test_claim_is_not_given_where_two_common_words_at_its_end_are_said() -> None:
    cues = list(_TRANSCRIPT.cues)
    cues[4] = replace(cues[4], text=f"Of course. {cues[4].text}")
    transcript = Transcript(tuple(cues), "en")
    claim = "A broken spar can be mended with thread, beginners ask."
    for last, verdict in (("Of course.", NO_EVIDENCE), (_SAID[4][1], HOLDS)):
        (finding,) = check(_note(f"{claim} {last} [01:20]"), _END_MS, transcript)
        assert finding.verdict is verdict


def test_words_are_those_of_the_transcript_at_their_very_second_alone() -> None:
    cues = (Cue(0, 4_000, "Well, well."), Cue(4_700, 9_000, "Well, so it is."))
    transcript = Transcript((*cues, Cue(30_000, 34_000, "So it is.")), "en")
    for text, ms, is_so in (
        ("Well, so it is.", 4_000, True),
        ("“so it is”", 4_000, True),  # in the middle of what begins there
        ("Well so it is So it is", 4_000, True),
        ("So it is", 30_000, True),
        ("So it is", 29_000, False),
        ("So it is", 31_000, False),
        ("So it was", 30_000, False),
        ("is So it is", 30_000, False),
        ("So", 30_000, False),
        ("…", 30_000, False),
    ):
        assert is_said(text, transcript, ms) is is_so, (text, ms)


@pytest.mark.parametrize("said", ["今日は木の凧を作ります。", "วันนี้เราจะทำว่าวไม้"])
def test_words_that_are_not_parted_are_given_from_three_letters_on(said: str) -> None:
    transcript = Transcript((Cue(0, 4_000, said), Cue(9_000, 12_000, said)))
    assert is_said(said, transcript, 0)
    assert is_said(said[2:], transcript, 0)
    assert not is_said(said, transcript, 5_000)
    assert not is_said(said[:3] + said[5:], transcript, 0)
    assert not is_said(said[:2], transcript, 0)


def test_frame_in_a_note_proves_nothing_of_its_time() -> None:
    said = "A tail of ribbons keeps the kite steady in gusts of wind"
    note = _note(f"![[kite 6.40.webp]] {said} [6:40]", "![[kite 0.20.webp]] [0:20]")
    verdicts = _verdicts(check(note, _END_MS, _TRANSCRIPT, chapters=_CHAPTERS))
    assert verdicts == [IN_DOUBT, NO_EVIDENCE]


# ---------------------------------------------------------------------- regions


_NOTE = """---
videoId: dQw4w9WgXcQ
---

- Inside <a class="yt-timestamp" data-t="00:01:02" data-xywh="percent:80,80,20,20">[00:01:02]</a>
- Outside <a class="yt-timestamp" data-t="00:02:02" data-xywh="percent:90,10,20,20">[00:02:02]</a>
- Without <a class="yt-timestamp" data-t="00:03:02">[00:03:02]</a>
"""


def test_what_lies_outside_is_found_and_cut() -> None:
    note = Note.parse(_NOTE.encode())
    found = examine(note, 600_000, None).findings
    assert [one.citation for one in found if one.verdict is OUTSIDE_PICTURE] == [1]
    change = repair(note, found, None, 600_000)
    assert change.name == "Crop mark to the frame"
    after = note.with_data(change.apply(note.data))
    assert region_of(after.data, after.citations[1]) == (90, 10, 10, 20)
    assert after.data.replace(b"percent:90,10,10,20", b"percent:90,10,20,20") == note.data
    again = examine(after, 600_000, None).findings
    assert not [one for one in again if one.verdict.is_doubtful]
