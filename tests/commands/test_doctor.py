"""The doctor, on a machine that is whole and on some that really are not.

What it finds of Qt and libvlc it is told by children, which have the environment of a test.
"""

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.calls import run
from viewer.base.system_packages import install_command
from viewer.commands import doctor
from viewer.commands.doctor import Check
from viewer.media.speech_models import ModelFolder
from viewer.ui.watch.media_pages import is_command_line

_LIBRARIES = ("libvlc.so.5", "libvlccore.so.9")


def _told(checks: Iterator[Check]) -> dict[str, tuple[str, str, str]]:
    return {check.name: (check.state, check.value, check.remedy) for check in checks}


def _checked(part: str) -> dict[str, tuple[str, str, str]]:
    return _told(doctor.in_child(part, "Crashed", ""))


def _line(report: str, name: str) -> tuple[str, str, str]:
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
    done = run("doctor")
    report = done.stdout
    assert (done.returncode, done.stderr) == (0, ""), report
    assert report.endswith("\nNothing is missing.\n")
    for name in ("Cuenote", "Python", "System", "Qt", "libvlc", "PyAV", "Search", "yt-dlp"):
        state, value, remedy = _line(report, name)
        assert state == "ok"
        assert re.search(r"\d+\.\d+|Linux|macOS|Windows|GNU", value)
        assert remedy == ""
    assert "FTS5" in _line(report, "Search")[1]


def test_doctor_where_there_is_no_screen_says_so_and_calls_nothing_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.setenv(name, "")
    state, value, remedy = _checked("qt_checks")["Screen"]
    assert state == "optional"
    assert "DISPLAY" in value
    assert "ssh -X" in remedy


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
    for what in ("vlc", "broken", "plugins", "qt"):
        assert is_command_line(install_command(what)) == (release["ID"] != "nixos")
    (tmp_path / "sudo").unlink()
    assert "sudo" not in install_command("vlc")


def test_doctor_when_libvlc_cannot_be_loaded_gives_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as named:
        named.setenv("PYTHON_VLC_LIB_PATH", str(tmp_path / "libvlc.so"))
        state, value, remedy = _checked("vlc_checks")["libvlc"]
    assert state == "missing"
    assert value == "not found"
    assert "unset PYTHON_VLC_LIB_PATH" in remedy
    if sys.platform == "linux":  # it is there, and of another machine
        (tmp_path / "libvlc.so.5").write_text("broken")
        monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
        wanted = ("missing", "found, but it can't be loaded", install_command("broken"))
        assert _checked("vlc_checks")["libvlc"] == wanted


def test_doctor_when_plugins_of_libvlc_are_missing_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _installed_libvlc()
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    # libvlc looks for its plugins beside itself: a copy elsewhere has none.
    for name in _LIBRARIES:
        shutil.copy(folder / name, tmp_path)
    told = _checked("vlc_checks")
    assert told["libvlc"][0] == "ok"
    state, value, remedy = told["VLC's plugins"]
    assert state == "missing"
    assert str(tmp_path) in value
    assert "install" in remedy.casefold()
    skipped = ("libavformat_plugin.so", "plugins.dat")
    for path in (folder / "vlc" / "plugins").rglob("*"):
        copy = tmp_path / path.relative_to(folder)
        if path.is_dir():
            copy.mkdir(parents=True, exist_ok=True)
        elif path.name not in skipped:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.symlink_to(path)
    state, value, _ = _checked("vlc_checks")["VLC's plugins"]
    assert state == "missing"
    assert "avformat (reads files)" in value


def test_doctor_when_libraries_are_broken_goes_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Those that are loaded in children: one that can't be imported stands before the real one.
    for module in ("PySide6", "vlc"):
        (tmp_path / module).mkdir()
        text = "raise ModuleNotFoundError('taken away')\n"
        (tmp_path / module / "__init__.py").write_text(text)
    for module in ("av", "pyromark", "yt_dlp"):
        monkeypatch.setitem(sys.modules, module, None)
    done = run("doctor", PYTHONPATH=str(tmp_path))
    report = done.stdout
    assert done.returncode == 1
    assert report.endswith("\nMissing: Qt, python-vlc, PyAV, Markdown, yt-dlp.\n")
    for name, distribution, why in (
        ("Qt", "PySide6-Essentials", "taken away"),
        ("python-vlc", "python-vlc", "taken away"),
        ("PyAV", "av", "import of av halted"),
        ("Markdown", "pyromark", "import of pyromark halted"),
        ("yt-dlp", r"yt-dlp\[default\]", "import of yt_dlp halted"),
    ):
        state, value, remedy = _line(report, name)
        assert (state, why in value) == ("missing", True), name
        # Older tools write the names of distributions as they please.
        command = rf'-m pip install --force-reinstall "{distribution}[<>=,.\d]*"'
        assert re.search(command, remedy, re.IGNORECASE)


def test_doctor_when_a_library_crashes_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("import os\nos.abort()\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "crashes while loading" in _checked("qt_checks")["Crashed"][1]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it follows no XDG_CONFIG_HOME")
def test_doctor_when_a_folder_cannot_be_made_says_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    state, _, remedy = _told(doctor._folders())["Settings"]
    assert state == "missing"
    assert str(tmp_path / "file") in remedy


def test_doctor_names_the_engine_for_speech_and_the_models_that_are_whole(
    tmp_path: Path, speech_model: ModelFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    models = tmp_path / "cuenote" / "speech" / "models"
    models.mkdir(parents=True)
    (models / "tiny.en").symlink_to(speech_model.folder)
    (models / "small").mkdir()  # not whole
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    found = doctor._speech()
    assert re.fullmatch(rf"faster-whisper 1\.\S+; models in {models}: tiny\.en", found.value)
    assert found.state == "ok"
