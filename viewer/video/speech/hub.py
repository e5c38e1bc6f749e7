"""Models from the hub of Hugging Face, by `huggingface_hub`, which comes with the engine. No Qt.

It is to ask over HTTP alone, with no token, and to tell nobody what it runs on. HF_ENDPOINT names
another hub. Files come into a hidden folder, which gets the name of the model when the sum of each
file is the one that the hub names. Waits for the network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from viewer.errors import MediaError
from viewer.translation import size_text, tr
from viewer.video.downloads.library import free_bytes
from viewer.video.speech.models import FILES, MODELS_FOLDER, Model, check_folder

SPARE_BYTES = 200_000_000  # what must stay free on the disk
_REPORT_EVERY_S = 0.2
# It reads them when it is imported.
_QUIET = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_VERBOSITY": "error",
}


def fetch_model(
    model: Model,
    data: Path,
    progress: Callable[[int], None] = lambda loaded: None,
    spare_bytes: int = SPARE_BYTES,
) -> None:
    """Load a model into the data folder; `progress` hears the bytes that are here, on a thread.

    `huggingface_hub` must be importable. Raise MediaError where it fails; nothing is left then, and
    what a kill left behind goes first.
    """
    folder = data / MODELS_FOLDER / model.name
    part = folder.with_name(f".{model.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    needed, free = model.megabytes * 1_000_000, free_bytes(part)
    if needed + spare_bytes > free:
        raise MediaError(
            tr(
                "Not enough disk space: the model needs {0} and {1} to spare, but only {2} is free."
            ).format(size_text(needed), size_text(spare_bytes), size_text(free)),
            tr("Free some space, or choose a smaller model."),
        )
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
            tr("Check your connection and the space on the disk, then try again."),
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _load(model: Model, part: Path, progress: Callable[[int], None]) -> None:
    """Load the files of a model into a folder, and compare their sums with the hub's."""
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
                    "Download it again. If it keeps happening, something on your network is "
                    "changing downloads."
                ),
            )


def _size(folder: Path) -> int:
    """Add up what is in a folder while files come and go there."""
    total = 0
    for root, _, names in os.walk(folder):
        for name in names:
            try:
                total += Path(root, name).stat().st_size
            except OSError:
                continue
    return total


def _is_whole(path: Path, file: Any) -> bool:
    """Compare a file's sum with the hub's: SHA-256 of large ones, git's own of the others."""
    if file.lfs is not None:
        sums, named = hashlib.sha256(), file.lfs.sha256
    else:
        sums, named = hashlib.sha1(f"blob {file.size}\0".encode()), file.blob_id
    with path.open("rb") as opened:
        return bool(hashlib.file_digest(opened, lambda: sums).hexdigest() == named)
