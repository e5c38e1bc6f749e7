"""Without libvlc, or without a sound card, the program lives on and says what to do.

Each in a process of its own: a library once loaded stays.
"""

import ast
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.media.make_video import number_at, read_number
from tests.waiting import wait_until
from viewer.base.system_packages import install_command
from viewer.media.media import CHOSEN, Media
from viewer.media.player import Player, PlayerState

_PLAY = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from viewer.media.media import CHOSEN, Media
from viewer.media.player import Player, PlayerState
from viewer.media.vlc_player import VlcPlayer
app = QCoreApplication([])
player = Player()
player.set_engine(VlcPlayer)
def look():
    if player.error is not None or player.position_ms > 400:
        print(player.state.name, type(player.error).__name__, player.error, "|",
              player.error.remedy if player.error else "")
        player.shutdown()
        app.quit()
player.state_changed.connect(lambda _: QTimer.singleShot(0, look))
player.error_changed.connect(lambda _: QTimer.singleShot(0, look))
player.position_changed.connect(lambda _: look())
QTimer.singleShot(20000, lambda: app.exit(3))
player.open(Media(Path(sys.argv[1]), CHOSEN, ""), play=True)
sys.exit(app.exec())
"""

_ROOT = Path(__file__).parents[3]


def play(video: Path, before: str = "", program: str = _PLAY, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", before + program, str(video)],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def test_player_says_what_to_install_when_there_is_no_libvlc(short_video: Path) -> None:
    # As on a machine without it: nothing is found, and nothing can be loaded.
    hide = """
import ctypes, ctypes.util
real = ctypes.CDLL
class Hidden(real):
    def __init__(self, name, *args, **options):
        if name and "vlc" in str(name):
            raise OSError(f"{name}: cannot open shared object file")
        super().__init__(name, *args, **options)
ctypes.CDLL = Hidden
found = ctypes.util.find_library
ctypes.util.find_library = lambda name: None if "vlc" in name else found(name)
"""
    said = play(short_video, hide)
    assert said.startswith("PAUSED PlayerError")
    assert "is not installed" in said
    assert f"| {install_command('vlc')}" in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a library of Linux")
def test_player_says_what_to_install_when_libvlc_cannot_be_loaded(
    short_video: Path, tmp_path: Path
) -> None:
    (tmp_path / "libvlc.so.5").write_text("of another machine")
    said = play(short_video, LD_LIBRARY_PATH=str(tmp_path))
    assert said.startswith("PAUSED PlayerError")
    assert f"can't be loaded | {install_command('broken')}" in said


def test_stills_are_shown_when_there_is_no_libvlc(
    player: Player, numbered_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vlc", None)  # which then cannot be imported
    player.open(Media(numbered_video, CHOSEN, ""), 2_000)
    wait_until(lambda: player.error is not None)
    chance = random.Random(25)
    for ms in (*(chance.randrange(19_900) for _ in range(9)), 9_000):
        player.seek(ms)
        wait_until(lambda ms=ms: read_number(player.frame) == number_at(ms))
    player.step(1)
    wait_until(lambda: read_number(player.frame) == 271)
    before = player.error
    player.play()
    wait_until(lambda: player.error is not before)  # it is said again
    assert player.state is PlayerState.PAUSED
    assert read_number(player.frame) == 271


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="moves libraries of Linux")
def test_player_says_what_to_install_when_there_are_no_plugins(
    short_video: Path, tmp_path: Path
) -> None:
    loaded = play(
        short_video,
        "import vlc; vlc.libvlc_get_version(); "
        "print([l.split()[-1] for l in open('/proc/self/maps') if 'libvlc' in l])\n",
    ).splitlines()[0]
    # libvlc looks for its plugins beside the core it was loaded with.
    for library in map(Path, ast.literal_eval(loaded)):
        name, _, version = library.name.partition(".so.")
        shutil.copy(library, tmp_path / f"{name}.so.{version.partition('.')[0]}")
    copy = next(tmp_path.glob("libvlc.so*"))
    said = play(short_video, PYTHON_VLC_LIB_PATH=str(copy), LD_LIBRARY_PATH=str(tmp_path))
    assert said.startswith("PAUSED PlayerError")
    assert "plugins" in said
    assert "vlc-plugin-base" in said


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux chooses its sound outputs")
@pytest.mark.parametrize("server", ["", "unix:/nonexistent"])
def test_player_plays_when_there_is_no_sound_card_and_may_be_forgotten_at_the_end(
    short_video: Path, server: str
) -> None:
    environment = {"PULSE_SERVER": server} if server else {}
    forgetful = _PLAY if server else _PLAY.replace("player.shutdown()", "pass")
    assert play(short_video, program=forgetful, **environment).startswith("PLAYING")
