"""The timeline of a real note of many claims: it seeks, and a tick moves only with Ctrl."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.stage import Stage
from tests.ui.timeline_mouse import TICK_Y, Mouse
from tests.video.make_video import make_video
from viewer.ui.player.timeline_painter import BAR

pytestmark = pytest.mark.all_only  # `test_retiming` has both of notes of its own

REAL = Path("aragusea/simple_mac_and_cheese_recipe.md")
SECONDS, CITATIONS, FRAME_MS = 184, 46, 200


@pytest.fixture
def note(stage: Stage, corpus_vault: Path) -> Path:
    """A real note, with a stand-in for its video beside it."""
    video = stage.vault / "9iP1QXFWYkA.mp4"
    make_video(video, size=(160, 90), fps=5, frames=5 * SECONDS, gop=25, sound=False)
    path = stage.vault / REAL.name
    shutil.copyfile(corpus_vault / REAL, path)
    stage.watch(path)
    stage.wait(lambda: len(stage.window.player.control_bar.timeline.content.own.ticks) == CITATIONS)
    return path


@pytest.fixture
def mouse(stage: Stage) -> Mouse:
    return Mouse(stage.window.player.control_bar.timeline)


def test_presses_and_drags_seek_and_write_nothing(stage: Stage, note: Path, mouse: Mouse) -> None:
    before = note.read_bytes()
    timeline, player = mouse.timeline, stage.player
    last_ms = SECONDS * 1000 - FRAME_MS
    for number, tick in enumerate(timeline.content.own.ticks[::4]):
        is_tick = number % 2 == 0
        mouse.y = TICK_Y if is_tick else BAR[0] + BAR[1] / 2
        x = timeline.x_of(tick.ms if is_tick else timeline.position_ms())  # else at the knob
        mouse.press_at(x)
        assert timeline.cursor().shape() is Qt.CursorShape.ArrowCursor
        assert not is_tick or player.position_ms == tick.ms
        mouse.by(40 if x < timeline.width() / 2 else -40)
        ms = timeline.ms_at(mouse.x)
        mouse.release()
        assert timeline.position_ms() == ms
        assert player.position_ms == min(ms, last_ms)
    assert stage.data == before
    assert stage.program.editing.save_now()
    assert note.read_bytes() == before


def test_tick_when_dragged_with_ctrl_alone_moves_and_the_notice_undoes_it(
    stage: Stage, note: Path, mouse: Mouse
) -> None:
    before = note.read_bytes()
    mouse.take(131_000)
    assert mouse.timeline.cursor().shape() is Qt.CursorShape.SizeHorCursor
    mouse.to(170_000)
    mouse.release()
    assert stage.program.editing.save_now()
    written = stage.said.removeprefix("Time set: ")
    assert before.replace(b"00:02:11", f"00:0{written}".encode()) == note.read_bytes()
    assert stage.offered == ["Undo"]
    stage.window.notice.offers[0].call()
    assert stage.program.editing.save_now()
    assert note.read_bytes() == before
