"""Subtitles over the picture: how their words are set, and where.

Two lines at most, on a dark ground of their own so that they read over any picture. What is longer
is shown two lines at a time, along with what is said. All of it belongs to the GUI thread.
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
_SECOND_SIZE = 0.8
_GAP_PX = 3.0  # between the first and the second
# White on it has 4.5:1 even where the picture is white.
_GROUND = QColor(16, 18, 22, 208)
_WHITE, _DIMMED = QColor("white"), QColor(202, 206, 213)


@dataclass(frozen=True, slots=True)
class SubtitleStyle:
    """How subtitles look: a factor of the usual size, and at which edge of the picture."""

    size: float = 1.0
    at_top: bool = False


@dataclass(frozen=True, slots=True)
class Subtitle:
    """Words to be shown, and how far they are said: a character of `text`."""

    text: str
    said: int = 0


class Subtitles:
    """The subtitles of one view: the first, and smaller under it the second, where there is one.

    While there is a second at all, the first leaves room for a line of it: else it would go up and
    down as the second comes and goes.
    """

    def __init__(self, widget: QWidget) -> None:
        self.first: Subtitle | None = None
        self.second: Subtitle | None = None  # without text while nothing is said in it
        self.style = SubtitleStyle()
        self._first, self._second = SubtitleSetter(widget), SubtitleSetter(widget, is_second=True)

    def rect(self, room: QRectF) -> QRectF:
        """Return where they are painted; `room` is what may be covered."""
        return self.first_rect(room).united(self.second_rect(room))

    def first_rect(self, room: QRectF) -> QRectF:
        """Return where the first is painted; empty where none is."""
        return self._rect(self._first, self.first, room, self._insets(room)[0])

    def second_rect(self, room: QRectF) -> QRectF:
        """Return where the second is painted; empty where none is."""
        return self._rect(self._second, self.second, room, self._insets(room)[1])

    def lines(self, room: QRectF) -> list[str]:
        """Return the lines of the first that are shown now."""
        return self._first.lines(self.first, self.style, room) if self.first else []

    def paint(self, painter: QPainter, room: QRectF) -> None:
        """Paint them inside `room`."""
        insets = self._insets(room)
        if self.first is not None:
            self._first.paint(painter, self.first, self.style, room, insets[0])
        if self.second is not None:
            self._second.paint(painter, self.second, self.style, room, insets[1])

    def _rect(
        self, setter: SubtitleSetter, subtitle: Subtitle | None, room: QRectF, inset: float
    ) -> QRectF:
        return QRectF() if subtitle is None else setter.rect(subtitle, self.style, room, inset)

    def _insets(self, room: QRectF) -> tuple[float, float]:
        """Return by how much the first and the second are moved from their edge of the picture."""
        if self.second is None:
            return 0.0, 0.0
        if self.style.at_top:
            above = self._first.height(self.first or Subtitle(""), self.style, room)
            return 0.0, above + _GAP_PX
        return self._second.height(self.second, self.style, room) + _GAP_PX, 0.0


class SubtitleSetter:
    """Set and paint one kind of subtitles; lines are kept while their words are the same."""

    def __init__(self, widget: QWidget, *, is_second: bool = False) -> None:
        self._widget = widget
        self._scale, self._ink = (_SECOND_SIZE, _DIMMED) if is_second else (1.0, _WHITE)
        self._key: tuple[object, ...] | None = None
        self._lines: list[tuple[int, str]] = []  # where each begins, and its words
        self._font = QFont()

    def height(self, subtitle: Subtitle, style: SubtitleStyle, room: QRectF) -> float:
        """Return how high the lines are that are shown now: one at least."""
        self._set(subtitle.text, style, room)
        return self._line_height() * max(1, len(self._shown(subtitle)))

    def lines(self, subtitle: Subtitle, style: SubtitleStyle, room: QRectF) -> list[str]:
        """Return the lines that are shown now."""
        self._set(subtitle.text, style, room)
        return self._shown(subtitle)

    def rect(self, subtitle: Subtitle, style: SubtitleStyle, room: QRectF, inset: float) -> QRectF:
        """Return where it is painted, `inset` px further inside `room`, which may be covered."""
        self._set(subtitle.text, style, room)
        boxes = [box for box, _ in self._boxes(subtitle, style, room, inset)]
        united = QRectF()
        for box in boxes:
            united = united.united(box)
        return united

    def paint(
        self,
        painter: QPainter,
        subtitle: Subtitle,
        style: SubtitleStyle,
        room: QRectF,
        inset: float,
    ) -> None:
        """Paint it where `rect` says."""
        self._set(subtitle.text, style, room)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes(subtitle, style, room, inset)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUND)
        radius = QFontMetricsF(self._font).height() * 0.18
        for box, _ in boxes:
            painter.drawRoundedRect(box, radius, radius)
        painter.setFont(self._font)
        painter.setPen(self._ink)
        for box, words in boxes:
            paint_text(painter, box, words, Qt.AlignmentFlag.AlignCenter)

    def _set(self, text: str, style: SubtitleStyle, room: QRectF) -> None:
        """Break the words into lines, those of one sentence about equally long."""
        key = (text, style, room.width(), room.height())
        if key == self._key:
            return
        self._key = key
        self._font = words_font(self._widget, 1.0, QFont.Weight.Medium)
        pixels = room.height() * _TEXT_SHARE * style.size * self._scale
        self._font.setPixelSize(round(max(_LEAST_PX, min(_MOST_PX, pixels))))
        self._lines = []
        at = 0
        for written in text.split("\n"):
            for start, words in _balanced(written, self._font, room.width() * _WIDTH_SHARE):
                self._lines.append((at + start, words))
            at += len(written) + 1

    def _shown(self, subtitle: Subtitle) -> list[str]:
        line = sum(start <= subtitle.said for start, _ in self._lines) - 1
        first = max(0, line) // _LINES * _LINES
        return [words for _, words in self._lines[first : first + _LINES]]

    def _line_height(self) -> float:
        return QFontMetricsF(self._font).height() * 1.18

    def _boxes(
        self, subtitle: Subtitle, style: SubtitleStyle, room: QRectF, inset: float
    ) -> list[tuple[QRectF, str]]:
        """Return the ground of each line that is shown now, and its words."""
        shown, height = self._shown(subtitle), self._line_height()
        metrics = QFontMetricsF(self._font)
        margin = max(6.0, room.height() * _MARGIN_SHARE) + inset
        top = room.top() + margin if style.at_top else room.bottom() - margin - height * len(shown)
        pad = metrics.height() * 0.4
        boxes = []
        for number, words in enumerate(shown):
            width = min(room.width(), metrics.horizontalAdvance(words) + 2 * pad)
            left = room.center().x() - width / 2
            boxes.append((QRectF(left, top + number * height, width, height), words))
        return boxes


def _balanced(text: str, font: QFont, width: float) -> list[tuple[int, str]]:
    """Break `text` at `width` into (character, words); a last line is not left alone and short."""
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
    # A word is not broken at its hyphen; what is painted keeps its own.
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
