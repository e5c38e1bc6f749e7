"""The levels of films, kept in the cache folder so that no film is heard twice.

A file each, named by what is in the film, whatever its name: `sound/<fingerprint>.levels`. They
are written in one step, and what is damaged or of another version counts as not there. Together
they take no more than 64 MB: those go first that were not used for longest. Reads and writes the
disk: not for the GUI thread. No Qt.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from pathlib import Path

from viewer.notes.beside import write_whole
from viewer.video.transcripts.transcribed import fingerprint

MOST_BYTES = 64 << 20
_HEAD = b"Cuenote levels 1\n"  # another number where a byte comes to mean something else
_LARGEST = 48 * 3600 * 100  # levels of two days


def levels_file(media: Path, cache: Path) -> Path:
    """Return where the levels of a film are kept. Raise OSError where the film cannot be read."""
    return cache / "sound" / f"{fingerprint(media)}.levels"


def read_levels(path: Path) -> bytes | None:
    """Read the levels that are kept there; None where there are none."""
    try:
        data = path.read_bytes()
        if not data.startswith(_HEAD):
            return None
        unpacker = zlib.decompressobj()
        levels = unpacker.decompress(data[len(_HEAD) :], _LARGEST)
    except (OSError, zlib.error):
        return None
    if not unpacker.eof:  # cut off
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # used now
    return levels


def write_levels(path: Path, levels: bytes, most_bytes: int = MOST_BYTES) -> None:
    """Keep levels, and let go of others where they are too many. Raise OSError."""
    write_whole(path, _HEAD + zlib.compress(levels))
    _bound(path.parent, most_bytes)


def _bound(folder: Path, most_bytes: int) -> None:
    found: list[tuple[float, int, Path]] = []
    for path in folder.glob("*.levels"):  # of ours alone
        with contextlib.suppress(OSError):
            about = path.stat()
            found.append((about.st_mtime, about.st_size, path))
    for _, size, path in sorted(found, reverse=True):
        most_bytes -= size
        if most_bytes < 0:
            with contextlib.suppress(OSError):
                path.unlink()
