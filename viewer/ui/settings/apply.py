"""What a person prefers, put into effect: looks, steps and keys; and the window where it is said.

Whoever reads a setting each time that it matters needs no word from here. GUI thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.theme import apply_fonts, apply_theme, load_theme, system_theme_name
from viewer.ui.session.navigator import Navigator
from viewer.ui.shell.settings import Settings
from viewer.ui.shell.state import State
from viewer.ui.shell.window import Window
from viewer.video.playback.player import Player

if TYPE_CHECKING:
    from viewer.ui.settings.window import SettingsWindow

_ZOOM_STEP = 1.1
_LEAST_ZOOM, _MOST_ZOOM = 0.7, 2.5


def dress(app: QApplication, settings: Settings) -> None:
    """Give the program its fonts and colours, also before there is a window."""
    app.setStyle("Fusion")
    apply_fonts(app, settings.number("looks/zoom"))
    wanted = settings.text("looks/theme")
    name = wanted if wanted in ("light", "dark") else system_theme_name()
    apply_theme(app, load_theme(name))


class SettingsApplier(QObject):
    """Does what a setting asks for, at once when it is changed."""

    def __init__(
        self,
        app: QApplication,
        window: Window,
        navigator: Navigator,
        settings: Settings,
        state: State,
    ) -> None:
        super().__init__(window)
        self._app, self._window, self._navigator = app, window, navigator
        self._settings, self._state = settings, state
        self._player: Player | None = None
        self._dialog: SettingsWindow | None = None
        settings.changed.connect(self._on_changed)
        settings.keys_changed.connect(lambda: window.actions_.take_keys(settings.changed_keys()))
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self.dress())
        window.note_pane.view.zoom_requested.connect(self.zoom)
        self._connect_actions()
        self._name_steps()

    def set_player(self, player: Player) -> None:
        """Take the player, which is to be as loud as it was."""
        self._player = player
        player.set_volume(round(self._settings.number("play/volume")))
        player.volume_changed.connect(lambda volume: self._settings.set("play/volume", volume))

    def dress(self) -> None:
        """Give the program its fonts and colours anew."""
        dress(self._app, self._settings)

    def zoom(self, steps: int | None) -> None:
        """Make the text larger by so many steps; None: as large as the system's."""
        now = self._settings.number("looks/zoom")
        zoom = 1.0 if steps is None else now * _ZOOM_STEP**steps
        zoom = round(min(_MOST_ZOOM, max(_LEAST_ZOOM, zoom)), 3)
        if zoom == now:
            self._window.tell(self.tr("Text at {0} %").format(round(zoom * 100)))
        self._settings.set("looks/zoom", zoom)

    def open(self) -> SettingsWindow:
        """Open the window for preferences; made when it is first wanted."""
        from viewer.ui.settings.window import SettingsWindow

        if self._dialog is None:
            self._dialog = SettingsWindow(
                self._window, self._settings, self._state, self._window.actions_
            )
        self._dialog.open()
        return self._dialog

    def show_section(self, section: str) -> None:
        """Open the window for preferences at one of its sections."""
        self.open().show_section(section)

    def say_bad_keys(self) -> None:
        """Say what cannot be used in the settings file, unless there is something else to say."""
        bad = self._window.actions_.bad_keys
        if not bad or not self._window.note_pane.notice.isHidden():
            return
        more = self.tr(" ({0} more)").format(len(bad) - 1) if len(bad) > 1 else ""
        words = self.tr("“{0}” in the settings file is not used as a key of “{1}”.")
        show = NoticeButton(
            self.tr("Show the keys"), "", lambda: self.show_section(self.tr("Keyboard"))
        )
        self._window.note_pane.say(words.format(bad[0].written, bad[0].action_id) + more, (show,))

    def keep(self) -> None:
        """Keep where the window for preferences stands."""
        if self._dialog is not None:
            self._dialog.keep()

    def _connect_actions(self) -> None:
        on = self._window.actions_.on
        for action_id, key, sign in (
            ("back.5", "play/step_ms", -1),
            ("forward.5", "play/step_ms", 1),
            ("back.1", "play/small_step_ms", -1),
            ("forward.1", "play/small_step_ms", 1),
        ):
            on(action_id, lambda key=key, sign=sign: self._step(key, sign))  # type: ignore[misc]
        on("text.larger", lambda: self.zoom(1))
        on("text.smaller", lambda: self.zoom(-1))
        on("text.normal", lambda: self.zoom(None))
        for name in ("system", "light", "dark"):
            on(f"theme.{name}", lambda name=name: self._settings.set("looks/theme", name))  # type: ignore[misc]
        on("preferences", self.open)

    def _step(self, key: str, sign: int) -> None:
        self._navigator.move(sign * round(self._settings.number(key)))

    def _on_changed(self, key: str) -> None:
        if key.startswith("looks/"):
            self.dress()
        elif key == "play/volume" and self._player is not None:
            self._player.set_volume(round(self._settings.number(key)))
        elif key in ("play/step_ms", "play/small_step_ms"):
            self._name_steps()

    def _name_steps(self) -> None:
        """Say in the words of the actions how far they go."""
        for key, back, forward in (
            ("play/step_ms", "back.5", "forward.5"),
            ("play/small_step_ms", "back.1", "forward.1"),
        ):
            seconds = self._settings.number(key) / 1000
            one = (self.tr("Back 1 second"), self.tr("Forward 1 second"))
            many = (self.tr("Back {0} seconds"), self.tr("Forward {0} seconds"))
            for action_id, words in zip(
                (back, forward), one if seconds == 1 else many, strict=True
            ):
                self._window.actions_[action_id].setText(words.format(f"{seconds:g}"))
