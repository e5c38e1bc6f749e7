"""The picture with its controls, and below them the bar of a reel, and the videos of the note."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFont, QFontMetricsF, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from viewer.translation import tr
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import IconButton, Painted, PaintedButton
from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.theme import (
    Theme,
    dark_theme,
    paint_icon,
    set_own_theme,
    theme_of,
    ui_font,
    words_font,
)
from viewer.ui.kit.timers import once
from viewer.ui.player.controls import ControlBar
from viewer.ui.player.picture import VideoView
from viewer.ui.shell.slots import PlayerPane
from viewer.video.playback.player import Player

_CONTROLS_STAY_MS = 2500
_LEFT, _GAP, _SIGN = 16, 8, 14


class VideosBar(PaintedButton, QAbstractButton):
    """Says “first.mp4 · 2 more videos in this note”; the whole line is a button.

    Hidden where the note has no other video, and in full screen.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = self._others = ""
        self._is_full = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def words(self) -> str:
        """What the line says."""
        return f"{self._name}  ·  {self._others}" if self._others else ""

    def set_words(self, name: str, others: str) -> None:
        """Name the video, and say how many others there are; nothing hides the line."""
        if (name, others) == (self._name, self._others):
            return
        self._name, self._others = name, others
        self.setAccessibleName(self.words)
        self.setToolTip(plain(tr("{0}: choose another video").format(self.words)))
        self._appear()
        self.update()

    def set_full(self, full: bool) -> None:
        """Hide the line while the picture has the whole screen."""
        self._is_full = full
        self._appear()

    def _appear(self) -> None:
        self.setVisible(bool(self._others) and not self._is_full)

    def sizeHint(self) -> QSize:
        return QSize(160, round(QFontMetricsF(words_font(self)).height()) + 14)

    def ring(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT / 2, 3, -_LEFT / 2, -2)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(_LEFT, 0, self.width() - 2 * _LEFT, 1, theme.line)
        face = self.ring()
        if self.underMouse() or self.isDown():
            paint_face(painter, face, 6, theme.hover)
        font = ui_font(self, 0.95, QFont.Weight.Medium)
        room = QRectF(face).adjusted(_LEFT / 2, 0, -_LEFT / 2, 0)
        sign = QRectF(room.right() - _SIGN, room.center().y() - _SIGN / 2, _SIGN, _SIGN)
        paint_icon(painter, "chevron-down", theme.muted, sign)
        room.setRight(sign.left() - _GAP)
        others = QFontMetricsF(words_font(self)).horizontalAdvance(self._others)
        name = QRectF(room)
        name.setRight(max(room.left() + room.width() * 0.3, room.right() - others - 2 * _GAP))
        cut = Qt.TextElideMode.ElideMiddle
        room.setLeft(
            room.left()
            + paint_words(painter, name, self._name, font, theme.ink, cut=cut)
            + 1.5 * _GAP
        )
        paint_words(painter, room, self._others, words_font(self), theme.muted)


class ReelBar(Painted, QWidget):
    """Says “Reel 3 of 19 · 0:49” and the claim; hidden while no reel plays."""

    stop_requested = Signal()

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, Role.Grouping)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the controls above
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = _ReelWords(self)
        row = row_of(self, (self._words, 1), gap=2, around=(16, 2, 8, 4))
        row.addWidget(IconButton("previous-claim", actions["claim.previous"], self))
        row.addWidget(IconButton("next-claim", actions["claim.next"], self))
        close = IconButton("close", None, self, words=tr("Stop playing claims only (Esc)"))
        close.clicked.connect(self.stop_requested)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says."""
        return self._words.first + "  " + self._words.rest

    def show_moment(self, where: str, title: str) -> None:
        """Show the bar with the place in the reel, and what is claimed there."""
        self._words.set_words(where, title)
        self.setAccessibleName(f"{where} {title}")
        self.show()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(16, 0, self.width() - 32, 1, theme.line)


class _ReelWords(Painted, QWidget):
    """The place in the reel, and the claim in as much room as there is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first = self.rest = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_words(self, first: str, rest: str) -> None:
        self.first, self.rest = first, rest
        self.setToolTip(plain(rest))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, round(QFontMetricsF(ui_font(self)).height()) + 12)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        font = ui_font(self, 1.0, QFont.Weight.DemiBold)
        at = QRectF(self.rect())
        at.setLeft(at.left() + paint_words(painter, at, self.first, font, theme.ink) + 10)
        paint_words(painter, at, self.rest, words_font(self), theme.muted)


class VideoPane(PlayerPane):
    """The picture and what stands below it; in full screen the controls come and go over it."""

    def __init__(self, actions: Mapping[str, QAction], player: Player, parent: QWidget) -> None:
        super().__init__(parent)
        self.video_view = VideoView(player, self)
        self.control_bar = ControlBar(actions, player, self)
        self.reel_bar = ReelBar(actions, self)
        self.videos_bar = VideosBar(self)
        for part in (self.video_view, self.control_bar):
            part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as time goes, in any window
        below = (self.control_bar, self.reel_bar, self.videos_bar)
        self._column = column_of(self, (self.video_view, 1), *below)
        self._full = False
        self._hide_controls = once(self, _CONTROLS_STAY_MS, self._on_controls_stayed)
        self.video_view.installEventFilter(self)

    @property
    def picture(self) -> VideoView:
        return self.video_view

    @property
    def controls(self) -> ControlBar:
        return self.control_bar

    def flash(self, words: str) -> None:
        self.video_view.flash(words)

    def leave(self) -> bool:
        if self.reel_bar.isHidden():
            return False
        self.reel_bar.stop_requested.emit()
        return True

    def set_full(self, full: bool) -> None:
        self._full = full
        bar = self.control_bar
        bar.setAutoFillBackground(full)
        # It lies over the picture, and is dark for that.
        set_own_theme(bar, dark_theme(theme_of(self)) if full else None)
        self.videos_bar.set_full(full)
        if full:
            self._column.removeWidget(bar)
            bar.setParent(self.video_view)
            self._show_controls()
        else:
            bar.setParent(self)
            self._column.insertWidget(1, bar)
            bar.show()
            self._hide_controls.stop()

    def _show_controls(self) -> None:
        bar, view = self.control_bar, self.video_view
        height = bar.minimumSizeHint().height()
        bar.setGeometry(0, view.height() - height, view.width(), height)
        bar.show()
        bar.raise_()
        self._hide_controls.start()

    def _place_controls(self) -> None:
        if self._full:
            self._show_controls()

    def _on_controls_stayed(self) -> None:
        if self._full and self.control_bar.underMouse():
            self._hide_controls.start()
        elif self._full:
            self.control_bar.hide()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if self._full and watched is self.video_view:
            if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
                self._show_controls()
            elif isinstance(event, QResizeEvent):
                QTimer.singleShot(0, self, self._place_controls)
        return False
