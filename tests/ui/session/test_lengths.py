"""How long the video is: where its times begin late, and where its file grows."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import Stage
from tests.video.make_video import make_video
from viewer.__main__ import main
from viewer.video.playback.player import PlayerState

Key = Qt.Key


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["late.mkv", "late.ts"])
def test_video_whose_times_begin_late_is_as_long_as_it_plays(
    stage: Stage, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    late = {"output_ts_offset": "36000"}  # 10 hours
    video = make_video(tmp_path / name, size=(160, 90), frames=240, gop=60, container_options=late)
    note = stage.write("note.md", "# Note\n\nFirst [0:03].\n\nLast [0:50].\n", video=video)
    stage.watch(note)
    assert stage.player.duration_ms is not None
    assert 7_900 < stage.player.duration_ms < 9_100
    stage.wait(lambda: stage.session.past_end == 1)
    stage.click_chip(0)
    stage.wait_for_frame(90)
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.ENDED)
    assert stage.player.position_ms == stage.player.duration_ms
    main(["check", str(note), "--state", str(stage.folders.state)])
    assert "0:50" in capsys.readouterr().out


def test_video_that_grew_is_measured_anew(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    """When it is read again, when the window is come back to, and where it is played to its end."""
    whole = make_video(tmp_path / "whole.ts", size=(160, 90), frames=600).read_bytes()
    video = tmp_path / "recording.ts"
    parts = [len(whole) // 188 * part // 4 * 188 for part in range(1, 5)]
    video.write_bytes(whole[: parts[0]])
    stage.watch(stage.write("note.md", "# Note\n\nFirst [0:03].\n\nLast [0:17].\n", video=video))
    stage.wait(lambda: stage.session.past_end == 1)
    other = QWidget()
    qtbot.addWidget(other)

    def reload() -> None:
        stage.press(Key.Key_F5)

    def come_back() -> None:
        other.show()
        other.activateWindow()
        stage.wait(other.isActiveWindow)
        stage.window.activateWindow()

    def play_to_the_end() -> None:
        stage.player.seek((stage.player.duration_ms or 0) - 500)
        stage.press(Key.Key_Space)

    looks = (reload, come_back, play_to_the_end)
    for look, (start, end) in zip(looks, pairwise(parts), strict=True):
        before_ms = stage.player.duration_ms
        assert before_ms is not None
        assert before_ms < 17_000
        with video.open("ab") as file:
            file.write(whole[start:end])
        look()
        stage.wait(lambda before=before_ms: (stage.player.duration_ms or 0) > before + 3_000)  # type: ignore[misc]
        timeline = stage.window.player.control_bar.timeline
        assert timeline.content.duration_ms == stage.player.duration_ms
    stage.wait(lambda: (stage.player.duration_ms or 0) > 19_000)
    stage.wait(lambda: stage.session.past_end == 0)
    stage.click_chip(1)
    stage.wait_for_frame(510)
    if stage.player.state is not PlayerState.PLAYING:
        stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.position_ms > 17_500)
