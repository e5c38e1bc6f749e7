"""The options of exports, as offered by the command line and the export window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from viewer.base.translation import _
from viewer.export.film import Painter


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen options; each field but `paint` is the `id` of an option."""

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
    """One option. Its texts for the window are English: `tr` translates them."""

    id: str  # on the command line too, `_` as `-`
    help: str  # there; English
    label: str  # in the window, with the comment “question”
    texts: tuple[str, ...]  # of the values, there, with the comment “answer”
    # Of numbers the command line takes others, too.
    values: tuple[Any, ...] = (False, True)  # words, numbers, or False and True


_WITH = (_("No", "answer"), _("Yes", "answer"))
_CAPTIONS = "captions: in the picture, or as an SRT file next to the video"
_BESIDE = (_("None", "answer"), _("In the picture", "answer"), _("SRT file", "answer"))
#: Of the bold words of a claim, on a card to learn from.
_CLOZE = (_("Shown", "answer"), _("Left out", "answer"))
_QUICK = "cut clips without re-encoding: fast, but from the key frame before the time"
#: Of how clips are cut.
_CUTS = (_("Exact", "answer"), _("Fast", "answer"))
#: Of a video.
_LINES = (_("Original", "answer"), "720p", "480p", "360p")
_SIZE = "a resolution of at most N, such as 480"
_CARDS = "show a title card before each video"
_MARKS = "draw the marks of claims into the picture"
_GAPS = "cards that leave out the bold words of a claim"
_NO_CLIPS = "web pages with pictures but no clips"
_FRAMES = "PDF with a frame for each timestamp"
OPTIONS = (
    Option("captions", _CAPTIONS, _("Subtitles"), _BESIDE, ("none", "burn", "beside")),
    Option("cards", _CARDS, _("Title cards", "question"), _WITH),
    Option("quick", _QUICK, _("Cut", "question"), _CUTS),
    Option("lines", _SIZE, _("Resolution", "question"), _LINES, (0, 720, 480, 360)),
    Option("marks", _MARKS, _("Marks", "question"), _WITH),
    Option("cloze", _GAPS, _("Bold words", "question"), _CLOZE),
    Option("no_clips", _NO_CLIPS, _("Clips"), _WITH, (True, False)),
    Option("frames", _FRAMES, _("Pictures", "question"), _WITH),
)
