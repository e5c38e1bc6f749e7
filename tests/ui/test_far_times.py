"""Times past 2³¹ ms, which is 24 days: shown, gone to and said like any other."""

import shutil
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.media.fixtures import FAR_MS
from tests.media.make_video import read_number
from tests.ui.stage import LEFT, NO_KEYS, Stage, choose, menu_at, place_of

Key = Qt.Key


def test_claim_of_a_video_of_700_hours_is_gone_to_and_found(stage: Stage, far_video: Path) -> None:
    video = shutil.copy(far_video, stage.vault)
    words = "WEBVTT\n\n694:26:40.500 --> 694:26:42.000\nSo late.\n"
    (stage.vault / "far.en.vtt").write_text(words)
    note = stage.write("note.md", "- First [0:01]\n- Late claim [694:26:40]\n", video=Path(video))
    stage.watch(note)
    player, timeline = stage.player, stage.window.player.control_bar.timeline
    view = stage.window.tabs.widget("transcript")
    stage.wait(lambda: view.transcript is not None)
    assert player.duration_ms == FAR_MS + 2_000
    told: list[int] = []
    player.position_changed.connect(told.append)
    stage.click_chip(1)
    stage.wait_for_frame(20)
    assert player.position_ms == told[-1] == FAR_MS
    stage.press(Key.Key_W)
    assert view.text.marks.marked is not None
    # By the timeline, its keys and its pictures.
    QTest.mouseClick(timeline, LEFT, NO_KEYS, QPoint(round(timeline.x_of(1_000)), 32))
    stage.wait(lambda: player.position_ms < FAR_MS)
    end = QPoint(round(timeline.x_of(FAR_MS + 2_000)), 32)
    QTest.mouseMove(timeline, end)
    QTest.mouseClick(timeline, LEFT, NO_KEYS, end)
    stage.wait(lambda: player.position_ms >= FAR_MS)
    timeline.setFocus()
    stage.press(Key.Key_Left)
    # By words of the transcript; and playing moves on from there.
    player.seek(0)
    QTest.mouseClick(
        view.text.viewport(),
        LEFT,
        NO_KEYS,
        view.text.rows.rect_of(view.text.rows.passages[0].start).center(),
    )
    stage.wait(lambda: player.position_ms == FAR_MS + 500)
    player.play()
    stage.wait(lambda: (read_number(player.frame) or 0) > 28)
    stage.end()


def test_far_time_of_a_note_without_video_is_said(stage: Stage) -> None:
    note = stage.write("note.md", "- First [0:01]\n- Late claim [597:00:00]\n")
    (stage.vault / "words.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n")
    stage.start(note)
    stage.program.transcripts.choose(stage.vault / "words.vtt")
    stage.wait(lambda: stage.window.tabs.widget("transcript").transcript is not None)
    stage.window.show_pane("video", False)
    stage.click_chip(1)
    assert "597:00:00" in stage.said
    choose(menu_at(stage.view, place_of(stage.view, "Late claim")), "Show in transcript")
    stage.press(Key.Key_W)
    for key in (Key.Key_J, Key.Key_K, Key.Key_Return):
        stage.press(key)
    stage.end()
