"""What every test of editing has."""

import pytest

from viewer.ui.editing import file_sync


@pytest.fixture(autouse=True)
def _disk_settles_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what others write looked at soon, and once more where they are not done by then."""
    monkeypatch.setattr(file_sync, "_DISK_SETTLES_MS", 50)
