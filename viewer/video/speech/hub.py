"""Models from a hub: which files one has, how large they are, and loading them whole.

The hub is that of Hugging Face, or one that answers as it does (HF_ENDPOINT). Two questions are
asked of its API: `/api/models/REPOSITORY/revision/main` names the commit, `…/tree/COMMIT` the
files, each with its size and a sum, SHA-256 for the large ones (`lfs.oid`), git's SHA-1 for the
others (`oid`). Files come from `/REPOSITORY/resolve/COMMIT/PATH`, into a hidden folder; what was
loaded of one is gone on with by a range. A file counts when its sum is the one that was named, and
the model when all of its files do: then the folder gets its name. No Qt; waits for the network.

Source: https://huggingface.co/docs/hub/api
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from viewer.errors import MediaError
from viewer.translation import _, size_text, tr
from viewer.video.connections import make_managers, manager_for
from viewer.video.downloads.library import free_bytes
from viewer.video.speech.models import FILES, MODELS_FOLDER, Model, ModelFolder, check_folder

HUB = "https://huggingface.co"
SPARE_BYTES = 200_000_000  # what must stay free on the disk
_CHUNK_BYTES = 1 << 18
_CONNECT_S = 15.0
_READ_S = 30.0
_TRIES = 3
_ANSWER_BYTES = 4_000_000
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SUM = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")
_CONNECT = _("Check your connection and try again; the download continues where it stopped.")


class HubFile(NamedTuple):
    """One file of a model, as the hub lists it."""

    path: str
    bytes: int
    sum: str  # in hex: 64 digits are a SHA-256, 40 are git's own


class ModelFiles(NamedTuple):
    """The files of a model that are wanted, at one commit."""

    commit: str
    files: tuple[HubFile, ...]

    @property
    def bytes(self) -> int:
        return sum(file.bytes for file in self.files)


class Hub:
    """A hub, by its address."""

    def __init__(self) -> None:
        """Take the address of HF_ENDPOINT, else Hugging Face. MediaError for no such."""
        self.endpoint = (os.environ.get("HF_ENDPOINT") or HUB).rstrip("/")
        parts = urlsplit(self.endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise MediaError(
                tr("“{0}” is not the URL of a model hub.").format(self.endpoint),
                tr("Change or unset HF_ENDPOINT."),
            )
        self._managers: dict[str, Any] = {}

    def listing(self, model: Model) -> ModelFiles:
        """Ask which files a model has. Raise MediaError."""
        place = f"{self.endpoint}/api/models/{quote(model.repository)}"
        commit = self._json(f"{place}/revision/main", model).get("sha")
        if not isinstance(commit, str) or not _COMMIT.fullmatch(commit):
            raise self._odd(tr("it names no commit"))
        found = []
        for each in self._json(f"{place}/tree/{commit}", model, list):
            if isinstance(each, dict) and each.get("path") in FILES and each.get("type") == "file":
                found.append(self._file(each))
        if not found:
            raise self._odd(tr("{0} does not have the files of a model").format(model.repository))
        return ModelFiles(commit, tuple(sorted(found, key=lambda file: file.bytes)))

    def fetch(
        self,
        model: Model,
        listing: ModelFiles,
        data: Path,
        progress: Callable[[int], None] = lambda loaded: None,
        spare_bytes: int = SPARE_BYTES,
    ) -> ModelFolder:
        """Load a model into the data folder; `progress` hears the bytes that are here.

        Raise MediaError where that fails: what was loaded well stays, and is gone on with.
        """
        folder = data / MODELS_FOLDER / model.name
        part = folder.with_name(f".{model.name}.part")
        try:
            part.mkdir(parents=True, exist_ok=True)
            here = sum(min(file.bytes, _size(part / file.path)) for file in listing.files)
            needed, free = listing.bytes - here, free_bytes(part)
            if needed + spare_bytes > free:
                raise MediaError(
                    tr(
                        "Not enough disk space: the model needs {0} and {1} to spare, but only {2} "
                        "is free."
                    ).format(size_text(needed), size_text(spare_bytes), size_text(free)),
                    tr("Free some space, or choose a smaller model."),
                )
            done = 0
            for file in listing.files:
                report = partial(lambda before, loaded: progress(before + loaded), done)
                self._load(model, listing.commit, file, part / file.path, report)
                done += file.bytes
            (part / "source.json").write_text(
                json.dumps({"repository": model.repository, "commit": listing.commit}), "utf-8"
            )
            check_folder(part)
            if folder.exists():
                shutil.rmtree(folder)
            part.rename(folder)
        except OSError as error:
            raise MediaError(
                tr("The model couldn't be saved in {0}: {1}.").format(
                    part.parent, error.strerror or error
                ),
                tr("Free some space, or check the permissions of that folder."),
            ) from error
        return check_folder(folder)

    # ------------------------------------------------------------------ one file

    def _load(
        self, model: Model, commit: str, file: HubFile, path: Path, progress: Callable[[int], None]
    ) -> None:
        """Load one file, a few times where the connection is cut; its sum must be the named one."""
        url = f"{self.endpoint}/{quote(model.repository)}/resolve/{commit}/{quote(file.path)}"
        for attempt in range(_TRIES):
            before = _size(path)
            if before > file.bytes:
                path.unlink()
                before = 0
            if before < file.bytes:
                self._append(url, path, before, file.bytes, progress)
            now = _size(path)
            progress(min(now, file.bytes))
            if now == file.bytes:
                if _is_whole(path, file):
                    return
                path.unlink()
                raise MediaError(
                    tr("{0} of the model was damaged, so it was deleted.").format(file.path),
                    tr(
                        "Download it again. If it keeps happening, something on your network is "
                        "changing downloads."
                    ),
                )
            if now == before and attempt:
                break
        raise MediaError(tr("The connection to {0} was lost.").format(self._host), tr(_CONNECT))

    def _append(
        self, url: str, path: Path, start: int, size: int, progress: Callable[[int], None]
    ) -> None:
        """Load a file from byte `start` on, as far as the connection holds."""
        import urllib3.exceptions as faults

        headers = {"Accept-Encoding": "identity"}
        if start:
            headers["Range"] = f"bytes={start}-"
        response = self._ask(url, headers)
        try:
            if response.status == 206:
                found = _RANGE.match(response.headers.get("Content-Range", ""))
                if found is None or int(found[1]) != start or int(found[2]) != size:
                    raise self._odd(tr("it sends a different part of the file than requested"))
            elif response.status == 200:
                start = 0  # it knows no ranges
            else:
                raise self._refused(response.status)
            with path.open("r+b" if path.exists() else "w+b") as file:
                file.truncate(start)
                file.seek(start)
                while start < size:
                    try:
                        data = response.read1(min(_CHUNK_BYTES, size - start))
                    except (faults.HTTPError, OSError):
                        break  # cut: what came is kept
                    if not data:
                        break
                    file.write(data)
                    start += len(data)
                    progress(start)
                file.flush()
                os.fsync(file.fileno())
        finally:
            response.close()

    # ------------------------------------------------------------------ asking

    def _json(self, url: str, model: Model, kind: type = dict) -> Any:
        response = self._ask(url, {"Accept": "application/json"})
        try:
            if response.status == 404:
                raise MediaError(
                    tr("{0} has no model {1}.").format(self._host, model.repository),
                    tr("Choose another model."),
                )
            if response.status != 200:
                raise self._refused(response.status)
            value = json.loads(response.read(_ANSWER_BYTES))
        except (ValueError, RecursionError) as error:
            raise self._odd(tr("its answer can't be read")) from error
        finally:
            response.close()
        if not isinstance(value, kind):
            raise self._odd(tr("its answer has an unexpected format"))
        return value

    def _ask(self, url: str, headers: dict[str, str]) -> Any:
        import urllib3
        import urllib3.exceptions as faults

        self._managers = self._managers or make_managers(num_pools=4)
        try:
            return manager_for(self._managers, url).request(
                "GET",
                url,
                headers={"User-Agent": "Cuenote", **headers},
                preload_content=False,
                retries=urllib3.Retry(connect=1, read=1, redirect=5, status=0, other=0),
                timeout=urllib3.Timeout(connect=_CONNECT_S, read=_READ_S),
            )
        except (faults.HTTPError, OSError) as error:
            raise MediaError(tr("Can't reach {0}.").format(self._host), tr(_CONNECT)) from error

    def _file(self, each: dict[str, Any]) -> HubFile:
        large = each.get("lfs")
        about = large if isinstance(large, dict) else each
        size, digest = about.get("size"), str(about.get("oid"))
        digits = 64 if about is large else 40
        if type(size) is not int or size < 0 or len(digest) != digits or not _SUM.fullmatch(digest):
            raise self._odd(tr("it gives no size or checksum for {0}").format(each.get("path")))
        return HubFile(str(each["path"]), size, digest)

    @property
    def _host(self) -> str:
        return urlsplit(self.endpoint).netloc

    def _refused(self, status: int) -> MediaError:
        if status == 429:
            return MediaError(
                tr("{0} says: too many requests.").format(self._host), tr("Try again in an hour.")
            )
        return MediaError(
            tr("{0} refuses to send the model (HTTP {1}).").format(self._host, status),
            tr("Try again later."),
        )

    def _odd(self, what: str) -> MediaError:
        return MediaError(
            tr("{0} does not answer like a model hub: {1}.").format(self._host, what),
            tr("Check HF_ENDPOINT, or try again later."),
        )


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _is_whole(path: Path, file: HubFile) -> bool:
    """Compare the sum of a file with the one that the hub names."""
    git = hashlib.sha1(f"blob {file.bytes}\0".encode())
    sums = hashlib.sha256() if len(file.sum) == 64 else git
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, lambda: sums).hexdigest() == file.sum
