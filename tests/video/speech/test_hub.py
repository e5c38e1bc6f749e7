"""Models from a hub on loopback: loaded whole or not at all, gone on with after any end."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.video.speech.hub_site import COMMIT, HubSite, put_model
from tests.video.web import Web
from tests.waiting import wait_until
from viewer.errors import MediaError
from viewer.video.speech import hub as hub_module
from viewer.video.speech.fetching import wanted
from viewer.video.speech.hub import Hub
from viewer.video.speech.models import (
    ModelFolder,
    check_folder,
    find_model,
    model_named,
    models_here,
)

TINY = model_named("tiny.en")
assert TINY is not None


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    return check_folder(put_model(tmp_path_factory.mktemp("hub") / "model"))


@pytest.fixture
def site(web: Web, model: ModelFolder, monkeypatch: pytest.MonkeyPatch) -> HubSite:
    found = HubSite(web, TINY.repository, model.folder)
    monkeypatch.setenv("HF_ENDPOINT", found.endpoint)
    return found


@pytest.fixture
def fetch(site: HubSite, tmp_path: Path) -> Callable[..., ModelFolder]:
    def fetch(**how: Any) -> ModelFolder:
        hub = Hub()
        return hub.fetch(TINY, hub.listing(TINY), tmp_path, **how)

    return fetch


def part_of(data: Path) -> Path:
    return data / "speech" / "models" / ".tiny.en.part"


def test_model_is_loaded_whole_and_named_then(
    site: HubSite, fetch: Callable[..., ModelFolder], tmp_path: Path, model: ModelFolder
) -> None:
    with pytest.raises(MediaError, match=r"not on this computer \(78 MB\)"):
        find_model(tmp_path, "tiny.en")
    loaded: list[int] = []
    found = fetch(progress=loaded.append)
    assert found == find_model(tmp_path, "tiny.en")
    assert found == models_here(tmp_path)[0]
    assert found.name == "tiny.en"
    for name in ("model.bin", "tokenizer.json", "vocabulary.txt", "config.json"):
        assert (found.folder / name).read_bytes() == (model.folder / name).read_bytes()
    assert loaded == sorted(loaded)
    assert loaded[-1] == model.bytes
    assert not part_of(tmp_path).exists()
    assert not site.web.asked(f"/{site.repository}/resolve/{COMMIT}/README.md")
    assert wanted(tmp_path, "tiny.en").bytes == 0
    assert wanted(tmp_path, str(model.folder)).bytes == 0


def test_sizes_are_said_before_anything_is_loaded(
    site: HubSite, model: ModelFolder, tmp_path: Path
) -> None:
    what = wanted(tmp_path, "tiny.en")
    assert (what.engine_bytes, what.model_bytes) == (0, model.bytes)
    assert [each.path for each in site.web.requests if "resolve" in each.path] == []
    assert not (tmp_path / "speech").exists()


def test_cut_connection_is_gone_on_with_at_the_same_byte(
    site: HubSite, fetch: Callable[..., ModelFolder], tmp_path: Path
) -> None:
    route = site.routes["model.bin"]
    route.cut_after, route.cut_times = 4_000_000, 2
    fetch()
    asked = site.web.asked("/cdn/model.bin")
    assert [each.first for each in asked] == [0, 4_000_000, 8_000_000]
    assert "hub" not in str(list(tmp_path.iterdir()))


def test_connection_that_is_cut_for_good_leaves_what_came_for_the_next_time(
    site: HubSite, fetch: Callable[..., ModelFolder], tmp_path: Path
) -> None:
    route = site.routes["model.bin"]
    route.cut_after = 3_000_000
    with pytest.raises(MediaError, match=r"connection to .* was lost") as caught:
        fetch()
    assert "continues where it stopped" in caught.value.remedy
    assert models_here(tmp_path) == []
    came = (part_of(tmp_path) / "model.bin").stat().st_size
    assert came == 9_000_000
    route.cut_after = None
    fetch()
    assert site.web.asked("/cdn/model.bin")[-1].first == came
    assert len(models_here(tmp_path)) == 1


def test_server_without_ranges_gives_it_from_the_start(
    site: HubSite, fetch: Callable[..., ModelFolder], tmp_path: Path
) -> None:
    part = part_of(tmp_path)
    part.mkdir(parents=True)
    (part / "model.bin").write_bytes(b"x" * 1_000)
    site.routes["model.bin"].ranges = False
    fetch()
    assert len(models_here(tmp_path)) == 1


@pytest.mark.parametrize("name", ["model.bin", "config.json", "tokenizer.json"])
def test_one_damaged_byte_is_noticed_and_nothing_of_it_used(
    site: HubSite, fetch: Callable[..., ModelFolder], tmp_path: Path, name: str
) -> None:
    good = site.files[name].read_bytes()
    place = len(good) // 2
    site.routes[name].body = good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :]
    with pytest.raises(MediaError, match=f"{name} of the model was damaged") as caught:
        fetch()
    assert caught.value.remedy
    assert models_here(tmp_path) == []
    assert not (part_of(tmp_path) / name).exists()
    site.routes[name].body = good
    fetch()
    assert len(models_here(tmp_path)) == 1


def test_part_of_another_file_is_not_gone_on_with(
    fetch: Callable[..., ModelFolder], tmp_path: Path
) -> None:
    part = part_of(tmp_path)
    part.mkdir(parents=True)
    (part / "config.json").write_bytes(b"y" * 100_000)  # longer than the real one
    (part / "vocabulary.txt").write_bytes(b"y" * 10)  # its beginning, but of another
    with pytest.raises(MediaError, match="was damaged"):
        fetch()
    fetch()
    assert len(models_here(tmp_path)) == 1


def test_without_room_nothing_is_loaded(
    site: HubSite, fetch: Callable[..., ModelFolder], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(hub_module, "free_bytes", lambda folder: 100_000_000)
    with pytest.raises(
        MediaError, match=r"needs 12 MB and 200 MB to spare, but only 100 MB is free"
    ):
        fetch()
    assert not site.web.asked("/cdn/model.bin")
    assert models_here(tmp_path) == []


def test_disk_that_is_full_is_said_and_what_came_stays(
    fetch: Callable[..., ModelFolder], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(hub_module.os, "fsync", full)
    with pytest.raises(MediaError, match=r"couldn't be saved in .*No space left") as caught:
        fetch()
    assert "Free some space" in caught.value.remedy
    assert models_here(tmp_path) == []


def test_no_network_and_what_is_no_hub_are_said(
    site: HubSite, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    api = f"/api/models/{site.repository}"
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(MediaError, match=r"Can't reach 127\.0\.0\.1:9") as caught:
        Hub().listing(TINY)
    assert caught.value.remedy
    monkeypatch.setenv("HF_ENDPOINT", "ftp://x")
    with pytest.raises(MediaError, match="not the URL of a model hub"):
        Hub()
    monkeypatch.setenv("HF_ENDPOINT", site.endpoint + "/")
    assert Hub().listing(TINY).commit == COMMIT
    del site.entry("model.bin")["lfs"]
    site.entry("model.bin")["oid"] = "0" * 39
    site.publish()
    with pytest.raises(MediaError, match="no size or checksum for model"):
        Hub().listing(TINY)
    for body, words in (
        ("<html>", "can't be read"),
        ("{}", "an unexpected format"), ("[]", "does not have the files"),
    ):  # fmt: skip
        web.add(f"{api}/tree/{COMMIT}", body)
        with pytest.raises(MediaError, match=words):
            Hub().listing(TINY)
    web.add(f"{api}/revision/main", '{"sha": "../x"}')
    with pytest.raises(MediaError, match="names no commit"):
        Hub().listing(TINY)
    for status, words in ((404, "has no model"), (429, "too many"), (503, "HTTP 503")):
        web.routes[f"{api}/revision/main"].status = status
        with pytest.raises(MediaError, match=words):
            Hub().listing(TINY)


def test_killed_in_the_middle_it_goes_on(
    site: HubSite, tmp_path: Path, fetch: Callable[..., ModelFolder]
) -> None:
    route = site.routes["model.bin"]
    route.hold_at = 8_000_000
    command = [sys.executable, "-P", "-m", "viewer.video.speech.fetching", "--model", "tiny.en"]
    process = subprocess.Popen(
        [*command, "--data", str(tmp_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdin is not None
    assert route.held.wait(60)
    loaded = part_of(tmp_path) / "model.bin"
    wait_until(lambda: loaded.exists() and loaded.stat().st_size > 6_000_000)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    came = loaded.stat().st_size
    assert models_here(tmp_path) == []
    route.hold_at = None
    fetch()
    assert site.web.asked("/cdn/model.bin")[-1].first == came
