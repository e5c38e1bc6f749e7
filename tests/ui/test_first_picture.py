"""What is seen first of the window, on a real screen with a real window manager."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.screen import Screen
from tests.waiting import wait_until

# The program itself, which stops where it imports the player's engine until it is told to go on.
_PROGRAM = """
import sys
def stop(event, values):
    if event == "import" and values[0] == "viewer.media.vlc_player":
        print("engine", flush=True)
        sys.stdin.readline()
sys.addaudithook(stop)
from viewer.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("manager", [pytest.param("", marks=pytest.mark.all_only), "openbox"])
def test_note_is_painted_before_the_engine_is_loaded(manager: str, tmp_path: Path) -> None:
    if not Screen.can_show(manager):
        pytest.skip(f"Xvfb or {manager} is not on this computer")
    note = tmp_path / "note.md"
    note.write_text("# A note\n\n- A claim [00:00:05]\n")
    with Screen(tmp_path, manager) as screen:
        program = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(note)],
            env=screen.environment,
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        try:
            assert program.stdout.readline() == b"engine\n"
            # Nothing can be painted while it stops; the display may be a moment behind.
            wait_until(lambda: screen.shares()[0] > 0.5, timeout_ms=5_000)
            program.stdin.close()
            program.terminate()
            assert program.wait(30) == 0
        finally:
            program.kill()
            program.wait()
            program.stdout.close()
