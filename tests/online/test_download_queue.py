"""The queue of downloads: real child processes against a server of the tests' own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from tests.media.site import PLUGINS, Home, Site
from tests.waiting import wait_until
from viewer.media.jobs import JobState
from viewer.media.library import Library
from viewer.media.ytdlp import child_environment
from viewer.notes.model import VideoRef
from viewer.online.download_queue import Download, Downloads, FetchOptions

WAIT_MS = 30_000


class Queue:
    def __init__(self, qtbot: QtBot, home: Home, site: Site) -> None:
        self.qtbot = qtbot
        self.home = home
        self.site = site
        self.path = home.root / "state" / "downloads.json"
        self.downloads = Downloads(
            home.library, home.data, self.path, lambda: FetchOptions(360, ("en",)), pause_ms=0
        )

    def add(self, *names: str) -> None:
        refs = [(VideoRef(url=self.site.url(name)), f"Note {name}") for name in names]
        assert self.downloads.add(refs) == []

    def item(self, name: str) -> Download:
        return self.downloads.item(self.site.key(name))

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def until_state(self, name: str, state: JobState) -> Download:
        self.until(lambda: self.item(name).state is state)
        return self.item(name)

    def running_children(self) -> list[psutil.Process]:
        return [child for child in psutil.Process().children(recursive=True) if _fetches(child)]


def _fetches(child: psutil.Process) -> bool:
    try:
        return "save" in child.cmdline()
    except psutil.Error:
        return False  # it has just ended


@pytest.fixture
def make_queue(
    qtbot: QtBot, home: Home, site: Site, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Queue]]:
    for name, value in home.variables.items():
        monkeypatch.setenv(name, value)
    paths = [str(PLUGINS), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    made: list[Queue] = []

    def make() -> Queue:
        made.append(Queue(qtbot, home, site))
        return made[-1]

    yield make
    for queue in made:
        queue.downloads.shutdown()
        assert not queue.running_children()
        queue.downloads.deleteLater()


@pytest.fixture
def queue(make_queue: Callable[..., Queue]) -> Queue:
    return make_queue()


def test_videos_are_saved_two_at_once_and_what_happens_is_told(queue: Queue, site: Site) -> None:
    for name in "abc":
        site.split(name)
        site.web.routes[f"/{name}/picture.mp4"].hold_at = 500_000
    saved: list[str] = []
    most = 0

    def count(key: str) -> None:
        nonlocal most
        running = [i for i in queue.downloads.items() if i.state is JobState.RUNNING]
        most = max(most, len(running))

    queue.downloads.done.connect(saved.append)
    queue.downloads.item_changed.connect(count)
    queue.add("a", "b", "c")
    assert len(json.loads(queue.path.read_text())["items"]) == 3
    queue.until(lambda: all(site.web.routes[f"/{x}/picture.mp4"].held.is_set() for x in "ab"))
    queue.until(lambda: queue.item("a").bytes > 0 and bool(queue.item("a").thumbnail))
    a = queue.item("a")
    assert (a.title, a.stage, a.state) == ("Video a", "picture", JobState.RUNNING)
    assert a.total == site.media.picture.stat().st_size + site.media.sound.stat().st_size
    assert 0 < a.fraction < 1
    assert Path(a.thumbnail).is_file()
    assert queue.item("c").state is JobState.QUEUED
    assert queue.item("c").title == "Note c"
    assert len(queue.running_children()) == 2
    assert not site.web.asked("/watch/c.json")
    site.web.routes["/watch/c.json"].hold_answer = True
    for name in "ab":
        site.web.routes[f"/{name}/picture.mp4"].gate.set()
    for name in "ab":
        item = queue.until_state(name, JobState.DONE)
        assert item.bytes == item.total
        assert Path(item.path).is_file()
    assert most == 2
    assert sorted(saved) == sorted(site.key(name) for name in "ab")
    assert queue.item("c").state is JobState.RUNNING
    assert [each["title"] for each in json.loads(queue.path.read_text())["items"]] == ["Note c"]
    queue.downloads.clear_finished()
    assert [item.title for item in queue.downloads.items()] == ["Note c"]


_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from viewer.notes.model import VideoRef
from viewer.online.download_queue import Downloads
app = QCoreApplication([])
library, data, queue, url = sys.argv[1:]
downloads = Downloads(Path(library), Path(data), Path(queue))
downloads.add([(VideoRef(url=url), "A note")])
app.exec()
"""


@pytest.mark.all_only
def test_program_that_is_killed_leaves_no_child_and_comes_back_paused(
    make_queue: Callable[..., Queue], home: Home, site: Site
) -> None:
    site.whole("a")
    route = site.web.routes["/a/whole.mp4"]
    route.hold_at = 2_500_000
    path = home.root / "state" / "downloads.json"
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, home.library, home.data, path, site.url("a")],
        env=child_environment(home.data),
    )
    assert route.held.wait(WAIT_MS / 1000)
    # The child may be ahead of a program that a busy machine holds up.
    wait_until(lambda: "A video" in path.read_text("utf-8"))
    (child,) = psutil.Process(program.pid).children()
    os.kill(program.pid, signal.SIGKILL)
    program.wait(10)
    psutil.wait_procs([child], timeout=10)
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE
    route.gate.set()
    queue = make_queue()
    item = queue.item("a")
    assert (item.title, item.state, item.was_going) == ("A video", JobState.PAUSED, True)
    queue.downloads.go_on()
    done = queue.until_state("a", JobState.DONE)
    assert Path(done.path).read_bytes() == site.media.whole.read_bytes()


@pytest.mark.all_only
def test_child_that_dies_is_a_failure_and_goes_on_where_videos_are_saved_now(
    queue: Queue, site: Site, tmp_path: Path
) -> None:
    site.whole("a")
    site.web.routes["/a/whole.mp4"].hold_at = 1000
    queue.add("a")
    queue.until(lambda: queue.item("a").stage == "video")
    (child,) = queue.running_children()
    child.kill()
    item = queue.until_state("a", JobState.FAILED)
    assert item.failure.words
    assert queue.downloads.is_idle
    queue.downloads.library = tmp_path / "other"
    site.web.routes["/a/whole.mp4"].gate.set()
    queue.downloads.resume(site.key("a"))
    queue.until_state("a", JobState.DONE)
    assert Library(tmp_path / "other").look(site.key("a")).is_whole


def test_what_cannot_be_saved_is_refused_with_words(queue: Queue) -> None:
    refs = [VideoRef(url="file:///etc/passwd"), VideoRef(video_id="--exec"), VideoRef(path="v.mp4")]
    refused = queue.downloads.add([(ref, "A note") for ref in refs])
    assert [each.ref for each in refused] == refs
    assert all(each.failure.words and each.failure.next_step for each in refused)
    assert queue.downloads.items() == []


@pytest.mark.parametrize(
    "text",
    [
        '{"items": [{"key": "../../x", "url": "http://h/", "state": "queued"}]}',
        '{"items": [{"key": "dQw4w9WgXcQ", "url": "file:///etc/passwd", "state": "queued"}]}',
        '{"items": [{"key": "abcdefgh", "url": "--exec", "state": "queued"}]}',
    ],
)
def test_queue_file_that_is_damaged_or_was_changed_starts_nothing(
    make_queue: Callable[..., Queue], home: Home, text: str
) -> None:
    path = home.root / "state" / "downloads.json"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    queue = make_queue()
    assert queue.downloads.items() == []
