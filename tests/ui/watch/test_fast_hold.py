"""Playing fast for as long as a key or the mouse button is held, with a real player."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.media.make_video import read_number
from tests.ui.stage import LEFT, NO_KEYS, Stage
from viewer.media.player import PlayerState
from viewer.ui.watch.picture import VideoView

Key = Qt.Key


@pytest.fixture
def picture(stage: Stage, note: Path) -> VideoView:
    return stage.window.player.picture


def hold(stage: Stage, key: Key = Key.Key_Z) -> None:
    QTest.keyPress(QApplication.focusWidget() or stage.window, key)


def let_go(stage: Stage, key: Key = Key.Key_Z) -> None:
    QTest.keyRelease(QApplication.focusWidget() or stage.window, key)


def repeat(stage: Stage, kind: QEvent.Type) -> None:
    where = QApplication.focusWidget() or stage.window
    QApplication.sendEvent(where, QKeyEvent(kind, Key.Key_Z, NO_KEYS, "z", True))


def test_key_plays_fast_while_it_is_held(
    stage: Stage, picture: VideoView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("viewer.ui.watch.playing._TAP_MS", 0)
    stage.toggle()
    stage.player.set_rate(1.25)
    hold(stage)
    assert stage.player.rate == 2.0
    assert picture.flash.badge == "2×"
    assert picture.flash.text == ""
    for _ in range(3):
        repeat(stage, QEvent.Type.KeyRelease)
        repeat(stage, QEvent.Type.KeyPress)
    assert stage.player.rate == 2.0
    at = stage.player.position_ms
    stage.wait(lambda: stage.player.position_ms > at + 500)
    let_go(stage)
    assert stage.player.rate == 1.25
    assert picture.flash.badge == picture.flash.text == ""
    assert stage.player.state is PlayerState.PLAYING
    number = read_number(stage.player.frame)
    stage.wait(lambda: (read_number(stage.player.frame) or 0) > (number or 0) + 5)
    # A speed that is chosen meanwhile is kept.
    hold(stage)
    stage.press(Key.Key_BracketRight)
    assert picture.flash.badge == "2.5×"
    assert stage.player.rate == 2.5  # the other key did not end it
    let_go(stage)
    assert stage.player.rate == 2.5
    assert picture.flash.badge == ""
    stage.player.set_rate(1.0)
    # It is never slower than before.
    stage.player.set_rate(4.0)
    hold(stage)
    assert stage.player.rate == 4.0
    let_go(stage)
    assert stage.player.rate == 4.0
    stage.player.set_rate(1.0)
    # A key that is given to it is held instead.
    stage.window.actions_.take_keys({"rate.hold": ("F6",)})
    hold(stage)
    assert stage.player.rate == 1.0
    let_go(stage)
    hold(stage, Key.Key_F6)
    assert stage.player.rate == 2.0
    let_go(stage, Key.Key_F6)
    assert stage.player.rate == 1.0
    stage.window.actions_.take_keys({})
    stage.player.pause()
    # A paused video plays only while it is held.
    hold(stage)
    assert stage.player.state is PlayerState.PLAYING
    stage.wait(lambda: stage.player.position_ms > 1_000)
    let_go(stage)
    assert stage.player.state is PlayerState.PAUSED
    assert stage.player.rate == 1.0
    # A choice in a menu says what to hold, and so does a key that is tapped.
    monkeypatch.setattr("viewer.ui.watch.playing._TAP_MS", 60_000)
    stage.window.actions_["rate.hold"].trigger()
    assert stage.player.rate == 1.0
    assert picture.flash.text == "Hold the mouse button on the picture, or Z."
    stage.player.set_rate(1.5)
    stage.player.set_rate(1.0)
    assert picture.flash.text == "Speed 1×"
    hold(stage)
    let_go(stage)
    assert stage.player.rate == 1.0
    assert stage.player.state is PlayerState.PAUSED
    assert picture.flash.text == "Hold the mouse button on the picture, or Z."
    # An ended video stays at its end.
    stage.seek((stage.player.duration_ms or 0) - 300)
    stage.press(Key.Key_Space)
    stage.wait(lambda: stage.player.state is PlayerState.ENDED)
    hold(stage)
    let_go(stage)
    assert stage.player.rate == 1.0
    # Where one types it is a letter.
    stage.seek(2_000)
    stage.press(Key.Key_T)
    stage.type_in("zz")
    assert stage.player.rate == 1.0
    QTest.keyPress(QApplication.focusWidget(), Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    assert stage.player.rate == 2.0
    QTest.keyRelease(QApplication.focusWidget(), Key.Key_Alt)
    assert stage.player.rate == 1.0
    QTest.keyRelease(QApplication.focusWidget(), Key.Key_Z)
    stage.press(Key.Key_Escape)
    assert b"zz" in stage.data


@pytest.mark.all_only
def test_it_lets_go_where_the_hand_or_the_picture_is_gone(
    stage: Stage, picture: VideoView, long_video: Path
) -> None:
    # The mouse, held on the picture.
    at = picture.rect().center()
    stage.toggle()
    QTest.mousePress(picture, LEFT, pos=at)
    assert stage.player.rate == 1.0
    stage.wait(lambda: stage.player.rate == 2.0)
    assert picture.flash.badge == "2×"
    QTest.mouseRelease(picture, LEFT, pos=at)
    assert stage.player.rate == 1.0
    assert stage.player.state is PlayerState.PLAYING  # it was no click
    QTest.mouseClick(picture, LEFT, pos=at)
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    QTest.mousePress(picture, LEFT, pos=at)
    stage.wait(lambda: stage.player.state is PlayerState.PLAYING)
    QTest.mouseRelease(picture, LEFT, pos=QPoint(-5, -5))
    assert stage.player.state is PlayerState.PAUSED
    # A picture that is hidden under it.
    stage.toggle()
    QTest.mousePress(picture, LEFT, pos=picture.rect().center())
    stage.wait(lambda: stage.player.rate == 2.0)
    stage.press(Key.Key_F8)
    assert stage.player.rate == 1.0
    stage.press(Key.Key_F8)
    QTest.mouseRelease(picture, LEFT, pos=picture.rect().center())
    assert stage.player.state is PlayerState.PLAYING
    # A window that is left.
    hold(stage)
    other = QWidget()
    other.show()
    other.activateWindow()
    stage.wait(other.isActiveWindow)
    stage.wait(lambda: stage.player.rate == 1.0)
    assert picture.flash.badge == ""
    other.close()
    let_go(stage)
    assert stage.player.rate == 1.0
    stage.activate()
    # Another video.
    hold(stage)
    other = stage.write("other.md", "Words [0:05].\n", video=long_video)
    stage.session.open_note(other)
    stage.wait(lambda: stage.player.rate == 1.0)
    let_go(stage)
    assert picture.flash.badge == ""
