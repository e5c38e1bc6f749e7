"""A picture of a Note as a QTextDocument, and where each of its bytes stands in it.

The document is only a picture: it is never edited and never written back. What cannot be text
(bars, washes, pills, bullets) is left as properties on the formats, for the view to paint.

Positions in a QTextDocument count UTF-16 units, spans in a note count bytes. This module is the one
place where they are converted. Everything here belongs to the GUI thread.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from itertools import accumulate
from typing import NamedTuple

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from viewer.notes.note import Note, Part, Span

_CHUNK = 512

_MARKS = b"*_~`"  # of emphasis and code
_BLOCK_MARKS = re.compile(rb"(?:[ \t]*(?:[-*+>]|\d{1,9}[.)]|#{1,6}|\[[ xX]\]))*[ \t]*")


class Property(IntEnum):
    """What the view paints around the text; keys of block and character formats."""

    MARKER = QTextFormat.Property.UserProperty + 1  # str: a bullet, "3.", "task-open", "task-done"
    BARS = (
        MARKER + 1
    )  # list of [x, kind]: quotes and callouts this block stands in, outermost first
    CODE = BARS + 1  # bool: a block of code
    RULE = CODE + 1  # bool: a thematic break
    BYLINE = RULE + 1  # bool: the line under the title, painted by the view
    CALLOUT_TITLE = BYLINE + 1  # str: the kind of callout whose title this block is
    HINT = CALLOUT_TITLE + 1  # bool: where the first words of an empty note will stand
    LINK = HINT + 1  # int: index into NoteDocument.links
    GROUND = LINK + 1  # str: what the text stands on, "tag" or "mark"
    JOINED = GROUND + 1  # bool: this block goes on with the one above it
    REST = JOINED + 1  # bool: a button that shows the rest of what is above it
    FOLDS = REST + 1  # int: how many rows of a table one row of the note takes


class ChipState(Enum):
    """How a time chip is drawn when it is not the one being played."""

    PLAIN = "plain"
    DOUBT = "doubt"
    OUT_OF_REACH = "out of reach"


class Chip(NamedTuple):
    """The place of one citation in the document: positions [start, end), and its state."""

    start: int
    end: int
    citation: int
    state: ChipState


@dataclass(frozen=True, slots=True)
class Link:
    """Something to open: a wikilink target, a URL as written, a tag, or a place in the note."""

    target: str
    wiki: bool
    heading: str = ""
    tag: str = ""
    footnote: Span | None = None  # its definition
    is_rest: bool = False  # it shows the bytes that it stands for; its target is what it says


class InsetKind(Enum):
    """What an inset shows."""

    PICTURE = "picture"
    FORMULA = "formula"
    DISPLAY = "display"  # a formula that stands by itself


class Inset(NamedTuple):
    """What stands in the text as one character, and is painted by the view."""

    position: int
    kind: InsetKind
    source: str  # the address of a picture, the LaTeX of a formula
    words: str  # the alternative text of a picture; a formula as it is written, dollars and all
    points: float  # size of the text around it
    width: int = 0  # of a picture, as the note asks for, in px; 0: its own


def _position(inset: Inset) -> int:
    return inset.position


def utf16_units(text: str) -> int:
    """Count UTF-16 units, which is how Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Seam(NamedTuple):
    """Where a top-level block begins, and all that its setting hangs on besides its own text."""

    start: int  # byte
    at: int  # document position
    style: tuple[int, ...]  # what HTML before has left open
    after_heading: bool
    state: tuple[object, ...]  # the lists around it, and the like


@dataclass(slots=True)
class Strip:
    """What was set anew of a document, to be put into it by `NoteDocument.take`."""

    pieces: list[tuple[int, int, int, int, bool]] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    insets: list[Inset] = field(default_factory=list)
    seams: list[Seam] = field(default_factory=list)

    def add_piece(self, at: int, until: int, start: int, end: int, *, verbatim: bool) -> None:
        """See `NoteDocument.add_piece`."""
        self.pieces.append((at, until, start, end, verbatim))

    def add_chip(self, chip: Chip) -> None:
        """See `NoteDocument.add_chip`."""
        self.chips.append(chip)

    def add_inset(self, inset: Inset) -> None:
        """See `NoteDocument.add_inset`."""
        self.insets.append(inset)

    def add_seam(self, seam: Seam) -> None:
        """See `NoteDocument.add_seam`."""
        self.seams.append(seam)


class NoteDocument:
    """One note as Qt text. The typesetter fills it from the top; `is_complete` says when done.

    Where a part of the note was set anew, `take` puts it in the place of what was there.
    """

    def __init__(self, note: Note, font: QFont) -> None:
        self.note = note
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(font)
        # In no order once parts were set anew: the numbers in the text's formats lead here.
        self.links: list[Link] = []
        self.insets: list[Inset] = []  # by position
        self.has_grounds = False
        self.is_complete = False
        self.top: Seam | None = None  # where the note's own text begins, below its title
        self._chip_start = Positions()
        self._chip_end = Positions()
        self._chip_citation = Positions()
        self._chip_state: list[ChipState] = []
        self._seam_start = Positions()
        self._seam_at = Positions()
        self._seam_state: list[tuple[tuple[int, ...], bool, tuple[object, ...]]] = []
        # Pieces of text, in the order of both document and file: where each starts and ends in the
        # document, the bytes it shows, and whether it shows them letter for letter.
        self._at = Positions()
        self._until = Positions()
        self._start = Positions()
        self._end = Positions()
        self._verbatim: list[bool] = []

    def add_piece(self, at: int, until: int, start: int, end: int, *, verbatim: bool) -> None:
        """Record that document positions [at, until) show bytes [start, end)."""
        self._at.append(at)
        self._until.append(until)
        self._start.append(start)
        self._end.append(end)
        self._verbatim.append(verbatim)

    def add_chip(self, chip: Chip) -> None:
        """Record where a citation's chip stands; in the order of the document."""
        self._chip_start.append(chip.start)
        self._chip_end.append(chip.end)
        self._chip_citation.append(chip.citation)
        self._chip_state.append(chip.state)

    def add_inset(self, inset: Inset) -> None:
        """Record where a picture or a formula is to be shown; in the order of the document."""
        self.insets.append(inset)

    def add_seam(self, seam: Seam) -> None:
        """Record where a top-level block begins."""
        self._seam_start.append(seam.start)
        self._seam_at.append(seam.at)
        self._seam_state.append(seam[2:])

    def seam(self, start: int) -> Seam | None:
        """Give the seam at byte `start`, where a top-level block begins there."""
        index = self._seam_start.count_below(start)
        if index == len(self._seam_start) or self._seam_start[index] != start:
            return None
        return Seam(start, self._seam_at[index], *self._seam_state[index])

    def take(self, strip: Strip, note: Note, part: Part, at: int, until: int, moved: int) -> None:
        """Take `strip`, which shows `part` of `note`, in the place of positions [at, until).

        The text of the document is changed already, and is `moved` longer behind it.
        """
        bytes_moved = part.new_end - part.old_end
        first, last = self._at.count_below(at), self._at.count_below(until)
        rows: list[list[int]] = [[], [], [], []]
        if strip.pieces:
            rows = [list(row) for row in zip(*(piece[:4] for piece in strip.pieces), strict=True)]
        self._at.splice(first, last, rows[0], moved)
        self._until.splice(first, last, rows[1], moved)
        self._start.splice(first, last, rows[2], bytes_moved)
        self._end.splice(first, last, rows[3], bytes_moved)
        self._verbatim[first:last] = [piece[4] for piece in strip.pieces]
        first, last = self._chip_start.count_below(at), self._chip_start.count_below(until)
        chips = strip.chips
        self._chip_start.splice(first, last, [chip.start for chip in chips], moved)
        self._chip_end.splice(first, last, [chip.end for chip in chips], moved)
        more = len(part.new_citations) - len(part.citations)
        self._chip_citation.splice(first, last, [chip.citation for chip in chips], more)
        self._chip_state[first:last] = [chip.state for chip in chips]
        first = self._seam_start.count_below(part.start)
        last = self._seam_start.count_below(part.old_end)
        self._seam_start.splice(first, last, [seam.start for seam in strip.seams], bytes_moved)
        self._seam_at.splice(first, last, [seam.at for seam in strip.seams], moved)
        self._seam_state[first:last] = [seam[2:] for seam in strip.seams]
        self.insets = [
            *(inset for inset in self.insets if inset.position < at),
            *strip.insets,
            *(
                inset._replace(position=inset.position + moved)
                for inset in self.insets
                if inset.position >= until
            ),
        ]
        self.note = note

    def left_out_at(self, position: int) -> Span | None:
        """Give the bytes that were left out where a button at `position` offers to show them."""
        cursor = QTextCursor(self.document)
        cursor.setPosition(min(position + 1, self.document.characterCount() - 1))
        link = cursor.charFormat().property(Property.LINK)
        piece = self._at.count_to(position) - 1
        if piece < 0 or not isinstance(link, int) or not self.links[link].is_rest:
            return None
        return Span(self._start[piece], self._end[piece])

    @property
    def chips(self) -> list[Chip]:
        """All chips, in the order of the document."""
        return [self._chip(index) for index in range(len(self._chip_state))]

    def _chip(self, index: int) -> Chip:
        return Chip(
            self._chip_start[index],
            self._chip_end[index],
            self._chip_citation[index],
            self._chip_state[index],
        )

    def byte_at(self, position: int) -> int | None:
        """Give the byte that document `position` shows; None above the note's own text."""
        piece = self._at.count_to(position) - 1
        if piece < 0:
            return None
        start, end = self._start[piece], self._end[piece]
        units = position - self._at[piece]
        if not self._verbatim[piece] or units <= 0:
            return start
        shown = self.note.data[start:end]
        if shown.isascii():
            return min(start + units, end)
        encoded = shown.decode("utf-8", "replace").encode("utf-16-le")[: units * 2]
        return min(start + len(encoded.decode("utf-16-le", "ignore").encode()), end)

    def position_at(self, offset: int) -> int:
        """Give the document position of byte `offset`: of the text shown at or next after it."""
        piece = self._start.count_to(offset) - 1
        if piece < 0:
            return self._at[0] if len(self._at) else 0
        if offset == self._start[piece]:
            return self._at[piece]
        if offset >= self._end[piece]:
            return self._at[piece + 1] if piece + 1 < len(self._at) else self._until[piece]
        return self._inside(piece, offset)

    def range_of(self, span: Span) -> tuple[int, int]:
        """Give the document positions [start, end) of the text that `span` covers."""
        first = self.position_at(span.start)
        piece = self._start.count_to(span.end - 1) - 1
        if piece < 0:
            return first, first
        if span.end < self._end[piece] and self._verbatim[piece]:
            return first, max(first, self._inside(piece, span.end))
        return first, max(first, self._until[piece])

    def span_of(self, start: int, end: int) -> Span | None:
        """Give the bytes that document positions [start, end) show; None where they show none.

        Marks of emphasis at its edges belong to it where their counterparts do, and what makes
        its first block a heading or an item where it goes beyond that block.
        """
        last = self._at.count_to(end - 1) - 1
        if last < 0:
            return None
        start = max(start, self._at[0])
        first = self._at.count_to(start) - 1
        from_ = self.byte_at(start) or 0
        until = self._end[last]
        if self._verbatim[last]:
            shown = self.note.data[self._start[last] : until].decode().encode("utf-16-le")
            cut = shown[: (end - self._at[last]) * 2].decode("utf-16-le", "ignore")
            until = self._start[last] + len(cut.encode())
        data = self.note.data
        if first > 0 and from_ == self._start[first]:
            before = data[self._end[first - 1] : from_]
            if not before.strip(_MARKS) and before[::-1] in data[from_:until]:
                from_ -= len(before)
        if last + 1 < len(self._at) and until == self._end[last]:
            after = data[until : self._start[last + 1]]
            if not after.strip(_MARKS) and after[::-1] in data[from_:until]:
                until += len(after)
        block = self.document.findBlock(start)
        if start == block.position() and end > start + block.length():
            line = max(data.rfind(b"\n", 0, from_), data.rfind(b"\r", 0, from_)) + 1
            if _BLOCK_MARKS.fullmatch(data, line, from_):
                from_ = line
        return Span(from_, max(from_, until))

    def built_to(self) -> int:
        """Give the byte up to which the note is set so far."""
        if self.is_complete:
            return len(self.note.data) + 1
        return self._end[len(self._end) - 1] if len(self._end) else 0

    def chips_between(self, start: int, end: int) -> list[Chip]:
        """Give the chips that touch document positions [start, end]."""
        first = self._chip_end.count_to(start)
        return [self._chip(index) for index in range(first, self._chip_start.count_to(end))]

    def insets_between(self, start: int, end: int) -> list[Inset]:
        """Give the insets at document positions [start, end)."""
        first = bisect_left(self.insets, start, key=_position)
        return self.insets[first : bisect_left(self.insets, end, lo=first, key=_position)]

    def inset_at(self, position: int) -> Inset | None:
        """Give the inset at document `position`."""
        found = self.insets_between(position, position + 1)
        return found[0] if found else None

    def write_out(self, inset: Inset, text: str, fmt: QTextCharFormat) -> None:
        """Put the text of its own bytes in the place of an inset; it has as many letters as they.

        What stands behind it moves. Wrap several into one edit of the document, the last first.
        """
        at = inset.position
        cursor = QTextCursor(self.document)
        cursor.setPosition(at)
        cursor.setPosition(at + 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text, fmt)
        moved = utf16_units(text) - 1
        piece = self._at.count_to(at) - 1
        self._at.splice(piece, piece + 1, [at], moved)
        self._until.splice(piece, piece + 1, [at + 1 + moved], moved)
        self._verbatim[piece] = True
        for places in (self._chip_start, self._chip_end, self._seam_at):
            first = places.count_to(at)
            places.splice(first, first, [], moved)
        index = bisect_left(self.insets, at, key=_position)
        behind = self.insets[index + 1 :]
        self.insets[index:] = [one._replace(position=one.position + moved) for one in behind]

    def chip_of(self, citation: int) -> Chip | None:
        """Give the chip of a citation; None where it is not shown."""
        index = self._chip_citation.count_below(citation)
        if index == len(self._chip_state) or self._chip_citation[index] != citation:
            return None
        return self._chip(index)

    def citations_in(self, state: ChipState) -> set[int]:
        """Give the citations whose chips are drawn so."""
        return {
            self._chip_citation[index] for index, one in enumerate(self._chip_state) if one is state
        }

    def set_chip_state(self, citation: int, state: ChipState) -> None:
        """Record that the chip of a citation is drawn otherwise now."""
        index = self._chip_citation.count_below(citation)
        if index < len(self._chip_state) and self._chip_citation[index] == citation:
            self._chip_state[index] = state

    def chip_at(self, position: int) -> Chip | None:
        """Give the chip that covers document `position`."""
        found = self.chips_between(position, position)
        return found[0] if found and found[0].start <= position < found[0].end else None

    def _inside(self, piece: int, offset: int) -> int:
        if not self._verbatim[piece]:
            return self._at[piece]
        before = self.note.data[self._start[piece] : offset]
        return self._at[piece] + utf16_units(before.decode("utf-8", "ignore"))


class Positions:
    """A list of ascending ints. Indexes are not negative."""

    __slots__ = ("_added", "_chunks", "_firsts", "_lows")

    def __init__(self) -> None:
        self._chunks: list[list[int]] = []  # none is empty
        self._added: list[int] = []  # to each number of a chunk, when it is read
        self._firsts: list[int] = []  # the index of each chunk's first number
        self._lows: list[int] = []  # that number

    def __len__(self) -> int:
        return self._firsts[-1] + len(self._chunks[-1]) if self._chunks else 0

    def __getitem__(self, index: int) -> int:
        chunk = bisect_right(self._firsts, index) - 1
        return self._chunks[chunk][index - self._firsts[chunk]] + self._added[chunk]

    def __iter__(self) -> Iterator[int]:
        for chunk, added in zip(self._chunks, self._added, strict=True):
            for value in chunk:
                yield value + added

    def append(self, value: int) -> None:
        """Add a number that is not less than the last one."""
        if self._chunks and len(self._chunks[-1]) < _CHUNK:
            self._chunks[-1].append(value - self._added[-1])
        else:
            self._firsts.append(len(self))
            self._chunks.append([value])
            self._added.append(0)
            self._lows.append(value)

    def count_to(self, value: int) -> int:
        """Count the numbers that are at most `value`."""
        chunk = bisect_right(self._lows, value) - 1
        if chunk < 0:
            return 0
        inside = bisect_right(self._chunks[chunk], value - self._added[chunk])
        return self._firsts[chunk] + inside

    def count_below(self, value: int) -> int:
        """Count the numbers that are less than `value`."""
        chunk = bisect_left(self._lows, value) - 1
        if chunk < 0:
            return 0
        inside = bisect_left(self._chunks[chunk], value - self._added[chunk])
        return self._firsts[chunk] + inside

    def splice(self, start: int, stop: int, new: Sequence[int], by: int) -> None:
        """Put `new` in the place of the numbers `start` to `stop`, and move those behind `by`."""
        first = max(0, bisect_right(self._firsts, start) - 1)
        last = max(first, bisect_right(self._firsts, stop) - 1)
        between: list[int] = []
        if self._chunks:
            added = self._added[first]
            head = self._chunks[first][: start - self._firsts[first]]
            between = [value + added for value in head]
        between += new
        if self._chunks:
            added = self._added[last] + by
            tail = self._chunks[last][stop - self._firsts[last] :]
            between += [value + added for value in tail]
        behind = last + 1
        size = _CHUNK if len(between) > 2 * _CHUNK else max(1, len(between))
        chunks = [between[at : at + size] for at in range(0, len(between), size)]
        if by:
            self._added[behind:] = [added + by for added in self._added[behind:]]
            self._lows[behind:] = [low + by for low in self._lows[behind:]]
        self._chunks[first:behind] = chunks
        self._added[first:behind] = [0] * len(chunks)
        self._lows[first:behind] = [chunk[0] for chunk in chunks]
        self._firsts = list(accumulate(map(len, self._chunks), initial=0))[:-1]
