"""The one writer of what is said: sentences of transcripts, cut as the transcript's pane cuts them.

A transcript that came, changed or went is noticed by the size and time of its file. Each video is
replaced in a transaction of its own: whoever is killed between two goes on with the next. It is
done after the notes, in the same process, so that their index waits for nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping

from viewer.errors import MediaError
from viewer.notes.file import storable
from viewer.notes.scripts import spaced
from viewer.vault.said_sources import Spoken, stamp_of, title_of
from viewer.vault.schema import SAID, transaction
from viewer.vault.writer import Writer
from viewer.video.transcripts.files import TranscriptFile
from viewer.video.transcripts.transcript import Transcript

Progress = Callable[[int, int], None]  # transcripts read, of so many


class SaidIndexer(Writer):
    """Writes one file of sentences."""

    LAYOUT = SAID

    def update(self, wanted: Mapping[str, Spoken], progress: Progress | None = None) -> bool:
        """Write what is said in the videos of `wanted`, and forget all others; say if any changed.

        Raises IndexingError where the file cannot be written. A damaged or lost one is made anew.
        """
        return self._written(lambda: self._update(wanted, progress))

    def _update(self, wanted: Mapping[str, Spoken], progress: Progress | None) -> bool:
        if not self.is_current():
            self.rebuild()
        rows = self._db.execute("SELECT key, id, stamp FROM videos").fetchall()
        known = {str(key): (int(number), str(stamp)) for key, number, stamp in rows}
        gone = [number for key, (number, _) in known.items() if key not in wanted]
        if gone:
            with transaction(self._db):
                for number in gone:
                    self._remove(number)
        fresh = []
        for key, spoken in wanted.items():
            stamp = stamp_of(spoken, time.time_ns())
            if not stamp or key not in known or known[key][1] != stamp:
                fresh.append((key, spoken, stamp))
        for done, (key, spoken, stamp) in enumerate(fresh):
            if progress is not None:
                progress(done, len(fresh))
            read = _first_readable(spoken.files)
            with transaction(self._db):
                if key in known:
                    self._remove(known[key][0])
                self._put(key, spoken, stamp, *read)
        if progress is not None and fresh:
            progress(len(fresh), len(fresh))
        return bool(gone or fresh)

    def _put(
        self,
        key: str,
        spoken: Spoken,
        stamp: str,
        file: TranscriptFile,
        transcript: Transcript | None,
    ) -> None:
        first = (self._db.execute("SELECT max(id) FROM passages").fetchone()[0] or 0) + 1
        text = transcript.text if transcript is not None else ""
        sentences = transcript.sentences() if transcript is not None else ()
        title, channel = title_of(spoken)
        ref = spoken.ref
        number = self._db.execute(
            "INSERT INTO videos VALUES (NULL,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                *(storable(key), ref.video_id, ref.url, ref.path),
                os.fsencode(spoken.note) if spoken.note is not None else b"",
                *(storable(title), storable(channel), os.fsencode(file.path)),
                transcript.language if transcript is not None else file.language,
                *(stamp, first, first + len(sentences)),
            ),
        ).lastrowid
        rows = [
            (at, number, one.start_ms, one.end_ms, storable(text[one.start : one.end]))
            for at, one in enumerate(sentences, first)
        ]
        many = self._db.executemany
        many("INSERT INTO passages VALUES (?,?,?,?,?)", rows)
        words = [(row[0], spaced(row[-1])) for row in rows]
        many("INSERT INTO words (rowid, text) VALUES (?,?)", words)

    def _remove(self, number: int) -> None:
        (first, last) = self._db.execute(
            "SELECT first, last FROM videos WHERE id = ?", (number,)
        ).fetchone()
        # FTS5 wants the text that it is to forget, so that this comes first.
        self._db.execute(
            "INSERT INTO words (words, rowid, text) "
            "SELECT 'delete', id, spaced(text) FROM passages WHERE id >= ? AND id < ?",
            (first, last),
        )
        self._db.execute("DELETE FROM passages WHERE id >= ? AND id < ?", (first, last))
        self._db.execute("DELETE FROM videos WHERE id = ?", (number,))


def _first_readable(files: tuple[TranscriptFile, ...]) -> tuple[TranscriptFile, Transcript | None]:
    """Read the first that can be read; None where none can."""
    for file in files:
        try:
            return file, file.read()
        except MediaError:
            continue  # the pane says what is wrong with it
    return files[0], None
