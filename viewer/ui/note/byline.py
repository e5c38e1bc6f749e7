"""The line over the page: where the note is, its video, how many claims, and a way to export it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from viewer.translation import tr
from viewer.ui.kit.buttons import HIT_PX, PaintedButton, WordButton
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.paint import paint_face, paint_words, smooth
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.theme import Theme, paint_icon, scaled, theme_of, ui_font
from viewer.ui.session.frame import BylinePart

_BETWEEN = "  ·  "
_CHEVRON_PX = 16
_LEAST_PX = 48  # of a part that is cut short
_RIM_PX = 4  # round the words of the video's button


def _font(widget: QWidget) -> QFont:
    return ui_font(widget, 0.95)


class VideoButton(PaintedButton, QToolButton):
    """Says where the video is; its menu says more of it, and has what can be done with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = "muted"  # of the theme
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(Menu(self))

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(_font(self)).horizontalAdvance(self.text())
        return QSize(round(words) + scaled(_CHEVRON_PX) + 2 * _RIM_PX + 2, scaled(HIT_PX))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        colour = getattr(theme, self.colour)
        if self.underMouse() or self.isDown():
            paint_face(painter, self.rect().adjusted(0, 3, 0, -3), 6, theme.hover)
        side = scaled(_CHEVRON_PX)
        room = QRectF(self.rect()).adjusted(_RIM_PX, 0, -side - _RIM_PX, 0)
        paint_words(painter, room, self.text(), _font(self), colour)
        at = QRectF(room.right(), (self.height() - side) / 2, side, side)
        paint_icon(painter, "chevron-down", colour, at)


class Byline(QWidget):
    """The parts in a row. Where there is too little room those go first that say nothing is wrong.

    The note's folder first of all; the video stays.
    """

    export_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, Role.Grouping)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.parts: Sequence[BylinePart] = ()
        self._edges = 0, 0  # px left of the words, and right of them
        self._places: list[tuple[BylinePart, QRectF]] = []  # of what is painted
        self.video = VideoButton(self)
        self.export = WordButton(tr("Export…"), self)
        self.export.clicked.connect(self.export_wanted)

    def show_parts(self, parts: Sequence[BylinePart]) -> None:
        """Show these."""
        self.parts = parts
        self.setAccessibleName(_BETWEEN.join(part.text for part in parts))
        self.setToolTip(plain(self.accessibleName()))
        for part in parts:
            if part.is_video:
                self.video.setText(part.text)
                self.video.setAccessibleName(part.text)
                self.video.colour = part.colour
        self._arrange()

    def set_exportable(self, has_words: bool) -> None:
        """Offer to export a note that has words."""
        self.export.setVisible(has_words)
        self._arrange()

    def set_edges(self, left: int, right: int) -> None:
        """Leave so many px free at both sides: as the page below does."""
        self._edges = left, right
        self._arrange()

    def _arrange(self) -> None:
        left, right = self._edges
        size = self.export.sizeHint()
        end = self.width() - right - (0 if self.export.isHidden() else size.width())
        self.export.setGeometry(
            end, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        parts = list(self.parts)
        metrics = QFontMetricsF(_font(self))
        gap = metrics.horizontalAdvance(_BETWEEN)

        def width(part: BylinePart) -> float:
            if part.is_video:
                return self.video.sizeHint().width() - 2 * _RIM_PX
            return metrics.horizontalAdvance(part.text)

        least = [part for part in parts if not part.is_video and part.colour == "muted"]
        while least and left + sum(map(width, parts)) + gap * len(parts) > end:
            parts.remove(least.pop(0))
        self._places, x = [], float(left)
        shortest = scaled(_LEAST_PX)
        for part in parts:
            room = QRectF(x, 0, min(width(part), max(0.0, end - gap - x)), self.height())
            if room.width() < min(width(part), shortest):
                break  # a beginning that says nothing
            self._places.append((part, room))
            x += room.width() + gap
        video = next((room for part, room in self._places if part.is_video), QRectF())
        self.video.setVisible(video.width() > 0)
        high = self.video.sizeHint().height()
        at = QRectF(0, 0, video.width() + 2 * _RIM_PX, high)
        at.moveCenter(video.center())
        inside = at.toRect()
        self.video.setGeometry(inside.x(), inside.y(), inside.width(), inside.height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.export.sizeHint().height() + 10)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = theme_of(self), smooth(self)
        painter.fillRect(self.rect(), theme.paper)
        gap = QFontMetricsF(_font(self)).horizontalAdvance(_BETWEEN)
        for number, (part, room) in enumerate(self._places):
            if number:
                before = QRectF(room.left() - gap, 0, gap, self.height())
                paint_words(painter, before, _BETWEEN, _font(self), theme.muted)
            if not part.is_video:
                paint_words(painter, room, part.text, _font(self), getattr(theme, part.colour))
