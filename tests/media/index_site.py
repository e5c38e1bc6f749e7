"""An index of packages on loopback, as PyPI is one, and wheels that are made as they are needed."""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence

from tests.media.web import Web


def wheel(name: str, files: Mapping[str, bytes | str], about: Sequence[str] = ()) -> bytes:
    """Pack files as the wheel `PROJECT-VERSION`; `about` are more lines of what it says of it."""
    project, version = name.split("-")
    lines = ["Metadata-Version: 2.1", f"Name: {project.replace('_', '-')}", f"Version: {version}"]
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as packed:
        for path, body in {
            **files,
            f"{name}.dist-info/METADATA": "\n".join([*lines, *about, ""]),
            f"{name}.dist-info/WHEEL": (
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            ),
            f"{name}.dist-info/RECORD": "",
        }.items():
            packed.writestr(path, body)
    return data.getvalue()


class Index:
    def __init__(self, web: Web, wheels: Mapping[str, bytes]) -> None:
        self.web = web
        self.url = web.url("/simple/")
        self.python = ">=3.10"
        self.sums: dict[str, str] = {}
        for name, body in wheels.items():
            self.put(f"{name}-py3-none-any.whl", body)
        self.publish()

    def put(self, file: str, body: bytes) -> None:
        self.web.add(f"/files/{file}", body)
        self.sums[file] = hashlib.sha256(body).hexdigest()

    def publish(self) -> None:
        for project in {file.split("-")[0].replace("_", "-") for file in self.sums}:
            links = [
                f'<a href="/files/{file}#sha256={sum_}" data-requires-python="{self.python}">'
                f"{file}</a>"
                for file, sum_ in self.sums.items()
                if file.startswith(f"{project.replace('-', '_')}-")
            ]
            page = f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>"
            self.web.add(f"/simple/{project}/", page, content_type="text/html")
