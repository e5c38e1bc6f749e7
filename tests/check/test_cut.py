import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.check.test_captions import captions, folder, talk_note
from tests.check.vaults import STEP_S, TALK, VIDEO, check, srt
from tests.commands.calls import run
from viewer.check.check import examine
from viewer.check.finding import CaptionsFault
from viewer.check.note_check import FEWEST, Seen, other_cut
from viewer.check.verdicts import HOLDS, IN_DOUBT
from viewer.check.why import cut_words
from viewer.media.transcript import Cue, Transcript
from viewer.media.transcript_offsets import CaptionOffsets, OffsetPiece, moved
from viewer.notes.note import Note
from viewer.notes.retime import shift_times

__all__ = ["folder"]


def late(transcript: Transcript, late_ms: int, from_ms: int = 0) -> Transcript:
    cues = (
        Cue(cue.start_ms + late_ms, cue.end_ms + late_ms, cue.text)
        if cue.start_ms >= from_ms
        else cue
        for cue in transcript.cues
    )
    return Transcript(tuple(cue for cue in cues if cue.start_ms >= 0), transcript.language)


@pytest.mark.parametrize("late_ms", [43_000, 600_000, -25_000])
def test_captions_of_another_cut_are_one_finding_and_evidence_once_moved(late_ms: int) -> None:
    note = talk_note()
    found = examine(note, None, late(captions(TALK), late_ms))
    assert found.captions.fault is CaptionsFault.OTHER_CUT
    assert found.captions.pieces[0].late_ms == pytest.approx(late_ms, abs=1_000)
    verdicts = [finding.verdict for finding in found.findings]
    before = [finding.verdict for finding in check(note, None, captions(TALK))]
    assert IN_DOUBT not in verdicts
    assert verdicts[4:] == before[4:]


def test_captions_with_an_advert_are_late_from_there_on() -> None:
    found = examine(talk_note(), None, late(captions(TALK), 60_000, from_ms=50_000))
    first, second = found.captions.pieces
    assert first == OffsetPiece(0, 0)
    assert second.late_ms == pytest.approx(60_000, abs=1_000)
    assert 40_000 <= second.start_ms <= 110_000
    verdicts = [finding.verdict for finding in found.findings]
    assert verdicts.count(HOLDS) >= len(TALK) - 1


def test_few_that_are_said_elsewhere_do_not_make_another_cut() -> None:
    note = talk_note()
    assert examine(note, None, captions(TALK)).captions is None
    away = Note.parse(shift_times(note, note.citations[3:6], 60_000).apply(note.data))
    found = examine(away, None, captions(TALK))
    assert found.captions is None
    doubtful = [finding.citation for finding in found.findings if finding.is_doubtful]
    assert set(doubtful) <= {3, 4, 5}


def test_fewer_than_enough_or_without_agreement_are_no_cut() -> None:
    same = [Seen(n * 10_000, n * 10_000 + 43_000) for n in range(FEWEST)]
    assert other_cut(same) == (OffsetPiece(0, 43_000),)
    assert other_cut(same[:-1]) == ()
    apart = [Seen(n * 10_000, n * 10_000 + n * 31_000) for n in range(12)]
    assert other_cut(apart) == ()
    near = [Seen(n * 10_000, n * 10_000 + 15_000) for n in range(12)]
    assert other_cut(near) == ()
    assert other_cut([]) == ()


@given(
    st.lists(st.integers(0, 500_000), min_size=8, max_size=40, unique=True),
    st.integers(21, 900),
    st.integers(0, 999),
)
def test_one_offset_is_found_to_the_second(times: list[int], late_s: int, part_ms: int) -> None:
    seen = [Seen(ms // 1000 * 1000, ms // 1000 * 1000 + late_s * 1000 + part_ms) for ms in times]
    (piece,) = other_cut(seen)
    assert abs(piece.late_ms - late_s * 1000 - part_ms) <= 1_000


@given(
    st.lists(st.integers(0, 600), min_size=1, max_size=30, unique=True),
    st.lists(st.tuples(st.integers(0, 600), st.integers(-90, 90)), min_size=1, max_size=4),
)
def test_moved_captions_stay_in_order_and_keep_their_words(
    starts: list[int], places: list[tuple[int, int]]
) -> None:
    cues = tuple(Cue(s * 1000, s * 1000 + 900, f"w{s}", (s * 1000,), (0,)) for s in sorted(starts))
    pieces = tuple(OffsetPiece(s * 1000, late * 1000) for s, late in sorted(dict(places).items()))
    after = moved(Transcript(cues), pieces)
    times = [cue.start_ms for cue in after.cues]
    assert times == sorted(times)
    assert all(ms >= 0 for ms in times)
    assert {cue.text for cue in after.cues} <= {cue.text for cue in cues}
    assert all(cue.words[0].ms == cue.start_ms for cue in after.cues)
    assert moved(Transcript(cues), (OffsetPiece(0, 0),)).cues == cues


def test_pieces_are_told_in_words() -> None:
    assert cut_words((OffsetPiece(0, 43_000),)) == "0:43 late"
    assert cut_words((OffsetPiece(0, -30_000),)) == "0:30 early"
    pieces = (OffsetPiece(0, 0), OffsetPiece(730_000, 60_000), OffsetPiece(900_000, 95_000))
    assert cut_words(pieces) == (
        "in sync at first; 1:00 late from 12:10 on; 1:35 late from 15:00 on"
    )


def test_offsets_are_kept_by_file_and_forgotten(tmp_path: Path) -> None:
    offsets, file = CaptionOffsets(tmp_path / "state"), tmp_path / "a.srt"
    assert offsets.of(file) == offsets.of(None) == ()
    offsets.set(file, (OffsetPiece(0, 43_000),))
    offsets.set(tmp_path / "b.srt", (OffsetPiece(0, 1_000),))
    assert CaptionOffsets(tmp_path / "state").of(file) == (OffsetPiece(0, 43_000),)
    offsets.set(file, ())
    assert offsets.of(file) == ()
    assert offsets.of(tmp_path / "b.srt") == (OffsetPiece(0, 1_000),)
    for damaged in ("{", "[]", json.dumps({f"{file}": 5}), json.dumps({f"{file}": [["a"]]})):
        (tmp_path / "state" / "caption_offsets.json").write_text(damaged)
        assert offsets.of(file) == ()


def test_check_tells_of_another_cut_once_and_heeds_what_was_decided(folder: Path) -> None:
    text = srt()
    for n in reversed(range(len(TALK) + 1)):
        old = f"00:{n * STEP_S // 60:02}:{n * STEP_S % 60:02},000"
        at = n * STEP_S + 600
        text = text.replace(old, f"00:{at // 60:02}:{at % 60:02},000")
    file = folder / "texts" / f"{VIDEO}.srt"
    file.write_text(text, "utf-8")
    call = ("check", folder / "a.md", "--transcripts", folder / "texts")
    done = run(*call)
    assert done.returncode == 1
    assert done.stdout.splitlines()[1] == (
        "  the transcript is for a different cut of the video, 10:00 late; "
        "timestamps were checked with that offset"
    )
    assert "0 problems" in done.stdout
    entry = json.loads(run(*call, "--json").stdout.splitlines()[0])
    assert entry["captions"]["fault"] == "another cut"
    assert entry["captions"]["pieces"] == [{"start_ms": 0, "late_ms": 600_000}]
    CaptionOffsets(folder / "STATE" / "cuenote").set(file, (OffsetPiece(0, 600_000),))
    done = run(*call)
    assert done.returncode == 0
    assert "captions" not in done.stdout
