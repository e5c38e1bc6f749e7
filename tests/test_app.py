import os
import shutil
import signal
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from viewer import TOUR
from viewer.system.handover import link_to
from viewer.ui.window.application import install_crash_log


class _Painter:
    """Stands for what must not outlive the function that made it."""


def test_exception_that_nobody_caught_is_logged_and_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_crash_log(tmp_path)
    made: list[weakref.ref[_Painter]] = []

    def paint() -> None:
        painter = _Painter()
        made.append(weakref.ref(painter))
        raise ValueError("a bug")

    try:
        paint()
    except ValueError as error:
        kept = error  # as Python keeps the last one
        sys.excepthook(ValueError, error, error.__traceback__)
    assert "ValueError: a bug" in (tmp_path / "crash.log").read_text("utf-8")
    assert made[0]() is None
    assert kept.__traceback__ is not None


_WAITS = """
from PySide6.QtCore import QTimer
from viewer.ui.window.application import hear_signals, make_application
app = make_application()
hear_signals(app)
QTimer.singleShot(0, lambda: print("waits", flush=True))
app.exec()
print("ended")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_signal_ends_a_program_in_which_nothing_happens(name: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _WAITS], stdout=subprocess.PIPE, text=True
    ) as program:
        try:
            assert program.stdout.readline() == "waits\n"
            program.send_signal(getattr(signal, name))
            assert program.stdout.read() == "ended\n"
        finally:
            program.kill()


_STARTED = """
from PySide6.QtCore import QCoreApplication
from viewer import TOUR, app
settle = app.Cuenote.settle
def end(self):
    settle(self)
    QCoreApplication.quit()
app.Cuenote.settle = end
raise SystemExit(app.run(TOUR, None))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the C library's locales")
@pytest.mark.parametrize("name", ["tr_TR", pytest.param("az_AZ", marks=pytest.mark.all_only)])
def test_window_opens_where_letters_are_raised_otherwise(tmp_path: Path, name: str) -> None:
    """In Turkish and Azerbaijani the capital of i is another letter."""
    made = tmp_path / f"{name}.UTF-8"
    command = ["localedef", "-i", name, "-f", "UTF-8", str(made)]
    if shutil.which("localedef") is None or subprocess.run(command, check=False).returncode:
        pytest.skip(f"the locale {name} can't be made here: install locales")
    run = _start(tmp_path, LC_ALL=f"{name}.UTF-8", LOCPATH=str(tmp_path))
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "cuenote" / "state.ini").is_file()
    assert not (tmp_path / "cuenote" / "crash.log").exists()


def test_window_opens_without_a_language_where_nothing_can_be_saved_and_says_so_once(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").touch()
    run = _start(tmp_path / "file" / "home", LC_ALL="C")
    assert run.returncode == 0
    assert run.stderr.count("Can't write to") == run.stderr.count("\n") == 1


def _own(home: Path) -> dict[str, str]:
    return {f"XDG_{each}_HOME": str(home) for each in ("CONFIG", "STATE", "DATA", "CACHE")}


def _start(home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", _STARTED],
        env={**os.environ, **_own(home), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# What macOS does when a file or a link is opened with a program that runs.
_OPENED = """
import sys
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from viewer import TOUR, app
from viewer.ui.watch.session import Session
settle = app.Cuenote.settle
sys.stdout = sys.stderr = None
asked = sys.argv[1:]
def settled(self):
    settle(self)
    self.context.get(Session).note_opened.connect(lambda note: QTimer.singleShot(0, ask))
    ask()
def ask():
    if not asked:
        QCoreApplication.quit()
        return
    one = asked.pop(0)
    event = QFileOpenEvent(QUrl(one) if "://" in one else one)
    QCoreApplication.sendEvent(QCoreApplication.instance(), event)
app.Cuenote.settle = settled
raise SystemExit(app.run(TOUR, None))
"""


@pytest.mark.all_only
def test_what_macos_asks_to_open_is_opened_also_without_a_terminal(tmp_path: Path) -> None:
    note = tmp_path / "talk.md"
    note.write_text("# Talk\n")
    # A link from another vault would be asked about first.
    asked = [link_to(TOUR.with_name("guide.md"), None), str(note)]
    command = [sys.executable, "-c", _OPENED, *asked]
    run = subprocess.run(command, env={**os.environ, **_own(tmp_path)}, timeout=60, check=False)
    assert run.returncode == 0


def test_command_without_a_terminal_ends_as_with_one(tmp_path: Path) -> None:
    """As by `pythonw` on Windows, which has no output at all."""
    code = "import sys; sys.stdout = sys.stderr = None; from viewer.__main__ import main; "
    shown, none = ["show", str(TOUR)], [str(tmp_path / "none.md")]
    command = [sys.executable, "-c", f"{code}sys.exit(2 * main({shown!r}) + main({none!r}))"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (3, "", "")


@pytest.mark.sample(1)
@pytest.mark.skipif(sys.platform != "linux", reason="screens by these names")
@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({}, "neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ({"DISPLAY": ":9999"}, "could not connect to display :9999"),
        (
            {"QT_QPA_PLATFORM": "nothing", "CUENOTE_COMMAND": "./run"},
            "Could not find the Qt platform plugin",
        ),
    ],
)
def test_window_without_a_screen_ends_in_words(
    tmp_path: Path, environment: dict[str, str], why: str
) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE")
    others = {name: value for name, value in os.environ.items() if name not in screens}
    run = subprocess.run(
        [sys.executable, "-m", "viewer", "--tour"],
        cwd=Path(__file__).parents[1],
        env={**others, **_own(tmp_path), **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 1, run
    assert run.stderr.startswith(f"cuenote: the window can't be opened: {why}"), run.stderr
    command = environment.get("CUENOTE_COMMAND", "cuenote")
    assert run.stderr.endswith(f"\nRun `{command} doctor` to see what is missing.\n")
