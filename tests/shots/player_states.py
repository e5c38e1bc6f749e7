"""The picture while a key is held, and in a window of its own, with what stands over it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.shots.shot_stage import ShotStage
from tests.waiting import rest, wait_until
from viewer import TOUR

Shot = tuple[str, tuple[int, int]]
_LARGE, _SMALL = (1440, 900), (900, 560)


def player_states(stage: ShotStage) -> Iterator[Shot]:
    """Hold the key; then move the picture out of the window, and back."""
    window, action = stage.window, stage.window.actions_["video.detach"]
    stage.open(TOUR, 49_000)
    picture = window.player.picture
    for size in (_LARGE, _SMALL):
        QTest.keyPress(picture, Qt.Key.Key_Z)
        yield "fast-held", size
        QTest.keyRelease(picture, Qt.Key.Key_Z)
    action.trigger()
    yield "detached-main", _LARGE
    yield "detached-main", _SMALL
    stage.subject = window.player.window()
    least = stage.subject.minimumSize().toTuple()
    yield "detached-window", (960, 640)
    yield "detached-window", least
    timeline = window.player.control_bar.timeline
    QTest.mouseMove(timeline, QPoint(round(timeline.x_of(60_000)), timeline.height() // 2))
    rest(700)
    yield "detached-hover", least
    QTest.mouseMove(window.player.picture, QPoint(1, 1))
    stage.open(stage.write("none.md", "# A note without a video\n\nNothing.\n"), video=False)
    yield "detached-empty", least
    stage.subject = window
    action.trigger()
    wait_until(lambda: window.player.window() is window)
