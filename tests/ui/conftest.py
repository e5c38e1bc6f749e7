"""Fixtures for the tests of the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.stage import LONG_FPS, TROUBLED_TEXT, Stage
from tests.video.make_video import make_video


@pytest.fixture(scope="session")
def long_video(videos_dir: Path) -> Path:
    """Two minutes and ten seconds at 5 frames a second, a key frame every 5 s, silent."""
    path = videos_dir / "long.mp4"
    return make_video(
        path, size=(160, 90), fps=LONG_FPS, frames=130 * LONG_FPS, gop=25, sound=False
    )


@pytest.fixture
def make_stage(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Stage]]:
    """Return a function that starts the program on the same folders each time; none may leak."""
    threads = set(threading.enumerate())
    made: list[Stage] = []

    def make() -> Stage:
        made.append(Stage(qapp, qtbot, tmp_path / "home"))
        return made[-1]

    yield make
    for stage in made:
        stage.end()
    for thread in set(threading.enumerate()) - threads:
        thread.join(5)  # a journal that is not needed any more closes its file by itself
    assert set(threading.enumerate()) <= threads


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
