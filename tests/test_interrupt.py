"""Ctrl+C while a command starts: it ends at once, without a word."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from tests.test_command_line import ROOT

_LONG_S = 240.0


@contextmanager
def _ended_when_late(process: subprocess.Popen[str]) -> Iterator[None]:
    """Kill a command that does not end: it is to fail its test, not to hold up the others."""
    late = Timer(_LONG_S, process.kill)
    late.start()
    try:
        yield
    finally:
        late.cancel()


def _interrupted(loaded: str, *arguments: str | Path, home: Path) -> tuple[int, list[str]]:
    """Interrupt a command once it has loaded a module; return its code, and what it said."""
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CACHE", "STATE", "DATA", "CONFIG")}
    with subprocess.Popen(
        [sys.executable, "-X", "importtime", "-m", "viewer", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        with _ended_when_late(process):
            assert any(line.split()[-1] == loaded for line in process.stderr)
            os.killpg(process.pid, signal.SIGINT)
            said = [line for line in process.stderr if not line.startswith("import time:")]
            process.wait()
    return process.returncode, said


@pytest.mark.sample(4)
@pytest.mark.parametrize(
    ("command", "loaded"),
    [
        ("show", "viewer.interrupt"),
        ("show", "viewer.terminal"),
        ("show", "viewer.notes.blocks"),
        ("check", "viewer.evidence.check"),
        ("convert", "viewer.notes.blocks"),
        ("export", "viewer.export.new_file"),
        ("search", "viewer.vault.schema"),
        ("index", "viewer.vault.indexer"),
        ("doctor", "sqlite3"),
        ("fetch", "viewer.video.ytdlp.client"),
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
        "fetch": ["http://127.0.0.1:9/video"],
    }.get(command, [])
    places = [] if command in ("doctor", "fetch") else [tmp_path if command else note]
    if command in ("show", "transcribe"):
        places = [note]
    words = [command] * bool(command)
    assert _interrupted(loaded, *words, *places, *more, home=tmp_path) == (130, [])


def test_interrupt_that_is_ignored_stays_so(tmp_path: Path) -> None:
    """As of a command in the background of a script."""
    code = "import signal, os; signal.signal(signal.SIGINT, signal.SIG_IGN); os.execv({0!r}, {1!r})"
    note = tmp_path / "note.md"
    note.write_text("Said [0:01].\n", "utf-8")
    ran = [sys.executable, "-X", "importtime", "-m", "viewer", "show", str(note)]
    started = [sys.executable, "-c", code.format(sys.executable, ran)]
    with subprocess.Popen(
        started, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stderr is not None
        with _ended_when_late(process):
            assert any(line.split()[-1] == "viewer.terminal" for line in process.stderr)
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate()
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
