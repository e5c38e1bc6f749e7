"""An excerpt of a text in a few lines, with matches highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from viewer.ui.kit.characters import from_units, is_right_to_left, utf16_units
from viewer.ui.kit.theme import Theme

_NARROWEST_LETTER = 3.0  # px, on average
_CONTEXT = 48  # characters left before the first mark, where the beginning is cut off
Marks = Sequence[tuple[int, int]]


def excerpt(
    text: str, marks: Marks, font: QFont, width: float, lines: int, theme: Theme
) -> QTextLayout:
    """Set `text` in at most `lines` lines of `width` px, always showing the first mark.

    `marks` are in characters. If the first one would not be visible, the beginning is left out.
    """
    text = text.replace("\n", " ")
    marks = joined(text, marks)
    most = round(lines * width / _NARROWEST_LETTER) + 8  # setting more than can be seen takes long
    layout, seen = _set(text[:most], marks, font, width, lines, theme)
    if seen < len(text) and marks and marks[0][1] > seen - 2:
        start = max(0, marks[0][0] - _CONTEXT // (1 if lines > 1 else 3))
        space = text.find(" ", start, marks[0][0])
        start = space + 1 if space >= 0 else start
        lead = "… "
        text = lead + text[start:]
        by = len(lead) - start
        marks = [(a + by, b + by) for a, b in marks if a >= start]
        layout, seen = _set(text[:most], marks, font, width, lines, theme)
    while seen < len(text):
        # Room for the ellipsis is made letter by letter: a word may be as long as a line.
        cut = text[:seen].rstrip(" .,;:")
        layout, fits = _set(cut + "…", marks, font, width, lines, theme)
        if fits >= len(cut) + 1 or seen <= 2:
            break
        seen = min(seen, len(cut)) - 2
    return layout


def joined(text: str, marks: Marks) -> list[tuple[int, int]]:
    """Join marks separated only by a space: words searched together are one mark."""
    made: list[tuple[int, int]] = []
    for start, end in marks:
        if made and not text[made[-1][1] : start].strip():
            made[-1] = made[-1][0], end
        else:
            made.append((start, end))
    return made


def _set(
    text: str, marks: Marks, font: QFont, width: float, lines: int, theme: Theme
) -> tuple[QTextLayout, int]:
    """Set some lines; also return how many characters of `text` they hold."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if is_right_to_left(text):
        option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        if lines > 1:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
    layout.setTextOption(option)
    layout.setFormats(marked(text, marks, theme))
    layout.beginLayout()
    units = 0
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        units = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, from_units(text, units)


def draw_lines(painter: QPainter, layout: QTextLayout, at: QPointF, step: float) -> None:
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        line.setPosition(QPointF(0, number * step))
    layout.draw(painter, at)


def marked(text: str, marks: Marks, theme: Theme) -> list[QTextLayout.FormatRange]:
    """Return the formats of the marks, in UTF-16 units; `marks` are in characters."""
    mark = QTextCharFormat()
    mark.setForeground(theme.ink)
    mark.setBackground(theme.text_select)
    mark.setFontWeight(QFont.Weight.DemiBold)  # the ground of a selected row is much the same
    ranges = []
    for start, end in marks:
        if start >= len(text):
            break
        stretch = QTextLayout.FormatRange()
        stretch.start = utf16_units(text[:start])
        stretch.length = utf16_units(text[start:end])
        stretch.format = mark
        ranges.append(stretch)
    return ranges
