"""Shift captions that were made for another cut of a video.

Captions of a cut with a longer opening are late throughout; those of one with an advert are late
from there on. `OffsetPiece`s say so, by the time of the captions. `CaptionOffsets` saves what the
user chose, in the state folder: the caption files themselves are not touched.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from viewer.media.transcript import Transcript
from viewer.notes.state_file import StateFile, with_choice

FILE_NAME = "caption_offsets.json"


class OffsetPiece(NamedTuple):
    """From `start_ms` of the captions on, their speech is `late_ms` earlier in the video.

    Valid until the next piece begins. If negative, it is later in the video.
    """

    start_ms: int
    late_ms: int


Pieces = tuple[OffsetPiece, ...]
"""In order; the first holds for what is before it too."""


def moved(transcript: Transcript, pieces: Sequence[OffsetPiece]) -> Transcript:
    """Return captions with the times of the video.

    Cues that would be before the video begins, or before the preceding ones end (an advert that the
    video does not have), are left out.
    """
    if not pieces:
        return transcript
    starts = [piece.start_ms for piece in pieces]
    # Text before each piece is shown up to then, and not again.
    firsts = list(
        accumulate((two.start_ms - one.late_ms for one, two in pairwise(pieces)), max, initial=0)
    )
    cues = []
    for cue in transcript.cues:
        at = max(0, bisect_right(starts, cue.start_ms) - 1)
        late_ms = pieces[at].late_ms
        if cue.start_ms - late_ms < firsts[at]:
            continue
        cues.append(
            replace(
                cue,
                start_ms=cue.start_ms - late_ms,
                end_ms=cue.end_ms - late_ms,
                word_times=tuple(ms - late_ms for ms in cue.word_times),
            )
        )
    return replace(transcript, cues=tuple(cues))


class CaptionOffsets:
    """The offsets in use, by caption file. Reads and writes the disk; any thread."""

    def __init__(self, state: Path) -> None:
        """Save them in the state folder, which need not exist yet."""
        self._file = StateFile[dict[str, Any]](state / FILE_NAME, lambda kept: {**kept}, dict, {})

    def of(self, path: Path | None) -> Pieces:
        """Return the pieces of a caption file; none if it is used unchanged."""
        pieces = self._file.read().get(_key(path)) if path is not None else None
        try:
            return tuple(OffsetPiece(int(start), int(late)) for start, late in pieces or ())
        except (TypeError, ValueError):
            return ()

    def set(self, path: Path, pieces: Pieces) -> None:
        """Set the pieces of a caption file; none: use it unchanged. Raises ViewerError."""
        self._file.change(lambda kept: with_choice(kept, _key(path), [*map(list, pieces)] or None))


def _key(path: Path) -> str:
    return str(path.absolute())
