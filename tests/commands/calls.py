"""The command line, run within the process of the tests, and seen from without as a process is.

What an own process is the point of (a signal, a pipe that breaks, what a start loads, the locale
it starts in) has one: `in_process`.
"""

import gc
import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from viewer.__main__ import main
from viewer.base import translation
from viewer.base.damaged import log

ROOT = Path(__file__).parents[2]
_HIDDEN = {"QT_QPA_PLATFORM": "offscreen"}


def run(
    *arguments: object,
    stdin: str = "",
    encoding: str = "utf-8",
    cwd: Path = ROOT,
    **environment: str,
) -> subprocess.CompletedProcess[str]:
    """Run `cuenote` with these arguments; it types and reads in this encoding."""
    words = [str(one) for one in arguments]
    # Files, not memory: a command may write to their descriptors, or make one of the other.
    with tempfile.TemporaryDirectory() as folder:
        out, errors = Path(folder, "out"), Path(folder, "errors")
        with (
            _kept(),
            mock.patch.dict(os.environ, {**_HIDDEN, **environment}),
            mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()))),
            out.open("w", encoding=encoding) as told,
            errors.open("w", encoding=encoding, errors="backslashreplace") as said,
            redirect_stdout(told),
            redirect_stderr(said),
            chdir(cwd),
        ):
            try:
                code = main(words)
            except SystemExit as ended:  # of argparse
                code = int(ended.code or 0)
        texts = [file.read_bytes().decode("utf-8", "replace") for file in (out, errors)]
    return subprocess.CompletedProcess(words, code, *texts)


@contextmanager
def _kept() -> Iterator[None]:
    language, collects, teller = translation.code(), gc.isenabled(), log.handlers[:]
    signals = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        translation.use(language)
        log.handlers[:] = teller
        for one, heard in signals.items():
            signal.signal(one, heard)
        if collects:
            gc.enable()


def printed(*arguments: object, code: int = 0) -> str:
    """Run it as `run` does; return what it prints, where it ends with this code."""
    done = run(*arguments)
    assert done.returncode == code, done.stderr
    return done.stdout


def in_process(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "viewer", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **_HIDDEN, "PYTHONWARNINGS": "error", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        check=False,
    )
