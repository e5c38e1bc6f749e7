"""The control bar, with the window's actions and a real pointer and keyboard."""

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.stage import show_active, words_of
from tests.waiting import wait_until
from viewer.media.player import Player
from viewer.ui.kit.buttons import IconButton, tip_of
from viewer.ui.watch.controls import RATES, ControlBar, LevelSlider, TimeLabel, rate_text

ACTIONS = (
    ("claim.previous", "Previous claim", "K"),
    ("play", "Play or pause", "Space"),
    ("claim.next", "Next claim", "J"),
    ("repeat", "Repeat claim", "R"),
    ("volume.mute", "Mute", "M"),
    ("fullscreen", "Full screen", "F11"),
)


class _Stage(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.by_id: dict[str, QAction] = {}
        for action_id, text, keys in ACTIONS:
            action = QAction(text, self)
            action.setShortcut(QKeySequence(keys))
            self.addAction(action)
            self.by_id[action_id] = action
        self.by_id["fullscreen"].setCheckable(True)
        self.bar = ControlBar(self.by_id, Player(self), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar)
        self.resize(600, 120)


@pytest.fixture
def stage(qtbot: QtBot) -> _Stage:
    window = _Stage()
    show_active(qtbot, window)
    return window


def _button(stage: _Stage, action_id: str) -> IconButton:
    action = stage.by_id[action_id]
    (found,) = [
        button for button in stage.bar.findChildren(IconButton) if button.defaultAction() is action
    ]
    return found


def test_button_triggers_its_action_by_mouse_and_by_key(stage: _Stage, qtbot: QtBot) -> None:
    played = QSignalSpy(stage.by_id["play"].triggered)
    for action_id in ("claim.previous", "claim.next", "repeat", "fullscreen", "play"):
        triggered = QSignalSpy(stage.by_id[action_id].triggered)
        button = _button(stage, action_id)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert triggered.count() == 1
        button.setFocus(Qt.FocusReason.TabFocusReason)
        wait_until(button.hasFocus)
        QTest.keyClick(button, Qt.Key.Key_Space)
        QTest.keyClick(button, Qt.Key.Key_Return)
        assert triggered.count() == 3
        assert played.count() == (3 if action_id == "play" else 0)


def test_button_is_enabled_and_named_as_its_action(stage: _Stage) -> None:
    button = _button(stage, "claim.next")
    action = stage.by_id["claim.next"]
    action.setEnabled(False)
    assert not button.isEnabled()
    assert button.accessibleName() == "Next claim"
    assert tip_of(action) == "Next claim (J)"
    action.setToolTip("Open a note first.")
    assert tip_of(action) == "Next claim (J)\nOpen a note first."


@pytest.mark.parametrize("duration_ms", [None, 59_000, 4_212_000, 360_000_000])
def test_nothing_overlaps_at_any_width(
    stage: _Stage, qtbot: QtBot, duration_ms: int | None
) -> None:
    bar = ControlBar(stage.by_id, Player(stage))
    qtbot.addWidget(bar)
    bar.timeline.set_duration(duration_ms)
    bar.time_label.set_duration(duration_ms)
    bar.show()
    for width in (220, 260, 300, 320, 340, 360, 400, 531, 900):
        bar.resize(width, 100)
        assert bar.width() == width
        row = [bar.time_label, *bar.findChildren(IconButton)]
        shown = sorted(
            (w for w in row if w.parentWidget() is bar and not w.isHidden() and w.width() > 0),
            key=lambda w: w.geometry().left(),
        )
        for before, after in itertools.pairwise(shown):
            assert before.geometry().right() < after.geometry().left()
        assert shown[-1].geometry().right() < width
        buttons = [w for w in shown if isinstance(w, IconButton)]
        assert all(button.width() >= 32 and button.height() >= 32 for button in buttons)
        assert stage.by_id["play"] in [button.defaultAction() for button in buttons]


def test_what_has_no_room_is_in_a_menu_behind_the_others(stage: _Stage, qtbot: QtBot) -> None:
    stage.by_id["subtitles"] = QAction("Show subtitles", stage)
    player = Player(stage)
    bar = ControlBar(stage.by_id, player)
    qtbot.addWidget(bar)
    bar.timeline.set_duration(4_212_000)
    bar.time_label.set_duration(4_212_000)
    bar.show()

    def gone(width: int) -> list[str]:
        bar.resize(width, 100)
        menu = bar.more_button.menu()
        menu.aboutToShow.emit()
        return words_of(menu) if bar.more_button.isVisible() else []

    bar.resize(900, 100)
    assert not bar.more_button.isVisible()
    repeat, subtitles, claims = "Repeat claim", "Show subtitles", ["Previous claim", "Next claim"]
    assert gone(560) == []
    assert gone(558) == [repeat, subtitles, "Speed"]
    player.rate_changed.emit(1.5)
    assert gone(558) == [repeat, subtitles, "Speed"]
    assert bar.rate_button.isVisible()  # what is on is shown, too
    seen = [gone(width) for width in range(558, 219, -2)]
    steps = [step for step, _ in itertools.groupby(seen)]
    for before, after in itertools.pairwise(steps):
        assert set(before) <= set(after)  # what has gone does not come back
    assert [repeat, subtitles, "Speed"] in steps
    # At last the volume, and the steps from claim to claim.
    assert steps[-1] == [claims[0], claims[1], repeat, subtitles, "Speed", "Mute"]


def test_clock_keeps_its_place_while_it_runs(qtbot: QtBot) -> None:
    label = TimeLabel()
    qtbot.addWidget(label)
    label.set_duration(4_212_000)
    widths = set()
    for ms in (0, 59_000, 599_000, 1_111_000, 3_600_000, 4_211_000):
        label.set_position(ms)
        widths.add(label.width_for(True))
    assert len(widths) == 1
    assert label.text() == "1:10:11 / 1:10:12"
    label.show_whole(False)
    assert label.text() == "1:10:11"
    assert label.toolTip() == "1:10:11 of 1:10:12"
    label.set_duration(None)
    assert label.text() == ""


def test_rate_is_written_as_short_as_it_can_be() -> None:
    written = "0.25× 0.5× 0.75× 1× 1.25× 1.5× 1.75× 2× 2.5× 3× 3.5× 4×"
    assert [rate_text(rate) for rate in RATES] == written.split()


def test_level_slider_goes_where_it_is_pressed(qtbot: QtBot) -> None:
    slider = LevelSlider()
    slider.setRange(0, 100)
    qtbot.addWidget(slider)
    slider.show()
    chosen = QSignalSpy(slider.level_chosen)
    for x in (slider.width() - 1, 0, slider.width() // 2):
        QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(x, 16))
    levels = [chosen.at(index)[0] for index in range(chosen.count())]
    assert levels[:2] == [100, 0]
    assert abs(levels[2] - 50) <= 1
