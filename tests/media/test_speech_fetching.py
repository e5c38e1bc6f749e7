"""The engine by pip, into the data folder, of a Python that has none: from an index on loopback."""

import json
import os
import re
import subprocess
import sysconfig
import tomllib
import venv
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import viewer
from tests.media.hub_site import HubSite, put_model
from tests.media.index_site import Index, wheel
from tests.media.web import Web
from viewer.media import speech_engine
from viewer.media.speech_engine import find_engine, platform_tag
from viewer.media.speech_models import ModelFolder, check_folder, model_named, models_here

# What fetching itself needs; everything else is not there, as on a computer without the extra.
_NEEDED = ("av", "platformdirs")
_WHEELS = {
    "faster_whisper-1.9.9": {
        "faster_whisper/__init__.py": "import ctranslate2\n__version__ = '1.9.9'\n",
        "faster_whisper/vad.py": "def get_vad_model(): pass\n",
    },
    "ctranslate2-4.9.0": {
        "ctranslate2/__init__.py": "def get_supported_compute_types(device): return {'int8'}\n"
    },
}


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A Python of its own with pip and nothing of ours, and the environment to run it in."""
    root = tmp_path_factory.mktemp("bare")
    venv.create(root / "venv")
    installed = sysconfig.get_path("purelib")
    own = sysconfig.get_path("purelib", "venv", {"base": str(root / "venv")})
    for pip in Path(installed).glob("pip*"):  # as it is here: to install it takes seconds
        Path(own, pip.name).symlink_to(pip)
    packages = root / "packages"
    packages.mkdir()
    for name in _NEEDED:
        found = find_spec(name)
        (packages / name).symlink_to(Path(found.origin).parent)
        for libraries in Path(found.origin).parents[1].glob(f"{name}.libs"):
            (packages / libraries.name).symlink_to(libraries)
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON"))}
    paths = [str(Path(viewer.__file__).parents[1]), str(packages)]
    environment |= {"PYTHONPATH": os.pathsep.join(paths), "PIP_CONFIG_FILE": os.devnull}
    folder = "Scripts" if os.name == "nt" else "bin"
    return root / "venv" / folder / "python", environment


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    return check_folder(put_model(tmp_path_factory.mktemp("hub") / "model"))


@pytest.fixture
def index(web: Web) -> Index:
    needs = {"faster_whisper-1.9.9": ["Requires-Dist: ctranslate2<5,>=4.0"]}
    return Index(
        web, {name: wheel(name, each, needs.get(name, ())) for name, each in _WHEELS.items()}
    )


def fetch(
    bare: tuple[Path, dict[str, str]], data: Path, model: str, index: str, *more: str, hub: str = ""
) -> tuple[int, list[dict[str, Any]]]:
    python, environment = bare
    environment = {**environment, "PIP_INDEX_URL": index, "HF_ENDPOINT": hub}
    command = [python, "-P", "-m", "viewer.media.speech_fetching", "--model", model]
    command += ["--data", data, *more]
    held, end = os.pipe()  # it ends with the parent, which holds its standard input
    child = subprocess.run(
        command, env=environment, stdin=held, capture_output=True, encoding="utf-8"
    )
    os.close(held)
    os.close(end)
    assert "Traceback" not in child.stderr, child.stderr
    return child.returncode, [json.loads(line) for line in child.stdout.splitlines()]


@pytest.fixture(autouse=True)
def _as_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this process find no engine but a downloaded one."""
    monkeypatch.setattr(speech_engine, "NAME", "not-installed-with-cuenote")


@pytest.mark.all_only
def test_engine_is_fetched_tried_and_then_found(
    bare: tuple[Path, dict[str, str]], index: Index, tmp_path: Path, model: ModelFolder
) -> None:
    data = tmp_path / "data"
    folder = str(model.folder)
    assert find_engine(data) is None
    (data / "speech" / "engine" / "left over").mkdir(parents=True)
    code, events = fetch(bare, data, folder, index.url)
    assert code == 0, events
    assert all(event["total"] == 130_000_000 for event in events[:-1])
    assert events[-1] == {"event": "done", "model": folder}
    found = find_engine(data)
    assert (found.version, found.name) == ("1.9.9", "not-installed-with-cuenote 1.9.9")
    assert (found.folder / "ctranslate2" / "__init__.py").is_file()
    assert sorted(path.name for path in (data / "speech" / "engine").iterdir()) == sorted(
        ["chosen.json", found.folder.name]
    )
    # Again: nothing is to be fetched.
    code, events = fetch(bare, data, folder, "http://127.0.0.1:9/")
    assert (code, [event["event"] for event in events]) == (0, ["done"])
    # One that was made for another Python is none.
    chosen = data / "speech" / "engine" / "chosen.json"
    chosen.write_text(chosen.read_text().replace(platform_tag(), "cpython-39 elsewhere"))
    assert find_engine(data) is None


@pytest.mark.all_only
def test_model_comes_by_the_hub_of_an_engine_that_was_fetched(
    bare: tuple[Path, dict[str, str]], web: Web, tmp_path: Path, model: ModelFolder
) -> None:
    tiny = model_named("tiny.en")
    hub = HubSite(web, tiny.repository, model.folder)
    data = tmp_path / "data"
    packages = data / speech_engine.FOLDER / "packages"
    packages.parent.mkdir(parents=True)
    packages.symlink_to(sysconfig.get_path("purelib"))
    chosen = {"version": "1.9.9", "folder": packages.name, "platform": platform_tag()}
    (packages.parent / "chosen.json").write_text(json.dumps(chosen))
    code, events = fetch(bare, data, "tiny.en", "http://127.0.0.1:9/", hub=hub.endpoint)
    assert code == 0, events
    assert events[-2] == {"event": "progress", "bytes": 78_000_000, "total": 78_000_000}
    assert events[-1]["model"] == str(models_here(data)[0].folder)
    # Nobody is told what it runs on, nor who asks.
    assert all("authorization" not in each.headers for each in web.requests)
    agents = {each.headers["user-agent"] for each in web.requests}
    assert all("cuenote" in agent and "torch" not in agent for agent in agents)


@pytest.mark.sample(1)
@pytest.mark.parametrize("fault", ["sum", "smoke", "offline"])  # the others: see ytdlp/test_update
def test_what_is_wrong_is_not_used_and_nothing_is_left(
    bare: tuple[Path, dict[str, str]], index: Index, tmp_path: Path, fault: str,
    model: ModelFolder,
) -> None:  # fmt: skip
    url, file = index.url, "ctranslate2-4.9.0-py3-none-any.whl"
    words = ""
    if fault == "sum":
        good = index.web.routes[f"/files/{file}"].body
        assert isinstance(good, bytes)
        index.web.routes[f"/files/{file}"].body = good[:-1] + b"\1"
        words = "Checksum of faster-whisper doesn't match"
    elif fault == "smoke":
        broken = {"ctranslate2/__init__.py": "raise ImportError('libgomp is missing')\n"}
        index.put(file, wheel("ctranslate2-4.9.0", broken))
        index.publish()
        words = "does not run on this computer: ImportError: libgomp is missing"
    elif fault == "offline":
        url, words = "http://127.0.0.1:9/", "Can't reach the site"
    data = tmp_path / "data"
    code, events = fetch(bare, data, str(model.folder), url)
    assert code == 1
    assert events[-1]["event"] == "failed"
    assert re.search(words, events[-1]["words"]), events[-1]
    assert events[-1]["next_step"]
    assert find_engine(data) is None
    engines = data / "speech" / "engine"
    assert not engines.exists() or not list(engines.iterdir())


def test_folder_that_is_no_model_is_said_before_anything_is_asked(
    bare: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    code, events = fetch(bare, data, str(tmp_path / "none"), "http://127.0.0.1:9/")
    assert (code, events[-1]["event"]) == (1, "failed")
    assert "No model or folder" in events[-1]["words"]


@pytest.mark.all_only
def test_fetched_engine_that_cannot_be_loaded_any_more_is_given_up(
    bare: tuple[Path, dict[str, str]], index: Index, tmp_path: Path, model: ModelFolder,
    spoken_file: Path,
) -> None:  # fmt: skip
    data = tmp_path / "data"
    assert fetch(bare, data, str(model.folder), index.url)[0] == 0
    found = find_engine(data)
    python, environment = bare
    held, end = os.pipe()
    child = subprocess.run(
        [python, "-P", "-m", "viewer.media.speech_child", "--media", spoken_file,
         "--to", tmp_path / "x.vtt", "--model", model.folder, "--engine", "x",
         "--packages", found.folder],
        env=environment, stdin=held, capture_output=True, encoding="utf-8",
    )  # fmt: skip
    os.close(held)
    os.close(end)
    event = json.loads(child.stdout.splitlines()[-1])
    assert event["event"] == "failed", child.stderr
    assert "faster-whisper can't be loaded" in event["words"]  # these wheels hold no numpy
    assert event["next_step"] == "Download it again."
    assert find_engine(data) is None


def test_engine_that_is_fetched_is_the_one_of_the_extra() -> None:
    project = tomllib.loads((Path(viewer.__file__).parents[1] / "pyproject.toml").read_text())
    assert project["project"]["optional-dependencies"]["speech"] == [speech_engine.REQUIREMENT]
