"""The values a note is made of: spans, citations, claims, blocks, links, front matter.

Every position is a byte offset into the *file* (a byte order mark counts), and every span is
half-open. Values are immutable and safe to share between threads. Those that a note has thousands
of are named tuples, which are created four times as fast as frozen dataclasses.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from viewer.base.translation import _
from viewer.notes.timecode import Form, Reading


class Span(NamedTuple):
    """Bytes `start` to `end` of the file, half-open."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """Return whether the byte at `offset` lies inside."""
        return self.start <= offset < self.end


def decoded(data: bytes, span: Span) -> str:
    """Decode a slice of a file; every byte that is not UTF-8 becomes one U+FFFD."""
    raw = data[span.start : span.end]
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return re.sub("[\udc80-\udcff]", "\ufffd", raw.decode("utf-8", "surrogateescape"))


class Again(NamedTuple):
    """A second place where the time of a citation is written; both change together."""

    span: Span
    written: str
    readings: tuple[Reading, ...]


def is_open_tag(markup: bytes) -> bool:
    """Return whether markup is an open tag, whose text follows it."""
    return markup.startswith(b"<") and markup[1:5].lower() != b"http" and b"</" not in markup


class Syntax:
    """What is asked about a citation's form; its class `forms.form.CitationForm` says more."""

    id: str  # for the command line and the settings
    # Found by `forms.marked`, also damaged, and written over by `rewritten`, not by `time_places`.
    # It counts in any note, and is of the video of its front matter.
    is_marked = False
    # Several times can share its markup; what ends a range is then a citation of its own.
    shares_markup = False
    # Without a video, or among words where most cite in other forms, it may be another thing.
    is_doubtful = False
    # Written by hand, or by what writes as if by hand. What else a program writes is not doubted.
    by_hand = False
    # It also counts in blocks of code, and where Markdown sees a link, an image or a tag.
    is_anywhere = False
    # It has no markup: a time that stands for itself.
    is_bare = False
    # Where it begins with `[[` Markdown sees a wikilink, which it is not.
    is_wikilink = False
    # Only what is about a video has it.
    tells_of_video = False
    # Its address may be that of the beginning, without a time; it then gets one.
    may_lack_time = False
    # Why it can have no end, in a sentence.
    no_end = _("This timestamp format can't hold an end time.")
    # Its text stands before it, and so does that of others beside it which are marked.
    text_before = False
    # With words on both sides it marks those behind it, where nothing else tells.
    marks_following = False
    # It can say which region of the picture it points at.
    holds_region = False

    def is_player(self, markup: bytes) -> bool:
        """Return whether a citation embeds a player for its video."""
        is_tag = not self.is_marked and is_open_tag(markup) and markup[1:5].lower() != b"a hr"
        return markup.startswith(b"!") or (is_tag and (b"//" in markup or b"src" in markup))


class Citation(NamedTuple):
    """A place in the note that names a time in the video.

    In a bracket with several times each has a Citation of its own; all share the bracket's span.
    Two brackets with a dash between, `[a]-[b]`, count as one. In a range `[a-b]` the first has
    `end_readings`, and the second has `ends_range`: it can be edited and checked like every other,
    but nothing is claimed to be said at that moment. The end of a range in an anchor,
    `data-t="a"` with the label `[a-b]`, has no Citation of its own.
    """

    # The whole markup: from `<a` to `</a>`, or from bracket to bracket.
    span: Span
    # Where the time that counts is written: the value of data-t, or its own text in the bracket.
    value: Span
    written: str
    # As written, with its brackets, or None.
    label: str | None
    label_span: Span | None
    readings: tuple[Reading, ...]
    label_readings: tuple[Reading, ...]
    # Its form, one of `every.FORMS`.
    syntax: Syntax
    # Where the end of its range is written: in the value, behind it in the bracket, or in the
    # label; None where it has no end.
    end_span: Span | None = None
    end_readings: tuple[Reading, ...] = ()
    ends_range: bool = False
    # Index into `Note.videos` of another video that it is about; None: it is `Note.video`.
    video: int | None = None
    # The same time in other places, inside the markup or far from it: in the address of
    # `[1:02][a]`, and of two times in one address, `&t=62#t=1:02.3`, the one that does not count.
    again: tuple[Again, ...] = ()

    @property
    def range_end_ms(self) -> int | None:
        """The likeliest end of its range; None if it has no readable one."""
        return self.end_readings[0].ms if self.end_readings else None


class Said(NamedTuple):
    """What the user said about a time: that it is a timestamp, or that it is not."""

    line: str  # a sum of its line, without the space around it
    at: int  # where it begins in that, in bytes
    is_time: bool


class BlockKind(StrEnum):
    """What Markdown calls a block."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"
    ROW = "row"
    CELL = "cell"
    FOOTNOTE = "footnote"
    HTML = "html"
    CODE = "code"


class Block(NamedTuple):
    """A block. `parent` is the index of the enclosing block, or -1; `depth` counts those."""

    kind: BlockKind
    span: Span
    parent: int
    depth: int


class Side(StrEnum):
    """On which side of its citations a claim's text is."""

    BEFORE = "before"
    AFTER = "after"


class Claim(NamedTuple):
    """A stretch of text and the run of adjacent citations that supports it.

    A stand-in is text without a citation of its own that borrows the run of a claim nearby: the
    first one below it in the same bullet, or a neighbour in the same table row.
    """

    # From the first word to the end of the run, or from its start to the last word. Of a stand-in:
    # its text.
    span: Span
    # What a click on means this claim: up to the next claim, or to the end of the text.
    reach: Span
    # Indexes into `Note.citations`.
    citations: range
    # Index into `Note.blocks`; -1 where the citation stands outside every block.
    block: int
    stands_for_child: bool = False
    side: Side = Side.BEFORE


class WikiLink(NamedTuple):
    """`[[target#heading|shown]]`, or `![[…]]` with `embed`."""

    span: Span
    # Stripped, without what follows `#`; empty for a link within the note.
    target: str
    heading: str
    block_ref: str
    # What the note shows: the text behind the bar, else the link as written.
    shown: str
    embed: bool


class FrontValue(NamedTuple):
    """A top-level scalar of the front matter and its span, quotes included."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML at the top of a note. `span` includes the fences and the last line end."""

    span: Span
    values: Mapping[str, FrontValue] = field(default_factory=dict)
    # The values inside the other top-level values: the items of a list.
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # Of those whose items are mappings: of each item keys and values in turn, without what is
    # neither, or is not in one line.
    rows: Sequence[Sequence[Sequence[FrontValue]]] = ()


@dataclass(frozen=True, slots=True)
class VideoRef:
    """A video named by a note: by id, URL, path, or several of these."""

    video_id: str | None = None
    url: str | None = None
    # As written, relative or absolute; of a wikilink, its target.
    path: str | None = None


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """What a file or a site says about its video; empty where unknown."""

    title: str = ""
    channel: str = ""
    date: str = ""  # ISO 8601: the day on which it was published
    duration_ms: int | None = None
    chapters: tuple[tuple[int, str], ...] = ()  # (start in ms, title), in order


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the user may want to fix; the note can still be read."""

    text: str
    span: Span | None = None


class TimeStatus(StrEnum):
    """The status of a citation's time, given the note and its video."""

    HOLDS = "holds"
    # Read as minutes and seconds, since the whole note is written so.
    SHIFTED = "shifted"
    PAST_END = "past the end"
    UNREADABLE = "unreadable"


class EndFault(StrEnum):
    """Why the end of a range is not used."""

    NOT_AFTER_START = "not after its start"
    PAST_END = "past the end"


HOUR_MS = 3_600_000

SURE = 0.97
"""From this chance on a reading is not asked about."""


class Times(NamedTuple):
    """The possible readings of a citation: its h:m:s reading, or None, and its m:s reading, in ms.

    Both are the same if there is only one.
    """

    plain_ms: int | None
    shifted_ms: int


class Limit(NamedTuple):
    """What is known about the length of the video."""

    # How long it is: nothing is said behind that.
    duration_ms: int | None = None
    # Where that is not known, the last moment that other notes surely cite: it may go on.
    cited_ms: int | None = None


class Chance(NamedTuple):
    """The probability of each reading of a citation; together 1."""

    plain: float
    shifted: float
    # Without its hour; 0 where nothing says that the video is too short for that.
    invented: float = 0.0


class CitedTime(NamedTuple):
    """The time of a citation as decided for its note and a duration."""

    # Where a click seeks; None: do not seek. Never past the end.
    ms: int | None
    status: TimeStatus
    # Of PAST_END: readings inside the video, to be offered. Of a time that is not sure: its other
    # readings, likeliest first.
    candidates: tuple[Reading, ...] = ()
    # The chosen reading; for PAST_END, the one past the end.
    reading: Reading | None = None
    # Of a range: where it ends. The range is half-open, so at that moment it is over. Always behind
    # `ms`, and inside the video; None where there is no end, or none that can be used.
    end_ms: int | None = None
    # Why an end that is written is not used. In a bracket the end is a citation of its own, which
    # says itself that it lies past the end of the video.
    end_fault: EndFault | None = None
    # How likely `reading` is what was meant, 0 to 1, by how the whole note is written.
    chance: float = 1.0

    @property
    def is_sure(self) -> bool:
        """Return whether nothing else is likely to be meant; also if no time leads anywhere."""
        return self.ms is None or self.chance >= SURE

    @property
    def form(self) -> Form | None:
        """The form of the chosen reading."""
        return self.reading.form if self.reading is not None else None
