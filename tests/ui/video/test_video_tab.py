"""The tab of the video: facts of the file, chapters that lead there, and no button that urges."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.saving.test_keep import stream_it
from tests.ui.stage import LEFT, Stage
from tests.ui.video.test_streaming import _child_of_tests, channel, files
from tests.video.make_video import make_video
from tests.video.online.test_stream import Channel
from viewer.ui.kit.buttons import WordButton
from viewer.ui.video.video_tab import VideoTab
from viewer.ui.video.video_view import VideoInfo
from viewer.video.downloads.library import INFO_NAME, Chapter, SavedInfo
from viewer.video.facts import FileFormat, format_of_file

__all__ = ["_child_of_tests", "channel", "files"]  # fixtures

KEY = "dQw4w9WgXcQ"


def look_at(stage: Stage) -> VideoInfo:
    """Bring the tab to the front with the mouse."""
    bar = stage.window.tabs.bar
    last = bar.count() - 1
    assert bar.tabText(last) == "Video"
    QTest.mouseClick(bar, LEFT, pos=bar.tabRect(last).center())
    return stage.program.context.get(VideoTab).view


def facts(view: VideoInfo) -> dict[str, str]:
    return {row.name: row.text for row in view.list.rows.rows if row.text}


@pytest.fixture
def saved(stage: Stage, long_video: Path) -> Path:
    """A note about a saved video of three chapters."""
    folder = stage.session.video.library / KEY
    folder.mkdir(parents=True)
    film = folder / f"{KEY}.mp4"
    shutil.copy(long_video, film)
    chapters = tuple(
        Chapter(at * 1000, (at + 40) * 1000, title)
        for at, title in ((0, "Beginning"), (40, "What it is"), (80, "The end"))
    )
    info = SavedInfo(
        *(KEY, KEY, "", "A talk", "Some channel", 130_000, film.name, film.stat().st_size),
        chapters=chapters,
    )
    (folder / INFO_NAME).write_text(info.to_json(), "utf-8")
    note = stage.write("note.md", "")
    note.write_text(f"---\nvideoId: {KEY}\n---\n\nIt begins [0:03].\n", "utf-8")
    stage.watch(note)
    return film


def test_tab_tells_what_the_file_is(stage: Stage, saved: Path) -> None:
    view = look_at(stage)
    stage.wait(lambda: "Codec" in facts(view))
    shown = facts(view)
    assert shown["Title"] == "A talk"
    assert shown["Channel"] == "Some channel"
    assert shown["Length"] == "2:10"
    assert shown["Picture"].endswith(", 5 frames a second")
    assert "H.264" in shown["Codec"]
    assert shown["Folder"] == str(saved.parent)
    assert view.title.text() == saved.name
    assert view.words.text() == "A copy saved in the library."
    buttons = [button for button in view.findChildren(WordButton) if button.isVisibleTo(view)]
    assert [button.text() for button in buttons] == [
        "Show in the file manager",
        "Choose another file…",
    ]
    assert not any(button._primary for button in buttons)


def test_chapters_lead_to_their_starts_by_mouse_and_by_keys(stage: Stage, saved: Path) -> None:
    view = look_at(stage)
    rows = view.list.rows
    stage.wait(lambda: "Codec" in facts(view) and rows.rows[-1].ms == 80_000)
    place = rows.index(len(rows.rows) - 1)
    # It has been laid out anew for the rows that came last.
    stage.wait(lambda: view.list.viewport().rect().contains(view.list.visualRect(place)))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    QTest.mouseClick(view.list.viewport(), LEFT, pos=view.list.visualRect(place).center())
    stage.wait(lambda: stage.player.position_ms == 80_000)
    stage.wait(lambda: view.list._now == 2)
    view.list.setFocus()
    stage.press(Qt.Key.Key_Up)
    stage.press(Qt.Key.Key_Return)
    stage.wait(lambda: stage.player.position_ms == 40_000)
    assert QApplication.focusWidget() is view.list
    stage.wait(stage.window.actions_["jump.back"].isEnabled)
    stage.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    stage.wait(lambda: stage.player.position_ms == 80_000)


def test_file_is_shown_in_the_file_manager(
    stage: Stage, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr("viewer.ui.kit.file_manager._is_marked", lambda _path: False)
    view = look_at(stage)
    button = next(b for b in view.findChildren(WordButton) if b.text().startswith("Show in"))
    view.ensureWidgetVisible(button)
    QTest.mouseClick(button, LEFT)
    assert opened == [str(saved.parent)]


def test_tab_says_that_a_video_is_streamed_and_that_none_is_open(
    stage: Stage, channel: Channel
) -> None:
    stream_it(stage, channel.put("a", chapters=[{"start_time": 0, "title": "A"}]).url)
    view = look_at(stage)
    stage.wait(lambda: any(row.ms == 0 for row in view.list.rows.rows))
    assert facts(view)["From"] == "127.0.0.1"
    assert "Streamed from the web" in view.words.text()
    stage.window.actions_["video.reveal"].trigger()
    assert stage.said == "This video is streamed; there is no file of it."
    stage.session.open_note(stage.write("plain.md", "Words.\n"))
    stage.wait(lambda: view.title.text() == "No video is open")
    assert view.list.rows.rows == []


def test_format_of_a_file_is_read(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    make_video(film, fps=5, frames=10, gop=5, sound=True)
    found = format_of_file(film)
    assert found is not None
    assert (found.fps, found.picture, found.sound) == (5.0, "H.264", "AAC")
    assert found.width > found.height > 0
    assert found.size_bytes == film.stat().st_size
    film.write_text("This is no video.")
    assert format_of_file(film) is None
    assert format_of_file(tmp_path / "gone.mp4") is None
    assert isinstance(found, FileFormat)
