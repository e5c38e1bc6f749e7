"""What four acts of the user pass through: the files and functions of `viewer` that run for each.

A way that grows by a detour is seen here. What threads and pools do is counted with it; what
child processes do is not. Each act has a process of its own, in which other tests kept nothing
for it, and the limits only go down.
"""

import os
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import CO_OPTIMIZED
from pathlib import Path
from types import CodeType, FrameType

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtTest import QTest

import viewer
from tests.ui.review_case import Case
from tests.ui.stage import LEFT, Stage, move, place_of
from viewer.__main__ import main
from viewer.media.vlc_player import VlcPlayer
from viewer.ui.kit import background

ROOT = str(Path(viewer.__file__).parent) + "/"
NOTE = """# Talk

First words [0:05]. Second words [0:10], [0:20].

Third words [1:00]. Early words [0:02].
"""
_STILL_MS = 600  # more than any timer of one shot waits
_ALONE = "CUENOTE_TEST_ALONE"


def alone(act: Callable[..., None]) -> Callable[..., None]:
    """Run a test in a process of its own, without a screen."""
    if _ALONE in os.environ:
        return act

    def run() -> None:
        pytest_ = [sys.executable, "-m", "pytest", "-sp", "no:cacheprovider", "--all"]
        env = os.environ | {_ALONE: "1", "QT_QPA_PLATFORM": "offscreen"}
        subprocess.run([*pytest_, f"{__file__}::{act.__name__}"], env=env, check=True)

    return run


class _InLine(QThreadPool):
    """A pool that runs at once, on the thread that asks."""

    def start(self, call: Callable[[], None], _: int = 0) -> None:
        call()


class Trace:
    """The functions of `viewer` that run in a block, on all threads."""

    def __init__(self) -> None:
        self._seen: set[CodeType] = set()

    def __call__(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            self._seen.add(frame.f_code)

    @property
    def _ours(self) -> list[tuple[str, str]]:
        """The file and name of each, without bodies of modules and classes and what is in line."""
        return sorted(
            (code.co_filename.removeprefix(ROOT), code.co_name)
            for code in self._seen.copy()
            if code.co_filename.startswith(ROOT)
            and code.co_flags & CO_OPTIMIZED
            and not code.co_name.startswith("<")
        )

    def rest(self) -> None:
        """Wait until nothing runs any more by itself."""
        self._seen.clear()
        QTest.qWait(_STILL_MS)
        while self._ours:
            self._seen.clear()
            QTest.qWait(_STILL_MS)

    @contextmanager
    def of(self, name: str, *, files: int, functions: int) -> Iterator[None]:
        """Hold that what runs in this block is at most so many files and functions."""
        self._seen.clear()
        yield
        ours = self._ours
        passed = Counter(file for file, _ in ours)
        print(f"{name}: {len(passed)} files, {len(ours)} functions")
        print(*(f"  {file} {function}" for file, function in ours), sep="\n")
        assert len(passed) <= files
        assert len(ours) <= functions


@pytest.fixture
def trace(monkeypatch: pytest.MonkeyPatch) -> Iterator[Trace]:
    """Look at each thread from its start on, so before the stage is made."""
    monkeypatch.setattr(background, "QThreadPool", _InLine)
    made = Trace()
    threading.setprofile(made)
    sys.setprofile(made)
    yield made
    sys.setprofile(None)
    threading.setprofile(None)


@pytest.fixture
def played(trace: Trace, make_stage: Callable[[], Stage]) -> Stage:
    stage = make_stage()
    stage.engine = VlcPlayer
    return stage


@pytest.fixture
def note(played: Stage, long_video: Path) -> Path:
    path = played.write("talk.md", NOTE, video=long_video)
    played.watch(path)
    played.wait_for_claims(5)
    played.wait_for_files()
    played.wait(lambda: played.program.reviewing._view is not None)  # made once nothing happens
    return path


@pytest.mark.all_only
@alone
def test_click_on_a_claim(trace: Trace, played: Stage, note: Path) -> None:
    view, follow, navigator = played.view, played.session.follow, played.program.navigator
    at = place_of(view, "Third words")
    move(view, at)
    trace.rest()
    with trace.of("click", files=59, functions=271):
        QTest.mouseClick(view.viewport(), LEFT, pos=at)
        played.wait_for_frame(300)
        played.wait(lambda: follow.current_claim == 2)
        played.wait(lambda: navigator._arrival is None)
        played.app.processEvents()  # which paint what is shown of it


@pytest.mark.all_only
@alone
def test_bullet_is_written_and_saved(trace: Trace, played: Stage, note: Path) -> None:
    before = note.read_bytes()
    trace.rest()
    with trace.of("T", files=121, functions=719):
        played.press("t")
        played.type_in("Hello")
        played.wait(lambda: b"Hello" in note.read_bytes())
    assert note.read_bytes() != before


@pytest.mark.all_only
@alone
def test_captions_become_problems(trace: Trace, played: Stage, long_video: Path) -> None:
    case = Case(played, long_video, said=False)
    case.start()
    Case(played, long_video)  # which writes the captions
    reviewing, view, transcripts = case.reviewing, case.view, played.program.transcripts
    trace.rest()
    with trace.of("captions", files=94, functions=503):
        transcripts.look()
        played.wait(lambda: len(reviewing.selected.items) > 2)
        played.wait(lambda: view.has_card)
        played.app.processEvents()  # which paint it


@pytest.mark.all_only
@alone
def test_export_by_the_command_line(trace: Trace, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(NOTE)
    to = tmp_path / "note.vtt"
    with trace.of("export", files=45, functions=193):
        assert main(["export", str(note), "--as", "vtt", "-o", str(to)]) in (0, 1)
    assert "Third words" in to.read_text()
