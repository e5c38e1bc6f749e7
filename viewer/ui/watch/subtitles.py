"""Subtitles over the picture: their layout.

At most two lines, on a dark background so that they are readable over any picture. Longer text is
shown two lines at a time, following the speech. All of it belongs to the GUI thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.paint import paint_text
from viewer.ui.kit.theme import words_font

# Of the height of the picture, at the size 1.
_TEXT_SHARE = 0.05
_LEAST_PX, _MOST_PX = 11.0, 96.0
_WIDTH_SHARE = 0.86
_MARGIN_SHARE = 0.045
_LINES = 2
# White on it has 4.5:1 even where the picture is white.
_GROUND = QColor(16, 18, 22, 208)


@dataclass(frozen=True, slots=True)
class Subtitle:
    """The words to show, and how far they are spoken: a character of `text`."""

    text: str
    said: int = 0


class Subtitles:
    """The subtitles of one view; lines are cached while their words are the same."""

    def __init__(self, widget: QWidget) -> None:
        self.shown: Subtitle | None = None
        self.size = 1.0  # a factor of the usual
        self._widget = widget
        self._key: tuple[object, ...] | None = None
        self._lines: list[tuple[int, str]] = []  # where each begins, and its words
        self._font = QFont()

    def rect(self, room: QRectF) -> QRectF:
        """Return their rectangle, which may be empty; `room` is the part they may cover."""
        united = QRectF()
        for box, _ in self._boxes(room):
            united = united.united(box)
        return united

    def lines(self, room: QRectF) -> list[str]:
        """Return the lines shown now."""
        return [words for _, words in self._boxes(room)]

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint them inside `room`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes(room)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUND)
        radius = QFontMetricsF(self._font).height() * 0.18
        for box, _ in boxes:
            painter.drawRoundedRect(box, radius, radius)
        painter.setFont(self._font)
        painter.setPen(QColor("white"))
        for box, words in boxes:
            paint_text(painter, box, words, Qt.AlignmentFlag.AlignCenter)

    def _set(self, text: str, room: QRectF) -> None:
        key = (text, self.size, room.width(), room.height())
        if key == self._key:
            return
        self._key = key
        self._font = words_font(self._widget, 1.0, QFont.Weight.Medium)
        pixels = room.height() * _TEXT_SHARE * self.size
        self._font.setPixelSize(round(max(_LEAST_PX, min(_MOST_PX, pixels))))
        self._lines = []
        at = 0
        for written in text.split("\n"):
            for start, words in _balanced(written, self._font, room.width() * _WIDTH_SHARE):
                self._lines.append((at + start, words))
            at += len(written) + 1

    def _boxes(self, room: QRectF) -> list[tuple[QRectF, str]]:
        if self.shown is None:
            return []
        self._set(self.shown.text, room)
        line = sum(start <= self.shown.said for start, _ in self._lines) - 1
        first = max(0, line) // _LINES * _LINES
        shown = self._lines[first : first + _LINES]
        metrics = QFontMetricsF(self._font)
        height, pad = metrics.height() * 1.18, metrics.height() * 0.4
        margin = max(6.0, room.height() * _MARGIN_SHARE)
        top = room.bottom() - margin - height * len(shown)
        boxes = []
        for number, (_, words) in enumerate(shown):
            width = min(room.width(), metrics.horizontalAdvance(words) + 2 * pad)
            left = room.center().x() - width / 2
            boxes.append((QRectF(left, top + number * height, width, height), words))
        return boxes


def _balanced(text: str, font: QFont, width: float) -> list[tuple[int, str]]:
    """Break `text` at `width` into (character, words), avoiding a short last line."""
    lines = _broken(text, font, width)
    if len(lines) == 2:
        metrics = QFontMetricsF(font)
        narrow = metrics.horizontalAdvance(text) * 0.5
        for _ in range(8):
            closer = _broken(text, font, min(width, narrow))
            if len(closer) == 2:
                return closer
            narrow *= 1.06
    return lines


def _broken(text: str, font: QFont, width: float) -> list[tuple[int, str]]:
    # Words are not broken at hyphens; painted text keeps its own.
    layout = QTextLayout(text.replace("-", "\u2011"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[tuple[int, str]] = []
    utf16 = text.encode("utf-16-le", "surrogatepass")
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(20.0, width))
        line.setPosition(QPointF(0, 0))
        start, end = line.textStart(), line.textStart() + line.textLength()
        words = utf16[2 * start : 2 * end].decode("utf-16-le", "replace").strip()
        if words:
            lines.append((len(utf16[: 2 * start].decode("utf-16-le", "replace")), words))
    layout.endLayout()
    return lines
