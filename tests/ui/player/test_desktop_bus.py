"""MPRIS on a real session bus, driven by `playerctl`; and the screen that stays awake."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import wait_until

_PROGRAM = Path(__file__).with_name("desktop_bus_program.py")


@pytest.fixture
def bus(session_bus: str) -> dict[str, str]:
    """The environment in which programs find a session bus of its own."""
    return {**os.environ, "DBUS_SESSION_BUS_ADDRESS": session_bus}


@pytest.fixture
def program(bus: dict[str, str], tmp_path: Path, numbered_video: Path) -> Iterator[Path]:
    """The whole program on that bus, with a note; gives the file in which it writes what it did."""
    if shutil.which("playerctl") is None:
        pytest.skip("there is no playerctl on this computer")
    note = tmp_path / "pets.md"
    note.write_text(
        f"---\ntitle: Pets\nvideo: {numbered_video}\n---\n"
        "- Cats [00:00:02]\n- Dogs [00:00:09]\n- Birds [00:00:14]\n"
    )
    log = tmp_path / "log"
    child = subprocess.Popen(
        [sys.executable, str(_PROGRAM), str(note), str(tmp_path / "home"), str(log)],
        env=bus | {"PYTHONPATH": str(Path(__file__).parents[3])},
    )
    try:
        wait_until(lambda: log.exists() and "ready" in log.read_text(), timeout_ms=60_000)
        yield log
    finally:
        child.terminate()
        child.wait(20)


def _ask(bus: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        ["playerctl", "--player=cuenote", *words],
        env=bus,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_playerctl_plays_and_is_told_and_the_screen_stays_awake(
    bus: dict[str, str], program: Path
) -> None:
    # The screen is kept awake while a film plays.
    def names() -> int:
        """Count the connections of the bus, but those that come and go with `playerctl`."""
        lines = [line for line in program.read_text().splitlines() if line.startswith("names ")]
        return int(lines[-1].split()[1])

    before = names()
    _ask(bus, "play")
    wait_until(lambda: "inhibit cuenote" in program.read_text() and names() == before + 1)
    _ask(bus, "pause")
    wait_until(lambda: names() == before)  # the screen may sleep when that connection is gone
    _ask(bus, "play")
    wait_until(lambda: program.read_text().count("inhibit cuenote") == 2)
    _ask(bus, "pause")
    wait_until(lambda: _ask(bus, "status") == "Paused")
    # It plays, seeks, and goes from claim to claim.
    assert _ask(bus, "metadata", "xesam:title") == "Pets"
    assert _ask(bus, "metadata", "mpris:length") == "20000000"
    art = _ask(bus, "metadata", "mpris:artUrl")
    assert Path(art.removeprefix("file://").partition("#")[0]).is_file()
    _ask(bus, "next")
    wait_until(lambda: _ask(bus, "position") == "2.000000")
    _ask(bus, "next")
    wait_until(lambda: _ask(bus, "position") == "9.000000")
    _ask(bus, "previous")
    wait_until(lambda: _ask(bus, "position") == "2.000000")
    _ask(bus, "position", "12")
    wait_until(lambda: _ask(bus, "position") == "12.000000")
    _ask(bus, "position", "2-")
    wait_until(lambda: _ask(bus, "position") == "10.000000")
    _ask(bus, "play")
    wait_until(lambda: _ask(bus, "status") == "Playing")
    wait_until(lambda: float(_ask(bus, "position")) > 10.3)
    _ask(bus, "pause")
    wait_until(lambda: _ask(bus, "status") == "Paused")
    _ask(bus, "volume", "0.4")
    wait_until(lambda: _ask(bus, "volume") == "0.400000")
    # Who listens is told of changes.
    here, there = os.openpty()  # to a pipe it writes only when it has much to say
    listener = subprocess.Popen(
        ["playerctl", "--player=cuenote", "--follow", "status"], env=bus, stdout=there
    )
    os.close(there)
    os.set_blocking(here, False)
    said = ""

    def says(words: str) -> bool:
        nonlocal said
        with contextlib.suppress(BlockingIOError):
            said += os.read(here, 1000).decode()
        return words in said

    try:
        wait_until(lambda: says("Paused"))
        _ask(bus, "play-pause")
        wait_until(lambda: says("Playing"))
    finally:
        listener.terminate()
        listener.wait(10)
        os.close(here)


def test_program_without_a_bus_says_nothing(tmp_path: Path) -> None:
    code = (
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from viewer.ui.player.desktop_bus import has_bus; print(has_bus())"
    )
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
