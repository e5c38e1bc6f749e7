"""What the desktop asks for, from a portal on a real bus."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_NAME = "org.freedesktop.portal.Desktop"
_SETTINGS = DBusAddress(
    "/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.Settings"
)
_APPEARANCE = "org.freedesktop.appearance"
# Prints what is wanted, at first and whenever that changes.
_PROGRAM = """
import sys
from PySide6.QtCore import QCoreApplication
from viewer.ui.settings import desktop
app = QCoreApplication([])
has_bus = desktop.has_bus()  # which alone says whether the desktop is asked
sys.platform, desktop.has_bus = "other", lambda: has_bus
wishes = desktop.DesktopWishes(app)
def say():
    print(wishes.wants_contrast, wishes.wants_less_motion, flush=True)
wishes.changed.connect(say)
say()
sys.exit(app.exec() if wishes.children() else "nothing is asked")
"""

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a portal of Linux")


class Portal:
    """Answers what is read, in a thread of its own."""

    def __init__(self, address: str, known: dict[tuple[str, str], tuple[str, object]]) -> None:
        self.connection: DBusConnection = open_dbus_connection(address, auth_timeout=60)
        self.connection.send_and_get_reply(message_bus.RequestName(_NAME))
        self._known = known
        self._ends = False
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while not self._ends:
            try:
                message = self.connection.receive(timeout=0.1)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self.connection.send(self._answer(message))

    def _answer(self, message: Message) -> Message:
        is_read = message.header.fields[HeaderFields.member] == "Read"
        value = self._known.get(tuple(message.body)) if is_read else None
        if value is None:
            return new_error(message, "org.freedesktop.portal.Error.NotFound")
        return new_method_return(message, "v", (("v", value),))

    def change(self, group: str, name: str, value: tuple[str, object]) -> None:
        self.connection.send(new_signal(_SETTINGS, "SettingChanged", "ssv", (group, name, value)))

    def end(self) -> None:
        self._ends = True
        self._thread.join()
        self.connection.close()


@pytest.fixture
def listen(session_bus: str) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": session_bus}
        environment["PYTHONPATH"] = str(Path(__file__).parents[3])
        command = [sys.executable, "-c", _PROGRAM]
        started.append(
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        )
        return started[-1]

    yield start
    for program in started:
        program.kill()
        program.communicate()


def _lines(program: subprocess.Popen[str], count: int) -> list[str]:
    return [program.stdout.readline().strip() for _ in range(count)]


def test_contrast_and_less_motion_are_taken_from_the_portal_and_follow_it(
    session_bus: str, listen: Callable[[], subprocess.Popen[str]]
) -> None:
    known = {
        (_APPEARANCE, "contrast"): ("u", 1),
        ("org.gnome.desktop.interface", "enable-animations"): ("b", False),
    }
    portal = Portal(session_bus, known)
    try:
        program = listen()
        first, *_, last = _lines(program, 3)
        assert (first, last) == ("False False", "True True")
        portal.change(_APPEARANCE, "contrast", ("u", 0))
        assert _lines(program, 1) == ["False True"]
        portal.change(_APPEARANCE, "color-scheme", ("u", 1))  # another, which Qt itself follows
        portal.change(_APPEARANCE, "reduced-motion", ("u", 1))
        portal.change("org.gnome.desktop.interface", "enable-animations", ("b", True))
        assert _lines(program, 2) == ["False True", "False True"]
        portal.change(_APPEARANCE, "reduced-motion", ("u", 0))
        assert _lines(program, 1) == ["False False"]
    finally:
        portal.end()
