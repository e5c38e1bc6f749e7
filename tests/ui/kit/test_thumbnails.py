"""Small pictures of videos."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.ui import hostile_pictures
from tests.waiting import wait_until
from viewer.ui.kit.button_list import Thumbnails


@pytest.mark.usefixtures("qapp")
def test_thumbnail_is_cropped_and_what_is_none_holds_nothing_up(
    qtbot: QtBot, tmp_path: Path
) -> None:
    owner = QObject()
    thumbnails = Thumbnails(owner)
    size = QSize(64, 36)
    wide = str(hostile_pictures.good(tmp_path / "wide.png", 400, 40))
    tall = str(hostile_pictures.good(tmp_path / "tall.jpg", 40, 400))
    (tmp_path / "words.png").write_text("no")
    others = [str(tmp_path / name) for name in ("words.png", "none.png")]
    if sys.platform != "win32":
        others.append(str(hostile_pictures.pipe(tmp_path / "pipe.png")))
    for path in (*others, wide, tall):
        assert thumbnails.get(path, size) is None
    wait_until(
        lambda: None not in [thumbnails.get(path, size) for path in (wide, tall)],
        timeout_ms=30_000,
    )
    for path in (wide, tall):
        found = thumbnails.get(path, size)
        assert found.size() == size * 2
        middle = found.toImage().pixelColor(64, 36)
        assert (middle.red() > 250, middle.green() < 10) == (True, True), QColor(middle).name()
    assert [thumbnails.get(path, size) for path in others] == [None] * len(others)
    thumbnails.shutdown()
