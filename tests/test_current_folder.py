"""Nothing in the current folder is run, whatever its files are called.

A vault can come from anywhere. Here it holds a module of every name in the standard library and of
what Cuenote uses; each writes its name into a file as soon as it is imported, by any Python.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_run import make_checkout

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the modules write by `posix`")

_OTHERS = """
    PySide6 av certifi hatchling pip platformdirs pyromark rapidfuzz setuptools shiboken6
    sitecustomize snowballstemmer urllib3 usercustomize viewer vlc watchdog yaml yt_dlp
"""
_HOSTILE = """\
import posix
file = posix.open({log!r}, posix.O_WRONLY | posix.O_APPEND | posix.O_CREAT)
posix.write(file, b"{name}\\n")
posix.close(file)
"""
_NOTES = 210  # enough for both commands to start processes


class Trap:
    def __init__(self, folder: Path) -> None:
        self.vault, self._log = folder / "vault", folder / "ran"
        self.vault.mkdir()
        for name in (*sys.stdlib_module_names, *_OTHERS.split()):
            code = _HOSTILE.format(log=str(self._log), name=name)
            (self.vault / f"{name}.py").write_text(code)
        for name in ("deno", "node", "ffmpeg", "git", "pip", "python", "python3"):
            (self.vault / name).write_text(f"#!/bin/sh\necho {name} >>'{self._log}'\n")
            (self.vault / name).chmod(0o755)
        self.environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            **{f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "DATA", "STATE")},
            "XDG_CACHE_HOME": str(folder / "CACHE"),
        }
        for name in ("PYTHONPATH", "PYTHONSAFEPATH"):  # a command that ran in this process sets it
            self.environment.pop(name, None)

    def ran(self) -> list[str]:
        names = self._log.read_text().split() if self._log.exists() else []
        self._log.unlink(missing_ok=True)
        return names

    def run(self, *command: str | Path, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(part) for part in command],
            cwd=self.vault,
            env={**self.environment, **variables},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
        )


@pytest.fixture
def trap(tmp_path: Path) -> Trap:
    return Trap(tmp_path)


def test_modules_of_the_trap_run_where_python_looks_there(trap: Trap) -> None:
    trap.run(sys.executable, "-m", "venv", "--help")
    assert trap.ran() != []


rest = pytest.mark.all_only
_MORE_COMMANDS = ("index .", "search . words", "show 0.md", "doctor", "save http://127.0.0.1:9/x")


@pytest.mark.parametrize(
    "arguments", ["check .", *(pytest.param(one, marks=rest) for one in _MORE_COMMANDS)]
)
def test_command_runs_nothing_of_the_current_folder(trap: Trap, arguments: str) -> None:
    cuenote = Path(sys.executable).with_name("cuenote")
    if not cuenote.exists():
        pytest.skip("Cuenote is not installed beside this Python")
    for number in range(_NOTES if arguments in ("index .", "check .") else 1):
        text = f"---\nvideoId: abcdefghij{number % 10}\n---\n\nSome words [0:05].\n"
        (trap.vault / f"{number}.md").write_text(text)
    run = trap.run(cuenote, *arguments.split())
    assert trap.ran() == []
    assert "Traceback" not in run.stderr, run.stderr
    assert run.returncode in (0, 1, 3), run.stderr


_WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from viewer import app
from viewer.__main__ import main

made = app.make_application

def make(*arguments):
    qapp = made(*arguments)
    timer = QTimer(qapp)
    timer.timeout.connect(lambda: look(qapp))
    timer.start(50)
    return qapp

def look(qapp):
    # Written by the process that the window starts beside itself.
    if list(Path(sys.argv[2]).rglob("*.sqlite")):
        for window in qapp.topLevelWidgets():
            window.close()

app.make_application = make
sys.exit(main(sys.argv[1:2]))
"""


@pytest.mark.all_only
def test_window_and_what_it_starts_run_nothing_of_the_current_folder(trap: Trap) -> None:
    (trap.vault / "note.md").write_text("# A talk\n\nSome words [0:05].\n")
    cache = trap.environment["XDG_CACHE_HOME"]
    # As `./run` starts it; and the user may have given their other programs this folder.
    run = trap.run(sys.executable, "-I", "-c", _WINDOW, trap.vault, cache, PYTHONPATH=".")
    assert trap.ran() == []
    assert (run.returncode, run.stderr) == (0, "")


_BACKEND = """
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "talk-1-py3-none-any.whl"
    files = {
        "viewer/__main__.py": "print('Cuenote')",
        "talk-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: talk\\nVersion: 1\\n",
        "talk-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nTag: py3-none-any\\n",
        "talk-1.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
    return name
"""


@rest
def test_first_start_runs_nothing_of_the_current_folder(trap: Trap, tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path)
    # With the real Python, venv, ensurepip and pip, for a project that needs no network.
    python = Path(sys.base_prefix) / "bin" / "python3"
    (checkout.tools / "python3").unlink()
    (checkout.tools / "python3").symlink_to(python)
    (checkout.folder / "backend.py").write_text(_BACKEND)
    (checkout.folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    )
    if trap.run(python, "-I", "-c", "import ensurepip, venv").returncode:
        pytest.skip("this Python has no ensurepip")
    run = checkout.start(cwd=trap.vault, PYTHONPATH=".")
    assert trap.ran() == []
    assert (run.returncode, run.stdout) == (0, "Cuenote\n"), run.stderr
