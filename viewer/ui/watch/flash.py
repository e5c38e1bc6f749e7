"""Short words over the picture: volume, speed, what a key came to. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from viewer.base.translation import tr
from viewer.media.player import Player
from viewer.ui.kit.paint import CENTRE, paint_face, paint_words
from viewer.ui.kit.theme import paint_icon, ui_font
from viewer.ui.kit.timers import once
from viewer.ui.watch.controls import rate_text

_FLASH_MS = 900
_LETTER_MS = 50  # so long each letter of a sentence is shown, to be read
_ARROW_PX = 18


class Flash(QObject):
    """The words shown over one picture, each for a moment, and the badge of fast playback."""

    def __init__(self, view: QWidget, player: Player) -> None:
        super().__init__(view)
        self._view, self._player = view, player
        self.text = ""  # shown last; empty once it is gone
        self.is_fast = False  # whether the badge is shown
        self._timer = once(self, _FLASH_MS, self._end)
        player.volume_changed.connect(self.show_volume)
        player.muted_changed.connect(self._on_muted)
        player.rate_changed.connect(self._on_rate)

    def paint(self, painter: QPainter) -> None:
        """Paint the words, or else the badge."""
        if self.text:
            self._paint_text(painter)
        else:
            self._paint_badge(painter)

    def show(self, text: str) -> None:
        """Show a short text over the picture for a moment."""
        if not self._view.isVisible():
            return
        before = self._rect()
        self.text = text
        self._view.update(before.united(self._rect()).toAlignedRect())
        self._timer.start(max(_FLASH_MS, _LETTER_MS * len(text)))

    def set_fast(self, fast: bool) -> None:
        """Show the badge with the speed while fast playback is held."""
        self.is_fast = fast
        self._end()
        self._view.update(self._badge_rect().toAlignedRect())

    @property
    def badge(self) -> str:
        """The text of the badge, or ""."""
        return rate_text(self._player.rate) if self.is_fast else ""

    def show_volume(self, volume: int) -> None:
        """Say how loud it is."""
        self.show(tr("Volume {percent} %").format(percent=volume))

    def _on_muted(self, muted: bool) -> None:
        on = tr("Volume {percent} %").format(percent=self._player.volume)
        self.show(tr("Muted") if muted else on)

    def _on_rate(self, rate: float) -> None:
        if self.is_fast:
            self._view.update()
        else:
            self.show(tr("Speed {rate}").format(rate=rate_text(rate)))

    def _font(self) -> QFont:
        return ui_font(self._view, 1.05, QFont.Weight.Medium)

    def _rect(self) -> QRectF:
        if not self.text:
            return QRectF()
        metrics = QFontMetricsF(self._font())
        width = min(metrics.horizontalAdvance(self.text) + 28, self._view.width() - 16.0)
        height = metrics.height() + 12
        return QRectF(
            (self._view.width() - width) / 2, min(16.0, self._view.height() / 10), width, height
        )

    def _end(self) -> None:
        rect = self._rect().toAlignedRect()
        self.text = ""
        self._view.update(rect.united(self._badge_rect().toAlignedRect()) if self.is_fast else rect)

    def _badge_rect(self) -> QRectF:
        metrics = QFontMetricsF(self._font())
        height = metrics.height() + 12
        width = metrics.horizontalAdvance(rate_text(4.25)) + _ARROW_PX + 36
        return QRectF(
            (self._view.width() - width) / 2, min(16.0, self._view.height() / 10), width, height
        )

    def _paint_badge(self, painter: QPainter) -> None:
        rect = self._badge_rect()
        self._paint_ground(painter, rect)
        font, white = self._font(), QColor("white")
        words = self.badge
        wide = QFontMetricsF(font).horizontalAdvance(words) + 6 + _ARROW_PX
        inside = rect.adjusted((rect.width() - wide) / 2, 0, 0, 0)
        paint_words(painter, inside, words, font, white)
        at = QRectF(inside.left() + wide - _ARROW_PX, 0, _ARROW_PX, _ARROW_PX)
        at.moveTop(rect.center().y() - _ARROW_PX / 2)
        paint_icon(painter, "fast", white, at)

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Dark enough for white text over any picture: 4.5:1 even where the picture is white.
        paint_face(painter, rect, rect.height() / 2, QColor(16, 18, 22, 208))

    def _paint_text(self, painter: QPainter) -> None:
        rect = self._rect()
        self._paint_ground(painter, rect)
        font, white, inside = self._font(), QColor("white"), rect.adjusted(10, 0, -10, 0)
        paint_words(painter, inside, self.text, font, white, CENTRE)
