"""What a form of citation is, and what is handed from those who find them to who reads the note."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from viewer.notes.blocks import Outline
from viewer.notes.model import Citation, Span, VideoRef

MARKED = frozenset(("anchor", "bracket"))
"""Syntaxes that `forms.marked` finds, also damaged, and that `syntax` writes over.

They count in any note, and are of the video of its front matter; several times can share a markup.
"""


class Found(NamedTuple):
    """A citation, with the video that itself names; None where it names none."""

    citation: Citation
    video: VideoRef | None = None
    # Where the words of its label begin, if it has such: its claim begins there. Else -1.
    label_start: int = -1


class Mention(NamedTuple):
    """A place in the text that names a video, with a time or without."""

    start: int
    video: VideoRef
    # A player in the note, `![](URL)`, `{{video URL}}`, or a line that is nothing but the address:
    # what stands below is about it. A link among words only says so where nothing else does.
    is_embed: bool


@dataclass(slots=True)
class Source:
    """A note's text while it is searched, and what was found in it so far."""

    data: bytes
    # Where its Markdown begins and ends.
    body: int
    end: int
    outline: Outline
    # Whether the front matter surely names a video, and whether it names anything that can be one.
    has_front_video: bool = False
    has_front: bool = False
    # The anchors and brackets.
    marked: list[Citation] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    # The labels of links that lead to no video, by what a finder of times looks at.
    labels: list[Span] = field(default_factory=list)
    # Markup that a finder has read, whether it cites or not: it is not searched again.
    taken: list[Span] = field(default_factory=list)


class Closed:
    """Spans in which nothing is looked for, gone through once, in the order of the note."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._at, self._end = 0, -1

    def holds(self, offset: int) -> bool:
        """Tell whether a byte stands in one of them; it stands behind those asked for before."""
        while self._at < len(self._spans) and self._spans[self._at].start <= offset:
            self._end = max(self._end, self._spans[self._at].end)
            self._at += 1
        return offset < self._end
