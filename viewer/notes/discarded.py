"""Keep texts that a merge or a choice discarded, for 30 days, in the state folder.

Nothing here deletes a text because a clock was put back: one that seems to lie in the future stays.
Waits for the disk; any thread.
"""

import hashlib
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from viewer.base.errors import NoteSaveError, cant_save
from viewer.notes.file import save

KEEP_DAYS = 30

_NAME = re.compile(r"(?P<seconds>\d{10,})-(?P<note>[0-9a-f]{16})-(?P<name>.*)")
# So that with the rest of the name no file system finds it too long.
_MAX_NAME_BYTES = 120


@dataclass(frozen=True, slots=True)
class DiscardedText:
    """A discarded text that was kept."""

    path: Path
    # The name of the note's file.
    name: str
    # When it lost, in seconds since 1970.
    seconds: int


def keep_discarded_text(folder: Path, note: Path, text: bytes, now_s: float | None = None) -> Path:
    """Keep a text of `note`; on the disk when this returns. Raises NoteSaveError.

    Do not overwrite the text elsewhere before this has returned. The same text of a note is kept
    once in a second.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise NoteSaveError(cant_save(folder, error)) from error
    seconds = int(time.time() if now_s is None else now_s)
    name = note.name
    while len(os.fsencode(name)) > _MAX_NAME_BYTES:
        name = name[1:]
    digest = hashlib.sha256(text).hexdigest()[:8]
    path = folder / f"{seconds:010}-{note_key(note)}-{digest}-{name}"
    if not path.exists():
        save(path, text, None)
    return path


def discarded_texts(folder: Path, note: Path | None = None) -> list[DiscardedText]:
    """List the kept texts, of one note or of all, latest first. Never raises for the disk."""
    found = []
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    for path in paths:
        match = _NAME.fullmatch(path.name)
        if match is None or (note is not None and match["note"] != note_key(note)):
            continue
        found.append(DiscardedText(path, match["name"].partition("-")[2], int(match["seconds"])))
    return sorted(found, key=lambda text: (text.seconds, text.path.name), reverse=True)


def purge(folder: Path, now_s: float | None = None) -> int:
    """Delete texts kept for longer than 30 days; return how many. Never raises for the disk."""
    now_s = time.time() if now_s is None else now_s
    count = 0
    for text in discarded_texts(folder):
        if now_s - text.seconds > KEEP_DAYS * 86_400:
            with suppress(OSError):
                text.path.unlink()
                count += 1
    return count


def note_key(note: Path) -> str:
    """Return the name under which files about the note at a path are kept."""
    return hashlib.sha256(os.fsencode(note.absolute())).hexdigest()[:16]
