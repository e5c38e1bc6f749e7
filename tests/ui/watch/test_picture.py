"""Picture and bar on a player, and the pages in the place of the picture."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.media.make_video import make_video, read_number
from tests.media.stepped_player import SteppedPlayer
from tests.ui.stage import show_active, wheel
from tests.waiting import wait_until
from viewer.media.media import CHOSEN, Media
from viewer.media.player import Player, PlayerState
from viewer.ui.kit.buttons import IconButton, WordButton
from viewer.ui.kit.placeholder import Placeholder, PlaceholderView
from viewer.ui.kit.theme import load_theme
from viewer.ui.watch.controls import ControlBar
from viewer.ui.watch.picture import VideoView

NO_VLC = Placeholder(
    "VLC is not installed",
    "Cuenote plays with libvlc, which is missing here. Install it, then open the note again.",
    "sudo apt install libvlc5 vlc-plugin-base libvlc-bin",
    [("Try again", "video.again"), ("Open in browser", "video.browser")],
)


class _Stage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.player = Player(self)
        self.view = VideoView(self.player, self)
        self.bar = ControlBar({}, self.player, self)
        self.bar.timeline.seek_requested.connect(self.player.seek)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.bar)
        self.view.setFixedSize(500, 320)


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds of numbered frames, 16:9, with sound."""
    return make_video(tmp_path_factory.mktemp("film") / "film.mp4", frames=300, gop=60)


@pytest.fixture
def stage(qtbot: QtBot) -> _Stage:
    window = _Stage()
    show_active(qtbot, window)
    return window


@pytest.fixture
def player(stage: _Stage, film: Path, qtbot: QtBot) -> Iterator[Player]:
    """A player that is paused on the first frame of the film."""
    engine = stage.player
    engine.set_engine(SteppedPlayer)
    with qtbot.waitSignal(engine.frame_changed):
        engine.open(Media(film, CHOSEN, "film"))
    wait_until(lambda: engine.state is PlayerState.PAUSED)
    yield engine
    engine.shutdown()


def _painted_number(view: VideoView) -> int | None:
    ratio, picture = view.devicePixelRatioF(), view.picture_rect()
    crop = QRectF(picture.topLeft() * ratio, picture.size() * ratio).toRect()
    return read_number(view.grab().toImage().copy(crop))


def test_frame_is_painted_with_its_aspect_on_black(
    stage: _Stage, player: Player, qtbot: QtBot
) -> None:
    view = stage.view
    wait_until(lambda: view.picture_rect().width() == 500)
    picture = view.picture_rect()
    assert picture.width() / picture.height() == pytest.approx(16 / 9, rel=0.01)
    assert picture.center().y() == pytest.approx(160, abs=1)
    assert _painted_number(view) == 0
    shown = view.grab().toImage()
    assert shown.pixelColor(250, 5) == QColor("black")
    assert shown.pixelColor(250, shown.height() - 5) == QColor("black")
    # A click on the timeline paints that frame.
    timeline = stage.bar.timeline
    with qtbot.waitSignal(player.frame_changed):
        QTest.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(250, 32))
    # Frame n is shown from n / 30 s on; asked for is the first one at or after the target.
    expected = -(-player.position_ms * 30 // 1000)
    assert _painted_number(stage.view) == expected
    assert timeline.position_ms == player.position_ms
    # It comes in the size of the view.
    stage.view.setFixedSize(420, 300)
    wait_until(lambda: stage.view.size().width() == 420)
    with qtbot.waitSignal(player.frame_changed):
        player.seek(3_000)
    wait_until(lambda: stage.view.picture_rect().width() == 420)
    assert _painted_number(stage.view) == 90


def test_click_plays_and_pauses_and_a_double_click_asks_for_full_screen(
    stage: _Stage, player: Player, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(player.state_changed):
        QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton)
    assert player.state is PlayerState.PLAYING
    with qtbot.waitSignal(player.state_changed):
        QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    assert player.state is PlayerState.PAUSED
    # A press that is let go elsewhere does nothing.
    QTest.mousePress(stage.view, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(stage.view, Qt.MouseButton.LeftButton, pos=QPoint(-20, 5))
    assert player.state is PlayerState.PAUSED
    # A double click undoes its first half.
    asked = QSignalSpy(stage.view.fullscreen_requested)
    QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton)
    assert player.state is PlayerState.PLAYING
    QTest.mouseDClick(stage.view, Qt.MouseButton.LeftButton)
    assert asked.count() == 1
    wait_until(lambda: player.state is PlayerState.PAUSED)


def test_wheel_changes_the_volume_and_says_so(stage: _Stage, player: Player) -> None:
    player.set_volume(60)
    before = stage.view.grab().toImage()
    wheel(stage.view, -2)
    assert player.volume == 50
    assert stage.bar.volume_button.slider.value() == 50
    assert stage.view.grab().toImage() != before or player.muted
    for _ in range(12):
        wheel(stage.view, -1)
    assert player.volume == 0
    player.set_muted(True)
    wheel(stage.view, 1)
    assert player.volume == 5
    assert not player.muted


@pytest.mark.all_only
def test_words_over_the_picture_go_by_themselves(
    stage: _Stage, player: Player, qtbot: QtBot
) -> None:
    plain = stage.view.grab().toImage()
    player.set_rate(1.5)
    assert stage.view.grab().toImage() != plain
    wait_until(lambda: stage.view.grab().toImage() == plain)


def test_bar_shows_what_the_player_does(stage: _Stage, player: Player, qtbot: QtBot) -> None:
    bar = stage.bar
    assert bar.time_label.text() == "0:00 / 0:10"
    player.seek(5_000)
    assert bar.time_label.text() == "0:05 / 0:10"
    player.set_rate(2.0)
    assert bar.rate_button.accessibleName() == "Speed 2×"
    checked = [action.text() for action in bar.rate_button.menu().actions() if action.isChecked()]
    assert checked == ["2×"]
    player.set_rate(1.1)
    assert not any(action.isChecked() for action in bar.rate_button.menu().actions())
    # Its menu sets the speed.
    choices = {action.text(): action for action in stage.bar.rate_button.menu().actions()}
    choices["1.75×"].trigger()
    assert player.rate == 1.75
    # In a narrow bar a click on what is shown turns it off.
    bar.resize(500, bar.height())
    QTest.mouseClick(bar.rate_button, Qt.MouseButton.LeftButton)
    assert player.rate == 1.0
    player.set_muted(True)
    assert bar.volume_button.accessibleName() == "Volume, Muted"
    player.set_repeat(2_000, 4_000)
    band = bar.timeline.grab().toImage()
    place = QPoint(round(bar.timeline.x_of(3_000)), 20)
    assert band.pixelColor(place * band.devicePixelRatio()) != load_theme("light").window


def test_bar_is_empty_and_the_view_black_before_a_video_is_opened(stage: _Stage) -> None:
    assert stage.bar.time_label.text() == ""
    assert not stage.bar.timeline.isEnabled()
    assert stage.view.grab().toImage().pixelColor(250, 160) == QColor("black")
    QTest.mouseClick(stage.view, Qt.MouseButton.LeftButton)
    assert stage.player.state is PlayerState.EMPTY


def test_page_sends_its_actions_copies_its_command_and_leaves_drops_to_the_window(
    stage: _Stage,
) -> None:
    stage.view.set_page(NO_VLC)
    for widget in (stage.view, *stage.view.findChildren(QWidget)):
        assert not widget.acceptDrops()
    got = QSignalSpy(stage.view.page_action)
    first, second = stage.view.findChildren(WordButton)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    second.setFocus(Qt.FocusReason.TabFocusReason)
    wait_until(second.hasFocus)
    QTest.keyClick(second, Qt.Key.Key_Return)
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert [got.at(index)[0] for index in range(3)] == [
        "video.again",
        "video.browser",
        "video.browser",
    ]
    (copy,) = filter(IconButton.isVisible, stage.view.findChildren(IconButton))
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == NO_VLC.detail_command
    assert copy.accessibleName() == "Copied"
    # Its texts are plain text.
    stage.view.set_page(Placeholder("<b>a</b> & b", "x < y", "echo <1>"))
    texts = list(stage.view.findChildren(QLabel))
    assert {label.textFormat() for label in texts} == {Qt.TextFormat.PlainText}


def test_page_goes_and_the_picture_is_back(stage: _Stage, player: Player, qtbot: QtBot) -> None:
    stage.view.set_page(NO_VLC)
    stage.view.findChildren(WordButton)[0].setFocus()
    assert stage.view.page() == NO_VLC
    stage.view.set_page(None)
    assert stage.view.page() is None
    assert _painted_number(stage.view) == 0
    wait_until(lambda: not stage.view.findChildren(PlaceholderView))


@pytest.mark.parametrize("size", [(160, 90), (320, 180), (512, 288), (1600, 900)])
def test_page_never_clips_and_everything_can_be_reached(
    stage: _Stage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    view = stage.view
    view.setFixedSize(*size)
    view.set_page(NO_VLC)
    wait_until(lambda: view.size().toTuple() == size)
    (pages,) = view.findChildren(PlaceholderView)
    body = pages.widget()
    words = [
        part
        for part in body.findChildren(QWidget)
        if isinstance(part, (QLabel, IconButton)) and part.isVisibleTo(body)
    ]
    assert len(words) == 4
    for part in words:
        assert body.rect().contains(QRect(part.mapTo(body, QPoint()), part.size()))
        if isinstance(part, QLabel):
            assert part.height() >= part.heightForWidth(part.width())
    assert body.width() <= pages.viewport().width()
    buttons = [button for button in view.findChildren(WordButton) if button.isVisible()]
    dots = [button for button in view.findChildren(IconButton) if button.menu() is not None]
    more = [button for button in dots if button.isVisible()]
    behind = [entry.text() for button in more for entry in button.menu().actions()]
    assert [button.text() for button in buttons] + behind == [text for text, _ in NO_VLC.buttons]
    # What can be pressed is never cut, and what scrolls is not below it.
    scrolls = body.height() > pages.viewport().height()
    for button in (*buttons, *more):
        place = QRect(button.mapTo(view, QPoint()), button.size())
        assert view.rect().contains(place)
        assert not scrolls or place.top() >= pages.viewport().height()
    # What is behind the dots does what it says.
    got = QSignalSpy(view.page_action)
    for entry in (entry for button in more for entry in button.menu().actions()):
        entry.trigger()
    chosen = [got.at(index)[0] for index in range(got.count())]
    assert chosen == [action for _, action in NO_VLC.buttons][len(buttons) :]
