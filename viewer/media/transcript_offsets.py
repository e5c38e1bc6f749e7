"""Shift captions that were made for another cut of a video.

Captions of a cut with a longer opening are late throughout; those of one with an advert are late
from there on. `OffsetPiece`s say so, by the time of the captions. `CaptionOffsets` saves what the
user chose, in the state folder: the caption files themselves are not touched.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.damaged import read_json
from viewer.base.errors import ViewerError, cant_save
from viewer.media.transcript import Transcript
from viewer.notes.beside import write_whole

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
        self._path = state / FILE_NAME

    def of(self, path: Path | None) -> Pieces:
        """Return the pieces of a caption file; none if it is used unchanged."""
        pieces = self._read().get(_key(path)) if path is not None else None
        try:
            return tuple(OffsetPiece(int(start), int(late)) for start, late in pieces or ())
        except (TypeError, ValueError):
            return ()

    def set(self, path: Path, pieces: Pieces) -> None:
        """Set the pieces of a caption file; none: use it unchanged. Raises ViewerError."""
        entries = self._read()
        entries.pop(_key(path), None)
        if pieces:
            entries[_key(path)] = [list(piece) for piece in pieces]
        try:
            write_whole(self._path, json.dumps(entries, indent=1), sync=True)
        except OSError as error:
            raise ViewerError(cant_save(self._path, error)) from error

    def _read(self) -> dict[str, Any]:
        # None are kept yet, or the file is no use: as if there were none.
        return read_json(self._path, lambda kept: {**kept}) or {}


def _key(path: Path) -> str:
    return str(path.absolute())
