"""The program with no network at all: in a namespace that has no route."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def run_without_network(folder: Path) -> dict[str, object]:
    """Run `offline_case` where there is no route; return what it saw. Skips where it cannot be."""
    unshare = shutil.which("unshare")
    ways = [[unshare, "-n"], [unshare, "-rn"]] if unshare is not None else []
    for way in ways:
        if subprocess.run([*way, "true"], capture_output=True, check=False).returncode == 0:
            break
    else:
        pytest.skip("no network namespace can be made here")
    figures = folder / "figures.json"
    names = ("CONFIG", "DATA", "CACHE", "STATE")
    environment = {
        **os.environ,
        **{f"XDG_{name}_HOME": str(folder / name.lower()) for name in names},
        "CUENOTE_FIGURES": str(figures),
    }
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        environment.pop(name, None)
        environment.pop(name.upper(), None)
    case = Path(__file__).with_name("offline_case.py")
    options = ["-q", "-p", "no:cacheprovider", "--basetemp", str(folder / "temporary")]
    run = subprocess.run(
        [*way, sys.executable, "-m", "pytest", *options, str(case)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    found: dict[str, object] = json.loads(figures.read_text("utf-8"))
    return found


@pytest.mark.all_only
def test_notes_saved_videos_and_edits_work_and_nothing_waits_without_a_network(
    tmp_path: Path,
) -> None:
    assert "longest_ms" in run_without_network(tmp_path)


# Opens the tour, plays two seconds of it once all is there, and ends.
_PLAY = """
from PySide6.QtWidgets import QApplication
from viewer import TOUR, app
settle = app.Cuenote.settle
def play(self):
    settle(self)
    self.context.player.position_changed.connect(lambda ms: ms > 2_000 and QApplication.quit())
    self.context.trigger("play")
app.Cuenote.settle = play
raise SystemExit(app.run(TOUR, None))
"""


@pytest.mark.all_only
def test_start_and_playing_connect_to_nobody(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    seen = tmp_path / "calls"
    # Seen is whatever asks the system: also libvlc, Qt, and the children.
    watched = [strace or "", "-f", "--seccomp-bpf", "-e", "trace=socket,connect", "-o", str(seen)]
    if strace is None or subprocess.run([*watched, "true"], check=False).returncode:
        pytest.skip("strace cannot be used here")
    names = ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "RUNTIME_DIR")
    folders = {f"XDG_{name}": str(tmp_path / name) for name in names}
    for folder in folders.values():
        Path(folder).mkdir(mode=0o700)
    run = subprocess.run(
        [*watched, sys.executable, "-P", "-c", _PLAY],
        env={**os.environ, **folders},
        check=False,
        timeout=120,
    )
    assert run.returncode == 0
    calls = seen.read_text("utf-8", "replace").splitlines()
    assert any("AF_UNIX" in call for call in calls)  # the screen's
    assert [call for call in calls if "AF_INET" in call] == []
