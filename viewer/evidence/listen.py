"""`cuenote check --listen`: transcribe only what is round the citations, where no words are here.

Minutes in the place of hours. What is heard is kept as any transcript made here is, and the check
uses it for the citations that lie in it. No Qt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from viewer.errors import NoteFileError
from viewer.evidence.sources import Places, Sources
from viewer.notes.file import read_note
from viewer.notes.model import CitedTime
from viewer.notes.note import Note
from viewer.video.transcripts.transcribed import Ranges, joined, length_ms, missing

_ROUND_MS = 40_000  # to both sides of a citation


class ToHear(NamedTuple):
    """A video file, and the stretches of it that are to be listened to."""

    media: Path
    ranges: Ranges

    @property
    def length_ms(self) -> int:
        return length_ms(self.ranges)


def to_hear(places: Places, root: Path, notes: Iterable[str]) -> list[ToHear]:
    """Find the videos that are here without their words, and what the notes cite of them.

    `notes` are paths relative to `root`. A note that cannot be read is passed over: the check says
    so. Reads the disk.
    """
    sources = Sources(places)
    found: dict[Path, Ranges] = {}
    for name in notes:
        place = root / name
        try:
            note = Note.parse(read_note(place), said=sources.dismissed.said_of(place))
        except NoteFileError:
            continue
        if not note.citations or (media := sources.media_of(note.video, place)) is None:
            continue
        facts = sources.of(note.video, place)
        heard = facts.transcript.heard if facts.transcript is not None else ()
        if heard is None:
            continue  # all of its words are here
        ranges = missing(heard, rounds(note.times(facts.duration_ms), facts.duration_ms))
        if ranges:
            found[media] = joined((*found.get(media, ()), *ranges))
    return [ToHear(media, ranges) for media, ranges in found.items()]


def rounds(times: Sequence[CitedTime], duration_ms: int | None) -> Ranges:
    """Return the stretches round where the times lead, or else round what they may mean.

    In ms, half-open. Pure.
    """
    end_ms = duration_ms if duration_ms is not None else 1 << 40
    found: list[tuple[int, int]] = []
    for time in times:
        meant = [time.ms] if time.ms is not None else [one.ms for one in time.candidates]
        found += [
            (max(0, ms - _ROUND_MS), min(end_ms, ms + _ROUND_MS)) for ms in meant if ms < end_ms
        ]
    return joined(found)
