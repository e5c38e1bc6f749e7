"""Ctrl+C while a command starts: it ends at once, without a word."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from tests.commands.calls import ROOT

_LONG_S = 240.0
# Run in the program before all else. `sys.orig_argv`: what it starts itself goes straight on.
_STOP = """
import os, sys
def stop(event, values, waited=[]):
    module = sys.modules.get("{0}")
    if event == "import" and module and not module.__spec__._initializing and not waited:
        waited.append(True)
        os.write(2, b"loaded\\n")
        os.read(0, 1)
if sys.orig_argv[1:3] == ["-m", "viewer"]:
    sys.addaudithook(stop)
"""


@contextmanager
def _ended_when_late(process: subprocess.Popen[str]) -> Iterator[None]:
    """Kill a command that does not end: it is to fail its test, not to hold up the others."""
    late = Timer(_LONG_S, process.kill)
    late.start()
    try:
        yield
    finally:
        late.cancel()


def _stopped(loaded: str, arguments: list[str], home: Path) -> subprocess.Popen[str]:
    """Start the program; it says so and waits at the first import once it has loaded a module."""
    (home / "python").mkdir()
    (home / "python" / "sitecustomize.py").write_text(_STOP.format(loaded), "utf-8")
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CACHE", "STATE", "DATA", "CONFIG")}
    return subprocess.Popen(
        [sys.executable, "-m", "viewer", *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            **folders,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(home / "python"),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    ("command", "loaded"),
    [
        ("show", "viewer.base.interrupt"),
        ("show", "viewer.base.terminal"),
        ("show", "viewer.notes.blocks"),
        ("check", "viewer.check.check"),
        ("convert", "viewer.notes.blocks"),
        ("export", "viewer.export.new_file"),
        ("search", "viewer.vault.schema"),
        ("index", "viewer.vault.indexer"),
        ("doctor", "sqlite3"),
        ("save", "viewer.media.ytdlp"),
        ("transcribe", "viewer.notes.blocks"),
        ("", "PySide6.QtCore"),
    ],
)
def test_interrupted_start_ends_without_a_word(command: str, loaded: str, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("Said [0:01].\n", "utf-8")
    more = {
        "convert": ["--to", "link"],
        "export": ["--as", "csv"],
        "search": ["said"],
        "doctor": [],
        "save": ["http://127.0.0.1:9/video"],
    }.get(command, [])
    places = [] if command in ("doctor", "save") else [tmp_path if command else note]
    if command in ("show", "transcribe"):
        places = [note]
    arguments = [*[command] * bool(command), *map(str, places), *more]
    with _stopped(loaded, arguments, tmp_path) as process, _ended_when_late(process):
        assert process.stderr.readline() == "loaded\n"
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate() == ("", "")
    assert process.returncode == 130


def test_interrupt_that_is_ignored_stays_so(tmp_path: Path) -> None:
    """As of a command in the background of a script."""
    note = tmp_path / "note.md"
    note.write_text("Said [0:01].\n", "utf-8")
    heard = signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is started has it from us
    try:
        process = _stopped("viewer.base.terminal", ["show", str(note)], tmp_path)
    finally:
        signal.signal(signal.SIGINT, heard)
    with process, _ended_when_late(process):
        assert process.stderr.readline() == "loaded\n"
        process.send_signal(signal.SIGINT)
        said, _ = process.communicate("go on")
    assert process.returncode == 0
    assert "0:01" in said


def test_interrupted_text_that_python_runs_leaves_the_code_of_a_command(tmp_path: Path) -> None:
    (tmp_path / "interrupted.py").write_text(
        "import sys\n"
        "from viewer import interrupt\n"
        "try:\n"
        '    exec("import signal; signal.raise_signal(signal.SIGINT)")\n'
        "except KeyboardInterrupt:\n"
        "    interrupt.end_again()\n"
        "sys.exit(130)\n",
        "utf-8",
    )
    paths = os.pathsep.join((str(tmp_path), str(ROOT)))
    child = subprocess.run(
        [sys.executable, "-m", "interrupted"],
        env={**os.environ, "PYTHONPATH": paths},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert child.returncode == 130


def test_what_is_half_made_as_a_command_is_stopped_says_nothing() -> None:
    program = (
        "import signal\n"
        "from viewer.base.interrupt import interrupt\n"
        "class Answer:\n"
        "    def __init__(self): self.file = signal.raise_signal(signal.SIGINT)\n"
        "    def __del__(self): self.file.close()\n"
        "signal.signal(signal.SIGINT, interrupt)\n"
        "try: Answer()\n"
        "except KeyboardInterrupt: pass\n"
    )
    child = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    assert (child.returncode, child.stderr) == (0, "")
