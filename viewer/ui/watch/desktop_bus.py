"""The desktop's media controls: MPRIS, media keys, and keeping the screen awake.

On Linux by D-Bus: https://specifications.freedesktop.org/mpris-spec/. There a time is in
microseconds, and next and previous are the claims of the note. Does nothing without a session bus.
GUI thread; no call waits for an answer.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import ClassInfo, Property, QObject, Qt, QUrl, Signal, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage, QDBusObjectPath

from viewer.base.child_process import Child
from viewer.base.translation import tr
from viewer.media.player import PlayerState
from viewer.ui.watch.controls import RATES
from viewer.ui.watch.session import Session
from viewer.ui.watch.sound import SkippingSilence
from viewer.ui.window.context import Context, Feature

_NAME = "org.mpris.MediaPlayer2.cuenote"
_PLACE = "/org/mpris/MediaPlayer2"
_ROOT, _PLAYER = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
_AWAKE = "cuenote-awake"  # the connection that keeps the screen awake
_ART_SIZE = 512
_US = 1000  # in a ms
# PySide's stubs know neither types by name nor what ClassInfo takes.
_class_info: Any = ClassInfo
_property: Any = Property
_signal: Any = Signal


class DesktopBus(Feature):
    """Tells the desktop what plays, and carries out its commands."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.context, self.player = context, context.player
        self.session = context.get(Session)
        self._is_told = False
        self._art: tuple[str, str] = ("", "")  # of which video, and its address
        self._awake = _Awake(self)
        player = self.player
        player.state_changed.connect(self._on_state)
        if self._register():
            player.seeked.connect(lambda _, ms: self._seeked.emit(ms * _US))
            skipped = context.get(SkippingSilence).skipped
            skipped.connect(lambda ms: self._seeked.emit(ms * _US))
            player.media_changed.connect(lambda _: self.tell("Metadata", "CanSeek", "CanPlay"))
            player.duration_changed.connect(lambda _: self.tell("Metadata"))
            player.rate_changed.connect(lambda _: self.tell("Rate"))
            player.volume_changed.connect(lambda _: self.tell("Volume"))
            self.session.note_opened.connect(lambda _: self.tell("Metadata", "CanGoNext"))

    def _register(self) -> bool:
        if not has_bus():
            return False
        self._bus = QDBusConnection.sessionBus()
        if not self._bus.isConnected():
            return False
        self._root = _Root(self)
        self._adaptor = _Player(self)
        self._seeked = self._adaptor.Seeked
        export = QDBusConnection.RegisterOption.ExportAdaptors
        if not self._bus.registerObject(_PLACE, self, export):
            return False
        # A second window has a name of its own.
        for name in (_NAME, f"{_NAME}.instance{os.getpid()}"):
            if self._bus.registerService(name):
                self._is_told = True
                return True
        return False

    def close(self) -> None:
        """Leave the bus, and let the screen sleep."""
        self._awake.set_awake(False)
        if self._is_told:
            self._is_told = False
            self._bus.unregisterObject(_PLACE)

    def _on_state(self) -> None:
        is_playing = self.player.state is PlayerState.PLAYING
        self._awake.set_awake(is_playing and self.player.has_picture)
        self.tell("PlaybackStatus", "Metadata", "CanPlay", "CanPause", "CanSeek", "CanGoNext")

    def tell(self, *names: str) -> None:
        """Announce that these properties of the player have changed."""
        if self._is_told:
            changed = {name: self._adaptor.property(name) for name in names}
            message = QDBusMessage.createSignal(_PLACE, _PROPERTIES, "PropertiesChanged")
            # An empty list has no type here; and the position must not be cached.
            message.setArguments([_PLAYER, changed, ["Position"]])
            self._bus.send(message)

    def metadata(self) -> dict[str, Any]:
        """Return the metadata of the current video."""
        media = self.player.media
        if media is None:
            return {"mpris:trackid": QDBusObjectPath("/org/mpris/MediaPlayer2/TrackList/NoTrack")}
        note = self.session.note
        values: dict[str, Any] = {
            "mpris:trackid": self.track,
            "xesam:title": (note.title if note is not None else None) or media.name,
        }
        if self.player.duration_ms is not None:
            values["mpris:length"] = self.player.duration_ms * _US
        if art := self._art_of(str(media)):
            values["mpris:artUrl"] = art
        return values

    @property
    def track(self) -> QDBusObjectPath:
        """Return the track id: a different one for each video."""
        name = hashlib.sha256(str(self.player.media).encode()).hexdigest()[:16]
        return QDBusObjectPath(f"/net/cuenote/video/{name}")

    def _art_of(self, name: str) -> str:
        frame = self.player.frame
        if self._art[0] != name and not frame.isNull():
            path = self.context.folders.cache / "mpris.jpg"
            small = frame.scaled(
                _ART_SIZE,
                _ART_SIZE,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            # What a picture of that address shows is remembered: another video has another.
            url = QUrl.fromLocalFile(str(path))
            url.setFragment(self.track.path().rpartition("/")[2])
            self._art = name, url.toString() if small.save(str(path)) else ""
        return self._art[1] if self._art[0] == name else ""


def has_bus() -> bool:
    """Return whether there is a bus: connecting without one could start a program."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    is_named = bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
    is_there = is_named or (bool(runtime) and Path(runtime, "bus").exists())
    return is_there and sys.platform == "linux"


@_class_info({"D-Bus Interface": _ROOT})
class _Root(QDBusAbstractAdaptor):
    """The program, with the specification's names."""

    # ruff: noqa: N802

    def __init__(self, bus: DesktopBus) -> None:
        super().__init__(bus)
        self._bus = bus

    Identity = _property(str, lambda _: "Cuenote")
    DesktopEntry = _property(str, lambda _: "cuenote")
    CanQuit = _property(bool, lambda _: True)
    CanRaise = _property(bool, lambda _: True)
    HasTrackList = _property(bool, lambda _: False)
    SupportedUriSchemes = _property("QStringList", lambda _: [])
    SupportedMimeTypes = _property("QStringList", lambda _: [])

    @Slot()
    def Raise(self) -> None:
        window = self._bus.context.window
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()

    @Slot()
    def Quit(self) -> None:
        self._bus.context.trigger("quit")


@_class_info({"D-Bus Interface": _PLAYER})
class _Player(QDBusAbstractAdaptor):
    """The player, with the specification's names."""

    Seeked = _signal("qlonglong")

    def __init__(self, bus: DesktopBus) -> None:
        super().__init__(bus)
        self._bus, self._player, self._video = bus, bus.player, bus.session.video

    @property
    def _is_open(self) -> bool:
        return self._player.state in (PlayerState.PAUSED, PlayerState.PLAYING, PlayerState.ENDED)

    @Property(str)
    def PlaybackStatus(self) -> str:
        if not self._is_open:
            return "Stopped"
        return "Playing" if self._player.state is PlayerState.PLAYING else "Paused"

    Metadata = _property("QVariantMap", lambda self: self._bus.metadata())
    Position = _property("qlonglong", lambda self: self._video.now_ms * _US)

    def _set_rate(self, rate: float) -> None:
        if rate == 0:
            self.Pause()
        elif rate > 0:
            self._player.set_rate(min(max(rate, RATES[0]), RATES[-1]))

    Rate = _property(float, lambda self: self._player.rate, _set_rate)

    def _set_volume(self, volume: float) -> None:
        self._player.set_volume(round(100 * min(max(volume, 0.0), 1.0)))

    Volume = _property(float, lambda self: self._player.volume / 100, _set_volume)
    MinimumRate = _property(float, lambda _: RATES[0])
    MaximumRate = _property(float, lambda _: RATES[-1])
    CanControl = _property(bool, lambda _: True)
    CanPlay = _property(bool, lambda self: self._is_open)
    CanPause = _property(bool, lambda self: self._is_open)
    CanSeek = _property(bool, lambda self: self._is_open)
    CanGoNext = _property(bool, lambda self: self._bus.context.actions["claim.next"].isEnabled())
    CanGoPrevious = _property(
        bool, lambda self: self._bus.context.actions["claim.previous"].isEnabled()
    )

    @Slot()
    def Next(self) -> None:
        self._bus.context.trigger("claim.next")

    @Slot()
    def Previous(self) -> None:
        self._bus.context.trigger("claim.previous")

    @Slot()
    def PlayPause(self) -> None:
        if self._is_open:
            self._player.toggle()

    @Slot()
    def Play(self) -> None:
        if self._is_open:
            self._player.play()

    @Slot()
    def Pause(self) -> None:
        if self._player.state is PlayerState.PLAYING:
            self._player.pause()

    @Slot()
    def Stop(self) -> None:
        self.Pause()

    @Slot("qlonglong")
    def Seek(self, offset: int) -> None:
        ms, duration_ms = self._video.now_ms + offset // _US, self._player.duration_ms
        if self._is_open and duration_ms is not None and ms > duration_ms:
            self.Next()  # as the specification has it
        elif self._is_open:
            self._video.go_to(max(0, ms))

    @Slot(QDBusObjectPath, "qlonglong")
    def SetPosition(self, track: QDBusObjectPath, position: int) -> None:
        # One of another video came too late.
        if self._is_open and track.path() == self._bus.track.path() and position >= 0:
            duration_ms = self._player.duration_ms
            if duration_ms is None or position // _US <= duration_ms:
                self._video.go_to(position // _US)

    @Slot(str)
    def OpenUri(self, _address: str) -> None:
        """Open nothing: callers on the bus may not be the user."""


class _Awake(QObject):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_awake = False
        self._child: Child | None = None

    def set_awake(self, on: bool) -> None:
        if on == self._is_awake:
            return
        self._is_awake = on
        if sys.platform == "win32":
            import ctypes

            continuous, display = 0x80000000, 0x2
            ctypes.windll.kernel32.SetThreadExecutionState(continuous | (display if on else 0))
        elif sys.platform == "darwin":
            if on:
                self._child = Child(self)
                self._child.run(["caffeinate", "-d", "-w", str(os.getpid())])
            elif self._child is not None:
                self._child.kill()
        elif has_bus():
            self._inhibit() if on else QDBusConnection.disconnectFromBus(_AWAKE)

    def _inhibit(self) -> None:
        # On a connection of its own. The desktop lets the screen sleep when that is closed, also
        # where this program ends badly; to give back its cookie takes a type that Python has not.
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _AWAKE)
        message = QDBusMessage.createMethodCall(*_SAVER, _SAVER[0], "Inhibit")
        message.setArguments(["cuenote", tr("A video is playing")])
        bus.send(message)
