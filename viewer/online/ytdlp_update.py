"""Install a newer yt-dlp than Cuenote came with: from PyPI, by pip, only on request.

YouTube changes by the month; Cuenote does not. The wheels of yt-dlp and of yt-dlp-ejs (its
JavaScript, whose version must match) are put into `yt-dlp/` of the data folder, in the way of
`viewer.media.packages`; `child_environment` finds them there. No Qt; not for the GUI thread: it
waits for the network.
"""

from __future__ import annotations

import os
import re
import sys
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.damaged import read_json
from viewer.base.errors import MediaError
from viewer.base.translation import tr
from viewer.media.packages import CHOSEN_NAME, choose, pip, run, sweep
from viewer.media.ytdlp import WHEELS_FOLDER, child_environment, newer_wheels, numbers, own_version
from viewer.media.ytdlp_failures import Failure, FailureKind, SavingError
from viewer.notes.beside import folder_beside

_PACKAGES = ("yt_dlp", "yt_dlp_ejs")

_SMOKE_TIMEOUT_S = 60.0
_SMOKE = (
    "import yt_dlp, yt_dlp_ejs;"
    "ydl = yt_dlp.YoutubeDL({'quiet': True});"
    "ydl.get_info_extractor('Youtube');"
    "print(yt_dlp.version.__version__)"
)


class Updated(NamedTuple):
    """The result of an update."""

    version: str  # that is used now
    is_new: bool
    words: str


def current_version(data: Path) -> str:
    """Return the version of yt-dlp that a child process would load, or ""."""
    if newer_wheels(data):  # it may have changed since: ours, then
        path = data / WHEELS_FOLDER / CHOSEN_NAME
        return read_json(path, lambda chosen: str(chosen["version"])) or own_version()
    return own_version()


def update(data: Path) -> Updated:
    """Get the newest yt-dlp for this Python, from the index that pip uses.

    Raises MediaError if that fails; the current one then stays in use.
    """
    now = current_version(data)
    folder = data / WHEELS_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with folder_beside(folder / "wheels") as fresh:
            wheel = _load("yt-dlp", fresh)
            about = next(iter(metadata.distributions(path=[str(wheel)])))
            version = about.version
            if now and numbers(version) <= numbers(now):
                return Updated(now, False, tr("yt-dlp is up to date ({0}).").format(now))
            # The matching yt-dlp-ejs is among its requirements: yt-dlp-ejs==0.8.0.
            ejs = [each for each in about.requires or () if re.match("yt[-_]dlp[-_]ejs", each)]
            wanted = ejs[0].partition(";")[0] if ejs else "yt-dlp-ejs"
            wheels = [wheel, _load(wanted, fresh)]
            _smoke_test(data, wheels, version)
            names = [path.replace(folder / path.name).name for path in wheels]
        choose(folder, {"version": version, "wheels": names})
    except OSError as error:
        raise MediaError.unsaved(folder, error) from error
    finally:
        _sweep(data)
    return Updated(version, True, tr("Updated yt-dlp to {0}.").format(version))


def fall_back(data: Path) -> None:
    """Return to the yt-dlp that Cuenote came with; delete the newer one."""
    (data / WHEELS_FOLDER / CHOSEN_NAME).unlink(missing_ok=True)
    _sweep(data)


def _sweep(data: Path) -> None:
    """Delete what `chosen.json` does not name; a child's open wheel stays usable."""
    sweep(data / WHEELS_FOLDER, [path.name for path in newer_wheels(data)])


def _load(requirement: str, folder: Path) -> Path:
    before = set(folder.iterdir())
    pip(["download", "--quiet", "--no-deps", "--dest", str(folder), requirement], "yt-dlp")
    return (set(folder.glob("*.whl")) - before).pop()


def _smoke_test(data: Path, wheels: list[Path], version: str) -> None:
    """Import the wheels in a child process, as saving will; raises MediaError if that fails."""
    environment = child_environment(data)
    paths = [*map(str, wheels), *filter(None, [environment.get("PYTHONPATH")])]
    environment["PYTHONPATH"] = os.pathsep.join(paths)
    child = run([sys.executable, "-P", "-c", _SMOKE], _SMOKE_TIMEOUT_S, environment)
    # The module says 2026.01.02 where the wheel says 2026.1.2.
    if numbers(child.stdout.strip()) != numbers(version):
        raise MediaError(
            tr("{0} {1} does not run on this computer: {2}").format(
                "yt-dlp", version, "".join(child.stderr.strip().splitlines()[-1:])[:200]
            ),
            tr("Cuenote still uses the old version. Try again in a few days."),
        )


def load_yt_dlp(data: Path) -> Any:
    """Import the newest available yt-dlp; raises SavingError if none can be loaded.

    A newer one that can no longer be loaded is deleted, and the installed one used again.
    """
    wheels = [str(wheel) for wheel in newer_wheels(data)]
    sys.path[:0] = [wheel for wheel in wheels if wheel not in sys.path]
    try:
        import yt_dlp
    except Exception as error:
        if not wheels:
            words = tr("yt-dlp, which reads online videos, is not installed or can't be loaded.")
            found = Failure.of(FailureKind.TOO_OLD, str(error), words=words)
            raise SavingError(found) from error
        fall_back(data)
        sys.path[:] = [path for path in sys.path if path not in wheels]
        for name in [name for name in sys.modules if name.split(".")[0] in _PACKAGES]:
            del sys.modules[name]  # what was loaded of it already
        return load_yt_dlp(data)
    return yt_dlp
