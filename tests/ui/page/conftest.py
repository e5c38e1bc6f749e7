"""What every test of the page has."""

from pathlib import Path

import pytest

from tests.ui.stage import Stage
from tests.ui.timeline_mouse import Mouse
from viewer.ui.page import file_sync


@pytest.fixture(autouse=True)
def _disk_settles_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make changes on the disk be noticed soon, and checked once more if still being written."""
    monkeypatch.setattr(file_sync, "_DISK_SETTLES_MS", 50)


@pytest.fixture
def mouse(stage: Stage) -> Mouse:
    return Mouse(stage.window.player.control_bar.timeline)


@pytest.fixture
def documents(stage: Stage) -> Path:
    """The documents folder of the user, which is not there yet."""
    return stage.vault.parent / "Documents"
