"""MPRIS on a real session bus, as the controls of a desktop use it; and the screen stays awake."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
    new_method_return,
)
from jeepney.io.blocking import open_dbus_connection

from tests.waiting import wait_until

_PLAYER = DBusAddress(
    *("/org/mpris/MediaPlayer2", "org.mpris.MediaPlayer2.cuenote", "org.mpris.MediaPlayer2.Player")
)
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Desktop:
    """What a desktop has: controls of what plays, and a screen that is asked to stay awake."""

    def __init__(self, address: str) -> None:
        self.bus = open_dbus_connection(address, auth_timeout=60)
        self.inhibited: list[str] = []  # by whom
        self.told: list[str] = []  # which states were told
        self.ask(message_bus.RequestName("org.freedesktop.ScreenSaver"))
        self.ask(message_bus.AddMatch(f"type='signal',interface='{_PROPERTIES}'"))

    def ask(self, message: Message) -> Any:
        """Return the answer, None where there is none; take what comes before it."""
        serial = next(self.bus.outgoing_serial)
        self.bus.send(message, serial=serial)
        while True:
            came = self.bus.receive(timeout=60)
            if came.header.fields.get(HeaderFields.reply_serial) == serial:
                is_error = came.header.message_type is MessageType.error
                return came.body[0] if came.body and not is_error else None
            if came.header.message_type is MessageType.method_call:
                self.inhibited.append(came.body[0])
                self.bus.send(new_method_return(came, "u", (7,)))
            elif came.header.fields.get(HeaderFields.interface) == _PROPERTIES:
                self.told += [v for k, (_, v) in came.body[1].items() if k == "PlaybackStatus"]

    def call(self, method: str, signature: str = "", *values: object) -> None:
        self.ask(new_method_call(_PLAYER, method, signature or None, values))

    def get(self, name: str) -> Any:
        answer = self.ask(Properties(_PLAYER).get(name))
        return answer[1] if answer is not None else None

    def metadata(self, name: str) -> Any:
        return self.get("Metadata")[name][1]

    def names(self) -> int:
        return len(self.ask(message_bus.ListNames()))


@pytest.fixture
def desktop(session_bus: str, tmp_path: Path, numbered_video: Path) -> Iterator[Desktop]:
    """A desktop on which the program shows a note, its video standing still."""
    note = tmp_path / "pets.md"
    note.write_text(
        f"---\ntitle: Pets\nvideo: {numbered_video}\n---\n"
        "- Cats [00:00:02]\n- Dogs [00:00:09]\n- Birds [00:00:14]\n"
    )
    homes = {f"XDG_{name}_HOME": str(tmp_path) for name in ("CONFIG", "STATE", "DATA", "CACHE")}
    desktop = Desktop(session_bus)
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "viewer", str(note)],
        env={**os.environ, **homes, "DBUS_SESSION_BUS_ADDRESS": session_bus},
    )
    try:
        wait_until(lambda: desktop.get("PlaybackStatus") == "Paused", timeout_ms=60_000)
        wait_until(lambda: "mpris:artUrl" in desktop.get("Metadata"))
        yield desktop
    finally:
        child.terminate()
        child.wait(20)
        desktop.bus.close()


def test_desktop_plays_and_is_told_and_the_screen_stays_awake(desktop: Desktop) -> None:
    for volume in (0.4, 0.0):  # nobody need hear it
        desktop.ask(Properties(_PLAYER).set("Volume", "d", volume))
        wait_until(lambda volume=volume: desktop.get("Volume") == volume)
    # The screen is kept awake while a film plays, by a connection of its own.
    before = desktop.names()
    for times in (1, 2):
        desktop.call("Play")
        wait_until(lambda: desktop.names() == before + 1)
        wait_until(lambda times=times: desktop.inhibited == ["cuenote"] * times)
        desktop.call("Pause")
        wait_until(lambda: desktop.names() == before)
    wait_until(lambda: desktop.get("PlaybackStatus") == "Paused")
    assert {"Playing", "Paused"} <= {*desktop.told}
    # It plays, seeks, and goes from claim to claim.
    assert desktop.metadata("xesam:title") == "Pets"
    assert desktop.metadata("mpris:length") == 20_000_000
    art = desktop.metadata("mpris:artUrl")
    assert Path(art.removeprefix("file://").partition("#")[0]).is_file()
    track = desktop.metadata("mpris:trackid")
    for method, signature, values, second in (
        ("Next", "", (), 2),
        ("Next", "", (), 9),
        ("Previous", "", (), 2),
        ("SetPosition", "ox", (track, 12_000_000), 12),
        ("SetPosition", "ox", ("/of/another", 4_000_000), 12),
        ("Seek", "x", (-2_000_000,), 10),
    ):
        desktop.call(method, signature, *values)
        wait_until(lambda at=second * 1_000_000: desktop.get("Position") == at)
    desktop.call("PlayPause")
    wait_until(lambda: desktop.get("PlaybackStatus") == "Playing")
    wait_until(lambda: desktop.get("Position") > 10_300_000)


def test_program_without_a_bus_says_nothing(tmp_path: Path) -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from viewer.ui.watch.desktop_bus import has_bus; print(has_bus())"
    )
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
