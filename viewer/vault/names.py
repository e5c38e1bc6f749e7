"""How the names of notes are shown, and how files are named after titles. No Qt."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

_LONGEST_STEM = 100  # characters
# What no file system of the three takes in a name, and what ends the name in a wikilink.
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_UNFIT_IN_LINKS = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f]+')


def shown_name(path: str) -> str:
    """Give the name by which a note is listed: its file's, with spaces and a capital letter."""
    stem = posixpath.splitext(path.rpartition("/")[2])[0]
    words = " ".join(stem.replace("_", " ").split()) or stem
    return words[:1].upper() + words[1:]


def is_shown_only(path: Path) -> bool:
    """Whether a note is in another language than Markdown: it can be read, but not changed."""
    return path.suffix.lower() in (".org", ".txt")


def stem_after(title: str, *, for_links: bool = False) -> str:
    """Give what a file can be called after a title, without suffix; empty where nothing is left.

    With `for_links` also without what ends the name in a wikilink.
    """
    unfit = _UNFIT_IN_LINKS if for_links else _UNFIT
    words = " ".join(unfit.sub(" ", title).split())
    return words.strip(" .")[:_LONGEST_STEM].strip(" .")
