"""Fixtures for the tests of the window."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import Children
from tests.media.make_video import make_sound, make_video
from tests.media.site import PLUGINS, Home, Site
from tests.media.web import Web
from tests.online.channel import Channel
from tests.ui.beeps import BEEPS, TEXT
from tests.ui.saving_stage import Desk
from tests.ui.stage import LONG_FPS, TROUBLED_TEXT, Stage, misplaced_widgets
from tests.waiting import wait_until
from viewer.ui.kit.theme import apply_fonts, apply_theme, load_theme


@pytest.fixture(scope="session")
def long_video(videos_dir: Path) -> Path:
    """Two minutes and ten seconds at 5 frames a second, a key frame every 5 s, silent."""
    path = videos_dir / "long.mp4"
    return make_video(
        path, size=(160, 90), fps=LONG_FPS, frames=130 * LONG_FPS, gop=25, sound=False
    )


_is_last = pytest.StashKey[bool]()  # whether a test is the last of its file


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Keep whether it is the last of its file, where what costs is looked at once."""
    item.stash[_is_last] = nextitem is None or nextitem.path != item.path


@pytest.fixture(autouse=True)
def _looks() -> Iterator[None]:
    """Put the font and the theme back that a test changed: the next one may look at either."""

    def looks() -> tuple[object, ...]:
        app = QApplication.instance()
        kinds = ("cuenote_body_points", "cuenote_theme")
        return tuple(app.property(kind) for kind in kinds) if app is not None else ()

    before = looks()
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication) and looks() != before:
        apply_fonts(app)
        apply_theme(app, load_theme("light"))


@pytest.fixture(autouse=True, scope="session")
def _dictionaries() -> Iterator[None]:
    """Read each dictionary of Hunspell once: for every window in which one writes it is dear."""
    with pytest.MonkeyPatch.context() as patch:
        if find_spec("hunspell") is not None:
            hunspell = import_module("hunspell")
            patch.setattr(hunspell, "Hunspell", cache(hunspell.Hunspell))
        yield


def _threads() -> set[threading.Thread]:
    """Give the threads that Python started; it keeps names of those of Qt that asked for theirs."""
    return {one for one in threading.enumerate() if one.name.partition("-")[0] != "Dummy"}


@pytest.fixture
def make_stage(
    request: pytest.FixtureRequest, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> Iterator[Callable[[], Stage]]:
    """Return a function that starts the program on the same folders each time; none may leak.

    The documents of the user lie there, too.
    """
    threads = _threads()
    made: list[Stage] = []

    def make() -> Stage:
        made.append(Stage(qapp, tmp_path / "home"))
        qtbot.addWidget(made[-1].window)
        return made[-1]

    with pytest.MonkeyPatch.context() as patch:  # of its own: a test may undo what it patched
        patch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "home" / "Documents"))
        patch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path / "home" / "Downloads"))
        yield make
        misplaced = misplaced_widgets() if request.node.stash[_is_last] else []
        for stage in made:  # whatever is wrong: one that goes on would disturb the tests after it
            stage.end()
    assert misplaced == []
    for thread in _threads() - threads:
        thread.join(5)  # a journal that is not needed any more closes its file by itself
    assert _threads() <= threads


@pytest.fixture
def stage(make_stage: Callable[[], Stage]) -> Stage:
    return make_stage()


@pytest.fixture
def note(stage: Stage, numbered_video: Path) -> Path:
    """A note with every kind of line end trouble, its video standing still."""
    path = stage.vault / "note.md"
    path.write_bytes(f"---\r\nvideo: {numbered_video}\r\n---\r\n{TROUBLED_TEXT}".encode())
    stage.watch(path)
    return path


@pytest.fixture
def make_desk(
    site: Site,
    make_stage: Callable[[], Stage],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[], Desk]]:
    """Return a function that starts the program, with a site of videos for its children."""
    threads = threading.active_count()
    for name, value in Home(tmp_path / "person").variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PYTHONPATH", _with_plugins())
    made: list[Desk] = []

    def make() -> Desk:
        made.append(Desk(make_stage(), site))
        return made[-1]

    yield make
    for desk in made:
        desk.stage.end()
    # The site notices in a moment that the children it served are gone.
    wait_until(lambda: threading.active_count() <= threads)


@pytest.fixture
def desk(make_desk: Callable[[], Desk]) -> Desk:
    return make_desk()


@pytest.fixture
def child_of_tests(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, children: Children
) -> Iterator[None]:
    """Give yt-dlp the tests' extractor and folders of its own; no process may be left."""
    monkeypatch.setenv("PYTHONPATH", _with_plugins())
    for name in ("DATA", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    yield
    assert not children()


def _with_plugins() -> str:
    return os.pathsep.join([str(PLUGINS), *filter(None, [os.environ.get("PYTHONPATH")])])


@pytest.fixture(scope="session")
def files(videos_dir: Path) -> tuple[Path, Path]:
    """Picture and sound of 20 s, each in a file of its own, as a site has them."""
    front = {"movflags": "faststart"}
    picture = videos_dir / "picture-alone.mp4"
    make_video(picture, frames=600, gop=60, sound=False, container_options=front)
    return picture, make_sound(videos_dir / "sound-alone.m4a", seconds=20)


@pytest.fixture
def channel(web: Web, files: tuple[Path, Path], child_of_tests: None) -> Channel:
    return Channel(web, *files)


@pytest.fixture
def session_bus() -> Iterator[str]:
    """The address of a session bus of its own."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("there is no dbus-daemon on this computer")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture(scope="session")
def beeping_video(videos_dir: Path) -> Path:
    """20 s at 30 frames a second, each with its number; six beeps."""
    return make_video(videos_dir / "beeps.mp4", size=(160, 90), frames=600, sound=BEEPS)


@pytest.fixture
def beeps(stage: Stage, beeping_video: Path) -> Stage:
    """A note with four claims about the video of beeps, which is paused."""
    stage.watch_note(TEXT, beeping_video, claims=4, name="beeps.md")
    return stage
