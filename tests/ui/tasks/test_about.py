"""The menu of what is known of the video: facts, what can be done, chapters that lead there."""

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from tests.media.make_video import make_video
from tests.online.channel import Channel
from tests.ui.saving_stage import put_saved
from tests.ui.stage import Stage
from tests.ui.tasks.test_streaming import stream
from viewer.media.library import Chapter
from viewer.media.video_facts import format_of_file
from viewer.ui.page.notes_folder import shown_folder
from viewer.ui.tasks.about import _Facts

KEY = "dQw4w9WgXcQ"


def look_at(stage: Stage) -> QMenu:
    button = stage.window.page.byline.video
    assert button.isVisible()
    menu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    return menu


def facts(menu: QMenu) -> dict[str, str]:
    shown = menu.findChild(_Facts)
    return shown.texts


def ids(menu: QMenu) -> list[str]:
    return [action.objectName() for action in menu.actions() if action.objectName()]


@pytest.fixture
def saved(stage: Stage, long_video: Path) -> Path:
    """A note about a saved video of three chapters."""
    library = stage.session.video.library
    chapters = tuple(
        Chapter(at * 1000, (at + 40) * 1000, title)
        for at, title in ((0, "Beginning"), (40, "What it is"), (80, "The end"))
    )
    put_saved(
        *(library, KEY, "A talk", long_video),
        channel="Some channel", duration_ms=130_000, chapters=chapters
    )  # fmt: skip
    stage.watch(stage.write("note.md", f"---\nvideoId: {KEY}\n---\n\nIt begins [0:03].\n"))
    stage.wait(lambda: stage.session.video.chapters)
    return library / KEY / f"{KEY}.mp4"


def test_menu_tells_what_the_file_is_and_goes_to_its_chapters(
    stage: Stage, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    monkeypatch.setattr("viewer.ui.kit.file_manager._is_marked", lambda _path: False)
    menu = look_at(stage)
    stage.wait(lambda: facts(menu)["Codec"] != "…")
    shown = facts(menu)
    assert (shown["Title"], shown["Channel"]) == ("A talk", "Some channel")
    assert shown["Length"] == "2:10"
    assert shown["Picture"].endswith(", 5 frames per second")
    assert "H.264" in shown["Codec"]
    known = menu.findChild(_Facts)
    assert known.height() == known.layout().heightForWidth(known.width())  # no blank below it
    assert shown["Folder"] == str(saved.parent)
    offered = ["video.choose", "note.video", "video.reveal", "video.browser", "video.stream"]
    assert ids(menu) == offered
    stage.window.actions_["video.reveal"].trigger()
    assert opened == [str(saved.parent)]
    chapters = menu.actions()[-1].menu()
    assert [action.text() for action in chapters.actions()] == [
        *("Beginning\t0:00", "What it is\t0:40", "The end\t1:20")
    ]
    chapters.actions()[2].trigger()
    menu.close()
    stage.wait(lambda: stage.player.position_ms == 80_000)


@pytest.mark.usefixtures("child_of_tests")
def test_menu_says_that_a_video_is_streamed_and_that_none_is_there(
    stage: Stage, channel: Channel
) -> None:
    stream(stage, channel.put("a").url)
    menu = look_at(stage)
    assert facts(menu)["From"] == "127.0.0.1"
    assert ids(menu)[-3:] == ["video.stream", "stream.quality", "video.save"]
    assert stage.window.actions_["video.stream"].text() == "Stop streaming"
    menu.close()
    stage.window.actions_["video.reveal"].trigger()
    assert stage.said == "This video is streamed; it has no file."
    stage.session.open_note(stage.write("gone.md", "Words [0:01].\n", video=Path("gone.mp4")))
    byline = stage.window.page.byline
    stage.wait(lambda: byline.video.text() == "Video not found")
    menu = look_at(stage)
    assert ids(menu) == ["video.choose", "note.video"]
    menu.close()


@pytest.mark.parametrize(
    ("folder", "shown"),
    [("/media/films",) * 2, ("/home/somebody/films", "~/films"), ("/home/somebody", "~")],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of Windows are others")
def test_folder_is_shown_from_the_home_folder_on(
    folder: str, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/somebody")
    assert shown_folder(Path(folder)) == shown


def test_format_of_a_file_is_read(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    make_video(film, fps=5, frames=10, gop=5, sound=True)
    found = format_of_file(film)
    assert (found.fps, found.picture, found.sound) == (5.0, "H.264", "AAC")
    assert found.width > found.height > 0
    assert found.size_bytes == film.stat().st_size
    film.write_text("This is no video.")
    assert format_of_file(film) is None
    assert format_of_file(tmp_path / "gone.mp4") is None
