"""What becomes of a note whose captions are the wrong ones.

(d) of another video; (e) of another cut of the video.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tests.tools.cases import Case, Rate, past_end
from tests.tools.report import Report
from viewer.check.align import statements
from viewer.check.check import examine, said_anywhere
from viewer.check.finding import CaptionsFault
from viewer.check.speech import Speech
from viewer.check.verdicts import HOLDS, IN_DOUBT
from viewer.media.transcript import Transcript
from viewer.media.transcript_offsets import OffsetPiece, Pieces

_LATE_S = (25, 43, 90, 300, -15, -30, -90)
_FEWEST, _NEAR_MS = 5, 1_500
_OTHER = (1, 5, 11)  # whose captions are taken: of the case so many further on


def report_foreign(report: Report, cases: Sequence[Case]) -> None:
    """(d): its own captions, and those of another video: what is said of notes by them."""
    cases = [case for case in cases if case.note.citations and len(case.transcript.cues) > 5]
    own = [(case, case.transcript) for case in cases]
    others = [
        (case, cases[(at + by) % len(cases)].transcript)
        for at, case in enumerate(cases)
        for by in _OTHER
    ]
    for what, pairs in (("its own captions", own), ("captions of another video", others)):
        called, doubt, sure = Rate(), Rate(), Rate()
        said = []
        for case, transcript in pairs:
            share = said_anywhere(statements(case.note), Speech.of(transcript))
            if share is not None:
                said.append(share)
            found = examine(case.note, None, transcript)
            called.add(case.video_id, found.captions is not None)
            for index, ms in enumerate(case.true_ms):
                if ms is not None:
                    in_doubt = found.findings[index].verdict is IN_DOUBT
                    doubt.add(case.video_id, in_doubt)
            for finding in examine(past_end(case), case.end_ms, transcript).findings:
                if case.true_ms[finding.citation] is not None:
                    sure.add(case.video_id, finding.sure)
        of = f"said anywhere: {min(said):.2f} to {max(said):.2f}"
        report.add(f"(d) {called.whole} with {what}: called so", called, of)
        report.add(f"(d) {what}: true citations in doubt", doubt, f"{doubt.part}")
        report.add(f"(d) {what}: moved past the end, sure", sure, f"{sure.part}")


def report_cuts(report: Report, cases: Sequence[Case], *, quick: bool) -> None:
    """(e): captions of another cut: late throughout, or from an advert on that is in one of them.

    Of the notes that cite five moments or more: whose captions are called so, by the right offset,
    and what is said of their citations then. The advert comes in the middle, or after 70 %.
    """
    cases = [case for case in cases if sum(ms is not None for ms in case.true_ms) >= _FEWEST]
    _report_cut(
        report, "untouched", [(case, case.transcript, (OffsetPiece(0, 0),)) for case in cases]
    )
    for late_s in (43, -30) if quick else _LATE_S:
        pieces = (OffsetPiece(0, late_s * 1000),)
        _report_cut(
            report, f"{late_s:+} s", [(case, _late(case, pieces), pieces) for case in cases]
        )
    for part in (0.5, 0.7):
        for advert_s in (60, -30) if quick else (25, 60, 180, -30, -90):
            cut = []
            for case in cases:
                pieces = (
                    OffsetPiece(0, 0),
                    OffsetPiece(round(part * case.end_ms), advert_s * 1000),
                )
                cut.append((case, _late(case, pieces), pieces))
            _report_cut(report, f"{advert_s:+} s from {part:.0%} on", cut)


def _late(case: Case, pieces: Sequence[OffsetPiece]) -> Transcript:
    """Return the captions of another cut, of which the video's own are `pieces` early.

    What the video shows in its own advert (where it is negative) is not among them.
    """
    cues = []
    for cue in case.transcript.cues:
        late_ms = _late_at(cue.start_ms, pieces)
        if not _is_left_out(cue.start_ms, pieces):
            moved = replace(cue, start_ms=cue.start_ms + late_ms, end_ms=cue.end_ms + late_ms)
            cues.append(moved)
    return Transcript(tuple(cues), case.transcript.language)


def _late_at(ms: int, pieces: Sequence[OffsetPiece]) -> int:
    return [piece.late_ms for piece in pieces if piece.start_ms <= ms or piece is pieces[0]][-1]


def _in_video_time(pieces: Sequence[OffsetPiece]) -> Pieces:
    """Return the pieces by the time of the video at which each begins."""
    return tuple(
        OffsetPiece(start - (pieces[at - 1].late_ms if at else 0), late)
        for at, (start, late) in enumerate(pieces)
    )


def _is_left_out(ms: int, pieces: Sequence[OffsetPiece]) -> bool:
    """Return whether the captions lack what is said at a time of the video."""
    return any(start <= ms < start - late_ms for start, late_ms in pieces)


def _report_cut(
    report: Report, what: str, cut: Iterable[tuple[Case, Transcript, Sequence[OffsetPiece]]]
) -> None:
    called, right, hold, doubt = Rate(), Rate(), Rate(), Rate()
    for case, transcript, pieces in cut:
        found = examine(case.note, None, transcript)
        is_so = found.captions is not None and found.captions.fault is CaptionsFault.OTHER_CUT
        called.add(case.video_id, is_so)
        there = [
            (index, ms, _late_at(ms, pieces))
            for index, ms in enumerate(case.true_ms)
            if ms is not None and not _is_left_out(ms, pieces)
        ]
        if is_so and found.captions is not None:
            fits = [
                abs(_late_at(ms, _in_video_time(found.captions.pieces)) - late_ms) <= _NEAR_MS
                for _, ms, late_ms in there
            ]
            right.add(case.video_id, sum(fits) >= 0.9 * len(fits))
        for index, _, _ in there:
            verdict = found.findings[index].verdict
            hold.add(case.video_id, verdict is HOLDS)
            doubt.add(case.video_id, verdict is IN_DOUBT)
    of = f"(e) {what}"
    report.add(f"{of}: {called.whole}, called so", called, f"offset within 1.5 s {right}")
    report.add(f"{of}: true citations hold", hold, f"in doubt {doubt}")
