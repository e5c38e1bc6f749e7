"""What editors complete, and the source of the names. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtGui import QTextCursor

from viewer.ui.page.source_text import units_of

MOST = 40  # that are offered at once


class NameKind(StrEnum):
    """The kinds of names to complete."""

    NOTE = "note"
    HEADING = "heading"  # of the note named before its `#`
    TAG = "tag"


class Name(NamedTuple):
    """A name that is offered."""

    shown: str
    beside: str  # where it is, or how often
    written: str  # what stands in the note once it is taken


# Asked for the names that fit what was typed; answers when it can, now or later.
NameSource = Callable[[NameKind, str, Callable[[Sequence[Name]], None]], None]


def words_before(cursor: QTextCursor) -> str:
    """Return the text before a cursor on its line; nothing while text is selected."""
    if cursor.hasSelection():
        return ""
    return units_of(cursor.block().text(), 0, cursor.positionInBlock())
