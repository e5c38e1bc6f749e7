"""The control bar under the picture: the timeline, and below it one row of buttons.

It shows the player's state and sends it the user's commands; the actions it is given by id remain
the window's, which handles their keys. If the bar is narrow the least important parts move into a
menu, one after the other; nothing ever overlaps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QFont,
    QFontMetricsF,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolButton, QWidget, QWidgetAction

from viewer.base.translation import aside, comma_list, tr
from viewer.media.player import Player, PlayerState
from viewer.notes.timecode import format_ms
from viewer.ui.kit.boxes import row_of
from viewer.ui.kit.buttons import HIT_PX, IconButton, OwnKeys, Painted, WordButton, tip_of
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.paint import RIGHT, paint_face, paint_words, smooth
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.scroll_bar import WheelNotches
from viewer.ui.kit.theme import Theme, scaled, theme_of, ui_font
from viewer.ui.watch.timeline import Timeline

# The speeds of the menu; the keys go from one to the next.
RATES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 3.5, 4.0)
VOLUME_STEP = 5

_EDGE = 8  # an icon's own rim then stands in line with the bar above
_GAP = 6
_WIDE_PX = 560  # a bar that is narrower shows of what is rarely used what is on
_ROW_TOP = 4
_ROW_BOTTOM = 8
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


def rate_text(rate: float) -> str:
    """Write a rate as on the button: 1×, 1.25×."""
    return f"{rate:.2f}".rstrip("0").rstrip(".") + "×"


class ControlBar(QWidget):
    """Timeline and controls of one player.

    `actions` holds by id the actions "claim.previous", "play", "claim.next", "bullet.timed",
    "repeat", "subtitles", "volume.mute" and "fullscreen"; a missing one has no button. With
    "rate.slower" and "rate.faster" the speed's tooltip names their keys.
    """

    def __init__(
        self, actions: Mapping[str, QAction], player: Player, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._player, self._actions = player, actions
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.timeline = Timeline(self)
        self.time_label = TimeLabel(self)

        self._buttons: dict[str, IconButton] = {}
        for action_id, icon_name in (
            ("claim.previous", "previous-claim"),
            ("play", "play"),
            ("claim.next", "next-claim"),
            ("repeat", "repeat"),
            ("subtitles", "captions"),
            ("fullscreen", "fullscreen"),
        ):
            if action_id in actions:
                self._buttons[action_id] = IconButton(icon_name, actions[action_id], self)
        if "fullscreen" in self._buttons:
            actions["fullscreen"].toggled.connect(self._on_fullscreen_toggled)
        if "subtitles" in actions:
            actions["subtitles"].toggled.connect(self._arrange)

        self.rate_button = IconButton("", None, self)
        self.rate_button.set_word(rate_text(1.0))
        self.rate_button.clicked.connect(lambda: player.set_rate(1.0))
        self._show_rate_keys(actions)
        for action_id in ("rate.slower", "rate.faster"):
            if action_id in actions:
                actions[action_id].changed.connect(partial(self._show_rate_keys, actions))
        self.rate_button.setAccessibleName(tr("Speed"))
        self._rate_menu = Menu(self)
        self._rate_group = QActionGroup(self)
        for rate in reversed(RATES):
            choice = self._rate_menu.addAction(rate_text(rate))
            choice.setCheckable(True)
            choice.setData(rate)
            choice.triggered.connect(partial(player.set_rate, rate))
            self._rate_group.addAction(choice)
        if "silence.skip" in actions:
            self._rate_menu.addSeparator()
            self._rate_menu.addAction(actions["silence.skip"])
        self.rate_button.setMenu(self._rate_menu)

        bullet = actions.get("bullet.timed")
        self.bullet_button = BulletButton(bullet, self) if bullet is not None else None
        if bullet is not None and self.bullet_button is not None:
            bullet.changed.connect(self._arrange)
        self.volume_button = VolumeButton(actions.get("volume.mute"), player, self)

        self._gone: Sequence[QWidget] = ()  # what has no room in the row
        self._more_menu = Menu(self)
        self._more_menu.aboutToShow.connect(self._fill_more)
        self.more_button = IconButton("more", None, self, words=tr("More controls"))
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setMenu(self._more_menu)

        left = ["claim.previous", "play", "claim.next"]
        self._left: list[QWidget] = [self._buttons[i] for i in left if i in self._buttons]
        right = [
            self._buttons.get("repeat"),
            self.rate_button,
            self._buttons.get("subtitles"),
            self.volume_button,
            self._buttons.get("fullscreen"),
        ]
        self._right: list[QWidget] = [button for button in right if button is not None]
        before: QWidget = self.timeline
        behind_time = [self.bullet_button] if self.bullet_button is not None else []
        for widget in (*self._left, *behind_time, *self._right, self.more_button):
            QWidget.setTabOrder(before, widget)
            before = widget
        player.position_changed.connect(self._on_position)
        player.duration_changed.connect(self._on_duration)
        player.state_changed.connect(self._on_state)
        player.rate_changed.connect(self._on_rate)
        player.repeat_changed.connect(self._on_repeat)
        player.preview_ready.connect(self.timeline.set_preview)
        self.timeline.preview_requested.connect(player.request_preview)
        self._on_duration(player.duration_ms)
        self._on_state(player.state)
        self._on_rate(player.rate)
        self._on_repeat(player.repeat)

    def _show_rate_keys(self, actions: Mapping[str, QAction]) -> None:
        keys = [
            actions[action_id].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            for action_id in ("rate.slower", "rate.faster")
            if action_id in actions
        ]
        keys = list(filter(None, keys))
        words = aside(tr("Speed"), " ".join(keys))
        self.rate_button.setToolTip(plain(words))

    def _on_position(self, position_ms: int) -> None:
        self.timeline.set_position(position_ms)
        self.time_label.set_position(self.timeline.position_ms)

    def _on_duration(self, duration_ms: int | None) -> None:
        self.timeline.set_duration(duration_ms)
        self.time_label.set_duration(duration_ms)
        # A position that came before the duration could not be shown.
        self._on_position(self._player.position_ms)
        self._arrange()

    def _on_state(self, state: PlayerState) -> None:
        button = self._buttons.get("play")
        if button is not None:
            button.set_icon_name("pause" if state is PlayerState.PLAYING else "play")

    def _on_rate(self, rate: float) -> None:
        self.rate_button.set_word(rate_text(rate))
        self.rate_button.setAccessibleName(tr("Speed {rate}").format(rate=rate_text(rate)))
        # A rate between the menu's own checks none of them; a group would insist on one.
        self._rate_group.setExclusive(False)
        for choice in self._rate_group.actions():
            choice.setChecked(abs(float(choice.data()) - rate) < 0.001)
        self._rate_group.setExclusive(True)
        self._arrange()

    def _on_repeat(self, stretch_ms: tuple[int, int] | None) -> None:
        self.timeline.set_repeat(stretch_ms)
        button = self._buttons.get("repeat")
        if button is not None:
            button.set_lit(stretch_ms is not None)
        self._arrange()

    def _on_fullscreen_toggled(self, on: bool) -> None:
        self._buttons["fullscreen"].set_icon_name("fullscreen-exit" if on else "fullscreen")

    def _arrange(self) -> None:
        """Lay out the row. What does not fit goes into the “…” menu: see `_steps`."""
        self.timeline.setGeometry(0, 0, self.width(), self.timeline.sizeHint().height())
        top, side = self.timeline.height() + _ROW_TOP, scaled(HIT_PX)
        bullet, label = self.bullet_button, self.time_label
        is_narrow = self.width() < scaled(_WIDE_PX)
        gone = self._tucked() if is_narrow else []
        # In a narrow bar it is shown only where it is on, and a click turns it off.
        modes = QToolButton.ToolButtonPopupMode
        self.rate_button.setPopupMode(modes.DelayedPopup if is_narrow else modes.InstantPopup)
        is_whole = True
        room = self.width() - 2 * _EDGE - 2 * _GAP
        room -= bullet.sizeHint().width() + _GAP if bullet is not None else 0
        all_ = (*self._left, *self._right)

        def needed() -> int:
            shown = sum(widget.sizeHint().width() for widget in all_ if widget not in gone)
            return shown + label.width_for(is_whole) + (side if gone or not is_whole else 0)

        for step in self._steps():
            if needed() <= room:
                break
            if step:
                gone += step
            else:
                is_whole = False
        self._gone = gone
        has_more = bool(gone) or (not is_whole and label.width_for(False) > 0)
        label.show_whole(is_whole)
        x = _EDGE - 2  # the first icon has a wider rim of its own
        for widget in self._left:
            widget.setVisible(widget not in gone)
            if widget not in gone:
                x = self._place(widget, x, top)
        wide = label.width_for(is_whole)
        label.setGeometry(x + _GAP, top, wide, side)
        x += wide + 2 * _GAP
        right = [widget for widget in self._right if widget not in gone]
        right += [self.more_button] if has_more else []
        for widget in (*self._right, self.more_button):
            widget.setVisible(widget in right)
        at = self.width() - _EDGE - sum(widget.sizeHint().width() for widget in right)
        if bullet is not None:
            size = bullet.sizeHint()
            wide = min(size.width(), at - x)
            bullet.setVisible(wide >= bullet.minimumSizeHint().width())
            high = min(size.height(), side + 2 * _ROW_TOP)
            bullet.setGeometry(x, top + (side - high) // 2, wide, high)
        for widget in right:
            at = self._place(widget, at, top)

    def _tucked(self) -> list[QWidget]:
        """Return what a narrow bar always has in its menu: what is switched off."""
        subtitles = self._actions.get("subtitles")
        are_on = {
            self._buttons.get("repeat"): self._player.repeat is not None,
            self._buttons.get("subtitles"): subtitles is not None and subtitles.isChecked(),
            self.rate_button: self.rate_button.word != rate_text(1.0),
        }
        return [button for button, is_on in are_on.items() if button is not None and not is_on]

    def _steps(self) -> Sequence[Sequence[QWidget]]:
        """Return what to remove, step by step, if there is too little room; (): the length.

        First repeating, subtitles, the speed and the whole length; then the volume and the steps
        from claim to claim, and full screen if the text is large.
        """
        one = [(self._buttons[id_],) for id_ in ("repeat", "subtitles") if id_ in self._buttons]
        claims = [b for id_, b in self._buttons.items() if id_.startswith("claim.")]
        full = [b for id_, b in self._buttons.items() if id_ == "fullscreen"]
        return (*one, (self.rate_button,), (), (self.volume_button,), claims, full)

    @staticmethod
    def _place(widget: QWidget, x: int, top: int) -> int:
        size = widget.sizeHint()
        widget.setGeometry(x, top, size.width(), size.height())
        return x + size.width()

    def _fill_more(self) -> None:
        menu = self._more_menu
        menu.clear()
        for action_id, button in self._buttons.items():
            if button in self._gone:
                menu.addAction(self._actions[action_id])
        if self._gone:
            self._rate_menu.setTitle(tr("Speed"))
            menu.addMenu(self._rate_menu)
        if self.volume_button in self._gone:
            for action_id in ("volume.up", "volume.down", "volume.mute"):
                if action_id in self._actions:
                    menu.addAction(self._actions[action_id])

    def sizeHint(self) -> QSize:
        return QSize(480, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        height = self.timeline.sizeHint().height() + _ROW_TOP + scaled(HIT_PX) + _ROW_BOTTOM
        return QSize(220, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._arrange()


class BulletButton(WordButton):
    """Adds a bullet at this time; its tooltip names the key."""

    FOCUS = Qt.FocusPolicy.TabFocus  # a click leaves the keyboard where one writes

    def __init__(self, action: QAction, bar: ControlBar) -> None:
        super().__init__(tr("+ Bullet"), bar)
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(plain(tip_of(self._action)))
        self.setAccessibleName(self._action.text())


class TimeLabel(QWidget):
    """The clock: "44:20 / 1:10:12", in tabular figures; painted once a second at most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, Role.StaticText)
        self._position = format_ms(0)
        self._duration = ""
        self._is_whole = True
        self._describe()

    def set_position(self, position_ms: int) -> None:
        text = format_ms(position_ms)
        if text != self._position:
            self._position = text
            self._describe()
            self.update()

    def set_duration(self, duration_ms: int | None) -> None:
        """Set the length; None hides the clock."""
        self._duration = "" if duration_ms is None else format_ms(duration_ms)
        self._describe()
        self.update()

    def show_whole(self, is_whole: bool) -> None:
        """Show the position with or without the length."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            self._describe()
            self.update()

    def _behind(self, is_whole: bool) -> str:
        return f" / {self._duration}" * is_whole

    def text(self) -> str:
        """Return the text shown."""
        if not self._duration:
            return ""
        return self._position + self._behind(self._is_whole)

    def width_for(self, is_whole: bool) -> int:
        """Return the width it needs, with or without the length, at the widest time."""
        if not self._duration:
            return 0
        widest = "".join("0" if char.isdigit() else char for char in self._duration)
        width = QFontMetricsF(self._bold()).horizontalAdvance(widest)
        width += QFontMetricsF(ui_font(self)).horizontalAdvance(self._behind(is_whole))
        return int(width) + 2

    def _bold(self) -> QFont:
        return ui_font(self, 1.0, QFont.Weight.DemiBold)

    def _describe(self) -> None:
        words = tr("{0} of {1}") if self._duration else ""
        words = words.format(self._position, self._duration)
        self.setAccessibleName(words)
        self.setToolTip(plain("" if self._is_whole else words))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._duration:
            return
        theme = theme_of(self)
        painter = smooth(self)
        metrics = QFontMetricsF(self._bold())
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.setFont(self._bold())
        painter.setPen(theme.ink)
        painter.drawText(QPointF(0, baseline), self._position)
        if self._is_whole:
            painter.setFont(ui_font(self))
            painter.setPen(theme.muted)
            x = metrics.horizontalAdvance(self._position)
            painter.drawText(QPointF(x, baseline), self._behind(True))


class VolumeButton(IconButton):
    """Shows the volume; opens a slider with mute, and the wheel changes it."""

    def __init__(self, mute: QAction | None, player: Player, parent: QWidget) -> None:
        super().__init__("volume", None, parent)
        self._player = player
        self._wheel = WheelNotches()
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.slider = LevelSlider()
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(tr("Volume"))
        self.slider.level_chosen.connect(self._choose)
        self.mute_button = IconButton("volume", mute)
        self._figure = _Figure()
        panel = QWidget()
        panel.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the timeline
        row_of(panel, self.mute_button, self.slider, self._figure, gap=4, around=(6, 4, 10, 4))
        holder = QWidgetAction(self)
        holder.setDefaultWidget(panel)
        menu = Menu(self)
        menu.addAction(holder)
        menu.aboutToShow.connect(lambda: self.slider.setFocus(Qt.FocusReason.PopupFocusReason))
        self.setMenu(menu)
        player.volume_changed.connect(self._show)
        player.muted_changed.connect(self._show)
        self._show()

    def _show(self, _changed: object = None) -> None:
        volume, muted = self._player.volume, self._player.muted
        is_silent = muted or volume == 0
        name = "volume-muted" if is_silent else "volume-low" if volume < 50 else "volume"
        self.set_icon_name(name)
        self.mute_button.set_icon_name(name)
        self.slider.blockSignals(True)
        self.slider.setValue(volume)
        self.slider.blockSignals(False)
        words = tr("{0} %").format(volume)
        self._figure.set_text(tr("Muted") if muted else words)
        self.name(comma_list((tr("Volume"), tr("Muted") if muted else words)))

    def _choose(self, volume: int) -> None:
        self._player.set_volume(volume)
        if volume > 0 and self._player.muted:
            self._player.set_muted(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = self._wheel.add(event)
        if notches:
            self._choose(max(0, min(100, self._player.volume + notches * VOLUME_STEP)))
        event.accept()


class _Figure(QWidget):
    """A short text with room for the widest one, so that its neighbours do not move."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def set_text(self, text: str) -> None:
        self._text = text
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(ui_font(self, 0.95))
        widest = max((tr("Muted"), "100 %"), key=metrics.horizontalAdvance)
        return QSize(int(metrics.horizontalAdvance(widest)) + 2, HIT_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        font, colour = ui_font(self, 0.95), theme_of(self).muted
        paint_words(smooth(self), self.rect(), self._text, font, colour, RIGHT)


class LevelSlider(Painted, QSlider):
    """A slider drawn like the timeline; a click sets the level there."""

    level_chosen = Signal(int)  # by mouse or keyboard, not by `setValue`

    RING = 9.0
    _RADIUS = 6

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSingleStep(VOLUME_STEP)
        self.setPageStep(20)
        self.setFixedSize(128, HIT_PX)
        self.valueChanged.connect(self.level_chosen)
        OwnKeys(self, lambda event: event.key() in _ARROWS)

    def _ends(self) -> tuple[float, float]:
        rim = self._RADIUS + 4.0
        return rim, self.width() - rim

    def _set_from(self, x: float) -> None:
        left, right = self._ends()
        part = min(1.0, max(0.0, (x - left) / (right - left)))
        self.setValue(round(self.minimum() + part * (self.maximum() - self.minimum())))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._set_from(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._set_from(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _knob_x(self) -> float:
        left, right = self._ends()
        span = max(1, self.maximum() - self.minimum())
        return left + (right - left) * (self.value() - self.minimum()) / span

    def ring(self) -> QRectF:
        return QRectF(self._knob_x() - 10, self.height() / 2 - 10, 20, 20)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        left, right = self._ends()
        x, middle = self._knob_x(), self.height() / 2
        paint_face(painter, QRectF(left, middle - 2, right - left, 4), 2, theme.track)
        painter.setBrush(theme.link)
        painter.drawRoundedRect(QRectF(left, middle - 2, x - left, 4), 2, 2)
        painter.drawEllipse(QPointF(x, middle), self._RADIUS, self._RADIUS)
