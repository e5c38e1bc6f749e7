"""Playback: play and pause, steps and frames, speed (fast while held), volume, repeats.

Its pane is the picture with its controls, and below them the bar of a reel, and the videos of the
note.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from viewer.base.translation import numeral, tr
from viewer.media.player import Player, PlayerState
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import IconButton, Painted, PaintedButton
from viewer.ui.kit.keys import MODIFIER_KEYS
from viewer.ui.kit.paint import paint_face, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, announce, set_role
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
from viewer.ui.watch.controls import RATES, ControlBar
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.picture import VideoView
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.slots import PlayerPane

_CONTROLS_STAY_MS = 2500
_LEFT, _GAP, _SIGN = 16, 8, 14  # px, of the bar of the videos
# In which a file is open.
_STANDS = (PlayerState.PAUSED, PlayerState.PLAYING, PlayerState.ENDED)
_STEP = "play/step_ms"
_FAST_RATE = 2.0
_VOLUME = "play/volume"
_TAP_MS = 250
_HOLDS = (PlayerState.PLAYING, PlayerState.PAUSED)


class VideosBar(PaintedButton, QAbstractButton):
    """Shows “first.mp4 · 2 more videos in this note”; the whole line is a button.

    Hidden if the note has no other video, and in full screen.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = self._others = ""
        self._is_full = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def words(self) -> str:
        """The text of the line."""
        return f"{self._name}  ·  {self._others}" if self._others else ""

    def set_words(self, name: str, others: str) -> None:
        """Show the video's name and the number of others; "" hides the line."""
        if (name, others) == (self._name, self._others):
            return
        self._name, self._others = name, others
        self.setAccessibleName(self.words)
        self.setToolTip(plain(tr("{0}: choose another video").format(self.words)))
        self._appear()
        self.update()

    def set_full(self, full: bool) -> None:
        """Hide the line while the picture is in full screen."""
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
    """Shows “Reel 3 of 19 · 0:49” and the claim; hidden while no reel plays."""

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
        """The text of the bar."""
        return self._words.first + "  " + self._words.rest

    def show_moment(self, where: str, title: str) -> None:
        """Show the bar with the position in the reel, and its claim."""
        self._words.set_words(where, title)
        self.setAccessibleName(f"{where} {title}")
        self.show()

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(16, 0, self.width() - 32, 1, theme.line)


class _ReelWords(Painted, QWidget):
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
    """The picture and what is below it; in full screen the controls come and go over it."""

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
        self._full, self._is_there = False, True
        self._hide_controls = once(self, _CONTROLS_STAY_MS, self._on_controls_stayed)

    @property
    def picture(self) -> VideoView:
        return self.video_view

    @property
    def controls(self) -> ControlBar:
        return self.control_bar

    def flash(self, words: str) -> None:
        self.video_view.flash.show(words)

    def leave(self) -> bool:
        if self.reel_bar.isHidden():
            return False
        self.reel_bar.stop_requested.emit()
        return True

    def set_there(self, there: bool) -> None:
        """Show the controls, or hide them if there is nothing to play."""
        if there != self._is_there:  # else in full screen they would come back, and stay
            self._is_there = there
            self.control_bar.setVisible(there)

    def set_full(self, full: bool) -> None:
        self._full = full
        bar = self.control_bar
        bar.setAutoFillBackground(full)
        # It lies over the picture, and is dark for that.
        set_own_theme(bar, dark_theme(theme_of(self)) if full else None)
        self.videos_bar.set_full(full)
        if full:
            self.video_view.installEventFilter(self)
            self._column.removeWidget(bar)
            bar.setParent(self.video_view)
            self._show_controls()
        else:
            self.video_view.removeEventFilter(self)
            bar.setParent(self)
            self._column.insertWidget(1, bar)
            bar.setVisible(self._is_there)
            self._hide_controls.stop()

    def _show_controls(self) -> None:
        bar, view = self.control_bar, self.video_view
        height = bar.minimumSizeHint().height()
        bar.setGeometry(0, view.height() - height, view.width(), height)
        bar.setVisible(self._is_there)
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
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            self._show_controls()
        elif isinstance(event, QResizeEvent):
            QTimer.singleShot(0, self, self._place_controls)
        return False


class FastHold(QObject):
    """Starts with the key of an action, or with `begin`; ends with `end`, or by itself.

    That is when the key is released, its window loses the focus, or another video is opened. A
    paused video is paused again. A speed that was chosen meanwhile stays.
    """

    changed = Signal(bool)  # whether it plays fast now
    tapped = Signal()  # the key was let go at once: who did that may not know how it is used

    def __init__(self, player: Player, action: QAction) -> None:
        super().__init__(action)
        app = QApplication.instance()
        assert app is not None
        self._app, self._player, self._action = app, player, action
        self._since = QElapsedTimer()  # the key is held; invalid while it is not
        self._before: tuple[float, float, bool] | None = None  # speed, fast speed, did it play
        # Its key alone says when it is pressed; chosen in a menu, the action cannot be held.
        action.installEventFilter(self)
        player.media_changed.connect(self.end)

    def begin(self) -> bool:
        """Play fast; False if that is impossible, or already so."""
        player = self._player
        if self._before is not None or player.state not in _HOLDS:
            return False
        fast = max(_FAST_RATE, player.rate)  # never slower than before
        self._before = player.rate, fast, player.state is PlayerState.PLAYING
        self._app.installEventFilter(self)
        self.changed.emit(True)
        player.set_rate(fast)
        player.play()
        return True

    def end(self) -> None:
        """Return to the previous speed, or to the pause."""
        if self._before is None:
            return
        (rate, fast, was_playing), self._before = self._before, None
        self._app.removeEventFilter(self)
        is_tap = self._since.isValid() and self._since.elapsed() < _TAP_MS
        self._since.invalidate()
        if self._player.rate == fast:
            self._player.set_rate(rate)
        if not was_playing:
            self._player.pause()
        self.changed.emit(False)
        if is_tap:
            self.tapped.emit()

    def _is_let_go(self, event: QKeyEvent) -> bool:
        """Return whether any of the keys is released: the user may do so in any order."""
        keys = {sequence[0].key() for sequence in self._action.shortcuts()}  # type: ignore[index]
        return not event.isAutoRepeat() and event.key() in keys | MODIFIER_KEYS

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._action:
            if kind is QEvent.Type.Shortcut:
                if self.begin():
                    self._since.start()
                return True
        elif kind is QEvent.Type.WindowDeactivate or (
            kind is QEvent.Type.KeyRelease
            and isinstance(event, QKeyEvent)
            and self._is_let_go(event)
        ):
            self.end()
        return False


class Playing(NoteFeature):
    """The user's commands to the player, and messages if they are impossible."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.pane = pane = VideoPane(context.actions.by_id, context.player, context.window)
        fast_hold = FastHold(self._player, self._actions["rate.hold"])
        fast_hold.tapped.connect(self.say_how_to_hold)
        fast_hold.changed.connect(pane.video_view.flash.set_fast)
        pane.video_view.held.connect(fast_hold.begin)
        pane.video_view.let_go.connect(fast_hold.end)
        self.timeline = pane.control_bar.timeline
        pane.video_view.page_action.connect(context.trigger)
        pane.video_view.fullscreen_requested.connect(context.actions["fullscreen"].trigger)
        video = self._video
        self.timeline.seek_requested.connect(video.go_to)
        self.timeline.seek_requested.connect(lambda _: context.get(Navigator).follow_again())
        video.described.connect(pane.video_view.set_page)
        video.changed.connect(lambda: pane.set_there(video.is_there))
        self._player.muted_changed.connect(context.actions["volume.mute"].setChecked)
        self._player.set_volume(context.state.number(_VOLUME, 100))
        self._player.volume_changed.connect(partial(context.state.set, _VOLUME))
        self._settings.changed.connect(self._name_steps)
        self._name_steps()

    def toggle(self) -> None:
        plays = self._player.state is PlayerState.PLAYING
        announce(self._window, tr("Paused") if plays else tr("Playing", "state"))
        self._player.toggle()

    def toggle_muted(self) -> None:
        self._player.set_muted(not self._player.muted)

    def set_full_screen(self, full: bool) -> None:
        """Enter or leave full screen."""
        self._window.set_full_screen(full)

    def detach(self, detached: bool) -> None:
        """Move the picture into its own window, or back beside the note."""
        self._window.detach_video(detached)

    def repeat_claim(self, at_ms: int | None = None) -> None:
        """Repeat the claim in force, or stop repeating; at `at_ms` begin with that one."""
        player = self._player
        if player.repeat is not None and at_ms is None:
            player.clear_repeat()
            return
        now_ms = self._video.now_ms if at_ms is None else at_ms
        stretch = self._follow.repeat_range(now_ms)
        if stretch is None:
            self._window.say(tr("No claim at this time."), brief=True)
            return
        start_ms, end_ms = stretch
        player.set_repeat(start_ms, min(end_ms, player.duration_ms or end_ms))
        self._video.go_to(start_ms)
        player.play()

    def repeat_from(self, at_ms: int | None = None) -> None:
        """Set the start of the repeat to `at_ms`, or to the current time."""
        self._repeat_edge(at_ms, is_start=True)

    def repeat_to(self, at_ms: int | None = None) -> None:
        """Set the end of the repeat to `at_ms`, or to the current time."""
        self._repeat_edge(at_ms, is_start=False)

    def _repeat_edge(self, at_ms: int | None, *, is_start: bool) -> None:
        player = self._player
        position = self._video.now_ms if at_ms is None else at_ms
        end_ms = player.duration_ms or position + 1
        start_ms, stop_ms = player.repeat or (0, end_ms)
        if is_start:
            start_ms, stop_ms = position, stop_ms if stop_ms > position else end_ms
        else:
            start_ms, stop_ms = start_ms if start_ms < position else 0, position
        before = player.repeat
        player.set_repeat(start_ms, stop_ms)
        if player.repeat == before != (start_ms, stop_ms):
            self._window.tell(tr("The loop end must be after its start."))

    def move_step(self, sign: int) -> None:
        """Seek by the step of the settings, backward if `sign` is -1."""
        self.move_by(sign * round(self._settings.number(_STEP)))

    def move_by(self, by_ms: int) -> None:
        """Seek by this amount, backward if negative."""
        if not self._is_at_edge(by_ms):
            self._video.go_to(max(0, self._video.now_ms + by_ms))

    def step(self, frames: int) -> None:
        """Go to the next or the previous frame."""
        player = self._player
        if player.state in _STANDS and not player.has_picture:
            self._window.tell(tr("Audio only: there is no picture."))
        elif not self._is_at_edge(frames):
            player.step(frames)

    def _is_at_edge(self, by: float) -> bool:
        """Return whether the video ends in the direction of `by`."""
        player = self._player
        at_start = by < 0 and self._video.now_ms == 0
        return at_start or (by > 0 and player.state is PlayerState.ENDED)

    def change_rate(self, by: int) -> None:
        """Play at the next higher or lower speed."""
        rate = self._player.rate
        others = [r for r in RATES if (r > rate + 0.001 if by > 0 else r < rate - 0.001)]
        if others:
            self._player.set_rate(others[0] if by > 0 else others[-1])

    def play_normally(self) -> None:
        """Play at the normal speed."""
        self._player.set_rate(1.0)

    def say_how_to_hold(self) -> None:
        """Explain which key to hold: a menu item or a tap of the key holds nothing."""
        key = self._actions.shown_key("rate.hold")
        words = tr("Hold the mouse button on the picture, or {0}.").format(key)
        self._window.tell(words if key else tr("Hold the mouse button on the picture."))

    def change_volume(self, by: int) -> None:
        """Change the volume by this many percent."""
        self._player.set_volume(self._player.volume + by)

    def _name_steps(self) -> None:
        seconds = self._settings.number(_STEP) / 1000
        words = (tr("Back {0} seconds"), tr("Forward {0} seconds"))
        if seconds == 1:
            words = (tr("Back 1 second"), tr("Forward 1 second"))
        shown = numeral(seconds, 0 if seconds == round(seconds) else 1)
        for action_id, text in zip(("back.5", "forward.5"), words, strict=True):
            self._actions[action_id].setText(text.format(shown))
