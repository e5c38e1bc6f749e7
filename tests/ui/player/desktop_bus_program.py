"""The program on a session bus, for test_desktop_bus: NOTE, a home, and a log file.

Beside it stands what cannot be had here: the desktop's service that lets the screen sleep. It
writes down what it is asked.
"""

import signal
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import ClassInfo, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection

from tests.ui.parts import Parts
from viewer.ui.shell.application import make_application
from viewer.ui.shell.context import Folders
from viewer.video.playback.player import PlayerState
from viewer.video.playback.vlc_player import VlcPlayer

_info: Any = ClassInfo


@_info({"D-Bus Interface": "org.freedesktop.ScreenSaver"})
class Saver(QDBusAbstractAdaptor):
    """What a desktop has; 7 is the cookie that it gives."""

    def __init__(self, parent: QObject, log: Path) -> None:
        super().__init__(parent)
        self._log = log

    @Slot(str, str, result="uint")
    def Inhibit(self, name: str, _reason: str) -> int:  # noqa: N802
        _write(self._log, f"inhibit {name}")
        return 7


def _write(log: Path, words: str) -> None:
    with log.open("a") as file:
        file.write(words + "\n")


def main() -> None:
    """Run until it is ended."""
    note, home, log = map(Path, sys.argv[1:])
    app = make_application()
    signal.signal(signal.SIGTERM, lambda *_: app.quit())
    folders = Folders(home / "config", home / "state", home / "data", home / "cache")
    for folder in (folders.config, folders.state, folders.data, folders.cache):
        folder.mkdir(parents=True, exist_ok=True)
    desktop = QObject()
    saver = Saver(desktop, log)
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")
    export = QDBusConnection.RegisterOption.ExportAdaptors
    assert bus.registerObject("/org/freedesktop/ScreenSaver", desktop, export)
    assert bus.registerService("org.freedesktop.ScreenSaver")
    program = Parts(app, folders)
    program.show(note, None)
    program.set_player(VlcPlayer())
    program.player.set_muted(True)
    program.settle()

    seen, is_ready = [0], []

    def look() -> None:
        names = len(bus.interface().registeredServiceNames().value())
        if names != seen[-1]:
            seen.append(names)
            _write(log, f"names {names}")
        player = program.context.player
        is_shown = player.state is PlayerState.PAUSED and not player.frame.isNull()
        if is_shown and not is_ready:
            is_ready.append(True)
            _write(log, "ready")

    looking = QTimer(interval=50)
    looking.timeout.connect(look)
    looking.start()
    app.exec()
    program.shutdown()
    del saver


if __name__ == "__main__":
    main()
