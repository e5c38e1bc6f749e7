import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.check.vaults import anchor, check, note, shifted_note
from tests.examples import examples
from viewer.check.check import find_moments, repair
from viewer.check.review import Review
from viewer.media.transcript import Cue, Transcript
from viewer.notes.counts import claim_count, doubts_by_times
from viewer.notes.note import Note
from viewer.vault.facts import columns, facts_of

_WORDS = (
    *("kite", "spar", "glue", "the", "of", "seventy-five", "75", "x²", "π", "naïve", "wind’s"),
    *("風", "我们今天学习", "مرحبا", "שלום", "สวัสดี", "🪁", "\u200f", "İstanbul", "ﬁne", "—"),
)
_TEXT = st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join)
_FIELD = st.integers(0, 99).map("{:02}".format)
_TIME = st.one_of(
    st.tuples(_FIELD, _FIELD).map(":".join),
    st.tuples(_FIELD, _FIELD, _FIELD).map(":".join),
    st.tuples(_FIELD, _FIELD).map(lambda fields: ":".join((*fields, "00"))),
    st.sampled_from(["HH:MM:SS", "", "01:29:37:00", "0924", "00:10:00-00:12:00"]),
)
_CITATION = st.one_of(
    _TIME.map("[{}]".format),
    st.tuples(_TIME, _TIME).map(
        lambda two: f'<a class="yt-timestamp" data-t="{two[0]}">[{two[1]}]</a>'
    ),
)
_NOTE = st.lists(st.tuples(_TEXT, _CITATION, st.sampled_from([" ", ". ", "\n\n## ", "\n- "]))).map(
    lambda parts: "".join(f"{text} {citation}{end}" for text, citation, end in parts).encode()
)
_CUE = st.tuples(st.integers(0, 4_000_000), st.integers(1, 60_000), _TEXT).map(
    lambda cue: Cue(cue[0], cue[0] + cue[1], cue[2])
)
_TRANSCRIPT = st.lists(_CUE, max_size=30).map(
    lambda cues: Transcript(tuple(sorted((c for c in cues if c.text), key=lambda c: c.start_ms)))
)


def _word(number: int) -> str:
    return "k" + "".join("bcdfghjlmn"[int(digit)] + "a" for digit in str(number))


_DURATION = st.none() | st.integers(0, 40_000_000)


@given(_NOTE | st.binary(max_size=300), st.none() | _TRANSCRIPT, _DURATION)
def test_check_gives_one_finding_a_citation_whatever_there_is(
    data: bytes, transcript: Transcript | None, duration_ms: int | None
) -> None:
    note = Note.parse(data)
    findings = check(note, duration_ms, transcript)
    assert [finding.citation for finding in findings] == list(range(len(note.citations)))
    for finding in findings:
        assert len(finding.proposals) <= 3
        for proposal in finding.proposals:
            assert 0 <= proposal.chance <= 1
            assert proposal.ms >= 0
            if proposal.evidence is not None:
                for start, end in proposal.evidence.matches:
                    assert 0 <= start < end <= len(proposal.evidence.text)
        if finding.sure:
            assert finding.proposals


@given(_NOTE, st.none() | _TRANSCRIPT, _DURATION)
@example(
    b" [00:00]  [00:00] kite [00:00]  [00:10:00-00:12:00] " + b" [00:00] " * 7,
    Transcript(cues=(Cue(0, 26_156, "spar seventy-five"), Cue(0, 1, "kite"))),
    0,
)
def test_repair_changes_times_alone_and_leaves_none_that_is_sure(
    data: bytes, transcript: Transcript | None, duration_ms: int | None
) -> None:
    note = Note.parse(data)
    for _ in range(4):
        findings = check(note, duration_ms, transcript)
        change = repair(note, findings, duration_ms=duration_ms)
        spans = [citation.span for citation in note.citations]
        for edit in change.edits:
            assert any(span.start <= edit.start and edit.end <= span.end for span in spans)
        mended = Note.parse(change.apply(note.data))
        assert len(mended.citations) == len(note.citations)
        if not change:
            break
        note = mended
    # What one repair makes plain another may follow from; it ends.
    assert not repair(note, check(note, duration_ms, transcript), duration_ms=duration_ms)


@given(_TEXT, _TRANSCRIPT)
def test_moments_lie_where_something_is_said(text: str, transcript: Transcript) -> None:
    for proposal in find_moments(text, transcript):
        assert transcript.cues[0].start_ms <= proposal.ms <= max(c.end_ms for c in transcript.cues)
        assert proposal.evidence is not None


@pytest.mark.all_only
def test_check_ends_soon_when_a_note_has_thousands_of_claims() -> None:
    count = 1_500
    words = [_word(number) for number in range(400)]
    cues = tuple(
        Cue(at * 4_000, at * 4_000 + 3_900, " ".join(words[at * 7 % 390 :][:9]))
        for at in range(1_800)
    )
    lines = (
        f"{' '.join(words[at * 11 % 380 :][:12])} [{at % 7200 // 60:02}:{at % 60:02}]."
        for at in range(count)
    )
    note = Note.parse("\n\n".join(lines).encode())
    started = time.process_time()
    assert len(check(note, 7_200_000, Transcript(cues))) == count
    # A bound to catch what grows with the square.
    assert time.process_time() - started < 0.006 * count


def test_one_cue_of_three_hours_is_cut_where_its_words_are() -> None:
    text = " ".join(_word(number) for number in range(8_000))
    transcript = Transcript((Cue(0, 10_800_000, text),))
    note = Note.parse(f"Here is {_word(4_000)} and {_word(4_001)} [999:00].".encode())
    (finding,) = check(note, 10_800_000, transcript)
    assert finding.proposed_ms is not None
    # Words of one cue are taken to be spoken evenly, by their letters.
    said_ms = text.index(_word(4_000)) * 10_800_000 // len(text)
    assert abs(finding.proposed_ms - said_ms) < 15_000


# ---------------------------------------------------------------------- counts


DURATIONS = (None, 90_000, 4_000_000)
TIMES = ["00:01:00", "0:30", "01:30:00", "07:20:00", "HH:MM", "9:99", "00:01:00:00", "02:14:00"]
LABELS = ["[{}]", "[02:14]", "[0:30]", "link", "[00:00:09]", ""]


def is_counted_alike(note: Note, duration_ms: int | None) -> None:
    times = note.times(duration_ms)
    findings = check(note, duration_ms)
    before = doubts_by_times(note, times)
    after = Review(note, findings).doubts(note, times)
    assert (list(before.places), before.marked) == (list(after.places), after.marked)
    assert list(before.places) == [one.citation for one in findings if one.is_doubtful]


@example([("00:01:00", "[02:14]")] * 3)
@example([("07:20:00", "[{}]"), ("HH:MM", "[0:30]")])
@given(st.lists(st.tuples(st.sampled_from(TIMES), st.sampled_from(LABELS)), max_size=9))
@examples(1.5)
def test_note_is_counted_alike_before_a_check_and_after_it(cited: list[tuple[str, str]]) -> None:
    text = "\n\n".join(
        f'Words <a class="yt-timestamp" data-t="{time}">{label.format(time)}</a>.'
        for time, label in cited
    )
    for duration_ms in DURATIONS:
        is_counted_alike(Note.parse(text.encode()), duration_ms)


@pytest.mark.parametrize(
    ("text", "claims", "doubts"),
    [
        (shifted_note("abcdefghijk", 6), 6, 6),
        (note("abcdefghijk", f"One {anchor('0:05')}", f"Two {anchor('HH')}"), 2, 1),
        # What stands above a bullet borrows its citation, and is no claim of its own.
        (f"- Above\n  - Below {anchor('0:05')}\n", 1, 0),
    ],
)
def test_index_counts_what_the_window_counts(text: str, claims: int, doubts: int) -> None:
    parsed = Note.parse(text.encode())
    facts = dict(zip(columns(), facts_of(parsed), strict=True))
    assert (facts["fact_claims"], facts["fact_doubts"]) == (claims, doubts)
    assert claim_count(parsed) == claims
    assert len(doubts_by_times(parsed, parsed.times(None)).places) == doubts
