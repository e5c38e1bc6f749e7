"""The character formats of a note: one for each style, and those of chips."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QTextCharFormat

from viewer.ui.kit.theme import Theme, tabular
from viewer.ui.page.document import ChipState, Property

NBSP = "\u00a0"
WORD_JOINER = "\u2060"  # takes no room
_HEADING_SCALE = {1: 1.6, 2: 1.3, 3: 1.1, 4: 1.0, 5: 1.0, 6: 1.0}


class Style(NamedTuple):
    """Everything that decides a character format; equal styles share one format."""

    heading: int = 0
    bold: int = 0
    italic: int = 0
    strike: int = 0
    underline: int = 0
    code: int = 0
    in_block: int = 0  # of code, which has a ground of its own
    sub: int = 0
    sup: int = 0
    mark: int = 0
    small: int = 0
    tag: int = 0
    link: int = -1


STOPS = frozenset(".,;:")


def pull_px(font: QFont) -> float:
    """Return how much closer a full stop is to the pill before it than other letters."""
    return QFontMetricsF(font).height() * 0.1


class Formats:
    """The character formats of one document; equal styles share one.

    `em` is the unit of every margin, in pixels.
    """

    def __init__(self, theme: Theme, font: QFont) -> None:
        self.em = QFontMetricsF(font).height() / 1.2
        self.points = font.pointSizeF()
        self._theme = theme
        self._font = font
        self._made: dict[Style, QTextCharFormat] = {}
        self.chips = {state: self._make_chip(state) for state in ChipState}
        # The room at both ends of a pill; one with a sign has more at its start, for that.
        self.pad = QTextCharFormat(self.chips[ChipState.PLAIN])
        self.pad.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        self.pad.setFontLetterSpacing(self.em * 0.15)
        # Behind a pill a stop is pulled to it, by as much as its round end leaves free there.
        self.tight_pad = QTextCharFormat(self.pad)
        self.tight_pad.setFontLetterSpacing(self.em * 0.15 - pull_px(font))
        self.sign_pad = QTextCharFormat(self.pad)
        self.sign_pad.setFontLetterSpacing(self.em * 1.12)

    def pad_before(self, state: ChipState, mark: int) -> QTextCharFormat:
        """Return the format of the space at the start of a pill; `mark` as in `Chip`."""
        return self.pad if state is not ChipState.DOUBT and mark < 0 else self.sign_pad

    def of(self, style: Style) -> QTextCharFormat:
        found = self._made.get(style)
        if found is None:
            found = self._made[style] = self._make(style)
        return found

    def _make(self, style: Style) -> QTextCharFormat:
        theme, fmt = self._theme, QTextCharFormat()
        points = self._font.pointSizeF() * _HEADING_SCALE.get(style.heading, 1.0)
        fmt.setForeground(theme.ink)
        if style.code:
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            fmt.setFontFamilies([fixed.family(), "monospace"])
            fmt.setFontFixedPitch(True)
            points *= 0.9
            if not style.heading and not style.in_block:
                fmt.setBackground(theme.code)
        if style.small or style.sub or style.sup:
            points *= 0.85
        if style.tag:
            points *= 0.9
            fmt.setProperty(Property.GROUND, "tag")
        fmt.setFontPointSize(points)
        if style.heading:
            fmt.setFontWeight(QFont.Weight.Bold if style.heading == 1 else QFont.Weight.DemiBold)
        if style.bold:
            fmt.setFontWeight(QFont.Weight.Bold)
        if style.italic:
            fmt.setFontItalic(True)
        if style.strike:
            fmt.setFontStrikeOut(True)
        if style.underline:
            fmt.setFontUnderline(True)
        if style.sub:
            fmt.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
        if style.sup:
            fmt.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        if style.mark:
            fmt.setProperty(Property.GROUND, "mark")
        if style.link >= 0:
            fmt.setForeground(theme.link)
            fmt.setProperty(Property.LINK, style.link)
        return fmt

    def _make_chip(self, state: ChipState) -> QTextCharFormat:
        fmt = QTextCharFormat()
        font = tabular(QFont(self._font))
        font.setPointSizeF(self._font.pointSizeF() * 0.86)
        font.setWeight(QFont.Weight.Medium)
        fmt.setFont(font, QTextCharFormat.FontPropertiesInheritanceBehavior.FontPropertiesAll)
        colours: dict[ChipState, QColor] = {
            ChipState.PLAIN: self._theme.link,
            ChipState.DOUBT: self._theme.doubt,
            ChipState.ELSEWHERE: self._theme.muted,
        }
        fmt.setForeground(colours[state])
        return fmt
