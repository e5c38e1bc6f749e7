"""`cuenote doctor`: what is installed, what is missing, and the command that mends each.

It must work where Cuenote does not: nothing but the standard library is imported on the way in, and
the core of Qt where the language is not English. What may crash when it is loaded (Qt's windows,
libvlc and its plugins) is looked at in child processes.
Nothing is written or created.
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
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Any

from viewer import __version__
from viewer.system_packages import install_command, reinstall_command
from viewer.terminal import Parser, columns, lacks_screen, padded, plain
from viewer.translation import _, and_list, aside, comma_list, numeral, tr

_PROBE_TIMEOUT_S = 60.0  # a first start without the plugin cache reads hundreds of files

# Without these plugins nothing is seen or heard: by the names of their files, and what they do.
_NEEDED_PLUGINS = {
    "avcodec": _("decodes"),
    "avformat": _("reads files"),
    "vmem": _("delivers the frames"),
    "scaletempo": _("keeps the pitch at other speeds"),
}
# On Linux: the plugin of Qt that opens windows, and the variable that names the screen.
_SCREENS = {
    "X11": ("libqxcb.so", "DISPLAY"),
    "Wayland": ("libqwayland.so", "WAYLAND_DISPLAY"),
}


_STATES = {
    #: In the report of `cuenote doctor`: this is there.
    "ok": _("ok", "state"),
    #: In the report of `cuenote doctor`: this is not there.
    "missing": _("missing", "state"),
    #: In the report of `cuenote doctor`: this is not there, and not needed.
    "optional": _("optional", "state"),
}


class CheckState(StrEnum):
    """What a check found."""

    OK = "ok"
    MISSING = "missing"
    OPTIONAL = "optional"  # not there, and not needed

    @property
    def words(self) -> str:
        """What it is called in the report."""
        return tr(_STATES[self], "state")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the report. `remedy` is a command where there is one, else a sentence."""

    name: str
    value: str
    state: CheckState = CheckState.OK
    remedy: str = ""


def parser() -> Parser:
    """Make what reads its arguments."""
    return Parser(
        prog="cuenote doctor",
        description=tr(
            "Print versions, what is missing and how to install it, and where your data is."
        ),
    )


def run(options: argparse.Namespace) -> int:
    """Print the report; return 1 where something that is needed is missing, else 0."""
    out = sys.stdout
    checks = list(_checks())
    state_width = max(columns(state.words) for state in CheckState)
    width = max(columns(check.name) for check in checks)
    for check in checks:
        state, name = padded(check.state.words, state_width), padded(check.name, width)
        out.write(plain(f"{state}  {name}  {check.value}") + "\n")
        if check.remedy:
            out.write(plain(f"{' ' * (state_width + width + 2)}  -> {check.remedy}") + "\n")
    missing = [check.name for check in checks if check.state is CheckState.MISSING]
    out.write("\n")
    words = (
        tr("Missing: {0}.").format(comma_list(missing)) if missing else tr("Nothing is missing.")
    )
    out.write(f"{words}\n")
    return 1 if missing else 0


def _checks() -> Iterator[Check]:
    yield Check("Cuenote", _in(__version__, Path(__file__).parents[1]))
    yield Check("Python", _in(platform.python_version(), sys.prefix))
    yield Check(tr("System"), _system_name())
    yield from _qt()
    yield from _vlc()
    yield _library("PyAV", "av", "av")
    yield _library("Markdown", "pyromark", "pyromark")
    yield _library(tr("Front matter"), "yaml", "PyYAML")
    yield _library(tr("Palette"), "rapidfuzz", "RapidFuzz")
    yield _library(tr("Spelling"), "hunspell", "chunspell", CheckState.OPTIONAL)
    yield _library(tr("Formulas"), "ziamath", "ziamath")
    yield _library(tr("Terminal"), "rich", "rich")
    yield _sqlite()
    yield _yt_dlp()
    yield _javascript()
    yield _speech()
    yield from _folders()


def _in(what: str, place: Path | str) -> str:
    """Say what is where."""
    return tr("{0} in {1}", "a version, a folder").format(what, place)


def _with(what: str, more: str) -> str:
    return tr("{0} with {1}").format(what, more)


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
    """Look at a Python library that is loaded without danger; `without` it, what that is."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a library calls is not what is looked for
            loaded = importlib.import_module(module)
    except ImportError as error:
        return Check(name, str(error), without, _pip(distribution))
    value = f"{distribution} {_version(distribution)}"
    if module == "av":
        libraries = comma_list(
            f"{library} {'.'.join(map(str, loaded.library_versions[library]))}"
            for library in ("libavcodec", "libavformat")
        )
        value = _with(value, libraries)
    return Check(name, value)


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return tr("(unknown version)")


def _pip(distribution: str) -> str:
    """Return the command that installs `distribution`, in the range that Cuenote asks for."""
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
    "SimplifiedChinese": _("Chinese"),
    "Japanese": _("Japanese"),
    "Korean": _("Korean"),
    "Arabic": _("Arabic"),
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
        value = tr("{0}: Cuenote needs 6.10 or 6.11").format(value)
        yield Check("Qt", value, CheckState.MISSING, _pip("PySide6-Essentials"))
    else:
        yield Check("Qt", value)
    if sys.platform == "linux":
        yield from _screens(found["lacks"])
        yield _fonts(found["unwritten"])


def _fonts(unwritten: Sequence[str]) -> Check:
    """Look whether there are fonts for scripts that a font of a bare desktop may lack."""
    if not unwritten:
        return Check(tr("Fonts"), tr("nothing is missing"))
    names = [tr(_SCRIPTS[script]) for script in unwritten]
    value = tr("none for {0}").format(and_list(names))
    return Check(tr("Fonts"), value, CheckState.OPTIONAL, install_command("fonts"))


def _screens(lacks: dict[str, str]) -> Iterator[Check]:
    """Look at what opens windows: X11 or Wayland will do, where the session has it.

    `lacks` tells for each what its plugin cannot be loaded for; "" where it can.
    """
    here = [name for name, (_, variable) in _SCREENS.items() if os.environ.get(variable)]
    if why := lacks_screen():
        value = tr("no window can be opened from here: {0}").format(why)
        remedy = tr("Start Cuenote from a desktop, or with `ssh -X`.")
        yield Check(tr("Screen"), value, CheckState.OPTIONAL, remedy)
    opens = any(not lacks[name] for name in here or _SCREENS)
    for name, error in lacks.items():
        label = tr("Qt on {0}").format(name)
        if error:
            state = CheckState.OPTIONAL if opens else CheckState.MISSING
            yield Check(label, error, state, install_command("qt"))
        else:
            yield Check(label, tr("nothing is missing"))


def probe_qt() -> dict[str, Any]:
    """Load Qt, and the plugins that open windows on Linux. Runs in a child process."""
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
            words = tr("unset PYTHON_VLC_LIB_PATH (it names {0}), or: {1}")
            remedy = words.format(bad_path, remedy)
        yield Check("libvlc", found["error"], CheckState.MISSING, remedy)
        return
    version = str(found["version"])
    if not version.startswith("3."):
        value = tr("{0}: Cuenote needs libvlc 3").format(version)
        yield Check("libvlc", value, CheckState.MISSING, install_command("vlc"))
        return
    yield Check("libvlc", version)
    if not found["instance"]:
        value = tr("libvlc starts, but no plugins were found")
        if found["plugins"]:
            words = tr("libvlc starts, but no plugins were found in {0}")
            value = words.format(found["plugins"])
        yield Check(tr("VLC's plugins"), value, CheckState.MISSING, install_command("plugins"))
        return
    if not found["plugins"]:
        yield Check(tr("VLC's plugins"), tr("libvlc starts; their folder is unknown"))
        return
    folder = Path(found["plugins"])
    names = {path.stem for path in folder.rglob("*_plugin.*")}
    lacking = [
        aside(name, tr(does))
        for name, does in _NEEDED_PLUGINS.items()
        if f"lib{name}_plugin" not in names
    ]
    if lacking:
        words = tr("{0} in {1}, but not {2}")
        value = words.format(numeral(len(names)), folder, comma_list(lacking))
        yield Check(tr("VLC's plugins"), value, CheckState.MISSING, install_command("plugins"))
    else:
        yield Check(tr("VLC's plugins"), _in(numeral(len(names)), folder))
    if sys.platform == "linux":
        yield _plugin_cache(folder)


def _plugin_cache(folder: Path) -> Check:
    """Look at the list of plugins without which libvlc opens each of them at every start."""
    if (folder / "plugins.dat").is_file():
        return Check(tr("VLC's plugin cache"), tr("found"))
    value = tr("not found: the first video opens about a tenth of a second later")
    return Check(tr("VLC's plugin cache"), value, CheckState.OPTIONAL, install_command("cache"))


def probe_vlc() -> dict[str, Any]:
    """Load libvlc and start it. Runs in a child process."""
    try:
        import vlc
    except (ModuleNotFoundError, SyntaxError) as error:
        return {"no_binding": str(error)}
    except (OSError, ImportError) as error:
        return {"error": tr("not found ({0})").format(error)}
    except NotImplementedError:
        return {"error": tr("found, but it can't be loaded"), "is_there": True}
    except SystemExit:
        # How python-vlc answers a PYTHON_VLC_LIB_PATH that it cannot load.
        return {"error": tr("not found at PYTHON_VLC_LIB_PATH")}
    try:
        version = vlc.libvlc_get_version().decode()
    except (NameError, AttributeError):
        # On Linux the import succeeds without libvlc, and the first call says so.
        return {"error": tr("not found")}
    instance = vlc.Instance("--quiet", "--aout=adummy")
    if instance is not None:
        instance.release()
    return {"version": version, "instance": instance is not None, "plugins": _plugin_folder(vlc)}


def _plugin_folder(vlc: Any) -> str:
    """Find the plugins that the loaded libvlc uses; "" where that cannot be told."""
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
        remedy = tr("Set up with another Python: {0}").format(
            "rm -r .venv; PYTHON=/usr/bin/python3 ./run"
        )
        value = tr("{0}: no FTS5 ({1})").format(value, error)
        return Check(tr("Search"), value, CheckState.MISSING, remedy)
    finally:
        connection.close()
    return Check(tr("Search"), _with(value, "FTS5"))


def _yt_dlp() -> Check:
    """Look at yt-dlp, and at the newer one that a person may have had Cuenote get."""
    try:
        ours = metadata.version("yt-dlp")
    except metadata.PackageNotFoundError:
        value = tr("not installed: videos can't be saved or streamed")
        return Check("yt-dlp", value, CheckState.MISSING, _pip("yt-dlp[default]"))
    try:
        import platformdirs

        from viewer.video.ytdlp.update import current_version

        used = current_version(Path(platformdirs.user_data_dir("cuenote", appauthor=False)))
    except ImportError:
        used = ours  # what is missing has a line of its own
    found = _in_child("probe_yt_dlp")
    if "error" in found:
        return Check("yt-dlp", found["error"], CheckState.MISSING, _pip("yt-dlp[default]"))
    value = str(found["version"])
    if used != ours:
        value = tr("{0}; updated to {1}, which is used").format(value, used)
    return Check("yt-dlp", value)


def probe_yt_dlp() -> dict[str, Any]:
    """Load the yt-dlp that was installed with Cuenote. Runs in a child process."""
    try:
        import yt_dlp
        import yt_dlp_ejs
    except ImportError as error:
        return {"error": str(error)}
    del yt_dlp_ejs  # only its loading was wanted
    return {"version": yt_dlp.version.__version__}


def _javascript() -> Check:
    """Look for a runtime that yt-dlp can use: Deno 2.3 or newer, or Node 22 or newer."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    too_old = ""
    for name, label, oldest in (("deno", "Deno", (2, 3)), ("node", "Node", (22, 0))):
        program = shutil.which(name, path=path)
        if program is None:
            continue
        try:
            answer = subprocess.run(
                [program, "--version"], capture_output=True, text=True, timeout=10, check=True
            ).stdout
        except (OSError, subprocess.SubprocessError):
            continue
        # Deno answers with its name and more behind it, Node with a "v" before the version.
        version = next((word for word in answer.split() if "." in word), "").removeprefix("v")
        numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
        if numbers >= oldest:
            return Check("JavaScript", _in(f"{label} {version}", program))
        too_old = f"{label} {version}"
    value = tr("no runtime: only videos from YouTube need one")
    if too_old:
        value = tr("{0} is too old; only videos from YouTube need one").format(too_old)
    return Check("JavaScript", value, CheckState.OPTIONAL, _pip("deno"))


def _speech() -> Check:
    """Look for the engine that turns speech into text, and its models; neither is needed."""
    try:
        import platformdirs

        from viewer.video.speech.models import ENGINES, MODELS_FOLDER, models_here
    except ImportError as error:
        return Check(tr("Speech"), str(error), CheckState.OPTIONAL)  # its line says what to do
    data = Path(platformdirs.user_data_dir("cuenote", appauthor=False))
    found = [one.name for engine in ENGINES if (one := engine.find(data)) is not None]
    if not found:
        names = tr(" and no ").join(engine.name for engine in ENGINES)
        value = tr("no {0}: videos can't be transcribed yet").format(names)
        return Check(tr("Speech"), value, CheckState.OPTIONAL, ENGINES[0].remedy)
    models = comma_list(each.name for each in models_here(data)) or tr("none yet")
    words = tr("{0}; models in {1}: {2}")
    return Check(tr("Speech"), words.format(comma_list(found), data / MODELS_FOLDER, models))


def _folders() -> Iterator[Check]:
    try:
        import platformdirs
    except ImportError as error:
        yield Check(tr("Folders"), str(error), CheckState.MISSING, _pip("platformdirs"))
        return
    dirs = platformdirs.PlatformDirs("cuenote", appauthor=False)
    for name, path in (
        (tr("Settings"), dirs.user_config_path),
        (tr("Cache"), dirs.user_cache_path),
        (tr("State"), dirs.user_state_path),
        (tr("Data"), dirs.user_data_path),
    ):
        # What is not there yet is made in the nearest folder above it.
        there = next(folder for folder in (path, *path.parents) if folder.exists())
        if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
            yield Check(name, str(path))
        else:
            value = tr("{0} can't be written to").format(path)
            remedy = tr("Make {0} a folder that you can write to.").format(there)
            yield Check(name, value, CheckState.MISSING, remedy)


def _in_child(probe: str) -> dict[str, Any]:
    """Run the function `probe` of this module in a new Python; give what it returns.

    Whatever ends the child, or holds it up, comes back as {"error": what happened}.
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
        return {"error": tr("no answer in {0} s").format(numeral(_PROBE_TIMEOUT_S))}
    try:
        answer = json.loads(child.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        said = child.stderr.strip().splitlines()
        reason = said[-1] if said else tr("exit code {0}").format(child.returncode)
        return {"error": tr("crashes while loading: {0}").format(reason)}
    return dict(answer)
