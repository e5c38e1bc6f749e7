"""The picture with its controls, and the bar of a reel below them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QAction, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.boxes import column_of
from viewer.ui.kit.timers import once
from viewer.ui.player.controls import ControlBar
from viewer.ui.player.picture import VideoView
from viewer.ui.player.reel_bar import ReelBar
from viewer.ui.player.videos_bar import VideosBar
from viewer.ui.shell.slots import PlayerPane
from viewer.video.playback.player import Player

_CONTROLS_STAY_MS = 2500


class VideoPane(PlayerPane):
    """The picture and what stands below it; in full screen the controls come and go over it."""

    def __init__(self, actions: Mapping[str, QAction], player: Player, parent: QWidget) -> None:
        super().__init__(parent)
        self.video_view = VideoView(player, self)
        self.control_bar = ControlBar(actions, player, self)
        self.reel_bar = ReelBar(self)
        self.videos_bar = VideosBar(self)
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
