"""Writes what is said: sentences of transcripts, cut as the transcript's pane cuts them.

A transcript that came, changed or went is noticed by the size and time of its file. Each video is
replaced in a transaction of its own: whoever is killed between two goes on with the next. It is
done after the notes, in the same process, so that their index waits for nothing.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

from viewer.errors import MediaError
from viewer.notes.file import storable
from viewer.vault.full_text import joined
from viewer.vault.said_sources import Spoken, stamp_of, title_of
from viewer.vault.schema import open_as_it_is, transaction
from viewer.vault.writer import writing
from viewer.video.transcripts.files import TranscriptFile
from viewer.video.transcripts.transcript import Transcript

Progress = Callable[[int, int], None]  # transcripts read, of so many


def write_said(path: Path, wanted: Mapping[str, Spoken], progress: Progress | None) -> bool:
    """Write what is said in the videos of `wanted`, and forget all others; say if any changed.

    For the process that holds the index's lock. Raises IndexingError where it cannot be written.
    """
    with writing(), closing(open_as_it_is(path)) as db:
        return _update(db, wanted, progress)


def _update(
    db: sqlite3.Connection, wanted: Mapping[str, Spoken], progress: Progress | None
) -> bool:
    rows = db.execute("SELECT key, id, stamp FROM said").fetchall()
    known = {str(key): (int(number), str(stamp)) for key, number, stamp in rows}
    gone = [number for key, (number, _) in known.items() if key not in wanted]
    if gone:
        with transaction(db):
            for number in gone:
                _remove(db, number)
    fresh = []
    for key, spoken in wanted.items():
        stamp = stamp_of(spoken, time.time_ns())
        if not stamp or key not in known or known[key][1] != stamp:
            fresh.append((key, spoken, stamp))
    for done, (key, spoken, stamp) in enumerate(fresh):
        if progress is not None:
            progress(done, len(fresh))
        read = _first_readable(spoken.files)
        with transaction(db):
            if key in known:
                _remove(db, known[key][0])
            _put(db, key, spoken, stamp, *read)
    if progress is not None and fresh:
        progress(len(fresh), len(fresh))
    return bool(gone or fresh)


def _put(
    db: sqlite3.Connection,
    key: str,
    spoken: Spoken,
    stamp: str,
    file: TranscriptFile,
    transcript: Transcript | None,
) -> None:
    text = transcript.text if transcript is not None else ""
    sentences = transcript.sentences() if transcript is not None else ()
    title, channel = map(storable, title_of(spoken))
    ref = spoken.ref
    number = db.execute(
        "INSERT INTO said VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?)",
        (
            *(storable(key), ref.video_id, ref.url, ref.path),
            os.fsencode(spoken.note) if spoken.note is not None else b"",
            *(title, channel, os.fsencode(file.path)),
            transcript.language if transcript is not None else file.language,
            *(len(sentences), stamp),
        ),
    ).lastrowid
    lines = joined(storable(text[one.start : one.end]) for one in sentences)
    places = json.dumps([(one.start_ms, one.end_ms) for one in sentences])
    db.execute("INSERT INTO said_pages VALUES (?,?,?,?,?)", (number, title, lines, "", places))


def _remove(db: sqlite3.Connection, number: int) -> None:
    db.execute("DELETE FROM said_pages WHERE id = ?", (number,))
    db.execute("DELETE FROM said WHERE id = ?", (number,))


def _first_readable(files: tuple[TranscriptFile, ...]) -> tuple[TranscriptFile, Transcript | None]:
    """Read the first that can be read; None where none can."""
    for file in files:
        try:
            return file, file.read()
        except MediaError:
            continue  # the pane says what is wrong with it
    return files[0], None
