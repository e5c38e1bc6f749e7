"""A newer yt-dlp than the one Cuenote came with: from PyPI, without pip, only when asked for.

YouTube changes by the month; Cuenote does not. The wheels of yt-dlp and of yt-dlp-ejs (its
JavaScript, whose version must match) are put into `yt-dlp/` of the data folder: their sums are
those that PyPI gives, they run on this Python, and a child process has loaded them. Only then are
they named in `chosen.json`, by which `child_environment` finds them; whatever goes wrong before
leaves everything as it was. No Qt; not for the GUI thread: it waits for the network.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from viewer.errors import MediaError
from viewer.video.address import check_url
from viewer.video.ytdlp.client import (
    CHOSEN_NAME,
    WHEELS_FOLDER,
    Failure,
    FailureKind,
    child_environment,
    newer_wheels,
    own_version,
)
from viewer.video.ytdlp.failures import SavingError

_PACKAGES = ("yt_dlp", "yt_dlp_ejs")

INDEX_URL = "https://pypi.org/pypi/"
_WHEEL_LIMIT = 60_000_000
_ANSWER_LIMIT = 20_000_000
_TIMEOUT_S = 30.0
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


class _Wheel(NamedTuple):
    name: str
    url: str
    sha256: str


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


def update(data: Path, index_url: str = INDEX_URL) -> Updated:
    """Get the newest yt-dlp; raise MediaError where that fails, and what was used is used still."""
    about = _json(urljoin(index_url, "yt-dlp/json"))
    version = _text(about, "info", "version")
    now = current_version(data)
    if now and _numbers(version) <= _numbers(now):
        _sweep(data)
        return Updated(now, False, f"yt-dlp {now} is the newest.")
    _check_python(_text(about, "info", "requires_python"), version)
    wheels = [_wheel_of(about, "yt-dlp")]
    ejs = _ejs_version(about)
    wheels.append(_wheel_of(_json(urljoin(index_url, f"yt-dlp-ejs/{ejs}/json")), "yt-dlp-ejs"))
    folder = data / WHEELS_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = [_load(wheel, folder) for wheel in wheels]
        _smoke_test(data, paths, version)
        chosen = {"version": version, "wheels": [path.name for path in paths]}
        fresh = folder / f"{CHOSEN_NAME}.{os.getpid()}.new"
        with fresh.open("w", encoding="utf-8") as file:
            json.dump(chosen, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / CHOSEN_NAME)
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
    folder = data / WHEELS_FOLDER
    kept = {path.name for path in newer_wheels(data)}
    for path in folder.glob("*"):
        old = path.suffix == ".whl" or path.name.endswith((".new", ".part"))
        if old and path.name not in kept:
            try:
                path.unlink()
            except OSError:
                pass  # in use (Windows): the next update does it


def _json(url: str) -> Any:
    try:
        return json.loads(_bytes(url, _ANSWER_LIMIT))
    except (ValueError, RecursionError) as error:
        raise _odd_answer() from error


def _bytes(url: str, limit: int) -> bytes:
    request = urllib.request.Request(check_url(url), headers={"User-Agent": "cuenote"})
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer:
            body: bytes = answer.read(limit + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise MediaError(
            f"The package index answered with an error ({error.code}).", "Try again later."
        ) from error
    except (OSError, ValueError) as error:
        raise MediaError(
            "The package index cannot be reached.", "Connect to the network, and try again."
        ) from error
    if len(body) > limit:
        raise _odd_answer()
    return body


def _odd_answer() -> MediaError:
    return MediaError(
        "The package index answered something else than was asked for.", "Try again later."
    )


def _text(about: Any, *steps: str) -> str:
    for step in steps:
        about = about.get(step) if isinstance(about, Mapping) else None
    if not isinstance(about, str):
        if steps[-1] == "requires_python" and about is None:
            return ""
        raise _odd_answer()
    return about


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def _check_python(required: str, version: str) -> None:
    """Raise MediaError where this Python is not one that yt-dlp runs on: ">=3.11, <4"."""
    here = sys.version_info[:3]
    for clause in filter(None, (part.strip() for part in required.split(","))):
        found = re.fullmatch(r"(>=|>|<=|<|!=|==|~=)\s*(\d+(?:\.\d+)*)(\.\*)?", clause)
        if found is None:
            raise _odd_answer()
        wanted = _numbers(found[2])
        mine = here[: len(wanted)]
        holds = {
            ">=": mine >= wanted,
            ">": here > wanted,
            "<=": mine <= wanted,
            "<": mine < wanted,
            "!=": mine != wanted,
            "==": mine == wanted,
            "~=": mine >= wanted and mine[: len(wanted) - 1] == wanted[:-1],
        }[found[1]]
        if not holds:
            raise MediaError(
                f"yt-dlp {version} needs Python {required}, and this is "
                f"{'.'.join(map(str, here))}.",
                "Install a newer Python, delete the folder .venv, and start Cuenote again.",
            )


def _ejs_version(about: Any) -> str:
    """Read which yt-dlp-ejs goes with it: among what it requires stands yt-dlp-ejs==0.8.0."""
    required = about.get("info", {}).get("requires_dist") or []
    for each in required if isinstance(required, list) else []:
        found = re.match(r"yt[-_]dlp[-_]ejs\s*\(?==\s*([0-9][0-9.]*)", str(each))
        if found is not None:
            return found[1]
    raise _odd_answer()


def _wheel_of(about: Any, project: str) -> _Wheel:
    """Find the wheel for every system in what the index says of one version."""
    files = about.get("urls") if isinstance(about, Mapping) else None
    start = project.replace("-", "_")
    for file in files if isinstance(files, list) else []:
        name = _text(file, "filename")
        if re.fullmatch(rf"{start}-[0-9.]+-(py2\.)?py3-none-any\.whl", name):
            return _Wheel(name, _text(file, "url"), _text(file, "digests", "sha256"))
    raise _odd_answer()


def _load(wheel: _Wheel, folder: Path) -> Path:
    """Load a wheel, unless it is there; it gets its name only when its sum is right."""
    path = folder / wheel.name
    if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == wheel.sha256:
        return path
    body = _bytes(wheel.url, _WHEEL_LIMIT)
    if hashlib.sha256(body).hexdigest() != wheel.sha256:
        raise MediaError(
            f"What was loaded as {wheel.name} is not what the package index names; it is not used.",
            "Try again; if it stays so, somebody between here and there changes what is loaded.",
        )
    fresh = path.with_name(f"{path.name}.part")
    fresh.write_bytes(body)
    if not zipfile.is_zipfile(fresh):
        fresh.unlink()
        raise _odd_answer()
    fresh.replace(path)
    return path


def _smoke_test(data: Path, wheels: list[Path], version: str) -> None:
    """Load the wheels in a child process, as saving will; raise MediaError where that fails."""
    environment = child_environment(data)
    paths = [str(wheel) for wheel in wheels]
    before = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = os.pathsep.join([*paths, *([before] if before else [])])
    try:
        child = subprocess.run(
            [sys.executable, "-P", "-c", _SMOKE],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=_SMOKE_TIMEOUT_S,
        )
        said = child.stdout.strip()
    except (OSError, subprocess.TimeoutExpired):
        said = ""
    # The module says 2026.01.02 where the wheel says 2026.1.2.
    if _numbers(said) != _numbers(version):
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
