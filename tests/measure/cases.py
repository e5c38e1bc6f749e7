"""The corpus pairs as cases: a note, its transcript, and the times that count as true."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import unpack_vault
from viewer.notes.model import TimeStatus
from viewer.notes.note import Note
from viewer.video.transcripts.reader import read_transcript
from viewer.video.transcripts.transcript import Transcript

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@dataclass(frozen=True, slots=True)
class Case:
    """One pair. A citation inside the video counts as true, unless the whole note is shifted."""

    video_id: str
    note: Note
    transcript: Transcript
    # A lower bound of the duration.
    end_ms: int
    # Of each citation: its time where that counts as true, else None.
    true_ms: Sequence[int | None]
    # Of each citation: the m:s reading where the note is shifted, else None.
    shifted_ms: Sequence[int | None]

    def is_late(self, index: int) -> bool:
        """Tell whether a citation names a time past the end, as it is read first."""
        readings = self.note.citations[index].readings or self.note.citations[index].label_readings
        return bool(readings) and readings[0].ms > self.end_ms


def read_cases() -> tuple[list[Case], list[Case]]:
    """Read the pairs in two halves by id: the one to tune on, and the one to report."""
    vault = unpack_vault(CORPUS)
    pairs = sorted(
        json.loads((CORPUS / "pairs.json").read_text()), key=lambda pair: str(pair["videoId"])
    )
    cases = []
    for pair in pairs:
        note = Note.parse((vault / pair["note"]).read_bytes())
        end_ms = round(pair["last_cue_end_s"] * 1000)
        times = note.times(end_ms)
        cases.append(
            Case(
                pair["videoId"],
                note,
                read_transcript(CORPUS / "transcripts" / pair["captions"]),
                end_ms,
                [t.ms if t.status is TimeStatus.HOLDS else None for t in times],
                [t.ms if t.status is TimeStatus.SHIFTED else None for t in times],
            )
        )
    middle = len(cases) // 2
    return cases[:middle], cases[middle:]
