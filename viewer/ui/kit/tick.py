"""A box with a tick: alone with its words, or painted into the row of a list."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from viewer.ui.kit.buttons import PaintedButton
from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.theme import Theme, paint_icon, words_font

TICK_PX = 18
_GAP = 8
_RIM = 4


def paint_tick(
    painter: QPainter, theme: Theme, box: QRectF, *, on: bool, half: bool = False
) -> None:
    """Paint a box, with or without its tick; `half`: some of what it stands for has one."""
    is_lit = on or half
    fill, edge = (theme.link, theme.link) if is_lit else (theme.field, theme.muted)
    paint_face(painter, box, 4, fill, edge)
    if half:
        middle = box.center()
        painter.fillRect(QRectF(middle.x() - 5, middle.y() - 1, 10, 2), theme.link_ink)
    elif on:
        paint_icon(painter, "check", theme.link_ink, box.adjusted(2, 2, -2, -2))


class TickBox(PaintedButton, QCheckBox):
    """A box with words behind it; a click anywhere on it, Space or Enter ticks it."""

    FOCUS = Qt.FocusPolicy.StrongFocus

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's own name
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(words_font(self))
        wide = TICK_PX + _GAP + round(metrics.horizontalAdvance(self.text())) + 1 + 2 * _RIM
        return QSize(wide, max(TICK_PX, round(metrics.height())) + 2 * _RIM)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        if not self.isEnabled():
            painter.setOpacity(0.45)
        box = QRectF(_RIM, (self.height() - TICK_PX) / 2, TICK_PX, TICK_PX)
        paint_tick(painter, theme, box, on=self.isChecked())
        words = QRectF(self.rect()).adjusted(box.right() + _GAP, 0, -_RIM, 0)
        paint_words(painter, words, self.text(), words_font(self), theme.ink)
