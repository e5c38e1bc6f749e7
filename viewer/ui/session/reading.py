"""Reading a note: at once where that is quick, else on another thread. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from viewer.errors import ViewerError
from viewer.notes.file import Fingerprint, read_version
from viewer.notes.note import Note
from viewer.ui.kit.background import Background

# A note of up to this size is parsed in a few milliseconds, sooner than a thread answers; but not
# one with so many bars, for a row of a table has all the cells that its head has.
PARSE_AT_ONCE_BYTES = 40_000
_PARSE_AT_ONCE_BARS = 1_500
_READ_AT_ONCE_BYTES = 1_000_000
PARSING = "parse"  # what reads in the background


def read_note(
    path: Path,
    background: Background,
    then: Callable[[tuple[Note, Fingerprint]], None],
    fail: Callable[[ViewerError], None],
    *,
    at_once: bool,
) -> None:
    """Call `then` with the note, or `fail` with why it cannot be read.

    That is before this returns, with `at_once` for a large note too.
    """
    if not at_once and _is_large(path):
        background.run(PARSING, lambda: _parse_and_decide(*read_version(path)), then, fail)
        return
    try:
        data, fingerprint = read_version(path)
    except ViewerError as error:
        fail(error)
        return
    is_small = len(data) <= PARSE_AT_ONCE_BYTES and data.count(b"|") <= _PARSE_AT_ONCE_BARS
    if at_once or is_small:
        then((Note.parse(data), fingerprint))
    else:
        background.run(PARSING, lambda: _parse_and_decide(data, fingerprint), then)


def _is_large(path: Path) -> bool:
    """Return whether already the reading of a file takes longer than the window may wait."""
    try:
        return path.stat().st_size > _READ_AT_ONCE_BYTES
    except OSError:
        return False  # why it cannot be read is said by who reads it


def _parse_and_decide(data: bytes, fingerprint: Fingerprint) -> tuple[Note, Fingerprint]:
    note = Note.parse(data)
    note.times(None)  # kept in the note, so that the window need not wait for it
    return note, fingerprint
