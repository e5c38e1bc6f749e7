"""Apply the settings: looks, steps and keys; and open the preferences.

Code that reads a setting at each use needs nothing from here. GUI thread.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.ui.kit.menu import WindowStyle
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.scroll_bar import set_moves
from viewer.ui.kit.theme import (
    BUILT_IN,
    Theme,
    apply_fonts,
    apply_theme,
    load_theme,
    read_theme,
    system_theme_name,
)
from viewer.ui.page.page import NotePage
from viewer.ui.window.context import Context, Feature
from viewer.ui.window.settings import Settings

if TYPE_CHECKING:
    from viewer.ui.settings.desktop import DesktopWishes
    from viewer.ui.settings.window import SettingsWindow

_ZOOM_STEP = 1.1
_LEAST_ZOOM, _MOST_ZOOM = 0.7, 2.5


def dress(app: QApplication, settings: Settings, wishes: DesktopWishes | None = None) -> None:
    """Set the program's fonts and colours, also before there is a window.

    `wishes` are the desktop's preferences, once known.
    """
    if not isinstance(app.style(), WindowStyle):
        app.setStyle(WindowStyle())
    apply_fonts(app, settings.number("looks/zoom"))
    apply_theme(app, _wanted_theme(settings, wishes)[0])
    wants_less = wishes is not None and wishes.wants_less_motion
    set_moves(app, not (settings.flag("looks/still") or wants_less))


def _wanted_theme(settings: Settings, wishes: DesktopWishes | None = None) -> tuple[Theme, str]:
    """Return the theme to show, and why it is not the chosen one, or ""."""
    chosen = settings.text("looks/theme")
    if chosen in BUILT_IN:
        return load_theme(chosen), ""
    wants_contrast = wishes is not None and wishes.wants_contrast
    usual = load_theme(system_theme_name(wants_contrast=wants_contrast))
    if chosen == "system":
        return usual, ""
    try:
        return read_theme(settings.file_of("looks/theme")), ""
    except ViewerError as error:
        return usual, error.words()


class SettingsApplier(Feature):
    """Applies settings as soon as they are changed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        window = context.window
        settings = context.settings
        self._app = context.app
        self._dialog: SettingsWindow | None = None
        self._wishes: DesktopWishes | None = None
        settings.changed.connect(self._on_changed)
        settings.keys_changed.connect(lambda: window.actions_.take_keys(settings.changed_keys()))
        window.actions_.use_letters(settings.flag("edit/letter_keys"))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.dress)
        hints.accessibility().contrastPreferenceChanged.connect(self.dress)
        context.get(NotePage).view.zoom_requested.connect(self.zoom)

    def dress(self) -> None:
        """Set the program's fonts and colours again."""
        dress(self._app, self._settings, self._wishes)

    def follow_desktop(self) -> None:
        """Read the desktop's preferences, and follow them from then on."""
        from viewer.ui.settings.desktop import DesktopWishes  # here, for the start need not load it

        self._wishes = DesktopWishes(self)
        self._wishes.changed.connect(self.dress)

    def zoom(self, steps: int | None) -> None:
        """Enlarge the text by this many steps; None: the system's size."""
        now = self._settings.number("looks/zoom")
        zoom = 1.0 if steps is None else now * _ZOOM_STEP**steps
        zoom = round(min(_MOST_ZOOM, max(_LEAST_ZOOM, zoom)), 3)
        self._settings.set("looks/zoom", zoom)

    def open(self, wanted: str = "") -> SettingsWindow:
        """Open the preferences at a setting by its name; created when first wanted."""
        from viewer.ui.settings.window import SettingsWindow

        if self._dialog is None:
            self._dialog = SettingsWindow(
                self._window, self._settings, self._state, self._window.actions_
            )
        self._dialog.open()
        if wanted:
            self._dialog.field.setText(wanted)
        return self._dialog

    def show_section(self, section: str) -> None:
        """Open the preferences at a section, by its English name."""
        self.open().show_section(tr(section))

    def say_bad(self) -> None:
        """Report invalid settings, unless another message is shown."""
        if not self._window.notice.isHidden():
            return
        if words := _wanted_theme(self._settings)[1]:
            self._window.say(words)
            return
        bad = self._window.actions_.bad_keys
        if not bad:
            return
        more = tr("(1 more)|(%n more)", "", len(bad) - 1) if len(bad) > 1 else ""
        words = tr("“{0}” in the settings file can't be used as a key for “{1}”.")
        show = NoticeButton(tr("Show the keys"), "", partial(self.show_section, "Keys"))
        said = f"{words.format(bad[0].written, bad[0].action_id)} {more}".rstrip()
        self._window.say(said, (show,))

    def close(self) -> None:
        """Save the geometry of the preferences window."""
        if self._dialog is not None:
            self._dialog.keep()

    def set_theme(self, name: str) -> None:
        """Use one of the themes, or that of the "system"."""
        self._settings.set("looks/theme", name)

    def _on_changed(self, key: str) -> None:
        if key.startswith("looks/"):
            self.dress()
            if words := _wanted_theme(self._settings)[1]:
                self._window.say(words)
        elif key == "edit/letter_keys":
            self._window.actions_.use_letters(self._settings.flag(key))
