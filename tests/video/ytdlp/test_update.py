"""A newer yt-dlp from an index on loopback: used when it is good, never when it is not."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.video.site import Home, Site
from tests.video.web import Web
from viewer.errors import MediaError
from viewer.video.downloads.library import Library
from viewer.video.downloads.queue import Downloads
from viewer.video.ytdlp.client import child_environment, newer_wheels, own_version
from viewer.video.ytdlp.update import current_version, fall_back, update

NEW = "2099.1.2"


def make_wheel(path: Path, package: str, version: str) -> Path:
    """Pack an installed package as a wheel of another version."""
    found = find_spec(package)
    assert found is not None
    assert found.origin is not None
    root = Path(found.origin).parent
    with zipfile.ZipFile(path, "w") as wheel:
        for file in root.rglob("*.*"):
            if file.suffix in (".py", ".js"):
                name = f"{package}/{file.relative_to(root)}"
                if package == "yt_dlp" and name == "yt_dlp/version.py":
                    text = file.read_text().replace(own_version(), "2099.01.02")
                    wheel.writestr(name, text)
                else:
                    wheel.write(file, name)
        for name, text in about(package, version).items():
            wheel.writestr(f"{package}-{version}.dist-info/{name}", text)
    return path


def about(package: str, version: str) -> dict[str, str]:
    """What a wheel says of itself."""
    lines = ["Metadata-Version: 2.1", f"Name: {package}", f"Version: {version}"]
    if package == "yt_dlp":
        lines += ["Provides-Extra: default", "Requires-Dist: requests"]
        lines += ["Requires-Dist: yt-dlp-ejs==0.9.0; extra == 'default'"]
    wheel = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    return {"METADATA": "\n".join([*lines, ""]), "WHEEL": wheel, "RECORD": ""}


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("wheels")
    return {
        name: make_wheel(folder / "w.whl", name.split("-")[0], name.split("-")[1]).read_bytes()
        for name in (f"yt_dlp-{NEW}", "yt_dlp_ejs-0.9.0")
    }


class Index:
    """An index of packages, as PyPI is one."""

    def __init__(self, web: Web, wheels: dict[str, bytes]) -> None:
        self.web = web
        self.url = web.url("/simple/")
        self.python = ">=3.10"
        self.sums = {"yt_dlp-1.tar.gz": "0"}
        for name in (f"yt_dlp-{NEW}", "yt_dlp_ejs-0.9.0", "yt_dlp_ejs-0.9.1"):
            self.put(f"{name}-py3-none-any.whl", wheels.get(name, b"newer than what is wanted"))
        self.publish()

    def put(self, file: str, body: bytes) -> None:
        self.web.add(f"/files/{file}", body)
        self.sums[file] = hashlib.sha256(body).hexdigest()

    def publish(self) -> None:
        for project in ("yt-dlp", "yt-dlp-ejs"):
            links = [
                f'<a href="/files/{file}#sha256={sum_}" data-requires-python="{self.python}">'
                f"{file}</a>"
                for file, sum_ in self.sums.items()
                if file.startswith(f"{project.replace('-', '_')}-")
            ]
            page = f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>"
            self.web.add(f"/simple/{project}/", page, content_type="text/html")


@pytest.fixture
def index(web: Web, wheels: dict[str, bytes]) -> Index:
    return Index(web, wheels)


def loaded_version(data: Path) -> str:
    """Ask a child process, as one that saves, which yt-dlp it has."""
    return subprocess.run(
        [sys.executable, "-P", "-c", "import yt_dlp; print(yt_dlp.version.__version__)"],
        env=child_environment(data),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_newest_is_loaded_checked_and_used_for_saving_then_given_up(
    index: Index, home: Home, site: Site
) -> None:
    data = home.data
    (data / "yt-dlp").mkdir(parents=True)
    (data / "yt-dlp" / "yt_dlp-2098.1.1-py3-none-any.whl").write_bytes(b"old")
    done = update(data, index.url)
    assert (done.version, done.is_new) == (NEW, True)
    assert [path.name.split("-")[0] for path in newer_wheels(data)] == ["yt_dlp", "yt_dlp_ejs"]
    assert len(list((data / "yt-dlp").glob("*"))) == 3, "the old wheel was left"
    assert current_version(data) == NEW
    site.whole("abc")
    run = home.start(site.url("abc")).finish()
    assert run.code == 0, run.events[-1]
    info = Library(home.library).look(site.key("abc")).info
    assert info is not None
    assert info.yt_dlp == "2099.01.02"
    again = update(data, index.url)
    assert not again.is_new
    fall_back(data)
    assert not list((data / "yt-dlp").glob("*"))
    assert loaded_version(data) == own_version()


@pytest.mark.sample(0)
def test_newest_that_is_damaged_later_is_given_up_for_ours(
    index: Index, home: Home, site: Site
) -> None:
    update(home.data, index.url)
    wheel = newer_wheels(home.data)[0]
    with zipfile.ZipFile(wheel, "w") as damaged:
        damaged.writestr("yt_dlp/__init__.py", "from . import version\nfrom . import what\n")
        damaged.writestr("yt_dlp/version.py", "__version__ = '2099.01.02'\n")
    site.whole("abc")
    run = home.start(site.url("abc")).finish()
    assert run.code == 0, (run.events[-1], run.stderr)
    info = Library(home.library).look(site.key("abc")).info
    assert info is not None
    assert info.yt_dlp == own_version()
    assert newer_wheels(home.data) == ()
    assert not list(home.data.rglob("*.whl"))


@pytest.mark.sample(0)
def test_window_gets_the_newest_in_a_child_and_hears_how_it_went(
    index: Index, home: Home, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in home.variables.items():
        monkeypatch.setenv(name, value)
    downloads = Downloads(
        home.library, home.data, home.root / "queue.json", extra_arguments=("--index", index.url)
    )
    with qtbot.waitSignal(downloads.updated, timeout=30_000) as heard:
        downloads.update_yt_dlp()
    assert heard.args == [True, f"Updated yt-dlp to {NEW}."]
    assert current_version(home.data) == NEW
    fall_back(home.data)
    index.web.routes["/simple/yt-dlp/"].status = 404
    with qtbot.waitSignal(downloads.updated, timeout=30_000) as heard:
        downloads.update_yt_dlp()
    assert heard.args is not None
    assert heard.args[0] is False
    assert "Can't reach" in heard.args[1]
    downloads.shutdown()
    downloads.deleteLater()


@pytest.mark.sample(2)
@pytest.mark.parametrize(
    "fault", ["sum", "python", "smoke", "page", "gone", "no zip", "offline", "cut"]
)
def test_what_is_wrong_is_not_used_and_nothing_is_left(
    index: Index, tmp_path: Path, fault: str
) -> None:
    url, file = index.url, f"yt_dlp-{NEW}-py3-none-any.whl"
    words = "can't be downloaded"
    if fault == "sum":
        index.sums[file] = "0" * 64
        words = "is not the yt-dlp that the package index lists"
    elif fault == "python":
        index.python = ">=3.99"
    elif fault == "no zip":
        index.put(file, b"not a wheel")
    elif fault == "smoke":
        path = tmp_path / "bad.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            wheel.writestr("yt_dlp/__init__.py", "raise ImportError('broken')")
            for name, text in about("yt_dlp", NEW).items():
                wheel.writestr(f"yt_dlp-{NEW}.dist-info/{name}", text)
        index.put(file, path.read_bytes())
        words = "does not run on this computer"
    elif fault == "gone":
        index.web.routes["/files/yt_dlp_ejs-0.9.0-py3-none-any.whl"].status = 404
    elif fault == "offline":
        url, words = "http://127.0.0.1:9/", "Can't reach"
    elif fault == "cut":
        index.web.routes[f"/files/{file}"].cut_after = 1000
        words = "can't be downloaded|is not the yt-dlp"
    index.publish()
    if fault == "page":
        index.web.add("/simple/yt-dlp/", "{", content_type="text/html")
        words = "Can't reach"
    data = tmp_path / "data"
    with pytest.raises(MediaError, match=words) as raised:
        update(data, url)
    print(raised.value)
    assert raised.value.remedy
    assert newer_wheels(data) == ()
    assert not list((data / "yt-dlp").iterdir())


def test_ours_is_used_when_it_is_as_new_or_the_other_is_not_whole(tmp_path: Path) -> None:
    folder = tmp_path / "yt-dlp"
    folder.mkdir()
    wheel = folder / "yt_dlp-2020.1.1-py3-none-any.whl"
    wheel.write_bytes(b"x")
    chosen = folder / "chosen.json"
    for text in (
        json.dumps({"version": "2020.1.1", "wheels": [wheel.name]}),
        json.dumps({"version": NEW, "wheels": ["gone.whl"]}),
        json.dumps({"version": NEW}),
        json.dumps({"version": 3, "wheels": [wheel.name]}),
        "[]",
        "{",
    ):
        chosen.write_text(text)
        assert newer_wheels(tmp_path) == (), text
    chosen.write_text(json.dumps({"version": NEW, "wheels": [f"../yt-dlp/{wheel.name}"]}))
    assert newer_wheels(tmp_path) == (wheel,)
    paths = child_environment(tmp_path, {"PYTHONPATH": "/mine"})["PYTHONPATH"].split(os.pathsep)
    assert paths[:2] == [str(wheel), "/mine"]
