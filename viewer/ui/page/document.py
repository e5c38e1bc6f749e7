"""A Note rendered as a QTextDocument, with a mapping of its bytes.

The document is only for display: it is never edited and never written back. What is not text (bars,
washes, pills, bullets) is stored as properties of the formats, for the view to paint.

Positions in a QTextDocument count UTF-16 units, spans in a note count bytes. This module is the one
place where they are converted. Everything here belongs to the GUI thread.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import Enum, IntEnum
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtGui import QFont, QTextCursor, QTextDocument, QTextFormat

from viewer.notes.note import Note, Span
from viewer.ui.kit.characters import utf16_units

_MARKS = b"*_~`"  # of emphasis and code
_BLOCK_MARKS = re.compile(rb"(?:[ \t]*(?:[-*+>]|\d{1,9}[.)]|#{1,6}|\[[ xX]\]))*[ \t]*")


_POSITION = attrgetter("position")


class Property(IntEnum):
    """What the view paints around the text; keys of block and character formats."""

    MARKER = QTextFormat.Property.UserProperty + 1  # str: a bullet, "3.", "task-open", "task-done"
    BARS = MARKER + 1  # list of [x, kind]: quotes and callouts around, outermost first
    CODE = BARS + 1  # bool: a block of code
    RULE = CODE + 1  # bool: a thematic break
    CALLOUT_TITLE = RULE + 1  # str: the kind of callout whose title this block is
    HINT = CALLOUT_TITLE + 1  # bool: where the first words of an empty note will stand
    LINK = HINT + 1  # int: index into NoteDocument.links
    GROUND = LINK + 1  # str: what the text stands on, "tag" or "mark"


class ChipState(Enum):
    """How a time chip is drawn when it is not the one being played."""

    PLAIN = "plain"
    DOUBT = "doubt"
    ELSEWHERE = "elsewhere"  # in another video, in one that is not here, or ignored


class Chip(NamedTuple):
    """A citation in the document: positions [start, end), and its state."""

    start: int
    end: int
    citation: int
    state: ChipState = ChipState.PLAIN
    mark: int = -1  # the number of its mark in the picture; 0: the only one; -1: it has none


@dataclass(frozen=True, slots=True)
class Link:
    """Something to open: a wikilink target, a URL as written, a tag, or a place in the note."""

    target: str
    wiki: bool
    heading: str = ""
    tag: str = ""
    footnote: Span | None = None  # its definition
    video: int | None = None  # it plays this one of the videos of the note


class InsetKind(Enum):
    """What an inset shows."""

    PICTURE = "picture"
    FORMULA = "formula"
    DISPLAY = "display"  # a formula that stands by itself
    VIDEO = "video"  # a video of the note, which plays beside it and not in it


class Inset(NamedTuple):
    """Something that is one character in the text, and painted by the view."""

    position: int
    kind: InsetKind
    source: str  # the address of a picture or a video, the LaTeX of a formula
    words: str  # what a picture or a video is called; a formula as it is written, dollars and all
    points: float  # size of the text around it
    width: int = 0  # of a picture, as the note asks for, in px; 0: its own


def cursor_over(document: QTextDocument, start: int, end: int) -> QTextCursor:
    """Return a cursor that selects document positions [start, end)."""
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


class Piece(NamedTuple):
    """A piece of text: document positions, the bytes shown there, and whether letter for letter."""

    at: int
    until: int
    start: int
    end: int
    verbatim: bool


_AT, _START = attrgetter("at"), attrgetter("start")


class NoteDocument:
    """One note as Qt text, filled from the top by the typesetter."""

    def __init__(self, note: Note, font: QFont) -> None:
        self.note = note
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(font)
        self.links: list[Link] = []  # the numbers in the text's formats lead here
        self.insets: list[Inset] = []  # by position
        self.has_grounds = False
        self.chips: list[Chip] = []  # in the order of the document, and so by citation
        self.pieces: list[Piece] = []  # in the order of both document and file

    def byte_at(self, position: int) -> int | None:
        """Return the byte shown at document `position`; None above the note's own text."""
        index = bisect_right(self.pieces, position, key=_AT) - 1
        if index < 0:
            return None
        at, _, start, end, verbatim = self.pieces[index]
        units = position - at
        if not verbatim or units <= 0:
            return start
        shown = self.note.data[start:end]
        if shown.isascii():
            return min(start + units, end)
        encoded = shown.decode("utf-8", "replace").encode("utf-16-le")[: units * 2]
        return min(start + len(encoded.decode("utf-16-le", "ignore").encode()), end)

    def position_at(self, offset: int) -> int:
        """Return the document position of byte `offset`, or of the next text shown."""
        following = bisect_right(self.pieces, offset, key=_START)
        if not following:
            return self.pieces[0].at if self.pieces else 0
        piece = self.pieces[following - 1]
        if offset < max(piece.start + 1, piece.end):
            return self._inside(piece, offset)
        return self.pieces[following].at if following < len(self.pieces) else piece.until

    def caret_at(self, offset: int) -> int:
        """Return the cursor position for byte `offset`: as `position_at`, but not on a later line.

        At the end of the shown part of a line it is after that.
        """
        following = bisect_right(self.pieces, offset, key=_START)
        if not following:
            return self.position_at(offset)
        piece = self.pieces[following - 1]
        between = self.note.data[piece.end : offset]
        follows = following < len(self.pieces) and self.pieces[following].at == piece.until
        is_inside = offset < max(piece.start + 1, piece.end)
        if is_inside or follows or b"\n" in between or b"\r" in between:
            return self.position_at(offset)
        return piece.until

    def range_of(self, span: Span) -> tuple[int, int]:
        """Return the document positions [start, end) of the text that `span` covers."""
        first = self.position_at(span.start)
        index = bisect_right(self.pieces, span.end - 1, key=_START) - 1
        if index < 0:
            return first, first
        piece = self.pieces[index]
        is_cut = span.end < piece.end and piece.verbatim
        return first, max(first, self._inside(piece, span.end) if is_cut else piece.until)

    def span_of(self, start: int, end: int) -> Span | None:
        """Return the bytes shown at document positions [start, end), or None.

        Emphasis marks at the edges are included if their counterparts are, and so is the heading or
        item marker of the first block if the range goes beyond that block.
        """
        data, pieces = self.note.data, self.pieces
        last = bisect_right(pieces, end - 1, key=_AT) - 1
        if last < 0:
            return None
        start = max(start, pieces[0].at)
        first = bisect_right(pieces, start, key=_AT) - 1
        from_ = self.byte_at(start) or 0
        until = pieces[last].end
        if pieces[last].verbatim:
            shown = data[pieces[last].start : until].decode().encode("utf-16-le")
            cut = shown[: (end - pieces[last].at) * 2].decode("utf-16-le", "ignore")
            until = pieces[last].start + len(cut.encode())
        if first > 0 and from_ == pieces[first].start:
            before = data[pieces[first - 1].end : from_]
            if not before.strip(_MARKS) and before[::-1] in data[from_:until]:
                from_ -= len(before)
        if last + 1 < len(pieces) and until == pieces[last].end:
            after = data[until : pieces[last + 1].start]
            if not after.strip(_MARKS) and after[::-1] in data[from_:until]:
                until += len(after)
        block = self.document.findBlock(start)
        if start == block.position() and end > start + block.length():
            line = max(data.rfind(b"\n", 0, from_), data.rfind(b"\r", 0, from_)) + 1
            if _BLOCK_MARKS.fullmatch(data, line, from_):
                from_ = line
        return Span(from_, max(from_, until))

    def chips_between(self, start: int, end: int) -> list[Chip]:
        first = bisect_right(self.chips, start, key=attrgetter("end"))
        return self.chips[first : bisect_right(self.chips, end, key=attrgetter("start"))]

    def insets_between(self, start: int, end: int) -> list[Inset]:
        first = bisect_left(self.insets, start, key=_POSITION)
        return self.insets[first : bisect_left(self.insets, end, lo=first, key=_POSITION)]

    def inset_at(self, position: int) -> Inset | None:
        found = self.insets_between(position, position + 1)
        return found[0] if found else None

    def chip_of(self, citation: int) -> Chip | None:
        """Return the chip of a citation, or None."""
        index = bisect_left(self.chips, citation, key=attrgetter("citation"))
        found = self.chips[index] if index < len(self.chips) else None
        return found if found is not None and found.citation == citation else None

    def chip_at(self, position: int) -> Chip | None:
        """Return the chip that covers document `position`."""
        found = self.chips_between(position, position)
        return found[0] if found and found[0].start <= position < found[0].end else None

    def _inside(self, piece: Piece, offset: int) -> int:
        if not piece.verbatim:
            return piece.at
        before = self.note.data[piece.start : offset]
        # The last line end of code is not shown.
        return min(piece.at + utf16_units(before.decode("utf-8", "ignore")), piece.until)
