"""The options of exports: a row each, which the command line and the sheet of the window offer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from viewer.export.film import Painter


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; each field but `paint` is the `id` of an option."""

    captions: str = "none"  # or `burn`, or `beside`: an SRT file of the same name
    cards: bool = False
    quick: bool = False  # clips alone: from the key frame before, packets as they are
    most_lines: int = 0
    clips: bool = True  # in pages
    frames: bool = False  # in PDF
    paint: Painter | None = None

    @property
    def wants_words(self) -> bool:
        """Whether something must paint words into the picture."""
        return self.captions == "burn" or self.cards

    @staticmethod
    def of(chosen: Mapping[str, Any]) -> Choice:
        """Return the choice of these values, by the `id` of their options."""
        return Choice(**chosen)


class Option(NamedTuple):
    """One option."""

    id: str
    flag: str  # on the command line
    help: str
    label: str  # in the window
    # What can be chosen, with its words in the window; the first is what is meant unasked. Of
    # numbers the command line takes others, too.
    values: tuple[str, ...] | tuple[bool, ...] | tuple[int, ...]
    texts: tuple[str, ...]


OPTIONS = (
    Option(
        "captions",
        "--captions",
        "what is said: within the picture, or as an SRT file beside the film",
        "Captions",
        ("none", "burn", "beside"),
        ("None", "In the picture", "Beside, as SRT"),
    ),
    Option(
        "cards",
        "--cards",
        "show a card with the title before each video",
        "Title cards",
        (False, True),
        ("Without", "With"),
    ),
    Option(
        "quick",
        "--quick",
        "cut clips without encoding: fast, from the key frame before the moment",
        "Cut",
        (False, True),
        ("To the frame", "Fast, at key frames"),
    ),
    Option(
        "most_lines",
        "--lines",
        "a picture of at most N lines, as 480",
        "Picture",
        (0, 720, 480, 360),
        ("As it is", "720p", "480p", "360p"),
    ),
    Option(
        "clips",
        "--no-clips",
        "pages with frames alone",
        "Clips",
        (True, False),
        ("With clips", "Frames alone"),
    ),
    Option(
        "frames",
        "--frames",
        "PDF with the frames of its moments",
        "Frames",
        (False, True),
        ("Without", "With"),
    ),
)
