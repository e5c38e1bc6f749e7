"""Models from a hub on loopback, by the real huggingface_hub: loaded whole or not at all."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tqdm import tqdm

from tests.media.hub_site import COMMIT, HubSite, put_model
from tests.media.web import Web
from viewer.base.errors import MediaError
from viewer.media import library
from viewer.media.speech_fetching import fetch_model, wanted
from viewer.media.speech_models import (
    ModelFolder,
    check_folder,
    find_model,
    model_named,
    models_here,
)

TINY = model_named("tiny.en")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    return check_folder(put_model(tmp_path_factory.mktemp("hub") / "model"))


@pytest.fixture
def site(web: Web, model: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> HubSite:
    monkeypatch.setattr(tqdm, "monitor_interval", 0)  # a thread that outlives a test
    found = HubSite(web, TINY.repository, model.folder)
    monkeypatch.setenv("HF_ENDPOINT", f"{found.endpoint}/")
    return found


def part_of(data: Path) -> Path:
    return data / "speech" / "models" / ".tiny.en.part"


def test_model_is_loaded_whole_and_named_then(
    site: HubSite, tmp_path: Path, model: ModelFolder
) -> None:
    with pytest.raises(MediaError, match=r"not on this computer \(78 MB\)"):
        find_model(tmp_path, "tiny.en")
    assert wanted(tmp_path, "tiny.en") == (0, TINY)
    assert wanted(tmp_path, "tiny.en").bytes == 78_000_000
    assert site.web.requests == []  # to say how large it is, nobody is asked
    (part_of(tmp_path) / "left over").mkdir(parents=True)
    loaded: list[int] = []
    fetch_model(TINY, tmp_path, loaded.append)
    found = find_model(tmp_path, "tiny.en")
    assert models_here(tmp_path) == [found]
    assert sorted(path.name for path in found.folder.iterdir()) == sorted(
        path.name for path in model.folder.iterdir()
    )
    for path in model.folder.iterdir():
        assert (found.folder / path.name).read_bytes() == path.read_bytes()
    assert loaded[-1] == 78_000_000
    assert not part_of(tmp_path).exists()
    assert not site.web.asked(f"/{site.repository}/resolve/{COMMIT}/README.md")
    assert wanted(tmp_path, "tiny.en").bytes == 0
    assert wanted(tmp_path, str(model.folder)).bytes == 0


def test_cut_connection_is_gone_on_with(site: HubSite, tmp_path: Path) -> None:
    route = site.routes["model.bin"]
    route.cut_after, route.cut_times = 11_000_000, 1
    fetch_model(TINY, tmp_path)
    asked = [each.first for each in site.web.asked("/cdn/model.bin") if each.method == "GET"]
    assert asked == [0, 10 << 20]  # it writes so much at once
    assert len(models_here(tmp_path)) == 1


@pytest.mark.parametrize("name", ["model.bin", "config.json"])
def test_one_damaged_byte_is_noticed_and_nothing_of_it_used(
    site: HubSite, tmp_path: Path, name: str
) -> None:
    good = site.files[name].read_bytes()
    place = len(good) // 2
    site.routes[name].body = good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]
    with pytest.raises(MediaError, match=f"{name} of the model was damaged") as caught:
        fetch_model(TINY, tmp_path)
    assert caught.value.remedy
    assert models_here(tmp_path) == []
    assert not part_of(tmp_path).exists()
    site.routes[name].body = good
    fetch_model(TINY, tmp_path)
    assert len(models_here(tmp_path)) == 1


def test_without_room_nothing_is_loaded(
    site: HubSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "free_bytes", lambda folder: 100_000_000)
    words = "78 MB and 200 MB to spare are needed, but only 100 MB is free"
    with pytest.raises(MediaError, match=words):
        fetch_model(TINY, tmp_path)
    assert site.web.requests == []


def test_what_goes_wrong_is_said_and_leaves_nothing(
    site: HubSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(words: str) -> None:
        with pytest.raises(MediaError, match=words) as caught:
            fetch_model(TINY, tmp_path)
        assert caught.value.remedy
        assert models_here(tmp_path) == []
        assert not part_of(tmp_path).exists()

    site.about.status = 404
    fail("couldn't be downloaded: .*404")
    site.about.status = 200
    site.tree.remove(site.entry("tokenizer.json"))
    site.publish()
    fail("is incomplete: tokenizer.json")
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    fail("couldn't be downloaded: .*refused")
    monkeypatch.setenv("HF_ENDPOINT", "not a hub")
    fail("couldn't be downloaded")


def test_killed_in_the_middle_it_is_fetched_again(site: HubSite, tmp_path: Path) -> None:
    route = site.routes["model.bin"]
    route.hold_at = 8_000_000
    command = [sys.executable, "-P", "-m", "viewer.media.speech_fetching", "--model", "tiny.en"]
    process = subprocess.Popen(
        [*command, "--data", str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert route.held.wait(60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    assert models_here(tmp_path) == []
    assert part_of(tmp_path).exists()
    route.hold_at = None
    fetch_model(TINY, tmp_path)
    assert len(models_here(tmp_path)) == 1
    assert not part_of(tmp_path).exists()
