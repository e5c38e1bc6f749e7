"""What a citation form is, and what its finders pass to the reader of the note."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import NamedTuple

from viewer.notes.blocks import Outline
from viewer.notes.model import Citation, Span, Syntax, VideoRef
from viewer.notes.region import Region
from viewer.notes.timecode import format_ms, fraction

_BRIEF = 40  # letters of an example that is shown in one line


class Wanted(NamedTuple):
    """What a new citation should say."""

    ms: int
    end_ms: int | None = None
    video: VideoRef | None = None
    region: Region | None = None

    def until(self, write: Callable[[int], str], joins: str = "-") -> str:
        """Write the end of the range after `joins`; nothing if there is no end."""
        return "" if self.end_ms is None else joins + write(self.end_ms)

    def placed(self, address: str) -> str:
        """Add the region, if there is one, to an address with the time."""
        if self.region is None:
            return address
        return f"{address}{'&' if '#' in address else '#'}xywh={self.region.written}"


def brief_time(ms: int) -> str:
    """Write a time with as few fields as it has, to the millisecond."""
    return format_ms(ms) + fraction(ms)


class CitationForm(Syntax):
    """A form of citation. Code that uses forms asks them, and never tests their id.

    A new one is a class of its own, listed in `every.FORMS`.
    """

    words: str  # to be translated
    example: str

    # The module of this package that finds it, and the function, parted by a colon. Empty where it
    # is marked, or found along with another form.
    finder = ""
    # What may be found where any of these is in its text.
    signs: tuple[re.Pattern[bytes], ...] = ()
    # A fresh one: the markup with {0} for its times, how each is written, and what is between.
    markup = ""
    time = staticmethod(brief_time)
    joins = "-"
    # It says itself of which video it is.
    names_video = False
    # What it is written with is seen where no Markdown is read.
    is_markdown = False
    # It holds no part of a second.
    whole_seconds = False
    # It needs a line of its own.
    own_line = False
    # It is written where the note's own form would not be read; the last of `FORMS` rather.
    is_spare = False
    # A new one stands before its text, unless the note has it otherwise.
    comes_first = False

    @property
    def brief(self) -> str:
        line = " ".join(self.example.split())
        return line if len(line) <= _BRIEF else f"{line[: _BRIEF // 2]}…{line[-_BRIEF // 2 :]}"

    def may_be_in(self, source: "Source") -> bool:
        """Return quickly whether `finder` could find anything."""
        data, body, end = source.data, source.body, source.end
        return any(sign.search(data, body, end) is not None for sign in self.signs)

    def find(self, source: "Source") -> None:
        """Find the citations of this form; the module of `finder` is only loaded now."""
        if self.may_be_in(source):
            module, _, name = self.finder.partition(":")
            getattr(import_module(f"viewer.notes.forms.{module}"), name)(source)

    def why_not(self, wanted: Wanted) -> str:
        """Return why it cannot be written in this form, in English; empty if it can."""
        if wanted.region is not None and not self.holds_region:
            return f"{self.words} can't hold a mark in the frame."
        return self.why_not_without_region(wanted)

    def why_not_without_region(self, wanted: Wanted) -> str:
        """Return the same, ignoring the region."""
        if not self.names_video:
            return ""
        from viewer.notes.forms.fresh import place_of  # reading does without

        is_known = place_of(wanted.video) is not None
        return "" if is_known else "This note has no video to link to."

    def why_no_end(self, wanted: Wanted) -> str:
        """Return that the form has no room for an end, if one is wanted."""
        return "" if wanted.end_ms is None else f"{self.words} can't hold an end time."

    def write(self, wanted: Wanted) -> str:
        """Write a citation to which `why_not` does not object."""
        return self.markup.format(self.time(wanted.ms) + wanted.until(self.time, self.joins))


class Found(NamedTuple):
    """A citation, with the video that it names itself, or None."""

    citation: Citation
    video: VideoRef | None = None
    # Where the words of its label begin, if it has such: its claim begins there. Else -1.
    label_start: int = -1


class Mention(NamedTuple):
    """A place in the text that names a video, with or without a time."""

    start: int
    video: VideoRef
    # A player in the note, `![](URL)`, `{{video URL}}`, or a line that is nothing but the address:
    # what stands below is about it. A link among words only says so where nothing else does.
    is_embed: bool


@dataclass(slots=True)
class Source:
    """A note's text while it is searched, and what has been found so far."""

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
    # What the user said is no timestamp.
    refused: list[Span] = field(default_factory=list)


class Closed:
    """Spans in which nothing is searched; asked in the order of the note."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._at = 0
        self.end = -1  # where the last of those ends that begin before what was asked for

    def holds(self, offset: int) -> bool:
        """Return whether a byte is in one of them; offsets must be asked in rising order."""
        while self._at < len(self._spans) and self._spans[self._at].start <= offset:
            self.end = max(self.end, self._spans[self._at].end)
            self._at += 1
        return offset < self.end

    def next_start(self, otherwise: int) -> int:
        """Return where the next span after the last offset asked for begins, else `otherwise`."""
        return self._spans[self._at].start if self._at < len(self._spans) else otherwise
