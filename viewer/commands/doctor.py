"""`cuenote doctor`: what is installed, what is missing, and the command to fix it.

It must work where Cuenote does not: it imports only the standard library at first. What may crash
when loaded (Qt's windows, libvlc and its plugins) is checked in child processes. Nothing is
written.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib
import json
import os
import platform
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import closing, suppress
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from viewer import __version__
from viewer.base.system_packages import install_command, reinstall_command
from viewer.base.terminal import Code, Parser, lacks_screen, tell, tell_json
from viewer.base.translation import and_list, aside

_CHILD_TIMEOUT_S = 60.0  # a first start of libvlc may read hundreds of files

OK, MISSING = "ok", "missing"
OPTIONAL = "optional"  # not there, and not needed

# What is needed: the name of a library, of its module and of its distribution.
_LIBRARIES = (
    ("PyAV", "av", "av"),
    ("Markdown", "pyromark", "pyromark"),
    ("Front matter", "yaml", "PyYAML"),
    ("Palette", "rapidfuzz", "RapidFuzz"),
    ("Formulas", "ziamath", "ziamath"),
)
# Without these plugins nothing is seen or heard: by the names of their files, and what they do.
_NEEDED_PLUGINS = {
    "avcodec": "decodes",
    "avformat": "reads files",
    "vmem": "delivers the frames",
    "scaletempo": "keeps the pitch at other speeds",
}
# On Linux: the plugin of Qt that opens windows, and the variable that names the screen.
_SCREENS = {"X11": ("libqxcb.so", "DISPLAY"), "Wayland": ("libqwayland.so", "WAYLAND_DISPLAY")}


class Check(NamedTuple):
    """One line of the report. `remedy` is a command if possible, else a sentence."""

    name: str
    value: str
    state: str = OK
    remedy: str = ""


def parser() -> Parser:
    made = Parser(
        "doctor", "Print versions, what is missing and how to install it, where your data is."
    )
    made.add_json("line of the report")
    return made


def run(options: argparse.Namespace) -> int:
    """Print the report; return 1 if a requirement is missing, else 0."""
    checks = list(_checks())
    width = max(len(check.name) for check in checks)
    missing = [check.name for check in checks if check.state == MISSING]
    for check in checks:
        if options.json:
            tell_json(check._asdict())
            continue
        state, name = f"{check.state:<{len(OPTIONAL)}}", f"{check.name:<{width}}"
        tell(f"{state}  {name}  {check.value}")
        if check.remedy:
            tell(f"{' ' * (len(OPTIONAL) + width + 2)}  -> {check.remedy}")
    if not options.json:
        tell()
        tell(f"Missing: {', '.join(missing)}." if missing else "Nothing is missing.")
    return Code.FOUND if missing else Code.DONE


def _checks() -> Iterator[Check]:
    yield Check("Cuenote", f"{__version__} in {Path(__file__).parents[1]}")
    yield Check("Python", f"{platform.python_version()} in {sys.prefix}")
    yield Check("System", _system_name())
    yield from in_child("qt_checks", "Qt", _pip("PySide6-Essentials"))
    yield from in_child("vlc_checks", "libvlc", install_command("broken"))
    for each in _LIBRARIES:
        yield _library(*each)
    yield _library("Spelling", "hunspell", "chunspell", OPTIONAL)
    yield _sqlite()
    yield from _yt_dlp()
    yield _speech()
    yield from _folders()


def _system_name() -> str:
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {platform.machine()}"
    except OSError:
        return platform.platform(terse=True)


def in_child(part: str, name: str, remedy: str) -> Iterator[Check]:
    """Yield the checks that the function `part` of this module makes in a new Python.

    If it crashes or hangs, yield a check of that `name` with the `remedy`.
    """
    script = f"import json, viewer.commands.doctor as d; print(json.dumps([*d.{part}()]))"
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-c", script],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_CHILD_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired:
        yield Check(name, f"no answer in {_CHILD_TIMEOUT_S:.0f} s", MISSING, remedy)
        return
    try:
        yield from (Check(*each) for each in json.loads(child.stdout.splitlines()[-1]))
    except (IndexError, ValueError):
        reason = [f"exit code {child.returncode}", *child.stderr.strip().splitlines()][-1]
        yield Check(name, f"crashes while loading: {reason}", MISSING, remedy)


def _library(name: str, module: str, distribution: str, without: str = MISSING) -> Check:
    """Check a Python library that is safe to import; `without` is the state where it is not."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library calls is not what is looked for
            importlib.import_module(module)
    except ImportError as error:
        return Check(name, str(error), without, _pip(distribution))
    return Check(name, f"{distribution} {_version(distribution)}")


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "(unknown version)"


def _pip(distribution: str) -> str:
    with suppress(metadata.PackageNotFoundError):
        for requirement in metadata.requires("cuenote") or []:
            if requirement.casefold().startswith(distribution.casefold()):
                return reinstall_command(requirement.partition(";")[0].strip())
    return reinstall_command(distribution)


def qt_checks() -> Iterator[Check]:
    """Check Qt, and on Linux what opens its windows."""
    try:
        import PySide6
        from PySide6 import QtCore, QtSvg, QtWidgets
    except ImportError as error:
        # Qt is there, but a library of the system that it is linked against is not.
        lacks_library = sys.platform == "linux" and "shared object file" in str(error)
        remedy = install_command("qt") if lacks_library else _pip("PySide6-Essentials")
        yield Check("Qt", str(error), MISSING, remedy)
        return
    del QtSvg, QtWidgets  # only their loading was wanted
    yield Check("Qt", f"{QtCore.qVersion()}, PySide6 {PySide6.__version__}")
    if sys.platform != "linux":
        return
    folder = Path(QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath))
    here = [name for name, (_, variable) in _SCREENS.items() if os.environ.get(variable)]
    opens, errors = [], []
    for name in here or _SCREENS:
        try:
            ctypes.CDLL(str(folder / "platforms" / _SCREENS[name][0]))
            opens.append(name)
        except OSError as error:
            errors.append(str(error))
    if not opens:
        yield Check("Screen", "; ".join(errors), MISSING, install_command("qt"))
    elif why := lacks_screen():
        value = f"no window can be opened from here: {why}"
        yield Check("Screen", value, OPTIONAL, "Start Cuenote from a desktop, or with `ssh -X`.")
    else:
        yield Check("Screen", f"windows open on {and_list(opens)}")


def vlc_checks() -> Iterator[Check]:
    """Check libvlc, its binding and its plugins."""
    path = os.environ.get("PYTHON_VLC_LIB_PATH")
    unset = f"unset PYTHON_VLC_LIB_PATH (it names {path}), or: " if path is not None else ""
    try:
        import vlc

        version = vlc.libvlc_get_version().decode()
    except (ModuleNotFoundError, SyntaxError) as error:
        yield Check("python-vlc", str(error), MISSING, _pip("python-vlc"))
        return
    except NotImplementedError:
        remedy = unset + install_command("broken")
        yield Check("libvlc", "found, but it can't be loaded", MISSING, remedy)
        return
    except (OSError, ImportError, NameError, AttributeError, SystemExit):
        # On Linux the import succeeds without libvlc, and the first call fails. SystemExit is how
        # python-vlc answers a PYTHON_VLC_LIB_PATH that it cannot load.
        yield Check("libvlc", "not found", MISSING, unset + install_command("vlc"))
        return
    yield Check("python-vlc", _version("python-vlc"))
    if not version.startswith("3."):
        value = f"{version}: Cuenote needs libvlc 3"
        yield Check("libvlc", value, MISSING, install_command("vlc"))
        return
    yield Check("libvlc", version)
    yield _plugins(vlc)


def _plugins(vlc: Any) -> Check:
    folder = _plugin_folder(vlc)
    names = {path.stem for path in folder.rglob("*_plugin.*")} if folder is not None else set()
    if vlc.Instance("--quiet", "--aout=adummy") is None:
        value = f"none found in {folder}" if folder is not None else "none found"
        return Check("VLC's plugins", value, MISSING, install_command("plugins"))
    if folder is None:
        return Check("VLC's plugins", "libvlc starts; their folder is unknown")
    lacking = [
        aside(name, does)
        for name, does in _NEEDED_PLUGINS.items()
        if f"lib{name}_plugin" not in names
    ]
    value = f"{len(names)} in {folder}"
    if not lacking:
        return Check("VLC's plugins", value)
    value = f"{value}, but not {', '.join(lacking)}"
    return Check("VLC's plugins", value, MISSING, install_command("plugins"))


def _plugin_folder(vlc: Any) -> Path | None:
    named = getattr(vlc, "plugin_path", None)
    if named:
        return Path(named, "plugins") if Path(named, "plugins").is_dir() else Path(named)
    with suppress(OSError):
        # libvlc looks beside libvlccore in just this way.
        mapped = Path("/proc/self/maps").read_text("utf-8", "surrogateescape")
        for line in mapped.splitlines():
            if "/libvlccore.so" in line:
                return Path(f"/{line.partition('/')[2]}").parent / "vlc" / "plugins"
    return None


def _sqlite() -> Check:
    value = f"SQLite {sqlite3.sqlite_version}"
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE found USING fts5(text)")
        except sqlite3.OperationalError as error:
            remedy = "Set up with another Python: rm -r .venv; PYTHON=/usr/bin/python3 ./run"
            return Check("Search", f"{value}: no FTS5 ({error})", MISSING, remedy)
    return Check("Search", f"{value} with FTS5")


def _yt_dlp() -> Iterator[Check]:
    check = _library("yt-dlp", "yt_dlp", "yt-dlp")
    if check.state == MISSING:
        yield check
        return
    with suppress(ImportError):  # what is missing has a line of its own
        from viewer.commands.arguments import data_folder
        from viewer.media.ytdlp import own_version
        from viewer.online.ytdlp_update import current_version

        used = current_version(data_folder())
        if used != own_version():
            check = check._replace(value=f"{check.value}; updated to {used}, which is used")
    yield check
    yield _javascript()


def _javascript() -> Check:
    """Look for JavaScript as yt-dlp does."""
    from yt_dlp.globals import supported_js_runtimes  # type: ignore[import-untyped]

    for name in ("deno", "node"):
        found = supported_js_runtimes.value[name]().info
        if found is not None and found.supported:
            return Check("JavaScript", f"{name.capitalize()} {found.version} in {found.path}")
    value = "no runtime that is new enough: only videos from YouTube need one"
    return Check("JavaScript", value, OPTIONAL, _pip("deno"))


def _speech() -> Check:
    try:
        from viewer.commands.arguments import data_folder
        from viewer.media.speech_engine import NAME, REMEDY, find_engine
        from viewer.media.speech_models import MODELS_FOLDER, models_here
    except ImportError as error:
        return Check("Speech", str(error), OPTIONAL)  # its line says what to do
    data = data_folder()
    found = find_engine(data)
    if found is None:
        return Check("Speech", f"no {NAME}: videos can't be transcribed yet", OPTIONAL, REMEDY)
    models = ", ".join(each.name for each in models_here(data)) or "none yet"
    return Check("Speech", f"{found.name}; models in {data / MODELS_FOLDER}: {models}")


def _folders() -> Iterator[Check]:
    try:
        import platformdirs
    except ImportError as error:
        yield Check("Folders", str(error), MISSING, _pip("platformdirs"))
        return
    dirs = platformdirs.PlatformDirs("cuenote", appauthor=False)
    for name, path in (
        ("Settings", dirs.user_config_path),
        ("Cache", dirs.user_cache_path),
        ("State", dirs.user_state_path),
        ("Data", dirs.user_data_path),
    ):
        # What is not there yet is made in the nearest folder above it.
        there = next(folder for folder in (path, *path.parents) if folder.exists())
        if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
            yield Check(name, str(path))
        else:
            value = f"{path} can't be written to"
            remedy = f"Make {there} a folder that you can write to."
            yield Check(name, value, MISSING, remedy)
