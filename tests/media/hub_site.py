"""A hub of models on loopback, with those answers of Hugging Face's that huggingface_hub needs."""

import hashlib
import json
import random
from pathlib import Path

from tests.media.web import Route, Web

COMMIT = "0123456789abcdef0123456789abcdef01234567"
_LARGE = 10_000_000  # what git keeps apart, as a pointer of 134 bytes


def put_model(folder: Path) -> Path:
    """Write what looks like a model of 12 MB; return its folder."""
    folder.mkdir()
    (folder / "model.bin").write_bytes(random.Random(1).randbytes(12_000_000))
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_text(f'{{"name": "{name}"}}')
    return folder


def git_oid(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


class HubSite:
    def __init__(self, web: Web, repository: str, folder: Path) -> None:
        self.web = web
        self.endpoint = web.url("")
        self.repository = repository
        self.files = {path.name: path for path in folder.iterdir() if path.is_file()}
        self.files[".gitattributes"] = self.files["README.md"] = folder / "config.json"
        self.routes: dict[str, Route] = {}
        self.about = web.add(
            f"/api/models/{repository}",
            json.dumps({"id": repository, "sha": COMMIT}),
            content_type="application/json",
        )
        self.tree = [self._entry(name, path) for name, path in self.files.items()]
        self.tree.append({"type": "directory", "oid": git_oid(b""), "size": 0, "path": "onnx"})
        self.publish()
        for name, path in self.files.items():
            place = f"/{repository}/resolve/{COMMIT}/{name}"
            more = {"X-Repo-Commit": COMMIT, "ETag": f'"{self.entry(name)["oid"]}"'}
            if path.stat().st_size > _LARGE:
                # Large files are on other servers, also in pieces that we do not ask for.
                more |= {"X-Linked-Size": str(path.stat().st_size), "X-Xet-Hash": "0" * 64}
                cdn = f"http://localhost:{web.port}/cdn/{name}?token=t"
                web.add(place, b"", status=302, location=cdn, more=more)
                self.routes[name] = web.add(f"/cdn/{name}", path, tokens={"t"})
            else:
                self.routes[name] = web.add(place, path, more=more)

    def publish(self) -> None:
        tree = f"/api/models/{self.repository}/tree/{COMMIT}"
        self.web.add(tree, json.dumps(self.tree), content_type="application/json")

    def entry(self, name: str) -> dict[str, object]:
        return next(each for each in self.tree if each["path"] == name)

    @staticmethod
    def _entry(name: str, path: Path) -> dict[str, object]:
        data = path.read_bytes()
        entry: dict[str, object] = {"type": "file", "size": len(data), "path": name}
        if len(data) <= _LARGE:
            return {**entry, "oid": git_oid(data)}
        sha256 = hashlib.sha256(data).hexdigest()
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\n".encode()
        lfs = {"oid": sha256, "size": len(data), "pointerSize": len(pointer)}
        return {**entry, "oid": git_oid(pointer), "lfs": lfs, "xetHash": "0" * 64}
