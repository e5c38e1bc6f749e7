"""The names of notes as shown, and the names of conflict copies. No Qt."""

from __future__ import annotations

import re
from pathlib import Path


def shown_name(path: str) -> str:
    """Return the name under which a note is listed: its file's, with spaces and a capital."""
    name = path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    words = " ".join(stem.replace("_", " ").split()) or stem
    return words[:1].upper() + words[1:]


def is_shown_only(path: Path) -> bool:
    """Return whether a note is not in Markdown: it can be read, but not changed."""
    return path.suffix.lower() in (".org", ".txt")


# What Syncthing, Dropbox, Nextcloud and others leave beside a note. When two devices changed it,
# one version keeps its name and the other gets a longer one; `merge_copies` puts them together.
_COPY_NAMES = (
    # Syncthing: “note.sync-conflict-20240131-235959-ABCDEF7.md”
    re.compile(r"(?P<stem>.+)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?(?P<suffix>\.\w+)?"),
    # Dropbox, Nextcloud, ownCloud, Box; ours: “note (Ann's conflicted copy 2024-01-31).md”
    re.compile(
        r"(?P<stem>.+?) ?\((?:[^()]*[ _])?(?:conflicted|conflict|case conflict)"
        r"(?:[ _]copy)?(?:[ _][^()]*)?\)(?P<suffix>\.\w+)?",
        re.IGNORECASE,
    ),
    # ownCloud and Seafile: “note_conflict-20240131-235959.md”
    re.compile(r"(?P<stem>.+?)_conflict-\d{8}-\d{6}(?P<suffix>\.\w+)?"),
)


def original_of(name: str) -> str | None:
    """Return the file whose conflict copy a name marks, or None."""
    for pattern in _COPY_NAMES:
        found = pattern.fullmatch(name)
        if found is not None:
            # A copy of a copy is one of the note all the same.
            original = found["stem"] + (found["suffix"] or "")
            return original_of(original) or original
    return None


def conflict_copies(note: Path) -> list[Path]:
    """Find the conflict copies next to a note, by name; none if its folder cannot be read.

    Not on the GUI thread.
    """
    try:
        names = [path.name for path in note.parent.iterdir()]
    except OSError:
        return []
    return [note.with_name(name) for name in sorted(names) if original_of(name) == note.name]
