"""Download the engine and a model on request; and the child that the window starts for it.

    python -m viewer.media.speech_fetching --model small

It prints lines of JSON: {"event": "progress", "bytes", "total"} of both together, and at the end
{"event": "done", "model"} or {"event": "failed", "words", "next_step"}. After a kill no partial
download is used: it is downloaded again. No Qt; waits for the network.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from viewer.base.child_side import end_with_parent, own_command
from viewer.base.errors import MediaError, ViewerError
from viewer.base.terminal import json_text
from viewer.base.translation import size_text, tr
from viewer.media import speech_engine
from viewer.media.library import why_no_room
from viewer.media.packages import choose, install, missing, run, sweep
from viewer.media.speech_engine import NAME, find_engine, platform_tag
from viewer.media.speech_models import (
    FILES,
    MODELS_FOLDER,
    Model,
    check_folder,
    find_model,
    model_named,
    models_here,
)

SPARE_BYTES = 200_000_000  # what must stay free on the disk
_UNPACKED = 3.5  # what becomes of a megabyte of wheels
_SMOKE_TIMEOUT_S = 120.0
_REPORT_EVERY_S = 0.2
# It reads them when it is imported.
_QUIET = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_VERBOSITY": "error",
}


class WantedFiles(NamedTuple):
    """What must be downloaded, and about how large it is; empty if nothing."""

    engine_bytes: int = 0
    model: Model | None = None

    @property
    def model_bytes(self) -> int:
        return self.model.megabytes * 1_000_000 if self.model is not None else 0

    @property
    def bytes(self) -> int:
        return self.engine_bytes + self.model_bytes

    @property
    def words(self) -> list[str]:
        """What it is, with sizes and from where, for the user."""
        words = []
        if self.engine_bytes:
            said = tr("{0} (about {1}, from PyPI)")
            words.append(said.format(NAME, size_text(self.engine_bytes)))
        if self.model is not None:
            said = tr("the model {0} ({1}, from huggingface.co)")
            words.append(said.format(self.model.name, size_text(self.model_bytes)))
        return words


def wanted(data: Path, model_name: str) -> WantedFiles:
    """Return what must be downloaded to transcribe with a model; no network.

    `model_name` is the name of a model, or a folder with one, which must exist: else MediaError.
    """
    model = model_named(model_name)
    if model is None:
        find_model(data, model_name)
    elif any(each.name == model_name for each in models_here(data)):
        model = None
    is_here = find_engine(data) is not None
    return WantedFiles(0 if is_here else speech_engine.MEGABYTES * 1_000_000, model)


def fetch(
    data: Path, what: WantedFiles, progress: Callable[[int, int], None] = lambda loaded, total: None
) -> None:
    """Download it; `progress(bytes, total)` is called a few times a second.

    The engine is used once a child process has loaded it. Raises MediaError.
    """
    last_s = 0.0

    def report(loaded: int) -> None:
        nonlocal last_s
        if loaded >= what.bytes or time.monotonic() - last_s >= _REPORT_EVERY_S:
            last_s = time.monotonic()
            progress(min(loaded, what.bytes), what.bytes)

    if what.engine_bytes:
        _need(data, round(what.engine_bytes * _UNPACKED))
        _fetch_engine(data, lambda loaded: report(min(loaded, what.engine_bytes)))
    if what.model is not None:
        found = find_engine(data)
        if found is not None and found.folder is not None:
            sys.path.append(str(found.folder))
        fetch_model(what.model, data, lambda at: report(what.engine_bytes + at))


def _need(folder: Path, needed: int) -> None:
    words = why_no_room(folder, needed, SPARE_BYTES)
    if words:
        raise MediaError(words, tr("Free some space and try again."))


def _fetch_engine(data: Path, progress: Callable[[int], None]) -> None:
    packages = missing(speech_engine.REQUIREMENT, NAME)
    folder = data / speech_engine.FOLDER
    versions = {each.name.replace("_", "-"): each.version for each in packages}
    version = versions.get(NAME, "")
    fresh = folder / f"{NAME}-{version}-{os.getpid()}"
    try:
        fresh.mkdir(parents=True)
        install(packages, fresh, NAME, progress)
        child = run([sys.executable, "-I", "-c", speech_engine.SMOKE, str(fresh)], _SMOKE_TIMEOUT_S)
        if child.returncode != 0 or child.stdout.split()[-1:] != [version]:
            why = "".join(child.stderr.strip().splitlines()[-1:])[:200]
            raise MediaError(
                tr("{0} {1} does not run on this computer: {2}").format(NAME, version, why),
                tr("It needs a 64-bit system for which packages exist."),
            )
        choose(folder, {"version": version, "folder": fresh.name, "platform": platform_tag()})
    except OSError as error:
        raise MediaError.unsaved(folder, error) from error
    finally:
        found = find_engine(data)
        sweep(folder, [found.folder.name] if found is not None and found.folder else [])
    if found is None:
        raise MediaError(
            tr("{0} was downloaded but can't be found.").format(NAME), tr("Download it again.")
        )


def fetch_model(
    model: Model, data: Path, progress: Callable[[int], None] = lambda loaded: None
) -> None:
    """Download a model into the data folder; `progress` is called with the bytes, on a thread.

    By `huggingface_hub`, which comes with the engine: over HTTP only, without a token. HF_ENDPOINT
    names another hub. Files go into a hidden folder, which gets the name of the model once the hash
    of each file matches the hub's. Raises MediaError; then nothing is left, and what a kill left is
    deleted first.
    """
    folder = data / MODELS_FOLDER / model.name
    part = folder.with_name(f".{model.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    _need(part, model.megabytes * 1_000_000)
    try:
        part.mkdir(parents=True)
        _load(model, part, progress)
        shutil.rmtree(part / ".cache", ignore_errors=True)
        check_folder(part)
        shutil.rmtree(folder, ignore_errors=True)
        part.rename(folder)
    except MediaError:
        raise
    except Exception as error:  # which ones, is a matter of its version and its HTTP library
        why = str(error.__cause__ or error).strip().partition("\n")[0]
        raise MediaError(
            tr("The model couldn't be downloaded: {0}").format(why),
            tr("Check your connection and try again."),
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _load(model: Model, part: Path, progress: Callable[[int], None]) -> None:
    """Download the files of a model into a folder, and compare their hashes with the hub's."""
    os.environ.update(_QUIET)
    from huggingface_hub import HfApi

    hub = os.environ.get("HF_ENDPOINT", "").rstrip("/") or None
    api = HfApi(endpoint=hub, token=False, library_name="cuenote")
    commit = api.model_info(model.repository).sha
    done = threading.Event()

    def watch() -> None:
        while not done.wait(_REPORT_EVERY_S):
            progress(_size(part))

    watching = threading.Thread(target=watch, name="model", daemon=True)
    watching.start()
    try:
        api.snapshot_download(
            model.repository, revision=commit, local_dir=part, allow_patterns=list(FILES)
        )
    finally:
        done.set()
        watching.join()
    progress(model.megabytes * 1_000_000)
    for file in api.list_repo_tree(model.repository, revision=commit):
        path = part / file.path
        if path.is_file() and not _is_whole(path, file):
            raise MediaError(
                tr("{0} of the model was damaged, so it was deleted.").format(file.path),
                tr(
                    "Try again. If it keeps happening, something on your network is changing "
                    "downloads."
                ),
            )


def _size(folder: Path) -> int:
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(root, name).stat().st_size
            except OSError:
                continue
    return total


def _is_whole(path: Path, file: Any) -> bool:
    """Compare a file's hash with the hub's: SHA-256 of large ones, git's own of the others."""
    if file.lfs is not None:
        sums, named = hashlib.sha256(), file.lfs.sha256
    else:
        sums, named = hashlib.sha1(f"blob {file.size}\0".encode()), file.blob_id
    with path.open("rb") as opened:
        return bool(hashlib.file_digest(opened, lambda: sums).hexdigest() == named)


# ---------------------------------------------------------------------- the child process


def fetch_command(model_name: str) -> list[str]:
    """Return the command of the child for the window."""
    return own_command("viewer.media.speech_fetching", "--model", model_name)


def main(arguments: list[str] | None = None) -> int:
    """Download, and report in JSON; return 0 on success."""
    parser = argparse.ArgumentParser(prog="viewer.media.speech_fetching")
    parser.add_argument("--model", required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args(arguments)
    data: Path = options.data
    end_with_parent()

    def say(**event: Any) -> None:
        print(json_text(event), flush=True)  # noqa: T201 (lines for the parent)

    try:
        what = wanted(data, options.model)
        fetch(data, what, lambda at, total: say(event="progress", bytes=at, total=total))
        say(event="done", model=str(find_model(data, options.model).folder))
    except ViewerError as error:
        say(event="failed", words=str(error), next_step=error.remedy)
        return 1
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
