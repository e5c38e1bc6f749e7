"""What is done with a transcript made here beside the window: built, copied, deleted, put back.

On threads of the pool. And how fast models usually are.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from viewer.errors import MediaError
from viewer.notes.file import save_over
from viewer.translation import tr
from viewer.video.speech.models import model_named
from viewer.video.transcripts.formats import format_of
from viewer.video.transcripts.transcribed import Ranges, read_transcribed
from viewer.video.transcripts.transcript import Cue, Transcript, TranscriptReading


def usual_speed(model: str) -> float:
    """Return how many ms of sound a model usually hears in one, on two usual cores."""
    known = model_named(model)
    return known.speed if known is not None else 4.0


def built(
    path: Path,
    cues: Sequence[Cue],
    language: str,
    heard: Ranges,
    reading: TranscriptReading,
    *,
    reads: bool,
) -> tuple[Sequence[Cue], Transcript | None, float]:
    """Make a transcript of what was heard: the cues, it, and how many seconds that took.

    With `reads` what is on the disk belongs to it, too.
    """
    began = time.monotonic()
    if reads:
        try:
            before = read_transcribed(path)
        except MediaError:
            before = None
        known = before.cues if before is not None else ()
        cues = sorted({*known, *cues}, key=lambda cue: cue.start_ms)
    if not cues:
        return cues, None, 0.0
    transcript = Transcript(tuple(cues), language, path, heard=heard)
    transcript.prepare(reading)
    return cues, transcript, time.monotonic() - began


def copied(path: Path, to: Path) -> None:
    """Copy a transcript made here, in the format that the name says. Raise ViewerError."""
    own = format_of(to)
    try:
        found = read_transcribed(path) if own is not None and own != format_of(path) else None
        if own is not None and own.write is not None and found is not None:
            data = own.write(found).encode()
        else:
            data = path.read_bytes()
    except OSError as error:
        raise MediaError(
            tr("“{0}” can't be read: {1}.").format(path.name, error.strerror or error)
        ) from error
    save_over(to, data)


def taken(path: Path) -> bytes:
    """Read a file and delete it. Raise MediaError."""
    try:
        data = path.read_bytes()
        path.unlink()
    except OSError as error:
        raise MediaError(
            tr("“{0}” can't be deleted: {1}.").format(path.name, error.strerror or error)
        ) from error
    return data
