"""What becomes of a note whose captions are the wrong ones: (d) another language, another video.

The corpus has no captions but English ones, and no notes but English ones: translations come from
a folder that is named (`--foreign`), and are asked about their own note and about all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.measure.alignment import past_end
from tests.measure.cases import Case
from tests.measure.rates import Rate
from viewer.evidence.captions import said_anywhere
from viewer.evidence.check import examine
from viewer.evidence.claims import statements
from viewer.evidence.finding import Verdict
from viewer.evidence.speech import Speech
from viewer.video.transcripts.reader import read_transcript
from viewer.video.transcripts.transcript import Transcript

_OTHER = (1, 5, 11)  # whose captions are taken: of the case so many further on


def print_foreign(cases: Sequence[Case], folder: Path | None) -> None:
    """(d): captions in another language and of another video: what is said of notes by them."""
    cases = [case for case in cases if case.note.citations and len(case.transcript.cues) > 5]
    own = [(case, case.transcript) for case in cases]
    _print("its own captions", own)
    others = [
        (case, cases[(at + by) % len(cases)].transcript)
        for at, case in enumerate(cases)
        for by in _OTHER
    ]
    _print("captions of another video", others)
    foreign = sorted(folder.glob("*.srt")) if folder is not None else []
    if not foreign:
        print("      captions in another language: none are there (--foreign)")
    for path in foreign:
        video_id, language = path.name.split(".")[:2]
        transcript = read_transcript(path, language)
        _print(f"{video_id} in {language}", [(case, transcript) for case in cases])


def _print(what: str, pairs: Iterable[tuple[Case, Transcript]]) -> None:
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
                in_doubt = found.findings[index].verdict is Verdict.IN_DOUBT
                doubt.add(case.video_id, in_doubt)
        for finding in examine(past_end(case), None, transcript).findings:
            if case.true_ms[finding.citation] is not None:
                sure.add(case.video_id, finding.sure)
    said.sort()
    print(f"  (d) {what}: {called.whole}; called so  {called}")
    if said:
        print(f"      said anywhere: {said[0]:.2f} to {said[-1]:.2f}")
    print(f"      true citations in doubt  {doubt} ({doubt.part})")
    print(f"      moved past the end, sure  {sure} ({sure.part})")
