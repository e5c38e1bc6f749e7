"""Highlighting of Markdown source: markup is muted, and text stands out.

Lines are formatted when they are about to be painted, never the whole document: `dress_line` parses
the stretch of the note that contains a line (see `marks`), and caches it for the lines beside it.
Typing since the note was parsed moves the stretches, and is parsed with them. All formats go onto
the line's layout: the document itself is never changed.

Lines have the same spacing as on the page. `QPlainTextDocumentLayout` has no line height, but is
asked for the rectangle of a block before anything is placed or painted; there the lines are moved
apart. GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QTextBlock,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QPlainTextDocumentLayout

from viewer.notes.edit import Change
from viewer.notes.markup import Mark, MarkKind, Stretches, read_marks
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.ui.kit.characters import utf16_units
from viewer.ui.kit.theme import Theme, body_font, tabular
from viewer.ui.page.geometry import x_of
from viewer.ui.page.insets import file_name
from viewer.ui.page.source_document import SourceDocument
from viewer.ui.page.spelling import Speller, words_in

LINE_HEIGHT = 1.24  # of what a line takes by itself
_LINE_END_PX = 6  # how wide a selected line end is shown
CHIP = QTextFormat.Property.UserProperty + 1  # bool: the shown part of a chip
PICTURE = QTextFormat.Property.UserProperty + 2  # str: its address, of a letter that stands for it
PICTURE_PAD_PX = 6  # before a small picture, and on both sides of its name
_LONGEST_NAME_PX = 280
_PAD_PX = 5  # between the edge of a chip and its words
# The hidden part of a time in a chip: as on the page, 00:00:49 is shown as 0:49.
_LEADING = re.compile(rb"(?:00:)?0?(?=\d+:\d)")
_TIME = re.compile(rb"\d{1,6}(?::\d{1,6}){1,3}")
_BRACKETS = re.compile(rb"[\[\]()]+")
_NO_WORDS = frozenset(
    {
        *(MarkKind.SYNTAX, MarkKind.TAG, MarkKind.TIME, MarkKind.CODE),
        *(MarkKind.BLOCK_OF_CODE, MarkKind.CITATION),
    }
)
# Whose markup is shown only while the caret is in it.
_FOLDED = frozenset(
    {
        *(MarkKind.CITATION, MarkKind.LINK, MarkKind.CODE),
        *(MarkKind.STRONG, MarkKind.EMPHASIS, MarkKind.STRUCK),
    }
)
_PICTURE = b"![]("


def room_around(height: float) -> tuple[int, int]:
    """Return the room above and below a line of this height, in pixels.

    Whole pixels: Qt rounds line positions, and repaints everything if a height seems to change.
    """
    room = round(height * (LINE_HEIGHT - 1))
    return room // 2, room - room // 2


class SourceLayout(QPlainTextDocumentLayout):
    """Lays out a document with room between its lines, and some below its last."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.room_below = 0.0  # pixels under the last line, so that it can be scrolled up

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802 - Qt's own name
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        count = layout.lineCount() if block.isValid() else 0
        if not count:
            return rect
        last = layout.lineAt(count - 1)
        if layout.lineAt(0).y():
            bottom = last.y() + last.height() + room_around(last.height())[1]
        else:
            # The lines are where Qt laid them out.
            bottom = 0.0
            for number in range(count):
                line = layout.lineAt(number)
                above, below = room_around(line.height())
                line.setPosition(QPointF(line.x(), bottom + above))
                bottom += line.height() + above + below
        if not block.next().isValid():
            bottom += self.room_below
        rect.setHeight(bottom)
        return rect


def line_boxes(
    block: QTextBlock, start: int, end: int, origin: QPointF, *, with_ends: bool = False
) -> Iterator[QRectF]:
    """Yield the rectangles of units [start, end) of a block at `origin`, one for each of its lines.

    `with_ends` also gives line ends within them a rectangle.
    """
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        is_end = with_ends and end >= block.length() and number == layout.lineCount() - 1
        if first >= last and not is_end:
            continue
        xs = [x_of(line, first), x_of(line, max(first, last))]
        width = abs(xs[1] - xs[0]) + (_LINE_END_PX if is_end else 0)
        above, below = room_around(line.height())
        box = QRectF(min(xs), line.y() - above, width, line.height() + above + below)
        yield box.translated(origin)


class _Fold(NamedTuple):
    """Hidden bytes of a line; at the edge of a chip, or inside it."""

    start: int
    end: int
    is_edge: bool = False
    is_within: bool = False
    picture: str = ""  # what the first of them stands for


class SourceMarkup:
    """Formats the lines of a document that shows a note's bytes."""

    def __init__(self, source: SourceDocument, theme: Theme) -> None:
        self._source, self._document = source, source.document
        self._stretches: Stretches | None = None
        self._since = Change("", ())
        self._now = 0  # the state of a block that is dressed
        self._read: dict[Span, list[Mark]] = {}
        self._theme = theme
        self.speller: Speller | None = None
        self._caret = -1  # the byte where the caret is
        self._shown: tuple[object, ...] = ()  # because of it
        self._wrong = QTextCharFormat()
        self._wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._wrong.setUnderlineColor(theme.bad)
        self._hidden, self._edge = _hidden_format(0), _hidden_format(_PAD_PX)
        self._within = _hidden_format(0, in_chip=True)
        self._look, self._picture = cache(self._made), cache(_picture)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours, or another text size."""
        self._theme = theme
        self._look.cache_clear()
        self._picture.cache_clear()
        self._wrong.setUnderlineColor(theme.bad)
        self.dress_again()

    def dress_again(self) -> None:
        """Format every line again, once it is visible."""
        self._now += 1

    def set_note(self, note: Note | None) -> None:
        """Set the latest parse of the note; its text is the one shown."""
        self._stretches = Stretches(note) if note is not None else None
        self._since = Change("", ())
        self._read = {}
        self._now += 1

    def set_caret(self, byte: int) -> bool:
        """Unfold the markup that contains the cursor, and fold it elsewhere.

        Returns whether a line looks different now.
        """
        before, self._caret = self._caret, byte
        shown, self._shown = self._shown, self._shown_at(byte)
        if shown == self._shown:
            return False
        for at in {before, byte} - {-1}:
            self._document.findBlock(self._source.text.position_of(at)).setUserState(-1)
        return True

    def _shown_at(self, byte: int) -> tuple[object, ...]:
        marks = self._marks_at(byte)
        opened = [m for m in marks if m.kind in _FOLDED and m.start < byte < m.end]
        # A word is not underlined while the caret ends it.
        before = self._source.text.data[max(0, byte - 1) : byte]
        ends_word = before.isalnum() or before >= b"\x80"
        return *opened, byte if ends_word and self.speller is not None else -1

    def changed(self, change: Change) -> None:
        """Parse again what a change touched."""
        self._since = self._since.then(change)
        self._read = {}
        for span in change.new_spans():
            stretch = self._stretch(span.start)[0]
            first = self._source.text.position_of(min(stretch.start, span.start))
            last = self._source.text.position_of(max(stretch.end, span.end))
            block = self._document.findBlock(first)
            while block.isValid() and block.position() <= last:
                block.setUserState(-1)
                block = block.next()

    def dress_line(self, block: QTextBlock) -> None:
        """Format a line."""
        if block.userState() == self._now:
            return
        block.setUserState(self._now)
        line, text = block.blockNumber(), self._source.text
        content = text.content_of(line)
        layout = block.layout()
        formats = self._formats(content, text.start_of(line)) if content else []
        if layout.preeditAreaText():
            formats = _around_preedit(layout, formats)
        if layout.formats() != formats:
            layout.setFormats(formats)
            self._document.markContentsDirty(block.position(), block.length())

    def is_code(self, byte: int) -> bool:
        """Return whether a byte is in a code block.

        Front matter counts as code: a list in it is not part of the note.
        """
        blocks = [one for one in self._marks_at(byte) if one.kind is MarkKind.BLOCK_OF_CODE]
        return any(mark.start <= byte <= mark.end for mark in blocks)

    def chip_beside(self, byte: int, *, before: bool) -> Span | None:
        """Return the citation shown as a chip that ends at a byte, or begins there."""
        for start, end, kind in self._marks_at(byte):
            if kind is MarkKind.CITATION and byte == (end if before else start):
                return Span(start, end)
        return None

    def chip_around(self, byte: int) -> Span | None:
        """Return the citation that contains a byte, if its chip hides part of it."""
        marks = self._marks_at(byte)
        times = [mark for mark in marks if mark.kind is MarkKind.TIME]
        for mark in marks:
            if mark.kind is MarkKind.CITATION and mark.start < byte < mark.end:
                is_folded = any(_around_time(self._source.text.data, mark, times))
                return Span(mark.start, mark.end) if is_folded else None
        return None

    # ------------------------------------------------------------------ what is what

    def _stretch(self, byte: int) -> tuple[Span, bytes]:
        if self._stretches is None:
            return Span(byte, byte), b""
        back = self._since.invert() if self._since else self._since
        stretch = self._stretches.at(back.map(byte))
        start = self._since.map(stretch.span.start)
        end = self._since.map(stretch.span.end, after=True)
        return Span(start, max(start, end)), stretch.context

    def _marks_at(self, byte: int) -> list[Mark]:
        """Return the marks around the line of a byte."""
        text = self._source.text
        return self._marks(text.start_of(text.line_of(byte)))

    def _marks(self, byte: int) -> list[Mark]:
        span, context = self._stretch(byte)
        if span not in self._read:
            data, by = self._source.text.data[span.start : span.end], span.start
            said = self._stretches.said if self._stretches is not None else frozenset()
            self._read[span] = [
                Mark(start + by, end + by, kind)
                for start, end, kind in read_marks(data, context, said)
            ]
        return self._read[span]

    def _formats(self, content: bytes, start: int) -> list[QTextLayout.FormatRange]:
        if self._stretches is None:
            return []
        stop = start + len(content)
        on_line = [
            Mark(max(start, one) - start, min(stop, end) - start, kind)
            for one, end, kind in self._marks(start)
            if one < stop and end > start
        ]
        folds = list(self._folds(content, on_line, self._caret - start))
        edges = sorted(
            {edge for mark in on_line for edge in mark[:2]}
            | {edge for fold in folds for edge in fold[:2]}
            | {fold.start + 1 for fold in folds if fold.picture}
        )
        ranges: list[QTextLayout.FormatRange] = []
        for at, until in pairwise(edges):
            looks = frozenset(mark.kind for mark in on_line if mark.start <= at < mark.end)
            look = self._look(looks) if looks else None
            for fold in folds:
                if fold.start <= at < fold.end:
                    within = self._within if fold.is_within else self._hidden
                    look = self._edge if fold.is_edge else within
                    if fold.picture and at == fold.start:
                        look = self._picture(fold.picture)
            if look is None:
                continue
            one = QTextLayout.FormatRange()
            one.start = _units(content, at)
            one.length = _units(content, until) - one.start
            one.format = look
            if one.length:
                ranges.append(one)
        return ranges + self._misspelt(content, on_line, folds, self._caret - start)

    def _misspelt(
        self, content: bytes, marks: list[Mark], folds: list[_Fold], caret: int
    ) -> list[QTextLayout.FormatRange]:
        speller = self.speller
        if speller is None or not speller.is_ready:
            return []
        not_words: list[Mark | _Fold] = [mark for mark in marks if mark.kind in _NO_WORDS]
        not_words += folds
        text = content.decode("utf-8", "replace")
        ranges = []
        for first, last in words_in(text):
            start = first if text.isascii() else len(text[:first].encode())
            end = start + len(text[first:last].encode())
            is_markup = any(one.start < end and start < one.end for one in not_words)
            if end != caret and not is_markup and speller.is_wrong(text[first:last]):
                one = QTextLayout.FormatRange()
                one.start, one.length = utf16_units(text[:first]), utf16_units(text[first:last])
                one.format = self._wrong
                ranges.append(one)
        return ranges

    def _folds(self, content: bytes, marks: list[Mark], caret: int) -> Iterator[_Fold]:
        syntax = [mark for mark in marks if mark.kind is MarkKind.SYNTAX]
        times = [mark for mark in marks if mark.kind is MarkKind.TIME]
        for mark in marks:
            if mark.kind not in _FOLDED or mark.start < caret < mark.end:
                continue
            if mark.kind is MarkKind.CITATION:
                yield from _around_time(content, mark, times)
                continue
            within = [one for one in syntax if mark.start <= one.start and one.end <= mark.end]
            # What is cut off by the end of a line, or has no words, is shown as it is written.
            if sum(one.end - one.start for one in within) < mark.end - mark.start:
                for one in within:
                    yield _Fold(one.start, one.end)
            elif (
                content.startswith(_PICTURE, mark.start)
                and content[mark.end - 1 : mark.end] == b")"
            ):
                # A picture without text is shown as a thumbnail and its file name.
                address = content[mark.start + len(_PICTURE) : mark.end - 1]
                yield _Fold(mark.start, mark.end, picture=address.decode("utf-8", "replace"))

    # ------------------------------------------------------------------ looks

    def _made(self, kinds: frozenset[MarkKind]) -> QTextCharFormat:
        theme, look = self._theme, QTextCharFormat()
        scale = 1.0
        heading = kinds & {MarkKind.HEADING_1, MarkKind.HEADING_2, MarkKind.HEADING}
        if MarkKind.HEADING_1 in kinds:
            scale = 1.6
        elif MarkKind.HEADING_2 in kinds:
            scale = 1.3
        elif heading:
            scale = 1.1
        if MarkKind.TIME in kinds:
            font = tabular(body_font(0.86 * scale, QFont.Weight.Medium))
            look.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
            look.setForeground(QBrush(theme.link))
            look.setProperty(CHIP, True)
            return look
        muted = bool(kinds & {MarkKind.SYNTAX, MarkKind.TAG})
        if MarkKind.TAG in kinds:
            scale = 0.8
        elif kinds & {MarkKind.CODE, MarkKind.BLOCK_OF_CODE}:
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            look.setFontFamilies([fixed.family(), "monospace"])
            scale *= 0.9
        if scale != 1.0:
            look.setFontPointSize(body_font(scale).pointSizeF())
        colour: QColor | None = None
        if muted:
            colour = theme.muted
        elif MarkKind.LINK in kinds:
            colour = theme.link
        if colour is not None:
            look.setForeground(QBrush(colour))
        if heading and not muted:
            is_first = MarkKind.HEADING_1 in kinds
            look.setFontWeight(QFont.Weight.Bold if is_first else QFont.Weight.DemiBold)
        if MarkKind.STRONG in kinds and not muted:
            look.setFontWeight(QFont.Weight.Bold)
        if MarkKind.EMPHASIS in kinds and not muted:
            look.setFontItalic(True)
        if MarkKind.STRUCK in kinds and not muted:
            look.setFontStrikeOut(True)
        return look


def chips_of(block: QTextBlock) -> Iterator[tuple[int, int]]:
    """Yield the chips of a formatted line: units [start, end), each with its edges."""
    chip: tuple[int, int] | None = None
    for one in block.layout().formats():
        if not one.format.property(CHIP):
            continue
        if chip is not None and chip[1] == one.start:
            chip = chip[0], one.start + one.length
            continue
        if chip is not None:
            yield chip
        chip = one.start, one.start + one.length
    if chip is not None:
        yield chip


def picture_name(address: str) -> str:
    """Return the name of a picture's file for display, at most a line long."""
    metrics = QFontMetricsF(body_font(0.9))
    return metrics.elidedText(file_name(address), Qt.TextElideMode.ElideMiddle, _LONGEST_NAME_PX)


def thumbnail_px() -> float:
    """Return the maximum height of a picture in a line; at most as wide as a frame."""
    return QFontMetricsF(body_font()).height()


def picture_px(address: str) -> int:
    """Return the width of a picture in a line, with its name."""
    name = QFontMetricsF(body_font(0.9)).horizontalAdvance(picture_name(address))
    return round(thumbnail_px() * 16 / 9 + name + 3 * PICTURE_PAD_PX)


def pictures_of(block: QTextBlock) -> Iterator[tuple[int, str]]:
    """Yield the pictures of a formatted line, in units, and their addresses."""
    for one in block.layout().formats():
        if one.format.hasProperty(PICTURE):
            yield one.start, str(one.format.property(PICTURE))


def is_hidden(block: QTextBlock, unit: int) -> bool:
    """Return whether a letter of a formatted line is hidden as markup."""
    return any(
        one.start <= unit < one.start + one.length and not one.format.foreground().color().alpha()
        for one in block.layout().formats()
    )


def _around_time(content: bytes, citation: Mark, times: list[Mark]) -> Iterator[_Fold]:
    shown = [time for time in times if citation.start <= time.start < time.end <= citation.end]
    if len(shown) != 1:
        return
    leading = _LEADING.match(content, shown[0].start, shown[0].end)
    start = leading.end() if leading is not None else shown[0].start
    end = shown[0].end
    until = start
    for number, time in enumerate(_TIME.finditer(content, start, end)):
        leading = _LEADING.match(content, *time.span())
        if number and leading is not None and leading.end() > leading.start():
            yield _Fold(*leading.span(), is_within=True)
        if number:  # what is left of a damaged range: 15:11]-[15:24
            for brackets in _BRACKETS.finditer(content, until, time.start()):
                yield _Fold(*brackets.span(), is_within=True)
        until = time.end()
    if citation.start < start:
        yield _Fold(citation.start, start - 1)
        yield _Fold(start - 1, start, is_edge=True)
    if end < citation.end:
        yield _Fold(end, end + 1, is_edge=True)
        yield _Fold(end + 1, citation.end)


def _hidden_format(width_px: int, *, in_chip: bool = False) -> QTextCharFormat:
    font = QFont(body_font())
    font.setPixelSize(1)
    if width_px:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, width_px)
    else:
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 1)
    look = QTextCharFormat()
    look.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
    look.setForeground(QColor(0, 0, 0, 0))
    if width_px or in_chip:
        look.setProperty(CHIP, True)
    return look


def _picture(address: str) -> QTextCharFormat:
    look = _hidden_format(picture_px(address))
    look.setProperty(PICTURE, address)
    look.clearProperty(CHIP)
    return look


def _units(content: bytes, at: int) -> int:
    return utf16_units(content[:at].decode("utf-8", "replace"))


def _around_preedit(
    layout: QTextLayout, formats: list[QTextLayout.FormatRange]
) -> list[QTextLayout.FormatRange]:
    """Move formats away from an input method's composition, which has its own."""
    at, size = layout.preeditAreaPosition(), utf16_units(layout.preeditAreaText())
    own = [
        one for one in layout.formats() if at <= one.start and one.start + one.length <= at + size
    ]
    for one in formats:
        if one.start >= at:
            one.start += size
        elif one.start + one.length > at:
            one.length += size
    return formats + own
