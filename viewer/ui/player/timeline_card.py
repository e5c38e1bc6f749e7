"""The hover card of the timeline: where it stands, and the pictures that come for it.

The card is a child of the window, over whatever lies above the timeline. GUI thread.
"""

from __future__ import annotations

import math
from collections import OrderedDict

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from viewer.notes.timecode import format_exact
from viewer.ui.kit.hover_card import PICTURE_WIDTH, HoverCard
from viewer.ui.player.ticks import Tick

_PREVIEWS_KEPT = 32


class TimelineCard(QObject):
    """Shows what lies under the pointer, above the timeline or else below it."""

    preview_requested = Signal(object, int)  # int: ms; width in device pixels

    def __init__(self, timeline: QWidget, top: int) -> None:
        """Stand above `top` px of the timeline, or else below all of it."""
        super().__init__(timeline)
        self._timeline, self._top = timeline, top
        self._card: HoverCard | None = None
        self._x = 0.0
        self._wanted_ms: int | None = None
        self._previews: OrderedDict[int, QImage] = OrderedDict()

    def show_moment(self, ms: int, x: float, time: str, text: str, more: str) -> None:
        """Show a moment over `x` px, what is claimed there, and its picture once there is one.

        `time` is how it is named: of a range with its end.
        """
        card = self._made()
        if ms != self._wanted_ms:
            self._wanted_ms = ms
            picture = self._previews.get(ms)
            card.set_picture(picture, stale=picture is None)
            if picture is None:
                width = math.ceil(PICTURE_WIDTH * self._timeline.devicePixelRatioF())
                self.preview_requested.emit(ms, width)
        card.set_text(time, text, more)
        self._raise(card, x)

    def show_dragged(self, tick: Tick, was: Tick, x: float, *, is_snapped: bool) -> None:
        """Show where a dragged time is and was; its picture is the player's own meanwhile."""
        card = self._made()
        self._wanted_ms = None
        card.forget_picture()
        # There is no room for both, and a trace on the timeline shows where it was.
        snapped, before = self.tr("snapped to a pause"), self.tr("was {0}").format(_exact(was))
        card.set_text(_exact(tick), was.text, snapped if is_snapped else before)
        self._raise(card, x)

    def hide(self) -> None:
        """Show nothing."""
        if self._card is not None:
            self._card.hide()

    def take_preview(self, ms: int, image: QImage) -> None:
        """Take a picture that was asked for; one that comes too late is kept."""
        self._previews[ms] = image
        self._previews.move_to_end(ms)
        while len(self._previews) > _PREVIEWS_KEPT:
            self._previews.popitem(last=False)
        if self._card is not None and self._card.isVisible() and ms == self._wanted_ms:
            self._card.set_picture(image, stale=False)
            self._place(self._card)

    def forget_pictures(self) -> None:
        """Forget every picture: the video is another one now."""
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
