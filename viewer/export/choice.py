"""The options of exports: a row each, which the command line and the sheet of the window offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from viewer.export.film import Painter


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; each field but `paint` is the `id` of an option."""

    captions: str = "none"  # or `burn`, or `beside`: an SRT file of the same name
    cards: bool = False
    quick: bool = False  # clips alone: from the key frame before, packets as they are
    lines: int = 0
    marks: bool = False  # drawn into the picture
    cloze: bool = False  # cards alone: bold words are left out
    no_clips: bool = False  # in pages
    frames: bool = False  # in PDF
    paint: Painter | None = None


class Option(NamedTuple):
    """One option."""

    id: str  # on the command line too, `_` as `-`
    help: str  # there
    label: str  # in the window
    texts: tuple[str, ...]  # of the values, there
    # Of numbers the command line takes others, too.
    values: tuple[Any, ...] = (False, True)  # words, numbers, or False and True

    @property
    def usual(self) -> Any:
        """The value that is meant unasked."""
        return getattr(Choice(), self.id)


_WITH = ("No", "Yes")
_CAPTIONS = "captions: in the picture, or as an SRT file next to the video"
_BESIDE = ("None", "In the picture", "SRT file")
_CLOZE = ("Shown", "Left out")
_QUICK = "cut clips without re-encoding: fast, but from the key frame before the time"
_LINES = ("Original", "720p", "480p", "360p")
_SIZE = "a resolution of at most N, such as 480"
OPTIONS = (
    Option("captions", _CAPTIONS, "Captions", _BESIDE, ("none", "burn", "beside")),
    Option("cards", "show a title card before each video", "Title cards", _WITH),
    Option("quick", _QUICK, "Cut", ("Exact", "Fast")),
    Option("lines", _SIZE, "Resolution", _LINES, (0, 720, 480, 360)),
    Option("marks", "draw the marks of claims into the picture", "Marks", _WITH),
    Option("cloze", "cards that leave out the bold words of a claim", "Bold words", _CLOZE),
    Option("no_clips", "web pages with pictures but no clips", "Clips", _WITH, (True, False)),
    Option("frames", "PDF with a frame for each timestamp", "Pictures", _WITH),
)
