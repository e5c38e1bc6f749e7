"""How the names of notes are shown. No Qt."""

from __future__ import annotations

from pathlib import Path


def shown_name(path: str) -> str:
    """Return the name by which a note is listed: its file's, with spaces and a capital letter."""
    name = path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    words = " ".join(stem.replace("_", " ").split()) or stem
    return words[:1].upper() + words[1:]


def is_shown_only(path: Path) -> bool:
    """Whether a note is in another language than Markdown: it can be read, but not changed."""
    return path.suffix.lower() in (".org", ".txt")
