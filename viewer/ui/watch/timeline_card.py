"""The hover card of the timeline: its place, and its pictures.

The card is a child of the window, over whatever is above the timeline. GUI thread.
"""

from __future__ import annotations

import math
from collections import OrderedDict

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QWidget

from viewer.base.translation import tr
from viewer.notes.timecode import format_exact
from viewer.ui.kit.card import Card
from viewer.ui.kit.excerpt import draw_lines, excerpt
from viewer.ui.kit.paint import smooth
from viewer.ui.kit.theme import theme_of, ui_font, words_font
from viewer.ui.watch.ticks import Tick

_PREVIEWS_KEPT = 32
_PICTURE_WIDTH = 208
_PAD = 10
_EDGE = 5  # between the picture and the border of the card
_LINES = 2


class HoverCard(Card):
    """What is under the pointer: the frame, the time, and the claim that cites it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, radius=8.0, shadow=14)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the timeline
        self.hide()
        self._time = ""
        self._text = ""
        self._more = ""
        self._picture = QImage()
        self._stale = False

    @property
    def words(self) -> tuple[str, str, str]:
        """The time, the claim, and the text next to the time."""
        return self._time, self._text, self._more

    def set_text(self, time: str, text: str, more: str) -> None:
        """Show the time, and at most two lines of the claim; `more` is next to the time."""
        if (time, text, more) != (self._time, self._text, self._more):
            self._time, self._text, self._more = time, text, more
            self.update()

    def set_picture(self, picture: QImage | None, *, stale: bool) -> None:
        """Show a frame; None keeps the previous one, which `stale` fades until another comes.

        An unfaded frame of another moment would be misleading, and no frame at all would flicker.
        """
        if picture is not None:
            self._picture = picture
        self._stale = stale
        self.update()

    def forget_picture(self) -> None:
        """Show no frame until one comes: the video has changed."""
        self._picture = QImage()
        self.update()

    def _text_width(self) -> float:
        if not self._picture.isNull():
            return float(_PICTURE_WIDTH - 2 * (_PAD - _EDGE))
        widest = QFontMetricsF(self._text_font()).horizontalAdvance(self._text)
        first = self._time + ("  " + self._more if self._more else "")
        time = QFontMetricsF(self._time_font()).horizontalAdvance(first)
        # The widest of a claim in two lines, never wider than the card with a picture.
        return math.ceil(min(float(_PICTURE_WIDTH), max(time, widest))) + 1.0

    def _picture_height(self) -> int:
        if self._picture.isNull():
            return 0
        tall = _PICTURE_WIDTH * self._picture.height() / self._picture.width()
        return round(min(tall, _PICTURE_WIDTH))

    def _time_font(self) -> QFont:
        return ui_font(self, 1.0, QFont.Weight.DemiBold)

    def _text_font(self) -> QFont:
        return words_font(self, 0.95)

    def _lines(self) -> QTextLayout:
        return excerpt(
            self._text, (), self._text_font(), self._text_width(), _LINES, theme_of(self)
        )

    def sizeHint(self) -> QSize:
        rim = self.margin()
        lines = self._lines().lineCount() if self._text else 0
        height = QFontMetricsF(self._time_font()).height()
        height += lines * QFontMetricsF(self._text_font()).lineSpacing() + (2 if lines else 0)
        height += 2 * 7
        picture = self._picture_height()
        if picture:
            width = _PICTURE_WIDTH + 2 * _EDGE
            height += picture + _EDGE - 1
        else:
            width = math.ceil(self._text_width()) + 2 * _PAD
        return QSize(width + 2 * rim, math.ceil(height) + 2 * rim)

    def _paint_picture(self, painter: QPainter, room: QRectF) -> None:
        corners = QPainterPath()
        corners.addRoundedRect(room, 4, 4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipPath(corners)
        painter.fillRect(room, Qt.GlobalColor.black)
        painter.setOpacity(0.4 if self._stale else 1.0)
        size = self._picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(), size.toSizeF())
        place.moveCenter(room.center())
        painter.drawImage(place, self._picture)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = theme_of(self)
        painter = smooth(self)
        face = self.face()
        top = face.top()
        picture = self._picture_height()
        if picture:
            frame = QRectF(face.left() + _EDGE, face.top() + _EDGE, _PICTURE_WIDTH, picture)
            self._paint_picture(painter, frame)
            top = frame.bottom() - 1
        left = face.left() + _PAD
        top += 7
        width = face.width() - 2 * _PAD
        time_font = self._time_font()
        metrics = QFontMetricsF(time_font)
        painter.setFont(time_font)
        painter.setPen(theme.ink)
        painter.drawText(QPointF(left, top + metrics.ascent()), self._time)
        if self._more:
            painter.setFont(self._text_font())
            painter.setPen(theme.muted)
            start = left + metrics.horizontalAdvance(self._time + "  ")
            more = QFontMetricsF(self._text_font()).elidedText(
                self._more, Qt.TextElideMode.ElideRight, left + width + 1 - start
            )
            painter.drawText(QPointF(start, top + metrics.ascent()), more)
        top += metrics.height() + 2
        painter.setPen(theme.ink)
        step = QFontMetricsF(self._text_font()).lineSpacing()
        draw_lines(painter, self._lines(), QPointF(left, top), step)


class TimelineCard(QObject):
    """Shows what is under the pointer, above the timeline or else below it."""

    preview_requested = Signal(object, int)  # int: ms; width in device pixels

    def __init__(self, timeline: QWidget, top: int) -> None:
        """Appear above `top` px of the timeline, or else below all of it."""
        super().__init__(timeline)
        self._timeline, self._top = timeline, top
        self._card: HoverCard | None = None
        self._x = 0.0
        self._wanted_ms: int | None = None
        self._previews: OrderedDict[int, QImage] = OrderedDict()

    def show_moment(self, ms: int, x: float, time: str, text: str, more: str) -> None:
        """Show a moment over `x` px, its claim, and its picture once there is one.

        `time` is its text, for a range including the end.
        """
        card = self._made()
        if ms != self._wanted_ms:
            self._wanted_ms = ms
            picture = self._previews.get(ms)
            card.set_picture(picture, stale=picture is None)
            if picture is None:
                width = math.ceil(_PICTURE_WIDTH * self._timeline.devicePixelRatioF())
                self.preview_requested.emit(ms, width)
        card.set_text(time, text, more)
        self._raise(card, x)

    def show_dragged(self, tick: Tick, was: Tick, x: float) -> None:
        """Show the old and new time while dragging; the player shows the picture."""
        card = self._made()
        self._wanted_ms = None
        card.forget_picture()
        # There is no room for both, and a trace on the timeline shows where it was.
        card.set_text(_exact(tick), was.text, tr("was {0}").format(_exact(was)))
        self._raise(card, x)

    def hide(self) -> None:
        """Show nothing."""
        if self._card is not None:
            self._card.hide()

    def take_preview(self, ms: int, image: QImage) -> None:
        """Take a requested picture; one that comes too late is cached."""
        self._previews[ms] = image
        self._previews.move_to_end(ms)
        while len(self._previews) > _PREVIEWS_KEPT:
            self._previews.popitem(last=False)
        if self._card is not None and self._card.isVisible() and ms == self._wanted_ms:
            self._card.set_picture(image, stale=False)
            self._place(self._card)

    def forget_pictures(self) -> None:
        """Forget every picture: the video has changed."""
        self._previews.clear()
        self._wanted_ms = None
        if self._card is not None:
            self._card.forget_picture()

    def _made(self) -> HoverCard:
        window = self._timeline.window()
        if self._card is None or self._card.parentWidget() is not window:
            if self._card is not None:
                self._card.deleteLater()
            self._card = HoverCard(window)
        return self._card

    def _raise(self, card: HoverCard, x: float) -> None:
        self._x = x
        self._place(card)
        card.show()
        card.raise_()

    def _place(self, card: HoverCard) -> None:
        window = self._timeline.window()
        at = self._timeline.mapTo(window, QPoint(round(self._x), 0))
        size = card.sizeHint()
        rim = card.margin()
        left = min(
            max(at.x() - size.width() // 2, 6 - rim), window.width() - size.width() - 6 + rim
        )
        top = at.y() + self._top - 4 - size.height() + rim
        if top < -rim:
            top = at.y() + self._timeline.height() - rim
        card.setGeometry(QRect(QPoint(left, top), size))


def _exact(tick: Tick) -> str:
    start = format_exact(tick.ms)
    return start if tick.end_ms is None else f"{start}–{format_exact(tick.end_ms)}"
