"""The corpus pairs as cases: a note, its transcript, and the times that count as true; and shares
of what is counted over them."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.conftest import CORPUS, unpack_vault
from viewer.media.caption_formats import read_captions
from viewer.media.transcript import Transcript
from viewer.notes.edit import Change, Edit
from viewer.notes.model import TimeStatus
from viewer.notes.note import Note

SEVEN_HOURS_MS = 7 * 3_600_000
_TIMES = 2_000


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

    def is_late(self, index: int) -> bool:
        """Return whether a citation names a time past the end, as it is read first."""
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
                read_captions(CORPUS / "transcripts" / pair["captions"]),
                end_ms,
                [t.ms if t.status is TimeStatus.HOLDS else None for t in times],
            )
        )
    middle = len(cases) // 2
    return cases[:middle], cases[middle:]


class Rate:
    """How many of so many, by video; printed with its 95 % interval.

    The interval is that of a bootstrap over videos: what one video's claims have in common is not
    counted as many witnesses.
    """

    def __init__(self) -> None:
        self._videos: dict[str, tuple[int, int]] = {}

    def add(self, video: str, is_so: bool) -> None:
        part, whole = self._videos.get(video, (0, 0))
        self._videos[video] = part + is_so, whole + 1

    @property
    def part(self) -> int:
        return sum(part for part, _ in self._videos.values())

    @property
    def whole(self) -> int:
        return sum(whole for _, whole in self._videos.values())

    def interval(self) -> tuple[float, float]:
        """Return the limits between which 95 of 100 resamples lie, 0 to 1."""
        chance = random.Random(95)
        counts = list(self._videos.values())
        shares = []
        for _ in range(_TIMES):
            drawn = chance.choices(counts, k=len(counts))
            shares.append(sum(part for part, _ in drawn) / sum(whole for _, whole in drawn))
        shares.sort()
        return shares[_TIMES * 25 // 1000], shares[_TIMES * 975 // 1000 - 1]

    def __str__(self) -> str:
        if not self.whole:
            return "–"
        low, high = self.interval()
        return f"{share(self.part, self.whole)} ({100 * low:.1f}–{100 * high:.1f})"


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def moved(note: Note, times_ms: Mapping[int, int]) -> Note:
    """Write other times into citations, as minutes and seconds."""
    edits = []
    for index, ms in times_ms.items():
        citation = note.citations[index]
        text = f"{ms // 60_000:02}:{ms // 1000 % 60:02}"
        spans = [(citation.value, text)]
        if citation.label_span is not None and citation.label_span.start >= citation.value.end:
            spans.append((citation.label_span, f"[{text}]"))
        edits += [
            Edit(span.start, note.data[span.start : span.end], new.encode()) for span, new in spans
        ]
    result = Note.parse(Change.of("Move", edits).apply(note.data))
    assert len(result.citations) == len(note.citations)
    return result


def true_times(case: Case) -> dict[int, int]:
    return {index: ms for index, ms in enumerate(case.true_ms) if ms is not None}


def past_end(case: Case) -> Note:
    return moved(case.note, {at: ms + SEVEN_HOURS_MS for at, ms in true_times(case).items()})
