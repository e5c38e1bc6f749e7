"""Install Python packages from PyPI into the data folder when the user asks for it.

Cuenote's own installation is never changed. pip downloads from its configured index and checks the
hashes; a child process imports the result; only then `chosen.json` of its folder names it for the
children that need it. Any failure before leaves everything as it was. yt-dlp is updated this way,
and the transcription engine installed. No Qt; not for the GUI thread: it waits for the network.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from viewer.base.child_side import hear_lines
from viewer.base.errors import MediaError
from viewer.base.translation import _, tr
from viewer.notes.beside import write_whole

if TYPE_CHECKING:
    import subprocess

CHOSEN_NAME = "chosen.json"

_PIP_TIMEOUT_S = 300.0
_PROGRESS = re.compile(r"Progress (\d+) of (\d+)")
_PROGRESS_SINCE = (24, 1)  # the pip that writes it
_TRY_AGAIN = _("Check your connection and try again.")


class Package(NamedTuple):
    name: str
    version: str
    url: str
    sha256: str


def pip(arguments: list[str], what: str, *, heard: Callable[[str], None] | None = None) -> str:
    """Run pip; return its output. Raises MediaError about `what` if it fails.

    With `heard`, which is called with each line, there is no time limit.
    """
    command = [sys.executable, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input"]
    command += [arguments[0], "--only-binary=:all:", "--no-cache-dir", "--retries=1"]
    command += arguments[1:]
    child = run(command, _PIP_TIMEOUT_S) if heard is None else hear_lines(command, heard)
    if child.returncode == 0:
        return child.stdout
    raise _fault(child.stderr, what)


def missing(requirement: str, what: str) -> list[Package]:
    """Ask pip what a requirement would install in addition. Raises MediaError."""
    report = ["install", "--quiet", "--dry-run", "--report=-", requirement]
    try:
        found: Any = json.loads(pip(report, what))
        return [
            Package(
                str(each["metadata"]["name"]),
                str(each["metadata"]["version"]),
                str(each["download_info"]["url"]),
                str(each["download_info"]["archive_info"]["hashes"]["sha256"]),
            )
            for each in found["install"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise _not_loaded(what, f"pip: {error!r}") from error


def install(
    packages: list[Package],
    folder: Path,
    what: str,
    progress: Callable[[int], None] = lambda loaded: None,
) -> None:
    """Install exactly these packages into a folder, by hash. Raises MediaError.

    `progress(loaded)` is called with the bytes loaded so far, if pip reports them.
    """
    from importlib import metadata

    wanted = folder.with_name(f"{folder.name}.txt")
    before, latest = 0, 0

    def hear(line: str) -> None:
        nonlocal before, latest
        found = _PROGRESS.match(line)
        if found is not None:
            now = int(found[1])
            if now < latest:  # the next package
                before += latest
            latest = now
            progress(before + now)

    arguments = ["install", "--no-deps", "--require-hashes", "--no-warn-conflicts"]
    if tuple(map(int, re.findall(r"\d+", metadata.version("pip"))[:2])) >= _PROGRESS_SINCE:
        arguments.append("--progress-bar=raw")
    try:
        wanted.write_text(
            "".join(f"{e.name}=={e.version} --hash=sha256:{e.sha256}\n" for e in packages), "utf-8"
        )
        pip([*arguments, "--target", str(folder), "-r", str(wanted)], what, heard=hear)
    finally:
        wanted.unlink(missing_ok=True)


def choose(folder: Path, value: Mapping[str, Any]) -> None:
    """Write `chosen.json` of a folder atomically. Raises OSError."""
    write_whole(folder / CHOSEN_NAME, json.dumps(value), sync=True)


def sweep(folder: Path, kept: Collection[str]) -> None:
    """Delete everything in a folder except its `chosen.json` and `kept`."""
    for path in folder.glob("*"):
        if path.name in kept or path.name == CHOSEN_NAME:
            continue
        with suppress(OSError):  # in use (Windows): the next time does it
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def run(
    command: list[str], timeout_s: float, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command; one that does not end in time counts as having no output."""
    import subprocess  # here, for the window imports this module when it starts

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


def _fault(said: str, what: str) -> MediaError:
    if "DO NOT MATCH THE HASHES" in said:
        return MediaError(
            tr("Checksum of {0} doesn't match; the download was discarded.").format(what),
            tr(
                "Try again. If it keeps happening, something on your network is changing downloads."
            ),
        )
    if "No space left on device" in said:
        step = tr("Free some space and try again.")
        return MediaError(tr("There is not enough disk space."), step)
    if "(from versions: none)" in said and "Requires-Python" not in said:
        return MediaError(tr("Can't reach the site."), tr(_TRY_AGAIN))
    why = (re.findall("(?im)^error: (.+)", said) or ["pip"])[0][:200]
    return _not_loaded(what, why)


def _not_loaded(what: str, why: str) -> MediaError:
    return MediaError(
        tr("The newest {0} can't be downloaded: {1}").format(what, why), tr(_TRY_AGAIN)
    )
