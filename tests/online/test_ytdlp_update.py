"""A newer yt-dlp from an index on loopback: used when it is good, never when it is not."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.media.index_site import Index, wheel
from tests.media.site import Home, Site
from tests.media.web import Web
from viewer.base.errors import MediaError
from viewer.media.library import Library
from viewer.media.ytdlp import child_environment, newer_wheels, own_version
from viewer.online.download_queue import Downloads
from viewer.online.ytdlp_update import current_version, fall_back, update

NEW = "2099.1.2"


# What is asked of a newer one before it is used.
_YT_DLP = {
    "yt_dlp/__init__.py": (
        "from . import version\n"
        "class YoutubeDL:\n"
        "    def __init__(self, options): pass\n"
        "    def get_info_extractor(self, name): pass\n"
    ),
    "yt_dlp/version.py": "__version__ = '2099.01.02'\n",
}
_ABOUT = [
    "Provides-Extra: default",
    "Requires-Dist: requests",
    "Requires-Dist: yt-dlp-ejs==0.9.0; extra == 'default'",
]


def wheel_of_installed(name: str, about: Sequence[str] = ()) -> bytes:
    package = name.split("-")[0]
    found = find_spec(package)
    root = Path(found.origin).parent
    paths = [path for path in root.rglob("*.*") if path.suffix in (".py", ".js")]
    files = {f"{package}/{path.relative_to(root)}": path.read_bytes() for path in paths}
    if package == "yt_dlp":
        version = files["yt_dlp/version.py"]
        files["yt_dlp/version.py"] = version.replace(own_version().encode(), b"2099.01.02")
    return wheel(name, files, about)


@pytest.fixture
def index(web: Web, monkeypatch: pytest.MonkeyPatch) -> Index:
    newer = b"newer than what is wanted"
    ejs = wheel("yt_dlp_ejs-0.9.0", {"yt_dlp_ejs/__init__.py": ""})
    known = {f"yt_dlp-{NEW}": wheel(f"yt_dlp-{NEW}", _YT_DLP, _ABOUT)}
    found = Index(web, {**known, "yt_dlp_ejs-0.9.0": ejs, "yt_dlp_ejs-0.9.1": newer})
    monkeypatch.setenv("PIP_INDEX_URL", found.url)
    return found


def loaded_version(data: Path) -> str:
    return subprocess.run(
        [sys.executable, "-P", "-c", "import yt_dlp; print(yt_dlp.version.__version__)"],
        env=child_environment(data),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_newest_is_loaded_checked_and_used_then_given_up(
    index: Index, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = home.data
    (data / "yt-dlp").mkdir(parents=True)
    (data / "yt-dlp" / "yt_dlp-2098.1.1-py3-none-any.whl").write_bytes(b"old")
    done = update(data)
    assert (done.version, done.is_new) == (NEW, True)
    assert [path.name.split("-")[0] for path in newer_wheels(data)] == ["yt_dlp", "yt_dlp_ejs"]
    assert len(list((data / "yt-dlp").glob("*"))) == 3, "the old wheel was left"
    assert current_version(data) == NEW
    assert loaded_version(data) == "2099.01.02"
    # A child that has it on its path takes it for ours no more than we do.
    ours = own_version()
    monkeypatch.setattr(sys, "path", [*map(str, newer_wheels(data)), *sys.path])
    assert own_version() == ours
    again = update(data)
    assert not again.is_new
    assert current_version(data) == NEW
    fall_back(data)
    assert not list((data / "yt-dlp").glob("*"))
    assert loaded_version(data) == own_version()


@pytest.mark.all_only
def test_newest_saves_and_where_it_is_damaged_later_ours_does(
    index: Index, home: Home, site: Site
) -> None:
    index.put(f"yt_dlp-{NEW}-py3-none-any.whl", wheel_of_installed(f"yt_dlp-{NEW}", _ABOUT))
    index.put("yt_dlp_ejs-0.9.0-py3-none-any.whl", wheel_of_installed("yt_dlp_ejs-0.9.0"))
    index.publish()
    update(home.data)
    site.whole("before")
    run = home.start(site.url("before")).finish()
    assert run.code == 0, run.events[-1]
    info = Library(home.library).look(site.key("before")).info
    assert info.yt_dlp == "2099.01.02"
    broken = {"yt_dlp/__init__.py": "from . import version\nfrom . import what\n"}
    newer_wheels(home.data)[0].write_bytes(wheel(f"yt_dlp-{NEW}", {**_YT_DLP, **broken}))
    site.whole("abc")
    run = home.start(site.url("abc")).finish()
    assert run.code == 0, (run.events[-1], run.stderr)
    info = Library(home.library).look(site.key("abc")).info
    assert info.yt_dlp == own_version()
    assert newer_wheels(home.data) == ()
    assert not list(home.data.rglob("*.whl"))


@pytest.mark.all_only
def test_window_gets_the_newest_in_a_child_and_hears_how_it_went(
    index: Index, home: Home, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in home.variables.items():
        monkeypatch.setenv(name, value)
    downloads = Downloads(home.library, home.data, home.root / "queue.json")
    with qtbot.waitSignal(downloads.updated, timeout=30_000) as heard:
        downloads.update_yt_dlp()
    assert heard.args == [True, f"Updated yt-dlp to {NEW}."]
    assert current_version(home.data) == NEW
    # Once more, by a child that has it already.
    with qtbot.waitSignal(downloads.updated, timeout=30_000) as heard:
        downloads.update_yt_dlp()
    assert heard.args == [True, f"yt-dlp is up to date ({NEW})."]
    assert current_version(home.data) == NEW
    fall_back(home.data)
    index.web.routes["/simple/yt-dlp/"].status = 404
    with qtbot.waitSignal(downloads.updated, timeout=30_000) as heard:
        downloads.update_yt_dlp()
    assert heard.args[0] is False
    assert "Can't reach" in heard.args[1]
    downloads.shutdown()
    downloads.deleteLater()


@pytest.mark.sample(1)
@pytest.mark.parametrize(
    "fault", ["sum", "python", "smoke", "page", "gone", "no zip", "offline", "cut"]
)
def test_what_is_wrong_is_not_used_and_nothing_is_left(
    index: Index, tmp_path: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = f"yt_dlp-{NEW}-py3-none-any.whl"
    words = "can't be downloaded"
    if fault == "sum":
        index.sums[file] = "0" * 64
        words = "Checksum of yt-dlp doesn't match"
    elif fault == "python":
        index.python = ">=3.99"
    elif fault == "no zip":
        index.put(file, b"not a wheel")
    elif fault == "smoke":
        broken = {"yt_dlp/__init__.py": "raise ImportError('broken')"}
        index.put(file, wheel(f"yt_dlp-{NEW}", broken, _ABOUT))
        words = "does not run on this computer"
    elif fault == "gone":
        index.web.routes["/files/yt_dlp_ejs-0.9.0-py3-none-any.whl"].status = 404
    elif fault == "offline":
        monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
        words = "Can't reach"
    elif fault == "cut":
        index.web.routes[f"/files/{file}"].cut_after = 100
        words = "can't be downloaded|is not the yt-dlp"
    index.publish()
    if fault == "page":
        index.web.add("/simple/yt-dlp/", "{", content_type="text/html")
        words = "Can't reach"
    data = tmp_path / "data"
    with pytest.raises(MediaError, match=words) as raised:
        update(data)
    assert raised.value.remedy
    assert newer_wheels(data) == ()
    assert not list((data / "yt-dlp").iterdir())


def test_ours_is_used_when_it_is_as_new_or_the_other_is_not_whole(tmp_path: Path) -> None:
    folder = tmp_path / "yt-dlp"
    folder.mkdir()
    newest = folder / "yt_dlp-2020.1.1-py3-none-any.whl"
    newest.write_bytes(b"x")
    chosen = folder / "chosen.json"
    for text in (
        json.dumps({"version": "2020.1.1", "wheels": [newest.name]}),
        json.dumps({"version": NEW, "wheels": ["gone.whl"]}),
        json.dumps({"version": NEW}),
        json.dumps({"version": 3, "wheels": [newest.name]}),
        "[]",
        "{",
    ):
        chosen.write_text(text)
        assert newer_wheels(tmp_path) == (), text
    chosen.write_text(json.dumps({"version": NEW, "wheels": [f"../yt-dlp/{newest.name}"]}))
    assert newer_wheels(tmp_path) == (newest,)
    paths = child_environment(tmp_path, {"PYTHONPATH": "/mine"})["PYTHONPATH"].split(os.pathsep)
    assert paths[:2] == [str(newest), "/mine"]
