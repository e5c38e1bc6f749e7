"""A newer yt-dlp than the one Cuenote came with: from PyPI, by pip, only when asked for.

YouTube changes by the month; Cuenote does not. The wheels of yt-dlp and of yt-dlp-ejs (its
JavaScript, whose version must match) are put into `yt-dlp/` of the data folder: pip has checked
their sums and that they run on this Python, and a child process has loaded them. Only then are
they named in `chosen.json`, by which `child_environment` finds them; whatever goes wrong before
leaves everything as it was. No Qt; not for the GUI thread: it waits for the network.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from viewer.errors import MediaError
from viewer.video.ytdlp.client import (
    CHOSEN_NAME,
    WHEELS_FOLDER,
    child_environment,
    newer_wheels,
    numbers,
    own_version,
)
from viewer.video.ytdlp.failures import Failure, FailureKind, SavingError

_PACKAGES = ("yt_dlp", "yt_dlp_ejs")

_PIP_TIMEOUT_S = 300.0
_SMOKE_TIMEOUT_S = 60.0
_SMOKE = (
    "import yt_dlp, yt_dlp_ejs;"
    "ydl = yt_dlp.YoutubeDL({'quiet': True});"
    "ydl.get_info_extractor('Youtube');"
    "print(yt_dlp.version.__version__)"
)


class Updated(NamedTuple):
    """What an update did."""

    version: str  # that is used now
    is_new: bool
    words: str


def current_version(data: Path) -> str:
    """Name the yt-dlp that a child process would load; "" where there is none."""
    wheels = newer_wheels(data)
    if wheels:
        try:
            chosen = json.loads((data / WHEELS_FOLDER / CHOSEN_NAME).read_text("utf-8"))
            return str(chosen["version"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass  # changed since: ours, then
    return own_version()


def update(data: Path, index_url: str = "") -> Updated:
    """Get the newest yt-dlp for this Python, from the index that pip knows where none is given.

    Raise MediaError where that fails; what was used is used still.
    """
    now = current_version(data)
    folder = data / WHEELS_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as fresh:
            wheel = _load("yt-dlp", Path(fresh), index_url)
            about = next(iter(metadata.distributions(path=[str(wheel)])))
            version = about.version
            if now and numbers(version) <= numbers(now):
                return Updated(now, False, f"yt-dlp {now} is the newest for this Python.")
            # Which yt-dlp-ejs goes with it stands among what it requires: yt-dlp-ejs==0.8.0.
            ejs = [each for each in about.requires or () if re.match("yt[-_]dlp[-_]ejs", each)]
            wanted = ejs[0].partition(";")[0] if ejs else "yt-dlp-ejs"
            wheels = [wheel, _load(wanted, Path(fresh), index_url)]
            _smoke_test(data, wheels, version)
            names = [path.replace(folder / path.name).name for path in wheels]
        chosen = folder / f"{CHOSEN_NAME}.{os.getpid()}.new"
        with chosen.open("w", encoding="utf-8") as file:
            json.dump({"version": version, "wheels": names}, file)
            file.flush()
            os.fsync(file.fileno())
        chosen.replace(folder / CHOSEN_NAME)
    except OSError as error:
        raise MediaError(
            f"The newest yt-dlp could not be kept in {folder}: {error.strerror or error}.",
            "Make room, or look at the permissions of that folder.",
        ) from error
    finally:
        _sweep(data)
    return Updated(version, True, f"yt-dlp {version} is used now.")


def fall_back(data: Path) -> None:
    """Use the yt-dlp that Cuenote came with; the newer one is deleted."""
    (data / WHEELS_FOLDER / CHOSEN_NAME).unlink(missing_ok=True)
    _sweep(data)


def _sweep(data: Path) -> None:
    """Delete what `chosen.json` does not name; a wheel that a child has open lives on in it."""
    kept = {CHOSEN_NAME, *(path.name for path in newer_wheels(data))}
    for path in (data / WHEELS_FOLDER).glob("*"):
        if path.name in kept:
            continue
        try:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        except OSError:
            pass  # in use (Windows): the next update does it


def _load(requirement: str, folder: Path, index_url: str) -> Path:
    """Have pip load the wheel that a requirement names; return its path in `folder`."""
    before = set(folder.iterdir())
    command = [sys.executable, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    command += ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--no-cache-dir"]
    command += ["--retries=1", *(["--index-url", index_url] if index_url else [])]
    command += ["--dest", str(folder), requirement]
    said = _said(command, _PIP_TIMEOUT_S).stderr
    loaded = set(folder.glob("*.whl")) - before
    if loaded:
        return loaded.pop()
    if "DO NOT MATCH THE HASHES" in said:
        raise MediaError(
            "What was loaded is not the yt-dlp that the package index names; it is not used.",
            "Try again; if it stays so, somebody between here and there changes what is loaded.",
        )
    if "(from versions: none)" in said and "Requires-Python" not in said:
        raise MediaError(
            "The package index cannot be reached.", "Connect to the network, and try again."
        )
    why = (re.findall("(?im)^error: (.+)", said) or ["pip gives no answer"])[0][:200]
    raise MediaError(
        f"The newest yt-dlp cannot be loaded: {why}", "Connect to the network, and try again later."
    )


def _said(
    command: list[str], timeout_s: float, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command; one that does not end in time has said nothing."""
    try:
        return subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=timeout_s,
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", "")


def _smoke_test(data: Path, wheels: list[Path], version: str) -> None:
    """Load the wheels in a child process, as saving will; raise MediaError where that fails."""
    environment = child_environment(data)
    paths = [*map(str, wheels), *filter(None, [environment.get("PYTHONPATH")])]
    environment["PYTHONPATH"] = os.pathsep.join(paths)
    child = _said([sys.executable, "-P", "-c", _SMOKE], _SMOKE_TIMEOUT_S, environment)
    # The module says 2026.01.02 where the wheel says 2026.1.2.
    if numbers(child.stdout.strip()) != numbers(version):
        raise MediaError(
            f"yt-dlp {version} does not run here, and is not used.",
            "The one that was there is used still. Try again in some days.",
        )


def load_yt_dlp(data: Path) -> Any:
    """Import yt-dlp, the newest that is there; raise SavingError where none can be loaded.

    A newer one that cannot be loaded any more is deleted, and ours is used again.
    """
    wheels = [str(wheel) for wheel in newer_wheels(data)]
    sys.path[:0] = [wheel for wheel in wheels if wheel not in sys.path]
    try:
        import yt_dlp
    except Exception as error:
        if not wheels:
            raise SavingError(Failure.of(FailureKind.NO_YT_DLP, str(error))) from error
        from viewer.video.ytdlp.update import fall_back

        fall_back(data)
        sys.path[:] = [path for path in sys.path if path not in wheels]
        for name in [name for name in sys.modules if name.split(".")[0] in _PACKAGES]:
            del sys.modules[name]  # what was loaded of it already
        return load_yt_dlp(data)
    return yt_dlp
