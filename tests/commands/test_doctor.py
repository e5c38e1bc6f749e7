"""The doctor, on a machine that is whole and on some that really are not."""

import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from viewer.system_packages import install_command
from viewer.ui.session.video_status import is_command_line
from viewer.video.speech.engine import ModelFolder

ROOT = Path(__file__).parents[2]
_LIBRARIES = ("libvlc.so.5", "libvlccore.so.9")


def _doctor(**environment: str) -> tuple[int, str]:
    """Run the doctor; give its exit code and its report."""
    code = "import sys; from viewer.commands.doctor import run; sys.exit(run(None))"
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert run.stderr == ""
    return run.returncode, run.stdout


def _line(report: str, name: str) -> tuple[str, str, str]:
    """Find the state, the value and the remedy that the report gives for `name`."""
    found = re.search(rf"^(\w+) +{re.escape(name)}  +(.+)\n(?: +-> (.+)\n)?", report, re.MULTILINE)
    assert found is not None, report
    return found[1], found[2], found[3] or ""


def _installed_libvlc() -> Path:
    """Find the folder of the system's libvlc; skip the test where there is none of the kind."""
    if sys.platform != "linux":
        pytest.skip("takes libvlc apart as Linux lays it out")
    found = re.search(
        r"libvlc\.so\.5 .*=> (\S+)",
        subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True).stdout,
    )
    if found is None:
        pytest.skip("libvlc is not installed")
    return Path(found[1]).parent


def test_doctor_when_nothing_is_missing_names_every_version() -> None:
    code, report = _doctor()
    assert code == 0, report
    assert report.endswith("\nNothing is missing.\n")
    for name in (
        "Cuenote",
        "Python",
        "System",
        "Qt",
        "python-vlc",
        "libvlc",
        "PyAV",
        "Search",
        "yt-dlp",
    ):
        state, value, remedy = _line(report, name)
        assert state == "ok"
        assert re.search(r"\d+\.\d+|Linux|macOS|Windows|GNU", value)
        assert remedy == ""
    assert "FTS5" in _line(report, "Search")[1]
    assert "libavcodec" in _line(report, "PyAV")[1]


def test_doctor_where_there_is_no_screen_says_so_and_calls_nothing_missing() -> None:
    code, report = _doctor(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    assert code == 0, report
    state, value, remedy = _line(report, "Screen")
    assert state == "optional"
    assert "DISPLAY" in value
    assert "ssh -X" in remedy
    for name in ("Qt on X11", "Qt on Wayland"):
        assert _line(report, name)[0] == "ok"


@pytest.mark.parametrize(
    ("release", "command"),
    [
        ({"ID": "debian"}, "sudo apt-get install libvlc5 vlc-plugin-base libvlc-bin"),
        ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt-get install libvlc5"),
        ({"ID": "fedora"}, "sudo dnf install vlc"),
        ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install vlc"),
        ({"ID": "arch"}, "sudo pacman -S vlc"),
        ({"ID": "endeavouros", "ID_LIKE": "arch"}, "sudo pacman -S vlc"),
        ({"ID": "nixos"}, "Install VLC 3 with its library (libvlc) and plugins."),
    ],
)
def test_install_command_is_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, release: dict[str, str], command: str
) -> None:
    (tmp_path / "sudo").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: release)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert install_command("vlc").startswith(command)
    for what in ("vlc", "broken", "plugins", "cache", "qt"):
        assert is_command_line(install_command(what)) == (release["ID"] != "nixos")
    (tmp_path / "sudo").unlink()
    assert "sudo" not in install_command("vlc")


def test_doctor_when_libvlc_cannot_be_loaded_gives_the_command(tmp_path: Path) -> None:
    code, report = _doctor(PYTHON_VLC_LIB_PATH=str(tmp_path / "libvlc.so"))
    assert code == 1
    state, value, remedy = _line(report, "libvlc")
    assert state == "missing"
    assert "PYTHON_VLC_LIB_PATH" in value
    assert "unset PYTHON_VLC_LIB_PATH" in remedy
    assert report.endswith("\nMissing: libvlc.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="a library of Linux")
def test_doctor_when_libvlc_is_broken_says_that_it_cannot_be_loaded(tmp_path: Path) -> None:
    (tmp_path / "libvlc.so.5").write_text("of another machine")
    code, report = _doctor(LD_LIBRARY_PATH=str(tmp_path))
    assert code == 1
    wanted = ("missing", "found, but it can't be loaded", install_command("broken"))
    assert _line(report, "libvlc") == wanted


def test_doctor_when_libvlc_has_no_plugins_gives_the_command(tmp_path: Path) -> None:
    # libvlc looks for its plugins beside itself: a copy elsewhere has none.
    folder = _installed_libvlc()
    for name in _LIBRARIES:
        shutil.copy(folder / name, tmp_path)
    code, report = _doctor(LD_LIBRARY_PATH=str(tmp_path))
    assert code == 1
    assert _line(report, "libvlc")[0] == "ok"
    state, value, remedy = _line(report, "VLC's plugins")
    assert state == "missing"
    assert str(tmp_path) in value
    assert "install" in remedy.casefold()


def test_doctor_when_one_plugin_is_missing_says_which(tmp_path: Path) -> None:
    folder = _installed_libvlc()
    for name in _LIBRARIES:
        shutil.copy(folder / name, tmp_path)
    skipped = ("libavformat_plugin.so", "plugins.dat")
    for path in (folder / "vlc" / "plugins").rglob("*"):
        copy = tmp_path / path.relative_to(folder)
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif path.name not in skipped:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.symlink_to(path)
    code, report = _doctor(LD_LIBRARY_PATH=str(tmp_path))
    assert code == 1
    state, value, _ = _line(report, "VLC's plugins")
    assert state == "missing"
    assert "avformat (reads files)" in value
    assert _line(report, "VLC's plugin cache")[0] == "optional"


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    ("module", "name", "distribution"),
    [
        ("PySide6", "Qt", "PySide6-Essentials"),
        ("vlc", "python-vlc", "python-vlc"),
        ("av", "PyAV", "av"),
        ("pyromark", "Markdown", "pyromark"),
        ("rich", "Terminal", "rich"),
        ("yt_dlp", "yt-dlp", r"yt-dlp\[default\]"),
    ],
)
def test_doctor_when_a_library_is_broken_goes_on_and_says_so(
    tmp_path: Path, module: str, name: str, distribution: str
) -> None:
    # A package that cannot be imported stands before the real one.
    (tmp_path / module).mkdir()
    (tmp_path / module / "__init__.py").write_text("raise ModuleNotFoundError('taken away')\n")
    code, report = _doctor(PYTHONPATH=str(tmp_path))
    assert code == 1
    state, value, remedy = _line(report, name)
    assert (state, value) == ("missing", "taken away")
    # Older tools write the names of distributions as they please.
    command = rf'-m pip install --force-reinstall "{distribution}[<>=,.\d]*"'
    assert re.search(command, remedy, re.IGNORECASE)
    assert report.endswith(f"\nMissing: {name}.\n")


def test_doctor_when_a_library_crashes_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("import os\nos.abort()\n")
    code, report = _doctor(PYTHONPATH=str(tmp_path))
    assert code == 1
    assert "crashes while loading" in _line(report, "Qt")[1]
    assert _line(report, "libvlc")[0] == "ok"


def test_doctor_when_a_folder_cannot_be_made_says_which(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere the settings do not follow XDG_CONFIG_HOME")
    (tmp_path / "file").write_text("")
    code, report = _doctor(XDG_CONFIG_HOME=str(tmp_path / "file"))
    assert code == 1
    state, _, remedy = _line(report, "Settings")
    assert state == "missing"
    assert str(tmp_path / "file") in remedy


def test_doctor_names_the_engine_for_speech_and_the_models_that_are_whole(
    tmp_path: Path, speech_model: ModelFolder
) -> None:
    models = tmp_path / "cuenote" / "speech" / "models"
    models.mkdir(parents=True)
    (models / "tiny.en").symlink_to(speech_model.folder)
    (models / "small").mkdir()  # not whole
    code, report = _doctor(XDG_DATA_HOME=str(tmp_path))
    assert code == 0
    assert re.search(rf"ok +Speech +faster-whisper 1\.\S+; models in {models}: tiny\.en\n", report)
