"""The picture in a window of its own, beside the main one: with a real player and real keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.media.make_video import read_number
from tests.ui.stage import CTRL, LEFT, SHIFT, Stage, drop_on, misplaced_widgets
from tests.ui.window.test_window import start_on
from viewer.media.player import PlayerState
from viewer.ui.kit.buttons import IconButton
from viewer.ui.window.video_window import VideoWindow

Key = Qt.Key


def detach(stage: Stage) -> VideoWindow:
    """Press the key, and give the window that has the keyboard then."""
    stage.press(Key.Key_F8, SHIFT)
    window = video_window(stage)
    stage.wait(window.isActiveWindow)
    return window


def video_window(stage: Stage) -> VideoWindow:
    window = stage.window.player.window()
    assert isinstance(window, VideoWindow)
    return window


def is_docked(stage: Stage) -> bool:
    return stage.window.player.window() is stage.window


def dock(stage: Stage) -> None:
    """Press the key, and wait until the picture is back in the window, which has the keyboard."""
    stage.press(Key.Key_F8, SHIFT)
    stage.wait(lambda: is_docked(stage))
    stage.wait(stage.window.isActiveWindow)


def shown_number(stage: Stage) -> int | None:
    """Return the number of the frame that is painted."""
    picture = stage.window.player.picture
    ratio, rect = picture.devicePixelRatioF(), picture.picture_rect()
    at = [round(part * ratio) for part in (rect.x(), rect.y(), rect.width(), rect.height())]
    return read_number(picture.grab().toImage().copy(QRect(*at)))


def button_of(stage: Stage, action_id: str) -> IconButton:
    action = stage.window.actions_[action_id]
    buttons = stage.window.player.controls.findChildren(IconButton)
    return next(one for one in buttons if one.defaultAction() is action)


def test_picture_goes_to_a_window_of_its_own_and_comes_back(stage: Stage, note: Path) -> None:
    # The same frame is shown in both.
    stage.seek(4_500)
    stage.wait_for_frame(135)
    window = detach(stage)
    assert window.isVisible()
    assert stage.player.state is PlayerState.PAUSED
    stage.wait(lambda: shown_number(stage) == 135)
    tabs = stage.window.tabs
    stage.wait(lambda: tabs.height() > stage.window.height() - 120)  # theirs is the whole column
    stage.press(Key.Key_F8, SHIFT)
    stage.wait(lambda: is_docked(stage) and not window.isVisible())
    stage.wait(lambda: shown_number(stage) == 135)
    stage.wait(lambda: tabs.height() < stage.window.height() - 300)
    assert stage.player.position_ms == 4_500
    # Hidden, it comes back to be seen.
    stage.wait(stage.window.isActiveWindow)
    stage.press(Key.Key_F8)
    assert not stage.window.is_pane_shown("video")
    detach(stage)
    assert stage.window.player.picture.isVisible()
    stage.press(Key.Key_F8, SHIFT)
    stage.wait(lambda: is_docked(stage))
    assert stage.window.player.picture.isVisible()
    # Tab goes round in each.
    stage.window.show_pane("video", True)
    stage.wait(stage.window.isActiveWindow)
    stage.view.setFocus()
    detach(stage)
    seen: list[QWidget] = []
    for _ in range(20):
        stage.press(Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert {one.window() for one in seen} == {video_window(stage)}
    assert button_of(stage, "play") in seen
    stage.press(Key.Key_F8, SHIFT)
    stage.wait(stage.window.isActiveWindow)
    stage.window.player.controls.timeline.setFocus()
    stage.press(Key.Key_Tab)
    assert QApplication.focusWidget() is button_of(stage, "claim.previous")
    order = []
    for _ in range(60):
        stage.press(Key.Key_Tab)
        order.append(QApplication.focusWidget())
    assert order.index(button_of(stage, "play")) < order.index(stage.window.tabs.bar)
    # The smallest one shows picture and controls.
    stage.view.setFocus()
    window = detach(stage)
    window.resize(1, 1)
    stage.wait(lambda: window.size() == window.minimumSize())
    pane = stage.window.player
    assert pane.picture.height() >= 90
    assert pane.controls.geometry().bottom() <= window.rect().bottom()
    assert button_of(stage, "play").isVisible()
    # Closing it brings the picture back.
    window.close()
    stage.wait(lambda: is_docked(stage))
    assert stage.window.player.picture.isVisible()
    assert not stage.window.actions_["video.detach"].isChecked()
    stage.wait(stage.window.isActiveWindow)
    # Moved parts belong to the window they are in.
    for _ in range(3):
        stage.window.player.parentWidget().findChildren(QWidget)  # whose parts they are then
        stage.press(Key.Key_F8, SHIFT)
        assert misplaced_widgets() == []
    # No widget inside becomes one of the platform: under Wayland each would stand over the window,
    # with a title bar of its own.
    stage.press(Key.Key_F8, SHIFT)
    stage.wait(lambda: is_docked(stage))
    stage.program.context.trigger("preferences")
    native = [
        widget
        for widget in QApplication.allWidgets()
        if not widget.isWindow() and widget.testAttribute(Qt.WidgetAttribute.WA_NativeWindow)
    ]
    assert native == []


def test_video_plays_on_while_it_moves(stage: Stage, note: Path) -> None:
    states: list[PlayerState] = []
    numbers: list[int | None] = []
    stage.toggle()
    stage.player.state_changed.connect(states.append)
    stage.player.frame_changed.connect(lambda: numbers.append(read_number(stage.player.frame)))
    for moves in range(1, 5):
        stage.press(Key.Key_F8, SHIFT)
        assert is_docked(stage) is (moves % 2 == 0)
        stage.wait(stage.window.player.window().isActiveWindow)
        count = len(numbers)
        stage.wait(lambda count=count: len(numbers) > count + 5)
        stage.wait(lambda: shown_number(stage) is not None)
    assert states == []
    assert None not in numbers  # never a picture for a place without room
    assert numbers == sorted(numbers, key=lambda number: number or 0)  # never back


def test_keys_go_to_the_main_window_and_so_does_what_is_written(
    stage: Stage, note: Path, long_video: Path
) -> None:
    detach(stage)
    times = [stage.session.times[n].ms for n in range(4)]
    for key, expected in ((Key.Key_J, times[0]), (Key.Key_J, times[1]), (Key.Key_K, times[0])):
        stage.press(key)
        stage.wait(lambda expected=expected: stage.player.position_ms == expected)
    stage.wait_for_frame(60)
    stage.press(Key.Key_Period)
    stage.wait_for_frame(61)
    stage.press(Key.Key_Comma)
    stage.wait_for_frame(60)
    stage.press(Key.Key_Right, SHIFT)
    assert stage.player.position_ms == 3_000
    stage.press(Key.Key_C)
    assert stage.window.actions_["subtitles"].isChecked()
    stage.toggle()
    stage.toggle()
    assert video_window(stage).isActiveWindow()
    # The palette has the keyboard until it is closed.
    dock(stage)
    window = detach(stage)
    stage.press(Key.Key_K, CTRL)
    stage.wait(stage.window.isActiveWindow)
    assert stage.palette.isVisible()
    window.activateWindow()
    stage.wait(window.isActiveWindow)
    stage.press(Key.Key_Space)
    assert stage.player.state is PlayerState.PAUSED
    stage.wait(stage.window.isActiveWindow)
    stage.press(Key.Key_Escape)
    assert not stage.palette.isVisible()
    stage.wait(window.isActiveWindow)
    # What is chosen there may want the keyboard itself.
    stage.press(Key.Key_K, CTRL)
    stage.wait(stage.window.isActiveWindow)
    stage.type_in("edit bullet")
    stage.wait(lambda: stage.palette.list.currentIndex().isValid())
    stage.press(Key.Key_Return)
    stage.wait(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit))
    assert stage.window.isActiveWindow()
    stage.press(Key.Key_Escape)
    dock(stage)
    # A note is cited into, and typed in.
    detach(stage)
    stage.seek(6_000)
    stage.press(Key.Key_T)
    stage.wait(stage.window.isActiveWindow)  # one types there
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    stage.type_in("Seen over there.")
    stage.press(Key.Key_Escape)
    assert b"Seen over there." in stage.data
    assert b"0:06" in stage.data or b"00:00:06" in stage.data
    dock(stage)
    # Another note shows its video there.
    detach(stage)
    other = stage.write("other.md", "# The other\n\nWords [0:05].\n", video=long_video)
    stage.session.open_note(other)
    stage.wait(lambda: stage.player.media is not None and stage.player.media.path == long_video)
    stage.wait(lambda: video_window(stage).windowTitle() == "Video: The other – Cuenote")
    stage.session.open_note(stage.write("none.md", "# No video\n\nNothing.\n"))
    stage.wait(lambda: stage.window.player.video_view.page() is not None)
    assert stage.window.player.video_view.isVisible()
    # A key of what cannot be done says why.
    video_window(stage).activateWindow()
    stage.wait(video_window(stage).isActiveWindow)
    stage.press(Key.Key_Space)
    assert stage.said == "Open a video first."
    # A file is dropped there.
    window = video_window(stage)
    other = stage.write("dropped.md", "# Dropped\n")
    assert drop_on(window, [other], QPoint(5, 5))
    stage.wait(lambda: stage.session.path == other)
    # The main window ends both.
    stage.press(Key.Key_Q, CTRL)
    assert not stage.window.isVisible()
    stage.end()
    assert not window.isVisible()
    assert stage.program.state.flag("window/video_detached", False)


def test_full_screen_of_either_window(stage: Stage, note: Path) -> None:
    # That of the main window is left first.
    stage.press(Key.Key_F11)
    stage.wait(stage.window.isFullScreen)
    window = detach(stage)
    assert not stage.window.isFullScreen()
    assert not window.isFullScreen()
    assert stage.window.page.isVisible()
    assert not stage.window.actions_["fullscreen"].isChecked()
    dock(stage)
    # Ended by Esc, and by what brings the picture back.
    window = detach(stage)
    size = window.size()
    full = stage.window.actions_["fullscreen"]
    stage.press(Key.Key_F11)
    stage.wait(window.isFullScreen)
    assert not stage.window.isFullScreen()
    assert stage.window.page.isVisible()
    assert full.isChecked()
    stage.press(Key.Key_Escape)
    stage.wait(lambda: not window.isFullScreen())
    assert not full.isChecked()
    assert stage.window.player.controls.isVisible()
    stage.wait(lambda: window.size() == size)
    assert not is_docked(stage)
    QTest.mouseDClick(stage.window.player.picture, LEFT)
    stage.wait(window.isFullScreen)
    stage.press(Key.Key_F8, SHIFT)
    stage.wait(lambda: is_docked(stage))
    assert not full.isChecked()
    assert not stage.window.isFullScreen()
    stage.wait(stage.window.isActiveWindow)
    # What the desktop has ended stays ended.
    window = detach(stage)
    stage.press(Key.Key_F11)
    stage.wait(window.isFullScreen)
    window.showNormal()  # as by a key of the desktop's
    stage.wait(lambda: not window.isFullScreen())
    stage.press(Key.Key_Escape)
    stage.wait(stage.window.player.controls.isVisible)
    assert not window.isFullScreen()
    assert not stage.window.actions_["fullscreen"].isChecked()


@pytest.mark.all_only
def test_window_comes_again_where_it_was(
    make_stage: Callable[[], Stage], numbered_video: Path
) -> None:
    first = make_stage()
    path = first.write("note.md", "Words [0:02].\n", video=numbered_video)
    first.watch(path)
    window = detach(first)
    window.resize(700, 500)
    window.move(120, 90)
    first.wait(lambda: window.size() == QSize(700, 500))
    at = window.geometry()
    first.end()

    second = make_stage()
    second.watch(path)
    second.wait(lambda: not is_docked(second) and second.window.player.window().isVisible())
    again = video_window(second)
    assert again.size() == QSize(700, 500)
    assert (again.geometry().topLeft() - at.topLeft()).manhattanLength() < 60  # the frame's
    assert second.window.actions_["video.detach"].isChecked()
    assert second.window.isActiveWindow()
    second.wait(lambda: shown_number(second) is not None)
    again.close()
    second.wait(lambda: is_docked(second))
    second.end()

    third = make_stage()
    third.watch(path)
    assert is_docked(third)
    third.press(Key.Key_F8, SHIFT)
    assert video_window(third).size() == QSize(700, 500)
    third.press(Key.Key_F8, SHIFT)
    third.wait(lambda: is_docked(third))
    # The note has the room while the video is elsewhere.
    third.wait(third.window.isActiveWindow)
    page, tabs = third.window.page, third.window.tabs
    usual = page.width(), tabs.width()
    detach(third)
    third.wait(lambda: page.width() > usual[0])
    third.press(Key.Key_F8, SHIFT)
    third.wait(lambda: (page.width(), tabs.width()) == usual)
    third.wait(third.window.isActiveWindow)
    detach(third)
    third.window._columns.setSizes([250, 500, 650])  # as by dragging
    third.window._columns.splitterMoved.emit(750, 2)
    dragged = page.width()
    third.end()
    fourth = make_stage()
    fourth.watch(path)
    fourth.wait(lambda: not is_docked(fourth))
    fourth.wait(lambda: fourth.window.page.width() == pytest.approx(dragged, abs=2))
    video_window(fourth).close()
    fourth.wait(lambda: is_docked(fourth))
    fourth.wait(lambda: (fourth.window.page.width(), fourth.window.tabs.width()) == usual)


@pytest.mark.all_only
def test_window_is_brought_back_onto_a_screen(
    make_stage: Callable[[], Stage], numbered_video: Path
) -> None:
    # Beside a small main window.
    stage = make_stage()
    path = stage.write("note.md", "Words [0:02].\n", video=numbered_video)
    stage.start(path)
    stage.window.setGeometry(10, 60, 760, 500)
    window = detach(stage)
    assert is_on_a_screen(window)
    # As on a second screen at the right of this one, which is gone then.
    window.move(QGuiApplication.primaryScreen().geometry().right() + 400, 300)
    stage.wait(lambda: not is_on_a_screen(window))
    stage.end()
    # Also where its place is damaged.
    for junk in (None, b"junk", b"\x01\xd9\xd0\xcb\x00\x03" + b"\xff" * 60):
        if junk is not None:
            stage.program.state.set("window/video_geometry", junk)
            stage.program.state.save()
        stage = make_stage()
        stage.start(path)
        stage.wait(lambda: stage.window.player.window() is not stage.window)  # noqa: B023
        assert is_on_a_screen(video_window(stage))
        stage.end()


def is_on_a_screen(window: QWidget) -> bool:
    """Return whether all of a window is on one of the screens."""
    screens = QGuiApplication.screens()
    return any(one.geometry().contains(window.frameGeometry()) for one in screens)


_SIZE = 1600, 1000
# Show the video in a window of its own if it is not; say where that is, on which screen, and where
# in full screen.
_SHOW = """
action = window.actions_["video.detach"]
print(int(action.isChecked()))
if not action.isChecked():
    action.trigger()
wait_until(lambda: window.player.window() is not window and window.player.window().isVisible())
video = window.player.window()
print(window.screen().name(), video.screen().name(), *video.geometry().getRect())
if numbers:
    video.setGeometry(*numbers)
    app.processEvents()
window.set_full_screen(True)
wait_until(video.isFullScreen)
app.processEvents()
print(video.screen().name(), *video.geometry().getRect())
"""


@pytest.mark.all_only
def test_second_screen_is_taken_and_remembered(tmp_path: Path) -> None:
    was, (main, screen, *_), full = start_on(tmp_path, 2, _SIZE, _SHOW, 1900, 200, 700, 500)
    assert (was, main, screen) == (["0"], "s0", "s1")
    assert full == ["s1", "1600", "0", "1600", "1000"]
    was, (main, screen, *place), full = start_on(tmp_path, 2, _SIZE, _SHOW)
    assert (was, main, screen) == (["1"], "s0", "s1")
    assert place == ["1900", "200", "700", "500"]
    assert full[0] == "s1"
    # That screen is gone.
    was, (main, screen, *place), full = start_on(tmp_path, 1, _SIZE, _SHOW)
    assert (was, main, screen) == (["1"], "s0", "s0")
    left, top, width, height = map(int, place)
    assert (width, height) == (700, 500)
    assert QRect(0, 0, 1600, 1000).contains(QRect(left, top, width, height))
    assert full == ["s0", "0", "0", "1600", "1000"]
