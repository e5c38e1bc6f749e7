"""The desktop's preferences that Qt 6.11 does not report: less motion, more contrast.

By the settings portal of Linux (https://flatpak.github.io/xdg-desktop-portal/), which GNOME, KDE
and others have. Qt reads contrast there under some desktops, and motion not at all. Does nothing
without a session bus. GUI thread; no call waits for an answer.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusVariant

from viewer.ui.watch.desktop_bus import has_bus

_PORTAL = (
    "org.freedesktop.portal.Desktop",
    "/org/freedesktop/portal/desktop",
    "org.freedesktop.portal.Settings",
)
_APPEARANCE = "org.freedesktop.appearance"


class _Wish(QObject):
    """One of the portal's settings; None while unknown."""

    changed = Signal()

    def __init__(self, group: str, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._key = group, name
        self.value: object = None
        bus = QDBusConnection.sessionBus()
        # The stubs take a slot for bytes.
        changed: Any = SLOT("on_changed(QDBusMessage)")
        bus.connect(*_PORTAL, "SettingChanged", self, changed)
        call = QDBusMessage.createMethodCall(*_PORTAL, "Read")
        call.setArguments([group, name])
        read: Any = SLOT("on_read(QDBusMessage)")
        failed: Any = SLOT("on_failed(QDBusError,QDBusMessage)")
        bus.callWithCallback(call, self, read, failed)

    @Slot(QDBusMessage)
    def on_read(self, message: QDBusMessage) -> None:
        """Take the answer."""
        self._take(message.arguments()[0])

    @Slot(QDBusError, QDBusMessage)
    def on_failed(self, error: QDBusError, message: QDBusMessage) -> None:
        """Keep the default: there is no portal, or it does not know this setting."""

    @Slot(QDBusMessage)
    def on_changed(self, message: QDBusMessage) -> None:
        """Take the change of a setting, if it is this one."""
        group, name, value = message.arguments()
        if (group, name) == self._key:
            self._take(value)

    def _take(self, value: object) -> None:
        while isinstance(value, QDBusVariant):  # one in another
            value = value.variant()
        if value != self.value:
            self.value = value
            self.changed.emit()


class DesktopWishes(QObject):
    """The desktop's preferences, as far as known; read on creation."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wishes: dict[str, _Wish] = {}
        if not has_bus():
            return
        for group, name in (
            (_APPEARANCE, "contrast"),
            (_APPEARANCE, "reduced-motion"),
            ("org.gnome.desktop.interface", "enable-animations"),  # before there was the other
        ):
            self._wishes[name] = wish = _Wish(group, name, self)
            wish.changed.connect(self.changed)

    @property
    def wants_contrast(self) -> bool:
        """Return whether colours should have a higher contrast."""
        return self._value("contrast") == 1

    @property
    def wants_less_motion(self) -> bool:
        """Return whether animations should be avoided."""
        return self._value("reduced-motion") == 1 or self._value("enable-animations") is False

    def _value(self, name: str) -> object:
        return self._wishes[name].value if name in self._wishes else None
