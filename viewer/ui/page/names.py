"""What editors complete, and the source of the names. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

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
