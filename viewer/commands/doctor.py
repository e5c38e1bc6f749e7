"""`cuenote doctor`: what is installed, what is missing, and the command to fix it.

It must work where Cuenote does not: it imports only the standard library at first. What may crash
when loaded (Qt's windows, libvlc and its plugins) is tested in child processes. Nothing is written.
"""

from __future__ import annotations

import argparse
import ctypes
import importlib
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Any

from viewer import __version__
from viewer.base.system_packages import install_command, reinstall_command
from viewer.base.terminal import Code, Parser, lacks_screen, plain, tell_json
from viewer.base.translation import and_list, aside

_PROBE_TIMEOUT_S = 60.0  # a first start without the plugin cache reads hundreds of files

# Without these plugins nothing is seen or heard: by the names of their files, and what they do.
_NEEDED_PLUGINS = {
    "avcodec": "decodes",
    "avformat": "reads files",
    "vmem": "delivers the frames",
    "scaletempo": "keeps the pitch at other speeds",
}
# On Linux: the plugin of Qt that opens windows, and the variable that names the screen.
_SCREENS = {"X11": ("libqxcb.so", "DISPLAY"), "Wayland": ("libqwayland.so", "WAYLAND_DISPLAY")}


class CheckState(StrEnum):
    """The result of a check."""

    OK = "ok"
    MISSING = "missing"
    OPTIONAL = "optional"  # not there, and not needed


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report. `remedy` is a command if possible, else a sentence."""

    name: str
    value: str
    state: CheckState = CheckState.OK
    remedy: str = ""


def parser() -> Parser:
    made = Parser(
        "doctor", "Print versions, what is missing and how to install it, where your data is."
    )
    made.add_json("line of the report")
    return made


def run(options: argparse.Namespace) -> int:
    """Print the report; return 1 if a requirement is missing, else 0."""
    out, checks = sys.stdout, list(_checks())
    state_width = max(len(state) for state in CheckState)
    width = max(len(check.name) for check in checks)
    missing = [check.name for check in checks if check.state is CheckState.MISSING]
    for check in checks:
        if options.json:
            tell_json(asdict(check))
            continue
        state, name = f"{check.state:<{state_width}}", f"{check.name:<{width}}"
        out.write(plain(f"{state}  {name}  {check.value}") + "\n")
        if check.remedy:
            out.write(plain(f"{' ' * (state_width + width + 2)}  -> {check.remedy}") + "\n")
    if not options.json:
        out.write("\n")
        words = f"Missing: {', '.join(missing)}." if missing else "Nothing is missing."
        out.write(f"{words}\n")
    return Code.FOUND if missing else Code.DONE


def _checks() -> Iterator[Check]:
    yield Check("Cuenote", f"{__version__} in {Path(__file__).parents[1]}")
    yield Check("Python", f"{platform.python_version()} in {sys.prefix}")
    yield Check("System", _system_name())
    yield from _qt()
    yield from _vlc()
    yield _library("PyAV", "av", "av")
    yield _library("Markdown", "pyromark", "pyromark")
    yield _library("Front matter", "yaml", "PyYAML")
    yield _library("Palette", "rapidfuzz", "RapidFuzz")
    yield _library("Spelling", "hunspell", "chunspell", CheckState.OPTIONAL)
    yield _library("Formulas", "ziamath", "ziamath")
    yield _sqlite()
    yield from _yt_dlp()
    yield _speech()
    yield from _folders()


def _system_name() -> str:
    name = platform.platform(terse=True)
    if sys.platform == "linux":
        try:
            name = f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {platform.machine()}"
        except OSError:
            pass  # a system without /etc/os-release has the kernel's name alone
    return name


def _library(
    name: str, module: str, distribution: str, without: CheckState = CheckState.MISSING
) -> Check:
    """Check a Python library that is safe to import; `without` says what fails without it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library calls is not what is looked for
            loaded = importlib.import_module(module)
    except ImportError as error:
        return Check(name, str(error), without, _pip(distribution))
    value = f"{distribution} {_version(distribution)}"
    if module == "av":
        libraries = ", ".join(
            f"{library} {'.'.join(map(str, loaded.library_versions[library]))}"
            for library in ("libavcodec", "libavformat")
        )
        value = f"{value} with {libraries}"
    return Check(name, value)


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "(unknown version)"


def _pip(distribution: str) -> str:
    wanted = distribution
    try:
        requirements = metadata.requires("cuenote") or []
    except metadata.PackageNotFoundError:
        requirements = []
    for requirement in requirements:
        if requirement.casefold().startswith(distribution.casefold()):
            wanted = requirement.partition(";")[0].strip()
    return reinstall_command(wanted)


# Qt

# As `QFontDatabase.WritingSystem` has them.
_SCRIPTS = {
    "SimplifiedChinese": "Chinese",
    "Japanese": "Japanese",
    "Korean": "Korean",
    "Arabic": "Arabic",
}


def _qt() -> Iterator[Check]:
    found = _in_child("probe_qt")
    if "error" in found:
        # Qt is there, but a library of the system that it is linked against is not.
        lacks_library = sys.platform == "linux" and "shared object file" in found["error"]
        remedy = install_command("qt") if lacks_library else _pip("PySide6-Essentials")
        yield Check("Qt", found["error"], CheckState.MISSING, remedy)
        return
    value = f"{found['qt']}, PySide6 {found['binding']}"
    if not (6, 10) <= tuple(int(part) for part in found["binding"].split(".")[:2]) < (6, 12):
        value = f"{value}: Cuenote needs 6.10 or 6.11"
        yield Check("Qt", value, CheckState.MISSING, _pip("PySide6-Essentials"))
    else:
        yield Check("Qt", value)
    if sys.platform == "linux":
        yield from _screens(found["lacks"])
        yield _fonts(found["unwritten"])


def _fonts(unwritten: Sequence[str]) -> Check:
    if not unwritten:
        return Check("Fonts", "nothing is missing")
    names = [_SCRIPTS[script] for script in unwritten]
    value = f"none for {and_list(names)}"
    return Check("Fonts", value, CheckState.OPTIONAL, install_command("fonts"))


def _screens(lacks: dict[str, str]) -> Iterator[Check]:
    """Check what opens windows: X11 or Wayland will do, if the session has it.

    `lacks` has the reason why each plugin cannot be loaded; "" if it can.
    """
    here = [name for name, (_, variable) in _SCREENS.items() if os.environ.get(variable)]
    if why := lacks_screen():
        value = f"no window can be opened from here: {why}"
        remedy = "Start Cuenote from a desktop, or with `ssh -X`."
        yield Check("Screen", value, CheckState.OPTIONAL, remedy)
    opens = any(not lacks[name] for name in here or _SCREENS)
    for name, error in lacks.items():
        label = f"Qt on {name}"
        if error:
            state = CheckState.OPTIONAL if opens else CheckState.MISSING
            yield Check(label, error, state, install_command("qt"))
        else:
            yield Check(label, "nothing is missing")


def probe_qt() -> dict[str, Any]:
    """Load Qt and its window plugins on Linux. Runs in a child process."""
    try:
        import PySide6
        from PySide6 import QtCore, QtGui, QtSvg, QtWidgets
    except ImportError as error:
        return {"error": str(error)}
    del QtSvg, QtWidgets  # only their loading was wanted
    lacks: dict[str, str] = {}
    if sys.platform == "linux":
        folder = QtCore.QLibraryInfo.path(QtCore.QLibraryInfo.LibraryPath.PluginsPath)
        for name, (plugin, _) in _SCREENS.items():
            try:
                ctypes.CDLL(str(Path(folder) / "platforms" / plugin))
                lacks[name] = ""
            except OSError as error:
                lacks[name] = str(error)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # which needs none of those plugins
    application = QtGui.QGuiApplication(["doctor"])
    systems = QtGui.QFontDatabase.WritingSystem
    unwritten = [s for s in _SCRIPTS if not QtGui.QFontDatabase.families(systems[s])]
    del application
    versions = {"qt": QtCore.qVersion(), "binding": PySide6.__version__}
    return {**versions, "lacks": lacks, "unwritten": unwritten}


# libvlc


def _vlc() -> Iterator[Check]:
    found = _in_child("probe_vlc")
    if "no_binding" in found:
        yield Check("python-vlc", found["no_binding"], CheckState.MISSING, _pip("python-vlc"))
        return
    yield Check("python-vlc", _version("python-vlc"))
    bad_path = os.environ.get("PYTHON_VLC_LIB_PATH")
    if "error" in found:
        remedy = install_command("broken" if found.get("is_there") else "vlc")
        if bad_path is not None:
            remedy = f"unset PYTHON_VLC_LIB_PATH (it names {bad_path}), or: {remedy}"
        yield Check("libvlc", found["error"], CheckState.MISSING, remedy)
        return
    version = str(found["version"])
    if not version.startswith("3."):
        value = f"{version}: Cuenote needs libvlc 3"
        yield Check("libvlc", value, CheckState.MISSING, install_command("vlc"))
        return
    yield Check("libvlc", version)
    if not found["instance"]:
        value = "libvlc starts, but no plugins were found"
        if found["plugins"]:
            value += f" in {found['plugins']}"
        yield Check("VLC's plugins", value, CheckState.MISSING, install_command("plugins"))
        return
    if not found["plugins"]:
        yield Check("VLC's plugins", "libvlc starts; their folder is unknown")
        return
    folder = Path(found["plugins"])
    names = {path.stem for path in folder.rglob("*_plugin.*")}
    lacking = [
        aside(name, does)
        for name, does in _NEEDED_PLUGINS.items()
        if f"lib{name}_plugin" not in names
    ]
    if lacking:
        value = f"{len(names)} in {folder}, but not {', '.join(lacking)}"
        yield Check("VLC's plugins", value, CheckState.MISSING, install_command("plugins"))
    else:
        yield Check("VLC's plugins", f"{len(names)} in {folder}")
    if sys.platform == "linux":
        yield _plugin_cache(folder)


def _plugin_cache(folder: Path) -> Check:
    """Check for the plugin cache, without which libvlc opens every plugin at each start."""
    if (folder / "plugins.dat").is_file():
        return Check("VLC's plugin cache", "found")
    value = "not found: the first video opens about a tenth of a second later"
    return Check("VLC's plugin cache", value, CheckState.OPTIONAL, install_command("cache"))


def probe_vlc() -> dict[str, Any]:
    """Load libvlc and start it. Runs in a child process."""
    try:
        import vlc
    except (ModuleNotFoundError, SyntaxError) as error:
        return {"no_binding": str(error)}
    except (OSError, ImportError) as error:
        return {"error": f"not found ({error})"}
    except NotImplementedError:
        return {"error": "found, but it can't be loaded", "is_there": True}
    except SystemExit:
        # How python-vlc answers a PYTHON_VLC_LIB_PATH that it cannot load.
        return {"error": "not found at PYTHON_VLC_LIB_PATH"}
    try:
        version = vlc.libvlc_get_version().decode()
    except (NameError, AttributeError):
        # On Linux the import succeeds without libvlc, and the first call says so.
        return {"error": "not found"}
    instance = vlc.Instance("--quiet", "--aout=adummy")
    if instance is not None:
        instance.release()
    return {"version": version, "instance": instance is not None, "plugins": _plugin_folder(vlc)}


def _plugin_folder(vlc: Any) -> str:
    named = getattr(vlc, "plugin_path", None)
    if named and (Path(named) / "plugins").is_dir():
        return str(Path(named) / "plugins")
    try:
        # libvlc looks beside libvlccore in just this way.
        mapped = Path("/proc/self/maps").read_text("utf-8", "surrogateescape")
    except OSError:
        return str(named or "")
    for line in mapped.splitlines():
        path = line.partition("/")[2]
        if "/libvlccore.so" in path:
            return str(Path(f"/{path}").parent / "vlc" / "plugins")
    return ""


# The rest


def _sqlite() -> Check:
    value = f"SQLite {sqlite3.sqlite_version}"
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(text)")
    except sqlite3.OperationalError as error:
        remedy = "Set up with another Python: rm -r .venv; PYTHON=/usr/bin/python3 ./run"
        value = f"{value}: no FTS5 ({error})"
        return Check("Search", value, CheckState.MISSING, remedy)
    finally:
        connection.close()
    return Check("Search", f"{value} with FTS5")


def _yt_dlp() -> Iterator[Check]:
    found = _in_child("probe_yt_dlp")
    if "error" in found:
        yield Check("yt-dlp", found["error"], CheckState.MISSING, _pip("yt-dlp[default]"))
        return
    value = str(found["version"])
    with suppress(ImportError):  # what is missing has a line of its own
        from viewer.commands.arguments import data_folder
        from viewer.media.ytdlp import own_version
        from viewer.online.ytdlp_update import current_version

        used = current_version(data_folder())
        if used != own_version():
            value = f"{value}; updated to {used}, which is used"
    yield Check("yt-dlp", value)
    too_old = ""
    for name, version, path, is_supported in found["runtimes"]:
        label = f"{name.capitalize()} {version}"
        if is_supported:
            yield Check("JavaScript", f"{label} in {shutil.which(path) or path}")
            return
        too_old = too_old or label
    value = f"{too_old} is too old" if too_old else "no runtime"
    value = f"{value}: only videos from YouTube need one"
    yield Check("JavaScript", value, CheckState.OPTIONAL, _pip("deno"))


def probe_yt_dlp() -> dict[str, Any]:
    """Load the installed yt-dlp, and look for JavaScript as it does. Runs in a child process."""
    try:
        import yt_dlp
        import yt_dlp_ejs
        from yt_dlp.globals import supported_js_runtimes  # type: ignore[import-untyped]
    except ImportError as error:
        return {"error": str(error)}
    del yt_dlp_ejs  # only its loading was wanted
    found = [supported_js_runtimes.value[name]().info for name in ("deno", "node")]
    runtimes = [(one.name, one.version, one.path, one.supported) for one in found if one]
    return {"version": yt_dlp.version.__version__, "runtimes": runtimes}


def _speech() -> Check:
    try:
        from viewer.commands.arguments import data_folder
        from viewer.media.speech_engine import NAME, REMEDY, find_engine
        from viewer.media.speech_models import MODELS_FOLDER, models_here
    except ImportError as error:
        return Check("Speech", str(error), CheckState.OPTIONAL)  # its line says what to do
    data = data_folder()
    found = find_engine(data)
    if found is None:
        value = f"no {NAME}: videos can't be transcribed yet"
        return Check("Speech", value, CheckState.OPTIONAL, REMEDY)
    models = ", ".join(each.name for each in models_here(data)) or "none yet"
    return Check("Speech", f"{found.name}; models in {data / MODELS_FOLDER}: {models}")


def _folders() -> Iterator[Check]:
    try:
        import platformdirs
    except ImportError as error:
        yield Check("Folders", str(error), CheckState.MISSING, _pip("platformdirs"))
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
            yield Check(name, value, CheckState.MISSING, remedy)


def _in_child(probe: str) -> dict[str, Any]:
    """Run the function `probe` of this module in a new Python; return its result.

    A crash or hang of the child is returned as {"error": what happened}.
    """
    script = f"import json, viewer.commands.doctor as d; print(json.dumps(d.{probe}()))"
    root = str(Path(__file__).parents[2])
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH")))),
    }
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-c", script],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=_PROBE_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired:
        return {"error": f"no answer in {_PROBE_TIMEOUT_S:.0f} s"}
    try:
        answer = json.loads(child.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        said = child.stderr.strip().splitlines()
        reason = said[-1] if said else f"exit code {child.returncode}"
        return {"error": f"crashes while loading: {reason}"}
    return dict(answer)
